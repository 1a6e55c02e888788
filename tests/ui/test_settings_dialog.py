"""The settings dialog and the sheet of keys, by keyboard, beside a real window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLineEdit,
    QPushButton,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reader.storage.library import Library
from reader.ui.dialogs.key_sheet import KeySheet
from reader.ui.dialogs.settings.dialog import SettingsDialog
from reader.ui.key_choices import KeyChoices, restore
from reader.ui.keys import Keys, Where, distinct, told
from reader.ui.main_window import MainWindow
from reader.ui.settings import Settings
from reader.ui.theme import ThemeChoice, load_theme
from reader.ui.typography import Face, Typography
from tests.ui.conftest import add_article

Key, Modifier = Qt.Key, Qt.KeyboardModifier
USUAL = Typography()


def shown(qtbot: QtBot, dialog: QDialog) -> None:
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    QApplication.processEvents()


def delete_what_is_closed() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow, settings: Settings, library: Library) -> SettingsDialog:
    """The dialog on the usual settings, beside the window that it sets."""
    dialog = SettingsDialog(window._look, window._keys, settings, lambda: library.labels.codebook().active, window)
    shown(qtbot, dialog)
    return dialog


@pytest.fixture
def keys(window: MainWindow) -> Keys:
    return window._keys


@pytest.fixture
def go_to(dialog: SettingsDialog, qtbot: QtBot) -> Callable[[str], None]:
    """Look for something in the table of keys, and go to the first row that is found."""

    def look_for(words: str) -> None:
        dialog.show_keys()
        dialog.keys.search.clear()
        qtbot.keyClicks(dialog.keys.search, words)
        qtbot.keyClick(dialog.keys.search, Key.Key_Down)
        assert dialog.keys.view.hasFocus()

    return look_for


def press(qtbot: QtBot, dialog: SettingsDialog, *presses: Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
    """Press keys one after the other, each where the focus is then."""
    for one in presses:
        key, modifiers = one if isinstance(one, tuple) else (one, Modifier.NoModifier)
        held = dialog.focusWidget()
        assert held is not None
        qtbot.keyClick(held, key, modifiers)


# The keys


def test_a_key_that_was_changed_works_in_the_text_and_the_old_one_no_longer(
    qtbot: QtBot, window: MainWindow, dialog: SettingsDialog, go_to: Callable[[str], None]
) -> None:
    go_to("note in the text")
    press(qtbot, dialog, Key.Key_Return, Key.Key_X)
    qtbot.keyClick(window.pane, Key.Key_1)
    wishes: list[int] = []
    window.pane.note_requested.connect(wishes.append)
    qtbot.keyClick(window.pane, Key.Key_A)
    assert not wishes
    qtbot.keyClick(window.pane, Key.Key_X)
    assert wishes == [window.pane.current_id()]


def test_changed_keys_are_there_after_a_restart(
    qtbot: QtBot, settings: Settings, dialog: SettingsDialog, go_to: Callable[[str], None]
) -> None:
    go_to("import files")
    press(qtbot, dialog, Key.Key_F2, (Key.Key_J, Modifier.ControlModifier))
    again = Keys()
    restore(again, settings)
    assert told(again.binding("Import")) == ("Ctrl+J",)


def test_a_key_that_is_taken_is_refused_in_a_sentence_and_another_can_be_pressed(
    qtbot: QtBot, keys: Keys, dialog: SettingsDialog, go_to: Callable[[str], None]
) -> None:
    go_to("import files")
    press(qtbot, dialog, Key.Key_Return, (Key.Key_E, Modifier.ControlModifier))
    assert dialog.keys.said.text() == "Ctrl+E is already: Export annotations to CSV. Press another key, or Esc."
    assert dialog.keys.view.recording()
    press(qtbot, dialog, (Key.Key_J, Modifier.ControlModifier))
    assert dialog.keys.said.text() == "Import files: Ctrl+J"
    assert told(keys.binding("Import")) == ("Ctrl+J",)
    assert told(keys.binding("Export")) == ("Ctrl+E",)


def test_the_key_of_a_label_is_refused_in_the_text(
    qtbot: QtBot, dialog: SettingsDialog, go_to: Callable[[str], None]
) -> None:
    go_to("note in the text")
    press(qtbot, dialog, Key.Key_Return, Key.Key_S)
    assert dialog.keys.said.text().startswith("s is the key of the label Statement; change one of the two.")


def test_esc_stops_the_recording_and_then_closes_the_dialog(
    qtbot: QtBot, keys: Keys, dialog: SettingsDialog, go_to: Callable[[str], None]
) -> None:
    go_to("import files")
    press(qtbot, dialog, Key.Key_Return, Key.Key_Escape)
    assert not dialog.keys.view.recording()
    assert told(keys.binding("Import")) == ("Ctrl+I",)
    assert dialog.isVisible()
    press(qtbot, dialog, Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("pressed", [Key.Key_Return, Key.Key_Delete, Key.Key_Space, Key.Key_F4])
def test_while_recording_keys_that_do_something_in_the_table_are_recorded_too(
    qtbot: QtBot, keys: Keys, dialog: SettingsDialog, go_to: Callable[[str], None], pressed: Qt.Key
) -> None:
    for name in ("Open", "Bin", "Page"):
        dialog.keys._choices.take_away(keys.binding(name, Where.LIST), distinct(keys.binding(name, Where.LIST))[0])
    go_to("put a star")
    press(qtbot, dialog, Key.Key_Return, pressed)
    assert len(told(keys.binding("Star", Where.LIST))) == 1
    assert told(keys.binding("Star", Where.LIST)) != ("s",)


def test_tab_is_recorded_and_does_not_lead_out(
    qtbot: QtBot, keys: Keys, dialog: SettingsDialog, go_to: Callable[[str], None]
) -> None:
    go_to("next annotation")
    press(qtbot, dialog, Key.Key_Return, Key.Key_N, Key.Key_Return, Key.Key_Tab)
    assert told(keys.binding("NextAnnotation", Where.TEXT)) == ("Tab",)
    assert dialog.keys.view.hasFocus()


def test_a_key_held_down_to_begin_is_not_recorded(
    qtbot: QtBot, dialog: SettingsDialog, go_to: Callable[[str], None]
) -> None:
    go_to("put a star")
    press(qtbot, dialog, Key.Key_F2)
    repeated = QKeyEvent(QEvent.Type.KeyPress, Key.Key_F2, Modifier.NoModifier, "", True)
    QApplication.sendEvent(dialog.keys.view, repeated)
    assert dialog.keys.view.recording()


def test_shift_alone_is_waited_with(qtbot: QtBot, dialog: SettingsDialog, go_to: Callable[[str], None]) -> None:
    go_to("put a star")
    press(qtbot, dialog, Key.Key_Return, Key.Key_Shift)
    assert dialog.keys.view.recording()


def test_insert_adds_a_key_and_delete_takes_the_marked_one_away(
    qtbot: QtBot, keys: Keys, dialog: SettingsDialog, go_to: Callable[[str], None]
) -> None:
    go_to("undo")
    press(qtbot, dialog, Key.Key_Insert, (Key.Key_U, Modifier.ControlModifier))
    assert told(keys.binding("Undo")) == ("Ctrl+Z", "Ctrl+U")
    press(qtbot, dialog, Key.Key_Left, Key.Key_Delete)
    assert told(keys.binding("Undo")) == ("Ctrl+U",)
    press(qtbot, dialog, Key.Key_Backspace)
    assert told(keys.binding("Undo")) == ()
    assert dialog.keys.said.text() == "Undo: no key"


def test_the_usual_key_comes_back_by_its_button(
    qtbot: QtBot, keys: Keys, dialog: SettingsDialog, go_to: Callable[[str], None]
) -> None:
    go_to("undo")
    assert not dialog.keys.bring_back.isEnabled()
    press(qtbot, dialog, Key.Key_Delete)
    dialog.keys.bring_back.setFocus()
    press(qtbot, dialog, Key.Key_Space)
    assert told(keys.binding("Undo")) == ("Ctrl+Z",)
    assert dialog.keys.view.hasFocus()


def test_all_usual_keys_come_back_and_ctrl_z_takes_that_back(
    qtbot: QtBot, keys: Keys, dialog: SettingsDialog, go_to: Callable[[str], None]
) -> None:
    go_to("undo")
    press(qtbot, dialog, Key.Key_Delete)
    dialog.keys.bring_all_back.setFocus()
    press(qtbot, dialog, Key.Key_Space)
    assert told(keys.binding("Undo")) == ("Ctrl+Z",)
    dialog.keys.view.setFocus()
    press(qtbot, dialog, (Key.Key_Z, Modifier.ControlModifier))
    assert told(keys.binding("Undo")) == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [("ctrl+e", "Export annotations to CSV"), ("SEARCH field let", "Let the search go"), ("largest unicorn", "")],
)
def test_keys_are_found_by_words_places_and_keys(qtbot: QtBot, dialog: SettingsDialog, words: str, found: str) -> None:
    dialog.show_keys()
    qtbot.keyClicks(dialog.keys.search, words)
    rows = dialog.keys.view.model()
    texts = [str(rows.index(row, 0).data()) for row in range(rows.rowCount())]
    assert any(text.startswith(found) for text in texts) if found else not texts
    assert dialog.keys.change.isEnabled() is bool(found)


def test_letters_typed_in_the_table_are_looked_for(
    qtbot: QtBot, dialog: SettingsDialog, go_to: Callable[[str], None]
) -> None:
    go_to("undo")
    press(qtbot, dialog, Key.Key_E, Key.Key_X)
    assert dialog.keys.search.text() == "ex"
    assert dialog.keys.search.hasFocus()


def test_a_row_tells_a_screen_reader_its_keys_and_the_usual_ones(
    qtbot: QtBot, dialog: SettingsDialog, go_to: Callable[[str], None]
) -> None:
    go_to("undo")
    press(qtbot, dialog, Key.Key_Return, (Key.Key_U, Modifier.ControlModifier))
    told_row = dialog.keys.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert told_row == "Undo; everywhere; Ctrl+U; usually Ctrl+Z"


def test_keys_wrap_where_a_row_has_many(qtbot: QtBot, dialog: SettingsDialog, go_to: Callable[[str], None]) -> None:
    go_to("undo")
    view = dialog.keys.view
    low = view.rowHeight(view.currentIndex().row())
    for key in (Key.Key_U, Key.Key_J, Key.Key_M):
        press(qtbot, dialog, Key.Key_Insert, (key, Modifier.ControlModifier | Modifier.AltModifier))
    QApplication.processEvents()
    assert view.rowHeight(view.currentIndex().row()) > low


# Reading


def test_a_theme_is_chosen_with_arrow_keys_and_remembered(
    qtbot: QtBot, window: MainWindow, settings: Settings, dialog: SettingsDialog
) -> None:
    dialog.reading.themes[0].setFocus()
    press(qtbot, dialog, Key.Key_Right, Key.Key_Right, Key.Key_Right)
    dark = load_theme(ThemeChoice.DARK)
    assert QApplication.palette().color(QPalette.ColorRole.Window) == dark.window
    assert settings.theme() == "dark"
    assert window.pane.theme().name == dark.name


def test_a_theme_chosen_in_the_window_shows_in_the_dialog(window: MainWindow, dialog: SettingsDialog) -> None:
    window._look.choose_theme(ThemeChoice.SEPIA)
    assert [tile.choice for tile in dialog.reading.themes if tile.isChecked()] == [ThemeChoice.SEPIA]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("typeSize", Typography(zoom=110)),
        ("lineHeight", Typography(line_height=1.7)),
        ("measure", Typography(measure=616)),
    ],
)
def test_a_step_of_a_slider_sets_the_article_at_once(
    qtbot: QtBot, window: MainWindow, settings: Settings, dialog: SettingsDialog, name: str, expected: Typography
) -> None:
    slider = dialog.findChild(QSlider, name)
    assert slider is not None
    slider.setFocus()
    with qtbot.waitSignal(window._look.typography_changed):
        press(qtbot, dialog, Key.Key_Right)
    assert settings.typography() == expected
    assert window.pane._typography == expected


def test_a_change_just_before_the_dialog_closes_is_kept(
    qtbot: QtBot, settings: Settings, dialog: SettingsDialog
) -> None:
    dialog.reading.faces[0].setFocus()
    press(qtbot, dialog, Key.Key_Right, Key.Key_Escape)
    assert settings.typography().face is Face.SANS


def test_the_place_in_the_text_is_kept_while_the_type_grows(
    qtbot: QtBot, library: Library, open_window: Callable[[], MainWindow], settings: Settings
) -> None:
    add_article(library, "\n\n".join(f"Paragraph {number} of a long text." for number in range(400)))
    window = open_window()
    QApplication.processEvents()
    window.pane.scroll_to(6000)
    before = window.pane.top_index()
    dialog = SettingsDialog(window._look, window._keys, settings, tuple, window)
    shown(qtbot, dialog)
    dialog.reading.type_size.setFocus()
    with qtbot.waitSignal(window._look.typography_changed):
        press(qtbot, dialog, Key.Key_PageUp)
    assert abs(window.pane.top_index() - before) < 60
    dialog.close()


def test_the_size_chosen_in_the_window_shows_in_the_dialog(window: MainWindow, dialog: SettingsDialog) -> None:
    window._look.zoom(10)
    assert dialog.reading.type_size.value() == 110
    window._look.zoom(0)
    assert dialog.reading.type_size.value() == 100


def test_labels_over_highlights_are_a_setting_that_is_told(
    qtbot: QtBot, window: MainWindow, settings: Settings, dialog: SettingsDialog
) -> None:
    assert not settings.label_tags()
    dialog.reading.tags.setFocus()
    with qtbot.waitSignal(window._look.label_tags_changed) as caught:
        press(qtbot, dialog, Key.Key_Space)
    assert caught.args == [True]
    assert settings.label_tags()


def test_reading_goes_back_to_the_usual(
    qtbot: QtBot, window: MainWindow, settings: Settings, dialog: SettingsDialog
) -> None:
    window._look.choose_theme(ThemeChoice.DARK)
    window._look.set_typography(Typography(150, Face.SANS, 2.0, 800))
    window._look.set_label_tags(True)
    dialog.reading.bring_back.setFocus()
    press(qtbot, dialog, Key.Key_Space)
    assert (settings.theme(), settings.typography(), settings.label_tags()) == ("system", USUAL, False)
    assert dialog.reading.themes[0].isChecked()
    assert dialog.reading.faces[0].isChecked()
    assert not dialog.reading.tags.isChecked()


# For everyone


def controls_of(dialog: QDialog) -> list[QWidget]:
    kinds = (QAbstractButton, QAbstractItemView, QLineEdit, QSlider)
    found = [widget for widget in dialog.findChildren(QWidget) if isinstance(widget, kinds)]
    return [widget for widget in found if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]


def test_every_control_has_a_name_for_a_screen_reader(dialog: SettingsDialog) -> None:
    for control in controls_of(dialog):
        words = control.text() if isinstance(control, QAbstractButton) else control.accessibleName()
        assert words, control.objectName()


@pytest.mark.parametrize("page", [0, 1])
def test_tab_leads_through_all_controls_of_a_page(qtbot: QtBot, dialog: SettingsDialog, page: int) -> None:
    dialog.pages.setCurrentRow(page)
    dialog.pages.setFocus()
    reached = set()
    for _ in range(40):
        held = dialog.focusWidget()
        assert held is not None
        reached.add(held)
        qtbot.keyClick(held, Key.Key_Tab)
    visible = {control for control in controls_of(dialog) if control.isVisible() and control.isEnabled()}
    # Of choices that exclude each other Tab reaches the chosen one, and arrows the rest.
    unchosen = {c for c in visible if isinstance(c, QAbstractButton) and c.autoExclusive() and not c.isChecked()}
    assert visible - unchosen <= reached


def test_the_dialog_takes_the_colours_of_a_theme_at_once(window: MainWindow, dialog: SettingsDialog) -> None:
    window._look.choose_theme(ThemeChoice.DARK)
    assert load_theme(ThemeChoice.DARK).pane.name() in dialog.styleSheet()


# The sheet


@pytest.fixture
def sheet(qtbot: QtBot, window: MainWindow) -> KeySheet:
    sheet = KeySheet(window._keys, window)
    shown(qtbot, sheet)
    return sheet


def rows_of(sheet: KeySheet) -> list[str]:
    """The rows that are shown, as a screen reader hears them."""
    named = [row for row in sheet._area.findChildren(QWidget) if row.accessibleName()]
    return [row.accessibleName() for row in named if row.isVisible()]


def test_the_sheet_shows_a_chosen_key_as_soon_as_it_is_chosen(
    qtbot: QtBot, sheet: KeySheet, dialog: SettingsDialog, go_to: Callable[[str], None]
) -> None:
    assert "Undo: Ctrl+Z" in rows_of(sheet)
    go_to("undo")
    press(qtbot, dialog, Key.Key_Return, (Key.Key_U, Modifier.ControlModifier))
    QApplication.processEvents()
    assert "Undo: Ctrl+U" in rows_of(sheet)
    assert "Undo: Ctrl+Z" not in rows_of(sheet)


def test_the_sheet_is_searched_by_typing(qtbot: QtBot, sheet: KeySheet) -> None:
    qtbot.keyClicks(sheet.search, "redo")
    QApplication.processEvents()
    assert rows_of(sheet) == ["Redo: Ctrl+Shift+Z, Ctrl+Y"]
    delete_what_is_closed()
    sheet.search.clear()
    QApplication.processEvents()
    qtbot.keyClicks(sheet.search, "in the list star")
    QApplication.processEvents()
    assert any(row.startswith("Put a star") for row in rows_of(sheet))


@pytest.mark.parametrize(("width", "columns"), [(360, 1), (760, 2), (1120, 3)])
def test_the_sheet_has_as_many_columns_as_there_is_room_for(
    qtbot: QtBot, sheet: KeySheet, width: int, columns: int
) -> None:
    sheet.resize(width, 540)
    qtbot.waitUntil(lambda: len(sheet._columns) == columns)
    QApplication.processEvents()
    shown_sheet = sheet._area.widget()
    assert shown_sheet is not None
    assert shown_sheet.width() <= sheet._area.viewport().width()


def test_the_sheet_scrolls_from_its_search_and_leads_to_the_settings(qtbot: QtBot, sheet: KeySheet) -> None:
    sheet.resize(760, 540)
    QApplication.processEvents()
    qtbot.keyClick(sheet.search, Key.Key_PageDown)
    assert sheet._area.verticalScrollBar().value() > 0
    with qtbot.waitSignal(sheet.change_requested):
        qtbot.keyClick(sheet.findChild(QPushButton, "changeKeys"), Key.Key_Space)


# In the window


def test_the_settings_open_by_their_key_once_and_again_when_they_were_closed(qtbot: QtBot, window: MainWindow) -> None:
    for _ in range(2):
        qtbot.keyClick(window.pane, Key.Key_Comma, Modifier.ControlModifier)
        qtbot.keyClick(window.pane, Key.Key_Comma, Modifier.ControlModifier)
        (dialog,) = window.findChildren(SettingsDialog)
        assert dialog.isVisible()
        dialog.close()
        delete_what_is_closed()


def test_an_action_takes_its_new_key_while_the_window_is_open(
    qtbot: QtBot, window: MainWindow, settings: Settings
) -> None:
    choices = KeyChoices(window._keys, settings, tuple)
    choices.give(window._keys.binding("ToggleList"), "Ctrl+J", instead_of="F9")
    qtbot.keyClick(window.pane, Key.Key_F9)
    assert window.articles.isVisible()
    qtbot.keyClick(window.pane, Key.Key_J, Modifier.ControlModifier)
    assert not window.articles.isVisible()
    action = window.findChild(QAction, "actionToggleList")
    assert action is not None
    assert action.toolTip() == "Show or hide the list (Ctrl+J)"


def test_labels_over_highlights_show_in_the_text_at_once(
    qtbot: QtBot, window: MainWindow, dialog: SettingsDialog
) -> None:
    qtbot.keyClick(window.pane, Key.Key_1)
    QApplication.processEvents()
    without = window.pane.grab().toImage()
    dialog.reading.tags.setFocus()
    press(qtbot, dialog, Key.Key_Space)
    QApplication.processEvents()
    assert window.pane.grab().toImage() != without
