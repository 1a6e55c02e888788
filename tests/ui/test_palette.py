"""The palette: what it shows while a person types, what keys and the mouse do there, where it opens."""

from dataclasses import replace
from time import perf_counter

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTableView, QTextEdit, QVBoxLayout, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from reader.domain.codebook import Codebook, Label, LabelKind
from reader.domain.colour import MARK_CONTRAST, TEXT_CONTRAST, contrast
from reader.domain.entity import Entity
from reader.ui.floating import placed
from reader.ui.keys import Keys
from reader.ui.names import override
from reader.ui.painting.rows import floating_ground, hover_ground
from reader.ui.panes.palette.choices import Choice, ChoiceKind, Heading, entity_choices, label_choices
from reader.ui.panes.palette.palette import Palette
from reader.ui.panes.palette.rows import PaletteRole, PaletteRows
from reader.ui.theme import Theme, ThemeChoice, every_theme, load_theme

KEY, MODIFIER = Qt.Key, Qt.KeyboardModifier
NAMES = ("Person", "Organization", "Place", "Event", "Statement", "Quotation", "Promise or plan")


def label_named(number: int, name: str) -> Label:
    kind = LabelKind.CLAIM if number >= 4 else LabelKind.ENTITY
    return Label(number + 1, f"u{number}", kind, name, "#0072B2", str(number), f"What {name} is.", None, number, False)


LABELS = tuple(label_named(number, name) for number, name in enumerate(NAMES))
CHOICES = label_choices(Codebook(LABELS))
PEOPLE = [
    Choice(ChoiceKind.ENTITY, number + 1, name, LABELS[0])
    for number, name in enumerate(("Pyotr", "Chen Wenqing", "ليلى حداد"))
]


class Stage(QWidget):
    """A window with a text and a palette over it, and all that the palette has told."""

    def __init__(self) -> None:
        super().__init__()
        self.text = _Text("A text with some words in it. " * 200)
        self.other = QLineEdit()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text)
        layout.addWidget(self.other)
        self.palette_ = Palette(Keys(), load_theme(ThemeChoice.LIGHT), self.text)
        self.told: list[object] = []
        self.palette_.chosen.connect(self.told.append)
        self.palette_.closed.connect(lambda: self.told.append("closed"))

    def open(self, *, y: int = 100) -> None:
        beside = QRect(self.text.mapToGlobal(QPoint(60, y)), QSize(80, 20))
        self.palette_.open_at(beside, "Tag “Chen”")

    @property
    def field(self) -> QLineEdit:
        found = self.palette_.findChild(QLineEdit, "paletteField")
        assert isinstance(found, QLineEdit)
        return found

    @property
    def view(self) -> QTableView:
        found = self.palette_.findChild(QTableView, "paletteRows")
        assert isinstance(found, QTableView)
        return found

    def rows(self) -> list[str]:
        model = self.view.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def selected(self) -> str:
        return str(self.view.currentIndex().data())


class _Text(QTextEdit):
    releases = 0

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.releases += 1
        super().mouseReleaseEvent(event)


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    stage = Stage()
    qtbot.addWidget(stage)
    stage.resize(700, 700)
    stage.show()
    qtbot.waitExposed(stage)
    stage.activateWindow()
    stage.text.setFocus()
    stage.palette_.set_choices(CHOICES)
    return stage


def test_it_opens_with_all_labels_and_the_first_selected(stage: Stage) -> None:
    stage.open()
    assert stage.rows() == list(NAMES)
    assert stage.selected() == "Person"
    assert stage.field.hasFocus()


def test_typing_shows_what_matches_and_selects_the_best(qtbot: QtBot, stage: Stage) -> None:
    stage.open()
    qtbot.keyClicks(stage.field, "pl")
    assert stage.rows() == ["Place", "Promise or plan"]
    assert stage.selected() == "Place"


def test_enter_chooses_closes_and_gives_the_focus_back(qtbot: QtBot, stage: Stage) -> None:
    stage.open()
    qtbot.keyClicks(stage.field, "quo")
    qtbot.keyClick(stage.field, KEY.Key_Return)
    assert stage.told == [CHOICES[5], "closed"]
    assert not stage.palette_.isVisible()
    assert stage.text.hasFocus()


def test_esc_closes_without_a_choice_and_gives_the_focus_back(qtbot: QtBot, stage: Stage) -> None:
    stage.open()
    qtbot.keyClick(stage.field, KEY.Key_Escape)
    assert stage.told == ["closed"]
    assert stage.text.hasFocus()


def test_the_key_that_opens_it_closes_it(qtbot: QtBot, stage: Stage) -> None:
    stage.open()
    qtbot.keyClick(stage.field, KEY.Key_K, MODIFIER.ControlModifier)
    assert stage.told == ["closed"]


