"""The rows of a choice of entities: entities of the register, a new one, none; as a model, and how one is painted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from reader.domain.codebook import Codebook
from reader.domain.entity import Entity, Why
from reader.ui.names import override
from reader.ui.one_column import Index, OneColumn
from reader.ui.painting.marks import paint_mark
from reader.ui.painting.rows import MARK_WIDTH, SPACE, mark_box, paint_ground, write_elided
from reader.ui.theme import Theme, interface_font, pixmap

_PAD, _LEAST_SUBTITLE, _SMALL, _MOST_ALIASES = 10, 48, 12, 3


class EntityRole(IntEnum):
    """What the model tells beside Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole
    SUBTITLE = Qt.ItemDataRole.UserRole + 1
    LABEL_ID = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of the register, why it is proposed, and whether it is the one that is meant now."""

    entity: Entity
    why: Why | None = None
    linked: bool = False


@dataclass(frozen=True, slots=True)
class New:
    """The wish for an entity of this name and type; `named` where another one has the name already.

    `typed` where the type must be told, since several are offered.
    """

    name: str
    label_id: int
    named: bool = False
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Nobody:
    """The wish that no entity be meant."""


Row = Known | New | Nobody


class EntityRows(OneColumn[Row]):
    """What is told of entities; what is said of an entity beside its name stands in a role of its own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._codebook = Codebook(())
        self._label_id: int | None = None
        self._mentions: Mapping[int, int] = {}

    def show_entities(
        self, rows: Sequence[Row], codebook: Codebook, label_id: int | None, mentions: Mapping[int, int]
    ) -> None:
        """Show these; of an entity of another type than `label_id` the type is said, of all how often they come."""
        self._codebook, self._label_id, self._mentions = codebook, label_id, mentions
        self.show_rows(rows)

    @property
    def codebook(self) -> Codebook:
        """What the types are named after."""
        return self._codebook

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
            case EntityRole.ROW:
                return row
            case EntityRole.SUBTITLE:
                return self._subtitle(row)
            case EntityRole.LABEL_ID:
                return _label_id(row)
        return None

    def _title(self, row: Row) -> str:
        match row:
            case Known(entity):
                return entity.name
            case New(name, label_id, _, typed=True):
                return self.tr("New {0} “{1}”").format(self._codebook.shown(label_id).name, name)
            case New(name, _, named=True):
                return self.tr("Another entity “{0}”").format(name)
            case New(name):
                return self.tr("New entity “{0}”").format(name)
            case Nobody():
                return self.tr("No entity")

    def _subtitle(self, row: Row) -> str:
        match row:
            case Known(entity, why, linked):
                others = ", ".join(f"\u2068{alias}\u2069" for alias in entity.aliases[:_MOST_ALIASES])
                parts = (
                    self._codebook.shown(entity.label_id).name if entity.label_id != self._label_id else "",
                    self.tr("linked now") if linked else self.tr(str(why)) if why else "",
                    self.tr("also {0}").format(others) if others else "",
                    self._count(entity.id),
                )
                return " · ".join(part for part in parts if part)
            case New(_, label_id, _, typed=False):
                return self._codebook.shown(label_id).name
            case Nobody():
                return self.tr("leave it open who or what is meant")
        return ""

    def _count(self, entity_id: int) -> str:
        count = self._mentions.get(entity_id, 0)
        return self.tr("1 mention") if count == 1 else self.tr("{0} mentions").format(f"{count:,}") if count else ""

    def _told(self, row: Row) -> str:
        own = isinstance(row, Known) and row.entity.label_id == self._label_id
        label = self._codebook.shown(row.entity.label_id).name if isinstance(row, Known) and own else ""
        return ", ".join(part for part in (self._title(row), label, self._subtitle(row)) if part)


def _label_id(row: Row) -> int | None:
    match row:
        case Known(entity):
            return entity.label_id
        case New(_, label_id):
            return label_id
        case Nobody():
            return None


class EntityDelegate(QStyledItemDelegate):
    """Paints the mark of the type, the name, and quietly what is said of it; the one that is meant has a tick."""

    def __init__(self, rows: EntityRows, theme: Theme) -> None:
        super().__init__()
        self._rows = rows
        self.theme = theme

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, label_id = index.data(EntityRole.ROW), index.data(EntityRole.LABEL_ID)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, self.theme, focused=True)
        box = QRectF(option.rect).adjusted(_PAD, 0, -_PAD, 0)
        if isinstance(row, Known) and label_id is not None:
            paint_mark(painter, mark_box(box), self._rows.codebook.shown(label_id), self.theme)
        else:
            self._paint_sign(painter, box.left(), box.center().y(), "add" if isinstance(row, New) else "close")
        if isinstance(row, Known) and row.linked:
            self._paint_sign(painter, box.right() - MARK_WIDTH, box.center().y(), "check")
            box.setRight(box.right() - MARK_WIDTH - SPACE)
        box.setLeft(box.left() + MARK_WIDTH + SPACE)
        name = str(index.data())
        box.setLeft(box.left() + write_elided(painter, box, name, interface_font(), self.theme.text) + SPACE)
        subtitle = str(index.data(EntityRole.SUBTITLE) or "")
        if subtitle and box.width() >= _LEAST_SUBTITLE:
            write_elided(painter, box, subtitle, interface_font(_SMALL), self.theme.muted)
        painter.restore()

    def _paint_sign(self, painter: QPainter, left: float, middle: float, name: str) -> None:
        sign = pixmap(name, self.theme.muted.name(), 2 * MARK_WIDTH)
        painter.drawPixmap(QRectF(left, middle - MARK_WIDTH / 2, MARK_WIDTH, MARK_WIDTH), sign, QRectF(sign.rect()))
