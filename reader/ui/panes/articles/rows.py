"""The articles of a list: an array of ids, and pages of rows fetched as they are painted."""

from array import array
from collections.abc import Callable, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.domain.article import ArticleRow, ArticleState
from reader.ui.names import override

_PAGE = 64
_MOST_PAGES = 40

Fetch = Callable[[Sequence[int]], dict[int, ArticleRow]]
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class ArticleRole(IntEnum):
    """What the model tells beside Qt's own roles."""

    ID = Qt.ItemDataRole.UserRole
    ROW = Qt.ItemDataRole.UserRole + 1


class ArticleRows(QAbstractListModel):
    """Holds ids; rows come from `fetch`, a page at a time."""

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._ids: array[int] = array("q")
        self._pages: dict[int, dict[int, ArticleRow]] = {}

    def set_ids(self, ids: "array[int]") -> None:
        """Show these articles."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def ids(self) -> "array[int]":
        """The ids in the order of the list."""
        return self._ids

    def id_at(self, row: int) -> int:
        """The id in a row, 0 outside the list."""
        return self._ids[row] if 0 <= row < len(self._ids) else 0

    def row_of(self, article_id: int) -> int:
        """The row of an article, -1 where it is not in the list."""
        try:
            return self._ids.index(article_id)
        except ValueError:
            return -1

    def refresh(self, article_ids: Sequence[int]) -> None:
        """Fetch the rows of these articles again, where they are shown; the others are not painted anew."""
        now = self._fetch(article_ids)
        for page, rows in self._pages.items():
            for article_id in rows.keys() & now.keys():
                rows[article_id] = now[article_id]
                row = self._ids.index(article_id, page * _PAGE)
                self.dataChanged.emit(self.index(row), self.index(row))

    @override
    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == ArticleRole.ID:
            return self._ids[index.row()]
        row = self._row(index.row())
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

    def _row(self, number: int) -> ArticleRow | None:
        page = number // _PAGE
        if page not in self._pages:
            if len(self._pages) >= _MOST_PAGES:
                del self._pages[next(iter(self._pages))]
            self._pages[page] = self._fetch(self._ids[page * _PAGE : (page + 1) * _PAGE])
        return self._pages[page].get(self._ids[number])

    def _spoken(self, row: ArticleRow) -> str:
        """What a screen reader says of a row: all that is painted there."""
        state = {ArticleState.UNREAD: self.tr("unread"), ArticleState.DONE: self.tr("done")}.get(row.state, "")
        starred = self.tr("starred") if row.starred else ""
        entities = self.tr("1 entity") if row.entities == 1 else self.tr("{0} entities").format(f"{row.entities:,}")
        claims = self.tr("1 claim") if row.claims == 1 else self.tr("{0} claims").format(f"{row.claims:,}")
        return ", ".join(
            part for part in (row.title, row.source, row.published, state, starred, entities, claims) if part
        )
