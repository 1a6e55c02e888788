"""The list of articles: a field to search in, what to show, and a row an article."""

from array import array
from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.domain.article import ArticleCounts, ArticleFilter, ArticleState
from reader.errors import QueryError
from reader.services.read import Read
from reader.ui.keys import Keys, Where
from reader.ui.names import named, override
from reader.ui.panes.articles.delegate import ArticleDelegate, row_height
from reader.ui.panes.articles.rows import ArticleRows
from reader.ui.row_view import RowView
from reader.ui.theme import Theme, icon, interface_font

_SEARCH_DELAY = 120
_FIRST = 200


class ArticleList(QWidget):
    """Shows the articles of the library; it changes none."""

    article_chosen = Signal(int)
    open_requested = Signal()
    wished = Signal(str, int)
    import_requested = Signal()
    folder_requested = Signal()

    def __init__(self, read: Read, keys: Keys, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("articlePane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._read = read
        self._keys = keys
        self._theme = theme
        self._which = ArticleFilter()
        self._open_id = 0
        self._rows = ArticleRows(read.rows, self)
        self._delegate = ArticleDelegate(theme)
        self._search_timer = QTimer(self, singleShot=True, interval=_SEARCH_DELAY)
        self._search_timer.timeout.connect(self._search)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._build_search())
        layout.addLayout(self._build_chips())
        layout.addLayout(self._build_body(), 1)

    def _build_search(self) -> QHBoxLayout:
        self._search_field = named(_SearchField(self._keys), "searchField")
        self._search_field.setClearButtonEnabled(True)
        self._search_field.setFont(interface_font())
        self._search_field.setAccessibleName(self.tr("Search the list"))
        self._search_icon = self._search_field.addAction(
            icon("search", self._theme.muted), QLineEdit.ActionPosition.LeadingPosition
        )
        self._search_field.textChanged.connect(self._search_soon)
        self._search_field.left.connect(self._leave_search)
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(self._search_field)
        return row

    def _build_chips(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(9, 0, 4, 0)
        row.setSpacing(2)
        self._chips = QButtonGroup(self)
        for number in range(len(self._chip_names())):
            chip = named(QToolButton(), "filterChip")
            chip.setCheckable(True)
            chip.setText(self._chip_names()[number])
            chip.setChecked(number == 0)
            self._chips.addButton(chip, number)
            row.addWidget(chip)
        row.addStretch()
        self._chips.idClicked.connect(self._choose_chip)
        return row

    def _build_body(self) -> QStackedLayout:
        self.view = named(_View(self._keys), "articleList")
        self.view.setAccessibleName(self.tr("Articles"))
        self.view.setModel(self._rows)
        self.view.setItemDelegate(self._delegate)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.selectionModel().currentChanged.connect(self._choose)
        self.view.doubleClicked.connect(lambda _: self.open_requested.emit())
        self.view.pressed_key.connect(self._obey)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._build_empty())
        return self._stack

    def _build_empty(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 32, 24, 24)
        layout.setSpacing(10)
        self._empty_words = named(QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter), "muted")
        layout.addWidget(self._empty_words)
        self._import_button = QPushButton(self.tr("Import files"))
        self._folder_button = QPushButton(self.tr("Import a folder"))
        self._import_button.clicked.connect(self.import_requested)
        self._folder_button.clicked.connect(self.folder_requested)
        layout.addWidget(self._import_button)
        layout.addWidget(self._folder_button)
        layout.addStretch()
        return page

    def which(self) -> ArticleFilter:
        """What the list shows."""
        return self._which

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self._delegate.set_theme(theme)
        self._search_icon.setIcon(icon("search", theme.muted))
        self.view.viewport().update()

    def load_first(self) -> None:
        """Show the first articles: those that a window can hold, before it counts the rest. Then `reload`."""
        self._show(self._read.ids(self._which, _FIRST))

    def reload(self) -> None:
        """Ask the library again what is in the list, but not how many there are of each kind: see `recount`.

        The open article stays the current one; where the list does not show it, no row is current, so that no
        key does anything to an article that is not before the eyes.
        """
        self._show(self._read.ids(self._which))
        self.set_current(self._open_id)

    def _show(self, ids: "array[int]") -> None:
        self._rows.set_ids(ids)
        self._stack.setCurrentIndex(0 if ids else 1)

    def recount(self) -> ArticleCounts:
        """Show how many articles there are now."""
        counts = self._read.counts()
        self._show_counts(counts)
        return counts

    def refresh(self, article_ids: tuple[int, ...]) -> None:
        """Show these rows anew. A row stays in a list it no longer belongs to until the list is chosen again."""
        self._rows.refresh(article_ids)

    def current_id(self) -> int:
        """The article of the current row, 0 where there is none."""
        return self._rows.id_at(self.view.currentIndex().row())

    def first_id(self) -> int:
        """The first article of the list, 0 where it is empty."""
        return self._rows.id_at(0)

    def listed_ids(self) -> "array[int]":
        """The articles of the list as it is filtered, in its order."""
        return self._rows.ids()

    def row(self) -> int:
        """The number of the current row, -1 where there is none."""
        return self.view.currentIndex().row()

    def id_near(self, row: int) -> int:
        """The article in a row, or in the last one where there are not so many; 0 in an empty list."""
        return self._rows.id_at(max(0, min(row, len(self._rows.ids()) - 1)))

    def selected_ids(self) -> tuple[int, ...]:
        """The articles that are selected."""
        return tuple(self._rows.id_at(index.row()) for index in self.view.selectionModel().selectedIndexes())

    def set_current(self, article_id: int) -> bool:
        """Make the article that is open the current one, without telling; whether it is in the list."""
        self._open_id = article_id
        row = self._rows.row_of(article_id)
        if row < 0:
            return False
        selection = self.view.selectionModel()
        blocked = selection.blockSignals(True)
        index = self._rows.index(row)
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        selection.blockSignals(blocked)
        self.view.scrollTo(index)
        self.view.viewport().update()
        return True

    def choose(self, article_id: int) -> None:
        """Make an article the current one and tell; where the list does not show it, show all."""
        if self._rows.row_of(article_id) < 0 and self._which != ArticleFilter():
            self._search_field.clear()
            self._chips.button(0).setChecked(True)
            self._search_timer.stop()
            self._which = ArticleFilter()
            self.reload()
        if self.set_current(article_id):
            self.article_chosen.emit(article_id)

    def step(self, rows: int) -> None:
        """Go so many rows down, or up."""
        row = self.row() + rows
        if 0 <= row < len(self._rows.ids()):
            self.choose(self._rows.id_at(row))

    def step_unread(self, *, backwards: bool = False) -> bool:
        """Go to the nearest unread article; whether there is one."""
        found = self._read.next_unread(self.current_id(), self._which, backwards=backwards)
        if found is None:
            return False
        self.choose(found)
        return True

    def begin_search(self) -> None:
        """Put the focus in the search field, what is in it selected."""
        self._search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search_field.selectAll()

    def take_focus(self) -> None:
        """Put the focus on the rows, or on the first button where there is none."""
        where = self._import_button if self._stack.currentIndex() else self.view
        where.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.view.scrollTo(self.view.currentIndex())

    def _show_counts(self, counts: ArticleCounts) -> None:
        self._search_field.setPlaceholderText(self.tr("Search titles and sources"))
        for number, (name, count) in enumerate(zip(self._chip_names(), (0, counts.unread, 0, 0), strict=True)):
            self._chips.button(number).setText(f"{name} {count:,}" if count else name)
        for button in (self._import_button, self._folder_button):
            button.setVisible(not counts.all)
        self._empty_words.setText(
            self.tr("No article is shown here. Choose All, or clear the search.")
            if counts.all
            else self.tr("This library is empty.\nImport text files, or drop them here.")
        )

    def _chip_names(self) -> tuple[str, ...]:
        return self.tr("All"), self.tr("Unread"), self.tr("Starred"), self.tr("Done")

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid():
            self._open_id = self._rows.id_at(current.row())
            self.article_chosen.emit(self._open_id)

    def _choose_chip(self, number: int) -> None:
        states = (None, ArticleState.UNREAD, None, ArticleState.DONE)
        self._which = replace(self._which, state=states[number], starred=number == 2)
        self.reload()

    def _search_soon(self) -> None:
        self._search_timer.start()

    def _leave_search(self, name: str) -> None:
        """Go to what was found, its first article open unless the open one is among it; Esc lets the search go."""
        self._search_timer.stop()
        if name == "Back":
            self._search_field.clear()
        self._search()
        if self.row() < 0 and self.first_id():
            self.choose(self.first_id())
        self.take_focus()

    def _search(self) -> None:
        from reader.domain.query import as_typed  # noqa: PLC0415 - not for a start

        before, trouble = self._which, ""
        self._which = replace(self._which, words=as_typed(self._search_field.text()))
        try:
            self.reload()
        except QueryError as error:
            self._which, trouble = before, str(error)
        self._search_field.setToolTip(trouble)

    def _obey(self, name: str) -> None:
        match name:
            case "Down" | "Up":
                self.step(1 if name == "Down" else -1)
            case "NextUnread" | "PreviousUnread":
                self.step_unread(backwards=name == "PreviousUnread")
            case "First" | "Last" if self._rows.ids():
                self.choose(self.id_near(0 if name == "First" else len(self._rows.ids())))
            case "Open":
                self.open_requested.emit()
            case _ if self.current_id():
                self.wished.emit(name, self.current_id())


class _SearchField(QLineEdit):
    """A field that Enter, Down and Esc lead out of."""

    left = Signal(str)

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self._keys = keys

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = self._keys.pressed(event, Where.SEARCH)
        if name is None:
            super().keyPressEvent(event)
        else:
            self.left.emit(name)


class _View(RowView):
    """Rows whose keys the pane obeys."""

    pressed_key = Signal(str)

    def __init__(self, keys: Keys) -> None:
        super().__init__(row_height())
        self._keys = keys

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = self._keys.pressed(event, Where.LIST)
        if name is None:
            super().keyPressEvent(event)
        else:
            self.pressed_key.emit(name)
