"""The left side of the editor: the tree of labels, and what adds, imports and exports them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.ui.dialogs.codebook_editor.add_row import AddRow
from reader.ui.dialogs.codebook_editor.label_tree import LabelTree
from reader.ui.dialogs.enter_button import EnterButton
from reader.ui.dialogs.fields import Told
from reader.ui.flow import Flow
from reader.ui.keys import Keys
from reader.ui.names import named
from reader.ui.plain import as_tip
from reader.ui.system_size import scaled
from reader.ui.theme import Theme

_MOST_NOTES = 3


class LabelSide(QWidget):
    """Holds its parts; the dialog connects them."""

    def __init__(self, keys: Keys, theme: Theme) -> None:
        super().__init__()
        self.tree = LabelTree(keys, theme)
        self.adding = AddRow()
        self.trouble, self.notes = Told("trouble"), Told("muted")
        self.add_entity = named(EnterButton(self.tr("Add entity label")), "addEntity")
        self.add_claim = named(EnterButton(self.tr("Add claim label")), "addClaim")
        self.import_labels = named(EnterButton(self.tr("Import…")), "importLabels")
        self.export_labels = named(EnterButton(self.tr("Export…")), "exportLabels")
        self.setMinimumWidth(scaled(272))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tree, 1)
        column.addLayout(self._build_below())

    def _build_below(self) -> QVBoxLayout:
        below = QVBoxLayout()
        below.setContentsMargins(16, 8, 16, 12)
        below.setSpacing(8)
        for widget in (self.adding, self.trouble, self.notes):
            below.addWidget(widget)
        buttons = QWidget()
        flow = Flow(buttons, row_gap=8)
        for button in (self.add_entity, self.add_claim, self.import_labels, self.export_labels):
            flow.addWidget(button)
        below.addWidget(buttons)
        return below

    def stops(self) -> tuple[QWidget, ...]:
        """Where the focus stops after the tree, in order."""
        return self.adding.line, self.add_entity, self.add_claim, self.import_labels, self.export_labels

    def refuse(self, sentence: str) -> None:
        """Say why something was refused; an empty sentence takes that away, and old notes with it."""
        self.notes.say("")
        self.trouble.say(sentence)

    def show_notes(self, notes: Sequence[str]) -> None:
        """Show the first notes of an import; all of them are in the tool tip."""
        shown = list(notes[:_MOST_NOTES])
        if len(notes) > _MOST_NOTES:
            shown.append(self.tr("and {0:,} more").format(len(notes) - _MOST_NOTES))
        self.notes.say("\n".join(shown))
        self.notes.setToolTip(as_tip("\n".join(notes)))
