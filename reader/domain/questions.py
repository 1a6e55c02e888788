"""What the codebook asks about a claim or an entity: attributes, those of every claim record and one's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from reader.domain.codebook import LabelKind


class AttributeType(StrEnum):
    """What an answer is. The first eight are for attributes of one's own; the others belong to the claim record."""

    CHOICE = "choice"
    CHOICES = "choices"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"
    ENTITY = "entity"
    URL = "url"
    CLAIMANT = "claimant"
    ENTITIES = "entities"
    WORDS = "words"
    SPAN = "span"
    RATING = "rating"
    EVIDENCE = "evidence"


#: The types that attributes of one's own may have.
OWN_TYPES = tuple(AttributeType)[:8]


class Field(StrEnum):
    """The attributes that every claim record has, whatever they are called in a codebook; their order is the form's."""

    CLAIMANT = "claimant"
    CUE = "cue"
    QUOTE_TYPE = "quote_type"
    ADDRESSEE = "addressee"
    CLAIM = "claim"
    TOPICS = "topics"
    ABOUT = "about"
    MADE_ON = "made_on"
    MADE_AT = "made_at"
    CERTAINTY = "certainty"
    CHECKWORTHINESS = "checkworthiness"
    REASON = "reason"
    STANCE = "stance"
    SCALE = "scale"
    VERDICT = "verdict"
    RATIONALE = "rationale"
    CHECKER = "checker"
    CHECKED_ON = "checked_on"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class ClaimField:
    """An attribute of the claim record, as a new codebook has it; `usual` ones are the short form."""

    field: Field
    name: str
    type: AttributeType
    choices: tuple[str, ...] = ()
    usual: bool = False
    description: str = ""


#: The scales of verdicts that a new codebook has: name, then ratings from the worst to the best.
SCALES: Mapping[str, tuple[str, ...]] = {
    "Gloss": ("refuted", "disputed", "unproven", "confirmed"),
    "Truth": ("false", "mostly false", "half true", "mostly true", "true"),
    "AVeriTeC": (
        "Refuted",
        "Conflicting Evidence/Cherrypicking",
        "Not Enough Evidence",
        "Supported",
    ),
}

#: The record of a claim. Sources: claimant, claim object and claim span of NewsClaims (Reddy et al. 2022); source, cue
#: and content, direct, indirect and mixed of PARC 3 (Pareti 2016); certainty and polarity of FactBank (Saurí and
#: Pustejovsky 2009); verdicts and evidence of AVeriTeC (Schlichtkrull et al. 2023) and schema.org's ClaimReview.
CLAIM_FIELDS = (
    ClaimField(Field.CLAIMANT, "Claimant", AttributeType.CLAIMANT, usual=True, description="Who says that it is so."),
    ClaimField(Field.CUE, "Cue", AttributeType.SPAN, description="The words that say that it is said: “said”."),
    ClaimField(
        Field.QUOTE_TYPE,
        "Quote type",
        AttributeType.CHOICE,
        ("direct", "indirect", "mixed"),
        usual=True,
        description="Whether the words are the claimant's own, the article's, or both.",
    ),
    ClaimField(Field.ADDRESSEE, "Addressee", AttributeType.ENTITY, description="To whom it is said."),
    ClaimField(
        Field.CLAIM,
        "Claim",
        AttributeType.TEXT,
        description="The claim in plain words, to be understood without the article.",
    ),
    ClaimField(Field.TOPICS, "Topics", AttributeType.WORDS, usual=True, description="What it belongs to."),
    ClaimField(Field.ABOUT, "About", AttributeType.ENTITIES, description="Whom or what it is about."),
    ClaimField(Field.MADE_ON, "Made on", AttributeType.DATE, description="The day; the article's where none is given."),
    ClaimField(Field.MADE_AT, "Made at", AttributeType.ENTITY, description="Where it was said."),
    ClaimField(
        Field.CERTAINTY,
        "Certainty",
        AttributeType.CHOICE,
        ("CT+", "CT-", "PR+", "PR-", "PS+", "PS-", "CTu", "Uu"),
        description="How sure the claimant is, that it is so (+) or not so (-): certain (CT), probable (PR), "
        "possible (PS), not said (u).",
    ),
    ClaimField(
        Field.CHECKWORTHINESS,
        "Check-worthiness",
        AttributeType.CHOICE,
        ("0", "1", "2", "3"),
        usual=True,
        description="How much it is worth checking: 0 not at all, 3 at once.",
    ),
    ClaimField(Field.REASON, "Why check it", AttributeType.TEXT, description="Why it is worth checking, or not."),
    ClaimField(
        Field.STANCE,
        "Stance of the article",
        AttributeType.CHOICE,
        ("reports", "endorses", "disputes"),
        description="What the article makes of it.",
    ),
    ClaimField(
        Field.SCALE,
        "Scale",
        AttributeType.CHOICE,
        tuple(SCALES),
        description="The scale of the verdict.",
    ),
    ClaimField(
        Field.VERDICT,
        "Verdict",
        AttributeType.RATING,
        tuple(f"{name}: {', '.join(ratings)}" for name, ratings in SCALES.items()),
        description="What the check found; each scale from the worst to the best.",
    ),
    ClaimField(Field.RATIONALE, "Rationale", AttributeType.TEXT, description="Why this is the verdict."),
    ClaimField(Field.CHECKER, "Checked by", AttributeType.TEXT, description="Who has checked it."),
    ClaimField(Field.CHECKED_ON, "Checked on", AttributeType.DATE, description="When it was checked."),
    ClaimField(Field.EVIDENCE, "Evidence", AttributeType.EVIDENCE, description="What supports or refutes it."),
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something that the codebook asks; `field` is None for one's own. `usual`: new labels of its kind ask it."""

    id: int
    uid: str
    kind: LabelKind
    name: str
    type: AttributeType
    choices: tuple[str, ...]
    field: Field | None
    description: str
    position: int
    archived: bool
    usual: bool


@dataclass(frozen=True, slots=True)
class Questions:
    """All attributes in their order, and which label asks which: pairs of the ids of label and attribute."""

    attributes: tuple[Attribute, ...]
    asked: frozenset[tuple[int, int]]

    def by_id(self, attribute_id: int) -> Attribute:
        """The attribute with this id. Raises KeyError."""
        for attribute in self.attributes:
            if attribute.id == attribute_id:
                return attribute
        raise KeyError(attribute_id)

    def of_field(self, field: Field) -> Attribute:
        """The attribute of the claim record that is this field. Raises KeyError."""
        for attribute in self.attributes:
            if attribute.field is field:
                return attribute
        raise KeyError(field)

    def asked_by(self, label_id: int) -> tuple[Attribute, ...]:
        """What a label asks, in order, archived attributes left out."""
        return tuple(each for each in self.attributes if not each.archived and (label_id, each.id) in self.asked)

    def of_kind(self, kind: LabelKind) -> tuple[Attribute, ...]:
        """All that may be asked about a claim, or about a mention of an entity, archived attributes left out."""
        return tuple(each for each in self.attributes if each.kind is kind and not each.archived)
