"""Tags of a person's own: short names that are put on articles."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag and on how many articles it is, outside the bin; of some articles, on how many of those."""

    id: int
    name: str
    articles: int
    chosen: int = 0
