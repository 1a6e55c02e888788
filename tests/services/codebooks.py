"""What the tests of the codebook make, ask and compare."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.domain.codebook import Label, LabelDraft, LabelKind
from reader.domain.uid import new_uid
from reader.errors import CodebookError
from reader.services.edit_codebook import EditCodebook
from reader.storage.library import Library

ENTITY, CLAIM = LabelKind.ENTITY, LabelKind.CLAIM
DRAFT = LabelDraft(ENTITY, "Actor", "#abcdef", "x", "Who acts.")

Rows = dict[str, list[Any]]

_TABLES = (
    *("label", "attribute", "asked", "link_type", "annotation", "fragment", "annotation_value", "evidence"),
    *("entity", "entity_alias", "link"),
)


def rows(library: Library) -> Rows:
    """All rows that an action may change."""
    return {table: library.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in _TABLES}


def added(edit: EditCodebook, draft: LabelDraft, parent_id: int | None = None) -> Label:
    edit.add(draft, parent_id)
    return next(label for label in edit.codebook().labels if label.name == draft.name)


def tree(edit: EditCodebook, kind: LabelKind = ENTITY) -> list[str]:
    return ["  " * depth + label.name for label, depth in edit.codebook().in_order() if label.kind is kind]


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(CodebookError) as caught:
        act()
    return str(caught.value)


def nested(edit: EditCodebook) -> int:
    return added(edit, DRAFT, 1).id


def write(folder: Path, *lines: str) -> Path:
    path = folder / "book.csv"
    path.write_text("\n".join(lines), "utf-8")
    return path


def fill_register(library: Library, label_id: int) -> None:
    """An entity and an attribute of a label, as the register and the questions will make them."""
    with library.action("Fill the register"):
        library.write(
            "INSERT INTO entity (uid, name, key, label_id) VALUES ('e', 'Ines Duarte', 'ines duarte', ?)", (label_id,)
        )
        library.write(
            "INSERT INTO attribute (uid, kind, label_id, name, type, position) VALUES ('a', 'entity', ?, 'Role', "
            "'text', 1)",
            (label_id,),
        )


def answer(library: Library, annotation_id: int, *values: str, attribute: int | str = "a") -> None:
    """Answer what an attribute asks, told by its id or its uid."""
    with library.action("Answer"):
        library.write_many(
            "INSERT INTO annotation_value (annotation_id, attribute_id, position, value) "
            "SELECT ?, id, ?, ? FROM attribute WHERE ? IN (id, uid)",
            [(annotation_id, position, value, attribute) for position, value in enumerate(values)],
        )


def answer_attribute(library: Library, annotation_id: int, *values: str, attribute: int) -> None:
    """Answer what the attribute with this id asks."""
    (uid,) = library.row("SELECT uid FROM attribute WHERE id = ?", (attribute,))
    answer(library, annotation_id, *values, attribute=uid)


def link(library: Library, kind: str, from_id: int, to_id: int) -> None:
    with library.action("Link"):
        library.write(
            "INSERT INTO link_type (uid, name, position) SELECT ?, ?, max(position) + 1 FROM link_type "
            "HAVING NOT EXISTS (SELECT 1 FROM link_type WHERE name = ?)",
            (new_uid(), kind, kind),
        )
        library.write(
            "INSERT INTO link (uid, type, from_id, to_id) VALUES (?, ?, ?, ?)", (new_uid(), kind, from_id, to_id)
        )


def links(library: Library) -> list[tuple[str, int, int]]:
    return library.rows("SELECT type, from_id, to_id FROM link ORDER BY id")
