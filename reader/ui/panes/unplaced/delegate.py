"""How an annotation that waits is painted: its label and quote, where it stood, and what is proposed."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from reader.domain.codebook import Label
from reader.domain.versions import Unplaced
from reader.ui.names import override
from reader.ui.painting.marks import paint_mark
from reader.ui.painting.rows import MARK_WIDTH, SPACE, mark_box, paint_card, write_elided
from reader.ui.panes.unplaced.rows import UnplacedRole
from reader.ui.theme import SMALL_PIXELS, Theme, interface_font, pixmap

_SIDE, _TOP, _GAP = 16, 8, 3
_ICON = 14


class UnplacedDelegate(QStyledItemDelegate):
    """Paints each in three lines in a theme, with a sign where it has a note: the tip tells it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        one, label = index.data(UnplacedRole.UNPLACED), index.data(UnplacedRole.LABEL)
        if not isinstance(one, Unplaced) or not isinstance(label, Label):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_card(painter, option, option.rect, self.theme)
        box = QRectF(option.rect).adjusted(_SIDE, _TOP, -_SIDE, -_TOP)
        font, small = interface_font(bold=True), interface_font(SMALL_PIXELS)
        first = QRectF(box.left(), box.top(), box.width(), QFontMetrics(font).lineSpacing())
        paint_mark(painter, mark_box(first), label, self.theme)
        beside = first.adjusted(MARK_WIDTH + SPACE, 0, 0, 0)
        quote = QRectF(beside)
        if one.annotation.note:
            icon = QRect(round(beside.right()) - _ICON, round(beside.center().y()) - _ICON // 2, _ICON, _ICON)
            painter.drawPixmap(icon, pixmap("note", self.theme.muted.name(), 2 * _ICON))
            quote.setRight(icon.left() - _GAP)
        write_elided(painter, quote, one.annotation.quote, font, self.theme.text)
        line = QRectF(beside.left(), first.bottom() + _GAP, beside.width(), QFontMetrics(small).lineSpacing())
        write_elided(painter, line, _where(one, line.width(), QFontMetrics(small)), small, self.theme.muted)
        line.moveTop(line.bottom() + _GAP)
        colour = self.theme.accent if one.proposal else self.theme.muted
        write_elided(painter, line, str(index.data(UnplacedRole.PROPOSED)), small, colour)
        painter.restore()


def _where(one: Unplaced, width: float, metrics: QFontMetrics) -> str:
    """Where it stood: the quote in the middle of as much context as there is room for."""
    before, quote = one.before, one.annotation.quote
    room = width - metrics.horizontalAdvance(f"…{quote}…")
    while before and metrics.horizontalAdvance(before) > room / 2:
        before = before[1:]
    words = " ".join(f"{before}{quote}{one.after}".split())
    return f"…{words}" if before.strip() else words


def row_height() -> int:
    """The height of a row, in pixels."""
    quote, small = QFontMetrics(interface_font(bold=True)), QFontMetrics(interface_font(SMALL_PIXELS))
    return 2 * _TOP + quote.lineSpacing() + 2 * (_GAP + small.lineSpacing())
