"""The view of the entities in the window, by the keys that a person presses."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from reader.domain.entity import Entity
from reader.domain.entity_listing import EntitySort, MentionOrder
from reader.domain.questions import Field
from reader.services.read import Read
from reader.services.register import Register
from reader.storage.library import Library
from reader.storage.questions import questions
from reader.ui.entity_chooser import EntityChooser
from reader.ui.main_window import MainWindow
from reader.ui.panes.entities.pane import EntitiesPane
from tests.making import label_of, tag
from tests.ui.conftest import OpenWindow, add_article

ONE = "Harbour wall\n\nMayor Ines Duarte met Omar Haddad on Monday. Duarte said that the wall will stand."
TWO = "Harbour bridge\n\nOn Tuesday Ines Duarte opened the bridge, and Kello cheered."
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)

# An offscreen platform opens no menu as others do.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class View:
    """The view of the entities, as a person sees it."""

    def __init__(self, qtbot: QtBot, window: MainWindow, library: Library) -> None:
        self.qtbot, self.window, self.library = qtbot, window, library
        self.register = Register(library)
        qtbot.keyClick(window, Qt.Key.Key_3, ALT)
        page = window.frame.page_shown()
        assert isinstance(page, EntitiesPane)
        self.pane = page
        self.wait()

    def wait(self) -> None:
        """Wait until what was asked for is shown."""
        self.qtbot.waitUntil(self.pane.is_settled, timeout=5000)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        self.qtbot.keyClick(self.focus(), key, modifier)
        self.wait()

    def write(self, words: str) -> None:
        """Write over what stands in the field that has the focus, and press Enter."""
        self.qtbot.keyClick(self.focus(), Qt.Key.Key_A, CTRL)
        self.qtbot.keyClicks(self.focus(), words)
        self.press(Qt.Key.Key_Return)

    def focus(self) -> QWidget:
        """What has the focus."""
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus

    def names(self) -> list[str]:
        """The names in the list."""
        model = self.pane.list.view.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def quotes(self) -> list[str]:
        """The mentions on the page."""
        model = self.pane.page.views[0].model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def tabs(self) -> list[str]:
        """What the tabs of the page say."""
        return [tab.text() for tab in self.pane.page.findChildren(QToolButton, "pageTab")]

    def shown(self) -> Entity:
        """The entity whose page is shown."""
        page = self.pane.page.page()
        assert page is not None
        return page.entity

    def go_to(self, name: str) -> None:
        """Make the entity of this name the current one, by keys."""
        self.press(Qt.Key.Key_Home)
        for _ in range(self.names().index(name)):
            self.press(Qt.Key.Key_Down)
        assert self.shown().name == name


@pytest.fixture
def view(qtbot: QtBot, library: Library, open_window: OpenWindow) -> View:
    register = Register(library)
    one, two = add_article(library, ONE, "2025-05-01"), add_article(library, TWO, "2025-05-09")
    mayor, omar, kello = (
        register.add(name, label_of(library, label).id).entity_ids[0]
        for name, label in (("Ines Duarte", "Person"), ("Omar Haddad", "Person"), ("Kello", "Place"))
    )
    for article, quote, label, entity in (
        (one, "Ines Duarte", "Person", mayor),
        (one, "Duarte said", "Person", mayor),
        (two, "Ines Duarte", "Person", mayor),
        (one, "Omar Haddad", "Person", omar),
        (two, "Kello", "Place", kello),
    ):
        register.link((tag(library, article, quote, label=label).id,), entity)
    claim = tag(library, one, "the wall will stand", label="Statement").id
    with library.action("Answer"):
        library.write(
            "INSERT INTO annotation_value (annotation_id, attribute_id, position, value, entity_id) "
            "VALUES (?, ?, 0, '', ?)",
            (claim, questions(library).of_field(Field.CLAIMANT).id, mayor),
        )
    return View(qtbot, open_window(), library)


def test_the_list_has_the_focus_and_the_first_page_is_shown(view: View) -> None:
    assert view.names() == ["Ines Duarte", "Kello", "Omar Haddad"]
    assert view.pane.list.view.hasFocus()
    assert view.shown().name == "Ines Duarte"
    assert view.tabs() == ["Mentions 3", "Claims made 1", "Claims about", "Met with 2"]
    assert view.quotes() == ["Ines Duarte", "Ines Duarte", "Duarte said"]


def test_a_row_says_all_that_is_painted(view: View) -> None:
    index = view.pane.list.view.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Person: Ines Duarte, 3 mentions · 2 articles"
    mention = view.pane.page.views[0].model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert mention == (
        "On Tuesday Ines Duarte opened the bridge, and Kello cheered., Coastal Post, 9 May 2025, Harbour bridge"
    )
    assert view.pane.page._bars.accessibleDescription() == (
        "Mentions by day, 1 May 2025 to 9 May 2025; most: 1 May 2025: 2 mentions"
    )


def test_down_shows_the_next_page_and_enter_goes_into_it(view: View) -> None:
    view.press(Qt.Key.Key_J)
    assert view.shown().name == "Kello"
    assert view.pane.list.view.hasFocus()
    view.press(Qt.Key.Key_Return)
    assert view.pane.page.views[0].hasFocus()
    view.press(Qt.Key.Key_Escape)
    assert view.pane.list.view.hasFocus()


def test_enter_on_a_mention_goes_to_its_place_in_the_text(view: View) -> None:
    view.press(Qt.Key.Key_Return)
    view.press(Qt.Key.Key_End)
    view.qtbot.keyClick(view.focus(), Qt.Key.Key_Return)
    article = view.window.pane.article()
    assert article is not None
    assert article.title == "Harbour wall"
    current = view.window.pane.annotation(view.window.pane.current_id())
    assert current is not None
    assert current.quote == "Duarte said"
    assert view.window.pane.hasFocus()
    assert view.window.frame.page_shown() is None


def test_a_slash_searches_the_names(view: View) -> None:
    view.press(Qt.Key.Key_Slash)
    assert view.pane.list.search.hasFocus()
    assert view.pane.list.search.placeholderText() == "Search 3 entities"
    view.qtbot.keyClicks(view.pane.list.search, "had")
    view.qtbot.waitUntil(lambda: view.names() == ["Omar Haddad"], timeout=5000)
    view.press(Qt.Key.Key_Return)
    assert view.pane.list.view.hasFocus()
    view.wait()
    assert view.shown().name == "Omar Haddad"


def test_a_chip_shows_one_type(view: View) -> None:
    chips = view.pane.list.findChildren(QToolButton, "filterChip")
    view.qtbot.mouseClick(next(chip for chip in chips if chip.text() == "Place"), Qt.MouseButton.LeftButton)
    view.wait()
    assert view.names() == ["Kello"]


def test_o_sorts_the_list_in_the_next_way(view: View) -> None:
    view.press(Qt.Key.Key_O)
    assert view.pane.list.query().sort is EntitySort.ARTICLES
    view.press(Qt.Key.Key_O)
    assert view.names() == ["Ines Duarte", "Kello", "Omar Haddad"]
    view.press(Qt.Key.Key_O)
    assert view.names() == ["Ines Duarte", "Kello", "Omar Haddad"]
    assert view.window.status.said() == "Sorted by name."


def test_o_on_the_page_sorts_by_the_words_before_and_after(view: View) -> None:
    view.press(Qt.Key.Key_Return)
    view.press(Qt.Key.Key_O)
    assert view.pane.page.order() is MentionOrder.BEFORE
    assert view.quotes() == ["Ines Duarte", "Duarte said", "Ines Duarte"]  # mayor, monday, tuesday
    view.press(Qt.Key.Key_O)
    assert view.quotes() == ["Ines Duarte", "Ines Duarte", "Duarte said"]  # met, opened, that


def test_met_with_leads_to_another_page_and_backspace_back(view: View) -> None:
    view.press(Qt.Key.Key_4)
    view.press(Qt.Key.Key_Down)
    view.press(Qt.Key.Key_Return)
    assert view.shown().name == "Kello"
    assert view.pane.page.views[0].hasFocus()
    view.press(Qt.Key.Key_Backspace)
    assert view.shown().name == "Ines Duarte"
    view.press(Qt.Key.Key_4)
    view.press(Qt.Key.Key_Return)
    assert view.shown().name == "Omar Haddad"
    view.press(Qt.Key.Key_Left, ALT)
    assert view.shown().name == "Ines Duarte"


def test_f2_renames_in_place_and_undo_takes_it_back(view: View) -> None:
    view.press(Qt.Key.Key_F2)
    view.write("Mayor Duarte")
    assert view.shown().name == "Mayor Duarte"
    assert view.shown().aliases == ("Ines Duarte",)
    assert view.names()[0] == "Mayor Duarte"
    assert view.pane.page.views[0].hasFocus()
    view.press(Qt.Key.Key_Z, CTRL)
    assert view.names()[0] == "Ines Duarte"
    assert view.shown().name == "Ines Duarte"


def test_escape_lets_a_rename_go(view: View) -> None:
    view.press(Qt.Key.Key_F2)
    view.qtbot.keyClicks(view.focus(), "Nobody")
    view.press(Qt.Key.Key_Escape)
    assert view.shown().name == "Ines Duarte"
    assert view.pane.page.isVisible()


def test_aliases_identifier_and_note_are_written_in_place(view: View) -> None:
    view.press(Qt.Key.Key_A)
    assert view.focus().height() >= 20
    view.write("Duarte; the mayor of Kello")
    assert set(view.shown().aliases) == {"Duarte", "the mayor of Kello"}
    view.press(Qt.Key.Key_I)
    view.write("Q42")
    assert view.shown().uri.endswith("Q42")
    view.press(Qt.Key.Key_N)
    assert view.focus().height() >= 60
    view.qtbot.keyClicks(view.focus(), "Mayor since 2019.")
    view.press(Qt.Key.Key_Escape)
    assert view.shown().note == "Mayor since 2019."


def test_a_wrong_identifier_is_told_and_nothing_is_changed(view: View) -> None:
    view.press(Qt.Key.Key_I)
    view.write("no uri at all")
    assert view.shown().uri == ""
    assert view.window.status.said()


def test_t_offers_the_types_and_says_how_many_mentions_follow(view: View) -> None:
    view.qtbot.keyClick(view.focus(), Qt.Key.Key_T)
    menu = next(menu for menu in view.pane.findChildren(QMenu) if menu.isVisible())
    assert menu.actions()[0].text() == "3 mentions get the type too"
    next(action for action in menu.actions() if action.text() == "Place").trigger()
    menu.close()
    view.wait()
    assert view.shown().label_id == label_of(view.library, "Place").id
    assert "3 mentions" in view.window.status.said()


def test_selected_mentions_are_split_off_under_a_name_asked_for_in_place(view: View) -> None:
    view.press(Qt.Key.Key_Return)
    view.press(Qt.Key.Key_End)
    view.press(Qt.Key.Key_S)
    line = view.pane.page.line
    assert line.isVisible()
    assert line._words.text() == "Split 1 of 3 mentions off, as a new entity:"
    assert line._field.text() == "Duarte said"
    view.write("Rui Duarte")
    assert not line.isVisible()
    assert view.names() == ["Ines Duarte", "Kello", "Omar Haddad", "Rui Duarte"]
    assert view.quotes() == ["Ines Duarte", "Ines Duarte"]
    view.press(Qt.Key.Key_Z, CTRL)
    assert len(view.quotes()) == 3
    assert len(view.names()) == 3


def test_delete_says_what_it_touches_and_waits_for_enter(view: View) -> None:
    view.press(Qt.Key.Key_Delete)
    told = view.pane.page.line._words.text()
    assert "3 mentions" in told
    assert "1 answer about claims is removed" in told
    view.press(Qt.Key.Key_Escape)
    assert "Ines Duarte" in view.names()
    view.press(Qt.Key.Key_Delete)
    view.press(Qt.Key.Key_Return)
    assert view.names() == ["Kello", "Omar Haddad"]
    assert view.pane.list.view.hasFocus()
    assert view.shown().name == "Kello"
    view.press(Qt.Key.Key_Z, CTRL)
    assert view.names() == ["Ines Duarte", "Kello", "Omar Haddad"]


def test_m_merges_into_what_is_chosen_and_tells_the_count_before(view: View) -> None:
    view.go_to("Omar Haddad")
    view.qtbot.keyClick(view.focus(), Qt.Key.Key_M)
    chooser = view.window.findChild(EntityChooser, "entityChooser")
    assert chooser is not None
    assert "1 mention" in chooser.accessibleName()
    view.qtbot.keyClicks(view.focus(), "ines")
    view.press(Qt.Key.Key_Return)
    view.qtbot.waitUntil(lambda: view.names() == ["Ines Duarte", "Kello"], timeout=5000)
    view.wait()
    assert view.shown().name == "Ines Duarte"
    assert len(view.quotes()) == 4
    assert "1 mention" in view.window.status.said()
    view.press(Qt.Key.Key_Z, CTRL)
    assert view.names() == ["Ines Duarte", "Kello", "Omar Haddad"]


def test_all_that_is_selected_in_the_list_is_merged_into_one_of_them(view: View) -> None:
    view.press(Qt.Key.Key_Home)
    view.press(Qt.Key.Key_Down, SHIFT)
    view.press(Qt.Key.Key_Down, SHIFT)
    view.qtbot.keyClick(view.focus(), Qt.Key.Key_M)
    chooser = view.window.findChild(EntityChooser, "entityChooser")
    assert chooser is not None
    assert chooser.accessibleName() == "Merge 3 entities, 5 mentions, into …"
    view.press(Qt.Key.Key_Return)
    view.qtbot.waitUntil(lambda: len(view.names()) == 1, timeout=5000)
    view.wait()
    assert len(view.quotes()) == 5


def test_a_double_is_merged_by_its_button(view: View) -> None:
    double = view.register.add("Omar Haddad", label_of(view.library, "Person").id)
    view.window._doing.show((double,), "")
    view.wait()
    chip = next(c for c in view.pane.list.findChildren(QToolButton, "filterChip") if c.text() == "Doubles 2")
    view.qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    view.wait()
    assert view.names() == ["Omar Haddad", "Omar Haddad"]
    buttons = [b for b in view.pane.page.findChildren(QWidget, "entityDouble") if b.isVisible()]
    assert [button.accessibleName() for button in buttons] == ["Go to Omar Haddad", "Merge Omar Haddad into this"]
    view.qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    view.wait()
    assert len(view.register.find("Omar Haddad")) == 1


def test_what_is_tagged_and_binned_elsewhere_is_shown(view: View) -> None:
    article = view.library.row("SELECT id FROM article WHERE title = 'Harbour bridge'")[0]
    view.window._doing.do(lambda: Read(view.library).bin(article))
    view.wait()
    assert view.quotes() == ["Ines Duarte", "Duarte said"]
    assert view.tabs()[3] == "Met with 1"


def test_show_entity_leads_from_anywhere_to_its_page(view: View) -> None:
    view.window.frame.focus_text()
    view.window.entities_view.show_entity(view.register.find("Kello")[0].id)
    view.wait()
    assert view.window.frame.page_shown() is view.pane
    assert view.shown().name == "Kello"
    assert view.pane.page.views[0].hasFocus()
    assert view.pane.list.current_id() == view.shown().id


def test_a_library_without_entities_says_what_to_do(qtbot: QtBot, library: Library, open_window: OpenWindow) -> None:
    add_article(library)
    view = View(qtbot, open_window(), library)
    assert view.pane.list._empty.isVisible()
    assert view.pane.list._empty.text().startswith("No entity yet. Tag a person in an article, then press ")
    assert not view.pane.page.isVisible()


def test_the_view_comes_back_after_a_restart(view: View, open_window: OpenWindow) -> None:
    view.window.close()
    again = open_window()
    assert isinstance(again.frame.page_shown(), EntitiesPane)


def test_the_register_goes_out_and_comes_in_as_csv(view: View, tmp_path: Path) -> None:
    path = tmp_path / "entities.csv"
    with view.qtbot.waitSignal(view.window.transfers.exported, timeout=5000):
        view.window.entity_files.export_to(path)
    rows = path.read_text(encoding="utf-8")
    assert "Ines Duarte" in rows
    path.write_text(rows.replace("Kello", "Kello Harbour"), encoding="utf-8")
    view.window.entity_files.import_from(path)
    view.qtbot.waitUntil(lambda: "Kello Harbour" in view.names(), timeout=5000)
    assert view.window.status.said() == "Entities: 0 added, 1 changed, 2 were there already."
    view.press(Qt.Key.Key_Z, CTRL)
    view.qtbot.waitUntil(lambda: "Kello" in view.names(), timeout=5000)


def test_a_file_that_is_no_register_is_refused_with_a_sentence(view: View, tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    view.window.entity_files.import_from(path)
    view.qtbot.waitUntil(lambda: not view.window.entity_files.is_busy(), timeout=5000)
    assert "other.csv" in view.window.status.said()
    assert len(view.names()) == 3
