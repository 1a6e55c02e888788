"""Caret, selection and mouse on the page, in code points of the article's text: Qt's positions end here."""

from collections.abc import Iterator

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from reader.domain.article import Article
from reader.domain.span import Span
from reader.domain.structure import BlockKind
from reader.ui.names import override
from reader.ui.painting.page import Page

_LINES_OF_ROOM = 3
_MORE_THAN_A_VIEW = 20_000
_LONGEST_GAP = 8
_MOVE = QTextCursor.MoveOperation
_BY_PAGE = {Qt.Key.Key_PageUp: _MOVE.Up, Qt.Key.Key_PageDown: _MOVE.Down}
_BY_KEY = {
    Qt.Key.Key_Left: _MOVE.Left,
    Qt.Key.Key_Right: _MOVE.Right,
    Qt.Key.Key_Up: _MOVE.Up,
    Qt.Key.Key_Down: _MOVE.Down,
    Qt.Key.Key_Home: _MOVE.StartOfLine,
    Qt.Key.Key_End: _MOVE.EndOfLine,
}


class PageCaret(QTextEdit):
    """A page that is read only, with a caret that is always in view; it knows nothing of annotations."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: Page | None = None
        self._exact: Span | None = None

    def article(self) -> Article | None:
        """The article that is shown."""
        return self._page.article if self._page else None

    def body_start(self) -> int:
        """Where the body begins, after the title."""
        article = self.article()
        if article is None or not article.structure:
            return 0
        first, second = article.structure[0], article.structure[min(1, len(article.structure) - 1)]
        return second.start if first.kind is BlockKind.TITLE else first.start

    def selection(self) -> Span:
        """The selected span; empty at the caret where nothing is selected."""
        if self._page is None:
            return Span(0, 0)
        cursor = self.textCursor()
        return self._page.positions.span(cursor.selectionStart(), cursor.selectionEnd())

    def is_exact(self) -> bool:
        """Whether what is selected is meant to the character."""
        return self._exact == self.selection()

    def select(self, span: Span) -> None:
        """Select a span, or put the caret where an empty one is, and bring it into view."""
        if self._page is not None:
            self._set_cursor(span.start, span.stop)
            self._keep_room()

    def select_by_mouse(self, span: Span, *, backwards: bool, exact: bool) -> None:
        """Select a span that is being dragged, the caret at the end that moves, which Qt keeps in view."""
        if backwards:
            self._set_cursor(span.stop, span.start)
        else:
            self._set_cursor(span.start, span.stop)
        self._exact = span if exact else None

    def _set_cursor(self, anchor: int, index: int) -> None:
        if self._page is None:
            return
        self._page.reach(max(anchor, index))
        length, to_position = len(self._page.article.text), self._page.positions.to_position
        cursor = self.textCursor()
        cursor.setPosition(to_position(min(anchor, length)))
        cursor.setPosition(to_position(min(index, length)), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def let_go(self) -> None:
        """Select nothing any more; the caret stays where it is."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def anchor(self) -> int:
        """Where the selection began, or the caret stands."""
        return self._page.positions.to_index(self.textCursor().anchor()) if self._page else 0

    def caret(self) -> int:
        """Where the caret stands, the moving end of a selection."""
        return self._page.positions.to_index(self.textCursor().position()) if self._page else 0

    def selection_rect(self) -> QRect:
        """Where the selection or the caret is on the screen, in global coordinates; of a long one where it ends."""
        cursor = self.textCursor()
        rect = self.cursorRect(cursor)
        cursor.setPosition(cursor.anchor())
        other = self.cursorRect(cursor)
        if other.top() == rect.top():
            rect = rect.united(other)
        return QRect(self.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def rect_of(self, span: Span) -> QRect:
        """Where a span is on the screen, as far as its first line goes, in global coordinates."""
        if self._page is None:
            return QRect()
        cursor = QTextCursor(self._page.document)
        rects = []
        for index in (span.start, span.stop):
            cursor.setPosition(self._page.positions.to_position(index))
            rects.append(self.cursorRect(cursor))
        rect = rects[0].united(rects[1]) if rects[0].top() == rects[1].top() else rects[0]
        return QRect(self.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def leads(self, index: int, key: Qt.Key) -> Iterator[int]:
        """Where an arrow, Home or End leads from an index, and on from there, as the eyes see it.

        In Arabic, Left is forwards.
        """
        if self._page is None:
            return
        cursor = QTextCursor(self._page.document)
        cursor.setPosition(self._page.positions.to_position(index))
        before = -1
        while cursor.position() != before:
            before = cursor.position()
            cursor.movePosition(_BY_KEY[key])
            found = self._page.positions.to_index(cursor.position())
            if found != index:  # a shown break has the same index on both sides
                yield found
            index = found

    def flows_from_right(self, index: int) -> bool:
        """Whether the paragraph at an index flows from the right."""
        if self._page is None:
            return False
        block = self._page.document.findBlock(self._page.positions.to_position(index))
        return block.textDirection() is Qt.LayoutDirection.RightToLeft

    # Places under the mouse

    def index_near(self, point: QPointF) -> int:
        """The index nearest to a point of the viewport, as a caret would stand there."""
        return self._page.positions.to_index(self.cursorForPosition(point.toPoint()).position()) if self._page else 0

    def index_under(self, point: QPointF) -> int:
        """The code point whose glyph lies under a point of the viewport."""
        if self._page is None:
            return 0
        cursor = self.cursorForPosition(point.toPoint())
        index = self._page.positions.to_index(cursor.position())
        # The cursor stands at the nearer edge of a glyph: in its right half that is the edge behind it.
        behind = self.cursorRect(cursor).left() > point.x()
        text = self._page.article.text
        return index - 1 if behind and index > 0 and text[index - 1] != "\n" else index

    # What is in view

    def top_index(self) -> int:
        """The code point at the top left of what is in view."""
        if self.verticalScrollBar().value() == 0:
            return 0  # above a text that is not laid out yet Qt finds its end
        return self.index_near(QPointF(QPoint(self.viewport().width() // 2, 4)))

    def scroll_to(self, index: int) -> None:
        """Bring the line of a code point to the top, with all above it where that is the title."""
        if self._page is None:
            return
        if index <= self.body_start():
            self.verticalScrollBar().setValue(0)
            return
        self._page.reach(index)
        cursor = QTextCursor(self._page.document)
        position = self._page.positions.to_position(min(index, len(self._page.article.text)))
        # Qt lays out a long text bit by bit, and the bar ends where it has come to: have it go on to below the view.
        cursor.setPosition(min(position + _MORE_THAN_A_VIEW, self._page.positions.last))
        self.cursorRect(cursor)
        cursor.setPosition(position)
        bar = self.verticalScrollBar()
        value = bar.value() + self.cursorRect(cursor).top() - 4
        bar.setMaximum(max(bar.maximum(), value))
        bar.setValue(value)

    def reveal(self, span: Span) -> None:
        """Bring a span to the eyes, where it is not in view; caret and selection stay where they are."""
        if self._page is None:
            return
        self._page.reach(span.stop)
        cursor = QTextCursor(self._page.document)
        cursor.setPosition(self._page.positions.to_position(span.start))
        if not self.viewport().rect().contains(self.cursorRect(cursor)):
            self.scroll_to(span.start)
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - self.viewport().height() // 3)

    def page_down(self) -> None:
        """Scroll by a page, as Space in the list does."""
        self.verticalScrollBar().triggerAction(self.verticalScrollBar().SliderAction.SliderPageStepAdd)

    def _keep_room(self) -> None:
        """Keep a few lines in view above and below the caret: a reader looks at what stands around it."""
        caret, height = self.cursorRect(), self.viewport().height()
        room = min(_LINES_OF_ROOM * caret.height(), height // 3)
        bar = self.verticalScrollBar()
        if caret.top() < room:
            bar.setValue(bar.value() + caret.top() - room)
        elif caret.bottom() > height - room:
            bar.setValue(bar.value() + caret.bottom() - height + room)

    # Keys that move the caret

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

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        copied = QMimeData()
        if self._page is not None:
            copied.setText(self.selection().of(self._page.article.text))
        return copied
