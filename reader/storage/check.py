"""Whether a library is whole: the file, its references, its texts, its quotes, its indexes."""

import hashlib
import json
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.errors import DamagedLibraryError
from reader.storage.check_register import wrong_names, wrong_types

if TYPE_CHECKING:
    from reader.storage.library import Library


def troubles(library: "Library") -> Iterator[str]:
    """What is wrong with the library, a sentence each. Raises LibraryError where it cannot be read at all."""
    for part in _PARTS:
        try:
            yield from part(library)
        except DamagedLibraryError:
            yield "The file is damaged: it cannot be read to its end."
            return


def _damage(library: "Library") -> Iterator[str]:
    for (message,) in library.stream("PRAGMA integrity_check"):
        if message != "ok":
            yield f"The file is damaged: {message}."


def _loose_references(library: "Library") -> Iterator[str]:
    for table, row_id, parent, _ in library.stream("PRAGMA foreign_key_check"):
        row = "A row" if row_id is None else f"Row {row_id}"
        yield f"{row} of {table} refers to a row of {parent} that is not there."


def _changed_texts(library: "Library") -> Iterator[str]:
    # As bytes, in this and the next: damage may have left no UTF-8.
    for uid, text, sha256 in library.stream("SELECT uid, CAST(text AS BLOB), text_sha256 FROM article"):
        if hashlib.sha256(text).hexdigest() != sha256:
            yield f"The text of article {uid} is not the one that came in."


def _wrong_quotes(library: "Library") -> Iterator[str]:
    article_id, text = -1, ""
    for place, uid, start, stop, quote in library.stream(
        "SELECT article_id, uid, start, stop, CAST(quote AS BLOB) FROM annotation ORDER BY article_id, start, stop"
    ):
        if place != article_id:
            article_id, text = place, _text(library, place)
        if text[start:stop].encode() != quote:
            yield f"The quote of annotation {uid} is not the text from {start} to {stop} of its article."


def _text(library: "Library", article_id: int) -> str:
    found = library.row("SELECT CAST(text AS BLOB) FROM article WHERE id = ?", (article_id,))
    return found[0].decode("utf-8", "replace") if found else ""


def _wrong_fragments(library: "Library") -> Iterator[str]:
    for (uid,) in library.stream(
        "SELECT uid FROM annotation JOIN (SELECT annotation_id, min(start) AS low, max(stop) AS high, count(*) AS n "
        "FROM fragment GROUP BY annotation_id) ON annotation_id = annotation.id "
        "WHERE low != start OR high != stop OR n < 2 ORDER BY annotation.id"
    ):
        yield f"The fragments of annotation {uid} do not fill its span."
    for (uid,) in library.stream(
        "SELECT DISTINCT uid FROM fragment AS a JOIN fragment AS b ON a.annotation_id = b.annotation_id "
        "AND a.start < b.start AND a.stop >= b.start JOIN annotation ON annotation.id = a.annotation_id "
        "ORDER BY annotation.id"
    ):
        yield f"The fragments of annotation {uid} overlap or touch."


def _wrong_nesting(library: "Library") -> Iterator[str]:
    for (uid,) in library.stream(
        "SELECT label.uid FROM label JOIN label AS parent ON parent.id = label.parent_id "
        "WHERE parent.kind != label.kind ORDER BY label.id"
    ):
        yield f"Label {uid} is nested under a label of the other kind."
    labels = {row[0]: row[1:] for row in library.stream("SELECT id, uid, parent_id FROM label ORDER BY id")}
    for each in _in_circles({label_id: parent for label_id, (_, parent) in labels.items()}):
        yield f"Label {labels[each][0]} is nested under itself."


def _in_circles(above: dict[int, int]) -> Iterator[int]:
    """Those that one comes back to on the way from each to what stands above it."""
    sound = set[int]()
    for start in above:
        path = dict[int, None]()
        at = start
        while at in above and at not in sound and at not in path:
            path[at] = None
            at = above[at]
        if at in path:
            yield from list(path)[list(path).index(at) :]
        sound.update(path)


def _wrong_links(library: "Library") -> Iterator[str]:
    for (uid,) in library.stream("SELECT uid FROM link WHERE from_id = to_id ORDER BY id"):
        yield f"Link {uid} leads from an annotation to itself."
    for (uid,) in library.stream(
        "SELECT uid FROM link WHERE EXISTS (SELECT 1 FROM link AS first WHERE first.from_id = link.from_id "
        "AND first.to_id = link.to_id AND first.type = link.type AND first.id < link.id) ORDER BY id"
    ):
        yield f"Link {uid} is there twice."


