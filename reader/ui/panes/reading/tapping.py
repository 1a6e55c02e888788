"""A label's key pressed twice at one place: the second press arms the label."""

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication


class Tapping:
    """Remembers the last press of a label's key: where the caret was after it, and what it has tagged there."""

    def __init__(self) -> None:
        self._label_id, self._caret, self.made = 0, 0, 0
        self._since = QElapsedTimer()

    def remember(self, label_id: int, caret: int, made: int) -> None:
        """Remember a press; `made` is the annotation of what stood at the caret, 0 where a selection was tagged."""
        self._label_id, self._caret, self.made = label_id, caret, made
        self._since.start()

    def forget(self) -> None:
        """Another key was pressed."""
        self._label_id = 0

    def is_second(self, label_id: int, caret: int) -> bool:
        """Whether this is the second press in a row, at the same place and soon enough."""
        same = (self._label_id, self._caret) == (label_id, caret)
        return same and self._since.elapsed() < QApplication.doubleClickInterval()
