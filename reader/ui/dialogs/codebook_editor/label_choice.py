"""A choice of a label, which chooses nothing in passing."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate

from reader.domain.codebook import Label
from reader.ui.names import override


class LabelChoice(QComboBox):
    """A choice of a label. Nothing is chosen in passing: neither by the wheel nor by a key while the list is closed."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setMaxVisibleItems(12)
        self.setItemDelegate(QStyledItemDelegate(self))  # the only one that a style sheet gives room
        self.activated.connect(lambda row: self.chosen.emit(self.itemData(row)))

    def show_labels(self, labels: Iterable[tuple[Label, int]], current: int | None, none: str = "") -> None:
        """Offer labels at their depths, and before them none (in these words); `current` is the id that is chosen."""
        blocked = self.blockSignals(True)
        self.clear()
        if none:
            self.addItem(none, None)
        for label, depth in labels:
            self.addItem("\u2003" * depth + label.name, label.id)
        self.setCurrentIndex(0 if none and current is None else self.findData(current))
        self.blockSignals(blocked)

    def show_choices(self, choices: Iterable[tuple[str, object]], current: object) -> None:
        """Offer these words, each with what it chooses; `current` is what is chosen."""
        blocked = self.blockSignals(True)
        self.clear()
        for words, value in choices:
            self.addItem(words, value)
        self.setCurrentIndex(self.findData(current))
        self.blockSignals(blocked)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1.3))
        centre = QPointF(self.width() - 15, self.height() / 2)
        painter.drawPolyline([centre + corner for corner in (QPointF(-4, -2), QPointF(0, 2), QPointF(4, -2))])

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        moves = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if plain and (moves or (event.text().isprintable() and event.text())):
            self.showPopup()
            if event.text().strip() and not moves:
                self.view().keyboardSearch(event.text())
        else:
            super().keyPressEvent(event)
