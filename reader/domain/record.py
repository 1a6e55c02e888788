"""Records: what is known of an annotation beyond its span: answers to what the codebook asks, and evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from reader.domain.span import Span

#: The values of a claimant that is no entity: the article's author, or somebody who is not named.
AUTHOR, UNNAMED = "author", "unnamed"
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: a text, as the type of its attribute writes it, or an entity by its id, or the words of a span.

    Numbers are decimal, dates ISO 8601 (year, month or day). `span` is in code points of the article's text, and
    `value` then its words.
    """

    value: str = ""
    entity_id: int | None = None
    span: Span | None = None


class EvidenceStance(StrEnum):
    """What evidence does to a claim."""

    UNSAID = ""
    SUPPORTS = "supports"
    REFUTES = "refutes"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something found that supports or refutes a claim; one that is not stored yet has an id of 0."""

    id: int
    url: str = ""
    quote: str = ""
    stance: EvidenceStance = EvidenceStance.UNSAID

    @property
    def words(self) -> str:
        """In one line: `supports https://… “quote”`, without what is not known."""
        return " ".join(part for part in (self.stance, self.url, f"“{self.quote}”" if self.quote else "") if part)


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of one annotation: its answers by the ids of attributes, never an empty tuple, and evidence."""

    annotation_id: int
    answers: Mapping[int, tuple[Answer, ...]]
    evidence: tuple[Evidence, ...] = ()
