"""The list of all that was done to the library, from any of which it can be gone on: “back to here”."""

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QPushButton,
    QStackedLayout,
    QWidget,
)

from reader.services.undo import Undo
from reader.ui.keys import Keys, Where
from reader.ui.names import named, override
from reader.ui.panes.history.delegate import HistoryDelegate, now_height, row_height
from reader.ui.panes.history.rows import HistoryRows
from reader.ui.row_view import RowView
from reader.ui.system_size import scaled
from reader.ui.theme import RADIUS_FIELD, SMALL_PIXELS, Theme, interface_font

_BUTTON_HEIGHT = 20
_BUTTON_GAP = 8


class HistoryList(QWidget):
    """Shows the actions of the library; it undoes and redoes none."""

    back_requested = Signal(int)
    left = Signal()

    def __init__(self, undo: Undo, keys: Keys, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("historyPanel")
        self._undo = undo
        self._keys = keys
        self._rows = HistoryRows(undo.rows, self)
        self._delegate = HistoryDelegate(theme)
        self._tall = -1
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._build_view())
        self._stack.addWidget(self._build_empty())
        self._build_button()
        self.set_theme(theme)

    def _build_view(self) -> RowView:
        self.view = named(_View(self._keys), "historyList")
        self.view.setAccessibleName(self.tr("History"))
        self.view.setAccessibleDescription(self.tr("Enter makes the library as it was right after the chosen action."))
        self.view.setModel(self._rows)
        self.view.setItemDelegate(self._delegate)
        self.view.selectionModel().currentChanged.connect(self._place_button)
        self.view.resized.connect(self._place_button)
        self.view.doubleClicked.connect(self._ask)
        return self.view

    def _build_empty(self) -> QLabel:
        words = self.tr(
            "Nothing has been done in this library yet.\n"
            "All that you tag, change and import will be listed here, and you can go back to any of it."
        )
        self._empty = named(_Empty(words), "muted")
        return self._empty

    def _build_button(self) -> None:
        self._button = named(QPushButton(self.tr("Back to here"), self.view.viewport()), "historyBack")
        self._button.setToolTip(self.tr("Make the library as it was right after this action (Enter)"))
        self._button.setFont(interface_font(SMALL_PIXELS))
        self._button.setAutoDefault(False)
        self._button.clicked.connect(lambda: self._ask(self.view.currentIndex()))
        self._button.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._delegate.theme = theme
        self._empty.ring = theme.accent
        self._button.setStyleSheet(
            f"QPushButton {{ background: {theme.field.name()}; color: {theme.accent.name()}; "
            f"font-size: {scaled(SMALL_PIXELS)}px; "
            f"border: 1px solid {theme.line.name()}; border-radius: {RADIUS_FIELD}px; padding: 0 8px; }}"
            f"QPushButton:hover {{ background: {theme.hover.name()}; }}"
            f"QPushButton:focus {{ border-color: {theme.accent.name()}; }}"
        )
        self._delegate.taken = self._button.sizeHint().width() + _BUTTON_GAP
        self.view.viewport().update()

    def reload(self) -> None:
        """Show the history as it is now; call it only while this is to be seen. Raises LibraryError.

        The current row stays with its action; where it was that of now, it is that of now again.
        """
        current = self.current_id()
        if self.view.currentIndex().row() == self._rows.now():
            current = None
        ids = self._undo.action_ids()
        self._rows.set_ids(ids, self._undo.undone_count())
        self._stack.setCurrentIndex(0 if ids else 1)
        self._make_room_for_now()
        row = -1 if current is None else self._rows.row_of(current)
        self._go(row if row >= 0 else self._rows.now())

    def current_id(self) -> int | None:
        """The action of the current row, 0 for the beginning; None in an empty list."""
        return self._rows.id_at(self.view.currentIndex().row())

    def take_focus(self) -> None:
        """Put the focus on the rows, or on the sentence that there are none."""
        where = self.view if self._rows.rowCount() else self._empty
        where.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.view.scrollTo(self.view.currentIndex())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Obey the keys that view and button leave: those of the table of keys."""
        last = self._rows.rowCount() - 1
        row = self.view.currentIndex().row()
        match self._keys.pressed(event, Where.HISTORY):
            case "Down" | "Up" as way:
                self._go(row + (1 if way == "Down" else -1))
            case "First" | "Last" as end:
                self._go(0 if end == "First" else last)
            case "Go":
                self._ask(self.view.currentIndex())
            case "Back":
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def _go(self, row: int) -> None:
        if 0 <= row < self._rows.rowCount():
            self.view.setCurrentIndex(self._rows.index(row))
        self._place_button()

    def _ask(self, index: QModelIndex) -> None:
        action_id = self._rows.id_at(index.row())
        if action_id is not None:
            self.back_requested.emit(action_id)

    def _make_room_for_now(self) -> None:
        header = self.view.verticalHeader()
        if 0 <= self._tall < header.count():  # a header keeps sizes when its model is reset
            header.resizeSection(self._tall, row_height())
        self._tall = self._rows.now()
        if self._tall >= 0:
            header.resizeSection(self._tall, row_height() + now_height())

    def _place_button(self) -> None:
        """Put the button into the current row, unless the library is there already."""
        row = self.view.currentIndex().row()
        if row < 0 or row == self._rows.now():
            if self._button.hasFocus():
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self._button.hide()
            return
        rect: QRect = self.view.visualRect(self.view.currentIndex())
        width, height = self._button.sizeHint().width(), scaled(_BUTTON_HEIGHT)
        self._button.setGeometry(rect.right() - width - _BUTTON_GAP - 4, rect.bottom() - height - 5, width, height)
        self._button.show()


class _View(RowView):
    """Rows whose keys are left to the pane around them."""

    resized = Signal()

    def __init__(self, keys: Keys) -> None:
        super().__init__(row_height())
        self._keys = keys
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._keys.pressed(event, Where.HISTORY) is None:
            super().keyPressEvent(event)
        else:
            event.ignore()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class _Empty(QLabel):
    """A sentence in the place of a list, which takes the focus so that it is read out and Esc leads on."""

    def __init__(self, words: str) -> None:
        super().__init__(words, wordWrap=True)
        self.ring = QColor()
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setContentsMargins(16, 12, 16, 16)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self.ring)
            painter.drawRoundedRect(self.rect().adjusted(8, 4, -8, -8), RADIUS_FIELD, RADIUS_FIELD)
