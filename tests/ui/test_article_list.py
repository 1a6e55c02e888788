"""The list of articles by itself: where it stands after what it shows has changed."""

from pytestqt.qtbot import QtBot

from reader.services.read import Read
from reader.storage.library import Library
from reader.ui.keys import Keys
from reader.ui.panes.articles.article_list import ArticleList
from reader.ui.theme import ThemeChoice, load_theme
from tests.ui.conftest import add_article


def test_the_open_article_is_brought_to_the_eyes_in_a_list_that_has_grown(qtbot: QtBot, library: Library) -> None:
    oldest = add_article(library, "The oldest\n\nText.", published="2020-01-01")
    articles = ArticleList(Read(library), Keys(), load_theme(ThemeChoice.LIGHT))
    qtbot.addWidget(articles)
    articles.resize(300, 500)
    articles.show()
    qtbot.waitExposed(articles)
    articles.reload()
    articles.set_current(oldest)
    for number in range(30):
        add_article(library, f"Newer {number}\n\nText.", published="2026-01-01")
    articles.reload()
    assert articles.row() == 30
    assert articles.view.viewport().rect().contains(articles.view.visualRect(articles.view.currentIndex()))
