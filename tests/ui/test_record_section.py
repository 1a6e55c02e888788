"""The record of a claim in the details, filled in by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reader.domain.annotation import Annotation
from reader.domain.questions import AttributeType, Field
from reader.domain.record import AUTHOR, Answer, Evidence, EvidenceStance
from reader.services.annotate import Annotate
from reader.services.records import Records
from reader.services.register import Register
from reader.storage.library import Library
from reader.ui.main_window import MainWindow
from reader.ui.panes.details.chips_field import ChipsField
from reader.ui.panes.details.record_field import RecordField
from reader.ui.panes.details.record_section import RecordSection
from tests.making import label_of, tag
from tests.services.test_records import add_attribute
from tests.ui.conftest import OpenWindow, add_article

Key = Qt.Key


class Sheet:
    """The window with a claim and two mentions, and the record of the claim."""

    def __init__(self, window: MainWindow, library: Library, qtbot: QtBot, claim: Annotation) -> None:
        self.window, self.library, self.bot, self.claim = window, library, qtbot, claim
        self.records = Records(library)
        window.pane.setFocus()
        window.pane.set_current(claim.id)
        qtbot.waitUntil(self.is_shown)

    def section(self) -> RecordSection:
        found = self.window.frame.form.findChild(RecordSection)
        assert isinstance(found, RecordSection)
        return found

    def is_shown(self) -> bool:
        found = self.window.frame.form.findChild(RecordSection)
        return isinstance(found, RecordSection) and found.annotation_id() == self.claim.id

    def attribute(self, field: Field) -> int:
        return self.records.questions().of_field(field).id

    def field(self, field: Field) -> RecordField:
        return self.section().field(self.attribute(field))

    def go_to(self, field: Field) -> QWidget:
        self.field(field).editor().setFocus()
        return self.field(field).editor()

    def press(self, *keys: Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys where the focus is, or type words there."""
        each: list[Key | str] = []
        for key in keys:
            each.extend(key if isinstance(key, str) else [key])
        for key in each:
            holder = QApplication.focusWidget()
            assert holder is not None
            self.bot.keyClick(holder, key, modifier)
            QApplication.processEvents()

    def stored(self, field: Field) -> tuple[Answer, ...]:
        return self.records.record(self.claim.id).answers.get(self.attribute(field), ())

    def values(self, field: Field) -> list[str]:
        return [answer.value for answer in self.stored(field)]

    def holds_focus(self, field: Field) -> bool:
        return self.field(field).editor().hasFocus()


@pytest.fixture
def duarte(library: Library) -> int:
    return Register(library).add("Ines Duarte", label_of(library, "Person").id).entity_ids[0]


@pytest.fixture
def haddad(library: Library) -> int:
    return Register(library).add("Omar Haddad", label_of(library, "Person").id).entity_ids[0]


@pytest.fixture
def sheet(library: Library, open_window: OpenWindow, qtbot: QtBot, duarte: int, haddad: int) -> Sheet:
    article = add_article(library)
    mentions = [tag(library, article, quote) for quote in ("Ines Duarte", "Omar Haddad")]
    Register(library).link([mentions[0].id], duarte)
    Register(library).link([mentions[1].id], haddad)
    claim = tag(library, article, "We will rebuild the wall", label="Quotation")
    other = tag(library, article, "Duarte met Omar Haddad", label="Statement")
    assert other.id
    window = open_window()
    window.resize(1300, 900)
    return Sheet(window, library, qtbot, claim)


def test_the_form_shows_what_the_label_asks_and_what_is_proposed(sheet: Sheet) -> None:
    shown = [field.attribute.field for field in sheet.section().findChildren(RecordField) if field.isVisible()]
    assert set(shown) == {Field.CLAIMANT, Field.CUE, Field.QUOTE_TYPE, Field.TOPICS, Field.CHECKWORTHINESS}
    assert sheet.stored(Field.QUOTE_TYPE) == ()


def test_d_goes_to_the_claimant_and_enter_takes_what_is_proposed_field_by_field(sheet: Sheet, duarte: int) -> None:
    sheet.press(Key.Key_D)
    assert sheet.holds_focus(Field.CLAIMANT)
    sheet.press(Key.Key_Return)
    assert sheet.stored(Field.CLAIMANT) == ()  # who said it is not tagged there
    assert sheet.holds_focus(Field.CUE)
    sheet.press(Key.Key_Return)
    assert sheet.values(Field.CUE) == ["said"]
    sheet.press(Key.Key_Return)
    assert sheet.values(Field.QUOTE_TYPE) == ["direct"]
    assert sheet.holds_focus(Field.TOPICS)


