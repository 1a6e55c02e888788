"""Dates as people write them in headings and front matter, found where they leave no doubt."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = {name[:length]: number for number, name in enumerate(_MONTH_NAMES, 1) for length in (3, len(name))}
_MONTHS["sept"] = 9
_YEAR = r"(?P<year>(?:1[5-9]|20)[0-9]{2})"
_MONTH_NAME = r"(?P<name>[A-Za-z]{3,9})\.?"
_FORMS = tuple(
    re.compile(rf"(?<![0-9]){form}(?![0-9])")
    for form in (
        rf"{_YEAR}(?P<part>[-/.])(?P<month>[0-9]{{1,2}})(?P=part)(?P<day>[0-9]{{1,2}})",
        rf"{_YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})",
        rf"{_YEAR}\s?[年년]\s?(?P<month>[0-9]{{1,2}})\s?[月월]\s?(?P<day>[0-9]{{1,2}})\s?[日号號일]",
        rf"{_MONTH_NAME} (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}",
        rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|\.)? {_MONTH_NAME},? {_YEAR}",
    )
)


class WrittenDate(NamedTuple):
    """A date in ISO 8601, and where it stands: start (included) to stop (excluded) in code points."""

    iso: str
    start: int
    stop: int


def written_date(text: str) -> WrittenDate | None:
    """The first whole date (year, month and day) in the text that is one, if any; `3/4/2025` is none: it is two."""
    return min(_dates(text), key=lambda found: found.start, default=None)


def _dates(text: str) -> Iterator[WrittenDate]:
    for form in _FORMS:
        for found in form.finditer(text):
            iso = _iso(found)
            if iso:
                yield WrittenDate(iso, *found.span())
                break


def _iso(found: re.Match[str]) -> str:
    fields = found.groupdict()
    month = _MONTHS.get(fields["name"].lower(), 0) if "name" in fields else int(fields["month"])
    try:
        return date(int(fields["year"]), month, int(fields["day"])).isoformat()
    except ValueError:
        return ""
