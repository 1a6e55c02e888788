"""The form of one label: its name, key, colour, parent and description, each saved as it is written."""

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from reader.domain.codebook import Codebook, Label
from reader.domain.questions import Questions
from reader.ui.dialogs.codebook_editor.asks_field import AsksField
from reader.ui.dialogs.codebook_editor.colour_field import ColourField
from reader.ui.dialogs.codebook_editor.label_choice import LabelChoice
from reader.ui.dialogs.codebook_editor.label_head import LabelHead
from reader.ui.dialogs.fields import DescriptionField, FieldRow, KeyField, SavedLine
from reader.ui.names import named, override
from reader.ui.system_size import scaled
from reader.ui.theme import Theme

#: Under this width captions stand over their fields.
_NARROW = 400
#: How high a description is that has to leave room for what is asked.
_SHORT_DESCRIPTION, _ANY_HEIGHT = 84, 16777215


class Field(StrEnum):
    """What the form writes of a label."""

    NAME = "name"
    KEY = "key"
    COLOUR = "colour"
    PARENT = "parent"
    DESCRIPTION = "description"


class LabelForm(QWidget):
    """Shows one label. `written` tells a field, the id of the label and what was written; with a description comes
    the number of the sitting, too. What is refused stays where it was written, as a draft of its label.
    """

    written = Signal(object, int, object)
    entered = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("labelForm")
        self.setAccessibleName(self.tr("The label"))
        self._codebook = Codebook(())
        self._questions = Questions((), frozenset())
        self._label: Label | None = None
        self._drafts: dict[int, dict[Field, str]] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._build_head(theme))
        layout.addLayout(self._build_fields(theme))

    def _build_head(self, theme: Theme) -> QWidget:
        self.head = LabelHead(theme)
        return self.head

    def _build_fields(self, theme: Theme) -> QFormLayout:
        self.name, self.key, self.colour = named(SavedLine(), "name"), named(KeyField(), "key"), ColourField(theme)
        self.nested, self.description = named(LabelChoice(), "parent"), named(DescriptionField(), "description")
        self.key.setPlaceholderText("–")
        self.description.setPlaceholderText(self.tr("What is tagged with it, and what is not"))
        self.description.setMinimumHeight(_SHORT_DESCRIPTION)
        hint = named(QLabel(self.tr("A key, or Backspace for none")), "muted")
        hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        keys = QWidget()
        line = QHBoxLayout(keys)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.key)
        line.addWidget(hint, 1)
        self.rows = {
            Field.NAME: FieldRow(self.name),
            Field.KEY: FieldRow(keys),
            Field.COLOUR: FieldRow(self.colour, self.colour.under),
            Field.PARENT: FieldRow(self.nested),
            Field.DESCRIPTION: FieldRow(self.description),
        }
        told = {
            Field.NAME: (self.tr("Name"), self.name),
            Field.KEY: (self.tr("Key"), self.key),
            Field.COLOUR: (self.tr("Colour"), self.colour.swatch),
            Field.PARENT: (self.tr("Nested under"), self.nested),
            Field.DESCRIPTION: (self.tr("Description"), self.description),
        }
        fields = self._fields = QFormLayout()
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(12)
        fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field, row in self.rows.items():
            words, widget = told[field]
            caption = named(QLabel(words), "muted")
            caption.setContentsMargins(0, 6, 0, 0)
            caption.setBuddy(widget)
            caption.setAlignment(Qt.AlignmentFlag.AlignTop)
            widget.setAccessibleName(words)
            fields.addRow(caption, row)
        self.asks = AsksField(theme)
        caption = named(QLabel(self.tr("Asks")), "muted")
        caption.setContentsMargins(0, 6, 0, 0)
        caption.setBuddy(self.asks.form)
        caption.setAlignment(Qt.AlignmentFlag.AlignTop)
        fields.addRow(caption, self.asks)
        self._connect()
        return fields

    def _connect(self) -> None:
        self.name.written.connect(lambda text: self._tell(Field.NAME, text))
        self.key.written.connect(lambda text: self._tell(Field.KEY, text))
        self.colour.written.connect(lambda text: self._tell(Field.COLOUR, text))
        self.nested.chosen.connect(lambda label_id: self._tell(Field.PARENT, label_id))
        self.description.written.connect(lambda text, sitting: self._tell(Field.DESCRIPTION, (text, sitting)))
        for field, line in ((Field.NAME, self.name), (Field.KEY, self.key), (Field.COLOUR, self.colour)):
            line.entered.connect(lambda field=field: self._enter(field))

    def _tell(self, field: Field, value: object) -> None:
        if self._label is not None:
            self.written.emit(field, self._label.id, value)

    def _enter(self, field: Field) -> None:
        if not self.rows[field].refused():
            self.entered.emit()

    def stops(self) -> tuple[QWidget, ...]:
        """Where the focus stops, in order."""
        colour = self.colour
        return self.name, self.key, colour.swatch, colour.line, self.nested, self.description, *self.asks.stops()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.head.set_theme(theme)
        self.colour.set_theme(theme)
        self.asks.set_theme(theme)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        policy = QFormLayout.RowWrapPolicy.WrapAllRows if narrow else QFormLayout.RowWrapPolicy.DontWrapRows
        if policy is not self._fields.rowWrapPolicy():
            self._fields.setRowWrapPolicy(policy)
            self._fields.setVerticalSpacing(4 if narrow else 12)

    def label_id(self) -> int:
        """The id of the label that is shown, or 0."""
        return self._label.id if self._label else 0

    def set_codebook(self, codebook: Codebook, questions: Questions) -> None:
        """Show the label, and what it asks, as this codebook has it; what is being written stays."""
        self._codebook, self._questions = codebook, questions
        self._drafts = {label_id: draft for label_id, draft in self._drafts.items() if self._find(label_id)}
        self._label = self._find(self.label_id())
        self._show(anew=False)

    def show_label(self, label_id: int) -> None:
        """Show this label; what was being written of another one is told first, and kept where it is refused."""
        if label_id == self.label_id():
            return
        self.save()
        if self.label_id() and (draft := self._written()):
            self._drafts[self.label_id()] = draft
        self._label = self._find(label_id)
        for row in self.rows.values():
            row.refuse("")
        self._show(anew=True)
        for field, text in self._drafts.pop(label_id, {}).items():
            if field is Field.NAME:
                self.name.setText(text)
            else:
                self.description.write(text)
        self.save()

    def set_uses(self, words: str) -> None:
        """Say what uses the label."""
        self.head.set_uses(words)

    def uses(self) -> str:
        """What is said to use the label."""
        return self.head.uses()

    def settle(self, field: Field) -> None:
        """Take what stands in a field for saved."""
        self.rows[field].refuse("")
        match field:
            case Field.NAME:
                self.name.settle()
            case Field.KEY:
                self.key.settle()
            case Field.COLOUR:
                self.colour.settle()
            case Field.DESCRIPTION:
                self.description.settle()

    def refuse(self, field: Field, sentence: str) -> None:
        """Say at a field why what was written there was refused."""
        self.rows[field].refuse(sentence)
        if field is Field.PARENT:
            self._show_parents()

    def save(self) -> None:
        """Tell what is written and not saved."""
        self.name.save()
        self.key.save()
        self.colour.save()
        self.description.end_sitting()

    def restore(self) -> bool:
        """Bring back what is saved where something was refused; whether there was such a thing."""
        refused = [field for field, row in self.rows.items() if row.refused()]
        for field in refused:
            self.rows[field].refuse("")
            match field:
                case Field.NAME:
                    self.name.restore()
                case Field.KEY:
                    self.key.restore()
                case Field.COLOUR:
                    self.colour.restore()
                case Field.DESCRIPTION:
                    self.description.restore()
        return bool(refused)

    def unsaved(self) -> int:
        """The id of a label of which something is written that could not be saved, or 0."""
        if self.label_id() and (self._written() or self.key.unsaved() or self.colour.unsaved()):
            return self.label_id()
        return next(iter(self._drafts), 0)

    def _written(self) -> dict[Field, str]:
        draft: dict[Field, str] = {}
        if self.name.unsaved():
            draft[Field.NAME] = self.name.text()
        if self.description.unsaved():
            draft[Field.DESCRIPTION] = self.description.text()
        return draft

    def _find(self, label_id: int) -> Label | None:
        return next((label for label in self._codebook.labels if label.id == label_id), None)

    def _show(self, *, anew: bool) -> None:
        label = self._label
        self.setVisible(label is not None)
        if label is None:
            return
        self.head.show_label(label)
        self.name.show_saved(label.name, anew=anew)
        self.key.show_saved(label.key, anew=anew)
        others = [other for other in self._codebook.active if other.kind is label.kind and other.id != label.id]
        self.colour.show_label(label, tuple((other.name, other.colour) for other in others), anew=anew)
        self.description.show_saved(label.description, anew=anew)
        self._show_parents()
        asks = self.asks.show_asked(label, self._questions)
        self._fields.setRowVisible(self.asks, asks)
        self.description.setMaximumHeight(scaled(_SHORT_DESCRIPTION) if asks else _ANY_HEIGHT)

    def _show_parents(self) -> None:
        label = self._label
        if label is None:
            return
        possible = [
            (other, depth)
            for other, depth in self._codebook.in_order()
            if other.kind is label.kind and not self._codebook.is_within(other.id, label.id)
        ]
        parent = self._codebook.parent(label)
        self.nested.show_labels(possible, parent.id if parent else None, self.tr("No other label"))
