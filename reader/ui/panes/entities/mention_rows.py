"""The mentions of an entity as rows, and its claims, and what is told of each."""

from PySide6.QtCore import Qt

from reader.domain.codebook import Codebook, Label
from reader.domain.entity_listing import ClaimRow, MentionRow
from reader.ui.names import override
from reader.ui.paged_rows import IdRows, Index
from reader.ui.painting.header import joined, spoken_date
from reader.ui.painting.rows import flows_from_right
from reader.ui.plain import as_tip


class MentionRows(IdRows[MentionRow]):
    """What a concordance tells of mentions."""

    codebook = Codebook(())

    def label(self, row: MentionRow) -> Label:
        """The label of a mention."""
        return self.codebook.shown(row.label_id)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.at(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.quote
            case Qt.ItemDataRole.AccessibleTextRole:
                context = " ".join(f"{row.before}{row.quote}{row.after}".split())
                return ", ".join(part for part in (context, row.source, spoken_date(row.published), row.title) if part)
            case Qt.ItemDataRole.ToolTipRole:
                return as_tip(row.title)
        return None


def reads_from_right(row: MentionRow) -> bool:
    """Whether what is read before a mention stands at its right."""
    return row.direction == "rtl" or (not row.direction and flows_from_right(row.before + row.quote + row.after))


class ClaimRows(IdRows[ClaimRow]):
    """What a page tells of claims."""

    codebook = Codebook(())

    def label(self, row: ClaimRow) -> Label:
        """The label of a claim."""
        return self.codebook.shown(row.label_id)

    @staticmethod
    def below(row: ClaimRow) -> str:
        """What stands below the words of a claim: who says it, and where."""
        return joined((row.claimant, row.source, spoken_date(row.published), " ".join(row.title.split())))

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.at(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.words
            case Qt.ItemDataRole.AccessibleTextRole:
                said = f"{self.label(row).name}: {row.words}"
                return ", ".join(
                    part for part in (said, row.claimant, row.source, spoken_date(row.published), row.title) if part
                )
            case Qt.ItemDataRole.ToolTipRole:
                return as_tip(row.words)
        return None
