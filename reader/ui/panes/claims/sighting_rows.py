"""The sightings of one claim: where and when, and in which words."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from reader.domain.codebook import Codebook
from reader.domain.ledger import Sighting
from reader.ui.names import override
from reader.ui.paged_rows import Index
from reader.ui.painting.header import joined, spoken_date
from reader.ui.painting.rows import paint_card, write_elided
from reader.ui.panes.claims.claim_delegate import claim_font, paint_claim
from reader.ui.plain import as_tip
from reader.ui.system_size import scaled
from reader.ui.theme import SMALL_PIXELS, Theme, interface_font

_TOP, _SIDE, _GAP, _LINE = 9, 18, 3, 17
_LINES = 2
_NO_PARENT = QModelIndex()


class SightingRows(QAbstractListModel):
    """Holds the sightings that a claim came with."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sightings: tuple[Sighting, ...] = ()

    def show(self, sightings: Sequence[Sighting]) -> None:
        """Show these."""
        self.beginResetModel()
        self._sightings = tuple(sightings)
        self.endResetModel()

    def at(self, row: int) -> Sighting | None:
        """The sighting of a row."""
        return self._sightings[row] if 0 <= row < len(self._sightings) else None

    @override
    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._sightings)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        sighting = self.at(index.row())
        if sighting is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(sighting.quote.split())
            case Qt.ItemDataRole.AccessibleTextRole:
                said = (sighting.source, spoken_date(sighting.published[:10]), sighting.quote, sighting.title)
                return ", ".join(part for part in said if part)
            case Qt.ItemDataRole.ToolTipRole:
                return as_tip(f"{sighting.title}\n\n{sighting.quote}")
        return None


class SightingDelegate(QStyledItemDelegate):
    """Paints where and when in a muted line, and below it the words."""

    def __init__(self, rows: SightingRows, theme: Theme) -> None:
        super().__init__()
        self._rows, self.theme = rows, theme
        self.codebook = Codebook(())

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        sighting = self._rows.at(index.row())
        if sighting is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_card(painter, option, option.rect, self.theme)
        inner = QRectF(option.rect).adjusted(_SIDE, _TOP, -_SIDE, -_TOP)
        where = joined((sighting.source or sighting.title, spoken_date(sighting.published[:10])))
        head = QRectF(inner.left(), inner.top(), inner.width(), scaled(_LINE))
        write_elided(painter, head, where, interface_font(SMALL_PIXELS), self.theme.muted)
        bar = self.theme.claim_line(self.codebook.shown(sighting.label_id).colour, anywhere=True)
        paint_claim(painter, inner.adjusted(0, head.height() + _GAP, 0, 0), sighting.quote, bar, self.theme.text)
        painter.restore()


def sighting_height() -> int:
    """The height of every row, in pixels."""
    return round(2 * _TOP + scaled(_LINE) + _GAP + _LINES * QFontMetricsF(claim_font()).height())
