"""Articles as JSON: a list of objects, an object that holds one such list, or one object that is an article."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any, BinaryIO

from reader.domain.intake import ArticleField, Rules
from reader.errors import UnreadableArticleError
from reader.formats.cells import cells_of
from reader.formats.column_names import likeness
from reader.formats.columns import no_text_column
from reader.formats.encoding import decode
from reader.formats.found import Found, Refused, all_of
from reader.formats.jsonl import parsed
from reader.formats.rows import Row, Rows, articles

MOST_BYTES = 50 * 1024**2

_DEEPEST_LIST = 3
_FEED_VERSION = "jsonfeed.org/version/"
_FEED_MODULE = "reader.formats.feed"
_ANNOTATIONS = "http://www.w3.org/ns/anno.jsonld"


def read(file: BinaryIO, origin: str, rules: Rules) -> Iterator[Found | Refused]:
    """The articles, an entry each; those of a JSON Feed as of any feed. Raises UnreadableArticleError."""
    value = _value(file)
    if _is_feed(value) and find_spec(_FEED_MODULE):
        file.seek(0)
        yield from import_module(_FEED_MODULE).read(file, origin, rules)
    else:
        yield from articles(_rows(value), origin, rules)


def rows(file: BinaryIO) -> Rows:
    """An object a row. Raises UnreadableArticleError; also for a JSON Feed, whose fields are known."""
    value = _value(file)
    if _is_feed(value):
        raise UnreadableArticleError("it is a feed")
    return _rows(value)


def _value(file: BinaryIO) -> Any:
    text = decode(all_of(file, MOST_BYTES))
    if not text.strip():
        raise UnreadableArticleError("it is empty")
    value, trouble = parsed(text)
    if trouble:
        raise UnreadableArticleError(trouble)
    return value


def _is_feed(value: object) -> bool:
    return isinstance(value, dict) and _FEED_VERSION in str(value.get("version", ""))


def _rows(value: object) -> Rows:
    entries = _entries(value)
    for number, entry in enumerate(entries, 1):
        place = "" if entry is value else f"entry {number}"
        if isinstance(entry, dict):
            yield Row(place, cells_of(entry))
        else:
            yield Refused("it is no object with names and values", place)


def _entries(value: object) -> list[Any]:
    """The list of objects that the value is or holds. Raises UnreadableArticleError."""
    if isinstance(value, list):
        if not value:
            raise UnreadableArticleError("it is an empty list")
        if not any(isinstance(entry, dict) for entry in value):
            raise UnreadableArticleError("it is a list, but not of objects with names and values")
        return value
    if not isinstance(value, dict):
        raise UnreadableArticleError("it is a single value, neither a list nor an object")
    if _ANNOTATIONS in str(value.get("@context", "")):
        raise UnreadableArticleError("it is a Web Annotation, not an article")
    cells = cells_of(value)
    if any(likeness(ArticleField.TEXT, name) is not None and cell.strip() for name, cell in cells.items()):
        return [value]
    lists = dict(_lists(value, "", _DEEPEST_LIST))
    if len(lists) > 1:
        names = ", ".join(f"“{name}”" for name in list(lists)[:6])
        raise UnreadableArticleError(f"it holds several lists, any of which may be of articles: {names}")
    if not lists:  # of a single object no content tells: any settings have some long value
        raise UnreadableArticleError(no_text_column(tuple(cells)))
    return next(iter(lists.values()))


def _lists(value: Mapping[str, Any], before: str, depth: int) -> Iterator[tuple[str, list[Any]]]:
    for key, inner in value.items():
        name = f"{before}{key}"
        if isinstance(inner, list) and any(isinstance(entry, dict) for entry in inner):
            yield name, inner
        elif isinstance(inner, dict) and depth > 1:
            yield from _lists(inner, f"{name}.", depth - 1)
