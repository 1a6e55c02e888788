"""How an annotation of the library is painted: its mark, its quote, its note, and where it stands."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from reader.domain.annotation_listing import AnnotationRow
from reader.domain.matching import Matching
from reader.domain.offsets import OffsetMap
from reader.ui.names import override
from reader.ui.painting.header import joined, spoken_date
from reader.ui.painting.marks import paint_mark
from reader.ui.painting.rows import in_lines, paint_card
from reader.ui.panes.library_annotations.rows import LibraryAnnotationRows
from reader.ui.system_size import scaled
from reader.ui.theme import Theme, interface_font, reading_font

_INDENT, _RIGHT, _TOP, _GAP = 40, 16, 10, 4
_MARK_LEFT, _MARK_WIDTH, _MARK_HEIGHT = 16, 14, 10
_QUOTE_PIXELS, _SMALL_PIXELS = 14, 12
_BODY_LINES = 2
_MOST_LAID_OUT = 300
_HIT_ALPHA = 0.22


class LibraryAnnotationDelegate(QStyledItemDelegate):
    """Paints annotations in a theme. All rows are equally high: two lines of quote, or one and its note, and one below.

    Where there are fewer, those that are there stand in the middle.
    """

    def __init__(self, rows: LibraryAnnotationRows, theme: Theme) -> None:
        super().__init__()
        self._rows = rows
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        self._theme = theme

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = self._rows.fetched(index.row())
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        paint_card(painter, option, rect, self._theme)
        inner = QRectF(rect.adjusted(_INDENT, _TOP, -_RIGHT, -_TOP))
        parts = self._parts(row, inner.width())
        heights = [part.boundingRect().height() for part in parts]
        top = inner.top() + max(0.0, (inner.height() - sum(heights) - _GAP * (len(parts) - 1)) / 2)
        first = heights[0] / max(1, parts[0].lineCount())
        mark = QRectF(rect.left() + _MARK_LEFT, top + (first - _MARK_HEIGHT) / 2, _MARK_WIDTH, _MARK_HEIGHT)
        paint_mark(painter, mark, self._rows.label(row), self._theme)
        colours = [self._theme.text, *[self._theme.muted] * (len(parts) - 1)]
        for part, height, colour in zip(parts, heights, colours, strict=True):
            painter.setPen(colour)
            part.draw(painter, QPointF(inner.left(), top))
            top += height + _GAP
        painter.restore()

    def _parts(self, row: AnnotationRow, width: float) -> list[QTextLayout]:
        quote = self._rows.quote(row)
        lines = _BODY_LINES - bool(row.note)
        parts = [self._laid_out(quote, _quote_font(), width, lines, self._rows.in_quotes)]
        if row.note:
            note = " ".join(row.note.split())
            parts.append(self._laid_out(note, _note_font(), width, 1, self._rows.in_notes))
        where = joined((self._rows.entity(row), row.source, spoken_date(row.published), " ".join(row.title.split())))
        parts.append(self._laid_out(where, interface_font(_SMALL_PIXELS), width, 1, None))
        return parts

    def _laid_out(self, words: str, font: QFont, width: float, lines: int, matching: Matching | None) -> QTextLayout:
        """The words in at most so many lines, cut with dots, from the right where they are written so; hits marked."""
        words = words[:_MOST_LAID_OUT]
        layout = in_lines(words, font, width, formats=self._hits(words, matching))
        if layout.lineCount() > lines:
            last = layout.lineAt(lines - 1)
            offsets = OffsetMap(words)
            begin = offsets.to_index(last.textStart())
            told = QFontMetricsF(font).elidedText(words[begin:], Qt.TextElideMode.ElideRight, width)
            words = words[:begin] + told
            layout = in_lines(words, font, width, lines, self._hits(words, matching))
        return layout

    def _hits(self, words: str, matching: Matching | None) -> list[QTextLayout.FormatRange]:
        """How the hits are shown."""
        if not matching:
            return []
        offsets = OffsetMap(words)
        ground = QColor(self._theme.accent)
        ground.setAlphaF(_HIT_ALPHA)
        marks = []
        for hit in matching.hits(words):
            mark = QTextLayout.FormatRange()
            mark.start = offsets.to_utf16(hit.start)
            mark.length = offsets.to_utf16(hit.stop) - mark.start
            shown = QTextCharFormat()
            shown.setBackground(ground)
            mark.format = shown
            marks.append(mark)
        return marks


def row_height() -> int:
    """The height of every row, in pixels."""
    quote, note = QFontMetricsF(_quote_font()), QFontMetricsF(_note_font())
    small = QFontMetricsF(interface_font(_SMALL_PIXELS))
    body = max(_BODY_LINES * quote.lineSpacing(), quote.lineSpacing() + _GAP + note.lineSpacing())
    return round(2 * _TOP + body + _GAP + small.lineSpacing())


@lru_cache
def _quote_font() -> QFont:
    return reading_font(scaled(_QUOTE_PIXELS))


@lru_cache
def _note_font() -> QFont:
    font = QFont(interface_font(_SMALL_PIXELS))
    font.setItalic(True)
    return font
