"""Articles in a library."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from reader.domain.article import (
    Article,
    ArticleCounts,
    ArticleDraft,
    ArticleFilter,
    ArticleRow,
    ArticleState,
    ArticleSummary,
)
from reader.domain.filtering import sort_key
from reader.domain.listing import NEWEST_FIRST, ArticleOrder
from reader.domain.page_key import page_key
from reader.domain.structure import from_json, to_json
from reader.domain.text import count_words, sha256
from reader.domain.times import MOMENTS_A_MINUTE, start_of, utc_now
from reader.domain.uid import new_uid
from reader.storage.listed import LISTED, listed
from reader.storage.listing import article_ids, count_articles

if TYPE_CHECKING:
    from reader.storage.library import Library

_HEAD = "id, uid, title, source, author, url, published, language"

EVERYTHING = ArticleFilter()


class Articles:
    """The `article` table."""

    def __init__(self, library: "Library") -> None:
        self._library = library
        self._moments: dict[int, int] = {}
        self._moments_of = 0

    def add(self, draft: ArticleDraft) -> int:
        """Store an article; its id. That no other has the same text is for the caller to know."""
        added_at = utc_now()
        return self._library.insert(
            "INSERT INTO article (uid, title, title_key, source, author, url, page_key, source_id, published, moment, "
            "language, direction, origin, structure, text, text_sha256, words, added_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                new_uid(),
                draft.title,
                sort_key(draft.title),
                draft.source,
                draft.author,
                draft.url,
                page_key(draft.url) if draft.url else "",
                draft.source_id,
                draft.published,
                self.next_moment(draft.published, added_at),
                draft.language,
                draft.direction,
                draft.origin,
                to_json(draft.structure, draft.marks),
                draft.text,
                sha256(draft.text),
                count_words(draft.text),
                added_at,
            ),
        )

    def next_moment(self, published: str, added_at: str) -> int:
        """The moment of an article that comes now: the first that no other has had, in its minute or day.

        To be called within a transaction, in which the article is given it.
        """
        start = start_of(published) or start_of(added_at)
        # Nobody else can write while a transaction of ours goes on: what was given in it need not be asked for.
        if self._moments_of != self._library.transactions:
            self._moments_of = self._library.transactions
            self._moments.clear()
        moment = self._moments.get(start) or self._free_moment(start)
        self._moments[start] = moment + 1
        return moment

    def _free_moment(self, start: int) -> int:
        beyond = start + MOMENTS_A_MINUTE
        # Also those that only the search index knows: it forgets none.
        (last,) = self._library.row(
            "SELECT max((SELECT coalesce(max(moment), 0) FROM article WHERE moment >= ? AND moment < ?), "
            "(SELECT coalesce(max(id), 0) FROM article_search_docsize WHERE id >= ? AND id < ?))",
            (start, beyond, start, beyond),
        )
        return last + 1 if last else start

    def with_text(self, text: str) -> tuple[int, bool] | None:
        """The id of the article that has this text, and whether it lies in the bin."""
        found = self._library.row(
            "SELECT id, binned_at IS NOT NULL FROM article WHERE text_sha256 = ? ORDER BY binned_at IS NOT NULL, id",
            (sha256(text),),
        )
        return (found[0], bool(found[1])) if found else None

    def get(self, article_id: int) -> Article | None:
        """The whole article."""
        found = self._library.row(
            f"SELECT {_HEAD}, text, structure, words, state, starred, read_position, direction, newer_id "
            "FROM article WHERE id = ?",
            (article_id,),
        )
        return _article(found) if found else None

    def text(self, article_id: int) -> str:
        """The text of an article. Raises KeyError."""
        found = self._library.row("SELECT text FROM article WHERE id = ?", (article_id,))
        if found is None:
            raise KeyError(article_id)
        text: str = found[0]
        return text

    def is_there(self, article_id: int) -> bool:
        """Whether there is such an article, outside the bin."""
        return self._library.row("SELECT 1 FROM article WHERE id = ? AND binned_at IS NULL", (article_id,)) is not None

    def title(self, article_id: int) -> str:
        """The title of an article; empty where it is not there."""
        found = self._library.row("SELECT title FROM article WHERE id = ?", (article_id,))
        return found[0] if found else ""

    def made(self, article_id: int) -> tuple[str, str] | None:
        """When an article was published, and by whom; None where it is not there."""
        found = self._library.row("SELECT published, author FROM article WHERE id = ?", (article_id,))
        return (found[0], found[1]) if found else None

    def titles(self, ids: Sequence[int]) -> dict[int, str]:
        """The titles of these articles, by id; those that are gone are left out."""
        return dict(self._library.rows(f"SELECT id, title FROM article WHERE id IN {LISTED}", (listed(ids),)))

    def texts(self, ids: Sequence[int]) -> Iterator[tuple[int, str]]:
        """Id and text of those of these articles that are outside the bin, one article in memory at a time."""
        return self._library.stream(
            f"SELECT id, text FROM article WHERE id IN {LISTED} AND binned_at IS NULL", (listed(ids),)
        )

    def bodies(self, ids: Sequence[int]) -> Iterator[tuple[int, str, str]]:
        """Id, title and text of these articles, one article in memory at a time; those that are gone are left out."""
        return self._library.stream(f"SELECT id, title, text FROM article WHERE id IN {LISTED}", (listed(ids),))

    def there(self, ids: Iterable[int]) -> set[int]:
        """Those of these articles that are outside the bin."""
        rows = self._library.rows(f"SELECT id FROM article WHERE id IN {LISTED} AND binned_at IS NULL", (listed(ids),))
        return set(chain.from_iterable(rows))

    def with_uid(self, uid: str) -> int | None:
        """The id of the article with this uid, unless it lies in the bin."""
        found = self._library.row("SELECT id FROM article WHERE uid = ? AND binned_at IS NULL", (uid,))
        return found[0] if found else None

    def ids(self, which: ArticleFilter, most: int = -1, order: ArticleOrder = NEWEST_FIRST) -> "array[int]":
        """The ids of the articles that the filter lets through, in order; `most` of them, or all."""
        return array("q", chain.from_iterable(article_ids(self._library, which, order, most)))

    def rows(self, ids: Sequence[int]) -> dict[int, ArticleRow]:
        """What a list shows of these articles, by id; those that are gone are left out."""
        tags: dict[int, list[str]] = {}
        for article_id, name in self._library.rows(
            "SELECT article_id, name FROM article_tag JOIN tag ON tag.id = tag_id "
            f"WHERE article_id IN {LISTED} ORDER BY article_id, name COLLATE NOCASE",
            (listed(ids),),
        ):
            tags.setdefault(article_id, []).append(name)
        return {
            row[0]: _article_row(row, tags.get(row[0], []))
            for row in self._library.rows(
                "SELECT id, title, source, published, added_at, state, starred, coalesce(entities, 0), "
                "coalesce(claims, 0), words, language FROM article LEFT JOIN tally ON article_id = id "
                f"WHERE id IN {LISTED}",
                (listed(ids),),
            )
        }

    def counts(self) -> ArticleCounts:
        """How many articles there are, outside the bin, and in it."""
        return count_articles(self._library)

    def summaries(self, which: ArticleFilter = EVERYTHING, most: int = -1) -> Iterator[ArticleSummary]:
        """The articles as lines for other tools, newest first; `most` of them, or all. Raises QueryError at once."""
        return chain.from_iterable(map(self._summaries_of, article_ids(self._library, which, most=most)))

    def _summaries_of(self, ids: "array[int]") -> Iterator[ArticleSummary]:
        # In the order of the ids, not of the articles.
        return map(
            ArticleSummary._make,
            self._library.stream(
                "SELECT uid, published, source, title, state, starred, "
                "(SELECT count(*) FROM annotation WHERE article_id = article.id) "
                "FROM json_each(?) AS listed CROSS JOIN article ON article.id = listed.value ORDER BY listed.key",
                (listed(ids),),
            ),
        )

    def mark_all(self, ids: Iterable[int], state: ArticleState) -> None:
        """Note how far the person has come."""
        self._library.write(f"UPDATE article SET state = ? WHERE id IN {LISTED}", (state, listed(ids)))

    def begin(self, article_id: int) -> bool:
        """Note that an unread article is being read; whether it was unread."""
        return bool(
            self._library.write("UPDATE article SET state = 'reading' WHERE id = ? AND state = 'unread'", (article_id,))
        )

    def star_all(self, ids: Iterable[int], starred: bool) -> None:
        """Put a star on the articles, or take it off."""
        self._library.write(f"UPDATE article SET starred = ? WHERE id IN {LISTED}", (starred, listed(ids)))

    def bin_all(self, ids: Iterable[int], binned: bool) -> None:
        """Move the articles to the bin, or out of it, unless they are there."""
        self._library.write(
            f"UPDATE article SET binned_at = ? WHERE id IN {LISTED} AND (binned_at IS NULL) = ?",
            (utc_now() if binned else None, listed(ids), binned),
        )

    def set_starred(self, article_id: int, starred: bool) -> None:
        """Put a star on the article, or take it off."""
        self.star_all((article_id,), starred)

    def set_binned(self, article_id: int, binned: bool) -> None:
        """Move the article to the bin, or out of it, unless it is there."""
        self.bin_all((article_id,), binned)

    def set_language(self, ids: Iterable[int], language: str) -> None:
        """Note in which language the articles are written, BCP 47; empty where that is not known."""
        self._library.write(f"UPDATE article SET language = ? WHERE id IN {LISTED}", (language, listed(ids)))

    def set_read_position(self, article_id: int, index: int) -> None:
        """Remember a place in the article, a code point of its text."""
        self._library.write("UPDATE article SET read_position = ? WHERE id = ?", (index, article_id))


def _article(row: Any) -> Article:
    *head, text, structure, words, state, starred, position, direction, newer_id = row
    article_id, uid, title, source, author, url, published, language = head
    blocks, marks = from_json(structure)
    return Article(
        article_id,
        uid,
        title,
        source,
        author,
        url,
        published,
        language,
        text,
        blocks,
        words,
        ArticleState(state),
        bool(starred),
        position,
        marks,
        direction,
        newer_id,
    )


def _article_row(row: Any, tags: list[str]) -> ArticleRow:
    article_id, title, source, published, added_at, state, starred, entities, claims, words, language = row
    return ArticleRow(
        article_id,
        title,
        source,
        published,
        added_at,
        ArticleState(state),
        bool(starred),
        entities,
        claims,
        words,
        language,
        tuple(tags),
    )
