"""Garbage collected in the window's thread alone.

Python collects cycles in whichever thread makes the next object, a job's thread too. What it finds there may be widgets
that were let go, and Qt objects that go in another thread than the one they live in bring the program down.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 250


class GarbageCollector(QObject):
    """Looks for garbage as often as Python would by itself, but from a timer of the thread that made it.

    Python's own collection is off from then on.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due, and with it the younger ones."""
        due = [count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        for generation in (2, 1, 0):
            if due[generation]:
                gc.collect(generation)
                return
