"""Finding in the article, and choosing by name, in the window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from reader.domain.article import ArticleFilter
from reader.domain.span import Span
from reader.storage.library import Library
from reader.ui.main_window import MainWindow
from tests.making import label_of, spans_of
from tests.making import tag as tag_in
from tests.ui.conftest import NEWS, add_article

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def look_for(qtbot: QtBot, window: MainWindow, text: str) -> QLabel:
    """Ctrl+F, then type; the label that counts."""
    qtbot.keyClick(window.pane, Qt.Key.Key_F, CONTROL)
    field = focused()
    assert isinstance(field, QLineEdit)
    assert field.objectName() == "findField"
    qtbot.keyClicks(field, text)
    count = window.findChild(QLabel, "findCount")
    assert count is not None
    qtbot.waitUntil(lambda: " of " in count.text() or "found" in count.text())
    return count


def test_hits_are_counted_gone_to_and_ready_to_be_tagged(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    count = look_for(qtbot, window, "board")
    assert count.text() == "1 of 2"
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert count.text() == "2 of 2"
    assert window.pane._hit == window.pane.selection()
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert window.pane.hasFocus()
    start = NEWS.rindex("board")
    assert window.pane.selection() == Span(start, start + 5)
    qtbot.keyClick(window.pane, Qt.Key.Key_2)
    assert [annotation.quote for annotation in library.annotations.of_article(1)] == ["board"]


def test_f3_goes_on_from_the_text_and_round(qtbot: QtBot, window: MainWindow) -> None:
    look_for(qtbot, window, "the")
    first = window.pane.selection()
    window.pane.setFocus()
    qtbot.keyClick(window.pane, Qt.Key.Key_F3)
    assert window.pane.selection().start > first.start
    qtbot.keyClick(window.pane, Qt.Key.Key_F3, SHIFT)
    assert window.pane.selection() == first
    for _ in range(NEWS.lower().count("the")):
        qtbot.keyClick(window.pane, Qt.Key.Key_F3)
    assert window.pane.selection() == first


def test_nothing_found_is_said_and_selects_nothing(qtbot: QtBot, window: MainWindow) -> None:
    before = window.pane.selection()
    assert look_for(qtbot, window, "xyzzy").text() == "Nothing found"
    assert window.pane.selection() == before


def test_all_hits_are_marked_in_the_text_and_no_longer_once_the_bar_is_closed(qtbot: QtBot, window: MainWindow) -> None:
    def pixels_of_hits() -> int:
        image = window.pane.viewport().grab().toImage()
        wanted = QColor(window.pane.theme().text_selection).rgb()
        return sum(image.pixel(x, y) == wanted for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))

    assert not pixels_of_hits()
    look_for(qtbot, window, "the")
    assert pixels_of_hits() > 100
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    window.pane.let_go()
    assert not pixels_of_hits()


def test_another_article_is_searched_for_the_same(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    other = add_article(library, "Another\n\nThe board met. The board left. The board is gone.", "2026-05-13")
    count = look_for(qtbot, window, "board")
    window.reading.show_article(other)
    assert count.text() == "3 found"


def test_a_label_is_chosen_by_its_name_for_the_selection(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    window.pane.select(spans_of(NEWS, "Harbour Board")[0])
    qtbot.keyClick(window.pane, Qt.Key.Key_K, CONTROL)
    qtbot.keyClicks(focused(), "orga")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    (found,) = library.annotations.of_article(1)
    assert (found.quote, found.label_id) == ("Harbour Board", label_of(library, "Organization").id)
    assert window.pane.hasFocus()


def test_c_offers_the_claim_labels_alone_for_the_sentence_at_the_caret(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    index = NEWS.index("closed 126")
    window.pane.select(Span(index, index))
    qtbot.keyClick(window.pane, Qt.Key.Key_C)
    rows = window.findChild(QTableView, "paletteRows")
    assert rows is not None
    codebook = library.labels.codebook()
    assert rows.model().rowCount() == sum(label.kind == "claim" for label in codebook.labels)
    qtbot.keyClicks(focused(), "stati")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    (found,) = library.annotations.of_article(1)
    assert (found.quote, found.label_id) == ("The flood closed 126 shops.", label_of(library, "Statistic").id)


def test_the_palette_gives_the_current_annotation_another_label_after_r(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    made = tag_in(library, 1, "Ines Duarte")
    window.reading.show_annotations_again()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_R):
        qtbot.keyClick(window.pane, key)
    qtbot.keyClick(window.pane, Qt.Key.Key_K, CONTROL)
    qtbot.keyClicks(focused(), "place")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    (found,) = library.annotations.of_article(1)
    assert (found.uid, found.label_id) == (made.uid, label_of(library, "Place").id)


def test_those_that_overlap_are_named_in_a_list_while_one_cycles(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    tag_in(library, 1, "Mayor Ines Duarte met Omar Haddad", label="Statement")
    tag_in(library, 1, "Duarte")
    window.reading.show_annotations_again()
    index = NEWS.index("Duarte") + 2
    window.pane.select(Span(index, index))
    qtbot.keyClick(window.pane, Qt.Key.Key_O)
    rows = window.findChild(QTableView, "annotationMenuRows")
    assert rows is not None
    assert (rows.isVisible(), rows.model().rowCount(), rows.currentIndex().row()) == (True, 2, 0)
    qtbot.keyClick(window.pane, Qt.Key.Key_O)
    assert (rows.isVisible(), rows.currentIndex().row()) == (True, 1)
    assert window.pane.hasFocus()
    qtbot.keyClick(window.pane, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: not rows.isVisible())


def test_what_the_list_searches_for_is_marked_in_the_text_and_f3_goes_through_it(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.articles.show_only(ArticleFilter(words="the board"))
    starts = [NEWS.index("the "), NEWS.index("board")]
    qtbot.waitUntil(lambda: len(window.pane._finding) > 0)
    marked = {window.pane._finding[number].of(NEWS).casefold() for number in range(len(window.pane._finding))}
    assert marked == {"the", "board"}
    window.pane.setFocus()
    window.pane.select(Span(0, 0))
    qtbot.keyClick(window.pane, Qt.Key.Key_F3)
    assert window.pane.selection().start == min(starts)


def test_the_marks_of_a_search_go_with_it_and_come_back_after_the_find_bar(qtbot: QtBot, window: MainWindow) -> None:
    window.articles.show_only(ArticleFilter(words="board"))
    qtbot.waitUntil(lambda: len(window.pane._finding) == 2)
    look_for(qtbot, window, "the")
    assert len(window.pane._finding) > 2
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert len(window.pane._finding) == 2
    window.articles.show_only(ArticleFilter())
    qtbot.waitUntil(lambda: len(window.pane._finding) == 0)
