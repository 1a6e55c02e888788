"""What a person may do to what the codebook asks, as rules of the machine that tests undo."""

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from reader.domain.choices import paired
from reader.domain.codebook import LabelKind
from reader.domain.link_type_edits import LinkTypeDraft
from reader.domain.question_edits import AttributeDraft, Form
from reader.domain.questions import OWN_TYPES, AttributeType
from reader.services.edit_questions import EditQuestions
from reader.storage.library import Library

_PICKS = st.integers(0, 1000)
_NAMES = st.sampled_from(["Weight", "WEIGHT", "Tone", "Cue", " ", "answers"])
_TYPES = st.sampled_from((*OWN_TYPES, AttributeType.CLAIMANT))
_CHOICES = st.lists(st.sampled_from(["a", "b", "yes", "low", "A", "Truth: a, b"]), max_size=3)


class QuestionRules(RuleBasedStateMachine):
    """To be mixed into a machine that has a library, and does what it is given."""

    library: Library

    def do(self, act: Callable[[], object]) -> None:
        """Do something that may be refused, and remember what the library was like after it."""
        raise NotImplementedError

    @rule(kind=st.sampled_from(LabelKind), name=_NAMES, type_=_TYPES, choices=_CHOICES, usual=st.booleans())
    def add_attribute(self, kind: LabelKind, name: str, type_: AttributeType, choices: list[str], usual: bool) -> None:
        draft = AttributeDraft(kind, name, type_, tuple(choices), usual=usual)
        self.do(lambda: self._questions().add(draft))

    @rule(pick=_PICKS, name=_NAMES)
    def rename_attribute(self, pick: int, name: str) -> None:
        self._to_attribute(pick, lambda found: self._questions().rename(found, name))

    @rule(pick=_PICKS, way=st.integers(0, 5), other=_PICKS)
    def change_attribute(self, pick: int, way: int, other: int) -> None:
        edit, flag = self._questions(), bool(other % 2)
        acts: tuple[Callable[[int], object], ...] = (
            lambda found: edit.describe(found, str(other)),
            lambda found: edit.set_usual(found, usual=flag),
            lambda found: edit.archive(found, archived=flag),
            lambda found: edit.move(found, self._attribute(other)),
            lambda found: edit.move(found, None),
            lambda found: edit.delete(found, to_notes=flag),
        )
        self._to_attribute(pick, acts[way])

    @rule(pick=_PICKS, type_=_TYPES, choices=st.none() | _CHOICES, to_notes=st.booleans())
    def retype_attribute(self, pick: int, type_: AttributeType, choices: list[str] | None, to_notes: bool) -> None:
        self._to_attribute(pick, lambda found: self._questions().retype(found, type_, choices, to_notes=to_notes))

    @rule(pick=_PICKS, choices=_CHOICES, renaming=st.booleans())
    def set_choices_of_attribute(self, pick: int, choices: list[str], renaming: bool) -> None:
        def change(found: int) -> None:
            old = self._questions().questions().by_id(found).choices
            self._questions().set_choices(found, choices, paired(old, choices) if renaming else None)

        self._to_attribute(pick, change)

    @rule(label=_PICKS, pick=_PICKS, asked=st.booleans(), form=st.none() | st.sampled_from(Form))
    def let_a_label_ask(self, label: int, pick: int, asked: bool, form: Form | None) -> None:
        labels = self.library.labels.codebook().labels
        if not labels:
            return
        label_id, edit = labels[label % len(labels)].id, self._questions()
        if form is not None:
            self.do(lambda: edit.set_form(label_id, form))
        else:
            self._to_attribute(pick, lambda found: edit.ask(label_id, found, asked=asked))

    @rule(annotation=_PICKS, pick=_PICKS, words=st.sampled_from(["a", "low", "3", "yes", "2026", "a; b"]))
    def answer_an_attribute_of_ones_own(self, annotation: int, pick: int, words: str) -> None:
        """As `Records.answer` does, for attributes whose answers are texts of any form."""
        annotations = [row[0] for row in self.library.rows("SELECT id FROM annotation ORDER BY id")]
        own = [
            each
            for each in self._questions().questions().attributes
            if each.field is None and each.type is AttributeType.TEXT
        ]
        if not annotations or not own:
            return

        def answer() -> None:
            with self.library.action("Answer"):
                self.library.write(
                    "INSERT INTO annotation_value (annotation_id, attribute_id, position, value) VALUES (?1, ?2, 0, ?3)"
                    " ON CONFLICT DO UPDATE SET value = ?3",
                    (annotations[annotation % len(annotations)], own[pick % len(own)].id, words),
                )

        self.do(answer)

    @rule(pick=_PICKS, other=_PICKS, way=st.integers(0, 6), name=_NAMES)
    def change_link_types(self, pick: int, other: int, way: int, name: str) -> None:
        edit = self._questions().link_types
        types = edit.types()
        one, into = types[-1 - pick % 3].id, types[other % len(types)].id
        acts: tuple[Callable[[], object], ...] = (
            lambda: edit.add(LinkTypeDraft(name)),
            lambda: edit.rename(one, name),
            lambda: edit.describe(one, name),
            lambda: edit.archive(one, archived=bool(other % 2)),
            lambda: edit.move(one, into),
            lambda: edit.merge(one, into),
            lambda: edit.delete(one),
        )
        self.do(acts[way])

    def _questions(self) -> EditQuestions:
        return EditQuestions(self.library)

    def _attribute(self, pick: int) -> int:
        attributes = self._questions().questions().attributes
        return attributes[-1 - pick % min(6, len(attributes))].id  # the last, for those are one's own

    def _to_attribute(self, pick: int, act: Callable[[int], object]) -> None:
        found = self._attribute(pick)
        self.do(lambda: act(found))
