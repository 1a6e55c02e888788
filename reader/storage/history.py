"""The history: actions, and the row images that undo and redo them."""

import json
from typing import TYPE_CHECKING, Any

from reader.domain.changes import AnnotationsChanged, ArticlesChanged, Change, CodebookChanged, Replayed
from reader.domain.times import utc_now
from reader.errors import LibraryError

if TYPE_CHECKING:
    from reader.storage.library import Library

_OF_ANNOTATION = {"annotation": "id", "fragment": "annotation_id", "annotation_value": "annotation_id"}


class History:
    """The actions of a library, in order; the undone ones are always the last."""

    def __init__(self, library: "Library") -> None:
        self._library = library

    def begin(self, title: str, annotator_id: int, continues: int | None) -> int:
        """Record what follows in this transaction; what was undone can no longer be redone."""
        library = self._library
        action_id = continues
        if continues is None or library.row("SELECT 1 FROM action WHERE id = ? AND NOT undone", (continues,)) is None:
            library.write("DELETE FROM change WHERE action_id IN (SELECT id FROM action WHERE undone)")
            library.write("DELETE FROM action WHERE undone")
            action_id = library.insert(
                "INSERT INTO action (title, at, annotator_id) VALUES (?, ?, ?)",
                (title, utc_now(), annotator_id),
            )
        assert action_id is not None
        library.write("UPDATE recording SET action_id = ?", (action_id,))
        return action_id

    def end(self, action_id: int) -> None:
        """Stop recording; an action without a change is forgotten."""
        self._library.write("UPDATE recording SET action_id = NULL")
        self._library.write(
            "DELETE FROM action WHERE id = ? AND NOT EXISTS (SELECT 1 FROM change WHERE action_id = action.id)",
            (action_id,),
        )

    def rename(self, action_id: int, title: str) -> None:
        """Give an action another title, once more is known of it."""
        self._library.write("UPDATE action SET title = ? WHERE id = ?", (title, action_id))

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
        library = self._library
        with library.transaction():
            found = library.row(which)
            if found is None:
                return None
            action_id, title = found
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
            return Replayed(title, self._changes(images))

    def _apply(self, table: str, key: dict[str, Any], old: dict[str, Any] | None, new: dict[str, Any] | None) -> None:
        """Turn the old image of a row into the new one. Table and columns come from our own triggers."""
        where = " AND ".join(f"{column} = ?" for column in key)
        if new is None:
            touched = self._library.write(f"DELETE FROM {table} WHERE {where}", tuple(key.values()))
        elif old is None:
            columns, marks = ", ".join(new), ", ".join("?" * len(new))
            touched = self._library.write(
                f"INSERT INTO {table} ({columns}) VALUES ({marks})",
                tuple(new.values()),
            )
        else:
            changed = {column: value for column, value in new.items() if value != old[column]}
            if not changed:
                return
            sets = ", ".join(f"{column} = ?" for column in changed)
            touched = self._library.write(
                f"UPDATE {table} SET {sets} WHERE {where}",
                (*changed.values(), *key.values()),
            )
        if touched != 1:
            raise LibraryError(
                f"This cannot be taken back: another program has changed {self._library.path} meanwhile. "
                "Nothing was changed now."
            )

    def _changes(self, images: list[tuple[str, dict[str, Any], Any, Any]]) -> tuple[Change, ...]:
        articles: dict[int, None] = {}
        annotations: dict[int, int | None] = {}
        codebook = False
        for table, key, before, after in images:
            if table == "article":
                articles[key["id"]] = None
            elif table in _OF_ANNOTATION:
                image = after or before
                annotation_id = image[_OF_ANNOTATION[table]]
                annotations[annotation_id] = image.get("article_id") or annotations.get(annotation_id)
            elif table in ("label", "attribute"):
                codebook = True
        by_article: dict[int, list[int]] = {}
        for annotation_id, article_id in annotations.items():
            place = article_id or self._article_of(annotation_id)
            if place is not None:
                by_article.setdefault(place, []).append(annotation_id)
        return (
            *((ArticlesChanged(tuple(articles)),) if articles else ()),
            *((CodebookChanged(),) if codebook else ()),
            *(AnnotationsChanged(article_id, tuple(ids)) for article_id, ids in by_article.items()),
        )

    def _article_of(self, annotation_id: int) -> int | None:
        found = self._library.row("SELECT article_id FROM annotation WHERE id = ?", (annotation_id,))
        return found[0] if found else None
