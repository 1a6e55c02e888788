"""What tests write into the records of annotations, row by row."""

import json

from reader.domain.entity_names import name_key
from reader.domain.uid import new_uid
from reader.storage.library import Library


def entity(library: Library, name: str, *aliases: str, label: str = "Person") -> int:
    """A new entity of the register; its id."""
    made = library.insert(
        "INSERT INTO entity (uid, name, key, label_id) SELECT ?, ?, ?, id FROM label WHERE name = ?",
        (new_uid(), name, name_key(name), label),
    )
    library.write_many(
        "INSERT INTO entity_alias (entity_id, alias, key) VALUES (?, ?, ?)",
        [(made, alias, name_key(alias)) for alias in aliases],
    )
    return made


def mentions(library: Library, annotation_id: int, entity_id: int) -> None:
    """Say which entity an annotation mentions."""
    library.write("UPDATE annotation SET entity_id = ? WHERE id = ?", (entity_id, annotation_id))


def answer(library: Library, annotation_id: int, asked: str, *values: str | int) -> None:
    """Answer an attribute, given by its field or its name: texts, or entities by their ids."""
    for position, value in enumerate(values):
        library.insert(
            "INSERT INTO annotation_value (annotation_id, attribute_id, position, value, entity_id) "
            "SELECT ?, id, ?, ?, ? FROM attribute WHERE field = ? OR (field = '' AND name = ?)",
            (
                annotation_id,
                position,
                "" if isinstance(value, int) else value,
                value if isinstance(value, int) else None,
                asked,
                asked,
            ),
        )


def attribute(
    library: Library,
    name: str,
    kind: str = "claim",
    of: str = "text",
    *,
    choices: tuple[str, ...] = (),
    archived: bool = False,
) -> int:
    """A new attribute of one's own; its id."""
    return library.insert(
        "INSERT INTO attribute (uid, kind, name, type, choices, position, archived) "
        "SELECT ?, ?, ?, ?, ?, max(position) + 1, ? FROM attribute",
        (new_uid(), kind, name, of, json.dumps(choices), archived),
    )


def link(library: Library, role: str, from_id: int, to_id: int) -> int:
    """A link of the type that has the role; its id."""
    return library.insert(
        "INSERT INTO link (uid, type, from_id, to_id) SELECT ?, name, ?, ? FROM link_type WHERE role = ?",
        (new_uid(), from_id, to_id, role),
    )


def evidence(library: Library, annotation_id: int, url: str = "", quote: str = "", stance: str = "") -> None:
    """Evidence on a claim, behind what it has."""
    library.insert(
        "INSERT INTO evidence (uid, annotation_id, url, quote, stance, position) "
        "SELECT ?, ?, ?, ?, ?, count(*) FROM evidence WHERE annotation_id = ?",
        (new_uid(), annotation_id, url, quote, stance, annotation_id),
    )
