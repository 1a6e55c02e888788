"""Whether the register of entities is whole: names that are found by their keys, types that are for entities."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.domain.entity_names import name_key

if TYPE_CHECKING:
    from reader.storage.library import Library


def wrong_names(library: "Library") -> Iterator[str]:
    """Entities that are not found by what they are called, or called nothing."""
    for uid, name, key in library.stream("SELECT uid, name, key FROM entity ORDER BY id"):
        if not name.strip():
            yield f"Entity {uid} has no name."
        if key != name_key(name):
            yield f"Entity {uid} is not found by its name."
    for uid, name, alias, key in library.stream(
        "SELECT uid, name, alias, entity_alias.key FROM entity_alias JOIN entity ON id = entity_id ORDER BY id, alias"
    ):
        if not alias.strip():
            yield f"Entity {uid} has an empty alias."
        elif alias == name:
            yield f"Entity {uid} has its own name as an alias."
        if key != name_key(alias):
            yield f"Entity {uid} is not found by its alias “{alias}”."


def wrong_types(library: "Library") -> Iterator[str]:
    """Entities, and mentions of them, whose label is one for claims; that what is referred to exists is told before."""
    for (uid,) in library.stream(
        "SELECT entity.uid FROM entity JOIN label ON label.id = label_id WHERE kind != 'entity' ORDER BY entity.id"
    ):
        yield f"The type of entity {uid} is a label for claims."
    for (uid,) in library.stream(
        "SELECT annotation.uid FROM annotation JOIN label ON label.id = label_id "
        "WHERE entity_id IS NOT NULL AND kind != 'entity' ORDER BY annotation.id"
    ):
        yield f"Annotation {uid} mentions an entity, and its label is one for claims."
