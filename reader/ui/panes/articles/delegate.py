"""How a row of the article list is painted: a title, where it comes from, what is tagged in it."""

from unicodedata import bidirectional

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from reader.domain.article import ArticleRow, ArticleState
from reader.ui.names import override
from reader.ui.painting.header import joined, spoken_date
from reader.ui.painting.rows import paint_card
from reader.ui.panes.articles.rows import ArticleRole
from reader.ui.theme import Theme, interface_font, pixmap

_INDENT, _RIGHT, _TOP = 32, 14, 10
_TITLE_LINES = 2
_GAP = 4
_DOT = 7


class ArticleDelegate(QStyledItemDelegate):
    """Paints articles in a theme. Every row has the same height: two lines of title and one below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        self._theme = theme

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ArticleRole.ROW)
        if not isinstance(row, ArticleRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        paint_card(painter, option, rect, self._theme)
        inner = rect.adjusted(_INDENT, _TOP, -_RIGHT, -_TOP)
        lines = self._paint_title(painter, row, inner)
        title_height = QFontMetrics(interface_font(bold=True)).lineSpacing()
        self._paint_below(painter, row, inner.adjusted(0, lines * title_height + _GAP, 0, 0))
        self._paint_mark(painter, row, QPointF(rect.left() + 20, inner.top() + title_height / 2))
        painter.restore()

    def _paint_title(self, painter: QPainter, row: ArticleRow, rect: QRect) -> int:
        """Draw the title in at most two lines, from the right where it is written so; the number of lines."""
        font = interface_font(bold=row.state is ArticleState.UNREAD)
        metrics = QFontMetrics(font)
        painter.setPen(self._theme.muted if row.state is ArticleState.DONE else self._theme.text)
        layout = QTextLayout(" ".join(row.title.split()), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        align = Qt.AlignmentFlag.AlignRight if flows_from_right(row.title) else Qt.AlignmentFlag.AlignLeft
        painter.setFont(font)
        layout.beginLayout()
        drawn = 0
        while drawn < _TITLE_LINES:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(rect.width())
            start = line.textStart()
            text = (
                layout.text()[start:] if drawn == _TITLE_LINES - 1 else layout.text()[start : start + line.textLength()]
            )
            box = QRect(rect.left(), rect.top() + drawn * metrics.lineSpacing(), rect.width(), metrics.lineSpacing())
            told = metrics.elidedText(text.strip(), Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, told)
            drawn += 1
        layout.endLayout()
        return max(1, drawn)

    def _paint_below(self, painter: QPainter, row: ArticleRow, rect: QRect) -> None:
        font = interface_font(12)
        metrics = QFontMetrics(font)
        rect.setHeight(metrics.lineSpacing())
        painter.setFont(font)
        painter.setPen(self._theme.muted)
        right = rect.right()
        for name, count in (("claim", row.claims), ("entity", row.entities)):
            if count:
                right -= metrics.horizontalAdvance(str(count))
                painter.drawText(QRect(right, rect.top(), 80, rect.height()), Qt.AlignmentFlag.AlignVCenter, str(count))
                right -= 18
                icon = pixmap(name, (self._theme.muted if name == "claim" else self._theme.accent).name(), 28)
                painter.drawPixmap(QRect(right, rect.top() + (rect.height() - 14) // 2, 14, 14), icon)
                right -= 10
        told = joined((row.source, spoken_date(row.published)))
        rect.setRight(right - 4)
        painter.drawText(
            rect,
            Qt.AlignmentFlag.AlignVCenter,
            metrics.elidedText(told, Qt.TextElideMode.ElideRight, rect.width()),
        )

    def _paint_mark(self, painter: QPainter, row: ArticleRow, centre: QPointF) -> None:
        """A dot for unread, a tick for done; a star stands in their place where there is one."""
        colour = self._theme.accent.name()
        if row.starred:
            painter.drawPixmap(_square(centre, 14), pixmap("star-filled", colour, 28))
        elif row.state is ArticleState.UNREAD:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.accent)
            painter.drawEllipse(centre, _DOT / 2, _DOT / 2)
        elif row.state is ArticleState.DONE:
            painter.drawPixmap(_square(centre, 14), pixmap("check", self._theme.muted.name(), 28))


def row_height() -> int:
    """The height of every row, in pixels."""
    title, small = QFontMetrics(interface_font(bold=True)), QFontMetrics(interface_font(12))
    return 2 * _TOP + _TITLE_LINES * title.lineSpacing() + _GAP + small.lineSpacing()


def _square(centre: QPointF, side: int) -> QRect:
    return QRect(round(centre.x() - side / 2), round(centre.y() - side / 2), side, side)


def flows_from_right(title: str) -> bool:
    """Whether the first strong character is one of a right-to-left script (UAX #9, rule P2)."""
    for character in title:
        kind = bidirectional(character)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False
