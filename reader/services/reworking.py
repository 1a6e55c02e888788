"""What changes to attributes do to answers: planned first, so that it can be told, then written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from reader.domain.answer_changes import Became, Given, Keeps, chosen_otherwise, converted
from reader.domain.choices import rated_otherwise, scales_of
from reader.domain.question_edits import CHOOSING, checked_choices, find_attribute, refuse_type, with_attribute
from reader.domain.questions import Attribute, AttributeType, Field, Questions
from reader.domain.record import Answer
from reader.storage import attribute_answers as answers
from reader.storage import questions as stored
from reader.storage.library import Library


@dataclass(frozen=True, slots=True)
class Rework:
    """The questions after a change, and what becomes of answers: the id of their attribute, before, and after."""

    after: Questions
    answers: tuple[tuple[int, Given, Became], ...] = ()

    def lost(self) -> list[tuple[int, Given, Became]]:
        """Those that lose something."""
        return [each for each in self.answers if each[2].lost]


def retyped(
    library: Library, before: Questions, attribute_id: int, new: AttributeType, choices: Iterable[str] | None
) -> Rework:
    """An attribute of one's own as another type, with the choices that it had where none are given."""
    attribute = find_attribute(before, attribute_id)
    if new is attribute.type and choices is None:
        return Rework(before)
    refuse_type(attribute, new)
    after = replace(attribute, type=new)
    if choices is not None and new in CHOOSING:
        after = replace(after, choices=checked_choices(after, choices))
    entity_of = partial(answers.entity_named, library)
    plan = ((attribute_id, given, converted(given, after, entity_of)) for given in answers.given(library, attribute_id))
    return Rework(with_attribute(before, after), tuple(plan))


def rechosen(
    library: Library, before: Questions, attribute_id: int, choices: Iterable[str], renamed: Mapping[str, str]
) -> Rework:
    """An attribute with other choices; those of the verdict are scales."""
    attribute = find_attribute(before, attribute_id)
    after = replace(attribute, choices=checked_choices(attribute, choices))
    if attribute.field is Field.VERDICT:
        return _rated(library, before, attribute, after, renamed)
    plan = (
        (attribute_id, given, chosen_otherwise(given, after.choices, renamed))
        for given in answers.given(library, attribute_id)
    )
    return Rework(with_attribute(before, after), tuple(plan))


def emptied(library: Library, after: Questions, attribute_id: int) -> Rework:
    """The questions without an attribute: all answers to it are lost."""
    gone = ((attribute_id, given, Became((), given.words)) for given in answers.given(library, attribute_id))
    return Rework(after, tuple(gone))


def keeps(library: Library, rework: Rework) -> Keeps:
    """How many answers are kept whole, and which are not."""
    lost = [(given.annotation_id, ", ".join(became.lost)) for _, given, became in rework.lost()]
    return Keeps(len(rework.answers) - len(lost), answers.places(library, lost))


def write(library: Library, before: Questions, rework: Rework, *, to_notes: bool) -> tuple[bool, answers.ByArticle]:
    """Write what is planned; whether the questions changed, and which annotations did."""
    names = {each.id: each.name for each in before.attributes}
    notes = [
        (given.annotation_id, f"{names[attribute_id]}: {', '.join(became.lost)}")
        for attribute_id, given, became in rework.lost()
        if to_notes
    ]
    others = [each for each in rework.answers if each[2].answers != each[1].answers]
    for attribute_id in dict.fromkeys(each[0] for each in others):
        now = ((given.annotation_id, became.answers) for at, given, became in others if at == attribute_id)
        answers.rewrite(library, attribute_id, now)
    by_article = answers.touch(library, {given.annotation_id for _, given, _ in others}, notes)
    return stored.save(library, before, rework.after), by_article


def _rated(library: Library, before: Questions, old: Attribute, new: Attribute, renamed: Mapping[str, str]) -> Rework:
    """Other scales: the attribute that says which is meant has their names to choose from."""
    scale = before.of_field(Field.SCALE)
    names = tuple(each.name for each in scales_of(new.choices))
    on = {given.annotation_id: given for given in answers.given(library, scale.id)}
    plan = [(scale.id, given, chosen_otherwise(given, names, renamed)) for given in on.values()]
    for given in answers.given(library, old.id):
        own = on.get(given.annotation_id)
        name = own.answers[0].value if own else ""
        _, rating = rated_otherwise(name, given.answers[0].value, old.choices, new.choices, renamed)
        plan.append((old.id, given, Became((Answer(rating),)) if rating else Became((), given.words)))
    return Rework(with_attribute(with_attribute(before, new), replace(scale, choices=names)), tuple(plan))
