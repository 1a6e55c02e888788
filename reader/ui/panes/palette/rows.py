"""The rows of the palette as a model, and how one is painted."""

from enum import IntEnum

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from reader.ui.names import override
from reader.ui.one_column import Index, OneColumn
from reader.ui.painting.marks import paint_mark
from reader.ui.painting.rows import MARK_WIDTH, SPACE, mark_box, paint_ground, paint_key, write_elided
from reader.ui.panes.palette.choices import Choice, ChoiceKind, Heading, Row
from reader.ui.theme import Theme, interface_font

_PAD, _LEAST_SUBTITLE = 10, 48
_SMALL = 12


class PaletteRole(IntEnum):
    """What the model tells beside Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole


class PaletteRows(OneColumn[Row]):
    """One column. A heading can be neither chosen nor selected."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = {ChoiceKind.LABEL: self.tr("Labels"), ChoiceKind.ENTITY: self.tr("Entities")}

    def next_choosable(self, number: int, step: int) -> int:
        """The nearest row from this one on, in the direction of the step, that can be chosen; -1 without any."""
        while 0 <= number < len(self._rows):
            if not isinstance(self._rows[number], Heading):
                return number
            number += step
        return -1

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self.row(index.row()), Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.at(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._title(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._told(row)
            case PaletteRole.ROW:
                return row
        return None

    def _title(self, row: Row) -> str:
        match row:
            case Choice():
                return row.title
            case Heading():
                return self._headings[row.kind]

    def _told(self, row: Row) -> str:
        if not isinstance(row, Choice):
            return self._title(row)
        kind = self.tr(str(row.label.kind if row.label and row.kind is ChoiceKind.LABEL else row.kind))
        if row.label is not None and row.kind is ChoiceKind.ENTITY:
            kind = row.label.name
        key = self.tr("key {0}").format(row.key) if row.key else ""
        return ", ".join(part for part in (row.title, kind, key, row.subtitle) if part)


class PaletteDelegate(QStyledItemDelegate):
    """Paints the mark, the name, what is said of it, and its key."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(PaletteRole.ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, self.theme, focused=True)
        box = QRectF(option.rect).adjusted(_PAD, 0, -_PAD, 0)
        match row:
            case Heading():
                self._write(painter, box.adjusted(0, 6, 0, 0), str(index.data()), muted=True)
            case Choice():
                self._paint_choice(painter, box, row)
        painter.restore()

    def _paint_choice(self, painter: QPainter, box: QRectF, choice: Choice) -> None:
        if choice.label is not None:
            paint_mark(painter, mark_box(box), choice.label, self.theme)
        if choice.key:
            box.setRight(paint_key(painter, box, choice.key, self.theme) - SPACE)
        box.setLeft(box.left() + MARK_WIDTH + SPACE)
        box.setLeft(box.left() + self._write(painter, box, choice.title) + SPACE)
        if choice.subtitle and box.width() >= _LEAST_SUBTITLE:
            self._write(painter, box, choice.subtitle, muted=True)

    def _write(self, painter: QPainter, box: QRectF, words: str, *, muted: bool = False) -> float:
        font = interface_font(_SMALL) if muted else interface_font()
        return write_elided(painter, box, words, font, self.theme.muted if muted else self.theme.text)
