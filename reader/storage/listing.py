"""Which articles a list shows, in which order: ids, however many there are."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from reader.domain.article import ArticleCounts, ArticleFilter
from reader.domain.listing import NEWEST_FIRST, ArticleOrder, Group, Grouping, Sort
from reader.domain.times import MOMENTS_A_DAY, day_of

if TYPE_CHECKING:
    from reader.storage.library import Library
    from reader.storage.search import Search

#: Ids come in pieces of so many, for other threads wait while Python makes numbers of what SQLite gives.
_PIECE = 20_000

_LISTED = "article.binned_at IS NULL AND article.newer_id IS NULL"
_MOMENT = "article.moment"

#: How much the words of title, text, source, author and notes weigh where hits are ranked.
_WEIGHTS = "8.0, 1.0, 2.0, 2.0, 4.0"

#: For each sort the index that has its order, and the columns in the order told: True where it is downwards.
_ORDERS: dict[Sort, tuple[str, tuple[tuple[str, bool], ...]]] = {
    Sort.DATE: ("article_listed", ((_MOMENT, True),)),
    Sort.ADDED: ("article_by_adding", (("article.added_at", True), ("article.id", True))),
    Sort.TITLE: ("article_by_title", (("article.title_key", False), ("article.id", False))),
    Sort.SOURCE: ("article_by_source", (("article.source COLLATE NOCASE", False), (_MOMENT, True))),
    Sort.LENGTH: ("article_by_length", (("article.words", True), ("article.id", True))),
}


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The articles that a filter lets through: from which tables, under which conditions, and where their moment is.

    `in_order`: it pays to go through them in the order of an index, for they are many.
    """

    tables: str
    where: str
    values: tuple[object, ...]
    moment: str
    in_order: bool

    def ordered(self, by: str, index: str = "") -> str:
        """The ids in this order, as SQL; where it pays, by this index."""
        return f"SELECT article.id FROM {self.by(index)} WHERE {self.where} ORDER BY {self.at(by)}"

    def by(self, index: str) -> str:
        """The tables, asked by this index where it pays."""
        return f"{self.tables} INDEXED BY {index}" if index and self.in_order else self.tables

    def at(self, sql: str) -> str:
        """The same SQL with the moment as it is known here."""
        return sql.replace(_MOMENT, self.moment)


def article_ids(
    library: "Library", which: ArticleFilter, order: ArticleOrder = NEWEST_FIRST, most: int = -1
) -> "Iterator[array[int]]":
    """The ids of the articles that the filter lets through, in order, in pieces; `most` of them, or all.

    Raises QueryError at once, LibraryError.
    """
    made = None if order.sort is Sort.ANNOTATIONS else _of_words(which, order)
    if made is None:
        asked = _asked(library, which)
        if order.sort is Sort.ANNOTATIONS:
            return _most_annotated(library, _without_index(which, asked), order.reverse, most)
        made = _ordered(which, order, asked)
    return _pieces(library, *made, most)


@lru_cache(maxsize=32)
def _of_words(which: ArticleFilter, order: ArticleOrder) -> tuple[str, tuple[object, ...]] | None:
    """The question for a query of words alone, made once while its rows are asked for again; None for other queries.

    Those depend on the names in the library, or on the day. To make a question costs as much as many an answer.
    """
    if not which.words.strip():
        return _ordered(which, order, None)
    from reader.domain.query import parse  # noqa: PLC0415
    from reader.storage.search import of_words  # noqa: PLC0415

    asked = of_words(parse(which.words))
    return _ordered(which, order, asked) if asked else None


def _ordered(which: ArticleFilter, order: ArticleOrder, asked: "Search | None") -> tuple[str, tuple[object, ...]]:
    """The ids in order, as SQL and its values."""
    chosen = _chosen(which, asked)
    index, columns = _ORDERS.get(order.sort, _ORDERS[Sort.DATE])
    by = [f"{column} {'DESC' if down != order.reverse else 'ASC'}" for column, down in columns]
    if order.sort is Sort.RELEVANCE and asked and asked.match:
        by.insert(0, f"bm25(article_search, {_WEIGHTS}) {'DESC' if order.reverse else 'ASC'}")
    return chosen.ordered(", ".join(by), index), chosen.values


