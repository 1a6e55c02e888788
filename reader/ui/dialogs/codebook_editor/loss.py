"""What says exactly which answers are lost, before they are."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from reader.domain.answer_changes import Keeps
from reader.ui.dialogs.codebook_editor.label_choice import LabelChoice
from reader.ui.dialogs.codebook_editor.question_words import answers_words, loss_words, lost_words
from reader.ui.dialogs.enter_button import EnterButton
from reader.ui.dialogs.fields import Told
from reader.ui.names import named, override
from reader.ui.system_size import scaled

#: Under this width the buttons stand one over the other.
_NARROW = 340

#: Does what was asked about; whether lost answers go to the notes.
Act = Callable[[bool], None]


class Loss(QFrame):
    """A sentence, what is lost line by line, and two buttons.

    Esc leaves everything as it is, and so does Enter where answers are lost.

    `asking` tells that it begins or ends to ask.
    """

    asking = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("loss")
        self._act: Act = lambda _to_notes: None
        self._leave: Callable[[], None] = lambda: None
        self.sentence = Told("confirmationSentence")
        self.lines = named(QPlainTextEdit(readOnly=True), "lostAnswers")
        self.lines.setTabChangesFocus(True)
        self.lines.setAccessibleName(self.tr("Answers that cannot be kept"))
        self.to_notes = named(QCheckBox(self.tr("Keep them in the notes instead")), "toNotes")
        self.target = named(LabelChoice(), "linkTarget")
        self.target.setAccessibleName(self.tr("Merge into"))
        self.yes, self.no = named(EnterButton(""), "loseAnswers"), named(EnterButton(""), "keepAnswers")
        self.yes.clicked.connect(self._confirm)
        self.no.clicked.connect(self.leave)
        row = self._row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.target, 1)
        row.addStretch()
        row.addWidget(self.yes)
        row.addWidget(self.no)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.sentence, self.lines, self.to_notes):
            layout.addWidget(widget)
        layout.addLayout(row)
        self.hide()

    def ask_to_lose(self, what: str, keeps: Keeps, yes: str, act: Act, leave: Callable[[], None]) -> None:
        """Ask whether a change is made although it loses answers."""
        self.sentence.say(f"{what} {loss_words(keeps)}")
        self.lines.setPlainText("\n".join(map(lost_words, keeps.lost)))
        self.lines.setMaximumHeight(scaled(14 + 18 * min(6, len(keeps.lost))))
        self.lines.setMinimumHeight(scaled(32))
        self.to_notes.setChecked(False)
        self._ask(yes.format(answers_words(len(keeps.lost))), act, leave, answers=True)
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self, sentence: str, yes: str, act: Act, leave: Callable[[], None], *, merging: bool = False) -> None:
        """Ask whether something is done that loses no answers; `merging` asks for the target too."""
        self.sentence.say(sentence)
        self._ask(yes, act, leave, answers=False)
        self.target.setVisible(merging)
        (self.target if merging else self.yes).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Ask no more, and leave everything as it is."""
        self.hide()
        self._leave()

    def _ask(self, yes: str, act: Act, leave: Callable[[], None], *, answers: bool) -> None:
        self._act, self._leave = act, leave
        self.lines.setVisible(answers)
        self.to_notes.setVisible(answers)
        self.target.hide()
        self.yes.setText(yes)
        self.no.setText(self.tr("Leave as it is"))
        self.yes.setAccessibleDescription(self.sentence.said())
        self.show()

    def _confirm(self) -> None:
        if self.target.isVisible() and self.target.currentIndex() < 0:
            self.target.showPopup()
            return
        self.hide()
        self._act(self.to_notes.isChecked())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self._row.setDirection(QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.asking.emit(True)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.asking.emit(False)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
