"""The find bar and the finder behind it."""

from collections.abc import Iterator
from itertools import count, pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTextEdit, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader.domain.span import Span
from reader.ui.finder import Finder
from reader.ui.keys import Keys
from reader.ui.panes.find_bar import FindBar
from reader.ui.theme import ThemeChoice, load_theme

KEY, MODIFIER = Qt.Key, Qt.KeyboardModifier


class Stage(QWidget):
    """A text, the bar below it, and all that the bar has told."""

    def __init__(self) -> None:
        super().__init__()
        self.text = QTextEdit("A text with some words in it. " * 400)
        self.bar = FindBar(Keys(), load_theme(ThemeChoice.LIGHT))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.bar)
        self.told: list[object] = []
        self.bar.wanted.connect(lambda *wanted: self.told.append(wanted))
        self.bar.stepped.connect(self.told.append)
        self.bar.closed.connect(lambda: self.told.append("closed"))

    @property
    def field(self) -> QLineEdit:
        found = self.bar.findChild(QLineEdit, "findField")
        assert isinstance(found, QLineEdit)
        return found

    @property
    def count(self) -> str:
        found = self.bar.findChild(QLabel, "findCount")
        assert isinstance(found, QLabel)
        return found.text()

    def button(self, name: str) -> QToolButton:
        found = self.bar.findChild(QToolButton, f"find{name}")
        assert isinstance(found, QToolButton)
        return found


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    stage = Stage()
    qtbot.addWidget(stage)
    stage.resize(760, 500)
    stage.show()
    qtbot.waitExposed(stage)
    stage.activateWindow()
    stage.text.setFocus()
    return stage


def test_it_is_not_there_until_something_is_to_be_found(stage: Stage) -> None:
    assert not stage.bar.isVisible()
    stage.bar.begin("")
    assert stage.bar.isVisible()
    assert stage.field.hasFocus()


def test_it_begins_with_what_was_selected_in_the_text_and_looks_for_it_at_once(stage: Stage) -> None:
    stage.bar.begin("some words")
    assert stage.told == [("some words", False, False)]
    assert stage.field.selectedText() == "some words"


def test_it_begins_again_with_what_was_there_before(stage: Stage) -> None:
    stage.bar.begin("some words")
    stage.bar.begin("")
    assert stage.told == [("some words", False, False)] * 2
    assert stage.field.selectedText() == "some words"


def test_what_is_typed_is_told_once_the_fingers_rest(qtbot: QtBot, stage: Stage) -> None:
    stage.bar.begin("")
    stage.told.clear()
    with qtbot.waitSignal(stage.bar.wanted):
        qtbot.keyClicks(stage.field, "chen")
    assert stage.told == [("chen", False, False)]


@pytest.mark.parametrize(
    ("key", "modifier", "step"),
    [
        (KEY.Key_Return, MODIFIER.NoModifier, 1),
        (KEY.Key_Enter, MODIFIER.KeypadModifier, 1),
        (KEY.Key_F3, MODIFIER.NoModifier, 1),
        (KEY.Key_Down, MODIFIER.NoModifier, 1),
        (KEY.Key_Return, MODIFIER.ShiftModifier, -1),
        (KEY.Key_F3, MODIFIER.ShiftModifier, -1),
        (KEY.Key_Up, MODIFIER.NoModifier, -1),
    ],
)
def test_keys_step_from_hit_to_hit(
    qtbot: QtBot, stage: Stage, key: Qt.Key, modifier: Qt.KeyboardModifier, step: int
) -> None:
    stage.bar.begin("chen")
    stage.told.clear()
    qtbot.keyClick(stage.field, key, modifier)
    assert stage.told == [step]


def test_enter_right_after_typing_looks_first_and_steps_then(qtbot: QtBot, stage: Stage) -> None:
    stage.bar.begin("")
    stage.told.clear()
    qtbot.keyClicks(stage.field, "chen")
    qtbot.keyClick(stage.field, KEY.Key_Return)
    assert stage.told == [("chen", False, False), 1]


