"""The feeds in the window: subscribed to, changed, refreshed, by keys, from servers on this machine."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.domain.article import ArticleFilter
from reader.domain.feeds import FeedRow, FeedState
from reader.services.feeds import EditFeeds
from reader.storage.library import Library
from reader.ui.dialogs.feeds.dialog import FeedsDialog
from reader.ui.dialogs.feeds.rows import FeedRows
from reader.ui.dialogs.feeds.words import refreshed, rhythm
from reader.ui.main_window import MainWindow
from reader.ui.theme import every_theme
from tests.feeds import newest_action, reply
from tests.serving import Reply, Server

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier
CtrlShift = Ctrl | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def server() -> Iterator[Server]:
    with Server().running() as server:
        yield server


def follow(library: Library, title: str, folder: str = "", url: str = "") -> int:
    with library.action(f"Subscribe to “{title}”"):
        return library.feeds.add(url or f"https://{title.lower()}.example/rss", title, folder, 60)


def open_feeds(qtbot: QtBot, window: MainWindow) -> FeedsDialog:
    window.activateWindow()
    QApplication.processEvents()
    qtbot.keyClick(window, Key.Key_L, CtrlShift)
    dialog = window.findChild(FeedsDialog)
    assert dialog is not None
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    QApplication.processEvents()
    return dialog


def names(library: Library) -> list[str]:
    return [row.name for row in EditFeeds(library).rows()]


def test_an_address_is_subscribed_to_and_its_articles_are_listed(
    qtbot: QtBot, window: MainWindow, library: Library, server: Server
) -> None:
    server.replies["/rss"] = reply("One", "Two")
    dialog = open_feeds(qtbot, window)
    assert dialog.new.hasFocus()
    qtbot.keyClicks(dialog.new, f"{server.url}/rss")
    qtbot.keyClick(dialog.new, Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.said() == "Subscribed to “Coastal Post”: 2 articles.")
    assert [feed.name for feed in dialog.list.chosen_feeds()] == ["Coastal Post"]
    assert dialog.form.title.text() == "Coastal Post"
    assert dialog.new.text() == ""
    assert window._services.read.counts().all == 3
    assert dialog.list.hasFocus()


def test_why_there_is_no_feed_is_said_beside_the_address_which_stays(
    qtbot: QtBot, window: MainWindow, library: Library, server: Server
) -> None:
    server.replies["/page"] = Reply(b"<html><body>none</body></html>")
    dialog = open_feeds(qtbot, window)
    qtbot.keyClicks(dialog.new, f"{server.url}/page")
    qtbot.keyClick(dialog.new, Key.Key_Return)
    qtbot.waitUntil(lambda: "names no feed" in dialog.refused.said())
    assert dialog.new.text() == f"{server.url}/page"
    assert dialog.new.isEnabled()
    assert names(library) == []


def test_a_new_feed_goes_into_the_folder_of_the_chosen_one(
    qtbot: QtBot, window: MainWindow, library: Library, server: Server
) -> None:
    follow(library, "A", "News")
    server.replies["/rss"] = reply("One")
    dialog = open_feeds(qtbot, window)
    dialog.new.setText(f"{server.url}/rss")
    dialog.subscribe.click()
    qtbot.waitUntil(lambda: len(names(library)) == 2)
    assert {row.folder for row in EditFeeds(library).rows()} == {"News"}


def test_a_title_is_written_over_and_saved_with_enter(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    follow(library, "A")
    dialog = open_feeds(qtbot, window)
    qtbot.keyClick(dialog.list, Key.Key_F2)
    qtbot.keyClicks(dialog.form.title, "The first")
    qtbot.keyClick(dialog.form.title, Key.Key_Return)
    assert names(library) == ["The first"]
    assert newest_action(library) == "Rename the feed “A” to “The first”"
    qtbot.keyClick(dialog, Key.Key_Z, Ctrl)
    assert names(library) == ["A"]
    assert dialog.form.title.text() == "A"


def test_chosen_feeds_go_into_a_folder_together(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    follow(library, "A")
    follow(library, "B")
    dialog = open_feeds(qtbot, window)
    qtbot.keyClick(dialog.list, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(dialog.list.chosen_ids()) == 2
    assert not dialog.form.title.isEnabled()
    dialog.form.folder_line.setFocus()
    qtbot.keyClicks(dialog.form.folder_line, "News/Asia")
    qtbot.keyClick(dialog.form.folder_line, Key.Key_Return)
    assert [row.folder for row in EditFeeds(library).rows()] == ["News/Asia", "News/Asia"]
    assert newest_action(library) == "Move 2 feeds to “News/Asia”"
    assert dialog.list.rows.data(dialog.list.rows.index(0, 0)) == "News/Asia"
    assert len(dialog.list.chosen_ids()) == 2


def test_how_often_a_feed_is_refreshed_is_chosen(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    follow(library, "A")
    dialog = open_feeds(qtbot, window)
    box = dialog.form.minutes
    assert box.currentText() == "Every hour"
    qtbot.keyClick(box, Key.Key_Home)
    box.activated.emit(box.currentIndex())
    assert EditFeeds(library).rows()[0].minutes == 0
    assert box.currentText() == "By hand alone"


def test_delete_unsubscribes_and_undo_brings_the_feed_back(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    follow(library, "A")
    follow(library, "B")
    dialog = open_feeds(qtbot, window)
    qtbot.keyClick(dialog.list, Key.Key_Delete)
    assert names(library) == ["B"]
    assert dialog.said() == "Unsubscribed from “A”. Ctrl+Z brings it back."
    assert [feed.name for feed in dialog.list.chosen_feeds()] == ["B"]
    qtbot.keyClick(dialog, Key.Key_Z, Ctrl)
    assert names(library) == ["A", "B"]
    assert dialog.list.rows.rowCount() == 2


def test_f5_takes_in_what_is_new_and_tells_it(
    qtbot: QtBot, window: MainWindow, library: Library, server: Server
) -> None:
    follow(library, "A", url=f"{server.url}/a")
    follow(library, "B", url=f"{server.url}/b")
    server.replies["/a"] = reply("One", "Two")
    qtbot.keyClick(window, Key.Key_F5)
    qtbot.waitUntil(lambda: window.status.said().startswith("2 new articles. B: The server has nothing"))
    assert window._services.read.counts().all == 3
    dialog = open_feeds(qtbot, window)
    assert "nothing at this address" in dialog.list.rows.feeds()[1].trouble
    qtbot.keyClick(dialog, Key.Key_F5)
    qtbot.waitUntil(lambda: dialog.said().startswith("Nothing new."))


def test_f5_without_feeds_shows_where_to_subscribe(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Key.Key_F5)
    assert window.findChild(FeedsDialog) is not None


def test_feeds_that_are_due_are_refreshed_by_themselves(
    qtbot: QtBot, window: MainWindow, library: Library, server: Server
) -> None:
    due = follow(library, "A", url=f"{server.url}/a")
    waiting = follow(library, "B", url=f"{server.url}/b")
    with library.transaction():
        library.feeds.set_state(waiting, FeedState(next_at="2999-01-01T00:00:00.000Z"))
    server.replies["/a"], server.replies["/b"] = reply("One"), reply("Two")
    window.subscriptions._refresh_due()
    qtbot.waitUntil(lambda: window.status.said() == "1 new article.")
    assert server.paths() == ["/a"]
    assert library.feeds.state(due).next_at
    assert window.subscriptions._timer.isActive()


def test_a_library_without_feeds_is_not_looked_at_again(window: MainWindow) -> None:
    window.subscriptions._timer.start()
    window.subscriptions._refresh_due()
    assert not window.subscriptions._timer.isActive()


def test_a_window_that_closes_stops_what_is_fetched(
    qtbot: QtBot, open_window: Callable[[], MainWindow], library: Library, server: Server
) -> None:
    follow(library, "A", url=f"{server.url}/a")
    server.replies["/a"] = reply("One")
    window = open_window()
    qtbot.keyClick(window, Key.Key_F5)
    window.close()
    assert len(library.articles.ids(ArticleFilter())) in (0, 1)


def test_lists_of_feeds_go_in_and_out(
    qtbot: QtBot, window: MainWindow, library: Library, server: Server, tmp_path: Path
) -> None:
    server.replies["/rss"] = reply("One")
    path, out = tmp_path / "a.opml", tmp_path / "b.opml"
    path.write_text(f'<opml><body><outline text="A" xmlUrl="{server.url}/rss"/></body></opml>')
    dialog = open_feeds(qtbot, window)
    assert not dialog.export_list.isEnabled()
    dialog.import_from(path)
    assert names(library) == ["A"]
    qtbot.waitUntil(lambda: dialog.said() == "1 new article.")
    dialog.export_to(out)
    assert f"{server.url}/rss" in out.read_text()
    dialog.export_to(out)
    assert "there already" in dialog.refused.said()
    dialog.import_from(tmp_path / "c.opml")
    assert "not there" in dialog.refused.said()


def test_rows_are_folders_and_feeds_and_only_feeds_can_be_chosen(qtbot: QtBot) -> None:
    rows = FeedRows()
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    feeds = [
        FeedRow(1, "https://a.example", "", "", 60, unread=1),
        FeedRow(2, "https://b.example", "B", "News", 60, unread=2),
        FeedRow(3, "https://c.example", "C", "News", 60, unread=3, trouble="It is gone."),
    ]
    rows.show_feeds(feeds)
    assert [rows.index(row, 0).data() for row in range(4)] == ["https://a.example", "News", "B", "C"]
    assert not rows.flags(rows.index(1, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert rows.index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "C, 3 unread, It is gone."
    assert (rows.row_of(3), rows.row_of(9)) == (3, -1)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (5, "refreshed just now"),
        (60, "refreshed 1 minute ago"),
        (59 * 60, "refreshed 59 minutes ago"),
        (3600, "refreshed 1 hour ago"),
        (5 * 3600, "refreshed 5 hours ago"),
    ],
)
def test_when_a_feed_was_refreshed_is_said_as_seen_from_now(seconds: int, words: str) -> None:
    now = datetime.now(UTC)
    row = FeedRow(1, "", "", "", 60, checked_at=(now - timedelta(seconds=seconds)).isoformat())
    assert refreshed(row, now) == words


def test_days_ago_are_said_as_a_date_and_never_as_such() -> None:
    row = FeedRow(1, "", "", "", 60, checked_at="2026-05-12T12:00:00.000Z")
    assert refreshed(row, datetime(2026, 5, 20, tzinfo=UTC)) == "refreshed on 2026-05-12"
    assert refreshed(FeedRow(1, "", "", "", 60)) == "not refreshed yet"
    assert [rhythm(minutes) for minutes in (0, 15, 60, 180, 1440)] == [
        "By hand alone",
        "Every 15 minutes",
        "Every hour",
        "Every 3 hours",
        "Every day",
    ]


def test_the_dialog_is_painted_in_every_theme(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    follow(library, "A", "News")
    dialog = open_feeds(qtbot, window)
    seen = set()
    for theme in every_theme():
        dialog.set_theme(theme)
        seen.add(dialog.list.grab().toImage().pixelColor(12, 60).name())
    assert len(seen) > 1
