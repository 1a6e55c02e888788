"""The dialog that edits the codebook: the labels on the left, the form of the current one on the right."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from reader.domain.changes import Change, CodebookChanged
from reader.domain.codebook import Codebook, Label, LabelDraft, LabelKind
from reader.errors import ReaderError
from reader.services.edit_codebook import EditCodebook, LabelUses
from reader.services.edit_questions import EditQuestions
from reader.ui.announcing import announce
from reader.ui.dialogs.codebook_editor.asking import Asking
from reader.ui.dialogs.codebook_editor.attribute_page import AttributePage
from reader.ui.dialogs.codebook_editor.colour_field import as_colour
from reader.ui.dialogs.codebook_editor.exchange import Exchange
from reader.ui.dialogs.codebook_editor.fitting_colours import unused_colour
from reader.ui.dialogs.codebook_editor.form_side import FormSide
from reader.ui.dialogs.codebook_editor.label_form import Field
from reader.ui.dialogs.codebook_editor.label_side import LabelSide
from reader.ui.dialogs.codebook_editor.link_type_page import LinkTypePage
from reader.ui.dialogs.codebook_editor.look import style_sheet
from reader.ui.dialogs.codebook_editor.tabs import Tabs
from reader.ui.dialogs.codebook_editor.thing_page import ThingPage
from reader.ui.dialogs.codebook_editor.uses import annotations_in_words, uses_in_words
from reader.ui.dialogs.fields import FROM_LEFT
from reader.ui.keys import Keys, Where
from reader.ui.names import named, override
from reader.ui.system_size import scaled
from reader.ui.theme import Theme

Changes = tuple[Change, ...]


class CodebookEditor(QDialog):
    """Edits the labels; each change is saved as it is made, and told with a sentence.

    `undo_requested` and `redo_requested` are wishes: call `reload` when they, or anything else, changed the codebook.
    """

    changed = Signal(object, str)
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(
        self,
        edit: EditCodebook,
        questions: EditQuestions,
        theme: Theme,
        parent: QWidget | None = None,
        keys: Keys | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("codebookEditor")
        self.setWindowTitle(self.tr("Codebook"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._edit, self._questions = edit, questions
        self._keys = keys or Keys()
        self._codebook = Codebook(())
        self._may_lose = False
        self.labels, self.side = LabelSide(self._keys, theme), FormSide(theme)
        self.tree, self.form = self.labels.tree, self.side.form
        self.tabs = Tabs(theme)
        self.attributes = AttributePage(questions, self._keys, theme)
        self.link_types = LinkTypePage(questions.link_types, self._keys, theme)
        self.pages: tuple[ThingPage, ...] = (self.attributes, self.link_types)
        self._build()
        self._connect()
        self.set_theme(theme)
        self.reload()
        self.tree.setFocus()

    def _build(self) -> None:
        room = self.screen().availableSize()
        self.resize(min(scaled(880), room.width() - 40), min(scaled(700), room.height() - 60))
        self.setMinimumSize(560, 380)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setHandleWidth(1)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.labels)
        halves.addWidget(self.side)
        halves.setStretchFactor(1, 1)
        halves.setSizes([scaled(288), scaled(592)])
        self.status = named(QLabel(textFormat=Qt.TextFormat.PlainText), "codebookStatus")
        self.status.setContentsMargins(16, 0, 16, 0)
        self.status.setFixedHeight(scaled(28))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.stack = QStackedWidget()
        for words, page in (
            (self.tr("Labels"), halves),
            (self.tr("Attributes"), self.attributes),
            (self.tr("Types of links"), self.link_types),
        ):
            self.tabs.addTab(words)
            self.stack.addWidget(page)
        bar = named(QFrame(), "codebookBar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 0, 0, 0)
        row.addWidget(self.tabs, 1)
        layout.addWidget(bar)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.status)
        stops = (self.tree, *self.side.stops(), *self.labels.stops())
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        labels, side = self.labels, self.side
        self.tree.chosen.connect(self._show_label)
        self.tree.wished.connect(self._do_wish)
        self.tree.move_requested.connect(self._move)
        labels.adding.added.connect(self._add)
        labels.adding.left.connect(self._step_back)
        labels.add_entity.clicked.connect(lambda: labels.adding.ask(LabelKind.ENTITY, None))
        labels.add_claim.clicked.connect(lambda: labels.adding.ask(LabelKind.CLAIM, None))
        self._exchange = Exchange(self._edit, labels, self._take, self)
        self.form.written.connect(self._write)
        self.form.entered.connect(self.tree.setFocus)
        asks = self.form.asks
        Asking(self._questions, asks, self._current, lambda act, told: self._do(act, told, side.trouble.say))
        asks.list.moved.connect(lambda rect: side.show_place(asks.list.viewport(), rect))
        self.tabs.currentChanged.connect(self._show_page)
        for page in self.pages:
            page.done.connect(self._take)
        side.merge.clicked.connect(self._ask_to_merge)
        side.archive.clicked.connect(self._archive)
        side.delete.clicked.connect(self._ask_to_delete)
        side.confirmation.delete_confirmed.connect(self._delete)
        side.confirmation.merge_confirmed.connect(self._merge)
        side.confirmation.left.connect(self._step_back)
        for name, wish in (("Undo", self.undo_requested), ("Redo", self.redo_requested)):
            for keys in self._keys.shortcuts(name):
                QShortcut(keys, self).activated.connect(wish)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.setStyleSheet(style_sheet(theme))
        self.tabs.theme = theme
        self.tabs.update()
        for page in self.pages:
            page.set_theme(theme)
        self.tree.set_theme(theme)
        self.form.set_theme(theme)

    def tell(self, sentence: str) -> None:
        """Say something in the line at the bottom."""
        self.status.setText(f"{FROM_LEFT}{sentence}")
        announce(self.status, sentence)

    def said(self) -> str:
        """What was said there last."""
        return self.status.text().removeprefix(FROM_LEFT)

    def save(self) -> None:
        """Save what is being written now."""
        self.form.save()
        for page in self.pages:
            page.save()

    def reload(self) -> None:
        """Show the codebook as it is now; the current label stays, and so does what is being written."""
        try:
            codebook, questions = self._edit.codebook(), self._questions.questions()
        except ReaderError as error:
            self.labels.refuse(str(error))
            return
        if codebook != self._codebook:
            self._codebook = codebook
            self.side.stop_asking()
            self.tree.set_codebook(codebook)
        self.form.set_codebook(codebook, questions)
        if self.stack.currentIndex():
            self.pages[self.stack.currentIndex() - 1].reload()
        self._show_label(self.tree.current_id())

    def _show_label(self, label_id: int) -> None:
        if label_id != self.form.label_id():
            self.side.stop_asking()
            self.side.trouble.say("")
        self.form.show_label(label_id)
        label = self._find(label_id)
        self.side.show_actions(label, mergeable=label is not None and bool(self._targets(label)))
        uses = self._uses(label_id) if label is not None else None
        if uses is not None:
            self.form.set_uses(uses_in_words(uses) or self.tr("Nothing uses it yet."))

    def _find(self, label_id: int) -> Label | None:
        return next((label for label in self._codebook.labels if label.id == label_id), None)

    def _current(self) -> Label | None:
        return self._find(self.tree.current_id())

    def _uses(self, label_id: int) -> LabelUses | None:
        try:
            return self._edit.uses(label_id)
        except ReaderError as error:
            self.side.trouble.say(str(error))
            return None

    def _targets(self, label: Label) -> list[tuple[Label, int]]:
        """The labels that this one can be merged into, with their depths."""
        ordered = self._codebook.in_order()
        return [(other, depth) for other, depth in ordered if other.kind is label.kind and other.id != label.id]

    # What a person wishes

    def _do_wish(self, name: str) -> None:
        label = self._current()
        match name:
            case "Add":
                parent = self._codebook.parent(label) if label else None
                self.labels.adding.ask(label.kind if label else LabelKind.ENTITY, parent)
            case "Name" if label:
                self.side.focus_name()
            case "Delete":
                self._ask_to_delete()
            case _:
                place = self.tree.place_after(name)
                if label is not None and place is not None:
                    self._move(label.id, *place)

    def _write(self, field: Field, label_id: int, value: object) -> None:
        label = self._find(label_id)
        if label is None:
            return
        edit, name = self._edit, label.name
        act: Callable[[], Changes]
        match field, value:
            case Field.NAME, str(new):
                act, told = lambda: edit.rename(label_id, new), self.tr("Renamed “{0}” to “{1}”.")
                told = told.format(name, new.strip())
            case Field.KEY, str(key):
                act, told = lambda: edit.set_key(label_id, key), self.tr("“{0}” has the key {1} now.")
                told = told.format(name, key) if key else self.tr("“{0}” has no key now.").format(name)
            case Field.COLOUR, str(colour):
                act = lambda: edit.recolour(label_id, as_colour(colour))  # noqa: E731
                told = self.tr("“{0}” has another colour now.").format(name)
            case Field.DESCRIPTION, (str(text), int(sitting)):
                act = lambda: edit.describe(label_id, text, (label_id, sitting))  # noqa: E731
                told = self.tr("Saved the description of “{0}”.").format(name)
            case Field.PARENT, (int() | None) as parent_id:
                act, told = lambda: edit.move(label_id, parent_id, None), self.tr("Moved “{0}”.").format(name)
            case _:
                return
        self._do(act, told, lambda why: self.side.refuse(field, why), lambda: self.form.settle(field))

    def _add(self, kind: LabelKind, name: str, parent_id: int | None) -> None:
        before = {label.id for label in self._codebook.labels}
        colours = (label.colour for label in self._codebook.labels if label.kind is kind)
        draft = LabelDraft(kind, name, unused_colour(kind, colours))
        adding = self.labels.adding
        told = self.tr("Added “{0}”.").format(name.strip())
        if self._do(lambda: self._edit.add(draft, parent_id), told, adding.row.refuse, adding.close_row):
            self.tree.set_current(next((label.id for label in self._codebook.labels if label.id not in before), 0))
            self.side.focus_key()

    def _move(self, label_id: int, parent_id: int | None, before_id: int | None) -> None:
        label = self._find(label_id)
        if label is not None:
            told = self.tr("Moved “{0}”.").format(label.name)
            self._do(lambda: self._edit.move(label_id, parent_id, before_id), told, self.labels.refuse)

    def _show_page(self, number: int) -> None:
        self.save()
        self.stack.setCurrentIndex(number)
        self.status.setText("")
        if number:
            self.pages[number - 1].reload()
        else:
            self.reload()

    def _archive(self) -> None:
        label = self._current()
        if label is not None:
            told = self.tr("“{0}” is back.") if label.archived else self.tr("“{0}” is archived.")
            act = lambda: self._edit.archive(label.id, archived=not label.archived)  # noqa: E731
            self._do(act, told.format(label.name), self.side.trouble.say)

    def _ask_to_delete(self) -> None:
        label = self._current()
        uses = self._uses(label.id) if label is not None else None
        if label is None or uses is None:
            return
        if uses.annotations and not uses.entities:
            self.side.begin_asking()
            self.side.confirmation.ask_to_delete(label, annotations_in_words(uses))
        else:  # at once; or refused at once, since entities of the register have it
            self._delete(label.id)

    def _delete(self, label_id: int) -> None:
        label, uses = self._find(label_id), self._uses(label_id)
        if label is None or uses is None:
            return
        told = self.tr("Deleted “{0}”").format(label.name)
        told += f": {annotations_in_words(uses)}." if uses.annotations else "."
        self._do(lambda: self._edit.delete(label_id), told, self.side.trouble.say)
        self._end_asking()

    def _ask_to_merge(self) -> None:
        label = self._current()
        uses = self._uses(label.id) if label is not None else None
        if label is not None and uses is not None:
            self.side.begin_asking()
            self.side.confirmation.ask_to_merge(label, uses_in_words(uses), self._targets(label))

    def _merge(self, label_id: int, into_id: int) -> None:
        label, into, uses = self._find(label_id), self._find(into_id), self._uses(label_id)
        if label is None or into is None or uses is None:
            return
        told = self.tr("Merged “{0}” into “{1}”").format(label.name, into.name)
        told += f": {annotations_in_words(uses)}." if uses.annotations else "."
        if self._do(lambda: self._edit.merge(label_id, into_id), told, self.side.trouble.say):
            self.tree.set_current(into_id)
        self._end_asking()

    def import_from(self, path: Path) -> None:
        """Take a file in. Raises nothing: what fails is told."""
        self._exchange.import_from(path)

    def export_to(self, path: Path, *, replace: bool = False) -> None:
        """Write the codebook to a file. Raises nothing: what fails is told."""
        self._exchange.export_to(path, replace=replace)

    def _do(
        self,
        act: Callable[[], Changes],
        told: str,
        refuse: Callable[[str], None],
        settle: Callable[[], None] = lambda: None,
    ) -> bool:
        """Do one action and tell it, or say where it belongs why it was refused; whether it was done."""
        try:
            changes = act()
        except ReaderError as error:
            refuse(str(error))
            return False
        settle()
        self._take(changes, told if changes else "")
        return True

    def _take(self, changes: Changes, told: str) -> None:
        """Show what has changed, and tell it."""
        self._may_lose = False
        self.labels.refuse("")
        self.side.trouble.say("")
        self.reload()
        notes = [change.note for change in changes if isinstance(change, CodebookChanged) and change.note]
        sentence = " ".join([told, *notes])
        self.tell(sentence)
        if changes:
            self.changed.emit(changes, sentence)

    # Esc, and closing

    def _end_asking(self) -> None:
        self.side.stop_asking()
        self.tree.setFocus()

    def _step_back(self) -> None:
        """Leave what is asked, then bring back what is saved where something else was refused, then close."""
        page = self.stack.currentIndex()
        if page:
            if not self.pages[page - 1].step_back():
                self.reject()
        elif self.side.stop_asking():
            self.tree.setFocus()
        elif not self.labels.adding.isHidden():
            self.labels.adding.close_row()
            self.tree.setFocus()
        elif not self.form.restore():
            self.reject()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._step_back()
        elif event.modifiers() and not self.stack.currentIndex() and self._keys.pressed(event, Where.CODEBOOK) == "Add":
            self._do_wish("Add")
        else:
            super().keyPressEvent(event)

    @override
    def reject(self) -> None:
        """Close; over something that could not be saved only when asked once more."""
        self.save()
        unsaved = self.form.unsaved()
        if (unsaved or any(page.unsaved() for page in self.pages)) and not self._may_lose:
            self._may_lose = True
            self.tree.set_current(unsaved)
            self.tell(self.tr("Not all is saved. Esc brings back what is saved; close once more to leave it."))
            return
        super().reject()
