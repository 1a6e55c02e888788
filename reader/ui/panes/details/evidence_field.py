"""The evidence of a claim: each with its address, its words, and what it does to the claim."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from reader.domain.questions import Attribute
from reader.domain.record import Evidence, EvidenceStance
from reader.domain.text import normalise
from reader.ui.keys import Keys
from reader.ui.names import named, override
from reader.ui.panes.details.record_field import RecordField
from reader.ui.panes.details.text_fields import FieldLine
from reader.ui.theme import Theme, icon

_STANCES = tuple(EvidenceStance)


class EvidenceField(RecordField):
    """Pieces of evidence below each other, and a button for one more. They are told together, as they are left."""

    evidence_written = Signal(object)

    def __init__(self, attribute: Attribute, keys: Keys, theme: Theme) -> None:
        super().__init__(attribute, keys, theme)
        self._stored: tuple[Evidence, ...] = ()
        self._pieces: list[_Piece] = []
        holder = QWidget()
        self._rows = QVBoxLayout(holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        self._add = _AddButton(self)
        self._add.setText(self.tr("Add evidence"))
        self._add.clicked.connect(self.begin)
        self._rows.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.fill(holder)

    @override
    def editor(self) -> QWidget:
        return self._pieces[0].url if self._pieces else self._add

    def show_evidence(self, evidence: tuple[Evidence, ...], *, fresh: bool) -> None:
        """Show what is stored. What is being written stays, unless all is `fresh`."""
        self.show_trouble("")
        if not fresh and evidence == self._stored:
            return
        written = self.written()
        self._stored = evidence
        if not fresh and _bare(written) == _bare(evidence):
            for piece, stored in zip((each for each in self._pieces if not each.is_empty()), evidence, strict=True):
                piece.id = stored.id
            return
        if not fresh and self._is_writing():
            return
        self._put(evidence)

    def _is_writing(self) -> bool:
        return any(piece.holds_focus() for piece in self._pieces)

    def _put(self, evidence: tuple[Evidence, ...]) -> None:
        while len(self._pieces) > len(evidence):
            gone = self._pieces.pop()
            gone.hide()
            self._rows.removeWidget(gone)
            gone.deleteLater()
        while len(self._pieces) < len(evidence):
            self._append()
        for piece, each in zip(self._pieces, evidence, strict=True):
            piece.show_evidence(each)

    def _append(self) -> "_Piece":
        piece = _Piece(self)
        piece.left_piece.connect(self.save)
        piece.remove_requested.connect(lambda: self._remove(piece))
        self._rows.insertWidget(len(self._pieces), piece)
        before: QWidget = self._pieces[-1].remove if self._pieces else self._add
        self._pieces.append(piece)
        for each in (piece.url, piece.quote, piece.stance, piece.remove):
            if before is not self._add:
                QWidget.setTabOrder(before, each)
            before = each
        QWidget.setTabOrder(before, self._add)
        return piece

    def begin(self) -> None:
        """Add a piece, and go there."""
        empty = next((piece for piece in self._pieces if piece.is_empty()), None)
        (empty or self._append()).url.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _remove(self, piece: "_Piece") -> None:
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        piece.show_evidence(Evidence(0))
        self._pieces.remove(piece)
        self._rows.removeWidget(piece)
        piece.hide()
        piece.deleteLater()
        self.save()

    def written(self) -> tuple[Evidence, ...]:
        """What is written, without what is empty."""
        return tuple(piece.evidence() for piece in self._pieces if not piece.is_empty())

    @override
    def save(self) -> None:
        if self.written() != self._stored:
            self.evidence_written.emit(self.written())

    @override
    def draft(self) -> str | None:
        return self.tr("evidence") if self.written() != self._stored else None

    @override
    def go_on(self) -> None:
        holder = next((piece for piece in self._pieces if piece.holds_focus()), None)
        if holder is None or not holder.go_on():
            self.save()
            self.next_requested.emit()

    @override
    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for piece in self._pieces:
            piece.paint_signs()


def _bare(evidence: tuple[Evidence, ...]) -> list[tuple[str, str, EvidenceStance]]:
    return [(each.url, each.quote, each.stance) for each in evidence]


class _Piece(QWidget):
    """One piece of evidence: its address, its words, what it does, and a cross."""

    left_piece = Signal()
    remove_requested = Signal()

    def __init__(self, field: EvidenceField) -> None:
        super().__init__()
        self.id = 0
        self._field = field
        self._stance = EvidenceStance.UNSAID
        self.url = self._line(self.tr("Address of the evidence"), "https://")
        self.quote = self._line(self.tr("Words of the evidence"), self.tr("What it says"))
        self.stance = named(_KeyButton(field), "keyButton")
        self.stance.clicked.connect(self._turn)
        self.remove = named(_KeyButton(field), "keyButton")
        self.remove.setAccessibleName(self.tr("Take this evidence away"))
        self.remove.setToolTip(self.tr("Take this evidence away"))
        self.remove.clicked.connect(self.remove_requested)
        self.paint_signs()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        grid.addWidget(self.url, 0, 0, 1, 3)
        grid.addWidget(self.quote, 1, 0)
        grid.addWidget(self.stance, 1, 1)
        grid.addWidget(self.remove, 1, 2)
        self._show_stance()

    def _line(self, name: str, placeholder: str) -> "FieldLine":
        line = FieldLine(self._field)
        line.setAccessibleName(name)
        line.setPlaceholderText(placeholder)
        line.focus_left.connect(self.left_piece)
        return line

    def paint_signs(self) -> None:
        """Paint the cross in the colour of the theme."""
        self.remove.setIcon(icon("close", self._field.theme.muted, 12))

    def show_evidence(self, evidence: Evidence) -> None:
        """Show a piece of evidence."""
        self.id, self._stance = evidence.id, evidence.stance
        self.url.setText(evidence.url)
        self.quote.setText(evidence.quote)
        self._show_stance()

    def evidence(self) -> Evidence:
        """What is written."""
        url, quote = (normalise(line.text()).strip() for line in (self.url, self.quote))
        return Evidence(self.id, url, quote, self._stance)

    def is_empty(self) -> bool:
        """Whether there is neither an address nor words."""
        return not (self.url.text().strip() or self.quote.text().strip())

    def holds_focus(self) -> bool:
        """Whether the focus is in here."""
        return any(each.hasFocus() for each in (self.url, self.quote, self.stance, self.remove))

    def go_on(self) -> bool:
        """Go to the next part of the piece; whether there is one."""
        parts = (self.url, self.quote, self.stance)
        for part, following in pairwise(parts):
            if part.hasFocus():
                following.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False

    def _turn(self) -> None:
        self._stance = _STANCES[(_STANCES.index(self._stance) + 1) % len(_STANCES)]
        self._show_stance()
        self.left_piece.emit()

    def _show_stance(self) -> None:
        words = {
            EvidenceStance.UNSAID: self.tr("supports or refutes?"),
            EvidenceStance.SUPPORTS: self.tr("supports"),
            EvidenceStance.REFUTES: self.tr("refutes"),
        }[self._stance]
        self.stance.setText(words)
        self.stance.setAccessibleName(self.tr("What it does to the claim: {0}").format(words))
        self.stance.setToolTip(self.tr("Space changes it"))


class _KeyButton(QPushButton):
    """A small button; Enter goes on as in every field, Space presses it."""

    def __init__(self, field: EvidenceField) -> None:
        super().__init__()
        self._field = field
        self.setAutoDefault(False)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._field.obey(event):
            super().keyPressEvent(event)


class _AddButton(_KeyButton):
    def __init__(self, field: EvidenceField) -> None:
        super().__init__(field)
        named(self, "keyButton")
