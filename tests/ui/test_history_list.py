"""The history beside the text: what was done is listed, and any of it can be gone back to."""

import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from reader.domain.history import ActionRow
from reader.services.undo import Undo
from reader.storage.library import Library
from reader.ui.keys import Keys
from reader.ui.main_window import MainWindow
from reader.ui.panes.history.delegate import now_height
from reader.ui.panes.history.history_list import HistoryList
from reader.ui.panes.history.rows import HistoryRows, spoken_moment
from reader.ui.theme import ThemeChoice, load_theme
from tests.making import label_of, tag
from tests.ui.conftest import add_article

LIGHT, DARK = load_theme(ThemeChoice.LIGHT), load_theme(ThemeChoice.DARK)
QUOTES = ("Ines Duarte", "Omar Haddad", "Harbour Board", "KELLO")


@pytest.fixture
def panel(qtbot: QtBot, library: Library) -> HistoryList:
    panel = HistoryList(Undo(library), Keys(), LIGHT)
    qtbot.addWidget(panel)
    panel.resize(328, 500)
    panel.show()
    qtbot.waitExposed(panel)
    panel.activateWindow()
    return panel


@pytest.fixture
def actions(library: Library, article: int, panel: HistoryList) -> "array[int]":
    """Four tags, shown and with the focus; their ids, the newest first."""
    for quote in QUOTES:
        tag(library, article, quote)
    panel.reload()
    panel.take_focus()
    return Undo(library).action_ids()


@pytest.fixture
def far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A place nine hours before UTC, all the year."""
    monkeypatch.setenv("TZ", "JST-9")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def texts(panel: HistoryList, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> list[str]:
    model = panel.view.model()
    return [str(model.index(row, 0).data(role)) for row in range(model.rowCount(QModelIndex()))]


def press(qtbot: QtBot, panel: HistoryList, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(panel.view, key)


def asked(panel: HistoryList) -> list[int]:
    wishes: list[int] = []
    panel.back_requested.connect(wishes.append)
    return wishes


def button(panel: HistoryList) -> QPushButton:
    found = panel.view.viewport().findChild(QPushButton, "historyBack")
    assert isinstance(found, QPushButton)
    return found


def accent_rows(panel: HistoryList, accent: QColor) -> set[int]:
    """The rows in which a thin line in the accent's colour runs through the middle of the list."""
    image = panel.view.viewport().grab().toImage()
    middle = image.width() // 2
    return {
        panel.view.rowAt(round(y / image.devicePixelRatio()))
        for y in range(image.height())
        if all(image.pixelColor(x, y) == accent for x in range(middle - 20, middle + 20))
    }


# What is shown


def test_a_new_library_has_a_sentence_in_place_of_a_list_and_it_takes_the_focus(
    qtbot: QtBot, panel: HistoryList
) -> None:
    panel.reload()
    panel.take_focus()
    shown = panel.findChild(QLabel, "muted")
    assert isinstance(shown, QLabel)
    assert shown.isVisible()
    assert shown.hasFocus()
    assert "Nothing has been done" in shown.text()
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(shown, Qt.Key.Key_Escape)


def test_the_newest_action_comes_first_and_the_beginning_last(panel: HistoryList, actions: "array[int]") -> None:
    assert texts(panel) == [
        "Tag “KELLO” as Person",
        "Tag “Harbour Board” as Person",
        "Tag “Omar Haddad” as Person",
        "Tag “Ines Duarte” as Person",
        "The beginning",
    ]


def test_a_row_is_read_out_with_who_and_when_and_how_it_stands(
    library: Library, panel: HistoryList, actions: "array[int]"
) -> None:
    library.write("UPDATE action SET at = '2026-05-12T12:00:00.000Z'")
    Undo(library).undo()
    panel.reload()
    undone, now, before, *_, beginning = texts(panel, Qt.ItemDataRole.AccessibleTextRole)
    when = spoken_moment("2026-05-12T12:00:00.000Z", date(2026, 6, 1))
    assert undone == f"Tag “KELLO” as Person, tester, {when}, undone"
    assert now == f"Tag “Harbour Board” as Person, tester, {when}, now"
    assert before == f"Tag “Omar Haddad” as Person, tester, {when}"
    assert beginning == "The beginning, before all of these"
    assert panel.view.accessibleName() == "History"


def test_a_title_that_is_cut_short_is_whole_in_the_tool_tip(panel: HistoryList, actions: "array[int]") -> None:
    assert texts(panel, Qt.ItemDataRole.ToolTipRole) == texts(panel)


