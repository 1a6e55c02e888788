"""The actions of the history: an array of ids, and pages of rows fetched as they are painted."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.domain.history import ActionRow
from reader.ui.names import override
from reader.ui.painting.header import spoken_date

_PAGE = 64
_MOST_PAGES = 40

Fetch = Callable[[Sequence[int]], dict[int, ActionRow]]
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class HistoryRole(IntEnum):
    """What the model tells beside Qt's own roles."""

    MOMENT = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Moment:
    """A row as it is painted: what was done, who did it and when; whether it is undone, and whether that is now."""

    title: str
    who: str
    when: str
    undone: bool
    now: bool


class HistoryRows(QAbstractListModel):
    """Holds ids, the newest first, the undone ones before the others; the last row is the beginning, with the id 0.

    Rows come from `fetch`, a page at a time.
    """

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._ids: array[int] = array("q")
        self._undone = 0
        self._pages: dict[int, dict[int, ActionRow]] = {}

    def set_ids(self, ids: "array[int]", undone: int) -> None:
        """Show these actions, of which so many of the first are undone."""
        self.beginResetModel()
        self._ids = ids + array("q", [0]) if ids else ids
        self._undone = undone
        self._pages.clear()
        self.endResetModel()

    def id_at(self, row: int) -> int | None:
        """The id in a row, 0 for the beginning; None outside the list."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, action_id: int) -> int:
        """The row of an action, -1 where it is not in the list."""
        try:
            return self._ids.index(action_id)
        except ValueError:
            return -1

    def now(self) -> int:
        """The row of the action after which the library is as it is now; -1 in an empty list."""
        return self._undone if self._ids else -1

    @override
    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role not in _TOLD:
            return None
        moment = self._moment(index.row())
        match role:
            case HistoryRole.MOMENT:
                return moment
            case Qt.ItemDataRole.AccessibleTextRole:
                return _spoken(moment)
        return moment.title

    def _moment(self, number: int) -> Moment:
        undone, now = number < self._undone, number == self._undone
        if not self._ids[number]:
            return Moment(_tr("The beginning"), "", _tr("before all of these"), undone, now)
        row = self._row(number)
        if row is None:  # dropped by another window, or another program
            return Moment(_tr("This action is gone"), "", "", undone, now)
        return Moment(row.title, row.annotator, spoken_moment(row.at, _today()), undone, now)

    def _row(self, number: int) -> ActionRow | None:
        page = number // _PAGE
        if page not in self._pages:
            if len(self._pages) >= _MOST_PAGES:
                del self._pages[next(iter(self._pages))]
            self._pages[page] = self._fetch(self._ids[page * _PAGE : (page + 1) * _PAGE])
        return self._pages[page].get(self._ids[number])


_TOLD = {
    HistoryRole.MOMENT,
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
}


def spoken_moment(at: str, today: date) -> str:
    """A moment (UTC, ISO 8601) in local time: “14:02” today, “yesterday 14:02”, or “12 May 2026, 14:02”."""
    try:
        moment = datetime.fromisoformat(at).astimezone()
    except (ValueError, OverflowError):  # written by another program
        return at
    if moment.date() == today:
        return f"{moment:%H:%M}"
    if moment.date() == today - timedelta(days=1):
        return _tr("yesterday {0}").format(f"{moment:%H:%M}")
    return spoken_date(moment.isoformat())


def _today() -> date:
    return datetime.now().astimezone().date()


def _spoken(moment: Moment) -> str:
    state = _tr("undone") if moment.undone else _tr("now") if moment.now else ""
    return ", ".join(part for part in (moment.title, moment.who, moment.when, state) if part)


def _tr(words: str) -> str:
    return QCoreApplication.translate("HistoryRows", words)
