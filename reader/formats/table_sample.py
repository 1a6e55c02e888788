"""A quick look into a table: its columns, its first rows, about how many rows it has."""

import io
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from reader.errors import UnreadableArticleError
from reader.formats.found import Refused
from reader.formats.reasons import reason
from reader.formats.rows import Sample, sample

_MODULES = {
    ".csv": "delimited",
    ".tsv": "delimited",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json_articles",
    ".parquet": "parquet",
}
_LOOKED_AT = 1024**2


@dataclass(frozen=True, slots=True)
class TableSample:
    """The first rows of a table; `count` is how many it has, `exact` whether they were counted."""

    rows: Sample
    count: int
    exact: bool


def is_table(path: Path) -> bool:
    """Whether the file is in a format of tables, told by its suffix."""
    return path.suffix.lower() in _MODULES


def look_into(path: Path) -> TableSample:
    """A sample of the table; of CSV, TSV and JSON Lines only the first megabyte is read.

    Raises UnreadableArticleError with a reason.
    """
    name = _MODULES[path.suffix.lower()]
    try:
        if not path.is_file():
            raise UnreadableArticleError("it is no file, or no longer there")
        with path.open("rb") as file:
            return _parquet(file) if name == "parquet" else _text(file, name, path.stat().st_size)
    except (OSError, ValueError) as error:
        told = reason(error) if isinstance(error, OSError) else "no file can have this name"
        raise UnreadableArticleError(told) from error


def _parquet(file: BinaryIO) -> TableSample:
    from reader.formats import parquet  # noqa: PLC0415 - it loads pyarrow

    count = parquet.count_rows(file)
    file.seek(0)
    return TableSample(sample(parquet.rows(file)), count, exact=True)


def _text(file: BinaryIO, name: str, size: int) -> TableSample:
    known = import_module(f"reader.formats.{name}")
    if name == "json_articles":
        rows = known.rows(file)
        first = sample(rows)
        return TableSample(first, len(first.items) + sum(1 for _ in rows), exact=True)
    looked_at = io.BytesIO(_whole_lines(file.read(_LOOKED_AT), size))
    rows = known.rows(looked_at)
    first = sample(rows)
    items = list(first.items)
    if size > len(looked_at.getvalue()) and len(items) > 1 and isinstance(items[-1], Refused):
        items.pop()  # a row that the end of the first megabyte has torn
    seen = len(items) + sum(1 for _ in rows)
    share = looked_at.getbuffer().nbytes / max(1, size)
    return TableSample(Sample(first.names, tuple(items), first.guessed), round(seen / share), exact=share == 1)


def _whole_lines(data: bytes, size: int) -> bytes:
    """The data without a torn line at its end."""
    return data if len(data) >= size or b"\0" in data else data[: data.rfind(b"\n") + 1] or data
