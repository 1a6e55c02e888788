"""The mouse in an unsteady or hurried hand: drags that begin in a selection, leave the window, or hardly move."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QCursor, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.domain.span import Span
from reader.storage.library import Library
from reader.ui.panes.reading.reading_pane import ReadingPane
from tests.making import spans_of
from tests.ui.conftest import NEWS, PaneOnArticle

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
PRESS, MOVE, RELEASE, TWICE = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
)


def place_of(pane: ReadingPane, index: int) -> QPoint:
    """A point just within the glyph of a code point, in the viewport; the caret stays where it is."""
    cursor = pane.textCursor()
    cursor.setPosition(index)
    return pane.cursorRect(cursor).center() + QPoint(2, 0)


def send(pane: ReadingPane, kind: QEvent.Type, point: QPoint, modifier: Qt.KeyboardModifier = NONE) -> None:
    button = Qt.MouseButton.NoButton if kind is MOVE else LEFT
    buttons = Qt.MouseButton.NoButton if kind is RELEASE else LEFT
    around = QPointF(pane.viewport().mapToGlobal(point))
    QApplication.sendEvent(pane.viewport(), QMouseEvent(kind, QPointF(point), around, button, buttons, modifier))


def click_twice(pane: ReadingPane, point: QPoint) -> None:
    for kind in (PRESS, RELEASE, TWICE):
        send(pane, kind, point)


def test_a_drag_that_begins_in_a_selection_selects_anew(on_article: PaneOnArticle) -> None:
    on_article.show(NEWS)
    pane = on_article.pane
    pane.select(spans_of(NEWS, "Ines Duarte met")[0])
    send(pane, PRESS, place_of(pane, NEWS.index("Duarte") + 1))
    for quote in ("met", "Omar", "Haddad"):
        send(pane, MOVE, place_of(pane, NEWS.index(quote) + 2))
    send(pane, RELEASE, place_of(pane, NEWS.index("Haddad") + 2))
    assert pane.selection().of(NEWS) == "Duarte met Omar Haddad"


def test_a_double_click_that_is_dragged_on_takes_further_words_on_either_side(on_article: PaneOnArticle) -> None:
    on_article.show(NEWS)
    pane = on_article.pane
    click_twice(pane, place_of(pane, NEWS.index("Duarte") + 3))
    for quote in ("met", "Omar"):
        send(pane, MOVE, place_of(pane, NEWS.index(quote) + 2))
    assert pane.selection().of(NEWS) == "Duarte met Omar"
    for quote in ("Duarte", "Ines"):
        send(pane, MOVE, place_of(pane, NEWS.index(quote) + 2))
    assert pane.selection().of(NEWS) == "Ines Duarte"
    send(pane, RELEASE, place_of(pane, NEWS.index("Ines") + 2))
    assert pane.selection().of(NEWS) == "Ines Duarte"


def test_a_double_click_with_an_unsteady_hand_takes_the_whole_word(on_article: PaneOnArticle) -> None:
    text = "Title\n\nThe well-known Jean-Luc spoke."
    on_article.show(text)
    point = place_of(on_article.pane, text.index("Luc") + 1)
    click_twice(on_article.pane, point)
    send(on_article.pane, MOVE, point + QPoint(1, 1))
    send(on_article.pane, RELEASE, point + QPoint(1, 1))
    assert on_article.pane.selection().of(text) == "Jean-Luc"


def test_a_third_click_with_an_unsteady_hand_takes_the_whole_paragraph(on_article: PaneOnArticle) -> None:
    on_article.show(NEWS)
    pane = on_article.pane
    point = place_of(pane, NEWS.index("126") + 1)
    click_twice(pane, point)
    for kind, moved in ((RELEASE, 0), (PRESS, 0), (MOVE, 1), (RELEASE, 1)):
        send(pane, kind, point + QPoint(moved, moved))
    assert pane.selection().of(NEWS) == NEWS[NEWS.index("The flood") :]


def test_shift_and_a_drag_go_on_from_where_the_selection_began(on_article: PaneOnArticle) -> None:
    on_article.show(NEWS)
    pane = on_article.pane
    pane.select(spans_of(NEWS, "Ines")[0])
    for kind, quote in ((PRESS, "met"), (MOVE, "Omar"), (MOVE, "Haddad"), (RELEASE, "Haddad")):
        send(pane, kind, place_of(pane, NEWS.index(quote) + 2), SHIFT)
    assert pane.selection().of(NEWS) == "Ines Duarte met Omar Haddad"


def test_a_double_click_at_the_lower_edge_does_not_move_the_text(on_article: PaneOnArticle) -> None:
    text = "Title\n\n" + "\n\n".join(f"Paragraph {number}." for number in range(200))
    on_article.show(text)
    pane = on_article.pane
    rows = [place_of(pane, text.index(f"Paragraph {number}.") + 2) for number in range(20)]
    click_twice(pane, [row for row in rows if row.y() < pane.viewport().height() - 20][-1])
    assert pane.selection().of(text) == "Paragraph"
    assert pane.verticalScrollBar().value() < 20


def test_the_text_scrolls_on_under_an_edge_that_is_pulled_out_of_the_window(
    on_article: PaneOnArticle, library: Library, qtbot: QtBot
) -> None:
    text = "Title\n\n" + "\n\n".join(f"Paragraph {number}." for number in range(200))
    article_id = on_article.show(text)
    pane = on_article.pane
    pane.move_requested.connect(lambda wanted, parts, _: moved.append((wanted, parts)))
    moved: list[tuple[int, tuple[Span, ...]]] = []
    made = on_article.annotate(article_id, "Paragraph 3.", "Statement")
    pane.set_current(made.id, reveal=True)
    QApplication.processEvents()
    handle = place_of(pane, made.hull.stop) - QPoint(3, 0)
    assert pane.handle_at(handle.toPointF()) == "stop"
    in_view = pane.index_near(QPointF(300, pane.viewport().height()))
    below = QPoint(handle.x(), pane.viewport().height() + 40)
    send(pane, PRESS, handle)
    QCursor.setPos(pane.viewport().mapToGlobal(below))
    send(pane, MOVE, below)
    qtbot.waitUntil(lambda: pane.verticalScrollBar().value() > 100)
    scrolled = pane.verticalScrollBar().value()
    send(pane, RELEASE, below)
    ((wanted, parts),) = moved
    assert wanted == made.id
    assert parts[-1].stop > in_view
    assert pane.verticalScrollBar().value() >= scrolled
