"""The sightings of a claim over time, as bars."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reader.domain.ledger import Sighting
from reader.domain.times import day_of
from reader.ui.names import named, override
from reader.ui.painting.header import spoken_date
from reader.ui.system_size import scaled
from reader.ui.theme import Theme, interface_font

_HEIGHT, _BAR, _GAP, _BELOW = 52, 9, 4, 18
_MOST_BARS = 24
_SMALL = 11


class SightingsTimeline(QWidget):
    """A bar for each stretch of days from the first sighting to the last; below the first day, and the last."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "claimTimeline")
        self._theme = theme
        self._counts: list[int] = []
        self._ends: tuple[str, str] = ("", "")
        self.setFixedHeight(scaled(_HEIGHT + _BELOW))

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def show_sightings(self, sightings: Sequence[Sighting]) -> None:
        """Show when a claim was sighted."""
        days = sorted(day_of(sighting.moment) for sighting in sightings)
        self._counts = counted(days)
        self._ends = (spoken_date(days[0]), spoken_date(days[-1])) if days else ("", "")
        self.setAccessibleName(self.tr("Sightings over time"))
        first, last = self._ends
        self.setAccessibleDescription(
            self.tr("{0} from {1} to {2}").format(f"{len(days):,}", first, last) if first != last else first
        )
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._counts:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        high, most = scaled(_HEIGHT), max(self._counts)
        step = min(scaled(_BAR + _GAP), self.width() / len(self._counts))
        for number, count in enumerate(self._counts):
            height = max(3.0, high * count / most) if count else 1.0
            painter.setBrush(self._theme.accent if count else self._theme.line)
            painter.drawRoundedRect(QRectF(number * step, high - height, step - _GAP, height), 2, 2)
        painter.setFont(interface_font(_SMALL))
        painter.setPen(self._theme.muted)
        first, last = self._ends
        words = first if first == last else f"{first} – {last}"
        painter.drawText(QRectF(0, high + 2, self.width(), scaled(_BELOW)), Qt.AlignmentFlag.AlignLeft, words)


def counted(days: Sequence[str]) -> list[int]:
    """How many of these days (ISO 8601, sorted) fall into each of equal stretches from the first to the last."""
    if not days:
        return []
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    whole = (last - first) // timedelta(days=1) + 1
    bars = min(_MOST_BARS, whole)
    counts = [0] * bars
    for day in days:
        counts[(date.fromisoformat(day) - first).days * bars // whole] += 1
    return counts
