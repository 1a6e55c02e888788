"""The dialog that shows all occurrences of a quote, and tags those that are ticked."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QRadioButton, QToolButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from typing_extensions import override

from reader.domain.changes import AnnotationsChanged, Change
from reader.domain.codebook import Label
from reader.domain.span import Span
from reader.errors import LibraryError
from reader.services import tag_all
from reader.services.read import Read
from reader.services.tag_all import Found, Occurrence, TagAll, Wanted
from reader.services.undo import Undo
from reader.storage import library as library_module
from reader.storage.library import Library
from reader.ui.dialogs.tag_all import TagAllDialog
from reader.ui.dialogs.tag_all import dialog as dialog_module
from reader.ui.dialogs.tag_all.delegate import mostly_from_right
from reader.ui.dialogs.tag_all.rows import Column, OccurrenceRows
from reader.ui.jobs import Cancelled, Jobs, Progress
from reader.ui.theme import ThemeChoice, load_theme, style_sheet
from tests.making import label_of, tag
from tests.ui.conftest import add_article

CHEN = (
    "Moscow visit\n\nChen Wenqing came on Monday. “We agree,” Chen Wenqing said.\n\n"
    "CHEN WENQING left. Chen\nWenqing is 65."
)
OTHER = "Other news\n\nMinister Chen Wenqing, again; Chen Wenqingson."
THIRD = "Third\n\nNobody was there."

Open = Callable[..., TagAllDialog]


@pytest.fixture
def articles(library: Library) -> list[int]:
    return [add_article(library, text) for text in (CHEN, OTHER, THIRD)]


@pytest.fixture
def open_dialog(qtbot: QtBot, library: Library, articles: list[int]) -> Iterator[Open]:
    """Open the dialog for a quote of the first article; it is closed at the end."""
    parent = QWidget()
    qtbot.addWidget(parent)
    theme = load_theme(ThemeChoice.LIGHT)
    parent.setStyleSheet(style_sheet(theme))
    jobs = Jobs(parent)

    def open_one(
        quote: str = "Chen Wenqing",
        *,
        label: str = "Person",
        service: TagAll | None = None,
        listed: Sequence[int] | None = None,
        wait: bool = True,
    ) -> TagAllDialog:
        ids = articles[1:] if listed is None else listed
        dialog = TagAllDialog(
            service or TagAll(library), jobs, label_of(library, label), quote, articles[0], lambda: ids, theme, parent
        )
        dialog.show()
        qtbot.waitExposed(dialog)
        dialog.activateWindow()
        if wait:
            found(qtbot, dialog)
        return dialog

    yield open_one
    jobs.stop()
    QApplication.processEvents()
    parent.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


class Held(TagAll):
    """Waits before it does what it is asked for, until it is let go or, where it heeds that, cancelled."""

    def __init__(self, library: Library, *, heeds: bool = True) -> None:
        super().__init__(library)
        self.go = Event()
        self.begun: list[Wanted | str] = []
        self._heeds = heeds

    @override
    def find(self, wanted: Wanted, label: Label, progress: Progress, cancelled: Cancelled) -> Found:
        self.begun.append(wanted)
        return super().find(wanted, label, progress, self._held(cancelled))

    @override
    def tag(
        self, found: Sequence[Occurrence], label: Label, progress: Progress, cancelled: Cancelled
    ) -> tuple[Change, ...]:
        self.begun.append("tag")
        return super().tag(found, label, progress, self._held(cancelled))

    def _held(self, cancelled: Cancelled) -> Cancelled:
        while not self.go.wait(0.005) and not (self._heeds and cancelled()):
            pass
        return cancelled if self._heeds else lambda: False


def found(qtbot: QtBot, dialog: TagAllDialog) -> None:
    """Wait for what the search comes to."""
    qtbot.waitUntil(lambda: dialog.state.said() != "Searching…")


def choose(qtbot: QtBot, dialog: TagAllDialog, name: str) -> None:
    """Press a radio button or a check box, and wait for what is found then."""
    button = dialog.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    found(qtbot, dialog)


def quotes(dialog: TagAllDialog) -> list[str]:
    return [hit.quote for hit in dialog.rows.ticked()]


def tagged(library: Library) -> list[str]:
    return [quote for (quote,) in library.rows("SELECT quote FROM annotation ORDER BY id")]


# Searching


def test_it_opens_on_this_article_with_all_hits_ticked_and_the_focus_on_the_first(open_dialog: Open) -> None:
    dialog = open_dialog()
    assert quotes(dialog) == ["Chen Wenqing", "Chen Wenqing", "Chen\nWenqing"]
    assert dialog.state.said() == "3 of 3 ticked, in 1 article"
    assert dialog.tag_button.text() == "Tag 3"
    assert dialog.view.hasFocus()
    assert dialog.view.currentIndex().row() == 0
    assert dialog.view.isColumnHidden(Column.TITLE)


def test_the_scope_may_be_the_listed_articles_or_the_library(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    choose(qtbot, dialog, "scopeListed")
    assert (quotes(dialog), dialog.state.said()) == (["Chen Wenqing"], "1 of 1 ticked, in 1 article")
    choose(qtbot, dialog, "scopeLibrary")
    assert (len(quotes(dialog)), dialog.state.said()) == (4, "4 of 4 ticked, in 2 articles")
    titles = {dialog.rows.index(row, Column.TITLE).data() for row in range(4)}
    assert titles == {"Moscow visit", "Other news"}
    assert not dialog.view.isColumnHidden(Column.TITLE)
    choose(qtbot, dialog, "scopeArticle")
    assert len(quotes(dialog)) == 3


def test_the_number_of_listed_articles_is_told(open_dialog: Open, articles: list[int]) -> None:
    def told(dialog: TagAllDialog) -> tuple[str, bool]:
        button = dialog.findChild(QRadioButton, "scopeListed")
        assert isinstance(button, QRadioButton)
        return button.text(), button.isEnabled()

    assert told(open_dialog()) == ("The 2 &listed articles", True)
    assert told(open_dialog(listed=articles[:1])) == ("The 1 &listed article", True)
    assert told(open_dialog(listed=())) == ("The 0 &listed articles", False)


def test_case_and_words_count_unless_they_are_unticked(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    choose(qtbot, dialog, "matchCase")
    assert quotes(dialog) == ["Chen Wenqing", "Chen Wenqing", "CHEN WENQING", "Chen\nWenqing"]
    choose(qtbot, dialog, "scopeListed")
    choose(qtbot, dialog, "wholeWords")
    assert quotes(dialog) == ["Chen Wenqing", "Chen Wenqing"]


def test_what_nothing_is_found_of_is_told_with_what_to_try(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog("obody")
    assert dialog.empty.text() == "Nothing found as a whole word; untick Whole words to find parts of words."
    assert dialog.choices.whole_words.hasFocus()
    assert (dialog.tag_button.isEnabled(), dialog.state.said()) == (False, "")
    choose(qtbot, dialog, "wholeWords")
    assert dialog.empty.text() == "Nothing found in this case; untick Match case to find it in any."
    choose(qtbot, dialog, "matchCase")
    assert dialog.empty.text() == "Nothing found here; choose The whole library to look further."
    choose(qtbot, dialog, "scopeLibrary")
    assert (dialog.empty.text(), quotes(dialog)) == ("", ["obody"])
    assert open_dialog("x" * 20_000).empty.text().startswith("This is too long to be looked for")


def test_enter_where_nothing_can_be_tagged_neither_tags_nor_leaves(
    qtbot: QtBot, open_dialog: Open, library: Library
) -> None:
    dialog = open_dialog("obody")
    for _ in range(6):
        focused = QApplication.focusWidget()
        assert focused is not None
        if not isinstance(focused, QAbstractButton) or focused.isCheckable():
            qtbot.keyClick(focused, Qt.Key.Key_Return)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert dialog.isVisible()
    assert tagged(library) == []


def test_more_than_a_person_looks_over_are_told_to_be_cut(
    qtbot: QtBot, open_dialog: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tag_all, "MOST", 2)
    monkeypatch.setattr(dialog_module, "MOST", 2)
    assert open_dialog().state.said() == "2 of 2 ticked, in 1 article. There are more: these are the first 2"


def test_what_an_earlier_search_finds_late_is_dropped(qtbot: QtBot, open_dialog: Open, library: Library) -> None:
    service = Held(library, heeds=False)
    dialog = open_dialog(service=service, wait=False)
    qtbot.waitUntil(lambda: len(service.begun) == 1)
    dialog.choices.match_case.click()
    qtbot.waitUntil(lambda: len(service.begun) == 2)
    with qtbot.waitSignals([dialog.rows.modelReset]):
        service.go.set()
    found(qtbot, dialog)
    QApplication.processEvents()
    assert len(quotes(dialog)) == 4


def test_an_earlier_search_is_cancelled(qtbot: QtBot, open_dialog: Open, library: Library) -> None:
    service = Held(library)
    dialog = open_dialog(service=service, wait=False)
    qtbot.waitUntil(lambda: len(service.begun) == 1)
    for number, name in enumerate(("scopeListed", "scopeLibrary", "scopeArticle"), 2):
        button = dialog.findChild(QRadioButton, name)
        assert isinstance(button, QRadioButton)
        button.click()
        qtbot.waitUntil(lambda number=number: len(service.begun) == number)  # type: ignore[misc]
    service.go.set()
    found(qtbot, dialog)
    assert len(quotes(dialog)) == 3


def test_a_search_that_takes_long_shows_a_bar_and_can_be_cancelled(
    qtbot: QtBot, open_dialog: Open, library: Library
) -> None:
    dialog = open_dialog(service=Held(library), wait=False)
    cross = dialog.findChild(QToolButton, "stop")
    assert isinstance(cross, QToolButton)
    qtbot.waitUntil(cross.isVisible)
    assert not dialog.tag_button.isEnabled()
    qtbot.keyClick(dialog.view, Qt.Key.Key_Return)
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.empty.text() == "The search was cancelled; nothing was changed.")
    assert not cross.isVisible()
    assert tagged(library) == []


def test_esc_leaves_and_stops_the_search(qtbot: QtBot, open_dialog: Open, library: Library) -> None:
    service = Held(library)
    dialog = open_dialog(service=service, wait=False)
    qtbot.waitUntil(lambda: bool(service.begun))
    qtbot.keyClick(dialog.view, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: not dialog._jobs.running())


def test_a_search_that_fails_is_told(qtbot: QtBot, open_dialog: Open, library: Library) -> None:
    class Broken(TagAll):
        @override
        def find(self, wanted: Wanted, label: Label, progress: Progress, cancelled: Cancelled) -> Found:
            if wanted.match_case:
                raise LibraryError("The disk is gone.")
            return super().find(wanted, label, progress, cancelled)

    dialog = open_dialog(service=Broken(library), wait=False)
    with qtbot.waitSignal(dialog.failed):
        found(qtbot, dialog)
    assert dialog.empty.text() == "The disk is gone."
    choose(qtbot, dialog, "matchCase")
    assert len(quotes(dialog)) == 4


def test_ten_thousand_hits_reset_the_list_once(qtbot: QtBot, open_dialog: Open, library: Library) -> None:
    add_article(library, "Wall " * 10_000)
    dialog = open_dialog("Wall")
    resets: list[None] = []
    dialog.rows.modelReset.connect(lambda: resets.append(None))
    choose(qtbot, dialog, "scopeLibrary")
    assert (dialog.state.said(), len(resets)) == ("10,000 of 10,000 ticked, in 1 article", 1)


# Ticking


def test_space_turns_the_tick_of_the_current_row(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    qtbot.keyClick(dialog.view, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Space)
    assert [dialog.rows.is_ticked(row) for row in range(3)] == [True, False, True]
    assert (dialog.state.said(), dialog.tag_button.text()) == ("2 of 3 ticked, in 1 article", "Tag 2")
    qtbot.keyClick(dialog.view, Qt.Key.Key_Space)
    assert dialog.rows.count_ticked() == 3


def test_space_turns_all_selected_rows_as_the_current_one(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    qtbot.keyClick(dialog.view, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Space)
    assert [dialog.rows.is_ticked(row) for row in range(3)] == [False, False, True]


def test_ctrl_a_ticks_all_or_none(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    qtbot.keyClick(dialog.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert (quotes(dialog), dialog.tag_button.isEnabled(), dialog.tag_button.text()) == ([], False, "Tag")
    qtbot.keyClick(dialog.view, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(quotes(dialog)) == 3


def test_a_click_on_the_tick_turns_it_and_one_elsewhere_does_not(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    row = dialog.view.visualRect(dialog.rows.index(1, 0))
    for place, ticked in ((QPoint(20, row.center().y()), 2), (row.center(), 2), (QPoint(30, row.center().y()), 3)):
        qtbot.mouseClick(dialog.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert dialog.rows.count_ticked() == ticked


def test_what_is_tagged_already_has_no_tick_and_gets_none(qtbot: QtBot, open_dialog: Open, library: Library) -> None:
    tag(library, 1, "Chen Wenqing")
    dialog = open_dialog()
    assert dialog.state.said() == "2 of 3 ticked, 1 tagged already, in 1 article"
    index = dialog.rows.index(0, 0)
    assert index.data(Qt.ItemDataRole.CheckStateRole) is None
    qtbot.keyClick(dialog.view, Qt.Key.Key_Space)
    qtbot.mouseClick(dialog.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert dialog.rows.count_ticked() == 2
    qtbot.keyClick(dialog.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert dialog.rows.count_ticked() == 0
    qtbot.keyClick(dialog.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert [hit.tagged for hit in dialog.rows.ticked()] == [False, False]


# Tagging


def test_enter_tags_what_is_ticked_as_one_action_and_leaves(qtbot: QtBot, open_dialog: Open, library: Library) -> None:
    dialog = open_dialog()
    qtbot.keyClick(dialog.view, Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.tagged) as caught:
        qtbot.keyClick(dialog.view, Qt.Key.Key_Return)
    assert caught.args is not None
    ((change,), sentence) = caught.args
    assert isinstance(change, AnnotationsChanged)
    assert sentence == "Tagged 2 × “Chen Wenqing” as Person; one undo takes it back."
    assert tagged(library) == ["Chen Wenqing", "Chen\nWenqing"]
    assert not dialog.isVisible()
    Undo(library).undo()
    assert tagged(library) == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_button_tags_too(qtbot: QtBot, open_dialog: Open, library: Library, key: Qt.Key) -> None:
    dialog = open_dialog()
    dialog.tag_button.setFocus()
    with qtbot.waitSignal(dialog.tagged):
        qtbot.keyClick(dialog.tag_button, key)
    assert len(tagged(library)) == 3


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_other_button_leaves_and_tags_nothing(
    qtbot: QtBot, open_dialog: Open, library: Library, key: Qt.Key
) -> None:
    dialog = open_dialog()
    qtbot.keyClick(dialog.view, Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QAbstractButton)
    assert focused.text() == "Cancel"
    qtbot.keyClick(focused, key)
    assert not dialog.isVisible()
    assert tagged(library) == []


def test_what_was_passed_over_is_told(qtbot: QtBot, open_dialog: Open, library: Library) -> None:
    dialog = open_dialog()
    tag(library, 1, "Chen Wenqing")
    with qtbot.waitSignal(dialog.tagged) as caught:
        qtbot.keyClick(dialog.view, Qt.Key.Key_Return)
    assert caught.args is not None
    assert caught.args[1].endswith("takes it back. 1 were passed over: tagged meanwhile, or in the bin.")


def test_where_all_is_passed_over_the_dialog_stays_and_says_so(
    qtbot: QtBot, open_dialog: Open, library: Library, articles: list[int]
) -> None:
    dialog = open_dialog()
    Read(library).bin(articles[0])
    qtbot.keyClick(dialog.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.state.said().startswith("Nothing was tagged. 3 were passed over"))
    assert dialog.isVisible()


def test_esc_stops_the_tagging_and_the_dialog_stays_to_say_so(
    qtbot: QtBot, open_dialog: Open, library: Library
) -> None:
    service = Held(library)
    service.go.set()
    dialog = open_dialog(service=service)
    service.go.clear()
    before = library.rows("SELECT * FROM action")
    qtbot.keyClick(dialog.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: service.begun[-1] == "tag")
    assert not dialog.choices.isEnabled()
    qtbot.keyClick(dialog.view, Qt.Key.Key_Return)  # once more tags nothing twice
    qtbot.keyClick(dialog.view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: dialog.state.said() == "Tagging was cancelled: nothing was tagged.")
    assert dialog.isVisible()
    assert (tagged(library), library.rows("SELECT * FROM action")) == ([], before)
    service.go.set()
    with qtbot.waitSignal(dialog.tagged):
        qtbot.keyClick(dialog.view, Qt.Key.Key_Return)
    assert len(tagged(library)) == 3


def test_a_locked_library_is_told_and_nothing_is_tagged(
    qtbot: QtBot, open_dialog: Open, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_module, "_BUSY_SECONDS", 0.05)
    dialog = open_dialog()
    with locked(library), qtbot.waitSignal(dialog.failed) as caught:
        qtbot.keyClick(dialog.view, Qt.Key.Key_Return)
    assert caught.args is not None
    assert "locked" in str(caught.args[0])
    assert dialog.state.said() == str(caught.args[0])
    assert dialog.isVisible()
    assert tagged(library) == []


@contextmanager
def locked(library: Library) -> Iterator[None]:
    other = sqlite3.connect(library.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.close()


# For everyone


def test_all_is_reached_by_tab_and_has_a_name(qtbot: QtBot, open_dialog: Open) -> None:
    open_dialog()
    reached: list[str] = []
    for _ in range(7):
        focused = QApplication.focusWidget()
        assert focused is not None
        button = focused.text() if isinstance(focused, QAbstractButton) else ""
        reached.append(focused.accessibleName() or button.replace("&", ""))
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    parts = ["Occurrences", "Tag 3", "Cancel", "This article", "Match case", "Whole words"]
    assert reached == [*parts, "Occurrences"]


def test_a_row_tells_assistive_tools_its_tick_its_context_and_its_article(
    qtbot: QtBot, open_dialog: Open, library: Library
) -> None:
    tag(library, 1, "Chen Wenqing")
    dialog = open_dialog()
    qtbot.keyClick(dialog.view, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Space)
    told = [dialog.rows.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert told == [
        "tagged already: “Chen Wenqing” came on Monday. “We agree,” Chen Wenqing said.; Moscow visit",
        "not ticked: Chen Wenqing came on Monday. “We agree,” “Chen Wenqing” said.; Moscow visit",
        "ticked: CHEN WENQING left. “Chen Wenqing” is 65.; Moscow visit",
    ]


def test_left_and_right_keep_to_the_cell_that_tells_all(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    choose(qtbot, dialog, "scopeLibrary")
    dialog.view.setFocus()
    qtbot.keyClick(dialog.view, Qt.Key.Key_Right)
    assert dialog.view.currentIndex().column() == Column.CONTEXT


# The rows


def hits(*quotes: str, article: int = 1) -> list[Occurrence]:
    return [Occurrence(article, Span(0, len(quote)), quote, "before ", " after", tagged=False) for quote in quotes]


def test_the_rows_are_a_sound_model(qtmodeltester: ModelTester) -> None:
    rows = OccurrenceRows(lambda ids: dict.fromkeys(ids, "Title"))
    qtmodeltester.check(rows)
    rows.set_found(hits("a", "b\n\nc", ""))
    assert rows.rowCount(rows.index(0, 0)) == rows.columnCount(rows.index(0, 0)) == 0
    assert rows.data(rows.index(1, 0)) == "before b c after"
    qtmodeltester.check(rows)


def test_titles_are_fetched_as_they_are_shown_and_not_before() -> None:
    asked: list[int] = []

    def titles(ids: Sequence[int]) -> dict[int, str]:
        asked.extend(ids)
        return {number: f"Title\n{number}" for number in ids if number != 961}

    rows = OccurrenceRows(titles)
    rows.set_found([hit for number in range(1000) for hit in hits("a", article=number)])
    assert asked == []
    assert rows.index(970, Column.TITLE).data() == "Title 970"
    assert rows.index(961, Column.TITLE).data() == ""
    assert 961 in asked
    assert len(asked) <= 64


@pytest.mark.parametrize(
    ("text", "from_right"), [("abc", False), ("السلام", True), ("Chen قال الوزير", True), ("Chen Wenqing قال", False)]
)
def test_a_context_flows_as_most_of_its_letters_do(text: str, from_right: bool) -> None:
    assert mostly_from_right(text) is from_right


@pytest.mark.parametrize("label", ["Person", "Quotation"])
def test_the_quotes_stand_one_below_the_other_marked_as_the_label_is(
    qtbot: QtBot, open_dialog: Open, library: Library, label: str
) -> None:
    arabic = "خبر\n\nقال Wenqing إن السلام هو الهدف وقال Wenqing ثم قال الوزير أيضا Wenqing"
    add_article(library, f"News\n\nWenqing came, and said: Wenqing 👍🏽👨\u200d👩\u200d👧 Wenqing {'x' * 90} Wenqing")
    first = add_article(library, arabic)
    dialog = open_dialog("Wenqing", label=label, listed=[first, first - 1])
    choose(qtbot, dialog, "scopeListed")
    dialog.view.clearSelection()
    image = dialog.view.viewport().grab().toImage()
    theme = load_theme(ThemeChoice.LIGHT)
    colour = label_of(library, label).colour
    mark = theme.entity_fill(colour) if label == "Person" else theme.claim_line(colour)
    edges = [marked(image, mark, dialog.view.visualRect(dialog.rows.index(row, 0)).top(), 32) for row in range(7)]
    assert max(right for _, right in edges[:3]) - min(right for _, right in edges[:3]) <= 1
    assert max(left for left, _ in edges[3:]) - min(left for left, _ in edges[3:]) <= 1
    assert min(right - left for left, right in edges) > 30


def marked(image: QImage, colour: QColor, top: int, height: int) -> tuple[int, int]:
    """The first and the last column of a row that have this colour."""
    found = [x for x in range(60, image.width()) for y in range(top, top + height) if image.pixelColor(x, y) == colour]
    return min(found), max(found)
