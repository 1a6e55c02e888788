"""The rows of the small lists that linking opens: types of a link, and ends that words find."""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from reader.domain.codebook import Label
from reader.ui.names import override
from reader.ui.one_column import Index, OneColumn
from reader.ui.painting.marks import paint_mark
from reader.ui.painting.rows import MARK_WIDTH, SPACE, mark_box, paint_ground, paint_key, write_elided
from reader.ui.theme import Theme, interface_font

_PAD, _LEAST, _SMALL = 10, 48, 12
_MOST_TITLE = 0.4


class _Role(IntEnum):
    ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One thing to choose: its words, perhaps a label's mark before and muted words behind them, and a key.

    `faint` ones can be chosen as well, but are not meant for the case.
    """

    words: str
    spoken: str
    label: Label | None = None
    beside: str = ""
    key: str = ""
    faint: bool = False


class LinkRows(OneColumn[LinkRow]):
    """What is told of things to choose."""

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.at(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.words
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
            case _Role.ROW:
                return row
        return None


class LinkRowDelegate(QStyledItemDelegate):
    """Paints the mark, the words, what stands behind them, and the key."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(_Role.ROW)
        if not isinstance(row, LinkRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, self.theme, focused=True)
        box = QRectF(option.rect).adjusted(_PAD, 0, -_PAD, 0)
        if row.label is not None:
            paint_mark(painter, mark_box(box), row.label, self.theme)
            box.setLeft(box.left() + MARK_WIDTH + SPACE)
        if row.key:
            box.setRight(paint_key(painter, box, row.key, self.theme) - SPACE)
        if row.beside and box.width() > 2 * _LEAST:
            box.setRight(self._write_beside(painter, box, row.beside) - SPACE)
        write_elided(painter, box, row.words, interface_font(), self.theme.muted if row.faint else self.theme.text)
        painter.restore()

    def _write_beside(self, painter: QPainter, box: QRectF, words: str) -> float:
        """Write muted words at the right; where they begin."""
        font = interface_font(_SMALL)
        width = min(QFontMetrics(font).horizontalAdvance(words) + 1, int(box.width() * _MOST_TITLE))
        place = QRectF(box.right() - width, box.top(), width, box.height())
        write_elided(painter, place, words, font, self.theme.muted)
        return place.left()
