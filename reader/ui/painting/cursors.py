"""The mouse cursor while a label is armed: the usual bar, with the label's mark beside it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QCursor, QPainter, QPen, QPixmap

from reader.domain.codebook import Label
from reader.ui.painting.marks import paint_mark
from reader.ui.theme import Theme

_SIZE, _BAR, _TOP, _BOTTOM = 32, 7, 4, 22


def armed_cursor(label: Label, theme: Theme) -> QCursor:
    """A cursor that shows which label every selection becomes."""
    drawn = QPixmap(_SIZE, _SIZE)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, width in ((theme.pane, 4.0), (theme.text, 1.6)):
        painter.setPen(QPen(colour, width))
        painter.drawLine(QPointF(_BAR, _TOP), QPointF(_BAR, _BOTTOM))
        for y in (_TOP, _BOTTOM):
            painter.drawLine(QPointF(_BAR - 3, y), QPointF(_BAR + 3, y))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.pane)
    painter.drawRoundedRect(QRectF(12, 14, 18, 14), 4, 4)
    paint_mark(painter, QRectF(14, 16, 14, 10), label, theme)
    painter.end()
    return QCursor(drawn, _BAR, (_TOP + _BOTTOM) // 2)
