"""Watched folders in the window, and the page that adds them."""

import os
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from reader.services.watch_folders import WatchFolders
from reader.storage.library import Library
from reader.ui.dialogs.settings.folders_page import FoldersPage
from reader.ui.main_window import MainWindow
from reader.ui.main_window.watching import shortened
from reader.ui.theme import ThemeChoice, load_theme


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "News"
    made.mkdir()
    return made


def put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    moment = time.time() - 60
    os.utime(path, (moment, moment))


def look(qtbot: QtBot, window: MainWindow) -> None:
    """Look at the folders, and wait until that is over."""
    window.watching.look()
    qtbot.waitUntil(lambda: not window.watching.is_busy(), timeout=5000)


def test_what_came_is_listed_and_told_and_the_open_article_stays(
    qtbot: QtBot, window: MainWindow, library: Library, folder: Path
) -> None:
    WatchFolders(library).add(folder)
    put(folder / "a.txt", "First\n\nOne.")
    put(folder / "b.txt", "Second\n\nTwo.")
    before = window.pane.article()
    look(qtbot, window)
    assert window.status.said() == f"2 articles came in from {folder}."
    qtbot.waitUntil(lambda: len(window.articles.listed_ids()) == 3)
    assert window.pane.article() == before
    assert window.pane.hasFocus()


def test_it_is_quiet_when_nothing_came(qtbot: QtBot, window: MainWindow, library: Library, folder: Path) -> None:
    WatchFolders(library).add(folder)
    window.status.tell("before")
    look(qtbot, window)
    assert window.status.said() == "before"


def test_a_folder_that_is_gone_is_told_once(qtbot: QtBot, window: MainWindow, library: Library, folder: Path) -> None:
    WatchFolders(library).add(folder)
    folder.rmdir()
    look(qtbot, window)
    assert window.status.said() == f"The watched folder {folder} is not there now. It is looked at again later."
    window.status.tell("after")
    look(qtbot, window)
    assert window.status.said() == "after"


def test_a_file_that_gives_no_article_is_told(qtbot: QtBot, window: MainWindow, library: Library, folder: Path) -> None:
    WatchFolders(library).add(folder)
    put(folder / "a.txt", "")
    look(qtbot, window)
    assert window.status.said() == f"{folder / 'a.txt'} gave no article: it is empty."


def test_the_system_tells_when_something_comes(
    qtbot: QtBot, window: MainWindow, library: Library, folder: Path
) -> None:
    WatchFolders(library).add(folder)
    look(qtbot, window)
    window.watching._soon.setInterval(1)
    put(folder / "a.txt", "First\n\nOne.")
    qtbot.waitUntil(lambda: len(window.articles.listed_ids()) == 2, timeout=5000)


def test_a_person_adds_and_removes_folders_in_the_settings(
    qtbot: QtBot, window: MainWindow, library: Library, folder: Path
) -> None:
    window.settings_and_keys.show_settings()
    dialog = window.settings_and_keys.dialog
    assert dialog is not None
    page = dialog.folders
    assert page is not None
    put(folder / "a.txt", "First\n\nOne.")
    page.add(folder)
    qtbot.waitUntil(lambda: len(window.articles.listed_ids()) == 2, timeout=5000)
    qtbot.mouseClick(page.findChild(QToolButton, "removeFolder"), Qt.MouseButton.LeftButton)
    assert WatchFolders(library).folders() == []
    assert page.add_button.hasFocus() or not dialog.isActiveWindow()


def test_what_is_refused_is_said_on_the_page(qtbot: QtBot, library: Library, tmp_path: Path) -> None:
    page = FoldersPage(WatchFolders(library), load_theme(ThemeChoice.LIGHT))
    qtbot.addWidget(page)
    page.show()
    page.add(tmp_path / "missing")
    assert [label.text() for label in page.findChildren(QLabel, "trouble") if label.isVisible()] == [
        f"{tmp_path / 'missing'} is not a folder that can be read: nothing is watched there."
    ]


def test_a_path_is_told_as_people_write_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ann")
    assert shortened("/home/ann/News") == "~/News"
    assert shortened("/home/anna/News") == "/home/anna/News"
