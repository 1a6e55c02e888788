"""What stands above the ledger: the search, what is wrong with it, which claims are shown, and the way to a file."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.domain.ledger import LedgerCounts, Queue
from reader.ui.keys import Keys
from reader.ui.names import named, override
from reader.ui.search_field import SearchField
from reader.ui.system_size import scaled
from reader.ui.theme import Theme, icon, interface_font

_QUEUES = tuple(Queue)
_WIDEST_SEARCH = 430
#: A narrower head has the search in a line of its own.
_NARROW = 560


class ClaimsHead(QWidget):
    """Tells what a person types and chooses."""

    typed = Signal()
    left = Signal(str)
    queue_chosen = Signal(object)
    export_requested = Signal()

    def __init__(self, keys: Keys, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 12, 8)
        layout.setSpacing(6)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(6)
        self._line.addWidget(self._build_search(keys, theme), 1)
        row = QHBoxLayout()
        row.setContentsMargins(6, 0, 0, 0)
        row.setSpacing(4)
        self._chips = QButtonGroup(self)
        for number, name in enumerate(self._names()):
            chip = named(QToolButton(), "filterChip")
            chip.setCheckable(True)
            chip.setText(name)
            chip.setChecked(number == 0)
            self._chips.addButton(chip, number)
            row.addWidget(chip)
        self._chips.idClicked.connect(lambda number: self.queue_chosen.emit(_QUEUES[number]))
        row.addStretch(1)
        self._export = named(QToolButton(), "claimsExport")
        self._export.setAccessibleName(self.tr("Export these claims"))
        self._export.setToolTip(self.tr("Export these claims: CSV, Markdown, HTML or ClaimReview"))
        self._export.clicked.connect(self.export_requested)
        row.addWidget(self._export)
        self._line.addLayout(row, 1)
        layout.addLayout(self._line)
        self._trouble = named(QLabel(wordWrap=True), "trouble")
        self._trouble.hide()
        layout.addWidget(self._trouble)
        self.set_theme(theme)

    def _build_search(self, keys: Keys, theme: Theme) -> SearchField:
        self.search = named(SearchField(keys), "claimSearch")
        self.search.setClearButtonEnabled(True)
        self.search.setFont(interface_font())
        self.search.setMaximumWidth(_WIDEST_SEARCH)
        self.search.setMinimumWidth(90)
        self.search.setAccessibleName(self.tr("Search the claims"))
        self.search.setPlaceholderText(self.tr("Search the claims"))
        self.search.setToolTip(self.tr("Words, or claimant: about: verdict: check:>=2 topic:"))
        self._search_icon = self.search.addAction(icon("search", theme.muted), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self.typed)
        self.search.left.connect(self.left)
        return self.search

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < scaled(_NARROW)
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._search_icon.setIcon(icon("search", theme.muted))
        self._export.setIcon(icon("export", theme.muted))

    def show_queue(self, queue: Queue) -> None:
        """Show which claims are shown."""
        self._chips.button(_QUEUES.index(queue)).setChecked(True)

    def show_counts(self, counts: LedgerCounts) -> None:
        """Show how many claims there are."""
        for number, (name, count) in enumerate(
            zip(self._names(), (counts.all, counts.to_check, counts.disputed), strict=True)
        ):
            self._chips.button(number).setText(f"{name} {count:,}" if count else name)
        self._export.setEnabled(bool(counts.all))

    def show_trouble(self, sentence: str) -> None:
        """Say what is wrong with the search; nothing where it is empty."""
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))

    def chips(self) -> list[str]:
        """What stands on the chips."""
        return [button.text() for button in self._chips.buttons()]

    def _names(self) -> tuple[str, ...]:
        return self.tr("All"), self.tr("To be checked"), self.tr("Disputed")
