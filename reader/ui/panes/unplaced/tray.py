"""The tray of annotations that were not carried over to the newer version: each is accepted, placed or rejected."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QGridLayout, QPushButton, QVBoxLayout, QWidget

from reader.domain.codebook import Codebook
from reader.domain.versions import Unplaced
from reader.ui.keys import Keys, Where
from reader.ui.names import named, override
from reader.ui.panes.unplaced.delegate import UnplacedDelegate, row_height
from reader.ui.panes.unplaced.rows import UnplacedRows
from reader.ui.row_view import RowView
from reader.ui.theme import SMALL_PIXELS, Theme, interface_font


class UnplacedTray(QWidget):
    """Lists what waits; it changes nothing. Wishes are told by name, with the id of what they are for."""

    chosen = Signal(int)
    wished = Signal(str, int)

    def __init__(self, keys: Keys, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unplacedTray")
        self._keys = keys
        self._rows = UnplacedRows(self)
        self._delegate = UnplacedDelegate(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._build_view(), 1)
        layout.addLayout(self._build_buttons())

    def _build_view(self) -> RowView:
        self.view = named(_View(self._keys), "unplacedList")
        self.view.setAccessibleName(self.tr("Annotations of an older version that wait for a place"))
        self.view.setModel(self._rows)
        self.view.setItemDelegate(self._delegate)
        self.view.selectionModel().currentChanged.connect(self._tell_chosen)
        self.view.doubleClicked.connect(lambda _index: self._wish("Go"))
        return self.view

    def _build_buttons(self) -> QGridLayout:
        buttons = QGridLayout()
        buttons.setContentsMargins(12, 8, 12, 12)
        buttons.setSpacing(8)
        self._accept = self._button("Accept", self.tr("Accept"), self.tr("Give it the proposed place"))
        self._reject = self._button("Reject", self.tr("Reject"), self.tr("Leave it in the older version alone"))
        place = self._button("Place", self.tr("Place here"), self.tr("Give it the place that is selected in the text"))
        self._all = self._button(
            "AcceptAll", self.tr("Accept all proposals"), self.tr("Give all their proposed places")
        )
        for column, button in enumerate((self._accept, self._reject, place)):
            buttons.addWidget(button, 0, column)
        buttons.addWidget(self._all, 1, 0, 1, 3)
        return buttons

    def _button(self, name: str, words: str, tip: str) -> QPushButton:
        button = named(QPushButton(words), f"unplaced{name}")
        key = self._keys.first(name, Where.UNPLACED)
        button.setToolTip(f"{tip} ({key})")
        button.setFont(interface_font(SMALL_PIXELS))
        button.setStyleSheet("QPushButton { padding: 4px 6px; }")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._wish(name))
        return button

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._delegate.theme = theme
        self.view.viewport().update()

    def show_some(self, some: list[Unplaced], text: str, codebook: Codebook) -> None:
        """Show what waits for a place in the text; the current row stays where it was."""
        row = max(0, self.view.currentIndex().row())
        self._rows.show_some(some, text, codebook)
        self._all.setVisible(sum(bool(one.proposal) for one in some) > 1)
        self._go(min(row, len(some) - 1))

    def current(self) -> Unplaced | None:
        """What the current row shows."""
        return self._rows.at(self.view.currentIndex().row())

    def take_focus(self) -> None:
        """Put the focus on the rows."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Obey the keys that view and buttons leave: those of the table of keys."""
        row = self.view.currentIndex().row()
        match self._keys.pressed(event, Where.UNPLACED):
            case "Down" | "Up" as way:
                self._go(row + (1 if way == "Down" else -1))
            case "First" | "Last" as end:
                self._go(0 if end == "First" else self._rows.rowCount() - 1)
            case None:
                super().keyPressEvent(event)
            case name:
                self._wish(name)

    def _go(self, row: int) -> None:
        if 0 <= row < self._rows.rowCount():
            self.view.setCurrentIndex(self._rows.index(row))

    def _wish(self, name: str) -> None:
        one = self.current()
        if one is not None or name == "Back":
            self.wished.emit(name, one.id if one is not None else 0)

    def _tell_chosen(self) -> None:
        one = self.current()
        self._accept.setEnabled(one is not None and bool(one.proposal))
        self.chosen.emit(one.id if one is not None else 0)


class _View(RowView):
    """Rows whose keys are left to the pane around them."""

    def __init__(self, keys: Keys) -> None:
        super().__init__(row_height())
        self._keys = keys
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._keys.pressed(event, Where.UNPLACED) is None:
            super().keyPressEvent(event)
        else:
            event.ignore()
