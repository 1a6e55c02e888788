"""The list of all annotations: a field to search in, what to show and in which order, and a row an annotation."""

from array import array
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reader.domain.annotation_listing import ALL_ANNOTATIONS, AnnotationCounts, AnnotationQuery
from reader.domain.changes import AnnotationsChanged, ArticlesChanged, Change, CodebookChanged, EntitiesChanged
from reader.domain.codebook import Codebook
from reader.domain.matching import Matching
from reader.domain.query import parse
from reader.errors import QueryError, ReaderError
from reader.services.annotation_listing import ListAnnotations
from reader.ui.asking import Asking, Kind
from reader.ui.keys import Keys
from reader.ui.names import named, override
from reader.ui.panes.library_annotations import asked
from reader.ui.panes.library_annotations.asked import Listed
from reader.ui.panes.library_annotations.delegate import LibraryAnnotationDelegate
from reader.ui.panes.library_annotations.head import AnnotationsHead
from reader.ui.panes.library_annotations.menus import NarrowingMenu, row_menu, without_narrowing
from reader.ui.panes.library_annotations.rows import LibraryAnnotationRows
from reader.ui.panes.library_annotations.view import LibraryAnnotationView
from reader.ui.theme import Theme

_SEARCH_DELAY, _RELOAD_DELAY = 120, 150
#: Of more that changed at once, no row is shown anew before the whole list is.
_MANY = 100
_NEAR = 500
_INDENT = 40
_QUOTED, _NOTED = frozenset(("", "quote")), frozenset(("", "note"))


