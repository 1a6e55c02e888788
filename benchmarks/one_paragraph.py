"""1 MB in one paragraph, with 10,000 annotations: opened, scrolled, tagged, against the same in paragraphs."""

import sqlite3
from contextlib import closing
from pathlib import Path

from benchmarks.children import GLOSS
from benchmarks.figures import Figure, within_times
from benchmarks.libraries import GIANTS, copied, workshop
from benchmarks.open_articles import last_ids, opening_times
from benchmarks.scroll import frame_times
from benchmarks.tag import tagging_times
from reader.domain.structure import Block, BlockKind, from_json, to_json

_WARM_UPS, _RUNS, _TAGS, _TIMES = 2, 10, 200, 3


def measure() -> list[Figure]:
    """The same three figures of two libraries, of which one has no line break in the bodies of its giants."""
    figures = []
    for name, measured in (("open", _opening), ("scroll", _frame), ("tag", _tag)):
        found = []
        for joined in (True, False):
            with workshop() as folder:
                library = copied(GIANTS, folder)
                if joined:
                    _join_paragraphs(library, last_ids(library, GIANTS.giants))
                found.append(measured(library))
        figures.append(within_times(f"{name}, one paragraph", found[0], "ms", found[1], _TIMES))
    return figures


def _opening(library: Path) -> float:
    giants = last_ids(library, GIANTS.giants)
    return opening_times(library, [giants[number % len(giants)] for number in range(_WARM_UPS + _RUNS)], _WARM_UPS)[0]


def _frame(library: Path) -> float:
    return frame_times(library, (GLOSS,))[0]


def _tag(library: Path) -> float:
    return tagging_times(library, _TAGS)[0]


def _join_paragraphs(library: Path, article_ids: list[int]) -> None:
    """Make one paragraph of each body; all offsets stay as they are."""
    with closing(sqlite3.connect(library)) as connection:
        for article_id in article_ids:
            text, stored = connection.execute(
                "SELECT text, structure FROM article WHERE id = ?", (article_id,)
            ).fetchone()
            (title, first, *_others), _marks = from_json(stored)
            joined = text[: first.start] + text[first.start :].replace("\n", " ")
            structure = (title, Block(BlockKind.PARAGRAPH, first.start, len(joined)))
            connection.execute(
                "UPDATE article SET text = ?, structure = ? WHERE id = ?", (joined, to_json(structure), article_id)
            )
        connection.commit()
