"""Whether what is asked, answered and linked fits the codebook: parts of the check of a library."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.domain.choices import scales_of
from reader.domain.questions import AttributeType

if TYPE_CHECKING:
    from reader.storage.library import Library


def wrong_asks(library: "Library") -> Iterator[str]:
    """Labels that ask what is for the other kind."""
    for label, attribute in library.stream(
        "SELECT label.uid, attribute.uid FROM asked JOIN label ON label.id = asked.label_id "
        "JOIN attribute ON attribute.id = attribute_id WHERE label.kind != attribute.kind ORDER BY label.id"
    ):
        yield f"Label {label} asks attribute {attribute}, which is for the other kind."


def wrong_link_types(library: "Library") -> Iterator[str]:
    """Links of a type that the codebook does not have."""
    for (uid,) in library.stream(
        "SELECT uid FROM link WHERE type NOT IN (SELECT name COLLATE BINARY FROM link_type) ORDER BY id"
    ):
        yield f"The type of link {uid} is not in the codebook."


def wrong_choices(library: "Library") -> Iterator[str]:
    """Answers that are not among the choices of their attribute."""
    attributes = library.rows(
        "SELECT id, uid, type, choices FROM attribute WHERE type IN (?, ?, ?) ORDER BY id",
        (AttributeType.CHOICE, AttributeType.CHOICES, AttributeType.RATING),
    )
    for attribute_id, uid, kind, text in attributes:
        choices = _choices(kind, text)
        if choices is None:
            yield f"The choices of attribute {uid} cannot be read."
            continue
        for (annotation,) in library.stream(
            "SELECT DISTINCT annotation.uid FROM annotation_value JOIN annotation ON annotation.id = annotation_id "
            "WHERE attribute_id = ? AND value NOT IN (SELECT value FROM json_each(?)) ORDER BY annotation.id",
            (attribute_id, json.dumps(choices)),
        ):
            yield f"Annotation {annotation} answers attribute {uid} with what is not among its choices."


def _choices(kind: str, text: str) -> list[str] | None:
    try:
        choices = [str(each) for each in json.loads(text)]
    except (TypeError, ValueError):
        return None
    if kind == AttributeType.RATING:
        return sorted({rating for scale in scales_of(choices) for rating in scale.ratings})
    return choices
