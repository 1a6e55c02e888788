"""Feeds: RSS, Atom, RDF and JSON Feed, well-formed or not, each entry an article."""

import io
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO

from reader.domain.intake import Rules
from reader.errors import UnreadableArticleError
from reader.formats.binary import binary_kind
from reader.formats.feed_entry import Feed, FeedEntry, Markup, Said, feed_of, joined, web_link
from reader.formats.found import Found, Refused, all_of
from reader.formats.json_feed import is_json, is_json_feed, moment, parse_json
from reader.formats.opml import IS_OPML
from reader.formats.xml_root import root_name

__all__ = ["MOST_BYTES", "Feed", "FeedEntry", "looks_like_feed", "parse", "read"]

MOST_BYTES = 20 * 1024**2

_ROOTS = frozenset({"rss", "feed", "rdf"})
_REFERENCE = re.compile(r"&#([xX][0-9a-fA-F]{1,12}|[0-9]{1,12});?", re.ASCII)
_ADDRESS_AND_NAME = re.compile(r"\S+@\S+\s+\(([^()]+)\)")
_DATE_ALONE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# What the parser of feeds has been seen to raise on damaged ones, or may: no file is to end the program.
_DAMAGE = (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError)


def read(file: BinaryIO, origin: str, rules: Rules) -> Iterator[Found | Refused]:  # noqa: ARG001
    """The entries of the feed as articles, each with its number. Raises UnreadableArticleError."""
    feed = _parse(all_of(file, MOST_BYTES), web_link(origin), origin, "")
    for number, entry in enumerate(feed.entries, 1):
        place = f"entry {number}"
        yield Found(entry.draft, place) if entry.draft else Refused(entry.reason, place)
    if not feed.entries:
        raise UnreadableArticleError("it is a feed without entries")


def parse(data: bytes, url: str = "", content_type: str = "") -> Feed:
    """The feed that the bytes hold; `url` is where they lay, `content_type` what the server said of them.

    What can be read of a damaged feed is read. Raises UnreadableArticleError where it is none.
    """
    return _parse(data, url, url, content_type)


def looks_like_feed(data: bytes, content_type: str = "") -> bool:
    """Whether this is a feed, by its first bytes and what the server says."""
    if is_json(data):
        return content_type == "application/feed+json" or is_json_feed(data)
    return root_name(data) in _ROOTS


def _parse(data: bytes, base: str, origin: str, content_type: str) -> Feed:
    _check(data)
    if is_json(data):
        return parse_json(data, base, origin)
    fields = {"content-location": base} if base else {}
    if "charset=" in content_type.lower():  # without one, what the feed itself says counts
        fields["content-type"] = content_type
    try:
        said = _parsed(data, fields)
    except _DAMAGE:
        try:
            said = _parsed(_mended(data), fields | {"content-type": "application/xml; charset=utf-8"})
        except _DAMAGE as error:
            raise UnreadableArticleError("it is damaged, so that nothing of it can be read") from error
    if not said.get("version") and not said.entries:
        raise UnreadableArticleError(_no_feed(data))
    return feed_of(
        _markup(said.feed.get("title_detail")),
        joined(base, said.feed.get("link", "")),
        said.feed.get("language", ""),
        [_said(entry, said.feed, base) for entry in said.entries],
        base,
        origin,
    )


def _parsed(data: bytes, fields: dict[str, str]) -> Any:
    import feedparser  # noqa: PLC0415 - loaded with the first feed

    # A stream, for of bare bytes it would try first whether they name a file.
    return feedparser.parse(io.BytesIO(data), response_headers=fields)


def _mended(data: bytes) -> bytes:
    """The feed in UTF-8 without what is no character: one such reference would cost all entries."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = data.decode("utf-16" if wide else "utf-8", "replace").replace("\0", "\ufffd")
    return _REFERENCE.sub(_fit, text).encode("utf-8", "replace")


def _fit(found: re.Match[str]) -> str:
    code = int(found[1][1:], 16) if found[1][0] in "xX" else int(found[1])
    return found[0] if 0 < code < 0xD800 or 0xE000 <= code <= 0x10FFFF else "\ufffd"


def _check(data: bytes) -> None:
    if not data.strip():
        raise UnreadableArticleError("it is empty")
    match root_name(data):
        case "opml":
            raise UnreadableArticleError(IS_OPML)
        case "html":
            raise UnreadableArticleError("it is a web page, not a feed")
        case _:
            pass


def _no_feed(data: bytes) -> str:
    if root_name(data):
        return "it is XML, but no feed"
    kind = binary_kind(data) if b"\0" in data or not data[:1000].isascii() else ""
    return f"it is {kind}, not a feed" if kind else "it is no feed"


def _said(entry: Any, feed: Any, base: str) -> Said:
    content = _content(entry)
    return Said(
        id=_own(entry, "id").strip(),
        link=joined(base, _own(entry, "link")),
        title=_markup(entry.get("title_detail")),
        content=_markup(content),
        author=_authors(entry) or _authors(feed),
        published=_moment(entry, "published") or _moment(entry, "updated") or _moment(entry, "created"),
        language=_own(entry, "language") or (content or {}).get("language") or "",
    )


def _content(entry: Any) -> Any:
    """What says most of the entry: its content in HTML, else in plain text, else its summary."""
    parts = [
        part
        for part in entry.get("content") or []
        if isinstance(part.get("value"), str) and part["value"].strip() and _is_text(part.get("type"))
    ]
    return next((part for part in parts if _is_html(part)), parts[0] if parts else entry.get("summary_detail"))


def _is_text(kind: str | None) -> bool:
    return not kind or kind.startswith("text/") or kind == "application/xhtml+xml"


def _is_html(part: Any) -> bool:
    return part.get("type") in ("text/html", "application/xhtml+xml")


def _markup(part: Any) -> Markup:
    value = part.get("value") if part else None
    return Markup(value, _is_html(part)) if isinstance(value, str) else Markup()


def _own(entry: Any, name: str) -> str:
    """What the entry itself has under the name: some names stand for others, with a warning."""
    value = dict.get(entry, name)
    return value if isinstance(value, str) else ""


def _authors(said: Any) -> str:
    # RSS: `ada@post.example (Ada Lind)`. feedparser cuts addresses after four letters of their last part.
    written = _ADDRESS_AND_NAME.fullmatch(_own(said, "author").strip())
    if written:
        return written[1].strip()
    named = [one.get("name", "") for one in dict.get(said, "authors") or [] if one]
    return ", ".join(dict.fromkeys(filter(None, named))) or _own(said, "author")


def _moment(entry: Any, name: str) -> str:
    """When something was done to the entry: a date alone where the feed tells no more, else UTC; empty if unknown."""
    written = _own(entry, name).strip()
    parsed = dict.get(entry, f"{name}_parsed")
    if _DATE_ALONE.fullmatch(written) and moment(written):
        return written
    try:
        found = datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, TypeError, OverflowError):
        found = None
    return found.isoformat().replace("+00:00", "Z") if found else ""
