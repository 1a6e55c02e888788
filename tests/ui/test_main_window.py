"""The window as a person uses it: keys and clicks in, annotations in the library out."""

import csv
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QToolButton,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reader.domain.annotation import Annotation, AnnotationFilter
from reader.domain.article import ArticleState
from reader.domain.codebook import LabelKind
from reader.domain.query import as_typed
from reader.domain.span import Span
from reader.domain.tables import Table
from reader.services.annotate import Annotate
from reader.services.outcomes import ImportReport
from reader.storage.library import Library
from reader.ui.dialogs.add_from_web import AddFromWebDialog
from reader.ui.dialogs.export_choices import ExportChoices, ExportDialog
from reader.ui.dialogs.feeds.dialog import FeedsDialog
from reader.ui.main_window import MainWindow
from tests.making import draft_of
from tests.making import tag as tag_in
from tests.ui.conftest import NEWS, add_article

OpenWindow = Callable[[], MainWindow]
NONE = Qt.KeyboardModifier.NoModifier


def annotations(library: Library) -> list[Annotation]:
    return library.annotations.of_article(1)


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, modifier)


@contextmanager
def locked_by_another_program(library: Library) -> Iterator[None]:
    """Another program holds the library; ours does not wait long for it."""
    library.write("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(library.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


def tag(qtbot: QtBot, window: MainWindow, quote: str, key: Qt.Key = Qt.Key.Key_1) -> None:
    start = NEWS.index(quote)
    window.pane.setFocus()
    window.pane.select(Span(start, start + len(quote)))
    press(qtbot, window, key)


def test_the_parts_have_the_names_that_tests_and_assistive_tools_look_for(window: MainWindow) -> None:
    for name in ("viewRail", "articleList", "searchField", "readingPane", "labelBar", "annotationTable", "detailForm"):
        assert window.findChild(QObject, name) is not None, name
    assert window.objectName() == "mainWindow"
    assert window.status.objectName() == "statusBar"
    for name in ("actionImport", "actionExport", "actionUndo", "actionRedo"):
        assert window.findChild(QAction, name) is not None, name


def test_a_tag_is_saved_at_once_and_shown_everywhere(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    tag(qtbot, window, "Ines Duarte")
    (annotation,) = annotations(library)
    assert annotation.quote == "Ines Duarte"
    assert window.frame.table.view.model().rowCount() == 1
    assert window.pane.current_id() == annotation.id
    assert window.frame.form.isVisible()
    assert not window.pane.selection()
    assert window.windowTitle() == "Gloss"
    assert not window.isWindowModified()
    other = sqlite3.connect(library.path)
    assert other.execute("SELECT quote FROM annotation").fetchall() == [("Ines Duarte",)]
    other.close()


def test_the_same_tag_twice_is_refused_with_a_sentence(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    tag(qtbot, window, "Ines Duarte")
    tag(qtbot, window, "Ines Duarte")
    assert len(annotations(library)) == 1
    assert "already tagged as Person" in window.status.said()


def test_only_white_space_tags_nothing_and_says_so(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    tag(qtbot, window, "\n\n")
    assert annotations(library) == []
    assert window.status.said() == "Only white space is selected: nothing was tagged."


def test_undo_and_redo_survive_a_restart(
    qtbot: QtBot, window: MainWindow, library: Library, open_window: OpenWindow
) -> None:
    tag(qtbot, window, "Ines Duarte")
    tag(qtbot, window, "Omar Haddad")
    before = annotations(library)
    window.close()
    again = open_window()
    again.pane.setFocus()
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    press(qtbot, again, Qt.Key.Key_Z, control)
    assert again.status.said() == "Undone: Tag “Omar Haddad” as Person"
    press(qtbot, again, Qt.Key.Key_Z, control)
    assert annotations(library) == []
    assert again.frame.table.view.model().rowCount() == 0
    press(qtbot, again, Qt.Key.Key_Z, control | shift)
    press(qtbot, again, Qt.Key.Key_Z, control | shift)
    assert annotations(library) == before
    press(qtbot, again, Qt.Key.Key_Z, control | shift)
    assert again.status.said() == "Nothing to redo."


def test_delete_removes_the_current_annotation_and_undo_brings_it_back(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    tag(qtbot, window, "Ines Duarte")
    before = annotations(library)
    press(qtbot, window, Qt.Key.Key_Delete)
    assert annotations(library) == []
    assert not window.frame.form.isVisible()
    press(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert annotations(library) == before
    assert window.pane.current_id() == before[0].id


def test_a_note_is_saved_as_it_is_written_and_esc_goes_back_to_the_text(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    tag(qtbot, window, "Ines Duarte")
    press(qtbot, window, Qt.Key.Key_A)
    assert window.frame.form.note.hasFocus()
    qtbot.keyClicks(window.frame.form.note, "the mayor")
    qtbot.waitUntil(lambda: annotations(library)[0].note == "the mayor")
    qtbot.keyClicks(window.frame.form.note, " of Kello")
    qtbot.keyClick(window.frame.form.note, Qt.Key.Key_Escape)
    assert annotations(library)[0].note == "the mayor of Kello"
    assert window.pane.hasFocus()


def test_what_was_written_in_one_sitting_is_one_step_of_undo(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    tag(qtbot, window, "Ines Duarte")
    press(qtbot, window, Qt.Key.Key_A)
    qtbot.keyClicks(window.frame.form.note, "one")
    window.frame.form.save()
    qtbot.keyClicks(window.frame.form.note, " two")
    qtbot.keyClick(window.frame.form.note, Qt.Key.Key_Escape)
    assert annotations(library)[0].note == "one two"
    press(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert annotations(library)[0].note == ""
    assert window.frame.form.note.toPlainText() == ""


def test_a_note_half_written_is_kept_when_another_article_is_opened(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    other = add_article(library, "Another\n\nText.")
    tag(qtbot, window, "Ines Duarte")
    press(qtbot, window, Qt.Key.Key_A)
    qtbot.keyClicks(window.frame.form.note, "half")
    window.reading.show_article(other)
    assert annotations(library)[0].note == "half"


def test_a_row_of_the_table_is_the_current_annotation_and_enter_goes_to_its_place(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    tag(qtbot, window, "3.5 million crowns", Qt.Key.Key_8)
    tag(qtbot, window, "Ines Duarte")
    press(qtbot, window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.frame.table.view.hasFocus()
    press(qtbot, window, Qt.Key.Key_Down)
    press(qtbot, window, Qt.Key.Key_Return)
    assert window.pane.hasFocus()
    start = NEWS.index("3.5 million")
    assert window.pane.selection() == Span(start, start)


def test_article_place_and_selection_come_back_after_a_restart(
    qtbot: QtBot, library: Library, open_window: OpenWindow
) -> None:
    long = "A long one\n\n" + "\n\n".join(f"Paragraph {n} of the article says something." for n in range(300))
    article_id = add_article(library, long, published="2020-01-01")
    add_article(library, "A newer one\n\nText.")
    window = open_window()
    window.articles.choose(article_id)
    index = long.index("Paragraph 200")
    window.pane.scroll_to(index)
    window.pane.select(Span(index, index + 13))
    place = window.pane.top_index()
    window.close()
    again = open_window()
    shown = again.pane.article()
    assert shown is not None
    assert shown.id == article_id
    qtbot.waitUntil(lambda: again.pane.selection() == Span(index, index + 13))
    assert abs(again.pane.top_index() - place) < 100


def test_an_opened_article_is_being_read_and_undo_does_not_stop_at_that(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    qtbot.waitUntil(lambda: library.articles.rows([1])[1].state is ArticleState.READING)
    assert library.history.next_undo() == "Import"


def shown_id(window: MainWindow) -> int:
    shown = window.pane.article()
    return shown.id if shown else 0


def test_stars_and_states_are_set_from_the_list(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    window.articles.take_focus()
    press(qtbot, window, Qt.Key.Key_S)
    press(qtbot, window, Qt.Key.Key_M)
    row = library.articles.rows([1])[1]
    assert (row.starred, row.state) == (True, ArticleState.DONE)
    press(qtbot, window, Qt.Key.Key_M)
    assert library.articles.rows([1])[1].state is ArticleState.UNREAD


def test_ctrl_enter_marks_as_done_and_goes_to_the_next_unread(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    older = add_article(library, "Older\n\nText.", published="2020-01-01")
    window.articles.reload()
    press(qtbot, window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert library.articles.rows([1])[1].state is ArticleState.DONE
    qtbot.waitUntil(lambda: shown_id(window) == older)


def test_a_deleted_article_goes_to_the_bin_and_comes_back(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    window.articles.take_focus()
    press(qtbot, window, Qt.Key.Key_Delete)
    assert library.articles.counts().all == 0
    assert window.pane.article() is None
    press(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert library.articles.counts().all == 1


def test_enter_in_the_list_goes_to_the_start_of_the_body(qtbot: QtBot, window: MainWindow) -> None:
    window.articles.take_focus()
    press(qtbot, window, Qt.Key.Key_Return)
    assert window.pane.hasFocus()
    assert window.pane.selection().start == NEWS.index("KELLO")


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    button, key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, button, key))


def test_dropped_files_and_folders_come_in_and_the_first_is_shown_where_nothing_is_read(
    qtbot: QtBot, library: Library, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window()
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "one.txt").write_text("One\n\nText of one.", encoding="utf-8")
    (folder / "sheet.xls").write_text("a,b", encoding="utf-8")
    (tmp_path / "two.txt").write_text("Two\n\nText of two.", encoding="utf-8")
    drop(window, folder, tmp_path / "two.txt")
    qtbot.waitUntil(lambda: window.status.said() == "Imported 2, duplicates 0, failed 0, passed over 1.")
    shown = window.pane.article()
    assert shown is not None
    assert shown.title == "One"
    assert library.articles.counts().all == 2


def test_an_import_of_many_leaves_what_is_read_on_the_screen(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Text {number}\n\nWords.", encoding="utf-8")
    drop(window, tmp_path)
    qtbot.waitUntil(lambda: window.status.said().startswith("Imported 3"))
    shown = window.pane.article()
    assert shown is not None
    assert shown.id == 1


def test_a_failed_file_is_listed_with_its_reason_and_the_rest_comes_in(
    qtbot: QtBot, window: MainWindow, library: Library, tmp_path: Path
) -> None:
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    (tmp_path / "good.txt").write_text("Good\n\nText.", encoding="utf-8")
    drop(window, tmp_path / "picture.txt", tmp_path / "good.txt")
    qtbot.waitUntil(lambda: window.findChild(QTreeWidget, "outcomeList") is not None)
    rows = window.findChild(QTreeWidget, "outcomeList")
    assert rows is not None
    item = rows.topLevelItem(0)
    assert item is not None
    assert (item.text(0), item.text(1)) == ("picture.txt", "failed")
    assert "PNG" in item.text(2)
    assert library.articles.counts().all == 2


def test_an_export_writes_the_annotations_and_says_how_many(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    tag(qtbot, window, "Ines Duarte")
    out = tmp_path / "out.csv"
    window.transfers.export(ExportChoices(out, AnnotationFilter(), excel=False, replace=False))
    qtbot.waitUntil(lambda: window.status.said().startswith("Exported 1 annotation to "))
    with out.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["quote"] == NEWS[int(row["start"]) : int(row["stop"])] == "Ines Duarte"


def test_an_export_that_fails_says_why(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.transfers.export(ExportChoices(tmp_path / "no" / "out.csv", AnnotationFilter(), excel=False, replace=False))
    qtbot.waitUntil(lambda: "folder" in window.status.said())
    assert "Nothing was written" in window.status.said()


def export_dialog(qtbot: QtBot, window: MainWindow, library: Library) -> ExportDialog:
    dialog = ExportDialog(library.labels.codebook(), ["tester"], 1, (1, 2), window)
    qtbot.addWidget(dialog)
    return dialog


def test_the_export_dialog_gives_what_was_chosen(
    qtbot: QtBot, window: MainWindow, library: Library, tmp_path: Path
) -> None:
    dialog = export_dialog(qtbot, window, library)
    dialog.articles.setCurrentText("This article")
    dialog.labels.setCurrentText("Quotation")
    dialog.annotators.setCurrentText("tester")
    dialog.file.setText(str(tmp_path / "o.csv"))
    dialog.excel.setChecked(True)
    next(button for button in dialog.findChildren(QPushButton) if button.isDefault()).click()
    choices = dialog.choices
    assert choices is not None
    assert (choices.path, choices.excel, choices.replace) == (tmp_path / "o.csv", True, False)
    assert (choices.which.article_ids, choices.which.labels, choices.which.annotator) == (
        (1,),
        ("Quotation",),
        "tester",
    )


def test_the_export_dialog_offers_only_what_a_table_can_be_chosen_by(
    qtbot: QtBot, window: MainWindow, library: Library, tmp_path: Path
) -> None:
    dialog = export_dialog(qtbot, window, library)
    dialog.articles.setCurrentText("This article")
    dialog.annotators.setCurrentText("tester")
    dialog.labels.setCurrentText("Quotation")
    dialog.tables.setCurrentIndex(dialog.tables.findData(Table.ENTITIES))
    fields = (dialog.articles, dialog.labels, dialog.annotators, dialog.since_on)
    assert [field.isEnabled() for field in fields] == [False, True, False, False]
    assert dialog.labels.findText("Quotation") < 0
    assert Path(dialog.file.text()).name == "entities.csv"
    dialog.labels.setCurrentText("Place")
    dialog.file.setText(str(tmp_path / "o.csv"))
    next(button for button in dialog.findChildren(QPushButton) if button.isDefault()).click()
    assert dialog.choices is not None
    assert dialog.choices.table is Table.ENTITIES
    assert dialog.choices.which == AnnotationFilter(kind=LabelKind.ENTITY, labels=("Place",))


def test_a_table_is_exported_from_the_window(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    window.transfers.export(ExportChoices(out, AnnotationFilter(), excel=False, replace=False, table=Table.ARTICLES))
    qtbot.waitUntil(lambda: window.status.said() == f"Exported 1 row to {out}")
    with out.open(encoding="utf-8", newline="") as file:
        assert [row["article_id"] for row in csv.DictReader(file)] != []


@pytest.mark.parametrize("answer", [QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No])
def test_an_existing_file_is_asked_about_first(
    qtbot: QtBot,
    window: MainWindow,
    library: Library,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: QMessageBox.StandardButton,
) -> None:
    (tmp_path / "o.csv").write_text("old", encoding="utf-8")
    asked: list[str] = []

    def ask(_parent: object, _title: str, question: str, *_buttons: object) -> QMessageBox.StandardButton:
        asked.append(question)
        return answer

    monkeypatch.setattr(QMessageBox, "question", ask)
    dialog = export_dialog(qtbot, window, library)
    dialog.file.setText(str(tmp_path / "o.csv"))
    next(button for button in dialog.findChildren(QPushButton) if button.isDefault()).click()
    assert asked == ["o.csv is there already. Replace it?"]
    yes = answer is QMessageBox.StandardButton.Yes
    assert (dialog.choices is not None and dialog.choices.replace) is yes


def test_a_locked_library_says_so_and_keeps_what_was_there(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    tag(qtbot, window, "Ines Duarte")
    with locked_by_another_program(library):
        tag(qtbot, window, "Omar Haddad")
        assert "locked" in window.status.said()
        assert window.frame.table.view.model().rowCount() == 1
    tag(qtbot, window, "Omar Haddad")
    assert [annotation.quote for annotation in annotations(library)] == ["Ines Duarte", "Omar Haddad"]


def test_an_empty_library_says_what_to_do_next(open_window: OpenWindow) -> None:
    window = open_window()
    buttons = [button for button in window.articles.findChildren(QPushButton) if button.isVisible()]
    told = [button.text() for button in buttons]
    assert told == ["Import files", "Import a folder", "Add from the web", "Subscribe to feeds"]
    assert window.pane.article() is None


@pytest.mark.parametrize(
    ("words", "dialog"), [("Add from the web", AddFromWebDialog), ("Subscribe to feeds", FeedsDialog)]
)
def test_an_empty_library_leads_to_the_web(
    qtbot: QtBot, open_window: OpenWindow, words: str, dialog: type[QWidget]
) -> None:
    window = open_window()
    (button,) = (button for button in window.articles.findChildren(QPushButton) if button.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    (opened,) = window.findChildren(dialog)
    assert opened.isVisible()
    opened.close()


def test_the_text_alone_hides_all_else_and_comes_back_as_it_was(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_F9)
    assert not window.articles.isVisible()
    press(qtbot, window, Qt.Key.Key_F11)
    assert [window.frame.rail.isVisible(), window.frame.labels.isVisible(), window.frame.table.isVisible()] == [
        False
    ] * 3
    press(qtbot, window, Qt.Key.Key_F11)
    assert [window.frame.rail.isVisible(), window.frame.labels.isVisible(), window.frame.table.isVisible()] == [
        True
    ] * 3
    assert not window.articles.isVisible()


def test_f6_goes_round_the_parts_and_slash_to_the_search(qtbot: QtBot, window: MainWindow) -> None:
    tag(qtbot, window, "Ines Duarte")
    press(qtbot, window, Qt.Key.Key_F6)
    assert window.frame.labels.chips()[0].hasFocus()
    press(qtbot, window, Qt.Key.Key_F6)
    assert window.frame.table.view.hasFocus()
    for _ in range(3):
        press(qtbot, window, Qt.Key.Key_F6)
    assert window.articles.view.hasFocus()
    press(qtbot, window, Qt.Key.Key_Slash)
    assert window.findChild(QLineEdit, "searchField") is QApplication.focusWidget()


def test_every_theme_is_used_by_every_part(qtbot: QtBot, window: MainWindow) -> None:
    tag(qtbot, window, "Ines Duarte")
    for _ in range(4):
        press(qtbot, window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        ground = window.pane.grab().toImage().pixelColor(6, 200)
        assert ground == window.pane.theme().pane, window.status.said()


def test_the_sheet_of_keys_opens(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: window.findChild(QObject, "keySheet") is not None)


def test_a_chip_of_the_label_bar_tags(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    start = NEWS.index("Harbour Board")
    window.pane.select(Span(start, start + 13))
    chip = next(chip for chip in window.frame.labels.chips() if chip.text() == "Organization")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert [annotation.quote for annotation in annotations(library)] == ["Harbour Board"]
    assert window.pane.hasFocus()


def test_choices_in_the_dialog_name_the_labels_of_the_codebook(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    box = export_dialog(qtbot, window, library).findChild(QComboBox, "labels")
    assert box is not None
    assert box.findText("Accusation") >= 0


def test_an_article_that_is_opened_stays_in_the_list_of_the_unread(
    qtbot: QtBot, library: Library, open_window: OpenWindow
) -> None:
    add_article(library)
    older = add_article(library, "Older\n\nText.", published="2020-01-01")
    window = open_window()
    unread = window.articles.findChildren(QToolButton, "filterChip")[1]
    qtbot.waitUntil(lambda: unread.text() == "Unread 1")
    unread.click()
    qtbot.waitUntil(lambda: window.articles.view.model().rowCount() == 1)
    window.articles.choose(older)
    qtbot.waitUntil(lambda: unread.text() == "Unread")
    assert library.articles.rows([older])[older].state is ArticleState.READING
    assert window.articles.view.model().rowCount() == 1


def test_undoing_an_import_takes_its_article_out_of_sight(
    qtbot: QtBot, library: Library, open_window: OpenWindow
) -> None:
    add_article(library)
    newer = add_article(library, "Newer\n\nText.", published="2027-01-01")
    window = open_window()
    window.articles.choose(newer)
    window.pane.setFocus()
    press(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown_id(window) == 0
    qtbot.waitUntil(lambda: shown_id(window) == window.articles.current_id() == 1)


def test_letters_without_a_meaning_do_not_search_the_rows(
    qtbot: QtBot, library: Library, open_window: OpenWindow
) -> None:
    add_article(library)
    add_article(library, "Xylophones\n\nText.", published="2020-01-01")
    window = open_window()
    window.articles.choose(1)
    window.articles.take_focus()
    press(qtbot, window, Qt.Key.Key_X)
    assert window.articles.current_id() == 1


def test_what_another_program_writes_is_shown_when_the_window_is_looked_at_again(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    tag(qtbot, window, "Ines Duarte")
    other = library.another()
    with other.action("Import"):
        other.articles.add(draft_of("Elsewhere\n\nText."))
    tag_in(other, 1, "Omar Haddad")
    other.close()
    QApplication.sendEvent(window, QEvent(QEvent.Type.ActivationChange))
    qtbot.waitUntil(lambda: window.articles.view.model().rowCount() == 2)
    assert window.frame.table.view.model().rowCount() == 2
    assert window.pane.current_id() == 1


def test_the_row_of_the_current_article_is_painted_in_the_colour_of_selections_alone(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.articles.take_focus()
    view = window.articles.view
    rect = view.visualRect(view.model().index(0, 0))
    image = view.viewport().grab().toImage()
    assert image.pixelColor(rect.left() + 1, rect.center().y()) == window.pane.theme().window
    assert image.pixelColor(rect.right() - 10, rect.top() + 8) == window.pane.theme().selection


def test_an_article_marked_as_done_at_once_stays_done(qtbot: QtBot, library: Library, open_window: OpenWindow) -> None:
    add_article(library)
    window = open_window()
    window.pane.setFocus()
    press(qtbot, window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    unread = window.articles.findChildren(QToolButton, "filterChip")[1]
    qtbot.waitUntil(lambda: unread.text() == "Unread")
    assert library.articles.rows([1])[1].state is ArticleState.DONE


def test_the_place_in_an_article_is_kept_when_one_comes_back_to_it_at_once(
    qtbot: QtBot, library: Library, open_window: OpenWindow
) -> None:
    long = "A long one\n\n" + "\n\n".join(f"Paragraph {n} of the article says something." for n in range(300))
    first = add_article(library, long)
    other = add_article(library, "Another\n\nText.", published="2020-01-01")
    window = open_window()
    window.reading.show_article(first)
    window.pane.scroll_to(long.index("Paragraph 150"))
    place = window.pane.top_index()
    window.reading.show_article(other)
    window.reading.show_article(first)
    assert abs(window.pane.top_index() - place) < 100


def test_tab_stays_in_the_text_and_goes_to_the_next_annotation(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    press(qtbot, window, Qt.Key.Key_Tab)
    assert window.pane.hasFocus()
    tag(qtbot, window, "Ines Duarte")
    window.pane.set_current(0)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Tab):
        press(qtbot, window, key)
        assert window.pane.hasFocus()
    assert window.pane.current_id() == annotations(library)[0].id


def search(qtbot: QtBot, window: MainWindow, words: str) -> QLineEdit:
    """Type into the search field and wait until the list has followed."""
    field = window.findChild(QLineEdit, "searchField")
    assert field is not None
    press(qtbot, window, Qt.Key.Key_Slash)
    qtbot.keyClicks(field, words)
    qtbot.waitUntil(lambda: window.articles.which().words == as_typed(words))
    return field


def test_a_search_that_leaves_the_open_article_out_makes_no_other_one_the_current_one(
    qtbot: QtBot, library: Library, open_window: OpenWindow
) -> None:
    add_article(library)
    other = add_article(library, "Xylophones\n\nText.", published="2020-01-01")
    window = open_window()
    window.articles.choose(1)
    window.pane.setFocus()
    field = search(qtbot, window, "xylo")
    qtbot.waitUntil(lambda: window.articles.current_id() == 0)
    window.articles.view.setFocus()
    press(qtbot, window, Qt.Key.Key_Delete)
    assert library.articles.counts().all == 2
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown_id(window) == window.articles.current_id() == other)
    assert window.articles.view.hasFocus()


def test_esc_lets_the_search_go_and_the_open_article_is_the_current_one_again(
    qtbot: QtBot, library: Library, open_window: OpenWindow
) -> None:
    add_article(library)
    add_article(library, "Xylophones\n\nText.", published="2020-01-01")
    window = open_window()
    window.articles.choose(1)
    window.pane.setFocus()
    field = search(qtbot, window, "xylo")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    qtbot.waitUntil(lambda: window.articles.view.model().rowCount() == 2)
    assert window.articles.current_id() == 1


def test_home_and_end_go_to_the_ends_of_the_list(qtbot: QtBot, library: Library, open_window: OpenWindow) -> None:
    for year in (2022, 2021, 2020):
        add_article(library, f"Of {year}\n\nText.", published=f"{year}-01-01")
    window = open_window()
    window.articles.take_focus()
    press(qtbot, window, Qt.Key.Key_End)
    assert window.articles.current_id() == 3
    press(qtbot, window, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert window.articles.current_id() == 1


def test_an_article_that_one_only_passes_by_stays_unread(
    qtbot: QtBot, library: Library, open_window: OpenWindow
) -> None:
    for year in (2022, 2021, 2020):
        add_article(library, f"Of {year}\n\nText.", published=f"{year}-01-01")
    window = open_window()
    window.articles.take_focus()
    press(qtbot, window, Qt.Key.Key_Down)
    press(qtbot, window, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: library.articles.rows([3])[3].state is ArticleState.READING)
    assert library.articles.rows([1, 2])[2].state is ArticleState.UNREAD


def test_a_note_is_saved_while_one_writes_on_without_a_pause(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    tag(qtbot, window, "Ines Duarte")
    press(qtbot, window, Qt.Key.Key_A)

    def write_on() -> None:
        qtbot.keyClick(window.frame.form.note, Qt.Key.Key_X)
        assert annotations(library)[0].note

    qtbot.waitUntil(write_on)
    assert annotations(library)[0].note.startswith("x")


def test_a_chip_tags_nothing_at_a_caret_that_is_not_seen(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    window.articles.take_focus()
    chip = window.frame.labels.chips()[0]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert annotations(library) == []
    assert "Select something" in window.status.said()
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert [annotation.quote for annotation in annotations(library)] == ["KELLO"]


def test_the_window_is_never_narrower_than_its_panes(window: MainWindow) -> None:
    window.resize(300, 300)
    assert window.width() >= window.frame.minimumSizeHint().width()
    assert window.width() <= 800


def test_a_message_goes_once_something_else_was_done(qtbot: QtBot, window: MainWindow) -> None:
    tag(qtbot, window, "Ines Duarte")
    tag(qtbot, window, "Ines Duarte")
    assert "already tagged" in window.status.said()
    tag(qtbot, window, "Omar Haddad")
    assert "already tagged" not in window.status.said()


@pytest.mark.parametrize(
    ("name", "trouble"), [("", "Name the file"), ("no/such/o.csv", "no folder"), (".", "a folder")]
)
def test_the_export_dialog_stays_open_and_says_what_is_wrong_with_the_file(
    qtbot: QtBot, window: MainWindow, library: Library, tmp_path: Path, name: str, trouble: str
) -> None:
    dialog = export_dialog(qtbot, window, library)
    dialog.show()
    dialog.file.setText(str(tmp_path / name) if name else "")
    next(button for button in dialog.findChildren(QPushButton) if button.isDefault()).click()
    assert dialog.isVisible()
    assert dialog.choices is None
    told = dialog.findChild(QLabel, "trouble")
    assert told is not None
    assert trouble in told.text()


def test_the_table_shows_which_annotations_have_a_note_and_where_the_focus_is(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    tag(qtbot, window, "Ines Duarte")
    view = window.frame.table.view
    rect = view.visualRect(view.model().index(0, 0))
    edge = rect.left() + 1, rect.center().y()
    plain = view.viewport().grab(rect).toImage()
    assert view.viewport().grab().toImage().pixelColor(*edge) == window.pane.theme().selection
    press(qtbot, window, Qt.Key.Key_A)
    qtbot.keyClicks(window.frame.form.note, "the mayor")
    qtbot.keyClick(window.frame.form.note, Qt.Key.Key_Escape)
    assert view.viewport().grab(rect).toImage() != plain
    press(qtbot, window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert view.viewport().grab().toImage().pixelColor(*edge) == window.pane.theme().accent


def test_a_note_keeps_its_hard_spaces_and_is_not_written_for_being_looked_at(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    tag(qtbot, window, "Ines Duarte")
    (annotation,) = annotations(library)
    Annotate(library).note(annotation.id, "12\u00a0000 crowns")
    window.pane.set_current(0)
    window.pane.set_current(annotation.id)
    before = library.history.next_undo()
    press(qtbot, window, Qt.Key.Key_A)
    press(qtbot, window, Qt.Key.Key_Escape)
    assert library.history.next_undo() == before
    press(qtbot, window, Qt.Key.Key_A)
    qtbot.keyClicks(window.frame.form.note, "!")
    press(qtbot, window, Qt.Key.Key_Escape)
    assert annotations(library)[0].note == "12\u00a0000 crowns!"


def test_the_window_stays_open_over_a_note_that_cannot_be_saved_until_it_is_closed_once_more(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    tag(qtbot, window, "Ines Duarte")
    with locked_by_another_program(library):
        press(qtbot, window, Qt.Key.Key_A)
        qtbot.keyClicks(window.frame.form.note, "precious")
        window.close()
        assert window.isVisible()
        assert "locked" in window.status.said()
        assert "Close once more" in window.status.said()
    window.close()
    assert not window.isVisible()
    assert annotations(library)[0].note == "precious"


def test_a_note_that_could_not_be_saved_stands_again_with_its_annotation_and_is_saved_then(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    tag(qtbot, window, "Omar Haddad")
    tag(qtbot, window, "Ines Duarte")
    ines, omar = annotations(library)
    with locked_by_another_program(library):
        press(qtbot, window, Qt.Key.Key_A)
        qtbot.keyClicks(window.frame.form.note, "precious")
        press(qtbot, window, Qt.Key.Key_Escape)
        window.pane.set_current(omar.id)
        assert window.frame.form.note.toPlainText() == ""
    window.pane.set_current(ines.id)
    assert window.frame.form.note.toPlainText() == "precious"
    qtbot.waitUntil(lambda: annotations(library)[0].note == "precious")
    assert not window.frame.form.unsaved()


def test_an_article_reached_with_the_arrow_keys_stays_the_current_one_when_the_list_is_loaded_again(
    qtbot: QtBot, library: Library, open_window: OpenWindow, tmp_path: Path
) -> None:
    for year in (2022, 2021, 2020):
        add_article(library, f"Of {year}\n\nText.", published=f"{year}-01-01")
    window = open_window()
    window.articles.take_focus()
    press(qtbot, window, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.articles.listed):
        window.articles.reload()
    assert shown_id(window) == window.articles.current_id() == 2


def test_a_second_note_that_cannot_be_saved_keeps_the_window_open_as_the_first_did(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    tag(qtbot, window, "Ines Duarte")
    press(qtbot, window, Qt.Key.Key_A)
    for words in ("one", " two"):
        with locked_by_another_program(library):
            qtbot.keyClicks(window.frame.form.note, words)
            window.close()
            assert window.isVisible()
        window.frame.form.save()
    assert annotations(library)[0].note == "one two"


def test_a_cancelled_import_says_so_with_what_came_in(qtbot: QtBot, window: MainWindow) -> None:
    window.transfers.imported.emit(ImportReport((), cancelled=True))
    assert window.status.said() == "Cancelled. Imported 0, duplicates 0, failed 0."


def test_what_another_program_writes_is_shown_in_a_while_without_leaving_the_window(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    window._watch.setInterval(10)
    other = library.another()
    tag_in(other, 1, "Ines Duarte")
    with other.action("Rename"):
        other.write("UPDATE label SET name = 'Human' WHERE name = 'Person'")
    qtbot.waitUntil(lambda: window.frame.table.view.model().rowCount() == 1)
    assert "Human" in [chip.text() for chip in window.frame.labels.chips()]
    other.close()


def test_the_only_article_that_came_in_is_the_current_one_of_the_list(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window()
    (tmp_path / "one.txt").write_text("About a wall\n\nThe wall stands.\n", "utf-8")
    window.transfers.import_paths([tmp_path / "one.txt"])
    qtbot.waitUntil(lambda: window.pane.article() is not None and not window.is_asking())
    article = window.pane.article()
    assert article is not None
    assert window.articles.current_id() == article.id
