"""Undo and redo of every action, after a restart too."""

from reader.domain.changes import Replayed
from reader.storage.library import Library


class Undo:
    """Takes actions back, the last one first, and brings them back again."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def undo(self) -> Replayed | None:
        """Take back the last action; None where there is none. Raises LibraryError."""
        return self._library.history.undo()

    def redo(self) -> Replayed | None:
        """Bring back the action that was undone last; None where there is none. Raises LibraryError."""
        return self._library.history.redo()
