"""100,000 mentions of 5,000 entities, 30,000 claims: register, page, concordance, ledger, a merge and its undo."""

import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from statistics import median

from benchmarks.children import GLOSS, Child, milliseconds
from benchmarks.figures import Figure, within
from benchmarks.libraries import RECORDS, copied, workshop

_RUNS, _MERGES = 15, 5
_OPENED, _MERGED = 100, 500
_FEWEST_MENTIONS = 5_000
_LIVE = "article.binned_at IS NULL AND article.newer_id IS NULL"

_REGISTER = f"""
SELECT entity.id, entity.name, label.name, count(annotation.id), count(DISTINCT article_id), min(moment), max(moment)
FROM entity JOIN label ON label.id = entity.label_id LEFT JOIN annotation ON annotation.entity_id = entity.id
LEFT JOIN article ON article.id = article_id AND {_LIVE} GROUP BY entity.id ORDER BY 4 DESC
"""
_MENTIONS = f"""
SELECT annotation.id, article.moment FROM annotation JOIN article ON article.id = article_id
WHERE annotation.entity_id = ? AND {_LIVE} ORDER BY article.moment DESC, start
"""
_MADE_OR_ABOUT = f"""
SELECT field, annotation_id FROM annotation_value JOIN attribute ON attribute.id = attribute_id
JOIN annotation ON annotation.id = annotation_id JOIN article ON article.id = article_id
WHERE annotation_value.entity_id = ? AND field IN ('claimant', 'about') AND {_LIVE} ORDER BY article.moment DESC
"""
_MET_WITH = """
SELECT other.entity_id, count(DISTINCT other.article_id) FROM annotation AS mine
JOIN annotation AS other ON other.article_id = mine.article_id
WHERE mine.entity_id = ? AND other.entity_id IS NOT NULL GROUP BY other.entity_id ORDER BY 2 DESC
"""
_CONCORDANCE = f"""
SELECT annotation.id FROM annotation JOIN article ON article.id = article_id
WHERE annotation.entity_id = ? AND {_LIVE} ORDER BY substr(text, stop + 1, 60), article.moment DESC
"""
_LEDGER = f"""
SELECT annotation.id, quote, entity.name, checked.value, verdict.value FROM annotation
JOIN label ON label.id = annotation.label_id AND label.kind = 'claim'
JOIN article ON article.id = article_id AND {_LIVE}
LEFT JOIN annotation_value AS made ON made.annotation_id = annotation.id
    AND made.attribute_id = (SELECT id FROM attribute WHERE field = 'claimant')
LEFT JOIN entity ON entity.id = made.entity_id
LEFT JOIN annotation_value AS checked ON checked.annotation_id = annotation.id
    AND checked.attribute_id = (SELECT id FROM attribute WHERE field = 'checkworthiness')
LEFT JOIN annotation_value AS verdict ON verdict.annotation_id = annotation.id
    AND verdict.attribute_id = (SELECT id FROM attribute WHERE field = 'verdict')
ORDER BY article.moment DESC
"""
_SAME = "SELECT from_id, to_id FROM link WHERE type = 'same claim'"


def measure() -> list[Figure]:
    """Open each view again and again, with something written between, and ask bare; then merge and take back."""
    with workshop() as folder:
        library = copied(RECORDS, folder)
        one, other = _most_mentioned(library)
        ours: dict[str, list[int]] = {}
        bare: dict[str, list[int]] = {}
        with Child(GLOSS, library, folder) as gloss:
            gloss.ask("records")

            def run(name: str, command: Sequence[object], asked: Callable[[], int]) -> None:
                ours.setdefault(name, []).append(gloss.ask(str(command[0]), *command[1:]))
                bare.setdefault(name, []).append(asked())

            for number in range(_RUNS):
                shown = (one, other)[number % 2]
                run("register", ("register",), lambda: _asked(library, _REGISTER))
                gloss.ask("settle")
                run(
                    "entity's page",
                    ("entity-page", shown),
                    lambda shown=shown: _asked(library, _MENTIONS, _MADE_OR_ABOUT, _MET_WITH, entity_id=shown),  # type: ignore[misc]
                )
                run(
                    "concordance",
                    ("concordance", "after"),
                    lambda shown=shown: _asked(library, _CONCORDANCE, entity_id=shown),  # type: ignore[misc]
                )
                gloss.ask("concordance", "date")
                run("ledger", ("ledger",), lambda: _asked(library, _LEDGER, _SAME))
                _write_something(library)
                gloss.ask("leave")
                gloss.ask("settle")
            figures = [_figure(name, ours[name], bare[name], _OPENED) for name in ours]
            ours.clear()
            gloss.ask("register")
            gloss.ask("settle")
            gloss.ask("entity-page", other)
            gloss.ask("settle")
            figures += _merging(gloss, library, one, other)
    return figures


