"""The feeds of a library: what a person has subscribed to, how each was met last, and which entries were seen."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from reader.domain.feeds import FeedRow, FeedState
from reader.domain.page_key import page_key
from reader.domain.uid import new_uid
from reader.storage.listed import LISTED, listed

if TYPE_CHECKING:
    from reader.storage.library import Library

_ROW = "feed.id, url, title, folder, minutes, coalesce(checked_at, ''), coalesce(failures, 0), coalesce(trouble, '')"
_ALL = f"SELECT {_ROW} FROM feed LEFT JOIN feed_state ON feed_id = feed.id"


class Feeds:
    """The feeds; what is done to them is recorded in the history, how they were met and what was seen is not."""

    def __init__(self, library: "Library") -> None:
        self._library = library

    def rows(self) -> list[FeedRow]:
        """All feeds, by folder and then in the order they came, with the number of their unread articles."""
        unread = dict(
            self._library.rows(
                "SELECT feed_id, count(*) FROM article JOIN feed_entry ON article_id = article.id "
                "WHERE binned_at IS NULL AND newer_id IS NULL AND state = 'unread' GROUP BY feed_id"
            )
        )
        rows = self._library.rows(f"{_ALL} ORDER BY folder COLLATE NOCASE, folder, position, feed.id")
        return [replace(FeedRow(*row), unread=unread.get(row[0], 0)) for row in rows]

    def get(self, feed_id: int) -> FeedRow | None:
        """The feed; its unread articles are not counted."""
        row = self._library.row(f"{_ALL} WHERE feed.id = ?", (feed_id,))
        return FeedRow(*row) if row else None

    def with_url(self, url: str) -> int | None:
        """The id of the feed with this URL."""
        found = self._library.row("SELECT id FROM feed WHERE url = ?", (url,))
        return found[0] if found else None

    def due(self, now: str) -> list[int]:
        """The feeds that are to be refreshed by themselves, at this moment or before."""
        rows = self._library.rows(
            "SELECT feed.id FROM feed LEFT JOIN feed_state ON feed_id = feed.id "
            "WHERE minutes > 0 AND coalesce(next_at, '') <= ? ORDER BY coalesce(next_at, ''), feed.id",
            (now,),
        )
        return list(chain.from_iterable(rows))

    def add(self, url: str, title: str, folder: str, minutes: int) -> int:
        """Add a feed at the end of its folder; its id."""
        return self._library.insert(
            "INSERT INTO feed (uid, url, title, folder, minutes, position) "
            "VALUES (?, ?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM feed))",
            (new_uid(), url, title, folder, minutes),
        )

    def change(self, feed_id: int, **columns: str | int) -> None:
        """Write some of url, title, folder and minutes."""
        sets = ", ".join(f"{column} = ?" for column in columns)
        self._library.write(f"UPDATE feed SET {sets} WHERE id = ?", (*columns.values(), feed_id))

    def remove(self, feed_ids: Iterable[int]) -> None:
        """Remove feeds. What was seen of them stays, so that undo brings all back."""
        self._library.write(f"DELETE FROM feed WHERE id IN {LISTED}", (listed(list(feed_ids)),))

    def state(self, feed_id: int) -> FeedState:
        """How the feed was met last."""
        row = self._library.row(
            "SELECT etag, modified, checked_at, next_at, failures, trouble FROM feed_state WHERE feed_id = ?",
            (feed_id,),
        )
        return FeedState(*row) if row else FeedState()

    def set_state(self, feed_id: int, state: FeedState) -> None:
        """Note how the feed was met."""
        self._library.write(
            "INSERT OR REPLACE INTO feed_state (feed_id, etag, modified, checked_at, next_at, failures, trouble) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (feed_id, state.etag, state.modified, state.checked_at, state.next_at, state.failures, state.trouble),
        )

    def seen(self, feed_id: int) -> dict[str, int]:
        """The entries of the feed that were seen, by their keys: the ids of their articles, 0 for none."""
        return dict(
            self._library.rows("SELECT entry_id, coalesce(article_id, 0) FROM feed_entry WHERE feed_id = ?", (feed_id,))
        )

    def see(self, feed_id: int, entries: Mapping[str, int]) -> None:
        """Remember entries with the ids of their articles, 0 for none."""
        self._library.write_many(
            "INSERT OR REPLACE INTO feed_entry (feed_id, entry_id, article_id) VALUES (?, ?, nullif(?, 0))",
            [(feed_id, key, article_id) for key, article_id in entries.items()],
        )

    def kept(self, article_id: int) -> tuple[str, bool] | None:
        """The hash of the text of an entry's article, and whether it lies in the bin; None where it is gone."""
        row = self._library.row("SELECT text_sha256, binned_at IS NOT NULL FROM article WHERE id = ?", (article_id,))
        return (row[0], bool(row[1])) if row else None

    def longer_of_page(self, url: str, length: int) -> int | None:
        """The article that is listed for the page of this URL, if its text has more code points than `length`."""
        key = page_key(url)
        found = self._library.row(
            "SELECT id FROM article WHERE page_key = ? AND newer_id IS NULL AND binned_at IS NULL "
            "AND length(text) > ? LIMIT 1",
            (key, length),
        )
        return found[0] if found and key else None
