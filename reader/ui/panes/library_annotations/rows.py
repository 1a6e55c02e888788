"""The annotations of the library as rows, and what is told of each."""

from enum import IntEnum

from PySide6.QtCore import Qt

from reader.domain.annotation_listing import AnnotationRow
from reader.domain.codebook import Codebook, Label
from reader.domain.matching import Matching
from reader.domain.query import EVERYTHING
from reader.ui.names import override
from reader.ui.paged_rows import IdRows, Index
from reader.ui.plain import as_tip

_GAP = " … "


class AnnotationRole(IntEnum):
    """What the model tells beside Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole


class LibraryAnnotationRows(IdRows[AnnotationRow]):
    """What the list tells of its annotations."""

    codebook = Codebook(())
    #: What is searched for in quotes, and in notes, to be marked there.
    in_quotes = in_notes = Matching(EVERYTHING)

    def label(self, row: AnnotationRow) -> Label:
        """The label of an annotation."""
        return self.codebook.shown(row.label_id)

    @staticmethod
    def quote(row: AnnotationRow) -> str:
        """The quote as one line, a gap between fragments."""
        return _GAP.join(" ".join(quote.split()) for quote in row.quotes)

    def entity(self, row: AnnotationRow) -> str:
        """The name of the entity that is meant, where the text calls it otherwise."""
        return "" if row.entity.casefold() == self.quote(row).casefold() else row.entity

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.at(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.quote(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                note = self.tr("note: {0}").format(row.note) if row.note else ""
                said = f"{self.label(row).name}: {self.quote(row)}"
                return ", ".join(
                    part for part in (said, self.entity(row), note, row.source, row.published, row.title) if part
                )
            case Qt.ItemDataRole.ToolTipRole:
                return as_tip(row.title)
            case AnnotationRole.ROW:
                return row
        return None
