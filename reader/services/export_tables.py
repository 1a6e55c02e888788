"""Taking a table out of a library, as CSV."""

from collections.abc import Callable, Iterator
from dataclasses import replace as changed
from operator import itemgetter
from pathlib import Path
from typing import Any

from reader.domain.annotation import AnnotationFilter, AnnotationRecord
from reader.domain.codebook import LabelKind
from reader.domain.tables import COLUMNS, Table, refusal
from reader.errors import LibraryError
from reader.formats import annotations_csv
from reader.formats.claim_table import COLUMNS as CLAIM_COLUMNS
from reader.formats.claim_table import row_of
from reader.services.export_annotations import check_filter, export_annotations, watched
from reader.storage.ledger import claims
from reader.storage.ledger_listing import Groups
from reader.storage.library import Library
from reader.storage.record_cells import RecordCells
from reader.storage.records import count_records, filtered_ids, record_rows
from reader.storage.tables import article_rows, count_rows, entity_rows, link_rows

_BATCH = 200
_MENTION = itemgetter(*map(AnnotationRecord._fields.index, COLUMNS[Table.MENTIONS]))
_ENTITY_ID = AnnotationRecord._fields.index("entity_id")


def export_table(
    library: Library,
    path: Path,
    table: Table,
    which: AnnotationFilter,
    *,
    excel: bool = False,
    replace: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Write a table to a CSV file, whole or not at all; the number of its rows.

    `excel` and `replace` are those of `export_annotations`. Raises FileError, LibraryError, CancelledError.
    """
    check_table_filter(library, table, which)
    if table is Table.ANNOTATIONS:
        return export_annotations(
            library, path, which, excel=excel, replace=replace, progress=progress, cancelled=cancelled
        )
    with library.snapshot():
        columns = CLAIM_COLUMNS if table is Table.CLAIMS else COLUMNS[table]
        total, rows = _rows(library, table, which)
        return annotations_csv.write(
            watched(rows, total, progress, cancelled), path, columns, excel=excel, replace=replace
        )


def check_table_filter(library: Library, table: Table, which: AnnotationFilter) -> None:
    """Make sure that what the filter names exists, and that the table has it. Raises LibraryError."""
    check_filter(library, which)
    if sentence := refusal(table, which):
        raise LibraryError(sentence)


def _rows(library: Library, table: Table, which: AnnotationFilter) -> tuple[int, Iterator[tuple[Any, ...]]]:
    """The rows of a table, and about how many they are."""
    match table:
        case Table.CLAIMS:
            heads = _claims(library, which)
            return len(heads), _claim_rows(library, heads)
        case Table.MENTIONS:
            which = changed(which, kind=LabelKind.ENTITY)
            rows = record_rows(library, which, RecordCells(library, which))
            return count_records(library, which), (_MENTION(row) for row in rows if row[_ENTITY_ID])
        case Table.ENTITIES:
            return count_rows(library, table), entity_rows(library, which)
        case Table.LINKS:
            return count_rows(library, table), link_rows(library, which)
    return count_rows(library, table), article_rows(library, which)


def _claims(library: Library, which: AnnotationFilter) -> list[int]:
    """The claims of which the filter lets a sighting through, by their earliest sightings, in the order of time."""
    groups = Groups(library)
    let_through = groups.heads_of(filtered_ids(library, changed(which, kind=LabelKind.CLAIM)))
    return [head for head in groups.heads if head in let_through]


def _claim_rows(library: Library, heads: list[int]) -> Iterator[tuple[Any, ...]]:
    for start in range(0, len(heads), _BATCH):
        yield from map(row_of, claims(library, heads[start : start + _BATCH]).values())
