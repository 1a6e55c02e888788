"""What stands above the list of entities: the search, and what narrows and sorts the list."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from reader.domain.codebook import Codebook, Label, LabelKind
from reader.domain.entity_listing import EntityList, EntityQuery, EntitySort
from reader.ui.flow import Flow
from reader.ui.keys import Keys
from reader.ui.names import named, override
from reader.ui.plain import on_button
from reader.ui.search_field import SearchField
from reader.ui.theme import Theme, icon, interface_font

_GAP = 2


class EntitiesHead(QWidget):
    """Tells what a person types, and which query they choose."""

    typed = Signal()
    left = Signal(str)
    chosen = Signal(object)
    import_requested = Signal()
    export_requested = Signal()

    def __init__(self, keys: Keys, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._query = EntityQuery()
        self._codebook = Codebook(())
        self._list: EntityList | None = None
        self._further: list[Label] = []
        self._types: dict[int, QToolButton] = {}
        self._more: QToolButton | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(8)
        self.search = named(SearchField(keys), "entitySearch")
        self.search.setClearButtonEnabled(True)
        self.search.setFont(interface_font())
        self._search_icon = self.search.addAction(icon("search", theme.muted), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self.typed)
        self.search.left.connect(self.left)
        layout.addWidget(self.search)
        row = QHBoxLayout()
        row.setSpacing(2)
        self._chips = QWidget()
        self._flow = Flow(self._chips, gap=_GAP, row_gap=2)
        row.addWidget(self._chips, 1)
        self._options = named(QToolButton(), "entityOptions")
        self._options.setAccessibleName(self.tr("Sort, import, export"))
        self._options.setToolTip(self.tr("Sort, import, export"))
        self._options.clicked.connect(self.open_options)
        row.addWidget(self._options, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(row)
        self.set_theme(theme)
        self._say_count(0)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._search_icon.setIcon(icon("search", theme.muted))
        self._options.setIcon(icon("sliders", theme.muted))

    def set_codebook(self, codebook: Codebook) -> None:
        """Name the types after this codebook."""
        self._codebook = codebook
        self._build_chips()

    def show_query(self, query: EntityQuery) -> None:
        """Show what narrows the list, but for the words."""
        self._query = query
        for chip, meant in self._meant():
            chip.setChecked(meant == query)
        self._fit()

    def show_list(self, listed: EntityList) -> None:
        """Offer the types that there are, and say how many entities."""
        before, self._list = self._list, listed
        self._say_count(listed.all)
        if before is None or before.by_label.keys() != listed.by_label.keys() or before.doubles != listed.doubles:
            self._build_chips()

    def open_options(self) -> None:
        """Offer what the list is sorted by, and files."""
        menu = QMenu(self)
        heading = menu.addAction(self.tr("Sort by"))
        heading.setEnabled(False)
        group = QActionGroup(menu)
        for sort, name in self._sorts():
            action = QAction(name, menu, checkable=True, checked=sort is self._query.sort)
            action.triggered.connect(lambda _=False, sort=sort: self.chosen.emit(replace(self._query, sort=sort)))
            group.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(self.tr("Import entities…")).triggered.connect(lambda _=False: self.import_requested.emit())
        export = menu.addAction(self.tr("Export entities…"))
        export.triggered.connect(lambda _=False: self.export_requested.emit())
        export.setEnabled(self._list is not None and self._list.all > 0)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._options.mapToGlobal(QPoint(0, self._options.height() + 2)))

    def sort_name(self) -> str:
        """What the list is sorted by, in words."""
        return dict(self._sorts())[self._query.sort].lower()

    def _sorts(self) -> tuple[tuple[EntitySort, str], ...]:
        return (
            (EntitySort.MENTIONS, self.tr("Mentions")),
            (EntitySort.ARTICLES, self.tr("Articles")),
            (EntitySort.MET, self.tr("Last met")),
            (EntitySort.NAME, self.tr("Name")),
        )

    def _say_count(self, count: int) -> None:
        words = self.tr("Search 1 entity") if count == 1 else self.tr("Search {0} entities").format(f"{count:,}")
        self.search.setPlaceholderText(words if count else self.tr("Search entities"))
        self.search.setAccessibleName(words if count else self.tr("Search entities"))

    def _build_chips(self) -> None:
        """All, the types, what opens those that have no room, and those that share a name."""
        while item := self._flow.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        by_label = self._list.by_label if self._list else {}
        types = [label for label in self._codebook.labels if label.kind is LabelKind.ENTITY and by_label.get(label.id)]
        self._add_chip(self.tr("All"), 0)
        self._types = {label.id: self._add_chip(label.name, label.id) for label in types}
        self._more = named(QToolButton(self._chips), "filterChip")
        self._more.setCheckable(True)
        self._more.clicked.connect(self._open_further)
        self._flow.addWidget(self._more)
        if self._list is not None and self._list.doubles:
            chip = self._add_chip(self.tr("Doubles {0}").format(f"{self._list.doubles:,}"), 0, doubles=True)
            chip.setToolTip(self.tr("Perhaps the same: entities of one type that share a name"))
        self.show_query(self._query)
        self._chips.updateGeometry()

    def _fit(self) -> None:
        """Show the types that have room in one row, those of most entities first; the others stand behind one chip."""
        more = self._more
        if more is None or self._list is None:
            return
        by_label, labels = self._list.by_label, {label.id: label for label in self._codebook.labels}
        others = [chip for chip, _ in self._meant() if chip not in self._types.values()]
        self._further = [labels[each] for each in self._types]
        self._name_more()
        room = self._chips.width() - sum(_width(chip) + _GAP for chip in others)
        shown = set(self._types)
        if sum(_width(self._types[each]) + _GAP for each in shown) - _GAP > room:
            shown.clear()
            room -= _width(more)
            for each in sorted(self._types, key=lambda each: -by_label.get(each, 0)):
                if (width := _width(self._types[each]) + _GAP) <= room:
                    shown.add(each)
                    room -= width
        self._further = [labels[each] for each in self._types if each not in shown]
        self._name_more()
        for each, chip in self._types.items():
            chip.setVisible(each in shown)
        more.setVisible(bool(self._further))

    def _name_more(self) -> None:
        chosen = next((label for label in self._further if label.id == self._query.label_id), None)
        if self._more is not None:
            self._more.setText(on_button(chosen.name) if chosen else self.tr("More…"))
            self._more.setChecked(chosen is not None)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (layout := self.layout()) is not None:
            layout.activate()  # the chips have their width now
        self._fit()

    def _open_further(self) -> None:
        """Offer the types that have no chip."""
        menu = QMenu(self)
        for label in self._further:
            action = menu.addAction(on_button(label.name))
            action.setCheckable(True)
            action.setChecked(label.id == self._query.label_id)
            query = replace(self._query, label_id=label.id, doubles=False)
            action.triggered.connect(lambda _=False, query=query: self.chosen.emit(query))
        menu.aboutToHide.connect(lambda: self.show_query(self._query))
        menu.aboutToHide.connect(menu.deleteLater)
        if self._more is not None:
            menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 2)))

    def _add_chip(self, words: str, label_id: int, *, doubles: bool = False) -> QToolButton:
        chip = named(QToolButton(self._chips), "filterChip")
        chip.setCheckable(True)
        chip.setText(on_button(words))
        chip.setProperty("meant", (label_id, doubles))
        chip.clicked.connect(lambda: self.chosen.emit(replace(self._query, label_id=label_id, doubles=doubles)))
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def _meant(self) -> list[tuple[QToolButton, EntityQuery]]:
        """The chips, each with the query that it is for."""
        found = []
        for number in range(self._flow.count()):
            item = self._flow.itemAt(number)
            chip = item.widget() if item is not None else None
            if isinstance(chip, QToolButton) and chip.property("meant"):
                label_id, doubles = chip.property("meant")
                found.append((chip, replace(self._query, label_id=label_id, doubles=doubles)))
        return found


def _width(chip: QToolButton) -> int:
    chip.ensurePolished()
    return chip.sizeHint().width()
