"""The rows of the list of all annotations: which keys do what."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from reader.ui.keys import Keys, Where
from reader.ui.names import override
from reader.ui.panes.library_annotations.delegate import row_height
from reader.ui.row_view import RowView

_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


class LibraryAnnotationView(RowView):
    """Rows whose keys the pane obeys; where it waits for a label, the next key is that of one, empty for none."""

    pressed_key = Signal(str)
    label_key = Signal(str)

    def __init__(self, keys: Keys) -> None:
        super().__init__(row_height())
        self._keys = keys
        self._awaits_label = False

    def await_label(self) -> None:
        """Take the next key as that of a label."""
        self._awaits_label = True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._awaits_label and event.key() not in _MODIFIERS:
            self._awaits_label = False
            self.label_key.emit(event.text() if event.text().isprintable() else "")
            return
        name = self._keys.pressed(event, Where.ANNOTATIONS)
        if name is None:
            super().keyPressEvent(event)
        else:
            self.pressed_key.emit(name)
