"""The sign of a mode: read at once, over any text, at any width, in every theme."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from reader.ui.main_window import MainWindow
from reader.ui.panes.reading.reading_pane import ReadingPane
from reader.ui.theme import ThemeChoice
from tests.ui.conftest import PaneOnArticle


def sign_of(pane: ReadingPane) -> QLabel:
    found = pane.findChild(QLabel, "modeSign")
    assert found is not None
    return found


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.SEPIA, ThemeChoice.DARK])
def test_the_sign_hides_the_text_below_it(qtbot: QtBot, window: MainWindow, choice: ThemeChoice) -> None:
    window._look.choose_theme(choice)
    for key in (Qt.Key.Key_1, Qt.Key.Key_R):
        qtbot.keyClick(window.pane, key)
    sign = sign_of(window.pane)
    QApplication.processEvents()
    image = sign.grab().toImage()
    inside = QPoint(sign.width() // 2, 3)
    assert sign.isVisible()
    assert image.pixelColor(inside).name() == window.pane.theme().selection.name()


@pytest.mark.parametrize("width", [330, 500, 1200])
def test_the_sign_shows_all_of_its_words(qtbot: QtBot, on_article: PaneOnArticle, width: int) -> None:
    pane = on_article.pane
    article_id = on_article.show("Title\n\nMayor Ines Duarte met Omar Haddad of the Harbour Board.")
    made = on_article.annotate(article_id, "Mayor Ines Duarte met Omar Haddad of the", "Statement")
    pane.set_current(made.id)
    pane.resize(900, 600)
    qtbot.keyClick(pane, Qt.Key.Key_R)
    pane.resize(width, 600)
    QApplication.processEvents()
    sign = sign_of(pane)
    assert pane.viewport().rect().contains(sign.geometry())
    needed = sign.heightForWidth(sign.width()) if sign.wordWrap() else sign.sizeHint().height()
    assert sign.height() >= needed
    assert sign.wordWrap() or sign.width() >= sign.sizeHint().width()
