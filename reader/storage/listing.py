"""Which articles a list shows, in which order: ids, however many there are."""

from array import array
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.domain.article import ArticleCounts, ArticleFilter
from reader.domain.listing import NEWEST_FIRST, ArticleOrder, Group, Grouping, Sort
from reader.domain.times import MOMENTS_A_DAY, day_of

if TYPE_CHECKING:
    from reader.storage.library import Library

#: Ids come in pieces of so many, for other threads wait while Python makes numbers of what SQLite gives.
_PIECE = 20_000

_LISTED = "binned_at IS NULL AND newer_id IS NULL"

#: For each sort the index that has its order, and the columns in the order told: True where it is downwards.
_ORDERS: dict[Sort, tuple[str, tuple[tuple[str, bool], ...]]] = {
    Sort.DATE: ("article_listed", (("moment", True),)),
    Sort.ADDED: ("article_by_adding", (("added_at", True), ("id", True))),
    Sort.TITLE: ("article_by_title", (("title_key", False), ("id", False))),
    Sort.SOURCE: ("article_by_source", (("source COLLATE NOCASE", False), ("moment", True))),
    Sort.LENGTH: ("article_by_length", (("words", True), ("id", True))),
}


def article_ids(
    library: "Library", which: ArticleFilter, order: ArticleOrder = NEWEST_FIRST, most: int = -1
) -> "Iterator[array[int]]":
    """The ids of the articles that the filter lets through, in order, in pieces; `most` of them, or all."""
    where, values = conditions(which)
    if order.sort is Sort.ANNOTATIONS:
        for part in _by_annotations(where, reverse=order.reverse):
            for piece in _pieces(library, part, values, most):
                yield piece
                most = most - len(piece) if most >= 0 else most
        return
    index, columns = _ORDERS.get(order.sort, _ORDERS[Sort.DATE])
    by = ", ".join(f"{column} {'DESC' if down != order.reverse else 'ASC'}" for column, down in columns)
    indexed = "" if which.binned else f" INDEXED BY {index}"
    yield from _pieces(library, f"SELECT id FROM article{indexed} WHERE {where} ORDER BY {by}", values, most)


def groups(library: "Library", which: ArticleFilter, order: ArticleOrder) -> list[Group]:
    """The groups of the list in its order; none where it is not grouped."""
    where, values = conditions(which)
    match order.grouping:
        case Grouping.DAY:
            direction = "ASC" if order.reverse else "DESC"
            rows = library.rows(
                f"SELECT moment / {MOMENTS_A_DAY} AS day, count(*) FROM article WHERE {where} "
                f"GROUP BY day ORDER BY day {direction}",
                values,
            )
            return [Group(day_of(day * MOMENTS_A_DAY), count) for day, count in rows]
        case Grouping.SOURCE:
            direction = "DESC" if order.reverse else "ASC"
            rows = library.rows(
                f"SELECT min(source), count(*) FROM article WHERE {where} GROUP BY source COLLATE NOCASE "
                f"ORDER BY source COLLATE NOCASE {direction}",
                values,
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
    """The nearest unread article of the list, after this one or before it; by date where the order has no index."""
    where, values = conditions(which)
    _, columns = _ORDERS.get(order.sort, _ORDERS[Sort.DATE])
    here = "(SELECT {0} FROM article WHERE id = ?)".format
    down = [(falls != order.reverse) != backwards for _, falls in columns]
    by = ", ".join(f"{column} {'DESC' if falls else 'ASC'}" for (column, _), falls in zip(columns, down, strict=True))
    steps = []
    for number, (column, _) in enumerate(columns):
        same = "".join(f"{name} = {here(name)} AND " for name, _ in columns[:number])
        steps.append(f"({same}{column} {'<' if down[number] else '>'} {here(column)})")
        values += [article_id] * (number + 1)
    found = library.row(
        f"SELECT id FROM article WHERE {where} AND state = 'unread' AND ({' OR '.join(steps)}) ORDER BY {by} LIMIT 1",
        values,
    )
    return found[0] if found else None


def conditions(which: ArticleFilter) -> tuple[str, list[object]]:
    """What an article must meet, as SQL and its values."""
    wanted = ["binned_at IS NOT NULL" if which.binned else _LISTED]
    values = list[object]()
    if which.state is not None:
        wanted.append("state = ?")
        values.append(which.state)
    if which.starred:
        wanted.append("starred")
    if which.tag_id:
        wanted.append("id IN (SELECT article_id FROM article_tag WHERE tag_id = ?)")
        values.append(which.tag_id)
    for word in which.words.split():
        escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        wanted.append("(title || ' ' || source || ' ' || author) LIKE ? ESCAPE '\\'")
        values.append(f"%{escaped}%")
    return " AND ".join(wanted), values


def _by_annotations(where: str, *, reverse: bool) -> list[str]:
    """Those that have annotations, most first, then the others, the newest first; or all the other way round."""
    down = "ASC" if reverse else "DESC"
    tagged = (
        "SELECT id FROM tally INDEXED BY tally_by_count CROSS JOIN article ON id = article_id "
        f"WHERE entities + claims > 0 AND {where} ORDER BY entities + claims {down}, article_id {down}"
    )
    others = (
        f"SELECT id FROM article WHERE {where} AND NOT EXISTS (SELECT 1 FROM tally WHERE article_id = id "
        f"AND entities + claims > 0) ORDER BY moment {down}"
    )
    return [others, tagged] if reverse else [tagged, others]


def _pieces(library: "Library", sql: str, values: Sequence[object], most: int) -> "Iterator[array[int]]":
    piece: array[int] = array("q")
    for (article_id,) in library.stream(f"{sql} LIMIT ?", (*values, most)):
        piece.append(article_id)
        if len(piece) == _PIECE:
            yield piece
            piece = array("q")
    yield piece
