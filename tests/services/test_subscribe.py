"""Subscribing, by the address of a feed or of a page that names one."""

from collections.abc import Iterator

import pytest

from reader.domain.article import ArticleFilter
from reader.formats.feed_links import feed_links
from reader.services.feeds import EditFeeds, FeedError
from reader.services.refresh_feeds import refresh
from reader.services.subscribe import subscribe
from reader.services.undo import Undo
from reader.services.web_errors import FetchError
from reader.storage.library import Library
from tests.feeds import newest_action, reply
from tests.serving import Reply, Server

PAGE = """<!DOCTYPE html><html><head><title>Post</title>
<link rel="stylesheet" href="a.css"><link rel="alternate" hreflang="de" href="/de">
<link rel="alternate" type="application/rss+xml" href="/comments.rss" title="Comments">
<link rel="Alternate home" type="application/rss+xml; charset=utf-8" href="feed.rss">
</head><body><p>Hello</p></body></html>"""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server().running() as server:
        yield server


def test_a_feed_is_subscribed_to_and_what_it_holds_comes_in(library: Library, server: Server) -> None:
    server.replies["/rss"] = reply("One", "Two")
    done = subscribe(library, f" {server.url}/rss ", " News / Asia")
    row = EditFeeds(library).rows()[0]
    assert (done.title, done.was_there, done.feed_id) == ("Coastal Post", False, row.id)
    assert (row.url, row.folder, row.unread) == (f"{server.url}/rss", "News/Asia", 2)
    assert row.checked_at
    assert refresh(library, [row.id]).new_ids() == ()


def test_subscribing_is_one_action_and_what_comes_in_another(library: Library, server: Server) -> None:
    server.replies["/rss"] = reply("One", "Two")
    subscribe(library, f"{server.url}/rss")
    undo = Undo(library)
    assert newest_action(library) == "Fetch 2 articles"
    undo.undo()
    assert len(EditFeeds(library).rows()) == 1
    assert newest_action(library) == "Subscribe to “Coastal Post”"
    undo.undo()
    assert EditFeeds(library).rows() == []


def test_a_page_leads_to_the_feed_that_it_names(library: Library, server: Server) -> None:
    server.replies["/news/"] = Reply(PAGE.encode())
    server.replies["/news/feed.rss"] = reply("One")
    subscribe(library, f"{server.url}/news/")
    assert [row.url for row in EditFeeds(library).rows()] == [f"{server.url}/news/feed.rss"]


def test_feeds_of_a_page_are_resolved_against_its_base_and_those_of_comments_come_last() -> None:
    assert feed_links(PAGE.encode(), "https://a.example/x/y") == [
        "https://a.example/x/feed.rss",
        "https://a.example/comments.rss",
    ]
    based = PAGE.replace("<title>", '<base href="https://b.example/z/"><title>')
    assert feed_links(based.encode(), "https://a.example/")[0] == "https://b.example/z/feed.rss"
    assert feed_links(b"", "https://a.example/") == []


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        (b"<html><body>none</body></html>", "text/html", "names no feed"),
        (
            PAGE.encode().replace(b"feed.rss", b"/page").replace(b"/comments.rss", b""),
            "text/html",
            "web page, not a feed",
        ),
        (b"<opml/>", "text/xml", "list of feeds"),
        (b"hello", "text/plain", "it is no feed"),
        (b"", "application/rss+xml", "it is empty"),
    ],
)
def test_what_is_no_feed_changes_nothing_and_says_why(
    library: Library, server: Server, body: bytes, kind: str, words: str
) -> None:
    server.replies["/page"] = Reply(body, kind)
    with pytest.raises(FeedError, match=words):
        subscribe(library, f"{server.url}/page")
    assert EditFeeds(library).rows() == []
    assert newest_action(library) == ""


def test_what_is_no_address_or_not_there_says_why(library: Library, server: Server) -> None:
    with pytest.raises(FeedError, match="no address of the web"):
        subscribe(library, "file:///etc/passwd")
    with pytest.raises(FetchError, match="404"):
        subscribe(library, f"{server.url}/nothing")


def test_a_feed_that_is_there_is_not_subscribed_to_again(library: Library, server: Server) -> None:
    server.replies["/rss"] = reply("One")
    server.replies["/"] = Reply(PAGE.replace("feed.rss", "rss").encode())
    first = subscribe(library, f"{server.url}/rss")
    assert subscribe(library, f"{server.url}/rss").was_there
    done = subscribe(library, f"{server.url}/")
    assert (done.was_there, done.feed_id) == (True, first.feed_id)
    assert len(library.articles.ids(ArticleFilter())) == 1


def test_a_feed_that_has_moved_for_good_is_subscribed_to_where_it_lies(library: Library, server: Server) -> None:
    server.moves("/old", "/rss", 301)
    server.replies["/rss"] = reply("One")
    subscribe(library, f"{server.url}/old")
    assert [row.url for row in EditFeeds(library).rows()] == [f"{server.url}/rss"]
