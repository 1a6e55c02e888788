"""The annotations of one article as a table: what is tagged, and as what."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.domain.annotation import Annotation
from reader.domain.codebook import Codebook, Label
from reader.domain.overlaps import AnnotationIndex
from reader.ui.names import override
from reader.ui.plain import as_tip

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_LONGEST = 200
_PAGE = 64


def _nameless(_entity_id: int | None) -> str:
    return ""


class AnnotationRows(QAbstractTableModel):
    """Two columns, quote and label; the rows in the order of the text, fetched by pages as they are looked at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._annotations = AnnotationIndex()
        self._ids: list[int] = []
        self._codebook = Codebook(())
        self.name_of: Callable[[int | None], str] = _nameless
        self._headers = (self.tr("Text"), self.tr("Label"))

    def set_codebook(self, codebook: Codebook) -> None:
        """Name the labels after this codebook."""
        self._codebook = codebook
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, 1))

    def set_annotations(self, annotations: AnnotationIndex) -> None:
        """Show these annotations."""
        self.beginResetModel()
        self._annotations = annotations
        self._ids = annotations.ids()
        self.endResetModel()

    def refresh(self, ids: tuple[int, ...]) -> None:
        """Show the annotations with these ids as the index has them now; those not in it are gone."""
        moved = []
        for annotation_id in ids:
            before, now = self.row_of(annotation_id), self._annotations.row_of(annotation_id)
            if before >= 0 and before == now:
                self.dataChanged.emit(self.index(now, 0), self.index(now, 1))
                continue
            if before >= 0:
                self.beginRemoveRows(_NO_PARENT, before, before)
                del self._ids[before]
                self.endRemoveRows()
            if now >= 0:
                moved.append((now, annotation_id))
        for row, annotation_id in sorted(moved):
            self.beginInsertRows(_NO_PARENT, row, row)
            self._ids.insert(row, annotation_id)
            self.endInsertRows()
        if self._ids != self._annotations.ids():  # several moved past each other
            self.set_annotations(self._annotations)

    def annotation(self, row: int) -> Annotation | None:
        """The annotation in a row."""
        if not 0 <= row < len(self._ids):
            return None
        found = self._annotations.at_hand(self._ids[row])
        if found is None:
            page = row - row % _PAGE
            self._annotations.some(self._ids[page : page + _PAGE])
            found = self._annotations.at_hand(self._ids[row])
        return found

    def label(self, annotation: Annotation) -> Label:
        """The label of an annotation."""
        return self._codebook.shown(annotation.label_id)

    @staticmethod
    def quote(annotation: Annotation) -> str:
        """The quote of an annotation as one line, not all of a long one."""
        return " … ".join(" ".join(quote[:_LONGEST].split()) for quote in annotation.quotes)

    def entity(self, annotation: Annotation) -> str:
        """The name of the entity that is meant, where the text calls it otherwise."""
        name = self.name_of(annotation.entity_id)
        return "" if name.casefold() == self.quote(annotation).casefold() else name

    def id_of(self, row: int) -> int:
        """The id of the annotation in a row, 0 where there is none."""
        return self._ids[row] if 0 <= row < len(self._ids) else 0

    def row_of(self, annotation_id: int) -> int:
        """The row of an annotation, -1 where it is not there."""
        return self._ids.index(annotation_id) if annotation_id in self._ids else -1

    @override
    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._ids)

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
                return self.quote(annotation)
            case Qt.ItemDataRole.DisplayRole:
                return self.label(annotation).name
            case Qt.ItemDataRole.AccessibleTextRole if index.column() == 0:
                note = self.tr("note: {0}").format(annotation.note) if annotation.note else ""
                said = f"{self.label(annotation).name}: {self.quote(annotation)}"
                return ", ".join(part for part in (said, self.entity(annotation), note) if part)
            case Qt.ItemDataRole.ToolTipRole:
                told = "\n".join(part for part in (self.name_of(annotation.entity_id), annotation.note) if part)
                return as_tip(told) if told else None
        return None
