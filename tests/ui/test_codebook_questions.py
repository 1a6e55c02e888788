"""What the codebook asks, edited by keys: what labels ask, attributes, types of links."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader.domain.codebook import LabelKind
from reader.domain.question_edits import AttributeDraft, Form
from reader.domain.questions import Attribute, AttributeType, Field
from reader.services.edit_questions import EditQuestions
from reader.storage.library import Library
from reader.ui.dialogs.codebook_editor.label_choice import LabelChoice
from tests.making import label_of, only, tag
from tests.ui.test_codebook_editor import NO_GRAB, Opened

Key, Alt, Ctrl = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
T = AttributeType

_LABELS, _ATTRIBUTES, _LINK_TYPES = range(3)


class Asking(Opened):
    """The editor, with what it asks at hand."""

    def __init__(self, qtbot: QtBot, library: Library) -> None:
        super().__init__(qtbot, library)
        self.ask = EditQuestions(library)
        self.page = self.dialog.attributes

    def go_to(self, page: int) -> None:
        """Go to a page by the arrow keys on its tab."""
        self.dialog.tabs.setFocus()
        while self.dialog.tabs.currentIndex() != page:
            self.press(Key.Key_Right if self.dialog.tabs.currentIndex() < page else Key.Key_Left)

    def attribute(self, name: str) -> Attribute:
        return next(each for each in self.ask.questions().attributes if each.name == name)

    def choose_attribute(self, name: str) -> int:
        self.page.list.set_current(self.attribute(name).id)
        self.page.list.setFocus()
        return self.attribute(name).id

    def focus(self, widget: QWidget) -> None:
        """Go to a widget by Tab."""
        for _ in range(60):
            if self.focused() is widget:
                return
            self.press(Key.Key_Tab)
        raise AssertionError(widget.objectName())

    def choose_next(self, choice: LabelChoice, steps: int) -> None:
        """Open a choice by an arrow key, go down in it, and take what is there."""
        self.focus(choice)
        self.press(Key.Key_Down)
        for key in (*[Key.Key_Down] * steps, Key.Key_Return):
            self.qtbot.keyClick(choice.view(), key)

    def asked(self, label: str) -> list[str]:
        return [each.name for each in self.ask.questions().asked_by(label_of(self.library, label).id)]


@pytest.fixture
def editor(qtbot: QtBot, library: Library) -> Iterator[Asking]:
    opened = Asking(qtbot, library)
    yield opened
    opened.leave()


@pytest.fixture
def claims(library: Library, article: int) -> list[int]:
    """Two claims of an article."""
    quotes = ("The flood closed 126 shops", "It cost 3.5 million crowns")
    return [tag(library, article, quote, label="Statement").id for quote in quotes]


def own(library: Library, kind: AttributeType = T.TEXT, *choices: str) -> int:
    edit = EditQuestions(library)
    edit.add(AttributeDraft(LabelKind.CLAIM, "Weight", kind, choices))
    return edit.questions().attributes[-1].id


def answer(library: Library, annotation_id: int, attribute_id: int, value: str) -> None:
    with library.action("Answer"):
        library.write(
            "INSERT INTO annotation_value (annotation_id, attribute_id, position, value) VALUES (?, ?, 0, ?)",
            (annotation_id, attribute_id, value),
        )


def values(library: Library) -> list[str]:
    return [row[0] for row in library.rows("SELECT value FROM annotation_value ORDER BY annotation_id")]


def test_the_space_bar_checks_what_a_label_asks_and_undo_takes_it_back(editor: Asking) -> None:
    editor.choose("Statement")
    asks = editor.dialog.form.asks
    editor.focus(asks.list)
    editor.press(Key.Key_Down)
    editor.press(Key.Key_Space)
    assert editor.asked("Statement")[:2] == ["Claimant", "Cue"]
    assert asks.form.currentText() == "Own choice"
    assert editor.told == ["Saved what “Statement” asks."]
    editor.press(Key.Key_Z, Ctrl)
    assert editor.asked("Statement") == ["Claimant", "Quote type", "Topics", "Check-worthiness"]
    assert asks.form.currentText() == "Short form"


@NO_GRAB
def test_a_label_asks_the_long_form(editor: Asking) -> None:
    label = editor.choose("Statement")
    editor.choose_next(editor.dialog.form.asks.form, 1)
    assert editor.ask.form(label.id) is Form.LONG
    assert editor.told == ["“Statement” asks: long form."]


def test_labels_of_entities_show_what_they_ask_once_there_is_something(editor: Asking, library: Library) -> None:
    editor.choose("Person")
    assert not editor.dialog.form.asks.isVisible()
    EditQuestions(library).add(AttributeDraft(LabelKind.ENTITY, "Role"))
    editor.dialog.reload()
    assert editor.dialog.form.asks.isVisible()


def test_an_attribute_is_added_and_renamed(editor: Asking) -> None:
    editor.go_to(_ATTRIBUTES)
    editor.page.list.setFocus()
    editor.press(Key.Key_N, Ctrl)
    editor.write("Weight")
    editor.press(Key.Key_Return)
    assert editor.attribute("Weight").type is T.TEXT
    editor.press(Key.Key_F2)
    editor.write("Heft")
    editor.press(Key.Key_Return)
    assert editor.told == ["Added “Weight”.", "Renamed “Weight” to “Heft”."]
    assert editor.page.list.rows.data(editor.page.list.currentIndex()) == "Heft"
    editor.press(Key.Key_Z, Ctrl)
    assert editor.page.name.text() == "Weight"


def test_a_name_that_is_taken_is_refused_where_it_is_written(editor: Asking) -> None:
    editor.go_to(_ATTRIBUTES)
    editor.choose_attribute("Cue")
    editor.press(Key.Key_F2)
    editor.write("Topics")
    editor.press(Key.Key_Return)
    assert editor.page.name_row.refused() == "There is an attribute “Topics” for claims already."
    editor.press(Key.Key_Escape)
    assert (editor.page.name.text(), editor.closed) == ("Cue", False)


@NO_GRAB
def test_a_new_type_says_which_answers_are_lost_before_it_is_taken(
    library: Library, claims: list[int], qtbot: QtBot
) -> None:
    attribute_id = own(library)
    answer(library, claims[0], attribute_id, "much")
    answer(library, claims[1], attribute_id, "3")
    editor = Asking(qtbot, library)
    editor.go_to(_ATTRIBUTES)
    editor.choose_attribute("Weight")
    editor.choose_next(editor.page.type, 1)
    assert editor.page.loss.sentence.said() == "Change the type? 1 answer cannot be kept, 1 can:"
    lines = editor.page.loss.lines.toPlainText()
    assert lines == "“much” of “The flood closed 126 shops” in Harbour towns count the cost"
    assert editor.page.loss.yes.text() == "Change, and lose 1 answer"
    assert editor.page.loss.no.hasFocus()
    assert editor.attribute("Weight").type is T.TEXT
    editor.press(Key.Key_Escape)
    assert editor.page.type.currentText() == "Text"
    assert values(library) == ["much", "3"]
    editor.choose_next(editor.page.type, 1)
    editor.page.loss.to_notes.setFocus()
    editor.press(Key.Key_Space)
    editor.focus(editor.page.loss.yes)
    editor.press(Key.Key_Return)
    assert (editor.attribute("Weight").type, values(library)) == (T.NUMBER, ["3"])
    assert only(library, claims[0]).note == "Weight: much"
    editor.press(Key.Key_Z, Ctrl)
    assert values(library) == ["much", "3"]
    editor.leave()


def test_choices_are_written_one_on_each_line_and_answers_follow_what_is_renamed(
    library: Library, claims: list[int], qtbot: QtBot
) -> None:
    attribute_id = own(library, T.CHOICE, "low", "high")
    answer(library, claims[0], attribute_id, "high")
    editor = Asking(qtbot, library)
    editor.go_to(_ATTRIBUTES)
    editor.choose_attribute("Weight")
    editor.focus(editor.page.choices)
    editor.press(Key.Key_End, Ctrl)
    for _ in "high":
        editor.press(Key.Key_Backspace)
    editor.write("much")
    editor.press(Key.Key_Tab)
    assert editor.attribute("Weight").choices == ("low", "much")
    assert values(library) == ["much"]
    editor.leave()


def test_a_choice_that_is_used_is_not_taken_away_without_a_word(
    library: Library, claims: list[int], qtbot: QtBot
) -> None:
    attribute_id = own(library, T.CHOICE, "low", "high")
    answer(library, claims[0], attribute_id, "high")
    editor = Asking(qtbot, library)
    editor.go_to(_ATTRIBUTES)
    editor.choose_attribute("Weight")
    editor.focus(editor.page.choices)
    editor.press(Key.Key_End, Ctrl)
    for _ in "\nhigh":
        editor.press(Key.Key_Backspace)
    editor.press(Key.Key_Tab)
    assert editor.page.loss.sentence.said() == "Change the choices? 1 answer cannot be kept:"
    assert editor.page.loss.no.hasFocus()
    editor.press(Key.Key_Return)
    assert editor.page.choices.text() == "low\nhigh"
    assert editor.attribute("Weight").choices == ("low", "high")
    editor.leave()


def test_choices_that_other_formats_know_cannot_be_written(editor: Asking) -> None:
    editor.go_to(_ATTRIBUTES)
    editor.choose_attribute("Certainty")
    assert editor.page.choices.isReadOnly()
    assert not editor.page.type.isEnabled()
    assert not editor.page.delete.isEnabled()
    editor.choose_attribute("Verdict")
    assert not editor.page.choices.isReadOnly()


def test_an_attribute_is_deleted_once_its_answers_are_seen(library: Library, claims: list[int], qtbot: QtBot) -> None:
    attribute_id = own(library)
    answer(library, claims[1], attribute_id, "3")
    editor = Asking(qtbot, library)
    editor.go_to(_ATTRIBUTES)
    editor.choose_attribute("Weight")
    editor.press(Key.Key_Delete)
    assert editor.page.loss.yes.text() == "Delete, and lose 1 answer"
    assert editor.page.loss.no.hasFocus()
    editor.press(Key.Key_Return)
    assert values(library) == ["3"]
    editor.press(Key.Key_Delete)
    editor.focus(editor.page.loss.yes)
    editor.press(Key.Key_Return)
    assert values(library) == []
    assert editor.told == ["Deleted “Weight”."]
    editor.press(Key.Key_Z, Ctrl)
    assert values(library) == ["3"]
    editor.leave()


def test_attributes_move_and_are_archived(editor: Asking) -> None:
    editor.go_to(_ATTRIBUTES)
    editor.choose_attribute("Cue")
    editor.press(Key.Key_Up, Alt)
    assert [each.name for each in editor.ask.questions().attributes][:2] == ["Cue", "Claimant"]
    editor.press(Key.Key_Down, Alt)
    editor.press(Key.Key_Down, Alt)
    assert [each.name for each in editor.ask.questions().attributes][:3] == ["Claimant", "Quote type", "Cue"]
    editor.focus(editor.page.archive)
    editor.press(Key.Key_Return)
    assert editor.ask.questions().of_field(Field.CUE).archived
    assert editor.page.archive.text() == "Bring back"


def test_types_of_links_are_added_renamed_and_deleted(editor: Asking, library: Library) -> None:
    editor.go_to(_LINK_TYPES)
    page = editor.dialog.link_types
    page.list.setFocus()
    assert not page.delete.isEnabled()
    editor.press(Key.Key_N, Ctrl)
    editor.write("answers")
    editor.press(Key.Key_Return)
    editor.press(Key.Key_F2)
    editor.write("replies")
    editor.press(Key.Key_Return)
    editor.press(Key.Key_Delete)
    assert editor.told == ["Added “answers”.", "Renamed “answers” to “replies”.", "Deleted “replies”."]
    assert len(editor.ask.link_types.types()) == 7


def test_every_control_of_the_pages_can_be_reached_by_tab_and_has_a_name(editor: Asking) -> None:
    for number, page in ((_ATTRIBUTES, editor.page), (_LINK_TYPES, editor.dialog.link_types)):
        editor.go_to(number)
        page.list.setFocus()
        seen = list[QWidget]()
        for _ in range(40):
            editor.press(Key.Key_Tab)
            widget = editor.focused()
            assert widget.accessibleName() or widget.property("text"), widget
            if widget is page.list:
                break
            seen.append(widget)
        assert {page.name, page.description, page.archive, *page.adders, editor.dialog.tabs} <= set(seen)
