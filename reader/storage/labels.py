"""Labels in a library."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

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
        return Codebook(
            tuple(
                Label(row[0], row[1], LabelKind(row[2]), *row[3:9], archived=bool(row[9]))
                for row in self._library.rows(
                    "SELECT id, uid, kind, name, colour, key, description, parent_id, position, archived "
                    "FROM label ORDER BY position, id"
                )
            )
        )

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
