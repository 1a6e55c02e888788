"""Links made in the text and shown in the details and beside the text, by keys and by clicks as a person does."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from reader.domain.annotation import Annotation
from reader.services.links import Links
from reader.storage.library import Library
from reader.ui.main_window import MainWindow
from reader.ui.painting.links import LinkLine
from reader.ui.panes.details.links_section import LinkChip, LinksSection
from tests.making import tag
from tests.ui.conftest import OpenWindow, add_article

CLAIM = "The flood closed 126 shops."
OTHER_CLAIM = "It cost 3.5 million crowns"
TAB, ENTER, ESCAPE, LINK = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_L
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Desk:
    """The window on an article with a claim and two people, the claim the current annotation."""

    def __init__(self, qtbot: QtBot, library: Library, open_window: OpenWindow) -> None:
        self.qtbot, self.library = qtbot, library
        self.article = add_article(library)
        self.mayor = tag(library, self.article, "Ines Duarte")
        self.chair = tag(library, self.article, "Omar Haddad")
        self.claim = tag(library, self.article, CLAIM, label="Statement")
        self.window: MainWindow = open_window()
        self.pane = self.window.pane
        self.announced: list[str] = []
        self.pane.announced.connect(self.announced.append)
        self.pane.setFocus()
        self.pane.set_current(self.claim.id, reveal=True)

    def press(self, *keys: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            holder = QApplication.focusWidget()
            assert holder is not None
            if isinstance(key, str):
                for letter in key:
                    self.qtbot.keyClicks(QApplication.focusWidget(), letter)
            else:
                self.qtbot.keyClick(holder, key, modifier)

    def links(self) -> list[tuple[str, int, int]]:
        return self.library.rows("SELECT type, from_id, to_id FROM link ORDER BY id")

    def sign(self) -> str:
        found = self.pane.findChild(QLabel, "modeSign")
        assert found is not None
        return found.text() if found.isVisible() else ""

    def floating(self, name: str) -> QWidget | None:
        found = self.window.findChild(QWidget, name)
        return found if found is not None and found.isVisible() else None

    def chips(self) -> list[LinkChip]:
        section = self.window.findChild(LinksSection)
        assert section is not None
        return [chip for chip in section.findChildren(LinkChip) if chip.isVisible()]

    def shown(self) -> list[str]:
        return [chip.accessibleName() for chip in self.chips()]

    def lines(self) -> list[LinkLine]:
        return list(self.pane._links)

    def point_of(self, annotation: Annotation) -> QPoint:
        painter = self.pane._painter
        assert painter is not None
        centre = painter.rects_of(annotation)[0].center()
        scrolled = QPointF(self.pane.horizontalScrollBar().value(), self.pane.verticalScrollBar().value())
        return (centre - scrolled).toPoint()


@pytest.fixture
def desk(qtbot: QtBot, library: Library, open_window: OpenWindow) -> Desk:
    return Desk(qtbot, library, open_window)


# Making a link


def test_the_usual_link_takes_four_keys_and_comes_back_to_where_it_began(desk: Desk) -> None:
    caret = desk.pane.caret()
    desk.press(LINK, TAB, ENTER, ENTER)
    assert desk.links() == [("claimant", desk.claim.id, desk.mayor.id)]
    assert desk.pane.current_id() == desk.claim.id
    assert (desk.pane.caret(), desk.sign()) == (caret, "")
    assert desk.pane.hasFocus()
    said = desk.window.status.said()
    assert said.startswith("Linked: “The flood closed 126 shops.” → “Ines Duarte” (claimant).")


def test_the_mode_has_a_sign_that_names_the_end_that_is_reached(desk: Desk) -> None:
    desk.press(LINK)
    assert "Link “The flood closed 126 shops.”" in desk.sign()
    desk.press(TAB)
    assert desk.sign() == "Link: claimant “Ines Duarte”? Enter · Esc"
    desk.press(TAB)
    assert "“Omar Haddad”" in desk.sign()


def test_a_screen_reader_hears_the_end_that_is_reached_and_what_it_would_be(desk: Desk) -> None:
    desk.press(LINK, TAB)
    assert desk.announced[-1] == "Claimant? Ines Duarte, Person"


def test_tab_goes_round_and_back_and_never_to_where_the_link_begins(desk: Desk) -> None:
    desk.press(LINK, TAB, TAB, TAB)
    assert "“Ines Duarte”" in desk.sign()
    desk.press(Qt.Key.Key_Backtab, modifier=SHIFT)
    assert "“Omar Haddad”" in desk.sign()
    assert desk.pane.current_id() == desk.claim.id


def test_from_a_mention_tab_goes_to_claims_alone(desk: Desk) -> None:
    desk.pane.set_current(desk.mayor.id, reveal=True)
    desk.press(LINK, TAB)
    assert "126 shops" in desk.sign()
    desk.press(ENTER, ENTER)
    assert desk.links() == [("claimant", desk.claim.id, desk.mayor.id)]
    assert desk.pane.current_id() == desk.mayor.id


def test_a_number_chooses_the_type(desk: Desk) -> None:
    desk.press(LINK, TAB, ENTER, Qt.Key.Key_2)
    assert desk.links() == [("about", desk.claim.id, desk.mayor.id)]
    assert desk.floating("linkTypes") is None


def test_down_and_enter_choose_a_type(desk: Desk) -> None:
    desk.press(LINK, TAB, ENTER, Qt.Key.Key_Down, ENTER)
    assert desk.links() == [("about", desk.claim.id, desk.mayor.id)]


@pytest.mark.parametrize("keys", [(), (TAB,), (TAB, ENTER)])
def test_esc_leaves_at_each_step_with_nothing_changed(desk: Desk, keys: tuple[Qt.Key, ...]) -> None:
    caret, scrolled = desk.pane.caret(), desk.pane.verticalScrollBar().value()
    desk.press(LINK, *keys, ESCAPE)
    assert (desk.links(), desk.sign(), desk.lines()) == ([], "", [])
    assert (desk.pane.caret(), desk.pane.verticalScrollBar().value()) == (caret, scrolled)
    assert desk.pane.current_id() == desk.claim.id
    assert desk.pane.hasFocus()


def test_a_click_takes_the_other_end(desk: Desk) -> None:
    desk.press(LINK)
    button = Qt.MouseButton.LeftButton
    desk.qtbot.mouseClick(desk.pane.viewport(), button, pos=desk.point_of(desk.chair))
    assert desk.floating("linkTypes") is not None
    desk.press(ENTER)
    assert desk.links() == [("claimant", desk.claim.id, desk.chair.id)]
    assert desk.pane.current_id() == desk.claim.id


def test_a_click_beside_all_annotations_leaves_the_mode_as_it_is(desk: Desk) -> None:
    desk.press(LINK)
    desk.qtbot.mouseClick(desk.pane.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert desk.window.status.said() == "No other annotation lies there."
    assert desk.sign()


def test_arrows_come_to_an_end_as_well(desk: Desk) -> None:
    desk.press(LINK)
    desk.press(Qt.Key.Key_Home, modifier=Qt.KeyboardModifier.ControlModifier)
    while "?" not in desk.sign():
        desk.press(Qt.Key.Key_Right)
    assert "“Ines Duarte”" in desk.sign()


def test_letters_search_and_tag_nothing(desk: Desk) -> None:
    desk.press(LINK, "oma")
    field = desk.window.findChild(QLineEdit, "linkEndField")
    assert field is not None
    assert (field.text(), field.hasFocus()) == ("oma", True)
    desk.press(ENTER, ENTER)
    assert desk.links() == [("claimant", desk.claim.id, desk.chair.id)]
    assert desk.pane.hasFocus()
    assert len(desk.library.annotations.of_article(desk.article)) == 3


@pytest.mark.parametrize("way", ["/", "find"])
def test_a_slash_or_the_key_to_find_searches_without_words(desk: Desk, way: str) -> None:
    desk.press(LINK)
    if way == "/":
        desk.press("/")
    else:
        desk.press(Qt.Key.Key_F, modifier=Qt.KeyboardModifier.ControlModifier)
    field = desk.window.findChild(QLineEdit, "linkEndField")
    assert field is not None
    assert (field.text(), field.hasFocus()) == ("", True)
    desk.press(ESCAPE)
    assert (desk.links(), desk.sign(), desk.pane.hasFocus()) == ([], "", True)


def test_a_claim_of_another_article_is_found_and_followed(desk: Desk) -> None:
    there = add_article(desk.library, "Shops closed\n\nA flood has closed 120 shops in Kello.")
    other = tag(desk.library, there, "A flood has closed 120 shops in Kello.", label="Statement")
    desk.press(LINK, "closed 120", ENTER, ENTER)
    assert desk.links() == [("same claim", desk.claim.id, other.id)]
    assert desk.shown() == ["same claim: A flood has closed 120 shops in Kello., Statement, Shops closed"]
    assert desk.lines() == []
    desk.chips()[0].setFocus()
    desk.press(ENTER)
    article = desk.pane.article()
    assert article is not None
    assert (article.id, desk.pane.current_id()) == (there, other.id)
    assert desk.shown() == [f"same claim: {CLAIM}, Statement, Harbour towns count the cost"]


def test_undo_takes_a_link_back_and_redo_makes_it_again(desk: Desk) -> None:
    desk.press(LINK, TAB, ENTER, ENTER)
    desk.press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: desk.links() == [])
    assert desk.pane.current_id() == desk.claim.id
    assert (desk.shown(), desk.lines()) == ([], [])
    desk.press(Qt.Key.Key_Y, modifier=Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: len(desk.links()) == 1)
    assert len(desk.shown()) == 1


def test_what_is_refused_is_told(desk: Desk) -> None:
    desk.library.write("UPDATE link_type SET archived = 1")
    desk.press(LINK, TAB, ENTER)
    assert "No type of link is left" in desk.window.status.said()
    assert desk.floating("linkTypes") is None


def test_without_a_current_annotation_it_is_told_how_to_get_one(desk: Desk) -> None:
    desk.pane.set_current(0)
    desk.press(LINK)
    assert "No annotation is current" in desk.window.status.said()
    assert desk.sign() == ""


def test_the_other_end_going_leaves_the_mode_whole(desk: Desk) -> None:
    desk.press(LINK, TAB)
    desk.window._doing.do(lambda: desk.window._services.annotate.delete(desk.mayor.id))
    desk.press(ENTER)
    assert "“Omar Haddad”" in desk.sign()


# Shown


def test_a_link_is_a_chip_in_the_details_of_both_ends(desk: Desk) -> None:
    desk.press(LINK, TAB, ENTER, ENTER)
    assert desk.shown() == ["claimant: Ines Duarte, Person"]
    desk.pane.set_current(desk.mayor.id)
    assert desk.shown() == [f"claimant, from: {CLAIM}, Statement"]


def test_lines_are_drawn_for_the_current_annotation_alone(desk: Desk) -> None:
    desk.press(LINK, TAB, ENTER, ENTER)
    assert [(line.other.id, line.outgoing, line.words) for line in desk.lines()] == [(desk.mayor.id, True, "claimant")]
    desk.pane.set_current(desk.chair.id)
    assert desk.lines() == []


def test_a_chip_leads_to_the_other_end_by_enter_and_by_click(desk: Desk) -> None:
    desk.press(LINK, TAB, ENTER, ENTER)
    desk.chips()[0].setFocus()
    desk.press(ENTER)
    assert (desk.pane.current_id(), desk.pane.hasFocus()) == (desk.mayor.id, True)
    desk.qtbot.mouseClick(desk.chips()[0], Qt.MouseButton.LeftButton)
    assert desk.pane.current_id() == desk.claim.id


def test_delete_on_a_chip_removes_the_link_and_stays_with_the_next(desk: Desk) -> None:
    Links(desk.library).add(desk.claim.id, desk.mayor.id, "claimant")
    Links(desk.library).add(desk.claim.id, desk.chair.id, "about")
    desk.pane.set_current(0)
    desk.pane.set_current(desk.claim.id)
    desk.chips()[0].setFocus()
    desk.press(Qt.Key.Key_Delete)
    assert desk.links() == [("about", desk.claim.id, desk.chair.id)]
    assert desk.chips()[0].hasFocus()
    assert desk.window.status.said().startswith("Unlinked.")
    desk.press(Qt.Key.Key_Delete)
    assert desk.links() == []
    assert desk.pane.hasFocus()
    assert len(desk.library.annotations.of_article(desk.article)) == 3


def test_arrows_go_from_chip_to_chip_and_esc_back_to_the_text(desk: Desk) -> None:
    Links(desk.library).add(desk.claim.id, desk.mayor.id, "claimant")
    Links(desk.library).add(desk.claim.id, desk.chair.id, "about")
    desk.pane.set_current(0)
    desk.pane.set_current(desk.claim.id)
    desk.chips()[0].setFocus()
    desk.press(Qt.Key.Key_Down)
    assert desk.chips()[1].hasFocus()
    desk.press(ESCAPE)
    assert desk.pane.hasFocus()


def test_tab_goes_through_the_chips_to_the_note(desk: Desk) -> None:
    Links(desk.library).add(desk.claim.id, desk.mayor.id, "claimant")
    Links(desk.library).add(desk.claim.id, desk.chair.id, "about")
    desk.pane.set_current(0)
    desk.pane.set_current(desk.claim.id)
    desk.chips()[0].setFocus()
    desk.press(TAB)
    assert desk.chips()[1].hasFocus()
    desk.press(TAB)
    assert desk.window.frame.form.note.hasFocus()
    desk.press(Qt.Key.Key_Backtab, modifier=SHIFT)
    assert desk.chips()[1].hasFocus()


def test_of_many_links_the_first_are_shown_until_all_are_asked_for(desk: Desk) -> None:
    for number in range(14):
        there = add_article(desk.library, f"Paper {number}\n\nA flood closed shops.")
        other = tag(desk.library, there, "A flood closed shops.", label="Statement")
        Links(desk.library).add(desk.claim.id, other.id, "same claim")
    desk.pane.set_current(0)
    desk.pane.set_current(desk.claim.id)
    assert len(desk.chips()) == 12
    section = desk.window.findChild(LinksSection)
    assert section is not None
    assert section._more.text() == "2 more"
    section._more.click()
    assert len(desk.chips()) == 14


def test_a_deleted_end_takes_its_chip_along(desk: Desk) -> None:
    desk.press(LINK, TAB, ENTER, ENTER)
    desk.window._doing.do(lambda: desk.window._services.annotate.delete(desk.mayor.id))
    assert (desk.shown(), desk.lines()) == ([], [])
