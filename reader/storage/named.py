"""Things of a library found by their names, as a query has them: case and accents do not count."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reader.domain.folding import folded, pieces
from reader.domain.query_fields import nearest
from reader.domain.query_tree import Named
from reader.errors import QueryError

if TYPE_CHECKING:
    from reader.storage.library import Library

_NAMES = {
    "label": "SELECT id, name FROM label ORDER BY archived, position",
    "annotator": "SELECT id, name FROM annotator ORDER BY id",
    "tag": "SELECT id, name FROM tag ORDER BY id",
}


def named_ids(library: "Library", leaf: Named) -> list[int]:
    """The ids of the labels, annotators or tags so called; where there is none, of those with a word that begins so.

    Raises QueryError where there is none either.
    """
    names = [(thing, name, folded(name)) for thing, name in library.rows(_NAMES[leaf.field])]
    wanted = folded(leaf.name)
    same = [thing for thing, _name, known in names if known == wanted]
    if same:
        return same
    begun = [thing for thing, _name, known in names if f" {wanted}" in f" {known}"]
    if begun:
        return begun
    meant = nearest(wanted, [known for _thing, _name, known in names])
    if meant:
        name = next(name for _thing, name, known in names if known == meant)
        raise QueryError(f"No {leaf.field} is called “{leaf.name}”; did you mean “{name}”?", leaf.at)
    raise QueryError(f"No {leaf.field} is called “{leaf.name}”{_there_are([name for _, name, _ in names])}", leaf.at)


def named_entities(library: "Library", name: str) -> list[int]:
    """The ids of the entities that have these words, one following the other, in a name of theirs."""
    wanted = _words(name)
    rows = library.rows("SELECT id, name FROM entity UNION ALL SELECT entity_id, alias FROM entity_alias")
    return sorted({entity_id for entity_id, known in rows if wanted in _words(known)})


def _words(name: str) -> str:
    return f" {' '.join(piece for piece, _is_run in pieces(folded(name)))} "


def _there_are(names: Iterable[str]) -> str:
    several = list(names)[:6]
    return f"; there are {', '.join(several)}." if several else ": there are none yet."
