"""Many feeds fetched at once: one at a time from each server, a few servers side by side."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event
from urllib.parse import urlsplit

from reader.domain.feeds import FeedRow, FeedState
from reader.errors import CancelledError, ReaderError, UnreadableArticleError
from reader.formats import feed as feed_format
from reader.formats.feed import Feed
from reader.services.fetch import Fetched, fetch
from reader.services.web_errors import FetchError

_MOST_SERVERS = 6
_MOST_SECONDS = 30.0
_LOOK = 0.05


@dataclass(frozen=True, slots=True)
class Asked:
    """A feed that is to be fetched, and how it was met last."""

    feed: FeedRow
    state: FeedState


@dataclass(frozen=True, slots=True)
class Met:
    """How a feed was met: what came, and what it holds, if anything is new; or what went wrong."""

    asked: Asked
    fetched: Fetched | None = None
    content: Feed | None = None
    error: ReaderError | None = None


def fetch_feeds(asked: Sequence[Asked], cancelled: Callable[[], bool]) -> Iterator[Met]:
    """Fetch and read the feeds, in the order in which they come; nothing more once a person has cancelled."""
    by_server: dict[str, list[Asked]] = {}
    for one in asked:
        by_server.setdefault(urlsplit(one.feed.url).netloc.lower(), []).append(one)
    if not by_server:
        return
    results: SimpleQueue[Met | BaseException] = SimpleQueue()
    stop = Event()
    pool = ThreadPoolExecutor(min(_MOST_SERVERS, len(by_server)), thread_name_prefix="gloss-feeds")
    try:
        for of_one_server in by_server.values():
            pool.submit(_fetch_one_after_the_other, of_one_server, results, stop)
        left = len(asked)
        while left and not cancelled():
            try:
                result = results.get(timeout=_LOOK)
            except Empty:
                continue
            if isinstance(result, BaseException):
                raise result
            left -= 1
            yield result
    finally:
        stop.set()
        pool.shutdown(wait=True, cancel_futures=True)


def fetch_one(url: str, state: FeedState, cancelled: Callable[[], bool]) -> Fetched:
    """Fetch one feed, if it has changed. Raises FetchError, CancelledError."""
    return fetch(
        url,
        etag=state.etag,
        modified=state.modified,
        most_bytes=feed_format.MOST_BYTES,
        seconds=_MOST_SECONDS,
        cancelled=cancelled,
    )


def content_of(fetched: Fetched) -> Feed:
    """The feed that came. Raises UnreadableArticleError."""
    charset = f"; charset={fetched.charset}" if fetched.charset else ""
    return feed_format.parse(fetched.body, fetched.url, f"{fetched.content_type}{charset}")


def _fetch_one_after_the_other(asked: list[Asked], results: "SimpleQueue[Met | BaseException]", stop: Event) -> None:
    busy: FetchError | None = None
    try:
        for one in asked:
            # A server that wants to be left alone is not asked for its other feeds either.
            met = Met(one, error=busy) if busy else _meet(one, stop)
            if isinstance(met.error, FetchError) and met.error.wait:
                busy = met.error
            results.put(met)
    except CancelledError:
        return
    except BaseException as error:
        results.put(error)  # raised again where the feeds are awaited


def _meet(one: Asked, stop: Event) -> Met:
    fetched = None
    try:
        fetched = fetch_one(one.feed.url, one.state, stop.is_set)
        return Met(one, fetched, None if fetched.unchanged else content_of(fetched))
    except (FetchError, UnreadableArticleError) as error:
        return Met(one, fetched, error=error)
