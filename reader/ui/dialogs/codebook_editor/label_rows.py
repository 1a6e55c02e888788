"""The codebook as a model: two headings, and under each its labels, nested as they are."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from reader.domain.codebook import Codebook, Label, LabelKind
from reader.ui.names import override

_MIME = "application/x-gloss-label"

_Index = QModelIndex | QPersistentModelIndex


class LabelRole(IntEnum):
    """What a delegate paints."""

    LABEL = Qt.ItemDataRole.UserRole + 1


class LabelRows(QAbstractItemModel):
    """Labels under the heading of their kind. A drop is a wish: the rows move once the library has moved the label."""

    move_requested = Signal(int, object, object)

    # The number that an index carries: 0 and 1 for the headings, one more than its id for a label.
    _KINDS = tuple(LabelKind)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = {LabelKind.ENTITY: self.tr("Entities"), LabelKind.CLAIM: self.tr("Claims")}
        self._codebook = Codebook(())
        self._labels: dict[int, Label] = {}
        self._parents: dict[int, int] = {}
        self._children: dict[int, list[int]] = {number: [] for number in range(len(self._KINDS))}

    def set_codebook(self, codebook: Codebook) -> bool:
        """Show this codebook; whether rows came, went or moved, so that all indexes are new."""
        before, self._codebook = self._labels, codebook
        parents, children = self._arranged(codebook)
        labels = {label.id: label for label in codebook.labels}
        if children == self._children:
            self._labels = labels
            for label_id, label in labels.items():
                if before[label_id] != label:
                    index = self.index_of(label_id)
                    self.dataChanged.emit(index, index)
            return False
        self.beginResetModel()
        self._labels, self._parents, self._children = labels, parents, children
        self.endResetModel()
        return True

    def _arranged(self, codebook: Codebook) -> tuple[dict[int, int], dict[int, list[int]]]:
        parents: dict[int, int] = {}
        children: dict[int, list[int]] = {number: [] for number in range(len(self._KINDS))}
        path: list[int] = []
        for label, depth in codebook.in_order():
            number = label.id + 1
            del path[depth:]
            parents[number] = path[-1] if path else self._KINDS.index(label.kind)
            children[parents[number]].append(number)
            children[number] = []
            path.append(number)
        return parents, children

    def label(self, index: _Index) -> Label | None:
        """The label of a row; None for a heading."""
        return self._labels.get(index.internalId() - 1) if index.isValid() else None

    def index_of(self, label_id: int) -> QModelIndex:
        """Where a label stands; an invalid index where it is gone."""
        number = label_id + 1
        parent = self._parents.get(number)
        return QModelIndex() if parent is None else self.createIndex(self._children[parent].index(number), 0, number)

    def headings(self) -> list[QModelIndex]:
        """The rows of the two headings."""
        return [self.index(row, 0) for row in range(len(self._KINDS))]

    def siblings(self, label_id: int) -> list[int]:
        """The ids of the labels under the same parent or heading, in order, this one among them."""
        return [number - 1 for number in self._children[self._parents[label_id + 1]]]

    def parent_id(self, label_id: int) -> int | None:
        """The id of the label that this one is shown under."""
        parent = self._parents[label_id + 1]
        return parent - 1 if parent >= len(self._KINDS) else None

    @override
    def index(self, row: int, column: int = 0, parent: _Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - as Qt has it
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        number = self._children[parent.internalId()][row] if parent.isValid() else row
        return self.createIndex(row, column, number)

    @override
    def parent(self, index: _Index) -> QModelIndex:  # type: ignore[override] # QObject.parent has the same name
        number = self._parents.get(index.internalId()) if index.isValid() else None
        if number is None:
            return QModelIndex()
        if number < len(self._KINDS):
            return self.createIndex(number, 0, number)
        return self.index_of(number - 1)

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return len(self._children[parent.internalId()]) if parent.isValid() else len(self._KINDS)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 1

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.label(index) is None:
            return Qt.ItemFlag.ItemIsDropEnabled  # arrow keys pass a heading over
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemIsDropEnabled
        )

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        label = self.label(index)
        if label is None:
            shown = index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return self._headings[self._KINDS[index.row()]] if shown else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return label.name
            case LabelRole.LABEL:
                return label
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(label)
        return None

    def _spoken(self, label: Label) -> str:
        parts = [label.name, self.tr("claim label") if label.kind is LabelKind.CLAIM else self.tr("entity label")]
        if label.key:
            parts.append(self.tr("key {0}").format(label.key))
        if label.archived:
            parts.append(self.tr("archived"))
        return ", ".join(parts)

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self) -> list[str]:
        return [_MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        label = self.label(indexes[0])
        if label is not None:
            data.setData(_MIME, str(label.id).encode())
        return data

    @override
    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index) -> bool:
        label = self._labels.get(_carried(data))
        if label is None or not parent.isValid():
            return False
        over = self.label(parent)
        if over is None:
            return self._KINDS[parent.row()] is label.kind
        return over.kind is label.kind and not self._codebook.is_within(over.id, label.id)

    @override
    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        label_id, over = _carried(data), self.label(parent)
        following = self._children[parent.internalId()][row:] if row >= 0 else []
        before = following[0] - 1 if following else None
        self.move_requested.emit(label_id, over.id if over else None, before)
        return True


def _carried(data: QMimeData) -> int:
    told = data.data(_MIME).toStdString()
    return int(told) if told.isdecimal() else 0
