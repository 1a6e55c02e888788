"""What a person does with the feeds that they have subscribed to, but for what needs the web."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.domain.feeds import FeedRow, Subscription, tidy_folder
from reader.domain.times import utc_now
from reader.errors import ReaderError, UnreadableArticleError
from reader.storage.library import Library

#: How often a feed is refreshed unless a person says otherwise.
USUAL_MINUTES = 60
MOST_MINUTES = 7 * 24 * 60


class FeedError(ReaderError):
    """Something cannot be done with a feed."""


@dataclass(frozen=True, slots=True)
class FeedsImported:
    """How many feeds of a list are new here, and how many were here already."""

    added: int
    there: int

    def sentence(self) -> str:
        """The counts, as the last line of the command says them."""
        return f"subscribed {self.added}, there before {self.there}"


class EditFeeds:
    """The feeds of a library: each change of them is one action, which undo takes back."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def rows(self) -> list[FeedRow]:
        """All feeds by folder, each with its unread articles. Raises LibraryError."""
        return self._library.feeds.rows()

    def ids(self) -> list[int]:
        """The ids of all feeds. Raises LibraryError."""
        return [row.id for row in self._library.feeds.rows()]

    def due(self) -> list[int]:
        """The feeds that are to be refreshed by themselves now. Raises LibraryError."""
        return self._library.feeds.due(utc_now())

    def find(self, words: str) -> FeedRow:
        """The one feed with this URL or title. Raises FeedError where none or more than one is meant."""
        rows = self.rows()
        found = [row for row in rows if words == row.url] or [
            row for row in rows if words.casefold() == row.title.casefold()
        ]
        if not found:
            raise FeedError(f"There is no feed “{words}”; “gloss feeds list” shows all. Nothing was changed.")
        if len(found) > 1:
            raise FeedError(f"There are {len(found)} feeds “{words}”; name one by its URL. Nothing was changed.")
        return found[0]

    def rename(self, feed_id: int, title: str) -> None:
        """Call the feed something else; without a title it is called by its URL. Raises FeedError, LibraryError."""
        title = " ".join(title.split())
        row = self._get(feed_id)
        with self._library.action(f"Rename the feed “{row.name}” to “{title or row.url}”"):
            self._library.feeds.change(feed_id, title=title)

    def move(self, feed_ids: Sequence[int], folder: str) -> None:
        """Put feeds into a folder, a path of names, or into none. Raises FeedError, LibraryError."""
        folder = tidy_folder(folder)
        where = f"to “{folder}”" if folder else "out of their folder"
        with self._library.action(f"Move {self._named(feed_ids)} {where}"):
            for feed_id in feed_ids:
                self._library.feeds.change(feed_id, folder=folder)

    def set_minutes(self, feed_ids: Sequence[int], minutes: int) -> None:
        """Say how often feeds are refreshed, 0 for by hand alone. Raises FeedError, LibraryError."""
        minutes = max(0, min(minutes, MOST_MINUTES))
        often = f"every {minutes} minutes" if minutes else "by hand alone"
        with self._library.action(f"Refresh {self._named(feed_ids)} {often}"):
            for feed_id in feed_ids:
                self._library.feeds.change(feed_id, minutes=minutes)

    def unsubscribe(self, feed_ids: Sequence[int]) -> None:
        """Let feeds go; their articles stay. Raises FeedError, LibraryError."""
        with self._library.action(f"Unsubscribe from {self._named(feed_ids)}"):
            self._library.feeds.remove(feed_ids)

    def add_all(self, subscriptions: Collection[Subscription], title: str) -> FeedsImported:
        """Subscribe to feeds that are not here yet, without asking any server, as one action. Raises LibraryError."""
        feeds = self._library.feeds
        added = 0
        with self._library.action(title):
            for one in subscriptions:
                if feeds.with_url(one.url) is None:
                    feeds.add(one.url, one.title, one.folder, USUAL_MINUTES)
                    added += 1
        return FeedsImported(added, len(subscriptions) - added)

    def import_file(self, path: Path) -> FeedsImported:
        """Subscribe to the feeds of an OPML file, those of the web. Raises FeedError, LibraryError."""
        from reader.formats import opml  # noqa: PLC0415 - loaded with the first list
        from reader.formats.reasons import reason, shown  # noqa: PLC0415
        from reader.services.fetch import web_address  # noqa: PLC0415

        try:
            with path.open("rb") as file:
                data = file.read(opml.MOST_BYTES + 1)
            if len(data) > opml.MOST_BYTES:
                raise FeedError(f"“{shown(path)}” is too large for a list of feeds. Nothing was changed.")
            found = opml.parse(data)
        except OSError as error:
            raise FeedError(f"“{shown(path)}” cannot be read: {reason(error)}. Nothing was changed.") from error
        except UnreadableArticleError as error:
            raise FeedError(f"“{shown(path)}” cannot be taken in: {error}. Nothing was changed.") from error
        of_the_web = [Subscription(url, one.title, one.folder) for one in found if (url := web_address(one.url))]
        if not of_the_web:
            raise FeedError(f"“{shown(path)}” names no feed of the web. Nothing was changed.")
        return self.add_all(of_the_web, f"Subscribe to the feeds of “{shown(Path(path.name))}”")

    def export_file(self, path: Path, *, replace: bool = False) -> int:
        """Write all feeds to an OPML file, whole or not at all; their number. Raises FileError, LibraryError."""
        from reader.formats import opml  # noqa: PLC0415
        from reader.formats.whole_file import whole_file  # noqa: PLC0415

        rows = self.rows()
        text = opml.write(Subscription(row.url, row.title, row.folder) for row in rows)
        with whole_file(path, replace=replace) as file:
            file.write(text.encode())
        return len(rows)

    def _get(self, feed_id: int) -> FeedRow:
        row = self._library.feeds.get(feed_id)
        if row is None:
            raise FeedError("This feed is not in the library any more.")
        return row

    def _named(self, feed_ids: Sequence[int]) -> str:
        if len(feed_ids) == 1:
            return f"the feed “{self._get(feed_ids[0]).name}”"
        return f"{len(feed_ids)} feeds"