def count_found(library: "Library", which: ArticleFilter) -> int:
    """How many articles the filter lets through. Raises QueryError, LibraryError."""
    chosen = _chosen(which, _asked(library, which))
    return int(library.row(f"SELECT count(*) FROM {chosen.tables} WHERE {chosen.where}", chosen.values)[0])


def groups(library: "Library", which: ArticleFilter, order: ArticleOrder) -> list[Group]:
    """The groups of the list in its order; none where it is not grouped. Raises QueryError, LibraryError."""
    chosen = _chosen(which, _asked(library, which))
    match order.grouping:
        case Grouping.DAY:
            direction = "ASC" if order.reverse else "DESC"
            rows = library.rows(
                f"SELECT {chosen.moment} / {MOMENTS_A_DAY} AS day, count(*) FROM {chosen.by('article_listed')} "
                f"WHERE {chosen.where} GROUP BY day ORDER BY day {direction}",
                chosen.values,
            )
            return [Group(day_of(day * MOMENTS_A_DAY), count) for day, count in rows]
        case Grouping.SOURCE:
            direction = "DESC" if order.reverse else "ASC"
            rows = library.rows(
                f"SELECT min(article.source), count(*) FROM {chosen.by('article_by_source')} WHERE {chosen.where} "
                f"GROUP BY article.source COLLATE NOCASE ORDER BY article.source COLLATE NOCASE {direction}",
                chosen.values,
            )
            return [Group(source, count) for source, count in rows]
    return []


def count_articles(library: "Library") -> ArticleCounts:
    """How many articles there are, outside the bin, and in it."""
    listed = library.row(
        "SELECT count(*), coalesce(sum(state = 'unread'), 0), coalesce(sum(starred), 0), "
        f"coalesce(sum(state = 'done'), 0) FROM article INDEXED BY article_listed WHERE {_LISTED}"
    )
    (binned,) = library.row("SELECT count(*) FROM article WHERE binned_at IS NOT NULL")
    every, unread, starred, done = listed
    return ArticleCounts(every, unread, starred, done, binned)


def next_unread(
    library: "Library", article_id: int, which: ArticleFilter, order: ArticleOrder = NEWEST_FIRST, *, backwards: bool
) -> int | None:
    """The nearest unread article of the list, after this one or before it; by date where the order has no index.

    Raises QueryError, LibraryError.
    """
    chosen = _chosen(which, _asked(library, which))
    values = list(chosen.values)
    _, columns = _ORDERS.get(order.sort, _ORDERS[Sort.DATE])
    here = "(SELECT {0} FROM article WHERE id = ?)".format
    down = [(falls != order.reverse) != backwards for _, falls in columns]
    by = ", ".join(f"{column} {'DESC' if falls else 'ASC'}" for (column, _), falls in zip(columns, down, strict=True))
    steps = []
    for number, (column, _) in enumerate(columns):
        same = "".join(f"{chosen.at(name)} = {here(name)} AND " for name, _ in columns[:number])
        steps.append(f"({same}{chosen.at(column)} {'<' if down[number] else '>'} {here(column)})")
        values += [article_id] * (number + 1)
    found = library.row(
        f"SELECT article.id FROM {chosen.tables} WHERE {chosen.where} AND article.state = 'unread' "
        f"AND ({' OR '.join(steps)}) ORDER BY {chosen.at(by)} LIMIT 1",
        values,
    )
    return found[0] if found else None


def _asked(library: "Library", which: ArticleFilter) -> "Search | None":
    """What is searched for; None where nothing is, as at every start of the program, which need not load all this."""
    if not which.words.strip():
        return None
    from reader.domain.query import parse  # noqa: PLC0415
    from reader.storage.search import searched  # noqa: PLC0415

    return searched(library, parse(which.words))


