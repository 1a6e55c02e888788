"""Versions of an article: which one is newer, and what waits for a place in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.domain.annotation import Annotation
from reader.domain.span import Fragments, Span
from reader.domain.times import start_of

_DATE = 10
#: So many letters in a row are found by chance in hardly any text; so many places of a text are tried, and so large a
#: part of them has to be found: of an edit it is most of them, of two articles of one day and one matter a twentieth.
_PIECE, _PLACES, _LEAST_SHARE = 12, 100, 0.2
_CARRIED = "carried from "


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article; `newest` is the one that lists show. Dates are ISO 8601, `added_at` UTC."""

    article_id: int
    uid: str
    title: str
    published: str
    added_at: str
    annotations: int
    newest: bool


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An annotation of an older version that waits for a place in the article; no proposal where none is likely.

    `before` and `after` are what stood around it in the older version, some code points of each.
    """

    id: int
    article_id: int
    annotation: Annotation
    before: str
    after: str
    proposal: Fragments


@dataclass(frozen=True, slots=True)
class Known:
    """What tells whether an article is a version of another one."""

    article_id: int
    title: str
    source: str
    published: str
    page_key: str
    source_id: str
    origin: str


def is_version(one: Known, other: Known) -> bool:
    """Whether both are texts of one article: the same page, or the same id given by the same source.

    Ids that a source gives are its own: where two have ids that differ they are two articles, even on one page. A
    host alone is no page: titles have to be equal too. The same id counts where the articles come from one host or one
    file, or have source and title in common; a short number, which rows of any table have, not by its host.
    """
    if one.source_id and other.source_id and one.source_id != other.source_id:
        return False
    same_title = one.title.casefold() == other.title.casefold()
    if one.page_key and one.page_key == other.page_key:
        return "/" in one.page_key or "?" in one.page_key or same_title
    if not one.source_id or one.source_id != other.source_id:
        return False
    same_host = bool(_host(one)) and _host(one) == _host(other)
    is_number = one.source_id.isdigit() and len(one.source_id) < 7
    return (
        (one.origin != "" and one.origin == other.origin)
        or (same_host and not is_number)
        or (same_title and (same_host or (one.source != "" and one.source == other.source)))
    )


def is_related(one: Known, text: str, other: Known, other_text: str) -> bool:
    """Whether two texts of one page or one id may be versions, and not two articles that only share them.

    Saved pages of news, the second page of an article and rows of tables share a URL, often a title too, and a table
    that is made anew gives the same ids to other rows. So the texts of files have to share some of their words; of
    what comes from the web the title is enough.
    """
    same_title = one.title.casefold() == other.title.casefold()
    if same_title and "://" in one.origin and "://" in other.origin:
        return True
    short, long = sorted((_letters(_body(one, text)), _letters(_body(other, other_text))), key=len)
    if not short:
        return same_title
    last = max(0, len(short) - _PIECE)
    places = range(0, last + 1, max(1, last // _PLACES))
    found = sum(short[place : place + _PIECE] in long for place in places)
    return found >= _LEAST_SHARE * len(places)


def is_earlier(one: str, other: str) -> bool:
    """Whether a date is before another one, both ISO 8601; where one of them has no time, only days are compared."""
    most = _DATE if min(len(one), len(other)) <= _DATE else None
    first, second = start_of(one[:most]), start_of(other[:most])
    return 0 < first < second


def is_trivial(old_text: str, new_text: str) -> bool:
    """Whether two texts differ in nothing but white space, punctuation and the case of letters."""
    return _letters(old_text) == _letters(new_text)


def carried_from(uid: str) -> str:
    """The origin of an annotation that was carried over from the one with this uid."""
    return _CARRIED + uid


def to_pairs(parts: Fragments) -> list[list[int]]:
    """Fragments as lists of start and stop."""
    return [[part.start, part.stop] for part in parts]


def from_pairs(pairs: Sequence[Sequence[int]]) -> Fragments:
    """Fragments from lists of start and stop."""
    return tuple(Span(start, stop) for start, stop in pairs)


def _body(known: Known, text: str) -> str:
    """The text without the title that it may begin with."""
    return text.removeprefix(known.title)


def _host(known: Known) -> str:
    return known.page_key.partition("/")[0].partition("?")[0].partition("#")[0]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
