"""The places of what is looked for in the text, marked above the highlights of annotations and below the letters."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from reader.domain.finding import Finding
from reader.domain.span import Span
from reader.ui.painting.lines import PageLines
from reader.ui.painting.page import Page
from reader.ui.theme import RADIUS_SPAN, Theme


def paint_hits(
    painter: QPainter, page: Page, visible: QRectF, finding: Finding, current: Span | None, theme: Theme
) -> None:
    """Mark the hits that reach into the visible rectangle; the painter stands in the document's coordinates."""
    if not len(finding):
        return
    lines = PageLines(page.document).visible(visible)
    if not lines:
        return
    shown = page.positions.span(lines.start, lines.stop)
    painter.setBrush(theme.text_selection)
    for number in finding.within(shown):
        hit = finding[number]
        painter.setPen(QPen(theme.accent, 2 if hit == current else 1))
        for piece in lines.pieces(page.positions.to_position(hit.start), page.positions.to_position(hit.stop)):
            painter.drawRoundedRect(piece.rect.adjusted(-1, 0, 1, 0), RADIUS_SPAN, RADIUS_SPAN)
    painter.setPen(Qt.PenStyle.NoPen)
