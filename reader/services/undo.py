"""Undo and redo of every action, one or many at once, after a restart too."""

from array import array
from collections.abc import Callable, Sequence

from reader.domain.changes import Replayed
from reader.domain.history import ActionRow
from reader.errors import CancelledError
from reader.storage.library import Library

#: With more rows than this to be put back it is long work.
_MANY = 2000
_STEP = 500


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

    def back_to(self, action_id: int) -> Replayed | None:
        """Make the library as it was right after an action: all later ones are undone, or it and those before redone.

        That is no action itself: redo brings one action after the other again. All of it happens or nothing; None
        where nothing had to. Raises LibraryError, which names the action that could not be undone or redone.
        """
        return self._library.history.back_to(action_id)

    def back_to_beginning(self) -> Replayed | None:
        """Make the library as it was before all actions. As `back_to`, which does the same with 0."""
        return self._library.history.back_to(0)

    def is_long(self, way: int) -> bool:
        """Whether to go this `Way`, or to the action of this id, takes longer than a window may wait."""
        return self._library.history.count_rows(way, _MANY + 1) > _MANY

    def go_aside(
        self, way: int, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> Replayed | None:
        """Go a `Way`, or to the action of an id, by a connection of its own: all of it or nothing.

        Nobody else can write meanwhile. Raises LibraryError, and CancelledError where nothing was changed therefore.
        """
        library = self._library.another()
        done = 0
        try:
            total = library.history.count_rows(way)

            def step() -> None:
                nonlocal done
                if done % _STEP == 0:
                    if cancelled():
                        raise CancelledError("Cancelled: nothing was changed.")
                    progress(min(done, total), total)
                done += 1

            return library.history.go(way, step)
        finally:
            library.close()

    def action_ids(self) -> "array[int]":
        """The ids of all actions, the newest first: those that are undone, then those that are done."""
        return self._library.history.ids()

    def undone_count(self) -> int:
        """How many actions are undone: so many of the newest ones."""
        return self._library.history.undone()

    def rows(self, ids: Sequence[int]) -> dict[int, ActionRow]:
        """What a list shows of these actions, by id; those that are gone meanwhile are left out."""
        return self._library.history.rows(ids)
