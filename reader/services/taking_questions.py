"""What a file of a codebook asks, taken into a library within an action: nothing is ever deleted, no answer is lost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

from reader.domain.codebook import LabelDraft
from reader.domain.codebook_draft import CodebookDraft
from reader.domain.codebook_edits import kinds
from reader.domain.label_rules import quoted, same_name
from reader.domain.link import LinkType
from reader.domain.link_type_edits import NEW, LinkTypeDraft, refuse_twin_types
from reader.domain.question_edits import (
    AttributeDraft,
    Form,
    asking,
    has_own_choices,
    in_form,
    in_their_forms,
    proper_attribute,
    refuse_attribute_name,
    with_attribute,
)
from reader.domain.questions import Attribute, AttributeType, Questions
from reader.errors import CodebookError
from reader.services.reworking import Rework, rechosen, retyped, write
from reader.storage import attribute_answers as answers
from reader.storage import link_uses
from reader.storage import questions as stored
from reader.storage.library import Library

_Thing = TypeVar("_Thing", Attribute, LinkType)
_Draft = TypeVar("_Draft", AttributeDraft, LinkTypeDraft)


@dataclass(slots=True)
class Taken:
    """What became of what a file asks; each of the notes is a sentence."""

    attributes: list[int] = field(default_factory=lambda: [0, 0, 0])
    link_types: list[int] = field(default_factory=lambda: [0, 0, 0])
    asking: int = 0
    notes: list[str] = field(default_factory=list)
    by_article: answers.ByArticle = field(default_factory=dict)
    changed: bool = False

    def sentences(self) -> tuple[str, ...]:
        """What changed, as scripts read it: nothing where nothing did."""
        counted = (("attributes", self.attributes), ("link types", self.link_types))
        told = [f"{what}: added {a}, changed {b}, unchanged {c}" for what, (a, b, c) in counted if a or b]
        return (*told, f"asks changed: {self.asking}") if self.asking else tuple(told)


def take_questions(library: Library, draft: CodebookDraft) -> Taken:
    """Take in what a codebook asks, and its types of links, once its labels are there. Raises CodebookError."""
    taken = Taken()
    _take_attributes(library, draft.attributes, taken)
    _take_asks(library, draft.labels, taken)
    _take_link_types(library, draft.link_types, taken)
    return taken


def _take_attributes(library: Library, drafts: Sequence[AttributeDraft], taken: Taken) -> None:
    before = stored.questions(library)
    came: list[int] = []
    for draft, old in zip(drafts, _matches(before.attributes, drafts, _same_attribute), strict=True):
        known = stored.questions(library)
        if old is None:
            after = _in_forms(library, known, partial(with_attribute, attribute=proper_attribute(draft)))
            stored.save(library, known, after)
            came.append(max(each.id for each in stored.questions(library).attributes))
            taken.attributes[0] += 1
            continue
        came.append(old.id)
        _take_type(library, draft, old.id, taken)
        known = stored.questions(library)
        now = replace(known.by_id(old.id), name=draft.name, **_said(draft, "description", "usual", "archived"))
        stored.save(library, known, _in_forms(library, known, partial(with_attribute, attribute=now)))
        taken.attributes[1 if stored.questions(library).by_id(old.id) != old else 2] += 1
    after = stored.questions(library)
    for attribute_id in came:
        refuse_attribute_name(after, after.by_id(attribute_id))
    taken.changed = taken.changed or after != before


def _take_type(library: Library, draft: AttributeDraft, attribute_id: int, taken: Taken) -> None:
    """Take in type and choices where no answer is lost by it; else say that they stay."""
    known = stored.questions(library)
    old = known.by_id(attribute_id)
    kind = old.type if old.field is not None or "type" in draft.unsaid else draft.type
    if kind is not draft.type and "type" not in draft.unsaid:
        taken.notes.append(f"“{old.name}” keeps its type: every claim record has it.")
    choices = draft.choices if "choices" not in draft.unsaid else None
    if choices is not None and not has_own_choices(replace(old, type=kind)):
        if choices != old.choices and old.field is not None and "scale" not in old.field:
            taken.notes.append(f"“{old.name}” keeps its choices: other formats know them.")
        choices = None
    if kind is not old.type:
        _unless_lost(library, known, retyped(library, known, attribute_id, kind, choices), "its type", old, taken)
    elif choices is not None and choices != old.choices:
        if old.type is not AttributeType.RATING:
            used = answers.count_values(library, attribute_id)
            kept = tuple(each for each in old.choices if each in used and each not in choices)
            if kept:
                told = ", ".join(f"“{each}”" for each in kept)
                taken.notes.append(f"“{old.name}” keeps what answers use and the file does not have: {told}.")
            choices = (*choices, *kept)
        work = rechosen(library, known, attribute_id, choices, {})
        _unless_lost(library, known, work, "its scales", old, taken)


def _unless_lost(library: Library, known: Questions, work: Rework, what: str, old: Attribute, taken: Taken) -> None:
    lost = len(work.lost())
    if lost:
        answered = "1 answer" if lost == 1 else f"{lost} answers"
        taken.notes.append(f"“{old.name}” keeps {what}: {answered} would be lost.")
        return
    _, by_article = write(library, known, work, to_notes=False)
    for article_id, ids in by_article.items():
        taken.by_article.setdefault(article_id, []).extend(ids)


def _take_asks(library: Library, drafts: Sequence[LabelDraft], taken: Taken) -> None:
    book = library.labels.codebook()
    labels = {(label.kind, same_name(label.name)): label for label in book.labels}
    before = after = stored.questions(library)
    names = {(each.kind, same_name(each.name)): each.id for each in before.attributes}
    for draft in drafts:
        label = labels[draft.kind, same_name(draft.name)]
        match draft.asks:
            case None:
                continue
            case str(form):
                after = in_form(after, label, Form(form))
            case several:
                ids = [names.get((draft.kind, same_name(each))) for each in several]
                if None in ids:
                    missing = quoted(several[ids.index(None)])
                    raise CodebookError(
                        f"“{label.name}” is to ask {missing}, and there is no such attribute for {kinds(label)}."
                    )
                without = replace(after, asked=frozenset(pair for pair in after.asked if pair[0] != label.id))
                after = asking(without, label.id, (each for each in ids if each is not None))
    taken.asking = len({label_id for label_id, _ in before.asked ^ after.asked})
    taken.changed = stored.save(library, before, after) or taken.changed


def _take_link_types(library: Library, drafts: Sequence[LinkTypeDraft], taken: Taken) -> None:
    before = stored.link_types(library)
    there = _matches(before, drafts, _same_link_type)
    last = max((each.position for each in before), default=0)
    after = {each.id: each for each in before}
    for number, (draft, old) in enumerate(zip(drafts, there, strict=True)):
        if old is None:
            made = LinkType(
                NEW - number, draft.uid, draft.name, draft.role, draft.description, last + 1 + number, draft.archived
            )
            after[made.id] = made
            taken.link_types[0] += 1
            continue
        after[old.id] = replace(old, name=draft.name, **_said(draft, "description", "archived"))
        taken.link_types[1 if after[old.id] != old else 2] += 1
    refuse_twin_types(tuple(after.values()))
    renamed = [each for each in before if after[each.id].name != each.name]
    for each in renamed:
        for article_id, ids in link_uses.ends(library, each.name).items():
            taken.by_article.setdefault(article_id, []).extend(ids)
    taken.changed = stored.save_link_types(library, before, tuple(after.values())) or taken.changed


def _same_attribute(each: Attribute, draft: AttributeDraft, how: str) -> bool:
    match how:
        case "uid":
            if each.uid == draft.uid and each.kind is not draft.kind:
                raise CodebookError(f"“{each.name}” cannot become an attribute of the other kind.")
            return each.uid == draft.uid
        case "role":
            return draft.field is not None and each.field is draft.field
    return each.kind is draft.kind and same_name(each.name) == same_name(draft.name)


def _same_link_type(each: LinkType, draft: LinkTypeDraft, how: str) -> bool:
    match how:
        case "uid":
            return each.uid == draft.uid
        case "role":
            return draft.role is not None and each.role is draft.role
    return same_name(each.name) == same_name(draft.name)


def _said(draft: AttributeDraft | LinkTypeDraft, *fields: str) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in fields if name not in draft.unsaid}


def _in_forms(library: Library, known: Questions, edit: Callable[[Questions], Questions]) -> Questions:
    return in_their_forms(known, library.labels.codebook().labels, edit)


def _matches(
    there: Sequence[_Thing], drafts: Sequence[_Draft], same: Callable[[_Thing, _Draft, str], bool]
) -> list[_Thing | None]:
    """What each draft is about: found by uid, else by what it is to Gloss, else by name."""
    found: list[_Thing | None] = [None] * len(drafts)
    for how in ("uid", "role", "name"):
        taken = {each.id for each in found if each is not None}
        for number, draft in enumerate(drafts):
            if found[number] is None:
                fits = (each for each in there if each.id not in taken and same(each, draft, how))
                match = found[number] = next(fits, None)
                taken |= {match.id} if match else set()
    return found
