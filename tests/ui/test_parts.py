"""The smaller parts of the window: models, settings, jobs, themes."""

from array import array
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QByteArray, Qt
from pytestqt.exceptions import capture_exceptions
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from reader.domain.annotation import Annotation, Status
from reader.domain.article import ArticleRow, ArticleState
from reader.domain.codebook import Codebook
from reader.domain.listing import NEWEST_FIRST
from reader.domain.overlaps import AnnotationIndex
from reader.domain.span import Span
from reader.errors import FileError
from reader.storage.library import Library
from reader.ui.jobs import Cancelled, Jobs, Progress
from reader.ui.painting.header import spoken_date
from reader.ui.painting.rows import flows_from_right
from reader.ui.panes.annotations.rows import AnnotationRows
from reader.ui.panes.articles.delegate import told_below
from reader.ui.panes.articles.rows import ArticleRole, ArticleRows
from reader.ui.settings import Place, Settings
from reader.ui.theme import ThemeChoice, load_theme, style_sheet
from reader.ui.typography import Face, Typography


def article_row(number: int) -> ArticleRow:
    return ArticleRow(number, f"Article {number}", "Post", "2026-05-12", "", ArticleState.UNREAD, False, 2, 1)


def test_article_rows_are_fetched_as_they_are_shown_and_not_before(qtmodeltester: ModelTester) -> None:
    asked: list[int] = []

    def fetch(ids: Sequence[int]) -> dict[int, ArticleRow]:
        asked.extend(ids)
        return {number: article_row(number) for number in ids}

    rows = ArticleRows(fetch)
    rows.set_ids(array("q", range(1, 1_000_001)))
    assert not asked
    assert rows.data(rows.index(999_999), Qt.ItemDataRole.DisplayRole) == "Article 1000000"
    assert len(asked) < 100
    assert rows.rowCount(rows.index(0)) == 0
    rows.set_ids(array("q", range(1, 30)))
    qtmodeltester.check(rows)


def test_a_changed_article_is_fetched_again_and_its_row_told(qtbot: QtBot) -> None:
    titles = {1: "Old"}
    rows = ArticleRows(
        lambda ids: {i: ArticleRow(i, titles[i], "", "", "", ArticleState.DONE, False, 0, 0) for i in ids}
    )
    rows.set_ids(array("q", [1]))
    assert rows.data(rows.index(0)) == "Old"
    titles[1] = "New"
    with qtbot.waitSignal(rows.dataChanged):
        rows.refresh((1,))
    assert rows.data(rows.index(0)) == "New"


def test_a_row_tells_assistive_tools_all_that_is_painted(qtbot: QtBot) -> None:
    rows = ArticleRows(lambda ids: {number: article_row(number) for number in ids})
    rows.set_ids(array("q", [7]))
    told = rows.data(rows.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Article 7, Post, 2026-05-12, unread, 2 entities, 1 claim"
    assert rows.data(rows.index(0), ArticleRole.ID) == 7


def annotation(number: int, start: int) -> Annotation:
    return Annotation(number, f"uid{number}", 1, 1, (Span(start, start + 3),), "abc", "", Status.ACCEPTED)


def test_annotation_rows_stay_in_the_order_of_the_text(library: Library, qtmodeltester: ModelTester) -> None:
    rows = AnnotationRows()
    rows.set_codebook(library.labels.codebook())
    index = AnnotationIndex.of([annotation(1, 40), annotation(2, 10)])
    rows.set_annotations(index)
    index.put(annotation(3, 20))
    rows.refresh((3,))
    index.put(annotation(1, 5))
    index.discard(2)
    rows.refresh((1, 2))
    found = [rows.annotation(row) for row in range(rows.rowCount())]
    assert [(a.id, a.hull.start) for a in found if a] == [(1, 5), (3, 20)]
    assert rows.rowCount(rows.index(0, 0)) == 0
    qtmodeltester.check(rows)


def test_settings_come_back_and_nonsense_is_passed_over(tmp_path: Path) -> None:
    path, library = tmp_path / "gloss.ini", tmp_path / "library.db"
    store = Settings(path)
    store.set_typography(Typography(zoom=120, face=Face.SANS))
    store.set_theme("dark")
    store.set_bytes({"panes": QByteArray(b"\x01\x02")})
    store.set_place(library, Place("uid", Span(3, 9)))
    again = Settings(path)
    assert (again.typography(), again.theme()) == (Typography(zoom=120, face=Face.SANS), "dark")
    assert again.bytes("panes") == QByteArray(b"\x01\x02")
    assert again.place(library) == Place("uid", Span(3, 9))
    assert again.place(tmp_path / "other.db") is None
    path.write_text("[look]\nzoom=huge\ntheme=pink\n[window]\ngeometry=7\n", encoding="utf-8")
    broken = Settings(path)
    assert broken.typography() == Typography()
    assert ThemeChoice.named(broken.theme()) is ThemeChoice.SYSTEM
    assert broken.bytes("geometry").isEmpty()


def test_a_job_brings_its_result_and_its_progress_home(qtbot: QtBot) -> None:
    def count(progress: Progress, _cancelled: Cancelled) -> str:
        progress(1, 2)
        return "done"

    jobs = Jobs()
    job = jobs.start("Counting", count)
    steps: list[tuple[int, int]] = []
    job.progressed.connect(lambda done, total: steps.append((done, total)))
    with qtbot.waitSignal(job.succeeded) as caught:
        pass
    assert caught.args == ["done"]
    assert steps == [(1, 2)]
    jobs.stop()


def test_a_job_that_fails_outside_our_control_tells_its_sentence(qtbot: QtBot) -> None:
    def fail(_progress: object, _cancelled: object) -> None:
        raise FileError("The disk is gone.")

    jobs = Jobs()
    with qtbot.waitSignal(jobs.start("Failing", fail).failed) as caught:
        pass
    assert caught.args is not None
    assert str(caught.args[0]) == "The disk is gone."
    jobs.stop()


def test_a_job_with_a_fault_of_ours_is_loud(qtbot: QtBot) -> None:
    def fail(_progress: object, _cancelled: object) -> None:
        raise ZeroDivisionError

    jobs = Jobs()
    with capture_exceptions() as caught, qtbot.waitSignal(jobs.start("Failing", fail).ended):
        pass
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]
    jobs.stop()


