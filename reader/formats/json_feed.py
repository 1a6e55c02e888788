"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1)."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from reader.errors import UnreadableArticleError
from reader.formats.encoding import decode
from reader.formats.feed_entry import Feed, Markup, Said, feed_of, joined, web_link

_VERSION = "jsonfeed.org/version/"
_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def is_json(data: bytes) -> bool:
    """Whether this begins as an object of JSON does."""
    return _START.match(data) is not None


def is_json_feed(data: bytes) -> bool:
    """Whether this is JSON that calls itself a feed."""
    return is_json(data) and _VERSION in data[:4096].replace(b"\\/", b"/").decode("ascii", "replace")


def parse_json(data: bytes, base: str, origin: str) -> Feed:
    """The feed that the bytes hold. Raises UnreadableArticleError."""
    try:
        said = json.loads(decode(data))
    except (ValueError, RecursionError):
        raise UnreadableArticleError("it is damaged JSON") from None
    if not isinstance(said, dict) or not (_VERSION in _text(said, "version") or isinstance(said.get("items"), list)):
        raise UnreadableArticleError("it is JSON, but no feed")
    base = web_link(_text(said, "feed_url")) or base
    author = _authors(said)
    return feed_of(
        Markup(_text(said, "title")),
        joined(base, _text(said, "home_page_url")),
        _text(said, "language"),
        _entries(said.get("items"), base, author),
        base,
        origin,
    )


def moment(said: str) -> str:
    """A date or a moment of RFC 3339 as it is stored: the date alone, or UTC; empty where it is none."""
    said = said.strip()
    try:
        if _DATE.fullmatch(said):
            return datetime.fromisoformat(said).date().isoformat()
        found = datetime.fromisoformat(said)
        found = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return ""
    return found.isoformat(timespec="seconds").replace("+00:00", "Z")


def _entries(items: object, base: str, author: str) -> Iterator[Said]:
    for item in items if isinstance(items, list) else []:
        if not isinstance(item, dict):
            yield Said()
            continue
        markup = _text(item, "content_html")
        plain = _text(item, "content_text") or _text(item, "summary")
        yield Said(
            id=_text(item, "id"),
            link=_link(item, base),
            title=Markup(_text(item, "title")),
            content=Markup(markup, True) if markup.strip() else Markup(plain),
            author=_authors(item) or author,
            published=moment(_text(item, "date_published")) or moment(_text(item, "date_modified")),
            language=_text(item, "language"),
        )


def _link(item: dict[str, Any], base: str) -> str:
    for name in ("url", "external_url", "id"):
        link = joined("" if name == "id" else base, _text(item, name))
        if link:
            return link
    return ""


def _authors(said: dict[str, Any]) -> str:
    """The names of the authors; version 1.0 had one, 1.1 has a list."""
    authors = said.get("authors")
    found = authors if isinstance(authors, list) else [said.get("author")]
    return ", ".join(name for one in found if isinstance(one, dict) and (name := _text(one, "name")))


def _text(said: dict[str, Any], name: str) -> str:
    """A field as text; some feeds have numbers for their ids."""
    value = said.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""
