"""The shape of a label's annotations in small, for lists, chips and forms."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from reader.domain.codebook import Label, LabelKind
from reader.ui.theme import Theme

_DOWN = QPointF(0, 3)


def paint_mark(painter: QPainter, rect: QRectF, label: Label, theme: Theme) -> None:
    """An entity is a rounded fill, a claim a bracket."""
    if label.kind is LabelKind.ENTITY:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.solid_fill(label.colour, theme.pane))
        painter.drawRoundedRect(rect, 3, 3)
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.claim_line(label.colour), 1.6))
        painter.drawPolyline([rect.topLeft() + _DOWN, rect.bottomLeft(), rect.bottomRight(), rect.topRight() + _DOWN])
