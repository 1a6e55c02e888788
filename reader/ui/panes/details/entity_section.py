"""The entity of a mention in the details: who or what is meant, or who or what might be."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reader.domain.codebook import Label
from reader.domain.entity import Candidate, Entity, Proposal
from reader.ui.chips import ADD, Chip, ChipFlow
from reader.ui.keys import Keys, Where
from reader.ui.named_rows import NamedRows
from reader.ui.names import named, override
from reader.ui.plain import as_tip
from reader.ui.theme import SMALL_PIXELS, Theme, interface_font

_MOST_OFFERED, _MOST_ALIASES, _LONGEST = 3, 6, 160


class EntitySection(QWidget):
    """Shows the entity of the mention as a chip that leads to its page; without one, those that are proposed.

    The first one proposed is the one that `EntityAtOnce` takes. It changes nothing itself.
    """

    entity_chosen = Signal(int)
    new_requested = Signal(str)
    choice_requested = Signal()
    page_requested = Signal(int)
    left = Signal()

    def __init__(self, keys: Keys, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entitySection")
        self.setAccessibleName(self.tr("Entity of the mention"))
        self._keys, self._theme = keys, theme
        self._entity: Entity | None = None
        self._proposal: Proposal | None = None
        self._label: Label | None = None
        head = named(QLabel(self.tr("Entity")), "muted")
        head.setContentsMargins(0, 6, 0, 0)
        head.setAlignment(Qt.AlignmentFlag.AlignTop)
        answer = QWidget()
        column = QVBoxLayout(answer)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self._build_field(), self._build_also(), self._build_offers()):
            column.addWidget(part)
        NamedRows(self).add_row(head, answer)
        head.setBuddy(self._change)
        keys.changed.connect(self._name_keys)
        self._name_keys()
        self.hide()

    def _build_field(self) -> QFrame:
        field = named(QFrame(), "fieldBox")
        row = QHBoxLayout(field)
        row.setContentsMargins(7, 3, 4, 3)
        row.setSpacing(6)
        self._chip = named(Chip(self._theme), "entityChip")
        self._chip.clicked.connect(self._go_to_page)
        self._nobody = named(QLabel(), "muted")
        self._change = named(QPushButton(), "keyButton")
        self._change.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._change.setAutoDefault(True)  # Enter presses it, as it does a chip
        self._change.clicked.connect(self.choice_requested)
        flow = QWidget()
        ChipFlow(flow).addWidget(self._chip)
        self._holder = flow
        row.addWidget(self._holder, 1)
        row.addWidget(self._nobody, 1)
        row.addWidget(self._change)
        return field

    def _build_also(self) -> QLabel:
        self._also = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "muted")
        self._also.setFont(interface_font(SMALL_PIXELS))
        return self._also

    def _build_offers(self) -> QWidget:
        self._offered = QWidget()
        flow = ChipFlow(self._offered)
        self._offers = [named(Chip(self._theme), "entityOffer") for _ in range(_MOST_OFFERED)]
        for number, chip in enumerate(self._offers):
            chip.clicked.connect(lambda _checked=False, number=number: self._take(number))
            flow.addWidget(chip)
        self._new = named(Chip(self._theme), "entityNew")
        self._new.clicked.connect(self._wish_new)
        flow.addWidget(self._new)
        return self._offered

    def _name_keys(self) -> None:
        opens, at_once = self._keys.first("Entity", Where.TEXT), self._keys.first("EntityAtOnce", Where.TEXT)
        self._change.setText(opens)
        self._change.setAccessibleName(self.tr("Choose the entity"))
        self._change.setToolTip(self.tr("Choose the entity ({0} in the text)").format(opens))
        self._nobody.setText(self.tr("not said yet"))
        self._at_once = self.tr("{0} in the text takes it at once").format(at_once)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        for chip in (self._chip, *self._offers, self._new):
            chip.set_theme(theme)

    def show_entity(self, entity: Entity, label: Label, mentions: int = 0) -> None:
        """Show which entity is meant, on the colour of its type, and how often it is mentioned in the library."""
        self._entity, self._proposal, self._label = entity, None, label
        self._chip.show_words(entity.name, label)
        self._chip.setAccessibleName(self.tr("{0}, {1}: go to its page").format(entity.name, label.name))
        self._chip.setToolTip(as_tip(self.tr("{0}: go to its page").format(entity.name)))
        others = ", ".join(f"\u2068{alias}\u2069" for alias in entity.aliases[:_MOST_ALIASES])
        others = others if len(others) <= _LONGEST else others[:_LONGEST].rstrip() + "…"
        count = self.tr("1 mention") if mentions == 1 else self.tr("{0} mentions").format(f"{mentions:,}")
        said = (self.tr("also {0}").format(others) if others else "", count if mentions else "")
        self._also.setText(" · ".join(part for part in said if part))
        self._show()

    def show_proposal(self, proposal: Proposal, label: Label) -> None:
        """Show that no entity is meant yet, and which might be; a new one would have this label."""
        self._entity, self._proposal, self._label = None, proposal, label
        for chip, candidate in zip(self._offers, self._candidates(), strict=False):
            chip.show_words(candidate.entity.name, label, offered=True)
            why = self.tr(str(candidate.why))
            chip.setAccessibleName(self.tr("Link to {0}, {1}").format(candidate.entity.name, why))
            chip.setToolTip(as_tip(f"{candidate.entity.name}: {why}. {self._hint(chip is self._offers[0])}".strip()))
        for number, chip in enumerate(self._offers):
            chip.setVisible(number < len(self._candidates()))
        self._new.show_words(self.tr("New “{0}”").format(proposal.name), label, offered=True, sign=ADD)
        self._new.setAccessibleName(self.tr("New entity “{0}”").format(proposal.name))
        tip = self.tr("A new entity of the type {0}. {1}").format(label.name, self._hint(not proposal.candidates))
        self._new.setToolTip(as_tip(tip.strip()))
        self._new.setVisible(bool(proposal.name))
        self._show()

    def _hint(self, first: bool) -> str:
        return f"{self._at_once}." if first else ""

    def _candidates(self) -> tuple[Candidate, ...]:
        return self._proposal.candidates[:_MOST_OFFERED] if self._proposal is not None else ()

    def show_nothing(self) -> None:
        """Show nothing: what is current is no mention of an entity."""
        self._entity = self._proposal = self._label = None
        self._leave_if_focused()
        self.hide()

    def _show(self) -> None:
        linked = self._entity is not None
        if linked != self._holder.isVisibleTo(self):
            self._leave_if_focused()
        self._holder.setVisible(linked)
        self._nobody.setVisible(not linked)
        self._also.setVisible(linked and bool(self._also.text()))
        self._offered.setVisible(self._proposal is not None)
        self.show()

    def _leave_if_focused(self) -> None:
        """Or Qt gives the focus to whatever stands next to what vanishes."""
        holder = QApplication.focusWidget()
        if holder is not None and self.isAncestorOf(holder):
            self.left.emit()

    def _go_to_page(self) -> None:
        if self._entity is not None:
            self.page_requested.emit(self._entity.id)

    def _take(self, number: int) -> None:
        if number < len(self._candidates()):
            self.entity_chosen.emit(self._candidates()[number].entity.id)

    def _wish_new(self) -> None:
        if self._proposal is not None:
            self.new_requested.emit(self._proposal.name)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._keys.pressed(event, Where.FORM) == "Back":
            self.left.emit()
        else:
            super().keyPressEvent(event)
