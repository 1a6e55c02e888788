"""The mouse on the text: what is dragged, clicked and pulled there."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from reader.domain.annotation import Annotation
from reader.domain.graphemes import snap
from reader.domain.span import Span
from reader.domain.words import snap_to_words, word_at
from reader.ui.panes.reading.held_edge import HeldEdge, Side

if TYPE_CHECKING:
    from reader.ui.panes.reading.reading_pane import ReadingPane

_ALT, _CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class Pointer:
    """What a person does with the mouse on one reading pane. A drag selects whole words, with Alt just characters."""

    def __init__(self, pane: "ReadingPane") -> None:
        self._pane = pane
        self._anchor: Span | None = None
        self._dragged = False
        self._edge: HeldEdge | None = None
        self._pulled: Annotation | None = None
        self._pressed = QPointF()
        self._done = False

    def annotation_id(self) -> int:
        """The annotation that an edge is pulled of, 0 where none is."""
        return self._pulled.id if self._pulled is not None else 0

    def let_go(self) -> None:
        """Select and pull nothing any more, and leave an edge where it was; the rest of the drag means nothing."""
        pulled, self._edge, self._pulled = self._pulled, None, None
        self._done = self._done or pulled is not None or self._anchor is not None
        self._anchor = None
        if pulled is not None and self._pane.annotation(pulled.id) is not None:
            self._pane.preview(pulled)

    def press(self, event: QMouseEvent) -> bool:
        """The button goes down; whether an edge was taken hold of, so that nothing else is to be done."""
        self._dragged = self._done = False
        self._anchor = None
        self._pressed = event.position()
        if event.button() is not Qt.MouseButton.LeftButton or self._pane.article() is None:
            return False
        self._edge = self._edge_at(event.position())
        if self._edge is None:
            self._begin(event)
            return False
        self._pulled = self._pane.annotation(self._edge.annotation_id)
        return True

    def _begin(self, event: QMouseEvent) -> None:
        index = self._pane.index_near(event.position())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            index = self._pane.anchor()
        else:
            self._pane.let_go()  # Qt would take a drag that begins in a selection for one of its text elsewhere
        self._anchor = Span(index, index)

    def after_press(self, event: QMouseEvent) -> None:
        """The button has gone down, and Qt has done what it does: a third click has selected a paragraph."""
        if self._pane.selection() and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._anchor = None

    def move(self, event: QMouseEvent) -> bool:
        """The mouse moves; whether it pulls an edge."""
        if self._edge is None or self._pulled is None:
            return False
        way = event.position() - self._pressed
        self._dragged = self._dragged or way.manhattanLength() >= QApplication.startDragDistance()
        if not self._dragged:
            return True
        index = self._pane.index_near(event.position())
        self._pane.preview(replace(self._pulled, parts=self._edge.moved(self._pulled, self._text(), index)))
        return True

    def drag(self, event: QMouseEvent) -> None:
        """The mouse has moved with the button down, and Qt has selected something: take it to whole words."""
        anchor = self._anchor
        if anchor is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        index = self._pane.index_near(event.position())
        self._dragged = self._dragged or bool(anchor) or index != anchor.start
        if self._dragged:
            exact = bool(event.modifiers() & _ALT)
            span = Span(min(anchor.start, index), max(anchor.stop, index))
            text = self._text()
            span = snap(text, span) if exact else snap_to_words(text, span)
            self._pane.select_by_mouse(span, backwards=index < anchor.start, exact=exact)

    def release(self, event: QMouseEvent) -> bool:
        """The button goes up; whether that let an edge go."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        edge, pulled, self._edge, self._pulled = self._edge, self._pulled, None, None
        self._anchor = None
        if edge is not None and pulled is not None:
            self._put_down(edge, pulled, event)
            return True
        return self._done

    def after_release(self, event: QMouseEvent) -> None:
        """The button has gone up, and Qt has done what it does."""
        if event.button() is not Qt.MouseButton.LeftButton or self._pane.article() is None:
            return
        selected = self._pane.selection()
        if not selected:
            self._pane.click(event.position(), follow=bool(event.modifiers() & _CONTROL))
        elif event.modifiers() & _CONTROL:
            self._pane.add_fragment()
        else:
            self._pane.finish_selection()

    def double_click(self, event: QMouseEvent) -> None:
        """Select the word under the mouse."""
        word = word_at(self._text(), self._pane.index_under(event.position()))
        if word is not None:
            self._pane.select_by_mouse(word, backwards=False, exact=False)
        self._anchor = word

    def shape(self, point: QPointF) -> Qt.CursorShape | None:
        """What the mouse should look like at a point, where it is not the usual."""
        if self._edge is not None or self._edge_at(point) is not None:
            return Qt.CursorShape.SizeHorCursor
        return Qt.CursorShape.PointingHandCursor if self._pane.link_under(point) else None

    def _edge_at(self, point: QPointF) -> HeldEdge | None:
        side = self._pane.handle_at(point)
        annotation = self._pane.annotation(self._pane.current_id())
        return HeldEdge.outer(annotation, Side(side)) if side and annotation else None

    def _put_down(self, edge: HeldEdge, pulled: Annotation, event: QMouseEvent) -> None:
        self._pane.preview(pulled)
        if not self._dragged:
            return
        text = self._text()
        parts = edge.moved(pulled, text, self._pane.index_near(event.position()))
        if not event.modifiers() & _ALT:
            held = parts[edge.fragment]
            whole = snap_to_words(text, held)
            index = whole.start if edge.side is Side.START else whole.stop
            parts = edge.moved(pulled, text, index)
        self._pane.move_requested.emit(pulled.id, parts, None)
        moved = edge.index(self._pane.annotation(pulled.id) or pulled)
        self._pane.select_by_mouse(Span(moved, moved), backwards=False, exact=False)  # Qt scrolls to the caret now

    def _text(self) -> str:
        article = self._pane.article()
        return article.text if article else ""
