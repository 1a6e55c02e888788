"""Refreshing feeds: what is new in them comes in, and how each was met is remembered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from reader.domain.feeds import FeedRow, FeedState
from reader.domain.text import sha256
from reader.domain.times import utc_now
from reader.errors import ReaderError
from reader.formats.feed import Feed, FeedEntry
from reader.services.feed_fetching import Asked, Met, fetch_feeds
from reader.services.fetch import Fetched
from reader.services.intake import Incoming, Intake
from reader.services.outcomes import ImportReport, Outcome, Result
from reader.services.web_errors import FetchError, spoken_wait
from reader.storage.library import Library

_GONE = 410
_NEVER = "9999-12-31T00:00:00.000Z"
_LEAST_MINUTES = 15
_MOST_WAIT = timedelta(days=7)
_MOST_DOUBLINGS = 10
#: A text of the same page that is so many times as long is not given up for the one that a feed has.
_SUMMARY = 1.5


@dataclass(frozen=True, slots=True)
class FeedTrouble:
    """A feed that could not be refreshed, and why, as a sentence."""

    feed_id: int
    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What came of a refresh: how many feeds were met, what became of their new entries, and what went wrong."""

    feeds: int
    outcomes: tuple[Outcome, ...] = ()
    troubles: tuple[FeedTrouble, ...] = ()
    cancelled: bool = False

    def new_ids(self) -> tuple[int, ...]:
        """The articles that came in, new versions too."""
        return ImportReport(self.outcomes).imported_ids()

    def sentence(self) -> str:
        """What came, as the last line of the command says it."""
        come = len(self.new_ids())
        told = f"new {come}, feeds {self.feeds}"
        return f"{told}, with trouble {len(self.troubles)}" if self.troubles else told


