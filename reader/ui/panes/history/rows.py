"""The actions of the history, and what is told of each."""

from array import array
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from PySide6.QtCore import QCoreApplication, Qt

from reader.domain.history import ActionRow
from reader.ui.names import override
from reader.ui.paged_rows import Index, PagedRows
from reader.ui.painting.header import spoken_date
from reader.ui.plain import as_tip


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


class HistoryRows(PagedRows[ActionRow]):
    """The newest action first, the undone ones before the others; the last row is the beginning, with the id 0."""

    _undone = 0

    @override
    def set_ids(self, ids: "array[int]", undone: int = 0) -> None:
        """Show these actions, of which so many of the first are undone."""
        self._undone = undone
        super().set_ids(ids + array("q", [0]) if ids else ids)

    def id_at(self, row: int) -> int | None:
        """The id in a row, 0 for the beginning; None outside the list."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def now(self) -> int:
        """The row of the action after which the library is as it is now; -1 in an empty list."""
        return self._undone if self._ids else -1

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
            case Qt.ItemDataRole.ToolTipRole:
                return as_tip(moment.title)
        return moment.title

    def _moment(self, number: int) -> Moment:
        undone, now = number < self._undone, number == self._undone
        if not self._ids[number]:
            return Moment(_tr("The beginning"), "", _tr("before all of these"), undone, now)
        row = self.fetched(number)
        if row is None:  # dropped by another window, or another program
            return Moment(_tr("This action is gone"), "", "", undone, now)
        return Moment(row.title, row.annotator, spoken_moment(row.at, _today()), undone, now)


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
