"""A label's key in the text: pressed once it tags, pressed twice at one place it arms the label."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from reader.domain.codebook import Label
from reader.ui.key_names import character_of

if TYPE_CHECKING:
    from reader.ui.panes.reading.reading_pane import ReadingPane


class Tapping:
    """Remembers the last press in one reading pane: where the caret was after it, and what it has tagged there."""

    def __init__(self, pane: "ReadingPane") -> None:
        self._pane = pane
        self._label_id, self._caret, self._made = 0, 0, 0
        self._since = QElapsedTimer()

    def label_of(self, event: QKeyEvent) -> Label | None:
        """The label whose key is pressed, in lower case where Shift is not held."""
        key = character_of(event)
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        return self._pane.codebook.by_key(key if shifted else key.lower()) if key else None

    def tap(self, label: Label) -> None:
        """Tag with a label whose key was pressed; pressed twice at one place it arms the label."""
        pane = self._pane
        selected, before = pane.selection(), pane.current_id()
        if self._is_second(label.id) and not selected and not pane.is_relabelling():
            self.forget()
            if self._made and self._made == before:
                pane.take_back_requested.emit()  # the word at the caret was not meant
            pane.arm(label)
            return
        pane.tag_with(label)
        made = pane.current_id() if not selected and pane.current_id() != before else 0
        self._label_id, self._caret, self._made = label.id, pane.caret(), made
        self._since.start()

    def forget(self) -> None:
        """Another key was pressed."""
        self._label_id = 0

    def _is_second(self, label_id: int) -> bool:
        """Whether this is the second press in a row, at the same place and soon enough."""
        same = (self._label_id, self._caret) == (label_id, self._pane.caret())
        return same and self._since.elapsed() < QApplication.doubleClickInterval()