def _chosen(which: ArticleFilter, asked: "Search | None") -> _Chosen:
    """The articles of a filter, asked of the index of words first where that can answer."""
    where, values = _conditions(which, asked)
    anywhere = which.binned or (asked is not None and asked.bin)
    if asked is None or not asked.match:
        few = anywhere or (asked is not None and asked.few)
        return _Chosen("article", where, values, _MOMENT, in_order=not few)
    hit = "article_search.rowid"
    bounds = [(f"{hit} >= ?", asked.moments[0]), (f"{hit} < ?", asked.moments[1])]
    kept = [(sql, value) for sql, value in bounds if value is not None]
    return _Chosen(
        # Crossed, so that the words are looked up first; the index of the list has all that is asked most often.
        f"article_search CROSS JOIN article{'' if anywhere else ' INDEXED BY article_listed'} ON {_MOMENT} = {hit}",
        " AND ".join(("article_search MATCH ?", *(sql for sql, _ in kept), where)),
        (asked.match, *(value for _, value in kept), *values),
        hit,
        in_order=False,
    )


def _without_index(which: ArticleFilter, asked: "Search | None") -> tuple[str, tuple[object, ...]]:
    """Conditions of articles alone, the words as one of them."""
    where, values = _conditions(which, asked)
    if asked is None or not asked.match:
        return where, values
    words = f"{_MOMENT} IN (SELECT rowid FROM article_search WHERE article_search MATCH ?)"
    return f"{words} AND {where}", (asked.match, *values)


def _conditions(which: ArticleFilter, asked: "Search | None") -> tuple[str, tuple[object, ...]]:
    """What an article must meet beside the words, as SQL and its values."""
    if asked and asked.bin:
        wanted = ["article.newer_id IS NULL"]
    else:
        wanted = ["article.binned_at IS NOT NULL" if which.binned else _LISTED]
    values = list[object]()
    if which.state is not None:
        wanted.append("article.state = ?")
        values.append(which.state)
    if which.starred:
        wanted.append("article.starred")
    if which.tag_id:
        wanted.append("article.id IN (SELECT article_id FROM article_tag WHERE tag_id = ?)")
        values.append(which.tag_id)
    if asked and asked.where:
        wanted.append(asked.where)
        values += asked.values
    return " AND ".join(wanted), tuple(values)


def _most_annotated(
    library: "Library", conditions: tuple[str, tuple[object, ...]], reverse: bool, most: int
) -> "Iterator[array[int]]":
    """Those that have annotations, most first, then the others, the newest first; or all the other way round."""
    where, values = conditions
    down = "ASC" if reverse else "DESC"
    tagged = (
        "SELECT article.id FROM tally INDEXED BY tally_by_count CROSS JOIN article ON article.id = article_id "
        f"WHERE entities + claims > 0 AND {where} ORDER BY entities + claims {down}, article_id {down}"
    )
    others = (
        f"SELECT article.id FROM article WHERE {where} AND NOT EXISTS (SELECT 1 FROM tally "
        f"WHERE article_id = article.id AND entities + claims > 0) ORDER BY {_MOMENT} {down}"
    )
    for part in [others, tagged] if reverse else [tagged, others]:
        for piece in _pieces(library, part, values, most):
            yield piece
            most = most - len(piece) if most >= 0 else most


def _pieces(library: "Library", sql: str, values: Sequence[object], most: int) -> "Iterator[array[int]]":
    if 0 <= most <= _PIECE:
        yield array("q", chain.from_iterable(library.rows(f"{sql} LIMIT ?", (*values, most))))
        return
    ids = chain.from_iterable(library.stream(f"{sql} LIMIT ?", (*values, most)))
    while piece := array("q", islice(ids, _PIECE)):
        yield piece
