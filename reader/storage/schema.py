"""The tables of a library, as append-only migrations; a step that has shipped is never changed."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from sqlite_utils import Database

#: Marks a SQLite file as a Gloss library ("Glos" in ASCII), in `PRAGMA application_id`.
APPLICATION_ID = 0x476C6F73

#: The number of migrations that this program knows; a library keeps its own in `PRAGMA user_version`.
VERSION = 1

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

_RECORD = "INSERT INTO change (action_id, table_name, row_key, before, after) SELECT action_id"
_RECORDING = "FROM recording WHERE action_id IS NOT NULL"


def _create_library(db: "Database") -> None:
    _run(db.conn, _TABLES)
    for table, key in _WHOLE_ROWS.items():
        columns = [row[1] for row in db.conn.execute(f"PRAGMA table_info({table})")]
        for event, before, after in (
            ("insert", None, "NEW"),
            ("update", "OLD", "NEW"),
            ("delete", "OLD", None),
        ):
            db.conn.execute(
                f"CREATE TRIGGER record_{table}_{event} AFTER {event.upper()} ON {table} BEGIN {_RECORD}, "
                f"'{table}', {_json(after or before, key)}, {_json(before, columns)}, {_json(after, columns)} "
                f"{_RECORDING}; END"
            )
    for column in _ARTICLE_COLUMNS:
        db.conn.execute(
            f"CREATE TRIGGER record_article_{column} AFTER UPDATE OF {column} ON article "
            f"WHEN OLD.{column} IS NOT NEW.{column} BEGIN {_RECORD}, 'article', {_json('NEW', ['id'])}, "
            f"{_json('OLD', [column])}, {_json('NEW', [column])} {_RECORDING}; END"
        )
    # An article that came in is kept as one that left the bin: to undo that puts it there.
    db.conn.execute(
        f"CREATE TRIGGER record_article_insert AFTER INSERT ON article BEGIN {_RECORD}, 'article', "
        f"{_json('NEW', ['id'])}, json_object('binned_at', NEW.added_at), json_object('binned_at', NULL) "
        f"{_RECORDING}; END"
    )


def _json(row: str | None, columns: "list[str] | tuple[str, ...]") -> str:
    if row is None:
        return "NULL"
    pairs = ", ".join(f"'{column}', {row}.{column}" for column in columns)
    return f"json_object({pairs})"


def _run(connection: "sqlite3.Connection", script: str) -> None:
    # executescript would commit the migration's transaction.
    for statement in script.split(";\n"):
        if statement.strip():
            connection.execute(statement)


def migrate(connection: "sqlite3.Connection") -> None:
    """Bring a library up to VERSION. sqlite-utils is loaded only here: most starts have nothing to migrate."""
    from sqlite_utils import Database, Migrations  # noqa: PLC0415

    migrations = Migrations("gloss")
    migrations(name="create_library")(_create_library)

    db = Database(connection, recursive_triggers=False, execute_plugins=False)
    migrations.apply(db)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
