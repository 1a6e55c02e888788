"""Annotations as CSV, and the other tables of a library: RFC 4180 in UTF-8."""

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from reader.domain.annotation import AnnotationRecord
from reader.formats.whole_file import whole_file

# OWASP, "CSV Injection": what makes a spreadsheet read a cell as a formula, its full-width forms included.
_END = "\r\n"
_RUNS_AS_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def write(
    records: Iterable[tuple[Any, ...]],
    path: Path,
    columns: Sequence[str] = AnnotationRecord._fields,
    *,
    excel: bool = False,
    replace: bool = False,
) -> int:
    """Write the records, a cell for each column, and say how many they were; offsets are code points.

    A record may be shorter than the columns, but not empty: the cells at its end are empty then.

    Without `excel` the cells are exact. With it the file begins with a byte order mark, by which Excel knows UTF-8,
    and a text that a spreadsheet would run as a formula gets an apostrophe before it. Raises FileError; the file
    is then not there, or as it was. An existing file is overwritten only with `replace`.
    """
    rows = map(guarded, records) if excel else records
    with whole_file(path, replace=replace) as file:
        return _write_rows(guarded(tuple(columns)) if excel else columns, rows, file, codecs.BOM_UTF8 if excel else b"")


def _write_rows(columns: Sequence[str], rows: Iterable[tuple[Any, ...]], file: BinaryIO, mark: bytes) -> int:
    file.write(mark)
    lines = io.TextIOWrapper(file, encoding="utf-8", newline="")
    try:
        number = 0
        width = len(columns)
        write_rows = {width: csv.writer(lines, lineterminator=_END).writerow}
        write_rows[width](columns)
        for number, row in enumerate(rows, 1):  # noqa: B007 - counted
            write_row = write_rows.get(len(row))
            if write_row is None:
                # What is missing belongs to the end of the line: as empty cells it would take a third of the time.
                end = "," * (width - len(row)) + _END
                write_row = write_rows[len(row)] = csv.writer(lines, lineterminator=end).writerow
            write_row(row)
        lines.flush()
    finally:
        lines.detach()  # the file is closed by those who opened it
    return number


def guarded(record: tuple[Any, ...]) -> tuple[Any, ...]:
    """The cells as a spreadsheet shows them: an apostrophe before what it would run as a formula."""
    return tuple("'" + cell if isinstance(cell, str) and cell[:1] in _RUNS_AS_FORMULA else cell for cell in record)
