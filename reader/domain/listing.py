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

    def sorted_by(self, sort: Sort) -> "ArticleOrder":
        """The same by something else: grouped no more, unless it is grouped by that."""
        return ArticleOrder(sort, grouping=self.grouping if _SORTS.get(self.grouping) is sort else Grouping.NONE)

    def grouped_by(self, grouping: Grouping) -> "ArticleOrder":
        """The same in groups: sorted by what makes them."""
        sort = _SORTS.get(grouping, self.sort)
        return ArticleOrder(sort, self.reverse and sort is self.sort, grouping)

    def written(self) -> str:
        """The order as a text to be remembered."""
        return f"{self.sort} {'up' if self.reverse else 'down'} {self.grouping}".strip()

    @classmethod
    def read(cls, written: str) -> "ArticleOrder":
        """The order that was remembered; the newest first where that makes no sense."""
        sort, direction, grouping = [*written.split(), "", "", ""][:3]
        if sort not in set(Sort) or grouping not in set(Grouping):
            return cls()
        order = cls(Sort(sort), direction == "up", Grouping(grouping))
        return order if _SORTS.get(order.grouping, order.sort) is order.sort else cls()


_SORTS = {Grouping.DAY: Sort.DATE, Grouping.SOURCE: Sort.SOURCE}

NEWEST_FIRST = ArticleOrder()


@dataclass(frozen=True, slots=True)
class Group:
    """Some articles of a list that stand together: a day (ISO 8601) or a source, and how many there are."""

    name: str
    count: int
