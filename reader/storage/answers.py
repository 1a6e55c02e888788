"""The answers to what a codebook asks about annotations, their evidence, and the links that follow the claimant."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reader.domain.record import Answer, Evidence, EvidenceStance, Record
from reader.domain.span import Span
from reader.domain.times import utc_now
from reader.domain.uid import new_uid
from reader.storage.listed import LISTED, listed

if TYPE_CHECKING:
    from reader.storage.library import Library


def records(library: "Library", annotation_ids: Iterable[int]) -> dict[int, Record]:
    """What is known of these annotations; one that is gone, or of which nothing is known, has an empty record."""
    ids = tuple(annotation_ids)
    answers: dict[int, dict[int, list[Answer]]] = {found: {} for found in ids}
    evidence: dict[int, list[Evidence]] = {found: [] for found in ids}
    for annotation_id, attribute_id, value, entity_id, start, stop in library.rows(
        "SELECT annotation_id, attribute_id, value, entity_id, start, stop FROM annotation_value "
        f"WHERE annotation_id IN {LISTED} ORDER BY annotation_id, attribute_id, position",
        (listed(ids),),
    ):
        span = None if start is None else Span(start, stop)
        answers[annotation_id].setdefault(attribute_id, []).append(Answer(value, entity_id, span))
    for annotation_id, evidence_id, url, quote, stance in library.rows(
        f"SELECT annotation_id, id, url, quote, stance FROM evidence WHERE annotation_id IN {LISTED} "
        "ORDER BY annotation_id, position, id",
        (listed(ids),),
    ):
        evidence[annotation_id].append(Evidence(evidence_id, url, quote, EvidenceStance(stance)))
    return {
        found: Record(found, {asked: tuple(given) for asked, given in answers[found].items()}, tuple(evidence[found]))
        for found in ids
    }


def set_answers(library: "Library", annotation_id: int, attribute_id: int, answers: Sequence[Answer]) -> None:
    """Put these in the place of the answers that an annotation had."""
    library.write(
        "DELETE FROM annotation_value WHERE annotation_id = ? AND attribute_id = ?", (annotation_id, attribute_id)
    )
    library.write_many(
        "INSERT INTO annotation_value (annotation_id, attribute_id, position, value, entity_id, start, stop) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                annotation_id,
                attribute_id,
                position,
                answer.value,
                answer.entity_id,
                answer.span.start if answer.span else None,
                answer.span.stop if answer.span else None,
            )
            for position, answer in enumerate(answers)
        ],
    )
    _touch(library, annotation_id)


def set_evidence(library: "Library", annotation_id: int, evidence: Sequence[Evidence]) -> None:
    """Put this in the place of an annotation's evidence; what has the id of its evidence stays the same row."""
    mine = {row[0] for row in library.rows("SELECT id FROM evidence WHERE annotation_id = ?", (annotation_id,))}
    kept = {each.id for each in evidence} & mine
    for gone in sorted(mine - kept):
        library.write("DELETE FROM evidence WHERE id = ?", (gone,))
    for position, each in enumerate(evidence):
        values = (each.url, each.quote, each.stance.value, position)
        if each.id in kept:
            library.write(
                "UPDATE evidence SET url = ?, quote = ?, stance = ?, position = ? WHERE id = ? "
                "AND (url, quote, stance, position) IS NOT (?, ?, ?, ?)",
                (*values, each.id, *values),
            )
        else:
            library.insert(
                "INSERT INTO evidence (uid, annotation_id, url, quote, stance, position) VALUES (?, ?, ?, ?, ?, ?)",
                (new_uid(), annotation_id, *values),
            )
    _touch(library, annotation_id)


def set_link(library: "Library", from_id: int, link_type: str, to_id: int | None) -> list[int]:
    """Let an annotation have one link of this type, to this annotation, or none; the other ends that this touches."""
    old = library.rows("SELECT id, to_id FROM link WHERE from_id = ? AND type = ? ORDER BY id", (from_id, link_type))
    touched = [end for _, end in old if end != to_id]
    kept = False
    for link_id, end in old:
        if end == to_id and not kept:
            kept = True
        else:
            library.write("DELETE FROM link WHERE id = ?", (link_id,))
    if to_id is not None and not kept:
        library.insert(
            "INSERT INTO link (uid, type, from_id, to_id) VALUES (?, ?, ?, ?)", (new_uid(), link_type, from_id, to_id)
        )
        touched.append(to_id)
    return touched


def linked(library: "Library", from_id: int, link_type: str) -> list[int]:
    """The other ends of an annotation's links of this type."""
    rows = library.rows("SELECT to_id FROM link WHERE from_id = ? AND type = ? ORDER BY id", (from_id, link_type))
    return [row[0] for row in rows]


def mentions(library: "Library", article_id: int, entity_id: int) -> list[int]:
    """The annotations of an article that mention the entity."""
    sql = "SELECT id FROM annotation WHERE entity_id = ? AND article_id = ? ORDER BY start, id"
    return [row[0] for row in library.rows(sql, (entity_id, article_id))]


def mentions_within(library: "Library", article_id: int, within: Span) -> list[int]:
    """The annotations of an article that mention entities in this part of it, in the order of the text."""
    sql = (
        "SELECT id FROM annotation WHERE article_id = ? AND start >= ? AND start < ? AND stop <= ? "
        "AND entity_id IS NOT NULL ORDER BY start, stop, id"
    )
    return [row[0] for row in library.rows(sql, (article_id, within.start, within.stop, within.stop))]


def entity_before(library: "Library", attribute_id: int, article_id: int, start: int, annotation_id: int) -> int | None:
    """The entity that was answered last to the same question before a place of an article."""
    found = library.row(
        "SELECT answer.entity_id FROM annotation JOIN annotation_value AS answer "
        "ON annotation_id = annotation.id AND attribute_id = ? AND answer.entity_id IS NOT NULL "
        "WHERE article_id = ? AND annotation.start <= ? AND annotation.id != ? "
        "ORDER BY annotation.start DESC, annotation.stop DESC, annotation.id DESC LIMIT 1",
        (attribute_id, article_id, start, annotation_id),
    )
    return found[0] if found else None


def labels_answered(library: "Library", attribute_id: int) -> list[int]:
    """The labels of the entities that were answers to what is asked."""
    # Label by label: there are few, and an index leads to the first answer of each.
    rows = library.rows(
        "SELECT id FROM label WHERE kind = 'entity' AND EXISTS (SELECT 1 FROM entity CROSS JOIN "
        "annotation_value AS answer ON entity.id = answer.entity_id WHERE attribute_id = ? "
        "AND entity.label_id = label.id)",
        (attribute_id,),
    )
    return [row[0] for row in rows]


def are_there(library: "Library", entity_ids: Iterable[int]) -> bool:
    """Whether the register has all of these entities."""
    ids = set(entity_ids)
    (count,) = library.row(f"SELECT count(*) FROM entity WHERE id IN {LISTED}", (listed(ids),))
    return bool(count == len(ids))


def words_used(library: "Library", attribute_id: int) -> list[str]:
    """The answers that a library has to what is asked, the most frequent first."""
    rows = library.rows(
        "SELECT value FROM annotation_value WHERE attribute_id = ? AND value <> '' GROUP BY value "
        "ORDER BY count(*) DESC, value",
        (attribute_id,),
    )
    return [row[0] for row in rows]


def _touch(library: "Library", annotation_id: int) -> None:
    library.write("UPDATE annotation SET updated_at = ? WHERE id = ?", (utc_now(), annotation_id))
