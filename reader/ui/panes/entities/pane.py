"""The view of the entities, a page of the window: the list at the left, and the page of the current one beside it."""

from typing import cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from reader.domain.changes import ArticlesChanged, Change, SavedSearchesChanged, TagsChanged
from reader.domain.codebook import Codebook
from reader.domain.entity_listing import EntityList, EntityPage, EntityQuery
from reader.errors import ReaderError
from reader.services.entity_pages import EntityPages
from reader.ui.asking import Asking
from reader.ui.keys import Keys, Where
from reader.ui.names import named, override
from reader.ui.panes.entities import asked
from reader.ui.panes.entities.asked import Gone
from reader.ui.panes.entities.entity_list import ListOfEntities
from reader.ui.panes.entities.page import TABS, PageOfEntity
from reader.ui.system_size import scaled
from reader.ui.theme import Theme

_LIST_WIDTH, _LEAST_LIST, _LEAST_PAGE, _USUAL_PAGE, _NARROW = 304, 214, 380, 1080, 960
_RELOAD_DELAY = 40
_NO_MATTER = (ArticlesChanged, SavedSearchesChanged, TagsChanged)


class EntitiesPane(QWidget):
    """Shows what the library says of its entities, and tells what a person wishes; it changes none."""

    place_requested = Signal(int)
    left = Signal()
    told = Signal(str)
    #: A key that stands for an action on the entities that are meant: see `meant`.
    action_requested = Signal(str)
    #: What is shown is what was asked for last.
    settled = Signal()

    def __init__(self, service: EntityPages, keys: Keys, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entitiesPane")
        self._keys = keys
        self._wanted = 0
        self._asked_for = 0
        self._focus_page = False
        self._before: list[int] = []
        self._stale = False
        self._shown_once = False
        self._page_stale = True
        self._asking = Asking(service.aside(), self)
        # At once, so that the library answers while the widgets are built.
        self._ask_list(EntityQuery())
        self._timer = QTimer(self, singleShot=True, interval=_RELOAD_DELAY)
        self._timer.timeout.connect(self.reload)
        self.list = ListOfEntities(service, keys, theme)
        self.list.setMinimumWidth(_LEAST_LIST)
        self.page = PageOfEntity(service, keys, theme)
        self._nothing = named(QLabel(), "entityNothing")
        self._right = QStackedWidget()
        self._right.setMinimumWidth(_LEAST_PAGE)
        self._right.addWidget(self._nothing)
        self._right.addWidget(self.page)
        self._split = QSplitter()
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.list)
        self._split.addWidget(self._right)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([scaled(_LIST_WIDTH), _USUAL_PAGE])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)
        self._connect()

    def _connect(self) -> None:
        self.list.chosen.connect(self._show_chosen)
        self.list.opened.connect(self.page.take_focus)
        self.list.query_changed.connect(lambda _: self._ask_again())
        self.list.pressed_key.connect(self._obey_in_list)
        self.page.pressed_key.connect(self._obey_in_page)
        self.page.place_requested.connect(self.place_requested)
        self.page.entity_requested.connect(self.show_entity)
        self.page.order_requested.connect(
            lambda number, order: self._asking.ask(
                asked.ORDER, asked.ordered(number, order), self._take_order, self._tell_failure
            )
        )
        self.page.head.double_chosen.connect(self.show_entity)
        self.page.head.left.connect(self.page.take_focus)

    # What a page of the window does

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.list.set_theme(theme)
        self.page.set_theme(theme)

    def set_codebook(self, codebook: Codebook) -> None:
        """Use the labels of this codebook; it comes with whatever else another program has written."""
        self.list.set_codebook(codebook)
        self.page.set_codebook(codebook)
        if self.page.entity_id():
            self._reload_soon()

    def take_focus(self) -> None:
        """Put the focus on the list."""
        self.list.take_focus()

    def begin_search(self) -> None:
        """Go to the search field."""
        self.list.begin_search()

    def stop(self) -> None:
        """Ask no more, and wait for what runs."""
        self._timer.stop()
        self._asking.stop()

    def show_changes(self, changes: tuple[Change, ...]) -> None:
        """Show what has changed, a little later; once it is seen again where it is not now."""
        if any(not isinstance(change, _NO_MATTER) for change in changes):
            self._reload_soon()

    def _reload_soon(self) -> None:
        self._page_stale = True
        if self.isVisible():
            self._timer.start()
        else:
            self._stale = True

    def reload(self) -> None:
        """Ask the library anew for what is shown, once it is seen."""
        self._page_stale = True
        self._ask_again()

    def _ask_again(self) -> None:
        """Ask for the list, and for the page where another one is current then, or anything was written."""
        self._timer.stop()
        self._stale = not self.isVisible()
        if not self._stale:
            self._ask_list(self.list.query())

    def _ask_list(self, query: EntityQuery) -> None:
        self._asking.ask(asked.LIST, asked.listed(query), self._take_list, self._tell_failure)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._shown_once:
            self._shown_once = True
            if self.width() < scaled(_NARROW):
                self._split.setSizes([_LEAST_LIST, self.width() - _LEAST_LIST])
        if self._stale:
            self._ask_again()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that nothing in here has taken, such as on a tab or a button."""
        name = self._keys.pressed(event, Where.ENTITIES)
        if name is None:
            super().keyPressEvent(event)
        else:
            self._obey_in_page(name)

    # What a person looks at

    def show_entity(self, entity_id: int) -> None:
        """Show the page of an entity, and go there; `go_back` leads to the one before."""
        if self.page.entity_id() and self.page.entity_id() != entity_id:
            self._before.append(self.page.entity_id())
        self._go_to(entity_id)

    def go_back(self) -> None:
        """Show the entity that was shown before this one."""
        if self._before:
            self._go_to(self._before.pop())
        else:
            self.list.take_focus()

    def meant(self) -> tuple[int, ...]:
        """The entities that an action is for: those that are selected in the list, or the one whose page is shown."""
        selected = self.list.selected_ids()
        if len(selected) > 1:
            return selected
        return (self.page.entity_id(),) if self.page.entity_id() else ()

    def is_settled(self) -> bool:
        """Whether all that was asked for is shown."""
        waiting = (self._asking.awaits(kind) for kind in (asked.PAGE, asked.ORDER, asked.LIST))
        return not self._timer.isActive() and not any(waiting)

    def _go_to(self, entity_id: int) -> None:
        self._wanted = entity_id
        if not self.list.set_current(entity_id):
            query = self.list.query()
            everything = EntityQuery(sort=query.sort)
            if query == everything:
                self.reload()
            else:
                self.list.set_query(everything)
        else:
            self._wanted = 0
        self._ask_page(entity_id)
        self._right.setCurrentWidget(self.page)
        self._focus_page = True
        self.page.views[0].setFocus()

    def _show_chosen(self, entity_id: int) -> None:
        self._before.clear()
        self._ask_page(entity_id)

    def _ask_page(self, entity_id: int) -> None:
        self._asked_for, self._page_stale = entity_id, False
        self._asking.ask(asked.PAGE, asked.opened(entity_id), self._take_page, self._tell_failure)

    # What comes from the library

    def _take_list(self, answer: object) -> None:
        listed = cast(EntityList, answer)
        self.list.show_list(listed)
        if self._wanted:
            self.list.set_current(self._wanted)
            self._wanted = 0
        now = self.list.current_id() or (self._asked_for if listed.all else 0)
        if now and (now != self._asked_for or self._page_stale):
            self._ask_page(now)
        elif now:
            self.settled.emit()
        else:
            self._right.setCurrentWidget(self._nothing)
            self.settled.emit()

    def _take_page(self, answer: object) -> None:
        if isinstance(answer, Gone):
            if self.page.entity_id() == answer.entity_id:
                self._right.setCurrentWidget(self._nothing)
            self._asked_for = 0
            self.reload()
            return
        self.page.show_page(cast(EntityPage, answer))
        self._right.setCurrentWidget(self.page)
        if self._focus_page:
            self._focus_page = False
            self.page.take_focus()
        self.settled.emit()

    def _take_order(self, answer: object) -> None:
        self.page.show_mentions(answer)  # type: ignore[arg-type]

    def _tell_failure(self, error: ReaderError) -> None:
        self.told.emit(str(error))

    # What a person does

    def _obey_in_list(self, name: str) -> None:
        match name:
            case "Open":
                self.page.take_focus()
            case "Order":
                self.list.next_sort()
                self.told.emit(self.tr("Sorted by {0}.").format(self.list.head.sort_name()))
            case "Leave":
                self.left.emit()
            case _:
                self._obey(name)

    def _obey_in_page(self, name: str) -> None:
        match name:
            case "Leave":
                self.list.take_focus()
            case "Order":
                self.page.next_order()
            case _:
                self._obey(name)

    def _obey(self, name: str) -> None:
        if name == "Back":
            self.go_back()
        elif name in TABS:
            self.page.choose_tab(name)
        elif self.page.entity_id():
            if name in ("Rename", "Retype", "Aliases", "Identifier", "Note"):
                self.page.head.begin(name)
            elif name in ("Merge", "Split", "Delete"):
                self.action_requested.emit(name)
