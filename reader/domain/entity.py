"""Entities: who, where and what the annotations of a library mention, each once."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity of the register: its type is an entity label. `aliases` are other names, without `name` itself.

    `uri` is an identifier, such as `https://www.wikidata.org/entity/Q42`, or empty.
    """

    id: int
    uid: str
    name: str
    label_id: int
    uri: str = ""
    note: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name, then the aliases."""
        return (self.name, *self.aliases)


class Why(StrEnum):
    """Why an entity is proposed for a mention, the strongest reason first."""

    HERE = "mentioned so in this article"
    ALIAS = "has this name"
    SURNAME = "in this article, by part of the name"
    RECENT = "by part of the name"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a mention may mean, and why."""

    entity: Entity
    why: Why


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a mention may mean: `sure` is linked by itself; `candidates` are offered in order, `sure` among them.

    `name` is what a new entity would be called: the quote without possessive and outer white space.
    """

    name: str
    sure: Entity | None
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class EntityUses:
    """What an action on entities would touch: their mentions, in how many articles, and answers that name them."""

    mentions: int
    articles: int
    answers: int
