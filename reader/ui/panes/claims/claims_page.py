"""The view of the claims: the ledger, and beside it the claim of its current row."""

from array import array
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from reader.domain.changes import ArticlesChanged, Change, TagsChanged
from reader.domain.codebook import Codebook
from reader.domain.ledger import Claim, ClaimSort, LedgerQuery, Listed, Queue
from reader.errors import QueryError, ReaderError
from reader.services.ledger import Ledger
from reader.ui.asking import Asking
from reader.ui.key_view import KeyView
from reader.ui.keys import Keys, Where
from reader.ui.names import named, override
from reader.ui.panes.claims import asked
from reader.ui.panes.claims.claim_delegate import ClaimDelegate, row_height
from reader.ui.panes.claims.claim_rows import ClaimRows
from reader.ui.panes.claims.claim_side import ClaimSide
from reader.ui.panes.claims.claims_head import ClaimsHead
from reader.ui.panes.claims.column_head import ColumnHead
from reader.ui.panes.claims.row_menu import place_of, row_menu
from reader.ui.theme import Theme

_SEARCH_DELAY, _RELOAD_DELAY, _NEAR_DELAY = 120, 150, 200
_SIDE_WIDTH, _LEAST_SIDE, _LEAST_LEDGER = 400, 220, 300
_SIDE_PART = 0.36


