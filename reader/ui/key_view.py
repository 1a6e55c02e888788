"""Rows of a view of its own in the window: which keys do what."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent

from reader.ui.keys import Keys, Where
from reader.ui.names import override
from reader.ui.row_view import RowView


class KeyView(RowView):
    """Rows whose keys others obey, but those that go from row to row."""

    pressed_key = Signal(str)

    def __init__(self, keys: Keys, where: Where, row_height: int) -> None:
        super().__init__(row_height)
        self._keys, self._where = keys, where

    def step(self, rows: int) -> None:
        """Go so many rows down, or up."""
        row = self.currentIndex().row() + rows
        if 0 <= row < self.model().rowCount():
            self.setCurrentIndex(self.model().index(row, 0))

    def selected_rows(self) -> list[int]:
        """The numbers of the rows that are selected."""
        rows: list[int] = []
        selection = self.selectionModel().selection()
        for stretch in map(selection.at, range(selection.count())):
            rows.extend(range(stretch.top(), stretch.bottom() + 1))
        return sorted(rows)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = self.model().rowCount() - 1
        match self._keys.pressed(event, self._where):
            case None:
                super().keyPressEvent(event)
            case "Down" | "Up" as way:
                self.step(1 if way == "Down" else -1)
            case "First" | "Last" as end:
                if last >= 0:
                    self.setCurrentIndex(self.model().index(0 if end == "First" else last, 0))
            case name:
                self.pressed_key.emit(name)
