"""The rows of a long list: an array of ids, and pages of rows fetched as they are painted."""

from array import array
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex

from reader.ui.names import override

_PAGE = 64
_MOST_PAGES = 40
#: With more rows to be refreshed than this, all pages are fetched again as they are painted.
_MANY = 1000
_NO_PARENT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")


class PagedRows(QAbstractListModel, Generic[Row]):
    """Holds ids; rows come from `fetch`, a page at a time. What it tells of a row is for its children to say."""

    def __init__(self, fetch: Callable[[Sequence[int]], dict[int, Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._ids: array[int] = array("q")
        self._pages: dict[int, dict[int, Row]] = {}

    def set_ids(self, ids: "array[int]") -> None:
        """Show these."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def ids(self) -> "array[int]":
        """The ids in the order of the list."""
        return self._ids

    def row_of(self, row_id: int) -> int:
        """The row with this id, -1 where it is not in the list."""
        try:
            return self._ids.index(row_id)
        except ValueError:
            return -1

    def fetched(self, number: int) -> Row | None:
        """A row of the list, with its page where that is not at hand; None where there is none of it any more."""
        page = number // _PAGE
        if page not in self._pages:
            if len(self._pages) >= _MOST_PAGES:
                del self._pages[next(iter(self._pages))]
            self._pages[page] = self._fetch(self._ids[page * _PAGE : (page + 1) * _PAGE])
        return self._pages[page].get(self._ids[number])

    def refresh(self, row_ids: Sequence[int]) -> None:
        """Fetch the rows with these ids again, where they are shown; the others are not painted anew."""
        if len(row_ids) > _MANY:
            self.refresh_all()
            return
        now = self._fetch(row_ids)
        for page, rows in self._pages.items():
            for row_id in rows.keys() & now.keys():
                rows[row_id] = now[row_id]
                row = self.row_at(self._ids.index(row_id, page * _PAGE))
                self.dataChanged.emit(self.index(row), self.index(row))

    def refresh_all(self) -> None:
        """Fetch all rows again, as they are painted."""
        self._pages.clear()
        if last := self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(last - 1))

    def row_at(self, number: int) -> int:
        """The row in which the id of this number stands."""
        return number

    @override
    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._ids)


class IdRows(PagedRows[Row]):
    """Rows that are one to an id, each of which was fetched."""

    def id_at(self, row: int) -> int:
        """The id in a row, 0 outside the list."""
        return self._ids[row] if 0 <= row < len(self._ids) else 0

    def at(self, index: Index) -> Row | None:
        """What stands at an index; None outside the list, and where there is none of it any more."""
        return self.fetched(index.row()) if index.isValid() and index.row() < len(self._ids) else None
