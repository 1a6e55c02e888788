"""Annotations as CSV, and the other tables of a library: RFC 4180 in UTF-8."""

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from itertools import count
from operator import itemgetter
from pathlib import Path
from typing import Any, BinaryIO

from reader.domain.annotation import AnnotationRecord
from reader.formats.whole_file import whole_file

# OWASP, "CSV Injection": what makes a spreadsheet read a cell as a formula, its full-width forms included.
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

    Without `excel` the cells are exact. With it the file begins with a byte order mark, by which Excel knows UTF-8,
    and a text that a spreadsheet would run as a formula gets an apostrophe before it. Raises FileError; the file
    is then not there, or as it was. An existing file is overwritten only with `replace`.
    """
    rows = map(_guarded, records) if excel else records
    with whole_file(path, replace=replace) as file:
        return _write_rows(
            _guarded(tuple(columns)) if excel else columns, rows, file, codecs.BOM_UTF8 if excel else b""
        )


def _write_rows(columns: Sequence[str], rows: Iterable[tuple[Any, ...]], file: BinaryIO, mark: bytes) -> int:
    file.write(mark)
    lines = io.TextIOWrapper(file, encoding="utf-8", newline="")
    try:
        writer = csv.writer(lines, lineterminator="\r\n")
        writer.writerow(columns)
        number = count()
        # The writer takes one row after the other: a list of them, however short, keeps the collector of garbage busy.
        writer.writerows(map(itemgetter(0), zip(rows, number, strict=False)))
        lines.flush()
    finally:
        lines.detach()  # the file is closed by those who opened it
    return next(number)


def _guarded(record: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple("'" + cell if isinstance(cell, str) and cell[:1] in _RUNS_AS_FORMULA else cell for cell in record)
