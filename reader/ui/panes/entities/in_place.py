"""Words that can be changed where they stand."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPalette, QTextCursor
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from reader.ui.names import named, override
from reader.ui.system_size import scaled


class InPlace(QWidget):
    """Shows words; at a click, or when it is asked to, a field with them, until Enter, Esc or the focus leads out.

    `written` tells what stands there then, unless Esc let it go; `left` that the keys are free again. Of long words
    (`lines` more than one) Esc keeps what was written, and Enter begins a new line.
    """

    written = Signal(str)
    left = Signal()
    clicked = Signal()

    def __init__(self, name: str, font: QFont, lines: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        #: Whether a click lets a person write; it is told in any case.
        self.opens = True
        self._label = named(_Words(), f"{name}Words")
        self._label.setFont(font)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._label.pressed.connect(self._take_click)
        self._field: _Line | _Lines = named(_Lines() if lines > 1 else _Line(), f"{name}Field")
        self._field.setFont(font)
        self._field.ended.connect(self._end)
        if isinstance(self._field, _Lines):
            self._field.setFixedHeight(scaled(20 * lines + 14))
            self._field.setTabChangesFocus(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._label)
        column.addWidget(self._field)
        self._field.hide()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_names(self, name: str, hint: str = "") -> None:
        """What the field is called, and what an empty one says."""
        self._field.setAccessibleName(name)
        self._field.setPlaceholderText(hint)

    def show_words(self, words: str, told: str = "") -> None:
        """Show these, told in other words where others are given; unless a person writes just now."""
        self._words = words
        self._label.setText(told or words)
        self.updateGeometry()

    def set_font(self, font: QFont) -> None:
        """Write in this type."""
        self._label.setFont(font)
        self._field.setFont(font)

    def set_colour(self, colour: QColor) -> None:
        """Show the words in this colour."""
        colours = self._label.palette()
        colours.setColor(QPalette.ColorRole.WindowText, colour)
        self._label.setPalette(colours)

    def is_open(self) -> bool:
        """Whether a person writes in it."""
        return not self._field.isHidden()

    def begin(self) -> None:
        """Let a person write."""
        if self.is_open():
            return
        self.show()
        field = self._field
        if isinstance(field, _Line):
            field.setText(self._words)
            field.selectAll()
        else:
            field.setPlainText(self._words)
            field.moveCursor(QTextCursor.MoveOperation.End)
        self._show_field(shown=True)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_click(self) -> None:
        self.clicked.emit()
        if self.opens:
            self.begin()

    def _end(self, keep: bool, back: bool) -> None:
        if not self.is_open():
            return
        field = self._field
        words = field.text() if isinstance(field, _Line) else field.toPlainText()
        self._show_field(shown=False)
        if keep and words.strip() != self._words:
            self.written.emit(words.strip())
        if back:
            self.left.emit()

    def _show_field(self, *, shown: bool) -> None:
        self._label.setHidden(shown)
        self._field.setHidden(not shown)
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        if self.is_open():
            field = self._field
            return QSize(scaled(420), field.sizeHint().height() if isinstance(field, _Line) else field.minimumHeight())
        width = self._label.fontMetrics().horizontalAdvance(self._label.text()) + 4
        return QSize(width, self._label.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height() if self.is_open() else self._label.fontMetrics().lineSpacing())

    @override
    def hasHeightForWidth(self) -> bool:
        """Of words alone: Qt takes a field for one of no height where this is said of it."""
        return not self.is_open()

    @override
    def heightForWidth(self, width: int) -> int:
        return self._label.heightForWidth(width)


class _Words(QLabel):
    """Words that tell when they are clicked."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.IBeamCursor)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()


class _Line(QLineEdit):
    """One line; the keys that change text are its own, whatever else they do in the window."""

    ended = Signal(bool, bool)

    @override
    def event(self, event: QEvent) -> bool:
        return _keep_keys(event) or super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.ended.emit(False, True)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.ended.emit(True, True)
            case _:
                super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.ended.emit(True, False)


class _Lines(QPlainTextEdit):
    """Several lines."""

    ended = Signal(bool, bool)

    @override
    def event(self, event: QEvent) -> bool:
        return _keep_keys(event) or super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.ended.emit(True, True)
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.ended.emit(True, False)


def _keep_keys(event: QEvent) -> bool:
    """Whether it is the question who gets a key that writes: the field does."""
    if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
        modifiers = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if modifiers == Qt.KeyboardModifier.NoModifier and event.key() < Qt.Key.Key_F1:
            event.accept()
            return True
    return False
