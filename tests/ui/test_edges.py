"""Edges of annotations that keys and the mouse lead on, in texts of every kind."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.domain.annotation import Annotation
from reader.domain.giants import breaks
from reader.storage.library import Library
from reader.ui.main_window import MainWindow
from tests.making import only
from tests.making import tag as tag_in
from tests.ui.conftest import OpenWindow, add_article

NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
START, STOP = Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight
LEFT, RIGHT, UP, DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down


class Edges:
    """A window on one article with one annotation, whose edges are led on by keys."""

    def __init__(self, qtbot: QtBot, library: Library, open_window: OpenWindow, text: str, *quotes: str) -> None:
        self._qtbot = qtbot
        self._library = library
        article_id = add_article(library, text)
        self.made = tag_in(library, article_id, *quotes)
        self.text = library.articles.text(article_id)
        self.window: MainWindow = open_window()
        self.window.pane.setFocus()
        self.press(Qt.Key.Key_Tab)

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        for key in keys:
            self._qtbot.keyClick(self.window.pane, key, modifier)

    def annotation(self) -> Annotation:
        return only(self._library, self.made.id)

    def quotes(self) -> list[str]:
        return [part.of(self.text) for part in self.annotation().parts]


@pytest.mark.parametrize(
    ("keys", "quote"),
    [
        ((STOP, RIGHT), "Ines D"),
        ((STOP, RIGHT, LEFT), "Ines"),
        ((STOP, RIGHT, LEFT, LEFT), "Ine"),
        ((START, LEFT), "r Ines"),
        ((START, LEFT, RIGHT), "Ines"),
    ],
)
def test_an_edge_goes_over_a_space_with_one_key(
    qtbot: QtBot, library: Library, open_window: OpenWindow, keys: tuple[Qt.Key, ...], quote: str
) -> None:
    edges = Edges(qtbot, library, open_window, "Title\n\nMayor Ines Duarte.", "Ines")
    edges.press(*keys)
    assert edges.quotes() == [quote]


@pytest.mark.parametrize(
    ("keys", "quote"),
    [
        ((STOP, RIGHT), "first.\n\n \nT"),
        ((STOP, RIGHT, LEFT), "first."),
        ((STOP, DOWN), "first.\n\n \nThe first."),
        ((STOP, DOWN, UP), "first."),
        ((START, LEFT, LEFT, LEFT, LEFT), "e\n\nThe first."),
        ((STOP, Qt.Key.Key_Home), "f"),
    ],
)
def test_an_edge_goes_over_blank_lines_to_another_paragraph(
    qtbot: QtBot, library: Library, open_window: OpenWindow, keys: tuple[Qt.Key, ...], quote: str
) -> None:
    edges = Edges(qtbot, library, open_window, "Title\n\nThe first.\n\n \nThe first.e.", "first.")
    edges.press(*keys)
    assert edges.quotes() == [quote]


@pytest.mark.parametrize(
    "cluster", ["👨‍👩‍👧‍👦", "🇫🇮", "e\u0301", "👍🏽", "नि", "क्ष", "กำ", "각", "க்ஷ", "o\u0308\u0323"]
)
def test_an_edge_goes_over_a_cluster_with_one_key_and_back(
    qtbot: QtBot, library: Library, open_window: OpenWindow, cluster: str
) -> None:
    edges = Edges(qtbot, library, open_window, f"Title\n\nx{cluster}word{cluster}y end", "word")
    for hold, away, back, moved in ((STOP, RIGHT, LEFT, f"word{cluster}"), (START, LEFT, RIGHT, f"{cluster}word")):
        edges.press(hold, away)
        assert edges.quotes() == [moved]
        edges.press(back)
        assert edges.quotes() == ["word"]


@pytest.mark.parametrize(("hold", "key"), [((START, START), LEFT), ((STOP, STOP), RIGHT)])
@pytest.mark.parametrize("gap", ["👨‍👩‍👧‍👦", " 🇫🇮 ", " "])
def test_an_inner_edge_stops_a_cluster_before_the_next_fragment(
    qtbot: QtBot, library: Library, open_window: OpenWindow, hold: tuple[Qt.Key, ...], key: Qt.Key, gap: str
) -> None:
    edges = Edges(qtbot, library, open_window, f"Title\n\none{gap}two", "one", "two")
    edges.press(*hold, *[key] * 9)
    assert len(edges.quotes()) == 2
    assert edges.annotation().uid == edges.made.uid


@pytest.mark.parametrize(("hold", "key", "quote"), [(START, LEFT, "On"), (STOP, RIGHT, "ne")])
def test_an_edge_stops_at_the_ends_of_the_text(
    qtbot: QtBot, library: Library, open_window: OpenWindow, hold: Qt.Key, key: Qt.Key, quote: str
) -> None:
    edges = Edges(qtbot, library, open_window, "One", "n")
    edges.press(hold, *[key] * 5)
    assert edges.quotes() == [quote]


def test_an_edge_goes_over_a_break_that_is_only_shown(qtbot: QtBot, library: Library, open_window: OpenWindow) -> None:
    line = "".join(f"word{number:05} " for number in range(2000))
    broken = breaks(line)[0]
    quote = line[broken - 20 : broken + 1]
    edges = Edges(qtbot, library, open_window, f"Title\n\n{line}", quote)
    edges.press(STOP, *[LEFT] * 3)
    assert edges.quotes() == [quote[:-4]]
    edges.press(*[RIGHT] * 3)
    assert edges.quotes() == [quote]
