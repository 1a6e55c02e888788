"""The menu of the list: how it is sorted and grouped, the bin, tags, saved searches."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from reader.domain.article import ArticleFilter
from reader.domain.listing import ArticleOrder, Grouping, Sort
from reader.domain.saved_search import SavedSearch
from reader.domain.tag import Tag
from reader.services.listing import Listing
from reader.ui.asking import Asking, Kind
from reader.ui.names import named
from reader.ui.panes.articles.asked import found
from reader.ui.panes.articles.heading import add_heading
from reader.ui.plain import as_tip, on_button


class ListMenu(QMenu):
    """Made anew each time that it is opened. How much each saved search finds is asked while it is open."""

    order_chosen = Signal(ArticleOrder)
    filter_chosen = Signal(ArticleFilter, str)
    save_requested = Signal()
    rename_requested = Signal(SavedSearch)
    remove_requested = Signal(SavedSearch)
    tag_rename_requested = Signal(Tag)
    tag_remove_requested = Signal(Tag)

    def __init__(self, which: ArticleFilter, order: ArticleOrder, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("listMenu")
        self._which, self._order = which, order
        self._searches: dict[int, QAction] = {}
        self._build_sorts()

    def _build_sorts(self) -> None:
        searching = bool(self._which.words.strip())
        sorts = {
            Sort.DATE: self.tr("Date"),
            Sort.ADDED: self.tr("Added"),
            Sort.TITLE: self.tr("Title"),
            Sort.SOURCE: self.tr("Source"),
            Sort.LENGTH: self.tr("Length"),
            Sort.ANNOTATIONS: self.tr("Number of annotations"),
            Sort.RELEVANCE: self.tr("Relevance"),
        }
        add_heading(self, self.tr("Sort by"))
        group = QActionGroup(self)
        for sort, words in sorts.items():
            if sort is not Sort.RELEVANCE or searching:
                action = self._choice(
                    self, words, self._order.sort is sort, partial(self._arrange, self._order.sorted_by(sort))
                )
                group.addAction(action)
        self._choice(
            self,
            self.tr("Reversed"),
            self._order.reverse,
            lambda: self._arrange(replace(self._order, reverse=not self._order.reverse)),
        )
        add_heading(self, self.tr("Group by"))
        groups = QActionGroup(self)
        names = {Grouping.NONE: self.tr("Nothing"), Grouping.DAY: self.tr("Day"), Grouping.SOURCE: self.tr("Source")}
        for grouping, words in names.items():
            action = self._choice(
                self,
                words,
                self._order.grouping is grouping,
                partial(self._arrange, self._order.grouped_by(grouping)),
            )
            groups.addAction(action)
        add_heading(self, self.tr("Show"))

    def add_bin(self, count: int) -> None:
        """Offer the bin, which holds so many articles."""
        words = self.tr("Bin {0}").format(f"{count:,}") if count else self.tr("Bin")
        self._choice(
            self,
            words,
            self._which.binned,
            lambda: self._show(ArticleFilter(binned=not self._which.binned), self.tr("Bin")),
        )

    def add_tags(self, tags: Sequence[Tag]) -> None:
        """Offer the articles of each tag."""
        if not tags:
            return
        menu = named(self.addMenu(self.tr("Tag")), "tagMenu")
        for tag in tags:
            on = self._which.tag_id == tag.id
            wanted = ArticleFilter(words=self._which.words, tag_id=0 if on else tag.id)
            words = f"{on_button(tag.name)}  {tag.articles:,}"
            self._choice(menu, words, on, partial(self._show, wanted))
        menu.addSeparator()
        renaming = menu.addMenu(self.tr("Rename"))
        removing = menu.addMenu(self.tr("Delete"))
        for tag in tags:
            renaming.addAction(on_button(tag.name)).triggered.connect(
                lambda _=False, tag=tag: self.tag_rename_requested.emit(tag)
            )
            removing.addAction(on_button(tag.name)).triggered.connect(
                lambda _=False, tag=tag: self.tag_remove_requested.emit(tag)
            )

    def add_searches(self, searches: Sequence[SavedSearch], asking: Asking[Listing]) -> None:
        """Offer the saved searches, and to save what is searched for now."""
        add_heading(self, self.tr("Saved searches"))
        for search in searches:
            wanted = ArticleFilter(words=search.query)
            action = self._choice(self, on_button(search.name), self._which == wanted, partial(self._show, wanted))
            action.setToolTip(as_tip(search.query))
            self._searches[search.id] = action
        if self._which.words.strip():
            self.addAction(self.tr("Save this search…")).triggered.connect(lambda _=False: self.save_requested.emit())
        if searches:
            renaming = self.addMenu(self.tr("Rename a search"))
            removing = self.addMenu(self.tr("Delete a search"))
            for search in searches:
                renaming.addAction(on_button(search.name)).triggered.connect(
                    lambda _=False, search=search: self.rename_requested.emit(search)
                )
                removing.addAction(on_button(search.name)).triggered.connect(
                    lambda _=False, search=search: self.remove_requested.emit(search)
                )
            asking.ask(
                Kind.FOUND, found([(search.id, search.query) for search in searches]), self._take_count, lambda _: None
            )
            self.aboutToHide.connect(lambda: asking.forget(Kind.FOUND))
        elif not self._which.words.strip():
            self.addAction(self.tr("Search for something to save it here")).setEnabled(False)

    def _take_count(self, answer: object) -> None:
        number, count = cast(tuple[int, int], answer)
        if count >= 0:
            action = self._searches[number]
            action.setText(f"{action.text()}  {count:,}")

    def _choice(self, menu: QMenu, words: str, checked: bool, act: Callable[[], None]) -> QAction:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(checked)
        action.triggered.connect(lambda _=False: act())
        return action

    def _arrange(self, order: ArticleOrder) -> None:
        self.order_chosen.emit(order)

    def _show(self, which: ArticleFilter, sign: str = "") -> None:
        self.filter_chosen.emit(which, sign)
