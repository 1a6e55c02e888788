"""A quiet line that says what an action will touch, and waits for one key more; nothing else is held up."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from reader.ui.names import named, override
from reader.ui.plain import on_button
from reader.ui.system_size import scaled


class ActionLine(QWidget):
    """Words, a field for a name where one is asked for, and what to press. It closes at Enter and at Esc."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "actionLine")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._act: Callable[[str], None] | None = None
        self._words = QLabel(wordWrap=True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._field = named(QLineEdit(), "actionField")
        self._field.setMaximumWidth(scaled(260))
        self._field.textChanged.connect(self._show_state)
        self._does = named(QPushButton(), "actionDoes")
        self._does.clicked.connect(self._do)
        self._cancel = named(QPushButton(self.tr("Cancel")), "actionCancel")
        self._cancel.clicked.connect(self.close_line)
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 8, 28, 8)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(self._field, 1)
        row.addWidget(self._does)
        row.addWidget(self._cancel)
        self.hide()

    def ask(self, words: str, button: str, act: Callable[[str], None], *, field: str = "", name: str = "") -> None:
        """Say the words, and do it once the button is pressed; with the name that stands in a `field` of this name."""
        self._act = act
        self._words.setText(words)
        self._does.setText(on_button(button))
        self._does.setAccessibleDescription(words)
        self._field.setVisible(bool(field))
        self._field.setAccessibleName(field)
        self._field.setPlaceholderText(field)
        self._field.setText(name)
        self._field.selectAll()
        self._show_state()
        self.show()
        (self._field if field else self._does).setFocus(Qt.FocusReason.OtherFocusReason)

    def close_line(self) -> None:
        """Close it, nothing done."""
        if not self.isHidden():
            self._act = None
            self.hide()
            self.closed.emit()

    def _do(self) -> None:
        act, name = self._act, self._field.text().strip()
        if act is not None and self._does.isEnabled():
            self.close_line()
            act(name)

    def _show_state(self) -> None:
        self._does.setEnabled(self._field.isHidden() or bool(self._field.text().strip()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_line()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self._cancel.hasFocus():
                    self.close_line()
                else:
                    self._do()
            case _:
                super().keyPressEvent(event)
