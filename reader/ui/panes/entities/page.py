"""The page of an entity: its head, how often it was met, its mentions in context, its claims, whom it is met with."""

from array import array
from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.domain.codebook import Codebook
from reader.domain.entity_listing import EntityPage, EntityTallies, MentionOrder
from reader.services.entity_pages import EntityPages
from reader.ui.flow import Flow
from reader.ui.key_view import KeyView
from reader.ui.keys import Keys, Where
from reader.ui.names import named
from reader.ui.panes.entities.action_line import ActionLine
from reader.ui.panes.entities.entity_delegate import EntityDelegate, row_height
from reader.ui.panes.entities.entity_rows import EntityRows
from reader.ui.panes.entities.mention_delegate import ClaimDelegate, MentionDelegate, claim_height, mention_height
from reader.ui.panes.entities.mention_rows import ClaimRows, MentionRows
from reader.ui.panes.entities.page_head import PageHead
from reader.ui.panes.entities.timeline import TimelineBars
from reader.ui.theme import Theme, interface_font

_SIDE = 28
TABS = ("Mentions", "ClaimsMade", "ClaimsAbout", "MetWith")


class PageOfEntity(QWidget):
    """Shows an entity; what it shows is brought to it."""

    place_requested = Signal(int)
    entity_requested = Signal(int)
    order_requested = Signal(int, object)
    pressed_key = Signal(str)

    def __init__(self, service: EntityPages, keys: Keys, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entityPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._keys = keys
        self._page: EntityPage | None = None
        self._order = MentionOrder.DATE
        self._codebook = Codebook(())
        self.head = PageHead(keys, theme)
        self._bars = TimelineBars(theme)
        self.line = ActionLine()
        self.line.closed.connect(self.take_focus)
        self._build_tables(service, theme)
        above = QVBoxLayout()
        above.setContentsMargins(_SIDE, 24, _SIDE, 8)
        above.setSpacing(12)
        above.addWidget(self.head)
        above.addWidget(self._bars)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(above)
        layout.addWidget(self.line)
        layout.addWidget(self._build_tabs())
        layout.addWidget(self._stack, 1)
        self._show_tab(0)

    def _build_tables(self, service: EntityPages, theme: Theme) -> None:
        self.mentions = MentionRows(service.mentions, self)
        self.made, self.about = ClaimRows(service.claims, self), ClaimRows(service.claims, self)
        self.met = EntityRows(service.rows, self)
        self._models: tuple[MentionRows | ClaimRows | EntityRows, ...] = (
            self.mentions,
            self.made,
            self.about,
            self.met,
        )
        self._delegates: tuple[MentionDelegate | ClaimDelegate | EntityDelegate, ...] = (
            MentionDelegate(self.mentions, theme),
            ClaimDelegate(self.made, theme),
            ClaimDelegate(self.about, theme),
            EntityDelegate(self.met, theme, further=12),
        )
        heights = (mention_height(), claim_height(), claim_height(), row_height())
        names = (self.tr("Mentions"), self.tr("Claims made"), self.tr("Claims about"), self.tr("Met with"))
        nothing = (
            self.tr("No mention. A mention is linked to it by {0}, in the text.").format(
                self._keys.first("Entity", Where.TEXT)
            ),
            self.tr("No claim yet names it as the claimant."),
            self.tr("No claim is said to be about it yet."),
            self.tr("No other entity is mentioned in the same articles."),
        )
        self._stack = QStackedWidget()
        self.views: list[KeyView] = []
        for number in range(len(self._models)):
            view = named(KeyView(self._keys, Where.ENTITIES, heights[number]), f"entity{TABS[number]}")
            view.setAccessibleName(names[number])
            view.setModel(self._models[number])
            view.setItemDelegate(self._delegates[number])
            view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
            view.doubleClicked.connect(lambda _: self._open())
            view.pressed_key.connect(self._obey)
            self.views.append(view)
            empty = named(QLabel(nothing[number], wordWrap=True), "muted")
            empty.setFont(interface_font())
            empty.setContentsMargins(_SIDE, 20, _SIDE, 20)
            empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            table = QStackedWidget()
            table.addWidget(view)
            table.addWidget(empty)
            self._stack.addWidget(table)
        self.views[0].selectionModel().selectionChanged.connect(lambda *_: self._tell_selected())
        self._names = names

    def _build_tabs(self) -> QWidget:
        bar = named(QWidget(), "entityTabs")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(_SIDE, 0, _SIDE - 6, 0)
        row.setSpacing(12)
        tabs = QWidget()
        flow = Flow(tabs, gap=18, row_gap=0)
        self._tabs = QButtonGroup(self)
        for number, name in enumerate(self._names):
            tab = named(QToolButton(), "pageTab")
            tab.setCheckable(True)
            tab.setFont(interface_font())
            tab.setText(name)
            key = self._keys.first(TABS[number], Where.ENTITIES)
            tab.setToolTip(f"{name} ({key})")
            self._tabs.addButton(tab, number)
            flow.addWidget(tab)
        self._tabs.idClicked.connect(self._show_tab)
        row.addWidget(tabs, 1, Qt.AlignmentFlag.AlignBottom)
        self._order_button = named(QToolButton(), "filterChip")
        self._order_button.clicked.connect(self._open_orders)
        row.addWidget(self._order_button)
        return bar

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.head.set_theme(theme)
        self._bars.set_theme(theme)
        for delegate in self._delegates:
            delegate.theme = theme
        self.update()

    def set_codebook(self, codebook: Codebook) -> None:
        """Name labels after this codebook."""
        self._codebook = codebook
        for model in self._models:
            model.codebook = codebook
        if self._page is not None:
            self._show_head(self._page)
            self._tell_selected()

    def entity_id(self) -> int:
        """The entity that is shown, 0 without one."""
        return self._page.entity.id if self._page is not None else 0

    def page(self) -> EntityPage | None:
        """What is shown."""
        return self._page

    def show_page(self, page: EntityPage) -> None:
        """Show this entity; where it is shown already, what is selected stays so."""
        same = self._page is not None and self._page.entity.id == page.entity.id
        self._page = page
        if not same:
            self.line.close_line()
            self._show_tab(0)
        self._show_head(page)
        counts = (len(page.mentions), len(page.made), len(page.about), len(page.met))
        for tab, name, count in zip(self._tabs.buttons(), self._names, counts, strict=True):
            tab.setText(f"{name} {count:,}" if count else name)
        self.met.met_articles = page.met_articles
        self.met.tallies = EntityTallies()
        if self._order is MentionOrder.DATE:
            self._show_ids(0, page.mentions, keep=same)
        else:
            self._ask_order(keep=same)
        for number, ids in enumerate((page.made, page.about, page.met), 1):
            self._show_ids(number, ids, keep=same)
        self._tell_selected()

    def show_mentions(self, ids: "array[int]") -> None:
        """Show the mentions in the order that was asked for."""
        self._show_ids(0, ids, keep=True)
        self._say_order()

    def take_focus(self) -> None:
        """Put the focus on the rows that are shown, or on their tab where there is none."""
        number = self._stack.currentIndex()
        if self._models[number].rowCount():
            view = self.views[number]
            if view.currentIndex().row() < 0:
                view.setCurrentIndex(view.model().index(0, 0))
            view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._tabs.button(number).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose_tab(self, name: str) -> None:
        """Show one of the tables, and go there."""
        self._show_tab(TABS.index(name))
        self.take_focus()

    def selected_mentions(self) -> tuple[int, ...]:
        """The mentions that are selected, in their order; none where another table is shown."""
        if self._stack.currentIndex() != 0:
            return ()
        rows = sorted(index.row() for index in self.views[0].selectionModel().selectedIndexes())
        return tuple(self.mentions.id_at(row) for row in rows)

    def next_order(self) -> None:
        """Sort the mentions by what comes next."""
        orders = list(MentionOrder)
        self.set_order(orders[(orders.index(self._order) + 1) % len(orders)])

    def set_order(self, order: MentionOrder) -> None:
        """Sort the mentions by this."""
        self._order = order
        if self._page is None:
            return
        if order is MentionOrder.DATE:
            self.show_mentions(self._page.mentions)
        else:
            self._ask_order(keep=True)

    def order(self) -> MentionOrder:
        """What the mentions are sorted by."""
        return self._order

    def _ask_order(self, *, keep: bool) -> None:
        assert self._page is not None
        if not keep:
            self._show_ids(0, array("q"), keep=False, awaited=True)
        self._order_button.setText(self.tr("Sorting…"))
        self.order_requested.emit(self._page.entity.id, self._order)

    def _show_head(self, page: EntityPage) -> None:
        label = self._codebook.shown(page.entity.label_id)
        self.head.show_page(page, self._codebook)
        self._bars.show_timeline(page.timeline, label)

    def _show_tab(self, number: int) -> None:
        self._tabs.button(number).setChecked(True)
        self._stack.setCurrentIndex(number)
        self._order_button.setVisible(number == 0)
        self._say_order()
        self._tell_selected()

    def _say_order(self) -> None:
        names = dict(self._orders())
        self._order_button.setText(self.tr("By {0}").format(names[self._order]))
        key = self._keys.first("Order", Where.ENTITIES)
        self._order_button.setToolTip(self.tr("Sort by date, or by the words before or after ({0})").format(key))

    def _orders(self) -> tuple[tuple[MentionOrder, str], ...]:
        return (
            (MentionOrder.DATE, self.tr("date")),
            (MentionOrder.BEFORE, self.tr("the words before")),
            (MentionOrder.AFTER, self.tr("the words after")),
        )

    def _open_orders(self) -> None:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for order, name in self._orders():
            action = menu.addAction(self.tr("By {0}").format(name))
            action.setCheckable(True)
            action.setChecked(order is self._order)
            action.triggered.connect(lambda _=False, order=order: self.set_order(order))
            group.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._order_button.mapToGlobal(QPoint(0, self._order_button.height() + 2)))

    def _show_ids(self, number: int, ids: "array[int]", *, keep: bool, awaited: bool = False) -> None:
        """Show these rows; with `keep`, those selected stay so, and the view stays where it is."""
        view, model = self.views[number], self._models[number]
        selection = view.selectionModel()
        chosen: Sequence[int] = [model.id_at(index.row()) for index in selection.selectedIndexes()] if keep else ()
        current, row = model.id_at(view.currentIndex().row()), view.currentIndex().row()
        scrolled = view.verticalScrollBar().value() if keep else 0
        model.set_ids(ids)
        table = self._stack.widget(number)
        assert isinstance(table, QStackedWidget)
        table.setCurrentIndex(0 if ids or awaited else 1)
        if keep and ids and row >= 0:
            found = model.row_of(current)
            index = model.index(found if found >= 0 else min(row, len(ids) - 1))
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            rows = [at for at in map(model.row_of, chosen) if at >= 0] or [index.row()]
            for at in rows:
                selection.select(model.index(at), QItemSelectionModel.SelectionFlag.Select)
        view.executeDelayedItemsLayout()
        view.verticalScrollBar().setValue(scrolled)

    def _tell_selected(self) -> None:
        self.head.show_selected(len(self.selected_mentions()))

    def _obey(self, name: str) -> None:
        match name:
            case "Open":
                self._open()
            case "Order":
                self._show_tab(0)
                self.next_order()
            case _:
                self.pressed_key.emit(name)

    def _open(self) -> None:
        number = self._stack.currentIndex()
        row_id = self._models[number].id_at(self.views[number].currentIndex().row())
        if row_id:
            (self.entity_requested if number == TABS.index("MetWith") else self.place_requested).emit(row_id)
