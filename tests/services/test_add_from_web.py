"""Adding from the web: pages and documents served on this machine."""

from collections.abc import Iterator

import pytest

from reader.domain.article import Article
from reader.domain.structure import BlockKind
from reader.services.add_from_web import add_from_web
from reader.services.outcomes import ImportReport, Outcome, Result
from reader.storage.library import Library
from tests.feeds import newest_action, reply
from tests.serving import Reply, Server

PARAGRAPHS = [
    "The ferry between the two harbours was late on Monday, and four hundred people waited in the rain until noon.",
    "Mayor Ines Duarte said that the wall would be rebuilt before the winter, whatever that cost the town of Kello.",
    "The board had said in May that it had no money for that, and that the ferry should sail only in the summer.",
]


def page(title: str = "Ferry late", *, charset: str = "utf-8") -> Reply:
    body = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    markup = (
        f"<!DOCTYPE html><html lang=en><head><title>{title}</title></head><body><nav><a href=/>Home</a></nav>"
        f"<article><h1>{title}</h1>{body}</article><script>steal()</script></body></html>"
    )
    return Reply(markup.encode(charset), f"text/html; charset={charset}")


@pytest.fixture
def server() -> Iterator[Server]:
    with Server().running() as server:
        yield server


def article_of(library: Library, report: ImportReport) -> Article:
    article = library.articles.get(report.imported_ids()[0])
    assert article is not None
    return article


def failure(library: Library, url: str) -> str:
    (outcome,) = add_from_web(library, [url]).outcomes
    assert outcome.result is Result.FAILED
    return outcome.reason


def test_a_page_comes_in_as_an_article(library: Library, server: Server) -> None:
    server.moves("/go", "/ferry")
    server.replies["/ferry"] = page("Fähre spät", charset="iso-8859-1")
    report = add_from_web(library, [f"{server.url}/go"])
    article = article_of(library, report)
    assert article.title == "Fähre spät"
    assert article.text == "\n\n".join(["Fähre spät", *PARAGRAPHS])
    assert article.structure[0].kind is BlockKind.TITLE
    assert article.url == f"{server.url}/ferry"
    assert report.sentence() == "imported 1, duplicates 0, failed 0"
    assert newest_action(library) == "Add “Fähre spät”"


def test_many_urls_are_one_action_and_one_that_fails_stops_no_other(library: Library, server: Server) -> None:
    server.replies["/a"], server.replies["/c"] = page("One"), page("Two")
    steps: list[tuple[int, int]] = []
    report = add_from_web(
        library,
        [f"{server.url}/a", f"{server.url}/b", "no address", f"{server.url}/c", f"{server.url}/a"],
        progress=lambda done, total: steps.append((done, total)),
    )
    assert report.sentence() == "imported 2, duplicates 1, failed 2"
    assert report.outcomes[1].reason == "the server has nothing at this address (404)"
    assert report.outcomes[2] == Outcome("no address", Result.FAILED, "it is no address of the web (http or https)")
    assert newest_action(library) == "Add 2 articles"
    assert steps == [(number, 5) for number in range(6)]


def test_plain_text_is_read_as_such(library: Library, server: Server) -> None:
    server.replies["/a.txt"] = Reply(b"Ferry late\n\nIt will sail at noon.", "text/plain")
    server.replies["/b"] = Reply(b"Wall falls\n\nNobody minds.", "text/plain; charset=utf-8")
    report = add_from_web(library, [f"{server.url}/a.txt", f"{server.url}/b"])
    assert [outcome.title for outcome in report.outcomes] == ["Ferry late", "Wall falls"]
    assert article_of(library, report).url == f"{server.url}/a.txt"


def test_a_page_that_its_server_knows_nothing_of_is_known_by_how_it_begins(library: Library, server: Server) -> None:
    server.replies["/a"] = Reply(page().body, "")
    server.replies["/b.txt"] = Reply(page("Other").body, "text/plain")
    report = add_from_web(library, [f"{server.url}/a", f"{server.url}/b.txt"])
    assert [outcome.title for outcome in report.outcomes] == ["Ferry late", "Other"]


@pytest.mark.parametrize("kind", ["application/rss+xml", "text/html", "text/plain", ""])
def test_a_feed_is_not_taken_in_but_to_be_subscribed_to(library: Library, server: Server, kind: str) -> None:
    server.replies["/feed.xml"] = Reply(reply("One").body, kind)
    assert "subscribe to it" in failure(library, f"{server.url}/feed.xml")


@pytest.mark.parametrize(
    ("body", "kind", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0", "image/png", "it is a PNG picture, not a web page"),
        (b"\0\1\2", "application/x-odd", "it is no web page (its server calls it “application/x-odd”)"),
        (b"<opml/>", "text/xml", "it is a list of feeds (OPML)"),
        (b"", "text/plain", "it is empty"),
        (b"<html><body></body></html>", "text/html", ""),
    ],
)
def test_what_is_no_page_says_what_it_is(library: Library, server: Server, body: bytes, kind: str, reason: str) -> None:
    server.replies["/a"] = Reply(body, kind)
    assert failure(library, f"{server.url}/a").startswith(reason)
    assert newest_action(library) == ""


def test_the_same_page_again_is_a_duplicate(library: Library, server: Server) -> None:
    server.replies["/a"] = page()
    add_from_web(library, [f"{server.url}/a"])
    assert add_from_web(library, [f"{server.url}/a"]).sentence() == "imported 0, duplicates 1, failed 0"


def test_what_came_before_a_person_cancels_is_kept(library: Library, server: Server) -> None:
    server.replies["/a"], server.replies["/b"] = page("One"), page("Two")
    report = add_from_web(library, [f"{server.url}/a", f"{server.url}/b"], cancelled=lambda: "/a" in server.paths())
    assert report.cancelled
    assert len(report.outcomes) <= 1
    assert "/b" not in server.paths()
