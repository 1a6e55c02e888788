"""The claims of a library: which sightings are of one claim, and all that is known of some of them."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reader.domain.ledger import Claim, ClaimLink, Named, Sighting
from reader.domain.link import LinkRole
from reader.domain.questions import Field
from reader.domain.record import AUTHOR, UNNAMED, Answer, Evidence, EvidenceStance
from reader.domain.span import Span
from reader.domain.times import MOMENTS_A_MINUTE
from reader.storage.listed import LISTED, listed

if TYPE_CHECKING:
    from reader.storage.library import Library

SAME = "(SELECT name FROM link_type WHERE role = 'same_claim')"

#: What makes an annotation a sighting: it and its article are there, and the article is the newest version.
SEEN = (
    "annotation.status = 'accepted' AND annotation.label_id IN (SELECT id FROM label WHERE kind = 'claim') "
    "AND article.binned_at IS NULL AND article.newer_id IS NULL"
)

# A plus keeps SQLite from looking through all links of the type.
_JOINED = f"""WITH RECURSIVE joined (head, id) AS (
    SELECT value, value FROM json_each(?)
    UNION SELECT head, link.to_id FROM joined JOIN link ON link.from_id = joined.id AND +link.type = {SAME}
    UNION SELECT head, link.from_id FROM joined JOIN link ON link.to_id = joined.id AND +link.type = {SAME}
)"""


def claims(library: "Library", ids: Sequence[int]) -> dict[int, Claim]:
    """The claims of these annotations, each by the id that was asked for; those that are gone are left out."""
    sightings: dict[int, list[Sighting]] = {}
    rows = library.rows(
        f"{_JOINED} SELECT head, annotation.id, annotation.uid, article_id, label_id, quote, title, source, author, "
        "url, published, moment, annotator.name FROM joined JOIN annotation ON annotation.id = joined.id "
        "JOIN article ON article.id = article_id JOIN annotator ON annotator.id = annotator_id "
        f"WHERE {SEEN} ORDER BY head, moment / {MOMENTS_A_MINUTE}, annotation.id",
        (listed(ids),),
    )
    for head, *known in rows:
        sightings.setdefault(head, []).append(Sighting(*known))
    if not sightings:
        return {}
    every = {sighting.id for group in sightings.values() for sighting in group}
    answers = _answers(library, every)
    named = _named(library, answers)
    evidence, links = _evidence(library, every), _links(library, every)
    return {
        head: _claim(tuple(group), answers, named, evidence, links)
        for head in ids
        if (group := sightings.get(head)) is not None
    }


def verdict_choices(library: "Library") -> tuple[str, ...]:
    """The scales of verdicts: `Scale: worst, …, best`."""
    import json  # noqa: PLC0415

    found = library.row("SELECT choices FROM attribute WHERE field = ?", (Field.VERDICT.value,))
    return tuple(json.loads(found[0])) if found else ()


def label_names(library: "Library") -> dict[int, str]:
    """The names of all labels, by id."""
    return dict(library.rows("SELECT id, name FROM label"))


def members(library: "Library", annotation_id: int) -> list[int]:
    """All annotations that links join to this one as the same claim, itself first, hidden ones among them."""
    rows = library.rows(f"{_JOINED} SELECT id FROM joined", (listed((annotation_id,)),))
    return sorted((row[0] for row in rows), key=lambda number: (number != annotation_id, number))


def with_uid(library: "Library", uid: str) -> int:
    """The annotation of this uid, 0 where there is none."""
    found = library.row("SELECT id FROM annotation WHERE uid = ?", (uid,))
    return int(found[0]) if found else 0


_Answers = Mapping[int, Mapping[Field, tuple[Answer, ...]]]


def _answers(library: "Library", ids: set[int]) -> _Answers:
    """The answers of annotations to the questions of every claim record, by annotation and field."""
    found: dict[int, dict[Field, tuple[Answer, ...]]] = {}
    for annotation_id, field, value, entity_id, start, stop in library.rows(
        "SELECT annotation_id, field, value, entity_id, start, stop FROM annotation_value JOIN attribute "
        f"ON attribute.id = attribute_id WHERE annotation_id IN {LISTED} AND field <> '' "
        "ORDER BY annotation_id, attribute_id, annotation_value.position",
        (listed(ids),),
    ):
        span = Span(start, stop) if start is not None and stop is not None else None
        fields = found.setdefault(annotation_id, {})
        fields[Field(field)] = (*fields.get(Field(field), ()), Answer(value, entity_id, span))
    return found


def _named(library: "Library", answers: _Answers) -> dict[int, Named]:
    """The entities that answers name."""
    ids = {
        answer.entity_id
        for fields in answers.values()
        for given in fields.values()
        for answer in given
        if answer.entity_id is not None
    }
    rows = library.rows(f"SELECT id, name, label_id, uid, uri FROM entity WHERE id IN {LISTED}", (listed(ids),))
    return {entity_id: Named(name, entity_id, label_id, uid, uri) for entity_id, name, label_id, uid, uri in rows}


def _evidence(library: "Library", ids: set[int]) -> dict[int, list[Evidence]]:
    found: dict[int, list[Evidence]] = {}
    for annotation_id, evidence_id, url, quote, stance in library.rows(
        f"SELECT annotation_id, id, url, quote, stance FROM evidence WHERE annotation_id IN {LISTED} "
        "ORDER BY annotation_id, position, id",
        (listed(ids),),
    ):
        found.setdefault(annotation_id, []).append(Evidence(evidence_id, url, quote, EvidenceStance(stance)))
    return found


def _links(library: "Library", ids: set[int]) -> dict[int, list[ClaimLink]]:
    """The links at these annotations but those that join sightings, by annotation; both ends are there."""
    found: dict[int, list[ClaimLink]] = {}
    for own, other, away in (("from_id", "to_id", True), ("to_id", "from_id", False)):
        rows = library.rows(
            f"SELECT {own}, link.id, link.type, coalesce(link_type.role, ''), annotation.id, article_id, quote, source "
            f"FROM link JOIN annotation ON annotation.id = {other} JOIN article ON article.id = article_id "
            "LEFT JOIN link_type ON link_type.name = link.type "
            f"WHERE {own} IN {LISTED} AND coalesce(link_type.role, '') <> 'same_claim' "
            "AND article.binned_at IS NULL AND article.newer_id IS NULL ORDER BY link.id",
            (listed(ids),),
        )
        for annotation_id, link_id, kind, role, *told in rows:
            known = LinkRole(role) if role else None
            found.setdefault(annotation_id, []).append(ClaimLink(link_id, kind, known, away, *told))
    return found


def _claim(
    sightings: tuple[Sighting, ...],
    answers: _Answers,
    named: Mapping[int, Named],
    evidence: Mapping[int, list[Evidence]],
    links: Mapping[int, list[ClaimLink]],
) -> Claim:
    first = sightings[0]
    given: dict[Field, tuple[Answer, ...]] = {}
    holders: dict[Field, int] = {}
    for sighting in sightings:
        for field, found in answers.get(sighting.id, {}).items():
            if field not in given:
                given[field], holders[field] = found, sighting.id
    found_evidence = tuple(each for sighting in sightings for each in evidence.get(sighting.id, ()))
    if found_evidence:
        holders[Field.EVIDENCE] = next(sighting.id for sighting in sightings if evidence.get(sighting.id))
    linked = {each.link_id: each for sighting in sightings for each in links.get(sighting.id, ())}
    text = given[Field.CLAIM][0].value if Field.CLAIM in given else " ".join(first.quote.split())
    return Claim(
        first.id,
        first.uid,
        first.label_id,
        text,
        sightings,
        given,
        holders,
        _claimant(given, holders, sightings, named),
        tuple(_name(answer, named) for answer in given.get(Field.ABOUT, ())),
        found_evidence,
        tuple(linked.values()),
        *(_name(given[field][0], named) if field in given else None for field in (Field.ADDRESSEE, Field.MADE_AT)),
    )


def _claimant(
    given: Mapping[Field, tuple[Answer, ...]],
    holders: Mapping[Field, int],
    sightings: Sequence[Sighting],
    named: Mapping[int, Named],
) -> Named | None:
    """Who makes the claim; of an article's author, the name where that is known."""
    if Field.CLAIMANT not in given:
        return None
    answer = given[Field.CLAIMANT][0]
    if answer.entity_id is None and answer.value == AUTHOR:
        holder = next(each for each in sightings if each.id == holders[Field.CLAIMANT])
        return Named(holder.author or AUTHOR)
    if answer.entity_id is None and answer.value == UNNAMED:
        return Named(UNNAMED)
    return _name(answer, named)


def _name(answer: Answer, named: Mapping[int, Named]) -> Named:
    known: Any = named.get(answer.entity_id) if answer.entity_id is not None else None
    return known if known is not None else Named(answer.value)