@pytest.mark.parametrize("undone", range(len(QUOTES) + 1))
def test_a_line_stands_between_what_is_undone_and_what_is_done(
    library: Library, panel: HistoryList, actions: "array[int]", undone: int
) -> None:
    for _ in range(undone):
        Undo(library).undo()
    panel.reload()
    panel.view.clearSelection()
    heights = [panel.view.rowHeight(row) for row in range(len(QUOTES) + 1)]
    assert accent_rows(panel, LIGHT.accent) == {undone}
    assert [row for row, height in enumerate(heights) if height != min(heights)] == [undone]
    assert max(heights) == min(heights) + now_height()


def test_another_theme_paints_in_its_colours(panel: HistoryList, actions: "array[int]") -> None:
    panel.set_theme(DARK)
    panel.view.clearSelection()
    assert accent_rows(panel, DARK.accent) == {0}
    assert accent_rows(panel, LIGHT.accent) == set()


def test_only_the_rows_that_are_seen_are_fetched_of_a_long_history(qtbot: QtBot, panel: HistoryList) -> None:
    fetched: list[int] = []

    def fetch(ids: Sequence[int]) -> dict[int, ActionRow]:
        fetched.extend(ids)
        return {one: ActionRow(one, f"Action {one}", "2026-05-12T12:00:00Z", "tester", undone=False) for one in ids}

    rows = HistoryRows(fetch, panel)
    rows.set_ids(array("q", range(100_000, 0, -1)), 0)
    panel.view.setModel(rows)
    panel.view.viewport().grab()
    panel.view.scrollToBottom()
    panel.view.viewport().grab()
    panel.view.keyboardSearch("a")
    assert 0 < len(fetched) < 400
    assert {100_000, 1} <= set(fetched)


def test_an_action_that_was_dropped_meanwhile_is_said_to_be_gone(
    library: Library, article: int, panel: HistoryList, actions: "array[int]"
) -> None:
    Undo(library).undo()
    panel.reload()
    tag(library, article, "Monday")
    panel.reload()
    Undo(library).undo()
    Undo(library).undo()
    panel.reload()
    tag(library, article, "126 shops")
    assert texts(panel)[:3] == ["This action is gone", "This action is gone", "Tag “Omar Haddad” as Person"]


# When it was


@pytest.mark.usefixtures("far_east")
@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-05-12T05:02:11.250Z", "14:02"),
        ("2026-05-11T15:00:00.000Z", "00:00"),
        ("2026-05-11T14:59:59.999Z", "yesterday 23:59"),
        ("2026-05-10T14:59:00.000Z", "10 May 2026, 23:59"),
        ("2026-05-12T15:00:00.000Z", "13 May 2026, 00:00"),
        ("soon", "soon"),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+14:00"),
    ],
)
def test_a_moment_is_told_in_local_time_and_as_short_as_its_day_allows(at: str, said: str) -> None:
    assert spoken_moment(at, date(2026, 5, 12)) == said


# Keys and mouse


def test_the_current_row_is_that_of_now_at_first(panel: HistoryList, actions: "array[int]") -> None:
    assert panel.current_id() == actions[0]
    assert panel.view.hasFocus()


def test_letters_arrows_home_and_end_go_through_the_rows(
    qtbot: QtBot, panel: HistoryList, actions: "array[int]"
) -> None:
    visited = []
    for key in (
        *(Qt.Key.Key_J, Qt.Key.Key_Down, Qt.Key.Key_K, Qt.Key.Key_Up, Qt.Key.Key_K),
        *(Qt.Key.Key_End, Qt.Key.Key_J, Qt.Key.Key_Up, Qt.Key.Key_Home),
    ):
        press(qtbot, panel, key)
        visited.append(panel.view.currentIndex().row())
    assert visited == [1, 2, 1, 0, 0, 4, 4, 3, 0]


def test_enter_asks_to_go_back_to_the_current_row(qtbot: QtBot, panel: HistoryList, actions: "array[int]") -> None:
    wishes = asked(panel)
    press(qtbot, panel, Qt.Key.Key_J, Qt.Key.Key_Return, Qt.Key.Key_End, Qt.Key.Key_Enter)
    assert wishes == [actions[1], 0]


