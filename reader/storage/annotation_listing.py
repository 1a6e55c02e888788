"""Which annotations of the whole library a list shows, in which order: ids, however many there are.

Every order but that of quotes and of changes is one that an index or the table has, so that the first ids come at once.
"""

from array import array
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.domain.annotation_listing import (
    ALL_ANNOTATIONS,
    AnnotationCounts,
    AnnotationQuery,
    AnnotationRow,
    AnnotationSort,
)
from reader.domain.query import parse
from reader.storage.annotation_search import AnnotationSearch, Condition, dated, searched_annotations
from reader.storage.listed import LISTED, listed

if TYPE_CHECKING:
    from reader.storage.library import Library

#: The first piece is what a window can hold, the others are so long that other threads get their turn between them.
_FIRST, _PIECE = 200, 20_000

#: Fewer annotations than these are gathered by their labels and then sorted; more are looked through in their order.
_FEW = 20_000

#: No index has these orders.
_SORTED = (AnnotationSort.CHANGED, AnnotationSort.QUOTE)

_MOST_QUOTE, _MOST_NOTE = 400, 400

#: What quotes may begin with and are not sorted by, as SQL; the index parts what has no spaces by some.
_OUTSIDE = "' “”„«\"([‘—-'"

_BY_PLACE = "annotation.article_id {0}, annotation.start {0}, annotation.stop {0}, annotation.label_id {0}"


def annotation_ids(
    library: "Library", query: AnnotationQuery = ALL_ANNOTATIONS, most: int = -1
) -> "Iterator[array[int]]":
    """The ids of the annotations that the query asks for, in order, in pieces; `most` of them, or all.

    Raises QueryError at once, LibraryError.
    """
    search = searched_annotations(library, parse(query.words))
    if query.sort in _SORTED and most < 0:
        return _in_two(library, query, search)
    return _pieces(library, _statements(library, query, search), most)


def annotation_rows(library: "Library", ids: Sequence[int]) -> dict[int, AnnotationRow]:
    """What a list shows of these annotations, by id; those that are gone are left out."""
    asked = listed(ids)
    parts: dict[int, list[tuple[int, int]]] = {}
    for annotation_id, start, stop in library.rows(
        f"SELECT annotation_id, start, stop FROM fragment WHERE annotation_id IN {LISTED} "
        "ORDER BY annotation_id, start",
        (asked,),
    ):
        parts.setdefault(annotation_id, []).append((start, stop))
    rows = library.rows(
        f"SELECT annotation.id, article_id, label_id, start, substr(quote, 1, {_MOST_QUOTE}), "
        f"substr(note, 1, {_MOST_NOTE}), title, source, published, "
        "coalesce((SELECT name FROM entity WHERE entity.id = entity_id), '') FROM annotation "
        f"JOIN article ON article.id = article_id WHERE annotation.id IN {LISTED}",
        (asked,),
    )
    made = {}
    for annotation_id, article_id, label_id, begin, quote, *told in rows:
        quotes = [quote[start - begin : stop - begin] for start, stop in parts.get(annotation_id, ())] or [quote]
        shown = tuple(part for part in quotes if part)
        made[annotation_id] = AnnotationRow(annotation_id, article_id, label_id, shown, *told)
    return made


def count_annotations(library: "Library") -> AnnotationCounts:
    """How many annotations there are with each label, outside the bin."""
    counts = dict(library.rows("SELECT label_id, count(*) FROM annotation GROUP BY label_id"))
    hidden = _hidden(library)
    if hidden:
        for label_id, count in library.rows(
            "SELECT label_id, count(*) FROM annotation INDEXED BY annotation_by_place "
            f"WHERE article_id IN {LISTED} GROUP BY label_id",
            (listed(hidden),),
        ):
            counts[label_id] -= count
    return AnnotationCounts(tuple(sorted(counts.items())))


def _hidden(library: "Library") -> list[int]:
    """The articles with annotations that are not listed: those in the bin, and those with a newer version."""
    return [
        row[0]
        for row in library.rows(
            "SELECT article_id FROM tally WHERE entities + claims > 0 AND article_id IN (SELECT id FROM article "
            "WHERE binned_at IS NOT NULL UNION ALL SELECT id FROM article WHERE newer_id IS NOT NULL)"
        )
    ]


def _labels(library: "Library", query: AnnotationQuery) -> list[int] | None:
    """The ids of the labels asked for, in the order of the codebook; None where all are and order does not matter."""
    if query.kind is None and not query.labels and query.sort is not AnnotationSort.LABEL:
        return None
    return [
        label_id
        for label_id, kind in library.rows("SELECT id, kind FROM label ORDER BY kind DESC, position, id")
        if query.kind in (None, kind) and (not query.labels or label_id in query.labels)
    ]


def _conditions(library: "Library", query: AnnotationQuery) -> list[Condition]:
    conditions: list[Condition] = []
    if query.entity_id:
        conditions.append(("annotation.entity_id = ?", (query.entity_id,)))
    if query.annotator:
        found = library.row("SELECT id FROM annotator WHERE name = ?", (query.annotator,))
        conditions.append(("annotation.annotator_id = ?", (found[0] if found else 0,)))
    if query.state is not None:
        conditions.append(("annotation.article_id IN (SELECT id FROM article WHERE state = ?)", (query.state,)))
    if query.since or query.until:
        conditions.append(dated(query.since, query.until))
    hidden = _hidden(library)
    if hidden:
        conditions.append((f"annotation.article_id NOT IN {LISTED}", (listed(hidden),)))
    return conditions


