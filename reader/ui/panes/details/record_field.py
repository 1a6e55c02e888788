"""What all fields of a record have in common: a frame that shows the focus, a sentence on what is amiss, drafts."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from reader.domain.questions import Attribute
from reader.domain.record import Answer
from reader.ui.keys import Keys, Where
from reader.ui.names import named, override
from reader.ui.theme import RADIUS_FIELD, SMALL_PIXELS, Theme, interface_font

Answers = tuple[Answer, ...]


class FieldBox(QWidget):
    """A frame as that of a field, lit where what is in it has the focus."""

    pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lit = False

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def light(self, lit: bool) -> None:
        """Show that the focus is in here, or no more."""
        self._lit = lit
        self.update()

    @override
    def mousePressEvent(self, _event: object) -> None:
        self.pressed.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.accent if self._lit else self._theme.line, 1))
        painter.setBrush(self._theme.field)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_FIELD, RADIUS_FIELD)


class RecordField(QWidget):
    """A field that answers one question. It changes nothing itself: it tells what was answered.

    `answered` comes with the number of the sitting in which a text was written, 0 where each answer is an action.
    """

    answered = Signal(object, int)
    next_requested = Signal()
    left = Signal()

    def __init__(self, attribute: Attribute, keys: Keys, theme: Theme) -> None:
        super().__init__()
        self.attribute = attribute
        self.keys, self.theme = keys, theme
        self.answers: Answers = ()
        self.offered: Answers = ()
        self.sitting = 1
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        self._trouble = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "trouble")
        self._trouble.setFont(interface_font(SMALL_PIXELS))
        self._trouble.hide()

    def fill(self, widget: QWidget) -> None:
        """Put what is edited in its place, above the sentence on what is amiss."""
        self._column.addWidget(widget)
        self._column.addWidget(self._trouble)
        self.setFocusProxy(self.editor())

    def editor(self) -> QWidget:
        """The widget that takes the focus."""
        raise NotImplementedError

    def show_answers(self, answers: Answers, offered: Answers, *, fresh: bool) -> None:
        """Show what is answered, and what is proposed. What is being written stays, unless all is `fresh`."""
        self.answers, self.offered = answers, offered
        self.show_trouble("")

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.theme = theme
        self.update()

    def show_trouble(self, sentence: str) -> None:
        """Say below the field why what is written cannot be kept, or nothing more of it."""
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))
        self.editor().setAccessibleDescription(sentence or self.attribute.description)

    def save(self) -> None:
        """Tell now what is written and was not told yet."""

    def draft(self) -> str | None:
        """What is written and could not be kept."""
        return None

    def restore(self, draft: str) -> None:
        """Write again what could not be kept."""

    def tell(self, answers: Sequence[Answer], *, sitting: int = 0) -> None:
        """Tell an answer."""
        self.answered.emit(tuple(answers), sitting)

    def obey(self, event: QKeyEvent) -> bool:
        """Do what a key means in every field; whether it meant something."""
        match self.keys.pressed(event, Where.FORM):
            case "Back":
                self.save()
                self.left.emit()
            case "Next":
                self.go_on()
            case _:
                return False
        return True

    def go_on(self) -> None:
        """Take what is proposed where nothing is answered, and go to the next field."""
        self.save()
        if self.offered and not self.answers:
            self.tell(self.offered)
        self.next_requested.emit()
