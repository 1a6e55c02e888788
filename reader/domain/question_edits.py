"""Changes to what the codebook asks, from one set of questions to the next; what cannot be is a CodebookError."""

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from reader.domain.choices import proper_choices, proper_scales
from reader.domain.codebook import Label, LabelKind
from reader.domain.label_rules import proper_description, proper_name, same_name
from reader.domain.questions import OWN_TYPES, Attribute, AttributeType, Field, Questions
from reader.errors import CodebookError

NEW = -1
#: Fields whose choices other formats know, and the one whose choices are the names of the verdict's scales.
FIXED = frozenset({Field.QUOTE_TYPE, Field.CERTAINTY, Field.CHECKWORTHINESS, Field.STANCE, Field.SCALE})
#: The types whose answers are among choices of one's own making.
CHOOSING = frozenset({AttributeType.CHOICE, AttributeType.CHOICES})


class Form(StrEnum):
    """How much a label asks: what is usual, all there is, or what somebody chose for it."""

    SHORT = "short"
    LONG = "long"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class AttributeDraft:
    """An attribute on its way into a library, or out of one; `unsaid` names what a file says nothing of."""

    kind: LabelKind
    name: str
    type: AttributeType = AttributeType.TEXT
    choices: tuple[str, ...] = ()
    description: str = ""
    usual: bool = False
    archived: bool = False
    field: Field | None = None
    uid: str = ""
    unsaid: frozenset[str] = dataclasses.field(default=frozenset(), compare=False)


def find_attribute(questions: Questions, attribute_id: int) -> Attribute:
    """The attribute with this id. Raises CodebookError."""
    try:
        return questions.by_id(attribute_id)
    except KeyError:
        raise CodebookError("This attribute is not in the codebook any more.") from None


def proper_attribute(draft: AttributeDraft) -> Attribute:
    """The attribute that a draft tells of, not stored yet, its position not known. Raises CodebookError."""
    name = proper_name(draft.name, "an attribute")
    if draft.field is None and draft.type not in OWN_TYPES:
        raise CodebookError(f"“{name}” cannot have this type: it belongs to the record of a claim.")
    proper = proper_scales if draft.type is AttributeType.RATING else proper_choices
    choices = proper(draft.choices)
    return Attribute(
        NEW,
        draft.uid,
        draft.kind,
        name,
        draft.type,
        choices,
        draft.field,
        proper_description(draft.description),
        0,
        draft.archived,
        draft.usual,
    )


def drafts_of(questions: Questions) -> tuple[AttributeDraft, ...]:
    """All attributes as they leave the library, in order."""
    return tuple(
        AttributeDraft(
            each.kind,
            each.name,
            each.type,
            each.choices,
            each.description,
            each.usual,
            each.archived,
            each.field,
            each.uid,
        )
        for each in questions.attributes
    )


def refuse_attribute_name(questions: Questions, attribute: Attribute) -> None:
    """Refuse an attribute whose name another one of its kind has, case and Unicode form not counted."""
    for other in questions.attributes:
        same = same_name(other.name) == same_name(attribute.name)
        if other.id != attribute.id and other.kind is attribute.kind and same:
            archived = ", in the archive" if other.archived else ""
            raise CodebookError(f"There is an attribute “{other.name}” for {kinds(other.kind)} already{archived}.")


def refuse_type(attribute: Attribute, new: AttributeType) -> None:
    """Refuse to make an attribute of the claim record another type, or one of one's own a type of that record."""
    if attribute.field is not None:
        raise CodebookError(
            f"“{attribute.name}” is part of every claim record and keeps its type: lists and exports build on it."
        )
    if new not in OWN_TYPES:
        raise CodebookError(f"“{attribute.name}” cannot have this type: it belongs to the record of a claim.")


def refuse_delete(attribute: Attribute) -> None:
    """Refuse to delete an attribute of the claim record."""
    if attribute.field is not None:
        raise CodebookError(
            f"“{attribute.name}” is part of every claim record and cannot be deleted. Archive it instead: then nothing "
            "asks it, and its answers stay."
        )


def has_own_choices(attribute: Attribute) -> bool:
    """Whether the choices of the attribute are a person's to change."""
    if attribute.field is None:
        return attribute.type in CHOOSING
    return attribute.field is Field.VERDICT


def checked_choices(attribute: Attribute, choices: Iterable[str]) -> tuple[str, ...]:
    """The choices as they may be stored for the attribute. Raises CodebookError."""
    if attribute.field is Field.SCALE:
        raise CodebookError(f"The choices of “{attribute.name}” are the scales of the verdict: change them there.")
    if attribute.field in FIXED:
        raise CodebookError(f"The choices of “{attribute.name}” stay as they are: other formats know them.")
    if not has_own_choices(attribute):
        raise CodebookError(f"“{attribute.name}” has no choices.")
    return proper_scales(choices) if attribute.type is AttributeType.RATING else proper_choices(choices)


