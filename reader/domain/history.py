"""The history of a library as a list shows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActionRow:
    """What a list shows of an action: what was done, when (UTC, ISO 8601), who did it, and whether it is undone."""

    id: int
    title: str
    at: str
    annotator: str
    undone: bool
