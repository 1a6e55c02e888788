"""Searches that a person keeps, by names."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name; `position` is its place in the list of them, from 0 on."""

    id: int
    uid: str
    name: str
    query: str
    position: int
