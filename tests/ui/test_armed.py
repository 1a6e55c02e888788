"""An armed label, and keys in a hurried hand: held down, with locks, with other modifiers, while one looks for more."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from reader.domain.codebook import LabelDraft, LabelKind
from reader.domain.span import Span
from reader.services.edit_codebook import EditCodebook
from reader.storage.library import Library
from reader.ui.dialogs.key_sheet import KeySheet
from reader.ui.main_window import MainWindow
from tests.making import label_of, spans_of
from tests.making import tag as tag_in
from tests.ui.conftest import NEWS, OpenWindow, add_article

NONE = Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def quotes(library: Library) -> list[str]:
    return [annotation.quote for annotation in library.annotations.of_article(1)]


def press(qtbot: QtBot, window: MainWindow, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    for key in keys:
        qtbot.keyClick(window.pane, key, modifier)


def send_key(
    window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, text: str = "", *, again: bool = False
) -> None:
    """One key press alone, as while the key, or another one, stays down."""
    QApplication.sendEvent(window.pane, QKeyEvent(QEvent.Type.KeyPress, key, modifier, text, again))


def sign(window: MainWindow) -> str:
    found = window.pane.findChild(QLabel, "modeSign")
    assert found is not None
    return found.text()


def test_an_armed_label_is_given_to_all_of_the_text_where_all_is_selected(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    window.pane.arm(label_of(library, "Event"))
    press(qtbot, window, Qt.Key.Key_A, modifier=CONTROL)
    assert quotes(library) == [NEWS]


def test_an_armed_label_is_not_given_to_what_was_selected_otherwise_when_shift_goes_up(
    window: MainWindow, library: Library
) -> None:
    window.pane.arm(label_of(library, "Event"))
    window.pane.select(spans_of(NEWS, "Omar")[0])
    QTest.keyPress(window.pane, Qt.Key.Key_Shift)
    QTest.keyRelease(window.pane, Qt.Key.Key_Shift)
    assert quotes(library) == []


def test_an_armed_label_is_not_given_to_an_annotation_that_another_label_is_awaited_for(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    made = tag_in(library, 1, "Ines")
    window.reading.show_annotations_again()
    window.pane.arm(label_of(library, "Place"))
    press(qtbot, window, Qt.Key.Key_Tab, Qt.Key.Key_R)
    QTest.keyPress(window.pane, Qt.Key.Key_Shift)
    send_key(window, Qt.Key.Key_Right, SHIFT)
    QTest.keyRelease(window.pane, Qt.Key.Key_Shift)
    assert library.annotations.of_article(1) == [made]


@pytest.mark.parametrize("key", [Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock])
def test_a_lock_does_not_let_an_edge_go(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    press(qtbot, window, Qt.Key.Key_1, Qt.Key.Key_BracketRight, key)
    assert "End held" in sign(window)


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.GroupSwitchModifier, CONTROL | ALT])
def test_a_label_has_a_key_that_is_made_with_altgr(
    window: MainWindow, library: Library, modifier: Qt.KeyboardModifier
) -> None:
    EditCodebook(library).add(LabelDraft(LabelKind.ENTITY, "Actor", "#abcdef", "@"))
    window.frame.set_codebook(library.labels.codebook())
    send_key(window, Qt.Key.Key_At, modifier, "@")
    assert quotes(library) == ["KELLO"]


def test_keys_that_do_something_once_do_it_once_however_long_they_are_held(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    press(qtbot, window, Qt.Key.Key_1)
    index = NEWS.index("Omar")
    window.pane.select(Span(index, index))
    for again in (False, True, True):
        send_key(window, Qt.Key.Key_Return, text="\r", again=again)
    assert quotes(library) == ["KELLO", "Omar"]
    assert "already" not in window.status.said()
    for again in (False, True, True):
        send_key(window, Qt.Key.Key_Delete, again=again)
    assert quotes(library) == ["KELLO"]
    assert "Deleted" in window.status.said()


def test_keys_of_the_whole_window_that_do_something_once_do_not_repeat(window: MainWindow) -> None:
    repeating = {action.objectName() for action in window.actions() if action.autoRepeat()}
    assert repeating == {
        *("actionUndo", "actionRedo", "actionFindNext", "actionFindPrevious"),
        *("actionNextArticle", "actionPreviousArticle", "actionZoomIn", "actionZoomOut"),
    }


def test_the_sheet_of_keys_opens_once(qtbot: QtBot, window: MainWindow) -> None:
    for _ in range(3):
        window.settings_and_keys.show_keys()
    sheets = [sheet for sheet in window.findChildren(KeySheet) if sheet.isVisible()]
    assert len(sheets) == 1
    sheets[0].close()


def test_another_article_selects_nothing_by_what_is_looked_for(
    qtbot: QtBot, library: Library, open_window: OpenWindow
) -> None:
    far = "Title\n\n" + "Nothing of it here. " * 900 + "\n\nThe flood."
    first, second = add_article(library, NEWS), add_article(library, far)
    window = open_window()
    window.reading.show_article(first)
    window.pane.setFocus()
    press(qtbot, window, Qt.Key.Key_F, modifier=CONTROL)
    field, count = window.findChild(QLineEdit, "findField"), window.findChild(QLabel, "findCount")
    assert field is not None
    assert count is not None
    qtbot.keyClicks(field, "flood")
    qtbot.waitUntil(lambda: count.text() == "1 of 1")
    window.reading.show_article(second)
    assert count.text() == "1 found"
    assert window.pane.selection() == Span(7, 7)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.pane.selection() == spans_of(far, "flood")[0]
    assert count.text() == "1 of 1"