def _statements(library: "Library", query: AnnotationQuery, search: AnnotationSearch) -> Iterator[Condition]:
    """What is asked, one statement after the other."""
    labels, conditions = _labels(library, query), _conditions(library, query)
    if query.sort is AnnotationSort.LABEL:
        order = f"annotation.id {'ASC' if query.reverse else 'DESC'}"
        every = (*search.as_conditions(), *conditions)
        for label_id in reversed(labels or ()) if query.reverse else labels or ():
            yield _select("annotation", (("annotation.label_id = ?", (label_id,)), *every), order)
        return
    few = labels is not None and _are_few(library, labels)
    if labels is not None:
        # A plus keeps SQLite from sorting what has these labels, where what stands in order is full of them.
        conditions.insert(0, (f"{'' if few else '+'}annotation.label_id IN {LISTED}", (listed(labels),)))
    yield _ordered(library, query, search, conditions, few=few or bool(search.match))


def _ordered(
    library: "Library", query: AnnotationQuery, search: AnnotationSearch, conditions: Sequence[Condition], *, few: bool
) -> Condition:
    """What is asked for any order but that of labels; `few`: better gathered and sorted than met in their order."""
    falls, rises = ("ASC", "DESC") if query.reverse else ("DESC", "ASC")
    every = (*search.as_conditions(), *conditions)
    match query.sort:
        case AnnotationSort.MADE if search.match:
            tables = "annotation_search CROSS JOIN annotation ON annotation.id = annotation_search.rowid"
            matched: Condition = ("annotation_search MATCH ?", (search.match,))
            return _select(tables, (matched, *search.conditions, *conditions), f"annotation_search.rowid {falls}")
        case AnnotationSort.CHANGED:
            return _select("annotation", every, f"annotation.updated_at {falls}, annotation.id {falls}")
        case AnnotationSort.QUOTE:
            if every:
                tables = "annotation JOIN annotation_search_content AS folded ON folded.id = annotation.id"
                return _select(tables, every, f"lower(ltrim(folded.c0, {_OUTSIDE})) {rises}, annotation.id {rises}")
            tables = "annotation_search_content AS annotation"  # nothing else of an annotation is asked for
            return _select(tables, (), f"lower(ltrim(annotation.c0, {_OUTSIDE})) {rises}, annotation.id {rises}")
        case AnnotationSort.PLACE:
            by_place = "annotation" if few else "annotation INDEXED BY annotation_by_place"
            return _select(by_place, every, _BY_PLACE.format(rises))
        case AnnotationSort.DATE | AnnotationSort.TITLE:
            by_date = query.sort is AnnotationSort.DATE
            order = f"article.{f'moment {falls}' if by_date else f'title_key {rises}, article.id {rises}'}, "
            order += _BY_PLACE.format("ASC" if by_date and not query.reverse else rises)
            if few or not _are_many_annotated(library):
                return _select("annotation CROSS JOIN article ON article.id = annotation.article_id", every, order)
            tables = (
                f"article INDEXED BY {'article_listed' if by_date else 'article_by_title'} CROSS JOIN annotation "
                "INDEXED BY annotation_by_place ON annotation.article_id = article.id "
                "AND article.binned_at IS NULL AND article.newer_id IS NULL"
            )
            return _select(tables, every, order)
    return _select("annotation", every, f"annotation.id {falls}")


def _select(tables: str, conditions: Sequence[Condition], order: str) -> Condition:
    where = " AND ".join(sql for sql, _ in conditions) or "true"
    values = tuple(value for _, values in conditions for value in values)
    return f"SELECT annotation.id FROM {tables} WHERE {where} ORDER BY {order}", values


def _are_few(library: "Library", labels: Sequence[int]) -> bool:
    (count,) = library.row(
        f"SELECT count(*) FROM (SELECT 1 FROM annotation WHERE label_id IN {LISTED} LIMIT ?)", (listed(labels), _FEW)
    )
    return bool(count < _FEW)


def _are_many_annotated(library: "Library") -> bool:
    """Whether so many articles have annotations that some stand among the first of every order."""
    annotated, articles = library.row("SELECT (SELECT count(*) FROM tally), (SELECT max(id) FROM article)")
    return bool(articles and annotated * 50 > articles)


def _in_two(library: "Library", query: AnnotationQuery, search: AnnotationSearch) -> "Iterator[array[int]]":
    """The first ids by themselves, for to find these is quicker than to sort all; then the others."""
    first = array(
        "q", [number for piece in _pieces(library, _statements(library, query, search), _FIRST) for number in piece]
    )
    yield first
    if len(first) < _FIRST:
        return
    skipped = len(first)
    for piece in _pieces(library, _statements(library, query, search), -1):
        yield piece[skipped:]
        skipped = max(0, skipped - len(piece))


def _pieces(library: "Library", statements: Iterator[Condition], most: int) -> "Iterator[array[int]]":
    """What the statements give, in order."""
    piece: array[int] = array("q")
    given, length = 0, _FIRST
    for sql, values in statements:
        # No limit at all where all are asked for: with one, SQLite sorts in a slower way.
        limit, left = (" LIMIT ?", (most - given - len(piece),)) if most >= 0 else ("", ())
        for (annotation_id,) in library.stream(sql + limit, (*values, *left)):
            piece.append(annotation_id)
            if len(piece) == length:
                yield piece
                given, length, piece = given + len(piece), _PIECE, array("q")
        if given + len(piece) == most:
            break
    yield piece
