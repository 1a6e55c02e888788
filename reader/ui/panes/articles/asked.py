"""What the list asks the library for, beside the window."""

from array import array
from collections.abc import Generator, Sequence
from dataclasses import dataclass

from reader.domain.article import ArticleFilter
from reader.domain.listing import ArticleOrder, Group, Grouping
from reader.errors import QueryError
from reader.services.listing import Listing
from reader.ui.asking import Work

#: So many articles are shown before the rest is known: more than a window can hold.
FIRST = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """The articles of a list, the first or all (`whole`); `number` is where the article `open_id` stands, or -1."""

    which: ArticleFilter
    order: ArticleOrder
    ids: "array[int]"
    groups: Sequence[Group]
    whole: bool
    number: int = -1
    open_id: int = 0


def listed(which: ArticleFilter, order: ArticleOrder, open_id: int, *, first: bool) -> Work[Listing]:
    """The articles of a list; `first`: the first of them at once, then all."""

    def work(listing: Listing) -> Generator[object, None, None]:
        groups = listing.groups(which, order) if order.grouping is not Grouping.NONE else []
        if first:
            head: array[int] = array("q")
            for piece in listing.ids(which, order, FIRST):
                head.extend(piece)
            whole = len(head) < FIRST
            yield Listed(which, order, head, groups, whole, _number(head, open_id), open_id)
            if whole:
                return
        ids: array[int] = array("q")
        number = -1
        for piece in listing.ids(which, order):
            # Looked for in pieces: in all of a million it would hold up the window's thread.
            if number < 0 and (found := _number(piece, open_id)) >= 0:
                number = len(ids) + found
            ids.extend(piece)
            yield None
        yield Listed(which, order, ids, groups, True, number, open_id)

    return work


def counted(listing: Listing) -> Generator[object, None, None]:
    """How many articles there are."""
    yield listing.counts()
    # Whoever types into the search field would wait for it.
    import reader.domain.query  # noqa: F401, PLC0415


def next_unread(article_id: int, which: ArticleFilter, order: ArticleOrder, *, backwards: bool) -> Work[Listing]:
    """The nearest unread article; 0 where there is none."""

    def work(listing: Listing) -> Generator[object, None, None]:
        yield listing.next_unread(article_id, which, order, backwards=backwards) or 0

    return work


def excerpts(article_ids: Sequence[int], words: str) -> Work[Listing]:
    """What surrounds the words in each of these articles."""

    def work(listing: Listing) -> Generator[object, None, None]:
        for start in range(0, len(article_ids), 8):
            yield listing.excerpts(article_ids[start : start + 8], words)

    return work


def found(queries: Sequence[tuple[int, str]]) -> Work[Listing]:
    """Of each of these numbered queries how many articles it finds; -1 where it cannot be understood."""

    def work(listing: Listing) -> Generator[object, None, None]:
        for number, query in queries:
            try:
                yield number, listing.count(ArticleFilter(words=query))
            except QueryError:
                yield number, -1

    return work


def _number(ids: "array[int]", wanted: int) -> int:
    try:
        return ids.index(wanted)
    except ValueError:
        return -1
