"""The rows of a short list, all at hand, as one column of a table."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex

from reader.ui.names import override

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")
_NO_PARENT = QModelIndex()


class OneColumn(QAbstractTableModel, Generic[Row]):
    """Holds rows. What it tells of one is for its children to say."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, number: int) -> Row | None:
        """What stands in a row; None outside the list."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def at(self, index: Index) -> Row | None:
        """What stands at an index; None outside the list."""
        return self.row(index.row()) if index.isValid() else None

    @override
    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else 1