def test_it_opens_empty_after_it_was_typed_in(qtbot: QtBot, stage: Stage) -> None:
    stage.open()
    qtbot.keyClicks(stage.field, "quo")
    qtbot.keyClick(stage.field, KEY.Key_Escape)
    stage.open()
    assert (stage.field.text(), stage.selected()) == ("", "Person")


def test_a_digit_only_filters(qtbot: QtBot, stage: Stage) -> None:
    stage.open()
    qtbot.keyClicks(stage.field, "2")
    assert (stage.field.text(), stage.rows(), stage.told) == ("2", [], [])


@pytest.mark.parametrize(
    ("keys", "selected"),
    [
        ([(KEY.Key_Down, MODIFIER.NoModifier)], "Organization"),
        ([(KEY.Key_N, MODIFIER.ControlModifier)], "Organization"),
        ([(KEY.Key_Tab, MODIFIER.NoModifier)], "Organization"),
        ([(KEY.Key_Down, MODIFIER.NoModifier), (KEY.Key_Up, MODIFIER.NoModifier)], "Person"),
        ([(KEY.Key_Down, MODIFIER.NoModifier), (KEY.Key_P, MODIFIER.ControlModifier)], "Person"),
        ([(KEY.Key_Down, MODIFIER.NoModifier), (KEY.Key_Backtab, MODIFIER.ShiftModifier)], "Person"),
        ([(KEY.Key_PageDown, MODIFIER.NoModifier)], "Promise or plan"),
        ([(KEY.Key_PageDown, MODIFIER.NoModifier), (KEY.Key_PageUp, MODIFIER.NoModifier)], "Person"),
        ([(KEY.Key_End, MODIFIER.ControlModifier)], "Promise or plan"),
        ([(KEY.Key_End, MODIFIER.ControlModifier), (KEY.Key_Down, MODIFIER.NoModifier)], "Promise or plan"),
        ([(KEY.Key_End, MODIFIER.ControlModifier), (KEY.Key_Home, MODIFIER.ControlModifier)], "Person"),
        ([(KEY.Key_Up, MODIFIER.NoModifier)], "Person"),
    ],
)
def test_keys_move_through_the_rows_and_stop_at_the_ends(
    qtbot: QtBot, stage: Stage, keys: list[tuple[Qt.Key, Qt.KeyboardModifier]], selected: str
) -> None:
    stage.open()
    for key, modifier in keys:
        qtbot.keyClick(stage.field, key, modifier)
    assert stage.selected() == selected
    assert stage.field.hasFocus()


def test_a_click_chooses(qtbot: QtBot, stage: Stage) -> None:
    stage.open()
    place = stage.view.visualRect(stage.view.model().index(2, 0)).center()
    qtbot.mouseClick(stage.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert stage.told == [CHOICES[2], "closed"]
    assert stage.text.hasFocus()


def test_a_press_elsewhere_closes_it_and_leaves_the_selection_alone(qtbot: QtBot, stage: Stage) -> None:
    cursor = stage.text.textCursor()
    cursor.movePosition(cursor.MoveOperation.NextWord, cursor.MoveMode.KeepAnchor)
    stage.text.setTextCursor(cursor)
    stage.open()
    qtbot.mouseClick(stage.text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 600))
    assert stage.told == ["closed"]
    assert stage.text.textCursor().hasSelection()
    assert stage.text.hasFocus()
    assert stage.text.releases == 0
    qtbot.mouseClick(stage.text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 600))
    assert not stage.text.textCursor().hasSelection()
    assert stage.text.releases == 1


def test_a_press_in_another_field_closes_it_and_the_focus_stays_in_the_text(qtbot: QtBot, stage: Stage) -> None:
    stage.open()
    qtbot.mouseClick(stage.other, Qt.MouseButton.LeftButton)
    assert stage.told == ["closed"]
    assert stage.text.hasFocus()


@pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton])
def test_a_press_on_its_own_edge_does_not_close_it(qtbot: QtBot, stage: Stage, button: Qt.MouseButton) -> None:
    stage.open()
    qtbot.mouseClick(stage.palette_, button, pos=QPoint(3, 3))
    assert stage.palette_.isVisible()
    assert stage.field.hasFocus()


def test_it_closes_when_the_focus_goes_elsewhere_and_does_not_take_it_back(qtbot: QtBot, stage: Stage) -> None:
    stage.open()
    stage.other.setFocus()
    assert stage.told == ["closed"]
    assert stage.other.hasFocus()


