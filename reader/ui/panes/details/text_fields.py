"""Fields of a record that are written: a text that grows with its lines; a number, a date, an address, a cue."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QSizePolicy, QWidget

from reader.domain.questions import Attribute, AttributeType
from reader.domain.record import Answer
from reader.domain.text import normalise
from reader.ui.keys import Keys, Where
from reader.ui.names import named, override
from reader.ui.panes.details.record_field import Answers, RecordField
from reader.ui.system_size import scaled
from reader.ui.theme import Theme

_SAVE_DELAY = 400
_MOST_LINES = 8


class TextField(RecordField):
    """A text in one line or more, told as it is written, and at the latest when the focus leaves."""

    def __init__(self, attribute: Attribute, keys: Keys, theme: Theme) -> None:
        super().__init__(attribute, keys, theme)
        self._edit = _GrowingText(self)
        self._edit.setAccessibleName(attribute.name)
        self._timer = QTimer(self, singleShot=True, interval=_SAVE_DELAY)
        self._timer.timeout.connect(self.save)
        self._edit.textChanged.connect(self._save_soon)
        self._edit.focus_left.connect(self._end_sitting)
        self.fill(self._edit)

    @override
    def editor(self) -> QWidget:
        return self._edit

    @override
    def show_answers(self, answers: Answers, offered: Answers, *, fresh: bool) -> None:
        super().show_answers(answers, offered, fresh=fresh)
        stored = answers[0].value if answers else ""
        if self._written() == stored:
            self._edit.document().setModified(False)
        elif fresh or not self._edit.document().isModified():
            self._put(stored)

    def _put(self, words: str) -> None:
        blocked = self._edit.blockSignals(True)
        self._edit.setPlainText(words)
        self._edit.moveCursor(QTextCursor.MoveOperation.End)
        self._edit.blockSignals(blocked)
        self._edit.grow()

    @override
    def save(self) -> None:
        self._timer.stop()
        if self.draft() is not None:
            self._edit.document().setModified(False)  # whoever saves it may show another annotation at once
            before = self.answers
            self.tell((Answer(self._written()),) if self._written() else (), sitting=self.sitting)
            if self.answers == before:
                self._edit.document().setModified(True)

    @override
    def draft(self) -> str | None:
        stored = self.answers[0].value if self.answers else ""
        differs = self._edit.document().isModified() and self._written() != stored
        return self._written() if differs else None

    @override
    def restore(self, draft: str) -> None:
        self._put(draft)
        self._edit.document().setModified(True)

    def _written(self) -> str:
        # Not `toPlainText`: it turns hard spaces into common ones.
        return normalise(self._edit.document().toRawText()).strip()

    def _save_soon(self) -> None:
        # Not started anew by each key: who writes without a pause is saved as well.
        if not self._timer.isActive():
            self._timer.start()

    def _end_sitting(self) -> None:
        self.save()
        self.sitting += 1


class _GrowingText(QPlainTextEdit):
    """As high as its lines, up to some; keys that mean something in every field go to the field."""

    focus_left = Signal()

    def __init__(self, field: TextField) -> None:
        super().__init__()
        self._field = field
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self.grow)
        self.grow()

    def grow(self) -> None:
        """Take the height of the lines."""
        lines = max(1, round(self.document().size().height()))
        scrolls = Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > _MOST_LINES else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(scrolls)
        lines = min(lines, _MOST_LINES)
        margins = round(2 * self.document().documentMargin())
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + margins + scaled(8))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.grow()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._field.obey(event):
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_left.emit()


class LineField(RecordField):
    """A number, a date, an address or the words of a cue: looked at when the focus leaves, or at Enter.

    What cannot be kept stays as it was written, with the sentence on why. `selection_requested` asks for the words
    that are selected in the text, as the cue.
    """

    selection_requested = Signal()

    def __init__(self, attribute: Attribute, keys: Keys, theme: Theme) -> None:
        super().__init__(attribute, keys, theme)
        self._edit = FieldLine(self)
        self._edit.setAccessibleName(attribute.name)
        self._edit.setMinimumWidth(scaled(40))
        self._edit.textEdited.connect(self._forget_trouble)
        self._edit.focus_left.connect(self.save)
        self._usual = ""
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._edit, 1)
        if attribute.type is AttributeType.SPAN:
            layout.addWidget(self._build_taking())
        self.fill(row)

    def _build_taking(self) -> QPushButton:
        key = self.keys.first("TakeCue", Where.TEXT)
        take = named(QPushButton(key), "keyButton")
        take.setAccessibleName(self.tr("Take the words that are selected in the text"))
        take.setToolTip(self.tr("Take the words that are selected in the text ({0} there)").format(key))
        take.clicked.connect(self.selection_requested)
        return take

    @override
    def editor(self) -> QWidget:
        return self._edit

    def show_usual(self, words: str) -> None:
        """Show what counts where nothing is written."""
        self._usual = words
        self._show_placeholder()

    @override
    def show_answers(self, answers: Answers, offered: Answers, *, fresh: bool) -> None:
        trouble = self._trouble.text()
        super().show_answers(answers, offered, fresh=fresh)
        stored = answers[0].value if answers else ""
        if fresh or not self._edit.isModified() or self._written() == stored:
            self._edit.setText(stored)
            self._edit.setCursorPosition(0)
        else:
            self.show_trouble(trouble)
        self._show_placeholder()

    def _show_placeholder(self) -> None:
        words = self._usual
        if self.offered and not self.answers:
            words = self.tr("{0}: {1} takes it").format(self.offered[0].value, self.keys.first("Next", Where.FORM))
        self._edit.setPlaceholderText(words)

    @override
    def save(self) -> None:
        if self.draft() is None:
            return
        self._edit.setModified(False)
        before = self.answers
        self.tell((Answer(self._written()),) if self._written() else ())
        if self.answers == before and self._written() != (before[0].value if before else ""):
            self._edit.setModified(True)

    @override
    def draft(self) -> str | None:
        stored = self.answers[0].value if self.answers else ""
        return self._written() if self._edit.isModified() and self._written() != stored else None

    @override
    def restore(self, draft: str) -> None:
        self._edit.setText(draft)
        self._edit.setModified(True)

    @override
    def go_on(self) -> None:
        written = self._written()
        self.save()
        if self.draft() is not None:
            return  # the sentence on why stands below
        if self.offered and not self.answers and not written:
            self.tell(self.offered)
        self.next_requested.emit()

    def _written(self) -> str:
        return normalise(self._edit.text()).strip()

    def _forget_trouble(self) -> None:
        self.show_trouble("")


class FieldLine(QLineEdit):
    """A line that gives its keys to the field it stands in first, and says when the focus leaves it."""

    focus_left = Signal()

    def __init__(self, field: RecordField) -> None:
        super().__init__()
        self._field = field

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._field.obey(event):
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_left.emit()
