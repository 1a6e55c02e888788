"""Questions beside the window: the newest of a kind is answered, the more urgent first, and it ends in order."""

from collections.abc import Generator, Iterator
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from reader.domain.article import ArticleFilter
from reader.domain.listing import NEWEST_FIRST
from reader.errors import LibraryError, ReaderError
from reader.services.listing import Listing
from reader.storage.library import Library
from reader.ui.asking import Asking, Kind, Work


@pytest.fixture
def asking(qtbot: QtBot, library: Library) -> Iterator[Asking[Listing]]:
    asking = Asking(lambda: Listing(library))
    yield asking
    asking.stop()


def fail(error: ReaderError) -> None:
    raise AssertionError(str(error))


def saying(*words: str) -> Work[Listing]:
    def work(_listing: Listing) -> Generator[object, None, None]:
        yield from words

    return work


def waiting_for(gate: Event, words: str) -> Work[Listing]:
    def work(_listing: Listing) -> Generator[object, None, None]:
        gate.wait()
        yield None
        yield words

    return work


def test_answers_come_home_one_after_the_other(qtbot: QtBot, asking: Asking[Listing]) -> None:
    told: list[object] = []
    asking.ask(Kind.LIST, saying("one", "two"), told.append, fail)
    assert not told
    qtbot.waitUntil(lambda: not asking.awaits(Kind.LIST))
    assert told == ["one", "two"]


def test_an_older_question_of_the_same_kind_is_not_answered_any_more(qtbot: QtBot, asking: Asking[Listing]) -> None:
    told: list[object] = []
    gate = Event()
    asking.ask(Kind.LIST, waiting_for(gate, "old"), told.append, fail)
    asking.ask(Kind.LIST, saying("new"), told.append, fail)
    gate.set()
    qtbot.waitUntil(lambda: not asking.awaits(Kind.LIST))
    assert told == ["new"]


def test_a_query_that_runs_is_interrupted_by_a_newer_question(
    qtbot: QtBot, library: Library, asking: Asking[Listing]
) -> None:
    begun, told = Event(), list[object]()

    def endless(listing: Listing) -> Generator[object, None, None]:
        begun.set()
        endless_query = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
        yield listing._library.row(endless_query)

    asking.ask(Kind.LIST, endless, told.append, fail)
    begun.wait()

    def ask_again() -> bool:
        asking.ask(Kind.LIST, saying("new"), told.append, fail)
        return "new" in told

    qtbot.waitUntil(ask_again)
    assert set(told) == {"new"}


def test_what_is_less_urgent_is_put_off_and_answered_later(qtbot: QtBot, asking: Asking[Listing]) -> None:
    told: list[object] = []
    gate = Event()
    asking.ask(Kind.COUNTS, waiting_for(gate, "counts"), told.append, fail)
    asking.ask(Kind.FOUND, saying("found"), told.append, fail)
    asking.ask(Kind.LIST, saying("list"), told.append, fail)
    gate.set()
    qtbot.waitUntil(lambda: len(told) == 3)
    assert told == ["list", "counts", "found"]


def test_what_the_world_outside_did_comes_home_as_its_sentence(qtbot: QtBot, asking: Asking[Listing]) -> None:
    told: list[str] = []

    def work(_listing: Listing) -> Generator[object, None, None]:
        yield None
        raise LibraryError("The disk is gone.")

    asking.ask(Kind.LIST, work, fail_on, lambda error: told.append(str(error)))
    qtbot.waitUntil(lambda: told == ["The disk is gone."])
    asking.ask(Kind.LIST, saying("again"), lambda words: told.append(str(words)), fail)
    qtbot.waitUntil(lambda: told[-1] == "again")


def fail_on(answer: object) -> None:
    raise AssertionError(answer)


def test_what_is_forgotten_is_not_answered(qtbot: QtBot, asking: Asking[Listing]) -> None:
    gate, told = Event(), list[object]()
    asking.ask(Kind.FOUND, waiting_for(gate, "found"), told.append, fail)
    asking.forget(Kind.FOUND)
    gate.set()
    asking.ask(Kind.LIST, saying("list"), told.append, fail)
    qtbot.waitUntil(lambda: told == ["list"])


def test_it_stops_in_the_middle_of_a_question_and_answers_no_more(
    qtbot: QtBot, library: Library, asking: Asking[Listing]
) -> None:
    def endless(listing: Listing) -> Generator[object, None, None]:
        while True:
            yield sum(1 for _ in listing.ids(ArticleFilter(), NEWEST_FIRST))

    told: list[object] = []
    asking.ask(Kind.LIST, endless, told.append, fail)
    qtbot.waitUntil(lambda: bool(told))
    asking.stop()
    before = len(told)
    asking.ask(Kind.LIST, saying("late"), told.append, fail)
    qtbot.wait(0)
    assert told[before:] == []
