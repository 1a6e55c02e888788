"""Selecting and tagging by key and mouse, on the window with a real library behind it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from reader.domain.annotation import Annotation
from reader.domain.span import Span
from reader.domain.structure import Mark, MarkKind
from reader.storage.library import Library
from reader.ui.main_window import MainWindow
from reader.ui.panes.reading.reading_pane import ReadingPane
from tests.making import draft_of, label_of, spans_of
from tests.making import tag as tag_in
from tests.ui.conftest import NEWS, OpenWindow, add_article

NONE = Qt.KeyboardModifier.NoModifier
SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
LEFT = Qt.MouseButton.LeftButton


def annotations(library: Library) -> list[Annotation]:
    return library.annotations.of_article(1)


def quotes(library: Library) -> list[str]:
    return [annotation.quote for annotation in annotations(library)]


def press(qtbot: QtBot, window: MainWindow, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    for key in keys:
        qtbot.keyClick(window.pane, key, modifier)


def send_key(
    window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, text: str = "", *, again: bool = False
) -> None:
    """One key press alone, as while another key stays down, or the key itself does."""
    QApplication.sendEvent(window.pane, QKeyEvent(QEvent.Type.KeyPress, key, modifier, text, again))


def put_caret(window: MainWindow, quote: str, offset: int = 0) -> None:
    index = NEWS.index(quote) + offset
    window.pane.select(Span(index, index))


def select(window: MainWindow, quote: str) -> None:
    window.pane.select(spans_of(NEWS, quote)[0])


def point_of(pane: ReadingPane, index: int) -> QPoint:
    """A point just within the glyph of a code point, in the viewport."""
    pane.select(Span(index, index))
    return pane.cursorRect().center() + QPoint(2, 0)


def send_mouse(
    pane: ReadingPane, kind: QEvent.Type, point: QPoint, modifier: Qt.KeyboardModifier, buttons: Qt.MouseButton = LEFT
) -> None:
    """One event of the mouse. QTest's own moves have no modifiers."""
    button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else LEFT
    there = QPointF(point)
    around = QPointF(pane.viewport().mapToGlobal(point))
    QApplication.sendEvent(pane.viewport(), QMouseEvent(kind, there, around, button, buttons, modifier))


def drag(pane: ReadingPane, start: int, stop: int, modifier: Qt.KeyboardModifier = NONE) -> None:
    end = point_of(pane, stop)
    begin = point_of(pane, start)
    send_mouse(pane, QEvent.Type.MouseButtonPress, begin, modifier)
    for step in range(1, 5):
        send_mouse(pane, QEvent.Type.MouseMove, begin + (end - begin) * step / 4, modifier)
    send_mouse(pane, QEvent.Type.MouseButtonRelease, end, modifier, Qt.MouseButton.NoButton)


# Selecting


