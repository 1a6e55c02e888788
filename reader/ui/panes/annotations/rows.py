"""The annotations of one article as a table: what is tagged, and as what."""

from bisect import bisect_left
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.domain.annotation import Annotation
from reader.domain.codebook import Codebook
from reader.domain.overlaps import AnnotationIndex, Place
from reader.ui.names import override

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_LONGEST = 200
_PAGE = 64


class AnnotationRole(IntEnum):
    """What the model tells beside Qt's own roles."""

    ANNOTATION = Qt.ItemDataRole.UserRole
    LABEL = Qt.ItemDataRole.UserRole + 1


class AnnotationRows(QAbstractTableModel):
    """Two columns, quote and label; the rows in the order of the text, fetched by pages as they are looked at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Place] = []
        self._places: dict[int, Place] = {}
        self._index = AnnotationIndex()
        self._known: dict[int, Annotation] = {}
        self._codebook = Codebook(())
        self._headers = (self.tr("Text"), self.tr("Label"))

    def set_codebook(self, codebook: Codebook) -> None:
        """Name the labels after this codebook."""
        self._codebook = codebook
        if self._entries:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._entries) - 1, 1))

    def set_annotations(self, annotations: AnnotationIndex) -> None:
        """Show these annotations."""
        self.beginResetModel()
        self._index = annotations
        self._known = {}
        self._entries = annotations.places()
        self._places = {entry[2]: entry for entry in self._entries}
        self.endResetModel()

    def refresh(self, ids: tuple[int, ...], annotations: list[Annotation]) -> None:
        """Take over the annotations with these ids as they are now; those not given are gone."""
        now = {annotation.id: annotation for annotation in annotations}
        for annotation_id in set(ids) | now.keys():
            row, new = self.row_of(annotation_id), now.get(annotation_id)
            if row >= 0 and new is not None and new.place == self._places[annotation_id]:
                self._known[annotation_id] = new
                self.dataChanged.emit(self.index(row, 0), self.index(row, 1))
                continue
            if row >= 0:
                self._take_out(row)
            if new is not None:
                self._put_in(new)

    def _take_out(self, row: int) -> None:
        self.beginRemoveRows(_NO_PARENT, row, row)
        annotation_id = self._entries.pop(row)[2]
        del self._places[annotation_id]
        self._known.pop(annotation_id, None)
        self.endRemoveRows()

    def _put_in(self, annotation: Annotation) -> None:
        place = annotation.place
        row = bisect_left(self._entries, place)
        self.beginInsertRows(_NO_PARENT, row, row)
        self._entries.insert(row, place)
        self._places[annotation.id] = place
        self._known[annotation.id] = annotation
        self.endInsertRows()

    def annotation(self, row: int) -> Annotation | None:
        """The annotation in a row."""
        if not 0 <= row < len(self._entries):
            return None
        annotation_id = self._entries[row][2]
        if annotation_id not in self._known:
            page = row - row % _PAGE
            wanted = [entry[2] for entry in self._entries[page : page + _PAGE] if entry[2] not in self._known]
            self._known.update((annotation.id, annotation) for annotation in self._index.some(wanted))
        return self._known.get(annotation_id)

    def id_of(self, row: int) -> int:
        """The id of the annotation in a row, 0 where there is none."""
        return self._entries[row][2] if 0 <= row < len(self._entries) else 0

    def row_of(self, annotation_id: int) -> int:
        """The row of an annotation, -1 where it is not there."""
        place = self._places.get(annotation_id)
        return -1 if place is None else bisect_left(self._entries, place)

    @override
    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    @override
    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._headers)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._headers[section]
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        annotation = self.annotation(index.row()) if index.isValid() else None
        if annotation is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole if index.column() == 0:
                return " ".join(annotation.quote[:_LONGEST].split())
            case Qt.ItemDataRole.DisplayRole:
                return self._codebook.by_id(annotation.label_id).name
            case Qt.ItemDataRole.ToolTipRole if annotation.note:
                return annotation.note
            case AnnotationRole.ANNOTATION:
                return annotation
            case AnnotationRole.LABEL:
                return self._codebook.by_id(annotation.label_id)
        return None
