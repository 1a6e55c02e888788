"""What a library tells of its entities: lists of them, and what stands on the page of each."""

import json
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reader.domain.entity_listing import (
    ClaimRow,
    EntityPage,
    EntityQuery,
    EntityRow,
    EntitySort,
    EntityTallies,
    MentionOrder,
    MentionRow,
    timeline_of,
    words_after,
    words_before,
)
from reader.domain.entity_names import name_key
from reader.domain.questions import Field
from reader.domain.record import AUTHOR
from reader.storage.entities import Entities
from reader.storage.listed import LISTED, listed

if TYPE_CHECKING:
    from reader.storage.library import Library

_LIVE = "article.binned_at IS NULL AND article.newer_id IS NULL"
#: How much of a context is read to sort by it, and to be shown; in code points.
_SORTED, _SHOWN = 60, 160
_LONGEST_QUOTE = 300


def tally_entities(library: "Library") -> EntityTallies:
    """How often each entity is mentioned, in how many articles, and when."""
    moments = dict(
        _columns(
            library, 2, f"SELECT CAST(id AS TEXT), moment FROM article INDEXED BY article_listed WHERE {_LIVE}", ()
        )
    )
    # The articles of each entity as one text: a value an entity costs less than one a mention.
    mentioned = _columns(
        library,
        2,
        "SELECT entity_id, group_concat(article_id) FROM annotation INDEXED BY annotation_by_entity "
        "WHERE entity_id IS NOT NULL GROUP BY entity_id",
        (),
    )
    met = {
        entity_id: when
        for entity_id, places in mentioned
        if (when := [moment for moment in map(moments.get, places.split(",")) if moment is not None])
    }
    return EntityTallies(met)


def count_entities(library: "Library") -> dict[int, int]:
    """How many entities there are of each type, by the id of its label."""
    return dict(library.rows("SELECT label_id, count(*) FROM entity GROUP BY label_id"))


def entity_ids(
    library: "Library", query: EntityQuery, tallies: EntityTallies, doubles: Sequence[int] = ()
) -> "array[int]":
    """The ids in the order of the list; `doubles` those that share a name, in their order."""
    where, values = ["true"], list[object]()
    if query.label_id:
        where.append("label_id = ?")
        values.append(query.label_id)
    for word in name_key(query.words).split():
        where.append(
            "(instr(key, ?) OR EXISTS (SELECT 1 FROM entity_alias WHERE entity_id = entity.id "
            "AND instr(entity_alias.key, ?)))"
        )
        values += [word, word]
    ids = [
        row[0] for row in library.rows(f"SELECT id FROM entity WHERE {' AND '.join(where)} ORDER BY key, id", values)
    ]
    if query.doubles:
        return array("q", filter(set(ids).__contains__, doubles))
    match query.sort:
        case EntitySort.MENTIONS:
            ids.sort(key=lambda number: -tallies.mentions(number))
        case EntitySort.ARTICLES:
            ids.sort(key=lambda number: -tallies.articles(number))
        case EntitySort.MET:
            ids.sort(key=lambda number: -tallies.last(number))
    return array("q", ids)


def entity_rows(library: "Library", ids: Sequence[int]) -> dict[int, EntityRow]:
    """What a list shows of these entities, by id."""
    rows = library.rows(f"SELECT id, name, label_id FROM entity WHERE id IN {LISTED}", (listed(ids),))
    return {row[0]: EntityRow(*row) for row in rows}


def entity_page(library: "Library", entity_id: int) -> EntityPage | None:
    """What the page of an entity tells, None where there is no such entity any more."""
    entity = Entities(library).some((entity_id,)).get(entity_id)
    if entity is None:
        return None
    places = _columns(
        library,
        2,
        "SELECT annotation.id, article.moment FROM annotation INDEXED BY annotation_by_entity CROSS JOIN article "
        f"ON article.id = annotation.article_id WHERE annotation.entity_id = ? AND {_LIVE} "
        "ORDER BY article.moment DESC, annotation.start, annotation.id",
        (entity_id,),
    )
    moments = [moment for _, moment in places]
    met = _columns(
        library,
        2,
        "SELECT other.entity_id, count(DISTINCT other.article_id) FROM (SELECT DISTINCT article_id FROM annotation "
        f"JOIN article ON article.id = annotation.article_id WHERE entity_id = ? AND {_LIVE}) AS mine "
        "CROSS JOIN annotation AS other INDEXED BY annotation_with_entity ON other.article_id = mine.article_id "
        "WHERE other.entity_id IS NOT NULL AND other.entity_id <> ? GROUP BY other.entity_id ORDER BY 2 DESC, 1",
        (entity_id, entity_id),
    )
    return EntityPage(
        entity,
        array("q", [number for number, _ in places]),
        len(set(moments)),
        _claim_ids(library, entity_id, Field.CLAIMANT),
        _claim_ids(library, entity_id, Field.ABOUT),
        array("q", [other for other, _ in met]),
        dict(met),
        timeline_of(moments),
    )


