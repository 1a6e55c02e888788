"""Things of a library found by their names, as a query has them: case and accents do not count."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

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
_ENTITY_NAMES = "SELECT id, name FROM entity UNION ALL SELECT entity_id, alias FROM entity_alias"
#: Among more names than these the nearest is not looked for.
_MOST_NEAR = 20_000

T = TypeVar("T")


def named_ids(library: "Library", leaf: Named) -> list[int]:
    """The ids of the labels, annotators or tags so called; where there is none, of those with a word that begins so.

    Raises QueryError where there is none either.
    """
    return named_among(library.rows(_NAMES[leaf.field]), leaf)


def named_among(names: Iterable[tuple[T, str]], leaf: Named) -> list[T]:
    """The things so called; where there is none, those with a word in their name that begins so.

    Raises QueryError where there is none either.
    """
    known = [(thing, name, folded(name)) for thing, name in names]
    wanted = folded(leaf.name)
    same = [thing for thing, _name, key in known if key == wanted]
    if same:
        return same
    begun = [thing for thing, _name, key in known if f" {wanted}" in f" {key}"]
    if begun:
        return begun
    raise nobody(leaf, leaf.field, [name for _thing, name, _key in known])


def nobody(leaf: Named, kind: str, names: Sequence[str]) -> QueryError:
    """What is told where nothing of the kind is called so: which name is near, else some that there are."""
    keys = [folded(name) for name in names]
    meant = nearest(folded(leaf.name), keys)
    if meant:
        return QueryError(f"No {kind} is called “{leaf.name}”; did you mean “{names[keys.index(meant)]}”?", leaf.at)
    return QueryError(f"No {kind} is called “{leaf.name}”{_there_are(names)}", leaf.at)


def named_entities(library: "Library", name: str) -> list[int]:
    """The ids of the entities that have these words, one following the other, in a name of theirs."""
    wanted = _words(name)
    rows = library.rows(_ENTITY_NAMES)
    return sorted({entity_id for entity_id, known in rows if wanted in _words(known)})


def entities_called(library: "Library", leaf: Named) -> list[int]:
    """The ids of the entities that have these words in a name; where there is none, of those with one that begins so.

    Raises QueryError where there is none either.
    """
    found = named_entities(library, leaf.name)
    if found:
        return found
    names = library.rows(_ENTITY_NAMES)
    wanted = _words(leaf.name).rstrip()
    begun = {entity_id for entity_id, known in names if wanted in _words(known)} if wanted else set[int]()
    if begun:
        return sorted(begun)
    raise nobody(leaf, "entity", [known for _entity_id, known in names[:_MOST_NEAR]])


def _words(name: str) -> str:
    return f" {' '.join(piece for piece, _is_run in pieces(folded(name)))} "


def _there_are(names: Iterable[str]) -> str:
    several = list(names)[:6]
    return f"; there are {', '.join(several)}." if several else ": there are none yet."
