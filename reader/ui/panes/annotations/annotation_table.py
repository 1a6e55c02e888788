"""The table of an article's annotations: select one and it is the current one, Enter goes to its place."""

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reader.domain.codebook import Codebook
from reader.domain.overlaps import AnnotationIndex
from reader.ui.keys import Keys, Where
from reader.ui.names import named, override
from reader.ui.painting.marks import paint_mark
from reader.ui.panes.annotations.rows import AnnotationRows
from reader.ui.system_size import scaled
from reader.ui.theme import Theme, interface_font, pixmap

_ROW_HEIGHT = 30
_FOCUS_WIDTH = 3
_LABEL_PIXELS, _WIDEST_LABEL, _LEAST_WITH_LABEL = 12, 130, 260
_TO_ENTITY, _LEAST_ENTITY = 8, 40
_ELIDE = Qt.TextElideMode.ElideRight
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute


class AnnotationTable(QWidget):
    """Lists the annotations of the article that is shown; it changes none."""

    current_changed = Signal(int)
    wished = Signal(str, int)
    counted = Signal(int)

    def __init__(self, keys: Keys, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self._rows = AnnotationRows(self)
        self._delegate = _Delegate(self._rows, theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(0)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._build_view())
        self._stack.addWidget(self._build_empty())
        layout.addLayout(self._stack, 1)
        for signal in (self._rows.modelReset, self._rows.rowsInserted, self._rows.rowsRemoved):
            signal.connect(self._count)
        self._count()

    def _build_view(self) -> QTableView:
        self.view = named(_View(self._keys), "annotationTable")
        self.view.setAccessibleName(self.tr("Annotations of the article"))
        self.view.setModel(self._rows)
        self.view.setItemDelegate(self._delegate)
        self.view.setFrameShape(QTableView.Shape.NoFrame)
        self.view.setShowGrid(False)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = self.view.verticalScrollBar()
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))
        self.view.setTabKeyNavigation(False)
        self.view.setMouseTracking(True)
        self.view.viewport().setAutoFillBackground(False)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(scaled(_ROW_HEIGHT))
        self.view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.view.horizontalHeader()
        header.hide()
        header.setMinimumSectionSize(60)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.view.setColumnHidden(1, True)  # painted with the first one: half the calls
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        self.view.clicked.connect(lambda index: self._wish("Go", index.row()))
        self.view.pressed_key.connect(lambda name: self._wish(name, self.view.currentIndex().row()))
        return self.view

    def _build_empty(self) -> QLabel:
        words = self.tr(
            "Select words in the text and press a label's key.\nThe label bar under the text shows them all."
        )
        empty = named(QLabel(words, wordWrap=True), "muted")
        empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        empty.setContentsMargins(16, 4, 16, 16)
        return empty

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._delegate.theme = theme
        self.view.viewport().update()

    def set_codebook(self, codebook: Codebook) -> None:
        """Name the labels after this codebook."""
        self._rows.set_codebook(codebook)
        self._delegate.measure_labels(codebook)

    def set_names(self, name_of: Callable[[int | None], str]) -> None:
        """Name the entities that are meant by this, called with their ids."""
        self._rows.name_of = name_of

    def show_names(self) -> None:
        """Show the names of entities as they are now."""
        self.view.viewport().update()

    def show_annotations(self, annotations: AnnotationIndex) -> None:
        """Show the annotations of an article."""
        self._rows.set_annotations(annotations)
        self.view.executeDelayedItemsLayout()  # else it is painted now, and once more when it is laid out

    def refresh(self, ids: tuple[int, ...]) -> None:
        """Show the annotations with these ids as the index has them now."""
        selection = self.view.selectionModel()
        blocked = selection.blockSignals(True)
        self._rows.refresh(ids)
        selection.blockSignals(blocked)

    def set_current(self, annotation_id: int) -> None:
        """Make an annotation the current one (0: none) without telling."""
        row = self._rows.row_of(annotation_id) if annotation_id else -1
        selection = self.view.selectionModel()
        blocked = selection.blockSignals(True)
        if row < 0:
            selection.clear()
        else:
            index = self._rows.index(row, 0)
            selection.setCurrentIndex(
                index,
                QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
            )
            self.view.scrollTo(index)
        selection.blockSignals(blocked)
        self.view.viewport().update()

    def take_focus(self) -> None:
        """Put the focus on the rows."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.view.currentIndex().isValid() and self._rows.rowCount():
            self.view.selectRow(0)

    def _count(self) -> None:
        count = self._rows.rowCount()
        self.counted.emit(count)
        self._stack.setCurrentIndex(0 if count else 1)

    def _choose(self, current: QModelIndex) -> None:
        annotation_id = self._rows.id_of(current.row())
        if annotation_id:
            self.current_changed.emit(annotation_id)

    def _wish(self, name: str, row: int) -> None:
        annotation_id = self._rows.id_of(row)
        if annotation_id or name == "Back":
            self.wished.emit(name, annotation_id)


class _View(QTableView):
    """A table view that leaves the keys of the table of keys to the pane."""

    pressed_key = Signal(str)

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self._keys = keys

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters are keys here."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = self._keys.pressed(event, Where.TABLE)
        if name is None:
            super().keyPressEvent(event)
        else:
            self.pressed_key.emit(name)


class _Delegate(QStyledItemDelegate):
    """Paints the mark of the label and the quote, a sign where there is a note, and the name of the label."""

    def __init__(self, rows: AnnotationRows, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._rows = rows
        # Made once: a table is painted whenever an article is opened.
        self._font, self._small = interface_font(), interface_font(_LABEL_PIXELS)
        self._metrics, self._small_metrics = QFontMetrics(self._font), QFontMetrics(self._small)
        self._label_width = 0

    def measure_labels(self, codebook: Codebook) -> None:
        """Give the names of labels as much room as the longest needs."""
        widths = [self._small_metrics.horizontalAdvance(label.name) for label in codebook.labels]
        self._label_width = min(max(widths, default=0) + 20, _WIDEST_LABEL)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        annotation = self._rows.annotation(index.row())
        if annotation is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self.theme.selection)
            if option.widget.hasFocus():
                painter.fillRect(QRectF(rect.left(), rect.top(), _FOCUS_WIDTH, rect.height()), self.theme.accent)
        label = self._rows.label(annotation)
        paint_mark(painter, QRectF(rect.left() + 16, rect.center().y() - 5, 14, 10), label, self.theme)
        # In a narrow pane the quote needs the room; the mark still tells the label by its colour.
        label_width = self._label_width if rect.width() >= _LEAST_WITH_LABEL else 8
        box = rect.adjusted(42, 0, -label_width - 8, 0)
        if annotation.note:
            icon = QRect(round(box.right()) - 10, round(rect.center().y()) - 7, 14, 14)
            painter.drawPixmap(icon, pixmap("note", self.theme.muted.name(), 28))
            box.setRight(icon.left() - 6)
        told = self._metrics.elidedText(self._rows.quote(annotation), _ELIDE, round(box.width()))
        painter.setFont(self._font)
        painter.setPen(self.theme.text)
        painter.drawText(box, _LEFT, told)
        self._paint_entity(painter, box, self._metrics.horizontalAdvance(told), self._rows.entity(annotation))
        if rect.width() < _LEAST_WITH_LABEL:
            return
        box = QRectF(rect.right() - label_width, rect.top(), label_width - 16, rect.height())
        painter.setFont(self._small)
        painter.setPen(self.theme.muted)
        painter.drawText(box, _RIGHT, self._small_metrics.elidedText(label.name, _ELIDE, round(box.width())))

    def _paint_entity(self, painter: QPainter, box: QRectF, taken: int, name: str) -> None:
        """Write quietly who or what is meant behind the quote, where there is room for it."""
        box = box.adjusted(taken + _TO_ENTITY, 0, 0, 0)
        if not name or box.width() < _LEAST_ENTITY:
            return
        painter.setFont(self._small)
        painter.setPen(self.theme.muted)
        painter.drawText(box, _LEFT, self._small_metrics.elidedText(name, _ELIDE, round(box.width())))
