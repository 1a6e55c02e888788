"""Taking annotations out, as CSV."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from reader.domain.annotation import AnnotationFilter, AnnotationRecord
from reader.errors import CancelledError, LibraryError
from reader.formats import annotations_csv
from reader.storage.library import Library
from reader.storage.record_cells import RecordCells
from reader.storage.records import count_records, count_waiting, record_rows

_STEP = 1000


def export_annotations(
    library: Library,
    path: Path,
    which: AnnotationFilter,
    *,
    excel: bool = False,
    replace: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Write the annotations that the filter lets through to a CSV file, whole or not at all; their number.

    `excel` adds a byte order mark and guards the cells that a spreadsheet would run; `replace` allows the
    file to be there already. Raises FileError, LibraryError, CancelledError.
    """
    with library.snapshot():
        total = count_records(library, which)
        known = RecordCells(library, which)
        rows = watched(record_rows(library, which, known), total, progress, cancelled)
        columns = (*AnnotationRecord._fields, *known.own)
        return annotations_csv.write(rows, path, columns, excel=excel, replace=replace)


def left_waiting(library: Library, which: AnnotationFilter) -> str:
    """A sentence on annotations of older versions that wait for a place and are left out; empty where none is."""
    count = count_waiting(library, which)
    if count == 1:
        return "1 annotation of an older version waits for a place and was left out"
    return f"{count:,} annotations of older versions wait for a place and were left out" if count else ""


def check_filter(library: Library, which: AnnotationFilter) -> None:
    """Make sure that what the filter names exists. Raises LibraryError with the names that do."""
    known = {label.name for label in library.labels.codebook().labels}
    for name in which.labels:
        if name not in known:
            raise LibraryError(f"There is no label “{name}”; there are: {', '.join(sorted(known))}.")
    annotators = library.annotators()
    if which.annotator and which.annotator not in annotators:
        raise LibraryError(f"There is no annotator “{which.annotator}”; there are: {', '.join(annotators)}.")


def watched(
    rows: Iterator[tuple[Any, ...]],
    total: int,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Iterator[tuple[Any, ...]]:
    """The rows as they come, with progress told and a cancellation obeyed now and then. Raises CancelledError."""
    left = 0
    for done, record in enumerate(rows):
        if not left:
            if cancelled():
                raise CancelledError("The export was cancelled: no file was written.")
            progress(done, total)
            left = _STEP
        left -= 1
        yield record
    progress(total, total)
