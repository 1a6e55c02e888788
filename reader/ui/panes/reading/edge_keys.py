"""The keys that lead an edge of the current annotation on."""

from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent

from reader.domain.annotation import Annotation
from reader.domain.span import Fragments, Span
from reader.ui.panes.reading.held_edge import HeldEdge, Side

if TYPE_CHECKING:
    from reader.ui.panes.reading.reading_pane import ReadingPane

_SIDEWAYS = {Qt.Key.Key_Left, Qt.Key.Key_Right}
_LEADING = {*_SIDEWAYS, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}
_SIDES = {"HoldStart": Side.START, "HoldStop": Side.STOP}
_LET_GO = {"Leave", "Repeat"}
_MOST_SPACE = 100


class EdgeKeys:
    """Holds an edge for one reading pane; all moves from hold to let go are one action."""

    def __init__(self, pane: "ReadingPane") -> None:
        self._pane = pane
        self._edge: HeldEdge | None = None

    def annotation_id(self) -> int:
        """The annotation that an edge is held of, 0 where none is."""
        return self._edge.annotation_id if self._edge is not None else 0

    def words(self) -> str:
        """What is held, for the sign of the mode; empty where nothing is."""
        if self._edge is None:
            return ""
        side = _tr("Start") if self._edge.side is Side.START else _tr("End")
        return _tr("{0} held: arrows move it, with Ctrl by word · Esc").format(side)

    def hold(self, name: str, annotation: Annotation) -> None:
        """Take hold of the start or the end of an annotation; where it is held already, of the next fragment's."""
        side, edge = _SIDES[name], self._edge
        again = edge is not None and edge.side is side and edge.annotation_id == annotation.id
        self._edge = edge.following(annotation) if edge is not None and again else HeldEdge.outer(annotation, side)
        self._show(annotation)

    def let_go(self) -> None:
        """Hold nothing any more."""
        self._edge = None

    def take(self, event: QKeyEvent, name: str | None) -> bool:
        """Take a key while an edge is held; whether it was for that. Any other key lets the edge go."""
        article, edge = self._pane.article(), self._edge
        annotation = self._pane.annotation(edge.annotation_id) if edge else None
        if article is None or edge is None or annotation is None:
            self.let_go()
            return False
        if name in _SIDES:
            self.hold(name, annotation)
            return True
        if event.key() not in _LEADING or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.let_go()
            return name in _LET_GO
        parts = self._led_on(edge, annotation, article.text, event)
        if parts != annotation.parts:
            self._pane.move_requested.emit(annotation.id, parts, edge.sitting)
        self._show(self._pane.annotation(annotation.id) or annotation)
        return True

    def _led_on(self, edge: HeldEdge, annotation: Annotation, text: str, event: QKeyEvent) -> Fragments:
        index = edge.index(annotation)
        if event.key() in _SIDEWAYS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            to_right = event.key() == Qt.Key.Key_Right
            forwards = to_right is not self._pane.flows_from_right(index)
            return edge.moved(annotation, text, edge.by_word(text, index, forwards=forwards))
        # White space may lie before the edge, where no edge stays.
        ways = (edge.moved(annotation, text, led) for led in self._pane.leads(index, Qt.Key(event.key())))
        return next((parts for parts in islice(ways, _MOST_SPACE) if parts != annotation.parts), annotation.parts)

    def _show(self, annotation: Annotation) -> None:
        if self._edge is not None:
            index = self._edge.index(annotation)
            self._pane.select(Span(index, index))


def _tr(words: str) -> str:
    return QCoreApplication.translate("EdgeKeys", words)
