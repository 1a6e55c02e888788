"""The list of all annotations in the window."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from reader.domain.annotation_listing import AnnotationQuery, AnnotationSort
from reader.domain.codebook import LabelKind
from reader.services.annotate import Annotate
from reader.services.read import Read
from reader.storage.library import Library
from reader.ui.asking import Kind
from reader.ui.main_window import MainWindow
from reader.ui.panes.library_annotations.list import LibraryAnnotationList
from tests.making import label_of, only, tag
from tests.ui.conftest import OpenWindow, add_article

OTHER = "Bridge closed\n\nThe minister Ann Lind said trains stop."


class View:
    """The view of all annotations, as a person sees it."""

    def __init__(self, qtbot: QtBot, window: MainWindow, library: Library) -> None:
        self.qtbot, self.window, self.library = qtbot, window, library
        window.views.enter("annotations")
        shown = window.frame.annotations
        assert shown is not None
        self.list: LibraryAnnotationList = shown
        self.wait()

    def wait(self) -> None:
        """Wait until the list has been brought."""
        self.list.reload()
        self.qtbot.waitUntil(lambda: not any(map(self.list._asking.awaits, Kind)), timeout=5000)

    def quotes(self) -> list[str]:
        """What the rows show."""
        return [str(self.list.view.model().index(row, 0).data()) for row in range(self.list.view.model().rowCount())]

    def becomes(self, *quotes: str) -> None:
        """Wait until the rows show this."""
        self.qtbot.waitUntil(lambda: self.quotes() == list(quotes), timeout=5000)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key in the list."""
        self.qtbot.keyClick(self.list.view, key, modifier)


@pytest.fixture
def view(qtbot: QtBot, library: Library, open_window: OpenWindow) -> View:
    article, other = add_article(library), add_article(library, OTHER, published="2025-01-03")
    tag(library, other, "Ann Lind")
    tag(library, other, "trains stop", label="Statement")
    tag(library, article, "Ines Duarte")
    window = open_window()
    window.articles.choose(article)
    return View(qtbot, window, library)


def test_all_annotations_are_listed_the_newest_first(view: View) -> None:
    assert view.quotes() == ["Ines Duarte", "trains stop", "Ann Lind"]
    assert view.list.view.hasFocus()
    assert [chip.text() for chip in view.list.head._chips.buttons()] == ["All 3", "Entities 2", "Claims 1"]


def test_down_previews_the_place_and_the_focus_stays_in_the_list(view: View) -> None:
    view.press(Qt.Key.Key_Down)
    view.press(Qt.Key.Key_Down)
    article = view.window.pane.article()
    assert article is not None
    assert article.title == "Bridge closed"
    assert view.window.pane.current_id() == view.list.current_id()
    assert view.list.view.hasFocus()
    assert view.window.articles.current_id() == article.id


def test_enter_opens_the_place(view: View) -> None:
    view.press(Qt.Key.Key_End)
    view.press(Qt.Key.Key_Return)
    annotation = only(view.library, view.list.current_id())
    assert annotation.quote == "Ann Lind"
    assert view.window.pane.current_id() == annotation.id
    assert view.window.pane.hasFocus()


def test_escape_goes_to_the_text(view: View) -> None:
    view.press(Qt.Key.Key_Escape)
    assert view.window.pane.hasFocus()


def test_delete_removes_all_that_is_selected_and_undo_brings_it_back(view: View) -> None:
    view.press(Qt.Key.Key_Home)
    view.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    view.press(Qt.Key.Key_Delete)
    view.becomes("Ann Lind")
    assert "2 annotations deleted" in view.window.status.said()
    view.window._going_back.undo()
    view.becomes("Ines Duarte", "trains stop", "Ann Lind")


def test_after_a_delete_keys_go_on_from_the_row_that_took_its_place(view: View) -> None:
    view.press(Qt.Key.Key_Home)
    view.press(Qt.Key.Key_Delete)
    view.becomes("trains stop", "Ann Lind")
    assert only(view.library, view.list.current_id()).quote == "trains stop"


def test_r_and_a_labels_key_relabel_all_that_is_selected(view: View) -> None:
    view.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    view.press(Qt.Key.Key_R)
    key = label_of(view.library, "Place").key
    view.qtbot.keyClicks(view.list.view, key)
    assert {only(view.library, number).label_id for number in view.list.listed_ids()} == {
        label_of(view.library, "Place").id
    }
    assert view.window.status.said() == "3 annotations are Place now."
    view.window._going_back.undo()
    assert only(view.library, view.list.listed_ids()[0]).label_id == label_of(view.library, "Person").id


