"""The file of a library of 10,000 articles and 230,000 annotations, against the bytes of its texts and quotes."""

import sqlite3
from contextlib import closing
from pathlib import Path

from benchmarks.figures import Figure, within_times
from benchmarks.libraries import TEN_THOUSAND, kept

_MEGABYTE = 1e6


def measure() -> list[Figure]:
    """With all indexes, but without a history: its articles and annotations were not made one by one."""
    size, written = sizes(kept(TEN_THOUSAND))
    return [within_times("size", size / _MEGABYTE, "MB", written / _MEGABYTE, 3.0)]


def sizes(library: Path) -> tuple[int, int]:
    """The bytes of the file, and of all texts and quotes in it."""
    with closing(sqlite3.connect(library)) as connection:
        (texts,) = connection.execute("SELECT sum(length(CAST(text AS BLOB))) FROM article").fetchone()
        (quotes,) = connection.execute(
            "SELECT coalesce(sum(length(CAST(quote AS BLOB))), 0) FROM annotation"
        ).fetchone()
    return library.stat().st_size, texts + quotes