def test_one_key_in_the_text_takes_all_that_is_proposed_and_one_undo_lets_it_go(sheet: Sheet) -> None:
    sheet.press(Key.Key_D, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert sheet.values(Field.QUOTE_TYPE) == ["direct"]
    assert sheet.values(Field.CUE) == ["said"]
    assert sheet.window.pane.hasFocus()
    assert "Ctrl+Z" in sheet.window.status.said()
    sheet.press(Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert not sheet.stored(Field.QUOTE_TYPE)
    sheet.bot.waitUntil(lambda: sheet.field(Field.QUOTE_TYPE).offered != ())


def test_tab_leaves_what_is_proposed_as_it_is(sheet: Sheet) -> None:
    sheet.press(Key.Key_D, Key.Key_Tab)
    assert sheet.holds_focus(Field.CUE)
    assert sheet.stored(Field.CLAIMANT) == ()
    sheet.press(Key.Key_Backtab)
    assert sheet.holds_focus(Field.CLAIMANT)


def test_escape_goes_back_to_the_text(sheet: Sheet) -> None:
    sheet.press(Key.Key_D, Key.Key_Escape)
    assert sheet.window.pane.hasFocus()


def test_a_choice_is_made_by_its_letter_its_number_or_arrows_and_taken_back(sheet: Sheet) -> None:
    sheet.go_to(Field.QUOTE_TYPE)
    sheet.press("m")
    assert sheet.values(Field.QUOTE_TYPE) == ["mixed"]
    sheet.press("2")
    assert sheet.values(Field.QUOTE_TYPE) == ["indirect"]
    sheet.press(Key.Key_Up)
    assert sheet.values(Field.QUOTE_TYPE) == ["direct"]
    sheet.press(Key.Key_Up)
    assert sheet.values(Field.QUOTE_TYPE) == ["mixed"]
    sheet.press(Key.Key_Backspace)
    assert sheet.values(Field.QUOTE_TYPE) == []
    assert sheet.holds_focus(Field.QUOTE_TYPE)


def test_check_worthiness_is_as_many_dots_as_its_digit(sheet: Sheet) -> None:
    editor = sheet.go_to(Field.CHECKWORTHINESS)
    sheet.press("2")
    assert sheet.values(Field.CHECKWORTHINESS) == ["2"]
    assert editor.accessibleName() == "Check-worthiness: 2"


def test_arrows_lead_from_a_proposed_claimant_to_the_author_and_to_nobody(sheet: Sheet) -> None:
    sheet.press(Key.Key_D)
    field = sheet.field(Field.CLAIMANT)
    assert isinstance(field, ChipsField)
    ghosts = len(field._ghosts)
    assert ghosts >= 2
    sheet.press(*[Key.Key_Down] * (field._ghosts.index(Answer(AUTHOR)) + 1), Key.Key_Return)
    assert sheet.values(Field.CLAIMANT) == [AUTHOR]
    assert sheet.holds_focus(Field.CUE)


def test_the_first_letter_opens_the_choice_of_entities_and_enter_takes_the_first(sheet: Sheet, haddad: int) -> None:
    sheet.press(Key.Key_D, "om", Key.Key_Return)
    assert sheet.stored(Field.CLAIMANT) == (Answer(entity_id=haddad),)
    assert sheet.holds_focus(Field.CLAIMANT)
    sheet.press(Key.Key_Backspace)
    assert sheet.stored(Field.CLAIMANT) == ()


def test_a_name_that_nobody_has_becomes_a_new_entity_and_the_answer_at_once(sheet: Sheet) -> None:
    before = sheet.library.row("SELECT count(*) FROM action")[0]
    sheet.press(Key.Key_D, "Zoe Quist", Key.Key_Return)
    (answer,) = sheet.stored(Field.CLAIMANT)
    entity = Register(sheet.library).entity(answer.entity_id or 0)
    assert entity is not None
    assert entity.name == "Zoe Quist"
    assert sheet.library.row("SELECT count(*) FROM action")[0] == before + 1


def test_words_become_chips_and_those_used_before_are_offered(sheet: Sheet) -> None:
    sheet.go_to(Field.TOPICS)
    sheet.press("floods", Key.Key_Return, "public works,", Key.Key_Return)
    assert sheet.values(Field.TOPICS) == ["floods", "public works"]
    assert sheet.holds_focus(Field.CHECKWORTHINESS)
    sheet.go_to(Field.TOPICS)
    sheet.press(Key.Key_Backspace, "pub", Key.Key_Right, Key.Key_Return)
    assert sheet.values(Field.TOPICS)[:1] == ["floods"]


def test_words_are_kept_when_the_focus_leaves(sheet: Sheet) -> None:
    sheet.go_to(Field.TOPICS)
    sheet.press("floods", Key.Key_Tab)
    assert sheet.values(Field.TOPICS) == ["floods"]


def show_all(sheet: Sheet) -> None:
    sheet.section()._more.click()
    QApplication.processEvents()


def test_more_fields_shows_all_and_fewer_those_that_matter(sheet: Sheet) -> None:
    few = len(sheet.section()._fields)
    show_all(sheet)
    assert len(sheet.section()._fields) == len(Field)
    show_all(sheet)
    assert len(sheet.section()._fields) == few


def test_a_text_is_saved_as_it_is_written_and_undone_as_a_whole(sheet: Sheet) -> None:
    show_all(sheet)
    sheet.go_to(Field.CLAIM)
    sheet.press("The wall ")
    sheet.bot.waitUntil(lambda: sheet.values(Field.CLAIM) == ["The wall"])
    sheet.press("stands")
    sheet.bot.waitUntil(lambda: sheet.values(Field.CLAIM) == ["The wall stands"])
    assert sheet.field(Field.CLAIM).editor().hasFocus()
    sheet.press(Key.Key_Escape)
    sheet.press(Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    sheet.bot.waitUntil(lambda: not sheet.values(Field.CLAIM))


def test_what_is_written_is_kept_when_another_annotation_is_shown(sheet: Sheet) -> None:
    show_all(sheet)
    sheet.go_to(Field.CLAIM)
    sheet.press("The wall")
    sheet.window.pane.set_current(1)
    QApplication.processEvents()
    assert sheet.values(Field.CLAIM) == ["The wall"]


def test_a_date_that_is_none_stays_as_written_with_the_reason_and_is_not_lost(sheet: Sheet) -> None:
    show_all(sheet)
    editor = sheet.go_to(Field.MADE_ON)
    assert editor.property("placeholderText") == "2026-05-12"
    sheet.press("soon", Key.Key_Return)
    assert sheet.holds_focus(Field.MADE_ON)
    assert "no date" in sheet.field(Field.MADE_ON)._trouble.text()
    sheet.press(Key.Key_Tab)
    assert editor.property("text") == "soon"
    other = next(row[0] for row in sheet.library.rows("SELECT id FROM annotation WHERE quote LIKE 'Duarte met%'"))
    sheet.window.pane.set_current(other)
    sheet.bot.waitUntil(lambda: sheet.section().annotation_id() == other)
    assert sheet.field(Field.MADE_ON).editor().property("text") == ""
    sheet.window.pane.set_current(sheet.claim.id)
    sheet.bot.waitUntil(lambda: sheet.section().annotation_id() == sheet.claim.id)
    assert sheet.field(Field.MADE_ON).editor().property("text") == "soon"
    assert sheet.window.frame.form.unsaved()
    editor = sheet.go_to(Field.MADE_ON)
    editor.selectAll()  # type: ignore[attr-defined]
    sheet.press("30 May", Key.Key_Return)
    assert sheet.values(Field.MADE_ON) == ["2026-05-30"]
    assert editor.property("text") == "2026-05-30"
    assert not sheet.window.frame.form.unsaved()


def test_a_cue_is_taken_from_the_selection_by_a_key(sheet: Sheet) -> None:
    pane = sheet.window.pane
    cursor = pane.textCursor()
    place = pane.document().toPlainText().index("Duarte said") + 7
    cursor.setPosition(place)
    cursor.setPosition(place + 4, cursor.MoveMode.KeepAnchor)
    pane.setTextCursor(cursor)
    sheet.press(Key.Key_D, modifier=Qt.KeyboardModifier.ControlModifier)
    assert sheet.values(Field.CUE) == ["said"]


def test_evidence_is_written_line_by_line(sheet: Sheet) -> None:
    show_all(sheet)
    sheet.go_to(Field.EVIDENCE)
    sheet.press(Key.Key_Space, "https://a.example/log", Key.Key_Return, "Three lines failed.", Key.Key_Return)
    sheet.press(Key.Key_Space)
    (only,) = sheet.records.record(sheet.claim.id).evidence
    assert only == Evidence(only.id, "https://a.example/log", "Three lines failed.", EvidenceStance.SUPPORTS)


def test_an_address_of_evidence_that_is_none_stays_with_the_reason(sheet: Sheet) -> None:
    show_all(sheet)
    sheet.go_to(Field.EVIDENCE)
    sheet.press(Key.Key_Space, "somewhere", Key.Key_Return)
    assert "web address" in sheet.field(Field.EVIDENCE)._trouble.text()
    assert sheet.window.frame.form.unsaved()


def test_undo_shows_the_record_as_it_was(sheet: Sheet) -> None:
    sheet.go_to(Field.QUOTE_TYPE)
    sheet.press("m", Key.Key_Escape)
    sheet.press(Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    sheet.bot.waitUntil(lambda: sheet.field(Field.QUOTE_TYPE).answers == ())


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        (AttributeType.YES_NO, "y", ["yes"]),
        (AttributeType.NUMBER, "1204", ["1204"]),
        (AttributeType.URL, "https://a.example", ["https://a.example"]),
        (AttributeType.TEXT, "mayor", ["mayor"]),
        (AttributeType.CHOICES, "ba", ["a", "b"]),
    ],
)
def test_attributes_of_ones_own_are_asked_of_mentions_too(
    library: Library, open_window: OpenWindow, qtbot: QtBot, kind: AttributeType, typed: str, stored: list[str]
) -> None:
    asked = add_attribute(library, kind, '["a", "b", "c"]', of="entity")
    with library.transaction():
        library.write("INSERT INTO asked VALUES (?, ?)", (label_of(library, "Person").id, asked))
    person = tag(library, add_article(library), "Ines Duarte")
    window = open_window()
    window.resize(1300, 900)
    sheet = Sheet(window, library, qtbot, person)
    sheet.press(Key.Key_D, typed, Key.Key_Return)
    assert [answer.value for answer in sheet.records.record(person.id).answers[asked]] == stored


def test_a_label_that_asks_nothing_shows_no_record(library: Library, open_window: OpenWindow, qtbot: QtBot) -> None:
    person = tag(library, add_article(library), "Ines Duarte")
    window = open_window()
    window.pane.setFocus()
    window.pane.set_current(person.id)
    qtbot.keyClick(window.pane, Key.Key_D)
    assert "Nothing is asked" in window.status.said()
    assert window.pane.hasFocus()


def test_the_form_scrolls_to_the_field_that_has_the_focus(sheet: Sheet) -> None:
    show_all(sheet)
    editor = sheet.go_to(Field.EVIDENCE)
    form = sheet.window.frame.form

    def is_seen() -> bool:
        return 0 <= editor.mapTo(form, editor.rect().topLeft()).y() <= form.height() - editor.height()

    sheet.bot.waitUntil(is_seen)


@pytest.mark.parametrize("gone", ["annotation", "question"])
def test_the_choice_of_entities_says_what_another_program_has_taken_away(
    sheet: Sheet, library: Library, gone: str
) -> None:
    asked = sheet.attribute(Field.CLAIMANT) if gone == "annotation" else 99_999
    if gone == "annotation":
        Annotate(library).delete(sheet.claim.id)
    sheet.section().search_requested.emit(asked, "h")
    assert "any more" in sheet.window.status.said()


def last_editor(sheet: Sheet) -> QWidget:
    return list(sheet.section()._fields.values())[-1].editor()


def test_enter_in_the_last_field_goes_to_more_fields_and_on_to_the_first_new_one(sheet: Sheet) -> None:
    count = sheet.library.row("SELECT count(*) FROM annotation")[0]
    few = set(sheet.section()._fields)
    sheet.press(Key.Key_D, *[Key.Key_Return] * len(few))
    assert sheet.section()._more.hasFocus()
    sheet.press(Key.Key_Return)
    holder = QApplication.focusWidget()
    assert holder in [field.editor() for each, field in sheet.section()._fields.items() if each not in few]
    assert sheet.library.row("SELECT count(*) FROM annotation")[0] == count


def test_enter_in_the_last_of_all_fields_stays_in_the_details_and_escape_leaves_them(sheet: Sheet) -> None:
    show_all(sheet)
    last_editor(sheet).setFocus()
    sheet.press(Key.Key_Return)
    assert sheet.window.frame.form.note.hasFocus()
    sheet.section()._more.setFocus()
    sheet.press(Key.Key_Escape)
    assert sheet.window.pane.hasFocus()
