"""The articles that an import would make, as rows of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.ui.names import override
from reader.ui.plain import as_tip

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Preview:
    """An article as it would come in: its title, what is told below it, its first words; or why there is none."""

    title: str = ""
    told: str = ""
    beginning: str = ""
    reason: str = ""


class PreviewRole(IntEnum):
    """What the model tells beside Qt's own roles."""

    PREVIEW = Qt.ItemDataRole.UserRole


class PreviewRows(QAbstractTableModel):
    """Holds the previews of one file."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._previews: Sequence[Preview] = ()

    def set_previews(self, previews: Sequence[Preview]) -> None:
        """Show these."""
        self.beginResetModel()
        self._previews = previews
        self.endResetModel()

    def previews(self) -> Sequence[Preview]:
        """What is shown."""
        return self._previews

    @override
    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._previews)

    @override
    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else 1

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._previews):
            return None
        preview = self._previews[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return preview.title or preview.reason
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                told = ". ".join(filter(None, (preview.title, preview.told, preview.beginning)))
                if preview.reason:
                    told = self.tr("No article: {0}").format(preview.reason)
                return as_tip(told) if role == Qt.ItemDataRole.ToolTipRole else told
            case PreviewRole.PREVIEW:
                return preview
        return None
