"""Subscriptions: each change is an action that undo takes back, and lists go in and out as files."""

from pathlib import Path

import pytest

from reader.errors import FileError
from reader.services.feeds import EditFeeds, FeedError, FeedsImported
from reader.services.undo import Undo
from reader.storage.library import Library
from tests.feeds import newest_action

OPML = """<opml version="2.0"><body>
<outline text="Loose" xmlUrl="https://a.example/rss"/>
<outline text="News"><outline text="Post" xmlUrl="feed://b.example/rss"/></outline>
<outline text="Local" xmlUrl="file:///etc/passwd"/></body></opml>"""


@pytest.fixture
def feeds(library: Library, tmp_path: Path) -> EditFeeds:
    feeds = EditFeeds(library)
    (tmp_path / "feeds.opml").write_text(OPML)
    feeds.import_file(tmp_path / "feeds.opml")
    return feeds


def told(feeds: EditFeeds) -> list[tuple[str, str, str]]:
    return [(row.folder, row.name, row.url) for row in feeds.rows()]


LOOSE = ("", "Loose", "https://a.example/rss")
POST = ("News", "Post", "https://b.example/rss")


def test_a_list_of_feeds_comes_in_with_its_folders_and_only_what_is_of_the_web(feeds: EditFeeds) -> None:
    assert told(feeds) == [LOOSE, POST]
    assert [row.minutes for row in feeds.rows()] == [60, 60]


def test_the_same_list_again_adds_nothing(feeds: EditFeeds, tmp_path: Path, library: Library) -> None:
    assert feeds.import_file(tmp_path / "feeds.opml") == FeedsImported(0, 2)
    assert newest_action(library) == "Subscribe to the feeds of “feeds.opml”"


def test_a_list_of_feeds_is_one_action(feeds: EditFeeds, library: Library) -> None:
    undo = Undo(library)
    undo.undo()
    assert told(feeds) == []
    undo.redo()
    assert told(feeds) == [LOOSE, POST]


def test_a_feed_is_renamed_moved_and_refreshed_as_often_as_a_person_says(feeds: EditFeeds, library: Library) -> None:
    first, second = feeds.ids()
    feeds.rename(first, "  The\n first ")
    feeds.move([first, second], " Daily / Asia ")
    feeds.set_minutes([second], 30)
    assert told(feeds) == [("Daily/Asia", "The first", LOOSE[2]), ("Daily/Asia", "Post", POST[2])]
    assert [row.minutes for row in feeds.rows()] == [60, 30]
    undo = Undo(library)
    for _ in range(3):
        undo.undo()
    assert told(feeds) == [LOOSE, POST]


def test_a_feed_without_a_title_is_called_by_its_url(feeds: EditFeeds) -> None:
    feeds.rename(feeds.ids()[0], "")
    assert feeds.rows()[0].name == LOOSE[2]


def test_what_was_let_go_comes_back_with_all_that_was_seen_of_it(feeds: EditFeeds, library: Library) -> None:
    first = feeds.ids()[0]
    with library.transaction():
        library.feeds.see(first, {"a": 0})
    feeds.unsubscribe(feeds.ids())
    assert told(feeds) == []
    Undo(library).undo()
    assert told(feeds) == [LOOSE, POST]
    assert library.feeds.seen(first) == {"a": 0}


def test_a_feed_is_found_by_its_url_or_its_title(feeds: EditFeeds) -> None:
    assert feeds.find("https://b.example/rss").name == "Post"
    assert feeds.find("pOST").url == POST[2]
    with pytest.raises(FeedError, match="no feed “Mail”"):
        feeds.find("Mail")
    feeds.rename(feeds.ids()[0], "Post")
    with pytest.raises(FeedError, match="2 feeds"):
        feeds.find("post")


def test_a_list_goes_out_and_comes_in_elsewhere_as_it_was(feeds: EditFeeds, library: Library, tmp_path: Path) -> None:
    path = tmp_path / "out.opml"
    assert feeds.export_file(path) == 2
    with pytest.raises(FileError, match="there already"):
        feeds.export_file(path)
    feeds.unsubscribe(feeds.ids())
    feeds.import_file(path)
    assert told(feeds) == [LOOSE, POST]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "it is empty"),
        ("<rss/>", "no list of feeds"),
        ("<opml><body><outline text='a' xmlUrl='/etc/passwd'/></body></opml>", "no feed of the web"),
    ],
)
def test_a_file_that_is_no_list_changes_nothing_and_says_why(
    library: Library, tmp_path: Path, text: str, words: str
) -> None:
    path = tmp_path / "a.opml"
    path.write_text(text)
    with pytest.raises(FeedError, match=words):
        EditFeeds(library).import_file(path)
    with pytest.raises(FeedError, match="not there"):
        EditFeeds(library).import_file(tmp_path / "b.opml")
    assert EditFeeds(library).rows() == []
