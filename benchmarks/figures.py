"""What a benchmark finds: a value, the limit measured in the same run, the mark between them, and how it is printed."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One promise, measured. `limit` is in the same unit as `value`; `mark` is the promise in words."""

    name: str
    value: float
    unit: str
    limit: float
    mark: str
    met: bool

    @property
    def ratio(self) -> float:
        """How many times the limit the value is."""
        return self.value / self.limit


def within_times(name: str, value: float, unit: str, limit: float, times: float, most_more: float = math.inf) -> Figure:
    """A promise of at most so many times the limit, and at most so much more than it."""
    mark = f"{times:g} x" + (f", limit + {most_more:g} {unit}" if most_more < math.inf else "")
    return Figure(name, value, unit, limit, mark, value <= limit * times and value <= limit + most_more)


def within_more(name: str, value: float, unit: str, limit: float, most_more: float) -> Figure:
    """A promise of at most so much more than the limit."""
    return Figure(name, value, unit, limit, f"limit + {most_more:g} {unit}", value <= limit + most_more)


def within(name: str, value: float, unit: str, limit: float, most: float) -> Figure:
    """A promise of at most so much, whatever the limit."""
    return Figure(name, value, unit, limit, f"{most:g} {unit}", value <= most)


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest of the values that so many percent of them do not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(len(ranked) * percent / 100) - 1)]


def as_lines(figures: Sequence[Figure]) -> list[str]:
    """A line a figure: name, value with its unit, limit, ratio, mark, met; in columns."""
    rows = [
        (
            figure.name,
            f"{_short(figure.value)} {figure.unit}",
            f"{_short(figure.limit)} {figure.unit}",
            f"{figure.ratio:.2f} x",
            figure.mark,
            "met" if figure.met else "missed",
        )
        for figure in figures
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(6)] if rows else []
    return ["  ".join(_padded(row, widths)).rstrip() for row in rows]


def as_json(figures: Sequence[Figure]) -> str:
    """A list of objects with the keys name, value, unit, limit, ratio, mark and met."""
    return json.dumps(
        [
            {
                "name": figure.name,
                "value": round(figure.value, 3),
                "unit": figure.unit,
                "limit": round(figure.limit, 3),
                "ratio": round(figure.ratio, 3),
                "mark": figure.mark,
                "met": figure.met,
            }
            for figure in figures
        ],
        indent=1,
        ensure_ascii=False,
    )


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _padded(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    """The words to the left of their column, the numbers to its right."""
    return [
        cell.rjust(width) if column in (1, 2, 3) else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
