"""Articles on pages without a window: set, annotated, painted into pictures, and where Qt draws each character."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QTextBlock, QTextCharFormat, QTextLayout, QTextLine

from reader.domain.annotation import Annotation, Status
from reader.domain.article import Article, ArticleState
from reader.domain.codebook import Label, LabelKind
from reader.domain.graphemes import cluster_ends
from reader.domain.overlaps import AnnotationIndex
from reader.domain.span import Span, fragments
from reader.domain.structure import plain_structure
from reader.ui.painting.highlights import HighlightPainter
from reader.ui.painting.page import MARGIN, Page, build_page
from reader.ui.theme import Theme, ThemeChoice, load_theme
from reader.ui.typography import Typography

ENTITY_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#647488", "#A69C90")
CLAIM_COLOURS = ("#7A5CC0", "#C0392B", "#D55E00", "#1B7FA6", "#A24FB5", "#5C7A1E", "#A61C5D", "#303030")
TOP = 40.0
#: A colour that emoji, which are drawn in their own, are not likely to have.
NOTHING = 0x3A5000
_BARS_END = MARGIN - 2


def _label(number: int, kind: LabelKind, colour: str) -> Label:
    return Label(
        number, f"label{number}", kind, f"{kind} {number}", colour, "abcdefghi"[number % 9], "", None, 0, False
    )


ENTITIES = [_label(number, LabelKind.ENTITY, colour) for number, colour in enumerate(ENTITY_COLOURS, 1)]
CLAIMS = [_label(number, LabelKind.CLAIM, colour) for number, colour in enumerate(CLAIM_COLOURS, 21)]
LABELS = {label.id: label for label in (*ENTITIES, *CLAIMS)}


def annotation(number: int, label: Label, *spans: Span, status: Status = Status.ACCEPTED) -> Annotation:
    """An annotation that is in no library."""
    return Annotation(number, f"uid{number}", 1, label.id, fragments(spans), "", "", status)


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the page: its height in the document, and what Qt knows of it."""

    block: QTextBlock
    line: QTextLine
    left: float
    top: float
    baseline: float
    bottom: float


def rows_of(picture: QImage, top: int, bottom: int) -> list[list[int]]:
    """The colours of the pixels from a row to another one, without their alpha."""
    rows = range(max(0, top), min(picture.height() - 1, bottom) + 1)
    scanned = (cast("memoryview", picture.constScanLine(y)).cast("B").cast("I") for y in rows)
    return [[pixel & 0xFFFFFF for pixel in row] for row in scanned]


class PageOf:
    """A text as an article on a page of a width, at a zoom in percent."""

    def __init__(self, text: str, width: int = 700, zoom: int = 100, *, titled: bool = False) -> None:
        self._parent = QObject()
        self.theme: Theme = load_theme(ThemeChoice.LIGHT)
        structure = plain_structure(text, titled=titled)
        article = Article(1, "uid", "", "", "", "", "", "", text, structure, 1, ArticleState.UNREAD, False, 0)
        self.page: Page = build_page(article, Typography(zoom), self.theme, self._parent)
        self.text, self.width, self.bars_end = text, width, _BARS_END
        frame = self.page.document.rootFrame()
        margins = frame.frameFormat()
        margins.setLeftMargin(MARGIN)
        margins.setRightMargin(MARGIN)
        margins.setTopMargin(TOP)
        margins.setBottomMargin(TOP)
        frame.setFrameFormat(margins)
        self.page.document.setTextWidth(width)
        self.height = round(self.page.document.size().height())

    def painter(self, annotations: Sequence[Annotation], *, label_tags: bool = False) -> HighlightPainter:
        """The painter of these annotations."""
        index = AnnotationIndex.of(annotations)
        return HighlightPainter(self.page, index, LABELS, self.theme, label_tags=label_tags)

    def picture(self, dpr: float = 1.0) -> QImage:
        """An empty picture of the page."""
        picture = QImage(round(self.width * dpr), round(self.height * dpr), QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(dpr)
        picture.fill(self.theme.pane)
        return picture

    def painted(self, highlights: HighlightPainter, current_id: int = 0, dpr: float = 1.0) -> QImage:
        """The whole page with nothing but the annotations."""
        picture = self.picture(dpr)
        painter = QPainter(picture)
        highlights.paint(painter, QRectF(0, 0, self.width, self.height), current_id)
        painter.end()
        return picture

    def clusters(self) -> list[Span]:
        """The grapheme clusters of the text."""
        ends = [0, *cluster_ends(self.text, 0)]
        return [Span(start, stop) for start, stop in pairwise(ends)]

    def places(self) -> Iterator[Place]:
        """All lines, as the layout has them."""
        layout, block = self.page.document.documentLayout(), self.page.document.firstBlock()
        while block.isValid():
            rect = layout.blockBoundingRect(block)
            for number in range(block.layout().lineCount()):
                line = block.layout().lineAt(number)
                top = rect.top() + line.y()
                baseline = top + line.ascent()
                yield Place(block, line, rect.left(), top, baseline, baseline + line.descent())
            block = block.next()

    def drawn_characters(self, dpr: float = 1.0) -> QImage:
        """A picture whose colours tell which cluster Qt draws there: NOTHING, or as much more as it has as its number.

        Qt draws each cluster as selected, by the code that draws selections; this knows where it puts its glyphs.
        """
        picture = self.picture(dpr)
        picture.fill(NOTHING)
        painter = QPainter(picture)
        layout, to_position = self.page.document.documentLayout(), self.page.positions.to_position
        clusters = [(to_position(span.start), to_position(span.stop)) for span in self.clusters()]
        block = self.page.document.firstBlock()
        while block.isValid():
            begin, end = block.position(), block.position() + block.length() - 1
            ranges = [
                _selected(start - begin, stop - start, number)
                for number, (start, stop) in enumerate(clusters, 1)
                if begin <= start < end
            ]
            rect = layout.blockBoundingRect(block)
            block.layout().draw(painter, rect.topLeft() - block.layout().position(), ranges)
            block = block.next()
        painter.end()
        return picture


def _selected(start: int, length: int, number: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    shown = QTextCharFormat()
    shown.setBackground(QColor.fromRgb(NOTHING + number))
    shown.setForeground(QColor(0, 0, 0, 0))
    made.format = shown
    return made