def _wrong_answers(library: "Library") -> Iterator[str]:
    for uid, name in library.stream(
        "SELECT annotation.uid, attribute.name FROM annotation_value AS answer JOIN attribute "
        "ON attribute.id = attribute_id JOIN annotation ON annotation.id = annotation_id "
        "WHERE answer.entity_id IS NULL AND value = '' ORDER BY annotation_id, attribute_id"
    ):
        yield f"Annotation {uid} has an empty answer to “{name}”."
    article_id, text = -1, ""
    for place, uid, start, stop, value in library.stream(
        "SELECT article_id, uid, answer.start, answer.stop, CAST(value AS BLOB) FROM annotation_value AS answer "
        "JOIN annotation ON annotation.id = annotation_id WHERE answer.start IS NOT NULL ORDER BY article_id"
    ):
        if place != article_id:
            article_id, text = place, _text(library, place)
        if text[start:stop].encode() != value:
            yield f"The words of an answer of annotation {uid} are not the text from {start} to {stop} of its article."


def _wrong_tallies(library: "Library") -> Iterator[str]:
    for (uid,) in library.stream(
        "SELECT uid FROM article LEFT JOIN tally ON tally.article_id = id LEFT JOIN (SELECT article_id, "
        "sum(kind = 'entity') AS e, sum(kind = 'claim') AS c FROM annotation JOIN label ON label.id = label_id "
        "GROUP BY article_id) AS counted ON counted.article_id = id "
        "WHERE coalesce(entities, 0) != coalesce(e, 0) OR coalesce(claims, 0) != coalesce(c, 0) ORDER BY id"
    ):
        yield f"The annotations of article {uid} are counted wrongly."


def _unfound(library: "Library") -> Iterator[str]:
    for (uid,) in library.stream(
        "SELECT uid FROM article WHERE NOT EXISTS (SELECT 1 FROM article_search_docsize WHERE id = moment) "
        "AND NOT EXISTS (SELECT 1 FROM unindexed_article WHERE article_id = article.id) ORDER BY id"
    ):
        yield f"Article {uid} is found by none of its words: it is not in the index, and does not wait for it."
    for (uid,) in library.stream(
        "SELECT uid FROM annotation WHERE NOT EXISTS (SELECT 1 FROM annotation_search_docsize AS entry "
        "WHERE entry.id = annotation.id) "
        "AND NOT EXISTS (SELECT 1 FROM unindexed_annotation WHERE annotation_id = annotation.id) ORDER BY id"
    ):
        yield f"Annotation {uid} is found by none of its words: it is not in the index, and does not wait for it."


def _wrong_versions(library: "Library") -> Iterator[str]:
    rows = library.stream("SELECT id, newer_id, uid FROM article WHERE newer_id IS NOT NULL ORDER BY id")
    newer = {row[0]: row[1:] for row in rows}
    for each in _in_circles({article_id: newer_id for article_id, (newer_id, _) in newer.items()}):
        yield f"Article {newer[each][1]} is an older version of itself."
    for uid, proposal, length, same in library.stream(
        "SELECT unplaced.uid, proposal, length(text), annotation.article_id = unplaced.article_id FROM unplaced "
        "JOIN annotation ON annotation.id = annotation_id JOIN article ON article.id = unplaced.article_id "
        "ORDER BY unplaced.id"
    ):
        if same:
            yield f"What waits as {uid} waits for a place in the article that it stands in."
        if proposal and not _is_place(proposal, length):
            yield f"The place proposed for what waits as {uid} is none of its article."


def _is_place(proposal: str, length: int) -> bool:
    try:
        pairs = json.loads(proposal)
        edges = [edge for start, stop in pairs for edge in (start, stop)]
    except (TypeError, ValueError):
        return False
    rising = all(before < after for before, after in pairwise(edges))
    return rising and bool(edges) and edges[0] >= 0 and edges[-1] <= length


_PARTS = (
    _damage,
    _loose_references,
    _changed_texts,
    _wrong_quotes,
    _wrong_fragments,
    _wrong_nesting,
    _wrong_links,
    _wrong_answers,
    wrong_names,
    wrong_types,
    _wrong_tallies,
    _wrong_versions,
    _unfound,
)
