"""Labels in a library."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from reader.domain.codebook import Codebook, Label, LabelDraft, LabelKind
from reader.domain.uid import new_uid

if TYPE_CHECKING:
    from reader.storage.library import Library


class Labels:
    """The `label` table."""

    def __init__(self, library: "Library") -> None:
        self._library = library

    def codebook(self) -> Codebook:
        """All labels in their order, the archived ones too."""
        rows = self._library.rows(
            "SELECT id, uid, kind, name, colour, key, description, parent_id, position, archived "
            "FROM label ORDER BY position, id"
        )
        return Codebook(tuple(map(_label, rows)))

    def add(self, drafts: Iterable[LabelDraft]) -> None:
        """Add labels after those that are there."""
        (last,) = self._library.row("SELECT coalesce(max(position), 0) FROM label")
        self._library.write_many(
            "INSERT INTO label (uid, kind, name, colour, key, description, position) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (new_uid(), draft.kind, draft.name, draft.colour, draft.key, draft.description, position)
                for position, draft in enumerate(drafts, last + 1)
            ],
        )


def _label(row: Any) -> Label:
    label_id, uid, kind, name, colour, key, description, parent_id, position, archived = row
    return Label(label_id, uid, LabelKind(kind), name, colour, key, description, parent_id, position, bool(archived))
