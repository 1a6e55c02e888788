"""What a check has found, edited in place: scale, rating, who, when, why, and evidence. Saved as fields are left."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from reader.domain.ledger import Claim, scales_of
from reader.domain.questions import Field
from reader.domain.text import normalise
from reader.ui.keys import Keys, Where
from reader.ui.names import named, override
from reader.ui.panes.claims.evidence_fields import EvidenceFields
from reader.ui.plain import as_tip
from reader.ui.system_size import scaled
from reader.ui.theme import Theme

_RATIONALE_HEIGHT = 66


class VerdictForm(QWidget):
    """Tells of which claim, and answers as pairs of a field and its text, or evidence.

    What is still being written when another claim is shown is told of the one that it was written of.
    """

    answered = Signal(object, object)
    evidence_written = Signal(object, object)
    left = Signal()

    def __init__(self, keys: Keys, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self._claim: Claim | None = None
        self._scales: dict[str, tuple[str, ...]] = {}
        self.rating, self.scale = QComboBox(), QComboBox()
        self.checker, self.checked_on = QLineEdit(), QLineEdit()
        self.rationale = _Rationale(keys)
        self.evidence = EvidenceFields(theme)
        self.checked_on.setPlaceholderText(self.tr("day, such as 2026-06-02"))
        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(12)
        layout.setVerticalSpacing(6)
        layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field in (
            (self.tr("Rating"), self.rating),
            (self.tr("Scale"), self.scale),
            (self.tr("Checked by"), self.checker),
            (self.tr("Checked on"), self.checked_on),
            (self.tr("Rationale"), self.rationale),
            (self.tr("Evidence"), self.evidence),
        ):
            label = named(QLabel(words), "muted")
            label.setContentsMargins(0, 1, 0, 0)
            label.setBuddy(field)
            field.setAccessibleName(words)
            layout.addRow(label, field)
        self.rating.activated.connect(lambda _number: self._tell_rating())
        self.scale.activated.connect(lambda _number: self._tell_scale())
        self.checker.editingFinished.connect(lambda: self._tell(Field.CHECKER, self.checker.text()))
        self.checked_on.editingFinished.connect(lambda: self._tell(Field.CHECKED_ON, self.checked_on.text()))
        self.rationale.finished.connect(lambda: self._tell(Field.RATIONALE, self.rationale.toPlainText()))
        self.rationale.escaped.connect(self.left)
        self.evidence.written.connect(lambda given: self.evidence_written.emit(self._claim, given))

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.evidence.set_theme(theme)

    def set_choices(self, choices: tuple[str, ...]) -> None:
        """Offer these scales: `Scale: worst, …, best`."""
        self._scales = scales_of(choices)
        self.scale.clear()
        self.scale.addItems(["", *self._scales])

    def show_claim(self, claim: Claim) -> None:
        """Show what is known of a claim; what is being written of the same one stays as it is."""
        same = self._claim is not None and self._claim.id == claim.id
        if not same and self._claim is not None:
            self.save()
        self._claim = claim
        scale = claim.value(Field.SCALE)
        _show_choice(self.scale, ["", *self._scales], scale)
        every = list(dict.fromkeys(rating for ratings in self._scales.values() for rating in ratings))
        _show_choice(self.rating, ["", *(self._scales.get(scale) or every)], claim.verdict)
        self.rating.setItemText(0, self.tr("unchecked"))
        self.rating.setToolTip(as_tip(claim.verdict))
        for field, asked in ((self.checker, Field.CHECKER), (self.checked_on, Field.CHECKED_ON)):
            if not (same and field.isModified()):
                field.setText(claim.value(asked))
                field.setModified(False)
        document = self.rationale.document()
        if not (same and document.isModified()):
            self.rationale.setPlainText(claim.value(Field.RATIONALE))
            document.setModified(False)
        self.evidence.show_evidence(claim.own_evidence, same=same)

    def begin(self) -> None:
        """Go to the rating."""
        self.rating.setFocus()

    def save(self) -> None:
        """Tell what was written and not yet told."""
        self._tell(Field.CHECKER, self.checker.text())
        self._tell(Field.CHECKED_ON, self.checked_on.text())
        self._tell(Field.RATIONALE, self.rationale.toPlainText())
        self.evidence.save()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._keys.pressed(event, Where.CLAIMS) == "Back":
            self.save()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self, field: Field, written: str) -> None:
        words = normalise(written).strip()
        if self._claim is None or words == self._claim.value(field):
            return
        if field is Field.RATIONALE:
            self.rationale.document().setModified(False)
        else:
            (self.checker if field is Field.CHECKER else self.checked_on).setModified(False)
        self.answered.emit(self._claim, ((field, words),))

    def _tell_rating(self) -> None:
        """A rating says its scale too, where none was chosen."""
        if self._claim is None:
            return
        rating = self.rating.currentText() if self.rating.currentIndex() > 0 else ""
        answers = [(Field.VERDICT, rating)]
        if rating and not self._claim.value(Field.SCALE):
            scale = next((name for name, ratings in self._scales.items() if rating in ratings), "")
            answers = [(Field.SCALE, scale), *answers]
        if rating != self._claim.verdict:
            self.answered.emit(self._claim, tuple(answers))

    def _tell_scale(self) -> None:
        """With another scale a rating goes that is not on it."""
        if self._claim is None or self.scale.currentText() == self._claim.value(Field.SCALE):
            return
        scale = self.scale.currentText()
        answers = [(Field.SCALE, scale)]
        if self._claim.verdict and scale and self._claim.verdict not in self._scales.get(scale, ()):
            answers = [(Field.VERDICT, ""), *answers]
        self.answered.emit(self._claim, tuple(answers))


class _Rationale(QPlainTextEdit):
    """A field that says when the focus leaves it, or Esc does."""

    finished = Signal()
    escaped = Signal()

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self._keys = keys
        self.setTabChangesFocus(True)
        self.setFixedHeight(scaled(_RATIONALE_HEIGHT))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._keys.pressed(event, Where.FORM) == "Back":
            self.finished.emit()
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.finished.emit()


def _show_choice(box: QComboBox, choices: list[str], chosen: str) -> None:
    """Offer these, with what is chosen also where it is none of them."""
    offered = choices if chosen in choices else [*choices, chosen]
    if [box.itemText(number) for number in range(1, box.count())] != offered[1:]:
        box.clear()
        box.addItems(offered)
    box.setCurrentIndex(offered.index(chosen))
