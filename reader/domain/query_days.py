"""The days that a query names: a year, a month, a day, a stretch of them, or a word such as today."""

import re
from datetime import date, timedelta

from reader.errors import QueryError

#: What may stand for days, as it is told to a person.
DAYS = "2025, 2025-05, 2025-05-30, 2025-01..2025-06, ..2024, today, yesterday or week"

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_MONTHS = 12


def days(written: str, at: int, today: date) -> tuple[date | None, date | None]:
    """The first and the last of the days, both included; None where the stretch is open. Raises QueryError.

    `week` are the seven days up to today.
    """
    first, dots, last = written.partition("..")
    if not dots:
        return _stretch(first, at, today)
    begin = _stretch(first, at, today)[0] if first else None
    end = _stretch(last, at + len(first) + len(dots), today)[1] if last else None
    if begin is None and end is None:
        raise QueryError(f"No day stands before the dots, and none behind them. Write {DAYS}.", at)
    if begin is not None and end is not None and end < begin:
        raise QueryError(f"“{written}” ends before it begins. Write “{last}..{first}”.", at)
    return begin, end


def _stretch(written: str, at: int, today: date) -> tuple[date, date]:
    match written.lower():
        case "today":
            return today, today
        case "yesterday":
            before = today - timedelta(days=1)
            return before, before
        case "week":
            return today - timedelta(days=6), today
    found = _DAY.fullmatch(written)
    if found is None or not written.isascii():
        raise QueryError(f"“{written}” is no date. Write {DAYS}.", at)
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if year == 0 or (found[2] and not 1 <= month <= _MONTHS):
        what = f"month {found[2]}" if year else "year 0000"
        raise QueryError(f"There is no {what}, as “{written}” has it. Write {DAYS}.", at)
    first = date(year, month or 1, 1)
    last = _last_of(first) if month else date(year, 12, 31)
    if found[3]:
        if not 1 <= day <= last.day:
            raise QueryError(f"There is no {written}: that month has the days 1 to {last.day}.", at)
        first = last = date(year, month, day)
    return first, last


def _last_of(first: date) -> date:
    """The last day of the month that begins so."""
    if first.month == _MONTHS:
        return first.replace(day=31)
    return first.replace(month=first.month + 1) - timedelta(days=1)
