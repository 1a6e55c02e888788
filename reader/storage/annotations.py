"""Annotations in a library."""

import json
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Any

from reader.domain.annotation import Annotation, Status
from reader.domain.overlaps import Places
from reader.domain.span import Fragments, Span, hull
from reader.domain.times import utc_now
from reader.domain.uid import new_uid
from reader.storage.listed import LISTED, listed

if TYPE_CHECKING:
    from reader.storage.library import Library

_COLUMNS = "id, uid, article_id, label_id, start, stop, quote, note, status, entity_id"
#: What goes with an annotation, the annotation last: tables, and their columns that hold its id.
HANGING = (
    ("link", "from_id"),
    ("link", "to_id"),
    ("annotation_value", "annotation_id"),
    ("evidence", "annotation_id"),
    ("fragment", "annotation_id"),
    ("unplaced", "annotation_id"),
    ("annotation", "id"),
)
_STATUSES = {status.value: status for status in Status}


class Annotations:
    """The `annotation` and `fragment` tables."""

    def __init__(self, library: "Library") -> None:
        self._library = library

    def add(
        self, article_id: int, label_id: int, parts: Fragments, quote: str, entity_id: int | None = None
    ) -> Annotation:
        """Store an annotation; `quote` is the text of the hull."""
        whole, now, uid = hull(parts), utc_now(), new_uid()
        annotation_id = self._library.insert(
            "INSERT INTO annotation (uid, article_id, label_id, start, stop, quote, entity_id, annotator_id, "
            "created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                uid,
                article_id,
                label_id,
                whole.start,
                whole.stop,
                quote,
                entity_id,
                self._library.annotator_id,
                now,
                now,
            ),
        )
        self._write_fragments(annotation_id, parts)
        return Annotation(annotation_id, uid, article_id, label_id, parts, quote, "", Status.ACCEPTED, entity_id)

    def add_many(
        self, label_id: int, places: Sequence[tuple[int, Span, str]], entity_ids: Sequence[int | None] = ()
    ) -> list[int]:
        """Store annotations of one span each, given as article, span and quote; their ids in the same order.

        `entity_ids` are what they mention, one for each, or none at all.
        """
        (last,) = self._library.row("SELECT coalesce(max(id), 0) FROM annotation")
        now, annotator_id = utc_now(), self._library.annotator_id
        self._library.write_many(
            "INSERT INTO annotation (uid, article_id, label_id, start, stop, quote, entity_id, annotator_id, "
            "created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (new_uid(), article_id, label_id, span.start, span.stop, quote, entity_id, annotator_id, now, now)
                for (article_id, span, quote), entity_id in zip(places, entity_ids or repeat(None), strict=False)
            ],
        )
        return [row[0] for row in self._library.rows("SELECT id FROM annotation WHERE id > ? ORDER BY id", (last,))]

    def get(self, annotation_id: int) -> Annotation | None:
        """The annotation with this id."""
        found = self.some((annotation_id,))
        return found[0] if found else None

    def some(self, ids: Sequence[int]) -> list[Annotation]:
        """The annotations with these ids that are still there, in the order of the text."""
        return self._read(f"id IN {LISTED}", (listed(ids),))

    def of_article(self, article_id: int) -> list[Annotation]:
        """The annotations of an article, in the order of its text."""
        return self._read("article_id = ?", (article_id,))

    def places(self, article_id: int) -> Places:
        """Where the annotations of an article stand. As JSON: three long values cost less than 10,000 short rows."""
        columns = self._library.row(
            "SELECT json_group_array(start), json_group_array(stop), json_group_array(id) FROM (SELECT start, stop, id "
            "FROM annotation INDEXED BY annotation_by_place WHERE article_id = ? ORDER BY start, stop, label_id, id)",
            (article_id,),
        )
        return Places(*map(json.loads, columns))

    def has(self, article_id: int, label_id: int, parts: Fragments, *, but: int = 0) -> bool:
        """Whether this annotator has tagged these very spans with this label, in another annotation than `but`."""
        whole = hull(parts)
        found = self._read(
            "article_id = ? AND start = ? AND stop = ? AND label_id = ? AND annotator_id = ? AND id != ?",
            (article_id, whole.start, whole.stop, label_id, self._library.annotator_id, but),
        )
        return any(annotation.parts == parts for annotation in found)

    def spans(self, article_ids: Iterable[int], label_id: int) -> set[tuple[int, int, int]]:
        """What this annotator has tagged with the label, as article, start and stop; no discontinuous annotations."""
        rows = self._library.rows(
            # By place: SQLite would rather go through all that has the label.
            "SELECT article_id, start, stop FROM annotation INDEXED BY annotation_by_place "
            f"WHERE article_id IN {LISTED} AND label_id = ? AND annotator_id = ? "
            "AND NOT EXISTS (SELECT 1 FROM fragment WHERE annotation_id = annotation.id)",
            (listed(article_ids), label_id, self._library.annotator_id),
        )
        return set(rows)

    def set_label(self, annotation_id: int, label_id: int) -> None:
        """Give the annotation another label."""
        self._update("label_id = ?", label_id, annotation_id)

    def set_entity(self, annotation_id: int, entity_id: int | None) -> None:
        """Say which entity the annotation mentions."""
        self._update("entity_id = ?", entity_id, annotation_id)

    def set_note(self, annotation_id: int, note: str) -> None:
        """Give the annotation another note."""
        self._update("note = ?", note, annotation_id)

    def set_parts(self, annotation_id: int, parts: Fragments, quote: str) -> None:
        """Move the annotation to other spans of its article; `quote` is the text of their hull."""
        whole = hull(parts)
        self._library.write("DELETE FROM fragment WHERE annotation_id = ?", (annotation_id,))
        self._library.write(
            "UPDATE annotation SET start = ?, stop = ?, quote = ?, updated_at = ? WHERE id = ?",
            (whole.start, whole.stop, quote, utc_now(), annotation_id),
        )
        self._write_fragments(annotation_id, parts)

    def delete(self, annotation_id: int) -> None:
        """Remove the annotation with all that hangs on it."""
        for table, column in HANGING:
            self._library.write(f"DELETE FROM {table} WHERE {column} = ?", (annotation_id,))

    def _update(self, sets: str, value: object, annotation_id: int) -> None:
        self._library.write(
            f"UPDATE annotation SET {sets}, updated_at = ? WHERE id = ?",
            (value, utc_now(), annotation_id),
        )

    def _write_fragments(self, annotation_id: int, parts: Fragments) -> None:
        if len(parts) > 1:
            self._library.write_many(
                "INSERT INTO fragment (annotation_id, start, stop) VALUES (?, ?, ?)",
                [(annotation_id, part.start, part.stop) for part in parts],
            )

    def _read(self, where: str, values: Sequence[object]) -> list[Annotation]:
        parts: dict[int, list[Span]] = {}
        for annotation_id, start, stop in self._library.rows(
            "SELECT annotation_id, start, stop FROM fragment WHERE annotation_id IN "
            f"(SELECT id FROM annotation WHERE {where}) ORDER BY annotation_id, start",
            values,
        ):
            parts.setdefault(annotation_id, []).append(Span(start, stop))
        rows = self._library.rows(
            f"SELECT {_COLUMNS} FROM annotation WHERE {where} ORDER BY start, stop, label_id, id", values
        )
        return [_annotation(row, parts.get(row[0])) for row in rows]


def _annotation(row: Any, parts: list[Span] | None) -> Annotation:
    annotation_id, uid, article_id, label_id, start, stop, quote, note, status, entity_id = row
    spans = tuple(parts) if parts else (Span(start, stop),)
    return Annotation(annotation_id, uid, article_id, label_id, spans, quote, note, _STATUSES[status], entity_id)
