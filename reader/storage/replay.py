"""Row images put back: what undo and redo are made of, for one action or many."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reader.domain.changes import (
    AnnotationsChanged,
    ArticlesChanged,
    ArticlesMoved,
    Change,
    CodebookChanged,
    EntitiesChanged,
    SavedSearchesChanged,
    TagsChanged,
)

if TYPE_CHECKING:
    from reader.storage.library import Library

_Image = dict[str, Any]
_OF_ANNOTATION = {
    "annotation": "id",
    "fragment": "annotation_id",
    "annotation_value": "annotation_id",
    "evidence": "annotation_id",
}
_OF_CODEBOOK = {"label", "attribute", "asked", "link_type"}


def no_step() -> None:
    """Nothing to do between two rows."""


class BlockedError(Exception):
    """A row is not as the history left it; says which action would have changed it."""

    def __init__(self, action_id: int) -> None:
        super().__init__(action_id)
        self.action_id = action_id


def replay(
    library: "Library", first: int, last: int, *, undo: bool, step: Callable[[], None] = no_step
) -> tuple[Change, ...]:
    """Undo or redo all actions from the first id to the last, within a transaction; what that changed.

    `step` is called before each row; what it raises takes all back. Undone actions are always the last ones, so that
    a stretch of ids holds only what is to be undone, or redone. Raises BlockedError where a row is not as it was left.
    """
    changed = _Changed(library)
    order = "DESC" if undo else "ASC"
    images = library.stream(
        "SELECT action_id, table_name, row_key, before, after FROM change WHERE action_id BETWEEN ? AND ? "
        f"ORDER BY action_id {order}, id {order}",
        (first, last),
    )
    with closing(images):
        for action_id, table, key_text, before_text, after_text in images:
            step()
            key, before, after = json.loads(key_text), _image(before_text), _image(after_text)
            old, new = (after, before) if undo else (before, after)
            try:
                _apply(library, table, key, old, new)
            except (sqlite3.IntegrityError, _ChangedElsewhereError) as error:
                raise BlockedError(action_id) from error
            changed.note(table, key, old, new)
    library.write("UPDATE action SET undone = ? WHERE id BETWEEN ? AND ?", (undo, first, last))
    return changed.told()


def _image(text: str | None) -> _Image | None:
    return None if text is None else json.loads(text)


def _apply(library: "Library", table: str, key: _Image, old: _Image | None, new: _Image | None) -> None:
    """Turn the old image of a row into the new one. Table and columns come from our own triggers."""
    if old is None:
        assert new is not None
        library.insert(_insertion(table, tuple(new)), tuple(new.values()))
        return
    if new is None:
        touched = library.write(f"DELETE FROM {table} WHERE {_as_it_was(table, old)}", tuple(old.values()))
    else:
        changed = [column for column in new if new[column] != old[column]]
        if not changed:
            return
        was = {column: old.get(column, value) for column, value in key.items()}
        was |= {column: old[column] for column in changed}
        sets = ", ".join(f"{column} = ?" for column in changed)
        touched = library.write(
            f"UPDATE {table} SET {sets} WHERE {_as_it_was(table, was)}",
            (*(new[column] for column in changed), *was.values()),
        )
    if touched != 1:
        raise _ChangedElsewhereError


@lru_cache
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def _as_it_was(table: str, row: _Image) -> str:
    """A condition that only the row meets as the history left it; its marks stand for the values in their order."""
    # An unread article that is opened becomes one that is being read, by no action of its own.
    passed_over = table == "article" and row.get("state") in {"unread", "reading"}
    return _condition(tuple(row), "state" if passed_over else "")


@lru_cache
def _condition(columns: tuple[str, ...], passed_over: str) -> str:
    return " AND ".join(
        f"{column} IN (?, 'unread', 'reading')" if column == passed_over else f"{column} IS ?" for column in columns
    )


class _ChangedElsewhereError(Exception):
    """A row is not as the history left it."""


@dataclass(slots=True)
class _Changed:
    """Gathers what a replay changes, each article and annotation once, in the order that they came in."""

    library: "Library"
    moved: dict[int, None] = field(default_factory=dict)
    articles: dict[int, None] = field(default_factory=dict)
    annotations: dict[int, int | None] = field(default_factory=dict)
    linked: dict[int, None] = field(default_factory=dict)
    searches: dict[int, None] = field(default_factory=dict)
    tags: dict[int, None] = field(default_factory=dict)
    entities: dict[int, None] = field(default_factory=dict)
    codebook: bool = False
    label_came: bool = False
    label_went: bool = False

    def note(self, table: str, key: _Image, old: _Image | None, new: _Image | None) -> None:
        """Take note of one row."""
        image = new or old or {}
        if table == "article":
            comes_or_goes = "binned_at" in image or "newer_id" in image
            (self.moved if comes_or_goes else self.articles)[key["id"]] = None
        elif table == "unplaced":
            self.articles[image["article_id"]] = None
        elif table in _OF_ANNOTATION:
            annotation_id = image[_OF_ANNOTATION[table]]
            self.annotations[annotation_id] = image.get("article_id") or self.annotations.get(annotation_id)
        elif table == "link":
            self.annotations.setdefault(image["from_id"], None)
            self.linked[image["to_id"]] = None
        elif table in ("entity", "entity_alias"):
            self.entities[image["id" if table == "entity" else "entity_id"]] = None
        elif table == "article_tag":
            self.articles[key["article_id"]] = None
        elif table == "tag":
            self.tags[key["id"]] = None
        elif table == "saved_search":
            self.searches[key["id"]] = None
        elif table in _OF_CODEBOOK:
            self.codebook = True
            self.label_came = self.label_came or (table == "label" and old is None)
            self.label_went = self.label_went or (table == "label" and new is None)

    def told(self) -> tuple[Change, ...]:
        """What views are told. They may look up the label of each annotation that they show, whatever came first."""
        by_article: dict[int, list[int]] = {}
        # What a link only leads to comes first: a view that goes where something changed goes to the last.
        linked = {end: None for end in self.linked if end not in self.annotations}
        for annotation_id, article_id in (linked | self.annotations).items():
            place = article_id or self._article_of(annotation_id)
            if place is not None and (place not in self.moved or self.library.articles.is_there(place)):
                by_article.setdefault(place, []).append(annotation_id)
        codebook = (CodebookChanged(),) if self.codebook else ()
        only_went = self.label_went and not self.label_came
        return (
            *((ArticlesMoved(tuple(self.moved)),) if self.moved else ()),
            *((ArticlesChanged(tuple(self.articles)),) if self.articles else ()),
            *(() if only_went else codebook),
            *(AnnotationsChanged(article_id, tuple(ids)) for article_id, ids in by_article.items()),
            *(codebook if only_went else ()),
            *((EntitiesChanged(tuple(self.entities)),) if self.entities else ()),
            *((TagsChanged(tuple(self.tags)),) if self.tags else ()),
            *((SavedSearchesChanged(tuple(self.searches)),) if self.searches else ()),
        )

    def _article_of(self, annotation_id: int) -> int | None:
        found = self.library.row("SELECT article_id FROM annotation WHERE id = ?", (annotation_id,))
        return found[0] if found else None
