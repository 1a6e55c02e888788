"""A dashed frame round words in the text that a person may accept as the place of an annotation."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from reader.domain.span import Fragments
from reader.ui.painting.lines import PageLines
from reader.ui.painting.page import Page
from reader.ui.theme import RADIUS_SPAN, Theme

_WIDTH = 1.4


def paint_proposal(painter: QPainter, page: Page, visible: QRectF, parts: Fragments, theme: Theme) -> None:
    """Frame the parts that reach into the visible rectangle; the painter stands in the document's coordinates."""
    lines = PageLines(page.document).visible(visible) if parts else None
    if not lines:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.accent, _WIDTH, Qt.PenStyle.DashLine))
    for part in parts:
        to_position = page.positions.to_position
        for piece in lines.pieces(to_position(part.start), to_position(part.stop)):
            painter.drawRoundedRect(piece.rect.adjusted(-2, -1, 2, 1), RADIUS_SPAN, RADIUS_SPAN)
    painter.setPen(Qt.PenStyle.NoPen)
