"""Several articles at once, their tags, the bin, and the menus of the list: as a person works in the window."""

from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from reader.domain.article import ArticleFilter, ArticleState
from reader.services.saved_searches import SavedSearches
from reader.services.tags import Tags
from reader.storage.library import Library
from reader.ui.main_window import MainWindow
from tests.making import draft_of
from tests.ui.conftest import OpenWindow, add_article

# Of the offscreen platform: menus raise themselves and grab the keyboard.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window_of_three(library: Library, open_window: OpenWindow, qtbot: QtBot) -> MainWindow:
    """The window on three articles, 1 to 3 from the top, the focus in the list."""
    for number in (1, 2, 3):
        add_article(library, f"Article {number}\n\nText {number}.", f"2025-05-{20 - number}")
    window = open_window()
    with qtbot.waitSignal(window.articles.counted):
        window.articles.recount()
    window.articles.take_focus()
    return window


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    qtbot.keyClick(window.articles.view, key, modifier or Qt.KeyboardModifier.NoModifier)


def counts_of(library: Library) -> tuple[int, int]:
    counts = library.articles.counts()
    return counts.all, counts.binned


def menu_of(window: MainWindow, name: str) -> QMenu:
    menu = window.findChild(QMenu, name)
    assert menu is not None
    return menu


def entry(menu: QMenu, words: str) -> QAction:
    return next(action for action in menu.actions() if action.text().startswith(words))


def test_all_that_is_selected_is_marked_at_once_and_undone_at_once(
    qtbot: QtBot, window_of_three: MainWindow, library: Library
) -> None:
    press(qtbot, window_of_three, Qt.Key.Key_A, CONTROL)
    assert window_of_three.status._selected.text() == "3 selected"
    press(qtbot, window_of_three, Qt.Key.Key_M)
    assert library.articles.counts().done == 3
    press(qtbot, window_of_three, Qt.Key.Key_Z, CONTROL)
    assert window_of_three.status.said() == "Undone: Mark 3 articles as done"
    assert library.articles.counts().done == 0


def test_more_than_can_be_waited_for_are_marked_beside_the_window(
    qtbot: QtBot, library: Library, open_window: OpenWindow
) -> None:
    for number in range(201):
        add_article(library, f"Article {number}\n\nText {number}.")
    window = open_window()
    qtbot.waitUntil(lambda: len(window.articles.listed_ids()) == 201)
    window.articles.take_focus()
    press(qtbot, window, Qt.Key.Key_A, CONTROL)
    press(qtbot, window, Qt.Key.Key_S)
    assert window.transfers.is_busy()
    qtbot.waitUntil(lambda: library.articles.counts().starred == 201)
    qtbot.waitUntil(lambda: not window.transfers.is_busy())


def test_what_is_in_the_bin_is_listed_read_and_restored(
    qtbot: QtBot, window_of_three: MainWindow, library: Library
) -> None:
    window = window_of_three
    press(qtbot, window, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, window, Qt.Key.Key_Delete)
    assert counts_of(library) == (1, 2)
    qtbot.waitUntil(lambda: window.articles.current_id() == 3)
    press(qtbot, window, Qt.Key.Key_L)
    menu = menu_of(window, "listMenu")
    entry(menu, "Bin").trigger()
    menu.close()
    qtbot.waitUntil(lambda: len(window.articles.listed_ids()) == 2)
    sign = next(chip for chip in window.articles.findChildren(QToolButton, "filterChip") if chip.text() == "Bin  ×")
    assert sign.isVisible()
    window.articles.choose(1)
    shown = window.pane.article()
    assert shown is not None
    assert shown.id == 1
    press(qtbot, window, Qt.Key.Key_Delete)
    assert counts_of(library) == (2, 1)
    assert window.status.said() == "Restored “Article 1”."
    qtbot.waitUntil(lambda: window.articles.current_id() == 2)
    sign.click()
    qtbot.waitUntil(lambda: list(window.articles.listed_ids()) == [1, 3])
    assert not sign.isVisible()


