"""The register in a library: entities, their names, their mentions, and what answers name them."""

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.domain.entity import Entity, EntityUses
from reader.domain.entity_names import name_key
from reader.domain.times import utc_now
from reader.domain.uid import new_uid
from reader.storage.label_uses import ByArticle, by_article
from reader.storage.listed import LISTED, listed

if TYPE_CHECKING:
    from reader.storage.library import Library

_NAMES = (
    "SELECT id AS entity_id, label_id, key, name FROM entity UNION ALL "
    "SELECT entity_id, label_id, entity_alias.key, alias FROM entity_alias JOIN entity ON entity.id = entity_id"
)


class Name(NamedTuple):
    """A name or alias of an entity, which has the label."""

    entity_id: int
    label_id: int
    key: str
    name: str


class Linked(NamedTuple):
    """How an entity, which has the label, is mentioned in an article."""

    article_id: int
    entity_id: int
    label_id: int
    quote: str


class Entities:
    """The tables `entity` and `entity_alias`, and the columns that refer to them."""

    def __init__(self, library: "Library") -> None:
        self._library = library

    def is_empty(self) -> bool:
        """Whether there is no entity at all."""
        return self._library.row("SELECT 1 FROM entity LIMIT 1") is None

    def types(self) -> frozenset[int]:
        """The labels that entities have as their type."""
        return frozenset(label_id for (label_id,) in self._library.rows("SELECT DISTINCT label_id FROM entity"))

    def some(self, ids: Iterable[int]) -> dict[int, Entity]:
        """The entities with these ids that are there, in the order of the ids."""
        ids = tuple(ids)
        which = (listed(ids),)
        aliases: dict[int, list[str]] = {}
        for entity_id, alias in self._library.rows(
            f"SELECT entity_id, alias FROM entity_alias WHERE entity_id IN {LISTED} ORDER BY entity_id, alias", which
        ):
            aliases.setdefault(entity_id, []).append(alias)
        rows = self._library.rows(f"SELECT id, uid, name, label_id, uri, note FROM entity WHERE id IN {LISTED}", which)
        found = {
            entity_id: Entity(entity_id, uid, name, label_id, uri, note, tuple(aliases.get(entity_id, ())))
            for entity_id, uid, name, label_id, uri, note in rows
        }
        return {entity_id: found[entity_id] for entity_id in ids if entity_id in found}

    def all(self) -> list[Entity]:
        """All entities, in the order of their names."""
        aliases: dict[int, list[str]] = {}
        for entity_id, alias in self._library.rows("SELECT entity_id, alias FROM entity_alias ORDER BY alias"):
            aliases.setdefault(entity_id, []).append(alias)
        rows = self._library.rows("SELECT id, uid, name, label_id, uri, note FROM entity ORDER BY key, id")
        return [
            Entity(entity_id, uid, name, label_id, uri, note, tuple(aliases.get(entity_id, ())))
            for entity_id, uid, name, label_id, uri, note in rows
        ]

    def by_uid(self, uids: Iterable[str]) -> dict[str, int]:
        """The ids of the entities with these uids."""
        rows = self._library.rows(f"SELECT uid, id FROM entity WHERE uid IN {LISTED}", (json.dumps(list(uids)),))
        return dict(rows)

    def all_ids(self) -> list[int]:
        """The ids of all entities, by name."""
        return [row[0] for row in self._library.rows("SELECT id FROM entity ORDER BY key, name, id")]

    def named(self, keys: Iterable[str]) -> list[Name]:
        """The names and aliases that have these keys."""
        which = json.dumps(list(keys), ensure_ascii=False)
        rows = self._library.rows(
            f"SELECT id, label_id, key, name FROM entity WHERE key IN {LISTED} UNION ALL "
            "SELECT entity_id, label_id, entity_alias.key, alias FROM entity_alias JOIN entity ON id = entity_id "
            f"WHERE entity_alias.key IN {LISTED}",
            (which, which),
        )
        return list(map(Name._make, rows))

    def like(self, patterns: Sequence[str]) -> list[Name]:
        """The names and aliases whose key, between two spaces, is like one of the patterns (`\\` escapes)."""
        if not patterns:
            return []
        any_of = " OR ".join("' ' || key || ' ' LIKE ? ESCAPE '\\'" for _ in patterns)
        rows = self._library.rows(f"SELECT entity_id, label_id, key, name FROM ({_NAMES}) WHERE {any_of}", patterns)
        return list(map(Name._make, rows))

    def names_in(self, article_id: int, label_ids: Iterable[int], but: int = 0) -> list[Name]:
        """All names and aliases of the entities with these labels that an article mentions, elsewhere than in `but`."""
        rows = self._library.rows(
            f"SELECT entity_id, label_id, key, name FROM ({_NAMES}) WHERE label_id IN {LISTED} AND entity_id IN "
            "(SELECT entity_id FROM annotation WHERE article_id = ? AND entity_id IS NOT NULL AND id != ?)",
            (listed(label_ids), article_id, but),
        )
        return list(map(Name._make, rows))

    def linked_in(self, article_ids: Iterable[int], label_ids: Iterable[int], but: int = 0) -> list[Linked]:
        """How articles mention the entities with these labels, every way once; the annotation `but` counts for nothing.

        An article may mention thousands: those with other labels are left out before they are read.
        """
        rows = self._library.rows(
            "SELECT article_id, entity_id, label_id, quote FROM (SELECT DISTINCT article_id, entity_id, quote "
            f"FROM annotation INDEXED BY annotation_with_entity WHERE article_id IN {LISTED} "
            f"AND entity_id IS NOT NULL AND id != ?) JOIN entity ON entity.id = entity_id WHERE label_id IN {LISTED}",
            (listed(article_ids), but, listed(label_ids)),
        )
        return list(map(Linked._make, rows))

    def mentioned(self, ids: Iterable[int]) -> dict[int, tuple[int, int]]:
        """For each of these entities how often it is mentioned, and the id of the annotation that did so last."""
        rows = self._library.rows(
            f"SELECT entity_id, count(*), max(id) FROM annotation WHERE entity_id IN {LISTED} GROUP BY entity_id",
            (listed(ids),),
        )
        return {entity_id: (count, last) for entity_id, count, last in rows}

    def counts(self, ids: Iterable[int]) -> dict[int, int]:
        """How often listed articles mention each of these entities; those that none mentions have no entry."""
        rows = self._library.rows(
            f"SELECT entity_id, count(*) FROM annotation INDEXED BY annotation_by_entity WHERE entity_id IN {LISTED} "
            "AND article_id IN (SELECT id FROM article INDEXED BY article_listed "
            "WHERE binned_at IS NULL AND newer_id IS NULL) GROUP BY entity_id",
            (listed(ids),),
        )
        return dict(rows)

    def mentions(self, ids: Iterable[int], but: Iterable[int] = ()) -> list[int]:
        """The ids of the annotations that mention these entities, those with the labels `but` left out."""
        rows = self._library.rows(
            f"SELECT id FROM annotation WHERE entity_id IN {LISTED} AND label_id NOT IN {LISTED} ORDER BY id",
            (listed(ids), listed(but)),
        )
        return [row[0] for row in rows]

    def uses(self, ids: Iterable[int]) -> EntityUses:
        """What refers to these entities; articles in the bin count too."""
        which = (listed(ids),)
        mentions, articles = self._library.row(
            f"SELECT count(*), count(DISTINCT article_id) FROM annotation WHERE entity_id IN {LISTED}", which
        )
        (answers,) = self._library.row(f"SELECT count(*) FROM annotation_value WHERE entity_id IN {LISTED}", which)
        return EntityUses(mentions, articles, answers)

    def shared_keys(self) -> list[tuple[str, int, int]]:
        """The keys of names that more than one entity has, with the labels and ids of these."""
        return self._library.rows(
            f"SELECT DISTINCT key, label_id, entity_id FROM ({_NAMES}) WHERE key IN (SELECT key FROM ({_NAMES}) "
            "GROUP BY key HAVING count(DISTINCT entity_id) > 1) ORDER BY key, entity_id"
        )

    def add(self, name: str, label_id: int, *, uid: str = "", uri: str = "", note: str = "") -> int:
        """Store an entity; its id."""
        return self._library.insert(
            "INSERT INTO entity (uid, name, key, label_id, uri, note) VALUES (?, ?, ?, ?, ?, ?)",
            (uid or new_uid(), name, name_key(name), label_id, uri, note),
        )

    def set_name(self, entity_id: int, name: str) -> None:
        """Give the entity another name."""
        self._library.write("UPDATE entity SET name = ?, key = ? WHERE id = ?", (name, name_key(name), entity_id))

    def set_label(self, entity_id: int, label_id: int) -> None:
        """Give the entity another type."""
        self._library.write("UPDATE entity SET label_id = ? WHERE id = ?", (label_id, entity_id))

    def set_uri(self, entity_id: int, uri: str) -> None:
        """Give the entity another identifier."""
        self._library.write("UPDATE entity SET uri = ? WHERE id = ?", (uri, entity_id))

    def set_note(self, entity_id: int, note: str) -> None:
        """Give the entity another note."""
        self._library.write("UPDATE entity SET note = ? WHERE id = ?", (note, entity_id))

    def set_aliases(self, entity_id: int, aliases: Iterable[str]) -> None:
        """Give the entity these aliases and no others; those that stay are not written."""
        before = {
            row[0] for row in self._library.rows("SELECT alias FROM entity_alias WHERE entity_id = ?", (entity_id,))
        }
        after = set(aliases)
        self._library.write_many(
            "DELETE FROM entity_alias WHERE entity_id = ? AND alias = ?",
            [(entity_id, alias) for alias in sorted(before - after)],
        )
        self._library.write_many(
            "INSERT INTO entity_alias (entity_id, alias, key) VALUES (?, ?, ?)",
            [(entity_id, alias, name_key(alias)) for alias in sorted(after - before)],
        )

    def give_mentions(self, ids: Iterable[int], entity_id: int | None) -> ByArticle:
        """Let annotations, given by their ids, mention this entity, or none; which of them changed."""
        rows = self._library.rows(
            f"SELECT article_id, id FROM annotation WHERE id IN {LISTED} AND entity_id IS NOT ? "
            "ORDER BY article_id, start, stop, id",
            (listed(ids), entity_id),
        )
        self._library.write(
            f"UPDATE annotation SET entity_id = ?, updated_at = ? WHERE id IN {LISTED}",
            (entity_id, utc_now(), listed(row[1] for row in rows)),
        )
        return by_article(rows)

    def answered(self, ids: Iterable[int]) -> ByArticle:
        """The annotations with an answer that names one of these entities."""
        return by_article(
            self._library.rows(
                "SELECT DISTINCT article_id, annotation.id FROM annotation_value "
                f"JOIN annotation ON annotation.id = annotation_id WHERE annotation_value.entity_id IN {LISTED} "
                "ORDER BY article_id, annotation.id",
                (listed(ids),),
            )
        )

    def give_answers(self, ids: Iterable[int], into_id: int) -> None:
        """Let the answers that name these entities name another one, none of them twice."""
        which = listed(ids)
        self._library.write(
            # Of several answers to one question that are the same then, the first stays.
            f"DELETE FROM annotation_value WHERE entity_id IN {LISTED} AND EXISTS (SELECT 1 FROM annotation_value AS "
            "other WHERE other.annotation_id = annotation_value.annotation_id "
            "AND other.attribute_id = annotation_value.attribute_id "
            f"AND (other.entity_id = ? OR other.entity_id IN {LISTED} AND other.position < annotation_value.position))",
            (which, into_id, which),
        )
        self._library.write(f"UPDATE annotation_value SET entity_id = ? WHERE entity_id IN {LISTED}", (into_id, which))

    def drop_answers(self, entity_id: int) -> None:
        """Remove the answers that name the entity."""
        self._library.write("DELETE FROM annotation_value WHERE entity_id = ?", (entity_id,))

    def delete(self, ids: Iterable[int]) -> None:
        """Remove entities, which nothing refers to any more, with their aliases."""
        which = (listed(ids),)
        self._library.write(f"DELETE FROM entity_alias WHERE entity_id IN {LISTED}", which)
        self._library.write(f"DELETE FROM entity WHERE id IN {LISTED}", which)
