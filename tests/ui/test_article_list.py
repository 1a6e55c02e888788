"""The list of articles by itself: what it shows, in which order, and where it stands after that has changed."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from reader.domain.article import ArticleFilter
from reader.domain.listing import ArticleOrder, Grouping, Sort
from reader.services.listing import Listing
from reader.services.mark import do, tagging
from reader.services.read import Read
from reader.storage import tags
from reader.storage.library import Library
from reader.ui.asking import Asking
from reader.ui.keys import Keys
from reader.ui.main_window import MainWindow
from reader.ui.panes.articles.article_list import ArticleList
from reader.ui.panes.articles.rows import ArticleRole
from reader.ui.theme import ThemeChoice, load_theme
from tests.ui.conftest import add_article

OpenList = Callable[[], ArticleList]
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def open_list(qtbot: QtBot, library: Library) -> Iterator[OpenList]:
    """Show the list of the library, whole."""
    made: list[Asking] = []

    def open_it() -> ArticleList:
        asking = Asking(lambda: Listing(library))
        made.append(asking)
        articles = ArticleList(Read(library), asking, Keys(), load_theme(ThemeChoice.LIGHT))
        qtbot.addWidget(articles)
        articles.resize(320, 500)
        articles.show()
        qtbot.waitExposed(articles)
        articles.load_first()
        reload(qtbot, articles)
        with qtbot.waitSignal(articles.counted):
            articles.recount()
        return articles

    yield open_it
    for asking in made:
        asking.stop()


def reload(qtbot: QtBot, articles: ArticleList) -> None:
    with qtbot.waitSignal(articles.listed):
        articles.reload()


def arrange(qtbot: QtBot, articles: ArticleList, order: ArticleOrder) -> None:
    with qtbot.waitSignal(articles.listed):
        articles.arrange(order)


def field_of(articles: ArticleList) -> QLineEdit:
    field = articles.findChild(QLineEdit, "searchField")
    assert field is not None
    return field


def words_shown(articles: ArticleList, name: str) -> list[str]:
    labels = [label for label in articles.findChildren(QLabel, name) if label.isVisible()]
    return [label.text() for label in labels]


def of_days(library: Library, *days: str) -> list[int]:
    return [add_article(library, f"Of {day}, {number}\n\nText.", day) for number, day in enumerate(days)]


def test_the_open_article_is_brought_to_the_eyes_in_a_list_that_has_grown(
    qtbot: QtBot, library: Library, open_list: OpenList
) -> None:
    oldest = add_article(library, "The oldest\n\nText.", published="2020-01-01")
    articles = open_list()
    articles.set_current(oldest)
    for number in range(30):
        add_article(library, f"Newer {number}\n\nText.", published="2026-01-01")
    reload(qtbot, articles)
    assert articles.row() == 30
    assert articles.view.viewport().rect().contains(articles.view.visualRect(articles.view.currentIndex()))


def test_a_long_list_shows_its_first_articles_and_then_all(qtbot: QtBot, library: Library, open_list: OpenList) -> None:
    articles = open_list()
    with library.action("Import"):
        ids = [add_raw(library, number) for number in range(250)]
    shown: list[int] = []
    articles.view.model().modelReset.connect(lambda: shown.append(articles.view.model().rowCount()))
    with qtbot.waitSignal(articles.listed):
        articles.show_only(ArticleFilter())
    assert shown[0] == 200
    assert sorted(articles.listed_ids()) == ids


def add_raw(library: Library, number: int) -> int:
    from tests.making import draft_of

    return library.articles.add(draft_of(f"Raw {number}\n\nText."))


def test_days_stand_above_their_articles_and_keys_pass_over_them(
    qtbot: QtBot, library: Library, open_list: OpenList
) -> None:
    newest, middle, oldest = of_days(library, "2025-05-30", "2025-05-30", "2025-05-29")[::1]
    articles = open_list()
    arrange(qtbot, articles, ArticleOrder(grouping=Grouping.DAY))
    model = articles.view.model()
    names = [getattr(model.index(row, 0).data(ArticleRole.GROUP), "name", "") for row in range(model.rowCount())]
    assert names == ["2025-05-30", "", "", "2025-05-29", ""]
    assert articles.view.rowHeight(0) < articles.view.rowHeight(1)
    articles.choose(articles.first_id())
    assert articles.current_id() == middle
    qtbot.keyClick(articles.view, Qt.Key.Key_J)
    assert articles.current_id() == newest
    qtbot.keyClick(articles.view, Qt.Key.Key_Down)
    assert articles.current_id() == oldest
    qtbot.keyClick(articles.view, Qt.Key.Key_K)
    assert articles.current_id() == newest
    qtbot.keyClick(articles.view, Qt.Key.Key_Home)
    assert articles.current_id() == middle
    qtbot.keyClick(articles.view, Qt.Key.Key_End)
    assert articles.current_id() == oldest


def test_several_selected_articles_are_told_and_wished_for_together(
    qtbot: QtBot, library: Library, open_list: OpenList
) -> None:
    ids = of_days(library, "2025-05-28", "2025-05-29", "2025-05-30")
    articles = open_list()
    arrange(qtbot, articles, ArticleOrder(grouping=Grouping.DAY))
    articles.choose(ids[2])
    qtbot.keyClick(articles.view, Qt.Key.Key_Down, SHIFT)
    assert articles.selected_count() == 2
    with qtbot.waitSignal(articles.wished) as wished:
        qtbot.keyClick(articles.view, Qt.Key.Key_M)
    assert wished.args is not None
    assert (wished.args[0], list(wished.args[1])) == ("Read", [ids[2], ids[1]])
    with qtbot.waitSignal(articles.selected) as told:
        qtbot.keyClick(articles.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [3]


def test_a_query_that_cannot_be_understood_is_explained_and_the_list_stays(
    qtbot: QtBot, library: Library, open_list: OpenList
) -> None:
    of_days(library, "2025-05-28", "2025-05-29")
    articles = open_list()
    qtbot.keyClicks(field_of(articles), "is:nonsense")
    qtbot.waitUntil(lambda: bool(words_shown(articles, "trouble")))
    assert len(articles.listed_ids()) == 2
    field_of(articles).clear()
    qtbot.waitUntil(lambda: not words_shown(articles, "trouble"))


def test_a_search_that_finds_nothing_says_so_and_leads_back(
    qtbot: QtBot, library: Library, open_list: OpenList
) -> None:
    of_days(library, "2025-05-28")
    articles = open_list()
    qtbot.keyClicks(field_of(articles), "zeppelin")
    qtbot.waitUntil(lambda: any("Nothing found for “zeppelin”" in words for words in words_shown(articles, "muted")))
    button = next(button for button in articles.findChildren(QPushButton) if button.isVisible())
    button.click()
    qtbot.waitUntil(lambda: len(articles.listed_ids()) == 1)
    assert field_of(articles).text() == ""


def test_what_a_search_has_found_is_shown_with_its_hits(qtbot: QtBot, library: Library, open_list: OpenList) -> None:
    article = add_article(library, "A title\n\nLong ago a zeppelin crossed the sea.")
    articles = open_list()
    before = articles.view.rowHeight(0)
    qtbot.keyClicks(field_of(articles), "zeppelin")
    index = articles.view.model().index(0, 0)
    qtbot.waitUntil(lambda: index.data(ArticleRole.EXCERPT) is not None)
    excerpt = index.data(ArticleRole.EXCERPT)
    assert [hit.of(excerpt.text) for hit in excerpt.hits] == ["zeppelin"]
    assert articles.view.rowHeight(0) > before
    assert articles.listed_ids()[0] == article


def test_the_articles_with_a_tag_are_shown_and_no_chip_is_chosen_then(
    qtbot: QtBot, library: Library, open_list: OpenList
) -> None:
    one, _other = of_days(library, "2025-05-28", "2025-05-29")
    do(library, tagging("water", on=True), (one,))
    articles = open_list()
    with qtbot.waitSignal(articles.listed):
        articles.show_only(ArticleFilter(tag_id=tags.all_tags(library)[0].id))
    chips = articles.findChildren(QToolButton, "filterChip")[:4]
    assert list(articles.listed_ids()) == [one]
    assert not any(chip.isChecked() for chip in chips)
    chips[0].click()
    qtbot.waitUntil(lambda: len(articles.listed_ids()) == 2)
    assert chips[0].isChecked()


def test_the_list_is_sorted_by_what_is_chosen(qtbot: QtBot, library: Library, open_list: OpenList) -> None:
    ids = [add_article(library, f"{title}\n\nText.") for title in ("Bridges", "Áir", "Clams")]
    articles = open_list()
    arrange(qtbot, articles, ArticleOrder(Sort.TITLE))
    assert list(articles.listed_ids()) == [ids[1], ids[0], ids[2]]


def test_a_search_tells_how_many_it_finds_and_can_be_cleared_by_the_mouse(qtbot: QtBot, window: MainWindow) -> None:
    window.articles.show_only(ArticleFilter(words="board"))
    chips = [chip for chip in window.articles.findChildren(QToolButton) if chip.objectName() == "filterChip"]
    qtbot.waitUntil(lambda: chips[0].text() == "1 found")
    field = window.findChild(QLineEdit, "searchField")
    assert field is not None
    clear = max(field.findChildren(QToolButton), key=lambda button: button.x())
    assert clear.isVisible()
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert field.text() == ""
    qtbot.waitUntil(lambda: chips[0].text() == "All")
    assert window.articles.which() == ArticleFilter()
