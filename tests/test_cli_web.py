"""Adding from the web and feeds, as a person or a script meets them on the command line."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader import cli
from tests.feeds import reply
from tests.serving import Reply, Server

Ran = tuple[int, str, str]
Gloss = Callable[..., Ran]


@pytest.fixture
def gloss(library_path: Path, capsys: pytest.CaptureFixture[str]) -> Gloss:
    def run(*arguments: object) -> Ran:
        code = cli.run(["--library", str(library_path), *map(str, arguments)], lambda _library: 77)
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def server() -> Iterator[Server]:
    with Server().running() as server:
        yield server


def test_add_tells_what_came_as_import_does(gloss: Gloss, server: Server) -> None:
    server.replies["/a"] = Reply(b"Ferry late\n\nIt will sail at noon.", "text/plain")
    assert gloss("add", f"{server.url}/a") == (0, "imported 1, duplicates 0, failed 0\n", "")
    code, out, err = gloss("add", f"{server.url}/a", f"{server.url}/b")
    assert (code, out) == (1, "imported 0, duplicates 1, failed 1\n")
    assert f"failed: {server.url}/b: the server has nothing at this address (404)\n" in err


def test_feeds_are_subscribed_to_listed_refreshed_and_let_go(gloss: Gloss, server: Server) -> None:
    server.replies["/rss"] = reply("One", "Two")
    assert gloss("feeds", "add", f"{server.url}/rss", "--folder", "News") == (
        0,
        "Coastal Post: subscribed, new 2\n",
        "",
    )
    assert gloss("feeds", "add", f"{server.url}/rss")[1] == "Coastal Post: there before\n"
    server.replies["/rss"] = reply("Three", "One")
    assert gloss("feeds", "refresh") == (0, "new 1, feeds 1\n", "")
    assert gloss("feeds", "list")[1].startswith(f"News\t3\tCoastal Post\t{server.url}/rss\t20")
    listed = json.loads(gloss("feeds", "list", "--json")[1])
    assert (listed[0]["title"], listed[0]["unread"], listed[0]["minutes"]) == ("Coastal Post", 3, 60)
    assert gloss("feeds", "remove", "coastal post") == (0, "unsubscribed from Coastal Post\n", "")
    assert gloss("feeds", "list") == (0, "", "")


def test_a_feed_with_trouble_is_told_and_the_exit_code_says_so(gloss: Gloss, server: Server) -> None:
    server.replies["/a"], server.replies["/b"] = reply("One", title="A"), reply("Two", title="B")
    gloss("feeds", "add", f"{server.url}/a", f"{server.url}/b")
    server.replies["/a"] = Reply(status=500)
    code, out, err = gloss("feeds", "refresh")
    assert (code, out) == (1, "new 0, feeds 2, with trouble 1\n")
    assert err == "A: The server met an error of its own (500). Gloss tries again in 1 hour.\n"
    assert gloss("feeds", "refresh", "B")[:2] == (0, "new 0, feeds 1\n")


def test_lists_of_feeds_go_in_and_out(gloss: Gloss, tmp_path: Path) -> None:
    path, out = tmp_path / "a.opml", tmp_path / "b.opml"
    path.write_text('<opml><body><outline text="A" xmlUrl="https://a.example/rss"/></body></opml>')
    assert gloss("feeds", "add", path) == (0, f"{path}: subscribed 1, there before 0\n", "")
    assert gloss("feeds", "export", out) == (0, f"exported 1 feed to {out}\n", "")
    assert gloss("feeds", "export", out)[0] == 2
    assert gloss("feeds", "export", out, "--force")[0] == 0
    assert 'xmlUrl="https://a.example/rss"' in out.read_text()


def test_what_is_no_feed_is_told_and_the_others_are_subscribed_to(gloss: Gloss, server: Server) -> None:
    server.replies["/rss"] = reply("One")
    code, out, err = gloss("feeds", "add", "nonsense", f"{server.url}/rss")
    assert (code, out) == (1, "Coastal Post: subscribed, new 1\n")
    assert err == "gloss: “nonsense” is no address of the web. Nothing was changed.\n"


def test_a_list_of_feeds_is_not_imported_as_articles(gloss: Gloss, tmp_path: Path) -> None:
    path = tmp_path / "a.opml"
    path.write_text("<opml><body/></opml>")
    code, _out, err = gloss("import", path)
    assert code == 1
    assert "gloss feeds add" in err
