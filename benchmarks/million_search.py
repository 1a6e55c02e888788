"""A search in 1,000,000 articles: the first 50 hits against the bare FTS5 query; the longest pause of the window."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from itertools import chain
from pathlib import Path
from statistics import median

from benchmarks.children import GLOSS, Child, milliseconds
from benchmarks.figures import Figure, within, within_times
from benchmarks.libraries import MILLION, copied, workshop
from reader.domain.article import ArticleFilter
from reader.domain.listing import NEWEST_FIRST
from reader.services.libraries import open_library
from reader.services.listing import Listing

_HITS, _RUNS = 50, 41
_BARE = "SELECT rowid FROM article_search WHERE article_search MATCH ? ORDER BY rowid DESC LIMIT ?"

#: What is asked: a name, what a person types, what the index is asked.
Question = tuple[str, str, str]


def measure() -> list[Figure]:
    """Ask in turn, ours and bare; then type each into the window's field and watch its event loop."""
    with workshop() as folder:
        library = copied(MILLION, folder)
        asked = questions(library)
        figures = [*first_hits(library, asked)]
        pauses: list[int] = []
        with Child(GLOSS, library, folder) as gloss:
            gloss.ask("settle")
            for _, typed, _ in asked:
                gloss.ask("watch")
                gloss.ask("search", typed)
                gloss.ask("settle")
                pauses.append(gloss.ask("longest"))
        figures.append(within("search, longest pause", milliseconds(max(pauses)), "ms", milliseconds(min(pauses)), 16))
    return figures


def first_hits(library: Path, asked: list[Question]) -> list[Figure]:
    """The medians of many runs of each question."""
    opened = open_library(library)
    listing = Listing(opened)
    found = []
    with closing(sqlite3.connect(library)) as bare:
        for name, typed, match in asked:
            which = ArticleFilter(words=typed)
            ours: list[int] = []
            limit: list[int] = []
            hits = expected = 0
            for _ in range(_RUNS):
                taken, hits = _timed(lambda which=which: _first(listing, which))  # type: ignore[misc]
                ours.append(taken)
                taken, expected = _timed(lambda match=match: len(bare.execute(_BARE, (match, _HITS)).fetchall()))  # type: ignore[misc]
                limit.append(taken)
            if hits != expected:
                raise AssertionError(f"{typed!r} finds {hits} articles, the bare query {expected}")
            found.append(
                within_times(f"search, {name}", milliseconds(median(ours)), "ms", milliseconds(median(limit)), 1.5)
            )
    listing.close()
    opened.close()
    return found


def questions(library: Path) -> list[Question]:
    """A rare word, a common one, a phrase, a prefix and two Chinese characters that are all in the library."""
    with closing(sqlite3.connect(library)) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab (main, article_search, row)")
        counted = connection.execute("SELECT term, doc FROM temp.terms WHERE term GLOB '[a-z]*' AND length(term) > 4")
        words = sorted(((documents, term) for term, documents in counted), reverse=True)
        common = words[0][1]
        rare = words[-1][1]
        (english,) = connection.execute("SELECT text FROM article WHERE language = 'en' LIMIT 1").fetchone()
        (chinese,) = connection.execute("SELECT text FROM article WHERE language = 'zh' LIMIT 1").fetchone()
    first, second = english.partition("\n\n")[2].split()[2:4]
    body = chinese.partition("\n\n")[2]
    pair = body[4:6]
    return [
        ("rare word", rare, f'"{rare}"'),
        ("common word", common, f'"{common}"'),
        ("phrase", f'"{first} {second}"', f'"{first} {second}"'),
        ("prefix", f"{common[:4]}*", f'"{common[:4]}" *'),
        ("two Chinese characters", pair, f'"{pair}"'),
    ]


def _first(listing: Listing, which: ArticleFilter) -> int:
    return len(list(chain.from_iterable(listing.ids(which, NEWEST_FIRST, _HITS))))


def _timed(act: Callable[[], int]) -> tuple[int, int]:
    begin = time.perf_counter_ns()
    found = act()
    return time.perf_counter_ns() - begin, found
