"""Entities, links and articles as rows for other tools, in the order of the columns of `domain.tables`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reader.domain.annotation import AnnotationFilter
from reader.domain.joined_cells import as_cell
from reader.domain.tables import Table
from reader.domain.times import day_of
from reader.storage.listed import LISTED, listed
from reader.storage.records import filtered

if TYPE_CHECKING:
    from reader.storage.library import Library

Rows = Iterator[tuple[Any, ...]]

_NEWEST = "binned_at IS NULL AND newer_id IS NULL"
_CARRIED_ON = (
    "EXISTS (SELECT 1 FROM annotation AS new WHERE new.article_id = {0}.newer_id "
    "AND new.origin = 'carried from ' || {1}.uid)"
)
_ROWS_OF = {Table.ENTITIES: "entity", Table.LINKS: "link", Table.ARTICLES: "article"}


def count_rows(library: "Library", table: Table) -> int:
    """How many rows the table has, those among them that no filter lets through."""
    return int(library.row(f"SELECT count(*) FROM {_ROWS_OF[table]}")[0])


def entity_rows(library: "Library", which: AnnotationFilter) -> Rows:
    """The register by name, types in the filter's labels: how often each entity is mentioned in listed articles."""
    types = {label.id: label.name for label in library.labels.codebook().labels}
    aliases: dict[int, list[str]] = {}
    for entity_id, alias in library.rows("SELECT entity_id, alias FROM entity_alias ORDER BY entity_id, alias"):
        aliases.setdefault(entity_id, []).append(alias)
    met = {
        row[0]: row[1:]
        for row in library.rows(
            "SELECT entity_id, count(*), count(DISTINCT article_id), min(moment), max(moment) FROM annotation "
            "JOIN article ON article.id = article_id "
            f"WHERE entity_id IS NOT NULL AND {_NEWEST} GROUP BY entity_id"
        )
    }
    for entity_id, uid, name, label_id, uri, note in library.stream(
        "SELECT id, uid, name, label_id, uri, note FROM entity ORDER BY key, name, id"
    ):
        if which.labels and types[label_id] not in which.labels:
            continue
        mentions, articles, first, last = met.get(entity_id, (0, 0, None, None))
        days = ("", "") if first is None else (day_of(first), day_of(last))
        yield uid, name, types[label_id], as_cell(aliases.get(entity_id, ())), uri, note, mentions, articles, *days


def link_rows(library: "Library", which: AnnotationFilter) -> Rows:
    """The links of which the filter lets at least one end through, the other one in an article that is not gone.

    A link that a newer version has as well is told once, unless older versions are asked for.
    """
    where, values = filtered(library, which)
    every = which.versions or which.article_ids is not None
    once = "true" if every else f"NOT ({_CARRIED_ON.format('here', 'one')} OR {_CARRIED_ON.format('there', 'other')})"
    yield from library.stream(
        f"WITH chosen AS MATERIALIZED (SELECT id FROM annotation WHERE {where}) "
        "SELECT link.uid, link.type, one.uid, here.uid, here.title, label.kind, label.name, one.quote, "
        "other.uid, there.uid, there.title, other_label.kind, other_label.name, other.quote FROM link "
        "JOIN annotation AS one ON one.id = from_id JOIN article AS here ON here.id = one.article_id "
        "JOIN label ON label.id = one.label_id JOIN annotation AS other ON other.id = to_id "
        "JOIN article AS there ON there.id = other.article_id JOIN label AS other_label "
        "ON other_label.id = other.label_id WHERE here.binned_at IS NULL AND there.binned_at IS NULL "
        f"AND (from_id IN chosen OR to_id IN chosen) AND {once} ORDER BY link.id",
        values,
    )


def article_rows(library: "Library", which: AnnotationFilter) -> Rows:
    """The articles that are listed, or those that the filter names, in the order in which they came in."""
    shown = "binned_at IS NULL" if which.versions or which.article_ids is not None else _NEWEST
    named, values = ("true", ()) if which.article_ids is None else (f"id IN {LISTED}", (listed(which.article_ids),))
    tags: dict[int, list[str]] = {}
    for article_id, name in library.rows(
        "SELECT article_id, name FROM article_tag JOIN tag ON tag.id = tag_id ORDER BY article_id, name"
    ):
        tags.setdefault(article_id, []).append(name)
    for article_id, *cells, words, entities, claims, added_at, origin, sha256 in library.stream(
        "SELECT id, uid, title, source, author, published, url, language, state, "
        "iif(starred, 'yes', 'no'), words, "
        "coalesce(entities, 0), coalesce(claims, 0), added_at, origin, text_sha256 FROM article "
        f"LEFT JOIN tally ON tally.article_id = id WHERE {shown} AND {named} ORDER BY id",
        values,
    ):
        yield *cells, as_cell(tags.get(article_id, ())), words, entities, claims, added_at, origin, sha256
