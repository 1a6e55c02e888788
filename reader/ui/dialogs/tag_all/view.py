"""The list of occurrences: Up and Down go through it, Space ticks, Ctrl+A ticks all or none."""

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from reader.ui.dialogs.tag_all.delegate import ROW_HEIGHT
from reader.ui.dialogs.tag_all.rows import Column, OccurrenceRows
from reader.ui.names import override
from reader.ui.row_view import RowView
from reader.ui.system_size import scaled

_TITLE_WIDTH = 232


class OccurrenceView(RowView):
    """Shows occurrences; a row is one thing, whatever its columns."""

    def __init__(self, rows: OccurrenceRows) -> None:
        super().__init__(scaled(ROW_HEIGHT))
        self._rows = rows
        self.setModel(rows)
        self.setFrameShape(RowView.Shape.StyledPanel)  # framed and with a ground, as fields of a dialog are
        self.viewport().setAutoFillBackground(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.horizontalHeader().setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().resizeSection(Column.TITLE, _TITLE_WIDTH)

    def show_titles(self, shown: bool) -> None:
        """Show in which article each stands, or not."""
        self.setColumnHidden(Column.TITLE, not shown)

    def go_to_first(self) -> None:
        """Make the first row the current one."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self._rows.index(0, Column.CONTEXT), flags)
        self.scrollToTop()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        match event.key():
            case Qt.Key.Key_Space if plain == Qt.KeyboardModifier.NoModifier:
                self._turn_selected()
            case Qt.Key.Key_A if plain == Qt.KeyboardModifier.ControlModifier:
                self._rows.tick_all_or_none()
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                event.accept()  # the current cell stays the one that tells a screen reader all
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Escape:
                event.ignore()  # the dialog's
            case _:
                super().keyPressEvent(event)

    def _turn_selected(self) -> None:
        """Tick the selected rows, or take their ticks away where the current one has a tick."""
        current = self.currentIndex()
        if current.isValid():
            rows = {index.row() for index in self.selectionModel().selectedRows()} | {current.row()}
            self._rows.tick(sorted(rows), not self._rows.is_ticked(current.row()))
