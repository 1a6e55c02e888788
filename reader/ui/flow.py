"""Widgets side by side, as many in a row as there is room for, the others in rows below."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from reader.ui.names import override


class WidgetRows(QLayout):
    """Holds widgets for a layout whose height follows from its width. Where they stand is for its children to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []

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
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    def shown(self) -> list[QLayoutItem]:
        """Those that take room, in order."""
        return [item for item in self._items if not item.isEmpty()]


class Flow(WidgetRows):
    """Lays out what is shown of its widgets, each as large as it asks to be; hidden ones take no room."""

    def __init__(self, parent: QWidget, gap: int = 8, row_gap: int = 4) -> None:
        super().__init__(parent)
        self._gap, self._row_gap = gap, row_gap
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def heightForWidth(self, width: int) -> int:
        places = self._places(width)
        return max((place.bottom() + 1 for _, place in places), default=0)

    @override
    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self.shown()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    @override
    def minimumSize(self) -> QSize:
        return QSize(40, max((item.sizeHint().height() for item in self.shown()), default=0))

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for item, place in self._places(rect.width()):
            item.setGeometry(place.translated(rect.topLeft()))

    def _places(self, width: int) -> list[tuple[QLayoutItem, QRect]]:
        """Where each stands; those of one row around the same middle."""
        rows: list[list[tuple[QLayoutItem, QSize, int]]] = [[]]
        x = 0
        for item in self.shown():
            size = self._size_of(item, width)
            if x and x + size.width() > width:
                rows.append([])
                x = 0
            rows[-1].append((item, size, x))
            x += size.width() + self._gap
        places, y = [], 0
        for row in rows:
            height = max((size.height() for _, size, _ in row), default=0)
            places += [(item, QRect(QPoint(left, y + (height - size.height()) // 2), size)) for item, size, left in row]
            y += height + self._row_gap
        return places

    @staticmethod
    def _size_of(item: QLayoutItem, width: int) -> QSize:
        """What it asks for; where that is wider than all there is, as high as it must be then."""
        size = item.sizeHint()
        if size.width() <= width:
            return size
        height = item.heightForWidth(width) if item.hasHeightForWidth() else size.height()
        return QSize(width, height)
