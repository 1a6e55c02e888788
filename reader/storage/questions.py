"""What the codebook of a library asks, and its types of links."""

import json
from typing import TYPE_CHECKING, Any

from reader.domain.codebook import LabelKind
from reader.domain.link import LinkRole, LinkType
from reader.domain.questions import Attribute, AttributeType, Field, Questions

if TYPE_CHECKING:
    from reader.storage.library import Library


def questions(library: "Library") -> Questions:
    """All attributes in their order, the archived ones too, and which label asks which."""
    rows = library.rows(
        "SELECT id, uid, kind, name, type, choices, field, description, position, archived, usual FROM attribute "
        "ORDER BY position, id"
    )
    asked = library.rows("SELECT label_id, attribute_id FROM asked")
    return Questions(tuple(map(_attribute, rows)), frozenset(asked))


def link_types(library: "Library") -> tuple[LinkType, ...]:
    """All types of links in their order, the archived ones too."""
    rows = library.rows(
        "SELECT id, uid, name, role, description, position, archived FROM link_type ORDER BY position, id"
    )
    return tuple(
        LinkType(type_id, uid, name, LinkRole(role) if role else None, description, position, bool(archived))
        for type_id, uid, name, role, description, position, archived in rows
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