class LibraryAnnotationList(QWidget):
    """Shows the annotations of the library; it changes none."""

    #: The annotation of the current row, and its article.
    annotation_chosen = Signal(int, int)
    open_requested = Signal()
    delete_requested = Signal(object)
    relabel_requested = Signal(object, object)
    note_requested = Signal(int)
    #: The annotations whose entity is to be chosen, and a rectangle of the screen beside which that may be.
    entity_requested = Signal(object, QRect)
    export_requested = Signal(object)
    left = Signal()
    told = Signal(str)

    def __init__(self, service: ListAnnotations, keys: Keys, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("libraryAnnotationPane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._service, self._keys, self._theme = service, keys, theme
        self._query = ALL_ANNOTATIONS
        self._counts = AnnotationCounts(())
        self._stale = True
        self._codebook = Codebook(())
        self._rows = LibraryAnnotationRows(service.rows, self)
        self._delegate = LibraryAnnotationDelegate(self._rows, theme)
        self._asking = Asking(service.listing, self)
        self._search_timer = QTimer(self, singleShot=True, interval=_SEARCH_DELAY)
        self._search_timer.timeout.connect(self._search)
        self._reload_timer = QTimer(self, singleShot=True, interval=_RELOAD_DELAY)
        self._reload_timer.timeout.connect(self.reload)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._build_head())
        layout.addWidget(self._build_body(), 1)

    def _build_head(self) -> AnnotationsHead:
        self.head = AnnotationsHead(self._keys, self._theme)
        self.search = self.head.search
        self.head.typed.connect(self._search_timer.start)
        self.head.left.connect(self._leave_search)
        self.head.kind_chosen.connect(lambda kind: self.set_query(replace(self._query, kind=kind)))
        self.head.all_requested.connect(lambda: self.set_query(without_narrowing(self._query)))
        self.head.options_requested.connect(self._open_options)
        return self.head

    def _build_body(self) -> QStackedWidget:
        self.view = named(LibraryAnnotationView(self._keys), "libraryAnnotationList")
        self.view.setAccessibleName(self.tr("Annotations of the library"))
        self.view.setModel(self._rows)
        self.view.setItemDelegate(self._delegate)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._open_row_menu)
        self.view.selectionModel().currentChanged.connect(self._choose)
        self.view.doubleClicked.connect(lambda _: self.open_requested.emit())
        self.view.pressed_key.connect(self._obey)
        self.view.label_key.connect(self._relabel_by_key)
        self._empty = named(QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignHCenter), "muted")
        self._empty.setContentsMargins(24, 32, 24, 24)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        return self._stack

    def query(self) -> AnnotationQuery:
        """What the list shows."""
        return self._query

    def set_query(self, query: AnnotationQuery) -> None:
        """Show this from now on."""
        if query.words != self._query.words:
            self.search.setText(query.words)
            self._search_timer.stop()
        changed, self._query = query != self._query, query
        self.head.show_query(query, self._codebook)
        if changed:
            self.reload(first=True)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self._delegate.set_theme(theme)
        self.head.set_theme(theme)
        self.view.viewport().update()

    def set_codebook(self, codebook: Codebook) -> None:
        """Name the labels after this codebook."""
        self._codebook = self._rows.codebook = codebook
        self.view.viewport().update()

    def reload(self, *, first: bool = False) -> None:
        """Ask the library anew what is in the list; with `first`, its beginning is shown as soon as that is known.

        While it is not seen it waits until it is.
        """
        self._reload_timer.stop()
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        work = asked.listed(self._query, first=first or not self._rows.ids())
        self._asking.ask(Kind.LIST, work, self._take, self._tell_failure)
        self._asking.ask(Kind.COUNTS, asked.counted, self._take_counts, self._tell_failure)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    def stop(self) -> None:
        """Ask no more, and wait for what runs."""
        self._search_timer.stop()
        self._reload_timer.stop()
        self._asking.stop()

    def show_changes(self, changes: tuple[Change, ...]) -> None:
        """Show what has changed: rows that are there at once, the list a little later."""
        touched = [
            number for change in changes if isinstance(change, AnnotationsChanged) for number in change.annotation_ids
        ]
        if touched and len(touched) <= _MANY:
            self._take_out([number for number in touched if number not in self._service.rows(touched)])
            self._rows.refresh(touched)
        if any(isinstance(change, CodebookChanged) for change in changes):
            self.view.viewport().update()
        if any(isinstance(change, EntitiesChanged) for change in changes):
            self._rows.refresh_all()
        if any(not isinstance(change, ArticlesChanged) for change in changes):
            self._stale = True
            self._reload_timer.start()

    def current_id(self) -> int:
        """The annotation of the current row, 0 where there is none."""
        return self._rows.id_at(self.view.currentIndex().row())

    def listed_ids(self) -> "array[int]":
        """The annotations of the list, in its order."""
        return self._rows.ids()

    def selected_ids(self) -> tuple[int, ...]:
        """The annotations that are selected, in the order of the list."""
        rows: list[int] = []
        selection = self.view.selectionModel().selection()
        for stretch in map(selection.at, range(selection.count())):
            rows.extend(range(stretch.top(), stretch.bottom() + 1))
        return tuple(self._rows.id_at(row) for row in sorted(rows))

    def set_current(self, annotation_id: int) -> bool:
        """Make an annotation the current one without telling; whether it is in the list."""
        row = self._rows.row_of(annotation_id) if annotation_id else -1
        if row >= 0:
            self._set_current_row(row)
        return row >= 0

    def begin_search(self) -> None:
        """Put the focus in the search field, what is in it selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def take_focus(self) -> None:
        """Put the focus on the rows, or on the search where there is none."""
        where: QWidget = self.search if self._stack.currentIndex() else self.view
        where.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step(self, rows: int) -> None:
        """Go so many rows down, or up."""
        row = self.view.currentIndex().row() + rows
        if 0 <= row < len(self._rows.ids()):
            self.view.setCurrentIndex(self._rows.index(row))

    # What comes from the library

    def _show(self, ids: "array[int]") -> None:
        current, row, scrolled = (
            self.current_id(),
            self.view.currentIndex().row(),
            self.view.verticalScrollBar().value(),
        )
        self._rows.in_quotes, self._rows.in_notes = (
            Matching(parse(self._query.words), fields) for fields in (_QUOTED, _NOTED)
        )
        self.head.show_trouble("")
        selection = self.view.selectionModel()
        blocked = selection.blockSignals(True)
        self._rows.set_ids(ids)
        selection.blockSignals(blocked)
        self._stack.setCurrentIndex(0 if ids else 1)
        if current and ids:
            # Where the current one is gone, keys go on from the one that took its place.
            found = self._row_near(current, row)
            self._set_current_row(found if found >= 0 else min(row, len(ids) - 1), scroll=False)
        self.view.executeDelayedItemsLayout()
        self.view.verticalScrollBar().setValue(scrolled)

    def _take(self, answer: object) -> None:
        found = cast(Listed, answer)
        if not found.whole or found.ids != self._rows.ids() or not found.ids:
            self._show(found.ids)
        self.head.show_trouble("")

    def _take_counts(self, answer: object) -> None:
        self._counts = counts = cast(AnnotationCounts, answer)
        self.head.show_counts(counts, self._codebook)
        self._empty.setText(
            self.tr("Nothing is found so. Choose All, or clear the search.")
            if counts.all
            else self.tr("No annotation yet: select words in an article and press a label's key.")
        )

    def _tell_failure(self, error: ReaderError) -> None:
        if isinstance(error, QueryError):
            self.head.show_trouble(str(error))
        else:
            self.told.emit(str(error))

    def _take_out(self, gone: list[int]) -> None:
        """Take rows out before the list is asked for anew: what was deleted is not to be seen any more."""
        row = self.view.currentIndex().row()
        rows = {found for number in gone if (found := self._row_near(number, row)) >= 0}
        if rows:
            ids = self._rows.ids()[:]
            for found in sorted(rows, reverse=True):
                del ids[found]
            self._show(ids)

    def _row_near(self, annotation_id: int, row: int) -> int:
        """The row of an annotation, looked for near this one first: to look through all takes long; -1 without one."""
        ids, first = self._rows.ids(), max(0, row - _NEAR)
        near = ids[first : first + 2 * _NEAR]
        return first + near.index(annotation_id) if annotation_id in near else self._rows.row_of(annotation_id)

    # What a person does

    def _set_current_row(self, row: int, *, scroll: bool = True) -> None:
        self.view.make_current(row)
        if scroll:
            self.view.scrollTo(self._rows.index(row))

    def _choose(self, current: QModelIndex) -> None:
        row = self._rows.fetched(current.row()) if current.isValid() else None
        if row is not None:
            self.annotation_chosen.emit(row.id, row.article_id)

    def _search(self) -> None:
        self._search_timer.stop()
        self.set_query(replace(self._query, words=self.search.text()))

    def _leave_search(self, name: str) -> None:
        """Go to what was found; Esc lets the search go."""
        if name == "Back":
            self.search.clear()
        self._search()
        if self.view.currentIndex().row() < 0 and self._rows.ids():
            self.view.setCurrentIndex(self._rows.index(0))
        self.take_focus()

    def _obey(self, name: str) -> None:
        last = len(self._rows.ids()) - 1
        match name:
            case "Down" | "Up":
                self.step(1 if name == "Down" else -1)
            case "First" | "Last" if last >= 0:
                self.view.setCurrentIndex(self._rows.index(0 if name == "First" else last))
            case "Open":
                self.open_requested.emit()
            case "Delete" if ids := self.selected_ids():
                self.delete_requested.emit(ids)
            case "Relabel" if self.selected_ids():
                self.view.await_label()
                self.told.emit(self.tr("Press the key of the new label, or Esc."))
            case "Entity" if ids := self.selected_ids():
                self._ask_for_entity(ids)
            case "Note" if self.current_id():
                self.note_requested.emit(self.current_id())
            case "Back":
                self.left.emit()

    def _ask_for_entity(self, ids: tuple[int, ...]) -> None:
        place = self.view.visualRect(self.view.currentIndex())
        indented = QPoint(_INDENT, 0)
        self.entity_requested.emit(
            ids, QRect(self.view.viewport().mapToGlobal(place.topLeft() + indented), place.size())
        )

    def _relabel_by_key(self, key: str) -> None:
        label = self._codebook.by_key(key)
        if label is None:
            self.told.emit(self.tr("No label has the key {0}: nothing was changed.").format(key) if key else "")
        else:
            self.relabel_requested.emit(self.selected_ids(), label)

    def _open_options(self) -> None:
        menu = NarrowingMenu(self._query, self._codebook, self._counts, self._service.annotators(), self)
        menu.chosen.connect(self.set_query)
        menu.export_requested.connect(lambda: self.export_requested.emit(self.listed_ids()))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.head.below_options())

    def _open_row_menu(self, place: QPoint) -> None:
        ids = self.selected_ids()
        if not ids:
            return
        menu = row_menu(ids, self._codebook, self._theme, self)
        menu.opened.connect(self.open_requested)
        menu.relabelled.connect(lambda label: self.relabel_requested.emit(ids, label))
        menu.named.connect(lambda: self._ask_for_entity(ids))
        menu.noted.connect(lambda: self.note_requested.emit(self.current_id()))
        menu.deleted.connect(lambda: self.delete_requested.emit(ids))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.view.viewport().mapToGlobal(place))
