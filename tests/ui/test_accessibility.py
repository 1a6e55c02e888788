"""Whoever sees nothing or uses no mouse: names, roles, the way of the focus and its look, in every part."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QPushButton, QTableView, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from reader.domain.span import Span
from reader.services.outcomes import ImportReport, Outcome, Result
from reader.storage.library import Library
from reader.ui.dialogs.export_choices import ExportDialog
from reader.ui.dialogs.key_sheet import KeySheet
from reader.ui.main_window import MainWindow
from reader.ui.panes.annotation_menu import AnnotationMenu
from reader.ui.theme import ThemeChoice
from tests.making import spans_of, tag
from tests.ui.accessible import (
    ENOUGH,
    alternatives,
    called,
    focusable,
    marks_of_focus,
    name_of,
    out_of_order,
    rows_of,
    spoken_of,
    tabbed_from,
)
from tests.ui.conftest import NEWS, OpenWindow, add_article

# An offscreen platform cannot raise a window.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Role = QAccessible.Role
ROLES = {
    Role.Button,
    Role.CheckBox,
    Role.ComboBox,
    Role.EditableText,
    Role.List,
    Role.PageTabList,
    Role.RadioButton,
    Role.Slider,
    Role.SpinBox,
    Role.StaticText,
    Role.Table,
    Role.Tree,
}
#: A part of the screen that scrolls has no role of its own in Qt.
SCROLLS = "QScrollArea"


@pytest.fixture
def wide(library: Library, open_window: OpenWindow) -> MainWindow:
    """The window on a tagged article, wide enough for all parts, an annotation current and its form shown."""
    article = add_article(library)
    tag(library, article, "Ines Duarte")
    tag(library, article, "Ines Duarte met Omar Haddad", label="Statement")
    tag(library, article, "Harbour Board", label="Organization")
    window = open_window()
    window.resize(1300, 800)
    window.pane.setFocus()
    window.pane.set_current(1)
    QApplication.processEvents()
    return window


def _opened(dialog: QDialog | None) -> QDialog:
    assert dialog is not None
    dialog.show()
    dialog.activateWindow()
    QApplication.processEvents()
    return dialog


def _find_bar(window: MainWindow) -> QWidget:
    window._finding.begin()
    QApplication.processEvents()
    return window.frame.find_bar()


def _history(window: MainWindow) -> QWidget:
    window._going_back.show_history()
    QApplication.processEvents()
    return window.frame.tabs


def _job(window: MainWindow) -> QWidget:
    for widget in window.status._of_job:
        widget.show()
    return window.status


def _codebook(window: MainWindow) -> QWidget:
    window._curating.edit_codebook()
    return _opened(window._curating._editor)


def _deleting(window: MainWindow) -> QWidget:
    editor = _codebook(window)
    button = editor.findChild(QPushButton, "deleteLabel")
    assert button is not None
    button.click()
    QApplication.processEvents()
    return editor


def _tag_all(window: MainWindow) -> QWidget:
    window.pane.tag_all_requested.emit("Ines Duarte", window.pane.codebook.labels[2])
    dialog = window._curating._occurrences
    assert dialog is not None
    while not dialog.rows.rowCount():
        QApplication.processEvents()
    return _opened(dialog)


def _settings(window: MainWindow) -> QWidget:
    window.settings_and_keys.show_settings()
    return _opened(window.settings_and_keys.dialog)


def _settings_of_keys(window: MainWindow) -> QWidget:
    window.settings_and_keys.show_settings(keys=True)
    return _opened(window.settings_and_keys.dialog)


def _key_sheet(window: MainWindow) -> QWidget:
    window.settings_and_keys.show_keys()
    return _opened(window.findChild(KeySheet))


def _export(window: MainWindow) -> QWidget:
    dialog = ExportDialog(window.pane.codebook, ["tester"], 1, (1,), window)
    dialog.since_on.setChecked(True)
    return _opened(dialog)


def _report(window: MainWindow) -> QWidget:
    failed = Outcome("a.txt", Result.FAILED, reason="It is no text.")
    window.transfers.show_report(ImportReport((failed,)))
    return _opened(window.findChild(QDialog, "importReport"))


PARTS: dict[str, Callable[[MainWindow], QWidget]] = {
    "window": lambda window: window,
    "find bar": _find_bar,
    "history": _history,
    "job": _job,
    "codebook": _codebook,
    "deleting a label": _deleting,
    "tag all": _tag_all,
    "settings of reading": _settings,
    "settings of keys": _settings_of_keys,
    "key sheet": _key_sheet,
    "export": _export,
    "import report": _report,
}
DIALOGS = [name for name in PARTS if name not in ("window", "find bar", "history", "job")]


@pytest.fixture(params=PARTS)
def part(request: pytest.FixtureRequest, wide: MainWindow) -> QWidget:
    """Every part in turn."""
    return PARTS[request.param](wide)


@pytest.fixture(params=DIALOGS)
def dialog(request: pytest.FixtureRequest, wide: MainWindow) -> QWidget:
    """Every dialog in turn."""
    return PARTS[request.param](wide)


def test_all_that_takes_the_focus_has_a_name(part: QWidget) -> None:
    found = focusable(part)
    assert found
    assert [called(widget) for widget in found if not name_of(widget)] == []


def test_all_that_takes_the_focus_has_a_role(part: QWidget) -> None:
    roles = {called(widget): spoken_of(widget).role() for widget in focusable(part)}
    assert {name: role for name, role in roles.items() if role not in ROLES and not name.startswith(SCROLLS)} == {}


def test_every_row_has_words(part: QWidget) -> None:
    views = [view for view in part.findChildren(QAbstractItemView) if view.isVisible()]
    rows = [row for view in views for row in rows_of(view)]
    assert all(rows)


@pytest.mark.parametrize("theme", [ThemeChoice.LIGHT, ThemeChoice.SEPIA, ThemeChoice.DARK])
def test_the_focus_is_seen_wherever_it_is(wide: MainWindow, part: QWidget, theme: ThemeChoice) -> None:
    wide._look.choose_theme(theme)
    everything = focusable(part.window())
    seen = {
        called(widget): marks_of_focus(widget, next(other for other in everything if other is not widget))
        for widget in focusable(part)
    }
    assert {name: marks for name, marks in seen.items() if marks < ENOUGH} == {}


def test_tab_reaches_all_of_a_dialog_and_comes_round(dialog: QWidget) -> None:
    found = focusable(dialog)
    reached = tabbed_from(found[0])
    assert [called(w) for w in found if w not in reached and not set(alternatives(w)) & set(reached)] == []
    assert QApplication.focusWidget() is reached[0]


def test_tab_goes_through_a_dialog_as_it_is_read(dialog: QWidget) -> None:
    first = min(focusable(dialog), key=lambda widget: widget.mapTo(dialog, QPoint(0, 0)).manhattanLength())
    assert out_of_order(tabbed_from(first)) == []


def _chain(window: MainWindow) -> list[QWidget]:
    """What takes the focus in the window in the order of Tab, from the rail on; the text itself keeps Tab."""
    known = focusable(window)
    chain = [first := known[0]]
    while (following := chain[-1].nextInFocusChain()) is not None and following is not first:
        chain.append(following)
    return [widget for widget in chain if widget in known]


@pytest.mark.parametrize("opened", [None, _find_bar, _history, _job], ids=["as it is", "finding", "history", "job"])
def test_tab_goes_through_the_window_as_it_is_read(
    wide: MainWindow, opened: Callable[[MainWindow], QWidget] | None
) -> None:
    if opened is not None:
        opened(wide)
    frame, chain = wide.frame, _chain(wide)
    found = [frame.find_bar()] if opened is _find_bar else []
    parts = [frame.rail, frame.articles, frame.pane, *found, frame.labels, frame.tabs, frame.form, frame.status]

    def part_of(widget: QWidget) -> int:
        return next(n for n, part in enumerate(parts) if part is widget or part.isAncestorOf(widget))

    order = [part_of(widget) for widget in chain]
    assert order == sorted(order)
    assert set(order) == set(range(len(parts) - (opened is not _job)))
    assert out_of_order(chain, part_of) == []


def test_tab_goes_through_the_window_in_the_same_order_when_the_codebook_has_changed(wide: MainWindow) -> None:
    before = [name_of(widget).removesuffix(" 1") for widget in _chain(wide)]  # counts may come meanwhile
    wide.frame.set_codebook(wide.pane.codebook)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()
    assert [name_of(widget).removesuffix(" 1") for widget in _chain(wide)] == before


def test_the_text_keeps_tab_and_f6_leads_to_every_part_and_round(qtbot: QtBot, wide: MainWindow) -> None:
    qtbot.keyClick(wide.pane, Qt.Key.Key_Tab)
    assert wide.pane.hasFocus()
    _find_bar(wide)
    _job(wide)
    frame = wide.frame
    wide.pane.setFocus()
    met: list[QWidget] = []
    for _ in range(8):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        holder = QApplication.focusWidget()
        assert holder is not None
        met.append(holder)
    below, around = [frame.find_bar(), frame.labels, frame.tabs, frame.form], [frame.status, frame.rail, frame.articles]
    parts = [*below, *around, wide.pane]
    assert [part is holder or part.isAncestorOf(holder) for part, holder in zip(parts, met, strict=True)] == [True] * 8
    for expected in [*reversed(met[:-1]), wide.pane]:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        assert QApplication.focusWidget() is expected


def test_f6_goes_on_from_wherever_in_a_part_the_focus_is(qtbot: QtBot, wide: MainWindow) -> None:
    wide.frame.focus_search()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
    assert wide.pane.hasFocus()


def test_f6_passes_over_what_is_not_shown(qtbot: QtBot, wide: MainWindow) -> None:
    wide.frame.toggle_text_alone()
    qtbot.keyClick(wide.pane, Qt.Key.Key_F6)
    assert wide.pane.hasFocus()


@pytest.mark.parametrize(("key", "name"), [("1", "articleList"), ("2", "readingPane"), ("3", "annotationTable")])
def test_control_with_a_number_leads_out_of_the_text(qtbot: QtBot, wide: MainWindow, key: str, name: str) -> None:
    qtbot.keyClick(wide.pane, Qt.Key(ord(key)), Qt.KeyboardModifier.ControlModifier)
    holder = QApplication.focusWidget()
    assert holder is not None
    assert holder.objectName() == name


def test_without_annotations_the_inspector_gives_the_focus_to_its_tabs(
    qtbot: QtBot, library: Library, open_window: OpenWindow
) -> None:
    add_article(library)
    window = open_window()
    window.pane.setFocus()
    qtbot.keyClick(window.pane, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    holder = QApplication.focusWidget()
    assert holder is not None
    assert holder.objectName() == "inspectorTabs"


# What the mouse can do, keys can do


def test_a_chip_tags_by_the_space_bar_and_arrows_go_from_chip_to_chip(
    qtbot: QtBot, library: Library, wide: MainWindow
) -> None:
    wide.pane.select(spans_of(NEWS, "Omar Haddad")[0])
    first, second = wide.frame.labels.chips()[:2]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Space)
    found = {a.quote: a.label_id for a in library.annotations.of_article(1)}
    assert found["Omar Haddad"] == second.label.id
    assert wide.pane.hasFocus()


def test_a_chip_is_armed_by_shift_and_the_space_bar(qtbot: QtBot, wide: MainWindow) -> None:
    chip = wide.frame.labels.chips()[0]
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert spoken_of(chip).text(QAccessible.Text.Description) == "armed: every selection is tagged"


def test_arrows_choose_what_the_list_shows(qtbot: QtBot, wide: MainWindow) -> None:
    chips = [chip for chip in wide.articles.findChildren(QToolButton) if chip.objectName() == "filterChip"]
    chips[0].setFocus()
    qtbot.keyClick(chips[0], Qt.Key.Key_Right)
    assert [chips[1].hasFocus(), chips[1].isChecked()] == [True, True]
    qtbot.waitUntil(lambda: wide.articles.which().state == "unread")


def test_arrows_choose_a_tab_of_the_inspector(qtbot: QtBot, wide: MainWindow) -> None:
    wide.frame.tabs._bar.setFocus()
    qtbot.keyClick(wide.frame.tabs._bar, Qt.Key.Key_Right)
    assert wide.frame.tabs.current() == "history"


def test_the_space_bar_presses_a_button_of_the_rail(qtbot: QtBot, wide: MainWindow) -> None:
    theme = wide._look.choice()
    button = next(b for b in wide.frame.rail.findChildren(QToolButton) if "theme" in name_of(b))
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert wide._look.choice() is theme.following()


def test_the_cross_that_cancels_is_pressed_by_the_space_bar(qtbot: QtBot, wide: MainWindow) -> None:
    cancelled: list[bool] = []
    _job(wide)
    cross = wide.status.findChild(QToolButton)
    assert cross is not None
    cross.clicked.connect(lambda: cancelled.append(True))
    cross.setFocus()
    qtbot.keyClick(cross, Qt.Key.Key_Space)
    assert cancelled == [True]


# What floats over the window


def test_palette_and_its_rows_have_words(wide: MainWindow) -> None:
    wide._choosing.open_palette()
    palette = wide._choosing._the_palette()
    assert [name_of(widget) for widget in focusable(palette)] == ["Find a label"]
    (view,) = palette.findChildren(QTableView)
    assert next(rows_of(view)).startswith("Person, entity, key 1")
    assert all(rows_of(view))


def test_the_list_of_annotations_at_a_place_has_words(qtbot: QtBot, wide: MainWindow) -> None:
    start = NEWS.index("Ines")
    wide.pane.select(Span(start, start))
    qtbot.keyClick(wide.pane, Qt.Key.Key_O)
    (menu,) = wide.findChildren(AnnotationMenu)
    (view,) = menu.findChildren(QTableView)
    assert menu.isVisible()
    assert name_of(view) == "Annotations at this place"
    assert list(rows_of(view)) == ["Person: Ines Duarte", "Statement: Ines Duarte met Omar Haddad"]


def test_a_row_of_the_table_tells_label_quote_and_note(library: Library, wide: MainWindow) -> None:
    wide._tagging._write_note(1, "the mayor", 1)
    assert next(rows_of(wide.frame.table.view)) == "Person: Ines Duarte, note: the mayor"


def test_a_row_of_the_list_tells_all_that_is_painted_there(wide: MainWindow) -> None:
    assert next(rows_of(wide.articles.view)) == (
        "Harbour towns count the cost, Coastal Post, 2026-05-12, unread, 2 entities, 1 claim"
    )
