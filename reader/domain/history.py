"""The history of a library as a list shows it."""

from dataclasses import dataclass
from enum import IntEnum


class Way(IntEnum):
    """One action back, or one forward. Any other way is the id of an action to go to, 0 for the beginning."""

    UNDO = -1
    REDO = -2


@dataclass(frozen=True, slots=True)
class ActionRow:
    """What a list shows of an action: what was done, when (UTC, ISO 8601), who did it, and whether it is undone."""

    id: int
    title: str
    at: str
    annotator: str
    undone: bool
