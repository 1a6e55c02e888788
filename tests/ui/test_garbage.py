"""Garbage is collected in the window's thread, whichever thread makes it."""

import gc
from collections.abc import Iterator
from threading import Thread, get_ident

import pytest
from pytestqt.qtbot import QtBot

from reader.ui.garbage import GarbageCollector


@pytest.fixture
def usual_collection() -> Iterator[None]:
    """Python's own collection, on as after a start of Python, and after the test as it was."""
    was = gc.isenabled()
    gc.enable()
    yield
    (gc.enable if was else gc.disable)()


class Knot:
    """Holds itself, so that nothing but the collection lets it go."""

    gone_in: list[int]

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        self.gone_in.append(get_ident())


@pytest.mark.usefixtures("usual_collection")
def test_what_another_thread_lets_go_is_collected_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    Knot.gone_in = []
    collector = GarbageCollector()
    thread = Thread(target=lambda: [Knot() for _ in range(5000)])
    thread.start()
    thread.join()
    assert Knot.gone_in == []
    qtbot.waitUntil(lambda: len(Knot.gone_in) == 5000)
    assert set(Knot.gone_in) == {get_ident()}
    del collector


@pytest.mark.usefixtures("usual_collection")
def test_the_oldest_generation_is_collected_when_it_is_due() -> None:
    collector = GarbageCollector()
    old = Knot()
    Knot.gone_in = []
    gc.collect()  # it is old now
    del old
    for _ in range(gc.get_threshold()[2] + 1):
        gc.collect(1)
    collector.collect()
    assert Knot.gone_in == [get_ident()]
