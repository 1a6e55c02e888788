"""The page of the keys: looked for, changed by pressing others, brought back; what is refused is said in words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from reader.ui.announcing import announce
from reader.ui.dialogs.settings.key_rows import KeyRows
from reader.ui.dialogs.settings.key_view import KeyView
from reader.ui.key_choices import KeyChoices
from reader.ui.keys import Binding, Keys, distinct, told
from reader.ui.names import named, override
from reader.ui.theme import Theme

_SAID_HEIGHT = 36


class KeysPage(QWidget):
    """All keys of Gloss; a change is in force at once."""

    def __init__(self, keys: Keys, choices: KeyChoices, theme: Theme) -> None:
        super().__init__()
        self._choices = choices
        self._rows = KeyRows(keys, choices, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 16, 0, 16)
        layout.setSpacing(8)
        layout.addWidget(self._build_search())
        layout.addWidget(self._build_view(theme), 1)
        layout.addWidget(self._build_said())
        layout.addLayout(self._build_buttons())
        keys.changed.connect(self._follow)
        self.view.selectRow(0)
        self._follow()

    def _build_search(self) -> QWidget:
        self.search = named(_SearchField(), "keySearch")
        self.search.setPlaceholderText(self.tr("Search: what it does, where, or a key"))
        self.search.setAccessibleName(self.tr("Search the keys"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._look_for)
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.addWidget(self.search)
        return row

    def _build_view(self, theme: Theme) -> KeyView:
        self.view = named(KeyView(theme), "keyTable")
        self.view.setAccessibleName(self.tr("Keys"))
        self.view.setModel(self._rows)
        self.view.size_columns()
        self.view.recorded.connect(self._give)
        self.view.recording_changed.connect(self._hint)
        self.view.marked_changed.connect(self._follow)
        self.view.take_away_requested.connect(self._take_away)
        self.view.undo_requested.connect(self._undo)
        self.view.typed.connect(self._type)
        self.search.left.connect(self.view.setFocus)
        return self.view

    def _build_said(self) -> QLabel:
        self.said = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "keySaid")
        self.said.setContentsMargins(16, 0, 16, 0)
        self.said.setMinimumHeight(_SAID_HEIGHT)
        self.said.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        return self.said

    def _build_buttons(self) -> QHBoxLayout:
        self.change = self._button(self.tr("&Change"), "changeKey")
        self.add = self._button(self.tr("A&dd a key"), "addKey")
        self.take_away = self._button(self.tr("&Take away"), "takeKeyAway")
        self.bring_back = self._button(self.tr("&Usual keys"), "bringKeyBack")
        self.bring_all_back = self._button(self.tr("&All back to the usual"), "bringAllKeysBack")
        self.change.clicked.connect(lambda: self.view.begin(add=False))
        self.add.clicked.connect(lambda: self.view.begin(add=True))
        self.take_away.clicked.connect(self._take_away)
        self.bring_back.clicked.connect(self._bring_back)
        self.bring_all_back.clicked.connect(self._bring_all_back)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        for button in (self.change, self.add, self.take_away, self.bring_back):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.bring_all_back)
        return row

    @staticmethod
    def _button(words: str, name: str) -> QPushButton:
        return named(QPushButton(words, autoDefault=False), name)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.view.set_theme(theme)

    def _binding(self) -> Binding | None:
        return self._rows.binding(self.view.currentIndex().row())

    def _marked_key(self, binding: Binding) -> str:
        """The plain name of the marked key; empty where there is none."""
        marked = self.view.marked()
        return distinct(binding)[marked] if marked >= 0 else ""

    def _look_for(self, words: str) -> None:
        self.view.stop()
        self._rows.look_for(words)
        if self._rows.rowCount():
            self.view.selectRow(0)
        self._follow()
        self.view.marked_changed.emit()

    def _give(self, key: str) -> None:
        binding = self._binding()
        if binding is None:
            return
        refused = self._choices.give(binding, key, self._marked_key(binding))
        if refused:
            self._say(refused + " " + self.tr("Press another key, or Esc."), trouble=True)
            return
        adding = self.view.marked() < 0
        self.view.stop()
        if adding:
            self.view.mark(len(binding.keys))
        self._tell_now()

    def _take_away(self) -> None:
        binding = self._binding()
        key = self._marked_key(binding) if binding else ""
        if binding is None or not key:
            return
        self.view.setFocus()
        self._tell(self._choices.take_away(binding, key))

    def _bring_back(self) -> None:
        binding = self._binding()
        if binding is not None:
            self.view.setFocus()
            self._tell(self._choices.bring_back(binding))

    def _bring_all_back(self) -> None:
        self.view.stop()
        refused = self._choices.bring_all_back()
        self._say(
            refused or self.tr("All keys are the usual ones; Ctrl+Z in the table takes that back."), bool(refused)
        )

    def _undo(self) -> None:
        self._say(self.tr("Taken back.") if self._choices.undo() else self.tr("There is no change to take back."))

    def _tell(self, refused: str) -> None:
        if refused:
            self._say(refused, trouble=True)
        else:
            self._tell_now()

    def _tell_now(self) -> None:
        """Say which keys the current row has now."""
        binding = self._binding()
        if binding is not None:
            keys = ", ".join(told(binding)) or self.tr("no key")
            self._say(self.tr("{0}: {1}").format(self.tr(binding.words), keys))

    def _type(self, text: str) -> None:
        self.search.setFocus()
        self.search.setText(text)

    def _follow(self) -> None:
        """Let the buttons offer what can be done with the current row, and say what can be pressed there."""
        binding = self._binding()
        for button in (self.change, self.add):
            button.setEnabled(binding is not None)
        self.take_away.setEnabled(binding is not None and bool(binding.keys))
        self.bring_back.setEnabled(binding is not None and self._choices.differs(binding))
        self._hint()

    def _hint(self) -> None:
        binding = self._binding()
        if self.view.recording():
            self._say(self.tr("Press the key that is to do it. Esc leaves all as it is."))
        elif binding is None:
            self._say(self.tr("No key is found with these words."))
        elif label := self._choices.label_over(binding):
            self._say(label, trouble=True)
        else:
            self._say(
                self.tr(
                    "Enter changes the key, Insert adds one, Delete takes it away; Left and Right go from key to key."
                )
            )

    def _say(self, sentence: str, trouble: bool = False) -> None:
        if sentence == self.said.text():
            return
        self.said.setText(sentence)
        self.said.setProperty("trouble", trouble)
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        announce(self.said, sentence)


class _SearchField(QLineEdit):
    """A field that Enter and Down lead out of."""

    left = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)
