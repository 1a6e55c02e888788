"""The dialog that edits the codebook: the labels on the left, the form of the current one on the right."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from reader.domain.changes import Change, CodebookChanged
from reader.domain.codebook import Codebook, Label, LabelDraft, LabelKind
from reader.errors import ReaderError
from reader.services.edit_codebook import EditCodebook, LabelUses
from reader.ui.dialogs.codebook_editor.add_row import AddRow
from reader.ui.dialogs.codebook_editor.colour_field import as_colour, unused_colour
from reader.ui.dialogs.codebook_editor.confirmation import Confirmation
from reader.ui.dialogs.codebook_editor.fields import EnterButton
from reader.ui.dialogs.codebook_editor.files import ask_where_from, ask_where_to
from reader.ui.dialogs.codebook_editor.label_form import Field, LabelForm
from reader.ui.dialogs.codebook_editor.label_tree import LabelTree
from reader.ui.keys import Keys, Where
from reader.ui.names import named, override
from reader.ui.theme import Theme

_MOST_NOTES = 3

Changes = tuple[Change, ...]


class CodebookEditor(QDialog):
    """Edits the labels; each change is saved as it is made, and told with a sentence.

    `undo_requested` and `redo_requested` are wishes: call `reload` when they, or anything else, changed the codebook.
    """

    changed = Signal(object, str)
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self, edit: EditCodebook, theme: Theme, parent: QWidget | None = None, keys: Keys | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("codebookEditor")
        self.setWindowTitle(self.tr("Codebook"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._edit = edit
        self._keys = keys or Keys()
        self._codebook = Codebook(())
        self._may_lose = False
        self.tree = LabelTree(self._keys, theme)
        self.form = LabelForm(theme)
        self.adding = AddRow()
        self.confirmation = Confirmation()
        self._build()
        self._connect()
        self.set_theme(theme)
        self.reload()
        if not self.tree.current_id():
            self._show_label(0)
        self.tree.setFocus()

    def _build(self) -> None:
        room = self.screen().availableSize()
        self.resize(min(880, room.width() - 40), min(640, room.height() - 60))
        self.setMinimumSize(560, 380)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setHandleWidth(1)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self._build_left())
        halves.addWidget(self._build_right())
        halves.setStretchFactor(1, 1)
        halves.setSizes([300, 580])
        self.status = named(QLabel(textFormat=Qt.TextFormat.PlainText), "codebookStatus")
        self.status.setContentsMargins(16, 0, 16, 0)
        self.status.setFixedHeight(28)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(halves, 1)
        layout.addWidget(self.status)

    def _build_left(self) -> QWidget:
        self.add_entity, self.add_claim = EnterButton(self.tr("Add entity label")), EnterButton(self.tr("Add claim label"))
        self.import_button, self.export_button = EnterButton(self.tr("Import…")), EnterButton(self.tr("Export…"))
        self.left_trouble = self._build_trouble()
        self.notes = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "muted")
        self.notes.hide()
        buttons = QGridLayout()
        buttons.setSpacing(8)
        for place, button in enumerate((self.add_entity, self.add_claim, self.import_button, self.export_button)):
            buttons.addWidget(button, *divmod(place, 2))
        below = QVBoxLayout()
        below.setContentsMargins(16, 8, 16, 12)
        below.setSpacing(8)
        for widget in (self.adding, self.left_trouble, self.notes):
            below.addWidget(widget)
        below.addLayout(buttons)
        left = QWidget()
        left.setMinimumWidth(272)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tree, 1)
        column.addLayout(below)
        return left

    def _build_right(self) -> QWidget:
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.form)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.merge_button, self.archive_button = EnterButton(self.tr("Merge into…")), EnterButton(self.tr("Archive"))
        self.delete_button = EnterButton(self.tr("Delete"))
        self.actions = QWidget()
        line = QHBoxLayout(self.actions)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for button in (self.merge_button, self.archive_button, self.delete_button):
            line.addWidget(button)
        line.addStretch()
        self.right_trouble = self._build_trouble()
        below = QVBoxLayout()
        below.setContentsMargins(20, 8, 20, 12)
        below.setSpacing(8)
        for widget in (self.right_trouble, self.confirmation, self.actions):
            below.addWidget(widget)
        right = QWidget()
        right.setMinimumWidth(288)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addLayout(below)
        return right

    @staticmethod
    def _build_trouble() -> QLabel:
        trouble = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "trouble")
        trouble.hide()
        return trouble

    def _connect(self) -> None:
        self.tree.chosen.connect(self._show_label)
        self.tree.wished.connect(self._do_wish)
        self.tree.move_requested.connect(self._move)
        self.form.written.connect(self._write)
        self.form.entered.connect(self.tree.setFocus)
        self.adding.added.connect(self._add)
        self.adding.left.connect(self._step_back)
        self.confirmation.delete_confirmed.connect(self._delete)
        self.confirmation.merge_confirmed.connect(self._merge)
        self.confirmation.left.connect(self._step_back)
        self.add_entity.clicked.connect(lambda: self.adding.ask(LabelKind.ENTITY, None))
        self.add_claim.clicked.connect(lambda: self.adding.ask(LabelKind.CLAIM, None))
        self.import_button.clicked.connect(self._ask_for_import)
        self.export_button.clicked.connect(self._ask_for_export)
        self.merge_button.clicked.connect(self._ask_to_merge)
        self.archive_button.clicked.connect(self._archive)
        self.delete_button.clicked.connect(self._ask_to_delete)
        for name, wish in (("Undo", self.undo_requested), ("Redo", self.redo_requested)):
            for keys in self._keys.shortcuts(name):
                QShortcut(keys, self).activated.connect(wish)
        chain = (
            self.tree,
            *self.form.stops(),
            self.confirmation.target,
            self.confirmation.yes,
            self.confirmation.no,
            self.merge_button,
            self.archive_button,
            self.delete_button,
            self.adding.line,
            self.add_entity,
            self.add_claim,
            self.import_button,
            self.export_button,
        )
        for before, after in zip(chain, chain[1:], strict=False):
            self.setTabOrder(before, after)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.setStyleSheet(
            "#labelTree { background: transparent; border: 0; }"
            "QScrollArea, #labelForm { background: transparent; }"
            f"#codebookStatus {{ color: {theme.muted.name()}; border-top: 1px solid {theme.line.name()}; }}"
        )
        self.tree.set_theme(theme)
        self.form.set_theme(theme)

    def tell(self, sentence: str) -> None:
        """Say something in the line at the bottom."""
        self.status.setText(sentence)

    def save(self) -> None:
        """Save what is being written now."""
        self.form.save()

    def reload(self) -> None:
        """Show the codebook as it is now; the current label stays, and so does what is being written."""
        try:
            codebook = self._edit.codebook()
        except ReaderError as error:
            _show(self.left_trouble, str(error))
            return
        if codebook != self._codebook:
            self._codebook = codebook
            self.tree.set_codebook(codebook)
            self._stop_asking()
        self.form.set_codebook(codebook)
        self._show_label(self.tree.current_id())

    def _show_label(self, label_id: int) -> None:
        if label_id != self.form.label_id():
            self._stop_asking()
            _show(self.right_trouble, "")
        self.form.show_label(label_id)
        label = self._find(label_id)
        self.actions.setVisible(label is not None and not self.confirmation.isVisibleTo(self))
        if label is not None:
            self.archive_button.setText(self.tr("Bring back") if label.archived else self.tr("Archive"))
            self.merge_button.setEnabled(any(self._targets(label)))
            self.form.set_uses(self._told(self._uses(label_id)) or self.tr("Nothing uses it yet."))

    def _find(self, label_id: int) -> Label | None:
        return next((label for label in self._codebook.labels if label.id == label_id), None)

    def _current(self) -> Label | None:
        return self._find(self.tree.current_id())

    # What a person wishes

    def _do_wish(self, name: str) -> None:
        label = self._current()
        match name:
            case "Add":
                kind = label.kind if label else LabelKind.ENTITY
                self.adding.ask(kind, self._codebook.parent(label) if label else None)
            case "Name" if label:
                self.form.focus_name()
            case "Delete" if label:
                self._ask_to_delete()
            case "Up" | "Down" | "In" | "Out" if label:
                place = self.tree.place_after(name)
                if place is not None:
                    self._move(label.id, *place)

    def _write(self, field: Field, label_id: int, value: object) -> None:
        label = self._find(label_id)
        if label is None:
            return
        edit = self._edit
        match field, value:
            case Field.NAME, str(name):
                told = self.tr("Renamed “{0}” to “{1}”.").format(label.name, name.strip())
                act: Callable[[], Changes] = lambda: edit.rename(label_id, name)
            case Field.KEY, str(key):
                told = self.tr("“{0}” has the key {1} now.").format(label.name, key)
                told = told if key else self.tr("“{0}” has no key now.").format(label.name)
                act = lambda: edit.set_key(label_id, key)
            case Field.COLOUR, str(colour):
                told = self.tr("“{0}” has another colour now.").format(label.name)
                act = lambda: edit.recolour(label_id, as_colour(colour))
            case Field.DESCRIPTION, (str(text), int(sitting)):
                told = self.tr("Saved the description of “{0}”.").format(label.name)
                act = lambda: edit.describe(label_id, text, (label_id, sitting))
            case Field.PARENT, int() | None as parent_id:
                told = self.tr("Moved “{0}”.").format(label.name)
                act = lambda: edit.move(label_id, parent_id, None)
            case _:
                return
        self._do(act, told, lambda why: self.form.refuse(field, why), lambda: self.form.settle(field))

    def _add(self, kind: LabelKind, name: str, parent_id: int | None) -> None:
        taken = frozenset(label.colour for label in self._codebook.labels if label.kind is kind)
        draft = LabelDraft(kind, name, unused_colour(taken))
        before = {label.id for label in self._codebook.labels}
        told = self.tr("Added “{0}”.").format(name.strip())
        if self._do(lambda: self._edit.add(draft, parent_id), told, self.adding.row.refuse, self.adding.close_row):
            made = next((label.id for label in self._codebook.labels if label.id not in before), 0)
            self.tree.set_current(made)
            self.form.key.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, label_id: int, parent_id: int | None, before_id: int | None) -> None:
        label = self._find(label_id)
        if label is not None:
            told = self.tr("Moved “{0}”.").format(label.name)
            self._do(lambda: self._edit.move(label_id, parent_id, before_id), told, self._refuse_left)

    def _archive(self) -> None:
        label = self._current()
        if label is not None:
            told = self.tr("“{0}” is back.") if label.archived else self.tr("“{0}” is archived.")
            self._do(
                lambda: self._edit.archive(label.id, archived=not label.archived),
                told.format(label.name),
                self._refuse_right,
            )

    def _ask_to_delete(self) -> None:
        label = self._current()
        if label is None:
            return
        uses = self._uses(label.id)
        # Where entities have the label it is refused, with the reason: there is nothing to ask.
        if uses is None or uses.entities or not (uses.annotations or uses.attributes):
            self._delete(label.id)
        else:
            self._begin_asking()
            self.confirmation.ask_to_delete(label, self._told(uses, nested=False))

    def _delete(self, label_id: int) -> None:
        label, uses = self._find(label_id), self._told(self._uses(label_id), nested=False)
        self._stop_asking()
        if label is None:
            return
        told = self.tr("Deleted “{0}”: {1}.").format(label.name, uses) if uses else self.tr("Deleted “{0}”.").format(label.name)
        self._do(lambda: self._edit.delete(label_id), told, self._refuse_right)
        self.tree.setFocus()

    def _ask_to_merge(self) -> None:
        label = self._current()
        if label is not None:
            self._begin_asking()
            self.confirmation.ask_to_merge(label, self._told(self._uses(label.id)), self._targets(label))

    def _merge(self, label_id: int, into_id: int) -> None:
        label, into, uses = self._find(label_id), self._find(into_id), self._told(self._uses(label_id))
        self._stop_asking()
        if label is None or into is None:
            return
        told = self.tr("Merged “{0}” into “{1}”").format(label.name, into.name)
        if self._do(lambda: self._edit.merge(label_id, into_id), f"{told}: {uses}." if uses else f"{told}.", self._refuse_right):
            self.tree.set_current(into_id)
        self.tree.setFocus()

    def import_from(self, path: Path) -> None:
        """Take the labels of a file in."""
        notes: tuple[str, ...] = ()
        sentence = ""

        def act() -> Changes:
            nonlocal notes, sentence
            done = self._edit.import_file(path)
            notes, sentence = done.notes, done.sentence()
            return done.changes

        if self._do(act, "", self._refuse_left):
            self.tell(self.tr("Imported {0}: {1}.").format(path.name, sentence))
            self._show_notes(notes)

    def export_to(self, path: Path, *, replace: bool = False) -> None:
        """Write the codebook to a file."""
        try:
            count = self._edit.export_file(path, replace=replace)
        except ReaderError as error:
            self._refuse_left(str(error))
            return
        self._refuse_left("")
        self.tell(self.tr("Exported {0:,} labels to {1}.").format(count, path))

    def _ask_for_import(self) -> None:
        path = ask_where_from(self)
        if path is not None:
            self.import_from(path)

    def _ask_for_export(self) -> None:
        path, replace = ask_where_to(self)
        if path is not None:
            self.export_to(path, replace=replace)
