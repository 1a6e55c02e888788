"""What hangs on a label, and what becomes of it when labels are merged or deleted: in bulk, for there may be much."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reader.domain.annotation import Status
from reader.domain.times import utc_now
from reader.storage.annotations import HANGING
from reader.storage.links import linked_with
from reader.storage.listed import LISTED, listed
from reader.storage.twins import Twin, merged

if TYPE_CHECKING:
    from reader.storage.library import Library

#: Ids of annotations by the id of their article.
ByArticle = dict[int, list[int]]

_STATUSES = {status.value: status for status in Status}
# Which annotations of the two labels cover the same characters of the same article, by the same annotator.
_ON_THE_SAME_PLACE = """
WITH pair AS (
    SELECT mine.id AS one, other.id AS two FROM annotation AS mine CROSS JOIN annotation AS other
    WHERE mine.label_id = ? AND other.article_id = mine.article_id AND other.start = mine.start
    AND other.stop = mine.stop AND other.label_id IN (?, ?) AND other.annotator_id = mine.annotator_id
    AND other.id != mine.id
)
SELECT one FROM pair UNION SELECT two FROM pair
"""
# The same for some annotations, and those that have the label which they are to get.
_AMONG_ON_THE_SAME_PLACE = f"""
WITH pair AS (
    SELECT mine.id AS one, other.id AS two FROM annotation AS mine CROSS JOIN annotation AS other
    INDEXED BY annotation_by_place
    WHERE mine.id IN {LISTED} AND other.article_id = mine.article_id AND other.start = mine.start
    AND other.stop = mine.stop AND (other.id IN {LISTED} OR other.label_id = ?)
    AND other.annotator_id = mine.annotator_id AND other.id != mine.id
)
SELECT one FROM pair UNION SELECT two FROM pair
"""


def count_uses(library: "Library", label_id: int) -> tuple[int, int, int, int]:
    """How many annotations, articles, entities and attributes have the label; those in the bin count too."""
    annotations, articles = library.row(
        "SELECT count(*), count(DISTINCT article_id) FROM annotation WHERE label_id = ?", (label_id,)
    )
    (entities,) = library.row("SELECT count(*) FROM entity WHERE label_id = ?", (label_id,))
    (attributes,) = library.row("SELECT count(*) FROM attribute WHERE label_id = ?", (label_id,))
    return annotations, articles, entities, attributes


def count_answers_elsewhere(library: "Library", label_id: int) -> int:
    """How many annotations of other labels have answers to what only this label asks."""
    (count,) = library.row(
        "SELECT count(DISTINCT annotation.id) FROM attribute JOIN annotation_value ON attribute_id = attribute.id "
        "JOIN annotation ON annotation.id = annotation_id "
        "WHERE attribute.label_id = ? AND annotation.label_id != ?",
        (label_id, label_id),
    )
    return int(count)


def delete_annotations(library: "Library", label_id: int) -> ByArticle:
    """Delete the annotations of a label with all that hangs on them, and what the label alone asks.

    Gives which they were, and those that they were linked with.
    """
    gone = _annotations_of(library, label_id)
    linked = linked_with(library, (annotation_id for ids in gone.values() for annotation_id in ids))
    for annotation in library.annotations.some(linked):
        gone.setdefault(annotation.article_id, []).append(annotation.id)
    _delete(library, "SELECT id FROM annotation WHERE label_id = ?", label_id)
    library.write("DELETE FROM asked WHERE attribute_id IN (SELECT id FROM attribute WHERE label_id = ?)", (label_id,))
    library.write("DELETE FROM attribute WHERE label_id = ?", (label_id,))
    return gone


def give_to(library: "Library", label_id: int, into_id: int) -> ByArticle:
    """Give all that has the label to another one of its kind; which annotations that changed.

    Where an annotator then has the same spans twice, the older annotation stays, with what the other one knew.
    """
    changed = _annotations_of(library, label_id)
    paired = library.rows(_ON_THE_SAME_PLACE, (label_id, label_id, into_id))
    touched = _merge_twins(library, (row[0] for row in paired), into_id)
    library.write(
        "UPDATE annotation SET label_id = ?, updated_at = ? WHERE label_id = ?", (into_id, utc_now(), label_id)
    )
    for table in ("entity", "attribute"):
        library.write(f"UPDATE {table} SET label_id = ? WHERE label_id = ?", (into_id, label_id))
    library.write(
        "INSERT INTO asked (label_id, attribute_id) SELECT ?, attribute_id FROM asked AS theirs WHERE label_id = ? "
        "AND NOT EXISTS (SELECT 1 FROM asked WHERE label_id = ? AND attribute_id = theirs.attribute_id)",
        (into_id, label_id, into_id),
    )
    return _with_twins(changed, touched)


def relabel(library: "Library", annotation_ids: Iterable[int], into_id: int) -> ByArticle:
    """Give annotations another label of the same kind; which annotations that changed. Twins become one, as above."""
    which = listed(annotation_ids)
    changed = by_article(
        library.rows(
            f"SELECT article_id, id FROM annotation WHERE id IN {LISTED} ORDER BY article_id, start, stop, id", (which,)
        )
    )
    paired = library.rows(_AMONG_ON_THE_SAME_PLACE, (which, which, into_id))
    touched = _merge_twins(library, (row[0] for row in paired), into_id)
    library.write(
        f"UPDATE annotation SET label_id = ?, updated_at = ? WHERE id IN {LISTED} AND label_id != ?",
        (into_id, utc_now(), which, into_id),
    )
    return _with_twins(changed, touched)


def _merge_twins(library: "Library", ids: Iterable[int], into_id: int) -> list[Twin]:
    """Let one annotation stay of those that would stand twice under one label; all that had a twin."""
    found = merged(library, _twins(library, ids))
    now = utc_now()
    library.write_many(
        "UPDATE annotation SET label_id = ?, note = ?, status = ?, entity_id = ?, updated_at = ? WHERE id = ?",
        [(into_id, twin.note, twin.status, twin.entity_id, now, twin.id) for twin in found.changed],
    )
    _delete(library, LISTED[1:-1], listed(found.gone))
    return found.touched


def _with_twins(changed: ByArticle, touched: Iterable[Twin]) -> ByArticle:
    told = {annotation_id for ids in changed.values() for annotation_id in ids}
    for twin in touched:
        if twin.id not in told:
            changed.setdefault(twin.article_id, []).append(twin.id)
    return changed


def _annotations_of(library: "Library", label_id: int) -> ByArticle:
    return by_article(
        library.rows(
            "SELECT article_id, id FROM annotation WHERE label_id = ? ORDER BY article_id, start, stop, id", (label_id,)
        )
    )


def by_article(rows: Iterable[tuple[int, int]]) -> ByArticle:
    """Pairs of article and annotation, by article."""
    found: ByArticle = {}
    for article_id, annotation_id in rows:
        found.setdefault(article_id, []).append(annotation_id)
    return found


def _delete(library: "Library", which: str, value: object) -> None:
    for table, column in HANGING:
        library.write(f"DELETE FROM {table} WHERE {column} IN ({which})", (value,))


def _twins(library: "Library", ids: Iterable[int]) -> list[list[Twin]]:
    """Those of the annotations that would stand twice under one label, the older first in each list."""
    ids = list(ids)
    fragments: dict[int, list[tuple[int, int]]] = {}
    for annotation_id, start, stop in library.rows(
        f"SELECT annotation_id, start, stop FROM fragment WHERE annotation_id IN {LISTED} "
        "ORDER BY annotation_id, start",
        (listed(ids),),
    ):
        fragments.setdefault(annotation_id, []).append((start, stop))
    groups: dict[object, list[Twin]] = {}
    for article_id, annotator_id, start, stop, annotation_id, note, status, entity_id in library.rows(
        "SELECT article_id, annotator_id, start, stop, id, note, status, entity_id FROM annotation "
        f"WHERE id IN {LISTED} ORDER BY created_at, id",
        (listed(ids),),
    ):
        spans = tuple(fragments.get(annotation_id, ()))
        twin = Twin(annotation_id, article_id, note, _STATUSES[status], entity_id)
        groups.setdefault((article_id, annotator_id, start, stop, spans), []).append(twin)
    return [group for group in groups.values() if len(group) > 1]
