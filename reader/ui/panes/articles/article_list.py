"""The list of articles: a field to search in, what to show, and a row an article."""

from array import array
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.domain.article import ArticleCounts, ArticleFilter, ArticleState
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
from reader.ui.panes.articles.rows import ArticleRows
from reader.ui.panes.articles.view import ArticleView
from reader.ui.search_field import SearchField
from reader.ui.theme import Theme, icon, interface_font

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
        layout.addLayout(self._build_search())
        layout.addLayout(self._build_chips())
        layout.addLayout(self._build_sign())
        layout.addLayout(self._build_body(), 1)

    def _build_search(self) -> QVBoxLayout:
        self._search_field = named(SearchField(self._keys), "searchField")
        self._search_field.setClearButtonEnabled(True)
        self._search_field.setFont(interface_font())
        self._search_field.setAccessibleName(self.tr("Search the list"))
        self._search_field.setPlaceholderText(self.tr("Search the library"))
        self._search_icon = self._search_field.addAction(
            icon("search", self._theme.muted), QLineEdit.ActionPosition.LeadingPosition
        )
        self._search_field.textChanged.connect(self._search_soon)
        self._search_field.left.connect(self._leave_search)
        self._trouble = named(QLabel(wordWrap=True), "trouble")
        self._trouble.setFont(interface_font(12))
        self._trouble.setTextFormat(Qt.TextFormat.PlainText)
        self._trouble.hide()
        column = QVBoxLayout()
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(4)
        column.addWidget(self._search_field)
        column.addWidget(self._trouble)
        return column

    def _build_chips(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(9, 0, 9, 0)
        row.setSpacing(2)
        self._chips = QButtonGroup(self)
        for number, name in enumerate(self._chip_names()):
            chip = named(QToolButton(), "filterChip")
            chip.setCheckable(True)
            chip.setText(name)
            chip.setChecked(number == 0)
            self._chips.addButton(chip, number)
            row.addWidget(chip)
        row.addStretch()
        self._arrange = named(QToolButton(), "arrangeButton")
        self._arrange.setIcon(icon("sort", self._theme.muted))
        self._arrange.setAccessibleName(self.tr("Sort, group and filter the list"))
        self._arrange.setToolTip(self.tr("Sort, group and filter the list"))
        self._arrange.clicked.connect(lambda: self.arranging_requested.emit(self._arrange))
        row.addWidget(self._arrange)
        self._chips.idClicked.connect(self._choose_chip)
        return row

    def _build_sign(self) -> QHBoxLayout:
        """What tells that the list shows the bin, or a tag alone, and leads back from there."""
        self._sign = named(QToolButton(), "filterChip")
        self._sign.setCheckable(True)
        self._sign.setChecked(True)
        self._sign.clicked.connect(self._show_all)
        self._sign.hide()
        row = QHBoxLayout()
        row.setContentsMargins(9, 0, 9, 0)
        row.addWidget(self._sign)
        row.addStretch()
        return row

    def _build_body(self) -> QStackedLayout:
        self.view = named(ArticleView(row_height(), self._keys), "articleList")
        self.view.setAccessibleName(self.tr("Articles"))
        self.view.setModel(self._rows)
        self.view.setItemDelegate(self._delegate)
        self.view.selectionModel().currentChanged.connect(self._choose)
        self.view.selectionModel().selectionChanged.connect(lambda: self.selected.emit(self.selected_count()))
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
        self._search_icon.setIcon(icon("search", theme.muted))
        self._arrange.setIcon(icon("sort", theme.muted))
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
        blocked = self._search_field.blockSignals(True)
        self._search_field.setText(which.words)
        self._search_field.blockSignals(blocked)
        states = {None: 2 if which.starred else 0, ArticleState.UNREAD: 1, ArticleState.DONE: 3}
        elsewhere = which.binned or which.tag_id
        self._chips.setExclusive(not elsewhere)
        for number, chip in enumerate(self._chips.buttons()):
            chip.setChecked(not elsewhere and number == states.get(which.state, 0))
        self._sign.setText(f"{sign}  ×")
        self._sign.setAccessibleName(self.tr("Only {0} is shown; show all").format(sign))
        self._sign.setVisible(bool(elsewhere))
        self._asked_for = which
        self._ask(first=True)

    def recount(self) -> None:
        """Count the articles; `counted` tells how many there are."""
        self._asking.ask(Kind.COUNTS, asked.counted, self._take_counts, self._fail_to_count)

    def refresh(self, article_ids: tuple[int, ...]) -> None:
        """Show these rows anew. A row stays in a list it no longer belongs to until the list is chosen again."""
        self._rows.refresh(article_ids)

    def refresh_all(self) -> None:
        """Show all rows anew."""
        self._rows.refresh_all()

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
        return sum(len(part) for part in self._selected())

    def selected_ids(self) -> "array[int]":
        """The articles that are selected, in the order of the list."""
        ids: array[int] = array("q")
        for part in self._selected():
            ids.extend(part)
        return ids

    def _selected(self) -> "list[array[int]]":
        selection = self.view.selectionModel().selection()
        ranges = sorted((part.top(), part.bottom()) for part in map(selection.at, range(selection.count())))
        return [self._rows.ids_between(*part) for part in ranges]

    def set_current(self, article_id: int) -> bool:
        """Make the article that is open the current one, without telling; whether it is in the list."""
        self._open_id = article_id
        return self._set_current_row(self._rows.row_of(article_id, self.row()))

    def _set_current_row(self, row: int) -> bool:
        if row < 0:
            return False
        selection = self.view.selectionModel()
        blocked = selection.blockSignals(True)
        index = self._rows.index(row)
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        selection.blockSignals(blocked)
        self.view.scrollTo(index)
        self.view.viewport().update()
        self.selected.emit(1)
        return True

    def choose(self, article_id: int) -> None:
        """Make an article the current one and tell; where the list does not show it, show all."""
        if not self.set_current(article_id) and not self._asking.awaits(Kind.LIST) and self._which != ArticleFilter():
            self._show_all()
        self.article_chosen.emit(article_id)

    def step(self, rows: int) -> None:
        """Go so many rows down, or up; past those that name groups."""
        row = self.row() + rows
        while 0 <= row < self._rows.rowCount():
            if self._rows.id_at(row):
                self._go_to(row)
                return
            row += 1 if rows > 0 else -1

    def _go_to(self, row: int) -> None:
        self._open_id = self._rows.id_at(row)
        self._set_current_row(row)
        self.article_chosen.emit(self._open_id)

    def step_unread(self, *, backwards: bool = False) -> None:
        """Go to the nearest unread article; `none_unread` tells where there is none."""
        if here := self.current_id() or self._open_id:
            work = asked.next_unread(here, self._which, self._order, backwards=backwards)
            self._asking.ask(Kind.UNREAD, work, self._take_unread, lambda error: self.told.emit(str(error)))

    def begin_search(self) -> None:
        """Put the focus in the search field, what is in it selected."""
        self._search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search_field.selectAll()

    def begin_arranging(self) -> None:
        """Ask how to sort, group and filter the list."""
        self.arranging_requested.emit(self._arrange)

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
        self._trouble.hide()
        self._show(found)
        if self._choosing_first and self.row() < 0 and self.first_id():
            self.choose(self.first_id())
        if self._choosing_first:
            self._choosing_first = False
            self.take_focus()
        if found.whole:
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
            self._set_current_row(self._rows.row_at(found.number) if found.number >= 0 else -1)

    def _fail(self, error: ReaderError) -> None:
        self._asked_for = self._which
        self._choosing_first = False
        self._trouble.setText(str(error))
        self._trouble.show()
        self.told.emit(str(error))

    def _take_counts(self, answer: object) -> None:
        self._counts = counts = cast(ArticleCounts, answer)
        words = self.tr("Search {0} articles") if counts.all > 1 else self.tr("Search the library")
        self._search_field.setPlaceholderText(words.format(f"{counts.all:,}"))
        for number, (name, count) in enumerate(zip(self._chip_names(), (0, counts.unread, 0, 0), strict=True)):
            self._chips.button(number).setText(f"{name} {count:,}" if count else name)
        self._tell_emptiness()
        self.counted.emit(counts)

    def _fail_to_count(self, error: ReaderError) -> None:
        self.told.emit(str(error))

    def _take_unread(self, answer: object) -> None:
        article_id = cast(int, answer)
        if article_id:
            self.choose(article_id)
        else:
            self.none_unread.emit()

    def _ask_for_excerpts(self, ids: tuple[int, ...]) -> None:
        work = asked.excerpts(ids, self._which.words)
        self._asking.ask(
            Kind.EXCERPTS,
            work,
            lambda answer: self._rows.take_excerpts(cast("dict[int, Excerpt]", answer)),
            lambda error: self.told.emit(str(error)),
        )

    def _tell_emptiness(self) -> None:
        if self._counts is not None:
            self._empty.tell(self._which, self._search_field.text().strip(), empty=not self._counts.all)

    # What a person does

    def _chip_names(self) -> tuple[str, ...]:
        return self.tr("All"), self.tr("Unread"), self.tr("Starred"), self.tr("Done")

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid() and self._rows.id_at(current.row()):
            self._open_id = self._rows.id_at(current.row())
            self.article_chosen.emit(self._open_id)

    def _choose_chip(self, number: int) -> None:
        states = (None, ArticleState.UNREAD, None, ArticleState.DONE)
        self._chips.setExclusive(True)
        self._sign.hide()
        self._asked_for = ArticleFilter(states[number], number == 2, self._asked_for.words)
        self._ask(first=True)

    def _show_all(self) -> None:
        self._sign.setChecked(True)
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

    def _search_soon(self) -> None:
        self._search_timer.start()

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
            self._trouble.hide()

    def _ask_for_menu(self, place: QPoint) -> None:
        index = self.view.indexAt(place)
        if not index.isValid() and self.current_id():  # by a key
            place = self.view.visualRect(self.view.currentIndex()).center()
        if self.selected_count():
            self.menu_requested.emit(self.view.viewport().mapToGlobal(place))

    def _obey(self, name: str) -> None:
        match name:
            case "Down" | "Up":
                self.step(1 if name == "Down" else -1)
            case "NextUnread" | "PreviousUnread":
                self.step_unread(backwards=name == "PreviousUnread")
            case "First" | "Last" if self._rows.ids():
                self._go_to(self._rows.row_at(0 if name == "First" else len(self._rows.ids()) - 1))
            case "Open":
                self.open_requested.emit()
            case "Arrange":
                self.begin_arranging()
            case _ if self.current_id():
                self.wished.emit(name, self.selected_ids())
