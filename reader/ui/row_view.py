"""The view of a list whose rows a delegate paints, with what Qt's item views do by themselves taken away."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QHeaderView, QTableView

from reader.ui.names import override


class RowView(QTableView):
    """Rows of one height without a header; the mouse chooses, and what keys do is for others to say.

    A table, since a QListView asks its model for the count of rows once for every row: with a million rows it takes
    seconds where this takes milliseconds.
    """

    def __init__(self, row_height: int) -> None:
        super().__init__()
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.viewport().setAutoFillBackground(False)
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Highlight, QColor(Qt.GlobalColor.transparent))
        self.setPalette(colours)

    def make_current(self, row: int) -> None:
        """Make a row the current one, and it alone selected, without telling."""
        selection = self.selectionModel()
        blocked = selection.blockSignals(True)
        selection.setCurrentIndex(self.model().index(row, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        selection.blockSignals(blocked)
        self.viewport().update()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus and no more: Qt's item views would make a row the current one, for want of another."""
        QAbstractScrollArea.focusInEvent(self, event)
        self.viewport().update()

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters are not for Qt's search, which would fetch all rows, one by one."""

    @override
    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a row to the eyes. Qt would scroll no further than the list was long before its rows were set anew."""
        self.executeDelayedItemsLayout()
        super().scrollTo(index, hint)
