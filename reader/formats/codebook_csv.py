"""Codebooks as CSV: RFC 4180 in UTF-8, one row a label; what spreadsheets make of it is read too."""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from reader.domain.codebook import LabelDraft
from reader.errors import CodebookError, UnreadableArticleError
from reader.formats.codebook_rows import FIELDS, NEEDED, Rows, data_of, naming
from reader.formats.encoding import decode
from reader.formats.whole_file import whole_file

SUFFIX = ".csv"

_DELIMITERS = ",;\t"
_TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False, "": False}
#: The cells of a row, and the line on which it begins.
_Row = tuple[int, list[str]]


def read(path: Path) -> tuple[LabelDraft, ...]:
    """The labels of a codebook, in order. Raises CodebookError."""
    data = data_of(path)
    with naming(path):
        return tuple(_drafts(_text(data)))


def write(drafts: Iterable[LabelDraft], path: Path, *, replace: bool = False) -> None:
    """Write the labels to a file, which is then whole, or not there or as it was. Raises FileError."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(FIELDS)
    for draft in drafts:
        values = (getattr(draft, field) for field in FIELDS)
        writer.writerow(str(value).lower() if isinstance(value, bool) else value for value in values)
    with whole_file(path, replace=replace) as file:
        file.write(lines.getvalue().encode())


def _text(data: bytes) -> str:
    """The text of the file: UTF-8, or what a spreadsheet of this country writes."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = decode(data)
        except UnreadableArticleError as error:
            raise CodebookError(f"It cannot be read as text: {error}.") from None
        if "\ufffd" in text:
            raise CodebookError("It cannot be read as text: some of its bytes are damaged.") from None
    if "\0" in text:
        raise CodebookError("It cannot be read as text: it is a binary file.")
    return text


def _drafts(text: str) -> Iterator[LabelDraft]:
    """The labels of the rows below the header. Raises CodebookError."""
    found = _rows(text, _delimiter(text))
    first, names = next(found, (1, []))
    header = [name.strip().lower() for name in names]
    for field in NEEDED:
        if field not in header:
            raise CodebookError(f"It is not a codebook: its first line has no column “{field}”.")
    for field in FIELDS:
        if header.count(field) > 1:
            raise CodebookError(f"Line {first}: The column “{field}” stands there twice.")
    rows = Rows()
    for line, cells in found:
        if len(cells) < len(header) or any(cells[len(header) :]):
            count = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
            raise CodebookError(f"Line {line}: The row has {count}, and line {first} has {len(header)}.")
        yield _draft(rows, dict(zip(header, cells, strict=False)), line)


def _draft(rows: Rows, cells: dict[str, str], line: int) -> LabelDraft:
    def where(field: str) -> str:
        return f"Line {line}, column {field}"

    row: dict[str, object] = {field: cell for field, cell in cells.items() if field in FIELDS}
    if "key" in row:
        row["key"] = cells["key"].strip()
    if "archived" in row:
        row["archived"] = _TRUTH.get(cells["archived"].strip().lower(), cells["archived"])
    return rows.draft(row, where)


def _rows(text: str, delimiter: str) -> Iterator[_Row]:
    """The rows that are not empty."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        why = "A cell is too long." if "limit" in str(error) else "The quotation marks do not match."
        raise CodebookError(f"Line {line}: {why}") from None


def _delimiter(text: str) -> str:
    """What parts the names in the first line: spreadsheets write semicolons where the comma is in numbers."""
    first = next(iter(text.lstrip().splitlines()), "")
    return max(_DELIMITERS, key=first.count)
