"""The view of the list: rows of two heights, and which keys do what."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from reader.ui.keys import Keys, Where
from reader.ui.names import override
from reader.ui.row_view import RowView
from reader.ui.system_size import scaled

_HEAD_HEIGHT = 30


class ArticleView(RowView):
    """Rows whose keys the pane obeys; those that name a group are lower."""

    pressed_key = Signal(str)

    def __init__(self, row_height: int, keys: Keys) -> None:
        super().__init__(row_height)
        self._keys = keys
        self.verticalHeader().setMinimumSectionSize(8)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def set_row_height(self, pixels: int) -> None:
        """Give all rows this height. Of a million rows Qt would change each: take them away before."""
        header = self.verticalHeader()
        if header.defaultSectionSize() != pixels:
            header.length()  # only now does Qt heed that the rows have gone
            header.setDefaultSectionSize(pixels)

    def lower_heads(self, heads: Sequence[int], beyond: int = -1) -> None:
        """Make these rows as low as those that name groups are, from the row `beyond` on."""
        header = self.verticalHeader()
        # Else Qt would work out the place of each row again after each.
        header.setUpdatesEnabled(False)
        blocked = header.blockSignals(True)
        for row in heads:
            if row > beyond:
                header.resizeSection(row, scaled(_HEAD_HEIGHT))
        header.blockSignals(blocked)
        header.setUpdatesEnabled(True)
        self.updateGeometries()
        self.viewport().update()

    def selected_stretches(self) -> list[tuple[int, int]]:
        """The first and the last row of each stretch of rows that are selected, from above to below."""
        selection = self.selectionModel().selection()
        return sorted((part.top(), part.bottom()) for part in map(selection.at, range(selection.count())))

    def menu_place(self, asked_at: QPoint) -> QPoint:
        """Where on the screen a menu belongs that is asked for at a point of the rows, or by a key."""
        current = self.currentIndex()
        by_key = not self.indexAt(asked_at).isValid() and current.isValid()
        return self.viewport().mapToGlobal(self.visualRect(current).center() if by_key else asked_at)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = self._keys.pressed(event, Where.LIST)
        if name is None:
            super().keyPressEvent(event)
        else:
            self.pressed_key.emit(name)
