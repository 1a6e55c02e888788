"""An article on its page with its annotations: painted, and found at the caret and under the mouse."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from reader.domain.annotation import Annotation
from reader.domain.article import Article
from reader.domain.codebook import Codebook
from reader.domain.finding import Finding
from reader.domain.overlaps import AnnotationIndex
from reader.domain.span import Fragments, Span
from reader.ui.names import override
from reader.ui.painting.header import Header
from reader.ui.painting.highlights import HighlightPainter, Labels
from reader.ui.painting.hits import paint_hits
from reader.ui.painting.links import LinkLine
from reader.ui.painting.ornaments import paint_ornaments
from reader.ui.painting.page import MARGIN, build_page, page_palette
from reader.ui.painting.proposal import paint_proposal
from reader.ui.panes.reading.page_caret import PageCaret
from reader.ui.panes.reading.telling import EntityName, nameless, tip
from reader.ui.system_size import system_scale
from reader.ui.theme import Theme, interface_font
from reader.ui.typography import Typography

_TOP, _BOTTOM = 40, 96
_REST_DELAY = 15
_PLACE, _PLACE_DELAY = 4, 400


class PageView(PageCaret):
    """Shows one article; spans that it takes and gives are in code points of the article's text."""

    current_changed = Signal(int)
    article_shown = Signal()
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
        self.name_of: EntityName = nameless
        self._theme = theme
        self._typography = replace(typography, system=system_scale())
        self._index = AnnotationIndex()
        self._own: QTextDocument | None = None
        self._painter: HighlightPainter | None = None
        self._header: Header | None = None
        self._current_id = 0
        self._label_tags = False
        self._finding = Finding(iter(()))
        self._hit: Span | None = None
        self._proposal: Fragments = ()
        self._links: Sequence[LinkLine] = ()
        # What stays where it is while the window is resized, as long as nobody scrolls.
        self._place, self._resized_at = QTextCursor(), -1
        self._place_timer = QTimer(self, singleShot=True, interval=_PLACE_DELAY)
        self._place_timer.timeout.connect(self.place_changed)
        bar = self.verticalScrollBar()
        # Always there, though not to be seen where all is in view: the text is not to move when it comes.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))
        bar.valueChanged.connect(self._scrolled)
        self.cursorPositionChanged.connect(self._begin_waiting)
        self._set_palette()

    def _scrolled(self) -> None:
        self._begin_waiting()
        if self._links:  # those that leave the view do so at its edges
            self.viewport().update()

    def _begin_waiting(self) -> None:
        self._place_timer.start()

    def show_article(self, article: Article | None, annotations: AnnotationIndex) -> None:
        """Show the article with its annotations from its top, or nothing."""
        self._index = annotations
        self._current_id = 0
        self._lay_out(article)
        if article is not None:
            self.select(Span(self.body_start(), self.body_start()))
            self.verticalScrollBar().setValue(0)
        self.current_changed.emit(0)
        self.article_shown.emit()

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
        self._typography = replace(typography, system=system_scale())
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

    def annotation(self, annotation_id: int) -> Annotation | None:
        """An annotation of the article that is shown."""
        return self._index.get(annotation_id) if annotation_id else None

    def count_annotations(self) -> int:
        """How many annotations the article has."""
        return len(self._index)

    def preview(self, annotation: Annotation) -> None:
        """Show an annotation as it would be; nothing is changed."""
        self._index.put(annotation)
        self.viewport().update()

    def show_label_tags(self, shown: bool) -> None:
        """Show a small label over each highlight, or none."""
        self._label_tags = shown
        self._renew_painter()

    def show_hits(self, finding: Finding, current: Span | None) -> None:
        """Mark the places of what is looked for."""
        self._finding, self._hit = finding, current
        self.viewport().update()

    def show_links(self, links: Sequence[LinkLine]) -> None:
        """Draw the links of the current annotation to others of the article."""
        if links or self._links:
            self._links = links
            self.viewport().update()

    def show_proposal(self, parts: Fragments) -> None:
        """Frame words that may become the place of an annotation, or none."""
        self._proposal = parts
        self.viewport().update()

    def handle_at(self, point: QPointF) -> str | None:
        """Which handle of the current annotation lies under a point of the viewport: “start”, “stop” or none."""
        return self._painter.handle_at(self.to_document(point), self._current_id) if self._painter else None

    def to_document(self, point: QPointF) -> QPointF:
        """A point of the viewport as one of the document."""
        return point + QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    # Annotations at the caret and under the mouse

    def at_caret(self) -> list[Annotation]:
        """The annotations at the caret, the shortest first; where it stands right behind one, that one too."""
        return self.at(self.caret())

    def at(self, index: int) -> list[Annotation]:
        """The annotations where the caret could stand, the shortest first."""
        if self._page is None:
            return []
        return self._index.at(index) or (self._index.at(index - 1) if index else [])

    def neighbour(self, step: int, from_id: int = 0) -> Annotation | None:
        """The next or previous annotation from this one, the current one, or the caret; round at the ends."""
        ids = self._index.ids()
        if not ids:
            return None
        round_at_end = self._index.get(ids[0] if step > 0 else ids[-1])
        if from_id or self._current_id:
            return self._index.neighbour(from_id or self._current_id, step) or round_at_end
        found = self._index.after(self.caret() - 1)
        if found is None:
            return round_at_end
        if step < 0:
            return self._index.neighbour(found.id, -1) or round_at_end
        return found

    def overlapping(self, annotation: Annotation) -> list[Annotation]:
        """The annotation and those that share a character with it, the shortest first."""
        found = [
            other
            for other in self._index.covering(annotation.hull)
            if any(part.overlaps(own) for part in other.parts for own in annotation.parts)
        ]
        return sorted(found, key=lambda other: len(other.hull))

    def under(self, point: QPointF) -> list[Annotation]:
        """The annotations under a point of the viewport, the shortest first."""
        return self._index.at(self.index_under(point)) if self._on_text(point) else []

    def link_under(self, point: QPointF) -> str:
        """The link under a point of the viewport, in the text or below the title; empty where there is none."""
        if self._page is None:
            return ""
        if self._header is not None and self.is_header(point):
            return self._header.url
        return self.link_at(self.index_under(point)) if self._page.article.marks and self._on_text(point) else ""

    def link_at(self, index: int) -> str:
        """The link in the text at a code point; empty where there is none."""
        marks = self._page.article.marks if self._page else ()
        return next((mark.target for mark in marks if mark.start <= index < mark.stop and _is_link(mark.target)), "")

    def is_header(self, point: QPointF) -> bool:
        """Whether a point of the viewport lies on the link below the title."""
        return self._header is not None and self._header.link_at(self.to_document(point))

    def _on_text(self, point: QPointF) -> bool:
        if self._page is None:
            return False
        layout = self._page.document.documentLayout()
        return layout.hitTest(self.to_document(point), Qt.HitTestAccuracy.ExactHit) >= 0

    def _lay_out(self, article: Article | None) -> None:
        old, self._own = self._own, None
        self._page = None
        self._place, self._resized_at = QTextCursor(), -1
        if article is None:
            self._own = QTextDocument(self)  # the old one goes, and Qt would paint it still
            self.setDocument(self._own)
            self._header = None
        else:
            page = build_page(article, self._typography, self._theme, self)
            self._page, self._own = page, page.document
            self._header = Header(page, self._typography.zoom)
            self._set_margins(page.document)  # before it is shown: afterwards it would be laid out twice
            self.setDocument(page.document)
            # Through a lambda: PySide crashes over a method of an object that takes no weak references.
            QTimer.singleShot(_REST_DELAY, page.document, lambda: page.finish())  # noqa: PLW0108
        self._renew_painter()
        if old is not None:
            QTimer.singleShot(0, old, old.deleteLater)  # after the new one is painted

    def _lay_out_again(self) -> None:
        if self._page is None:
            return
        place, selected = self.top_index(), self.selection()
        self._lay_out(self._page.article)
        self.select(selected)
        self.scroll_to(place)

    def _renew_painter(self) -> None:
        labels = Labels(self.codebook)
        self._painter = None
        if self._page is not None:
            tags = self._label_tags
            self._painter = HighlightPainter(self._page, self._index, labels, self._theme, label_tags=tags)
        self.viewport().update()

    def _set_margins(self, document: QTextDocument) -> None:
        frame = document.rootFrame()
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
        self.setPalette(page_palette(self.palette(), self._theme))

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        point = QPointF(event.pos())
        link = "" if self.is_header(point) else self.link_under(point)
        words = self.tr("{0} (Ctrl+click opens it)").format(link) if link else ""
        QToolTip.showText(
            event.globalPos(), tip(self.under(point), self.codebook, words, self.name_of), self.viewport()
        )

    @override
    def focusNextPrevChild(self, following: bool) -> bool:
        """Keep Tab for the annotations; F6 and Ctrl with a number lead out of the text."""
        return False

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:  # not where it goes sideways, nor where fingers only touch or leave a pad
                self.zoom_requested.emit(10 if turned > 0 else -10)
            event.accept()
        else:
            super().wheelEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._page is None:
            super().resizeEvent(event)
            return
        bar = self.verticalScrollBar()
        if bar.value() != self._resized_at:
            self._place = self.cursorForPosition(QPoint(self.viewport().width() // 2, _PLACE))
        before = self.cursorRect(self._place).top()
        self._set_margins(self._page.document)
        super().resizeEvent(event)
        if bar.value():
            bar.setValue(bar.value() + self.cursorRect(self._place).top() - before)
        self._resized_at = bar.value()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.pane)
        if self._painter is not None:
            origin = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
            painter.translate(-origin)
            visible = QRectF(event.rect()).translated(origin)
            view = QRectF(self.viewport().rect()).translated(origin)
            self._painter.paint(painter, visible, self._current_id, self._links, view)
            if self._page is not None:
                paint_ornaments(painter, self._page, visible, self._theme)
                paint_hits(painter, self._page, visible, self._finding, self._hit, self._theme)
                paint_proposal(painter, self._page, visible, self._proposal, self._theme)
            if self._header is not None:
                self._header.paint(painter, self._theme)
        else:
            self._paint_empty(painter)
        painter.end()
        super().paintEvent(event)

    def _paint_empty(self, painter: QPainter) -> None:
        painter.setPen(self._theme.muted)
        painter.setFont(interface_font())
        words = self.tr("Choose an article from the list, or import some.")
        box = self.viewport().rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)


def _is_link(target: str) -> bool:
    return target.startswith(("http://", "https://"))
