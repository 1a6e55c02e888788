"""The evidence of a claim, edited in place: for each a stance, an address, a quote."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from reader.domain.record import Evidence, EvidenceStance
from reader.ui.names import named
from reader.ui.theme import Theme, icon

_STANCES = tuple(EvidenceStance)


class EvidenceFields(QWidget):
    """Tells all evidence whenever one field of it was changed and left."""

    written = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[Evidence, ...] = ()
        self._rows: list[_EvidenceRow] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self.fold = named(QPushButton(), "evidenceFold")
        self.fold.setCheckable(True)
        self.fold.setAccessibleName(self.tr("Evidence"))
        self.fold.toggled.connect(self._unfold)
        self._layout.addWidget(self.fold)
        self._inside = QWidget()
        self._inside.hide()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._layout.addWidget(self._inside)
        self._add = QPushButton(self.tr("Add evidence"))
        self._add.clicked.connect(self.begin)
        self._column.addWidget(self._add)
        self._say_count()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        for row in self._rows:
            row.set_theme(theme)

    def show_evidence(self, evidence: Sequence[Evidence], *, same: bool) -> None:
        """Show this; what is being written of the same claim stays as it is where nothing else has changed."""
        given = tuple(evidence)
        if same and given == self._shown and self._rows:
            return
        if same and given == self._told() and all(row.evidence().id for row in self._rows):
            self._shown = given
            self._say_count()
            return
        held = next((number for number, row in enumerate(self._rows) if same and row.holds_focus()), -1)
        for row in self._rows:
            row.blockSignals(True)  # hiding a field that has the focus leaves it
            row.hide()
            row.deleteLater()
        self._rows = []
        self._shown = given
        for each in given:
            self._put(each)
        self._say_count()
        if 0 <= held < len(self._rows):
            self._rows[held].url.setFocus()

    def save(self) -> None:
        """Tell what was written and not yet told."""
        self._tell()

    def begin(self) -> None:
        """Add a row, and go there."""
        self.fold.setChecked(True)
        self._put(Evidence(0)).url.setFocus()

    def _put(self, evidence: Evidence) -> "_EvidenceRow":
        row = _EvidenceRow(evidence, self._theme)
        row.changed.connect(self._tell)
        row.removed.connect(lambda: self._remove(row))
        self._rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
        return row

    def _unfold(self, unfolded: bool) -> None:
        self._inside.setVisible(unfolded)
        if unfolded and not self._rows:
            self.begin()

    def _say_count(self) -> None:
        count = len(self._shown)
        words = self.tr("1 source") if count == 1 else self.tr("{0} sources").format(f"{count:,}")
        self.fold.setText(words if count else self.tr("none: add a source"))
        self.fold.setAccessibleDescription(self.fold.text())

    def _remove(self, row: "_EvidenceRow") -> None:
        self._rows.remove(row)
        row.hide()
        row.deleteLater()
        self._add.setFocus()
        self._tell()

    def _told(self) -> tuple[Evidence, ...]:
        found = (row.evidence() for row in self._rows)
        return tuple(each for each in found if each.url or each.quote)

    def _tell(self) -> None:
        told = self._told()
        if told != self._shown:
            self.written.emit(told)


class _EvidenceRow(QWidget):
    """One piece of evidence."""

    changed = Signal()
    removed = Signal()

    def __init__(self, evidence: Evidence, theme: Theme) -> None:
        super().__init__()
        self._id = evidence.id
        self.stance = QComboBox()
        for words in (self.tr("says nothing of it"), self.tr("supports"), self.tr("refutes")):
            self.stance.addItem(words)
        self.stance.setCurrentIndex(_STANCES.index(evidence.stance))
        self.stance.setAccessibleName(self.tr("What the evidence does to the claim"))
        self.url, self.quote = QLineEdit(evidence.url), QLineEdit(evidence.quote)
        for field, words in ((self.url, self.tr("Address")), (self.quote, self.tr("Quote"))):
            field.setPlaceholderText(words)
            field.setAccessibleName(self.tr("{0} of the evidence").format(words))
            field.editingFinished.connect(self.changed)
        self.stance.activated.connect(lambda _number: self.changed.emit())
        self._remove = named(QToolButton(), "removeEvidence")
        self._remove.setAccessibleName(self.tr("Remove this evidence"))
        self._remove.setToolTip(self.tr("Remove this evidence"))
        self._remove.clicked.connect(self.removed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(4)
        first = QHBoxLayout()
        first.addWidget(self.stance, 1)
        first.addWidget(self._remove)
        layout.addLayout(first)
        layout.addWidget(self.url)
        layout.addWidget(self.quote)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._remove.setIcon(icon("close", theme.muted))

    def evidence(self) -> Evidence:
        """What stands there."""
        stance = _STANCES[self.stance.currentIndex()]
        return Evidence(self._id, self.url.text().strip(), self.quote.text().strip(), stance)

    def holds_focus(self) -> bool:
        """Whether a person writes here."""
        return any(widget.hasFocus() for widget in (self.stance, self.url, self.quote, self._remove))
