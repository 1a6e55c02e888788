"""Rows of a form: a name and its field beside each other; where there is little room, the field below its name."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QWidget

from reader.ui.names import override
from reader.ui.system_size import scaled
from reader.ui.theme import FORM_NAMES

_GAP, _ROW_GAP, _NAME_GAP = 12, 6, 2
#: A field beside its name is at least so wide.
_LEAST_FIELD = 130


class NamedRows(QLayout):
    """Lays out fields below each other, each as high as it must be at its width; a row without a name is a field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._names: set[QWidget] = set()
        self.setContentsMargins(0, 0, 0, 0)

    def add_row(self, name: QLabel | None, field: QWidget) -> None:
        """Add a row at the end."""
        if name is not None:
            self._names.add(name)
            self.addWidget(name)
        self.addWidget(field)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        item = self._items.pop(index)
        self._names.discard(item.widget())
        return item

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return max((place.y() + place.height() for _, place in self._places(width)), default=0)

    @override
    def sizeHint(self) -> QSize:
        width = scaled(FORM_NAMES) + _GAP + scaled(_LEAST_FIELD)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSize(self) -> QSize:
        return QSize(1, 1)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for item, place in self._places(rect.width()):
            if self._is_mirrored():
                place.moveLeft(rect.width() - place.right() - 1)
            item.setGeometry(place.translated(rect.topLeft()))

    def _is_mirrored(self) -> bool:
        parent = self.parentWidget()
        return parent is not None and parent.isRightToLeft()

    def _rows(self) -> Iterator[tuple[QLayoutItem | None, QLayoutItem]]:
        name: QLayoutItem | None = None
        for item in self._items:
            if item.widget() in self._names:
                name = item
            elif not item.isEmpty():
                yield name, item
                name = None
            else:
                name = None

    def _places(self, width: int) -> list[tuple[QLayoutItem, QRect]]:
        names = scaled(FORM_NAMES)
        stacked = width < names + _GAP + scaled(_LEAST_FIELD)
        left = 0 if stacked else names + _GAP
        places: list[tuple[QLayoutItem, QRect]] = []
        y = 0
        for name, field in self._rows():
            beside = 0
            if name is not None:
                high = _height(name, width if stacked else names)
                places.append((name, QRect(QPoint(0, y), QSize(width if stacked else names, high))))
                if stacked:
                    y += high + _NAME_GAP
                else:
                    beside = high
            room = max(1, width - left)
            high = _height(field, room)
            places.append((field, QRect(QPoint(left, y), QSize(room, high))))
            y += max(high, beside) + _ROW_GAP
        return places


def _height(item: QLayoutItem, width: int) -> int:
    least = item.minimumSize().height()
    return max(least, item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height())
