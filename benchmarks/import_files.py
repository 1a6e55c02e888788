"""10,000 text files imported and searchable, against reading them, bare executemany and FTS5."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median

from benchmarks import workload
from benchmarks.children import milliseconds
from benchmarks.figures import Figure, within_times
from benchmarks.libraries import workshop
from reader.services.import_articles import import_paths
from reader.services.libraries import open_library
from reader.services.outcomes import Result

_FILES, _RUNS = 10_000, 3

_BARE_TABLES = (
    "CREATE TABLE article (id INTEGER PRIMARY KEY, title TEXT, text TEXT)",
    "CREATE VIRTUAL TABLE article_search USING fts5 (title, text, content='article', content_rowid='id')",
)


def measure() -> list[Figure]:
    """Import the files into new libraries, ours and bare ones in turn; the medians."""
    ours: list[int] = []
    limit: list[int] = []
    with workshop() as folder:
        files = written(folder / "news", _FILES)
        for run in range(_RUNS):
            ours.append(import_into(folder / f"library-{run}.db", files))
            limit.append(_bare_import(folder / f"bare-{run}.db", files))
    return [within_times("import", milliseconds(median(ours)), "ms", milliseconds(median(limit)), 2.0)]


def written(folder: Path, count: int, seed: int = 5) -> Path:
    """So many articles as text files in the folder."""
    folder.mkdir()
    for number, article in enumerate(workload.articles(seed, count)):
        (folder / f"{number:06}.txt").write_text(article.text, "utf-8")
    return folder


def import_into(path: Path, files: Path) -> int:
    """Import all files into a new library; the nanoseconds that takes."""
    library = open_library(path)
    begin = time.monotonic_ns()
    report = import_paths(library, [files])
    taken = time.monotonic_ns() - begin
    imported, there = report.count(Result.IMPORTED), len(list(files.iterdir()))
    (waiting,) = library.row("SELECT count(*) FROM unindexed_article")
    library.close()
    if (imported, waiting) != (there, 0):
        raise AssertionError(f"{imported} of {there} files were imported, {waiting} wait to be indexed")
    return taken


def _bare_import(path: Path, files: Path) -> int:
    begin = time.monotonic_ns()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        for table in _BARE_TABLES:
            connection.execute(table)
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO article (title, text) VALUES (?, ?)", _texts(files))
        connection.execute("INSERT INTO article_search (article_search) VALUES ('rebuild')")
        connection.execute("COMMIT")
    return time.monotonic_ns() - begin


def _texts(files: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(files.iterdir()):
        text = path.read_text("utf-8")
        yield text.partition("\n")[0], text
