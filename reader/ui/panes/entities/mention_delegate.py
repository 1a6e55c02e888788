"""How a mention is painted in its context, and how a claim is: rows of one line or two, thin lines between them."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.domain.entity_listing import MentionRow
from reader.ui.names import override
from reader.ui.painting.header import spoken_date
from reader.ui.painting.marks import paint_mark
from reader.ui.painting.rows import MARK_WIDTH, mark_box, write_elided
from reader.ui.panes.entities.mention_rows import ClaimRows, MentionRows, reads_from_right
from reader.ui.system_size import scaled
from reader.ui.theme import RADIUS_SPAN, SMALL_PIXELS, Theme, interface_font, reading_font

_SIDE, _SPACE, _PAD = 28, 10, 3
_DATE, _SOURCE = 92, 118
_LEAST_FOR_DATE, _LEAST_FOR_SOURCE = 420, 660
_KEYWORD, _MOST_KEYWORD = 124, 0.45
_TYPE_PIXELS, _TOP, _GAP = 14, 9, 3
_DATE_LENGTH = len("2026-05-12")


class MentionDelegate(QStyledItemDelegate):
    """Paints keywords one below the other, each in its context; where a text flows from the right, so does its row."""

    def __init__(self, rows: MentionRows, theme: Theme) -> None:
        super().__init__()
        self._rows = rows
        self.theme = theme

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = self._rows.fetched(index.row())
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_line(painter, option, self.theme)
        rect = QRectF(option.rect).adjusted(_SIDE, 0, -_SIDE, 0)
        left = rect.left()
        small = interface_font(SMALL_PIXELS)
        for told, width, least in (
            (spoken_date(row.published[:_DATE_LENGTH]), scaled(_DATE), _LEAST_FOR_DATE),
            (row.source, scaled(_SOURCE), _LEAST_FOR_SOURCE),
        ):
            if rect.width() >= scaled(least):
                box = QRectF(left, rect.top(), width - _SPACE, rect.height())
                write_elided(painter, box, told, small, self.theme.muted)
                left += width
        self._paint_context(painter, row, QRectF(left, rect.top(), rect.right() - left, rect.height()))
        painter.restore()

    def _paint_context(self, painter: QPainter, row: MentionRow, box: QRectF) -> None:
        font = _type()
        metrics = QFontMetricsF(font)
        column = min(float(scaled(_KEYWORD)), box.width() * _MOST_KEYWORD)
        start = box.left() + (box.width() - column) / 2
        from_right = reads_from_right(row)
        quote = metrics.elidedText(row.quote, Qt.TextElideMode.ElideMiddle, box.width() * _MOST_KEYWORD)
        wide = metrics.horizontalAdvance(quote)
        begin = start + column - wide if from_right else start
        fill = QRectF(begin - _PAD, box.center().y() - metrics.height() / 2 - 1, wide + 2 * _PAD, metrics.height() + 2)
        label = self._rows.label(row)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.entity_fill(label.colour))
        painter.drawRoundedRect(fill, RADIUS_SPAN, RADIUS_SPAN)
        painter.setFont(font)
        painter.setPen(self.theme.text)
        way = Qt.LayoutDirection.RightToLeft if from_right else Qt.LayoutDirection.LeftToRight
        painter.setLayoutDirection(way)
        centred = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(fill, centred | Qt.AlignmentFlag.AlignHCenter, quote)
        before, after = " ".join(row.before.split()), " ".join(row.after.split())
        at_left = QRectF(box.left(), box.top(), max(0.0, min(start, begin) - _SPACE - box.left()), box.height())
        edge = max(start + column, begin + wide) + _SPACE
        at_right = QRectF(edge, box.top(), max(0.0, box.right() - edge), box.height())
        first, last = (at_right, at_left) if from_right else (at_left, at_right)
        near_left, near_right = centred | Qt.AlignmentFlag.AlignLeft, centred | Qt.AlignmentFlag.AlignRight
        told = _whole(metrics.elidedText(before, Qt.TextElideMode.ElideLeft, first.width()), before)
        painter.drawText(first, near_left if from_right else near_right, told)
        told = _whole(metrics.elidedText(after, Qt.TextElideMode.ElideRight, last.width()), after)
        painter.drawText(last, near_right if from_right else near_left, told)


class ClaimDelegate(QStyledItemDelegate):
    """Paints claims: the mark of the label, the words, and below them who says it and where."""

    def __init__(self, rows: ClaimRows, theme: Theme) -> None:
        super().__init__()
        self._rows = rows
        self.theme = theme

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = self._rows.fetched(index.row())
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_line(painter, option, self.theme)
        rect = QRectF(option.rect).adjusted(_SIDE, _TOP, -_SIDE, -_TOP)
        font = _type() if row.is_quote else interface_font()
        high = QFontMetricsF(_type()).lineSpacing()
        paint_mark(
            painter, mark_box(QRectF(rect.left(), rect.top(), MARK_WIDTH, high)), self._rows.label(row), self.theme
        )
        left = rect.left() + MARK_WIDTH + _SPACE
        write_elided(painter, QRectF(left, rect.top(), rect.right() - left, high), row.words, font, self.theme.text)
        below = QRectF(left, rect.top() + high + _GAP, rect.right() - left, rect.bottom() - rect.top() - high - _GAP)
        write_elided(painter, below, self._rows.below(row), interface_font(SMALL_PIXELS), self.theme.muted)
        painter.restore()


def paint_line(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
    """Paint what lies under a row of a table, and the thin line below it; a bar shows that keys go there."""
    state: QStyle.StateFlag = option.state
    rect: QRect = option.rect
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, theme.selection)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -1.5))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, theme.hover)
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line)


def _whole(told: str, words: str) -> str:
    """The same without the word that was cut at the edge, as far as there are words."""
    if told == words:
        return told
    if told.startswith("…"):
        return told.partition(" ")[2] or told
    return told.rpartition(" ")[0] or told


def mention_height() -> int:
    """The height of a row of the concordance, in pixels."""
    return round(QFontMetricsF(_type()).lineSpacing() + 2 * _TOP)


def claim_height() -> int:
    """The height of a row of claims, in pixels."""
    below = QFontMetricsF(interface_font(SMALL_PIXELS)).lineSpacing()
    return round(QFontMetricsF(_type()).lineSpacing() + _GAP + below + 2 * _TOP)


@lru_cache
def _type() -> QFont:
    return reading_font(scaled(_TYPE_PIXELS))
