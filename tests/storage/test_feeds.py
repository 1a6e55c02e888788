"""The tables of feeds: what is recorded in the history and what is not, unread articles counted, feeds that are due."""

import pytest

from reader.domain.feeds import FeedState
from reader.storage.library import Library
from tests.making import draft_of


@pytest.fixture
def feed(library: Library) -> int:
    with library.action("Subscribe"):
        return library.feeds.add("https://a.example/rss", "A", "", 60)


def test_how_a_feed_was_met_is_no_action_and_stays_when_it_is_let_go(library: Library, feed: int) -> None:
    before = library.row("SELECT count(*) FROM change")
    state = FeedState('"1"', "yesterday", "2026-05-12T10:00:00.000Z", "2026-05-12T11:00:00.000Z", 2, "It is gone.")
    with library.transaction():
        library.feeds.set_state(feed, state)
        library.feeds.see(feed, {"a": 0, "b": 7})
        library.feeds.see(feed, {"a": 5})
    assert library.row("SELECT count(*) FROM change") == before
    assert library.feeds.state(feed) == state
    with library.action("Unsubscribe"):
        library.feeds.remove([feed])
    assert library.feeds.get(feed) is None
    assert library.feeds.state(feed) == state
    assert library.feeds.seen(feed) == {"a": 5, "b": 7}


def test_a_feed_that_was_never_met_has_an_empty_state(library: Library, feed: int) -> None:
    assert library.feeds.state(feed) == FeedState()
    assert library.feeds.due("") == [feed]


def test_only_unread_articles_outside_the_bin_are_counted(library: Library, feed: int) -> None:
    with library.action("Import"):
        ids = [library.articles.add(draft_of(f"Title {number}\n\nText.")) for number in range(4)]
        library.feeds.see(feed, {str(article_id): article_id for article_id in ids})
    with library.action("Read"):
        library.articles.begin(ids[0])
        library.articles.set_binned(ids[1], True)
    assert [row.unread for row in library.feeds.rows()] == [2]


def test_feeds_stand_by_folder_and_in_the_order_they_came(library: Library, feed: int) -> None:
    with library.action("Subscribe"):
        for name, folder in (("z", "News"), ("b", "News"), ("c", "art"), ("d", "")):
            library.feeds.add(f"https://{name}.example/rss", name, folder, 60)
    assert [row.title for row in library.feeds.rows()] == ["A", "d", "c", "z", "b"]
