"""The places of what is looked for in the text, marked above the highlights of annotations and below the letters."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from reader.domain.finding import Finding
from reader.domain.span import Span
from reader.ui.painting.geometry import pieces, visible_blocks
from reader.ui.painting.page import Page
from reader.ui.theme import RADIUS_SPAN, Theme


def paint_hits(
    painter: QPainter, page: Page, visible: QRectF, finding: Finding, current: Span | None, theme: Theme
) -> None:
    """Mark the hits that reach into the visible rectangle; the painter stands in the document's coordinates."""
    if not len(finding):
        return
    blocks = list(visible_blocks(page.document.documentLayout(), visible))
    if not blocks:
        return
    last = blocks[-1][0]
    shown = page.positions.span(blocks[0][0].position(), last.position() + last.length() - 1)
    painter.setBrush(theme.text_selection)
    for number in finding.within(shown):
        hit = finding[number]
        painter.setPen(QPen(theme.accent, 2 if hit == current else 1))
        start, stop = page.positions.to_position(hit.start), page.positions.to_position(hit.stop)
        for block, rect in blocks:
            if start < block.position() + block.length() and stop > block.position():
                for piece in pieces(block, QPointF(rect.left(), rect.top()), start, stop):
                    painter.drawRoundedRect(piece.rect.adjusted(-1, 0, 1, 0), RADIUS_SPAN, RADIUS_SPAN)
    painter.setPen(Qt.PenStyle.NoPen)