def test_a_double_click_asks_to_go_back_to_its_row(qtbot: QtBot, panel: HistoryList, actions: "array[int]") -> None:
    wishes = asked(panel)
    place = panel.view.visualRect(panel.view.model().index(2, 0)).topLeft()
    place.setX(40)
    place.setY(place.y() + 12)
    for click in (qtbot.mouseClick, qtbot.mouseDClick):
        click(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert wishes == [actions[2]]


def test_a_button_in_the_current_row_asks_to_go_back_to_it(
    qtbot: QtBot, panel: HistoryList, actions: "array[int]"
) -> None:
    wishes = asked(panel)
    assert not button(panel).isVisible()
    for row in (1, 3):
        panel.view.setCurrentIndex(panel.view.model().index(row, 0))
        assert panel.view.visualRect(panel.view.currentIndex()).contains(button(panel).geometry())
        qtbot.mouseClick(button(panel), Qt.MouseButton.LeftButton)
    assert wishes == [actions[1], actions[3]]


def test_the_button_stays_in_its_row_when_the_list_scrolls_or_grows(
    qtbot: QtBot, panel: HistoryList, actions: "array[int]"
) -> None:
    press(qtbot, panel, Qt.Key.Key_J)
    panel.resize(250, 120)
    assert panel.view.visualRect(panel.view.currentIndex()).contains(button(panel).geometry())
    panel.view.scrollToBottom()
    assert panel.view.visualRect(panel.view.currentIndex()).contains(button(panel).geometry())


def test_the_button_is_reached_by_tab_and_obeys_the_keys_of_the_list(
    qtbot: QtBot, panel: HistoryList, actions: "array[int]"
) -> None:
    wishes = asked(panel)
    press(qtbot, panel, Qt.Key.Key_J)
    press(qtbot, panel, Qt.Key.Key_Tab)
    assert button(panel).hasFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_J, Qt.Key.Key_Return):
        qtbot.keyClick(button(panel), key)
    assert wishes == [actions[1], actions[2]]
    qtbot.keyClick(button(panel), Qt.Key.Key_Home)
    assert panel.view.hasFocus()
    with qtbot.waitSignal(panel.left):
        press(qtbot, panel, Qt.Key.Key_Escape)


def test_after_going_back_the_row_is_that_of_now_and_the_focus_on_the_list(
    library: Library, qtbot: QtBot, panel: HistoryList, actions: "array[int]"
) -> None:
    undo = Undo(library)

    def go_back(action_id: int) -> None:
        undo.back_to(action_id)
        panel.reload()

    panel.back_requested.connect(go_back)
    next_field = QLineEdit(panel)
    next_field.show()
    press(qtbot, panel, Qt.Key.Key_J, Qt.Key.Key_J)
    button(panel).setFocus()
    qtbot.keyClick(button(panel), Qt.Key.Key_Space)
    assert undo.undone_count() == 2
    assert panel.current_id() == actions[2]
    assert not button(panel).isVisible()
    assert panel.view.hasFocus()
    press(qtbot, panel, Qt.Key.Key_Home, Qt.Key.Key_Return)
    assert undo.undone_count() == 0


def test_the_current_row_follows_now_unless_another_was_chosen(
    library: Library, article: int, panel: HistoryList, qtbot: QtBot, actions: "array[int]"
) -> None:
    tag(library, article, "Monday")
    panel.reload()
    assert panel.view.currentIndex().row() == 0
    press(qtbot, panel, Qt.Key.Key_J)
    tag(library, article, "126 shops")
    panel.reload()
    assert panel.current_id() == actions[0]
    assert panel.view.currentIndex().row() == 2


def test_the_current_row_is_that_of_now_where_its_action_was_dropped(
    library: Library, article: int, panel: HistoryList, qtbot: QtBot, actions: "array[int]"
) -> None:
    Undo(library).undo()
    panel.reload()
    press(qtbot, panel, Qt.Key.Key_Home)
    made = tag(library, article, "Monday")
    panel.reload()
    assert panel.current_id() not in (*actions, None)
    assert panel.view.currentIndex().row() == 0
    assert made.quote in texts(panel)[0]


def test_the_row_of_now_is_brought_to_the_eyes(library: Library, article: int, panel: HistoryList) -> None:
    for number in range(30):
        with library.action(f"Star {number}"):
            library.articles.set_starred(article, number % 2 == 0)
    ids = Undo(library).action_ids()
    for row in (20, 0, 29):
        Undo(library).back_to(ids[row])
        panel.reload()
        assert panel.view.currentIndex().row() == row
        assert panel.view.viewport().rect().contains(panel.view.visualRect(panel.view.currentIndex()))


def test_what_was_done_elsewhere_is_in_the_history_once_it_is_seen_again(
    library: Library, open_window: Callable[[], MainWindow]
) -> None:
    add_article(library)
    window = open_window()
    window.frame.focus_text()
    window.actions_by_name["History"].trigger()
    window.views.enter("entities")
    window._doing.do(lambda: window._services.register().add("Kello Harbour", label_of(library, "Place").id))
    window.frame.focus_text()
    QApplication.processEvents()
    history = window.findChild(HistoryList)
    assert history is not None
    assert any("Kello Harbour" in text for text in texts(history))
