"""The history: actions, and the row images that undo and redo them."""

import json
import sqlite3
from typing import TYPE_CHECKING, Any

from reader.domain.changes import AnnotationsChanged, ArticlesChanged, ArticlesMoved, Change, CodebookChanged, Replayed
from reader.domain.times import utc_now
from reader.errors import LibraryError

if TYPE_CHECKING:
    from reader.storage.library import Library

_Image = dict[str, Any]
_OF_ANNOTATION = {"annotation": "id", "fragment": "annotation_id", "annotation_value": "annotation_id"}


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

    def undo(self) -> Replayed | None:
        """Take back the last action. Raises LibraryError."""
        return self._replay("SELECT id, title FROM action WHERE NOT undone ORDER BY id DESC LIMIT 1", undo=True)

    def redo(self) -> Replayed | None:
        """Bring back the first of the undone actions. Raises LibraryError."""
        return self._replay("SELECT id, title FROM action WHERE undone ORDER BY id LIMIT 1", undo=False)

    def _replay(self, which: str, *, undo: bool) -> Replayed | None:
        try:
            with self._library.transaction():
                found = self._library.row(which)
                return self._replay_action(*found, undo=undo) if found else None
        except (sqlite3.IntegrityError, _ChangedElsewhereError) as error:
            raise LibraryError(
                f"This cannot be {'undone' if undo else 'redone'}: another program has changed {self._library.path} "
                "meanwhile. Nothing was changed now."
            ) from error

    def _replay_action(self, action_id: int, title: str, *, undo: bool) -> Replayed:
        library = self._library
        library.write("PRAGMA defer_foreign_keys = ON")
        images = [
            (table, json.loads(key), before and json.loads(before), after and json.loads(after))
            for table, key, before, after in library.rows(
                "SELECT table_name, row_key, before, after FROM change WHERE action_id = ? ORDER BY id "
                + ("DESC" if undo else "ASC"),
                (action_id,),
            )
        ]
        for table, key, before, after in images:
            self._apply(table, key, *((after, before) if undo else (before, after)))
        library.write("UPDATE action SET undone = ? WHERE id = ?", (undo, action_id))
        return Replayed(title, self._changes(images, undo=undo))

    def _apply(self, table: str, key: _Image, old: _Image | None, new: _Image | None) -> None:
        """Turn the old image of a row into the new one. Table and columns come from our own triggers."""
        if old is None:
            assert new is not None
            columns, marks = ", ".join(new), ", ".join("?" * len(new))
            self._library.write(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(new.values()))
            return
        if new is None:
            where, values = _as_it_was(table, old)
            touched = self._library.write(f"DELETE FROM {table} WHERE {where}", values)
        else:
            changed = [column for column in new if new[column] != old[column]]
            if not changed:
                return
            names = {column: old.get(column, value) for column, value in key.items()}
            where, values = _as_it_was(table, names | {column: old[column] for column in changed})
            sets = ", ".join(f"{column} = ?" for column in changed)
            touched = self._library.write(
                f"UPDATE {table} SET {sets} WHERE {where}", (*(new[column] for column in changed), *values)
            )
        if touched != 1:
            raise _ChangedElsewhereError

    def _changes(self, images: list[tuple[str, _Image, Any, Any]], *, undo: bool) -> tuple[Change, ...]:
        """What a replay changed. A view may look up the label of each annotation that it shows, whatever came first."""
        moved: dict[int, None] = {}
        articles: dict[int, None] = {}
        annotations: dict[int, int | None] = {}
        codebook, went = False, False
        for table, key, before, after in images:
            if table == "article":
                (moved if "binned_at" in before else articles)[key["id"]] = None
            elif table in _OF_ANNOTATION:
                image = after or before
                annotation_id = image[_OF_ANNOTATION[table]]
                annotations[annotation_id] = image.get("article_id") or annotations.get(annotation_id)
            elif table in ("label", "attribute"):
                codebook, went = True, went or (before if undo else after) is None
        by_article: dict[int, list[int]] = {}
        for annotation_id, article_id in annotations.items():
            place = article_id or self._article_of(annotation_id)
            if place is not None:
                by_article.setdefault(place, []).append(annotation_id)
        return (
            *((ArticlesMoved(tuple(moved)),) if moved else ()),
            *((ArticlesChanged(tuple(articles)),) if articles else ()),
            *((CodebookChanged(),) if codebook and not went else ()),
            *(AnnotationsChanged(article_id, tuple(ids)) for article_id, ids in by_article.items()),
            *((CodebookChanged(),) if went else ()),
        )

    def _article_of(self, annotation_id: int) -> int | None:
        found = self._library.row("SELECT article_id FROM annotation WHERE id = ?", (annotation_id,))
        return found[0] if found else None


class _ChangedElsewhereError(Exception):
    """A row is not as the history left it."""


def _as_it_was(table: str, row: _Image) -> tuple[str, tuple[object, ...]]:
    """A condition that only the row meets as the history left it, and the values for it."""
    conditions = [f"{column} IS ?" for column in row]
    if table == "article" and row.get("state") in {"unread", "reading"}:
        # An unread article that is opened becomes one that is being read, by no action of its own.
        conditions[list(row).index("state")] = "state IN (?, 'unread', 'reading')"
    return " AND ".join(conditions), tuple(row.values())
