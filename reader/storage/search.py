"""Queries as SQL: the words of a query for the index, its conditions for the tables, every value bound.

All that the index of articles can answer by itself goes there in one question, which gives the newest first without
sorting; where words and conditions are mixed under `OR` or `NOT`, the index is asked for the moments of articles.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reader.domain.query import Query
from reader.domain.query_tree import And, Compared, Days, Flag, Leaf, Named, Node, Not, Or, Words, leaves
from reader.domain.terms import asked
from reader.domain.times import start_of
from reader.storage.listed import LISTED, listed
from reader.storage.named import named_entities, named_ids
from reader.storage.record_search import JUDGED, NAMED, answered

if TYPE_CHECKING:
    from reader.storage.library import Library

#: Which column of the index has the words of a field.
_COLUMNS = {"title": "title", "text": "body", "source": "source", "author": "author", "note": "notes"}

#: Fewer annotations than these are gathered before articles are looked at; else articles are asked one by one.
_FEW = 20_000

_MOMENTS = "article.moment IN (SELECT rowid FROM article_search WHERE article_search MATCH ?)"
_FLAGS = {
    ("has", "claim"): "EXISTS (SELECT 1 FROM tally WHERE article_id = article.id AND claims > 0)",
    ("has", "entity"): "EXISTS (SELECT 1 FROM tally WHERE article_id = article.id AND entities > 0)",
    ("has", "annotation"): "EXISTS (SELECT 1 FROM tally WHERE article_id = article.id AND entities + claims > 0)",
    ("has", "note"): "EXISTS (SELECT 1 FROM annotation WHERE article_id = article.id AND note <> '')",
    ("has", "star"): "article.starred",
    ("has", "tag"): "EXISTS (SELECT 1 FROM article_tag WHERE article_id = article.id)",
    ("has", "verdict"): f"article.id IN (SELECT article_id FROM annotation WHERE {JUDGED})",
    ("is", "unread"): "article.state = 'unread'",
    ("is", "reading"): "article.state = 'reading'",
    ("is", "done"): "article.state = 'done'",
    ("is", "starred"): "article.starred",
    ("is", "binned"): "article.binned_at IS NOT NULL",
}


@dataclass(frozen=True, slots=True)
class Search:
    """What the articles of a query must meet: a question to the index, conditions, the moments between which they lie.

    `few`: the conditions name few articles, so these are better looked up than looked for. `bin`: it tells itself
    whether articles in the bin are meant.
    """

    match: str = ""
    where: str = ""
    values: tuple[object, ...] = ()
    moments: tuple[int | None, int | None] = (None, None)
    few: bool = False
    bin: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a query: what the index is asked, in full or denied, and what else must be met, by SQL."""

    match: str = ""
    denied: bool = False
    sql: str = ""
    values: tuple[object, ...] = ()
    few: bool = False

    def as_sql(self) -> "_Part":
        """The same by conditions alone."""
        if not self.match:
            return self
        moments = f"NOT {_MOMENTS}" if self.denied else _MOMENTS
        sql = f"({moments} AND {self.sql})" if self.sql else moments
        return _Part(sql=sql, values=(self.match, *self.values))


def searched(library: "Library", query: Query) -> Search:
    """The query as it is asked of this library. Raises QueryError where it has no label, entity or tag so called."""
    if query.root is None:
        return Search()
    return _search(library, query.root)


def of_words(query: Query) -> Search | None:
    """The query as it is asked of any library; None where it asks for more than words."""
    if query.root is None or not all(isinstance(leaf, Words) for leaf, _ in leaves(query.root)):
        return None
    return _search(None, query.root)


def _search(library: "Library | None", root: Node) -> Search:
    part = _part(library, root)
    if part.denied:
        part = part.as_sql()
    binned = any(isinstance(leaf, Flag) and leaf.value == "binned" for leaf, _ in leaves(root))
    return Search(part.match, part.sql, part.values, _moments(root), part.few, binned)


def _part(library: "Library | None", node: Node) -> _Part:
    match node:
        case And(parts):
            return _all([_part(library, part) for part in parts])
        case Or(parts):
            return _any([_part(library, part) for part in parts])
        case Not(part):
            return _not(_part(library, part))
        case _:
            return _leaf(library, node)


def _all(parts: Sequence[_Part]) -> _Part:
    wanted = [part.match for part in parts if part.match and not part.denied]
    denied = [part.match for part in parts if part.match and part.denied]
    rest = [part for part in parts if part.sql]
    match = " AND ".join(wanted)
    if match and denied:
        match = f"({match}) NOT ({' OR '.join(denied)})"
    elif denied:
        match = " OR ".join(denied)
    made = _Part(
        f"({match})" if match else "",
        bool(denied) and not wanted,
        " AND ".join(part.sql for part in rest),
        tuple(value for part in rest for value in part.values),
        any(part.few for part in rest),
    )
    return made.as_sql() if made.denied and made.sql else made


def _any(parts: Sequence[_Part]) -> _Part:
    words = [part.match for part in parts if part.match and not part.denied and not part.sql]
    rest = [part.as_sql() for part in parts if not part.match or part.denied or part.sql]
    together = _Part(f"({' OR '.join(words)})") if words else None
    if not rest:
        assert together is not None
        return together
    if together is not None:
        rest.insert(0, together.as_sql())
    values = tuple(value for part in rest for value in part.values)
    return _Part(sql=f"({' OR '.join(f'({part.sql})' for part in rest)})", values=values)


