"""Annotations: spans of an article under a label."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from reader.domain.codebook import LabelKind
from reader.domain.span import Fragments, Span


class Status(StrEnum):
    """Whether a person stands behind an annotation."""

    ACCEPTED = "accepted"
    SUGGESTED = "suggested"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation: `parts` has one span, or more where it is discontinuous; `quote` is the text of the hull.

    `entity_id` is the entity of the register that it mentions, where that is known.
    """

    id: int
    uid: str
    article_id: int
    label_id: int
    parts: Fragments
    quote: str
    note: str
    status: Status
    entity_id: int | None = None

    @property
    def place(self) -> tuple[int, int, int, int]:
        """Start and stop of the hull, label and id: by this annotations stand in the order of their text."""
        return self.parts[0].start, self.parts[-1].stop, self.label_id, self.id

    @property
    def quotes(self) -> tuple[str, ...]:
        """The text of each fragment."""
        start = self.parts[0].start
        return tuple(self.quote[part.start - start : part.stop - start] for part in self.parts)

    @property
    def words(self) -> str:
        """What is tagged, without what stands between the fragments."""
        return self.quote if len(self.parts) == 1 else " ".join(self.quotes)

    @property
    def hull(self) -> Span:
        """From the first start to the last stop."""
        return Span(self.parts[0].start, self.parts[-1].stop)


@dataclass(frozen=True, slots=True)
class AnnotationFilter:
    """Which annotations leave a library; what is empty or None lets all through.

    `since` is an ISO 8601 date or moment in UTC: annotations made or changed then or later. Those of older versions of
    an article are left out, for they were carried over, unless it is named; `versions` lets them all through.
    """

    article_ids: tuple[int, ...] | None = None
    kind: LabelKind | None = None
    labels: tuple[str, ...] = ()
    annotator: str = ""
    since: str = ""
    versions: bool = False
    annotation_ids: tuple[int, ...] | None = None


class AnnotationRecord(NamedTuple):
    """One annotation as a row for other tools; the field names and their order are a promise of the CSV.

    Behind them come the attributes of one's own, a column each.
    """

    annotation_id: str
    article_id: str
    title: str
    source: str
    author: str
    published: str
    url: str
    language: str
    kind: str
    label: str
    start: int
    stop: int
    fragments: str
    quote: str
    context_before: str
    context_after: str
    entity_id: str
    entity: str
    entity_uri: str
    note: str
    status: str
    origin: str
    annotator: str
    created_at: str
    updated_at: str
    text_sha256: str
    claim_id: str = ""
    claim: str = ""
    claimant_id: str = ""
    claimant: str = ""
    claimant_quote: str = ""
    cue: str = ""
    quote_type: str = ""
    made_on: str = ""
    made_at: str = ""
    topics: str = ""
    about: str = ""
    certainty: str = ""
    checkworthiness: str = ""
    stance: str = ""
    verdict: str = ""
    evidence: str = ""


#: The columns of a record that only claims fill.
CLAIM_COLUMNS = AnnotationRecord._fields[AnnotationRecord._fields.index("claim_id") :]
