"""What a person chooses that a label asks, done."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from reader.domain.changes import Change
from reader.domain.codebook import Label
from reader.domain.question_edits import Form
from reader.services.edit_questions import EditQuestions
from reader.ui.dialogs.codebook_editor.asks_field import AsksField
from reader.ui.dialogs.codebook_editor.question_words import form_words

#: Does an action and tells a sentence of it, or says why it was refused.
Do = Callable[[Callable[[], tuple[Change, ...]], str], object]


class Asking(QObject):
    """Connects the field to the service; `current` gives the label that is shown."""

    def __init__(self, edit: EditQuestions, field: AsksField, current: Callable[[], Label | None], do: Do) -> None:
        super().__init__(field)
        self._edit, self._current, self._do = edit, current, do
        field.form_chosen.connect(self._set_form)
        field.toggled.connect(self._ask)

    def _set_form(self, form: Form) -> None:
        label = self._current()
        if label is not None:
            told = self.tr("“{0}” asks: {1}.").format(label.name, form_words(form).lower())
            self._do(lambda: self._edit.set_form(label.id, form), told)

    def _ask(self, attribute_id: int, asked: bool) -> None:
        label = self._current()
        if label is not None:
            told = self.tr("Saved what “{0}” asks.").format(label.name)
            self._do(lambda: self._edit.ask(label.id, attribute_id, asked=asked), told)
