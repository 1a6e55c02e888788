"""Long work with the web from another thread: each call opens a connection of its own."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.storage.library import Library

if TYPE_CHECKING:
    from reader.services.outcomes import ImportReport
    from reader.services.refresh_feeds import RefreshReport
    from reader.services.subscribe import Subscribed

#: Why the address of a feed gives no article.
IS_FEED = "it is a feed, not a page: subscribe to it, and all its articles come in"

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


class FromWeb:
    """Fetches beside the window, which goes on working with its own connection."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def add(self, urls: Sequence[str], progress: Progress, cancelled: Cancelled) -> "ImportReport":
        """Take in what lies at the URLs. Raises LibraryError."""
        from reader.services.add_from_web import add_from_web  # noqa: PLC0415 - formats load when they are used

        with self._library.aside() as library:
            return add_from_web(library, urls, progress=progress, cancelled=cancelled)

    def subscribe(self, address: str, folder: str, cancelled: Cancelled) -> "Subscribed":
        """Subscribe to a feed, and take in what it holds. Raises ReaderError."""
        from reader.services.subscribe import subscribe  # noqa: PLC0415

        with self._library.aside() as library:
            return subscribe(library, address, folder, cancelled=cancelled)

    def refresh(self, feed_ids: Sequence[int], progress: Progress, cancelled: Cancelled) -> "RefreshReport":
        """Take in what is new in feeds. Raises LibraryError."""
        from reader.services.refresh_feeds import refresh  # noqa: PLC0415

        with self._library.aside() as library:
            return refresh(library, feed_ids, progress=progress, cancelled=cancelled)
