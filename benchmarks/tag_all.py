"""10,000 occurrences found and tagged until committed, in 1 MB and over a library, against the bare INSERTs."""

import sqlite3
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from statistics import median

from benchmarks.figures import Figure, within
from benchmarks.libraries import GIANTS, TEN_THOUSAND, Recipe, copied, workshop
from benchmarks.open_articles import last_ids
from reader.services.libraries import open_library
from reader.services.tag_all import Occurrence, TagAll, Wanted

_RUNS = 5
_HITS = 10_000
_SECONDS = 2

#: A word that 1 MB has some 12,700 times, and a name that 10,000 articles have some 11,400 times, in 6,600 of them.
_WORD, _NAME = "the", "Brackwater"

_COLUMNS = "uid, article_id, label_id, start, stop, quote, annotator_id, created_at, updated_at"
_BARE_TABLE = f"CREATE TABLE annotation (id INTEGER PRIMARY KEY, {_COLUMNS})"
_BARE_INSERT = f"INSERT INTO annotation ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"


def measure() -> list[Figure]:
    """Find and tag in a library that was just copied, then insert the same rows bare; the first pair does not count."""
    return [_figure("tag-all", GIANTS, _WORD, one=True), _figure("tag-all, library", TEN_THOUSAND, _NAME, one=False)]


def _figure(name: str, recipe: Recipe, quote: str, *, one: bool) -> Figure:
    ours: list[float] = []
    limit: list[float] = []
    for run in range(_RUNS + 1):
        with workshop() as folder:
            library = copied(recipe, folder)
            wanted = Wanted(quote, match_case=True, whole_words=True, article_ids=last_ids(library, 1) if one else None)
            taken, rows = _tag(library, wanted)
            if run:
                ours.append(taken)
                limit.append(_insert(folder / "bare.db", rows))
    return within(name, median(ours), "s", median(limit), _SECONDS)


def spread(found: Sequence[Occurrence]) -> list[Occurrence]:
    """The hits that are not tagged yet, the first one of each article before the second ones."""
    seen: Counter[int] = Counter()
    ranked = []
    for hit in found:
        if not hit.tagged:
            seen[hit.article_id] += 1
            ranked.append((seen[hit.article_id], hit))
    return [hit for _, hit in sorted(ranked, key=lambda pair: pair[0])]


def _tag(path: Path, wanted: Wanted) -> tuple[float, list[tuple[object, ...]]]:
    """Seconds for finding and tagging, and the rows that this made."""
    with closing(open_library(path, make=False)) as library, closing(sqlite3.connect(path)) as reading:
        (last,) = reading.execute("SELECT max(id) FROM annotation").fetchone()
        label, service = library.labels.codebook().labels[0], TagAll(library)
        begin = time.perf_counter()
        found = service.find(wanted, label, lambda _done, _total: None, lambda: False)
        searched = time.perf_counter() - begin
        hits = spread(found.occurrences)[:_HITS]
        begin = time.perf_counter()
        service.tag(hits, label, lambda _done, _total: None, lambda: False)
        tagged = time.perf_counter() - begin
        rows = reading.execute(f"SELECT {_COLUMNS} FROM annotation WHERE id > ?", (last,)).fetchall()
    if len(rows) != _HITS:
        raise AssertionError(f"{len(rows)} annotations were made")
    return searched + tagged, rows


def _insert(path: Path, rows: Sequence[Sequence[object]]) -> float:
    """Seconds for the rows alone, committed."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(_BARE_TABLE)
        begin = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(_BARE_INSERT, rows)
        connection.execute("COMMIT")
        return time.perf_counter() - begin
