"""What the tests of the services share."""

import sqlite3
from collections.abc import Iterator

import pytest

from reader.services.edit_codebook import EditCodebook
from reader.services.undo import Undo
from reader.storage.check import troubles
from reader.storage.library import Library
from tests.services.codebooks import rows


@pytest.fixture
def edit(library: Library) -> Iterator[EditCodebook]:
    """The codebook; whatever is done to it, the library stays whole, and undo and redo find all of it."""
    yield EditCodebook(library)
    if not _is_open(library):
        return
    assert list(troubles(library)) == []
    undo = Undo(library)
    while undo.redo():
        pass
    end = rows(library)
    while undo.undo():
        pass
    assert list(troubles(library)) == []
    while undo.redo():
        pass
    assert rows(library) == end


def _is_open(library: Library) -> bool:
    try:
        library.row("SELECT 1")
    except sqlite3.ProgrammingError:
        return False
    return True
