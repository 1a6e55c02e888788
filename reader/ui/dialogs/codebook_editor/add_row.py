"""Where a new label gets its name; it is added with it, so that no nameless one ever stands in the history."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from reader.domain.codebook import Label, LabelKind
from reader.ui.dialogs.fields import FieldRow
from reader.ui.names import named, override


class AddRow(QWidget):
    """A line for a name. `added` tells kind, name and the id of the parent; Esc leaves."""

    added = Signal(object, str, object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = named(QLineEdit(), "newName")
        self.line.returnPressed.connect(self._add)
        self.line.setPlaceholderText(self.tr("Name, then Enter"))
        self.row = FieldRow(self.line)
        self._caption = named(QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True), "muted")
        self._caption.setBuddy(self.line)
        self._kind = LabelKind.ENTITY
        self._parent_id: int | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._caption)
        layout.addWidget(self.row)
        self.hide()

    def ask(self, kind: LabelKind, under: Label | None) -> None:
        """Ask for the name of a label of this kind, nested under a label or not."""
        self._kind, self._parent_id = kind, under.id if under else None
        words = self.tr("New entity label") if kind is LabelKind.ENTITY else self.tr("New claim label")
        if under is not None:
            words = self.tr("{0} under “{1}”").format(words, under.name)
        self._caption.setText(words)
        self.line.setAccessibleName(words)
        self.row.refuse("")
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_row(self) -> None:
        """Ask no more."""
        self.line.clear()
        self.row.refuse("")
        self.hide()

    def _add(self) -> None:
        if self.line.text().strip():
            self.added.emit(self._kind, self.line.text(), self._parent_id)
        else:
            self.left.emit()

    @override
    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab adds, as Enter does: what was written is not left behind."""
        if following and self.line.hasFocus() and self.line.text().strip():
            self._add()
            return True
        return super().focusNextPrevChild(following)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
