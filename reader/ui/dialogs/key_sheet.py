"""The sheet of keys, as F1 and ? show it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reader.ui.keys import Keys, Where, told
from reader.ui.names import named

_LEFT = (Where.EVERYWHERE,)
_RIGHT = tuple(where for where in Where if where is not Where.EVERYWHERE)


class KeySheet(QDialog):
    """All keys in two columns."""

    def __init__(self, keys: Keys, parent: QWidget) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setObjectName("keySheet")
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = self.screen().availableSize()
        self.resize(min(1000, room.width() - 40), min(700, room.height() - 60))
        sheet = QWidget()
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(24, 20, 24, 20)
        columns.setSpacing(40)
        for places in (_LEFT, _RIGHT):
            columns.addLayout(self._build_column(places))
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(sheet)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 12)
        layout.addWidget(area, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.setContentsMargins(0, 0, 16, 0)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _build_column(self, places: tuple[Where, ...]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        for where in places:
            heading = named(QLabel(str(where).capitalize()), "heading")
            heading.setContentsMargins(0, 10 if column.count() else 0, 0, 2)
            column.addWidget(heading)
            grid = QGridLayout()
            grid.setHorizontalSpacing(16)
            grid.setVerticalSpacing(5)
            grid.setColumnStretch(1, 1)
            for row, binding in enumerate(b for b in self._keys.bindings if b.where is where):
                keys = named(QLabel(", ".join(told(binding))), "muted")
                keys.setMinimumWidth(120)
                grid.addWidget(keys, row, 0)
                grid.addWidget(QLabel(binding.words, wordWrap=True), row, 1)
            column.addLayout(grid)
        column.addStretch()
        return column
