"""The tabs over the editor of the codebook."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar

from reader.ui.names import override
from reader.ui.system_size import scaled
from reader.ui.theme import Theme, interface_font

_HEIGHT, _GAP, _LINE = 38, 24, 2


class Tabs(QTabBar):
    """Words with a line under the chosen ones."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setObjectName("codebookTabs")
        self.setAccessibleName(self.tr("What of the codebook is shown"))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setFixedHeight(scaled(_HEIGHT))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @override
    def tabSizeHint(self, index: int) -> QSize:
        width = QFontMetrics(interface_font(bold=True)).horizontalAdvance(self.tabText(index))
        return QSize(width + _GAP, scaled(_HEIGHT))

    @override
    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in range(self.count()):
            chosen, rect = number == self.currentIndex(), self.tabRect(number)
            painter.setFont(interface_font(bold=chosen))
            painter.setPen(self.theme.text if chosen else self.theme.muted)
            painter.drawText(rect.adjusted(_GAP // 2, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.tabText(number))
            if chosen:
                line = QRect(rect.left() + _GAP // 2, self.height() - _LINE, rect.width() - _GAP, _LINE)
                painter.fillRect(line, self.theme.accent)
            if chosen and self.hasFocus():
                painter.setPen(self.theme.accent)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(rect.adjusted(4, 6, -4, -6), 6, 6)
