"""Plain text as scrapers leave it: a title, perhaps a date before it and a source below it, then paragraphs."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from importlib import import_module
from typing import BinaryIO, cast

from reader.domain.article import ArticleDraft
from reader.domain.intake import PartingKind, Rules
from reader.domain.structure import plain_structure
from reader.domain.text import normalise
from reader.errors import UnreadableArticleError
from reader.formats.encoding import decode
from reader.formats.found import Format, Found, Refused, all_of
from reader.formats.parting import collected
from reader.formats.parting_guess import guess
from reader.formats.titles import shortened
from reader.formats.xml_root import root_name

MOST_BYTES = 50 * 1024**2

_LONGEST_SOURCE_LINE = 200
# An element at the start of a text may be what the text tells of; with a declaration it is a whole document.
_DECLARED = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html[\s>]|\?xml\s|rss[\s>])", re.IGNORECASE)
_KINDS = {"html": "web_page", "rss": "feed", "feed": "feed", "rdf": "feed"}
# `date 2025-05-30 Officials meet`: only the form that scrapers write, for a title may begin with the word itself.
_DATE_LINE = re.compile(r"date\s+(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})\s+(?P<title>\S.*)", re.DOTALL)
# `(Agency) 13:03, May 30, 2025`; the opening bracket is often lost.
_SOURCE_LINE = re.compile(
    r"[(（]?\s*(?P<source>[^()（）]*[^()（）\s])\s*[)）]\s*(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2}),?\s+"
    r"(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>[0-9]{1,2}),?\s+(?P<year>[0-9]{4})"
)
_FULL = re.compile(r"\S")
_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = {
    **{name[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)},
    **{name: number for number, name in enumerate(_MONTH_NAMES, 1)},
    "sept": 9,
}


def read(file: BinaryIO, origin: str, rules: Rules) -> Iterator[Found | Refused]:
    """The articles of the file: one, unless the rules part it or it is plainly many. Raises UnreadableArticleError.

    A whole web page or feed under the name of a text is read as what it is.
    """
    data = all_of(file, MOST_BYTES)
    if (other := _really(data)) is not None:
        yield from other.read(io.BytesIO(data), origin, rules)
        return
    text = _text(data)
    parting = guess(text) if rules.parting is None else rules.parting
    if parting.kind is PartingKind.WHOLE:
        yield Found(_article(text, origin))
        return
    collection = collected(text, parting)
    for part in collection.parts:
        words = part.text.lstrip().lstrip("#") if parting.kind is PartingKind.HEADINGS else part.text
        if words.strip():
            draft = _article(words, origin)
            source, published = draft.source or collection.source, draft.published or collection.published
            yield Found(replace(draft, source=source, published=published), part.place)
        else:
            yield Refused("it holds no text", part.place)


def article(data: bytes, origin: str) -> ArticleDraft:
    """The article that the bytes hold.

    A first line `date YYYY-MM-DD TITLE` gives the date, and the text begins with the title in its place. A line
    such as `(Agency) 13:03, May 30, 2025` right below the title gives the source and the time, and leaves the text
    with the blank lines below it. All else stays in the text as it is, but for white space around the whole. The
    title is the first line, cut at 300 code points. Raises UnreadableArticleError.
    """
    return _article(_text(data), origin)


def _really(data: bytes) -> Format | None:
    """What reads the file where it is no text, but a page or a feed that was saved without its suffix."""
    if not _DECLARED.match(data):
        return None
    kind = _KINDS.get(root_name(data))
    return cast("Format", import_module(f"reader.formats.{kind}")) if kind else None


def _text(data: bytes) -> str:
    """The text of the file, which is more than white space. Raises UnreadableArticleError."""
    text = normalise(decode(data))
    if not text:
        raise UnreadableArticleError("it is empty")
    if text.isspace():
        raise UnreadableArticleError("it holds no text")
    return text


def _article(text: str, origin: str) -> ArticleDraft:
    text, published = _without_date(text.strip())
    text, source, moment = _without_source(text)
    return ArticleDraft(
        text=text,
        structure=plain_structure(text, titled=True),
        title=shortened(text.partition("\n")[0].strip()),
        source=source,
        published=moment or published,
        origin=origin,
    )


def _without_date(text: str) -> tuple[str, str]:
    """The text with its title in place of the line of date and title, and the date; both as they are without one."""
    first, line_break, rest = text.partition("\n")
    found = _DATE_LINE.fullmatch(first)
    if not found or not _is_date(found["date"]):
        return text, ""
    return found["title"].rstrip() + line_break + rest, found["date"]


def _is_date(iso: str) -> bool:
    try:
        date.fromisoformat(iso)
    except ValueError:
        return False
    return True


def _without_source(text: str) -> tuple[str, str, str]:
    """The text without the line of source and time below its title, the source, and the time."""
    start = _next_full_line(text, text.find("\n"))
    stop = text.find("\n", start)
    line = text[start : stop if stop >= 0 else None]
    found = _SOURCE_LINE.fullmatch(line.strip()) if start and len(line) <= _LONGEST_SOURCE_LINE else None
    moment = _moment(found) if found else ""
    if not found or not moment or not any(map(str.isalpha, found["source"])):
        return text, "", ""
    body = text[_next_full_line(text, stop) :] if stop >= 0 else ""
    return (text[:start] + body).rstrip(), found["source"], moment


def _next_full_line(text: str, line_break: int) -> int:
    """Where the first line after the line break starts that is not blank; 0 where there is none."""
    found = _FULL.search(text, line_break) if line_break >= 0 else None
    return text.rfind("\n", line_break, found.start()) + 1 if found else 0


def _moment(found: re.Match[str]) -> str:
    """Date and time in ISO 8601, empty where they are none."""
    month = _MONTHS.get(found["month"].lower(), 0)
    year, day, hour, minute = (int(found[name]) for name in ("year", "day", "hour", "minute"))
    try:
        moment = datetime(year, month, day, hour, minute)  # noqa: DTZ001 - the source gives no zone
    except ValueError:
        return ""
    return moment.isoformat(timespec="minutes")
