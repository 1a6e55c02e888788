"""How a row of a list is painted: its ground, the place of its mark, its words in one line."""

from collections.abc import Sequence
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from reader.ui.system_size import scaled
from reader.ui.theme import RADIUS_FIELD, RADIUS_ROW, Theme, interface_font

MARK_WIDTH, SPACE = 14, 10
_MARK_HEIGHT = 10
_BAR, _ABOVE_BAR = 3, 8
_KEY_PIXELS, _KEY_HEIGHT = 11, 16
_MOST_LINES = 20


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, theme: Theme, *, focused: bool) -> None:
    """Paint what lies under a floating row that is selected or under the mouse; a bar shows that keys go there."""
    state: QStyle.StateFlag = option.state
    selected = bool(state & QStyle.StateFlag.State_Selected)
    if not selected and not (state & QStyle.StateFlag.State_MouseOver and state & QStyle.StateFlag.State_Enabled):
        return
    rect = QRectF(option.rect)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.selection if selected else hover_ground(theme))
    painter.drawRoundedRect(rect, RADIUS_FIELD, RADIUS_FIELD)
    if selected and focused:
        painter.setBrush(theme.accent)
        painter.drawRoundedRect(
            QRectF(rect.left(), rect.top() + _ABOVE_BAR, _BAR, rect.height() - 2 * _ABOVE_BAR), _BAR / 2, _BAR / 2
        )


def paint_card(painter: QPainter, option: QStyleOptionViewItem, row: QRect, theme: Theme) -> None:
    """Paint what lies under a row of several lines, in the same cases; an edge shows that keys go there."""
    state: QStyle.StateFlag = option.state
    painter.setPen(Qt.PenStyle.NoPen)
    if state & QStyle.StateFlag.State_Selected:
        painter.setBrush(theme.selection)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.accent)
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(theme.hover)
    else:
        return
    painter.drawRoundedRect(QRectF(row).adjusted(6.5, 1.5, -6.5, -1.5), RADIUS_ROW, RADIUS_ROW)


def floating_ground(theme: Theme) -> QColor:
    """The colour of what floats over the window: lighter than the page, where that is possible."""
    return theme.faint if theme.dark else theme.field


def hover_ground(theme: Theme) -> QColor:
    """The colour of a row under the mouse there, which is seen on `floating_ground`."""
    return theme.line if theme.dark else theme.hover


def mark_box(row: QRectF) -> QRectF:
    """Where the mark of a label stands at the left of a row."""
    return QRectF(row.left(), row.center().y() - _MARK_HEIGHT / 2, MARK_WIDTH, _MARK_HEIGHT)


def write_elided(painter: QPainter, box: QRectF, words: str, font: QFont, colour: QColor) -> float:
    """Write a line of words from the left of the box, whatever their direction; the width in pixels that they take."""
    metrics = QFontMetrics(font)
    line = metrics.elidedText(" ".join(words.split()), Qt.TextElideMode.ElideRight, int(box.width()))
    painter.setFont(font)
    painter.setPen(colour)
    align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(box, align, line)
    return metrics.horizontalAdvance(line)


def flows_from_right(words: str) -> bool:
    """Whether the first strong character is one of a right-to-left script (UAX #9, rule P2)."""
    kinds = (bidirectional(character) for character in words)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def in_lines(
    words: str, font: QFont, width: float, most: int = _MOST_LINES, formats: Sequence[QTextLayout.FormatRange] = ()
) -> QTextLayout:
    """Words in lines of a width, `most` lines at the most; what flows from the right stands there."""
    layout = QTextLayout(words, font)
    layout.setFormats(list(formats))
    option = QTextOption()
    if flows_from_right(words):
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    for _ in range(most):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


def paint_key(painter: QPainter, rect: QRectF, key: str, theme: Theme) -> float:
    """Paint a key in a small box at the right of a row; where it begins."""
    font = interface_font(_KEY_PIXELS)
    height = scaled(_KEY_HEIGHT)
    width = max(height, QFontMetrics(font).horizontalAdvance(key) + 8)
    box = QRectF(round(rect.right() - width), round(rect.center().y() - height / 2), width, height)
    painter.setPen(theme.line)
    painter.setBrush(theme.pane)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setFont(font)
    painter.setPen(theme.muted)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
    return box.left()
