"""The list of articles: a field to search in, what to show, and a row an article."""

from array import array
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QToolButton, QVBoxLayout, QWidget

from reader.domain.article import ArticleCounts, ArticleFilter
from reader.domain.listing import NEWEST_FIRST, ArticleOrder, Sort
from reader.errors import ReaderError
from reader.services.read import Read
from reader.ui.asking import Asking, Kind
from reader.ui.keys import Keys
from reader.ui.names import named
from reader.ui.panes.articles import asked
from reader.ui.panes.articles.asked import Listed
from reader.ui.panes.articles.delegate import ArticleDelegate, row_height
from reader.ui.panes.articles.empty import EmptyPage
from reader.ui.panes.articles.head import ListHead
from reader.ui.panes.articles.rows import ArticleRows
from reader.ui.panes.articles.view import ArticleView
from reader.ui.theme import Theme

if TYPE_CHECKING:
    from reader.domain.matching import Excerpt
    from reader.services.listing import Listing

_SEARCH_DELAY = 120


class ArticleList(QWidget):
    """Shows the articles of the library; it changes none. What may take long is asked beside the window.

    `wished` names what is to be done with which articles, `way_in_chosen` by which action articles are to come in.
    `listed` tells that the list is shown as it is now, whole.
    """

    article_chosen = Signal(int)
    open_requested = Signal()
    wished = Signal(str, object)
    menu_requested = Signal(QPoint)
    arranging_requested = Signal(QToolButton)
    way_in_chosen = Signal(str)
    listed = Signal()
    counted = Signal(ArticleCounts)
    selected = Signal(int)
    order_changed = Signal(ArticleOrder)
    none_unread = Signal()
    told = Signal(str)

    def __init__(
        self,
        read: Read,
        asking: "Asking[Listing]",
        keys: Keys,
        theme: Theme,
        order: ArticleOrder = NEWEST_FIRST,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("articlePane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._read, self._asking, self._keys, self._theme = read, asking, keys, theme
        self._which = self._asked_for = ArticleFilter()
        self._order = order
        self._counts: ArticleCounts | None = None
        self._open_id = 0
        self._row_before = -1
        self._choosing_first = False
        self._rows = ArticleRows(read.rows, self)
        self._rows.excerpts_wanted.connect(self._ask_for_excerpts)
        self._delegate = ArticleDelegate(theme)
        self._search_timer = QTimer(self, singleShot=True, interval=_SEARCH_DELAY)
        self._search_timer.timeout.connect(self._search)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        self._head = ListHead(keys, theme)
        self._head.typed.connect(self._search_timer.start)
        self._head.left.connect(self._leave_search)
        self._head.chosen.connect(self._choose_chip)
        self._head.all_requested.connect(self._show_all)
        self._head.arranging_requested.connect(self.arranging_requested)
        self._search_field = self._head.field
        layout.addWidget(self._head)
        layout.addLayout(self._build_body(), 1)

    def _build_body(self) -> QStackedLayout:
        self.view = named(ArticleView(row_height(), self._keys), "articleList")
        self.view.setAccessibleName(self.tr("Articles"))
        self.view.setModel(self._rows)
        self.view.setItemDelegate(self._delegate)
        self.view.selectionModel().currentChanged.connect(self._choose)
        self.view.selectionModel().selectionChanged.connect(lambda: self.selected.emit(self.selected_count()))
        self.view.clicked.connect(self._choose)  # the current row as well: an older version of it may be shown
        self.view.doubleClicked.connect(lambda _: self.open_requested.emit())
        self.view.customContextMenuRequested.connect(self._ask_for_menu)
        self.view.pressed_key.connect(self._obey)
        self._empty = EmptyPage()
        self._empty.wished.connect(self.way_in_chosen)
        self._empty.all_requested.connect(self._show_all)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        return self._stack

    def which(self) -> ArticleFilter:
        """What the list shows."""
        return self._which

    def order(self) -> ArticleOrder:
        """How it is sorted and grouped."""
        return self._order

    def counts(self) -> ArticleCounts | None:
        """How many articles there are; None where that is not known yet."""
        return self._counts

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self._delegate.set_theme(theme)
        self._head.set_theme(theme)
        self.view.viewport().update()

    def load_first(self) -> None:
        """Show the first articles: those that a window can hold, before it counts the rest. Then `reload`."""
        ids = self._read.ids(self._which, asked.FIRST, self._order)
        self._show(Listed(self._which, self._order, ids, (), whole=False))
        if not ids:
            self._empty.tell(self._which, "", empty=True)

    def reload(self) -> None:
        """Ask the library again what is in the list, but not how many there are of each kind: see `recount`.

        The open article stays the current one; where the list does not show it, no row is current, so that no
        key does anything to an article that is not before the eyes.
        """
        self._row_before = max(self.row(), self._row_before)
        self._ask(first=False)

    def arrange(self, order: ArticleOrder) -> None:
        """Sort and group otherwise."""
        self._order = order
        self.order_changed.emit(order)
        self._ask(first=True)

    def show_only(self, which: ArticleFilter, sign: str = "") -> None:
        """Show what this filter lets through, its words in the search field; the bin or a tag under a sign."""
        self._search_timer.stop()
        self._head.show_filter(which, sign)
        self._asked_for = which
        self._ask(first=True)

    def recount(self) -> None:
        """Count the articles; `counted` tells how many there are."""
        self._asking.ask(Kind.COUNTS, asked.counted, self._take_counts, self._tell)

    def refresh(self, article_ids: Sequence[int]) -> None:
        """Show these rows anew. A row stays in a list it no longer belongs to until the list is chosen again."""
        self._rows.refresh(article_ids)

    def current_id(self) -> int:
        """The article of the current row, 0 where there is none."""
        return self._rows.id_at(self.view.currentIndex().row())

    def first_id(self) -> int:
        """The first article of the list, 0 where it is empty."""
        return self._rows.id_at(0) or self._rows.id_at(1)

    def listed_ids(self) -> "array[int]":
        """The articles of the list as it is filtered, in its order."""
        return self._rows.ids()

    def shows(self, article_id: int) -> bool:
        """Whether the article is in the list."""
        return self._rows.row_of(article_id, self.row()) >= 0

    def row(self) -> int:
        """The number of the current row, -1 where there is none."""
        return self.view.currentIndex().row()

    def take_row_before(self) -> int:
        """The row that was the current one before the list was asked for again; -1 where there was none."""
        row, self._row_before = self._row_before, -1
        return row

    def id_near(self, row: int) -> int:
        """The article in a row, or in the last one where there are not so many; 0 in an empty list."""
        row = max(0, min(row, self._rows.rowCount() - 1))
        return self._rows.id_at(row) or self._rows.id_at(row + 1)

    def selected_count(self) -> int:
        """How many articles are selected."""
        return sum(len(self._rows.ids_between(*stretch)) for stretch in self.view.selected_stretches())

    def selected_ids(self) -> "array[int]":
        """The articles that are selected, in the order of the list."""
        ids: array[int] = array("q")
        for stretch in self.view.selected_stretches():
            ids.extend(self._rows.ids_between(*stretch))
        return ids

    def set_current(self, article_id: int) -> bool:
        """Make the article that is open the current one, without telling; whether it is in the list."""
        self._open_id = article_id
        return self._set_current_row(self._rows.row_of(article_id, self.row()))

    def _set_current_row(self, row: int) -> bool:
        if row < 0:
            return False
        self.view.make_current(row)
        self.view.scrollTo(self._rows.index(row))
        self.selected.emit(1)
        return True

    def choose(self, article_id: int) -> None:
        """Make an article the current one and tell; where the list does not show it, show all."""
        if not self.set_current(article_id) and not self._asking.awaits(Kind.LIST) and self._which != ArticleFilter():
            self._show_all()
        self.article_chosen.emit(article_id)

    def step(self, rows: int) -> None:
        """Go so many rows down, or up; past those that name groups."""
        row = self._rows.next_article(self.row() + rows, 1 if rows > 0 else -1)
        if row >= 0:
            self._go_to(row)

    def _go_to(self, row: int) -> None:
        self._open_id = self._rows.id_at(row)
        self._set_current_row(row)
        self.article_chosen.emit(self._open_id)

    def step_unread(self, *, backwards: bool = False) -> None:
        """Go to the nearest unread article; `none_unread` tells where there is none."""
        if here := self.current_id() or self._open_id:
            work = asked.next_unread(here, self._which, self._order, backwards=backwards)
            self._asking.ask(Kind.UNREAD, work, self._take_unread, self._tell)

    def begin_search(self) -> None:
        """Put the focus in the search field, what is in it selected."""
        self._search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search_field.selectAll()

    def take_focus(self) -> None:
        """Put the focus on the rows, or on the first button where there is none."""
        where = self._empty.first_button() if self._stack.currentIndex() else self.view
        where.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.view.scrollTo(self.view.currentIndex())

    # What is asked, and what comes home

    def _ask(self, *, first: bool) -> None:
        work = asked.listed(self._asked_for, self._order, self._open_id, first=first)
        self._asking.ask(Kind.LIST, work, self._take, self._fail)

    def _take(self, answer: object) -> None:
        found = cast(Listed, answer)
        self._head.show_trouble("")
        self._show(found)
        if self._choosing_first and self.row() < 0 and self.first_id():
            self.choose(self.first_id())
        if self._choosing_first:
            self._choosing_first = False
            self.take_focus()
        if found.whole:
            self._head.show_found(len(found.ids) if found.which.words.strip() else None)
            self.listed.emit()

    def _show(self, found: Listed) -> None:
        if found.which.words != self._which.words or found.order != self._delegate.order:
            self._delegate.order = found.order
            self._delegate.excerpts = bool(found.which.words.strip())
            self._rows.show_excerpts(shown=self._delegate.excerpts)
            self._rows.set_ids(array("q"))
            self.view.set_row_height(row_height(excerpts=self._delegate.excerpts))
        self._which = found.which
        known, current = self._rows.rowCount(), self.row()
        self._rows.show_articles(found.ids, found.groups)
        grown = known > 0 and self.row() == current >= 0
        self.view.lower_heads(self._rows.heads(), known if grown else -1)
        self._stack.setCurrentIndex(0 if found.ids else 1)
        self._tell_emptiness()
        if not grown:
            self._set_current_row(self._row_of_open(found))

    def _row_of_open(self, found: Listed) -> int:
        """The row of the article that is open: it may be another one than when the list was asked for."""
        if found.open_id != self._open_id:
            return self._rows.row_of(self._open_id)
        return self._rows.row_at(found.number) if found.number >= 0 else -1

    def _fail(self, error: ReaderError) -> None:
        self._asked_for = self._which
        self._choosing_first = False
        self._head.show_trouble(str(error))
        self.told.emit(str(error))

    def _take_counts(self, answer: object) -> None:
        self._counts = counts = cast(ArticleCounts, answer)
        self._head.show_counts(counts)
        self._tell_emptiness()
        self.counted.emit(counts)

    def _tell(self, error: ReaderError) -> None:
        self.told.emit(str(error))

    def _take_unread(self, answer: object) -> None:
        if article_id := cast(int, answer):
            self.choose(article_id)
        else:
            self.none_unread.emit()

    def _ask_for_excerpts(self, ids: tuple[int, ...]) -> None:
        work = asked.excerpts(ids, self._which.words)
        self._asking.ask(
            Kind.EXCERPTS,
            work,
            lambda answer: self._rows.take_excerpts(cast("dict[int, Excerpt]", answer)),
            self._tell,
        )

    def _tell_emptiness(self) -> None:
        if self._counts is not None:
            self._empty.tell(self._which, self._search_field.text().strip(), empty=not self._counts.all)

    # What a person does

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid() and self._rows.id_at(current.row()):
            self._open_id = self._rows.id_at(current.row())
            self.article_chosen.emit(self._open_id)

    def _choose_chip(self, which: ArticleFilter) -> None:
        self._asked_for = replace(which, words=self._asked_for.words)
        self._ask(first=True)

    def _show_all(self) -> None:
        self.show_only(ArticleFilter())

    def _leave_search(self, name: str) -> None:
        """Go to what was found, its first article open unless the open one is among it; Esc lets the search go."""
        self._search_timer.stop()
        if name == "Back":
            self._search_field.clear()
            self._search_timer.stop()
        self._search()
        if self._asking.awaits(Kind.LIST):
            self._choosing_first = True
        elif self.row() < 0 and self.first_id():
            self.choose(self.first_id())
        self.take_focus()

    def _search(self) -> None:
        from reader.domain.query import as_typed  # noqa: PLC0415 - not for a start

        words = as_typed(self._search_field.text())
        order = self._order
        if order.sort is Sort.RELEVANCE and not words.strip():
            order = NEWEST_FIRST
        if words != self._asked_for.words or order != self._order:
            self._asked_for, self._order = replace(self._asked_for, words=words), order
            self._ask(first=True)
        else:
            self._head.show_trouble("")

    def _ask_for_menu(self, place: QPoint) -> None:
        if self.selected_count():
            self.menu_requested.emit(self.view.menu_place(place))

    def _obey(self, name: str) -> None:
        match name:
            case "Down" | "Up":
                self.step(1 if name == "Down" else -1)
            case "NextUnread" | "PreviousUnread":
                self.step_unread(backwards=name == "PreviousUnread")
            case "First" | "Last" if self._rows.ids():
                self._go_to(self._rows.row_at(0 if name == "First" else len(self._rows.ids()) - 1))
            case "Open":
                self._choose(self.view.currentIndex())
                self.open_requested.emit()
            case "Arrange":
                self._head.begin_arranging()
            case _ if self.current_id():
                self.wished.emit(name, self.selected_ids())
