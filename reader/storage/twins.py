"""Annotations that would stand twice under one label: one stays, and takes over what the others know."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reader.domain.annotation import Status
from reader.storage.listed import LISTED, listed

if TYPE_CHECKING:
    from reader.storage.library import Library

# What a person stands behind wins over what waits for one, and that over what was turned down.
_WEIGHT = {Status.REJECTED: 0, Status.SUGGESTED: 1, Status.ACCEPTED: 2}

#: The text of an answer, and the id of its entity.
_Answer = tuple[str, int | None]


class Twin(NamedTuple):
    """What two annotations of the same spans may know differently."""

    id: int
    article_id: int
    note: str
    status: Status
    entity_id: int | None


@dataclass(frozen=True, slots=True)
class Merged:
    """The annotations that go, those that stay and have to be written, and all that had a twin."""

    gone: list[int]
    changed: list[Twin]
    touched: list[Twin]


def merged(library: "Library", groups: Sequence[list[Twin]]) -> Merged:
    """Let the first of each group stay. Links and values are re-pointed here; the rest is for the caller to write."""
    ids = [twin.id for group in groups for twin in group]
    names = _Names(library)
    answers = _answers(library, ids)
    gone, changed = list[int](), list[Twin]()
    moved: list[tuple[int, int, int]] = []
    for kept, *others in groups:
        notes = [kept.note] if kept.note else []
        status, entity_id = kept.status, kept.entity_id
        for other in others:
            gone.append(other.id)
            notes.append(other.note)
            status = max(status, other.status, key=_WEIGHT.__getitem__)
            if entity_id is None:
                entity_id = other.entity_id
            elif other.entity_id not in (None, entity_id):
                notes.append(names.entity(other.entity_id))
            mine = answers.setdefault(kept.id, {})
            for attribute_id, values in answers.get(other.id, {}).items():
                if attribute_id not in mine:
                    mine[attribute_id] = values
                    moved.append((kept.id, other.id, attribute_id))
                elif mine[attribute_id] != values:
                    notes.append(f"{names.attribute(attribute_id)}: {', '.join(map(names.answer, values))}")
        now = kept._replace(note="\n\n".join(dict.fromkeys(filter(None, notes))), status=status, entity_id=entity_id)
        if now != kept:
            changed.append(now)
    library.write_many(
        "UPDATE annotation_value SET annotation_id = ? WHERE annotation_id = ? AND attribute_id = ?", moved
    )
    library.write_many(
        "UPDATE evidence SET annotation_id = ? WHERE annotation_id = ?",
        [(kept.id, other.id) for kept, *others in groups for other in others],
    )
    _point_links(library, {other.id: kept.id for kept, *others in groups for other in others})
    return Merged(gone, changed, [twin for group in groups for twin in group])


class _Names:
    """What entities and attributes are called, asked only where two annotations disagree."""

    def __init__(self, library: "Library") -> None:
        self._library = library

    def entity(self, entity_id: int | None) -> str:
        return str(self._library.row("SELECT name FROM entity WHERE id = ?", (entity_id,))[0])

    def answer(self, answer: _Answer) -> str:
        value, entity_id = answer
        return value if entity_id is None else self.entity(entity_id)

    def attribute(self, attribute_id: int) -> str:
        return str(self._library.row("SELECT name FROM attribute WHERE id = ?", (attribute_id,))[0])


def _answers(library: "Library", ids: Iterable[int]) -> dict[int, dict[int, list[_Answer]]]:
    found: dict[int, dict[int, list[_Answer]]] = {}
    for annotation_id, attribute_id, value, entity_id in library.rows(
        f"SELECT annotation_id, attribute_id, value, entity_id FROM annotation_value WHERE annotation_id IN {LISTED} "
        "ORDER BY annotation_id, attribute_id, position",
        (listed(ids),),
    ):
        found.setdefault(annotation_id, {}).setdefault(attribute_id, []).append((value, entity_id))
    return found


def _point_links(library: "Library", to_kept: dict[int, int]) -> None:
    """Let the links of those that go end at those that stay; none twice, and none from an annotation to itself."""
    ids = listed({*to_kept, *to_kept.values()})
    links = library.rows(
        f"SELECT id, type, from_id, to_id FROM link WHERE from_id IN {LISTED} OR to_id IN {LISTED} ORDER BY id",
        (ids, ids),
    )
    seen = {link[1:] for link in links if link[2] not in to_kept and link[3] not in to_kept}
    for link_id, kind, from_id, to_id in links:
        if from_id not in to_kept and to_id not in to_kept:
            continue
        new = (kind, to_kept.get(from_id, from_id), to_kept.get(to_id, to_id))
        if new in seen or new[1] == new[2]:
            library.write("DELETE FROM link WHERE id = ?", (link_id,))
        else:
            library.write("UPDATE link SET from_id = ?, to_id = ? WHERE id = ?", (*new[1:], link_id))
        seen.add(new)