def refresh(
    library: Library,
    feed_ids: Sequence[int],
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> RefreshReport:
    """Take in what is new in the feeds: one action, whatever fails on the way.

    Servers are asked side by side, each for one feed at a time; all is stored in this thread. A feed whose server
    wants to be left alone is not asked before the time that it gave. Raises LibraryError.
    """
    refreshing = Refreshing(library)
    waiting, troubles = [], list[FeedTrouble]()
    for feed_id in feed_ids:
        row, state = library.feeds.get(feed_id), library.feeds.state(feed_id)
        if row is None:
            continue
        if state.trouble and not state.failures and state.next_at > utc_now():
            troubles.append(FeedTrouble(row.id, row.name, state.trouble))
        else:
            waiting.append(Asked(row, state))
    progress(0, len(waiting))
    met = 0
    for met, one in enumerate(fetch_feeds(waiting, cancelled), 1):
        trouble = refreshing.store(one)
        if trouble:
            troubles.append(trouble)
        progress(met, len(waiting))
    return RefreshReport(met, tuple(refreshing.outcomes), tuple(troubles), cancelled=met < len(waiting))


class Refreshing:
    """Stores what feeds hold, as one action."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._intake = Intake(library, "Fetch")
        self.outcomes: list[Outcome] = []

    def store(self, met: Met) -> FeedTrouble | None:
        """Store what is new in one feed, and how it was met; what went wrong, if anything did. Raises LibraryError."""
        row, state = met.asked.feed, met.asked.state
        if self._library.feeds.get(row.id) is None:  # let go of meanwhile
            return None
        if met.error is not None:
            state = _after_failure(row, state, met.error)
        else:
            assert met.fetched is not None
            if met.content is not None:
                self.take_in(row.id, met.content)
            self._rename(row, met.fetched, met.content)
            state = state_after(row, state, met.fetched)
        with self._library.transaction():
            self._library.feeds.set_state(row.id, state)
        return FeedTrouble(row.id, row.name, state.trouble) if state.trouble else None

    def take_in(self, feed_id: int, content: Feed) -> None:
        """Store the entries that are new, or whose text is another now, the oldest first. Raises LibraryError."""
        seen = self._library.feeds.seen(feed_id)
        coming: list[tuple[str, Incoming]] = []
        known: dict[str, int] = {}
        for number, entry in reversed(list(enumerate(content.entries, 1))):
            place = f"entry {number}"
            if entry.draft is None:
                if entry.key not in seen:
                    known[entry.key] = 0
                    self.outcomes.append(Outcome(content.title, Result.FAILED, entry.reason, place=place))
            elif self._is_new(entry, seen, known):
                coming.append((entry.key, Incoming(entry.draft, entry.draft.origin, place)))
        outcomes = self._intake.store_all(item for _key, item in coming)
        self.outcomes += outcomes
        known |= {key: outcome.article_id for (key, _item), outcome in zip(coming, outcomes, strict=True)}
        if known:
            with self._library.transaction():
                self._library.feeds.see(feed_id, known)

    def _is_new(self, entry: FeedEntry, seen: dict[str, int], known: dict[str, int]) -> bool:
        """Whether the entry is to come in; else it is known from now on.

        Not one whose text is there or in the bin, and not the summary of a page whose whole text is there.
        """
        assert entry.draft is not None
        article_id = seen.get(entry.key, 0)
        kept = self._library.feeds.kept(article_id) if article_id else None
        if article_id and (kept is None or kept == (sha256(entry.draft.text), False) or kept[1]):
            return False
        there = self._library.articles.with_text(entry.draft.text)
        # Many feeds hold the beginning of a page alone; that is no newer version of the whole.
        least = len(entry.draft.text) * _SUMMARY
        whole = None if there else self._library.feeds.longer_of_page(entry.draft.url, round(least))
        if there is None and whole is None:
            return True
        known[entry.key] = article_id or (there[0] if there else whole or 0)
        return False

    def _rename(self, row: FeedRow, fetched: Fetched, content: Feed | None) -> None:
        """Follow a feed that has moved for good, and call one without a title what it calls itself: an action."""
        feeds = self._library.feeds
        columns: dict[str, str | int] = {}
        if fetched.moved_to and feeds.with_url(fetched.moved_to) is None:
            columns["url"] = fetched.moved_to
        if not row.title and content is not None and content.title:
            columns["title"] = content.title
        if columns:
            verb = "Follow" if "url" in columns else "Name"
            with self._library.action(f"{verb} the feed “{columns.get('title') or row.name}”"):
                feeds.change(row.id, **columns)


def state_after(row: FeedRow, before: FeedState, fetched: Fetched) -> FeedState:
    """How a feed is remembered of which all came."""
    now = datetime.now(UTC)
    # An answer that nothing has changed need not repeat by what that was known.
    etag = fetched.etag or (before.etag if fetched.unchanged else "")
    modified = fetched.modified or (before.modified if fetched.unchanged else "")
    return FeedState(etag, modified, _written(now), _written(now + timedelta(minutes=row.minutes)))


def _after_failure(row: FeedRow, before: FeedState, error: ReaderError) -> FeedState:
    """How a feed is remembered that could not be had: it is asked later and later."""
    now = datetime.now(UTC)
    reason = error.reason if isinstance(error, FetchError) else str(error)
    told = replace(before, checked_at=_written(now), trouble=f"{reason[:1].upper()}{reason[1:]}.")
    if isinstance(error, FetchError) and error.wait:
        asked_for = timedelta(seconds=error.wait)
        return replace(told, failures=0, next_at=_written(now + asked_for))
    if isinstance(error, FetchError) and error.status == _GONE:
        advice = "It is not asked any more by itself: unsubscribe, or look for its new address."
        return replace(told, failures=before.failures + 1, next_at=_NEVER, trouble=f"{told.trouble} {advice}")
    doublings = min(before.failures, _MOST_DOUBLINGS)
    wait = min(timedelta(minutes=max(row.minutes, _LEAST_MINUTES)) * 2**doublings, _MOST_WAIT)
    again = f" Gloss tries again in {spoken_wait(round(wait.total_seconds()))}." if row.minutes else ""
    return replace(told, failures=before.failures + 1, next_at=_written(now + wait), trouble=f"{told.trouble}{again}")


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
