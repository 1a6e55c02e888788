"""What a query asks, as a tree: words, names, days and states, joined by and, or, not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Words:
    """These words, one following the other, in a field or (with an empty one) anywhere; the last may go on."""

    text: str
    field: str = ""
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """What a name of this field was given to: a label, an entity (also as claimant or subject), a tag, a rating.

    `at` is the code point of the query where the name begins: only the library knows whether there is such a name.
    """

    field: str
    name: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class Flag:
    """What has something (`has`) or is in a state (`is`)."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Days:
    """What is dated (`date`) or was added (`added`) from the first of these days to the last, both included; UTC."""

    field: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Compared:
    """What has a number in this field that is so (`=`, `<`, `<=`, `>`, `>=`) to the given one."""

    field: str
    sign: str
    number: float


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of the parts."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """All but what the part asks."""

    part: "Node"


Leaf = Words | Named | Flag | Days | Compared
Node = Leaf | And | Or | Not


def leaves(node: Node | None, *, denied: bool = False) -> Iterator[tuple[Leaf, bool]]:
    """The leaves in their order, and of each whether it is asked for (not denied by an odd number of nots)."""
    match node:
        case None:
            return
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part, denied=denied)
        case Not(part):
            yield from leaves(part, denied=not denied)
        case _:
            yield node, not denied