def test_no_shortcut_of_the_window_works_around_it(qtbot: QtBot, stage: Stage) -> None:
    action = QAction(stage)
    action.setShortcut("Ctrl+Return")
    done: list[str] = []
    action.triggered.connect(lambda: done.append("done"))
    stage.addAction(action)
    qtbot.keyClick(stage.text, KEY.Key_Return, MODIFIER.ControlModifier)
    assert done == ["done"]
    stage.open()
    qtbot.keyClick(stage.field, KEY.Key_Return, MODIFIER.ControlModifier)
    assert done == ["done"]


def test_where_nothing_matches_it_says_so_and_enter_does_nothing(qtbot: QtBot, stage: Stage) -> None:
    stage.open()
    qtbot.keyClicks(stage.field, "xyz")
    qtbot.keyClick(stage.field, KEY.Key_Return)
    words = stage.palette_._nothing
    assert (words.text(), words.isVisible(), stage.told) == ("No label of that name.", True, [])
    qtbot.keyClick(stage.field, KEY.Key_A, MODIFIER.ControlModifier)
    qtbot.keyClicks(stage.field, "pl")
    assert not words.isVisible()


def test_an_empty_codebook_is_told(stage: Stage) -> None:
    stage.palette_.set_choices([])
    stage.open()
    assert stage.palette_._nothing.text() == "The codebook has no labels yet."


def test_labels_and_entities_stand_in_groups_the_best_first(qtbot: QtBot, stage: Stage) -> None:
    stage.palette_.set_choices([*CHOICES, *PEOPLE])
    stage.open()
    assert stage.rows() == ["Labels", *NAMES, "Entities", *(choice.title for choice in PEOPLE)]
    assert stage.selected() == "Person"
    qtbot.keyClicks(stage.field, "chen")
    assert stage.rows() == ["Entities", "Chen Wenqing"]
    qtbot.keyClick(stage.field, KEY.Key_Return)
    assert stage.told[0] == PEOPLE[1]


def test_an_entity_is_found_by_what_else_it_is_called(qtbot: QtBot, stage: Stage) -> None:
    chen = Entity(7, "u", "Chen Wenqing", LABELS[0].id, aliases=("Secretary Chen", "陈文清"))
    stage.palette_.set_choices([*CHOICES, *entity_choices([chen], Codebook(LABELS))])
    stage.open()
    stage.field.setText("陈")
    assert stage.rows() == ["Entities", "Chen Wenqing"]
    told = stage.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Chen Wenqing, Person, Secretary Chen, 陈文清"


def test_keys_pass_over_headings(qtbot: QtBot, stage: Stage) -> None:
    stage.palette_.set_choices([*CHOICES[:1], *PEOPLE])
    stage.open()
    qtbot.keyClick(stage.field, KEY.Key_Down)
    assert stage.selected() == "Pyotr"
    qtbot.keyClick(stage.field, KEY.Key_Up)
    assert stage.selected() == "Person"


def test_a_click_on_a_heading_chooses_nothing(qtbot: QtBot, stage: Stage) -> None:
    stage.palette_.set_choices([*CHOICES, *PEOPLE])
    stage.open()
    place = stage.view.visualRect(stage.view.model().index(0, 0)).center()
    qtbot.mouseClick(stage.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert stage.told == []
    assert stage.selected() == "Person"


def test_the_rows_are_renewed_where_the_codebook_changes_meanwhile(qtbot: QtBot, stage: Stage) -> None:
    stage.open()
    qtbot.keyClicks(stage.field, "per")
    stage.palette_.set_choices(label_choices(Codebook((replace(LABELS[0], name="Perpetrator"),))))
    assert stage.rows() == ["Perpetrator"]


def test_it_stands_below_what_is_tagged_or_above_it_and_inside_the_window(stage: Stage) -> None:
    stage.open(y=100)
    assert stage.palette_.geometry().top() == 100 + 20 + 4
    stage.palette_.leave()
    stage.open(y=620)
    assert stage.palette_.geometry().bottom() == 620 - 4 - 1
    assert stage.rect().contains(stage.palette_.geometry())


@pytest.mark.parametrize("y", [100, 650])
def test_the_field_stays_where_it_is_while_a_person_types(qtbot: QtBot, stage: Stage, y: int) -> None:
    stage.open(y=y)
    before = stage.field.mapToGlobal(QPoint())
    edge = stage.palette_.geometry().bottom()
    for typed in ("q", "u", "z"):
        qtbot.keyClicks(stage.field, typed)
        assert stage.field.mapToGlobal(QPoint()) == before
    assert (stage.palette_.geometry().bottom() == edge) is (y == 650)


def test_the_text_beneath_does_not_move(qtbot: QtBot, stage: Stage) -> None:
    bar = stage.text.verticalScrollBar()
    bar.setValue(40)
    before = (stage.text.geometry(), bar.value())
    stage.open()
    qtbot.keyClicks(stage.field, "pl")
    qtbot.keyClick(stage.field, KEY.Key_Return)
    assert (stage.text.geometry(), bar.value()) == before


def test_it_stays_inside_a_window_that_is_made_smaller(stage: Stage) -> None:
    stage.open()
    stage.resize(440, 420)
    assert stage.rect().contains(stage.palette_.geometry())


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        (QRect(10, 10, 50, 20), QRect(10, 34, 200, 100)),
        (QRect(380, 10, 50, 20), QRect(300, 34, 200, 100)),
        (QRect(10, 350, 50, 20), QRect(10, 246, 200, 100)),
        (QRect(-50, 10, 50, 20), QRect(0, 34, 200, 100)),
        (QRect(10, 0, 50, 400), QRect(10, 300, 200, 100)),
    ],
)
def test_a_floating_rectangle_is_put_where_there_is_room(beside: QRect, expected: QRect) -> None:
    assert placed(beside, QSize(200, 100), QRect(0, 0, 500, 400)) == expected


