"""The claims ledger in the window."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from reader.domain.ledger import Claim, ClaimSort, LedgerQuery, Queue
from reader.domain.link import LinkRole
from reader.domain.questions import Field
from reader.domain.record import Evidence, EvidenceStance
from reader.services.annotate import Annotate
from reader.services.ledger import Ledger
from reader.services.records import Records
from reader.storage.library import Library
from reader.ui.asking import Kind
from reader.ui.keys import Keys
from reader.ui.main_window import MainWindow
from reader.ui.panes.claims.claims_head import ClaimsHead
from reader.ui.panes.claims.columns import columns
from reader.ui.panes.claims.timeline import counted
from reader.ui.theme import ThemeChoice, load_theme
from tests.claims import AGAIN, AGAINST, HARBOUR, answer, answer_by, article_with, claim_in, link
from tests.ui.conftest import OpenWindow

FIRST, LATER = "The wall failed at one point", "The harbour wall failed at one point"
COST, BROKE = "Repairs will cost nine million crowns", "The wall broke in three places"


class View:
    """The ledger, as a person sees it."""

    def __init__(self, qtbot: QtBot, window: MainWindow, library: Library, claims: dict[str, int]) -> None:
        self.qtbot, self.window, self.library, self.claims = qtbot, window, library, claims
        window.views.enter("claims")
        self.page = window.claims_view.page()
        self.wait()

    def wait(self) -> None:
        """Wait until the ledger has been brought."""
        self.page.reload()
        self.qtbot.waitUntil(lambda: not any(map(self.page.asking.awaits, Kind)), timeout=5000)

    def becomes(self, *texts: str) -> None:
        """Wait until the rows show this."""
        self.qtbot.waitUntil(lambda: self.page.texts() == list(texts), timeout=5000)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        where = self.window.focusWidget()
        assert where is not None
        self.qtbot.keyClick(where, key, modifier)

    def go_to(self, text: str) -> None:
        """Make the row with these words the current one."""
        self.page.take_focus()
        row = self.page.texts().index(text)
        self.press(Qt.Key.Key_Home)
        for _ in range(row):
            self.press(Qt.Key.Key_J)
        assert self.page.current_id() == self.page.listed_ids()[row]

    def claim_of(self, text: str) -> Claim:
        """What the library says of a claim."""
        claim = Ledger(self.library).claim(self.claims[text])
        assert claim is not None
        return claim


@pytest.fixture
def claims(library: Library) -> dict[str, int]:
    again = article_with(library, AGAIN, "2026-05-15", "The Ledger")
    harbour = article_with(library, HARBOUR, "2026-05-12")
    broken = article_with(library, AGAINST, "2026-05-13", "Evening Review")
    places = ((again, LATER), (harbour, FIRST), (harbour, COST), (broken, BROKE))
    return {quote: claim_in(library, article_id, quote).id for article_id, quote in places}


@pytest.fixture
def view(qtbot: QtBot, library: Library, claims: dict[str, int], open_window: OpenWindow) -> View:
    return View(qtbot, open_window(), library, claims)


def test_alt_4_shows_every_claim_the_latest_first_and_takes_the_focus(view: View) -> None:
    assert view.page.texts() == [LATER, BROKE, COST, FIRST]
    assert view.page.view.hasFocus()
    assert view.page.head.chips() == ["All 4", "To be checked 4", "Disputed"]
    assert view.window.frame.page_shown() is view.page


def test_keys_go_through_the_ledger_and_the_side_follows(view: View) -> None:
    view.go_to(COST)
    claim = view.page.side.claim()
    assert claim is not None
    assert claim.text == COST
    view.press(Qt.Key.Key_End)
    claim = view.page.side.claim()
    assert claim is not None
    assert claim.text == FIRST


def test_enter_goes_to_the_place_in_the_text(view: View) -> None:
    view.go_to(COST)
    view.press(Qt.Key.Key_Return)
    assert view.window.frame.page_shown() is None
    assert view.window.pane.hasFocus()
    assert view.window.pane.current_id() == view.claims[COST]


def test_escape_goes_to_the_text(view: View) -> None:
    view.press(Qt.Key.Key_Escape)
    assert view.window.pane.hasFocus()


def test_what_is_perhaps_the_same_is_proposed_and_joined_by_a_key_and_parted_by_undo(view: View) -> None:
    view.go_to(FIRST)
    view.qtbot.waitUntil(lambda: bool(view.page.side.near()), timeout=5000)
    assert [claim.text for claim in view.page.side.near()] == [LATER]
    assert len(view.page.texts()) == 4
    view.press(Qt.Key.Key_Y)
    view.becomes(BROKE, COST, FIRST)
    assert "Joined as one claim" in view.window.status.said()
    assert view.page.current_id() == view.claims[FIRST]
    view.window._going_back.undo()
    view.becomes(LATER, BROKE, COST, FIRST)


def test_claims_that_are_selected_are_joined(view: View) -> None:
    view.go_to(BROKE)
    view.press(Qt.Key.Key_M)
    assert "Select two claims" in view.window.status.said()
    view.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    view.press(Qt.Key.Key_M)
    view.becomes(LATER, COST, FIRST)


def test_a_sighting_is_gone_to_and_taken_out_by_keys(view: View) -> None:
    Ledger(view.library).join((view.claims[FIRST], view.claims[LATER]))
    view.wait()
    view.go_to(FIRST)
    view.press(Qt.Key.Key_S)
    sightings = view.page.side.sightings
    assert sightings.hasFocus()
    assert [sightings.model().index(row, 0).data() for row in range(2)] == [FIRST, LATER]
    view.press(Qt.Key.Key_J)
    view.press(Qt.Key.Key_Minus)
    view.becomes(LATER, BROKE, COST, FIRST)
    view.window._going_back.undo()
    view.becomes(BROKE, COST, FIRST)
    view.go_to(FIRST)
    view.press(Qt.Key.Key_S)
    view.press(Qt.Key.Key_J)
    view.press(Qt.Key.Key_Return)
    assert view.window.pane.current_id() == view.claims[LATER]


def test_a_verdict_is_written_by_keys_with_its_scale_as_one_action(view: View) -> None:
    view.go_to(COST)
    view.press(Qt.Key.Key_V)
    rating = view.page.side.form.rating
    assert rating.hasFocus()
    view.qtbot.keyClicks(rating, "disp")
    claim = view.claim_of(COST)
    if not claim.verdict:  # a choice that is not open tells what is chosen by keys at once, or by Enter
        view.press(Qt.Key.Key_Return)
        claim = view.claim_of(COST)
    assert (claim.verdict, claim.value(Field.SCALE)) == ("disputed", "Gloss")
    view.qtbot.waitUntil(lambda: view.page.head.chips() == ["All 4", "To be checked 3", "Disputed 1"], timeout=5000)
    view.press(Qt.Key.Key_Escape)
    assert view.page.view.hasFocus()
    view.window._going_back.undo()
    claim = view.claim_of(COST)
    assert (claim.verdict, claim.value(Field.SCALE)) == ("", "")


def test_who_checked_it_and_why_are_saved_as_the_fields_are_left(view: View) -> None:
    view.go_to(COST)
    form = view.page.side.form
    form.checker.setFocus()
    view.qtbot.keyClicks(form.checker, "Ines")
    view.press(Qt.Key.Key_Tab)
    view.qtbot.keyClicks(form.checked_on, "2 June 2026")
    view.press(Qt.Key.Key_Return)
    form.rationale.setFocus()
    view.qtbot.keyClicks(form.rationale, "The books say so.")
    view.press(Qt.Key.Key_Escape)
    claim = view.claim_of(COST)
    told = [claim.value(field) for field in (Field.CHECKER, Field.CHECKED_ON, Field.RATIONALE)]
    assert told == ["Ines", "2026-06-02", "The books say so."]


def test_a_date_that_is_none_is_refused_and_the_record_stays(view: View) -> None:
    view.go_to(COST)
    form = view.page.side.form
    form.checked_on.setFocus()
    view.qtbot.keyClicks(form.checked_on, "someday")
    view.press(Qt.Key.Key_Return)
    assert view.window.status.said()
    assert view.claim_of(COST).value(Field.CHECKED_ON) == ""


def test_what_is_being_written_goes_with_its_claim_and_no_other(view: View) -> None:
    view.go_to(COST)
    form = view.page.side.form
    form.rationale.setFocus()
    view.qtbot.keyClicks(form.rationale, "half a tho")
    view.page.view.setCurrentIndex(view.page.view.model().index(view.page.texts().index(FIRST), 0))
    assert form.rationale.toPlainText() == ""
    assert view.claim_of(COST).value(Field.RATIONALE) == "half a tho"
    assert view.claim_of(FIRST).value(Field.RATIONALE) == ""


def test_evidence_is_added_changed_and_removed_in_place(view: View) -> None:
    view.go_to(COST)
    fields = view.page.side.form.evidence
    fields.fold.setFocus()
    view.press(Qt.Key.Key_Space)
    view.qtbot.keyClicks(fields._rows[0].url, "https://log.example/1")
    view.press(Qt.Key.Key_Return)
    view.qtbot.waitUntil(lambda: bool(view.claim_of(COST).evidence), timeout=5000)
    view.wait()
    assert fields.fold.text() == "1 source"
    view.qtbot.mouseClick(fields._rows[0]._remove, Qt.MouseButton.LeftButton)
    assert view.claim_of(COST).evidence == ()


def test_what_is_for_and_against_leads_to_its_place(view: View) -> None:
    link(view.library, view.claims[BROKE], view.claims[FIRST], LinkRole.CONTRADICTS)
    Records(view.library).set_evidence(view.claims[FIRST], [Evidence(0, "", "one trip", EvidenceStance.SUPPORTS)])
    view.wait()
    view.go_to(FIRST)
    lines = view.page.side._reasons.lines()
    assert [line.accessibleName() for line in lines] == ["For it: one trip", f"Against it: {BROKE}"]
    view.qtbot.keyClick(lines[1], Qt.Key.Key_Return)
    assert view.window.pane.current_id() == view.claims[BROKE]


def test_the_queue_is_one_key_away(view: View) -> None:
    answer(view.library, view.claims[COST], Field.CHECKWORTHINESS, "3")
    answer(view.library, view.claims[LATER], Field.SCALE, "Gloss")
    answer(view.library, view.claims[LATER], Field.VERDICT, "disputed")
    view.press(Qt.Key.Key_T)
    view.becomes(COST, BROKE, FIRST)
    view.press(Qt.Key.Key_T)
    view.becomes(LATER)
    view.press(Qt.Key.Key_T)
    view.becomes(LATER, BROKE, COST, FIRST)


def test_a_column_sorts_and_once_more_the_other_way_round(view: View) -> None:
    answer_by(view.library, view.claims[COST], Field.CLAIMANT, "Harbour Board")
    button = view.page.columns.button(ClaimSort.CLAIM)
    view.qtbot.keyClick(button, Qt.Key.Key_Space)
    view.becomes(COST, LATER, BROKE, FIRST)
    view.qtbot.keyClick(button, Qt.Key.Key_Space)
    view.becomes(FIRST, BROKE, LATER, COST)
    view.qtbot.keyClick(view.page.columns.button(ClaimSort.CLAIMANT), Qt.Key.Key_Space)
    view.qtbot.waitUntil(lambda: view.page.texts()[0] == COST, timeout=5000)


def test_a_search_finds_words_and_escape_lets_it_go(view: View) -> None:
    view.window.frame.focus_search()
    view.qtbot.keyClicks(view.page.search, "crowns")
    view.becomes(COST)
    view.press(Qt.Key.Key_Escape)
    view.becomes(LATER, BROKE, COST, FIRST)
    assert view.page.view.hasFocus()


def test_a_query_that_is_wrong_is_told_below_the_field(view: View) -> None:
    view.page.search.setText("label:nobody")
    view.qtbot.waitUntil(view.page.head._trouble.isVisible, timeout=5000)
    view.page.search.setText("wall")
    view.qtbot.waitUntil(lambda: not view.page.head._trouble.isVisible(), timeout=5000)


def test_a_claim_tagged_meanwhile_comes_into_the_ledger(view: View) -> None:
    view.window._doing.do(lambda: Annotate(view.library).delete(view.claims[BROKE]))
    view.becomes(LATER, COST, FIRST)


def test_an_empty_ledger_says_what_to_do(qtbot: QtBot, library: Library, open_window: OpenWindow) -> None:
    view = View(qtbot, open_window(), library, {})
    assert view.page._empty.isVisible()
    assert "No claims yet" in view.page._empty.text()
    assert view.page.side.claim() is None


def test_the_ledger_and_one_claim_are_written_to_files(view: View, tmp_path: Path) -> None:
    view.window.claims_view.export_to(tmp_path / "claims.md", LedgerQuery())
    view.qtbot.waitUntil(lambda: "Exported 4 claims" in view.window.status.said(), timeout=5000)
    view.window.claims_view.export_to(tmp_path / "one.jsonld", (view.claims[COST],))
    view.qtbot.waitUntil(lambda: "no verdict" in view.window.status.said(), timeout=5000)
    assert not (tmp_path / "one.jsonld").exists()
    answer(view.library, view.claims[COST], Field.SCALE, "Gloss")
    answer(view.library, view.claims[COST], Field.VERDICT, "unproven")
    view.window.claims_view.export_to(tmp_path / "one.jsonld", (view.claims[COST],))
    view.qtbot.waitUntil((tmp_path / "one.jsonld").exists, timeout=5000)
    assert json.loads((tmp_path / "one.jsonld").read_text("utf-8"))["claimReviewed"] == COST


def test_the_page_comes_back_after_a_restart(view: View, open_window: OpenWindow) -> None:
    view.window.close()
    again = open_window()
    assert again.frame.page_shown() is again.claims_view.page()


def test_a_row_is_heard_with_all_that_it_shows(view: View) -> None:
    answer_by(view.library, view.claims[COST], Field.CLAIMANT, "Harbour Board")
    answer(view.library, view.claims[COST], Field.CHECKWORTHINESS, "2")
    view.wait()
    index = view.page.view.model().index(view.page.texts().index(COST), 0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == f"Harbour Board, {COST}, 12 May 2026, 1 sighting, check-worthiness 2 of 3, unchecked"


def test_all_in_the_page_that_takes_the_focus_has_a_name(view: View) -> None:
    view.go_to(FIRST)
    view.page.side.form.evidence.fold.setChecked(True)
    for widget in view.page.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.window() is view.window:
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.SEPIA, ThemeChoice.DARK])
def test_every_theme_paints_the_page(view: View, choice: ThemeChoice) -> None:
    view.page.set_theme(load_theme(choice))
    picture = view.page.grab().toImage()
    assert picture.pixelColor(picture.width() // 4, picture.height() - 20) == load_theme(choice).pane


@pytest.mark.parametrize("width", [300, 480, 620, 800, 1000, 1600])
def test_columns_stand_beside_each_other_within_the_ledger(width: int) -> None:
    made = columns(width)
    assert ClaimSort.CLAIM in {column.sort for column in made}
    edges = [(column.left, column.left + column.width) for column in made]
    assert all(before[1] <= after[0] for before, after in pairwise(edges))
    assert edges[-1][1] <= width


def test_bars_count_every_sighting_once() -> None:
    assert counted([]) == []
    assert counted(["2026-05-01"]) == [1]
    assert counted(["2026-05-01", "2026-05-01", "2026-05-03"]) == [2, 0, 1]
    long = counted(["2020-01-01", "2023-06-01", "2026-05-03"])
    assert (len(long), sum(long), long[0], long[-1]) == (24, 3, 1, 1)


def test_a_selection_of_rows_survives_no_reload_but_the_current_row_does(view: View) -> None:
    view.go_to(COST)
    flags = QItemSelectionModel.SelectionFlag.Select
    view.page.view.selectionModel().select(view.page.view.model().index(0, 0), flags)
    view.wait()
    assert view.page.current_id() == view.claims[COST]
    assert view.page.selected_ids() == (view.claims[COST],)


def test_the_mouse_offers_what_keys_do(view: View) -> None:
    Ledger(view.library).join((view.claims[FIRST], view.claims[LATER]))
    view.wait()
    view.go_to(FIRST)
    view.press(Qt.Key.Key_S)
    menu = view.page.side.sighting_menu()
    assert [action.text().split("\t")[1] for action in menu.actions()] == ["Enter", "-"]
    menu.actions()[1].trigger()
    view.becomes(LATER, BROKE, COST, FIRST)


def test_another_queue_or_order_begins_at_its_top_and_a_change_stays_where_one_is(view: View) -> None:
    view.go_to(FIRST)
    view.page.sort_by(ClaimSort.CLAIM)
    view.becomes(COST, LATER, BROKE, FIRST)
    assert view.page.view.currentIndex().row() == 0
    view.go_to(BROKE)
    view.wait()
    assert view.page.current_id() == view.claims[BROKE]


def test_the_search_has_a_line_of_its_own_where_the_ledger_is_narrow(qtbot: QtBot) -> None:
    head = ClaimsHead(Keys(), load_theme(ThemeChoice.LIGHT))
    qtbot.addWidget(head)
    head.show()
    chip = head.findChild(QToolButton, "filterChip")
    assert chip is not None
    head.resize(900, 60)
    qtbot.waitUntil(lambda: chip.x() > head.search.geometry().right())
    head.resize(400, 90)
    qtbot.waitUntil(lambda: chip.y() > head.search.geometry().bottom())
    assert head.search.width() > 300


def test_a_claim_that_was_rated_stays_beside_the_queue_until_one_leaves_it(view: View) -> None:
    view.press(Qt.Key.Key_T)
    assert view.page.query().queue is Queue.TO_CHECK
    view.wait()
    view.go_to(BROKE)
    row = view.page.view.currentIndex().row()
    view.press(Qt.Key.Key_V)
    view.press(Qt.Key.Key_Down)
    view.qtbot.waitUntil(lambda: view.page.head.chips()[1] == "To be checked 3", timeout=5000)
    assert (view.page.current_id(), view.page.view.currentIndex().row()) == (view.claims[BROKE], row)
    view.press(Qt.Key.Key_Tab)
    view.page.side.form.rationale.setFocus()
    view.qtbot.keyClicks(view.window.focusWidget(), "Half of ")
    view.wait()
    view.qtbot.keyClicks(view.window.focusWidget(), "it is known.")
    view.press(Qt.Key.Key_Escape)
    view.wait()
    assert view.claim_of(BROKE).value(Field.RATIONALE) == "Half of it is known."
    assert all(not view.claim_of(other).value(Field.RATIONALE) for other in (LATER, COST, FIRST))
    assert view.page.view.hasFocus()
    view.press(Qt.Key.Key_K)
    view.qtbot.waitUntil(lambda: BROKE not in view.page.texts(), timeout=5000)
    assert len(view.page.texts()) == 3


def test_a_claim_that_was_rated_leaves_the_queue_as_one_leaves_the_view(view: View) -> None:
    view.page.show_queue(Queue.TO_CHECK)
    view.wait()
    view.go_to(BROKE)
    view.press(Qt.Key.Key_V)
    view.press(Qt.Key.Key_Down)
    view.wait()
    assert BROKE in view.page.texts()
    view.window.frame.show_page(None)
    view.window.views.enter("claims")
    view.wait()
    assert sorted(view.page.texts()) == sorted((LATER, COST, FIRST))


def test_evidence_that_is_being_written_goes_with_its_claim_and_no_other(view: View) -> None:
    view.go_to(COST)
    fields = view.page.side.form.evidence
    fields.fold.setFocus()
    view.press(Qt.Key.Key_Space)
    view.qtbot.keyClicks(fields._rows[0].url, "https://log.example/1")
    view.page.view.setCurrentIndex(view.page.view.model().index(view.page.texts().index(FIRST), 0))
    view.wait()
    assert [each.url for each in view.claim_of(COST).evidence] == ["https://log.example/1"]
    assert view.claim_of(FIRST).evidence == ()
    assert view.page.view.hasFocus()


def test_what_is_typed_goes_nowhere_where_the_claim_is_gone(view: View) -> None:
    view.go_to(COST)
    view.page.side.form.rationale.setFocus()
    view.window._doing.do(lambda: Annotate(view.library).delete(view.claims[COST]))
    view.becomes(LATER, BROKE, FIRST)
    assert view.page.view.hasFocus()


def test_an_empty_queue_keeps_the_keys(view: View) -> None:
    view.press(Qt.Key.Key_T)
    view.press(Qt.Key.Key_T)
    view.becomes()
    assert view.page._empty.isVisible()
    assert view.page.view.hasFocus()
    view.page.search.setFocus()
    view.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert view.page.view.hasFocus()
    view.press(Qt.Key.Key_T)
    view.becomes(LATER, BROKE, COST, FIRST)


def test_nothing_in_a_narrow_side_reaches_beyond_its_edge(view: View) -> None:
    view.page.side.setFixedWidth(200)
    QApplication.processEvents()
    for area in view.page.side.findChildren(QScrollArea):
        inside = area.widget()
        assert inside is not None
        assert inside.width() <= area.viewport().width()
