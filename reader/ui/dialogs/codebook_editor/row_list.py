"""A quiet list of rows: a name, a word about it, and perhaps a check mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from reader.ui.keys import Keys, Where
from reader.ui.names import override
from reader.ui.row_view import RowView
from reader.ui.system_size import scaled
from reader.ui.theme import RADIUS_FIELD, SMALL_PIXELS, Theme, interface_font

_ROW, _MARK = 28, 14
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list; a heading has the id 0. `checked` is None where there is no check mark."""

    id: int
    name: str
    note: str = ""
    archived: bool = False
    checked: bool | None = None


class _Role(IntEnum):
    ROW = Qt.ItemDataRole.UserRole + 1


class Rows(QAbstractListModel):
    """The rows as a model."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> bool:
        """Show these; whether rows came, went or moved."""
        rows = tuple(rows)
        same = [row.id for row in rows] == [row.id for row in self._rows]
        if not same:
            self.beginResetModel()
        self._rows = rows
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
        return not same

    def row_at(self, number: int) -> Row | None:
        """The row at this place."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def place_of(self, row_id: int) -> int:
        """Where a row stands, or -1."""
        return next((place for place, row in enumerate(self._rows) if row.id == row_id), -1)

    def ids(self) -> list[int]:
        """The ids of all rows that are no headings."""
        return [row.id for row in self._rows if row.id]

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self._rows)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        row = self.row_at(index.row())
        if row is None or not row.id:
            return Qt.ItemFlag.NoItemFlags
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return found if row.checked is None else found | Qt.ItemFlag.ItemIsUserCheckable

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index.row())
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (row.name, row.note)))
            case Qt.ItemDataRole.CheckStateRole if row.checked is not None:
                return Qt.CheckState.Checked if row.checked else Qt.CheckState.Unchecked
            case _Role.ROW:
                return row
        return None


class RowList(RowView):
    """Shows rows. `chosen` tells which is current now, `wished` a name of the table of keys, `toggled` a check mark."""

    chosen = Signal(int)
    wished = Signal(str)
    toggled = Signal(int, bool)
    moved = Signal(QRect)

    def __init__(self, keys: Keys, theme: Theme) -> None:
        super().__init__(scaled(_ROW))
        self._keys = keys
        self._theme = theme
        self._quiet = False
        self.rows = Rows()
        self.rows.setParent(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda _index: self.wished.emit("Name"))

    def theme(self) -> Theme:
        """The colours that rows are painted in."""
        return self._theme

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.viewport().update()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these; the current one stays so, or what stands in its place is. Tells nothing."""
        current, place = self.current_id(), self.currentIndex().row()
        self._quiet = True
        if self.rows.show_rows(rows):
            ids = [row.id for row in rows]
            kept = ids.index(current) if current and current in ids else max(0, min(place, len(ids) - 1))
            after = [number for number, found in enumerate(ids) if found and number >= kept]
            before = [number for number, found in enumerate(ids) if found]
            if before:
                self._make_current((after or before[-1:])[0])
        self._quiet = False

    def current_id(self) -> int:
        """The id of the current row, or 0."""
        row = self.rows.row_at(self.currentIndex().row())
        return row.id if row else 0

    def set_current(self, row_id: int) -> None:
        """Make a row the current one, and show it."""
        place = self.rows.place_of(row_id)
        if place >= 0:
            self._make_current(place)

    def full_height(self) -> int:
        """How high the list is that shows all its rows."""
        return self.rows.rowCount() * scaled(_ROW) + 2

    def _make_current(self, place: int) -> None:
        self.setCurrentIndex(self.rows.index(place, 0))
        self.scrollTo(self.currentIndex())

    def _toggle(self, number: int) -> None:
        row = self.rows.row_at(number)
        if row is not None and row.checked is not None:
            self.toggled.emit(row.id, not row.checked)

    @override
    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self._quiet:
            self.chosen.emit(self.current_id())
            self.moved.emit(self.visualRect(current))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentIndex().isValid():
            self.moved.emit(self.visualRect(self.currentIndex()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self._toggle(index.row())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = self._keys.pressed(event, Where.CODEBOOK)
        if event.key() == Qt.Key.Key_Space:
            self._toggle(self.currentIndex().row())
        elif name is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat() or name != "Delete":
            self.wished.emit(name)


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: RowList) -> None:
        super().__init__(view)
        self._view = view

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row, theme = index.data(_Role.ROW), self._view.theme()
        if not isinstance(row, Row):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        ground = rect.adjusted(8.5 if row.checked is None else 1.5, 1.5, -8.5 if row.checked is None else -1.5, -1.5)
        current = index.row() == self._view.currentIndex().row() and bool(row.id)
        focused = current and self._view.hasFocus()
        if (current and row.checked is None) or focused:
            painter.setPen(theme.accent if focused else Qt.PenStyle.NoPen)
            painter.setBrush(theme.selection)
            painter.drawRoundedRect(ground, RADIUS_FIELD, RADIUS_FIELD)
        inside = ground.adjusted(9 if row.checked is None else 5, 0, -8, 0)
        if row.checked is not None:
            _paint_check(painter, QPointF(inside.left() + _MARK / 2, inside.center().y()), theme, checked=row.checked)
            inside.setLeft(inside.left() + _MARK + 10)
        small = interface_font(SMALL_PIXELS)
        painter.setFont(small)
        painter.setPen(theme.muted)
        painter.drawText(inside, _RIGHT, row.note)
        inside.setRight(inside.right() - QFontMetrics(small).horizontalAdvance(row.note) - 10)
        font = interface_font() if row.id else small
        painter.setFont(font)
        painter.setPen(theme.muted if row.archived or not row.id else theme.text)
        painter.drawText(
            inside, _LEFT, QFontMetrics(font).elidedText(row.name, Qt.TextElideMode.ElideRight, int(inside.width()))
        )
        painter.restore()


def _paint_check(painter: QPainter, centre: QPointF, theme: Theme, *, checked: bool) -> None:
    box = QRectF(centre.x() - _MARK / 2 + 0.5, centre.y() - _MARK / 2 + 0.5, _MARK - 1, _MARK - 1)
    painter.setPen(QPen(theme.accent if checked else theme.muted, 1))
    painter.setBrush(theme.accent if checked else theme.field)
    painter.drawRoundedRect(box, 3, 3)
    if checked:
        painter.setPen(QPen(theme.field, 1.6))
        painter.drawPolyline([centre + corner for corner in (QPointF(-3, 0), QPointF(-1, 2.5), QPointF(3.2, -2.5))])