def test_buttons_step_too(qtbot: QtBot, stage: Stage) -> None:
    stage.bar.begin("chen")
    stage.bar.show_count(1, 2)
    stage.told.clear()
    qtbot.mouseClick(stage.button("Next"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(stage.button("Previous"), Qt.MouseButton.LeftButton)
    assert stage.told == [1, -1]


def test_case_and_whole_words_are_told_as_they_are_chosen(qtbot: QtBot, stage: Stage) -> None:
    stage.bar.begin("chen")
    stage.told.clear()
    qtbot.keyClick(stage.field, KEY.Key_C, MODIFIER.AltModifier)
    qtbot.mouseClick(stage.button("WholeWords"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(stage.field, KEY.Key_W, MODIFIER.AltModifier)
    assert stage.told == [("chen", True, False), ("chen", True, True), ("chen", True, False)]
    assert stage.button("MatchCase").isChecked()


@pytest.mark.parametrize("name", ["field", "Next", "WholeWords"])
def test_esc_closes_it_wherever_the_focus_is_in_it(qtbot: QtBot, stage: Stage, name: str) -> None:
    stage.bar.begin("chen")
    stage.bar.show_count(1, 2)
    holder = stage.field if name == "field" else stage.button(name)
    holder.setFocus()
    qtbot.keyClick(holder, KEY.Key_Escape)
    assert stage.told[-1] == "closed"
    assert not stage.bar.isVisible()


def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot, stage: Stage) -> None:
    stage.bar.begin("chen")
    stage.bar.show_count(1, 2)
    stage.told.clear()
    stage.button("Previous").setFocus()
    qtbot.keyClick(stage.button("Previous"), KEY.Key_Return)
    assert stage.told == [-1]


def test_every_control_is_reached_by_tab_and_has_a_name(qtbot: QtBot, stage: Stage) -> None:
    stage.bar.begin("chen")
    stage.bar.show_count(1, 2)
    names = []
    for _ in range(6):
        held = stage.bar.focusWidget()
        names.append(held.accessibleName())
        qtbot.keyClick(held, KEY.Key_Tab)
    assert names == ["Find in the article", "Previous hit", "Next hit", "Match case", "Whole words", "Close"]


@pytest.mark.parametrize(
    ("current", "total", "complete", "words"),
    [
        (3, 17, True, "3 of 17"),
        (1, 12345, True, "1 of 12,345"),
        (1, 640, False, "1 of 640+"),
        (0, 17, True, "17 found"),
        (0, 0, True, "Nothing found"),
        (0, 0, False, ""),
    ],
)
def test_the_count_is_told_in_words(stage: Stage, current: int, total: int, complete: bool, words: str) -> None:
    stage.bar.begin("chen")
    stage.bar.show_count(current, total, complete)
    assert stage.count == words
    assert stage.button("Next").isEnabled() is (total > 0)


def test_where_nothing_is_wanted_nothing_is_told(stage: Stage) -> None:
    stage.bar.begin("")
    stage.bar.show_count(0, 0)
    assert stage.count == ""


def test_what_is_pasted_has_the_line_breaks_that_texts_have(stage: Stage) -> None:
    stage.bar.begin("one\u2028two\r\nthree\u00a0four")
    assert stage.told == [("one\ntwo\nthree\u00a0four", False, False)]


def test_the_text_does_not_jump_when_the_bar_comes_and_goes(qtbot: QtBot, stage: Stage) -> None:
    stage.text.verticalScrollBar().setValue(200)
    before = stage.text.verticalScrollBar().value(), stage.text.pos()
    stage.bar.begin("chen")
    qtbot.wait(1)
    assert (stage.text.verticalScrollBar().value(), stage.text.pos()) == before
    qtbot.keyClick(stage.field, KEY.Key_Escape)
    assert (stage.text.verticalScrollBar().value(), stage.text.pos()) == before


@pytest.mark.parametrize("theme", [ThemeChoice.LIGHT, ThemeChoice.SEPIA, ThemeChoice.DARK])
@pytest.mark.parametrize("width", [330, 500, 760])
def test_nothing_in_it_is_cut_off_at_any_width(qtbot: QtBot, stage: Stage, theme: ThemeChoice, width: int) -> None:
    stage.bar.set_theme(load_theme(theme))
    stage.resize(width, 400)
    stage.bar.begin("something longer than the field is wide, to be sure")
    stage.bar.show_count(1234, 12345)
    QApplication.processEvents()
    parts = stage.bar.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    places = sorted((part.geometry() for part in parts), key=lambda place: place.left())
    assert len(places) == 7
    assert places[-1].right() < width
    assert all(left.right() < right.left() for left, right in pairwise(places))
    assert all(label.width() >= label.sizeHint().width() for label in stage.bar.findChildren(QLabel))


class Heard:
    """A finder, and all that it has told."""

    def __init__(self) -> None:
        self.finder = Finder()
        self.reached: list[Span] = []
        self.counts: list[tuple[int, int, bool]] = []
        self.finder.reached.connect(self.reached.append)
        self.finder.counted.connect(lambda *counted: self.counts.append(counted))


HITS = [Span(0, 2), Span(10, 12), Span(20, 22)]


def test_a_finder_goes_to_the_first_hit_from_the_caret_on(qtbot: QtBot) -> None:
    heard = Heard()
    heard.finder.look_for(iter(HITS), 5)
    assert heard.reached == [HITS[1]]
    assert heard.counts[-1] == (2, 3, True)
    assert heard.finder.current() == HITS[1]


@pytest.mark.parametrize(
    ("match_case", "whole_words", "total"), [(False, False, 4), (True, False, 3), (False, True, 2), (True, True, 1)]
)
def test_a_finder_finds_by_case_and_by_whole_words_as_it_is_told(
    qtbot: QtBot, match_case: bool, whole_words: bool, total: int
) -> None:
    heard = Heard()
    heard.finder.find("Chen ChenXi chen WuChen", "Chen", match_case=match_case, whole_words=whole_words, index=0)
    assert heard.counts[-1] == (1, total, True)


def test_a_finder_finds_nothing_where_nothing_is_wanted(qtbot: QtBot) -> None:
    heard = Heard()
    heard.finder.find("Chen", "", match_case=False, whole_words=False, index=0)
    assert heard.counts[-1] == (0, 0, True)


def test_a_finder_steps_round_from_the_current_hit_or_from_the_caret_that_left_it(qtbot: QtBot) -> None:
    heard = Heard()
    heard.finder.look_for(iter(HITS), 0)
    heard.finder.step(1, caret=2)
    heard.finder.step(-1, caret=10)
    heard.finder.step(-1, caret=0)
    heard.finder.step(1, caret=5)
    heard.finder.step(-1, caret=5)
    assert heard.reached == [HITS[0], HITS[1], HITS[0], HITS[2], HITS[1], HITS[0]]


def test_a_finder_without_hits_reaches_nothing(qtbot: QtBot) -> None:
    heard = Heard()
    heard.finder.look_for(iter(()), 0)
    heard.finder.step(1, caret=0)
    assert (heard.reached, heard.counts[-1], heard.finder.current()) == ([], (0, 0, True), None)


def test_a_finder_that_has_much_to_find_lets_the_window_live_and_finds_all(qtbot: QtBot) -> None:
    many = 300_000

    def hits() -> Iterator[Span]:
        yield from (Span(2 * number, 2 * number + 1) for number in range(many))

    heard = Heard()
    heard.finder.look_for(hits(), 1_000)
    assert heard.reached == [Span(1_000, 1_001)]
    assert not heard.counts[-1][2]
    qtbot.waitUntil(lambda: heard.counts[-1][2])
    assert heard.counts[-1] == (501, many, True)
    assert len(heard.reached) == 1


def test_a_finder_waits_for_the_hit_at_the_caret_where_it_is_not_found_yet(qtbot: QtBot) -> None:
    def hits() -> Iterator[Span]:
        yield from (Span(2 * number, 2 * number + 1) for number in range(300_000))

    heard = Heard()
    heard.finder.look_for(hits(), 500_000)
    assert heard.reached == []
    qtbot.waitUntil(lambda: heard.counts[-1][2])
    assert heard.reached == [Span(500_000, 500_001)]


def test_a_new_search_drops_the_one_before_it(qtbot: QtBot) -> None:
    heard = Heard()
    heard.finder.look_for((Span(number, number + 1) for number in count()), 0)
    heard.finder.look_for(iter(HITS), 0)
    qtbot.wait(20)
    assert heard.counts[-1] == (1, 3, True)


def test_a_finder_that_is_stopped_has_no_hits(qtbot: QtBot) -> None:
    heard = Heard()
    heard.finder.look_for((Span(number, number + 1) for number in count()), 0)
    with qtbot.waitSignal(heard.finder.hits_changed):
        heard.finder.stop()
    told = len(heard.counts)
    qtbot.wait(20)
    assert (len(heard.finder.finding), heard.finder.current(), len(heard.counts)) == (0, None, told)
