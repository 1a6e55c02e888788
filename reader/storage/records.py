"""Annotations as rows for other tools, fast enough for hundreds of thousands.

What an article, a label or an annotator is called is looked up once, not joined to each of its annotations.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reader.domain.annotation import AnnotationFilter, AnnotationRecord
from reader.domain.codebook import LabelKind
from reader.storage.listed import LISTED, listed
from reader.storage.record_cells import RecordCells

if TYPE_CHECKING:
    from reader.storage.library import Library

_CONTEXT = 40
_PUBLISHED, _DAY = 4, len("2025-05-30")
_NO_ENTITY = ("", "", "")


def count_records(library: "Library", which: AnnotationFilter) -> int:
    """How many annotations the filter lets through."""
    where, values = filtered(library, which)
    return int(library.row(f"SELECT count(*) FROM annotation WHERE {where}", values)[0])


def records(library: "Library", which: AnnotationFilter) -> Iterator[AnnotationRecord]:
    """The annotations that the filter lets through, article by article in the order of the texts."""
    width = len(AnnotationRecord._fields)
    return (AnnotationRecord(*row[:width]) for row in record_rows(library, which, RecordCells(library, which)))


def record_rows(library: "Library", which: AnnotationFilter, known: RecordCells) -> Iterator[tuple[Any, ...]]:
    """The same as bare rows, with the cells of the attributes of one's own behind those of the record.

    Empty cells at the end of a row are left out.
    """
    where, values = filtered(library, which)
    labels = {label.id: (str(label.kind), label.name) for label in library.labels.codebook().labels}
    annotators = dict(library.rows("SELECT id, name FROM annotator"))
    fragments = _fragment_cells(library)
    entities: dict[int | None, tuple[str, str, str]] = {None: _NO_ENTITY}
    claims = {label_id for label_id, (kind, _name) in labels.items() if kind == LabelKind.CLAIM}
    answered, of_mention, of_claim = known.answered(), known.of_mention, known.of_claim
    article_id, text, sha256, day = -1, "", "", ""
    article: list[str] = []
    # The order of an index, so that nothing is sorted.
    for row in library.stream(
        "SELECT article_id, id, uid, label_id, start, stop, quote, entity_id, note, status, origin, annotator_id, "
        f"created_at, updated_at FROM annotation WHERE {where} ORDER BY article_id, start, stop, label_id, id",
        values,
    ):
        place, annotation_id, uid, label_id, start, stop, quote, entity_id, note, status, origin, annotator_id = row[
            :12
        ]
        if place != article_id:
            article_id = place
            *article, text, sha256 = _article(library, article_id)
            day = article[_PUBLISHED][:_DAY]
        if entity_id not in entities:
            entities[entity_id] = library.row("SELECT uid, name, uri FROM entity WHERE id = ?", (entity_id,))
        if label_id in claims:
            cells = of_claim(annotation_id, uid, day)
        else:
            cells = of_mention(annotation_id) if annotation_id in answered else ()
        yield (
            uid,
            *article,
            *labels[label_id],
            start,
            stop,
            fragments.get(annotation_id, ""),
            quote,
            text[start - _CONTEXT if start > _CONTEXT else 0 : start],
            text[stop : stop + _CONTEXT],
            *entities[entity_id],
            note,
            status,
            origin,
            annotators[annotator_id],
            *row[12:],
            sha256,
            *cells,
        )


def _article(library: "Library", article_id: int) -> Any:
    return library.row(
        "SELECT uid, title, source, author, published, url, language, text, text_sha256 FROM article WHERE id = ?",
        (article_id,),
    )


def _fragment_cells(library: "Library") -> dict[int, str]:
    cells: dict[int, list[str]] = {}
    for annotation_id, start, stop in library.rows(
        "SELECT annotation_id, start, stop FROM fragment ORDER BY annotation_id, start"
    ):
        cells.setdefault(annotation_id, []).append(f"{start}-{stop}")
    return {annotation_id: ";".join(parts) for annotation_id, parts in cells.items()}


def count_waiting(library: "Library", which: AnnotationFilter) -> int:
    """How many of the annotations of older versions that the filter leaves out wait for a place in a newer version."""
    if which.versions:
        return 0
    where, values = filtered(library, replace(which, versions=True, article_ids=None))
    waits, waiting_values = "article_id IN (SELECT id FROM article WHERE binned_at IS NULL)", list[object]()
    if which.article_ids is not None:
        waits += f" AND article_id IN {LISTED}"
        waiting_values.append(listed(which.article_ids))
    (count,) = library.row(
        f"SELECT count(*) FROM annotation WHERE {where} AND id IN (SELECT annotation_id FROM unplaced WHERE {waits})",
        (*values, *waiting_values),
    )
    return int(count)


def filtered_ids(library: "Library", which: AnnotationFilter) -> Iterator[int]:
    """The ids of the annotations that the filter lets through."""
    where, values = filtered(library, which)
    return (row[0] for row in library.rows(f"SELECT id FROM annotation WHERE {where}", values))


def filtered(library: "Library", which: AnnotationFilter) -> tuple[str, list[object]]:
    """What rows of table `annotation` meet that the filter lets through, as SQL with its values."""
    every = which.versions or which.article_ids is not None  # who names an older version means it
    shown = "binned_at IS NULL" if every else "binned_at IS NULL AND newer_id IS NULL"
    conditions, values = [f"article_id IN (SELECT id FROM article WHERE {shown})"], list[object]()
    if which.article_ids is not None:
        conditions.append(f"article_id IN {LISTED}")
        values.append(listed(which.article_ids))
    if which.annotation_ids is not None:
        conditions.append(f"id IN {LISTED}")
        values.append(listed(which.annotation_ids))
    if which.kind is not None or which.labels:
        labels = library.labels.codebook().labels
        conditions.append(f"label_id IN {LISTED}")
        values.append(
            listed(
                label.id
                for label in labels
                if which.kind in (None, label.kind) and (not which.labels or label.name in which.labels)
            )
        )
    if which.annotator:
        conditions.append("annotator_id IN (SELECT id FROM annotator WHERE name = ?)")
        values.append(which.annotator)
    if which.since:
        conditions.append("updated_at >= ?")
        values.append(which.since)
    return " AND ".join(conditions), values
