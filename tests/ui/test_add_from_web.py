"""Adding from the web in the window, by keys, from a server on this machine."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.storage.library import Library
from reader.ui.dialogs.add_from_web import AddFromWebDialog
from reader.ui.dialogs.feeds.dialog import FeedsDialog
from reader.ui.dialogs.import_report import ImportReportDialog
from reader.ui.main_window import MainWindow
from tests.feeds import reply
from tests.serving import Reply, Server

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def server() -> Iterator[Server]:
    with Server().running() as server:
        yield server


@pytest.fixture(autouse=True)
def _empty_clipboard(qtbot: QtBot) -> None:
    QGuiApplication.clipboard().clear()


def opened(qtbot: QtBot, window: MainWindow) -> AddFromWebDialog:
    window.activateWindow()
    QApplication.processEvents()
    qtbot.keyClick(window, Key.Key_L, Ctrl)
    dialog = window.findChild(AddFromWebDialog)
    assert dialog is not None
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    QApplication.processEvents()
    return dialog


def text(title: str) -> Reply:
    return Reply(f"{title}\n\nWhat came of it.".encode(), "text/plain")


def test_a_page_is_added_with_enter_and_the_dialog_closes(qtbot: QtBot, window: MainWindow, server: Server) -> None:
    server.replies["/a"] = text("Ferry late")
    dialog = opened(qtbot, window)
    assert not dialog.add.isEnabled()
    qtbot.keyClicks(dialog.addresses, f"{server.url}/a")
    with qtbot.waitSignal(dialog.destroyed):
        qtbot.keyClick(dialog.addresses, Key.Key_Return)
    assert window.status.said() == "Imported 1, duplicates 0, failed 0."
    article = window.pane.article()
    assert article is not None
    assert article.title == "Ferry late"


def test_what_fails_stays_in_the_field_with_its_reason(
    qtbot: QtBot, window: MainWindow, library: Library, server: Server
) -> None:
    server.replies["/a"] = text("Ferry late")
    dialog = opened(qtbot, window)
    qtbot.keyClicks(dialog.addresses, f"{server.url}/a")
    qtbot.keyClick(dialog.addresses, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(dialog.addresses, f"{server.url}/b")
    assert dialog.urls() == [f"{server.url}/a", f"{server.url}/b"]
    qtbot.keyClick(dialog.addresses, Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.trouble.said() == "The server has nothing at this address (404).")
    assert dialog.urls() == [f"{server.url}/b"]
    assert window._services.read.counts().all == 2
    assert window.findChild(ImportReportDialog) is None


def test_many_that_fail_are_each_told_with_their_address(qtbot: QtBot, window: MainWindow, server: Server) -> None:
    dialog = opened(qtbot, window)
    urls = [f"{server.url}/{name}" for name in "ab"]
    dialog.addresses.setPlainText("\n".join(urls))
    dialog.add.click()
    qtbot.waitUntil(lambda: bool(dialog.trouble.said()))
    assert dialog.trouble.said() == "\n".join(f"{url}: the server has nothing at this address (404)." for url in urls)


def test_a_feed_can_be_subscribed_to_instead(qtbot: QtBot, window: MainWindow, server: Server) -> None:
    server.replies["/rss"] = reply("One")
    dialog = opened(qtbot, window)
    dialog.addresses.setPlainText(f"{server.url}/rss")
    qtbot.keyClick(dialog.addresses, Key.Key_Return)
    qtbot.waitUntil(dialog.subscribe.isVisible)
    dialog.subscribe.click()
    feeds = window.findChild(FeedsDialog)
    assert feeds is not None
    qtbot.waitUntil(lambda: feeds.said() == "Subscribed to “Coastal Post”: 1 article.")


def test_addresses_in_the_clipboard_are_taken_and_other_words_are_not(qtbot: QtBot, window: MainWindow) -> None:
    QGuiApplication.clipboard().setText(" https://a.example/x \nhttp://b.example\n")
    dialog = opened(qtbot, window)
    assert dialog.urls() == ["https://a.example/x", "http://b.example"]
    assert dialog.add.isEnabled()
    with qtbot.waitSignal(dialog.destroyed):
        qtbot.keyClick(dialog, Key.Key_Escape)
    QGuiApplication.clipboard().setText("see https://a.example/x")
    assert opened(qtbot, window).urls() == []


def test_a_dialog_that_was_closed_meanwhile_leaves_failures_to_the_list(
    qtbot: QtBot, window: MainWindow, server: Server
) -> None:
    dialog = opened(qtbot, window)
    dialog.addresses.setPlainText(f"{server.url}/b")
    with qtbot.waitSignal(dialog.destroyed):
        qtbot.keyClick(dialog.addresses, Key.Key_Return)
        dialog.close()
    qtbot.waitUntil(lambda: window.findChild(ImportReportDialog) is not None)
