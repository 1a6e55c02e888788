"""Saying who is meant: by keys in the text, in the details, by the palette, for many mentions at once."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from reader.domain.annotation import Annotation
from reader.domain.entity import Entity
from reader.domain.span import Span
from reader.services.register import Register
from reader.storage.library import Library
from reader.ui.chips import Chip
from reader.ui.entity_chooser import EntityChooser
from reader.ui.main_window import MainWindow
from tests.making import label_of, only, spans_of, tag
from tests.ui.conftest import NEWS, OpenWindow, add_article

KEY, SHIFT, CONTROL = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def add_entity(library: Library, name: str, label: str = "Person", *aliases: str) -> int:
    """Put an entity into the register; its id."""
    register = Register(library)
    entity_id = register.add(name, label_of(library, label).id).entity_ids[0]
    if aliases:
        register.set_aliases(entity_id, aliases)
    return entity_id


def entity_of(library: Library, annotation_id: int) -> Entity | None:
    meant = only(library, annotation_id).entity_id
    return Register(library).entity(meant) if meant is not None else None


def name_of(library: Library, annotation_id: int) -> str:
    entity = entity_of(library, annotation_id)
    return entity.name if entity else ""


def select(window: MainWindow, quote: str) -> None:
    window.pane.select(spans_of(NEWS, quote)[0])


def tag_by_key(qtbot: QtBot, window: MainWindow, quote: str, key: Qt.Key = KEY.Key_1) -> int:
    """Select a quote and press the key of a label; the annotation that is current then."""
    select(window, quote)
    qtbot.keyClick(window.pane, key)
    return window.pane.current_id()


def chooser(window: MainWindow) -> EntityChooser:
    found = window.findChild(EntityChooser)
    assert isinstance(found, EntityChooser)
    return found


def field(window: MainWindow) -> QLineEdit:
    found = chooser(window).findChild(QLineEdit, "entityField")
    assert isinstance(found, QLineEdit)
    return found


def offered(window: MainWindow) -> list[str]:
    view = chooser(window).findChild(QTableView, "entityRows")
    assert isinstance(view, QTableView)
    model = view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def section(window: MainWindow) -> QWidget:
    found = window.findChild(QWidget, "entitySection")
    assert isinstance(found, QWidget)
    return found


def chips(window: MainWindow, name: str) -> list[str]:
    """The words of the chips of this name that are seen."""
    return [chip.text() for chip in section(window).findChildren(Chip, name) if chip.isVisible()]


def chip(window: MainWindow, name: str) -> Chip:
    return next(chip for chip in section(window).findChildren(Chip, name) if chip.isVisible())


def said(window: MainWindow) -> str:
    return window.status.said().replace("\u2068", "").replace("\u2069", "")


def current(window: MainWindow) -> Annotation:
    found = window.pane.annotation(window.pane.current_id())
    assert found is not None
    return found


# In the text


def test_e_and_enter_make_a_new_entity_where_none_is_known(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    mention = tag_by_key(qtbot, window, "Omar Haddad")
    qtbot.keyClick(window.pane, KEY.Key_E)
    assert offered(window) == ["New entity “Omar Haddad”"]
    qtbot.keyClick(field(window), KEY.Key_Return)
    assert name_of(library, mention) == "Omar Haddad"
    assert said(window) == "“Omar Haddad” → Omar Haddad."
    assert window.pane.hasFocus()
    assert window.pane.current_id() == mention


def test_e_and_enter_take_the_first_of_those_proposed(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    duarte = add_entity(library, "Ines Duarte")
    mention = tag_by_key(qtbot, window, ["Duarte", "said"][0])
    qtbot.keyClick(window.pane, KEY.Key_E)
    assert offered(window) == ["Ines Duarte", "New entity “Duarte”"]
    qtbot.keyClick(field(window), KEY.Key_Return)
    assert only(library, mention).entity_id == duarte


def test_shift_e_takes_the_first_of_those_proposed_at_once(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    duarte = add_entity(library, "Ines Duarte")
    mention = tag_by_key(qtbot, window, "Duarte")
    qtbot.waitUntil(lambda: bool(said(window)))
    assert said(window) == "“Duarte” may be Ines Duarte: Shift+E says so, e shows all."
    qtbot.keyClick(window.pane, KEY.Key_E, SHIFT)
    assert only(library, mention).entity_id == duarte
    assert said(window) == "“Duarte” → Ines Duarte."


def test_shift_e_right_after_the_key_of_the_label_does_not_wait_for_what_is_proposed(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    duarte = add_entity(library, "Ines Duarte")
    mention = tag_by_key(qtbot, window, "Duarte")
    qtbot.keyClick(window.pane, KEY.Key_E, SHIFT)
    assert only(library, mention).entity_id == duarte
    qtbot.waitUntil(lambda: chips(window, "entityChip") == ["Ines Duarte"])
    assert said(window) == "“Duarte” → Ines Duarte."


def test_what_is_proposed_is_not_told_over_what_was_told_meanwhile(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    add_entity(library, "Ines Duarte")
    tag_by_key(qtbot, window, "Duarte")
    window.status.tell("Exported 3 annotations.")
    qtbot.waitUntil(lambda: chips(window, "entityOffer") == ["Ines Duarte"])
    assert said(window) == "Exported 3 annotations."


def test_shift_e_makes_a_new_entity_at_once_where_none_is_known(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    mention = tag_by_key(qtbot, window, "Omar Haddad")
    qtbot.waitUntil(lambda: bool(said(window)))
    assert said(window) == "“Omar Haddad” is not in the register: Shift+E adds it, e looks for another name."
    qtbot.keyClick(window.pane, KEY.Key_E, SHIFT)
    assert name_of(library, mention) == "Omar Haddad"
    qtbot.keyClick(window.pane, KEY.Key_E, SHIFT)
    assert said(window) == "“Omar Haddad” → Omar Haddad. e changes it."
    assert len(Register(library).all()) == 1


def test_undo_takes_a_new_entity_back_and_leaves_the_tag(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    mention = tag_by_key(qtbot, window, "Omar Haddad")
    qtbot.keyClick(window.pane, KEY.Key_E, SHIFT)
    qtbot.keyClick(window.pane, KEY.Key_Z, CONTROL)
    assert Register(library).all() == []
    assert only(library, mention).entity_id is None
    qtbot.waitUntil(lambda: chips(window, "entityNew") == ["New “Omar Haddad”"])


def test_no_entity_lets_a_link_go(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    mention = tag_by_key(qtbot, window, "Omar Haddad")
    qtbot.keyClick(window.pane, KEY.Key_E, SHIFT)
    qtbot.keyClick(window.pane, KEY.Key_E)
    assert offered(window) == ["Omar Haddad", "Another entity “Omar Haddad”", "No entity"]
    qtbot.keyClick(field(window), KEY.Key_Up)
    qtbot.keyClick(field(window), KEY.Key_Return)
    assert only(library, mention).entity_id is None
    assert said(window) == "“Omar Haddad” mentions no entity now."


def test_typing_finds_an_entity_of_another_name(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    board = add_entity(library, "Port Authority", "Organization", "The Board")
    mention = tag_by_key(qtbot, window, "Harbour Board", KEY.Key_2)
    qtbot.keyClick(window.pane, KEY.Key_E)
    qtbot.keyClicks(field(window), "the bo")
    assert offered(window)[0] == "Port Authority"
    qtbot.keyClick(field(window), KEY.Key_Return)
    assert only(library, mention).entity_id == board


def test_esc_in_the_choice_leaves_all_as_it_was(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    mention = tag_by_key(qtbot, window, "Omar Haddad")
    qtbot.keyClick(window.pane, KEY.Key_E)
    qtbot.keyClick(field(window), KEY.Key_Escape)
    assert only(library, mention).entity_id is None
    assert window.pane.hasFocus()
    assert window.pane.current_id() == mention


def test_without_a_current_annotation_e_says_how_to_get_one(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.pane, KEY.Key_E)
    assert "No annotation is current" in said(window)


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, SHIFT])
def test_a_claim_has_no_entity_of_its_own(qtbot: QtBot, window: MainWindow, modifier: Qt.KeyboardModifier) -> None:
    tag_by_key(qtbot, window, "It cost 3.5 million crowns", KEY.Key_S)
    qtbot.keyClick(window.pane, KEY.Key_E, modifier)
    assert said(window).startswith("This is a claim")
    assert window.findChild(EntityChooser) is None


def test_the_key_of_somebodys_own_label_goes_before_e(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    with library.action("A key of an older codebook"):
        library.write("UPDATE label SET key = 'e' WHERE name = 'Place'")
    window.frame.set_codebook(library.labels.codebook())
    made = tag_by_key(qtbot, window, "KELLO", KEY.Key_E)
    assert only(library, made).label_id == label_of(library, "Place").id
    assert window.findChild(EntityChooser) is None
    QApplication.sendEvent(window.pane, QKeyEvent(QEvent.Type.KeyPress, KEY.Key_E, SHIFT, "E"))  # QTest types "e"
    assert name_of(library, made) == "KELLO"


# In the details


def test_the_details_show_who_is_meant_and_how_else_they_are_called(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    duarte = add_entity(library, "Ines Duarte", "Person", "Mayor Duarte")
    mention = tag(library, 1, "Ines Duarte")
    Register(library).link((mention.id,), duarte)
    window.reading.show_annotations_again()
    window.pane.set_current(mention.id)
    qtbot.waitUntil(lambda: window.findChild(QWidget, "entitySection") is not None)
    assert chips(window, "entityChip") == ["Ines Duarte"]
    words = [label.text() for label in section(window).findChildren(QLabel) if label.isVisible()]
    assert "also \u2068Mayor Duarte\u2069 · 1 mention" in words


def test_what_is_proposed_stands_in_the_details_and_a_press_takes_it(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    add_entity(library, "Ines Duarte")
    add_entity(library, "Rui Duarte")
    mention = tag_by_key(qtbot, window, "Duarte")
    qtbot.waitUntil(lambda: sorted(chips(window, "entityOffer")) == ["Ines Duarte", "Rui Duarte"])
    assert chips(window, "entityNew") == ["New “Duarte”"]
    first = chip(window, "entityOffer")
    first.setFocus()
    qtbot.keyClick(first, KEY.Key_Return)
    assert name_of(library, mention) == first.text()
    qtbot.waitUntil(lambda: chips(window, "entityChip") == [first.text()])
    assert window.pane.hasFocus()


def test_all_that_is_proposed_is_seen_however_long_the_names(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    for name in (
        "The Harbour Board of Kello and the Islands",
        "Former Harbour Board for the Coastal Defences",
        "A Board",
    ):
        add_entity(library, name, "Organization")
    tag_by_key(qtbot, window, "Board", KEY.Key_2)
    qtbot.waitUntil(lambda: len(chips(window, "entityOffer")) == 3)
    QApplication.processEvents()
    seen = [chip for chip in section(window).findChildren(Chip) if chip.isVisible()]
    assert len(seen) == 4
    for one in seen:
        held = one.parentWidget()
        assert isinstance(held, QWidget)
        assert held.rect().contains(one.geometry())
        assert section(window).rect().contains(held.geometry())


def test_a_new_entity_can_be_made_in_the_details(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    mention = tag_by_key(qtbot, window, "Omar Haddad")
    qtbot.waitUntil(lambda: chips(window, "entityNew") == ["New “Omar Haddad”"])
    qtbot.mouseClick(chip(window, "entityNew"), Qt.MouseButton.LeftButton)
    assert name_of(library, mention) == "Omar Haddad"


def test_the_chip_leads_to_the_page_of_the_entity(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    mention = tag_by_key(qtbot, window, "Omar Haddad")
    qtbot.keyClick(window.pane, KEY.Key_E, SHIFT)
    qtbot.waitUntil(lambda: chips(window, "entityChip") == ["Omar Haddad"])
    with qtbot.waitSignal(window.naming.page_requested) as asked:
        qtbot.mouseClick(chip(window, "entityChip"), Qt.MouseButton.LeftButton)
    assert asked.args == [only(library, mention).entity_id]


def test_the_button_in_the_details_opens_the_choice(qtbot: QtBot, window: MainWindow) -> None:
    tag_by_key(qtbot, window, "Omar Haddad")
    qtbot.waitUntil(lambda: chips(window, "entityNew") != [])
    button = section(window).findChild(QPushButton)
    assert isinstance(button, QPushButton)
    assert button.accessibleName() == "Choose the entity"
    button.setFocus()
    qtbot.keyClick(button, KEY.Key_Return)
    assert chooser(window).is_open()
    qtbot.keyClick(field(window), KEY.Key_Escape)
    assert button.hasFocus()


def test_a_claim_shows_no_entity(qtbot: QtBot, window: MainWindow) -> None:
    tag_by_key(qtbot, window, "Omar Haddad")
    qtbot.waitUntil(lambda: chips(window, "entityNew") != [])
    tag_by_key(qtbot, window, "It cost 3.5 million crowns", KEY.Key_S)
    assert not section(window).isVisible()


def test_esc_in_the_details_leads_back_to_the_text(qtbot: QtBot, window: MainWindow) -> None:
    tag_by_key(qtbot, window, "Omar Haddad")
    qtbot.waitUntil(lambda: chips(window, "entityNew") != [])
    chip(window, "entityNew").setFocus()
    qtbot.keyClick(chip(window, "entityNew"), KEY.Key_Escape)
    assert window.pane.hasFocus()


def test_a_new_name_of_the_entity_is_shown_at_once(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    mention = tag_by_key(qtbot, window, "Omar Haddad")
    qtbot.keyClick(window.pane, KEY.Key_E, SHIFT)
    entity_id = only(library, mention).entity_id
    assert entity_id is not None
    window._doing.do(lambda: Register(library).rename(entity_id, "Omar A. Haddad"))
    qtbot.waitUntil(lambda: chips(window, "entityChip") == ["Omar A. Haddad"])


# By the palette


def palette_field(window: MainWindow) -> QLineEdit:
    found = window.findChild(QLineEdit, "paletteField")
    assert isinstance(found, QLineEdit)
    return found


def test_the_palette_tags_and_links_in_one_action(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    duarte = add_entity(library, "Ines Duarte", "Person", "The Mayor")
    select(window, "Mayor Ines Duarte")
    qtbot.keyClick(window.pane, KEY.Key_K, CONTROL)
    qtbot.keyClicks(palette_field(window), "the may")
    qtbot.keyClick(palette_field(window), KEY.Key_Return)
    assert (current(window).quote, current(window).entity_id) == ("Mayor Ines Duarte", duarte)
    assert current(window).label_id == label_of(library, "Person").id
    assert window.pane.hasFocus()
    qtbot.keyClick(window.pane, KEY.Key_Z, CONTROL)
    assert library.annotations.of_article(1) == []


def test_the_palette_links_what_is_tagged_there_already(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    duarte = add_entity(library, "Ines Duarte")
    mention = tag_by_key(qtbot, window, "Mayor Ines Duarte")
    qtbot.keyClick(window.pane, KEY.Key_K, CONTROL)
    qtbot.keyClicks(palette_field(window), "ines")
    qtbot.keyClick(palette_field(window), KEY.Key_Return)
    assert [(found.id, found.entity_id) for found in library.annotations.of_article(1)] == [(mention, duarte)]


def test_the_palette_links_a_selection_that_is_tagged_but_not_current(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    haddad = add_entity(library, "Omar Haddad")
    mention = tag_by_key(qtbot, window, "Haddad")
    window.pane.set_current(0)
    select(window, "Haddad")
    qtbot.keyClick(window.pane, KEY.Key_K, CONTROL)
    qtbot.keyClicks(palette_field(window), "omar")
    qtbot.keyClick(palette_field(window), KEY.Key_Return)
    assert [(found.id, found.entity_id) for found in library.annotations.of_article(1)] == [(mention, haddad)]
    assert window.pane.current_id() == mention


def test_the_palette_knows_an_entity_that_was_made_just_now(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.pane, KEY.Key_K, CONTROL)
    qtbot.keyClick(palette_field(window), KEY.Key_Escape)
    tag_by_key(qtbot, window, "Omar Haddad")
    qtbot.keyClick(window.pane, KEY.Key_E, SHIFT)
    select(window, "Duarte")
    qtbot.keyClick(window.pane, KEY.Key_K, CONTROL)
    qtbot.keyClicks(palette_field(window), "omar had")
    qtbot.keyClick(palette_field(window), KEY.Key_Return)
    assert (current(window).quote, said(window)) == ("Duarte", "“Duarte” → Omar Haddad.")


# Where names are told


def test_the_table_and_the_tip_name_who_is_meant(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    duarte = add_entity(library, "Ines Duarte")
    mention = tag(library, 1, ["Duarte", "said"][0])
    Register(library).link((mention.id,), duarte)
    window.reading.show_annotations_again()
    index = window.frame.table.view.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Person: Duarte, Ines Duarte"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "Ines Duarte"
    told: list[str] = []
    window.pane.announced.connect(told.append)
    window.pane.select(Span(0, 0))
    qtbot.keyClick(window.pane, KEY.Key_Tab)
    assert told[-1] == "Person: Duarte, Ines Duarte"


def test_a_name_as_it_stands_in_the_text_is_not_said_twice(qtbot: QtBot, window: MainWindow) -> None:
    tag_by_key(qtbot, window, "Omar Haddad")
    qtbot.keyClick(window.pane, KEY.Key_E, SHIFT)
    index = window.frame.table.view.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Person: Omar Haddad"


# For many mentions at once


def test_the_entity_of_all_selected_annotations_is_set_in_one_action(
    qtbot: QtBot, library: Library, open_window: OpenWindow
) -> None:
    article_id = add_article(library)
    for quote in ("Ines Duarte", "Duarte said", "Omar Haddad"):
        tag(library, article_id, quote)
    tag(library, article_id, "It cost 3.5 million crowns", label="Statement")
    window = open_window()
    window.views.enter("annotations")
    shown = window.frame.annotations
    assert shown is not None
    qtbot.waitUntil(lambda: len(shown.listed_ids()) == 4)
    shown.view.selectAll()
    qtbot.keyClick(shown.view, KEY.Key_E)
    assert chooser(window).accessibleName() == "Which entity do these 3 mention?"
    qtbot.keyClicks(field(window), "The mayor")
    qtbot.keyClick(field(window), KEY.Key_Return)
    names = [name_of(library, found.id) for found in library.annotations.of_article(article_id)]
    assert sorted(names) == ["", "The mayor", "The mayor", "The mayor"]
    assert said(window) == "3 mentions → The mayor."
    assert shown.view.hasFocus()
    row = next(row for row in range(4) if shown.view.model().index(row, 0).data() == "Duarte said")
    told = shown.view.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert str(told).startswith("Person: Duarte said, The mayor")
    qtbot.keyClick(window.pane, KEY.Key_Z, CONTROL)
    assert [found.entity_id for found in library.annotations.of_article(article_id)] == [None] * 4


def test_claims_alone_have_no_entity_to_be_set(qtbot: QtBot, library: Library, open_window: OpenWindow) -> None:
    article_id = add_article(library)
    tag(library, article_id, "It cost 3.5 million crowns", label="Statement")
    window = open_window()
    window.views.enter("annotations")
    shown = window.frame.annotations
    assert shown is not None
    qtbot.waitUntil(lambda: len(shown.listed_ids()) == 1)
    shown.view.selectAll()
    qtbot.keyClick(shown.view, KEY.Key_E)
    assert window.findChild(EntityChooser) is None
    assert said(window).startswith("This is a claim")


# Mentions of every kind


def test_a_mention_of_several_fragments_is_named_by_them_alone(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    mention = tag(library, 1, "Ines", "Haddad")
    window.reading.show_annotations_again()
    window.pane.set_current(mention.id)
    qtbot.keyClick(window.pane, KEY.Key_E)
    assert offered(window) == ["New entity “Ines Haddad”"]


def test_a_mention_is_linked_as_it_is_tagged_where_there_is_no_doubt(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    haddad = add_entity(library, "Omar Haddad")
    mention = tag_by_key(qtbot, window, "Omar Haddad")
    assert only(library, mention).entity_id == haddad
    assert said(window) == "“Omar Haddad” → Omar Haddad."
    qtbot.waitUntil(lambda: chips(window, "entityChip") == ["Omar Haddad"])


def test_one_key_links_all_that_is_clear_in_the_article(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    first = tag_by_key(qtbot, window, "Ines Duarte")
    qtbot.keyClick(window.pane, KEY.Key_E, SHIFT)
    for quote in ("Omar Haddad", "Duarte"):
        tag_by_key(qtbot, window, quote)
    tag_by_key(qtbot, window, "Monday", KEY.Key_7)
    before = library.annotations.of_article(1)
    qtbot.keyClick(window.pane, KEY.Key_E, CONTROL | SHIFT)
    names = {found.quote: name_of(library, found.id) for found in library.annotations.of_article(1)}
    assert (names["Omar Haddad"], names["Duarte"], names["Monday"]) == ("Omar Haddad", "Ines Duarte", "")
    assert said(window).startswith("Mentions linked: 2, entities made for them: 1. Left open: 1,")
    assert name_of(library, first) == "Ines Duarte"
    qtbot.keyClick(window.pane, KEY.Key_Z, CONTROL)
    assert library.annotations.of_article(1) == before


def test_what_may_mean_several_is_left_open_and_gone_to(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    tag_by_key(qtbot, window, "Ines Duarte")
    add_entity(library, "Ines Duarte")
    add_entity(library, "Ines Duarte")
    haddad = tag_by_key(qtbot, window, "Omar Haddad")
    window.pane.set_current(0)
    qtbot.keyClick(window.pane, KEY.Key_E, CONTROL | SHIFT)
    assert name_of(library, haddad) == "Omar Haddad"
    assert (current(window).quote, current(window).entity_id) == ("Ines Duarte", None)
