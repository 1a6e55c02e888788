"""An article on its page with its annotations: shown, scrolled, selected in. Qt's positions end here."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QTextEdit, QWidget

from reader.domain.annotation import Annotation
from reader.domain.article import Article
from reader.domain.codebook import Codebook
from reader.domain.overlaps import AnnotationIndex
from reader.domain.span import Span
from reader.ui.names import override
from reader.ui.painting.header import Header
from reader.ui.painting.highlights import HighlightPainter
from reader.ui.painting.page import MARGIN, Page, build_page
from reader.ui.theme import Theme, interface_font
from reader.ui.typography import Typography

_TOP, _BOTTOM = 40, 96
_PLACE_DELAY = 400
_LINES_OF_ROOM = 3
_SELECTION_ALPHA = 150


class PageView(QTextEdit):
    """Shows one article; spans that it takes and gives are in code points of the article's text."""

    current_changed = Signal(int)
    place_changed = Signal()
    zoom_requested = Signal(int)

    def __init__(self, theme: Theme, typography: Typography, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(2)
        self.viewport().setAutoFillBackground(False)
        self.codebook = Codebook(())
        self._theme = theme
        self._typography = typography
        self._page: Page | None = None
        self._index = AnnotationIndex()
        self._painter: HighlightPainter | None = None
        self._header: Header | None = None
        self._current_id = 0
        self._place_timer = QTimer(self, singleShot=True, interval=_PLACE_DELAY)
        self._place_timer.timeout.connect(self.place_changed)
        self.verticalScrollBar().valueChanged.connect(self._begin_waiting)
        self.cursorPositionChanged.connect(self._begin_waiting)
        self._set_palette()

    def _begin_waiting(self) -> None:
        self._place_timer.start()

    def article(self) -> Article | None:
        """The article that is shown."""
        return self._page.article if self._page else None

    def show_article(self, article: Article | None, annotations: AnnotationIndex) -> None:
        """Show the article with its annotations from its top, or nothing."""
        self._index = annotations
        self._current_id = 0
        self._lay_out(article)
        if article is not None:
            self.select(Span(self.body_start(), self.body_start()))
            self.verticalScrollBar().setValue(0)
        self.current_changed.emit(0)

    def set_codebook(self, codebook: Codebook) -> None:
        """Use the labels of this codebook from now on."""
        self.codebook = codebook
        self._renew_painter()

    def theme(self) -> Theme:
        """The colours that the article is shown in."""
        return self._theme

    def set_theme(self, theme: Theme) -> None:
        """Show the article in other colours."""
        self._theme = theme
        self._set_palette()
        self._lay_out_again()

    def set_typography(self, typography: Typography) -> None:
        """Set the article otherwise, the place in it kept."""
        self._typography = typography
        self._lay_out_again()

    def refresh(self, ids: tuple[int, ...], annotations: list[Annotation]) -> None:
        """Take over the annotations with these ids as they are now; those not given are gone."""
        there = {annotation.id for annotation in annotations}
        for annotation in annotations:
            self._index.put(annotation)
        for gone in set(ids) - there:
            self._index.discard(gone)
            if gone == self._current_id:
                self.set_current(0)
        self.viewport().update()

    def set_annotations(self, annotations: AnnotationIndex) -> None:
        """Show these annotations instead; the current one stays so where it is among them."""
        self._index = annotations
        self._renew_painter()
        if self._current_id not in self._index:
            self.set_current(0)

    def set_current(self, annotation_id: int, *, reveal: bool = False) -> None:
        """Make an annotation the current one (0: none); `reveal` takes the caret to it."""
        annotation = self._index.get(annotation_id)
        annotation_id = annotation.id if annotation else 0
        if annotation and reveal:
            self.select(Span(annotation.hull.start, annotation.hull.start))
        if annotation_id != self._current_id:
            self._current_id = annotation_id
            self.viewport().update()
            self.current_changed.emit(annotation_id)

    def current_id(self) -> int:
        """The current annotation, 0 where there is none."""
        return self._current_id

    def selection(self) -> Span:
        """The selected span; empty at the caret where nothing is selected."""
        if self._page is None:
            return Span(0, 0)
        cursor = self.textCursor()
        return self._page.offsets.span(cursor.selectionStart(), cursor.selectionEnd())

    def select(self, span: Span) -> None:
        """Select a span, or put the caret where an empty one is, and bring it into view."""
        if self._page is None:
            return
        length = len(self._page.article.text)
        cursor = self.textCursor()
        cursor.setPosition(self._page.offsets.to_utf16(min(span.start, length)))
        cursor.setPosition(self._page.offsets.to_utf16(min(span.stop, length)), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self._keep_room()

    def let_go(self) -> None:
        """Select nothing any more; the caret stays where it is."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def body_start(self) -> int:
        """Where the body begins, after the title."""
        article = self.article()
        if article is None or not article.structure:
            return 0
        return article.structure[min(1, len(article.structure) - 1)].span.start

    def top_index(self) -> int:
        """The code point at the top left of what is in view."""
        if self._page is None:
            return 0
        return self._page.offsets.to_index(self.cursorForPosition(QPoint(self.viewport().width() // 2, 4)).position())

    def scroll_to(self, index: int) -> None:
        """Bring the line of a code point to the top."""
        if self._page is None or index <= self.body_start():
            return
        cursor = QTextCursor(self._page.document)
        cursor.setPosition(self._page.offsets.to_utf16(min(index, len(self._page.article.text))))
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() - 4)

    def _keep_room(self) -> None:
        """Keep a few lines in view above and below the caret: a reader looks at what stands around it."""
        caret, height = self.cursorRect(), self.viewport().height()
        room = min(_LINES_OF_ROOM * caret.height(), height // 3)
        bar = self.verticalScrollBar()
        if caret.top() < room:
            bar.setValue(bar.value() + caret.top() - room)
        elif caret.bottom() > height - room:
            bar.setValue(bar.value() + caret.bottom() - height + room)

    def page_down(self) -> None:
        """Scroll by a page, as Space in the list does."""
        self.verticalScrollBar().triggerAction(self.verticalScrollBar().SliderAction.SliderPageStepAdd)

    def caret(self) -> int:
        """Where the caret stands, the moving end of a selection."""
        return self._page.offsets.to_index(self.textCursor().position()) if self._page else 0

    def _lay_out(self, article: Article | None) -> None:
        old = self._page.document if self._page else None
        self._page = None
        if article is None:
            self.clear()
            self._header = None
        else:
            page = build_page(article, self._typography, self._theme.text, self)
            self._page = page
            self._header = Header(page, self._typography.zoom)
            self.setDocument(page.document)
            self._set_margins()
        self._renew_painter()
        if old is not None:
            old.deleteLater()

    def _lay_out_again(self) -> None:
        if self._page is None:
            return
        place, selected = self.top_index(), self.selection()
        self._lay_out(self._page.article)
        self.select(selected)
        self.scroll_to(place)

    def _renew_painter(self) -> None:
        labels = {label.id: label for label in self.codebook.labels}
        self._painter = HighlightPainter(self._page, self._index, labels, self._theme) if self._page else None
        self.viewport().update()

    def _set_margins(self) -> None:
        frame = self.document().rootFrame()
        margins = frame.frameFormat()
        side = max(MARGIN, (self.viewport().width() - self._typography.measure * self._typography.scale) / 2)
        if margins.leftMargin() == side and margins.topMargin() == _TOP:
            return
        margins.setLeftMargin(side)
        margins.setRightMargin(side)
        margins.setTopMargin(_TOP)
        margins.setBottomMargin(_BOTTOM)
        frame.setFrameFormat(margins)

    def _set_palette(self) -> None:
        colours = self.palette()
        ground = QColor(self._theme.text_selection)
        ground.setAlpha(_SELECTION_ALPHA)
        colours.setColor(QPalette.ColorRole.Base, self._theme.pane)
        colours.setColor(QPalette.ColorRole.Text, self._theme.text)
        colours.setColor(QPalette.ColorRole.Highlight, ground)
        colours.setColor(QPalette.ColorRole.HighlightedText, self._theme.text)
        self.setPalette(colours)

    @override
    def focusNextPrevChild(self, following: bool) -> bool:
        """Keep Tab for the annotations; F6 and Ctrl with a number lead out of the text."""
        return False

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_requested.emit(10 if event.angleDelta().y() > 0 else -10)
            event.accept()
        else:
            super().wheelEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._page is not None:
            self._set_margins()
        super().resizeEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.pane)
        if self._painter is not None:
            origin = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
            painter.translate(-origin)
            visible = QRectF(event.rect()).translated(origin)
            self._painter.paint(painter, visible, self._current_id)
            if self._header is not None:
                self._header.paint(painter, self._theme)
        else:
            self._paint_empty(painter)
        painter.end()
        super().paintEvent(event)

    def _paint_empty(self, painter: QPainter) -> None:
        painter.setPen(self._theme.muted)
        painter.setFont(interface_font())
        words = self.tr("Choose an article from the list, or import some with Ctrl+I.")
        box = self.viewport().rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        copied = QMimeData()
        if self._page is not None:
            copied.setText(self.selection().of(self._page.article.text))
        return copied
