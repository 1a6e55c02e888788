"""Finds in the text that is shown, in slices of time between which the window lives on; knows the current hit."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from reader.domain.finding import Finding
from reader.domain.span import Span

_FIRST_SLICE, _SLICE = 0.03, 0.008


class Finder(QObject):
    """One search at a time.

    `hits_changed` asks to paint anew, `reached` to go to a hit; `counted` tells the number of the current hit (from 1,
    0 for none), how many there are so far, and whether these are all.
    """

    hits_changed = Signal()
    reached = Signal(Span)
    counted = Signal(int, int, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.finding = Finding(iter(()))
        self._number = -1
        self._from: int | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(lambda: self._go_on(_SLICE))

    def find(self, text: str, wanted: str, *, match_case: bool, whole_words: bool, index: int | None) -> None:
        """Find all places of what is wanted, by the rules of `occurrences`.

        Go to the first from the code point on, where one is given.
        """
        from reader.domain.occurrences import occurrences  # noqa: PLC0415 - not before somebody looks for something

        self.look_for(occurrences(text, wanted, match_case=match_case, whole_words=whole_words), index)

    def look_for(self, hits: Iterator[Span], index: int | None) -> None:
        """Gather these hits, and go to the first at the code point or behind it, where one is given."""
        self.finding = Finding(hits)
        self._number, self._from = -1, index
        self._timer.start()
        self._go_on(_FIRST_SLICE)

    def stop(self) -> None:
        """Forget all hits."""
        self._timer.stop()
        self.finding = Finding(iter(()))
        self._number = -1
        self.hits_changed.emit()

    def current(self) -> Span | None:
        """The current hit."""
        return self.finding[self._number] if self._number >= 0 else None

    def step(self, by: int, caret: int) -> None:
        """Go so many hits further, round at the ends; from the caret, where that has left the current hit."""
        current = self.current()
        if current is not None and current.start <= caret <= current.stop:
            self._go_to(self.finding.step(self._number, by))
        else:
            self._go_to(self.finding.at_or_after(caret) if by > 0 else self.finding.before(caret))

    def _go_on(self, seconds: float) -> None:
        if self.finding.collect(seconds):
            self._timer.stop()
        if self._number < 0 and self._from is not None and self.finding.reaches(self._from):
            self._go_to(self.finding.at_or_after(self._from))
        else:
            self._count()
        self.hits_changed.emit()

    def _go_to(self, number: int) -> None:
        self._number = number
        self._count()
        if number >= 0:
            self.reached.emit(self.finding[number])

    def _count(self) -> None:
        self.counted.emit(self._number + 1, len(self.finding), self.finding.complete)
