"""The feeds as rows: the name of each folder, then its feeds."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from reader.domain.feeds import FeedRow
from reader.ui.dialogs.feeds.words import refreshed
from reader.ui.names import override
from reader.ui.plain import as_tip

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class FeedRole(IntEnum):
    """What the view asks for beyond the words."""

    FEED = Qt.ItemDataRole.UserRole
    UNREAD = Qt.ItemDataRole.UserRole + 1


class FeedRows(QAbstractTableModel):
    """One column; a row is a feed, or the name of a folder, which cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[FeedRow | str] = []
        self._unread: dict[str, int] = {}

    def show_feeds(self, feeds: Sequence[FeedRow]) -> None:
        """Show these feeds, in order: those without a folder first."""
        self.beginResetModel()
        self._rows, self._unread = [], {}
        folder = ""
        for feed in feeds:
            if feed.folder != folder:
                folder = feed.folder
                self._rows.append(folder)
            self._rows.append(feed)
            self._unread[folder] = self._unread.get(folder, 0) + feed.unread
        self.endResetModel()

    def feed(self, row: int) -> FeedRow | None:
        """The feed of a row, None for a folder."""
        shown = self._rows[row] if 0 <= row < len(self._rows) else None
        return shown if isinstance(shown, FeedRow) else None

    def feeds(self) -> list[FeedRow]:
        """All feeds."""
        return [row for row in self._rows if isinstance(row, FeedRow)]

    def row_of(self, feed_id: int) -> int:
        """The row of a feed, -1 where it is not shown."""
        return next((n for n, row in enumerate(self._rows) if isinstance(row, FeedRow) and row.id == feed_id), -1)

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.feed(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self._rows):
            return None
        shown = self._rows[index.row()]
        feed = shown if isinstance(shown, FeedRow) else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return feed.name if feed else shown
            case Qt.ItemDataRole.ToolTipRole:
                return as_tip("\n".join(filter(None, (feed.name, feed.url, feed.trouble))) if feed else str(shown))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._said(feed) if feed else shown
            case FeedRole.FEED:
                return feed
            case FeedRole.UNREAD:
                return feed.unread if feed else self._unread.get(str(shown), 0)
        return None

    def _said(self, feed: FeedRow) -> str:
        unread = self.tr("{0} unread").format(feed.unread)
        return ", ".join((feed.name, unread, feed.trouble or refreshed(feed)))
