"""How a row of the article list is painted: a title, where it comes from, what is tagged in it."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from reader.domain.article import ArticleRow, ArticleState
from reader.domain.listing import NEWEST_FIRST, ArticleOrder, Group, Grouping, Sort
from reader.ui.names import override
from reader.ui.painting.header import joined, spoken_date
from reader.ui.painting.rows import flows_from_right, paint_card
from reader.ui.panes.articles.rows import ArticleRole, added_on
from reader.ui.theme import RADIUS_SPAN, Theme, interface_font, pixmap

if TYPE_CHECKING:
    from reader.domain.matching import Excerpt

_INDENT, _RIGHT, _TOP = 32, 14, 10
_TITLE_LINES = 2
_GAP = 4
_DOT = 7
_EXCERPT_LINES = 2
_TAG_PAD, _TAG_SPACE = 5, 5


class ArticleDelegate(QStyledItemDelegate):
    """Paints articles in a theme, and the names of groups between them.

    Every article has the same height: two lines of title and one below, and two of an excerpt with `excerpts`.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.order: ArticleOrder = NEWEST_FIRST
        self.excerpts = False

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        self._theme = theme

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        group = index.data(ArticleRole.GROUP)
        if isinstance(group, Group):
            self._paint_group(painter, option.rect, group, first=index.row() == 0)
            return
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
        below = inner.adjusted(0, lines * title_height + _GAP, 0, 0)
        self._paint_below(painter, row, QRect(below))
        excerpt = index.data(ArticleRole.EXCERPT) if self.excerpts else None
        if excerpt is not None:
            below.setTop(below.top() + QFontMetrics(interface_font(12)).lineSpacing() + _GAP)
            self._paint_excerpt(painter, excerpt, below)
        self._paint_mark(painter, row, QPointF(rect.left() + 20, inner.top() + title_height / 2))
        painter.restore()

    def _paint_group(self, painter: QPainter, rect: QRect, group: Group, *, first: bool) -> None:
        """The name of a group and how many are in it, a thin line above it."""
        painter.save()
        if not first:
            painter.setPen(self._theme.line)
            painter.drawLine(rect.left() + 12, rect.top(), rect.right() - 12, rect.top())
        inner = rect.adjusted(14, 4, -_RIGHT, 0)
        painter.setPen(self._theme.muted)
        font = interface_font(12)
        painter.setFont(font)
        count = f"{group.count:,}"
        bottom = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, bottom | Qt.AlignmentFlag.AlignRight, count)
        inner.setRight(inner.right() - QFontMetrics(font).horizontalAdvance(count) - 8)
        bold = interface_font(12, bold=True)
        painter.setFont(bold)
        name = spoken_group(group, self.order.grouping)
        told = QFontMetrics(bold).elidedText(name, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, bottom | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute, told)
        painter.restore()

    def _paint_excerpt(self, painter: QPainter, excerpt: "Excerpt", rect: QRect) -> None:
        """Two lines around what was searched for, which is bold on a quiet ground."""
        font = interface_font(12)
        layout = QTextLayout(excerpt.text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if flows_from_right(excerpt.text):
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        layout.setTextOption(option)
        layout.setFormats([self._hit_format(excerpt.text, hit.start, hit.stop) for hit in excerpt.hits])
        layout.beginLayout()
        height = 0.0
        for _ in range(_EXCERPT_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(rect.width())
            line.setPosition(QPointF(0, height))
            height += QFontMetrics(font).lineSpacing()
        layout.endLayout()
        painter.setPen(self._theme.muted)
        layout.draw(painter, QPointF(rect.topLeft()))

    def _hit_format(self, text: str, start: int, stop: int) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        position = len(text[:start].encode("utf-16-le")) // 2
        made.start, made.length = position, len(text[start:stop].encode("utf-16-le")) // 2
        shown = QTextCharFormat()
        shown.setFontWeight(QFont.Weight.DemiBold)
        shown.setForeground(self._theme.text)
        shown.setBackground(self._theme.line)
        made.format = shown
        return made

    def _paint_tags(self, painter: QPainter, tags: tuple[str, ...], rect: QRect) -> None:
        """As many of the tags as there is room for, and how many more there are."""
        font = interface_font(11)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        left = rect.left()
        for number, name in enumerate(tags):
            more = len(tags) - number
            told = name if left + metrics.horizontalAdvance(name) + 2 * _TAG_PAD <= rect.right() else f"+{more}"
            width = metrics.horizontalAdvance(told) + 2 * _TAG_PAD
            if left + width > rect.right():
                return
            box = QRectF(left + 0.5, rect.top() + 0.5, width, rect.height() - 1)
            painter.setPen(self._theme.line)
            painter.setBrush(self._theme.pane)
            painter.drawRoundedRect(box, RADIUS_SPAN, RADIUS_SPAN)
            painter.setPen(self._theme.muted)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, told)
            left += width + _TAG_SPACE
            if told != name:
                return

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
        told = told_below(row, self.order)
        rect.setRight(right - 4)
        if row.tags:
            width = min(metrics.horizontalAdvance(told) + 1, max(rect.width() // 2, rect.width() - _width_of(row.tags)))
            self._paint_tags(painter, row.tags, rect.adjusted(width + 8, 0, 0, 0))
            painter.setFont(font)
            painter.setPen(self._theme.muted)
            rect.setWidth(width)
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


def row_height(*, excerpts: bool = False) -> int:
    """The height of every article, in pixels; with excerpts or without."""
    title, small = QFontMetrics(interface_font(bold=True)), QFontMetrics(interface_font(12))
    excerpt = _GAP + _EXCERPT_LINES * small.lineSpacing() if excerpts else 0
    return 2 * _TOP + _TITLE_LINES * title.lineSpacing() + _GAP + small.lineSpacing() + excerpt


def spoken_group(group: Group, grouping: Grouping) -> str:
    """The name of a group as people say it: “Today”, “Yesterday”, “Friday 30 May 2025”, or the name of a source."""
    if grouping is not Grouping.DAY:
        return group.name or _tr("No source")
    try:
        day = date.fromisoformat(group.name)
    except ValueError:
        return group.name
    today = date.today()  # noqa: DTZ011 - the day where the person is
    if day in (today, today - timedelta(days=1)):
        return _tr("Today") if day == today else _tr("Yesterday")
    return f"{day:%A} {day.day} {day:%B %Y}"


def told_below(row: ArticleRow, order: ArticleOrder) -> str:
    """What is told under the title: where it comes from and when, or when it came in where neither is known.

    What the group above tells is not told again.
    """
    if not row.source and not row.published:
        known: tuple[str, ...] = (added_on(row),)
    else:
        source = "" if order.grouping is Grouping.SOURCE else row.source
        when = row.published[11:16] if order.grouping is Grouping.DAY else spoken_date(row.published)
        known = (source, when)
    if order.sort is not Sort.LENGTH:
        return joined(known)
    length = _tr("1 word") if row.words == 1 else _tr("{0} words").format(f"{row.words:,}")
    return joined((*known, length))


def _width_of(tags: tuple[str, ...]) -> int:
    metrics = QFontMetrics(interface_font(11))
    return sum(metrics.horizontalAdvance(name) + 2 * _TAG_PAD + _TAG_SPACE for name in tags) + 8


def _tr(words: str) -> str:
    return QCoreApplication.translate("ArticleDelegate", words)


def _square(centre: QPointF, side: int) -> QRect:
    return QRect(round(centre.x() - side / 2), round(centre.y() - side / 2), side, side)
