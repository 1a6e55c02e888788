"""Moments as text: UTC, ISO 8601, with milliseconds and a Z; and as numbers that sort."""

import re
from datetime import UTC, datetime, timedelta

#: How many moments of a library there is room for in one minute.
MOMENTS_A_MINUTE = 1 << 20
MOMENTS_A_DAY = 24 * 60 * MOMENTS_A_MINUTE

_DATE = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?)?)?", re.ASCII
)
_BEGINNING = datetime(1, 1, 1)  # noqa: DTZ001 - without a zone, as what is counted from it


def utc_now() -> str:
    """This moment, such as `2025-05-30T13:03:07.250Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def start_of(iso: str) -> int:
    """The first moment of the minute, day, month or year that an ISO 8601 text names; 0 where it names none.

    A moment counts minutes from the year 1 on, in UTC (a time without a zone is taken as UTC), times
    `MOMENTS_A_MINUTE`: between two minutes there is room for articles that came one after the other.
    """
    found = _DATE.fullmatch(iso)
    if not found:
        return 0
    year, month, day, hour, minute, zone = found.groups()
    try:
        date = datetime(int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0))  # noqa: DTZ001
        if zone and zone != "Z":
            away = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
            date = date - away if zone[0] == "+" else date + away
    except (OverflowError, ValueError):
        return 0
    return int((date - _BEGINNING).total_seconds()) // 60 * MOMENTS_A_MINUTE


def day_of(moment: int) -> str:
    """The day of a moment, such as `2025-05-30`, in UTC."""
    return (_BEGINNING + timedelta(days=moment // MOMENTS_A_DAY)).date().isoformat()