def test_a_selection_is_trimmed_of_stray_punctuation_when_it_is_tagged(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    window.pane.select(spans_of(NEWS, "KELLO, ")[0])
    press(qtbot, window, Qt.Key.Key_3)
    assert quotes(library) == ["KELLO"]


def test_keys_grow_the_selection_from_word_to_sentence_to_paragraph_and_shrink_it_again(
    qtbot: QtBot, window: MainWindow
) -> None:
    put_caret(window, "Haddad", 2)
    found = []
    for key in (Qt.Key.Key_Right,) * 3 + (Qt.Key.Key_Left,) * 3:
        press(qtbot, window, key, modifier=ALT | SHIFT)
        found.append(window.pane.selection().of(NEWS))
    assert [quote[-7:] for quote in found] == ["Haddad", "Monday.", "winter.”"[-7:], "Monday.", "Haddad", ""]
    assert window.pane.caret() == NEWS.index("Haddad") + 2


def test_a_drag_takes_whole_words_while_it_goes_on_and_with_alt_just_characters(window: MainWindow) -> None:
    pane = window.pane
    start, stop = NEWS.index("Omar") + 1, NEWS.index("Haddad") + 3
    begin, end = point_of(pane, start), point_of(pane, stop)
    QTest.mousePress(pane.viewport(), LEFT, NONE, begin)
    QTest.mouseMove(pane.viewport(), begin + (end - begin) / 2)
    QTest.mouseMove(pane.viewport(), end)
    assert pane.selection().of(NEWS) == "Omar Haddad"
    QTest.mouseMove(pane.viewport(), begin)
    QTest.mouseRelease(pane.viewport(), LEFT, NONE, begin)


def test_a_drag_with_alt_takes_just_the_characters_it_passes_and_they_are_tagged_so(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    span = Span(NEWS.index("Omar") + 1, NEWS.index("Haddad") + 4)
    drag(window.pane, span.start, span.stop, ALT)
    assert window.pane.selection() == span
    press(qtbot, window, Qt.Key.Key_9)
    assert quotes(library) == ["mar Hadd"]


# Tagging


def test_the_last_label_is_repeated_and_another_one_is_chosen_for_the_current_annotation(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    put_caret(window, "Kello".upper(), 2)
    press(qtbot, window, Qt.Key.Key_1)
    made = annotations(library)[0]
    press(qtbot, window, Qt.Key.Key_R)
    sign = window.pane.findChild(QLabel, "modeSign")
    assert sign is not None
    assert "New label for “KELLO”" in sign.text()
    press(qtbot, window, Qt.Key.Key_3)
    (found,) = annotations(library)
    assert (found.uid, found.label_id) == (made.uid, label_of(library, "Place").id)


def test_esc_leaves_the_relabelling_and_the_next_key_tags_as_usual(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    tag_in(library, 1, "Ines Duarte")
    window.reading.show_annotations_again()
    press(qtbot, window, Qt.Key.Key_Tab, Qt.Key.Key_R, Qt.Key.Key_Escape)
    put_caret(window, "Monday")
    press(qtbot, window, Qt.Key.Key_7)
    assert quotes(library) == ["Ines Duarte", "Monday"]


def test_a_label_key_pressed_twice_tags_every_selection_until_esc(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    put_caret(window, "KELLO")
    press(qtbot, window, Qt.Key.Key_3, Qt.Key.Key_3)
    chip = next(chip for chip in window.frame.labels.chips() if chip.label.name == "Place")
    assert "armed" in chip.accessibleDescription()
    assert quotes(library) == []
    drag(window.pane, NEWS.index("Harbour Board"), NEWS.index("Board") + 3)
    put_caret(window, "Monday")
    QTest.keyPress(window.pane, Qt.Key.Key_Shift)
    for _ in range(6):
        send_key(window, Qt.Key.Key_Right, SHIFT)
    QTest.keyRelease(window.pane, Qt.Key.Key_Shift)
    assert quotes(library) == ["Harbour Board", "Monday"]
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not chip.accessibleDescription()
    drag(window.pane, NEWS.index("Omar"), NEWS.index("Haddad") + 3)
    assert len(annotations(library)) == 2


def test_a_selection_whose_key_is_pressed_twice_stays_tagged(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    select(window, "Omar Haddad")
    press(qtbot, window, Qt.Key.Key_1, Qt.Key.Key_1)
    assert quotes(library) == ["Omar Haddad"]


def test_shift_and_a_click_on_a_chip_arms_its_label(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    chip = next(chip for chip in window.frame.labels.chips() if chip.label.name == "Person")
    qtbot.keyPress(window, Qt.Key.Key_Shift)
    qtbot.mouseClick(chip, LEFT, SHIFT)
    drag(window.pane, NEWS.index("Omar"), NEWS.index("Haddad") + 3)
    assert quotes(library) == ["Omar Haddad"]


def test_holding_a_label_key_down_tags_once(window: MainWindow, library: Library) -> None:
    put_caret(window, "Haddad")
    for again in (False, True, True):
        send_key(window, Qt.Key.Key_1, text="1", again=again)
    assert quotes(library) == ["Haddad"]


# Edges and fragments


@pytest.mark.parametrize(
    ("keys", "modifier", "quote"),
    [
        ((Qt.Key.Key_BracketRight, Qt.Key.Key_Left, Qt.Key.Key_Left), NONE, "Ines Duar"),
        ((Qt.Key.Key_BracketLeft, Qt.Key.Key_Right), NONE, "nes Duarte"),
        ((Qt.Key.Key_BracketRight, Qt.Key.Key_Right), CONTROL, "Ines Duarte met"),
        ((Qt.Key.Key_BracketLeft, Qt.Key.Key_Left), CONTROL, "Mayor Ines Duarte"),
        ((Qt.Key.Key_BracketLeft, Qt.Key.Key_Right), CONTROL, "Duarte"),
        ((Qt.Key.Key_BracketRight, Qt.Key.Key_Left), CONTROL, "Ines"),
    ],
)
def test_an_edge_is_held_and_led_on_by_arrows(
    qtbot: QtBot,
    window: MainWindow,
    library: Library,
    keys: tuple[Qt.Key, ...],
    modifier: Qt.KeyboardModifier,
    quote: str,
) -> None:
    made = tag_in(library, 1, "Ines Duarte")
    window.reading.show_annotations_again()
    press(qtbot, window, Qt.Key.Key_Tab, keys[0])
    press(qtbot, window, *keys[1:], modifier=modifier)
    press(qtbot, window, Qt.Key.Key_Return)
    (found,) = annotations(library)
    assert (found.uid, found.quote) == (made.uid, quote)
    press(qtbot, window, Qt.Key.Key_Z, modifier=CONTROL)
    assert annotations(library) == [made]


def test_an_edge_does_not_pass_the_other_one(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    tag_in(library, 1, "Omar")
    window.reading.show_annotations_again()
    press(qtbot, window, Qt.Key.Key_Tab, Qt.Key.Key_BracketRight, *[Qt.Key.Key_Left] * 9, Qt.Key.Key_Escape)
    assert quotes(library) == ["O"]


def test_an_edge_is_pulled_with_the_mouse_to_whole_words(window: MainWindow, library: Library) -> None:
    made = tag_in(library, 1, "Ines Duarte")
    window.reading.show_annotations_again()
    window.pane.set_current(made.id, reveal=True)
    QApplication.processEvents()
    pane = window.pane
    end = point_of(pane, made.hull.stop) - QPoint(1, 0)
    target = point_of(pane, NEWS.index("Haddad") + 3)
    assert pane.handle_at(end.toPointF()) == "stop"
    QTest.mousePress(pane.viewport(), LEFT, NONE, end)
    QTest.mouseMove(pane.viewport(), (end + target) / 2)
    QTest.mouseMove(pane.viewport(), target)
    assert quotes(library) == ["Ines Duarte"]
    QTest.mouseRelease(pane.viewport(), LEFT, NONE, target)
    assert quotes(library) == ["Ines Duarte met Omar Haddad"]
    assert annotations(library)[0].uid == made.uid


def test_a_selection_becomes_a_fragment_and_another_is_taken_out(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    select(window, "We will rebuild the wall")
    press(qtbot, window, Qt.Key.Key_Q)
    select(window, "before the winter")
    press(qtbot, window, Qt.Key.Key_Plus, modifier=SHIFT)
    select(window, "rebuild ")
    press(qtbot, window, Qt.Key.Key_Minus)
    (found,) = annotations(library)
    assert [part.of(NEWS) for part in found.parts] == ["We will", "the wall", "before the winter"]


def test_control_and_a_drag_add_a_fragment(window: MainWindow, library: Library) -> None:
    made = tag_in(library, 1, "We will rebuild the wall", label="Quotation")
    window.reading.show_annotations_again()
    window.pane.set_current(made.id)
    drag(window.pane, NEWS.index("before"), NEWS.index("winter") + 4, CONTROL)
    (found,) = annotations(library)
    assert [part.of(NEWS) for part in found.parts] == ["We will rebuild the wall", "before the winter"]


# The current annotation


def test_o_goes_through_those_that_overlap_at_the_caret(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    long = tag_in(library, 1, "Mayor Ines Duarte met Omar Haddad", label="Statement")
    short = tag_in(library, 1, "Duarte")
    window.reading.show_annotations_again()
    put_caret(window, "Duarte", 2)
    found = []
    for _ in range(3):
        press(qtbot, window, Qt.Key.Key_O)
        found.append(window.pane.current_id())
    assert found == [short.id, long.id, short.id]


def test_the_annotation_at_the_caret_is_announced_once(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    tag_in(library, 1, "Duarte")
    window.reading.show_annotations_again()
    put_caret(window, "Ines")
    heard: list[str] = []
    window.pane.announced.connect(heard.append)
    press(qtbot, window, *[Qt.Key.Key_Right] * 14)
    assert heard == ["Person: Duarte", ""]


def test_arabic_edges_follow_the_eyes(qtbot: QtBot, library: Library, open_window: OpenWindow) -> None:
    text = "عنوان الخبر\n\nقال وزير الخارجية إن الاتفاق قريب."
    article = add_article(library, text)
    made = tag_in(library, article, "وزير")
    window = open_window()
    window.pane.setFocus()
    press(qtbot, window, Qt.Key.Key_Tab, Qt.Key.Key_BracketRight)
    press(qtbot, window, Qt.Key.Key_Left, modifier=CONTROL)
    (found,) = library.annotations.of_article(article)
    assert (found.uid, found.quote) == (made.uid, "وزير الخارجية")


def test_the_same_key_at_two_places_arms_nothing_however_quick(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    for quote in ("Haddad", "Duarte"):
        put_caret(window, quote)
        press(qtbot, window, Qt.Key.Key_1)
    assert sorted(quotes(library)) == ["Duarte", "Haddad"]


def test_the_link_at_the_caret_is_opened_by_a_key(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    text = "A title\n\nRead the minutes here."
    link = spans_of(text, "the minutes")[0]
    draft = replace(draft_of(text), marks=(Mark(MarkKind.LINK, link.start, link.stop, "https://post.example/m"),))
    with library.action("Import"):
        article = library.articles.add(draft)
    window.reading.show_article(article)
    opened: list[str] = []
    window.pane.link_activated.disconnect()
    window.pane.link_activated.connect(opened.append)
    for index in (link.start + 1, link.stop + 1):
        window.pane.select(Span(index, index))
        press(qtbot, window, Qt.Key.Key_Return, modifier=ALT)
    assert opened == ["https://post.example/m"]
    assert window.status.said() == "No link is at the caret."
