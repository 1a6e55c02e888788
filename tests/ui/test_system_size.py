"""Who has chosen larger letters for the whole system finds them in Gloss too, and nothing is cut off by them."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from reader.storage.library import Library
from reader.ui.main_window import MainWindow
from reader.ui.system_size import scale_of, scaled, system_scale
from reader.ui.theme import INTERFACE_PIXELS, READING_PIXELS, interface_font
from tests.making import tag
from tests.ui.conftest import OpenWindow, PaneOnArticle, add_article

LARGE = 1.6
USUAL = {"win32": 9, "darwin": 13}.get(sys.platform, 11)


def _forget() -> None:
    system_scale.cache_clear()
    interface_font.cache_clear()


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A system whose letters are 1.6 times as large as usual."""
    monkeypatch.setattr(QFontDatabase, "systemFont", lambda _which: QFont("Noto Sans", round(USUAL * LARGE)))
    _forget()
    yield
    monkeypatch.undo()
    _forget()


@pytest.fixture
def window(large: None, library: Library, open_window: OpenWindow) -> MainWindow:
    """The window on a tagged article, with large letters."""
    article = add_article(library)
    tag(library, article, "Ines Duarte")
    tag(library, article, "Omar Haddad")
    window = open_window()
    window.resize(1400, 900)
    window.pane.setFocus()
    window.pane.set_current(1)
    QApplication.processEvents()
    return window


@pytest.mark.parametrize(
    ("points", "platform", "scale"),
    [(9, "win32", 1.0), (18, "win32", 2.0), (13, "darwin", 1.0), (11, "linux", 1.0), (22, "linux", 2.0)],
)
def test_letters_as_large_as_usual_leave_all_as_it_is(points: int, platform: str, scale: float) -> None:
    assert scale_of(QFont("Sans", points), platform) == scale


@pytest.mark.parametrize("points", [1, 6, 9, 10])
def test_small_letters_of_the_system_make_nothing_smaller(points: int) -> None:
    assert scale_of(QFont("Sans", points), "linux") == 1.0


def test_no_letters_of_the_system_make_it_more_than_twice_as_large() -> None:
    assert scale_of(QFont("Sans", 90), "linux") == 2.0


def test_a_size_in_pixels_tells_nothing() -> None:
    font = QFont("Sans")
    font.setPixelSize(90)
    assert scale_of(font, "linux") == 1.0


def test_the_interface_is_as_usual_where_the_letters_of_the_system_are() -> None:
    assert interface_font().pixelSize() == INTERFACE_PIXELS


def test_the_interface_and_the_text_grow_with_the_letters_of_the_system(window: MainWindow) -> None:
    assert QApplication.font().pixelSize() == pytest.approx(INTERFACE_PIXELS * LARGE, abs=1)
    assert window.pane.document().defaultFont().pixelSize() == pytest.approx(READING_PIXELS * LARGE, abs=1)


@pytest.mark.usefixtures("large")
def test_a_line_of_the_text_holds_as_much_as_ever(on_article: PaneOnArticle) -> None:
    on_article.pane.resize(1600, 800)
    on_article.show("A title\n\n" + "words " * 400)
    frame = on_article.pane.document().rootFrame().frameFormat()
    room = on_article.pane.viewport().width() - frame.leftMargin() - frame.rightMargin()
    assert room == pytest.approx(608 * system_scale(), abs=1)


def test_zoom_is_still_told_in_percent_of_the_usual(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.pane, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert window.status.said() == "Text at 110 %"


def _cut_off(part: QWidget) -> list[str]:
    """The words of a part that have not the height of their letters."""
    written: list[QLabel | QAbstractButton | QLineEdit] = [*part.findChildren(QLabel)]
    written += [*part.findChildren(QAbstractButton), *part.findChildren(QLineEdit)]
    shown = [widget for widget in written if widget.isVisible() and widget.text()]
    return [widget.text() for widget in shown if widget.height() < QFontMetrics(widget.font()).height()]


def test_no_words_of_the_window_are_cut_off_by_large_letters(window: MainWindow) -> None:
    window._finding.begin()
    QApplication.processEvents()
    assert _cut_off(window) == []


def test_no_row_is_lower_than_its_letters(window: MainWindow) -> None:
    window._going_back.show_history()
    window._choosing.open_palette()
    QApplication.processEvents()
    letters = QFontMetrics(interface_font()).height()
    views = window.findChildren(QTableView)
    assert len(views) == 4
    assert [view.objectName() for view in views if view.rowHeight(0) < letters] == []


def test_chips_and_the_line_below_grow_with_their_letters(window: MainWindow) -> None:
    chip = window.frame.labels.chips()[0]
    assert [chip.height(), window.status.height()] == [scaled(24), scaled(28)]
    assert chip.height() == pytest.approx(24 * LARGE, abs=1)
