"""The claims ledger: every claim once, whatever number of articles it was sighted in."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reader.domain.link import LinkRole
from reader.domain.questions import Field
from reader.domain.record import Answer, Evidence, EvidenceStance

#: Ratings that say that it is disputed, in lower case.
DISPUTED = frozenset(("disputed", "conflicting evidence/cherrypicking"))

#: What a check has found: all of it stands in the record of one sighting.
_CHECK = (Field.VERDICT, Field.SCALE, Field.RATIONALE, Field.CHECKER, Field.CHECKED_ON, Field.EVIDENCE)


class ClaimSort(StrEnum):
    """By what the ledger is sorted: its columns, and the order in which claims are to be checked."""

    CLAIMANT = "claimant"
    CLAIM = "claim"
    ABOUT = "about"
    MADE = "made"
    SIGHTINGS = "sightings"
    CHECK = "check"
    VERDICT = "verdict"
    TO_CHECK = "to check"


class Queue(StrEnum):
    """Which claims the ledger shows: all; those without a verdict; those that are disputed.

    Disputed is what its verdict says so of, and what contradicts another claim or is contradicted by one.
    """

    ALL = ""
    TO_CHECK = "to check"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class LedgerQuery:
    """What a ledger shows, and in which order; `words` are a query. The first of a sort by numbers is the greatest."""

    words: str = ""
    queue: Queue = Queue.ALL
    sort: ClaimSort = ClaimSort.MADE
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class LedgerCounts:
    """How many claims there are: in all, without a verdict, disputed."""

    all: int = 0
    to_check: int = 0
    disputed: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """What a ledger shows: each claim by the annotation that is its earliest sighting."""

    ids: "array[int]"
    counts: LedgerCounts


@dataclass(frozen=True, slots=True)
class Named:
    """Who makes a claim, or what it is about: an entity, or (with an id of 0) words."""

    name: str
    entity_id: int = 0
    label_id: int = 0
    uid: str = ""
    uri: str = ""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One annotation of a claim, and its article; `published` is an ISO 8601 date or empty.

    `moment` is the article's place in time, as `times.start_of` counts, also where it has no date.
    """

    id: int
    uid: str
    article_id: int
    label_id: int
    quote: str
    title: str
    source: str
    author: str
    url: str
    published: str
    moment: int
    annotator: str = ""


@dataclass(frozen=True, slots=True)
class ClaimLink:
    """A claim that a link leads to from a sighting, or from which one leads there (`away` is then false)."""

    link_id: int
    type: str
    role: LinkRole | None
    away: bool
    annotation_id: int
    article_id: int
    quote: str
    source: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Something for a claim, or against it: another claim by its annotation, or evidence (with an id of 0)."""

    supports: bool
    words: str
    source: str
    annotation_id: int = 0
    article_id: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with all that is known of it: the answer to a question is that of the earliest sighting that has one.

    `holders` tells for each field which annotation that is. `evidence` is that of all sightings, `own_evidence` that of
    the first which has some.
    """

    id: int
    uid: str
    label_id: int
    text: str
    sightings: tuple[Sighting, ...]
    answers: Mapping[Field, tuple[Answer, ...]]
    holders: Mapping[Field, int]
    claimant: Named | None
    about: tuple[Named, ...]
    evidence: tuple[Evidence, ...]
    links: tuple[ClaimLink, ...]
    own_evidence: tuple[Evidence, ...] = ()
    addressee: Named | None = None
    made_at: Named | None = None

    def value(self, field: Field) -> str:
        """The first answer as a text; empty where there is none."""
        answers = self.answers.get(field)
        return answers[0].value if answers else ""

    def values(self, field: Field) -> tuple[str, ...]:
        """All answers as texts."""
        return tuple(answer.value for answer in self.answers.get(field, ()) if answer.value)

    @property
    def made_on(self) -> str:
        """The day on which it was first made, as an ISO 8601 date: as answered, else that of its first article."""
        return (self.value(Field.MADE_ON) or self.sightings[0].published)[:10]

    @property
    def check(self) -> int:
        """How much it is worth checking, 0 to 3; -1 where nobody has said."""
        value = self.value(Field.CHECKWORTHINESS)
        return int(value) if value in ("0", "1", "2", "3") else -1

    @property
    def verdict(self) -> str:
        """The rating, empty where it was not checked."""
        return self.value(Field.VERDICT)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What is for it, then what is against it: by links to or from its sightings, and by evidence."""
        found = [
            Reason(each.role is LinkRole.SUPPORTS, each.quote, each.source, each.annotation_id, each.article_id)
            for each in self.links
            if each.role is LinkRole.CONTRADICTS or (each.role is LinkRole.SUPPORTS and not each.away)
        ]
        found.extend(
            Reason(each.stance is EvidenceStance.SUPPORTS, each.quote or each.url, host_of(each.url))
            for each in self.evidence
            if each.stance
        )
        return tuple(sorted(found, key=lambda reason: not reason.supports))

    def holder(self, field: Field) -> int:
        """The annotation whose record has the answer, or is to have it.

        What a check has found is kept together; where nothing is known yet it is the earliest sighting.
        """
        together = (self.holders[each] for each in _CHECK if each in self.holders)
        if field in (Field.SCALE, Field.VERDICT):
            return next(together, self.id)
        return self.holders.get(field) or (next(together, self.id) if field in _CHECK else self.id)


def host_of(url: str) -> str:
    """The host of an address, or the address where it has none."""
    parts = url.split("/", 3)
    return parts[2] if len(parts) > 2 and parts[2] else url


def ratings_of(choices: Sequence[str], scale: str, rating: str) -> tuple[str, tuple[str, ...]]:
    """The scale of a verdict and its ratings from the worst to the best; without ratings where no scale has it.

    `choices` are those of the verdict's attribute: `Scale: worst, …, best`. A rating that says no scale is looked for
    in all of them.
    """
    scales = scales_of(choices)
    if rating in scales.get(scale, ()):
        return scale, scales[scale]
    for name, ratings in scales.items():
        if rating in ratings and not scale:
            return name, ratings
    return scale, ()


def scales_of(choices: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The scales of verdicts, each with its ratings from the worst to the best; `choices` as `ratings_of` has them."""
    scales: dict[str, tuple[str, ...]] = {}
    for choice in choices:
        name, _, ratings = choice.partition(":")
        scales[name.strip()] = tuple(each.strip() for each in ratings.split(",") if each.strip())
    return scales
