"""Refreshing feeds that are served on this machine, by servers that behave and by others."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from reader.domain.article import ArticleFilter
from reader.domain.times import utc_now
from reader.services.feeds import EditFeeds
from reader.services.outcomes import Result
from reader.services.refresh_feeds import RefreshReport, refresh
from reader.services.undo import Undo
from reader.storage.library import Library
from tests.feeds import Tagged, newest_action, reply, rss
from tests.making import draft_of
from tests.serving import Asked, Reply, Server


@pytest.fixture
def servers() -> Iterator[Callable[[], Server]]:
    with ExitStack() as running:
        yield lambda: running.enter_context(Server().running())


@pytest.fixture
def server(servers: Callable[[], Server]) -> Server:
    return servers()


@pytest.fixture
def follow(library: Library) -> Callable[..., int]:
    def add(url: str, title: str = "Post", minutes: int = 60) -> int:
        with library.action("Subscribe"):
            return library.feeds.add(url, title, "", minutes)

    return add


def again(library: Library) -> RefreshReport:
    return refresh(library, EditFeeds(library).ids())


def titles(library: Library) -> list[str]:
    ids = library.articles.ids(ArticleFilter())
    return sorted(row.title for row in library.articles.rows(ids).values())


def in_minutes(moment: str) -> float:
    return (datetime.fromisoformat(moment) - datetime.now(UTC)) / timedelta(minutes=1)


def test_only_new_entries_come_in_as_one_action(library: Library, server: Server, follow: Callable[..., int]) -> None:
    feed = follow(f"{server.url}/a")
    server.replies["/a"] = reply("One", "Two")
    assert again(library).sentence() == "new 2, feeds 1"
    server.replies["/a"] = reply("Three", "One", "Two")
    report = again(library)
    assert [outcome.title for outcome in report.outcomes] == ["Three"]
    assert titles(library) == ["One", "Three", "Two"]
    assert [row.unread for row in EditFeeds(library).rows()] == [3]
    assert library.feeds.state(feed).trouble == ""
    assert newest_action(library) == "Fetch “Three”"
    Undo(library).undo()
    assert titles(library) == ["One", "Two"]


def test_an_article_knows_its_feed(library: Library, server: Server, follow: Callable[..., int]) -> None:
    follow(f"{server.url}/a")
    server.replies["/a"] = reply("One")
    article = library.articles.get(again(library).new_ids()[0])
    assert article is not None
    assert (article.source, article.url, article.text) == (
        "Coastal Post",
        "https://post.example/One",
        "One\n\nOne and what came of it.",
    )


def test_an_entry_that_was_put_into_the_bin_stays_there(
    library: Library, server: Server, follow: Callable[..., int]
) -> None:
    follow(f"{server.url}/a")
    server.replies["/a"] = reply("One", "Two")
    first = again(library).new_ids()[0]
    with library.action("Bin"):
        library.articles.set_binned(first, True)
    server.replies["/a"] = reply("One", "Two", texts={"Two": "Two, changed.", "One": "One, changed."})
    left = titles(library)
    assert len(left) == 1
    again(library)
    assert set(titles(library)) == set(left)


def test_a_text_that_lies_in_the_bin_is_not_fetched_out_by_another_feed(
    library: Library, server: Server, follow: Callable[..., int]
) -> None:
    follow(f"{server.url}/a")
    server.replies["/a"] = server.replies["/b"] = reply("One")
    first = again(library).new_ids()[0]
    with library.action("Bin"):
        library.articles.set_binned(first, True)
    follow(f"{server.url}/b")
    assert again(library).new_ids() == ()
    assert titles(library) == []


def test_an_entry_whose_text_changes_comes_in_again_and_back_and_forth_does_not(
    library: Library, server: Server, follow: Callable[..., int]
) -> None:
    follow(f"{server.url}/a")
    server.replies["/a"] = reply("One")
    again(library)
    server.replies["/a"] = reply("One", texts={"One": "One, and more of it."})
    assert len(again(library).new_ids()) == 1
    assert again(library).new_ids() == ()
    server.replies["/a"] = reply("One")
    assert again(library).new_ids() == ()


def test_a_summary_does_not_come_in_beside_the_whole_page(
    library: Library, server: Server, follow: Callable[..., int]
) -> None:
    follow(f"{server.url}/a")
    with library.action("Add"):
        library.articles.add(replace(draft_of("One\n\n" + "All of it. " * 9), url="https://www.post.example/One/"))
    server.replies["/a"] = reply("One", "Two")
    again(library)
    assert titles(library) == ["One", "Two"]
    assert again(library).outcomes == ()


def test_what_has_not_changed_is_not_sent_again(library: Library, server: Server, follow: Callable[..., int]) -> None:
    feed = follow(f"{server.url}/a")
    server.replies["/a"] = Tagged(rss("One"), '"1"')
    again(library)
    assert again(library).sentence() == "new 0, feeds 1"
    assert again(library).sentence() == "new 0, feeds 1"
    assert [asked.fields.get("if-none-match") for asked in server.asked] == [None, '"1"', '"1"']
    assert server.asked[2].fields["if-modified-since"] == "yesterday"
    assert library.feeds.state(feed).etag == '"1"'


def test_a_broken_feed_stops_no_other_and_says_what_is_wrong(
    library: Library, server: Server, follow: Callable[..., int]
) -> None:
    for name in ("a", "b", "c", "d"):
        follow(f"{server.url}/{name}", title=name)
    server.replies["/b"] = Reply(b"<html><body>Log in</body></html>")
    server.replies["/c"] = Reply(b"oops", status=500)
    server.replies["/a"], server.replies["/d"] = reply("One"), reply("Two")
    report = again(library)
    assert titles(library) == ["One", "Two"]
    assert report.sentence() == "new 2, feeds 4, with trouble 2"
    assert {(trouble.name, trouble.sentence) for trouble in report.troubles} == {
        ("b", "It is a web page, not a feed. Gloss tries again in 1 hour."),
        ("c", "The server met an error of its own (500). Gloss tries again in 1 hour."),
    }
    assert [row.trouble != "" for row in EditFeeds(library).rows()] == [False, True, True, False]


def test_a_feed_that_fails_is_asked_later_and_later_and_once_it_answers_as_before(
    library: Library, server: Server, follow: Callable[..., int]
) -> None:
    feed = follow(f"{server.url}/a", minutes=30)
    waits = []
    for _ in range(3):
        again(library)
        waits.append(round(in_minutes(library.feeds.state(feed).next_at)))
    assert waits == [30, 60, 120]
    assert library.feeds.state(feed).failures == 3
    for _ in range(12):
        again(library)
    assert round(in_minutes(library.feeds.state(feed).next_at)) == 7 * 24 * 60
    server.replies["/a"] = reply("One")
    again(library)
    state = library.feeds.state(feed)
    assert (state.failures, state.trouble, round(in_minutes(state.next_at))) == (0, "", 30)


def test_a_server_that_wants_to_be_left_alone_is_asked_for_nothing_until_its_time(
    library: Library, server: Server, follow: Callable[..., int]
) -> None:
    first, second = follow(f"{server.url}/a"), follow(f"{server.url}/b")
    server.replies["/a"] = Reply(status=429, fields={"Retry-After": "7200"})
    server.replies["/b"] = reply("One")
    assert len(again(library).troubles) == 2
    assert len(again(library).troubles) == 2
    assert server.paths() == ["/a"]
    for feed in (first, second):
        assert round(in_minutes(library.feeds.state(feed).next_at)) == 120


def test_a_feed_that_has_moved_for_good_is_followed(
    library: Library, server: Server, follow: Callable[..., int]
) -> None:
    follow(f"{server.url}/a")
    server.moves("/a", "/b", 301)
    server.replies["/b"] = reply("One")
    again(library)
    assert [row.url for row in EditFeeds(library).rows()] == [f"{server.url}/b"]
    Undo(library).undo()
    assert [row.url for row in EditFeeds(library).rows()] == [f"{server.url}/a"]


@pytest.mark.parametrize("status", [302, 307])
def test_a_feed_that_lies_elsewhere_for_a_while_keeps_its_address(
    library: Library, server: Server, follow: Callable[..., int], status: int
) -> None:
    follow(f"{server.url}/a")
    server.moves("/a", "/b", status)
    server.replies["/b"] = reply("One")
    again(library)
    assert [row.url for row in EditFeeds(library).rows()] == [f"{server.url}/a"]


def test_two_feeds_that_become_one_stay_two_subscriptions(
    library: Library, server: Server, follow: Callable[..., int]
) -> None:
    follow(f"{server.url}/a")
    follow(f"{server.url}/b")
    server.moves("/a", "/b", 301)
    server.replies["/b"] = reply("One")
    assert again(library).troubles == ()
    assert titles(library) == ["One"]
    assert len(EditFeeds(library).rows()) == 2


def test_a_feed_that_is_gone_says_so_and_is_not_asked_by_itself(
    library: Library, server: Server, follow: Callable[..., int]
) -> None:
    follow(f"{server.url}/a")
    server.replies["/a"] = Reply(status=410)
    assert "gone for good (410)" in again(library).troubles[0].sentence
    assert library.feeds.due("2200-01-01T00:00:00.000Z") == []


def test_a_feed_without_a_title_takes_the_one_it_has(
    library: Library, server: Server, follow: Callable[..., int]
) -> None:
    follow(f"{server.url}/a", title="")
    server.replies["/a"] = reply("One")
    again(library)
    assert EditFeeds(library).rows()[0].title == "Coastal Post"


def test_feeds_are_due_when_their_time_has_come(library: Library, server: Server, follow: Callable[..., int]) -> None:
    feed, _by_hand = follow(f"{server.url}/a"), follow(f"{server.url}/b", minutes=0)
    assert EditFeeds(library).due() == [feed]
    server.replies["/a"] = reply("One")
    refresh(library, [feed])
    assert EditFeeds(library).due() == []
    later = (datetime.now(UTC) + timedelta(minutes=61)).isoformat()
    assert library.feeds.due(later) == [feed]


def test_servers_are_asked_side_by_side_and_each_for_one_feed_at_a_time(
    library: Library, servers: Callable[[], Server], follow: Callable[..., int]
) -> None:
    lock, at_once, most_of_one, most = threading.Lock(), dict[str, int](), 0, 0
    meeting = threading.Barrier(3, timeout=10)

    def slowly(name: str) -> Callable[[Asked], Reply]:
        def answer(asked: Asked) -> Reply:
            nonlocal most_of_one, most
            with lock:
                at_once[name] = at_once.get(name, 0) + 1
                most_of_one, most = max(most_of_one, at_once[name]), max(most, sum(at_once.values()))
            if asked.path == "/0":
                meeting.wait()  # passes only where all three servers are asked at once
            with lock:
                at_once[name] -= 1
            return reply(f"{name} {asked.path}")

        return answer

    for name in ("a", "b", "c"):
        server = servers()
        for number in range(3):
            server.replies[f"/{number}"] = slowly(name)
            follow(f"{server.url}/{number}")
    assert len(again(library).new_ids()) == 9
    assert most_of_one == 1
    assert most == 3


def test_what_came_before_a_person_cancels_is_kept(
    library: Library, server: Server, follow: Callable[..., int]
) -> None:
    for number in range(5):
        follow(f"{server.url}/{number}")
        server.replies[f"/{number}"] = reply(f"Entry {number}")
    met: list[int] = []
    report = refresh(
        library,
        EditFeeds(library).ids(),
        progress=lambda done, _total: met.append(done),
        cancelled=lambda: len(met) > 2,
    )
    assert report.cancelled
    assert len(titles(library)) == report.feeds == 2
    assert met == [0, 1, 2]


def test_a_feed_that_is_let_go_meanwhile_takes_nothing_in(
    library: Library, server: Server, follow: Callable[..., int]
) -> None:
    feed = follow(f"{server.url}/a")

    def answer(_asked: Asked) -> Reply:
        other = library.another()
        EditFeeds(other).unsubscribe([feed])
        other.close()
        return reply("One")

    server.replies["/a"] = answer
    again(library)
    assert titles(library) == []


def test_an_entry_that_holds_nothing_is_told_once(library: Library, server: Server, follow: Callable[..., int]) -> None:
    follow(f"{server.url}/a")
    server.replies["/a"] = Reply(b"<rss><channel><item><guid>x</guid></item></channel></rss>")
    assert [outcome.result for outcome in again(library).outcomes] == [Result.FAILED]
    assert again(library).outcomes == ()


def test_a_refresh_that_was_killed_before_it_noted_what_it_saw_is_made_good(
    library: Library, server: Server, follow: Callable[..., int]
) -> None:
    feed = follow(f"{server.url}/a")
    server.replies["/a"] = reply("One", "Two")
    again(library)
    with library.transaction():
        library.write("DELETE FROM feed_entry WHERE feed_id = ?", (feed,))
    assert again(library).new_ids() == ()
    assert len(library.feeds.seen(feed)) == 2
    assert library.feeds.state(feed).checked_at <= utc_now()
