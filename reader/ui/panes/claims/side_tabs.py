"""The tabs beside the ledger: words with a line under the chosen ones, and counts."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar

from reader.ui.names import named, override
from reader.ui.system_size import scaled
from reader.ui.theme import Theme, interface_font

_HEIGHT, _GAP, _LINE = 42, 18, 2


class SideTabs(QTabBar):
    """Claim, sightings, links: the last two with how many there are."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        named(self, "claimTabs")
        self._theme = theme
        self.setAccessibleName(self.tr("What is shown of the claim"))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setFixedHeight(scaled(_HEIGHT))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for name in (self.tr("Claim"), self.tr("Sightings"), self.tr("Links")):
            self.addTab(name)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def show_counts(self, sightings: int, links: int) -> None:
        """Tell how many there are."""
        self.setTabText(1, self.tr("Sightings {0}").format(f"{sightings:,}") if sightings else self.tr("Sightings"))
        self.setTabText(2, self.tr("Links {0}").format(f"{links:,}") if links else self.tr("Links"))

    @override
    def tabSizeHint(self, index: int) -> QSize:
        words = QFontMetrics(interface_font(bold=True)).horizontalAdvance(self.tabText(index))
        return QSize(words + scaled(_GAP), scaled(_HEIGHT))

    @override
    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.line)
        for number in range(self.count()):
            chosen = number == self.currentIndex()
            rect = self.tabRect(number)
            painter.setFont(interface_font(bold=chosen))
            painter.setPen(self._theme.text if chosen else self._theme.muted)
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.tabText(number))
            if chosen:
                line = QRect(rect.left(), self.height() - _LINE, rect.width() - scaled(_GAP), _LINE)
                painter.fillRect(line, self._theme.accent)
                if self.hasFocus():
                    painter.setPen(self._theme.accent)
                    painter.drawRoundedRect(line.adjusted(-5, -scaled(_HEIGHT) + 12, 5, -5), 6, 6)
