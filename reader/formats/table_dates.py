"""Dates in the cells of a table, taken only where they can mean but one day."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from enum import Enum, auto

_LONGEST = 60
_TIME = (
    r"(?:(?:T|,?\s+)(?P<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:[.,][0-9]{1,9})?)"
    r"\s*(?P<zone>Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_YEAR = r"(?P<year>(?:1[0-9]|20)[0-9]{2})"
_YEAR_FIRST = re.compile(
    rf"{_YEAR}(?:(?P<part>[-/.])(?P<month>[0-9]{{1,2}})(?P=part)(?P<day>[0-9]{{1,2}})"
    rf"|\s?[年년]\s?(?P<m2>[0-9]{{1,2}})\s?[月월]\s?(?P<d2>[0-9]{{1,2}})\s?[日일]){_TIME}",
    re.IGNORECASE,
)
_COMPACT = re.compile(rf"{_YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})")
_BY_DOTS = re.compile(rf"(?P<day>[0-9]{{1,2}})\.\s?(?P<month>[0-9]{{1,2}})\.\s?{_YEAR}{_TIME}", re.IGNORECASE)
_BY_STROKES = re.compile(rf"(?P<a>[0-9]{{1,2}})(?P<part>[/-])(?P<b>[0-9]{{1,2}})(?P=part){_YEAR}{_TIME}", re.IGNORECASE)
_NAMED = (
    re.compile(
        rf"(?:[^\W\d]+,?\s+)?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+)?(?P<name>[^\W\d]{{3,}})\.?,?\s+"
        rf"(?:de\s+)?{_YEAR}{_TIME}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:[^\W\d]+,?\s+)?(?P<name>[^\W\d]{{3,}})\.?\s+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}{_TIME}",
        re.IGNORECASE,
    ),
)
_SECONDS = re.compile(r"1[0-9]{9}(?:[0-9]{3})?(?:\.[0-9]+)?")
# English, German, French, Spanish, Italian, Portuguese, Dutch; short forms are the first three letters or more.
_MONTH_NAMES = (
    "january januar jänner janvier enero gennaio janeiro januari",
    "february februar février febrero febbraio fevereiro februari",
    "march märz mars marzo março maart mrz",
    "april avril abril aprile",
    "may mai mayo maggio maio mei",
    "june juin junio giugno junho juni",
    "july juillet julio luglio julho juli",
    "august août agosto augustus",
    "september septembre septiembre settembre setembro",
    "october oktober octobre octubre ottobre outubro",
    "november novembre noviembre novembro",
    "december dezember décembre diciembre dicembre dezembro",
)


class DayOrder(Enum):
    """How a column writes `03/04/2025`."""

    UNKNOWN = auto()
    DAY_FIRST = auto()
    MONTH_FIRST = auto()


def order_of(values: Iterable[str]) -> DayOrder:
    """The order that the values of one column prove: some by a number above 12, none against it."""
    firsts = seconds = False
    for value in values:
        found = _BY_STROKES.fullmatch(value.strip()) if len(value) <= _LONGEST else None
        if found:
            firsts |= int(found["a"]) > 12
            seconds |= int(found["b"]) > 12
    if firsts is seconds:
        return DayOrder.UNKNOWN
    return DayOrder.DAY_FIRST if firsts else DayOrder.MONTH_FIRST


def iso_date(value: str, order: DayOrder = DayOrder.UNKNOWN) -> str:
    """The date, or date and time, in ISO 8601; with a zone (`Z`, `+02:00`) only where the value tells one.

    Empty where it is none, or may be two: `03/04/2025` is read only where the order is known, unless the two are the
    same or one is above 12. Names of months are known in seven languages, seconds since 1970 (UTC) by their length.
    Years of two digits are never guessed.
    """
    text = " ".join(value.split())
    if not text or len(text) > _LONGEST:
        return ""
    if _SECONDS.fullmatch(text):
        return _since_1970(float(text))
    if found := _COMPACT.fullmatch(text):
        return _iso(found, found["month"], found["day"])
    if found := _YEAR_FIRST.fullmatch(text):
        return _iso(found, found["month"] or found["m2"], found["day"] or found["d2"])
    if found := _BY_DOTS.fullmatch(text):
        return _iso(found, found["month"], found["day"])
    if found := _BY_STROKES.fullmatch(text):
        return _by_strokes(found, order)
    for form in _NAMED:
        found = form.fullmatch(text)
        month = _month(found["name"]) if found else 0
        if found and month:
            return _iso(found, str(month), found["day"])
    return _of_mail(text)


def _by_strokes(found: re.Match[str], order: DayOrder) -> str:
    first, second = int(found["a"]), int(found["b"])
    if first > 12 or first == second or (second <= 12 and order is DayOrder.DAY_FIRST):
        return _iso(found, found["b"], found["a"])
    if second > 12 or order is DayOrder.MONTH_FIRST:
        return _iso(found, found["a"], found["b"])
    return ""


def _month(name: str) -> int:
    """The number of the month, 0 where the name is none, or begins several."""
    name = name.lower()
    numbers = {n for n, names in enumerate(_MONTH_NAMES, 1) if any(full.startswith(name) for full in names.split())}
    exact = {n for n, names in enumerate(_MONTH_NAMES, 1) if name in names.split()}
    numbers = exact or numbers
    return numbers.pop() if len(numbers) == 1 else 0


def _iso(found: re.Match[str], month: str, day: str) -> str:
    fields = found.groupdict()
    try:
        told = date(int(found["year"]), int(month), int(day)).isoformat()
        time = fields.get("time")
        if not time:
            return told
        hour, minute, *rest = time.replace(",", ".").split(":")
        clock = f"{int(hour):02}:{minute}" + (f":{rest[0][:2]}" if rest else "")
        datetime.fromisoformat(f"{told}T{clock}")  # raises where the hour is none
    except ValueError:
        return ""
    return f"{told}T{clock}{_zone(fields.get('zone') or '')}"


def _zone(zone: str) -> str:
    if zone.upper() in {"Z", "UTC", "GMT", "+00:00", "+0000"}:
        return "Z"
    return zone if not zone or ":" in zone else f"{zone[:3]}:{zone[3:]}"


def _since_1970(seconds: float) -> str:
    moment = datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _of_mail(text: str) -> str:
    """As mail and feeds write it: `Fri, 30 May 2025 13:03:00 +0800`, RFC 5322."""
    if not re.search(r"[0-9]{4} [0-9]{2}:[0-9]{2}", text):
        return ""
    try:
        return parsedate_to_datetime(text).isoformat().replace("+00:00", "Z")
    except (ValueError, TypeError, IndexError):
        return ""
