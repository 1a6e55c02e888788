"""Tables of articles as CSV (RFC 4180) and TSV: a row at a time, whatever the length of the file."""

import csv
import re
from collections.abc import Iterator
from itertools import count
from threading import Lock
from typing import BinaryIO, TextIO

from reader.domain.intake import Rules
from reader.domain.text import normalise
from reader.errors import UnreadableArticleError
from reader.formats.found import Found, Refused
from reader.formats.rows import Row, Rows, articles
from reader.formats.table_dates import iso_date
from reader.formats.text_lines import LONGEST_LINE, lines_of, opened_as_text
from reader.formats.xml_root import root_name

MOST_BYTES = 20 * 1024**3

_DELIMITERS = (",", "\t", ";", "|")
_NO_DELIMITER = "\x1f"
_SNIFFED_LINES = 200
_LINES_OF_A_ROOT = 50
_SNIFFED_CHARACTERS = 400_000
_LEAST_SHARE = 0.5
_LONG_FOR_A_NAME = 80
_OF_INCEPTION = "#FORMAT=WebAnno TSV"
#: What is met under the name of a table, where a server has answered with something else.
_NO_TABLE = {"html": "a web page", "rss": "a feed", "feed": "a feed", "rdf": "a feed", "opml": "a list of feeds"}
_NO_NAME = re.compile(r"https?://\S+", re.IGNORECASE)


def read(file: BinaryIO, origin: str, rules: Rules) -> Iterator[Found | Refused]:
    """The articles, a row each. Raises UnreadableArticleError."""
    yield from articles(rows(file), origin, rules)


def rows(file: BinaryIO) -> Rows:
    """The rows below the names of the columns; where the first row is no names, its columns are `column 1` and so on.

    What parts the cells (comma, semicolon, tab or stroke) is told by the first lines, or by a line `sep=;` as Excel
    writes it. A cell in quotation marks may hold line breaks. Raises UnreadableArticleError.
    """
    with opened_as_text(file) as text, _long_cells:
        yield from _rows(text)


class _LongCells:
    """Lets the csv module take long cells while any table is read: its limit is one for the whole process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._tables = 0
        self._before = 0

    def __enter__(self) -> None:
        with self._lock:
            if not self._tables:
                self._before = csv.field_size_limit(LONGEST_LINE)
            self._tables += 1

    def __exit__(self, *_error: object) -> None:
        with self._lock:
            self._tables -= 1
            if not self._tables:
                csv.field_size_limit(self._before)


_long_cells = _LongCells()


class _Lines:
    """The lines of a file for the csv module, which reads on while a cell is in quotation marks."""

    def __init__(self, text: TextIO, waiting: list[str]) -> None:
        self._text = lines_of(text)
        self._waiting = iter(waiting)
        self.read = 0
        self.at_end = False
        self._characters = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._waiting, None) or next(self._text, "")
        if not line:
            self.at_end = True
            raise StopIteration
        self.read += 1
        self._characters += len(line)
        if self._characters > LONGEST_LINE:
            raise csv.Error
        return line

    def begin_row(self) -> None:
        """The next line begins a row."""
        self._characters = 0


def _rows(text: TextIO) -> Rows:
    head = _head(text)
    if head and head[0].startswith(_OF_INCEPTION):
        raise UnreadableArticleError("it is an annotated text in WebAnno's format, not a table of articles")
    other = _NO_TABLE.get(root_name("".join(head[:_LINES_OF_A_ROOT]).encode("utf-8", "replace")))
    if other:
        raise UnreadableArticleError(f"it is {other}, not a table")
    told = re.fullmatch(r"sep=(.)\s*", head[0]) if head else None
    delimiter = told[1] if told else _delimiter(head)
    lines = _Lines(text, head)
    if told:
        next(lines)
    names: list[str] = []
    for cells, place, whole in _cells(lines, delimiter):
        if not whole:
            yield Refused("a quotation mark that is opened there is never closed", place)
        elif not names:
            names = _names(cells)
            if _are_values(cells):
                names = [f"column {number}" for number in range(1, len(cells) + 1)]
                yield Row(place, dict(zip(names, cells, strict=True)))
        elif len(cells) > len(names) and any(cells[len(names) :]):
            yield Refused(f"it has {len(cells)} cells where the table has {len(names)} columns", place)
        else:
            yield Row(place, dict(zip(names, cells, strict=False)))


def _cells(lines: _Lines, delimiter: str) -> Iterator[tuple[list[str], str, bool]]:
    """The cells of each row that is not blank, where it starts, and whether it ended before the file did."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        start = lines.read + 1
        lines.begin_row()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            most = LONGEST_LINE // 1_000_000
            reason = f"the row in line {start:,} is longer than {most} million characters"
            raise UnreadableArticleError(f"{reason}; perhaps a quotation mark is never closed") from None
        if any(cells):
            yield cells, f"line {start}", not lines.at_end


def _head(text: TextIO) -> list[str]:
    """The first lines, to be judged and then read."""
    head: list[str] = []
    characters = 0
    for line in lines_of(text):
        head.append(line)
        characters += len(line)
        if len(head) >= _SNIFFED_LINES or characters > _SNIFFED_CHARACTERS:
            break
    return head


def _delimiter(head: list[str]) -> str:
    """What parts the cells: by it most rows have as many as the first, and the more the better."""
    best, best_score = _NO_DELIMITER, (0.0, 0)
    for delimiter in _DELIMITERS:
        try:
            rows = [row for row in csv.reader(head, delimiter=delimiter) if any(row)]
        except csv.Error:
            continue
        width = len(rows[0]) if rows else 0
        rows = rows[:-1] if len(rows) > 2 else rows  # the last may be torn
        fitting = sum(len(row) == width for row in rows) / max(1, len(rows))
        score = round(fitting, 1), width
        if width > 1 and fitting >= _LEAST_SHARE and score > best_score:
            best, best_score = delimiter, score
    return best


def _names(cells: list[str]) -> list[str]:
    """A name for each column, no two the same."""
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        plain = " ".join(normalise(cell).split()) or f"column {number}"
        names.append(next(name for n in count(1) if (name := plain if n == 1 else f"{plain} ({n})") not in names))
    return names


def _are_values(cells: list[str]) -> bool:
    """Whether a first row is no row of names: it has a long text, a URL or a date in it."""
    return any(len(cell) > _LONG_FOR_A_NAME or _NO_NAME.fullmatch(cell.strip()) or iso_date(cell) for cell in cells)
