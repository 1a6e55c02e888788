"""The rows of the view of the entities: which keys do what."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent

from reader.ui.keys import Keys, Where
from reader.ui.names import override
from reader.ui.row_view import RowView


class KeyView(RowView):
    """Rows whose keys others obey, but those that go from row to row."""

    pressed_key = Signal(str)

    def __init__(self, keys: Keys, row_height: int) -> None:
        super().__init__(row_height)
        self._keys = keys

    def step(self, rows: int) -> None:
        """Go so many rows down, or up."""
        model = self.model()
        row = self.currentIndex().row() + rows
        if 0 <= row < model.rowCount():
            self.setCurrentIndex(model.index(row, 0))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        model = self.model()
        last = model.rowCount() - 1
        match self._keys.pressed(event, Where.ENTITIES):
            case None:
                super().keyPressEvent(event)
            case "Down" | "Up" as way:
                self.step(1 if way == "Down" else -1)
            case "First" | "Last" as end:
                if last >= 0:
                    self.setCurrentIndex(model.index(0 if end == "First" else last, 0))
            case name:
                self.pressed_key.emit(name)
