"""The field over a list by which it is searched."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from reader.ui.keys import Keys, Where
from reader.ui.names import override


class SearchField(QLineEdit):
    """A field that Enter, Down and Esc lead out of."""

    left = Signal(str)

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self._keys = keys

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = self._keys.pressed(event, Where.SEARCH)
        if name is None:
            super().keyPressEvent(event)
        else:
            self.left.emit(name)
