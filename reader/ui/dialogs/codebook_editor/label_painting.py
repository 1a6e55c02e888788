"""How a row of the tree of labels is painted: the mark, the name, the key."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from reader.domain.codebook import Label
from reader.ui.dialogs.codebook_editor.label_rows import LabelRole
from reader.ui.names import override
from reader.ui.painting.marks import paint_mark
from reader.ui.system_size import scaled
from reader.ui.theme import RADIUS_FIELD, Theme, interface_font

_ROW, _HEADING = 30, 30
_MARK = QSize(14, 10)
_KEY_HEIGHT = 16
_FADED = 0.45


class RowHeights(QStyledItemDelegate):
    """Says how high rows are; the tree paints them as a whole."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, scaled(_HEADING if index.data(LabelRole.LABEL) is None else _ROW))


def paint_heading(painter: QPainter, rect: QRectF, words: str, theme: Theme) -> None:
    """The name of a kind, over its labels."""
    painter.setFont(interface_font(11))
    painter.setPen(theme.muted)
    align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
    painter.drawText(rect.adjusted(16, 0, -16, -6), align, words)


def dragged(label: Label, archived: str, width: int, theme: Theme, ratio: float) -> QPixmap:
    """A label as it is dragged, for a screen with so many device pixels to a pixel."""
    picture = QPixmap(QSize(width, scaled(_ROW)) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rect = QRectF(0, 0, width, scaled(_ROW))
    painter.setPen(theme.line)
    painter.setBrush(theme.selection)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_FIELD, RADIUS_FIELD)
    paint_label(painter, rect.adjusted(8, 0, -8, 0), label, archived, theme)
    painter.end()
    return picture


def paint_label(painter: QPainter, rect: QRectF, label: Label, archived: str, theme: Theme) -> None:
    """One label; an archived one is faint, and the word for that stands before its key."""
    mark = QRectF(rect.left(), rect.center().y() - _MARK.height() / 2, _MARK.width(), _MARK.height())
    if label.archived:
        painter.setOpacity(_FADED)
    paint_mark(painter, mark, label, theme)
    painter.setOpacity(1)
    right = rect.right()
    if label.key:
        right = _paint_key(painter, rect, label.key, theme) - 6
    if label.archived:
        painter.setFont(interface_font(11))
        painter.setPen(theme.muted)
        width = painter.fontMetrics().horizontalAdvance(archived)
        box = QRectF(right - width, rect.top(), width, rect.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, archived)
        right = box.left() - 6
    font = interface_font()
    box = QRectF(mark.right() + 10, rect.top(), right - mark.right() - 10, rect.height())
    told = QFontMetrics(font).elidedText(label.name, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.setFont(font)
    painter.setPen(theme.muted if label.archived else theme.text)
    align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(box, align, told)


def paint_fold(painter: QPainter, centre: QPointF, theme: Theme, *, unfolded: bool) -> None:
    """The sign before a label that has others nested under it."""
    corners = [QPointF(-3, -1.5), QPointF(0, 1.5), QPointF(3, -1.5)]
    if not unfolded:
        corners = [QPointF(corner.y(), corner.x()) for corner in corners]
    painter.setPen(QPen(theme.muted, 1.3))
    painter.drawPolyline([centre + corner for corner in corners])


def _paint_key(painter: QPainter, rect: QRectF, key: str, theme: Theme) -> float:
    """A key in its box at the right of a row; where the box begins."""
    painter.setFont(interface_font(11))
    height = scaled(_KEY_HEIGHT)
    width = max(height, painter.fontMetrics().horizontalAdvance(key) + 8)
    box = QRectF(rect.right() - width, rect.center().y() - height / 2, width, height)
    painter.setPen(theme.line)
    painter.setBrush(theme.pane)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setPen(theme.muted)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
    return box.left()
