"""The editor of the codebook, by its keys, on a real library."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor, QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reader.domain.changes import AnnotationsChanged, Change, CodebookChanged
from reader.domain.codebook import Codebook, Label, LabelDraft, LabelKind
from reader.domain.codebook_import import COLOURS
from reader.domain.span import Span
from reader.services.annotate import Annotate
from reader.services.edit_codebook import EditCodebook, LabelUses
from reader.services.edit_questions import EditQuestions
from reader.services.undo import Undo
from reader.storage.library import Library
from reader.ui.dialogs.codebook_editor.colour_palette import ColourPalette
from reader.ui.dialogs.codebook_editor.dialog import CodebookEditor
from reader.ui.dialogs.codebook_editor.files import with_ending
from reader.ui.dialogs.codebook_editor.fitting_colours import FITTING
from reader.ui.dialogs.codebook_editor.label_form import Field
from reader.ui.dialogs.codebook_editor.label_rows import LabelRows
from reader.ui.dialogs.codebook_editor.uses import uses_in_words
from reader.ui.painting.advice import colour_advice
from reader.ui.theme import ThemeChoice, every_theme, load_theme
from tests.making import label_of, tag

Key, Alt, Ctrl, Shift = (
    Qt.Key,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)

#: The list of a combo box wants to be raised and to grab the keyboard, which a platform without a screen cannot do.
NO_GRAB = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class Opened:
    """An editor, the library behind it, and what it told."""

    def __init__(self, qtbot: QtBot, library: Library) -> None:
        self.qtbot = qtbot
        self.library = library
        self.edit = EditCodebook(library)
        self.undo = Undo(library)
        self.dialog = CodebookEditor(self.edit, EditQuestions(library), load_theme(ThemeChoice.LIGHT))
        self.changes: list[tuple[Change, ...]] = []
        self.told: list[str] = []
        self.closed = False
        self.dialog.changed.connect(self._note)
        self.dialog.undo_requested.connect(lambda: self._replay(self.undo.undo))
        self.dialog.redo_requested.connect(lambda: self._replay(self.undo.redo))
        self.dialog.finished.connect(self._close)
        self.dialog.show()
        qtbot.waitExposed(self.dialog)
        self.dialog.activateWindow()
        QApplication.processEvents()

    def _note(self, changes: tuple[Change, ...], sentence: str) -> None:
        self.changes.append(changes)
        self.told.append(sentence)
        self.dialog.reload()  # as the window does on a change of the codebook

    def _close(self) -> None:
        self.closed = True

    def leave(self) -> None:
        """Close the editor, whatever is not saved, and have it deleted while the library is still open."""
        for _ in range(2):
            if not self.closed:
                self.dialog.close()
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _replay(self, replay: Callable[[], object]) -> None:
        if replay() is not None:
            self.dialog.reload()

    def choose(self, name: str) -> Label:
        """Make a label the current one, the focus on the tree."""
        label = self.label(name)
        self.dialog.tree.set_current(label.id)
        self.dialog.tree.setFocus()
        return label

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        self.qtbot.keyClick(self.focused(), key, modifier)

    def write(self, text: str) -> None:
        """Type a text where the focus is."""
        self.qtbot.keyClicks(self.focused(), text)

    def focused(self) -> QWidget:
        widget = QApplication.activePopupWidget() or self.dialog.focusWidget()
        assert widget is not None
        return widget

    def label(self, name: str) -> Label:
        return label_of(self.library, name)

    def names(self, kind: LabelKind = LabelKind.ENTITY) -> list[str]:
        """The labels of a kind in their order, each with a dash for each label that it is nested under."""
        return ["-" * depth + label.name for label, depth in self.edit.codebook().in_order() if label.kind is kind]

    def shown(self) -> list[str]:
        """The entity labels as the tree has them, in the same form."""
        rows = self.dialog.tree.rows
        found: list[str] = []

        def walk(index: QModelIndex, depth: int) -> None:
            for row in range(rows.rowCount(index)):
                child = rows.index(row, 0, index)
                found.append("-" * depth + str(child.data()))
                walk(child, depth + 1)

        walk(rows.index(0, 0), 0)
        return found


@pytest.fixture
def editor(qtbot: QtBot, library: Library) -> Iterator[Opened]:
    opened = Opened(qtbot, library)
    yield opened
    opened.leave()


@pytest.fixture
def tagged(qtbot: QtBot, library: Library, article: int) -> Iterator[Opened]:
    """An editor on a library in which two people and a place are tagged."""
    tag(library, article, "Ines Duarte")
    tag(library, article, "Omar Haddad")
    tag(library, article, "KELLO", label="Place")
    opened = Opened(qtbot, library)
    yield opened
    opened.leave()


ENTITIES = [
    "Person",
    "Organization",
    "Place",
    "Event",
    "Law or policy",
    "Product or work",
    "Date or time",
    "Quantity",
    "Other",
]


# What is shown


def test_the_editor_opens_on_the_first_label_with_the_focus_in_the_tree(editor: Opened) -> None:
    form = editor.dialog.form
    assert editor.dialog.tree.hasFocus()
    assert (form.name.text(), form.key.text(), form.colour.line.text()) == ("Person", "1", "#0072B2")
    assert form.description.text().startswith("A human being")
    assert editor.shown() == ENTITIES


def test_arrows_go_from_label_to_label_and_pass_the_headings_over(editor: Opened) -> None:
    editor.choose("Other")
    editor.press(Key.Key_Down)
    assert editor.dialog.form.name.text() == "Statement"
    editor.press(Key.Key_Up)
    assert editor.dialog.form.name.text() == "Other"


def test_what_uses_a_label_is_counted(tagged: Opened) -> None:
    tagged.choose("Person")
    assert tagged.dialog.form.uses() == "2 annotations in 1 article"
    tagged.choose("Event")
    assert tagged.dialog.form.uses() == "Nothing uses it yet."


def test_uses_are_told_in_the_singular_and_the_plural() -> None:
    assert uses_in_words(LabelUses(1, 1, 1, 1, 1)) == (
        "1 annotation in 1 article, 1 entity of the register, 1 attribute, 1 nested label"
    )
    assert uses_in_words(LabelUses(1204, 38, 2, 0, 3)) == (
        "1,204 annotations in 38 articles, 2 entities of the register, 3 nested labels"
    )
    assert uses_in_words(LabelUses(0, 0, 0, 0, 0)) == ""


def test_a_row_tells_assistive_tools_all_that_is_painted(editor: Opened) -> None:
    editor.edit.archive(editor.label("Person").id, archived=True)
    editor.dialog.reload()
    spoken = editor.dialog.tree.rows.index_of(editor.label("Person").id).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Person, entity label, key 1, archived"


def test_every_control_can_be_reached_by_tab_and_has_a_name(editor: Opened) -> None:
    editor.choose("Person")
    seen: list[str] = []
    for _ in range(40):
        editor.press(Key.Key_Tab)
        widget = editor.focused()
        assert widget.accessibleName() or widget.property("text"), widget
        seen.append(widget.objectName())
        if widget is editor.dialog.tree:
            break
    fields = ["name", "key", "colourSwatch", "colourLine", "parent", "description"]
    buttons = ["mergeLabel", "archiveLabel", "deleteLabel", "addEntity", "addClaim", "importLabels", "exportLabels"]
    assert seen == [*fields, *buttons, "codebookTabs", "labelTree"]


# Names


@pytest.mark.parametrize("key", [Key.Key_F2, Key.Key_Return])
def test_a_label_is_renamed_by_keys_and_the_focus_is_back_in_the_tree(editor: Opened, key: Qt.Key) -> None:
    label = editor.choose("Person")
    editor.press(key)
    editor.write("Actor")
    editor.press(Key.Key_Return)
    assert editor.edit.codebook().by_id(label.id).name == "Actor"
    assert editor.shown()[0] == "Actor"
    assert editor.dialog.tree.hasFocus()
    assert editor.changes == [(CodebookChanged(),)]
    assert editor.told == ["Renamed “Person” to “Actor”."]
    assert editor.dialog.said() == "Renamed “Person” to “Actor”."


def test_a_name_is_saved_when_the_focus_leaves_it(editor: Opened) -> None:
    editor.choose("Person")
    editor.press(Key.Key_F2)
    editor.write("Actor")
    editor.press(Key.Key_Tab)
    assert editor.names()[0] == "Actor"


def test_a_name_is_saved_when_another_label_is_chosen(editor: Opened) -> None:
    editor.choose("Person")
    editor.dialog.form.name.setText("Actor")
    editor.dialog.tree.set_current(editor.label("Place").id)
    assert editor.names()[:3] == ["Actor", "Organization", "Place"]
    assert editor.dialog.form.name.text() == "Place"


def test_white_space_round_a_name_is_not_kept_in_the_field_either(editor: Opened) -> None:
    editor.choose("Person")
    editor.press(Key.Key_F2)
    editor.write("Person  ")
    editor.press(Key.Key_Return)
    assert editor.dialog.form.name.text() == "Person"
    assert not editor.changes


def test_a_refused_name_says_why_keeps_what_was_written_and_esc_brings_back_what_is_saved(editor: Opened) -> None:
    editor.choose("Person")
    editor.press(Key.Key_F2)
    editor.write("place")
    editor.press(Key.Key_Return)
    form = editor.dialog.form
    assert "“Place”" in form.rows[Field.NAME].refused()
    assert form.name.accessibleDescription() == form.rows[Field.NAME].refused()
    assert form.name.text() == "place"
    assert form.name.hasFocus()
    assert editor.names() == ENTITIES
    editor.press(Key.Key_Escape)
    assert form.name.text() == "Person"
    assert not form.rows[Field.NAME].refused()
    assert not editor.closed


def test_a_refused_name_is_still_there_when_its_label_is_shown_again(editor: Opened) -> None:
    editor.choose("Person")
    editor.press(Key.Key_F2)
    editor.write("place")
    editor.choose("Event")
    assert editor.dialog.form.name.text() == "Event"
    assert not editor.dialog.form.rows[Field.NAME].refused()
    editor.choose("Person")
    assert editor.dialog.form.name.text() == "place"
    assert editor.dialog.form.rows[Field.NAME].refused()


def test_in_a_small_dialog_what_has_the_focus_and_why_it_was_refused_come_into_view(editor: Opened) -> None:
    editor.dialog.resize(560, 380)
    QApplication.processEvents()
    label = editor.choose("Person")
    form = editor.dialog.form
    form.description.setFocus()
    editor.press(Key.Key_Tab, Shift)
    editor.press(Key.Key_Tab)
    assert form.name.visibleRegion().isEmpty()
    editor.choose("Person")
    editor.press(Key.Key_F2)
    assert not form.name.visibleRegion().isEmpty()
    editor.edit.delete(label.id)
    form.description.setFocus()
    editor.press(Key.Key_Tab, Shift)
    editor.press(Key.Key_Tab)
    editor.write("x")
    editor.press(Key.Key_Tab)
    row = form.rows[Field.DESCRIPTION]
    assert "not" in row.refused()
    editor.qtbot.waitUntil(lambda: not row.trouble.visibleRegion().isEmpty())


# Keys


def test_a_key_is_set_by_pressing_it_and_backspace_takes_it_away(editor: Opened) -> None:
    label = editor.choose("Person")
    editor.dialog.form.key.setFocus()
    editor.write("x")
    assert editor.edit.codebook().by_id(label.id).key == "x"
    editor.write("y")
    assert editor.edit.codebook().by_id(label.id).key == "y"
    editor.press(Key.Key_Backspace)
    assert editor.edit.codebook().by_id(label.id).key == ""
    assert editor.told[-1] == "“Person” has no key now."


def test_a_key_in_use_is_refused_with_the_reason(editor: Opened) -> None:
    label = editor.choose("Person")
    editor.dialog.form.key.setFocus()
    editor.write("q")
    assert "Quotation has it" in editor.dialog.form.rows[Field.KEY].refused()
    assert editor.dialog.form.key.text() == "q"
    assert editor.edit.codebook().by_id(label.id).key == "1"
    editor.press(Key.Key_Escape)
    assert editor.dialog.form.key.text() == "1"


def test_a_key_that_the_text_uses_is_refused(editor: Opened) -> None:
    editor.choose("Person")
    editor.dialog.form.key.setFocus()
    editor.write("r")
    assert "the text uses it itself" in editor.dialog.form.rows[Field.KEY].refused()


# Colours


@NO_GRAB
def test_a_colour_is_chosen_in_the_palette_by_keys(editor: Opened) -> None:
    label = editor.choose("Person")
    editor.dialog.form.colour.swatch.setFocus()
    editor.press(Key.Key_Return)
    palette = editor.dialog.findChild(ColourPalette)
    assert palette is not None
    assert palette.swatches[0].hasFocus()
    assert palette.swatches[1].accessibleName() == "orange, in use"
    for key in (Key.Key_Down, Key.Key_Right, Key.Key_Return):
        editor.qtbot.keyClick(palette, key)
    (_, chosen) = FITTING[LabelKind.ENTITY][9]
    assert editor.edit.codebook().by_id(label.id).colour == chosen
    assert editor.dialog.form.colour.line.text() == chosen


def test_a_colour_too_near_to_another_one_is_told_before_it_is_saved(editor: Opened) -> None:
    editor.choose("Person")
    colour = editor.dialog.form.colour
    editor.qtbot.waitUntil(lambda: colour.advice.text() == "Easily told from the page and from the other labels.")
    colour.line.setFocus()
    colour.line.selectAll()
    editor.write("e69f01")
    editor.qtbot.waitUntil(lambda: colour.advice.text() == "Looks almost like “Organization”.")
    assert editor.label("Person").colour == "#0072B2"


@pytest.mark.parametrize(("kind", "count"), [(LabelKind.ENTITY, 13), (LabelKind.CLAIM, 10)])
def test_the_first_fitting_colours_need_no_advice_beside_each_other(qtbot: QtBot, kind: LabelKind, count: int) -> None:
    offered = FITTING[kind][:count]
    for place, (_, colour) in enumerate(offered):
        others = [*offered[:place], *offered[place + 1 :]]
        assert not colour_advice(kind, colour, others, every_theme())


def test_a_colour_is_written_as_digits_with_or_without_its_sign(editor: Opened) -> None:
    label = editor.choose("Person")
    line = editor.dialog.form.colour.line
    line.setFocus()
    line.selectAll()
    editor.write("aa3366")
    editor.press(Key.Key_Return)
    assert editor.edit.codebook().by_id(label.id).colour == "#AA3366"
    assert line.text() == "#AA3366"


def test_what_is_no_colour_is_refused(editor: Opened) -> None:
    editor.choose("Person")
    line = editor.dialog.form.colour.line
    line.setFocus()
    line.selectAll()
    editor.write("blue")
    editor.press(Key.Key_Return)
    assert "#rrggbb" in editor.dialog.form.rows[Field.COLOUR].refused()
    assert line.text() == "blue"
    editor.press(Key.Key_Escape)
    assert line.text() == "#0072B2"


# Descriptions


def test_a_description_is_saved_as_it_is_written_one_action_a_sitting(editor: Opened) -> None:
    label = editor.choose("Person")
    before = label.description
    field = editor.dialog.form.description
    field.setFocus()
    editor.write("One. ")
    editor.qtbot.waitUntil(lambda: editor.label("Person").description.startswith("One."))
    editor.write("Two. ")
    editor.qtbot.waitUntil(lambda: "Two." in editor.label("Person").description)
    editor.dialog.tree.setFocus()
    editor.press(Key.Key_Z, Ctrl)
    assert editor.label("Person").description == before
    assert field.text() == before
    editor.press(Key.Key_Z, Ctrl | Shift)
    assert editor.label("Person").description == f"One. Two. {before}"


def test_what_is_written_after_the_focus_was_away_is_another_action(editor: Opened) -> None:
    editor.choose("Person")
    field = editor.dialog.form.description
    before = field.text()
    for word in ("One. ", "Two. "):
        field.setFocus()
        field.moveCursor(QTextCursor.MoveOperation.Start)
        editor.write(word)
        editor.dialog.tree.setFocus()
    assert field.text() == f"Two. One. {before}"
    editor.press(Key.Key_Z, Ctrl)
    assert editor.label("Person").description == f"One. {before}"


def test_a_description_that_cannot_be_saved_waits_with_its_label_until_it_can(editor: Opened) -> None:
    editor.choose("Person")
    form = editor.dialog.form
    form.description.setFocus()
    editor.library.rows("PRAGMA query_only = 1")
    editor.write("Kept. ")
    editor.choose("Event")
    assert not form.description.text().startswith("Kept.")
    editor.choose("Person")
    assert form.description.text().startswith("Kept.")
    assert form.rows[Field.DESCRIPTION].refused()
    editor.library.rows("PRAGMA query_only = 0")
    form.description.setFocus()
    editor.dialog.tree.setFocus()
    assert editor.label("Person").description.startswith("Kept.")
    assert not form.rows[Field.DESCRIPTION].refused()


def test_a_description_keeps_its_hard_spaces(editor: Opened) -> None:
    editor.choose("Person")
    editor.dialog.form.description.setFocus()
    editor.dialog.form.description.insertPlainText("3\u00a0km ")
    editor.dialog.tree.setFocus()
    assert editor.label("Person").description.startswith("3\u00a0km ")


# Undo


def test_undo_and_redo_are_wishes_wherever_nothing_unsaved_stands_in_a_field(editor: Opened) -> None:
    editor.choose("Person")
    editor.press(Key.Key_F2)
    editor.write("Actor")
    editor.press(Key.Key_Return)
    editor.press(Key.Key_F2)
    editor.press(Key.Key_Z, Ctrl)
    assert editor.names()[0] == "Person"
    assert editor.dialog.form.name.text() == "Person"
    editor.press(Key.Key_Y, Ctrl)
    assert editor.names()[0] == "Actor"


def test_undo_takes_unsaved_typing_back_first(editor: Opened) -> None:
    editor.choose("Person")
    editor.press(Key.Key_F2)
    editor.write("Actor")
    editor.press(Key.Key_Z, Ctrl)
    assert editor.dialog.form.name.text() == "Person"
    assert editor.dialog.isVisible()
    assert not editor.changes


# Adding


@pytest.mark.parametrize(("key", "modifier"), [(Key.Key_Insert, Qt.KeyboardModifier.NoModifier), (Key.Key_N, Ctrl)])
def test_a_label_is_added_by_its_name_and_waits_for_its_key(
    editor: Opened, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    editor.choose("Person")
    editor.press(key, modifier)
    editor.write("Weapon")
    editor.press(Key.Key_Return)
    assert editor.names() == [*ENTITIES, "Weapon"]
    assert editor.dialog.form.name.text() == "Weapon"
    editor.write("w")
    made = editor.label("Weapon")
    assert made.key == "w"
    others = [label for label in editor.edit.codebook().labels if label.kind is made.kind and label.id != made.id]
    assert made.colour not in {label.colour for label in others}


def test_a_label_is_added_under_the_parent_of_the_current_one_and_in_its_kind(editor: Opened) -> None:
    editor.edit.add(LabelDraft(LabelKind.CLAIM, "Denial", "#7A5CC0"), editor.label("Statement").id)
    editor.dialog.reload()
    editor.choose("Denial")
    editor.press(Key.Key_Insert)
    assert editor.dialog.labels.adding.line.accessibleName() == "New claim label under “Statement”"
    editor.write("Doubt")
    editor.press(Key.Key_Return)
    assert editor.names(LabelKind.CLAIM)[:3] == ["Statement", "-Denial", "-Doubt"]


def test_the_buttons_add_at_the_outermost_depth(editor: Opened) -> None:
    editor.dialog.labels.add_claim.setFocus()
    editor.press(Key.Key_Return)
    editor.write("Rumour")
    editor.press(Key.Key_Return)
    assert editor.names(LabelKind.CLAIM)[-1] == "Rumour"


def test_adding_a_name_in_use_is_refused_and_esc_leaves_nothing(editor: Opened) -> None:
    editor.choose("Person")
    editor.press(Key.Key_Insert)
    editor.write("Place")
    editor.press(Key.Key_Return)
    assert "Place" in editor.dialog.labels.adding.row.refused()
    editor.press(Key.Key_Escape)
    assert editor.dialog.labels.adding.isHidden()
    assert editor.dialog.tree.hasFocus()
    assert editor.names() == ENTITIES
    assert editor.dialog.isVisible()


# Order and nesting


def test_alt_and_arrows_move_a_label_among_its_siblings(editor: Opened) -> None:
    editor.choose("Person")
    editor.press(Key.Key_Down, Alt)
    assert editor.names()[:3] == ["Organization", "Person", "Place"]
    assert editor.shown() == editor.names()
    assert editor.dialog.form.name.text() == "Person"
    editor.press(Key.Key_Up, Alt)
    editor.press(Key.Key_Up, Alt)
    assert editor.names() == ENTITIES
    editor.choose("Other")
    editor.press(Key.Key_Down, Alt)
    assert editor.names() == ENTITIES


def test_alt_right_nests_a_label_under_the_one_above_and_alt_left_takes_it_out(editor: Opened) -> None:
    editor.choose("Place")
    editor.press(Key.Key_Right, Alt)
    assert editor.names()[:4] == ["Person", "Organization", "-Place", "Event"]
    assert editor.shown() == editor.names()
    assert editor.dialog.tree.current_id() == editor.label("Place").id
    assert editor.dialog.form.nested.currentText() == "Organization"
    editor.press(Key.Key_Left, Alt)
    assert editor.names() == ENTITIES


@NO_GRAB
def test_a_label_is_nested_by_the_choice_of_its_parent(editor: Opened) -> None:
    editor.choose("Event")
    choice = editor.dialog.form.nested
    choice.setFocus()
    editor.press(Key.Key_Down)
    choice.hidePopup()
    row = choice.findText("Person")
    choice.setCurrentIndex(row)
    choice.activated.emit(row)
    assert editor.names()[:2] == ["Person", "-Event"]
    choice.setCurrentIndex(0)
    choice.activated.emit(0)
    assert editor.names() == [*(name for name in ENTITIES if name != "Event"), "Event"]


@NO_GRAB
def test_neither_keys_nor_the_wheel_choose_a_parent_in_passing(editor: Opened) -> None:
    editor.choose("Event")
    choice = editor.dialog.form.nested
    choice.setFocus()
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(choice.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice, wheel)
    editor.press(Key.Key_P)
    assert choice.view().isVisible()
    choice.hidePopup()
    assert choice.currentText() == "No other label"
    assert editor.names() == ENTITIES


def test_a_label_cannot_be_nested_under_what_is_nested_under_it(editor: Opened) -> None:
    editor.edit.move(editor.label("Place").id, editor.label("Person").id, None)
    editor.dialog.reload()
    editor.choose("Person")
    offered = [editor.dialog.form.nested.itemText(row) for row in range(editor.dialog.form.nested.count())]
    assert offered == ["No other label", *(name for name in ENTITIES if name not in ("Person", "Place"))]


def drop(editor: Opened, name: str, row: int, parent: str | None) -> bool:
    rows = editor.dialog.tree.rows
    data: QMimeData = rows.mimeData([rows.index_of(editor.label(name).id)])
    over = rows.index_of(editor.label(parent).id) if parent else rows.index(0, 0)
    action = Qt.DropAction.MoveAction
    allowed = rows.canDropMimeData(data, action, row, 0, over)
    assert rows.dropMimeData(data, action, row, 0, over) is allowed
    QApplication.processEvents()
    return allowed


def test_a_label_dropped_between_others_stands_there_and_dropped_on_one_is_nested_under_it(editor: Opened) -> None:
    assert drop(editor, "Other", 1, None)
    assert editor.names()[:3] == ["Person", "Other", "Organization"]
    assert drop(editor, "Person", -1, "Place")
    assert editor.names()[:4] == ["Other", "Organization", "Place", "-Person"]
    assert editor.shown() == editor.names()


def test_a_drop_where_the_label_stands_already_is_no_action(editor: Opened) -> None:
    drop(editor, "Organization", 1, None)
    drop(editor, "Organization", 2, None)
    assert not editor.changes
    assert not editor.dialog.said()


def test_a_label_is_not_dropped_into_itself_or_among_the_other_kind(editor: Opened) -> None:
    editor.edit.move(editor.label("Place").id, editor.label("Person").id, None)
    editor.dialog.reload()
    assert not drop(editor, "Person", -1, "Place")
    assert not drop(editor, "Person", -1, "Person")
    assert not drop(editor, "Statement", 0, None)


def test_what_was_folded_stays_folded_when_labels_move(editor: Opened) -> None:
    editor.edit.move(editor.label("Place").id, editor.label("Organization").id, None)
    editor.dialog.reload()
    editor.choose("Organization")
    editor.press(Key.Key_Left)
    tree = editor.dialog.tree
    assert not tree.isExpanded(tree.rows.index_of(editor.label("Organization").id))
    editor.choose("Other")
    editor.press(Key.Key_Up, Alt)
    editor.press(Key.Key_Up, Alt)
    assert not tree.isExpanded(tree.rows.index_of(editor.label("Organization").id))
    editor.choose("Organization")
    editor.press(Key.Key_Right)
    assert tree.isExpanded(tree.rows.index_of(editor.label("Organization").id))


# Archiving, deleting, merging


def test_a_label_is_archived_and_brought_back(editor: Opened) -> None:
    editor.choose("Person")
    editor.dialog.side.archive.setFocus()
    editor.press(Key.Key_Return)
    assert editor.label("Person").archived
    assert editor.dialog.side.archive.text() == "Bring back"
    editor.press(Key.Key_Return)
    assert not editor.label("Person").archived


def test_a_label_that_comes_back_without_its_key_is_told(editor: Opened) -> None:
    person = editor.choose("Person")
    editor.edit.archive(person.id, archived=True)
    editor.edit.set_key(editor.label("Place").id, "1")
    editor.dialog.reload()
    editor.dialog.side.archive.click()
    assert editor.told[-1] == "“Person” is back. “Person” came back without its key 1: Place has it."


def test_a_label_that_nothing_uses_is_deleted_at_once_and_the_next_one_is_current(editor: Opened) -> None:
    editor.choose("Organization")
    editor.press(Key.Key_Delete)
    assert editor.names() == [name for name in ENTITIES if name != "Organization"]
    assert editor.dialog.form.name.text() == "Place"
    assert editor.told == ["Deleted “Organization”."]
    editor.press(Key.Key_Z, Ctrl)
    assert editor.names() == ENTITIES
    assert editor.shown() == ENTITIES


def test_a_label_in_use_is_deleted_after_the_count_and_enter_once_more(tagged: Opened) -> None:
    person = tagged.choose("Person")
    tagged.press(Key.Key_Delete)
    asking = tagged.dialog.side.confirmation
    assert asking.sentence.said() == "Delete “Person” with 2 annotations in 1 article?"
    assert tagged.names() == ENTITIES
    tagged.press(Key.Key_Return)
    assert tagged.names() == ENTITIES[1:]
    assert asking.isHidden()
    assert tagged.dialog.tree.hasFocus()
    assert tagged.told == ["Deleted “Person”: 2 annotations in 1 article."]
    assert any(isinstance(change, AnnotationsChanged) for change in tagged.changes[0])
    tagged.press(Key.Key_Z, Ctrl)
    assert tagged.edit.uses(person.id).annotations == 2


def test_esc_keeps_a_label_that_was_to_be_deleted_and_the_dialog_open(tagged: Opened) -> None:
    tagged.choose("Person")
    tagged.press(Key.Key_Delete)
    tagged.press(Key.Key_Escape)
    assert tagged.names() == ENTITIES
    assert tagged.dialog.side.confirmation.isHidden()
    assert tagged.dialog.isVisible()
    assert tagged.dialog.tree.hasFocus()


def test_choosing_another_label_asks_no_more_about_the_first(tagged: Opened) -> None:
    tagged.choose("Person")
    tagged.press(Key.Key_Delete)
    tagged.choose("Place")
    assert tagged.dialog.side.confirmation.isHidden()
    assert tagged.dialog.side.delete.isVisible()


def test_a_codebook_that_changes_elsewhere_ends_the_question(tagged: Opened) -> None:
    tagged.choose("Person")
    tagged.press(Key.Key_Delete)
    tagged.edit.rename(tagged.label("Place").id, "Spot")
    tagged.dialog.reload()
    assert tagged.dialog.side.confirmation.isHidden()


def test_a_refused_delete_says_why_at_once(tagged: Opened) -> None:
    person = tagged.choose("Person")
    with tagged.library.transaction():
        tagged.library.write("INSERT INTO entity (uid, name, label_id) VALUES ('e', 'Ines Duarte', ?)", (person.id,))
    tagged.press(Key.Key_Delete)
    assert "of the register" in tagged.dialog.side.trouble.said()
    assert tagged.dialog.side.trouble.isVisible()
    assert tagged.dialog.side.confirmation.isHidden()
    assert tagged.names() == ENTITIES


def test_two_labels_are_merged_after_the_count_and_enter_once_more(tagged: Opened) -> None:
    tagged.choose("Person")
    tagged.dialog.side.merge.setFocus()
    tagged.press(Key.Key_Return)
    asking = tagged.dialog.side.confirmation
    assert "2 annotations in 1 article" in asking.sentence.said()
    asking.target.setCurrentIndex(asking.target.findText("Place"))
    tagged.press(Key.Key_Return)
    assert tagged.names() == ENTITIES[1:]
    assert tagged.dialog.form.name.text() == "Place"
    assert tagged.dialog.form.uses() == "3 annotations in 1 article"
    assert tagged.told == ["Merged “Person” into “Place”: 2 annotations in 1 article."]
    tagged.press(Key.Key_Z, Ctrl)
    assert tagged.names() == ENTITIES
    assert tagged.dialog.form.uses() == "1 annotation in 1 article"


@NO_GRAB
def test_nothing_is_merged_before_a_label_is_chosen(tagged: Opened) -> None:
    tagged.choose("Person")
    tagged.dialog.side.merge.click()
    tagged.press(Key.Key_Return)
    asking = tagged.dialog.side.confirmation
    assert asking.target.view().isVisible()
    asking.target.hidePopup()
    asking.yes.click()
    asking.target.hidePopup()
    assert tagged.names() == ENTITIES


def test_delete_held_too_long_takes_one_label_alone(editor: Opened) -> None:
    editor.choose("Organization")
    editor.press(Key.Key_Delete)
    again = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Delete, Qt.KeyboardModifier.NoModifier, "", True)
    QApplication.sendEvent(editor.dialog.tree, again)
    assert editor.names() == [name for name in ENTITIES if name != "Organization"]


def test_a_label_is_merged_into_its_own_kind_alone(editor: Opened) -> None:
    editor.choose("Statement")
    editor.dialog.side.merge.click()
    target = editor.dialog.side.confirmation.target
    offered = [target.itemText(row) for row in range(target.count())]
    assert offered == [name for name in editor.names(LabelKind.CLAIM) if name != "Statement"]


# Changes from elsewhere


def test_a_reload_keeps_the_current_label_and_what_is_being_written(editor: Opened) -> None:
    editor.choose("Event")
    editor.press(Key.Key_F2)
    editor.write("Happen")
    editor.edit.delete(editor.label("Person").id)
    editor.edit.recolour(editor.label("Event").id, "#112233")
    editor.dialog.reload()
    form = editor.dialog.form
    assert form.name.text() == "Happen"
    assert form.name.hasFocus()
    assert form.colour.line.text() == "#112233"
    assert editor.dialog.tree.current_id() == editor.label("Event").id
    assert editor.shown() == ENTITIES[1:]


def test_a_reload_while_a_description_is_written_keeps_it_and_its_history(editor: Opened) -> None:
    editor.choose("Event")
    field = editor.dialog.form.description
    field.setFocus()
    editor.write("Abc ")
    editor.edit.rename(editor.label("Event").id, "Happening")
    editor.dialog.reload()
    assert field.text().startswith("Abc ")
    assert editor.dialog.form.name.text() == "Happening"
    assert field.document().isUndoAvailable()


def test_where_the_current_label_is_gone_the_next_one_is_shown(editor: Opened) -> None:
    editor.choose("Event")
    editor.edit.delete(editor.label("Event").id)
    editor.dialog.reload()
    assert editor.dialog.form.name.text() == "Law or policy"


def test_a_codebook_without_labels_shows_no_form_and_takes_the_first_label(editor: Opened) -> None:
    for label in editor.edit.codebook().labels:
        editor.edit.delete(label.id)
    editor.dialog.reload()
    assert editor.dialog.form.isHidden()
    editor.dialog.tree.setFocus()
    editor.press(Key.Key_Delete)
    editor.press(Key.Key_Insert)
    editor.write("Person")
    editor.press(Key.Key_Return)
    assert editor.dialog.form.isVisible()
    assert editor.shown() == ["Person"]


# Files


@pytest.mark.parametrize("name", ["codebook.toml", "codebook.csv"])
def test_a_codebook_goes_out_to_a_file_and_comes_back_from_it(editor: Opened, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    editor.dialog.export_to(path)
    assert editor.dialog.said() == f"Exported 16 labels to {path}."
    assert not editor.changes
    editor.edit.delete(editor.label("Person").id)
    editor.dialog.reload()
    editor.dialog.import_from(path)
    assert sorted(editor.names()) == sorted(ENTITIES)
    assert editor.dialog.said().startswith(f"Imported {name}: added 1")
    editor.dialog.tree.setFocus()
    editor.press(Key.Key_Z, Ctrl)
    assert editor.names() == ENTITIES[1:]


def test_a_file_that_is_there_is_not_replaced_unless_that_was_agreed_to(editor: Opened, tmp_path: Path) -> None:
    path = tmp_path / "codebook.toml"
    path.write_text("mine", encoding="utf-8")
    editor.dialog.export_to(path)
    assert editor.dialog.labels.trouble.isVisible()
    assert path.read_text(encoding="utf-8") == "mine"
    editor.dialog.export_to(path, replace=True)
    assert editor.dialog.labels.trouble.isHidden()
    assert "Person" in path.read_text(encoding="utf-8")


def test_a_file_that_is_no_codebook_is_refused(editor: Opened, tmp_path: Path) -> None:
    path = tmp_path / "codebook.toml"
    path.write_text("no [ codebook", encoding="utf-8")
    editor.dialog.import_from(path)
    assert editor.dialog.labels.trouble.isVisible()
    assert editor.names() == ENTITIES


def test_a_file_named_without_an_ending_gets_one_and_replaces_nothing(tmp_path: Path) -> None:
    assert with_ending(tmp_path / "mine", "CSV (*.csv)") == (tmp_path / "mine.csv", False)
    assert with_ending(tmp_path / "mine.v2", "TOML (*.toml)") == (tmp_path / "mine.v2.toml", False)
    (tmp_path / "mine.csv").touch()
    assert with_ending(tmp_path / "mine.csv", "TOML (*.toml)") == (tmp_path / "mine.csv", True)


# Closing


def test_esc_saves_what_is_written_and_closes(editor: Opened) -> None:
    editor.choose("Person")
    editor.press(Key.Key_F2)
    editor.write("Actor")
    editor.press(Key.Key_Escape)
    assert editor.closed
    assert editor.names()[0] == "Actor"


def test_esc_stays_over_what_cannot_be_saved_then_brings_back_then_closes(editor: Opened) -> None:
    editor.choose("Person")
    editor.press(Key.Key_F2)
    editor.write("Place")
    editor.choose("Event")
    editor.press(Key.Key_Escape)
    assert editor.dialog.form.name.text() == "Place"
    assert editor.dialog.form.rows[Field.NAME].refused()
    editor.press(Key.Key_Escape)
    assert editor.dialog.form.name.text() == "Person"
    assert not editor.closed
    editor.press(Key.Key_Escape)
    assert editor.closed
    assert editor.names() == ENTITIES


def test_closing_twice_leaves_what_cannot_be_saved(editor: Opened) -> None:
    editor.choose("Person")
    editor.dialog.form.name.setText("Place")
    assert not editor.dialog.close()
    assert not editor.closed
    assert editor.dialog.said().startswith("Not all is saved.")
    assert editor.dialog.close()
    assert editor.closed


def test_closing_saves_a_description_that_was_just_written(editor: Opened) -> None:
    editor.choose("Person")
    editor.dialog.form.description.setFocus()
    editor.write("Soon. ")
    editor.dialog.close()
    assert editor.label("Person").description.startswith("Soon. ")


# The model


def label_at(number: int, parent: int | None, kind: LabelKind = LabelKind.ENTITY) -> Label:
    return Label(number, f"uid{number}", kind, f"Label {number}", "#0072B2", "", "", parent, number, False)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.tuples(st.integers(0, 8), st.booleans()), max_size=8), min_size=1, max_size=4))
def test_the_model_shows_any_codebook_in_its_order(qtbot: QtBot, books: list[list[tuple[int, bool]]]) -> None:
    rows = LabelRows()
    tester = QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Warning)
    for book in books:
        kinds = (LabelKind.ENTITY, LabelKind.CLAIM)
        codebook = Codebook(
            tuple(label_at(n, parent or None, kinds[claim]) for n, (parent, claim) in enumerate(book, 1))
        )
        rows.set_codebook(codebook)
        found: list[tuple[int, int]] = []

        def walk(index: QModelIndex, depth: int, found: list[tuple[int, int]] = found) -> None:
            for row in range(rows.rowCount(index)):
                child = rows.index(row, 0, index)
                label = rows.label(child)
                assert label is not None
                assert rows.index_of(label.id) == child
                found.append((label.id, depth))
                walk(child, depth + 1)

        for heading in rows.headings():
            walk(heading, 0)
        assert found == [(label.id, depth) for label, depth in codebook.in_order()]
    del tester


def test_a_label_that_only_looks_different_keeps_its_row(editor: Opened) -> None:
    resets: list[bool] = []
    editor.dialog.tree.rows.modelReset.connect(lambda: resets.append(True))
    editor.choose("Person")
    editor.press(Key.Key_F2)
    editor.write("Actor")
    editor.press(Key.Key_Return)
    assert editor.shown()[0] == "Actor"
    assert not resets


def test_two_hundred_labels_are_gone_through_without_a_pause(editor: Opened, article: int) -> None:
    for number in range(200):
        editor.edit.add(LabelDraft(LabelKind.ENTITY, f"Label {number}", "#0072B2"))
    label = editor.label("Label 199")
    Annotate(editor.library).tag(article, (Span(0, 7),), label)
    editor.dialog.reload()
    editor.choose("Label 198")
    editor.press(Key.Key_Down)
    assert editor.dialog.form.uses() == "1 annotation in 1 article"
    assert editor.dialog.tree.visualRect(editor.dialog.tree.currentIndex()).intersects(
        editor.dialog.tree.viewport().rect()
    )


def test_a_label_that_comes_in_without_a_colour_takes_one_that_the_editor_offers() -> None:
    assert {kind: tuple(colour for _, colour in fitting) for kind, fitting in FITTING.items()} == COLOURS


def test_tab_adds_the_label_whose_name_was_written(editor: Opened) -> None:
    editor.choose("Person")
    editor.press(Key.Key_N, Ctrl)
    editor.write("Sailor")
    editor.press(Key.Key_Tab)
    assert [label.name for label in editor.edit.codebook().labels].count("Sailor") == 1
