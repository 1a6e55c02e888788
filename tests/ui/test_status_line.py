"""The line at the bottom: what it says of long work."""

from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from reader.ui.jobs import Cancelled, Job, Jobs, Progress
from reader.ui.panes.status_line import StatusLine


class Work:
    """Two jobs that go on until they are let go or cancelled, both shown in the line."""

    def __init__(self, line: StatusLine, jobs: Jobs) -> None:
        self.line = line
        self._jobs = jobs
        self.gates: list[Event] = []

    def begin(self, title: str, total: int) -> tuple[Job, Event]:
        """A job that has done 1 of `total`, and what lets it go."""
        gate = Event()
        self.gates.append(gate)

        def work(progress: Progress, cancelled: Cancelled) -> None:
            progress(1, total)
            while not gate.wait(0.01) and not cancelled():
                pass

        job = self._jobs.start(title, work)
        self.line.show_job(job)
        return job, gate

    def said(self) -> str:
        """What is said of the job that is shown; nothing where none is."""
        return "" if self.line._work.isHidden() else self.line._work.text()


@pytest.fixture
def work(qtbot: QtBot) -> Iterator[Work]:
    line = StatusLine("library.db")
    qtbot.addWidget(line)
    line.show()
    jobs = Jobs()
    work = Work(line, jobs)
    yield work
    for gate in work.gates:
        gate.set()
    jobs.stop()


def test_of_two_jobs_the_one_that_goes_on_stays_in_view(qtbot: QtBot, work: Work) -> None:
    _, first = work.begin("Importing", 900)
    _, second = work.begin("Refreshing feeds", 3)
    qtbot.waitUntil(lambda: work.said() == "Refreshing feeds 1 of 3")
    second.set()
    qtbot.waitUntil(lambda: work.said() == "Importing 1 of 900")
    first.set()
    qtbot.waitUntil(lambda: not work.said())


def test_progress_is_told_of_the_job_that_makes_it(qtbot: QtBot, work: Work) -> None:
    first, _ = work.begin("Importing", 900)
    work.begin("Refreshing feeds", 3)
    qtbot.waitUntil(lambda: work.said() == "Refreshing feeds 1 of 3")
    first.progressed.emit(500, 900)
    assert work.said() == "Refreshing feeds 1 of 3"


def test_the_cross_cancels_the_job_that_is_shown(qtbot: QtBot, work: Work) -> None:
    first, _ = work.begin("Importing", 900)
    work.begin("Refreshing feeds", 3)
    cross = work.line.findChild(QToolButton)
    assert cross is not None
    cross.click()
    qtbot.waitUntil(lambda: work.said() == "Importing 1 of 900")
    assert not first._cancelled.is_set()
