"""What asks once more, inside the dialog, before a label that is in use goes."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reader.domain.codebook import Label
from reader.ui.dialogs.codebook_editor.label_choice import LabelChoice
from reader.ui.dialogs.enter_button import EnterButton
from reader.ui.dialogs.fields import Told
from reader.ui.names import named, override


class Confirmation(QFrame):
    """A sentence and two buttons. Enter does what is asked, Esc leaves everything as it is."""

    delete_confirmed = Signal(int)
    merge_confirmed = Signal(int, int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("confirmation")
        self._label_id = 0
        self.sentence = Told("confirmationSentence")
        self.target = named(LabelChoice(), "mergeTarget")
        self.target.setAccessibleName(self.tr("Merge into"))
        self.target.setPlaceholderText(self.tr("Choose a label"))
        self.yes, self.no = named(EnterButton(""), "confirm"), named(EnterButton(""), "leave")
        self.yes.clicked.connect(self._confirm)
        self.no.clicked.connect(self._leave)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.target, 1)
        row.addStretch()
        row.addWidget(self.yes)
        row.addWidget(self.no)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.sentence)
        layout.addLayout(row)
        self.hide()

    def ask_to_delete(self, label: Label, uses: str) -> None:
        """Ask whether a label goes, with what uses it."""
        self.sentence.say(self.tr("Delete “{0}” with {1}?").format(label.name, uses))
        self.yes.setText(self.tr("Delete"))
        self.no.setText(self.tr("Keep"))
        self._ask(label, merging=False)
        self.yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_to_merge(self, label: Label, uses: str, targets: Iterable[tuple[Label, int]]) -> None:
        """Ask into which of these labels a label is merged, which then has what uses it."""
        told = self.tr("Merge “{0}” into another label, which then has its {1}?").format(label.name, uses)
        self.sentence.say(told if uses else self.tr("Merge “{0}” into another label?").format(label.name))
        self.yes.setText(self.tr("Merge"))
        self.no.setText(self.tr("Keep apart"))
        self.target.show_labels(targets, None)
        self._ask(label, merging=True)
        self.target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, label: Label, *, merging: bool) -> None:
        self._label_id = label.id
        self.target.setVisible(merging)
        self.yes.setAccessibleDescription(self.sentence.said())
        self.show()

    def _confirm(self) -> None:
        if self.target.isVisible() and self.target.currentIndex() < 0:
            self.target.showPopup()
        elif self.target.isVisible():
            self.merge_confirmed.emit(self._label_id, self.target.currentData())
        else:
            self.delete_confirmed.emit(self._label_id)

    def _leave(self) -> None:
        self.left.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._confirm()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)
