"""The history: the actions of a library, and going back and forth in them."""

import sqlite3
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from reader.domain.changes import Replayed
from reader.domain.history import ActionRow, Way
from reader.domain.times import utc_now
from reader.errors import LibraryError
from reader.storage.listed import LISTED, listed
from reader.storage.replay import BlockedError, no_step, replay

if TYPE_CHECKING:
    from reader.storage.library import Library

_ALL = 2**62


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Actions to be undone or redone, from the first id to the last, and how that is called."""

    title: str
    first: int
    last: int
    undo: bool


class History:
    """The actions of a library, in order; the undone ones are always the last."""

    def __init__(self, library: "Library") -> None:
        self._library = library
        self._last_change = 0

    def begin(self, title: str, annotator_id: int, continues: int | None) -> int:
        """Record what follows in this transaction, as a new action or as more of one that was not undone."""
        library = self._library
        action_id = continues
        if continues is None or library.row("SELECT 1 FROM action WHERE id = ? AND NOT undone", (continues,)) is None:
            action_id = library.insert(
                "INSERT INTO action (title, at, annotator_id) VALUES (?, ?, ?)",
                (title, utc_now(), annotator_id),
            )
        assert action_id is not None
        library.write("UPDATE recording SET action_id = ?", (action_id,))
        (self._last_change,) = library.row("SELECT coalesce(max(id), 0) FROM change")
        return action_id

    def end(self, action_id: int) -> None:
        """Stop recording. What was undone before can no longer be redone, unless nothing was changed now."""
        library = self._library
        library.write("UPDATE recording SET action_id = NULL")
        if library.row("SELECT 1 FROM change WHERE action_id = ? LIMIT 1", (action_id,)) is None:
            library.write("DELETE FROM action WHERE id = ?", (action_id,))
            return
        if self._crosses_later_action(action_id):
            action_id = self._part_from(action_id)
        if library.row("SELECT 1 FROM action WHERE undone AND id < ? LIMIT 1", (action_id,)) is not None:
            library.write(
                "DELETE FROM change WHERE action_id IN (SELECT id FROM action WHERE undone AND id < ?)", (action_id,)
            )
            library.write("DELETE FROM action WHERE undone AND id < ?", (action_id,))

    def _crosses_later_action(self, action_id: int) -> bool:
        """Whether what was changed just now, in an old action, are rows that a later action has changed before."""
        if self._library.row("SELECT 1 FROM action WHERE id > ? LIMIT 1", (action_id,)) is None:
            return False
        crossing = self._library.row(
            "SELECT 1 FROM change AS later JOIN change AS ours USING (table_name, row_key) "
            "WHERE later.action_id > ? AND ours.action_id = ? AND ours.id > ? LIMIT 1",
            (action_id, action_id, self._last_change),
        )
        return crossing is not None

    def _part_from(self, action_id: int) -> int:
        """Make an action of its own of what was changed just now: undo goes back in time, one action at a time."""
        library = self._library
        own = library.insert(
            "INSERT INTO action (title, at, annotator_id) SELECT title, ?, annotator_id FROM action WHERE id = ?",
            (utc_now(), action_id),
        )
        library.write(
            "UPDATE change SET action_id = ? WHERE action_id = ? AND id > ?", (own, action_id, self._last_change)
        )
        return own

    def rename(self, action_id: int, title: str) -> None:
        """Give an action another title, once more is known of it."""
        self._library.write("UPDATE action SET title = ? WHERE id = ?", (title, action_id))

    def is_last(self, action_id: int) -> bool:
        """Whether no other action has come after it, done or undone."""
        return bool(self._library.row("SELECT max(id) FROM action")[0] == action_id)

    def next_undo(self) -> str | None:
        """The title of the action that undo would take back."""
        found = self._library.row("SELECT title FROM action WHERE NOT undone ORDER BY id DESC LIMIT 1")
        return found[0] if found else None

    def next_redo(self) -> str | None:
        """The title of the action that redo would bring back."""
        found = self._library.row("SELECT title FROM action WHERE undone ORDER BY id LIMIT 1")
        return found[0] if found else None

    def ids(self) -> "array[int]":
        """The ids of all actions, the newest first: those that are undone, then those that are done."""
        return array("q", chain.from_iterable(self._library.rows("SELECT id FROM action ORDER BY id DESC")))

    def undone(self) -> int:
        """How many actions are undone."""
        return int(self._library.row("SELECT count(*) FROM action WHERE undone")[0])

    def rows(self, ids: Sequence[int]) -> dict[int, ActionRow]:
        """What a list shows of these actions, by id; those that are gone are left out."""
        rows = self._library.rows(
            "SELECT action.id, title, at, name, undone FROM action JOIN annotator ON annotator.id = annotator_id "
            f"WHERE action.id IN {LISTED}",
            (listed(ids),),
        )
        return {found: ActionRow(found, title, at, name, bool(undone)) for found, title, at, name, undone in rows}

    def undo(self) -> Replayed | None:
        """Take back the last action. Raises LibraryError."""
        return self.go(Way.UNDO)

    def redo(self) -> Replayed | None:
        """Bring back the first of the undone actions. Raises LibraryError."""
        return self.go(Way.REDO)

    def back_to(self, action_id: int) -> Replayed | None:
        """Make the library as it was right after an action, done or undone, or with 0 before all actions.

        All of it or nothing. None where the library is as it was then. Raises LibraryError, also where there is no
        such action.
        """
        return self.go(action_id)

    def count_rows(self, way: int, most: int = _ALL) -> int:
        """How many rows this way changes, counted up to `most`. Raises LibraryError."""
        stretch = self._stretch(way)
        if stretch is None:
            return 0
        sql = "SELECT count(*) FROM (SELECT 1 FROM change WHERE action_id BETWEEN ? AND ? LIMIT ?)"
        return int(self._library.row(sql, (stretch.first, stretch.last, most))[0])

    def go(self, way: int, step: Callable[[], None] = no_step) -> Replayed | None:
        """Go a `Way`, or to the action of an id; None where there is none to go.

        `step` is called before each row; what it raises takes all back. Raises LibraryError.
        """
        try:
            try:
                return self._try(way, step, deferred=True)
            except sqlite3.IntegrityError:
                # A reference that leads nowhere is noticed at the end: once more, to learn which action left it so.
                return self._try(way, step, deferred=False)
        except BlockedError as error:
            raise self._refusal(error.action_id) from error

    def _stretch(self, way: int) -> _Stretch | None:
        match way:
            case Way.UNDO:
                return self._last_done()
            case Way.REDO:
                return self._first_undone()
        return self._stretch_to(way)

    def _last_done(self) -> _Stretch | None:
        found = self._library.row("SELECT id, title FROM action WHERE NOT undone ORDER BY id DESC LIMIT 1")
        return _Stretch(found[1], found[0], found[0], undo=True) if found else None

    def _first_undone(self) -> _Stretch | None:
        found = self._library.row("SELECT id, title FROM action WHERE undone ORDER BY id LIMIT 1")
        return _Stretch(found[1], found[0], found[0], undo=False) if found else None

    def _stretch_to(self, action_id: int) -> _Stretch | None:
        title = "Back to the beginning"
        if action_id:
            found = self._title(action_id)
            if found is None:
                raise LibraryError("This action is not in the history any more. Nothing was changed.")
            title = f"Back to “{found}”"
        done, undone = self._last_done(), self._first_undone()
        if done is not None and done.last > action_id:
            return _Stretch(title, action_id + 1, done.last, undo=True)
        if undone is not None and undone.first <= action_id:
            return _Stretch(title, undone.first, action_id, undo=False)
        return None

    def _try(self, way: int, step: Callable[[], None], *, deferred: bool) -> Replayed | None:
        library = self._library
        with library.transaction():
            library.write(f"PRAGMA defer_foreign_keys = {deferred:d}")
            stretch = self._stretch(way)
            if stretch is None:
                return None
            changes = replay(library, stretch.first, stretch.last, undo=stretch.undo, step=step)
            return Replayed(stretch.title, changes)

    def _refusal(self, action_id: int) -> LibraryError:
        undone = self._first_undone()
        redo = undone is not None and undone.first <= action_id
        nearest = undone if redo else self._last_done()
        others = f" What was done {'before' if redo else 'after'} it can still be {'redone' if redo else 'undone'}."
        return LibraryError(
            f"“{self._title(action_id)}” cannot be {'redone' if redo else 'undone'}: another program has changed "
            f"{self._library.path} meanwhile. Nothing was changed now."
            + (others if nearest is not None and nearest.first != action_id else "")
        )

    def _title(self, action_id: int) -> str | None:
        found = self._library.row("SELECT title FROM action WHERE id = ?", (action_id,))
        return found[0] if found else None
