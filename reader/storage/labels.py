"""Labels in a library."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reader.domain.codebook import Codebook, Label, LabelDraft, LabelKind
from reader.domain.uid import new_uid
from reader.storage.listed import LISTED, listed

if TYPE_CHECKING:
    from reader.storage.library import Library

_COLUMNS = ("uid", "kind", "name", "colour", "key", "description", "parent_id", "position", "archived")
_INSERT = f"INSERT INTO label ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_UPDATE = f"UPDATE label SET {', '.join(f'{column} = ?' for column in _COLUMNS)} WHERE id = ?"
_ASK_THE_USUAL = "INSERT INTO asked (label_id, attribute_id) SELECT ?, id FROM attribute WHERE usual AND kind = ?"


class Labels:
    """The `label` table."""

    def __init__(self, library: "Library") -> None:
        self._library = library

    def codebook(self) -> Codebook:
        """All labels in their order, the archived ones too."""
        rows = self._library.rows(f"SELECT id, {', '.join(_COLUMNS)} FROM label ORDER BY position, id")
        return Codebook(tuple(map(_label, rows)))

    def is_there(self, label_id: int) -> bool:
        """Whether there is a label with this id."""
        return self._library.row("SELECT 1 FROM label WHERE id = ?", (label_id,)) is not None

    def add(self, drafts: Iterable[LabelDraft]) -> None:
        """Add labels after those that are there; a parent is one of them, or one that was there. Raises KeyError."""
        before = self.codebook()
        last = max((label.position for label in before.labels), default=0)
        drafts = tuple(drafts)
        ids = {(label.kind, label.name): label.id for label in before.labels}
        ids |= {(draft.kind, draft.name): -number for number, draft in enumerate(drafts, 1)}
        added = (
            Label(
                -number,
                draft.uid,
                draft.kind,
                draft.name,
                draft.colour,
                draft.key,
                draft.description,
                ids[draft.kind, draft.parent] if draft.parent else None,
                last + number,
                draft.archived,
            )
            for number, draft in enumerate(drafts, 1)
        )
        self.save(before, Codebook((*before.labels, *added)))

    def save(self, before: Codebook, after: Codebook) -> bool:
        """Make the codebook `after` of the one `before`, and say whether that changed anything.

        Labels with an id below 0 are added, ask what is usual, and get a uid where they have none; those that `after`
        lacks are deleted, which fails where something refers to them still.
        """
        old = {label.id: label for label in before.labels}
        stored: dict[int | None, int | None] = {}
        changed = False
        for wanted, _ in after.in_order():  # a parent comes before its children
            label = replace(wanted, parent_id=stored.get(wanted.parent_id, wanted.parent_id))
            if label.id < 0:
                stored[label.id] = label_id = self._library.insert(_INSERT, _values(label))
                self._library.write(_ASK_THE_USUAL, (label_id, label.kind))
            elif label != old[label.id]:
                self._library.write(_UPDATE, (*_values(label), label.id))
            else:
                continue
            changed = True
        gone = old.keys() - {label.id for label in after.labels}
        if gone:
            self._library.write(f"DELETE FROM asked WHERE label_id IN {LISTED}", (listed(sorted(gone)),))
            self._library.write(f"DELETE FROM label WHERE id IN {LISTED}", (listed(sorted(gone)),))
        return changed or bool(gone)


def _label(row: Any) -> Label:
    label_id, uid, kind, name, colour, key, description, parent_id, position, archived = row
    return Label(label_id, uid, LabelKind(kind), name, colour, key, description, parent_id, position, bool(archived))


def _values(label: Label) -> tuple[object, ...]:
    return (
        label.uid or new_uid(),
        label.kind,
        label.name,
        label.colour,
        label.key,
        label.description,
        label.parent_id,
        label.position,
        label.archived,
    )
