"""The occurrences of a quote as a table: each with a tick, the text around it and the title of its article."""

import re
from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from reader.services.tag_all import Occurrence
from reader.ui.names import override
from reader.ui.plain import as_tip

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_PAGE = 64
_LONGEST = 400
_WHITE_SPACE = re.compile(r"\s+")


class Column(IntEnum):
    """The columns, from the left."""

    CONTEXT = 0
    TITLE = 1


class OccurrenceRole(IntEnum):
    """What the model tells beside Qt's own roles."""

    OCCURRENCE = Qt.ItemDataRole.UserRole
    TICKED = Qt.ItemDataRole.UserRole + 1


class OccurrenceRows(QAbstractTableModel):
    """Holds what was found, and a tick for each that is not tagged yet. Titles are fetched as they are shown."""

    ticks_changed = Signal()

    def __init__(self, titles: Callable[[Sequence[int]], dict[int, str]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch_titles = titles
        self._titles: dict[int, str] = {}
        self._found: Sequence[Occurrence] = ()
        self._ticks = bytearray()
        self.tagged = 0

    def set_found(self, found: Sequence[Occurrence]) -> None:
        """Show these, all of them ticked but those that are tagged already."""
        self.beginResetModel()
        self._found = found
        self._ticks = bytearray(not hit.tagged for hit in found)
        self.tagged = len(found) - sum(self._ticks)
        self.endResetModel()
        self.ticks_changed.emit()

    def ticked(self) -> list[Occurrence]:
        """Those with a tick, in their order."""
        return [hit for hit, tick in zip(self._found, self._ticks, strict=True) if tick]

    def count_ticked(self) -> int:
        """How many have a tick."""
        return sum(self._ticks)

    def is_ticked(self, row: int) -> bool:
        """Whether the row has a tick."""
        return bool(self._ticks[row])

    def tick(self, rows: Iterable[int], on: bool) -> None:
        """Tick these rows, or take their ticks away; those that are tagged already have none."""
        changed = [row for row in rows if not self._found[row].tagged and self.is_ticked(row) is not on]
        if not changed:
            return
        for row in changed:
            self._ticks[row] = on
        roles = [Qt.ItemDataRole.CheckStateRole, Qt.ItemDataRole.AccessibleTextRole]
        self.dataChanged.emit(self.index(min(changed), 0), self.index(max(changed), 0), roles)
        self.ticks_changed.emit()

    def tick_all_or_none(self) -> None:
        """Tick all; where all are ticked, none."""
        self.tick(range(len(self._found)), self.count_ticked() < len(self._found) - self.tagged)

    @override
    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._found)

    @override
    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return (self.tr("Occurrence"), self.tr("Article"))[section]
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if index.column() == Column.CONTEXT and not self._found[index.row()].tagged:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._found):
            return None
        row, hit = index.row(), self._found[index.row()]
        if index.column() == Column.TITLE:
            return _told(self._title(row), role)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return _told("".join(in_context(hit)).strip(), role)
            case Qt.ItemDataRole.CheckStateRole if not hit.tagged:
                return Qt.CheckState.Checked if self.is_ticked(row) else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row)
            case OccurrenceRole.OCCURRENCE:
                return hit
            case OccurrenceRole.TICKED:
                return self.is_ticked(row)
        return None

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        self.tick((index.row(),), Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def _spoken(self, row: int) -> str:
        hit = self._found[row]
        if hit.tagged:
            state = self.tr("tagged already")
        else:
            state = self.tr("ticked") if self.is_ticked(row) else self.tr("not ticked")
        before, quote, after = in_context(hit)
        return f"{state}: {before}“{quote}”{after}; {self._title(row)}"

    def _title(self, row: int) -> str:
        article_id = self._found[row].article_id
        if article_id not in self._titles:
            first = row - row % _PAGE
            ids = {hit.article_id for hit in self._found[first : first + _PAGE]}
            self._titles |= dict.fromkeys(ids, "") | self._fetch_titles(tuple(ids))
        return on_one_line(self._titles[article_id])


def in_context(hit: Occurrence) -> tuple[str, str, str]:
    """What stands before the quote in its paragraph, the quote, and what stands behind it, each on one line."""
    before, after = hit.before.rpartition("\n\n")[2], hit.after.partition("\n\n")[0]
    return on_one_line(before.lstrip()), on_one_line(hit.quote[:_LONGEST]), on_one_line(after.rstrip())


def on_one_line(text: str) -> str:
    """The text with each run of white space as one space."""
    return _WHITE_SPACE.sub(" ", text)


def _told(words: str, role: int) -> str | None:
    """The words as a row or as its tip; nothing for another role."""
    if role == Qt.ItemDataRole.ToolTipRole:
        return as_tip(words)
    return words if role == Qt.ItemDataRole.DisplayRole else None
