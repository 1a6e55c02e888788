"""What stands above the list of all annotations: the search, what is wrong with it, and what narrows the list."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from reader.domain.annotation_listing import AnnotationCounts, AnnotationQuery
from reader.domain.codebook import Codebook, LabelKind
from reader.ui.keys import Keys
from reader.ui.names import named
from reader.ui.panes.library_annotations.menus import told_narrowing
from reader.ui.plain import on_button
from reader.ui.search_field import SearchField
from reader.ui.theme import Theme, icon, interface_font

_KINDS = (None, LabelKind.ENTITY, LabelKind.CLAIM)


class AnnotationsHead(QWidget):
    """Tells what a person types and chooses; `kind_chosen` with None for all."""

    typed = Signal()
    left = Signal(str)
    kind_chosen = Signal(object)
    all_requested = Signal()
    options_requested = Signal()

    def __init__(self, keys: Keys, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._build_search(keys, theme))
        layout.addLayout(self._build_chips())
        layout.addLayout(self._build_narrowing())
        self.set_theme(theme)

    def _build_search(self, keys: Keys, theme: Theme) -> QHBoxLayout:
        self.search = named(SearchField(keys), "annotationSearch")
        self.search.setClearButtonEnabled(True)
        self.search.setFont(interface_font())
        self.search.setAccessibleName(self.tr("Search all annotations"))
        self.search.setPlaceholderText(self.tr("Search quotes and notes"))
        self._search_icon = self.search.addAction(icon("search", theme.muted), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self.typed)
        self.search.left.connect(self.left)
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(self.search)
        return row

    def _build_chips(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(9, 0, 12, 0)
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
        self._chips.idClicked.connect(lambda number: self.kind_chosen.emit(_KINDS[number]))
        self._options = named(QToolButton(), "annotationOptions")
        self._options.setAccessibleName(self.tr("Sort and filter"))
        self._options.setToolTip(self.tr("Sort and filter, export"))
        self._options.clicked.connect(self.options_requested)
        row.addWidget(self._options)
        return row

    def _build_narrowing(self) -> QHBoxLayout:
        """What else narrows the list, with what lets it go; and what is wrong with the query."""
        self._narrowing = named(QToolButton(), "filterChip")
        self._narrowing.setToolTip(self.tr("Show all again"))
        self._narrowing.clicked.connect(self.all_requested)
        self._narrowing.hide()
        self._trouble = named(QLabel(wordWrap=True), "trouble")
        self._trouble.hide()
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(self._narrowing)
        row.addWidget(self._trouble, 1)
        row.addStretch()
        return row

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._search_icon.setIcon(icon("search", theme.muted))
        self._options.setIcon(icon("sliders", theme.muted))

    def show_query(self, query: AnnotationQuery, codebook: Codebook) -> None:
        """Show what narrows the list, but for the words."""
        self._chips.button(_KINDS.index(query.kind)).setChecked(True)
        told = told_narrowing(query, codebook)
        self._narrowing.setText(f"{on_button(told)}  ×")
        self._narrowing.setAccessibleName(self.tr("Show all again, not only {0}").format(told))
        self._narrowing.setVisible(bool(told))

    def show_counts(self, counts: AnnotationCounts, codebook: Codebook) -> None:
        """Show how many annotations there are of each kind."""
        kinds = {label.id: label.kind for label in codebook.labels}
        for number, (name, kind) in enumerate(zip(self._chip_names(), _KINDS, strict=True)):
            count = sum(many for label_id, many in counts.by_label if kind in (None, kinds.get(label_id)))
            self._chips.button(number).setText(f"{name} {count:,}" if count else name)

    def show_trouble(self, sentence: str) -> None:
        """Say what is wrong with the search; nothing where it is empty."""
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))

    def below_options(self) -> QPoint:
        """The place on the screen where what the options offer opens."""
        return self._options.mapToGlobal(QPoint(0, self._options.height() + 2))

    def _chip_names(self) -> tuple[str, ...]:
        return self.tr("All"), self.tr("Entities"), self.tr("Claims")
