"""What is drawn beside lists and quotations: it is not in the text, and so not in the document."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextBlock

from reader.domain.structure import Block, BlockKind
from reader.ui.painting.geometry import visible_blocks
from reader.ui.painting.page import INDENT, Page
from reader.ui.theme import Theme

_BAR_WIDTH, _BULLET = 3.0, 5.0


def paint_ornaments(painter: QPainter, page: Page, visible: QRectF, theme: Theme) -> None:
    """Draw the markers of items and the bars of quotes; the painter stands in the document's coordinates."""
    if not page.ornaments:
        return
    painter.setFont(page.document.defaultFont())
    for line, rect in visible_blocks(page.document.documentLayout(), visible):
        block = page.ornaments.get(line.position())
        if block is not None:
            _paint_beside(painter, page, line, rect, block, theme)


def _paint_beside(painter: QPainter, page: Page, line: QTextBlock, rect: QRectF, block: Block, theme: Theme) -> None:
    scale = page.document.indentWidth() / INDENT
    from_right = line.textDirection() is Qt.LayoutDirection.RightToLeft
    first = line.layout().lineAt(0)
    height = line.layout().boundingRect().height()
    edge = rect.left() + (first.rect().right() if from_right else first.rect().left())
    towards = 1 if from_right else -1
    painter.setPen(Qt.PenStyle.NoPen)
    if block.kind is BlockKind.QUOTE:
        painter.setBrush(theme.line)
        x = edge + towards * 14 * scale
        painter.drawRoundedRect(QRectF(x - _BAR_WIDTH / 2, rect.top(), _BAR_WIDTH, height), 1.5, 1.5)
        return
    middle = rect.top() + first.y() + first.ascent() - QFontMetricsF(page.document.defaultFont()).xHeight() / 2
    if not block.marker:
        painter.setBrush(theme.muted)
        x = edge + towards * 12 * scale
        size = _BULLET * scale
        painter.drawEllipse(QRectF(x - size / 2, middle - size / 2, size, size))
        return
    painter.setPen(theme.muted)
    width = 4 * page.document.indentWidth()
    left = edge + 6 * scale if from_right else edge - 6 * scale - width
    align = Qt.AlignmentFlag.AlignLeft if from_right else Qt.AlignmentFlag.AlignRight
    box = QRectF(left, rect.top() + first.y(), width, first.ascent() + first.descent())
    painter.drawText(box, align | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, block.marker)