class ClaimsPage(QWidget):
    """Shows the claims of the library; what is done with them is wished for."""

    place_requested = Signal(int, int)
    join_requested = Signal(object)
    take_out_requested = Signal(int)
    answered = Signal(object, object)
    evidence_written = Signal(object, object)
    export_requested = Signal(object, object)
    left = Signal()
    told = Signal(str)

    def __init__(self, service: Ledger, keys: Keys, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("claimsPage")
        self._service, self._keys, self._theme = service, keys, theme
        self._query = LedgerQuery()
        self._stale = True
        self._from_top = False
        self._held = 0  # the current claim where the query does not ask for it any more
        self._rows = ClaimRows(service.some, self)
        self._delegate = ClaimDelegate(self._rows, theme)
        self.asking = Asking(service.listing, self)
        self._search_timer = QTimer(self, singleShot=True, interval=_SEARCH_DELAY)
        self._search_timer.timeout.connect(self._search)
        self._reload_timer = QTimer(self, singleShot=True, interval=_RELOAD_DELAY)
        self._reload_timer.timeout.connect(self.reload)
        self._near_timer = QTimer(self, singleShot=True, interval=_NEAR_DELAY)
        self._near_timer.timeout.connect(self._ask_near)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self._build_ledger())
        split.addWidget(self._build_side())
        split.setStretchFactor(0, 1)
        split.splitterMoved.connect(self._keep_widths)
        self._split, self._widths_kept = split, False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)

    def _build_ledger(self) -> QWidget:
        self.head = ClaimsHead(self._keys, self._theme)
        self.search = self.head.search
        self.head.typed.connect(self._search_timer.start)
        self.head.left.connect(self._leave_search)
        self.head.queue_chosen.connect(self.show_queue)
        self.head.export_requested.connect(self._export)
        self.columns = ColumnHead(self._theme)
        self.columns.sort_chosen.connect(self.sort_by)
        self.columns.show_sort(self._query.sort, reverse=False)
        self.view = named(KeyView(self._keys, Where.CLAIMS, row_height()), "claimList")
        self.view.setAccessibleName(self.tr("Claims of the library"))
        self.view.setModel(self._rows)
        self.view.setItemDelegate(self._delegate)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.selectionModel().currentChanged.connect(self._choose)
        self.view.doubleClicked.connect(lambda _: self._open())
        self.view.pressed_key.connect(self._obey)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._open_menu)
        self._empty = named(QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignHCenter), "muted")
        self._empty.setContentsMargins(24, 48, 24, 24)
        self._empty.hide()
        ledger = named(QWidget(), "claimLedger")
        ledger.setMinimumWidth(_LEAST_LEDGER)
        column = QVBoxLayout(ledger)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, self.columns, self._empty):
            column.addWidget(part)
        column.addWidget(self.view, 1)  # also without rows: its keys work there too
        self._ledger = ledger
        self._paint_ground()
        return ledger

    def _build_side(self) -> ClaimSide:
        self.side = ClaimSide(self._keys, self._theme)
        self.side.setMinimumWidth(_LEAST_SIDE)
        self.side.form.set_choices(self._service.verdict_choices())
        self.side.place_requested.connect(self.place_requested)
        self.side.join_requested.connect(self._join_near)
        self.side.take_out_requested.connect(self.take_out_requested)
        self.side.answered.connect(self.answered)
        self.side.evidence_written.connect(self.evidence_written)
        self.side.left.connect(self.take_focus)
        return self.side

    def query(self) -> LedgerQuery:
        """What the ledger shows."""
        return self._query

    def set_query(self, query: LedgerQuery) -> None:
        """Show this from now on."""
        if query.words != self._query.words:
            self.search.setText(query.words)
            self._search_timer.stop()
        changed, self._query = query != self._query, query
        self.head.show_queue(query.queue)
        self.columns.show_sort(query.sort, reverse=query.reverse)
        if changed:
            self._from_top = True
            self.reload()

    def show_queue(self, queue: Queue) -> None:
        """Show all claims, those to be checked in their order, or those that are disputed."""
        sort = ClaimSort.TO_CHECK if queue is Queue.TO_CHECK else ClaimSort.MADE
        self.set_query(replace(self._query, queue=queue, sort=sort, reverse=False))

    def sort_by(self, sort: ClaimSort) -> None:
        """Sort by a column; once more, the other way round."""
        again = sort is self._query.sort
        self.set_query(replace(self._query, sort=sort, reverse=again and not self._query.reverse))

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        for part in (self.head, self.columns, self.side, self._delegate):
            part.set_theme(theme)
        self._paint_ground()
        self.view.viewport().update()

    def set_codebook(self, codebook: Codebook) -> None:
        """Use the labels and the scales of this codebook."""
        self._rows.codebook = codebook
        self.side.set_codebook(codebook)
        self.side.form.set_choices(self._service.verdict_choices())
        self._show_side()
        self.view.viewport().update()
        self.reload()  # it also comes when another program has written

    def take_focus(self) -> None:
        """Put the focus on the rows, or where they would stand."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin_search(self) -> None:
        """Put the focus in the search field, what is in it selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def reload(self) -> None:
        """Ask anew what is in the ledger; while it is not seen it waits until it is."""
        self._reload_timer.stop()
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        self.asking.ask(asked.LIST, asked.listed(self._query), self._take, self._tell_failure)

    def show_changes(self, changes: tuple[Change, ...]) -> None:
        """Show what has changed, a little later."""
        if any(not isinstance(change, ArticlesChanged | TagsChanged) for change in changes):
            self._stale = True
            self._reload_timer.start()

    def save(self) -> None:
        """Tell what was written of a verdict and not yet told."""
        if self.side.claim() is not None:
            self.side.form.save()

    def stop(self) -> None:
        """Ask no more, and wait for what runs."""
        for timer in (self._search_timer, self._reload_timer, self._near_timer):
            timer.stop()
        self.asking.stop()

    def current_id(self) -> int:
        """The claim of the current row, 0 where there is none."""
        return self._rows.id_at(self.view.currentIndex().row())

    def selected_ids(self) -> tuple[int, ...]:
        """The claims that are selected, in the order of the ledger."""
        return self._rows.some(self.view.selected_rows())

    def listed_ids(self) -> "array[int]":
        """The claims of the ledger, in its order."""
        return self._rows.ids()

    def texts(self) -> list[str]:
        """The words of the claims, in the order of the ledger."""
        return [str(self._rows.index(row).data()) for row in range(self._rows.rowCount())]

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._held and not event.spontaneous():
            self._rows.set_ids(array("q", (number for number in self._rows.ids() if number != self._held)))
            self._held, self._stale = 0, True

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._widths_kept:
            side = max(_LEAST_SIDE, min(_SIDE_WIDTH, round(_SIDE_PART * self.width())))
            self._split.setSizes([max(1, self.width() - side), side])

    def _keep_widths(self) -> None:
        """From now on the person says how wide both are."""
        self._widths_kept = True

    # What comes from the library

    def _take(self, answer: object) -> None:
        found = cast(Listed, answer)
        self.head.show_trouble("")
        self.head.show_counts(found.counts)
        current, row = self.current_id(), self.view.currentIndex().row()
        scrolled = self.view.verticalScrollBar().value()
        selection = self.view.selectionModel()
        blocked = selection.blockSignals(True)
        ids = found.ids if self._from_top else self._with_current(found.ids, current, row)
        self._held = current if len(ids) > len(found.ids) else 0
        self._rows.set_ids(ids)
        selection.blockSignals(blocked)
        self._empty.setVisible(not ids)
        self._empty.setText(
            self.tr("No claim is found so. Choose All, or clear the search.")
            if found.counts.all
            else self.tr("No claims yet: select a sentence in an article and press the key of a claim's label.")
        )
        self.view.setAccessibleDescription("" if ids else self._empty.text())
        if self._from_top and ids:
            self.view.make_current(0)
            self.view.scrollToTop()
        elif ids:
            near = self._row_of(current)
            self.view.make_current(near if near >= 0 else max(0, min(row, len(ids) - 1)))
            self.view.executeDelayedItemsLayout()
            self.view.verticalScrollBar().setValue(scrolled)
            self.view.scrollTo(self.view.currentIndex())
        self._from_top = False
        self._show_side()

    def _row_of(self, claim_id: int) -> int:
        """The row of a claim, or of the one that it has become a sighting of."""
        row = self._rows.row_of(claim_id) if claim_id else -1
        if row < 0 and claim_id:
            claim = self._service.claim(claim_id)
            row = self._rows.row_of(claim.id) if claim is not None else -1
        return row

    def _with_current(self, ids: "array[int]", current: int, row: int) -> "array[int]":
        """These, with the current claim where it stood: it stays until the person leaves it."""
        if not current or current in ids:
            return ids
        claim = self._service.claim(current)
        if claim is None or claim.id != current:
            return ids  # it is gone, or a sighting of another
        return ids[:row] + array("q", (current,)) + ids[row:]

    def _choose(self, _current: QModelIndex) -> None:
        if self._held and self.current_id() != self._held:
            self._held = 0
            self._reload_timer.start()
        self._show_side()

    def _show_side(self) -> None:
        row = self.view.currentIndex().row()
        claim = self._rows.fetched(row) if 0 <= row < self._rows.rowCount() else None
        before = self.side.claim()
        if before is not None and (claim is None or all(before.id != sighting.id for sighting in claim.sightings)):
            focus = QApplication.focusWidget()
            if focus is not None and self.side.isAncestorOf(focus):
                self.take_focus()  # what is typed next is meant for the claim that was shown
        self.side.show_claim(claim)
        if claim is not None:
            self._near_timer.start()

    def _ask_near(self) -> None:
        claim_id = self.current_id()
        if claim_id:
            self.asking.ask(asked.NEAR, asked.near(claim_id), self._take_near, self._tell_failure)

    def _take_near(self, answer: object) -> None:
        self.side.show_near(cast(tuple[Claim, ...], answer))

    def _tell_failure(self, error: ReaderError) -> None:
        if isinstance(error, QueryError):
            self.head.show_trouble(str(error))
        else:
            self.told.emit(str(error))

    # What a person does

    def _search(self) -> None:
        self._search_timer.stop()
        self.set_query(replace(self._query, words=self.search.text()))

    def _leave_search(self, name: str) -> None:
        if name == "Back":
            self.search.clear()
        self._search()
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open(self) -> None:
        claim = self.side.claim()
        if claim is not None:
            self.place_requested.emit(claim.sightings[0].id, claim.sightings[0].article_id)

    def _join_near(self, claim_id: int) -> None:
        claim = self.side.claim()
        if claim is not None:
            self.join_requested.emit((claim.id, claim_id))

    def _export(self) -> None:
        chosen = self.selected_ids()
        self.export_requested.emit(self._query, chosen if len(chosen) > 1 else ())

    def _open_menu(self, place: QPoint) -> None:
        several = len(self.selected_ids()) > 1
        names = ("Join", "Export") if several else ("Open", "Sightings", "Check", "ExportClaim")
        if self.current_id():
            row_menu(self._keys, names, self._obey, self).popup(place_of(self.view, place))

    def _obey(self, name: str) -> None:
        near = self.side.near()
        match name:
            case "Open":
                self._open()
            case "Check" if self.current_id():
                self._from_top = False  # what is written now is of this claim, whatever is still to come
                self.side.begin_verdict()
            case "Sightings" if self.current_id():
                self.side.begin_sightings()
            case "Queue":
                queues = tuple(Queue)
                self.show_queue(queues[(queues.index(self._query.queue) + 1) % len(queues)])
            case "Join" if len(self.selected_ids()) > 1:
                self.join_requested.emit(self.selected_ids())
            case "Join":
                self.told.emit(self.tr("Select two claims or more to join them as one."))
            case "Near" if near:
                self._join_near(near[0].id)
            case "Near":
                self.told.emit(self.tr("No claim is proposed as the same."))
            case "Export":
                self._export()
            case "ExportClaim" if self.current_id():
                self.export_requested.emit(self._query, (self.current_id(),))
            case "Back":
                self.left.emit()

    def _paint_ground(self) -> None:
        colours = self._ledger.palette()
        colours.setColor(self._ledger.backgroundRole(), self._theme.pane)
        self._ledger.setPalette(colours)
        self._ledger.setAutoFillBackground(True)