def mention_ids(library: "Library", entity_id: int, order: MentionOrder) -> "array[int]":
    """The mentions of an entity in this order; where words agree, those of the newest article come first."""
    tables = (
        "annotation INDEXED BY annotation_by_entity CROSS JOIN article ON article.id = annotation.article_id "
        f"WHERE annotation.entity_id = ? AND {_LIVE}"
    )
    if order is MentionOrder.DATE:
        rows = _columns(
            library,
            1,
            f"SELECT annotation.id FROM {tables} ORDER BY article.moment DESC, annotation.start, annotation.id",
            (entity_id,),
        )
        return array("q", [row[0] for row in rows])
    before = order is MentionOrder.BEFORE
    context = _before(_SORTED) if before else _after(_SORTED)
    # In the order of the index, which is that of the texts, so that each is read once; sorted here, for only Python
    # knows words.
    keyed = [
        (words_before(_last_line(words)) if before else words_after(_first_line(words)), -moment, number)
        for number, moment, words in _columns(
            library, 3, f"SELECT annotation.id, article.moment, {context} FROM {tables}", (entity_id,)
        )
    ]
    keyed.sort()
    return array("q", [number for _, _, number in keyed])


def mention_rows(library: "Library", ids: Sequence[int]) -> dict[int, MentionRow]:
    """What a concordance shows of these mentions, by id."""
    rows = library.rows(
        "SELECT annotation.id, annotation.article_id, annotation.label_id, "
        f"substr(annotation.quote, 1, {_LONGEST_QUOTE}), {_before(_SHOWN)}, {_after(_SHOWN)}, article.title, "
        "article.source, article.published, article.direction "
        "FROM annotation JOIN article ON article.id = annotation.article_id "
        f"WHERE annotation.id IN {LISTED}",
        (listed(ids),),
    )
    return {
        number: MentionRow(
            number,
            article_id,
            label_id,
            " ".join(quote.split()),
            _last_line(before),
            _first_line(after),
            title,
            source,
            published,
            direction,
        )
        for number, article_id, label_id, quote, before, after, title, source, published, direction in rows
    }


def claim_rows(library: "Library", ids: Sequence[int]) -> dict[int, ClaimRow]:
    """What a page lists of these claims, by id."""
    answer = (
        "(SELECT {0} FROM annotation_value LEFT JOIN entity ON entity.id = annotation_value.entity_id "
        "WHERE annotation_value.annotation_id = annotation.id AND annotation_value.attribute_id = "
        "(SELECT id FROM attribute WHERE field = '{1}') ORDER BY annotation_value.position LIMIT 1)"
    )
    rows = library.rows(
        "SELECT annotation.id, annotation.article_id, annotation.label_id, "
        f"substr(annotation.quote, 1, {_LONGEST_QUOTE}), {answer.format('annotation_value.value', Field.CLAIM)}, "
        f"{answer.format('coalesce(entity.name, annotation_value.value)', Field.CLAIMANT)}, article.author, "
        "article.title, article.source, article.published FROM annotation JOIN article "
        f"ON article.id = annotation.article_id WHERE annotation.id IN {LISTED}",
        (listed(ids),),
    )
    return {
        number: ClaimRow(
            number,
            article_id,
            label_id,
            " ".join((claim or quote).split()),
            not claim,
            author if claimant == AUTHOR else claimant or "",
            title,
            source,
            published,
        )
        for number, article_id, label_id, quote, claim, claimant, author, title, source, published in rows
    }


def _columns(library: "Library", count: int, sql: str, values: Sequence[object]) -> list[Any]:
    """The rows of a query of so many columns, fetched as one row of JSON.

    Between two rows SQLite lets other threads run, and Python comes back only when they pause: thousands of rows would
    take ten times as long while the window is busy.
    """
    names = [f"c{number}" for number in range(count)]
    arrays = ", ".join(f"json_group_array({name})" for name in names)
    row = library.row(f"WITH asked ({', '.join(names)}) AS ({sql}) SELECT {arrays} FROM asked", values)
    return list(zip(*map(json.loads, row), strict=True))


def _claim_ids(library: "Library", entity_id: int, field: Field) -> "array[int]":
    rows = library.rows(
        "SELECT annotation.id FROM annotation_value JOIN annotation ON annotation.id = annotation_value.annotation_id "
        "JOIN article ON article.id = annotation.article_id WHERE annotation_value.entity_id = ? "
        f"AND annotation_value.attribute_id = (SELECT id FROM attribute WHERE field = ?) AND {_LIVE} "
        "ORDER BY article.moment DESC, annotation.start, annotation.id",
        (entity_id, field),
    )
    return array("q", dict.fromkeys(row[0] for row in rows))


def _before(most: int) -> str:
    """SQL for so many characters before a mention at the most."""
    return f"substr(article.text, max(1, annotation.start - {most - 1}), min({most}, annotation.start))"


def _after(most: int) -> str:
    """SQL for so many characters after a mention at the most."""
    return f"substr(article.text, annotation.stop + 1, {most})"


def _last_line(words: str) -> str:
    return words[words.rfind("\n") + 1 :]


def _first_line(words: str) -> str:
    return words.partition("\n")[0]
