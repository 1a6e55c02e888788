"""Linking the current annotation: a mode of the text in which the other end is chosen by key, click or search."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from reader.domain.annotation import Annotation
from reader.domain.span import Span
from reader.ui.key_names import character_of
from reader.ui.keys import Keys, Where
from reader.ui.panes.reading.telling import shortened

if TYPE_CHECKING:
    from reader.ui.panes.reading.reading_pane import ReadingPane

_STEPS = {"NextAnnotation": 1, "PreviousAnnotation": -1}
_SHORT = 28


class LinkGuide(Protocol):
    """What is known of links that are not made yet."""

    def fits(self, one: Annotation, other: Annotation) -> bool:
        """Whether any type of link is meant for two such annotations; asked of many, one after the other."""

    def guess(self, one: Annotation, other: Annotation) -> str:
        """What a link from one to the other would most likely be called; empty where nobody knows."""


class LinkMode:
    """The mode for one reading pane: an annotation that a link begins at, and perhaps the other end that is reached."""

    def __init__(self, pane: "ReadingPane", keys: Keys) -> None:
        self._pane, self._keys = pane, keys
        self.guide: LinkGuide | None = None
        self._from_id, self._reached_id, self._guess = 0, 0, ""
        self._caret, self._scrolled = Span(0, 0), 0
        self._pressed: QPointF | None = None

    def annotation_id(self) -> int:
        """The annotation that a link is to begin at, 0 where none is."""
        return self._from_id

    def reached(self) -> Annotation | None:
        """The other end that Enter takes."""
        return self._pane.annotation(self._reached_id)

    def words(self) -> str:
        """What the mode waits for, for its sign; empty outside of it."""
        start, reached = self._pane.annotation(self._from_id), self.reached()
        if start is None:
            return ""
        if reached is None:
            words = _tr("Link “{0}”: {1}, a click or typing finds the other end · Esc")
            return words.format(shortened(start.quote, _SHORT), self._keys.first("NextAnnotation", Where.TEXT))
        quote = shortened(reached.quote, _SHORT)
        if self._guess:
            return _tr("Link: {0} “{1}”? Enter · Esc").format(self._guess, quote)
        return _tr("Link to “{0}”? Enter · Esc").format(quote)

    def begin(self, annotation_id: int) -> None:
        """Begin a link at an annotation of the text."""
        self._from_id, self._reached_id = annotation_id, 0
        self._caret, self._scrolled = self._pane.selection(), self._pane.verticalScrollBar().value()
        self._show()
        self._pane.announced.emit(self.words())

    def leave(self) -> None:
        """Leave the mode, with the caret and the eyes back where it began."""
        if not self._from_id:
            return
        self._from_id = self._reached_id = 0
        self._pressed = None
        self._pane.show_proposal(())
        self._pane.end_reached.emit()
        if self._caret.stop <= len(self._text()):
            self._pane.select(self._caret)
            self._pane.verticalScrollBar().setValue(self._scrolled)

    # Keys

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key that is a shortcut elsewhere is for this mode: what begins a search."""
        return bool(self._from_id) and (bool(character_of(event).strip()) or self._is_find(event))

    def take(self, event: QKeyEvent, name: str | None) -> bool:
        """Take a key; whether it was for this mode. With those that lead the caret one comes to an end as well."""
        if name in _STEPS:
            self._step(_STEPS[name])
        elif name == "Leave":
            self._pane.leave_modes()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_reached()
        elif self._is_find(event) or character_of(event).strip():
            typed = character_of(event).strip()
            self._pane.link_search_requested.emit(self._from_id, "" if typed == "/" else typed)
        else:
            return False
        return True

    def caret_moved(self) -> None:
        """Reach what the caret has come to."""
        found = [annotation for annotation in self._pane.at_caret() if annotation.id != self._from_id]
        if found:
            self._reach(found[0], lead=False)

    def _is_find(self, event: QKeyEvent) -> bool:
        return self._keys.pressed(event, Where.EVERYWHERE) in ("Find", "Search")

    def _step(self, step: int) -> None:
        start = self._pane.annotation(self._from_id)
        at = self.reached() or start
        count = 0
        while start is not None and at is not None:
            at = self._pane.neighbour(step, at.id)
            count += 1
            if at is None or count > self._pane.count_annotations():
                break
            if at.id != start.id and (self.guide is None or self.guide.fits(start, at)):
                self._reach(at)
                return
        self._pane.told.emit(_tr("Nothing else in this article is fit for a link from here."))

    def _take_reached(self) -> None:
        if self.reached() is None:
            self._step(1)
        else:
            self.take_end(self._reached_id)

    def take_end(self, annotation_id: int) -> None:
        """Ask for a link to an annotation of the text."""
        self._pane.link_requested.emit(self._from_id, annotation_id)

    def reach(self, annotation_id: int) -> None:
        """Reach an annotation that was found elsewhere."""
        end = self._pane.annotation(annotation_id)
        if end is not None and self._from_id:
            self._reach(end)

    def _reach(self, end: Annotation, *, lead: bool = True) -> None:
        start = self._pane.annotation(self._from_id)
        self._reached_id = end.id
        self._guess = self.guide.guess(start, end) if self.guide is not None and start is not None else ""
        if lead:
            self._pane.come_to(end)
        self._pane.show_proposal(end.parts)
        self._pane.end_reached.emit()
        self._show()
        told = _tr("{0}, {1}").format(shortened(end.quote), self._pane.codebook.shown(end.label_id).name)
        self._pane.announced.emit(f"{self._guess.capitalize()}? {told}" if self._guess else told)

    # The mouse

    def press(self, event: QMouseEvent) -> bool:
        """The button goes down; whether that is for this mode, and for nothing else."""
        if not self._from_id or event.button() is not Qt.MouseButton.LeftButton:
            return False
        self._pressed = event.position()
        return True

    def release(self, event: QMouseEvent) -> bool:
        """The button goes up: what lies there is the other end. Whether that was for this mode."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return False
        way = (event.position() - pressed).manhattanLength()
        if self._from_id and way < QApplication.startDragDistance():
            found = [annotation for annotation in self._pane.under(event.position()) if annotation.id != self._from_id]
            if found:
                self._reach(found[0])
                self.take_end(found[0].id)
            else:
                self._pane.told.emit(_tr("No other annotation lies there."))
        return True

    def _show(self) -> None:
        self._pane.show_mode()

    def _text(self) -> str:
        article = self._pane.article()
        return article.text if article else ""


def _tr(words: str) -> str:
    return QCoreApplication.translate("LinkMode", words)
