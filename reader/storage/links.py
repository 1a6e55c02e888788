"""Links between annotations in a library, and what a link says of a record."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reader.domain.link import Link, LinkRole
from reader.domain.uid import new_uid
from reader.storage.listed import LISTED, listed

if TYPE_CHECKING:
    from reader.domain.questions import Field
    from reader.storage.library import Library

_COLUMNS = "link.id, link.uid, link.type, link.from_id, link.to_id"
_SEARCHED = "SELECT rowid FROM annotation_search WHERE annotation_search MATCH ?"
#: Annotations of older versions, and what they were carried to in the next one.
_CARRIED = (
    "FROM annotation AS old JOIN article ON article.id = old.article_id "
    "JOIN annotation AS new ON new.article_id = article.newer_id AND new.origin = 'carried from ' || old.uid"
)
_NOT_SHOWN = "SELECT id FROM article WHERE binned_at IS NOT NULL OR newer_id IS NOT NULL"


def links_of(library: "Library", annotation_ids: Iterable[int]) -> list[Link]:
    """The links that begin or end at any of these annotations, each once, in the order in which they were made."""
    ids = listed(annotation_ids)
    rows = library.rows(
        f"SELECT {_COLUMNS} FROM link WHERE from_id IN {LISTED} "
        f"UNION SELECT {_COLUMNS} FROM link WHERE to_id IN {LISTED} ORDER BY 1",
        (ids, ids),
    )
    return [Link(*row) for row in rows]


def link(library: "Library", link_id: int) -> Link | None:
    """The link with this id."""
    row = library.row(f"SELECT {_COLUMNS} FROM link WHERE id = ?", (link_id,))
    return Link(*row) if row else None


def add_link(library: "Library", kind: str, from_id: int, to_id: int) -> int:
    """Link two annotations by the name of a type; the id of the link, also where it was there already."""
    found = library.row("SELECT id FROM link WHERE from_id = ? AND to_id = ? AND type = ?", (from_id, to_id, kind))
    if found:
        return int(found[0])
    return library.insert(
        "INSERT INTO link (uid, type, from_id, to_id) VALUES (?, ?, ?, ?)", (new_uid(), kind, from_id, to_id)
    )


def remove_link(library: "Library", link_id: int) -> None:
    """Let a link go."""
    library.write("DELETE FROM link WHERE id = ?", (link_id,))


def retype_link(library: "Library", link_id: int, kind: str) -> None:
    """Give a link the name of another type."""
    library.write("UPDATE link SET type = ? WHERE id = ?", (kind, link_id))


def type_of_role(library: "Library", role: LinkRole) -> str:
    """What the type of link with this role is called; empty where the codebook has none, or has archived it."""
    found = library.row("SELECT name FROM link_type WHERE role = ? AND NOT archived", (role,))
    return str(found[0]) if found else ""


def linked_with(library: "Library", annotation_ids: Iterable[int]) -> list[int]:
    """The annotations that links join to these and that are none of them."""
    ids = listed(annotation_ids)
    rows = library.rows(
        f"SELECT to_id AS id FROM link WHERE from_id IN {LISTED} AND to_id NOT IN {LISTED} "
        f"UNION SELECT from_id FROM link WHERE to_id IN {LISTED} AND from_id NOT IN {LISTED} ORDER BY id",
        (ids,) * 4,
    )
    return [row[0] for row in rows]


def carried_on(library: "Library", annotation_ids: Iterable[int]) -> set[int]:
    """Those of these annotations that stand in an older version of an article and were carried to the next one."""
    rows = library.rows(f"SELECT old.id {_CARRIED} WHERE old.id IN {LISTED}", (listed(annotation_ids),))
    return {row[0] for row in rows}


def carried_to(library: "Library", annotation_ids: Iterable[int]) -> dict[int, int]:
    """What each of these annotations has become in the newest version that it was carried to; itself in none."""
    first = set(annotation_ids)
    ways, wanted = dict[int, int](), first
    while wanted:
        rows = library.rows(f"SELECT old.id, new.id {_CARRIED} WHERE old.id IN {LISTED}", (listed(wanted),))
        ways |= dict(rows)
        wanted = {new for _, new in rows} - ways.keys()
    latest = dict[int, int]()
    for each in first:
        way = {each: None}
        # Also where another program has made a circle of versions this comes to an end.
        while (last := next(reversed(way))) in ways and ways[last] not in way:
            way[ways[last]] = None
        latest[each] = last
    return latest


def fill_in(library: "Library", annotation_id: int, field: "Field", entity_id: int, *, only_first: bool) -> bool:
    """Answer a field of a record with an entity, beside other entities or, with `only_first`, where there is no answer.

    Whether that changed anything.
    """
    attribute = library.row("SELECT id FROM attribute WHERE field = ? AND NOT archived", (field,))
    if attribute is None:
        return False
    there = library.rows(
        "SELECT position, entity_id FROM annotation_value WHERE annotation_id = ? AND attribute_id = ?",
        (annotation_id, attribute[0]),
    )
    if (there and only_first) or any(answer == entity_id for _, answer in there):
        return False
    position = 1 + max((number for number, _ in there), default=-1)
    library.write(
        "INSERT INTO annotation_value (annotation_id, attribute_id, position, value, entity_id) "
        "VALUES (?, ?, ?, '', ?)",
        (annotation_id, attribute[0], position, entity_id),
    )
    return True


def found_here(library: "Library", article_id: int, words: str, near: int, most: int) -> list[int]:
    """The annotations of an article in whose quotes or notes words begin with these, or all of them without words.

    Those near to an index of the text come first.
    """
    match = _match(words)
    if words.split() and not match:
        return []
    rows = library.rows(
        f"SELECT id FROM annotation WHERE article_id = ? {f'AND id IN ({_SEARCHED})' if match else ''} "
        "ORDER BY abs(start - ?), start, stop, id LIMIT ?",
        (article_id, *((match,) if match else ()), near, most),
    )
    return [row[0] for row in rows]


def claims_elsewhere(library: "Library", article_id: int, words: str, most: int) -> list[int]:
    """The claims of other articles in whose quotes or notes words begin with these, the newest first.

    Those of articles in the bin and of older versions are left out.
    """
    match = _match(words)
    if not match:
        return []
    rows = library.rows(
        "SELECT annotation.id FROM annotation_search CROSS JOIN annotation ON annotation.id = annotation_search.rowid "
        "WHERE annotation_search MATCH ? AND label_id IN (SELECT id FROM label WHERE kind = 'claim') "
        f"AND article_id != ? AND article_id NOT IN ({_NOT_SHOWN}) ORDER BY annotation_search.rowid DESC LIMIT ?",
        (match, article_id, most),
    )
    return [row[0] for row in rows]


def _match(words: str) -> str:
    from reader.domain.terms import asked  # noqa: PLC0415 - a start looks for nothing
    from reader.storage.search import phrase  # noqa: PLC0415

    return " AND ".join(phrase(word, prefix=True) for word in words.split() if asked(word, prefix=True))
