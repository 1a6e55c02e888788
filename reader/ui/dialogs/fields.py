"""Fields whose content is saved as it is written, and that keep what a person wrote where that is refused."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from reader.domain.text import normalise
from reader.ui.announcing import announce
from reader.ui.names import override
from reader.ui.system_size import scaled

#: Before our words, which flow from the left whatever script a name in them begins with.
FROM_LEFT = "\u200e"
_SAVE_DELAY = 400
_PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Told(QLabel):
    """A sentence in the place that it is about; there is none of it while there is nothing to say."""

    def __init__(self, name: str) -> None:
        super().__init__(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.setObjectName(name)
        self.hide()

    def say(self, sentence: str) -> None:
        """Say this; an empty sentence takes it away."""
        self.setText(f"{FROM_LEFT}{sentence}" if sentence else "")
        self.setVisible(bool(sentence))
        announce(self, sentence)

    def said(self) -> str:
        """What is said."""
        return self.text().removeprefix(FROM_LEFT)


class FieldRow(QWidget):
    """A field, and under it why what was written there was refused."""

    def __init__(self, field: QWidget, *under: QWidget) -> None:
        super().__init__()
        self._field = field
        self.trouble = Told("trouble")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(field)
        layout.addWidget(self.trouble)
        for widget in under:
            layout.addWidget(widget)

    def refuse(self, sentence: str) -> None:
        """Say why; an empty sentence takes it away."""
        self.trouble.say(sentence)
        self._field.setAccessibleDescription(sentence)

    def refused(self) -> str:
        """Why what stands in the field was refused, or nothing."""
        return self.trouble.said()


class SavedLine(QLineEdit):
    """A line that is told when Enter is pressed or the focus leaves, where it differs from what is saved."""

    written = Signal(str)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._saved = ""
        self.returnPressed.connect(self._enter)

    def show_saved(self, text: str, *, anew: bool = False) -> None:
        """Show what is saved; what is being written stays, unless this begins anew."""
        kept = self.unsaved() and not anew
        self._saved = text
        if not kept:
            place = self.cursorPosition()
            self.setText(text)  # which empties the history of the line too
            self.setCursorPosition(place if not anew else 0)

    def settle(self) -> None:
        """Take what stands here for saved."""
        self._saved = self.text()

    def restore(self) -> None:
        """Bring back what is saved."""
        self.setText(self._saved)

    def unsaved(self) -> bool:
        """Whether something else is written than what is saved."""
        return self.text() != self._saved

    def save(self) -> None:
        """Tell what is written now."""
        if self.unsaved():
            self.written.emit(self.text())

    def _enter(self) -> None:
        self.save()
        self.entered.emit()

    @override
    def event(self, event: QEvent) -> bool:
        if _is_for_the_library(event, self.isUndoAvailable(), self.isRedoAvailable()):
            return False
        return super().event(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self.save()


class KeyField(SavedLine):
    """A field for one key: what is pressed is taken at once, Backspace takes it away."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(scaled(44))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.textEdited.connect(self.written)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Whatever comes takes the place of what is there: a letter, an accent composed of two keys, Backspace.
        self.selectAll()
        super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if _is_for_the_library(event, False, False):
            return False
        return super().event(event)


class DescriptionField(QPlainTextEdit):
    """A longer text, told while it is written; with it comes the number of the sitting, from focus to focus."""

    written = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self._saved = ""
        self._sitting = 0
        self._timer = QTimer(self, singleShot=True, interval=_SAVE_DELAY)
        self._timer.timeout.connect(self.save)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._save_soon)

    def show_saved(self, text: str, *, anew: bool = False) -> None:
        """Show what is saved; what is being written stays, unless this begins anew."""
        kept = self.unsaved() and not anew
        self._saved = text
        if anew or (not kept and self.text() != text):
            self.write(text)

    def write(self, text: str) -> None:
        """Put this text here without telling it."""
        blocked = self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(blocked)

    def settle(self) -> None:
        """Take what stands here for saved."""
        self._saved = self.text()

    def restore(self) -> None:
        """Bring back what is saved."""
        self.write(self._saved)

    def unsaved(self) -> bool:
        """Whether something else is written than what is saved."""
        return self.text() != self._saved

    def save(self) -> None:
        """Tell what is written now."""
        self._timer.stop()
        if self.unsaved():
            self.written.emit(self.text(), self._sitting)

    def end_sitting(self) -> None:
        """Tell what is written, and take what follows for another action."""
        self.save()
        self._sitting += 1

    def text(self) -> str:
        # Not `toPlainText`: it turns hard spaces into common ones.
        return normalise(self.document().toRawText()).strip()

    def _save_soon(self) -> None:
        # Not started anew by each key: who writes without a pause is saved as well.
        if not self._timer.isActive():
            self._timer.start()

    @override
    def event(self, event: QEvent) -> bool:
        if _is_for_the_library(event, self.document().isUndoAvailable(), self.document().isRedoAvailable()):
            return False
        return super().event(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self.end_sitting()


def _is_for_the_library(event: QEvent, may_undo: bool, may_redo: bool) -> bool:
    """Whether a key asks for an undo or a redo that the field, with nothing unsaved in it, has not to offer."""
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
    return (undo and not may_undo) or (redo and not may_redo)
