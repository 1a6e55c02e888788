"""The tree of the codebook's labels: arrows go through it, keys and the mouse say what is wished with one."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTreeView, QWidget

from reader.domain.codebook import Codebook
from reader.ui.dialogs.codebook_editor.label_painting import RowHeights, dragged, paint_fold, paint_heading, paint_label
from reader.ui.dialogs.codebook_editor.label_rows import LabelRows
from reader.ui.keys import Keys, Where
from reader.ui.names import override
from reader.ui.theme import RADIUS_FIELD, Theme

_Index = QModelIndex | QPersistentModelIndex

_INDENT, _DRAGGED = 22, 180


class LabelTree(QTreeView):
    """Shows the labels. `chosen` tells which is the current one now, `wished` a name of the table of keys."""

    chosen = Signal(int)
    wished = Signal(str)
    move_requested = Signal(int, object, object)

    def __init__(self, keys: Keys, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("labelTree")
        self.setAccessibleName(self.tr("Labels of the codebook"))
        self._keys = keys
        self._theme = theme
        self._folded: set[int] = set()
        self._quiet = False
        self._archived = self.tr("archived")
        self.rows = LabelRows(self)
        self._build_look()
        self.setModel(self.rows)
        self.expandAll()
        self.collapsed.connect(self._note_folded)
        self.expanded.connect(self._note_unfolded)
        self.doubleClicked.connect(lambda _index: self.wished.emit("Name"))
        # Queued: when its drop is told, a drag is not over yet.
        self.rows.move_requested.connect(self.move_requested, Qt.ConnectionType.QueuedConnection)

    def _build_look(self) -> None:
        self.setItemDelegate(RowHeights(self))
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(_INDENT)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.viewport().update()

    def set_codebook(self, codebook: Codebook) -> None:
        """Show this codebook; the current label stays so, or one that stood beside it becomes it. Tells nothing."""
        wanted = [self.current_id(), *self._near(self.current_id())]
        place = self.verticalScrollBar().value()
        self._quiet = True
        if self.rows.set_codebook(codebook):
            self._fold_again()
            kept = (index for index in map(self.rows.index_of, wanted) if index.isValid())
            index = next(kept, self._first())
            self.setCurrentIndex(index)
            self.verticalScrollBar().setValue(place)
            if index.isValid():
                self.scrollTo(index)
        self._quiet = False

    def current_id(self) -> int:
        """The id of the current label, or 0."""
        label = self.rows.label(self.currentIndex())
        return label.id if label else 0

    def set_current(self, label_id: int) -> None:
        """Make a label the current one, and show it."""
        index = self.rows.index_of(label_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def place_after(self, step: str) -> tuple[int | None, int | None] | None:
        """Where `Up`, `Down`, `In` or `Out` takes the current label: its parent, and the label before which it stands.

        None where there is no such place.
        """
        label_id = self.current_id()
        if not label_id:
            return None
        siblings = self.rows.siblings(label_id)
        parent, place = self.rows.parent_id(label_id), siblings.index(label_id)
        match step:
            case "Up" if place:
                return parent, siblings[place - 1]
            case "Down" if place + 1 < len(siblings):
                return parent, next(iter(siblings[place + 2 :]), None)
            case "In" if place:
                return siblings[place - 1], None
            case "Out" if parent is not None:
                uncles = self.rows.siblings(parent)
                return self.rows.parent_id(parent), next(iter(uncles[uncles.index(parent) + 1 :]), None)
        return None

    def _near(self, label_id: int) -> list[int]:
        """The labels that would take the place of this one: the following siblings, those before, the parent."""
        if not label_id:
            return []
        siblings, parent = self.rows.siblings(label_id), self.rows.parent_id(label_id)
        place = siblings.index(label_id)
        return [*siblings[place + 1 :], *reversed(siblings[:place]), *([parent] if parent else [])]

    def _first(self) -> QModelIndex:
        filled = (heading for heading in self.rows.headings() if self.rows.rowCount(heading))
        heading = next(filled, None)
        return QModelIndex() if heading is None else self.rows.index(0, 0, heading)

    def _fold_again(self) -> None:
        folded = {label_id for label_id in self._folded if self.rows.index_of(label_id).isValid()}
        self.expandAll()
        for label_id in folded:
            self.collapse(self.rows.index_of(label_id))
        self._folded = folded

    def _note_folded(self, index: QModelIndex) -> None:
        label = self.rows.label(index)
        if label is not None:
            self._folded.add(label.id)

    def _note_unfolded(self, index: QModelIndex) -> None:
        label = self.rows.label(index)
        if label is not None:
            self._folded.discard(label.id)

    @override
    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        label = self.rows.label(current)
        if label is not None and not self._quiet:
            self.chosen.emit(label.id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = self._keys.pressed(event, Where.CODEBOOK)
        if name is None:
            super().keyPressEvent(event)
        elif name != "Delete" or not event.isAutoRepeat():  # a key held too long takes one label, not all
            self.wished.emit(name)

    @override
    def startDrag(self, actions: Qt.DropAction) -> None:
        index = self.currentIndex()
        label = self.rows.label(index)
        if label is None:
            return
        drag = QDrag(self)
        drag.setMimeData(self.rows.mimeData([index]))
        drag.setPixmap(dragged(label, self._archived, _DRAGGED, self._theme, self.devicePixelRatioF()))
        drag.setHotSpot(QPoint(-14, -8))  # beside the pointer, so that the place of the drop is seen
        drag.exec(actions, Qt.DropAction.MoveAction)

    @override
    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the whole row here: a style would fill it in its own way, left of the item too."""
        top, height = option.rect.top(), option.rect.height()
        row = QRectF(0, top, self.viewport().width(), height)
        label = self.rows.label(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if label is None:
            paint_heading(painter, row, str(index.data()), self._theme)
        else:
            self._paint_ground(painter, row.adjusted(8, 1, -8, -1), index)
            left = self.visualRect(index).left()
            if self.rows.rowCount(index):
                centre = QPointF(left - 8, row.center().y())
                paint_fold(painter, centre, self._theme, unfolded=self.isExpanded(index))
            paint_label(painter, row.adjusted(left, 0, -16, 0), label, self._archived, self._theme)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRectF, index: _Index) -> None:
        theme, current = self._theme, index == self.currentIndex()
        if not current and not self._is_hovered(index):
            return
        painter.setPen(QPen(theme.accent, 1) if current and self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.selection if current else theme.hover)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_FIELD, RADIUS_FIELD)

    def _is_hovered(self, index: _Index) -> bool:
        return self.underMouse() and self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos())) == index
