"""Changes to the tree of labels, from one codebook to the next; what cannot be is a CodebookError with the reason."""

from dataclasses import replace

from reader.domain.codebook import Codebook, Label, LabelKind
from reader.domain.label_rules import same_name
from reader.errors import CodebookError


def find(book: Codebook, label_id: int) -> Label:
    """The label with this id. Raises CodebookError."""
    try:
        return book.by_id(label_id)
    except KeyError:
        raise CodebookError("This label is not in the codebook any more.") from None


def with_changed(book: Codebook, label: Label) -> Codebook:
    """The codebook with this label in place of the one with its id."""
    return Codebook(tuple(label if other.id == label.id else other for other in book.labels))


def with_last(book: Codebook, label: Label) -> Codebook:
    """The codebook with this label as the last of its siblings."""
    return Codebook((*(other for other in book.labels if other.id != label.id), label))


def moved(book: Codebook, label_id: int, parent_id: int | None, before_id: int | None) -> Codebook:
    """The codebook with a label under another, or under none, before one of those there, or last of them."""
    label = find(book, label_id)
    if parent_id is not None:
        refuse_parent(book, label, find(book, parent_id))
    if before_id == label_id and parent_id == label.parent_id:
        return book
    if before_id is None:
        return with_last(book, replace(label, parent_id=parent_id))
    before = find(book, before_id)
    siblings = book.children(parent_id) if parent_id is not None else book.roots(label.kind)
    if before not in siblings or before.id == label_id:
        raise CodebookError(f"“{label.name}” cannot stand before “{before.name}” there: that stands elsewhere.")
    others = [other for other in book.labels if other.id != label_id]
    others.insert(others.index(before), replace(label, parent_id=parent_id))
    return Codebook(tuple(others))


def without(book: Codebook, label: Label) -> Codebook:
    """The codebook without the label; those nested under it in its place."""
    held = _held(book, label, _above(book, label))
    others = [other for other in book.labels if other.parent_id != label.id or other.id == label.id]
    at = others.index(label)
    return Codebook((*others[:at], *held, *others[at + 1 :]))


def merged(book: Codebook, label: Label, into: Label) -> Codebook:
    """The codebook without the label; those nested under it under the other one, after those that were there.

    Where the other one lies under the label, it takes the label's place first, so that no circle comes to be. What
    the label was for is added to the description of the other one.
    """
    descriptions = dict.fromkeys(filter(None, (into.description, label.description)))
    into = replace(into, description="\n\n".join(descriptions))
    book = with_changed(book, into)
    if book.is_within(into.id, label.id):
        above = _above(book, label)
        into = replace(into, parent_id=None if above == into.id else above)
        order = [other for other in book.labels if other.id != into.id]
        order.insert(order.index(label), into)
        book = Codebook(tuple(order))
    others = (other for other in book.labels if label.id not in (other.id, other.parent_id))
    return Codebook((*others, *_held(book, label, into.id)))


def refuse_name(book: Codebook, label: Label) -> None:
    """Refuse a label whose name another one of its kind has, case and Unicode form not counted."""
    for other in book.labels:
        if other.id != label.id and other.kind is label.kind and same_name(other.name) == same_name(label.name):
            archived = ", in the archive" if other.archived else ""
            raise CodebookError(f"There is a label “{other.name}” for {kinds(other)} already{archived}.")


def refuse_parent(book: Codebook, label: Label, parent: Label) -> None:
    """Refuse to nest a label under one of the other kind, under itself, or under one that lies under it."""
    if label.kind is not parent.kind:
        raise CodebookError(
            f"“{label.name}” is for {kinds(label)} and “{parent.name}” for {kinds(parent)}: "
            "only labels of one kind can be nested."
        )
    if label.id == parent.id:
        raise CodebookError(f"“{label.name}” cannot be nested under itself.")
    if book.is_within(parent.id, label.id):
        raise CodebookError(f"“{label.name}” cannot be nested under “{parent.name}”, which is nested under it.")


def kinds(label: Label) -> str:
    """What the label is for, in a sentence."""
    return "entities" if label.kind is LabelKind.ENTITY else "claims"


def _above(book: Codebook, label: Label) -> int | None:
    parent = book.parent(label)
    return parent.id if parent else None


def _held(book: Codebook, label: Label, parent_id: int | None) -> tuple[Label, ...]:
    """The labels nested under one, nested under the other now; under none where that cannot be."""
    fits = {child.id for child in book.children(label.id)} - {parent_id}
    return tuple(
        replace(other, parent_id=parent_id if other.id in fits else None)
        for other in book.labels
        if other.parent_id == label.id and other.id != label.id
    )
