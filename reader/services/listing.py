"""Lists of a library asked for beside the window: by a connection of its own, in the thread that uses it."""

from array import array
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.domain.article import ArticleCounts, ArticleFilter
from reader.domain.listing import ArticleOrder, Group
from reader.storage.library import Library
from reader.storage.listing import article_ids, count_articles, count_found, groups, next_unread

if TYPE_CHECKING:
    from reader.domain.matching import Excerpt


class Listing:
    """Which articles a list shows. It is made, used and closed in one thread; any other may interrupt it.

    The words of a filter are a query, as `domain/query.py` has it.
    """

    def __init__(self, library: Library) -> None:
        self._library = library.another()

    def ids(self, which: ArticleFilter, order: ArticleOrder, most: int = -1) -> "Iterator[array[int]]":
        """The ids of the articles in the order of the list, in pieces; `most` of them, or all.

        Raises QueryError, LibraryError.
        """
        self._catch_up(which)
        return article_ids(self._library, which, order, most)

    def count(self, which: ArticleFilter) -> int:
        """How many articles a filter lets through. Raises QueryError, LibraryError."""
        self._catch_up(which)
        return count_found(self._library, which)

    def excerpts(self, article_ids: Sequence[int], words: str, length: int = 160) -> "dict[int, Excerpt]":
        """Of each article about so many code points of its body around what is searched for. Raises QueryError.

        An article that is gone is left out. For the rows that are seen, not for all.
        """
        from reader.domain.matching import Matching  # noqa: PLC0415
        from reader.domain.query import parse  # noqa: PLC0415

        matching = Matching(parse(words))
        return {
            article_id: matching.excerpt(text, length, len(title) if text.startswith(title) else 0)
            for article_id, title, text in self._library.articles.bodies(article_ids)
        }

    def groups(self, which: ArticleFilter, order: ArticleOrder) -> list[Group]:
        """The groups of the list in its order, none where it is not grouped. Raises QueryError, LibraryError."""
        return groups(self._library, which, order)

    def next_unread(
        self, article_id: int, which: ArticleFilter, order: ArticleOrder, *, backwards: bool = False
    ) -> int | None:
        """The nearest unread article of the list, further down, or further up. Raises QueryError, LibraryError."""
        return next_unread(self._library, article_id, which, order, backwards=backwards)

    def counts(self) -> ArticleCounts:
        """How many articles there are. Raises LibraryError."""
        return count_articles(self._library)

    def _catch_up(self, which: ArticleFilter) -> None:
        """Let what has changed lately be found. Not without words: nothing of this is loaded by a start."""
        if which.words.strip():
            from reader.services.index_library import catch_up  # noqa: PLC0415

            catch_up(self._library)

    def interrupt(self) -> None:
        """Stop the query that runs: it raises LibraryError."""
        self._library.interrupt()

    def close(self) -> None:
        """Close the connection."""
        self._library.close()
