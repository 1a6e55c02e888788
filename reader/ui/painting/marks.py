"""The shape of a label's annotations in small, for lists, chips and forms."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from reader.domain.codebook import Label, LabelKind
from reader.ui.theme import Theme

_DOWN = QPointF(0, 3)


def paint_mark(painter: QPainter, rect: QRectF, label: Label, theme: Theme) -> None:
    """An entity is a rounded fill with an edge, a claim a bracket; both are seen on any surface of the theme."""
    inside = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    if label.kind is LabelKind.ENTITY:
        painter.setPen(QPen(theme.entity_edge(label.colour, anywhere=True), 1))
        painter.setBrush(theme.solid_fill(label.colour, theme.pane))
        painter.drawRoundedRect(inside, 2.5, 2.5)
    else:
        painter.setPen(QPen(theme.claim_line(label.colour, anywhere=True), 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(
            [inside.topLeft() + _DOWN, inside.bottomLeft(), inside.bottomRight(), inside.topRight() + _DOWN]
        )
