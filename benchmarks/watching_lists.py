"""In the child process of Gloss: its list driven as a person drives it, and the longest pause of its event loop."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

if TYPE_CHECKING:
    from benchmarks.serving import Server
    from reader.ui.main_window import MainWindow

_QUIET_NANOSECONDS = 300_000_000


class Pauses(QObject):
    """Ticks as often as the event loop lets it: the longest time between two ticks is its longest pause."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.longest = 0
        self._last = 0
        self._timer = QTimer(self, interval=0, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def begin(self) -> None:
        """Watch from now on."""
        self.longest, self._last = 0, time.monotonic_ns()
        self._timer.start()

    def end(self) -> int:
        """Watch no more; the longest pause in nanoseconds."""
        self._timer.stop()
        return self.longest

    def _tick(self) -> None:
        now = time.monotonic_ns()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def lists(window: "MainWindow", server: "Server") -> dict[str, Callable[..., None]]:
    """The commands: each answers with nanoseconds, but `rows` with their number and `resident` with bytes."""
    pauses = Pauses(window)

    def begin() -> None:
        pauses.begin()
        server.answer(0)

    def longest() -> None:
        server.answer(pauses.end())

    return {"watch": begin, "longest": longest}
