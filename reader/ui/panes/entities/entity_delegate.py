"""How an entity is painted in a list: the mark of its type, its name, how often it is mentioned, and when."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from reader.domain.codebook import Label
from reader.ui.names import override
from reader.ui.painting.marks import paint_mark
from reader.ui.painting.rows import MARK_WIDTH, mark_box, paint_card, write_elided
from reader.ui.panes.entities.entity_rows import EntityRows
from reader.ui.system_size import scaled
from reader.ui.theme import INTERFACE_PIXELS, SMALL_PIXELS, Theme, interface_font

_INDENT, _SIDE, _RIGHT, _TOP, _GAP = 40, 16, 18, 10, 3
_SPARK_WIDTH, _SPARK_HEIGHT, _LEAST_NAME, _BEFORE_SPARK = 48, 22, 170, 8


class EntityDelegate(QStyledItemDelegate):
    """Paints entities in a theme. All rows are equally high: the name, and below it what is counted.

    They begin so many pixels `further` to the right than in a list at the edge of the window.
    """

    def __init__(self, rows: EntityRows, theme: Theme, further: int = 0) -> None:
        super().__init__()
        self._further = further
        self._rows = rows
        self.theme = theme

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = self._rows.fetched(index.row())
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        paint_card(painter, option, rect, self.theme)
        rect = rect.adjusted(self._further, 0, -self._further, 0)
        label = self._rows.label(row)
        font, small = interface_font(), interface_font(SMALL_PIXELS)
        name_height, below_height = QFontMetrics(font).lineSpacing(), QFontMetrics(small).lineSpacing()
        top = rect.top() + (rect.height() - name_height - _GAP - below_height) / 2
        mark = mark_box(QRectF(rect.left() + _SIDE, top, MARK_WIDTH, name_height))
        paint_mark(painter, mark, label, self.theme)
        right = rect.right() - _RIGHT
        spark = self._rows.tally(row).spark
        width = scaled(_SPARK_WIDTH)
        if self._rows.met_articles is None and spark and right - width - rect.left() - _INDENT >= scaled(_LEAST_NAME):
            height = scaled(_SPARK_HEIGHT)
            box = QRectF(right - width, rect.center().y() - height / 2, width, height)
            paint_spark(painter, box, spark, label, self.theme)
            right -= width + _BEFORE_SPARK
        left = rect.left() + _INDENT
        write_elided(painter, QRectF(left, top, right - left, name_height), row.name, font, self.theme.text)
        below = QRectF(left, top + name_height + _GAP, right - left, below_height)
        write_elided(painter, below, self._rows.counted(row), small, self.theme.muted)
        painter.restore()


def paint_spark(painter: QPainter, box: QRectF, counts: tuple[int, ...], label: Label, theme: Theme) -> None:
    """Small bars on one ground, as high as what they count; what is not nothing is seen."""
    most, step = max(counts), box.width() / len(counts)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(bar_colour(label, theme))
    for number, count in enumerate(counts):
        if count:
            height = max(2.0, box.height() * count / most)
            left = box.left() + number * step
            painter.drawRoundedRect(QRectF(left, box.bottom() - height, step - 1, height), 1, 1)


def bar_colour(label: Label, theme: Theme) -> QColor:
    """The colour of bars that count the mentions of an entity of this type."""
    return theme.entity_edge(label.colour, anywhere=True)


def row_height() -> int:
    """The height of every row, in pixels."""
    name, below = QFontMetrics(interface_font(INTERFACE_PIXELS)), QFontMetrics(interface_font(SMALL_PIXELS))
    return 2 * _TOP + name.lineSpacing() + _GAP + below.lineSpacing()
