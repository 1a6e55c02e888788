"""The dialog before an import: columns of tables and parting of texts, live, and by keyboard alone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QRadioButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from reader.domain.intake import ArticleField, Parting, PartingKind, Rules
from reader.domain.parting_choice import PartingOption
from reader.services.look_ahead import look_ahead, preview_parting
from reader.storage.library import Library
from reader.ui.dialogs.import_choices import ImportChoicesDialog
from reader.ui.dialogs.import_choices import collection_page as collection_page_module
from reader.ui.dialogs.import_choices.choices_side import ChoicesSide
from reader.ui.dialogs.import_choices.collection_page import CollectionPage
from reader.ui.dialogs.import_choices.rows import Preview, PreviewRows
from reader.ui.dialogs.import_choices.table_page import TablePage
from reader.ui.jobs import Jobs
from reader.ui.main_window import MainWindow
from reader.ui.theme import ThemeChoice, load_theme, style_sheet

TABLE = "headline,lead,body,day\nFerry late,It is.,The ferry is late.,30/05/2025\nEarly,So.,,03/04/2025\n"
COLLECTION = "date 2025-05-30 Ferry late\n\nIt is.\n\ndate 2025-05-31 Ferry gone\n\nIt left.\n"

Open = Callable[..., ImportChoicesDialog]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "news.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    path = tmp_path / "may.txt"
    path.write_text(COLLECTION, encoding="utf-8")
    return path


@pytest.fixture
def open_dialog(qtbot: QtBot) -> Iterator[Open]:
    parent = QWidget()
    qtbot.addWidget(parent)
    theme = load_theme(ThemeChoice.LIGHT)
    parent.setStyleSheet(style_sheet(theme))
    jobs = Jobs(parent)

    def open_one(*paths: Path) -> ImportChoicesDialog:
        dialog = ImportChoicesDialog(look_ahead(paths), jobs, theme, parent)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        dialog.activateWindow()
        QApplication.processEvents()
        return dialog

    yield open_one
    jobs.stop()


def table_page(dialog: ImportChoicesDialog) -> TablePage:
    page = dialog.pages[0]
    assert isinstance(page, TablePage)
    return page


def collection_page(dialog: ImportChoicesDialog) -> CollectionPage:
    page = dialog.pages[0]
    assert isinstance(page, CollectionPage)
    return page


def choose(box: QComboBox, words: str) -> None:
    box.setCurrentIndex(box.findText(words))


def test_the_guessed_columns_are_chosen_and_the_rows_shown_as_articles(open_dialog: Open, table: Path) -> None:
    dialog = open_dialog(table)
    page = table_page(dialog)
    assert [
        page.fields[field].currentText() for field in (ArticleField.TITLE, ArticleField.TEXT, ArticleField.SOURCE)
    ] == [
        "headline",
        "body",
        "None",
    ]
    assert page.previews.rows.previews() == [
        Preview("Ferry late", "\u206830 May 2025\u2069", "The ferry is late."),
        Preview(reason="the column “body” is empty"),
    ]
    assert dialog.count.text() == "2 rows"
    assert page.told.text() == "All 2 rows are shown; one of them gives no article."


def test_the_preview_follows_another_column(open_dialog: Open, table: Path) -> None:
    page = table_page(open_dialog(table))
    choose(page.fields[ArticleField.TEXT], "lead")
    assert [preview.beginning for preview in page.previews.rows.previews()] == ["It is.", "So."]
    choose(page.fields[ArticleField.TITLE], "None")
    assert [preview.title for preview in page.previews.rows.previews()] == ["It is.", "So."]


def test_without_a_column_for_the_text_nothing_can_be_imported(open_dialog: Open, table: Path) -> None:
    dialog = open_dialog(table)
    page = table_page(dialog)
    choose(page.fields[ArticleField.TEXT], "None")
    assert not dialog.import_button.isEnabled()
    assert page.previews.currentWidget() is page.previews.empty
    choose(page.fields[ArticleField.TEXT], "body")
    assert dialog.import_button.isEnabled()


def test_what_was_chosen_are_rules_for_each_of_the_files(open_dialog: Open, table: Path, collection: Path) -> None:
    other = table.with_name("other.csv")
    other.write_text(TABLE, encoding="utf-8")
    dialog = open_dialog(table, collection, other)
    assert [dialog.files.itemText(number) for number in range(dialog.files.count())] == [
        "news.csv and 1 more",
        "may.txt",
    ]
    choose(table_page(dialog).fields[ArticleField.TEXT], "lead")
    rules = dialog.rules()
    for path in (table, other):
        columns = rules.for_file(str(path)).columns
        assert columns is not None
        assert columns.column(ArticleField.TEXT) == "lead"
    parting = rules.for_file(str(collection)).parting
    assert parting is not None
    assert parting.kind is PartingKind.LINES
    assert rules.for_file("/elsewhere.csv") == Rules(of_files=rules.of_files)


def test_a_dialog_for_many_files_goes_from_one_to_the_other(
    qtbot: QtBot, open_dialog: Open, table: Path, collection: Path
) -> None:
    dialog = open_dialog(table, collection)
    dialog.files.setFocus()
    qtbot.keyClick(dialog.files, Qt.Key.Key_Down)
    assert dialog.count.text() == "2 articles"
    assert dialog.pages[1].isVisible()
    assert not dialog.pages[0].isVisible()


def test_the_articles_that_a_rule_gives_are_shown(qtbot: QtBot, open_dialog: Open, collection: Path) -> None:
    dialog = open_dialog(collection)
    page = collection_page(dialog)
    assert [preview.title for preview in page.previews.rows.previews()] == [
        "date 2025-05-30 Ferry late",
        "date 2025-05-31 Ferry gone",
    ]
    whole = dialog.findChild(QRadioButton, "rule0")
    assert isinstance(whole, QRadioButton)
    whole.setFocus()
    qtbot.keyClick(whole, Qt.Key.Key_Space)
    assert dialog.count.text() == "1 article"
    assert dialog.rules().for_file(str(collection)).parting == Parting()


def test_an_expression_of_ones_own_is_tried_as_it_is_written(qtbot: QtBot, open_dialog: Open, collection: Path) -> None:
    dialog = open_dialog(collection)
    page = collection_page(dialog)
    page.pattern.setFocus()
    qtbot.keyClicks(page.pattern, "It left.*")
    assert not dialog.import_button.isEnabled()
    qtbot.waitUntil(dialog.import_button.isEnabled)
    assert [preview.title for preview in page.previews.rows.previews()] == ["It left."]
    assert dialog.rules().for_file(str(collection)).parting == Parting(PartingKind.LINES, pattern="It left.*")


def test_an_expression_that_is_none_is_told_and_cannot_be_imported(
    qtbot: QtBot, open_dialog: Open, collection: Path
) -> None:
    dialog = open_dialog(collection)
    page = collection_page(dialog)
    page.pattern.setFocus()
    qtbot.keyClicks(page.pattern, "(")
    qtbot.waitUntil(lambda: not page.is_busy())
    assert page.trouble.text().startswith("“(” is no regular expression")
    assert not dialog.import_button.isEnabled()


def test_an_answer_to_an_older_expression_is_dropped(
    qtbot: QtBot, open_dialog: Open, collection: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, answered = Event(), Event()

    def slowly(path: Path, parting: Parting) -> PartingOption:
        assert go_on.wait(5)
        answered.set()
        return preview_parting(path, parting)

    monkeypatch.setattr(collection_page_module, "preview_parting", slowly)
    dialog = open_dialog(collection)
    page = collection_page(dialog)
    page.pattern.setFocus()
    qtbot.keyClicks(page.pattern, "It left.*")
    qtbot.waitUntil(lambda: bool(dialog.jobs.running()))
    whole = dialog.findChild(QRadioButton, "rule0")
    assert isinstance(whole, QRadioButton)
    whole.setChecked(True)
    go_on.set()
    qtbot.waitUntil(lambda: answered.is_set() and not dialog.jobs.running())
    assert dialog.count.text() == "1 article"
    assert dialog.rules().for_file(str(collection)).parting == Parting()


def test_every_choice_is_reached_with_tab_and_has_a_name(qtbot: QtBot, open_dialog: Open, table: Path) -> None:
    dialog = open_dialog(table)
    page = table_page(dialog)
    assert QApplication.focusWidget() is page.fields[ArticleField.TITLE]
    met: list[QWidget] = []
    for _ in range(20):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in met:
            break
        met.append(focused)
        name = QAccessible.queryAccessibleInterface(focused).text(QAccessible.Text.Name)
        assert name, focused
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert {*page.fields.values(), page.previews.view, dialog.import_button} <= set(met)


def test_enter_imports_and_escape_does_not(qtbot: QtBot, open_dialog: Open, table: Path) -> None:
    first, second = open_dialog(table), open_dialog(table)
    qtbot.keyClick(table_page(first).previews.view, Qt.Key.Key_Return)
    assert first.result() == ImportChoicesDialog.DialogCode.Accepted
    qtbot.keyClick(table_page(second).previews.view, Qt.Key.Key_Escape)
    assert second.result() == ImportChoicesDialog.DialogCode.Rejected
    assert not second.isVisible()


def test_arrows_go_through_the_preview(qtbot: QtBot, open_dialog: Open, table: Path) -> None:
    view = table_page(open_dialog(table)).previews.view
    view.setFocus()
    assert view.currentIndex().row() == -1
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.currentIndex().row() == 0
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.currentIndex().row() == 1


def test_the_model_keeps_the_rules_of_models(qtmodeltester: ModelTester) -> None:
    rows = PreviewRows()
    rows.set_previews([Preview("One", "told", "words"), Preview(reason="it is empty")])
    qtmodeltester.check(rows)
    spoken = [rows.data(rows.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert spoken == ["One. told. words", "No article: it is empty"]


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    button, key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, button, key))


def asked(qtbot: QtBot, window: MainWindow) -> ImportChoicesDialog:
    qtbot.waitUntil(lambda: window.findChild(ImportChoicesDialog) is not None)
    dialog = window.findChild(ImportChoicesDialog)
    assert isinstance(dialog, ImportChoicesDialog)
    return dialog


def test_a_dropped_table_is_shown_before_it_is_taken_in_as_chosen(
    qtbot: QtBot, library: Library, open_window: Callable[[], MainWindow], table: Path
) -> None:
    window = open_window()
    drop(window, table)
    dialog = asked(qtbot, window)
    choose(table_page(dialog).fields[ArticleField.TEXT], "lead")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.status.said().startswith("Imported 2"))
    assert [library.articles.text(number) for number in (1, 2)] == ["Ferry late\n\nIt is.", "Early\n\nSo."]


def test_what_is_cancelled_takes_nothing_in(
    qtbot: QtBot, library: Library, open_window: Callable[[], MainWindow], table: Path
) -> None:
    window = open_window()
    drop(window, table)
    qtbot.keyClick(asked(qtbot, window), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.transfers.is_busy())
    assert library.articles.counts().all == 0


def test_files_that_leave_nothing_open_come_in_without_a_question(
    qtbot: QtBot, open_window: Callable[[], MainWindow], tmp_path: Path
) -> None:
    window = open_window()
    (tmp_path / "one.txt").write_text("Ferry late\n\nIt is.", encoding="utf-8")
    drop(window, tmp_path / "one.txt")
    qtbot.waitUntil(lambda: window.status.said().startswith("Imported"))
    assert window.findChild(ImportChoicesDialog) is None


def test_a_window_that_closes_while_it_looks_takes_nothing_in(
    qtbot: QtBot, library: Library, open_window: Callable[[], MainWindow], table: Path
) -> None:
    window = open_window()
    drop(window, table)
    window.close()
    QApplication.processEvents()
    assert window.findChild(ImportChoicesDialog) is None
    assert library.articles.counts().all == 0


def test_long_names_never_push_the_choices_aside(open_dialog: Open, table: Path, collection: Path) -> None:
    table.write_text(f"text,{'a long name ' * 30}\nOne,1\n", encoding="utf-8")
    collection.write_text(COLLECTION.replace("Ferry late", "Ferry late " * 40), encoding="utf-8")
    dialog = open_dialog(table, collection)
    sides = dialog.findChildren(ChoicesSide)
    assert [side.horizontalScrollBar().maximum() for side in sides] == [0, 0]
