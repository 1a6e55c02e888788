"""In which order articles are listed, and by what they are grouped."""

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """What a list of articles is sorted by."""

    DATE = "date"
    ADDED = "added"
    TITLE = "title"
    SOURCE = "source"
    LENGTH = "length"
    ANNOTATIONS = "annotations"
    RELEVANCE = "relevance"


class Grouping(StrEnum):
    """What the articles of a list are grouped by."""

    NONE = ""
    DAY = "day"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class ArticleOrder:
    """The order of a list: newest, longest and most first, titles and sources from A on; or the other way round.

    Articles can be grouped by day where they are sorted by date, by source where they are sorted by that.
    Relevance needs words to search for: without them it is the date that counts.
    """

    sort: Sort = Sort.DATE
    reverse: bool = False
    grouping: Grouping = Grouping.NONE


NEWEST_FIRST = ArticleOrder()


@dataclass(frozen=True, slots=True)
class Group:
    """Some articles of a list that stand together: a day (ISO 8601) or a source, and how many there are."""

    name: str
    count: int
