"""What stands above the list: the field to search in, what is wrong with the search, and which articles are shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from reader.domain.article import ArticleCounts, ArticleFilter, ArticleState
from reader.ui.keys import Keys
from reader.ui.names import named
from reader.ui.plain import on_button
from reader.ui.search_field import SearchField
from reader.ui.theme import Theme, icon, interface_font

_STATES = (None, ArticleState.UNREAD, None, ArticleState.DONE)
_STARRED = 2


class ListHead(QWidget):
    """Tells what a person types and chooses."""

    typed = Signal()
    left = Signal(str)
    chosen = Signal(ArticleFilter)
    all_requested = Signal()
    arranging_requested = Signal(QToolButton)

    def __init__(self, keys: Keys, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_set = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._build_search(keys))
        layout.addLayout(self._build_chips())
        layout.addLayout(self._build_sign())

    def _build_search(self, keys: Keys) -> QVBoxLayout:
        self.field = named(SearchField(keys), "searchField")
        self.field.setClearButtonEnabled(True)
        self.field.setFont(interface_font())
        self.field.setAccessibleName(self.tr("Search the list"))
        self.field.setPlaceholderText(self.tr("Search the library"))
        self._search_icon = self.field.addAction(
            icon("search", self._theme.muted), QLineEdit.ActionPosition.LeadingPosition
        )
        self.field.textChanged.connect(self._tell_typed)
        self.field.left.connect(self.left)
        self._trouble = named(QLabel(wordWrap=True), "trouble")
        self._trouble.setFont(interface_font(12))
        self._trouble.setTextFormat(Qt.TextFormat.PlainText)
        self._trouble.hide()
        column = QVBoxLayout()
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self._trouble)
        return column

    def _build_chips(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(9, 0, 9, 0)
        row.setSpacing(2)
        self._chips = QButtonGroup(self)
        for number, name in enumerate(self._chip_names()):
            chip = named(QToolButton(), "filterChip")
            chip.setCheckable(True)
            chip.setText(name)
            chip.setChecked(number == 0)
            self._chips.addButton(chip, number)
            row.addWidget(chip)
        row.addStretch()
        self._arrange = named(QToolButton(), "arrangeButton")
        self._arrange.setIcon(icon("sort", self._theme.muted))
        self._arrange.setAccessibleName(self.tr("Sort, group and filter the list"))
        self._arrange.setToolTip(self.tr("Sort, group and filter the list"))
        self._arrange.clicked.connect(self.begin_arranging)
        row.addWidget(self._arrange)
        self._chips.idClicked.connect(self._choose)
        return row

    def _build_sign(self) -> QHBoxLayout:
        """What tells that the list shows the bin, or a tag alone, and leads back from there."""
        self._sign = named(QToolButton(), "filterChip")
        self._sign.setCheckable(True)
        self._sign.clicked.connect(self.all_requested)
        self._sign.hide()
        row = QHBoxLayout()
        row.setContentsMargins(9, 0, 9, 0)
        row.addWidget(self._sign)
        row.addStretch()
        return row

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self._search_icon.setIcon(icon("search", theme.muted))
        self._arrange.setIcon(icon("sort", theme.muted))

    def show_filter(self, which: ArticleFilter, sign: str) -> None:
        """Show what the list is filtered by, without telling; the bin or a tag by a sign."""
        # Not by blocking its signals: the field hears by them, too, whether there is something to clear.
        self._is_set = True
        self.field.setText(which.words)
        self._is_set = False
        elsewhere = bool(which.binned or which.tag_id)
        chosen = _STARRED if which.starred else _STATES.index(which.state) if which.state in _STATES else 0
        self._chips.setExclusive(not elsewhere)
        for number, chip in enumerate(self._chips.buttons()):
            chip.setChecked(not elsewhere and number == chosen)
        self._sign.setText(f"{on_button(sign)}  ×")
        self._sign.setAccessibleName(self.tr("Only {0} is shown; show all").format(sign))
        self._sign.setChecked(elsewhere)
        self._sign.setVisible(elsewhere)

    def show_found(self, count: int | None) -> None:
        """Show how many articles a search finds, None where nothing is searched for."""
        name = self._chip_names()[0]
        self._chips.button(0).setText(name if count is None else self.tr("{0} found").format(f"{count:,}"))

    def show_counts(self, counts: ArticleCounts) -> None:
        """Show how many articles there are."""
        words = self.tr("Search {0} articles") if counts.all > 1 else self.tr("Search the library")
        self.field.setPlaceholderText(words.format(f"{counts.all:,}"))
        unread = self._chip_names()[1]
        self._chips.button(1).setText(f"{unread} {counts.unread:,}" if counts.unread else unread)

    def show_trouble(self, sentence: str) -> None:
        """Say what is wrong with the search; nothing where it is empty."""
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))

    def _tell_typed(self) -> None:
        if not self._is_set:
            self.typed.emit()

    def begin_arranging(self) -> None:
        """Ask how to sort, group and filter the list."""
        self.arranging_requested.emit(self._arrange)

    def _chip_names(self) -> tuple[str, ...]:
        return self.tr("All"), self.tr("Unread"), self.tr("Starred"), self.tr("Done")

    def _choose(self, number: int) -> None:
        self._chips.setExclusive(True)
        self._sign.hide()
        self.chosen.emit(ArticleFilter(_STATES[number], number == _STARRED))
