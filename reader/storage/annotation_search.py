"""Queries over annotations as SQL: words are looked for in quotes and notes, other fields in their articles."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reader.domain.query import Query
from reader.domain.query_tree import And, Compared, Days, Flag, Leaf, Named, Node, Not, Or, Words
from reader.domain.times import start_of
from reader.storage.listed import LISTED, listed
from reader.storage.named import named_entities, named_ids
from reader.storage.record_search import JUDGED, NAMED, answered
from reader.storage.search import phrase

if TYPE_CHECKING:
    from reader.storage.library import Library

Condition = tuple[str, tuple[object, ...]]

_OWN = {"": "", "quote": "quote : ", "note": "note : "}
_OF_ARTICLE = {"title": "title", "text": "body", "source": "source", "author": "author"}
_FOUND = "annotation.id IN (SELECT rowid FROM annotation_search WHERE annotation_search MATCH ?)"
_KIND = "annotation.label_id IN (SELECT id FROM label WHERE kind = ?)"
_ARTICLES = "annotation.article_id IN (SELECT id FROM article WHERE {0})"
_FLAGS: dict[tuple[str, str], Condition] = {
    ("has", "claim"): (_KIND, ("claim",)),
    ("has", "entity"): (_KIND, ("entity",)),
    ("has", "annotation"): ("true", ()),
    ("has", "note"): ("annotation.note <> ''", ()),
    ("has", "verdict"): (JUDGED, ()),
    ("has", "star"): (_ARTICLES.format("starred"), ()),
    ("is", "starred"): (_ARTICLES.format("starred"), ()),
    ("has", "tag"): ("annotation.article_id IN (SELECT article_id FROM article_tag)", ()),
    ("is", "unread"): (_ARTICLES.format("state = 'unread'"), ()),
    ("is", "reading"): (_ARTICLES.format("state = 'reading'"), ()),
    ("is", "done"): (_ARTICLES.format("state = 'done'"), ()),
    ("is", "binned"): ("false", ()),
}


@dataclass(frozen=True, slots=True)
class AnnotationSearch:
    """What annotations must meet: a question to their index, and conditions on table `annotation`; all of it."""

    match: str = ""
    conditions: tuple[Condition, ...] = ()

    def as_conditions(self) -> tuple[Condition, ...]:
        """The same by conditions alone."""
        return ((_FOUND, (self.match,)), *self.conditions) if self.match else self.conditions


def searched_annotations(library: "Library", query: Query) -> AnnotationSearch:
    """The query as annotations are asked for it. Raises QueryError where it names a label or such that is not there."""
    if query.root is None:
        return AnnotationSearch()
    words: list[str] = []
    conditions: list[Condition] = []
    for part in query.root.parts if isinstance(query.root, And) else (query.root,):
        if isinstance(part, Words) and part.field in _OWN:
            words.append(_match(part))
        else:
            conditions.append(_condition(library, part))
    return AnnotationSearch(" AND ".join(words), tuple(conditions))


def _match(words: Words) -> str:
    return f"({_OWN[words.field]}{_phrase(words.text, prefix=words.prefix)})"


def _phrase(text: str, *, prefix: bool = False) -> str:
    """The words as the index is asked for them; of what has neither letter nor digit it finds nothing."""
    return phrase(text, prefix=prefix) or '""'


def _condition(library: "Library", node: Node) -> Condition:
    match node:
        case And(parts):
            return _joined(" AND ", [_condition(library, part) for part in parts])
        case Or(parts):
            return _joined(" OR ", [_condition(library, part) for part in parts])
        case Not(part):
            sql, values = _condition(library, part)
            return f"NOT ({sql})", values
        case _:
            return _leaf(library, node)


def _joined(word: str, parts: Sequence[Condition]) -> Condition:
    return f"({word.join(sql for sql, _ in parts)})", tuple(value for _, values in parts for value in values)


def _leaf(library: "Library", leaf: Leaf) -> Condition:
    match leaf:
        case Words() if leaf.field in _OWN:
            return _FOUND, (_match(leaf),)
        case Words(text, field, prefix):
            found = "moment IN (SELECT rowid FROM article_search WHERE article_search MATCH ?)"
            asked = f"{_OF_ARTICLE[field]} : {_phrase(text, prefix=prefix)}"
            return _ARTICLES.format(found), (asked,)
        case Compared():
            return answered(library, leaf)
        case Named():
            return answered(library, leaf) if leaf.field in NAMED else _named(library, leaf)
        case Flag(field, value):
            return _FLAGS[field, value]
        case Days("date", first, last):
            return dated(first, last)
        case Days(_, first, last):
            return _between("annotation.created_at", first, last, date.isoformat)


def _named(library: "Library", leaf: Named) -> Condition:
    match leaf.field:
        case "label":
            return f"annotation.label_id IN {LISTED}", (listed(named_ids(library, leaf)),)
        case "annotator":
            return f"annotation.annotator_id IN {LISTED}", (listed(named_ids(library, leaf)),)
        case "tag":
            sql = f"annotation.article_id IN (SELECT article_id FROM article_tag WHERE tag_id IN {LISTED})"
            return sql, (listed(named_ids(library, leaf)),)
        case "entity":
            asked = f"(quote : {_phrase(leaf.name)})"
            sql = f"(annotation.entity_id IN {LISTED} OR ({_KIND} AND {_FOUND}))"
            return sql, (listed(named_entities(library, leaf.name)), "entity", asked)
    language = leaf.name.lower().replace("_", "-")
    sql = _ARTICLES.format("lower(language) = ? OR substr(lower(language), 1, ?) = ?")
    return sql, (language, len(language) + 1, f"{language}-")


def dated(first: date | None, last: date | None) -> Condition:
    """What the articles of these days meet, both included, in UTC."""
    sql, values = _between("moment", first, last, lambda day: start_of(day.isoformat()))
    return _ARTICLES.format(sql), values


def _between(column: str, first: date | None, last: date | None, told: Callable[[date], object]) -> Condition:
    bounds: list[tuple[str, object]] = []
    if first is not None:
        bounds.append((f"{column} >= ?", told(first)))
    if last is not None and last < date.max:
        bounds.append((f"{column} < ?", told(last + timedelta(days=1))))
    return f"({' AND '.join(sql for sql, _ in bounds) or 'true'})", tuple(value for _, value in bounds)
