"""What is done with articles: listing, opening, marking, and noting how far one has come."""

from array import array
from collections.abc import Iterator, Sequence

from reader.domain.article import (
    Article,
    ArticleCounts,
    ArticleFilter,
    ArticleRow,
    ArticleState,
    ArticleSummary,
)
from reader.domain.changes import ArticlesChanged, ArticlesMoved
from reader.domain.codebook import Codebook
from reader.domain.listing import NEWEST_FIRST, ArticleOrder
from reader.errors import LibraryError
from reader.services.mark import Deed, binning, do, marking, starring
from reader.storage.library import Library
from reader.storage.listing import next_unread


class Read:
    """The articles of a library, for a list and a reading pane."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._version = library.version()

    def changed_elsewhere(self) -> bool:
        """Whether another program, or a job, has written to the library since this was asked last."""
        before, self._version = self._version, self._library.version()
        return self._version != before

    def codebook(self) -> Codebook:
        """The labels of the library."""
        return self._library.labels.codebook()

    def ids(self, which: ArticleFilter, most: int = -1, order: ArticleOrder = NEWEST_FIRST) -> "array[int]":
        """The ids of the articles that the filter lets through, in order; `most` of them, or all.

        Raises QueryError, LibraryError.
        """
        self._catch_up(which)
        return self._library.articles.ids(which, most, order)

    def rows(self, ids: Sequence[int]) -> dict[int, ArticleRow]:
        """What a list shows of these articles, by id."""
        return self._library.articles.rows(ids)

    def counts(self) -> ArticleCounts:
        """How many articles there are."""
        return self._library.articles.counts()

    def next_unread(self, article_id: int, which: ArticleFilter, *, backwards: bool = False) -> int | None:
        """The nearest unread article of the filter, by date, further down the list, or further up."""
        return next_unread(self._library, article_id, which, backwards=backwards)

    def open(self, article_id: int) -> Article:
        """The whole article. Raises LibraryError where it is not there any more."""
        article = self._library.articles.get(article_id)
        if article is None:
            raise LibraryError("This article is not in the library any more.")
        return article

    def article_with_uid(self, uid: str) -> int | None:
        """The id of the article with this uid, unless it lies in the bin."""
        return self._library.articles.with_uid(uid)

    def articles_with_uids(self, uids: Sequence[str]) -> tuple[int, ...]:
        """The ids of the articles with these uids. Raises LibraryError where one is not there."""
        ids = []
        for uid in uids:
            found = self.article_with_uid(uid)
            if found is None:
                raise LibraryError(f"There is no article with the uid {uid} in {self._library.path}.")
            ids.append(found)
        return tuple(ids)

    def summaries(self, query: str = "", most: int = -1) -> Iterator[ArticleSummary]:
        """The articles as lines for other tools, newest first: all, or those that a query finds, `most` of them.

        Raises QueryError, LibraryError.
        """
        which = ArticleFilter(words=query)
        self._catch_up(which)
        return self._library.articles.summaries(which, most)

    def begin(self, article_id: int) -> ArticlesChanged | None:
        """Note that an article was opened, if it was unread. That is no action of its own: undo does not stop there."""
        with self._library.transaction():
            begun = self._library.articles.begin(article_id)
        return ArticlesChanged((article_id,)) if begun else None

    def remember_position(self, article_id: int, index: int) -> None:
        """Remember the place in an article, a code point of its text; no action either."""
        with self._library.transaction():
            self._library.articles.set_read_position(article_id, index)

    def mark(self, article_id: int, state: ArticleState) -> ArticlesChanged:
        """Mark an article as unread, reading or done."""
        do(self._library, marking(state), (article_id,))
        return ArticlesChanged((article_id,))

    def star(self, article_id: int, *, starred: bool) -> ArticlesChanged:
        """Put a star on an article, or take it off."""
        do(self._library, starring(starred=starred), (article_id,))
        return ArticlesChanged((article_id,))

    def bin(self, article_id: int) -> ArticlesMoved:
        """Move an article to the bin."""
        do(self._library, binning(), (article_id,))
        return ArticlesMoved((article_id,))

    def do(self, deed: Deed, article_ids: Sequence[int]) -> ArticlesChanged | ArticlesMoved:
        """Do something with articles as one action; for many there is `Transfer.mark`. Raises LibraryError."""
        return do(self._library, deed, article_ids)

    def _catch_up(self, which: ArticleFilter) -> None:
        """Let what has changed lately be found."""
        if which.words.strip():
            from reader.services.index_library import catch_up  # noqa: PLC0415 - not for a start

            catch_up(self._library)
