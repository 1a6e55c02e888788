"""The choice of entities: what it offers and in which order, what keys and the mouse do there."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLineEdit, QTableView, QTextEdit, QVBoxLayout, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from reader.domain.codebook import Codebook, Label, LabelKind
from reader.domain.entity import Candidate, Entity, Why
from reader.ui.entity_chooser import EntityChooser
from reader.ui.entity_rows import EntityRole, EntityRows, Known, New, Nobody
from reader.ui.keys import Keys
from reader.ui.theme import Theme, ThemeChoice, every_theme, load_theme

KEY = Qt.Key
PERSON = Label(1, "p", LabelKind.ENTITY, "Person", "#0072B2", "1", "", None, 0, False)
PLACE = Label(2, "l", LabelKind.ENTITY, "Place", "#009E73", "3", "", None, 1, False)
CLAIM = Label(3, "c", LabelKind.CLAIM, "Statement", "#7A5CC0", "s", "", None, 2, False)
CODEBOOK = Codebook((PERSON, PLACE, CLAIM))

CHEN = Entity(1, "u1", "Chen Wenqing", 1, aliases=("Chen",))
CHEN_XU = Entity(2, "u2", "Chen Xu", 1)
XI = Entity(3, "u3", "Xi Jinping", 1, aliases=("President Xi", "Xi"))
XIAN = Entity(4, "u4", "Xi'an", 2, aliases=("Xian",))
LAYLA = Entity(5, "u5", "ليلى حداد", 1, aliases=("Layla Haddad",))
REGISTER = (XIAN, CHEN, CHEN_XU, XI, LAYLA)


def find(words: str, label_id: int | None) -> list[Entity]:
    """The entities of a type, or of all, with a name that holds the words."""
    return [
        entity
        for entity in REGISTER
        if label_id in (None, entity.label_id) and any(words.lower() in name.lower() for name in entity.names)
    ]


class Stage(QWidget):
    """A window with a text and a chooser over it, and all that the chooser has told."""

    def __init__(self) -> None:
        super().__init__()
        self.text = QTextEdit("A text with some words in it. " * 200)
        self.other = QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addWidget(self.other)
        self.chooser = EntityChooser(
            Keys(),
            load_theme(ThemeChoice.LIGHT),
            self.text,
            find,
            lambda: CODEBOOK,
            lambda ids: {number: 1000 + number for number in ids if number != 2} | {2: 1},
        )
        self.told: list[object] = []
        self.chooser.chosen.connect(self.told.append)
        self.chooser.new_requested.connect(lambda name, label_id: self.told.append((name, label_id)))
        self.chooser.none_chosen.connect(lambda: self.told.append(None))
        self.chooser.closed.connect(lambda: self.told.append("closed"))

    def open(
        self,
        *candidates: Entity,
        name: str = "Chen",
        label_id: int | None = 1,
        linked: Entity | None = None,
    ) -> None:
        beside = QRect(self.text.mapToGlobal(QPoint(60, 60)), QSize(80, 20))
        proposed = [Candidate(entity, Why.SURNAME) for entity in candidates]
        self.chooser.open_at(beside, "Which entity is “Chen”?", proposed, name=name, label_id=label_id, linked=linked)

    @property
    def field(self) -> QLineEdit:
        found = self.chooser.findChild(QLineEdit, "entityField")
        assert isinstance(found, QLineEdit)
        return found

    @property
    def view(self) -> QTableView:
        found = self.chooser.findChild(QTableView, "entityRows")
        assert isinstance(found, QTableView)
        return found

    def rows(self) -> list[str]:
        model = self.view.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def subtitles(self) -> list[str]:
        model = self.view.model()
        return [str(model.index(row, 0).data(EntityRole.SUBTITLE)) for row in range(model.rowCount())]

    def selected(self) -> str:
        return str(self.view.currentIndex().data())


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    stage = Stage()
    qtbot.addWidget(stage)
    stage.resize(900, 640)
    stage.show()
    qtbot.waitExposed(stage)
    stage.activateWindow()
    stage.text.setFocus()
    return stage


def test_enter_takes_the_first_of_those_proposed(qtbot: QtBot, stage: Stage) -> None:
    stage.open(CHEN, CHEN_XU)
    assert stage.rows() == ["Chen Wenqing", "Chen Xu", "New entity “Chen”"]
    assert stage.selected() == "Chen Wenqing"
    qtbot.keyClick(stage.field, KEY.Key_Return)
    assert stage.told == [1, "closed"]
    assert stage.text.hasFocus()


def test_without_any_a_new_entity_is_selected_already(qtbot: QtBot, stage: Stage) -> None:
    stage.open(name="Sergei Shoigu")
    assert stage.rows() == ["New entity “Sergei Shoigu”"]
    qtbot.keyClick(stage.field, KEY.Key_Return)
    assert stage.told == [("Sergei Shoigu", 1), "closed"]


def test_up_from_the_first_goes_to_the_new_entity(qtbot: QtBot, stage: Stage) -> None:
    stage.open(CHEN, CHEN_XU)
    qtbot.keyClick(stage.field, KEY.Key_Up)
    assert stage.selected() == "New entity “Chen”"
    qtbot.keyClick(stage.field, KEY.Key_Tab)
    assert stage.selected() == "Chen Wenqing"


def test_typing_finds_by_other_names_too_and_ends_with_a_new_entity(qtbot: QtBot, stage: Stage) -> None:
    stage.open(CHEN)
    qtbot.keyClicks(stage.field, "haddad")
    assert stage.rows() == ["ليلى حداد", "New entity “haddad”"]


def test_what_has_the_name_typed_comes_first_then_what_is_of_the_type_that_is_meant(qtbot: QtBot, stage: Stage) -> None:
    stage.open()
    qtbot.keyClicks(stage.field, "xi")
    assert stage.rows() == ["Xi Jinping", "Xi'an", "New entity “xi”"]
    stage.field.setText("xian")
    assert stage.rows() == ["Xi'an", "New entity “xian”"]


def test_a_proposed_one_that_fits_comes_before_others_that_fit_as_well(qtbot: QtBot, stage: Stage) -> None:
    stage.open(CHEN_XU)
    qtbot.keyClicks(stage.field, "che")
    assert stage.rows() == ["Chen Xu", "Chen Wenqing", "New entity “che”"]


def test_a_name_that_is_taken_is_offered_before_another_entity_of_it(qtbot: QtBot, stage: Stage) -> None:
    stage.open()
    qtbot.keyClicks(stage.field, "chen xu")
    assert stage.rows() == ["Chen Xu", "Another entity “chen xu”"]


def test_a_linked_mention_shows_its_entity_first_and_can_be_let_go(qtbot: QtBot, stage: Stage) -> None:
    stage.open(CHEN_XU, CHEN, linked=CHEN)
    assert stage.rows() == ["Chen Wenqing", "Chen Xu", "New entity “Chen”", "No entity"]
    qtbot.keyClick(stage.field, KEY.Key_Up)
    qtbot.keyClick(stage.field, KEY.Key_Return)
    assert stage.told == [None, "closed"]


def test_without_a_type_a_new_entity_is_offered_under_each_one(qtbot: QtBot, stage: Stage) -> None:
    stage.open(name="", label_id=None)
    assert stage.rows() == [entity.name for entity in REGISTER]
    qtbot.keyClicks(stage.field, "Kyiv")
    assert stage.rows() == ["New Person “Kyiv”", "New Place “Kyiv”"]
    qtbot.keyClick(stage.field, KEY.Key_Down)
    qtbot.keyClick(stage.field, KEY.Key_Return)
    assert stage.told == [("Kyiv", 2), "closed"]


def test_each_row_says_why_and_how_else_and_how_often(stage: Stage) -> None:
    stage.open(CHEN, XIAN, CHEN_XU)
    assert stage.subtitles() == [
        "in this article, by part of the name · also \u2068Chen\u2069 · 1,001 mentions",
        "Place · in this article, by part of the name · also \u2068Xian\u2069 · 1,004 mentions",
        "in this article, by part of the name · 1 mention",
        "Person",
    ]


def test_a_screen_reader_hears_name_type_and_reason(stage: Stage) -> None:
    stage.open(CHEN_XU)
    told = stage.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Chen Xu, Person, in this article, by part of the name · 1 mention"


def test_esc_chooses_nothing_and_gives_the_focus_back(qtbot: QtBot, stage: Stage) -> None:
    stage.open(CHEN)
    qtbot.keyClick(stage.field, KEY.Key_Escape)
    assert stage.told == ["closed"]
    assert stage.text.hasFocus()


def test_a_press_on_a_row_chooses_it(qtbot: QtBot, stage: Stage) -> None:
    stage.open(CHEN, CHEN_XU)
    place = stage.view.visualRect(stage.view.model().index(1, 0)).center()
    qtbot.mouseClick(stage.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert stage.told == [2, "closed"]


def test_it_closes_when_the_focus_goes_elsewhere(stage: Stage) -> None:
    stage.open(CHEN)
    stage.other.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert stage.told == ["closed"]
    assert stage.other.hasFocus()


def test_it_opens_again_with_nothing_typed(qtbot: QtBot, stage: Stage) -> None:
    stage.open(CHEN)
    qtbot.keyClicks(stage.field, "xi")
    qtbot.keyClick(stage.field, KEY.Key_Escape)
    stage.open(CHEN_XU)
    assert stage.field.text() == ""
    assert stage.rows() == ["Chen Xu", "New entity “Chen”"]


@pytest.mark.parametrize("theme", every_theme(), ids=lambda theme: theme.name)
def test_it_is_painted_in_every_theme(stage: Stage, theme: Theme) -> None:
    stage.chooser.set_theme(theme)
    stage.open(CHEN, LAYLA, XIAN, linked=CHEN)
    assert not stage.chooser.grab().isNull()


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    rows = EntityRows()
    several: Sequence[Known | New | Nobody] = (Known(CHEN, Why.HERE), New("Chen", 1), Nobody())
    rows.show_entities(several, CODEBOOK, 1, {1: 3})
    qtmodeltester.check(rows)
