"""How an action is painted: what was done, who did it and when, and a line where the library stands now."""

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.ui.names import override
from reader.ui.painting.header import joined
from reader.ui.painting.rows import paint_card
from reader.ui.panes.history.rows import HistoryRole, Moment
from reader.ui.system_size import scaled
from reader.ui.theme import Theme, interface_font

_SIDE, _TOP, _GAP = 16, 8, 4
_SMALL = 12
_LEAST_NAME = 24
_NOW_HEIGHT = 20


class HistoryDelegate(QStyledItemDelegate):
    """Paints actions in a theme, each in two lines: the title, and below it who and when."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        #: The width of what else stands in the lower line of the selected row, on the right.
        self.taken = 0

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        moment = index.data(HistoryRole.MOMENT)
        if not isinstance(moment, Moment):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        if moment.now:
            self._paint_now(painter, QRect(rect.left(), rect.top(), rect.width(), now_height()))
            rect = rect.adjusted(0, now_height(), 0, 0)
        paint_card(painter, option, rect, self.theme)
        state: QStyle.StateFlag = option.state
        taken = self.taken if state & QStyle.StateFlag.State_Selected and not moment.now else 0
        self._paint_words(painter, moment, rect.adjusted(_SIDE, _TOP, -_SIDE, -_TOP), taken)
        painter.restore()

    def _paint_now(self, painter: QPainter, rect: QRect) -> None:
        font = interface_font(11, bold=True)
        word = QCoreApplication.translate("HistoryRows", "now")
        painter.setFont(font)
        painter.setPen(self.theme.accent)
        left = rect.right() - _SIDE - QFontMetrics(font).horizontalAdvance(word)
        painter.drawText(QRect(left, rect.top(), 80, rect.height()), Qt.AlignmentFlag.AlignVCenter, word)
        middle = rect.center().y() + 1
        painter.fillRect(
            QRect(rect.left() + _SIDE, middle, left - _GAP * 2 - rect.left() - _SIDE, 1), self.theme.accent
        )

    def _paint_words(self, painter: QPainter, moment: Moment, rect: QRect, taken: int) -> None:
        font = interface_font()
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(self.theme.muted if moment.undone or not moment.who else self.theme.text)
        title = " ".join(moment.title.split())
        # From the middle, since an action is told at both ends: “Tag … as Place”.
        told = metrics.elidedText(title, Qt.TextElideMode.ElideMiddle, rect.width())
        above = QRect(rect.left(), rect.top(), rect.width(), metrics.lineSpacing())
        painter.drawText(above, Qt.AlignmentFlag.AlignVCenter, told)
        small = interface_font(_SMALL)
        metrics = QFontMetrics(small)
        painter.setFont(small)
        painter.setPen(self.theme.muted)
        below = QRect(rect.left(), above.bottom() + 1 + _GAP, rect.width() - taken, metrics.lineSpacing())
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, _line(moment, metrics, below.width()))


def _line(moment: Moment, metrics: QFontMetrics, width: int) -> str:
    """Who and when; where there is no room for both, the name is cut short, or left out, and not the time."""
    undone = QCoreApplication.translate("HistoryRows", "undone") if moment.undone else ""
    rest = joined((moment.when, undone))
    room = width - metrics.horizontalAdvance(f" · {rest}") - _GAP
    if moment.who and room > _LEAST_NAME:
        return joined((metrics.elidedText(moment.who, Qt.TextElideMode.ElideRight, room), moment.when, undone))
    return metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)


def now_height() -> int:
    """How much higher the row is over which the line of now stands, in pixels."""
    return scaled(_NOW_HEIGHT)


def row_height() -> int:
    """The height of a row without the line of now, in pixels."""
    title, small = QFontMetrics(interface_font()), QFontMetrics(interface_font(_SMALL))
    return 2 * _TOP + title.lineSpacing() + _GAP + small.lineSpacing()
