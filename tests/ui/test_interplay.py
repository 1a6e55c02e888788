"""What is held, armed or open while something else changes: the article, the codebook, the library."""

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QTabBar, QToolButton
from pytestqt.qtbot import QtBot

from reader.domain.article import ArticleDraft
from reader.domain.overlaps import AnnotationIndex
from reader.domain.span import Span
from reader.domain.structure import plain_structure
from reader.services.annotate import Annotate
from reader.services.edit_codebook import EditCodebook
from reader.storage.library import Library
from reader.ui.main_window import MainWindow
from reader.ui.theme import ThemeChoice, load_theme
from reader.ui.typography import Typography
from tests.making import label_of, only, spans_of
from tests.making import tag as tag_in
from tests.ui.conftest import NEWS, OpenWindow, PaneOnArticle, add_article

NONE = Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
LONG = "Title\n\n" + "\n\n".join(f"Paragraph {n} says a little of something or other here." for n in range(200))


def press(qtbot: QtBot, window: MainWindow, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    for key in keys:
        qtbot.keyClick(window.pane, key, modifier)


def sign(window: MainWindow) -> str:
    found = window.pane.findChild(QLabel, "modeSign")
    assert found is not None
    return found.text()


def point_of(window: MainWindow, index: int) -> QPoint:
    cursor = window.pane.textCursor()
    cursor.setPosition(index)
    return window.pane.cursorRect(cursor).center() + QPoint(2, 0)


def handle_of(window: MainWindow, annotation_id: int) -> QPoint:
    """The handle at the end of an annotation."""
    window.pane.set_current(annotation_id, reveal=True)
    QApplication.processEvents()
    annotation = window.pane.annotation(annotation_id)
    assert annotation is not None
    point = point_of(window, annotation.hull.stop) - QPoint(3, 0)
    assert window.pane.handle_at(point.toPointF()) == "stop"
    return point


def test_the_chip_of_an_armed_label_stays_so_when_another_label_changes(window: MainWindow, library: Library) -> None:
    window.pane.arm(label_of(library, "Person"))
    EditCodebook(library).rename(label_of(library, "Place").id, "Town")
    window._showing._show_codebook()
    chip = next(chip for chip in window.frame.labels.chips() if chip.label.name == "Person")
    assert "armed" in chip.accessibleDescription()


def test_an_edge_is_let_go_when_another_annotation_becomes_the_current_one(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    held, other = tag_in(library, 1, "Ines"), tag_in(library, 1, "Monday")
    window.reading.show_annotations_again()
    window.pane.set_current(held.id)
    press(qtbot, window, Qt.Key.Key_BracketRight)
    assert "End held" in sign(window)
    window.pane.set_current(other.id)
    assert not sign(window)
    press(qtbot, window, Qt.Key.Key_Right)
    assert only(library, held.id) == held


def test_an_edge_is_let_go_when_its_annotation_is_undone(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    press(qtbot, window, Qt.Key.Key_1, Qt.Key.Key_BracketRight)
    assert "End held" in sign(window)
    press(qtbot, window, Qt.Key.Key_Z, modifier=CONTROL)
    assert not sign(window)


def test_holding_an_edge_leaves_the_relabelling(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_1, Qt.Key.Key_R, Qt.Key.Key_BracketRight)
    assert "End held" in sign(window)
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not sign(window)


def test_an_edge_that_is_pulled_is_forgotten_with_its_article(
    qtbot: QtBot, library: Library, open_window: OpenWindow
) -> None:
    other = add_article(library, "Another\n\nShort.")
    shown = add_article(library)
    made = tag_in(library, shown, "Ines")
    window = open_window()
    window.reading.show_article(shown)
    handle = handle_of(window, made.id)
    qtbot.mousePress(window.pane.viewport(), LEFT, pos=handle)
    qtbot.mouseMove(window.pane.viewport(), handle + QPoint(60, 0))
    window.reading.show_article(other)
    qtbot.mouseMove(window.pane.viewport(), QPoint(200, 60))
    qtbot.mouseRelease(window.pane.viewport(), LEFT, pos=QPoint(200, 60))
    assert only(library, made.id) == made
    assert window.pane.annotation(made.id) is None


def test_a_drag_ends_where_another_article_is_shown(qtbot: QtBot, library: Library, open_window: OpenWindow) -> None:
    other, shown = add_article(library, "Ab"), add_article(library)
    window = open_window()
    window.reading.show_article(shown)
    window.pane.arm(label_of(library, "Person"))
    begin = point_of(window, NEWS.index("Omar"))
    qtbot.mousePress(window.pane.viewport(), LEFT, pos=begin)
    qtbot.mouseMove(window.pane.viewport(), begin + QPoint(60, 0))
    window.reading.show_article(other)
    qtbot.mouseMove(window.pane.viewport(), begin + QPoint(90, 0))
    qtbot.mouseRelease(window.pane.viewport(), LEFT, pos=begin + QPoint(90, 0))
    assert library.annotations.of_article(other) == []
    assert library.annotations.of_article(shown) == []


def test_the_window_lives_on_when_the_only_article_is_gone(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    for _ in range(2):
        window._going_back.undo()
        for _ in range(3):
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        assert window.pane.article() is None
        window.pane.setFocus()
        press(qtbot, window, Qt.Key.Key_Right, Qt.Key.Key_1, Qt.Key.Key_O)
        qtbot.mouseClick(window.pane.viewport(), LEFT)
        window.resize(1000, 700)
        window.pane.viewport().repaint()
        window._going_back.redo()
        qtbot.waitUntil(lambda: window.pane.article() is not None or window.articles.first_id() > 0)
        window.reading.show_article(1)


def test_esc_lets_an_edge_go_that_is_pulled(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    made = tag_in(library, 1, "Ines")
    window.reading.show_annotations_again()
    handle = handle_of(window, made.id)
    qtbot.mousePress(window.pane.viewport(), LEFT, pos=handle)
    qtbot.mouseMove(window.pane.viewport(), handle + QPoint(60, 0))
    press(qtbot, window, Qt.Key.Key_Escape)
    assert window.pane.annotation(made.id) == made
    qtbot.mouseRelease(window.pane.viewport(), LEFT, pos=handle + QPoint(60, 0))
    assert only(library, made.id) == made


def test_a_click_on_a_handle_with_an_unsteady_hand_moves_nothing(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    made = Annotate(library).tag(1, (Span(NEWS.index("Ines"), NEWS.index("Ines") + 3),), label_of(library, "Person"))
    window.reading.show_annotations_again()
    handle = handle_of(window, made.annotation_ids[0])
    qtbot.mousePress(window.pane.viewport(), LEFT, pos=handle)
    qtbot.mouseMove(window.pane.viewport(), handle + QPoint(1, 1))
    qtbot.mouseRelease(window.pane.viewport(), LEFT, pos=handle + QPoint(1, 1))
    assert only(library, made.annotation_ids[0]).quote == "Ine"


@pytest.mark.parametrize("turn", ["theme", "zoom"])
def test_the_title_stays_in_view_when_the_text_is_set_anew_with_the_caret_far_below(
    on_article: PaneOnArticle, turn: str
) -> None:
    on_article.show(LONG)
    pane = on_article.pane
    pane.select(Span(len(LONG), len(LONG)))
    pane.verticalScrollBar().setValue(0)
    if turn == "theme":
        pane.set_theme(load_theme(ThemeChoice.DARK))
    else:
        pane.set_typography(Typography(zoom=150))
    assert pane.verticalScrollBar().value() == 0


@pytest.mark.parametrize("width", [900, 420])
def test_the_place_stays_when_the_width_changes(on_article: PaneOnArticle, width: int) -> None:
    text = "Title\n\n" + "\n\n".join(f"Paragraph {n}. " + "It says a little of something. " * 9 for n in range(200))
    on_article.show(text)
    pane = on_article.pane
    index = text.index("Paragraph 120.")
    pane.scroll_to(index)
    for resized in (*range(760, width, 20 if width > 760 else -20), *range(width, 760, -20 if width > 760 else 20)):
        pane.resize(resized, 600)
        QApplication.processEvents()
        assert abs(pane.top_index() - index) < 90


def test_the_caret_begins_at_the_start_of_a_text_without_a_title(on_article: PaneOnArticle, library: Library) -> None:
    structure = plain_structure(LONG, titled=False)
    with library.transaction():
        article = library.articles.get(library.articles.add(ArticleDraft(LONG, structure, "A name")))
    on_article.pane.show_article(article, AnnotationIndex())
    assert on_article.pane.selection() == Span(0, 0)


def test_ctrl_and_a_wheel_that_goes_sideways_changes_no_size(on_article: PaneOnArticle) -> None:
    asked: list[int] = []
    on_article.pane.zoom_requested.connect(asked.append)
    where = QPointF(50, 50)
    for x, y in ((120, 0), (0, 0), (0, 120), (0, -120)):
        turned = QWheelEvent(
            where, where, QPoint(), QPoint(x, y), Qt.MouseButton.NoButton, CONTROL, Qt.ScrollPhase.NoScrollPhase, False
        )
        QApplication.sendEvent(on_article.pane.viewport(), turned)
    assert asked == [10, -10]


@pytest.mark.parametrize(("key", "words"), [(Qt.Key.Key_Minus, "outside"), (Qt.Key.Key_Plus, "already")])
def test_a_part_that_changes_nothing_says_so(
    qtbot: QtBot, window: MainWindow, library: Library, key: Qt.Key, words: str
) -> None:
    made = tag_in(library, 1, "Mayor Ines Duarte")
    window.reading.show_annotations_again()
    window.pane.set_current(made.id)
    window.pane.select(spans_of(NEWS, {Qt.Key.Key_Minus: "Monday", Qt.Key.Key_Plus: "Ines"}[key])[0])
    press(qtbot, window, key)
    assert words in window.status.said()
    assert only(library, made.id) == made


def elsewhere(library: Library, *statements: str) -> None:
    other = sqlite3.connect(library.path)
    other.execute("PRAGMA foreign_keys = ON")
    for statement in statements:
        other.execute(statement)
    other.commit()
    other.close()


def test_a_label_that_another_program_deletes_is_refused_with_a_sentence(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    place = label_of(library, "Place")
    elsewhere(library, f"DELETE FROM label WHERE id = {place.id}")
    window.pane.select(spans_of(NEWS, "KELLO")[0])
    press(qtbot, window, Qt.Key.Key_3)
    assert window.status.said()
    assert library.annotations.of_article(1) == []


def test_labels_of_another_program_do_not_break_what_is_shown(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    made = tag_in(library, 1, "Ines")
    window.reading.show_annotations_again()
    elsewhere(
        library,
        "INSERT INTO label (uid, kind, name, colour, key, description, position) "
        "VALUES ('u', 'entity', 'New', '#123456', '', '', 99)",
        f"UPDATE annotation SET label_id = (SELECT id FROM label WHERE name = 'New') WHERE id = {made.id}",
    )
    window.reading.show_annotations_again()
    window.pane.repaint()
    press(qtbot, window, Qt.Key.Key_Tab)
    press(qtbot, window, Qt.Key.Key_O)
    press(qtbot, window, Qt.Key.Key_G)
    window.frame.table.repaint()
    QApplication.processEvents()
    window._showing.catch_up()
    heading = window.frame.form.findChild(QLabel, "heading")
    assert heading is not None
    assert heading.text() == "New"


def test_an_annotation_that_another_program_deletes_is_told(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    made = tag_in(library, 1, "Ines")
    window.reading.show_annotations_again()
    press(qtbot, window, Qt.Key.Key_Tab)
    elsewhere(library, f"DELETE FROM annotation WHERE id = {made.id}")
    press(qtbot, window, Qt.Key.Key_BracketRight, Qt.Key.Key_Right)
    assert "not there any more" in window.status.said()
    press(qtbot, window, Qt.Key.Key_Escape, Qt.Key.Key_Delete)
    assert "not there any more" in window.status.said()


def test_who_writes_a_note_goes_on_with_it_while_another_program_changes_the_library(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    press(qtbot, window, Qt.Key.Key_1, Qt.Key.Key_A)
    note = window.frame.form.note
    qtbot.keyClicks(note, "ab")
    qtbot.keyClick(note, Qt.Key.Key_Left)
    elsewhere(library, "UPDATE label SET name = 'Town' WHERE name = 'Place'")
    window._showing.catch_up()
    assert note.hasFocus()
    qtbot.keyClicks(note, "1")
    assert note.toPlainText() == "a1b"


def test_the_keyboard_is_in_the_text_again_when_an_annotation_goes_whose_note_is_written(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    press(qtbot, window, Qt.Key.Key_1, Qt.Key.Key_A)
    window._going_back.undo()
    assert library.annotations.of_article(1) == []
    assert window.pane.hasFocus()


def test_a_note_is_saved_once_when_another_annotation_becomes_the_current_one_under_it(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    other = tag_in(library, 1, "Monday")
    window.reading.show_annotations_again()
    press(qtbot, window, Qt.Key.Key_1, Qt.Key.Key_A)
    qtbot.keyClicks(window.frame.form.note, "ab")
    window.pane.set_current(other.id)
    assert [annotation.note for annotation in library.annotations.of_article(1)] == ["ab", ""]
    assert window.frame.form.note.toPlainText() == ""


def test_the_tabs_of_a_narrow_inspector_are_all_in_view(window: MainWindow) -> None:
    window.resize(window.minimumSizeHint().width(), 560)
    QApplication.processEvents()
    bar = window.findChild(QTabBar, "inspectorTabs")
    assert bar is not None
    assert [bar.rect().contains(bar.tabRect(number)) for number in range(bar.count())] == [True, True]
    assert not [button for button in bar.findChildren(QToolButton) if button.isVisible()]


def test_no_list_of_what_failed_opens_after_the_window_is_closed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"no document")
    window.transfers.import_paths([broken])
    for done in window.transfers._jobs._running.values():
        done.result()  # what it brings is on its way through the event loop
    window.close()
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == []


def test_who_writes_a_note_goes_on_with_it_when_an_article_comes_in(
    qtbot: QtBot, window: MainWindow, library: Library, tmp_path: Path
) -> None:
    press(qtbot, window, Qt.Key.Key_1, Qt.Key.Key_A)
    note = window.frame.form.note
    qtbot.keyClicks(note, "su")
    (tmp_path / "other.txt").write_text("Another article\n\nIt comes in meanwhile.", encoding="utf-8")
    with qtbot.waitSignal(window.transfers.imported):
        window.transfers.import_paths([tmp_path / "other.txt"])
    assert library.articles.counts().all == 2
    assert note.hasFocus()
    qtbot.keyClicks(note, "m")
    assert note.toPlainText() == "sum"
