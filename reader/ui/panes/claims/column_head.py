"""The names of the ledger's columns: each sorts by its column, once more the other way round."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from reader.domain.ledger import ClaimSort
from reader.ui.names import named, override
from reader.ui.panes.claims.columns import columns
from reader.ui.system_size import scaled
from reader.ui.theme import RADIUS_SPAN, SMALL_PIXELS, Theme, interface_font

_HEIGHT = 32


class ColumnHead(QWidget):
    """A button for each column that there is room for."""

    sort_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(scaled(_HEIGHT))
        self._theme = theme
        names = {
            ClaimSort.CLAIMANT: self.tr("Claimant"),
            ClaimSort.CLAIM: self.tr("Claim"),
            ClaimSort.ABOUT: self.tr("About"),
            ClaimSort.MADE: self.tr("First made"),
            ClaimSort.SIGHTINGS: self.tr("Sightings"),
            ClaimSort.CHECK: self.tr("Check-worthy"),
            ClaimSort.VERDICT: self.tr("Verdict"),
        }
        self._buttons = {sort: _ColumnButton(name, self) for sort, name in names.items()}
        for sort, button in self._buttons.items():
            button.theme = theme
            button.clicked.connect(lambda _=False, sort=sort: self.sort_chosen.emit(sort))

    def button(self, sort: ClaimSort) -> QAbstractButton:
        """What sorts by a column."""
        return self._buttons[sort]

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        for button in self._buttons.values():
            button.theme = theme
        self.update()

    def show_sort(self, sort: ClaimSort, *, reverse: bool) -> None:
        """Show by which column the ledger is sorted."""
        shown = ClaimSort.CHECK if sort is ClaimSort.TO_CHECK else sort
        for column, button in self._buttons.items():
            button.show_sorted(column is shown, reverse=reverse)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = {column.sort: column for column in columns(self.width())}
        for sort, button in self._buttons.items():
            if sort in shown:
                button.setGeometry(shown[sort].left - 4, 2, shown[sort].width + 8, self.height() - 4)
            button.setVisible(sort in shown)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, self._theme.line)


class _ColumnButton(QAbstractButton):
    """Quiet words, with an arrow where the ledger is sorted so."""

    theme: Theme

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, "ledgerColumn")
        self._sorted, self._reverse = False, False
        self.setText(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(self.tr("Sort by this; once more, the other way round"))
        self.setAccessibleName(name)

    def show_sorted(self, is_sorted: bool, *, reverse: bool) -> None:
        """Show whether the ledger is sorted by this, and which way round."""
        self._sorted, self._reverse = is_sorted, reverse
        way = self.tr("sorted by this, the other way round") if reverse else self.tr("sorted by this")
        self.setAccessibleDescription(way if is_sorted else "")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(interface_font(SMALL_PIXELS)).horizontalAdvance(self.text()) + 16, scaled(_HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(interface_font(SMALL_PIXELS, bold=self._sorted))
        painter.setPen(self.theme.text if self._sorted or self.underMouse() else self.theme.muted)
        metrics = QFontMetrics(painter.font())
        arrow = (" ↑" if self._reverse else " ↓") if self._sorted else ""
        words = metrics.elidedText(self.text() + arrow, Qt.TextElideMode.ElideMiddle, self.width() - 6)
        painter.drawText(
            self.rect().adjusted(4, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words
        )
        if self.hasFocus():
            painter.setPen(QPen(self.theme.accent, 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 3.5, -0.5, -3.5), RADIUS_SPAN, RADIUS_SPAN)