def _not(part: _Part) -> _Part:
    if part.match and not part.sql:
        return replace(part, denied=not part.denied)
    part = part.as_sql()
    return _Part(sql=f"NOT ({part.sql})", values=part.values)


def _leaf(library: "Library | None", leaf: Leaf) -> _Part:
    match leaf:
        case Words(text, field, prefix):
            return _words(text, field, prefix)
        case Compared():
            assert library is not None
            return _having(library, "annotation", *answered(library, leaf))
        case Named():
            assert library is not None
            return _named(library, leaf)
        case Flag(field, value):
            return _Part(sql=_FLAGS[field, value])
        case Days(field, first, last):
            return _dated(first, last) if field == "date" else _added(first, last)


def phrase(text: str, *, prefix: bool) -> str:
    """The words as a phrase of the index's own language; they hold no quotation mark. Empty where there are none."""
    found = asked(text, prefix=prefix)
    return f'"{" ".join(found.terms)}"{" *" if found.prefix else ""}' if found else ""


def _words(text: str, field: str, prefix: bool) -> _Part:
    wanted = phrase(text, prefix=prefix)
    if field == "quote":
        return _Part(
            sql="article.id IN (SELECT article_id FROM annotation WHERE id IN "
            "(SELECT rowid FROM annotation_search WHERE annotation_search MATCH ?))",
            values=(f"quote : {wanted}",),
            few=True,
        )
    return _Part(f"{_COLUMNS[field]} : {wanted}" if field else wanted)


def _named(library: "Library", leaf: Named) -> _Part:
    if leaf.field in NAMED:
        return _having(library, "annotation", *answered(library, leaf))
    match leaf.field:
        case "label":
            return _having(library, "annotation", f"label_id IN {LISTED}", (listed(named_ids(library, leaf)),))
        case "annotator":
            return _having(library, "annotation", f"annotator_id IN {LISTED}", (listed(named_ids(library, leaf)),))
        case "entity":
            ids = listed(named_entities(library, leaf.name))
            quote = phrase(leaf.name, prefix=False) or '""'
            sql = (
                "article.id IN (SELECT article_id FROM annotation WHERE entity_id IN "
                f"{LISTED} UNION ALL SELECT article_id FROM annotation JOIN label ON label.id = label_id AND kind = "
                "'entity' WHERE annotation.id IN (SELECT rowid FROM annotation_search WHERE annotation_search MATCH ?))"
            )
            return _Part(sql=sql, values=(ids, f"quote : {quote}"), few=True)
        case "tag":
            return _having(library, "article_tag", f"tag_id IN {LISTED}", (listed(named_ids(library, leaf)),))
    language = leaf.name.lower().replace("_", "-")
    sql = "(lower(article.language) = ? OR substr(lower(article.language), 1, ?) = ?)"
    return _Part(sql=sql, values=(language, len(language) + 1, f"{language}-"))


def _having(library: "Library", table: str, condition: str, values: tuple[object, ...]) -> _Part:
    """Articles that have such rows in a table."""
    (count,) = library.row(f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {condition} LIMIT ?)", (*values, _FEW))
    if count < _FEW:
        return _Part(sql=f"article.id IN (SELECT article_id FROM {table} WHERE {condition})", values=values, few=True)
    return _Part(sql=f"EXISTS (SELECT 1 FROM {table} WHERE article_id = article.id AND {condition})", values=values)


def _dated(first: date | None, last: date | None) -> _Part:
    since, until = _of_days(first, last)
    bounds = [("article.moment >= ?", since), ("article.moment < ?", until)]
    kept = [(sql, value) for sql, value in bounds if value is not None]
    return _Part(sql=f"({' AND '.join(sql for sql, _ in kept)})", values=tuple(value for _, value in kept))


def _added(first: date | None, last: date | None) -> _Part:
    bounds: list[tuple[str, str]] = []
    if first is not None:
        bounds.append(("article.added_at >= ?", first.isoformat()))
    if last is not None and last < date.max:
        bounds.append(("article.added_at < ?", (last + timedelta(days=1)).isoformat()))
    return _Part(
        sql=f"({' AND '.join(sql for sql, _ in bounds) or 'true'})", values=tuple(value for _, value in bounds)
    )


def _of_days(first: date | None, last: date | None) -> tuple[int | None, int | None]:
    """The first moment of the days, and the first behind them."""
    since = start_of(first.isoformat()) if first is not None else None
    if last is None:
        return since, None
    return since, start_of((last + timedelta(days=1)).isoformat()) if last < date.max else 1 << 62


def _moments(root: Node) -> tuple[int | None, int | None]:
    """The moments between which all that the query finds lies, as far as it says so."""
    since: int | None = None
    until: int | None = None
    for part in root.parts if isinstance(root, And) else (root,):
        if isinstance(part, Days) and part.field == "date":
            first, last = _of_days(part.first, part.last)
            since = first if since is None else max(since, first or 0)
            until = last if until is None else min(until, last or until)
    return since, until
