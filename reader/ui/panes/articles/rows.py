"""The articles of a list, and what is told of each."""

from enum import IntEnum

from PySide6.QtCore import Qt

from reader.domain.article import ArticleRow, ArticleState
from reader.ui.names import override
from reader.ui.paged_rows import Index, PagedRows


class ArticleRole(IntEnum):
    """What the model tells beside Qt's own roles."""

    ID = Qt.ItemDataRole.UserRole
    ROW = Qt.ItemDataRole.UserRole + 1


class ArticleRows(PagedRows[ArticleRow]):
    """What the list tells of its articles."""

    def id_at(self, row: int) -> int:
        """The id in a row, 0 outside the list."""
        return self._ids[row] if 0 <= row < len(self._ids) else 0

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == ArticleRole.ID:
            return self._ids[index.row()]
        row = self.fetched(index.row())
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row)
            case ArticleRole.ROW:
                return row
        return None

    def _spoken(self, row: ArticleRow) -> str:
        """What a screen reader says of a row: all that is painted there."""
        state = {ArticleState.UNREAD: self.tr("unread"), ArticleState.DONE: self.tr("done")}.get(row.state, "")
        starred = self.tr("starred") if row.starred else ""
        entities = self.tr("1 entity") if row.entities == 1 else self.tr("{0} entities").format(f"{row.entities:,}")
        claims = self.tr("1 claim") if row.claims == 1 else self.tr("{0} claims").format(f"{row.claims:,}")
        return ", ".join(
            part for part in (row.title, row.source, row.published, state, starred, entities, claims) if part
        )
