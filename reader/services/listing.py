"""Lists of a library asked for beside the window: by a connection of its own, in the thread that uses it."""

from array import array
from collections.abc import Iterator

from reader.domain.article import ArticleCounts, ArticleFilter
from reader.domain.listing import ArticleOrder, Group
from reader.storage.library import Library
from reader.storage.listing import article_ids, count_articles, groups


class Listing:
    """Which articles a list shows. It is made, used and closed in one thread; any other may interrupt it."""

    def __init__(self, library: Library) -> None:
        self._library = library.another()

    def ids(self, which: ArticleFilter, order: ArticleOrder, most: int = -1) -> "Iterator[array[int]]":
        """The ids of the articles in the order of the list, in pieces; `most` of them, or all. Raises LibraryError."""
        return article_ids(self._library, which, order, most)

    def groups(self, which: ArticleFilter, order: ArticleOrder) -> list[Group]:
        """The groups of the list in its order, none where it is not grouped. Raises LibraryError."""
        return groups(self._library, which, order)

    def counts(self) -> ArticleCounts:
        """How many articles there are. Raises LibraryError."""
        return count_articles(self._library)

    def interrupt(self) -> None:
        """Stop the query that runs: it raises LibraryError."""
        self._library.interrupt()

    def close(self) -> None:
        """Close the connection."""
        self._library.close()
