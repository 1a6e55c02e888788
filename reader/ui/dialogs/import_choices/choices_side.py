"""The left side of a page: what is to be chosen, scrolled where the dialog is low or the letters are large."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from reader.ui.names import override
from reader.ui.system_size import scaled

#: The room for the choices, in pixels at the usual size of letters.
WIDTH = 288
_BESIDE_THE_BAR = 12


class ChoicesSide(QScrollArea):
    """Scrolls by itself to the choice that has the focus."""

    def __init__(self, choices: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFixedWidth(scaled(WIDTH) + _BESIDE_THE_BAR)
        choices.setContentsMargins(0, 0, _BESIDE_THE_BAR, 0)
        self.setWidget(choices)
        for widget in choices.findChildren(QWidget):
            widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.ensureWidgetVisible(watched, 0, 8)
        return super().eventFilter(watched, event)
