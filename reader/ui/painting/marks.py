"""The shape of a label's annotations in small, for lists, chips and forms."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from reader.domain.codebook import Label, LabelKind
from reader.ui.names import override
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


class LabelMark(QWidget):
    """The mark of a label beside its name; nothing before there is a label."""

    def __init__(self, theme: Theme, label: Label | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._label = label
        self.setFixedSize(16, 16)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def show_label(self, label: Label) -> None:
        """Show the mark of this label."""
        self._label = label
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._label is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_mark(painter, QRectF(1, 3, 14, 10), self._label, self._theme)
