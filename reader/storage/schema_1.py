"""The first format of a library: what a person reads and tags, and the history. It has shipped: never changed."""

from typing import TYPE_CHECKING

from reader.storage.recording import record_articles, record_rows, run_script

if TYPE_CHECKING:
    from sqlite_utils import Database

_TABLES = """
CREATE TABLE annotator (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE article (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    published TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'unread' CHECK (state IN ('unread', 'reading', 'done')),
    starred INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1)),
    read_position INTEGER NOT NULL DEFAULT 0 CHECK (read_position >= 0),
    words INTEGER NOT NULL,
    text_sha256 TEXT NOT NULL,
    added_at TEXT NOT NULL,
    binned_at TEXT,
    origin TEXT NOT NULL DEFAULT '',
    structure TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;

CREATE INDEX article_by_text ON article (text_sha256);

CREATE INDEX article_by_date ON article (iif(published = '', added_at, published), id, state, starred)
    WHERE binned_at IS NULL;

CREATE TABLE label (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('entity', 'claim')),
    name TEXT NOT NULL,
    colour TEXT NOT NULL,
    key TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    parent_id INTEGER REFERENCES label (id),
    position INTEGER NOT NULL,
    archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1))
) STRICT;

CREATE TABLE entity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    label_id INTEGER NOT NULL REFERENCES label (id),
    uri TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE entity_alias (
    entity_id INTEGER NOT NULL REFERENCES entity (id),
    alias TEXT NOT NULL,
    PRIMARY KEY (entity_id, alias)
) STRICT, WITHOUT ROWID;

CREATE INDEX entity_alias_by_alias ON entity_alias (alias);

CREATE TABLE annotation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    article_id INTEGER NOT NULL REFERENCES article (id),
    label_id INTEGER NOT NULL REFERENCES label (id),
    start INTEGER NOT NULL CHECK (start >= 0),
    stop INTEGER NOT NULL CHECK (stop > start),
    quote TEXT NOT NULL,
    entity_id INTEGER REFERENCES entity (id),
    note TEXT NOT NULL DEFAULT '',
    annotator_id INTEGER NOT NULL REFERENCES annotator (id),
    status TEXT NOT NULL DEFAULT 'accepted' CHECK (status IN ('accepted', 'suggested', 'rejected')),
    origin TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX annotation_by_place ON annotation (article_id, start, stop, label_id);

CREATE INDEX annotation_by_label ON annotation (label_id);

CREATE INDEX annotation_by_entity ON annotation (entity_id) WHERE entity_id IS NOT NULL;

CREATE TABLE fragment (
    annotation_id INTEGER NOT NULL REFERENCES annotation (id),
    start INTEGER NOT NULL CHECK (start >= 0),
    stop INTEGER NOT NULL CHECK (stop > start),
    PRIMARY KEY (annotation_id, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE attribute (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('entity', 'claim')),
    label_id INTEGER REFERENCES label (id),
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    choices TEXT NOT NULL DEFAULT '[]',
    position INTEGER NOT NULL,
    archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1))
) STRICT;

CREATE TABLE annotation_value (
    annotation_id INTEGER NOT NULL REFERENCES annotation (id),
    attribute_id INTEGER NOT NULL REFERENCES attribute (id),
    position INTEGER NOT NULL DEFAULT 0,
    value TEXT NOT NULL,
    PRIMARY KEY (annotation_id, attribute_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE link (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    from_id INTEGER NOT NULL REFERENCES annotation (id),
    to_id INTEGER NOT NULL REFERENCES annotation (id)
) STRICT;

CREATE INDEX link_by_from ON link (from_id);

CREATE INDEX link_by_to ON link (to_id);

CREATE TABLE action (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    at TEXT NOT NULL,
    annotator_id INTEGER NOT NULL REFERENCES annotator (id),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

CREATE INDEX action_undone ON action (id) WHERE undone;

CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    action_id INTEGER NOT NULL REFERENCES action (id),
    table_name TEXT NOT NULL,
    row_key TEXT NOT NULL,
    before TEXT,
    after TEXT
) STRICT;

CREATE INDEX change_by_action ON change (action_id);

CREATE TABLE recording (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    action_id INTEGER
) STRICT;

INSERT INTO recording (id, action_id) VALUES (1, NULL);

"""

#: Tables whose rows the history keeps whole, with the columns that name a row.
_WHOLE_ROWS = {
    "label": ("id",),
    "entity": ("id",),
    "entity_alias": ("entity_id", "alias"),
    "annotation": ("id",),
    "fragment": ("annotation_id", "start"),
    "attribute": ("id",),
    "annotation_value": ("annotation_id", "attribute_id", "position"),
    "link": ("id",),
}

#: Columns of an article that the history keeps one by one: a text is never copied into it.
_ARTICLE_COLUMNS = (
    "title",
    "source",
    "author",
    "url",
    "published",
    "language",
    "state",
    "starred",
    "binned_at",
)


def create_library(db: "Database") -> None:
    """Make the tables of a library."""
    run_script(db.conn, _TABLES)
    for table, key in _WHOLE_ROWS.items():
        record_rows(db.conn, table, key)
    record_articles(db.conn, _ARTICLE_COLUMNS)
