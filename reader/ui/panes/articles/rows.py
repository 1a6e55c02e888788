"""The articles of a list, and what is told of each; where the list is grouped, rows between them name the groups."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from enum import IntEnum
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, Qt, QTimer, Signal

from reader.domain.article import ArticleRow, ArticleState
from reader.domain.listing import Group
from reader.ui.names import override
from reader.ui.paged_rows import Index, PagedRows
from reader.ui.painting.header import spoken_date

if TYPE_CHECKING:
    from reader.domain.matching import Excerpt

_NO_PARENT = QModelIndex()
_MOST_EXCERPTS = 2000
#: A list of more is shown anew where it has grown: to compare it with what is shown would take longer.
_MOST_GROWING = 1000


class ArticleRole(IntEnum):
    """What the model tells beside Qt's own roles."""

    ID = Qt.ItemDataRole.UserRole
    ROW = Qt.ItemDataRole.UserRole + 1
    GROUP = Qt.ItemDataRole.UserRole + 2
    EXCERPT = Qt.ItemDataRole.UserRole + 3


class ArticleRows(PagedRows[ArticleRow]):
    """What the list tells of its articles. A row that names a group can be neither chosen nor selected.

    `excerpts_wanted` asks for excerpts of the articles with these ids, which are shown and have none yet.
    """

    excerpts_wanted = Signal(object)

    def __init__(self, fetch: Callable[[Sequence[int]], dict[int, ArticleRow]], parent: QObject | None = None) -> None:
        super().__init__(fetch, parent)
        self._groups: Sequence[Group] = ()
        self._starts: list[int] = []
        self._heads: list[int] = []
        self._excerpts: dict[int, Excerpt] | None = None
        self._missing: dict[int, None] = {}
        self._missing_timer = QTimer(self, singleShot=True, interval=0)
        self._missing_timer.timeout.connect(lambda: self.excerpts_wanted.emit(tuple(self._missing)))

    @override
    def set_ids(self, ids: "array[int]") -> None:
        self.show_articles(ids, ())

    def show_articles(self, ids: "array[int]", groups: Sequence[Group]) -> None:
        """Show these, in these groups. Where they begin with those that are shown, the others are added below."""
        shown = len(self._ids)
        starts, heads = _places(groups, len(ids))
        grows = (
            0 < shown < min(len(ids), _MOST_GROWING) and ids[:shown] == self._ids and list(groups) == list(self._groups)
        )
        if grows:
            self.beginInsertRows(_NO_PARENT, self.rowCount(), len(ids) + len(heads) - 1)
            self._pages.clear()
        else:
            self.beginResetModel()
            self._pages.clear()
        self._ids, self._groups, self._starts, self._heads = ids, groups, starts, heads
        if grows:
            self.endInsertRows()
        else:
            self.endResetModel()

    def heads(self) -> Sequence[int]:
        """The rows that name groups."""
        return self._heads

    def id_at(self, row: int) -> int:
        """The id in a row, 0 outside the list and where a group is named."""
        number = self.number_at(row)
        return self._ids[number] if number >= 0 else 0

    def number_at(self, row: int) -> int:
        """Which of the articles stands in a row, from 0 on; -1 outside the list and where a group is named."""
        above = bisect_right(self._heads, row)
        if above and self._heads[above - 1] == row:
            return -1
        return row - above if 0 <= row - above < len(self._ids) else -1

    @override
    def row_at(self, number: int) -> int:
        return number + bisect_right(self._starts, number)

    @override
    def row_of(self, row_id: int, near: int = -1) -> int:
        """The row with this id, -1 where it is not in the list; at once where it is the row `near`."""
        if near >= 0 and self.id_at(near) == row_id:
            return near
        number = super().row_of(row_id)
        return self.row_at(number) if number >= 0 else -1

    def next_article(self, row: int, step: int) -> int:
        """The row itself, or the next one in steps of 1 or -1, that names no group; -1 where there is none."""
        while 0 <= row < self.rowCount():
            if self.id_at(row):
                return row
            row += step
        return -1

    def ids_between(self, first: int, last: int) -> "array[int]":
        """The ids in the rows from the first to the last."""
        return self._ids[first - bisect_left(self._heads, first) : last + 1 - bisect_right(self._heads, last)]

    def show_excerpts(self, *, shown: bool) -> None:
        """Tell excerpts from now on, others than before, or none."""
        self._excerpts = {} if shown else None
        self._missing.clear()

    def take_excerpts(self, excerpts: "dict[int, Excerpt]") -> None:
        """Tell these excerpts."""
        if self._excerpts is None:
            return
        if len(self._excerpts) > _MOST_EXCERPTS:
            self._excerpts.clear()
        self._excerpts |= excerpts
        for article_id in excerpts:
            self._missing.pop(article_id, None)
        if last := self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(last - 1))

    @override
    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._ids) + len(self._heads)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.number_at(index.row()) < 0:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        number = self.number_at(index.row()) if index.isValid() else -1
        if number < 0:
            return self._group_data(index, role)
        if role == ArticleRole.ID:
            return self._ids[number]
        row = self.fetched(number)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row)
            case ArticleRole.ROW:
                return row
            case ArticleRole.EXCERPT:
                return self._excerpt(row.id)
        return None

    def _group_data(self, index: Index, role: int) -> object:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        group = self._groups[bisect_left(self._heads, index.row())]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return group.name
            case ArticleRole.GROUP:
                return group
        return None

    def _excerpt(self, article_id: int) -> "Excerpt | None":
        if self._excerpts is None:
            return None
        found = self._excerpts.get(article_id)
        if found is None and article_id not in self._missing:
            while len(self._missing) >= 64:  # those that one has scrolled past need none
                del self._missing[next(iter(self._missing))]
            self._missing[article_id] = None
            self._missing_timer.start()
        return found

    def _spoken(self, row: ArticleRow) -> str:
        """What a screen reader says of a row: all that is painted there."""
        state = {ArticleState.UNREAD: self.tr("unread"), ArticleState.DONE: self.tr("done")}.get(row.state, "")
        starred = self.tr("starred") if row.starred else ""
        entities = self.tr("1 entity") if row.entities == 1 else self.tr("{0} entities").format(f"{row.entities:,}")
        claims = self.tr("1 claim") if row.claims == 1 else self.tr("{0} claims").format(f"{row.claims:,}")
        known = f"{row.source}, {row.published}".strip(", ") or added_on(row)
        tags = self.tr("tagged {0}").format(", ".join(row.tags)) if row.tags else ""
        return ", ".join(part for part in (row.title, known, state, starred, entities, claims, tags) if part)


def added_on(row: ArticleRow) -> str:
    """When an article came in, of which nothing else is known."""
    words = QCoreApplication.translate("ArticleRows", "added {0}")
    return words.format(spoken_date(row.added_at[:10])) if row.added_at else ""


def _places(groups: Sequence[Group], articles: int) -> tuple[list[int], list[int]]:
    """Of each group that has articles in the list so far: which article it begins with, and in which row it is named.

    The list may have grown since the groups were counted: those that are too many belong to the last one.
    """
    ends = accumulate(group.count for group in groups)
    starts = [end - group.count for group, end in zip(groups, ends, strict=True)]
    starts = starts[: bisect_left(starts, articles)]
    return starts, [start + number for number, start in enumerate(starts)]
