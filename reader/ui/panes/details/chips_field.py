"""A field of chips: entities, a claimant, words; behind them what is proposed, with an edge of dashes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from reader.domain.codebook import Label
from reader.domain.questions import Attribute, AttributeType
from reader.domain.record import AUTHOR, UNNAMED, Answer
from reader.ui.announcing import announce
from reader.ui.chips import Chip, ChipFlow
from reader.ui.keys import Keys, Where
from reader.ui.names import named, override
from reader.ui.panes.details.record_field import Answers, FieldBox, RecordField
from reader.ui.system_size import scaled
from reader.ui.theme import SMALL_PIXELS, Theme, interface_font

#: What an entity is called, and its type.
NameOf = Callable[[int], tuple[str, Label | None]]

_LEAST_WRITING, _MOST_FITTING = 30, 5
_AWAY = "close"  # the name of an icon
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class ChipsField(RecordField):
    """Chips behind which one writes. Each change is told at once.

    In a field of entities the first letter asks for a choice of them by `search_requested`; in one of words, those
    that were used before are offered as one writes.
    """

    search_requested = Signal(str)

    def __init__(self, attribute: Attribute, keys: Keys, theme: Theme, name_of: NameOf) -> None:
        super().__init__(attribute, keys, theme)
        self._name_of = name_of
        self._known: Sequence[str] = ()
        self._others: Answers = ()
        self._ghosts: Answers = ()
        self._marked = -1
        self._chips: list[Chip] = []
        self._line = _ChipLine(self)
        self._box = FieldBox(theme)
        self._box.pressed.connect(lambda: self._line.setFocus(Qt.FocusReason.MouseFocusReason))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._box.setSizePolicy(policy)
        self._flow = ChipFlow(self._box, 4)
        self._flow.setContentsMargins(4, 4, 4, 4)
        self._line.setAccessibleName(attribute.name)
        self._line.textEdited.connect(self._written)
        self._flow.addWidget(self._line)
        self.fill(self._box)

    @property
    def of_words(self) -> bool:
        """Whether chips are words of one's own, and no entities."""
        return self.attribute.type is AttributeType.WORDS

    @property
    def several(self) -> bool:
        """Whether more than one may stand here."""
        return self.attribute.type in (AttributeType.ENTITIES, AttributeType.WORDS)

    @override
    def editor(self) -> QWidget:
        return self._line

    def place(self) -> QRect:
        """Where the field is on the screen."""
        return QRect(self._box.mapToGlobal(self._box.rect().topLeft()), self._box.size())

    def show_known(self, words: Sequence[str]) -> None:
        """Offer these words, the likeliest first, as one writes."""
        self._known = words

    def show_others(self, others: Answers) -> None:
        """Offer these too, while the field has the focus; none of them is taken but by choosing it."""
        self._others = others
        self._show()

    @override
    def show_answers(self, answers: Answers, offered: Answers, *, fresh: bool) -> None:
        same = (answers, offered) == (self.answers, self.offered)
        super().show_answers(answers, offered, fresh=fresh)
        if fresh:
            self._line.clear()
        if not same or fresh:
            self._marked = -1
            self._show()

    @override
    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._box.set_theme(theme)
        for chip in self._chips:
            chip.set_theme(theme)

    def look_again(self) -> None:
        """Show names as they are now, and the focus."""
        self._box.light(self._line.hasFocus())
        self._show()

    def _show(self) -> None:
        focused = self._line.hasFocus()
        self._ghosts = self._what_is_offered(focused)
        chips = len(self.answers) + len(self._ghosts)
        while len(self._chips) < chips:
            chip = Chip(self.theme)
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.clicked.connect(lambda _checked=False, chip=chip: self._press(chip))
            self._chips.append(chip)
            self._flow.addWidget(chip)
        # What Enter takes stands before the place to write, what else there is behind it.
        at = len(self.answers) + (0 if self.of_words else sum(each in self.offered for each in self._ghosts))
        for number, answer in enumerate((*self.answers, *self._ghosts)):
            self._show_chip(self._chips[number], answer, number)
        for number, chip in enumerate(self._chips):
            chip.setVisible(number < chips)
        self._flow.put_in_order([*self._chips[:at], self._line, *self._chips[at:]])
        self._line.fit()
        self._show_placeholder()
        self._box.updateGeometry()
        self.updateGeometry()

    def _show_chip(self, chip: Chip, answer: Answer, number: int) -> None:
        words, label = self.words_of(answer)
        offered = number >= len(self.answers)
        stands = not offered and self._line.hasFocus()
        chip.show_words(words, label, offered=offered, sign=_AWAY if stands else "")
        chip.mark(self._marked == number - len(self.answers) and offered)
        said = self.tr("Take “{0}”") if offered else self.tr("Take “{0}” away")
        chip.setAccessibleName(said.format(words))

    def words_of(self, answer: Answer) -> tuple[str, Label | None]:
        """What a chip says, and whose colour it has."""
        if answer.entity_id is not None:
            return self._name_of(answer.entity_id)
        if self.attribute.type is AttributeType.CLAIMANT:
            return {AUTHOR: self.tr("the author"), UNNAMED: self.tr("unnamed")}.get(answer.value, answer.value), None
        return answer.value, None

    def _what_is_offered(self, focused: bool) -> Answers:
        if self.of_words:
            return tuple(Answer(word) for word in self._fitting()) if focused else ()
        if self.answers and not self.several:
            return ()
        others = self._others if focused else ()
        return tuple(dict.fromkeys(each for each in (*self.offered, *others) if each not in self.answers))

    def _fitting(self) -> list[str]:
        typed, there = self._line.text().strip().casefold(), {answer.value.casefold() for answer in self.answers}
        if not typed:
            return []
        found = [word for word in self._known if typed in word.casefold() and word.casefold() not in there]
        return sorted(found, key=lambda word: not word.casefold().startswith(typed))[:_MOST_FITTING]

    def _show_placeholder(self) -> None:
        words = ""
        if self._line.hasFocus() and not (self.answers and not self.several):
            enter = self.keys.first("Next", Where.FORM)
            if self.offered and not self.of_words:
                words = self.tr("← {0}").format(enter)
            elif self.of_words:
                words = self.tr("Write, {0}").format(enter) if not self.answers else ""
            elif not self.answers:
                words = self.tr("Write a name")
        self._line.setPlaceholderText(words)
        self._line.fit()

    # What a person does

    def _written(self, words: str) -> None:
        if self.of_words:
            if "," in words or "،" in words or "，" in words:
                self._add_words()
            self._marked = -1
            self._show()
        elif words.strip():
            self._line.clear()
            self.search_requested.emit(words)

    def add(self, answer: Answer) -> None:
        """Put an answer behind those that are there, or in the place of the only one."""
        kept = self.answers if self.several else ()
        if answer not in kept:
            self.tell((*kept, answer))
            announce(self._line, self.words_of(answer)[0])

    def _press(self, chip: Chip) -> None:
        number = self._chips.index(chip)
        had = self._line.hasFocus()
        self._line.setFocus(Qt.FocusReason.MouseFocusReason)
        if number >= len(self.answers):
            ghosts = self._ghosts
            self._line.clear()
            self.add(ghosts[number - len(self.answers)])
        elif had:
            self.tell([answer for other, answer in enumerate(self.answers) if other != number])

    def press_key(self, event: QKeyEvent) -> bool:
        """Do what a key means here; whether it meant something."""
        empty, key = not self._line.text(), Qt.Key(event.key())
        at_end = self._line.cursorPosition() == len(self._line.text())
        if key == Qt.Key.Key_Backspace and empty:
            if self.answers:
                last = self.words_of(self.answers[-1])[0]
                self.tell(self.answers[:-1])
                announce(self._line, self.tr("{0} taken away").format(last))
            return True
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        goes = key in _STEPS and (empty or (at_end and _STEPS[key] > 0) or self._marked >= 0)
        if goes and self._ghosts and not shifted:
            self._mark(_STEPS[key])
            return True
        return self.obey(event)

    def _mark(self, step: int) -> None:
        start = self._marked if self._marked >= 0 or step > 0 else 0
        self._marked = (start + step) % len(self._ghosts)
        self._show()
        announce(self._line, self.words_of(self._ghosts[self._marked])[0])

    @override
    def go_on(self) -> None:
        if 0 <= self._marked < len(self._ghosts):
            chosen = self._ghosts[self._marked]
            self._line.clear()
            self.add(chosen)
            if not self.several:
                self.next_requested.emit()
            return
        if self._line.text().strip():
            self._add_words()
            return
        if self.offered and (self.several or not self.answers):
            self.tell(tuple(dict.fromkeys((*self.answers, *self.offered))))
        self.next_requested.emit()

    @override
    def save(self) -> None:
        self._add_words()

    def _add_words(self) -> None:
        written = self._line.text()
        for mark in "،，":
            written = written.replace(mark, ",")
        words = [" ".join(word.split()) for word in written.split(",")]
        new = [Answer(word) for word in words if word]
        if self.of_words and new:
            self._line.clear()
            self.tell((*self.answers, *new))

    @override
    def draft(self) -> str | None:
        return self._line.text().strip() or None

    @override
    def restore(self, draft: str) -> None:
        self._line.setText(draft)
        self._show()

    def leave(self) -> None:
        """Keep what is written when the focus leaves."""
        self._marked = -1
        self.save()
        self.look_again()


class _ChipLine(QLineEdit):
    """The place to write behind the chips: as wide as what stands in it."""

    def __init__(self, field: ChipsField) -> None:
        super().__init__()
        named(self, "chipLine")
        self._field = field
        self.setFrame(False)
        self.setFont(interface_font(SMALL_PIXELS))
        self.setFixedHeight(scaled(22))
        self.textChanged.connect(self.fit)

    def fit(self) -> None:
        """Take the width of the words, or of what stands there without any."""
        words = self.text() or self.placeholderText()
        width = QFontMetrics(self.font()).horizontalAdvance(words) + 12
        least = scaled(_LEAST_WRITING) if self.hasFocus() else 1
        wanted = max(least, width if words else 0)
        if wanted != self.minimumWidth():
            self.setFixedWidth(wanted)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._field.press_key(event):
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._field.look_again()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is Qt.FocusReason.PopupFocusReason:
            return
        self._field.leave()
