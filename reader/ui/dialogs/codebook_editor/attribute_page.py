"""The page of attributes: what can be asked, and what the answers may be."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from reader.domain.answer_changes import Keeps
from reader.domain.choices import paired, paired_scales
from reader.domain.codebook import LabelKind
from reader.domain.question_edits import CHOOSING, AttributeDraft, has_own_choices
from reader.domain.questions import OWN_TYPES, Attribute, AttributeType, Questions
from reader.errors import ReaderError
from reader.services.edit_questions import EditQuestions
from reader.ui.dialogs.codebook_editor.label_choice import LabelChoice
from reader.ui.dialogs.codebook_editor.question_words import answers_words, type_words
from reader.ui.dialogs.codebook_editor.row_list import Row
from reader.ui.dialogs.codebook_editor.thing_page import Changes, LinesField, ThingPage
from reader.ui.dialogs.enter_button import EnterButton
from reader.ui.dialogs.fields import FieldRow
from reader.ui.keys import Keys
from reader.ui.names import named, override
from reader.ui.system_size import scaled
from reader.ui.theme import Theme

_MOST_PROPOSED = 30


class AttributePage(ThingPage):
    """Lists the attributes of each kind; what would lose answers asks before, and says which."""

    def __init__(self, edit: EditQuestions, keys: Keys, theme: Theme) -> None:
        self._edit = edit
        self._kind = LabelKind.CLAIM
        self._questions = Questions((), frozenset())
        self._counts: dict[int, int] = {}
        self.type, self.choices = named(LabelChoice(), "attributeType"), named(LinesField(), "attributeChoices")
        self.choices_row = FieldRow(self.choices)
        self.usual = named(QCheckBox(), "attributeUsual")
        super().__init__("attribute", "", keys, theme)
        self.list.setAccessibleName(self.tr("Attributes"))
        self.choices.setMinimumHeight(scaled(110))
        self.description.setFixedHeight(scaled(72))
        self.usual.setText(self.tr("In the short form"))
        self.usual.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.choices.setPlaceholderText(self.tr("One choice on each line"))
        self.description.setPlaceholderText(self.tr("What is asked, and how it is to be answered"))
        self.type.chosen.connect(lambda value: self._retype(AttributeType(str(value))))
        self.choices.written.connect(lambda text, _sitting: self._rechoose(text))
        self.usual.clicked.connect(self._set_usual)
        for button, kind in zip(self.adders, (LabelKind.CLAIM, LabelKind.ENTITY), strict=True):
            button.clicked.connect(lambda _checked=False, kind=kind: self._ask_to_add(kind))
        self.order_stops()

    @override
    def build_adders(self) -> tuple[EnterButton, ...]:
        return (
            named(EnterButton(self.tr("Add for claims")), "addClaimAttribute"),
            named(EnterButton(self.tr("Add for entities")), "addEntityAttribute"),
        )

    @override
    def build_fields(self) -> list[tuple[str, QWidget, QWidget]]:
        return [
            (self.tr("Name"), self.name, self.name_row),
            (self.tr("Answer"), self.type, self.type),
            (self.tr("Choices"), self.choices, self.choices_row),
            (self.tr("Description"), self.description, self.description),
            (self.tr("Asked"), self.usual, self.usual),
        ]

    @override
    def reload(self) -> None:
        try:
            self._questions, self._counts = self._edit.questions(), dict(self._edit.count_answers())
        except ReaderError as error:
            self.trouble.say(str(error))
            return
        rows = list[Row]()
        headings = {LabelKind.CLAIM: self.tr("Asked about claims"), LabelKind.ENTITY: self.tr("Asked about entities")}
        for kind, words in headings.items():
            some = [each for each in self._questions.attributes if each.kind is kind]
            rows += [Row(0, words)] if some else []
            rows += [Row(each.id, each.name, self._note(each), each.archived) for each in some]
        before = self.list.current_id()
        self.list.show_rows(rows)
        self.show_current(anew=self.list.current_id() != before)

    def _note(self, attribute: Attribute) -> str:
        words, count = type_words(attribute.type), self._counts.get(attribute.id, 0)
        words = self.tr("{0}, archived").format(words) if attribute.archived else words
        return f"{words} · {count:,}" if count else words

    @override
    def show_current(self, *, anew: bool) -> None:
        attribute = self._current()
        self.form.setVisible(attribute is not None)
        if attribute is None:
            return
        count = self._counts.get(attribute.id, 0)
        uses = answers_words(count) if count else self.tr("No answers yet")
        asked = sum(attribute_id == attribute.id for _, attribute_id in self._questions.asked)
        labels = self.tr("asked by 1 label") if asked == 1 else self.tr("asked by {0} labels").format(asked)
        labels = labels if asked else self.tr("asked by no label")
        part = self.tr("Part of every claim record.") if attribute.field is not None else ""
        under = " ".join(filter(None, (self.tr("{0}, {1}.").format(uses, labels), part)))
        self.show_thing(
            attribute.name, under, attribute.name, attribute.description, archived=attribute.archived, anew=anew
        )
        own = attribute.field is None
        kinds = OWN_TYPES if own else (attribute.type,)
        self.type.show_choices([(type_words(kind), kind.value) for kind in kinds], attribute.type.value)
        self.type.setEnabled(own)
        chooses = attribute.type in CHOOSING or attribute.type is AttributeType.RATING
        self.fields.setRowVisible(self.choices_row, chooses)
        self.choices.setReadOnly(not has_own_choices(attribute))
        self.choices.show_saved("\n".join(attribute.choices), anew=anew or not self.choices.hasFocus())
        self.usual.setChecked(attribute.usual)
        self.delete.setEnabled(own)

    @override
    def siblings(self) -> list[int]:
        current = self._current()
        return [each.id for each in self._questions.attributes if current and each.kind is current.kind]

    @override
    def save(self) -> None:
        super().save()
        self.choices.end_sitting()

    @override
    def unsaved(self) -> bool:
        return super().unsaved() or self.choices.unsaved()

    @override
    def step_back(self) -> bool:
        if super().step_back():
            return True
        refused = bool(self.choices_row.refused())
        if refused:
            self.choices_row.refuse("")
            self.choices.restore()
        return refused

    def _ask_to_add(self, kind: LabelKind) -> None:
        self._kind = kind
        self.ask_for_name(
            self.tr("New attribute of claims") if kind is LabelKind.CLAIM else self.tr("New attribute of entities")
        )

    @override
    def add(self, name: str) -> bool:
        told = self.tr("Added “{0}”.").format(name.strip())
        return self.do(lambda: self._edit.add(AttributeDraft(self._kind, name)), told, self.new_row.refuse)

    @override
    def rename(self, name: str) -> None:
        attribute = self._current()
        if attribute is not None:
            told = self.tr("Renamed “{0}” to “{1}”.").format(attribute.name, name.strip())
            self.do(lambda: self._edit.rename(attribute.id, name), told, self.name_row.refuse)

    @override
    def describe(self, text: str, sitting: int) -> None:
        attribute = self._current()
        if attribute is not None:
            told = self.tr("Saved the description of “{0}”.").format(attribute.name)
            self.description.settle()
            self.do(lambda: self._edit.describe(attribute.id, text, (attribute.id, sitting)), told)

    @override
    def move_before(self, thing_id: int, before_id: int | None) -> None:
        told = self.tr("Moved “{0}”.").format(self._questions.by_id(thing_id).name)
        self.do(lambda: self._edit.move(thing_id, before_id), told)

    @override
    def put_away(self) -> None:
        attribute = self._current()
        if attribute is not None:
            told = self.tr("“{0}” is back.") if attribute.archived else self.tr("“{0}” is archived.")
            act = lambda: self._edit.archive(attribute.id, archived=not attribute.archived)  # noqa: E731
            self.do(act, told.format(attribute.name))

    @override
    def ask_to_delete(self) -> None:
        attribute = self._current()
        if attribute is None:
            return
        self._ask(
            lambda: self._edit.what_delete_keeps(attribute.id),
            lambda to_notes: self._edit.delete(attribute.id, to_notes=to_notes),
            self.tr("Delete “{0}”?").format(attribute.name),
            self.tr("Delete, and lose {0}"),
            self.tr("Deleted “{0}”.").format(attribute.name),
        )

    def _set_usual(self, usual: bool) -> None:
        attribute = self._current()
        if attribute is not None:
            told = self.tr("“{0}” is in the short form.") if usual else self.tr("“{0}” is not in the short form now.")
            self.do(lambda: self._edit.set_usual(attribute.id, usual=usual), told.format(attribute.name))

    def _retype(self, new: AttributeType) -> None:
        attribute = self._current()
        if attribute is None or new is attribute.type:
            return
        choices: tuple[str, ...] | None = None
        if new in CHOOSING and not attribute.choices:  # what was answered is what can be chosen
            used = tuple(self._edit.count_values(attribute.id))[:_MOST_PROPOSED]
            choices = tuple({each.casefold(): each for each in reversed(used) if len(each) <= 60}.values())[::-1]
        self._ask(
            lambda: self._edit.what_retype_keeps(attribute.id, new, choices),
            lambda to_notes: self._edit.retype(attribute.id, new, choices, to_notes=to_notes),
            self.tr("Change the type?"),
            self.tr("Change, and lose {0}"),
            self.tr("“{0}” is answered by: {1}.").format(attribute.name, type_words(new).lower()),
        )

    def _rechoose(self, text: str) -> None:
        attribute = self._current()
        if attribute is None:
            return
        new = [line.strip() for line in text.splitlines() if line.strip()]
        pair = paired_scales if attribute.type is AttributeType.RATING else paired
        renamed = pair(attribute.choices, new)
        self._ask(
            lambda: self._edit.what_choices_keep(attribute.id, new, renamed),
            lambda to_notes: self._edit.set_choices(attribute.id, new, renamed, to_notes=to_notes),
            self.tr("Change the choices?"),
            self.tr("Change, and lose {0}"),
            self.tr("Saved the choices of “{0}”.").format(attribute.name),
            self.choices_row.refuse,
        )

    def _ask(
        self,
        what_keeps: Callable[[], Keeps],
        act: Callable[[bool], Changes],
        question: str,
        yes: str,
        told: str,
        refuse: Callable[[str], None] | None = None,
    ) -> None:
        """Do something at once where no answer is lost by it, else once that is agreed to."""
        try:
            keeps = what_keeps()
        except ReaderError as error:
            (refuse or self.trouble.say)(str(error))
            return
        self.choices_row.refuse("")

        def do(to_notes: bool) -> None:
            self.choices.settle()
            self.do(lambda: act(to_notes), told, refuse)
            self.list.setFocus()

        if keeps.lost:
            self.loss.ask_to_lose(question, keeps, yes, do, self._leave)
        else:
            self.choices.settle()
            self.do(lambda: act(False), told, refuse)

    def _leave(self) -> None:
        self.choices.restore()
        self.show_current(anew=False)
        self.list.setFocus()

    def _current(self) -> Attribute | None:
        current = self.list.current_id()
        return next((each for each in self._questions.attributes if each.id == current), None)
