"""Key press to committed and painted in an article of 1 MB with 10,000 annotations, against one bare INSERT."""

import re
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

from benchmarks.children import GLOSS, Child, milliseconds
from benchmarks.figures import Figure, percentile, within_more
from benchmarks.libraries import GIANTS, copied, workshop
from benchmarks.open_articles import last_ids

_WARM_UPS, _TAGS, _FEWEST = 20, 500, 100
_WORDS = re.compile(r"(?<= )[a-z]{3,}(?= )")
_ENTITY_KEYS = "12345679"  # “two thirds” may be tagged as a quantity already
_CLAIM_KEY = "j"

_BARE_TABLE = """
CREATE TABLE annotation (
    id INTEGER PRIMARY KEY, uid TEXT, article_id INTEGER, label_id INTEGER, start INTEGER, stop INTEGER, quote TEXT
)
"""


@dataclass(frozen=True, slots=True)
class Press:
    """What is selected (nothing where start is stop: then the word or sentence at the caret is tagged), and the key."""

    start: int
    stop: int
    key: str


def measure() -> list[Figure]:
    """Tag all over the text, with a bare INSERT into another file on the same disk after each; 99th percentiles."""
    with workshop() as folder:
        ours, limit = tagging_times(copied(GIANTS, folder), _TAGS)
    return [within_more("tag", ours, "ms", limit, 16)]


def tagging_times(library: Path, tags: int, load: Path | None = None) -> tuple[float, float]:
    """The 99th percentile of so many tags in the library's last article and of bare INSERTs, in milliseconds.

    With a `load`, a folder that is imported in the same window meanwhile, only tags made while that goes on count.
    """
    ours: list[int] = []
    limit: list[int] = []
    (giant,) = last_ids(library, 1)
    with (
        closing(sqlite3.connect(library)) as reading,
        closing(_bare_library(library.with_name("bare.db"))) as bare,
        Child(GLOSS, library, library.parent) as gloss,
    ):
        gloss.ask("open", giant)
        if load is not None:
            gloss.ask("import", str(load))
        (text,) = reading.execute("SELECT text FROM article WHERE id = ?", (giant,)).fetchone()
        count = _count(reading, giant)
        for number, press in enumerate(islice(presses(text, _claims(reading, giant)), _WARM_UPS + tags), 1):
            gloss.ask("select", press.start, press.stop)
            taken = gloss.ask("press", press.key)
            if _count(reading, giant) != count + number:
                raise AssertionError(f"the tag was not committed: {press}")
            bare_taken = _insert(bare, text[press.start : press.stop])
            if load is not None and not gloss.ask("busy"):
                break
            if number > _WARM_UPS:
                ours.append(taken)
                limit.append(bare_taken)
    if len(ours) < _FEWEST:
        raise AssertionError(f"only {len(ours)} tags were made")
    return milliseconds(percentile(ours, 99)), milliseconds(percentile(limit, 99))


def presses(text: str, claims: Sequence[tuple[int, int]]) -> Iterator[Press]:
    """Tags that are not there yet, at random: words at the caret, selected phrases, sentences at the caret.

    `claims` are the spans of the claims that are there; their paragraphs get no more of them.
    """
    rng = Random(11)
    words = [match.span() for match in _WORDS.finditer(text)]
    rng.shuffle(words)
    paragraphs = {text.rfind("\n", 0, start) for start, _ in claims}
    for start, stop in words:
        drawn = rng.random()
        if drawn < 0.6:
            yield Press((start + stop) // 2, (start + stop) // 2, rng.choice(_ENTITY_KEYS))
        elif drawn < 0.85:
            yield Press(start, text.index(" ", stop + 1), rng.choice(_ENTITY_KEYS))
        elif (paragraph := text.rfind("\n", 0, start)) not in paragraphs:
            paragraphs.add(paragraph)
            yield Press(start, start, _CLAIM_KEY)


def _claims(connection: sqlite3.Connection, article_id: int) -> list[tuple[int, int]]:
    return connection.execute(
        "SELECT start, stop FROM annotation JOIN label ON label.id = label_id WHERE article_id = ? AND kind = 'claim'",
        (article_id,),
    ).fetchall()


def _count(connection: sqlite3.Connection, article_id: int) -> int:
    (count,) = connection.execute("SELECT count(*) FROM annotation WHERE article_id = ?", (article_id,)).fetchone()
    return int(count)


def _bare_library(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(_BARE_TABLE)
    return connection


def _insert(connection: sqlite3.Connection, quote: str) -> int:
    """Nanoseconds for one row, committed."""
    begin = time.monotonic_ns()
    connection.execute(
        "INSERT INTO annotation (uid, article_id, label_id, start, stop, quote) VALUES (?, 1, 1, 10, 20, ?)",
        (f"0197-{begin:032}", quote),
    )
    return time.monotonic_ns() - begin
