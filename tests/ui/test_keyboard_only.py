"""From the start to the exported CSV by key events alone: no mouse, no call into the window."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reader.domain.span import Span
from reader.storage.library import Library
from tests.ui.conftest import NEWS, OpenWindow

NONE, SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
PATIENCE = 10_000


class Keyboard:
    """Keys go to whatever has the focus, as they do for a person."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        for key in keys:
            self._qtbot.keyClick(self._focused(), key, modifier)

    def write(self, text: str) -> None:
        self._qtbot.keyClicks(self._focused(), text)

    def in_dialog(self, act: Callable[[], None]) -> None:
        """Do this once a dialog that nothing else can be done beside has come up."""

        def wait() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is None or QApplication.activeWindow() is not dialog or self._focus() is None:
                QTimer.singleShot(10, wait)
            else:
                act()

        QTimer.singleShot(0, wait)

    def _focus(self) -> QWidget | None:
        return QApplication.focusWidget()

    def _focused(self) -> QWidget:
        focused = self._focus()
        assert focused is not None, "nothing has the focus"
        return focused


@pytest.fixture
def keyboard(qtbot: QtBot) -> Keyboard:
    return Keyboard(qtbot)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # of the offscreen platform
def test_from_the_start_to_the_exported_csv_without_the_mouse(
    qtbot: QtBot, keyboard: Keyboard, library: Library, open_window: OpenWindow, tmp_path: Path
) -> None:
    source, exported = tmp_path / "news.txt", tmp_path / "tags.csv"
    source.write_text(f"date 2026-05-12 {NEWS}", encoding="utf-8")
    window = open_window()

    def name_the_file() -> None:
        keyboard.write(str(source))
        keyboard.press(Qt.Key.Key_Return)

    keyboard.in_dialog(name_the_file)
    keyboard.press(Qt.Key.Key_I, modifier=CONTROL)
    qtbot.waitUntil(lambda: library.articles.counts().all == 1, timeout=PATIENCE)
    window.activateWindow()  # as a window manager does when a dialog has gone
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    keyboard.press(Qt.Key.Key_1, modifier=CONTROL)  # the list
    keyboard.press(Qt.Key.Key_Return)  # the text, at the start of its body: KELLO
    keyboard.press(Qt.Key.Key_3)  # a place
    keyboard.press(Qt.Key.Key_F, modifier=CONTROL)  # find the mayor
    keyboard.write("Ines Duarte")
    keyboard.press(Qt.Key.Key_Return, Qt.Key.Key_Escape)
    keyboard.press(Qt.Key.Key_1)  # a person
    keyboard.press(Qt.Key.Key_A)  # a note
    keyboard.write("the mayor")
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.press(Qt.Key.Key_End, modifier=CONTROL)
    keyboard.press(Qt.Key.Key_S)  # the sentence there is a statement
    keyboard.press(Qt.Key.Key_Right, modifier=ALT | SHIFT)  # no word is at its end: the selection grows to the sentence
    keyboard.press(Qt.Key.Key_K, modifier=CONTROL)  # is a statistic as well
    keyboard.write("statist")
    keyboard.press(Qt.Key.Key_Return)
    keyboard.press(Qt.Key.Key_Z, modifier=CONTROL)
    keyboard.press(Qt.Key.Key_Z, modifier=CONTROL | SHIFT)

    def name_the_csv() -> None:
        keyboard.press(Qt.Key.Key_F, modifier=ALT)
        keyboard.press(Qt.Key.Key_A, modifier=CONTROL)
        keyboard.write(str(exported))
        keyboard.press(Qt.Key.Key_Return)

    keyboard.in_dialog(name_the_csv)
    keyboard.press(Qt.Key.Key_E, modifier=CONTROL)
    qtbot.waitUntil(exported.exists, timeout=PATIENCE)
    qtbot.waitUntil(lambda: len(exported.read_text(encoding="utf-8").splitlines()) >= 5, timeout=PATIENCE)

    with exported.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    text = library.articles.text(1)
    assert [(row["label"], row["quote"], row["note"]) for row in rows] == [
        ("Place", "KELLO", ""),
        ("Person", "Ines Duarte", "the mayor"),
        ("Statement", "It cost 3.5 million crowns, the board said.", ""),
        ("Statistic", "It cost 3.5 million crowns, the board said.", ""),
    ]
    assert all(Span(int(row["start"]), int(row["stop"])).of(text) == row["quote"] for row in rows)