def with_attribute(questions: Questions, attribute: Attribute) -> Questions:
    """The questions with this attribute in place of the one with its id, or as the last one."""
    known = any(other.id == attribute.id for other in questions.attributes)
    if not known:
        last = max((each.position for each in questions.attributes), default=0)
        added = replace(attribute, position=last + 1)
        return replace(questions, attributes=(*questions.attributes, added))
    changed = (attribute if other.id == attribute.id else other for other in questions.attributes)
    return replace(questions, attributes=tuple(changed))


def without_attribute(questions: Questions, attribute_id: int) -> Questions:
    """The questions without this attribute; no label asks it."""
    return Questions(
        tuple(each for each in questions.attributes if each.id != attribute_id),
        frozenset(pair for pair in questions.asked if pair[1] != attribute_id),
    )


def attribute_moved(questions: Questions, attribute_id: int, before_id: int | None) -> Questions:
    """The questions with an attribute before another one of its kind, or as the last one."""
    attribute = find_attribute(questions, attribute_id)
    others = [each for each in questions.attributes if each.id != attribute_id]
    at = len(others)
    if before_id is not None:
        before = find_attribute(questions, before_id)
        if before_id == attribute_id:
            return questions
        if before.kind is not attribute.kind:
            raise CodebookError(f"“{attribute.name}” cannot stand before “{before.name}”: that is not for its kind.")
        at = others.index(before)
    others.insert(at, attribute)
    if any(after.position <= before.position for before, after in pairwise(others)):
        others = [replace(each, position=number) for number, each in enumerate(others, 1)]
    return replace(questions, attributes=tuple(others))


def form_ids(questions: Questions, kind: LabelKind, form: Form) -> frozenset[int]:
    """The ids of what a label of this kind asks in the short or the long form, once nothing is in the archive."""
    return frozenset(
        each.id for each in questions.attributes if each.kind is kind and (form is Form.LONG or each.usual)
    )


def form_of(questions: Questions, label: Label) -> Form:
    """Which form a label asks."""
    active = {each.id for each in questions.of_kind(label.kind)}
    asked = {each.id for each in questions.asked_by(label.id)}
    fits = (form for form in (Form.SHORT, Form.LONG) if asked == form_ids(questions, label.kind, form) & active)
    return next(fits, Form.OWN)


def in_form(questions: Questions, label: Label, form: Form) -> Questions:
    """The questions where a label asks the short or the long form, and nothing else."""
    others = {pair for pair in questions.asked if pair[0] != label.id}
    asked = {(label.id, each) for each in form_ids(questions, label.kind, form)}
    return replace(questions, asked=frozenset(others | asked))


def asking(questions: Questions, label_id: int, attribute_ids: Iterable[int]) -> Questions:
    """The questions where a label asks these, and of the archived attributes those that it asked before."""
    archived = {each.id for each in questions.attributes if each.archived}
    others = {pair for pair in questions.asked if pair[0] != label_id or pair[1] in archived}
    return replace(questions, asked=frozenset(others | {(label_id, each) for each in attribute_ids}))


def asking_or_not(questions: Questions, label: Label, attribute_id: int, *, asked: bool) -> Questions:
    """The questions where a label asks an attribute, or does not. Raises CodebookError."""
    attribute = find_attribute(questions, attribute_id)
    if attribute.kind is not label.kind:
        raise CodebookError(
            f"“{attribute.name}” is for {kinds(attribute.kind)} and “{label.name}” for {kinds(label.kind)}."
        )
    if asked and attribute.archived:
        raise CodebookError(f"“{attribute.name}” is in the archive: bring it back before a label asks it.")
    pair = {(label.id, attribute_id)}
    return replace(questions, asked=questions.asked | pair if asked else questions.asked - pair)


def in_their_forms(before: Questions, labels: Iterable[Label], edit: Callable[[Questions], Questions]) -> Questions:
    """The questions after an edit of the attributes, where each label that asked a form asks what that is now."""
    after = edit(before)
    for label in labels:
        form = form_of(before, label)
        if form is not Form.OWN:
            after = asking(after, label.id, form_ids(after, label.kind, form))
    return after


def kinds(kind: LabelKind) -> str:
    """What is asked about, in a sentence."""
    return "entities" if kind is LabelKind.ENTITY else "claims"
