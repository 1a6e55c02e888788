"""Bars that show how often an entity was met, by day, week, month or year."""

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from reader.domain.codebook import Label
from reader.domain.entity_listing import Timeline, Unit
from reader.ui.names import named, override
from reader.ui.panes.entities.entity_delegate import bar_colour
from reader.ui.system_size import scaled
from reader.ui.theme import Theme, interface_font

_HEIGHT, _BAR, _WIDEST, _GAP = 50, 20, 760, 4
_SMALL = 11


class TimelineBars(QWidget):
    """A bar for each stretch of time, the first at the left, with the first and last of them written below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "entityTimeline")
        self._theme = theme
        self._timeline = Timeline(Unit.DAY)
        self._label: Label | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(scaled(_HEIGHT) + 4 + QFontMetrics(interface_font(_SMALL)).lineSpacing())
        self.setMaximumWidth(scaled(_WIDEST))

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def show_timeline(self, timeline: Timeline, label: Label) -> None:
        """Show this, in the colour of a type."""
        self._timeline, self._label = timeline, label
        self.setVisible(bool(timeline.counts))
        self.setAccessibleName(self.tr("Mentions over time"))
        self.setAccessibleDescription(self.summary())
        self.update()

    def summary(self) -> str:
        """What the bars show, in words."""
        line = self._timeline
        if not line.counts:
            return ""
        by = {
            Unit.DAY: self.tr("Mentions by day"),
            Unit.WEEK: self.tr("Mentions by week"),
            Unit.MONTH: self.tr("Mentions by month"),
            Unit.YEAR: self.tr("Mentions by year"),
        }[line.unit]
        met = [number for number, count in enumerate(line.counts) if count]
        most = max(met, key=line.counts.__getitem__)
        words = self.tr("{0}, {1} to {2}; most: {3}")
        return words.format(by, self._named(met[0]), self._named(met[-1]), self.told(most))

    def told(self, number: int) -> str:
        """What one bar stands for, in words."""
        count = self._timeline.counts[number]
        words = self.tr("1 mention") if count == 1 else self.tr("{0} mentions").format(f"{count:,}")
        return f"{self._named(number)}: {words}"

    def _named(self, number: int) -> str:
        day = self._timeline.days[number]
        match self._timeline.unit:
            case Unit.DAY:
                return f"{day.day} {day:%b} {day.year}"
            case Unit.WEEK:
                return self.tr("week of {0}").format(f"{day.day} {day:%b} {day.year}")
            case Unit.MONTH:
                return f"{day:%b} {day.year}"
            case Unit.YEAR:
                return str(day.year)

    def _step(self) -> float:
        return min(scaled(_BAR), self.width() / max(1, len(self._timeline.counts)))

    def _bar_at(self, x: float) -> int:
        number = int(x // self._step())
        return number if 0 <= number < len(self._timeline.counts) else -1

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            number = self._bar_at(event.pos().x())
            QToolTip.showText(event.globalPos(), self.told(number) if number >= 0 else "", self)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        counts = self._timeline.counts
        if not counts or self._label is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step, high, most = self._step(), scaled(_HEIGHT), max(counts)
        gap = min(_GAP, step / 4)
        for number, count in enumerate(counts):
            height = max(2.0, high * count / most) if count else 1.0
            bar = QRectF(number * step, high - height, step - gap, height)
            if count:
                painter.setPen(QPen(bar_colour(self._label, self._theme), 1))
                painter.setBrush(self._theme.solid_fill(self._label.colour, self._theme.pane))
                painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
            else:
                painter.fillRect(bar, self._theme.line)
        font = interface_font(_SMALL)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(self._theme.muted)
        first, last = self._named(0), self._named(len(counts) - 1)
        right = max(step * len(counts) - gap, metrics.horizontalAdvance(f"{first}  –  {last}"))
        below = QRectF(0, high + 4, right, metrics.lineSpacing())
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, first)
        if len(counts) > 1:
            painter.drawText(below, Qt.AlignmentFlag.AlignRight, last)
