"""Opening articles in Gloss and in a plain QTextEdit, in turn: what the benchmarks of opening share."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from statistics import median

from benchmarks.children import BARE, GLOSS, Child, milliseconds


def opening_times(library: Path, article_ids: Sequence[int], warm_ups: int) -> tuple[float, float]:
    """Median milliseconds from the request to painted: in Gloss, in the QTextEdit. The first ones do not count."""
    folder = library.parent
    times: dict[str, list[int]] = {GLOSS: [], BARE: []}
    with Child(GLOSS, library, folder) as gloss, Child(BARE, library, folder) as bare:
        for number, article_id in enumerate(article_ids):
            for child, found in zip((gloss, bare), times.values(), strict=True):
                taken = child.ask("open", article_id)
                if number >= warm_ups:
                    found.append(taken)
    ours, limit = (milliseconds(median(found)) for found in times.values())
    return ours, limit


def last_ids(library: Path, count: int, *, unread: bool = False) -> list[int]:
    """The last articles of the library; of these the unread ones alone, if so wished."""
    with closing(sqlite3.connect(library)) as connection:
        rows = connection.execute(
            "SELECT id, state FROM article WHERE id > (SELECT max(id) FROM article) - ? ORDER BY id", (count,)
        ).fetchall()
    return [article_id for article_id, state in rows if state == "unread" or not unread]
