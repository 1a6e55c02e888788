"""Work that waits until what has changed is painted, for what is seen a moment later, such as proposals."""

from PySide6.QtCore import QObject, QTimer, Signal


class AfterPaint(QObject):
    """Tells once, after the paint of what was changed before `start`; started anew, it does not wait longer.

    A timer alone may run out before all of the paint is done that it was started with; a second one does not.
    """

    reached = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._first = QTimer(self, singleShot=True, interval=0)
        self._second = QTimer(self, singleShot=True, interval=0)
        self._first.timeout.connect(self._second.start)
        self._second.timeout.connect(self.reached)

    def start(self) -> None:
        """Tell soon."""
        if not self.waits():
            self._first.start()

    def stop(self) -> None:
        """Tell no more."""
        self._first.stop()
        self._second.stop()

    def waits(self) -> bool:
        """Whether it will tell."""
        return self._first.isActive() or self._second.isActive()
