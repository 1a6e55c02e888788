"""Labels and the codebook that holds them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise

#: The keys that the text uses itself, in lower case, so that no label may have them.
RESERVED_KEYS = frozenset("aroegcld[]/?")

_UNKNOWN_COLOUR = "#8a8a8a"


class LabelKind(StrEnum):
    """An entity is who, where or what; a claim is what is said to be so."""

    ENTITY = "entity"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class LabelDraft:
    """A label on its way into a library, or out of one.

    `colour` is `#rrggbb`, `key` one character or empty, `parent` the name of the label of the same kind that this
    one is nested under. `unsaid` names the fields that a file says nothing of: an import leaves them as they are.
    """

    kind: LabelKind
    name: str
    colour: str
    key: str = ""
    description: str = ""
    uid: str = ""
    parent: str = ""
    archived: bool = False
    unsaid: frozenset[str] = field(default=frozenset(), compare=False)


@dataclass(frozen=True, slots=True)
class Label:
    """A label of the library's codebook; `position` orders the labels. A label that is not stored yet has an id < 0."""

    id: int
    uid: str
    kind: LabelKind
    name: str
    colour: str
    key: str
    description: str
    parent_id: int | None
    position: int
    archived: bool


@dataclass(frozen=True, slots=True)
class Codebook:
    """The labels in their order."""

    labels: tuple[Label, ...]

    def by_id(self, label_id: int) -> Label:
        """The label with this id. Raises KeyError."""
        for label in self.labels:
            if label.id == label_id:
                return label
        raise KeyError(label_id)

    def shown(self, label_id: int) -> Label:
        """The label with this id, or what stands for one that another program has made since the codebook was read."""
        try:
            return self.by_id(label_id)
        except KeyError:
            return Label(label_id, "", LabelKind.ENTITY, "?", _UNKNOWN_COLOUR, "", "", None, 0, archived=True)

    def by_key(self, key: str) -> Label | None:
        """The label that the key tags with, archived ones left out."""
        return next((label for label in self.active if label.key and label.key == key), None)

    @property
    def active(self) -> tuple[Label, ...]:
        """The labels that can be tagged with."""
        return tuple(label for label in self.labels if not label.archived)

    def parent(self, label: Label) -> Label | None:
        """The label that this one is nested under; None too where a file made elsewhere names one that cannot be."""
        found = next((other for other in self.labels if other.id == label.parent_id), None)
        return found if found is not None and _may_hold(found, label) else None

    def children(self, label_id: int) -> tuple[Label, ...]:
        """The labels right under this one."""
        return tuple(label for label in self.labels if label.parent_id == label_id and self.parent(label) is not None)

    def roots(self, kind: LabelKind) -> tuple[Label, ...]:
        """The labels of a kind at the outermost depth."""
        return tuple(label for label, depth in self.in_order() if not depth and label.kind is kind)

    def is_within(self, label_id: int, ancestor_id: int) -> bool:
        """Whether a label is the other one, or lies under it at any depth."""
        by_id = {label.id: label for label in self.labels}
        seen = set[int]()
        at: int | None = label_id
        while at is not None and at in by_id and at not in seen:
            if at == ancestor_id:
                return True
            seen.add(at)
            at = by_id[at].parent_id
        return False

    def line_of(self, label_id: int) -> frozenset[int]:
        """The ids of a label, of those that it is nested under at any depth, and of those nested under it."""
        above = {label.id: label.parent_id for label in self.labels}
        line, at = {label_id}, above.get(label_id)
        while at is not None and at not in line:
            line.add(at)
            at = above.get(at)
        below, size = {label_id}, 0
        while size < len(below):
            size = len(below)
            below |= {child for child, parent in above.items() if parent in below}
        return frozenset(line | below)

    def in_order(self) -> tuple[tuple[Label, int], ...]:
        """The labels with their depths, each followed by those nested under it; entities first, then claims.

        Every label comes once, whatever a file made elsewhere says of its parents: where they lead nowhere, to the
        other kind, or round in a circle, it stands at the outermost depth.
        """
        by_id = {label.id: label for label in self.labels}
        children: dict[int | None, list[Label]] = {}
        for label in self.labels:
            parent = by_id.get(label.parent_id or 0)
            held = parent is not None and _may_hold(parent, label)
            children.setdefault(label.parent_id if held else None, []).append(label)
        found: dict[int, tuple[Label, int]] = {}
        for kind in LabelKind:
            _walk((label for label in children.get(None, ()) if label.kind is kind), children, found)
            for label in self.labels:  # what is left turns in circles
                if label.kind is kind:
                    _walk((label,), children, found)
        return tuple(found.values())

    def numbered(self) -> "Codebook":
        """The labels as `in_order` has them, their positions in that order too; no position changes without need."""
        labels = tuple(label for label, _ in self.in_order())
        positions = [label.position for label in labels]
        if any(after <= before for before, after in pairwise(positions)):
            labels = tuple(replace(label, position=number) for number, label in enumerate(labels, 1))
        return Codebook(labels)

    def drafts(self) -> tuple[LabelDraft, ...]:
        """All labels as they leave the library, in order."""
        drafts = []
        path: list[str] = []
        for label, depth in self.in_order():
            del path[depth:]
            drafts.append(
                LabelDraft(
                    label.kind,
                    label.name,
                    label.colour,
                    label.key,
                    label.description,
                    label.uid,
                    path[-1] if path else "",
                    label.archived,
                )
            )
            path.append(label.name)
        return tuple(drafts)


def _may_hold(parent: Label, label: Label) -> bool:
    return parent.kind is label.kind and parent.id != label.id


def _walk(start: Iterable[Label], children: dict[int | None, list[Label]], found: dict[int, tuple[Label, int]]) -> None:
    """Add the labels and what lies under them, depth first, by a list of its own: nesting may be deep."""
    waiting = [(label, 0) for label in reversed(list(start))]
    while waiting:
        label, depth = waiting.pop()
        if label.id not in found:
            found[label.id] = (label, depth)
            waiting += ((child, depth + 1) for child in reversed(children.get(label.id, ())))