def _merging(gloss: Child, library: Path, one: int, other: int) -> list[Figure]:
    """Merge the entity into the other one, whose page is shown, and take it back."""
    counts = [_mentions(library, entity_id) for entity_id in (one, other)]
    plain = Path(library.with_name("bare.db"))
    plain.write_bytes(library.read_bytes())
    merged, undone = list[int](), list[int]()
    bare_merged, bare_undone = list[int](), list[int]()
    for _ in range(_MERGES):
        merged.append(gloss.ask("merge", one, sum(counts)))
        if _mentions(library, one):
            raise AssertionError("the entities were not merged")
        gloss.ask("settle")
        undone.append(gloss.ask("undo", "Undone"))
        if [_mentions(library, entity_id) for entity_id in (one, other)] != counts:
            raise AssertionError("the merge was not taken back by one undo")
        gloss.ask("register")
        gloss.ask("settle")
        gloss.ask("entity-page", one)
        gloss.ask("entity-page", other)
        gloss.ask("settle")
        for found, taken in zip((bare_merged, bare_undone), _bare_merge(plain, one, other), strict=True):
            found.append(taken)
    return [
        _figure("merge of two", merged, bare_merged, _MERGED),
        _figure("merge, undone", undone, bare_undone, _MERGED),
    ]


def _figure(name: str, ours: Sequence[int], bare: Sequence[int], most: float) -> Figure:
    """The first time counts too: a view is built then."""
    return within(f"records, {name}", milliseconds(median(ours)), "ms", milliseconds(median(bare)), most)


def _most_mentioned(library: Path) -> tuple[int, int]:
    with closing(sqlite3.connect(library)) as connection:
        (one, count), (other, count_too) = connection.execute(
            "SELECT entity_id, count(*) FROM annotation WHERE entity_id IS NOT NULL GROUP BY 1 ORDER BY 2 DESC LIMIT 2"
        )
    if min(count, count_too) < _FEWEST_MENTIONS:
        raise AssertionError("the two entities are mentioned too seldom")
    return int(one), int(other)


def _mentions(library: Path, entity_id: int) -> int:
    with closing(sqlite3.connect(library)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM annotation WHERE entity_id = ?", (entity_id,)).fetchone()
    return int(count)


def _asked(library: Path, *questions: str, entity_id: int | None = None) -> int:
    """Nanoseconds for the bare questions, all rows fetched."""
    with closing(sqlite3.connect(library)) as connection:
        begin = time.monotonic_ns()
        for sql in questions:
            connection.execute(sql, () if entity_id is None else (entity_id,)).fetchall()
        return time.monotonic_ns() - begin


def _write_something(library: Path) -> None:
    """As another program does: what the window knows of the library is out of date."""
    with closing(sqlite3.connect(library)) as connection, connection:
        connection.execute("UPDATE article SET read_position = 1 - min(read_position, 1) WHERE id = 1")


def _bare_merge(library: Path, one: int, other: int) -> tuple[int, int]:
    """Nanoseconds for the statements of a merge, committed, and for those that take it back."""
    with closing(sqlite3.connect(library, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        entity = connection.execute("SELECT * FROM entity WHERE id = ?", (one,)).fetchone()
        tables = ("annotation", "annotation_value")
        kept = connection.execute("SELECT id FROM annotation WHERE entity_id = ?", (one,)).fetchall()
        begin = time.monotonic_ns()
        connection.execute("BEGIN IMMEDIATE")
        for table in tables:
            connection.execute(f"UPDATE {table} SET entity_id = ? WHERE entity_id = ?", (other, one))
        connection.execute("UPDATE entity_alias SET entity_id = ? WHERE entity_id = ?", (other, one))
        connection.execute("DELETE FROM entity WHERE id = ?", (one,))
        connection.execute("COMMIT")
        merged = time.monotonic_ns() - begin
        begin = time.monotonic_ns()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"INSERT INTO entity VALUES ({', '.join('?' * len(entity))})", entity)
        connection.executemany(f"UPDATE annotation SET entity_id = {one:d} WHERE id = ?", kept)
        connection.execute("COMMIT")
        return merged, time.monotonic_ns() - begin
