"""Real widgets on a real library in a temporary folder; nothing of the user's is read or written."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.app import services_of
from reader.domain.annotation import Annotation
from reader.domain.codebook import Label
from reader.domain.span import Span
from reader.services.annotate import Annotate
from reader.storage.library import Library
from reader.ui.keys import Keys
from reader.ui.main_window import MainWindow
from reader.ui.panes.reading.reading_pane import ReadingPane
from reader.ui.settings import Settings
from reader.ui.theme import ThemeChoice, load_theme
from reader.ui.typography import Typography
from tests.making import TEXT, draft_of, label_of, tag

NEWS = TEXT
OpenWindow = Callable[[], MainWindow]


def add_article(library: Library, text: str = NEWS, published: str = "2026-05-12") -> int:
    """Bring a text in as an article whose first line is its title; its id."""
    with library.action("Import"):
        return library.articles.add(draft_of(text, published=published))


@pytest.fixture(autouse=True, scope="module")
def _garbage_goes_in_this_thread() -> Iterator[None]:
    """As in the program: widgets that were let go never go in the thread of a job."""
    gc.disable()
    yield
    gc.enable()
    gc.collect()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "gloss.ini")


@pytest.fixture
def open_window(qtbot: QtBot, library: Library, settings: Settings) -> Iterator[Callable[[], MainWindow]]:
    """Open the window on the library, as a start does; each one is closed at the end, and its look with it."""
    windows: list[MainWindow] = []
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    font, colours = app.font(), app.palette()

    def open_one() -> MainWindow:
        window = MainWindow(services_of(library), settings, Keys())
        windows.append(window)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        QApplication.processEvents()
        return window

    yield open_one
    for window in windows:
        window.close()
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    app.setStyleSheet("")
    app.setFont(font)
    app.setPalette(colours)


@pytest.fixture
def window(library: Library, open_window: Callable[[], MainWindow]) -> MainWindow:
    """The window, on a library with one article, the focus in its text."""
    add_article(library)
    window = open_window()
    window.pane.setFocus()
    return window


class PaneOnArticle:
    """A reading pane that shows one article, and what it wishes for."""

    def __init__(self, pane: ReadingPane, library: Library) -> None:
        self.pane = pane
        self._library = library
        self.wishes: list[tuple[tuple[Span, ...], Label]] = []
        self.told: list[str] = []
        pane.tag_requested.connect(lambda spans, label: self.wishes.append((spans, label)))
        pane.told.connect(self.told.append)

    def show(self, text: str) -> int:
        """Show a text as an article; its id."""
        article_id = add_article(self._library, text)
        article = self._library.articles.get(article_id)
        assert article is not None
        self.pane.show_article(article, Annotate(self._library).index(article_id))
        return article_id

    def annotate(self, article_id: int, quote: str, label: str) -> Annotation:
        """Tag the first place of a quote; the annotation is in the library and in the pane."""
        annotation = tag(self._library, article_id, quote, label=label)
        self.pane.refresh((annotation.id,), [annotation])
        return annotation

    def label(self, name: str) -> Label:
        """The label of this name."""
        return label_of(self._library, name)


@pytest.fixture
def on_article(qtbot: QtBot, library: Library) -> PaneOnArticle:
    pane = ReadingPane(Keys(), load_theme(ThemeChoice.LIGHT), Typography())
    pane.set_codebook(library.labels.codebook())
    qtbot.addWidget(pane)
    pane.resize(760, 600)
    pane.show()
    qtbot.waitExposed(pane)
    return PaneOnArticle(pane, library)
