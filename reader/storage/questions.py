"""What the codebook of a library asks, and its types of links."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reader.domain.codebook import LabelKind
from reader.domain.link import LinkRole, LinkType
from reader.domain.questions import Attribute, AttributeType, Field, Questions
from reader.domain.uid import new_uid
from reader.storage.listed import LISTED, listed

if TYPE_CHECKING:
    from reader.storage.library import Library

_COLUMNS = ("uid", "kind", "name", "type", "choices", "field", "description", "position", "archived", "usual")
_INSERT = f"INSERT INTO attribute ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_UPDATE = f"UPDATE attribute SET {', '.join(f'{column} = ?' for column in _COLUMNS)} WHERE id = ?"
_TYPE_COLUMNS = ("uid", "name", "role", "description", "position", "archived")
_INSERT_TYPE = f"INSERT INTO link_type ({', '.join(_TYPE_COLUMNS)}) VALUES ({', '.join('?' * len(_TYPE_COLUMNS))})"
_UPDATE_TYPE = f"UPDATE link_type SET {', '.join(f'{column} = ?' for column in _TYPE_COLUMNS)} WHERE id = ?"


def questions(library: "Library") -> Questions:
    """All attributes in their order, the archived ones too, and which label asks which."""
    rows = library.rows(f"SELECT id, {', '.join(_COLUMNS)} FROM attribute ORDER BY position, id")
    asked = library.rows("SELECT label_id, attribute_id FROM asked")
    return Questions(tuple(map(_attribute, rows)), frozenset(asked))


def link_types(library: "Library") -> tuple[LinkType, ...]:
    """All types of links in their order, the archived ones too."""
    rows = library.rows(f"SELECT id, {', '.join(_TYPE_COLUMNS)} FROM link_type ORDER BY position, id")
    return tuple(
        LinkType(type_id, uid, name, LinkRole(role) if role else None, description, position, bool(archived))
        for type_id, uid, name, role, description, position, archived in rows
    )


def save(library: "Library", before: Questions, after: Questions) -> bool:
    """Make the questions `after` of those `before`, and say whether that changed anything.

    Attributes with an id below 0 are added, and get a uid where they have none; those that `after` lacks are deleted,
    which fails where an annotation still has answers to them.
    """
    old = {attribute.id: attribute for attribute in before.attributes}
    stored: dict[int, int] = {}
    changed = False
    for attribute in after.attributes:
        if attribute.id < 0:
            stored[attribute.id] = library.insert(_INSERT, _values(attribute))
        elif attribute != old[attribute.id]:
            library.write(_UPDATE, (*_values(attribute), attribute.id))
        else:
            continue
        changed = True
    asked = {(label_id, stored.get(attribute_id, attribute_id)) for label_id, attribute_id in after.asked}
    library.write_many(
        "DELETE FROM asked WHERE label_id = ? AND attribute_id = ?", sorted(set(before.asked).difference(asked))
    )
    library.write_many(
        "INSERT INTO asked (label_id, attribute_id) VALUES (?, ?)", sorted(asked.difference(before.asked))
    )
    gone = sorted(old.keys() - {attribute.id for attribute in after.attributes})
    if gone:
        library.write(f"DELETE FROM attribute WHERE id IN {LISTED}", (listed(gone),))
    return changed or bool(gone) or asked != before.asked


def save_link_types(library: "Library", before: Sequence[LinkType], after: Sequence[LinkType]) -> bool:
    """Make the types of links `after` of those `before`, and say whether that changed anything.

    Links follow the name of their type. Those types that `after` lacks are deleted, and no link must have them.
    """
    old = {each.id: each for each in before}
    gone = sorted(old.keys() - {each.id for each in after})
    if gone:
        library.write(f"DELETE FROM link_type WHERE id IN {LISTED}", (listed(gone),))
    added = [each for each in after if each.id < 0]
    changed = [each for each in after if each.id >= 0 and each != old[each.id]]
    renamed = [each for each in changed if each.name != old[each.id].name]
    taken = {each.name.lower(): each.id for each in before}
    exchanging = len(renamed) > 1 and any(taken.get(each.name.lower(), each.id) != each.id for each in renamed)
    names = {each.id: each.uid if exchanging else old[each.id].name for each in renamed}
    for each in renamed if exchanging else ():  # by way of names that no other type has
        library.write("UPDATE link_type SET name = ? WHERE id = ?", (each.uid, each.id))
        library.write("UPDATE link SET type = ? WHERE type = ?", (each.uid, old[each.id].name))
    for each in changed:
        library.write(_UPDATE_TYPE, (*_type_values(each), each.id))
    for each in renamed:
        library.write("UPDATE link SET type = ? WHERE type = ?", (each.name, names[each.id]))
    for each in added:
        library.insert(_INSERT_TYPE, _type_values(each))
    return bool(gone or changed or added)


def _values(attribute: Attribute) -> tuple[object, ...]:
    return (
        attribute.uid or new_uid(),
        attribute.kind,
        attribute.name,
        attribute.type,
        json.dumps(attribute.choices, ensure_ascii=False),
        attribute.field or "",
        attribute.description,
        attribute.position,
        attribute.archived,
        attribute.usual,
    )


def _type_values(link_type: LinkType) -> tuple[object, ...]:
    return (
        link_type.uid or new_uid(),
        link_type.name,
        link_type.role or "",
        link_type.description,
        link_type.position,
        link_type.archived,
    )


def _attribute(row: Any) -> Attribute:
    attribute_id, uid, kind, name, kind_of_answer, choices, field, description, position, archived, usual = row
    return Attribute(
        attribute_id,
        uid,
        LabelKind(kind),
        name,
        AttributeType(kind_of_answer),
        tuple(json.loads(choices)),
        Field(field) if field else None,
        description,
        position,
        bool(archived),
        bool(usual),
    )
