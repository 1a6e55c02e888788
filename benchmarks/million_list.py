"""A list of 1,000,000 articles: first rows after a sort or filter, a frame anywhere, the longest pause of all."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from random import Random
from statistics import median

from benchmarks.children import GLOSS, Child, milliseconds
from benchmarks.figures import Figure, percentile, within, within_times
from benchmarks.libraries import MILLION, copied, workshop

_FRAMES = 200
_LISTED = "binned_at IS NULL AND newer_id IS NULL"

#: A name, the command to the window, the bare SELECT of the ids.
_ORDERS = (
    ("by title", ("arrange", "title"), f"SELECT id FROM article WHERE {_LISTED} ORDER BY title_key"),
    ("by length", ("arrange", "length"), f"SELECT id FROM article WHERE {_LISTED} ORDER BY words DESC"),
    ("by source", ("arrange", "source"), f"SELECT id FROM article WHERE {_LISTED} ORDER BY source COLLATE NOCASE"),
    ("by date", ("arrange", "date"), f"SELECT id FROM article WHERE {_LISTED} ORDER BY moment DESC"),
    (
        "unread",
        ("state", "unread"),
        f"SELECT id FROM article WHERE {_LISTED} AND state = 'unread' ORDER BY moment DESC",
    ),
    ("all", ("state", ""), f"SELECT id FROM article WHERE {_LISTED} ORDER BY moment DESC"),
)


def measure() -> list[Figure]:
    """Sort, filter and scroll one window, and fetch the same ids bare; each with its longest pause.

    All orders are gone through once before: the first Chinese or Arabic title has Qt load a font, which takes 20 ms.
    """
    figures: list[Figure] = []
    pauses: list[int] = []
    with workshop() as folder:
        library = copied(MILLION, folder)
        with Child(GLOSS, library, folder) as gloss:
            gloss.ask("settle")
            for _, command, _ in _ORDERS:
                gloss.ask(*command)
                gloss.ask("settle")
            for name, command, sql in _ORDERS:
                gloss.ask("watch")
                taken = gloss.ask(*command)
                gloss.ask("settle")
                pauses.append(gloss.ask("longest"))
                limit = _bare(library, sql)
                figures.append(within_times(f"list, {name}", milliseconds(taken), "ms", milliseconds(limit), 1.5))
            gloss.ask("watch")
            frames = [gloss.ask("scroll-list", share) for share in _shares()]
            pauses.append(gloss.ask("longest"))
            rows = gloss.ask("rows")
        if rows < MILLION.articles:
            raise AssertionError(f"only {rows} rows were shown")
    frame = milliseconds(percentile(frames, 95))
    figures.append(within("list, a frame", frame, "ms", milliseconds(median(frames)), 16))
    figures.append(within("list, longest pause", milliseconds(max(pauses)), "ms", milliseconds(median(pauses)), 16))
    return figures


def _shares() -> list[float]:
    """Places in the list, its end among them."""
    luck = Random(3)
    return [*(luck.random() for _ in range(_FRAMES)), 1.0, 0.0]


def _bare(library: Path, sql: str) -> int:
    with closing(sqlite3.connect(library)) as connection:
        begin = time.monotonic_ns()
        connection.execute(sql).fetchall()
        return time.monotonic_ns() - begin
