"""The keys as rows: what is done, where, and with which keys."""

from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.ui.key_choices import KeyChoices
from reader.ui.keys import Binding, Keys, told
from reader.ui.names import override

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class KeyColumn(IntEnum):
    """What stands in a column."""

    WORDS, WHERE, KEYS = range(3)


class KeyRole(IntEnum):
    """What delegates ask for beyond Qt's own roles."""

    KEYS = Qt.ItemDataRole.UserRole
    CHANGED = Qt.ItemDataRole.UserRole + 1


class KeyRows(QAbstractTableModel):
    """The bindings in force that hold all words that are looked for."""

    def __init__(self, keys: Keys, choices: KeyChoices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self._choices = choices
        self._shown = list(range(len(keys.bindings)))
        keys.changed.connect(self._renew)

    def look_for(self, words: str) -> None:
        """Show what has all of these words: in what it does, where, or in its keys."""
        wanted = words.casefold().split()
        self.beginResetModel()
        self._shown = [
            number
            for number, binding in enumerate(self._keys.bindings)
            if all(word in self._searched(binding) for word in wanted)
        ]
        self.endResetModel()

    def binding(self, row: int) -> Binding | None:
        """The binding in a row, where there is one."""
        return self._keys.bindings[self._shown[row]] if 0 <= row < len(self._shown) else None

    @override
    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    @override
    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(KeyColumn)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        binding = self.binding(index.row()) if index.isValid() else None
        if binding is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(binding, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return self._spoken(binding)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(binding)
            case KeyRole.KEYS:
                return told(binding)
            case KeyRole.CHANGED:
                return self._choices.differs(binding)
        return None

    def _text(self, binding: Binding, column: int) -> str:
        match column:
            case KeyColumn.WORDS:
                return self.tr(binding.words)
            case KeyColumn.WHERE:
                return self.tr(str(binding.where))
        return ", ".join(told(binding))

    def _spoken(self, binding: Binding) -> str:
        """All that a row shows and more, where there is no room or no eye for it."""
        parts = [self.tr(binding.words), self.tr(str(binding.where))]
        parts.append(", ".join(told(binding)) or self.tr("no key"))
        if self._choices.differs(binding):
            parts.append(self.tr("usually {0}").format(self._usual(binding)))
        return "; ".join(parts)

    def _usual(self, binding: Binding) -> str:
        return ", ".join(told(self._choices.usual(binding)))

    def _searched(self, binding: Binding) -> str:
        return " ".join((self.tr(binding.words), self.tr(str(binding.where)), *told(binding))).casefold()

    def _renew(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, KeyColumn.KEYS))