def test_what_is_larger_than_the_room_is_made_smaller() -> None:
    room = QRect(8, 8, 150, 60)
    assert placed(QRect(10, 10, 20, 20), QSize(200, 100), room) == room


def test_a_screen_reader_is_told_all_that_is_painted(stage: Stage) -> None:
    stage.open()
    index = stage.view.model().index(4, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Statement, claim, key 4, What Statement is."
    assert stage.field.accessibleName() == "Find a label"
    assert stage.field.accessibleDescription() == "Tag “Chen”"
    assert stage.view.accessibleName()


def test_the_rows_are_a_sound_model(qtmodeltester: ModelTester) -> None:
    rows = PaletteRows()
    rows.show_rows([*CHOICES, Heading(ChoiceKind.ENTITY), *PEOPLE])
    qtmodeltester.check(rows)
    assert rows.index(0, 0).data(PaletteRole.ROW) == CHOICES[0]


def test_a_nested_label_is_shown_with_the_label_above_it() -> None:
    nested = replace(LABELS[1], parent_id=LABELS[0].id)
    assert label_choices(Codebook((LABELS[0], nested)))[1].subtitle == "Person · What Organization is."


def test_entities_come_before_claims_and_archived_labels_not_at_all() -> None:
    codebook = Codebook((LABELS[4], LABELS[0], replace(LABELS[1], archived=True)))
    assert [choice.title for choice in label_choices(codebook)] == ["Person", "Statement"]


@pytest.mark.parametrize("theme", [ThemeChoice.LIGHT, ThemeChoice.SEPIA, ThemeChoice.DARK])
def test_it_is_painted_with_every_kind_of_row(qtbot: QtBot, stage: Stage, theme: ThemeChoice) -> None:
    stage.palette_.set_theme(load_theme(theme))
    stage.palette_.set_choices([*CHOICES, *PEOPLE, replace(PEOPLE[0], label=None, title="p" * 500)])
    stage.open()
    qtbot.keyClicks(stage.field, "p")
    image = stage.palette_.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}
    assert {load_theme(theme).selection.name(), floating_ground(load_theme(theme)).name()} <= colours


@pytest.mark.parametrize("theme", every_theme(), ids=lambda theme: theme.name)
def test_what_is_written_in_it_can_be_read_and_its_focus_seen(theme: Theme) -> None:
    for ground in (floating_ground(theme), hover_ground(theme), theme.selection):
        assert contrast(theme.text.name(), ground.name()) >= TEXT_CONTRAST
        assert contrast(theme.muted.name(), ground.name()) >= TEXT_CONTRAST
    assert contrast(theme.accent.name(), theme.selection.name()) >= MARK_CONTRAST


def test_a_window_that_closes_under_it_leaves_nothing_behind(qtbot: QtBot, stage: Stage) -> None:
    stage.open()
    stage.close()
    QTest.keyClick(stage.text, KEY.Key_A)
    assert not stage.palette_.isVisible()


def test_ten_thousand_entities_are_filtered_at_the_speed_of_typing(qtbot: QtBot, stage: Stage) -> None:
    people = [Choice(ChoiceKind.ENTITY, n, f"Person {n:x} of {n % 97}", LABELS[0]) for n in range(10_000)]
    stage.palette_.set_choices([*CHOICES, *people])
    stage.open()
    taken = []
    for key in "person of 12":
        began = perf_counter()
        qtbot.keyClicks(stage.field, key)
        taken.append(perf_counter() - began)
    assert len(stage.rows()) > 100
    assert sorted(taken)[len(taken) // 2] < 0.05
