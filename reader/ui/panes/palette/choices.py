"""What the palette chooses from, and which of it a person sees while typing."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from reader.domain.codebook import Codebook, Label, LabelKind
from reader.domain.entity import Entity
from reader.domain.filtering import Names


class ChoiceKind(StrEnum):
    """What is chosen: a label of the codebook, or an entity of the register."""

    LABEL = "label"
    ENTITY = "entity"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose; `id` is that of the label or the entity, `label` gives mark and colour.

    What else it is called, `aliases`, is found as its title is.
    """

    kind: ChoiceKind
    id: int
    title: str
    label: Label | None = None
    subtitle: str = ""
    key: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a group; it cannot be chosen."""

    kind: ChoiceKind


Row = Choice | Heading


def label_choices(codebook: Codebook, only: LabelKind | None = None) -> list[Choice]:
    """The labels that can be tagged with, as the label bar orders them: entities first, then claims; or one kind."""
    names = {label.id: label.name for label in codebook.labels}
    return [
        Choice(
            ChoiceKind.LABEL,
            label.id,
            label.name,
            label,
            " · ".join(part for part in (names.get(label.parent_id or 0, ""), label.description) if part),
            label.key,
        )
        for label in sorted(codebook.active, key=lambda label: label.kind is LabelKind.CLAIM)
        if only in (None, label.kind)
    ]


def entity_choices(entities: Sequence[Entity], codebook: Codebook) -> list[Choice]:
    """The entities, each with its other names beside its own and the mark of its type."""
    labels = {label.id: label for label in codebook.labels}
    return [
        Choice(
            ChoiceKind.ENTITY,
            entity.id,
            entity.name,
            labels.get(entity.label_id),
            ", ".join(entity.aliases),
            aliases=entity.aliases,
        )
        for entity in entities
    ]


class Choices:
    """All there is to choose from. Where there are several kinds, each stands in a group under a heading."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self._choices = choices
        self._names = Names((choice.title, *choice.aliases) for choice in choices)
        self.kinds = tuple(dict.fromkeys(choice.kind for choice in choices))

    def rows(self, typed: str) -> list[Row]:
        """The rows to show: what matches, the closest first, and its group with it."""
        found = [self._choices[number] for number in self._names.matching(typed)]
        if len(self.kinds) < 2:
            return list(found)
        groups: dict[ChoiceKind, list[Row]] = {}
        for choice in found:
            groups.setdefault(choice.kind, [Heading(choice.kind)]).append(choice)
        return [row for group in groups.values() for row in group]
