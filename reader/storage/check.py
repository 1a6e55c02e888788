"""Whether a library is whole: the file, its references, its quotes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.storage.library import Library


def troubles(library: "Library") -> Iterator[str]:
    """What is wrong with the library, a sentence each. Raises LibraryError where it cannot be read."""
    for (message,) in library.stream("PRAGMA integrity_check"):
        if message != "ok":
            yield f"The file is damaged: {message}."
    for table, row_id, parent, _ in library.stream("PRAGMA foreign_key_check"):
        yield f"Row {row_id} of {table} refers to a row of {parent} that is not there."
    yield from _wrong_quotes(library)
    yield from _wrong_fragments(library)


def _wrong_quotes(library: "Library") -> Iterator[str]:
    article_id, text = -1, ""
    for place, uid, start, stop, quote in library.stream(
        "SELECT article_id, uid, start, stop, quote FROM annotation ORDER BY article_id"
    ):
        if place != article_id:
            article_id = place
            text = library.articles.text(article_id)
        if text[start:stop] != quote:
            yield f"The quote of annotation {uid} is not the text from {start} to {stop} of its article."


def _wrong_fragments(library: "Library") -> Iterator[str]:
    for (uid,) in library.stream(
        "SELECT uid FROM annotation JOIN (SELECT annotation_id, min(start) AS low, max(stop) AS high, count(*) AS n "
        "FROM fragment GROUP BY annotation_id) ON annotation_id = annotation.id "
        "WHERE low != start OR high != stop OR n < 2"
    ):
        yield f"The fragments of annotation {uid} do not fill its span."
    for (uid,) in library.stream(
        "SELECT DISTINCT uid FROM fragment AS a JOIN fragment AS b ON a.annotation_id = b.annotation_id "
        "AND a.start < b.start AND a.stop >= b.start JOIN annotation ON annotation.id = a.annotation_id"
    ):
        yield f"The fragments of annotation {uid} overlap."
