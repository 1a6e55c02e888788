"""The second format: versions, feeds, tags of one's own, saved searches, and all that finds things again.

It has shipped: never changed.
"""

from typing import TYPE_CHECKING

from reader.domain.filtering import sort_key
from reader.domain.page_key import page_key
from reader.domain.times import start_of, utc_now
from reader.storage.recording import record_articles, record_rows, run_script

if TYPE_CHECKING:
    from sqlite_utils import Database

# The long columns stand last: what a list shows is read without them.
_ARTICLE = """
CREATE TABLE article_2 (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    page_key TEXT NOT NULL DEFAULT '',
    source_id TEXT NOT NULL DEFAULT '',
    published TEXT NOT NULL DEFAULT '',
    moment INTEGER NOT NULL UNIQUE,
    language TEXT NOT NULL DEFAULT '',
    direction TEXT NOT NULL DEFAULT '' CHECK (direction IN ('', 'ltr', 'rtl')),
    state TEXT NOT NULL DEFAULT 'unread' CHECK (state IN ('unread', 'reading', 'done')),
    starred INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1)),
    read_position INTEGER NOT NULL DEFAULT 0 CHECK (read_position >= 0),
    words INTEGER NOT NULL,
    text_sha256 TEXT NOT NULL,
    added_at TEXT NOT NULL,
    binned_at TEXT,
    newer_id INTEGER REFERENCES article (id),
    origin TEXT NOT NULL DEFAULT '',
    structure TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;

INSERT INTO article_2 (id, uid, title, title_key, source, author, url, page_key, published, moment, language, state,
    starred, read_position, words, text_sha256, added_at, binned_at, origin, structure, text)
SELECT id, uid, title, sort_key(title), source, author, url, page_key(url), published, next_moment(published, added_at),
    language, state, starred, read_position, words, text_sha256, added_at, binned_at, origin, structure, text
FROM article ORDER BY id;

DELETE FROM sqlite_sequence WHERE name = 'article_2';

INSERT INTO sqlite_sequence (name, seq) SELECT 'article_2', seq FROM sqlite_sequence WHERE name = 'article';

DROP TABLE article;

ALTER TABLE article_2 RENAME TO article;

"""

_INDEXES = """
CREATE INDEX article_by_text ON article (text_sha256);

CREATE INDEX article_by_page ON article (page_key) WHERE page_key <> '';

CREATE INDEX article_by_source_id ON article (source_id) WHERE source_id <> '';

CREATE INDEX article_by_newer ON article (newer_id) WHERE newer_id IS NOT NULL;

CREATE INDEX article_listed ON article (moment, state, starred) WHERE binned_at IS NULL AND newer_id IS NULL;

CREATE INDEX article_by_adding ON article (added_at, state, starred) WHERE binned_at IS NULL AND newer_id IS NULL;

CREATE INDEX article_by_title ON article (title_key, state, starred) WHERE binned_at IS NULL AND newer_id IS NULL;

CREATE INDEX article_by_source ON article (source COLLATE NOCASE, moment, state, starred)
    WHERE binned_at IS NULL AND newer_id IS NULL;

CREATE INDEX article_by_length ON article (words, state, starred) WHERE binned_at IS NULL AND newer_id IS NULL;

CREATE INDEX article_in_bin ON article (binned_at) WHERE binned_at IS NOT NULL;

"""

