"""An older version is a click away, and what was not carried over is placed from a tray beside the text."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from reader.domain.annotation import AnnotationFilter
from reader.domain.article import ArticleFilter
from reader.domain.span import Span
from reader.services.same_or_new import keep
from reader.storage.library import Library
from reader.ui.dialogs.export_choices import ExportChoices
from reader.ui.main_window import MainWindow
from reader.ui.panes.unplaced.rows import UnplacedRole
from reader.ui.panes.unplaced.tray import UnplacedTray
from reader.ui.panes.version_strip import VersionStrip
from reader.ui.theme import ThemeChoice, load_theme
from tests.making import TEXT, spans_of, tag
from tests.services.test_same_or_new import page
from tests.ui.conftest import OpenWindow

NEWER = TEXT.replace("The flood closed 126 shops", "A flood closed 128 shops").replace("before the winter", "soon")


class Open:
    """The window on an article in two versions: one annotation was carried, and two wait."""

    def __init__(self, library: Library, open_window: OpenWindow) -> None:
        self.library = library
        with library.action("Import"):
            self.older = keep(library, page(TEXT, published="2026-03-01"), "here").article_id
        tag(library, self.older, "Ines Duarte")
        tag(library, self.older, "The flood closed 126 shops", label="Statement")
        tag(library, self.older, "winter", label="Event")
        with library.action("Import"):
            self.newer = keep(library, page(NEWER, published="2026-03-03"), "here").article_id
        self.window: MainWindow = open_window()

    def shown(self) -> int:
        article = self.window.pane.article()
        return article.id if article else 0

    def strip(self) -> VersionStrip:
        (strip,) = self.window.findChildren(VersionStrip)
        return strip

    def tray(self) -> UnplacedTray:
        """The tray, opened."""
        self.window.frame.show_tab("unplaced")
        self.window.frame.tabs.take_focus()
        (tray,) = self.window.findChildren(UnplacedTray)
        return tray

    def choose(self, quote: str) -> UnplacedTray:
        """The tray, with what has this quote chosen."""
        tray = self.tray()
        rows = tray.view.model()
        for row in range(rows.rowCount()):
            if rows.index(row, 0).data(UnplacedRole.UNPLACED).annotation.quote.endswith(quote):
                tray.view.setCurrentIndex(rows.index(row, 0))
        return tray

    def quotes(self) -> list[str]:
        return [one.quote for one in self.library.annotations.of_article(self.newer)]


@pytest.fixture
def opened(library: Library, open_window: OpenWindow) -> Open:
    return Open(library, open_window)


def click(qtbot: QtBot, opened: Open, name: str) -> None:
    link = opened.strip().findChild(QToolButton, name)
    assert link is not None
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)


def test_the_line_above_the_text_leads_to_the_older_version_and_back(qtbot: QtBot, opened: Open) -> None:
    assert opened.strip().words() == "A newer version of 3 Mar 2026. 1 annotation was carried, 2 wait."
    click(qtbot, opened, "versionLink0")
    assert opened.shown() == opened.older
    assert opened.strip().words() == "This is an older version of 1 Mar 2026. The newest is of 3 Mar 2026."
    click(qtbot, opened, "versionLink0")
    assert opened.shown() == opened.newer


def test_an_article_of_one_version_has_no_line_above_it(window: MainWindow) -> None:
    assert window.findChildren(VersionStrip) == []
    assert window.findChildren(UnplacedTray) == []


def test_the_line_goes_where_another_article_is_shown(opened: Open) -> None:
    with opened.library.action("Import"):
        other = keep(opened.library, page("Another\n\nText.", "https://post.example/b"), "here").article_id
    opened.window.reading.show_article(other)
    assert not opened.strip().isVisible()


def test_a_proposal_is_framed_and_accepted_by_a_key(qtbot: QtBot, opened: Open) -> None:
    tray = opened.choose("126 shops")
    assert opened.window.pane._proposal == spans_of(NEWER, "A flood closed 128 shops")
    qtbot.keyClick(tray.view, Qt.Key.Key_Y)
    assert "A flood closed 128 shops" in opened.quotes()
    assert opened.strip().words().endswith("2 annotations were carried, 1 waits.")
    assert tray.view.model().rowCount() == 1


def test_undo_brings_it_back_into_the_tray(qtbot: QtBot, opened: Open) -> None:
    tray = opened.choose("126 shops")
    qtbot.keyClick(tray.view, Qt.Key.Key_Y)
    qtbot.keyClick(opened.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert tray.view.model().rowCount() == 2
    assert opened.quotes() == ["Ines Duarte"]


def test_enter_goes_to_the_proposed_place(qtbot: QtBot, opened: Open) -> None:
    tray = opened.choose("126 shops")
    qtbot.keyClick(tray.view, Qt.Key.Key_Return)
    assert opened.window.pane.caret() == NEWER.index("A flood")
    assert opened.window.pane.hasFocus()


def test_what_is_selected_becomes_the_place(qtbot: QtBot, opened: Open) -> None:
    tray = opened.choose("winter")
    qtbot.keyClick(tray.view, Qt.Key.Key_P)
    assert opened.window.status.said().startswith("Select in the text where it belongs")
    start = NEWER.index("soon")
    opened.window.pane.select(Span(start, start + 4))
    qtbot.keyClick(tray.view, Qt.Key.Key_P)
    assert "soon" in opened.quotes()


def test_when_the_last_is_rejected_the_tray_goes_and_the_text_has_the_focus(qtbot: QtBot, opened: Open) -> None:
    tray = opened.choose("126 shops")
    qtbot.keyClick(tray.view, Qt.Key.Key_X)
    qtbot.keyClick(tray.view, Qt.Key.Key_X)
    assert opened.window.frame.tabs.current() == "annotations"
    assert opened.window.pane.hasFocus()
    assert opened.window.pane._proposal == ()


def test_the_frame_is_seen_only_beside_the_tray(opened: Open) -> None:
    opened.choose("126 shops")
    opened.window.frame.show_tab("annotations")
    assert opened.window.pane._proposal == ()


def test_undoing_the_import_shows_the_older_version_again(qtbot: QtBot, opened: Open) -> None:
    qtbot.keyClick(opened.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: opened.shown() == opened.older)
    assert list(opened.library.articles.ids(ArticleFilter())) == [opened.older]
    assert not opened.strip().isVisible()


@pytest.mark.parametrize("theme", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_a_frame_round_the_proposal_is_drawn_in_the_accent(opened: Open, theme: ThemeChoice) -> None:
    opened.window.frame.set_theme(load_theme(theme))
    pane = opened.window.pane
    before = pane.viewport().grab().toImage()
    pane.show_proposal(spans_of(NEWER, "A flood closed 128 shops"))
    assert pane.viewport().grab().toImage() != before


def test_an_export_tells_what_waits_and_was_left_out(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    transfers = opened.window.transfers
    with qtbot.waitSignal(transfers.exported):
        transfers.export(ExportChoices(tmp_path / "out.csv", AnnotationFilter(), False, False))
    assert opened.window.status.said().endswith("2 annotations of older versions wait for a place and were left out.")


def test_a_click_on_the_row_of_the_article_leads_back_from_its_older_version(qtbot: QtBot, opened: Open) -> None:
    view = opened.window.articles.view
    qtbot.waitUntil(lambda: opened.window.articles.current_id() == opened.newer)
    click(qtbot, opened, "versionLink0")
    assert opened.shown() == opened.older
    place = view.visualRect(view.currentIndex()).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.shown() == opened.newer


def test_enter_in_the_list_opens_the_article_of_the_row_not_the_older_version_shown(qtbot: QtBot, opened: Open) -> None:
    qtbot.waitUntil(lambda: opened.window.articles.current_id() == opened.newer)
    click(qtbot, opened, "versionLink0")
    assert opened.shown() == opened.older
    qtbot.keyClick(opened.window.articles.view, Qt.Key.Key_Return)
    assert opened.shown() == opened.newer