def test_a_tag_is_made_by_typing_its_name_and_taken_off_again(
    qtbot: QtBot, window_of_three: MainWindow, library: Library
) -> None:
    window = window_of_three
    press(qtbot, window, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, window, Qt.Key.Key_T)
    field = window.findChild(QLineEdit, "tagField")
    assert field is not None
    assert field.hasFocus()
    qtbot.keyClicks(field, "water")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [(tag.name, tag.articles) for tag in Tags(library).all()] == [("water", 2)]
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [(tag.name, tag.articles) for tag in Tags(library).all()] == [("water", 0)]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert window.articles.view.hasFocus()


def test_the_menu_of_an_article_does_as_the_keys_do_and_sets_the_language(
    qtbot: QtBot, window_of_three: MainWindow, library: Library
) -> None:
    window = window_of_three
    window.articles.view.customContextMenuRequested.emit(QPoint(20, 20))
    menu = menu_of(window, "articleMenu")
    languages = next(action for action in menu.actions() if action.text().startswith("Language: not known"))
    german = entry(cast(QMenu, languages.menu()), "German")
    german.trigger()
    assert library.articles.rows((1,))[1].language == "de"
    entry(menu, "Mark as done").trigger()
    assert library.articles.rows((1,))[1].state is ArticleState.DONE
    menu.close()


def test_a_search_is_saved_and_chosen_again_from_the_menu_with_its_count(
    qtbot: QtBot, window_of_three: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = window_of_three
    window.articles.show_only(ArticleFilter(words="2"))
    qtbot.waitUntil(lambda: list(window.articles.listed_ids()) == [2])
    monkeypatch.setattr(QInputDialog, "exec", lambda dialog: dialog.setTextValue("Twos") or True)
    press(qtbot, window, Qt.Key.Key_L)
    menu = menu_of(window, "listMenu")
    entry(menu, "Save this search").trigger()
    assert [search.name for search in SavedSearches(library).all()] == ["Twos"]
    menu.close()
    QApplication.sendPostedEvents()
    window.articles.show_only(ArticleFilter())
    qtbot.waitUntil(lambda: len(window.articles.listed_ids()) == 3)
    press(qtbot, window, Qt.Key.Key_L)
    menu = window.findChildren(QMenu, "listMenu")[-1]
    qtbot.waitUntil(lambda: entry(menu, "Twos").text() == "Twos  1")
    entry(menu, "Twos").trigger()
    qtbot.waitUntil(lambda: list(window.articles.listed_ids()) == [2])
    menu.close()


def test_the_order_that_was_chosen_comes_back_after_a_restart(
    qtbot: QtBot, window_of_three: MainWindow, open_window: OpenWindow
) -> None:
    press(qtbot, window_of_three, Qt.Key.Key_L)
    menu = menu_of(window_of_three, "listMenu")
    entry(menu, "Reversed").trigger()
    menu.close()
    qtbot.waitUntil(lambda: list(window_of_three.articles.listed_ids()) == [3, 2, 1])
    window_of_three.close()
    again = open_window()
    assert list(again.articles.listed_ids()) == [3, 2, 1]


def test_what_was_binned_before_it_was_cancelled_is_told_not_what_was_wished(
    qtbot: QtBot, library: Library, open_window: OpenWindow
) -> None:
    with library.transaction():
        for number in range(600):
            library.articles.add(draft_of(f"Article {number}\n\nText {number}."))
    window = open_window()
    qtbot.waitUntil(lambda: len(window.articles.listed_ids()) == 600)
    window.articles.take_focus()
    press(qtbot, window, Qt.Key.Key_A, CONTROL)
    with library.transaction():  # so that no batch is written before it is cancelled
        press(qtbot, window, Qt.Key.Key_Delete)
        window.transfers._jobs.running()[0].cancel()
    qtbot.waitUntil(lambda: not window.transfers.is_busy())
    binned = counts_of(library)[1]
    assert binned < 600
    assert window.status.said().startswith(f"{binned} articles in the bin" if binned else "")


def test_the_sign_of_a_tag_names_it_as_it_is_written(qtbot: QtBot, window_of_three: MainWindow) -> None:
    window_of_three.articles.show_only(ArticleFilter(tag_id=1), "R&D")
    sign = next(chip for chip in window_of_three.articles.findChildren(QToolButton, "filterChip") if "×" in chip.text())
    assert sign.text() == "R&&D  ×"