_TABLES = """
CREATE TABLE tally (
    article_id INTEGER PRIMARY KEY,
    entities INTEGER NOT NULL DEFAULT 0,
    claims INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX tally_by_count ON tally (entities + claims, article_id);

CREATE TABLE tag (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE
) STRICT;

CREATE TABLE article_tag (
    article_id INTEGER NOT NULL REFERENCES article (id),
    tag_id INTEGER NOT NULL REFERENCES tag (id),
    PRIMARY KEY (article_id, tag_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX article_tag_by_tag ON article_tag (tag_id, article_id);

CREATE TABLE saved_search (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE unplaced (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    annotation_id INTEGER NOT NULL REFERENCES annotation (id),
    article_id INTEGER NOT NULL REFERENCES article (id),
    proposal TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX unplaced_by_article ON unplaced (article_id);

CREATE INDEX unplaced_by_annotation ON unplaced (annotation_id);

CREATE TABLE feed (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL DEFAULT '',
    folder TEXT NOT NULL DEFAULT '',
    minutes INTEGER NOT NULL DEFAULT 60 CHECK (minutes >= 0),
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE feed_state (
    feed_id INTEGER PRIMARY KEY,
    etag TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '',
    checked_at TEXT NOT NULL DEFAULT '',
    next_at TEXT NOT NULL DEFAULT '',
    failures INTEGER NOT NULL DEFAULT 0,
    trouble TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE feed_entry (
    feed_id INTEGER NOT NULL,
    entry_id TEXT NOT NULL,
    article_id INTEGER,
    PRIMARY KEY (feed_id, entry_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX feed_entry_by_article ON feed_entry (article_id) WHERE article_id IS NOT NULL;

CREATE TABLE watched_folder (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE watched_file (
    folder_id INTEGER NOT NULL,
    path TEXT NOT NULL,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    PRIMARY KEY (folder_id, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE unindexed_article (
    article_id INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE unindexed_annotation (
    annotation_id INTEGER PRIMARY KEY
) STRICT;

CREATE VIRTUAL TABLE article_search USING fts5 (
    title, body, source, author, notes,
    content='', tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
);

CREATE VIRTUAL TABLE annotation_search USING fts5 (
    quote, note,
    tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
);

CREATE TRIGGER find_article_insert AFTER INSERT ON article BEGIN
    INSERT INTO unindexed_article (article_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER find_article_update AFTER UPDATE OF title, source, author, published ON article
WHEN OLD.title IS NOT NEW.title OR OLD.source IS NOT NEW.source OR OLD.author IS NOT NEW.author
    OR OLD.published IS NOT NEW.published BEGIN
    INSERT INTO unindexed_article (article_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER find_annotation_insert AFTER INSERT ON annotation BEGIN
    INSERT INTO unindexed_annotation (annotation_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER find_annotation_update AFTER UPDATE OF quote, note ON annotation
WHEN OLD.quote IS NOT NEW.quote OR OLD.note IS NOT NEW.note BEGIN
    INSERT INTO unindexed_annotation (annotation_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER find_annotation_delete AFTER DELETE ON annotation BEGIN
    INSERT INTO unindexed_annotation (annotation_id) VALUES (OLD.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER find_note_insert AFTER INSERT ON annotation WHEN NEW.note <> '' BEGIN
    INSERT INTO unindexed_article (article_id) VALUES (NEW.article_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER find_note_update AFTER UPDATE OF note ON annotation WHEN OLD.note IS NOT NEW.note BEGIN
    INSERT INTO unindexed_article (article_id) VALUES (NEW.article_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER find_note_delete AFTER DELETE ON annotation WHEN OLD.note <> '' BEGIN
    INSERT INTO unindexed_article (article_id) VALUES (OLD.article_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER tally_insert AFTER INSERT ON annotation BEGIN
    INSERT INTO tally (article_id, entities, claims)
    SELECT NEW.article_id, kind = 'entity', kind = 'claim' FROM label WHERE id = NEW.label_id
    ON CONFLICT (article_id) DO UPDATE SET entities = entities + excluded.entities, claims = claims + excluded.claims;
END;

CREATE TRIGGER tally_update AFTER UPDATE OF label_id ON annotation
WHEN (SELECT kind FROM label WHERE id = OLD.label_id) IS NOT (SELECT kind FROM label WHERE id = NEW.label_id) BEGIN
    UPDATE tally SET
        entities = entities + iif((SELECT kind FROM label WHERE id = NEW.label_id) = 'entity', 1, -1),
        claims = claims + iif((SELECT kind FROM label WHERE id = NEW.label_id) = 'claim', 1, -1)
    WHERE article_id = NEW.article_id;
END;

CREATE TRIGGER tally_delete AFTER DELETE ON annotation BEGIN
    UPDATE tally SET
        entities = entities - ((SELECT kind FROM label WHERE id = OLD.label_id) = 'entity'),
        claims = claims - ((SELECT kind FROM label WHERE id = OLD.label_id) = 'claim')
    WHERE article_id = OLD.article_id;
END;

INSERT INTO tally (article_id, entities, claims)
SELECT article_id, sum(kind = 'entity'), sum(kind = 'claim') FROM annotation JOIN label ON label.id = label_id
GROUP BY article_id;

INSERT INTO unindexed_article (article_id) SELECT id FROM article;

INSERT INTO unindexed_annotation (annotation_id) SELECT id FROM annotation;

"""

#: Columns of an article that the history keeps.
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
    "newer_id",
)

_WHOLE_ROWS = {
    "tag": ("id",),
    "article_tag": ("article_id", "tag_id"),
    "saved_search": ("id",),
    "unplaced": ("id",),
    "feed": ("id",),
    "watched_folder": ("id",),
}


def grow_library(db: "Database") -> None:
    """Give a library of the first format all that the second has. Foreign keys must be off, for a table is replaced."""
    connection = db.conn
    connection.create_function("sort_key", 1, sort_key, deterministic=True)
    connection.create_function("page_key", 1, page_key, deterministic=True)
    connection.create_function("next_moment", 2, _Moments())
    run_script(connection, _ARTICLE)
    run_script(connection, _INDEXES)
    run_script(connection, _TABLES)
    record_articles(connection, _ARTICLE_COLUMNS)
    for table, key in _WHOLE_ROWS.items():
        record_rows(connection, table, key)


class _Moments:
    """Gives each article its moment, in the order that they are met."""

    def __init__(self) -> None:
        self._next: dict[int, int] = {}

    def __call__(self, published: str, added_at: str) -> int:
        start = start_of(published or added_at) or start_of(added_at) or start_of(utc_now())
        moment = self._next.get(start, start)
        self._next[start] = moment + 1
        return moment
