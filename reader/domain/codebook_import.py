"""What a codebook becomes when the labels of a file come in: labels that are there change, others are added."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.domain.codebook import Codebook, Label, LabelDraft, LabelKind
from reader.domain.codebook_edits import kinds
from reader.domain.label_rules import same_name
from reader.errors import CodebookError

#: For labels that come without a colour: those that the codebook editor offers, the first not taken.
COLOURS = {
    LabelKind.ENTITY: (
        *("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#44505C"),
        *("#A8A8A0", "#78BF60", "#24803B", "#C3D9AD", "#3DD9D9", "#6C3080", "#3D3DD9", "#9DBF36"),
    ),
    LabelKind.CLAIM: (
        *("#7A5CC0", "#C8020E", "#D55E00", "#4C8595", "#790EA8", "#617C50", "#9E2A5C", "#A68585"),
        *("#592230", "#594A3A", "#406080", "#4B2259", "#A65368", "#9E7CBF", "#504080", "#643DD9"),
    ),
}

_Name = tuple[LabelKind, str]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The codebook after an import; labels not stored yet have ids below 0. Each note is a sentence."""

    after: Codebook
    added: int
    changed: int
    unchanged: int
    notes: tuple[str, ...]


def plan_import(before: Codebook, drafts: Sequence[LabelDraft], reserved: frozenset[str]) -> ImportPlan:
    """Take labels in: each is matched by uid, else by kind and name. Nothing is ever removed.

    A key that is reserved, or another label's, is left out and noted. Raises CodebookError where two labels of a
    kind would have one name, or a label would be nested under itself or under one that is nowhere.
    """
    there = _matches(before, drafts)
    came = [_as_drafted(draft, old, -number) for number, (draft, old) in enumerate(zip(drafts, there, strict=True), 1)]
    came = _coloured(before, came)
    by_name = _by_name(_with(before, came), {label.id for label in came})
    came = [_nested(label, draft, by_name) for label, draft in zip(came, drafts, strict=True)]
    _refuse_circles(_with(before, came), came)
    came, notes = _keyed(before, there, came, reserved)
    changed = sum(old is not None and label != old for label, old in zip(came, there, strict=True))
    added = there.count(None)
    return ImportPlan(Codebook(tuple(_with(before, came))), added, changed, len(came) - added - changed, tuple(notes))


def _matches(before: Codebook, drafts: Sequence[LabelDraft]) -> list[Label | None]:
    """The label that each draft is about. A name finds only labels that no uid has found."""
    by_uid = {label.uid: label for label in before.labels}
    there = [by_uid.get(draft.uid) for draft in drafts]
    for draft, label in zip(drafts, there, strict=True):
        if label is not None and label.kind is not draft.kind:
            raise CodebookError(f"“{label.name}” is for {kinds(label)}: it cannot become a label of the other kind.")
    found = {label.id for label in there if label is not None}
    by_name = {(label.kind, same_name(label.name)): label for label in before.labels if label.id not in found}
    return [label or by_name.pop(_name(draft), None) for draft, label in zip(drafts, there, strict=True)]


def _as_drafted(draft: LabelDraft, old: Label | None, new_id: int) -> Label:
    """The label as the draft says, but for its parent; what the draft does not say stays."""
    if old is None:
        old = Label(new_id, draft.uid, draft.kind, "", draft.colour, "", "", None, 0, archived=False)
    said = {
        field: getattr(draft, field)
        for field in ("colour", "key", "description", "archived")
        if field not in draft.unsaid
    }
    return replace(old, name=draft.name, **said)


def _coloured(before: Codebook, came: Sequence[Label]) -> list[Label]:
    """The labels, those without a colour in the one that is used least."""
    used = {kind: dict.fromkeys(colours, 0) for kind, colours in COLOURS.items()}
    for label in (*before.labels, *came):
        if label.colour in used[label.kind]:
            used[label.kind][label.colour] += 1
    coloured = []
    for label in came:
        colour = label.colour or min(used[label.kind], key=used[label.kind].__getitem__)
        if not label.colour:
            used[label.kind][colour] += 1
        coloured.append(replace(label, colour=colour))
    return coloured


def _with(before: Codebook, came: Sequence[Label]) -> list[Label]:
    changed = {label.id: label for label in came}
    return [*(changed.pop(label.id, label) for label in before.labels), *changed.values()]


def _by_name(labels: Sequence[Label], came: set[int]) -> dict[_Name, Label]:
    found: dict[_Name, Label] = {}
    for label in labels:
        other = found.setdefault((label.kind, same_name(label.name)), label)
        if other is not label and not came.isdisjoint({label.id, other.id}):
            raise CodebookError(f"There would be two labels “{label.name}” for {kinds(label)}.")
    return found


def _name(draft: LabelDraft) -> _Name:
    return draft.kind, same_name(draft.name)


def _nested(label: Label, draft: LabelDraft, by_name: dict[_Name, Label]) -> Label:
    if "parent" in draft.unsaid:
        return label
    if not draft.parent:
        return replace(label, parent_id=None)
    parent = by_name.get((draft.kind, same_name(draft.parent)))
    if parent is None:
        raise CodebookError(
            f"“{label.name}” is to be nested under “{draft.parent}”, and there is no such label for {kinds(label)}."
        )
    return replace(label, parent_id=parent.id)


def _refuse_circles(labels: Sequence[Label], came: Sequence[Label]) -> None:
    """Refuse labels of the file that are nested under themselves; circles that were there are no business of ours."""
    by_id = {label.id: label for label in labels}
    in_file = {label.id for label in came}
    sound: set[int | None] = {None}
    for label in came:
        path = list[int]()
        at: int | None = label.id
        while at not in sound and at in by_id:
            path.append(at)
            sound.add(at)
            at = by_id[at].parent_id
        if at in path and not in_file.isdisjoint(path[path.index(at) :]):
            raise CodebookError(f"“{by_id[at].name}” would be nested under itself.")


def _keyed(
    before: Codebook, there: Sequence[Label | None], came: Sequence[Label], reserved: frozenset[str]
) -> tuple[list[Label], list[str]]:
    """The labels with the keys that they can have, and a note for each that cannot have the one it asks for."""
    in_file = {label.id for label in came}
    holders = {label.key: label for label in before.active if label.key and label.id not in in_file}
    had = {old.id: old.key for old in there if old is not None and not old.archived}
    asking = [label for label in came if label.key and not label.archived]
    for label in asking:
        if had.get(label.id) == label.key:
            holders.setdefault(label.key, label)
    refused: dict[int, str] = {}
    for label in asking:
        holder = holders.get(label.key)
        if label.key in reserved and holder is not label:
            refused[label.id] = "the text uses it itself"
        elif holders.setdefault(label.key, label) is not label:
            refused[label.id] = f"{holders[label.key].name} has it"
    keyed, notes = list[Label](), list[str]()
    for label in came:
        why = refused.get(label.id)
        if why is None:
            keyed.append(label)
            continue
        own = had.get(label.id, "")
        keeps = bool(own) and own not in reserved and holders.setdefault(own, label) is label
        keyed.append(replace(label, key=own if keeps else ""))
        notes.append(
            f"“{label.name}” keeps its key {own} and does not get {label.key}: {why}."
            if keeps
            else f"“{label.name}” came without its key {label.key}: {why}."
        )
    return keyed, notes
