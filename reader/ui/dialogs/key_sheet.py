"""The sheet of keys, as F1 and ? show it: those in force, in columns, to be searched by typing."""

from itertools import combinations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reader.ui.dialogs.key_caps import KeyCaps
from reader.ui.keys import Binding, Keys, Where, told
from reader.ui.names import named, override
from reader.ui.system_size import scaled

_WIDTH, _HEIGHT = 1120, 760
_LEAST_COLUMN = 320
_MOST_COLUMNS = 3
_CAPS_WIDTH = 132
_HEADING_ROWS = 2


class KeySheet(QDialog):
    """All keys, grouped by where they work; it can stand beside the window."""

    change_requested = Signal()

    def __init__(self, keys: Keys, parent: QWidget) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setObjectName("keySheet")
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = self.screen().availableSize()
        self.resize(min(scaled(_WIDTH), room.width() - 40), min(scaled(_HEIGHT), room.height() - 60))
        self._groups: list[_Group] = []
        self._columns: list[QVBoxLayout] = []
        self._area = QScrollArea(widgetResizable=True)
        self._area.setAccessibleName(self.tr("Keys"))
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 16, 0, 16)
        layout.setSpacing(12)
        layout.addLayout(self._build_search())
        layout.addWidget(self._area, 1)
        layout.addLayout(self._build_bottom())
        self._fill()
        keys.changed.connect(self._fill)

    def _build_search(self) -> QHBoxLayout:
        self.search = named(_SearchField(self._area), "keySheetSearch")
        self.search.setPlaceholderText(self.tr("Search the keys"))
        self.search.setAccessibleName(self.tr("Search the keys"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._look_for)
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 0)
        row.addWidget(self.search)
        return row

    def _build_bottom(self) -> QHBoxLayout:
        self._nothing = named(QLabel(self.tr("No key is found with these words.")), "muted")
        self._nothing.hide()
        change = named(QPushButton(self.tr("C&hange keys…"), autoDefault=False), "changeKeys")
        change.clicked.connect(self.change_requested)
        close = QPushButton(self.tr("&Close"), autoDefault=False)
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        row.addWidget(self._nothing)
        row.addStretch()
        row.addWidget(change)
        row.addWidget(close)
        return row

    def _fill(self) -> None:
        """Show the keys as they are now."""
        by_place = {where: [b for b in self._keys.bindings if b.where is where] for where in Where}
        self._groups = [_Group(where, bindings) for where, bindings in by_place.items() if bindings]
        self._columns = []
        self._look_for(self.search.text())

    def _look_for(self, words: str) -> None:
        wanted = words.casefold().split()
        shown = sum(group.look_for(wanted) for group in self._groups)
        self._nothing.setVisible(not shown)
        self._arrange(again=True)

    def _arrange(self, *, again: bool) -> None:
        """Spread the groups over as many columns as there is room for, in their order, about equally long."""
        shown = [group for group in self._groups if group.rows]
        room = max(1, min(_MOST_COLUMNS, self._area.width() // _LEAST_COLUMN))
        parts = _parted([group.rows + _HEADING_ROWS for group in shown], room)
        if not again and len(parts) == len(self._columns):
            return
        sheet = QWidget()
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(24, 4, 24, 4)
        columns.setSpacing(32)
        self._columns = []
        for start, stop in parts:
            column = QVBoxLayout()
            column.setSpacing(20)
            for group in shown[start:stop]:
                column.addWidget(group)
            column.addStretch()
            columns.addLayout(column, 1)
            self._columns.append(column)
        for group in self._groups:
            group.setParent(sheet)  # what is not shown must outlive the sheet before, too
            group.setVisible(bool(group.rows))
        old = self._area.takeWidget()
        self._area.setWidget(sheet)
        if old is not None:
            old.deleteLater()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, lambda: self._arrange(again=False))


class _Group(QWidget):
    """The keys of one place under its name."""

    def __init__(self, where: Where, bindings: list[Binding]) -> None:
        super().__init__()
        self._rows: list[tuple[QWidget, str]] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(named(QLabel(self.tr(str(where).capitalize())), "heading"))
        for binding in bindings:
            keys, words = told(binding), self.tr(binding.words)
            row = QWidget()
            row.setAccessibleName(f"{words}: {', '.join(keys) or self.tr('no key')}")
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(12)
            line.addWidget(KeyCaps(keys, _CAPS_WIDTH), 0, Qt.AlignmentFlag.AlignTop)
            told_words = QLabel(words, wordWrap=True)
            told_words.setAlignment(Qt.AlignmentFlag.AlignTop)
            told_words.setContentsMargins(0, 2, 0, 0)
            line.addWidget(told_words, 1)
            layout.addWidget(row)
            self._rows.append((row, " ".join((words, str(where), *keys)).casefold()))
        self.rows = len(self._rows)

    def look_for(self, wanted: list[str]) -> int:
        """Show the rows that have all of these words; how many they are."""
        self.rows = 0
        for row, searched in self._rows:
            fits = all(word in searched for word in wanted)
            row.setVisible(fits)
            self.rows += fits
        return self.rows


class _SearchField(QLineEdit):
    """A field from which arrows and page keys scroll the sheet."""

    _SCROLLING = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)

    def __init__(self, area: QScrollArea) -> None:
        super().__init__()
        self._area = area

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in self._SCROLLING:
            bar = self._area.verticalScrollBar()
            actions = bar.SliderAction
            steps = (
                actions.SliderSingleStepAdd,
                actions.SliderSingleStepSub,
                actions.SliderPageStepAdd,
                actions.SliderPageStepSub,
            )
            bar.triggerAction(steps[self._SCROLLING.index(Qt.Key(event.key()))])
        else:
            super().keyPressEvent(event)


def _parted(heights: list[int], most: int) -> list[tuple[int, int]]:
    """Where to part these, in their order, into at most so many columns, so that these are about equally high."""
    count = len(heights)
    ways = [
        list(zip((0, *cuts), (*cuts, count), strict=True))
        for columns in range(1, min(most, count) + 1)
        for cuts in combinations(range(1, count), columns - 1)
    ]
    return min(ways, key=lambda parts: sum(sum(heights[start:stop]) ** 2 for start, stop in parts), default=[])
