"""What a label asks: a form, and the attributes with check marks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.domain.codebook import Label
from reader.domain.question_edits import Form, form_of
from reader.domain.questions import Questions
from reader.ui.dialogs.codebook_editor.label_choice import LabelChoice
from reader.ui.dialogs.codebook_editor.question_words import form_words, type_words
from reader.ui.dialogs.codebook_editor.row_list import Row, RowList
from reader.ui.keys import Keys
from reader.ui.names import named
from reader.ui.theme import Theme


class AsksField(QWidget):
    """`form_chosen` tells a form, `toggled` the id of an attribute and whether it is to be asked."""

    form_chosen = Signal(object)
    toggled = Signal(int, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.form = named(LabelChoice(), "askedForm")
        self.form.setAccessibleName(self.tr("Form"))
        self.list = named(RowList(Keys(), theme), "askedList")
        self.list.setAccessibleName(self.tr("What the label asks; the space bar checks"))
        self.form.chosen.connect(self._choose)
        self.list.toggled.connect(self.toggled)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.form)
        layout.addWidget(self.list)

    def stops(self) -> tuple[QWidget, ...]:
        """Where the focus stops, in order."""
        return self.form, self.list

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.list.set_theme(theme)

    def show_asked(self, label: Label, questions: Questions) -> bool:
        """Show what this label asks; whether there is anything to ask of its kind."""
        possible = questions.of_kind(label.kind)
        self.form.show_choices([(form_words(form), form.value) for form in Form], form_of(questions, label).value)
        self.list.show_rows(
            [
                Row(each.id, each.name, type_words(each.type), checked=(label.id, each.id) in questions.asked)
                for each in possible
            ]
        )
        self.list.setFixedHeight(self.list.full_height())
        return bool(possible)

    def _choose(self, form: object) -> None:
        if form == Form.OWN:
            self.list.setFocus()
        else:
            self.form_chosen.emit(Form(str(form)))
