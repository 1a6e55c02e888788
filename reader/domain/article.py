"""Articles: what comes in, what a list shows, what is read."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from reader.domain.structure import Marks, Structure


class ArticleState(StrEnum):
    """How far a person has come with an article."""

    UNREAD = "unread"
    READING = "reading"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An article on its way in: a normalised text and what its source said of it.

    `published` is ISO 8601, a date or a date and time, without a zone where the source gave none;
    `language` is BCP 47 or empty; `origin` says where the text came from (a file's path, a URL); `source_id` is the
    id that the source itself gives the article (of an entry in a feed, of a row in a table), by which a newer version
    of it is known; `direction` is `ltr` or `rtl` where the source tells the direction of the whole, else empty.
    """

    text: str
    structure: Structure
    title: str
    source: str = ""
    author: str = ""
    url: str = ""
    published: str = ""
    language: str = ""
    origin: str = ""
    marks: Marks = ()
    source_id: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the library; `read_position` is a code point of its text.

    `newer_id` is the newer version that is listed in its place, None where it is the newest.
    """

    id: int
    uid: str
    title: str
    source: str
    author: str
    url: str
    published: str
    language: str
    text: str
    structure: Structure
    words: int
    state: ArticleState
    starred: bool
    read_position: int
    marks: Marks = ()
    direction: str = ""
    newer_id: int | None = None


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What a list shows of an article; the counts are of its annotations by kind, `tags` are a person's own."""

    id: int
    title: str
    source: str
    published: str
    added_at: str
    state: ArticleState
    starred: bool
    entities: int
    claims: int
    words: int = 0
    language: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Which articles a list shows, outside the bin or in it; `words` is what is searched for."""

    state: ArticleState | None = None
    starred: bool = False
    words: str = ""
    binned: bool = False
    tag_id: int = 0


@dataclass(frozen=True, slots=True)
class ArticleCounts:
    """How many articles a library has outside the bin, all and by what was done with them, and in the bin."""

    all: int
    unread: int
    starred: int
    done: int
    binned: int = 0


class ArticleSummary(NamedTuple):
    """An article as a line for other tools; the field names are a promise of `gloss articles --json`."""

    uid: str
    published: str
    source: str
    title: str
    state: str
    starred: int
    annotations: int
