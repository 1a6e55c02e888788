"""The reading pane: keys and clicks on an article, turned into wishes; it changes nothing itself."""

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QToolTip, QWidget

from reader.domain.annotation import Annotation
from reader.domain.article import Article
from reader.domain.codebook import Codebook, Label, LabelKind
from reader.domain.span import Fragments, Span
from reader.domain.structure import block_at
from reader.domain.words import snap_to_words, word_at
from reader.ui.keys import Keys, Where
from reader.ui.names import override
from reader.ui.panes.reading.page_view import PageView
from reader.ui.theme import Theme
from reader.ui.typography import Typography

_LONGEST_GAP = 8
_BY_PAGE = {Qt.Key.Key_PageUp: QTextCursor.MoveOperation.Up, Qt.Key.Key_PageDown: QTextCursor.MoveOperation.Down}


class ReadingPane(PageView):
    """The page of an article, and what a person does there."""

    tag_requested = Signal(tuple, Label)
    delete_requested = Signal(int)
    note_requested = Signal(int)
    link_activated = Signal(str)
    told = Signal(str)

    def __init__(self, keys: Keys, theme: Theme, typography: Typography, parent: QWidget | None = None) -> None:
        super().__init__(theme, typography, parent)
        self._keys = keys
        self.setObjectName("readingPane")
        self.setAccessibleName(self.tr("Text of the article"))
        self._last_label: Label | None = None
        self._dragged = False

    @override
    def set_codebook(self, codebook: Codebook) -> None:
        super().set_codebook(codebook)
        if self._last_label is not None:
            self._last_label = next((a for a in codebook.active if a.id == self._last_label.id), None)

    def tag_with(self, label: Label) -> None:
        """Ask for the label on the selection, or on the word (entity) or sentence (claim) at the caret."""
        self._last_label = label
        article = self.article()
        if article is None:
            return
        span: Span | None = self.selection()
        if not span:
            span = self._at_caret(article, label.kind)
        if span is None:
            word = label.kind is LabelKind.ENTITY
            self.told.emit(
                self.tr("There is no word at the caret: nothing was tagged.")
                if word
                else self.tr("There is no sentence at the caret: nothing was tagged.")
            )
            return
        parts: Fragments = (span,)
        self.tag_requested.emit(parts, label)

    def _at_caret(self, article: Article, kind: LabelKind) -> Span | None:
        from reader.domain.sentences import sentence_at  # noqa: PLC0415 - its patterns take time to compile

        index = self.caret()
        if kind is LabelKind.ENTITY:
            return word_at(article.text, index)
        block = block_at(article.structure, index)
        return sentence_at(article.text, index, block.span) if block else None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = self._keys.pressed(event, Where.TEXT)
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        label = self.codebook.by_key(event.text()) if plain and event.text() else None
        if label is not None:
            self.tag_with(label)
        elif name is None:
            self._move(event)
        else:
            self._obey(name)

    def _move(self, event: QKeyEvent) -> None:
        """Leave the key to Qt, and lead the caret on where it stands in the gap between two paragraphs."""
        for turn in range(_LONGEST_GAP):
            before = self.textCursor().position()
            if turn and event.key() in _BY_PAGE:
                self._move_by_line(event)
            else:
                super().keyPressEvent(event)
            if self.textCursor().position() == before:
                break
            self._keep_room()
            if self.textCursor().block().length() > 1:
                break

    def _move_by_line(self, event: QKeyEvent) -> None:
        cursor, mode = self.textCursor(), QTextCursor.MoveMode
        selecting = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        cursor.movePosition(_BY_PAGE[Qt.Key(event.key())], mode.KeepAnchor if selecting else mode.MoveAnchor)
        self.setTextCursor(cursor)

    def _obey(self, name: str) -> None:
        match name:
            case "Repeat" if self._last_label is not None:
                self.tag_with(self._last_label)
            case "Repeat":
                self.told.emit(self.tr("Enter repeats the last label: tag something with a label's key first."))
            case "NextAnnotation":
                self._step(1)
            case "PreviousAnnotation":
                self._step(-1)
            case "Delete" if self._current_id:
                self.delete_requested.emit(self._current_id)
            case "Note" if self._current_id:
                self.note_requested.emit(self._current_id)
            case "Leave" if self.selection():
                self.let_go()
            case "Leave":
                self.set_current(0)
            case _:
                self.told.emit(self.tr("No annotation is current: Tab goes to the next one."))

    def _step(self, step: int) -> None:
        """Go to the next or previous annotation from the current one, or from the caret; round at the ends."""
        ids = self._index.ids()
        if not ids:
            self.told.emit(self.tr("Nothing is tagged in this article yet."))
            return
        found = self._index.neighbour(self._current_id, step)
        if found is None and self._current_id:
            found = self._index.get(ids[0] if step > 0 else ids[-1])
        if found is None:
            found = self._index.after(self.caret() - 1)
            if found is None:
                found = self._index.get(ids[0] if step > 0 else ids[-1])
            elif step < 0:
                found = self._index.neighbour(found.id, -1) or self._index.get(ids[-1])
        if found is not None:
            self.set_current(found.id, reveal=True)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragged = False
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._dragged = self._dragged or bool(event.buttons() & Qt.MouseButton.LeftButton)
        super().mouseMoveEvent(event)
        link = self._header is not None and self._header.link_at(self._to_document(event.position()))
        shape = Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._page is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        selected = self.selection()
        if selected and self._dragged and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.select(snap_to_words(self._page.article.text, selected))
        elif not selected:
            self._click(event.position())

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self._page is not None:
            word = word_at(self._page.article.text, self._index_at(event.position()))
            if word is not None:
                self.select(word)

    def _click(self, point: QPointF) -> None:
        if self._header is not None and self._header.link_at(self._to_document(point)):
            self.link_activated.emit(self._header.url)
            return
        ids = [annotation.id for annotation in self._under(point)]
        following = ids.index(self._current_id) + 1 if self._current_id in ids else 0
        self.set_current(ids[following % len(ids)] if ids else 0)

    def _under(self, point: QPointF) -> list[Annotation]:
        """The annotations under a point of the viewport, the shortest first."""
        if (
            self._page is None
            or self._page.document.documentLayout().hitTest(self._to_document(point), Qt.HitTestAccuracy.ExactHit) < 0
        ):
            return []
        return self._index.at(self._index_at(point))

    def _index_at(self, point: QPointF) -> int:
        """The code point whose glyph lies under a point of the viewport."""
        if self._page is None:
            return 0
        cursor = self.cursorForPosition(point.toPoint())
        index = self._page.positions.to_index(cursor.position())
        # The cursor stands at the nearer edge of a glyph: in its right half that is the edge behind it.
        behind = self.cursorRect(cursor).left() > point.x()
        text = self._page.article.text
        return index - 1 if behind and index > 0 and text[index - 1] != "\n" else index

    def _to_document(self, point: QPointF) -> QPointF:
        return point + QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        found = self._under(QPointF(event.pos()))
        lines = []
        for annotation in found:
            name = self.codebook.by_id(annotation.label_id).name
            lines.append(f"{name}: {annotation.note}" if annotation.note else name)
        QToolTip.showText(event.globalPos(), "\n".join(lines), self.viewport())
