"""Labels and the codebook that holds them."""

from dataclasses import dataclass
from enum import StrEnum


class LabelKind(StrEnum):
    """An entity is who, where or what; a claim is what is said to be so."""

    ENTITY = "entity"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class LabelDraft:
    """A label on its way into a library; `colour` is `#rrggbb`, `key` one character or empty."""

    kind: LabelKind
    name: str
    colour: str
    key: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A label of the library's codebook; `position` orders the labels."""

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

    def by_key(self, key: str) -> Label | None:
        """The label that the key tags with, archived ones left out."""
        return next((label for label in self.active if label.key and label.key == key), None)

    @property
    def active(self) -> tuple[Label, ...]:
        """The labels that can be tagged with."""
        return tuple(label for label in self.labels if not label.archived)