def test_escape_lets_a_relabelling_go(view: View) -> None:
    view.press(Qt.Key.Key_Home)
    view.press(Qt.Key.Key_R)
    view.press(Qt.Key.Key_Escape)
    view.qtbot.keyClicks(view.list.view, label_of(view.library, "Place").key)
    assert only(view.library, view.list.current_id()).label_id == label_of(view.library, "Person").id


def test_what_is_tagged_in_the_text_appears_and_goes_with_undo(view: View) -> None:
    article = view.window.pane.article()
    assert article is not None
    start = article.text.index("Omar Haddad")
    from reader.domain.span import Span

    view.window.pane.select(Span(start, start + 11))
    view.window.pane.tag_with(label_of(view.library, "Person"))
    view.becomes("Omar Haddad", "Ines Duarte", "trains stop", "Ann Lind")
    view.window._going_back.undo()
    view.becomes("Ines Duarte", "trains stop", "Ann Lind")


def test_a_binned_articles_annotations_are_gone(view: View) -> None:
    article = view.window.pane.article()
    assert article is not None
    view.window._doing.do(lambda: Read(view.library).bin(article.id))
    view.becomes("trains stop", "Ann Lind")


def test_words_are_found_in_quotes_and_notes(view: View) -> None:
    Annotate(view.library).note(view.list.listed_ids()[0], "seen by Lind")
    view.list.begin_search()
    view.qtbot.keyClicks(view.list.search, "lind")
    view.becomes("Ines Duarte", "Ann Lind")
    view.qtbot.keyClick(view.list.search, Qt.Key.Key_Return)
    assert view.list.view.hasFocus()
    view.list.begin_search()
    view.qtbot.keyClick(view.list.search, Qt.Key.Key_Escape)
    view.becomes("Ines Duarte", "trains stop", "Ann Lind")


def test_a_wrong_query_is_explained_and_the_list_stays(view: View) -> None:
    view.qtbot.keyClicks(view.list.search, "label:persn")
    view.qtbot.waitUntil(view.list.head._trouble.isVisible, timeout=5000)
    assert "did you mean “Person”" in view.list.head._trouble.text()
    assert len(view.quotes()) == 3


def test_chips_show_one_kind(view: View) -> None:
    chips = view.list.findChildren(QToolButton, "filterChip")
    view.qtbot.mouseClick(next(chip for chip in chips if "Claims" in chip.text()), Qt.MouseButton.LeftButton)
    view.becomes("trains stop")
    assert view.list.query().kind is LabelKind.CLAIM


def test_a_label_narrows_the_list_until_it_is_let_go(view: View) -> None:
    view.list.set_query(AnnotationQuery(labels=(label_of(view.library, "Statement").id,), sort=AnnotationSort.QUOTE))
    view.becomes("trains stop")
    assert view.list.head._narrowing.text().startswith("Statement")
    view.qtbot.mouseClick(view.list.head._narrowing, Qt.MouseButton.LeftButton)
    view.becomes("Ann Lind", "Ines Duarte", "trains stop")
    assert not view.list.head._narrowing.isVisible()


def test_the_rail_leads_back_to_the_articles_and_ctrl_1_to_what_is_shown(view: View) -> None:
    view.window.pane.setFocus()
    view.window.frame.focus_list()
    assert view.list.view.hasFocus()
    view.window.actions_by_name["ViewArticles"].trigger()
    assert view.window.articles.view.hasFocus()
    assert not view.list.isVisible()
    assert view.window.actions_by_name["ViewArticles"].isChecked()


def test_the_view_comes_back_after_a_restart(view: View, open_window: OpenWindow) -> None:
    view.window.close()
    again = open_window()
    assert again.frame.list_shown() is again.frame.annotations
    assert again.actions_by_name["ViewAnnotations"].isChecked()
    again.views.enter("")
    again.close()
    assert open_window().frame.annotations is None


def test_what_is_listed_is_exported(view: View, tmp_path: Path) -> None:
    view.list.set_query(AnnotationQuery("lind"))
    view.becomes("Ann Lind")
    with view.qtbot.waitSignal(view.window.transfers.exported, timeout=5000):
        view.window.annotations_view.export_to(tmp_path / "out.csv", view.list.listed_ids())
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert [row["quote"] for row in csv.DictReader(file)] == ["Ann Lind"]


def test_a_library_without_annotations_says_what_to_do(qtbot: QtBot, library: Library, open_window: OpenWindow) -> None:
    add_article(library)
    view = View(qtbot, open_window(), library)
    assert view.list._empty.isVisible()
    assert view.list._empty.text() == "No annotation yet: select words in an article and press a label's key."


def test_a_row_says_all_that_is_painted(view: View) -> None:
    spoken = view.list.view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Person: Ines Duarte, Coastal Post, 2026-05-12, Harbour towns count the cost"