def test_stopping_cancels_what_runs(qtbot: QtBot) -> None:
    jobs, began, seen = Jobs(), Event(), []

    def work(_progress: Progress, cancelled: Cancelled) -> None:
        began.set()
        while not cancelled():
            pass
        seen.append("cancelled")

    job = jobs.start("Waiting", work)
    began.wait()
    with qtbot.waitSignal(job.ended):
        jobs.stop()
    assert seen == ["cancelled"]
    assert not jobs.running()


def test_nobody_hears_how_a_job_went_that_was_stopped(qtbot: QtBot) -> None:
    jobs, began = Jobs(), Event()
    heard: list[object] = []

    def work(_progress: Progress, cancelled: Cancelled) -> str:
        began.set()
        while not cancelled():
            pass
        return "cancelled"

    job = jobs.start("Waiting", work)
    job.succeeded.connect(heard.append)
    assert began.wait(5)
    with qtbot.waitSignal(job.ended):
        jobs.stop()
    assert heard == []


@pytest.mark.parametrize("choice", list(ThemeChoice))
def test_every_theme_loads_and_fills_the_style_sheet(qtbot: QtBot, choice: ThemeChoice) -> None:
    theme = load_theme(choice)
    assert theme.pane.name() in style_sheet(theme) or theme.window.name() in style_sheet(theme)
    assert theme.dark is (choice is ThemeChoice.DARK)
    assert choice.following() is not choice


@pytest.mark.parametrize(
    ("published", "spoken"),
    [("2025-05-30T13:03", "30 May 2025, 13:03"), ("2025-05-30", "30 May 2025"), ("", ""), ("spring", "spring")],
)
def test_dates_are_spoken_as_people_write_them(published: str, spoken: str) -> None:
    assert spoken_date(published) == spoken


def test_titles_flow_from_the_side_of_their_first_strong_letter() -> None:
    assert flows_from_right("12 وزير الخارجية")
    assert not flows_from_right("Minister وزير")
    assert not flows_from_right("12 345")


def test_an_article_of_which_nothing_is_known_tells_when_it_was_added() -> None:
    row = replace(article_row(1), source="", published="", added_at="2026-11-23T22:04:05Z")
    rows = ArticleRows(lambda _ids: {1: row})
    rows.set_ids(array("q", [1]))
    assert "added 23 Nov 2026" in told_below(row, NEWEST_FIRST)
    assert "added 23 Nov 2026" in str(rows.data(rows.index(0), Qt.ItemDataRole.AccessibleTextRole))
    assert "added" not in told_below(replace(row, source="Post"), NEWEST_FIRST)


def test_an_empty_codebook_knows_no_key() -> None:
    assert Codebook(()).by_key("1") is None


def test_qt_keeps_its_count_of_references_to_none() -> None:
    """PySide6 6.12.0 on Python 3.11 loses one reference to None a call, and ends the program."""
    import sys

    from PySide6.QtCore import QObject

    thing, before = QObject(), sys.getrefcount(None)
    for _ in range(2000):
        thing.setObjectName("x")
    assert sys.getrefcount(None) > before - 1000
