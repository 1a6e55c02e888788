"""The list of the entities: a field to search in, what to show and in which order, and a row an entity."""

from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QLabel, QStackedWidget, QVBoxLayout, QWidget

from reader.domain.codebook import Codebook
from reader.domain.entity_listing import EntityList, EntityQuery, EntitySort
from reader.services.entity_pages import EntityPages
from reader.ui.key_view import KeyView
from reader.ui.keys import Keys, Where
from reader.ui.names import named
from reader.ui.panes.entities.entity_delegate import EntityDelegate, row_height
from reader.ui.panes.entities.entity_rows import EntityRows
from reader.ui.panes.entities.list_head import EntitiesHead
from reader.ui.theme import Theme, interface_font

_SEARCH_DELAY = 80


class ListOfEntities(QWidget):
    """Shows entities; what it shows is brought to it."""

    #: The entity of the row that a person has made the current one.
    chosen = Signal(int)
    opened = Signal()
    query_changed = Signal(object)
    pressed_key = Signal(str)

    def __init__(self, service: EntityPages, keys: Keys, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entityListPane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._keys = keys
        self._query = EntityQuery()
        self._rows = EntityRows(service.rows, self)
        self._delegate = EntityDelegate(self._rows, theme)
        self._search_timer = QTimer(self, singleShot=True, interval=_SEARCH_DELAY)
        self._search_timer.timeout.connect(self._search)
        self.head = EntitiesHead(keys, theme)
        self.search = self.head.search
        self.head.typed.connect(self._search_timer.start)
        self.head.left.connect(self._leave_search)
        self.head.chosen.connect(self.set_query)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.head)
        layout.addWidget(self._build_body(), 1)

    def _build_body(self) -> QStackedWidget:
        self.view = named(KeyView(self._keys, Where.ENTITIES, row_height()), "entityList")
        self.view.setAccessibleName(self.tr("Entities"))
        self.view.setModel(self._rows)
        self.view.setItemDelegate(self._delegate)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.selectionModel().currentChanged.connect(self._choose)
        self.view.doubleClicked.connect(lambda _: self.opened.emit())
        self.view.pressed_key.connect(self.pressed_key)
        self._empty = named(QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignHCenter), "muted")
        self._empty.setFont(interface_font())
        self._empty.setContentsMargins(24, 32, 24, 24)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        return self._stack

    def query(self) -> EntityQuery:
        """What the list shows."""
        return self._query

    def set_query(self, query: EntityQuery) -> None:
        """Show this from now on."""
        changed, self._query = query != self._query, query
        if query.words != self.search.text():
            self.search.setText(query.words)
            self._search_timer.stop()
        self.head.show_query(query)
        if changed:
            self.query_changed.emit(query)

    def next_sort(self) -> EntitySort:
        """Sort by what comes next."""
        sorts = list(EntitySort)
        sort = sorts[(sorts.index(self._query.sort) + 1) % len(sorts)]
        self.set_query(replace(self._query, sort=sort))
        return sort

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._delegate.theme = theme
        self.head.set_theme(theme)
        self.view.viewport().update()

    def set_codebook(self, codebook: Codebook) -> None:
        """Name the types after this codebook."""
        self._rows.codebook = codebook
        self.head.set_codebook(codebook)
        self.view.viewport().update()

    def show_list(self, listed: EntityList) -> None:
        """Show these; the current one stays it, or the one that took its place becomes it."""
        current, row = self.current_id(), self.view.currentIndex().row()
        selected = set(self.selected_ids())
        scrolled = self.view.verticalScrollBar().value()
        self.head.show_list(listed)
        self._rows.tallies = listed.tallies
        model = self.view.selectionModel()
        blocked = model.blockSignals(True)
        self._rows.set_ids(listed.ids)
        model.blockSignals(blocked)
        self._stack.setCurrentIndex(0 if listed.ids else 1)
        self._empty.setText(
            self.tr("Nothing is found so. Choose All, or clear the search.")
            if listed.all
            else self.tr("No entity yet. Tag a person in an article, then press {0}.").format(self._entity_key())
        )
        if listed.ids:
            found = self._rows.row_of(current) if current else -1
            self.view.make_current(found if found >= 0 else max(0, min(row, len(listed.ids) - 1)))
            for other in selected - {current}:
                if (number := self._rows.row_of(other)) >= 0:
                    model.select(self._rows.index(number), QItemSelectionModel.SelectionFlag.Select)
            self.view.executeDelayedItemsLayout()
            self.view.verticalScrollBar().setValue(scrolled)
            self.view.scrollTo(self.view.currentIndex())

    def current_id(self) -> int:
        """The entity of the current row, 0 where there is none."""
        return self._rows.id_at(self.view.currentIndex().row())

    def selected_ids(self) -> tuple[int, ...]:
        """The entities that are selected, in the order of the list."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedIndexes())
        return tuple(self._rows.id_at(row) for row in rows)

    def set_current(self, entity_id: int) -> bool:
        """Make an entity the current one without telling; whether it is in the list."""
        row = self._rows.row_of(entity_id) if entity_id else -1
        model = self.view.selectionModel()
        blocked = model.blockSignals(True)
        if row >= 0:
            self.view.make_current(row)
            self.view.scrollTo(self._rows.index(row))
        else:
            model.clear()
        model.blockSignals(blocked)
        self.view.viewport().update()
        return row >= 0

    def begin_search(self) -> None:
        """Put the focus in the search field, what is in it selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def take_focus(self) -> None:
        """Put the focus on the rows, or on the search where there is none."""
        where: QWidget = self.search if self._stack.currentIndex() else self.view
        where.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _entity_key(self) -> str:
        return self._keys.first("Entity", Where.TEXT)

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self._rows.id_at(current.row()))

    def _search(self) -> None:
        self._search_timer.stop()
        self.set_query(replace(self._query, words=self.search.text()))

    def _leave_search(self, name: str) -> None:
        """Go to what was found; Esc lets the search go."""
        if name == "Back":
            self.search.clear()
        self._search()
        self.take_focus()
