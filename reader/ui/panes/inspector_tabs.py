"""The tabs of the inspector: one page of it is shown at a time."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from reader.ui.names import named, override
from reader.ui.system_size import scaled
from reader.ui.theme import Theme, interface_font

_HEIGHT, _MARGIN, _GAP = 42, 16, 24
_LINE = 2
_LONGEST_COUNT, _USUAL_COUNT = " 0,000", " 00"


class InspectorTabs(QWidget):
    """Annotations and history. A page may come later than its tab: when that is first chosen."""

    history_shown = Signal()
    page_shown = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: dict[str, QWidget] = {}
        self._takes_focus: dict[str, Callable[[], None]] = {}
        self._stack = QStackedWidget()
        self._bar = named(_Bar(theme), "inspectorTabs")
        self._bar.setAccessibleName(self.tr("What the inspector shows"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(_MARGIN - _GAP // 2, 0, 0, 0)
        row.addWidget(self._bar, 1)
        layout.addLayout(row)
        layout.addWidget(self._stack, 1)
        for name, words in (("annotations", self.tr("Annotations")), ("history", self.tr("History"))):
            self._bar.setTabData(self._bar.addTab(words), name)
        self._bar.currentChanged.connect(self._show)

    def add_page(self, name: str, page: QWidget, take_focus: Callable[[], None]) -> None:
        """Give a tab its page, and what puts the focus into it."""
        self._pages[name] = page
        self._takes_focus[name] = take_focus
        self._stack.addWidget(page)

    def choose(self, name: str) -> None:
        """Show the page of a tab."""
        for number in range(self._bar.count()):
            if self._bar.tabData(number) == name:
                self._bar.setCurrentIndex(number)

    def current(self) -> str:
        """The name of the tab that is chosen."""
        return str(self._bar.tabData(self._bar.currentIndex()))

    def take_focus(self) -> None:
        """Put the focus on the page that is shown, or on the tabs where there is nothing in it to go to."""
        inside = self._pages[self.current()].findChildren(QWidget)
        if any(widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() for widget in inside):
            self._takes_focus[self.current()]()
        else:
            self._bar.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_count(self, count: int) -> None:
        """Tell how many annotations there are."""
        self._bar.set_count(0, count)

    def show_count_tab(self, name: str, words: str, count: int) -> None:
        """Show a tab with a count beside its words, made when it is first asked for; with nothing to count, none."""
        numbers = [number for number in range(self._bar.count()) if self._bar.tabData(number) == name]
        if not numbers:
            if not count:
                return
            numbers = [self._bar.addTab(words)]
            self._bar.setTabData(numbers[0], name)
        if not count and self.current() == name:
            self._bar.setCurrentIndex(0)
        self._bar.setTabVisible(numbers[0], count > 0)
        self._bar.set_count(numbers[0], count)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._bar.theme = theme
        self._bar.update()

    def _show(self) -> None:
        name = self.current()
        if name == "history":
            self.history_shown.emit()
        if name in self._pages:
            self._stack.setCurrentWidget(self._pages[name])
        self.page_shown.emit(name)


class _Bar(QTabBar):
    """Words with a line under the chosen ones, and a count beside the words.

    The count is no part of a tab's text: a new text would lay out the window anew, whenever an article is opened.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._counts: dict[int, int] = {}
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setFont(interface_font())
        self.setFixedHeight(scaled(_HEIGHT))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def tabSizeHint(self, index: int) -> QSize:
        words = self.tabText(index) + {0: _LONGEST_COUNT, 1: ""}.get(index, _USUAL_COUNT)
        return QSize(self._width_of(words) + _GAP, scaled(_HEIGHT))

    @override
    def minimumTabSizeHint(self, index: int) -> QSize:
        return QSize(self._width_of(self.tabText(index)) + _GAP, scaled(_HEIGHT))

    def set_count(self, number: int, count: int) -> None:
        """Tell beside a tab how much there is on its page."""
        self._counts[number] = count
        self.setAccessibleTabName(number, self._words(number))
        self.update()

    def _fitting(self, number: int) -> str:
        """The words of a tab, without the count where that would reach into the next tab."""
        words = self._words(number)
        fits = self._width_of(words) + _GAP // 2 <= self.tabRect(number).width()
        return words if fits else self.tabText(number)

    def _words(self, number: int) -> str:
        count = self._counts.get(number, 0)
        return f"{self.tabText(number)} {count:,}" if count else self.tabText(number)

    @staticmethod
    def _width_of(words: str) -> int:
        return QFontMetrics(interface_font(bold=True)).horizontalAdvance(words)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self.theme.line)
        for number in filter(self.isTabVisible, range(self.count())):
            chosen = number == self.currentIndex()
            words = self._fitting(number)
            rect = self.tabRect(number)
            rect.setWidth(self._width_of(words) + _GAP)
            painter.setFont(interface_font(bold=chosen))
            painter.setPen(self.theme.text if chosen else self.theme.muted)
            painter.drawText(rect.adjusted(_GAP // 2, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
            if chosen:
                line = QRect(rect.left() + _GAP // 2, self.height() - _LINE, rect.width() - _GAP, _LINE)
                painter.fillRect(line, self.theme.accent)
            if chosen and self.hasFocus():
                painter.setPen(self.theme.accent)
                painter.drawRoundedRect(rect.adjusted(4, 9, -5, -9), 6, 6)
