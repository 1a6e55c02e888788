"""The keys: the table of the usual ones, what a person chooses instead, what is refused, what a restart brings back."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from pytestqt.qtbot import QtBot

from reader import places
from reader.domain.codebook import Label
from reader.formats import codebook_toml
from reader.storage.library import Library
from reader.ui import keys as table
from reader.ui.key_choices import KeyChoices, restore
from reader.ui.key_names import name_of, plain, spoken
from reader.ui.keys import BINDINGS, Binding, Keys, Where, distinct, told
from reader.ui.settings import Settings

Key, Modifier = Qt.Key, Qt.KeyboardModifier
_NONE, _SHIFT, _CTRL, _ALT = Modifier.NoModifier, Modifier.ShiftModifier, Modifier.ControlModifier, Modifier.AltModifier


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = _NONE, text: str = "") -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)


@pytest.fixture
def keys() -> Keys:
    return Keys()


@pytest.fixture
def choices(keys: Keys, settings: Settings, library: Library) -> KeyChoices:
    labels = library.labels.codebook().active
    return KeyChoices(keys, settings, lambda: labels)


def restarted(settings: Settings) -> Keys:
    """The keys in force after a restart with these settings."""
    keys = Keys()
    restore(keys, settings)
    return keys


def written(tmp_path: Path, *lines: str) -> Keys:
    """The keys in force after a start with a settings file that has these lines about keys."""
    path = tmp_path / "written.ini"
    path.write_text("\n".join(["[keys]", *lines, ""]), encoding="utf-8")
    return restarted(Settings(path))


# The table


def test_the_page_of_keys_is_the_table_of_keys() -> None:
    page = Path(__file__).parents[2] / "docs" / "keys.md"
    assert page.read_text(encoding="utf-8").endswith(f"reader/ui/keys.py. -->\n{table.as_markdown()}")


def test_the_page_of_keys_does_not_show_what_a_person_has_chosen(keys: Keys, choices: KeyChoices) -> None:
    before = table.as_markdown()
    choices.give(keys.binding("Export"), "Ctrl+M")
    assert table.as_markdown() == before


def test_no_two_things_have_the_same_key_in_the_same_place() -> None:
    for where in Where:
        taken = [key for binding in BINDINGS if binding.where is where for key in distinct(binding)]
        assert len(taken) == len(set(taken)), where


def test_the_keys_of_the_table_are_written_as_qt_writes_them() -> None:
    for binding in BINDINGS:
        for key in binding.keys:
            assert QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText) == key


def test_no_label_of_the_news_codebook_takes_a_key_of_the_text() -> None:
    drafts = codebook_toml.read(places.resources() / "codebooks" / "news.toml")
    assert not {draft.key for draft in drafts} & Keys().of_text()


def test_a_label_may_have_neither_a_key_of_the_text_nor_one_of_all_the_window(keys: Keys, choices: KeyChoices) -> None:
    assert keys.of_text() >= {"a", "/", "?", "+", "="}
    choices.give(keys.binding("Note", Where.TEXT), "X", instead_of="A")
    assert "x" in keys.of_text()
    assert "a" not in keys.of_text()


@pytest.mark.parametrize(
    ("key", "modifier", "name"),
    [
        (Key.Key_Return, _NONE, "Repeat"),
        (Key.Key_Enter, Modifier.KeypadModifier, "Repeat"),
        (Key.Key_Backtab, _SHIFT, "PreviousAnnotation"),
        (Key.Key_A, _CTRL, None),
        (Key.Key_X, _NONE, None),
    ],
)
def test_a_pressed_key_is_found_in_the_table(key: Qt.Key, modifier: Qt.KeyboardModifier, name: str | None) -> None:
    assert Keys().pressed(press(key, modifier), Where.TEXT) == name


@pytest.mark.parametrize(
    ("event", "name"),
    [
        (press(Key.Key_E, _CTRL), "Ctrl+E"),
        (press(Key.Key_Question, _SHIFT, "?"), "?"),
        (press(Key.Key_Plus, _CTRL | _SHIFT, "+"), "Ctrl++"),
        (press(Key.Key_Equal, _CTRL, "="), "Ctrl++"),
        (press(Key.Key_BracketLeft, Modifier.ControlModifier | Modifier.AltModifier, "["), "["),  # AltGr on Windows
        (press(Key.Key_BracketLeft, Modifier.GroupSwitchModifier, "["), "["),
        (press(Key.Key_Backtab, _SHIFT), "Shift+Tab"),
        (press(Key.Key_Enter, _CTRL | Modifier.KeypadModifier), "Ctrl+Return"),
        (press(Key.Key_Shift, _SHIFT), ""),
        (press(Key.Key_CapsLock), ""),
        (press(Key.Key_AltGr), ""),
        (press(Key.Key_Dead_Acute), ""),
        (press(Qt.Key(0x424), _NONE, "ф"), "Ф"),
    ],
)
def test_a_pressed_key_has_one_name(event: QKeyEvent, name: str) -> None:
    assert name_of(event) == name


@given(st.sampled_from([key for binding in BINDINGS for key in binding.keys]))
def test_the_plain_name_of_a_plain_name_is_itself(key: str) -> None:
    assert plain(plain(key)) == plain(key)


def test_keys_are_told_as_people_write_them() -> None:
    assert [spoken(key) for key in ("J", "Return", "Ctrl++", "Ctrl+-", "Del", "-")] == [
        *("j", "Enter", "Ctrl+plus", "Ctrl+minus", "Delete", "-")
    ]


# What a person chooses


def test_a_key_given_in_the_place_of_another_works_and_the_other_no_longer(keys: Keys, choices: KeyChoices) -> None:
    assert choices.give(keys.binding("Note", Where.TEXT), "X", instead_of="A") == ""
    assert keys.pressed(press(Key.Key_X), Where.TEXT) == "Note"
    assert keys.pressed(press(Key.Key_A), Where.TEXT) is None
    assert keys.pressed(press(Key.Key_F2), Where.TEXT) == "Note"


def test_a_key_can_be_added_to_the_usual_ones(keys: Keys, choices: KeyChoices) -> None:
    assert choices.give(keys.binding("Undo"), "Ctrl+U") == ""
    assert told(keys.binding("Undo")) == ("Ctrl+Z", "Ctrl+U")


def test_an_action_gets_all_names_of_its_keys(keys: Keys, choices: KeyChoices) -> None:
    done = keys.binding("DoneAndNext")
    assert choices.give(done, "Ctrl+Shift+Return", instead_of="Ctrl+Return") == ""
    assert keys.shortcuts("DoneAndNext") == [QKeySequence("Ctrl+Shift+Return"), QKeySequence("Ctrl+Shift+Enter")]
    assert QKeySequence("Ctrl+=") in keys.shortcuts("ZoomIn")


def test_a_key_that_was_taken_away_is_free_for_something_else(keys: Keys, choices: KeyChoices) -> None:
    assert choices.take_away(keys.binding("Export"), "Ctrl+E") == ""
    assert keys.shortcuts("Export") == []
    assert keys.tip("Export") == "Export annotations to CSV"
    assert choices.give(keys.binding("Import"), "Ctrl+E") == ""
    assert keys.tip("Import") == "Import files (Ctrl+I)"


def test_each_choice_is_told(keys: Keys, choices: KeyChoices, qtbot: QtBot) -> None:
    with qtbot.waitSignal(keys.changed):
        choices.give(keys.binding("Undo"), "Ctrl+U")


def test_the_usual_keys_come_back_one_by_one_and_all_together(keys: Keys, choices: KeyChoices) -> None:
    for name, key in (("Undo", "Ctrl+U"), ("Export", "Ctrl+M"), ("Quit", "Ctrl+W")):
        assert choices.give(keys.binding(name), key) == ""
    assert choices.bring_back(keys.binding("Undo")) == ""
    assert keys.binding("Undo") in BINDINGS
    assert choices.differs(keys.binding("Export"))
    assert choices.bring_all_back() == ""
    assert keys.bindings == BINDINGS


def test_usual_keys_that_something_else_has_now_do_not_come_back(keys: Keys, choices: KeyChoices) -> None:
    choices.take_away(keys.binding("Export"), "Ctrl+E")
    choices.give(keys.binding("Import"), "Ctrl+E")
    assert choices.bring_back(keys.binding("Export")) == "Ctrl+E is already: Import files."
    assert told(keys.binding("Export")) == ()


def test_the_last_choice_can_be_taken_back(keys: Keys, choices: KeyChoices, settings: Settings) -> None:
    choices.give(keys.binding("Undo"), "Ctrl+U")
    choices.bring_all_back()
    assert choices.undo()
    assert told(restarted(settings).binding("Undo")) == ("Ctrl+Z", "Ctrl+U")
    assert choices.undo()
    assert keys.bindings == BINDINGS
    assert not choices.undo()


# What is refused


@pytest.mark.parametrize(
    ("name", "where", "key", "sentence"),
    [
        ("Import", Where.EVERYWHERE, "Ctrl+E", "Ctrl+E is already: Export annotations to CSV."),
        ("Star", Where.LIST, "M", "m is already: Mark as unread, or as done."),
        ("Star", Where.LIST, "Ctrl+E", "Ctrl+E is already: Export annotations to CSV (everywhere)."),
        ("Quit", Where.EVERYWHERE, "F2", "F2 is already: Write a note on the current annotation (in the text)."),
        ("Import", Where.EVERYWHERE, "Ctrl+I", "Ctrl+I does this already."),
        ("Note", Where.TEXT, "S", "s is the key of the label Statement; change one of the two."),
        ("Note", Where.TEXT, "1", "1 is the key of the label Person; change one of the two."),
        ("Quit", Where.EVERYWHERE, "Q", "q alone would be taken from every field: choose it with Ctrl or Alt."),
        ("Quit", Where.EVERYWHERE, "Shift+Q", "Shift+Q alone would be taken from every field: choose it with"),
        ("Quit", Where.EVERYWHERE, "Space", "Space alone would be taken from every field"),
        ("Go", Where.SEARCH, "X", "x is needed to type in the search field: choose it with Ctrl or Alt."),
        ("Back", Where.FORM, "X", "x is needed to type in the details"),
        ("Note", Where.TEXT, "Esc", "Esc always leads out: it cannot be chosen for anything else."),
        ("Note", Where.TEXT, "Ctrl+Shift+Right", "Ctrl+Shift+Right is needed to move and to select"),
        ("Star", Where.LIST, "PgDown", "PgDown is needed to move and to select: it cannot be chosen here."),
        ("Star", Where.LIST, "Tab", "Tab leads from one part to the next: it cannot be chosen here."),
        ("Quit", Where.EVERYWHERE, "Ctrl+C", "Ctrl+C is needed to edit, copy and select: it cannot be chosen."),
        ("Quit", Where.EVERYWHERE, "Volume Up", "That key has no name that could be remembered, or belongs to"),
    ],
)
def test_a_key_that_cannot_be_chosen_is_refused_with_the_reason(
    keys: Keys, choices: KeyChoices, name: str, where: Where, key: str, sentence: str
) -> None:
    assert choices.give(keys.binding(name, where), key).startswith(sentence)
    assert keys.bindings == BINDINGS


def test_the_same_key_may_do_different_things_in_different_places(keys: Keys, choices: KeyChoices) -> None:
    assert choices.give(keys.binding("Star", Where.LIST), "A") == ""
    assert keys.pressed(press(Key.Key_A), Where.LIST) == "Star"
    assert keys.pressed(press(Key.Key_A), Where.TEXT) == "Note"


@pytest.mark.parametrize("where", [Where.LIST, Where.TABLE, Where.HISTORY])
def test_letters_can_be_chosen_where_nobody_types(keys: Keys, choices: KeyChoices, where: Where) -> None:
    first = next(binding for binding in keys.bindings if binding.where is where)
    assert choices.give(first, "X") == ""


def test_a_key_of_the_table_may_move_to_something_else_in_its_place(keys: Keys, choices: KeyChoices) -> None:
    choices.take_away(keys.binding("Search"), "/")
    choices.take_away(keys.binding("NextArticle"), "Ctrl+Down")
    assert choices.give(keys.binding("Find"), "/") == ""
    assert choices.give(keys.binding("DoneAndNext"), "Ctrl+Down") == ""


def test_esc_cannot_be_taken_away(keys: Keys, choices: KeyChoices) -> None:
    back = keys.binding("Back", Where.FORM)
    assert choices.take_away(back, "Esc") == "Esc stays: it always leads out. Add another key beside it."
    assert choices.give(back, "Alt+B", instead_of="Esc").startswith("Esc stays")
    assert choices.give(back, "Alt+B") == ""
    assert told(keys.binding("Back", Where.FORM)) == ("Esc", "Alt+B")


def test_usual_keys_that_a_label_has_now_do_not_come_back(keys: Keys, settings: Settings, library: Library) -> None:
    labels: list[Label] = list(library.labels.codebook().active)
    choices = KeyChoices(keys, settings, lambda: tuple(labels))
    choices.take_away(keys.binding("Note", Where.TEXT), "A")
    labels.append(Label(99, "uid", labels[0].kind, "Actor", "#000000", "a", "", None, 99, False))
    sentence = "a is the key of the label Actor; change one of the two."
    assert choices.bring_back(keys.binding("Note", Where.TEXT)) == sentence
    assert choices.bring_all_back() == sentence
    assert told(keys.binding("Note", Where.TEXT)) == ("F2",)
    assert choices.label_over(BINDINGS[[b.name for b in BINDINGS].index("Note")]) == sentence


@pytest.mark.parametrize("binding", BINDINGS, ids=lambda binding: f"{binding.where}-{binding.name}")
def test_every_usual_key_can_be_taken_away_and_brought_back(keys: Keys, choices: KeyChoices, binding: Binding) -> None:
    for key in distinct(binding):
        assert (choices.take_away(keys.binding(binding.name, binding.where), key) == "") is (key != "Esc")
    assert choices.bring_back(keys.binding(binding.name, binding.where)) == ""
    assert keys.bindings == BINDINGS


# What comes back after a restart


def test_chosen_keys_come_back_after_a_restart(keys: Keys, choices: KeyChoices, settings: Settings) -> None:
    choices.give(keys.binding("Note", Where.TEXT), "X", instead_of="A")
    choices.give(keys.binding("Settings"), "Ctrl+;")
    choices.take_away(keys.binding("Export"), "Ctrl+E")
    choices.give(keys.binding("Import"), "Ctrl+E")
    assert restarted(settings).bindings == keys.bindings


def test_only_what_differs_from_the_table_is_written(keys: Keys, choices: KeyChoices, settings: Settings) -> None:
    choices.give(keys.binding("Note", Where.TEXT), "X", instead_of="A")
    choices.take_away(keys.binding("Export"), "Ctrl+E")
    assert settings.keys() == {"text.Note": "X F2", "everywhere.Export": ""}
    choices.bring_back(keys.binding("Export"))
    choices.give(keys.binding("Note", Where.TEXT), "A", instead_of="X")
    assert settings.keys() == {}


def test_a_file_may_be_written_by_hand(tmp_path: Path) -> None:
    keys = written(tmp_path, "list.Star=x shift+enter", "everywhere.Theme=ctrl+,", 'everywhere.Settings="Ctrl+;"')
    assert told(keys.binding("Star", Where.LIST)) == ("x", "Shift+Enter")
    assert told(keys.binding("Theme")) == ("Ctrl+,",)
    assert keys.shortcuts("Settings") == [QKeySequence("Ctrl+;")]


@pytest.mark.parametrize(
    "line",
    [
        "list.Star=no such key",
        "list.Star=Ctrl+",
        "list.Star=Ctrl+A, Ctrl+B",
        "list.Star=Ctrl+Shift",
        "list.Star=Esc",
        "list.Star=Down",
        "list.Star=@Variant(7)",
        "list.Star=@ByteArray(abc)",
        "list.Flag=X",
        "nowhere.Star=X",
        "everywhere.Quit=q",
        "form.Back=Alt+B",
        "list.Star=M",
        "everywhere.Quit=Ctrl+E",
        "everywhere.Quit=F2",
    ],
)
def test_what_makes_no_sense_or_clashes_gives_way_to_the_usual_keys(tmp_path: Path, line: str) -> None:
    keys = written(tmp_path, line, "list.Original=X")
    assert told(keys.binding("Original", Where.LIST)) == ("x",)
    assert [b for b in keys.bindings if b.name != "Original"] == [b for b in BINDINGS if b.name != "Original"]


def test_of_two_chosen_keys_that_clash_neither_is_in_force(tmp_path: Path) -> None:
    keys = written(tmp_path, "list.Star=X", "list.Original=X", "list.Open=O")
    assert [told(keys.binding(name, Where.LIST)) for name in ("Star", "Original", "Open")] == [("s",), ("v",), ("o",)]


def test_what_rests_on_a_choice_that_clashes_gives_way_too(tmp_path: Path) -> None:
    keys = written(tmp_path, "everywhere.Export=Ctrl+Z", "everywhere.Import=Ctrl+E")
    assert keys.bindings == BINDINGS


def test_two_things_may_have_changed_their_keys(tmp_path: Path) -> None:
    keys = written(tmp_path, "everywhere.Export=Ctrl+I", "everywhere.Import=Ctrl+E")
    assert told(keys.binding("Export")) == ("Ctrl+I",)
    assert told(keys.binding("Import")) == ("Ctrl+E",)


@pytest.mark.usefixtures("qapp")
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.tuples(st.sampled_from(BINDINGS), st.text(max_size=12)), max_size=6))
def test_no_file_stops_the_start_or_makes_keys_clash(tmp_path: Path, lines: list[tuple[Binding, str]]) -> None:
    keys = written(tmp_path, *(f"{binding.where.name.lower()}.{binding.name}={words}" for binding, words in lines))
    for where in Where:
        taken = [key for binding in keys.bindings if binding.where is where for key in distinct(binding)]
        assert len(taken) == len(set(taken))
    assert all("Esc" in keys.binding(b.name, b.where).keys for b in BINDINGS if "Esc" in b.keys)
