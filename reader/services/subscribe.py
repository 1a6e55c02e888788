"""Subscribing to a feed, by its own address or by that of a page that names it."""

from collections.abc import Callable
from dataclasses import dataclass

from reader.domain.feeds import FeedState, tidy_folder
from reader.errors import UnreadableArticleError
from reader.formats.feed import Feed, looks_like_feed
from reader.formats.feed_links import feed_links
from reader.formats.opml import is_opml
from reader.formats.xml_root import root_name
from reader.services.feed_fetching import content_of, fetch_one
from reader.services.feeds import USUAL_MINUTES, FeedError
from reader.services.fetch import Fetched, web_address
from reader.services.outcomes import ImportReport, Outcome
from reader.services.refresh_feeds import Refreshing, state_after
from reader.storage.library import Library


@dataclass(frozen=True, slots=True)
class Subscribed:
    """The feed that was subscribed to, whether it was there before, and what became of its entries."""

    feed_id: int
    title: str
    was_there: bool
    outcomes: tuple[Outcome, ...] = ()

    def new_ids(self) -> tuple[int, ...]:
        """The articles that came in, new versions too."""
        return ImportReport(self.outcomes).imported_ids()


def subscribe(
    library: Library,
    address: str,
    folder: str = "",
    minutes: int = USUAL_MINUTES,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> Subscribed:
    """Subscribe to a feed and take in what it holds; a page's address leads to the first feed that it names.

    Subscribing is one action, what comes in is another. Raises FeedError, FetchError, CancelledError, LibraryError.
    """
    url = web_address(address)
    if not url:
        raise FeedError(f"“{address.strip()}” is no address of the web. Nothing was changed.")
    there = _there(library, url)
    if there:
        return there
    url, fetched, content = _found(url, cancelled)
    there = _there(library, url)
    if there:
        return there
    title = content.title or url
    with library.action(f"Subscribe to “{title}”"):
        feed_id = library.feeds.add(url, content.title, tidy_folder(folder), minutes)
    refreshing = Refreshing(library)
    refreshing.take_in(feed_id, content)
    row = library.feeds.get(feed_id)
    assert row is not None
    with library.transaction():
        library.feeds.set_state(feed_id, state_after(row, FeedState(), fetched))
    return Subscribed(feed_id, title, False, tuple(refreshing.outcomes))


def _there(library: Library, url: str) -> Subscribed | None:
    feed_id = library.feeds.with_url(url)
    row = library.feeds.get(feed_id) if feed_id is not None else None
    return Subscribed(row.id, row.name, True) if row else None


def _found(url: str, cancelled: Callable[[], bool], *, through_page: bool = True) -> tuple[str, Fetched, Feed]:
    """The URL of a feed, how it came and what it holds; `through_page` if a page may lead to it."""
    fetched = fetch_one(url, FeedState(), cancelled)
    is_page = root_name(fetched.body) == "html" or "html" in fetched.content_type
    if through_page and is_page and not looks_like_feed(fetched.body):
        links = feed_links(fetched.body, fetched.url, fetched.charset)
        if not links:
            raise FeedError(f"{url} is a web page that names no feed. Nothing was changed; look there for its address.")
        return _found(links[0], cancelled, through_page=False)
    if is_opml(fetched.body):
        raise FeedError(f"{url} is a list of feeds (OPML). Nothing was changed; save it as a file and import that.")
    try:
        return fetched.moved_to or url, fetched, content_of(fetched)
    except UnreadableArticleError as error:
        raise FeedError(f"{url} cannot be subscribed to: {error}. Nothing was changed.") from error
