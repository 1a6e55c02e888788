"""Nested values, as JSON and Parquet hold them, as the cells of a row: texts under dotted names."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from reader.domain.text import normalise

_DEEPEST = 6
_MOST_COLUMNS = 500


def cells_of(value: Mapping[str, Any]) -> dict[str, str]:
    """The cells: what lies deeper under dotted names (`meta.date`), a list of texts as paragraphs of one text.

    Lists of anything else than texts hold no cell; nor does what lies deeper than six names, or beyond 500 cells.
    """
    cells: dict[str, str] = {}
    for name, cell in _cells(value, "", _DEEPEST):
        if len(cells) >= _MOST_COLUMNS:
            break
        cells.setdefault(name, cell)
    return cells


def _cells(value: Mapping[str, Any], before: str, depth: int) -> Iterator[tuple[str, str]]:
    for key, inner in value.items():
        name = f"{before}{normalise(str(key))}"
        if isinstance(inner, Mapping):
            if depth > 1:
                yield from _cells(inner, f"{name}.", depth - 1)
        elif (cell := _cell(inner)) is not None:
            yield name, cell


def _cell(value: object) -> str | None:
    match value:
        case str():
            return value
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case list() | tuple():
            texts = [part for part in value if isinstance(part, str)]
            return "\n\n".join(texts) if len(texts) == len(value) else None
    return None
