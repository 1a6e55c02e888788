"""Undo of what is too much for the window to wait for: beside it, whole or not at all."""

from array import array

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from reader.domain.article import ArticleState
from reader.services.mark import mark_many, marking
from reader.storage.library import Library
from reader.ui.dialogs.waiting import WaitingDialog
from reader.ui.main_window import MainWindow
from tests.making import draft_of
from tests.ui.conftest import OpenWindow

MANY = 2500

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def window(library: Library, open_window: OpenWindow) -> MainWindow:
    """The window on many articles, all of them marked as done by one action."""
    with library.transaction():
        ids = array("q", [library.articles.add(draft_of(f"Title {number}\n\nText.")) for number in range(MANY)])
    mark_many(library, marking(ArticleState.DONE), ids, lambda _done, _total: None, lambda: False)
    window = open_window()
    window.articles.take_focus()
    return window


def waiting(window: MainWindow) -> WaitingDialog | None:
    return next((dialog for dialog in window.findChildren(WaitingDialog) if dialog.isVisible()), None)


def press_undo(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.articles.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_much_is_undone_beside_the_window_while_nothing_else_can_be_done(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    press_undo(qtbot, window)
    assert waiting(window) is not None
    qtbot.waitUntil(lambda: library.articles.counts().done == 0)
    qtbot.waitUntil(lambda: waiting(window) is None)
    assert window.status.said() == "Undone: Mark 2,500 articles as done"


def test_cancelled_nothing_is_undone(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    with library.transaction():  # so that it has not begun before it is cancelled
        press_undo(qtbot, window)
        dialog = waiting(window)
        assert dialog is not None
        dialog.findChildren(QDialogButtonBox)[0].buttons()[0].click()
    qtbot.waitUntil(lambda: waiting(window) is None)
    assert window.status.said() == "Cancelled: nothing was changed."
    assert library.articles.counts().done == MANY


def test_closing_the_window_meanwhile_leaves_all_as_it_was(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    press_undo(qtbot, window)
    window.close()
    assert not window.isVisible()
    assert library.articles.counts().done in (0, MANY)
