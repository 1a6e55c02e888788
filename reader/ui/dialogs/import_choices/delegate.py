"""How a preview is painted: the title, source and date below it, the first words of the text."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.ui.dialogs.import_choices.rows import Preview, PreviewRole
from reader.ui.names import override
from reader.ui.painting.rows import flows_from_right
from reader.ui.theme import Theme, interface_font, reading_font

_TOP, _SIDE, _GAP = 10, 16, 4
_FOCUS_WIDTH = 3
_READING_PIXELS = 14


class PreviewDelegate(QStyledItemDelegate):
    """Paints previews in a theme; thin lines part them."""

    def __init__(self, theme: Theme, *, with_beginning: bool) -> None:
        super().__init__()
        self._theme = theme
        self._with_beginning = with_beginning

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        self._theme = theme

    def row_height(self) -> int:
        """The height of every row, in pixels."""
        fonts = [interface_font(bold=True), interface_font(12)]
        if self._with_beginning:
            fonts.append(_beginning_font())
        lines = sum(QFontMetrics(font).lineSpacing() for font in fonts)
        return 2 * _TOP + lines + _GAP * (len(fonts) - 1)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        preview = index.data(PreviewRole.PREVIEW)
        if not isinstance(preview, Preview):
            return
        painter.save()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(rect, self._theme.selection)
            painter.fillRect(QRect(rect.left(), rect.top(), _FOCUS_WIDTH, rect.height()), self._theme.accent)
        painter.setPen(self._theme.line)
        painter.drawLine(rect.left() + _SIDE, rect.bottom(), rect.right() - _SIDE, rect.bottom())
        box = rect.adjusted(_SIDE, _TOP, -_SIDE, -_TOP)
        if preview.reason:
            told = self.tr("No article: {0}").format(preview.reason)
            box.setTop(box.center().y() - QFontMetrics(interface_font(12)).lineSpacing() // 2)
            self._paint_line(painter, box, told, interface_font(12), self._theme.error)
        else:
            self._paint_line(painter, box, preview.title, interface_font(bold=True), self._theme.text)
            self._paint_line(painter, box, preview.told, interface_font(12), self._theme.muted)
            self._paint_line(painter, box, preview.beginning, _beginning_font(), self._theme.text)
        painter.restore()

    def _paint_line(self, painter: QPainter, box: QRect, words: str, font: QFont, colour: QColor) -> None:
        """Paint one line and take its room from the box."""
        if not words:
            return
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(colour)
        line = QRect(box.left(), box.top(), box.width(), metrics.lineSpacing())
        side = Qt.AlignmentFlag.AlignRight if flows_from_right(words) else Qt.AlignmentFlag.AlignLeft
        told = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, told)
        box.setTop(box.top() + metrics.lineSpacing() + _GAP)


def _beginning_font() -> QFont:
    return reading_font(_READING_PIXELS)
