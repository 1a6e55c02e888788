"""The third format: a register of entities with keys to find them by, claims with records of their own, types of links.

It has shipped: never changed.
"""

import json
from typing import TYPE_CHECKING

from reader.domain.entity_names import name_key
from reader.domain.link import USUAL_LINK_TYPES
from reader.domain.questions import CLAIM_FIELDS
from reader.domain.uid import new_uid
from reader.storage.recording import record_rows, run_script

if TYPE_CHECKING:
    import sqlite3

    from sqlite_utils import Database

_TABLES = """
ALTER TABLE entity ADD COLUMN key TEXT NOT NULL DEFAULT '';

ALTER TABLE entity_alias ADD COLUMN key TEXT NOT NULL DEFAULT '';

UPDATE entity SET key = name_key(name);

UPDATE entity_alias SET key = name_key(alias);

CREATE INDEX entity_by_key ON entity (key, label_id);

CREATE INDEX entity_by_label ON entity (label_id);

CREATE INDEX entity_alias_by_key ON entity_alias (key, entity_id);

DROP INDEX entity_alias_by_alias;

DROP INDEX annotation_by_entity;

CREATE INDEX annotation_by_entity ON annotation (entity_id, article_id) WHERE entity_id IS NOT NULL;

DROP INDEX annotation_by_label;

CREATE INDEX annotation_by_label ON annotation (label_id, status, article_id);

CREATE INDEX annotation_with_entity ON annotation (article_id, entity_id, quote) WHERE entity_id IS NOT NULL;

ALTER TABLE attribute ADD COLUMN field TEXT NOT NULL DEFAULT '';

ALTER TABLE attribute ADD COLUMN description TEXT NOT NULL DEFAULT '';

ALTER TABLE attribute ADD COLUMN usual INTEGER NOT NULL DEFAULT 0 CHECK (usual IN (0, 1));

CREATE UNIQUE INDEX attribute_by_field ON attribute (field) WHERE field <> '';

CREATE TABLE asked (
    label_id INTEGER NOT NULL REFERENCES label (id),
    attribute_id INTEGER NOT NULL REFERENCES attribute (id),
    PRIMARY KEY (label_id, attribute_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX asked_by_attribute ON asked (attribute_id);

ALTER TABLE annotation_value ADD COLUMN entity_id INTEGER REFERENCES entity (id);

ALTER TABLE annotation_value ADD COLUMN start INTEGER;

ALTER TABLE annotation_value ADD COLUMN stop INTEGER;

CREATE INDEX annotation_value_by_value ON annotation_value (attribute_id, value);

CREATE INDEX annotation_value_by_entity ON annotation_value (entity_id, attribute_id) WHERE entity_id IS NOT NULL;

CREATE TABLE evidence (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    annotation_id INTEGER NOT NULL REFERENCES annotation (id),
    url TEXT NOT NULL DEFAULT '',
    quote TEXT NOT NULL DEFAULT '',
    stance TEXT NOT NULL DEFAULT '' CHECK (stance IN ('', 'supports', 'refutes')),
    position INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX evidence_by_annotation ON evidence (annotation_id);

CREATE TABLE link_type (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    role TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL,
    archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX link_type_by_role ON link_type (role) WHERE role <> '';

CREATE INDEX link_by_type ON link (type);

"""

#: Tables whose rows the history keeps whole: those that have got columns, and new ones.
_GROWN = {
    "entity": ("id",),
    "entity_alias": ("entity_id", "alias"),
    "attribute": ("id",),
    "annotation_value": ("annotation_id", "attribute_id", "position"),
}
_NEW = {
    "asked": ("label_id", "attribute_id"),
    "evidence": ("id",),
    "link_type": ("id",),
}


def keep_records(db: "Database") -> None:
    """Give a library of the second format all that the third has."""
    connection = db.conn
    connection.create_function("name_key", 1, name_key, deterministic=True)
    run_script(connection, _TABLES)
    for table in _GROWN:
        for event in ("insert", "update", "delete"):
            connection.execute(f"DROP TRIGGER record_{table}_{event}")
    for table, key in (_GROWN | _NEW).items():
        record_rows(connection, table, key)
    _fill(connection)


def _fill(connection: "sqlite3.Connection") -> None:
    """What every codebook asks about a claim, the short form asked by every label for claims, and types of links."""
    (first,) = connection.execute("SELECT coalesce(max(position), 0) + 1 FROM attribute").fetchone()
    connection.executemany(
        "INSERT INTO attribute (uid, kind, name, type, choices, position, field, description, usual) "
        "VALUES (?, 'claim', ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                new_uid(),
                each.name,
                each.type,
                json.dumps(each.choices, ensure_ascii=False),
                position,
                each.field,
                each.description,
                each.usual,
            )
            for position, each in enumerate(CLAIM_FIELDS, first)
        ],
    )
    connection.execute(
        "INSERT INTO asked (label_id, attribute_id) SELECT label.id, attribute.id FROM label JOIN attribute "
        "ON attribute.kind = label.kind WHERE attribute.usual"
    )
    connection.executemany(
        "INSERT INTO link_type (uid, name, role, description, position) VALUES (?, ?, ?, ?, ?)",
        [(new_uid(), name, role, words, position) for position, (role, name, words) in enumerate(USUAL_LINK_TYPES, 1)],
    )
    _take_in_link_types(connection)


def _take_in_link_types(connection: "sqlite3.Connection") -> None:
    """Types of one's own for links that other programs made, each written in one way."""
    for (name,) in connection.execute("SELECT DISTINCT type FROM link ORDER BY 1").fetchall():
        connection.execute(
            "INSERT INTO link_type (uid, name, position) SELECT ?, ?, max(position) + 1 FROM link_type "
            "HAVING NOT EXISTS (SELECT 1 FROM link_type WHERE name = ?)",
            (new_uid(), name, name),
        )
    connection.execute(
        "UPDATE link SET type = (SELECT name FROM link_type WHERE name = type) "
        "WHERE type NOT IN (SELECT name COLLATE BINARY FROM link_type)"
    )
