"""The list of feeds: arrows go through it, and one or many can be chosen."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from reader.domain.feeds import FeedRow
from reader.ui.dialogs.feeds.rows import FeedRole, FeedRows
from reader.ui.dialogs.feeds.words import refreshed
from reader.ui.keys import Keys, Where
from reader.ui.names import override
from reader.ui.row_view import RowView
from reader.ui.system_size import scaled
from reader.ui.theme import RADIUS_FIELD, SMALL_PIXELS, Theme, interface_font

_FEED_HEIGHT, _FOLDER_HEIGHT = 48, 32
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

_Index = QModelIndex | QPersistentModelIndex


class FeedList(RowView):
    """Shows the feeds by folder. `chosen` tells that others are chosen, `wished` a name of the table of keys."""

    chosen = Signal()
    wished = Signal(str)

    def __init__(self, keys: Keys, theme: Theme) -> None:
        super().__init__(scaled(_FEED_HEIGHT))
        self.setObjectName("feedList")
        self.setAccessibleName(self.tr("Feeds"))
        self._keys = keys
        self._theme = theme
        self._quiet = False
        self.rows = FeedRows()
        self.rows.setParent(self)
        self.setModel(self.rows)
        self.setItemDelegate(_FeedDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().selectionChanged.connect(self._tell)
        self.doubleClicked.connect(lambda _index: self.wished.emit("Name"))

    def theme(self) -> Theme:
        """The colours that rows are painted in."""
        return self._theme

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.viewport().update()

    def show_feeds(self, feeds: list[FeedRow]) -> None:
        """Show these; what was chosen stays so, or what stood beside it is. Tells nothing."""
        before, row = self.chosen_ids(), self.currentIndex().row()
        self._quiet = True
        self.rows.show_feeds(feeds)
        for number in range(self.rows.rowCount()):
            is_feed = self.rows.feed(number) is not None
            self.setRowHeight(number, scaled(_FEED_HEIGHT if is_feed else _FOLDER_HEIGHT))
        kept = [place for place in map(self.rows.row_of, before) if place >= 0]
        self._select(kept or [self._feed_near(row)])
        self._quiet = False

    def choose(self, feed_id: int) -> None:
        """Choose one feed, and show it."""
        row = self.rows.row_of(feed_id)
        if row >= 0:
            self._select([row])
            self.scrollTo(self.rows.index(row, 0))

    def chosen_ids(self) -> tuple[int, ...]:
        """The ids of the chosen feeds, in the order of the list."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(feed.id for feed in map(self.rows.feed, rows) if feed is not None)

    def chosen_feeds(self) -> list[FeedRow]:
        """The chosen feeds, in the order of the list."""
        chosen = set(self.chosen_ids())
        return [feed for feed in self.rows.feeds() if feed.id in chosen]

    def _feed_near(self, row: int) -> int:
        """The row of the feed at this row, the next after it, else the last."""
        rows = [number for number in range(self.rows.rowCount()) if self.rows.feed(number) is not None]
        return next((number for number in rows if number >= row), rows[-1] if rows else -1)

    def _select(self, rows: list[int]) -> None:
        selection = self.selectionModel()
        selection.clear()
        for number, row in enumerate(filter(lambda row: row >= 0, rows)):
            index = self.rows.index(row, 0)
            selection.select(index, QItemSelectionModel.SelectionFlag.Select)
            if number == 0:
                selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.viewport().update()
        self._tell()

    def _tell(self) -> None:
        if not self._quiet:
            self.chosen.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = self._keys.pressed(event, Where.FEEDS)
        if name is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.wished.emit(name)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.rows.rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setFont(interface_font())
        painter.setPen(self._theme.muted)
        words = self.tr(
            "No feeds yet.\n\nWrite the address of a feed above, or of a site that has one; or import a list."
        )
        room = self.viewport().rect().adjusted(24, 24, -24, -24)
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, words)


class _FeedDelegate(QStyledItemDelegate):
    def __init__(self, view: FeedList) -> None:
        super().__init__(view)
        self._view = view

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, rect = self._view.theme(), QRectF(option.rect)
        feed = index.data(FeedRole.FEED)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(feed, FeedRow):
            self._paint_ground(painter, rect.adjusted(8, 1, -8, -1), index)
            _paint_feed(painter, rect.adjusted(20, 6, -20, -6), feed, theme)
        else:
            inside = rect.adjusted(20, 8, -20, 0)
            small = interface_font(SMALL_PIXELS, bold=True)
            left = _write(painter, inside, _told(index.data(FeedRole.UNREAD)), small, theme.muted, right=True)
            inside.setRight(left - 8)
            _write(painter, inside, str(index.data()), small, theme.muted)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRectF, index: _Index) -> None:
        theme, view = self._view.theme(), self._view
        chosen = view.selectionModel().isRowSelected(index.row())
        if not chosen and view.indexAt(view.viewport().mapFromGlobal(view.cursor().pos())) != index:
            return
        focused = view.hasFocus() and index == view.currentIndex()
        painter.setPen(QPen(theme.accent, 1) if chosen and focused else Qt.PenStyle.NoPen)
        painter.setBrush(theme.selection if chosen else theme.hover)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_FIELD, RADIUS_FIELD)


def _paint_feed(painter: QPainter, rect: QRectF, feed: FeedRow, theme: Theme) -> None:
    upper, lower = QRectF(rect), QRectF(rect)
    upper.setBottom(rect.center().y())
    lower.setTop(rect.center().y())
    small = interface_font(SMALL_PIXELS)
    left = _write(painter, upper, _told(feed.unread), small, theme.accent, right=True)
    upper.setRight(left - 8)
    _write(painter, upper, feed.name, interface_font(bold=feed.unread > 0), theme.text)
    _write(painter, lower, feed.trouble or refreshed(feed), small, theme.error if feed.trouble else theme.muted)


def _told(count: object) -> str:
    return f"{count:,}" if isinstance(count, int) and count else ""


def _write(painter: QPainter, rect: QRectF, words: str, font: QFont, colour: QColor, *, right: bool = False) -> float:
    """Write words in one line, cut where there is no room; where they begin."""
    painter.setFont(font)
    painter.setPen(colour)
    measured = QFontMetrics(painter.font())
    told = measured.elidedText(words, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(rect, _RIGHT if right else _LEFT, told)
    return rect.right() - measured.horizontalAdvance(told) if right else rect.left()
