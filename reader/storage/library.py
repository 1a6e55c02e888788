"""A library: one SQLite file, its connection, its transactions and the actions recorded in them."""

import os
import sqlite3
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import Any, Self

from reader.domain.uid import new_uid
from reader.errors import DamagedLibraryError, LibraryError
from reader.storage import schema
from reader.storage.annotations import Annotations
from reader.storage.articles import Articles
from reader.storage.feeds import Feeds
from reader.storage.header import check_file, check_version
from reader.storage.history import History
from reader.storage.labels import Labels
from reader.storage.versions import Versions

_BUSY_SECONDS = 4.0
_LOOK_AGAIN_MILLISECONDS = 8

Values = Sequence[object]


class Library:
    """One connection to a library file, for the thread that opened it."""

    def __init__(self, connection: sqlite3.Connection, path: Path, annotator: str) -> None:
        self._connection = connection
        self.path = path
        self.annotator = annotator
        self.annotator_id = 0
        #: How many transactions this connection has begun.
        self.transactions = 0
        self._file: tuple[int, int] | None = None
        with suppress(OSError):
            self._file = _file_at(path)
        self.articles = Articles(self)
        self.annotations = Annotations(self)
        self.labels = Labels(self)
        self.feeds = Feeds(self)
        self.history = History(self)
        self.versions = Versions(self)

    @classmethod
    def create(cls, path: Path, annotator: str, fill: Callable[[Self], None]) -> None:
        """Make a library at the path, filled, whole or not at all. Raises LibraryError."""
        draft = path.with_name(f".{path.name}.{os.urandom(4).hex()}.new")
        try:
            with _sentences(path):
                library = cls(_connect(draft, "rwc"), path, annotator)
                try:
                    library._connection.execute("PRAGMA journal_mode = WAL")
                    schema.migrate(library._connection)
                    library._sign_in()
                    fill(library)
                finally:
                    library.close()
            _link(draft, path)
        finally:
            for left in (draft, draft.with_name(draft.name + "-wal"), draft.with_name(draft.name + "-shm")):
                with suppress(OSError):
                    left.unlink()

    @classmethod
    def open(cls, path: Path, annotator: str) -> Self:
        """Open the library at the path: once in a process, `another` gives more. Raises LibraryError."""
        check_file(path)
        with _sentences(path):
            library = cls(_connect(path), path, annotator)
            try:
                library._migrate()
                library._sign_in()
            except BaseException:
                library.close()
                raise
        return library

    def another(self) -> Self:
        """A second connection to the same library, for another thread. Raises LibraryError."""
        with _sentences(self.path):
            library = type(self)(_connect(self.path), self.path, self.annotator)
            library.annotator_id = self.annotator_id
        return library

    def close(self) -> None:
        """Close the connection; nothing waits to be saved."""
        self._connection.close()

    def interrupt(self) -> None:
        """Stop the query that runs on this connection, from any thread."""
        self._connection.interrupt()

    def version(self) -> int:
        """A number that is another one once some other connection has written. Raises LibraryError."""
        return int(self.row("PRAGMA data_version")[0])

    def rows(self, sql: str, values: Values = ()) -> list[Any]:
        """All rows of a query, as tuples. Raises LibraryError."""
        with _sentences(self.path):
            return self._connection.execute(sql, values).fetchall()

    def stream(self, sql: str, values: Values = ()) -> Generator[Any, None, None]:
        """The rows of a query, one after the other. Raises LibraryError."""
        with _sentences(self.path):
            # Through chain, for a cursor itself would be closed with this, perhaps after its connection: an error.
            yield from chain(self._connection.execute(sql, values))

    def row(self, sql: str, values: Values = ()) -> Any:
        """The first row of a query, or None. Raises LibraryError."""
        with _sentences(self.path):
            return self._connection.execute(sql, values).fetchone()

    def write(self, sql: str, values: Values = ()) -> int:
        """Run one statement; the number of rows it touched. Raises LibraryError."""
        with _sentences(self.path):
            return self._connection.execute(sql, values).rowcount

    def insert(self, sql: str, values: Values) -> int:
        """Insert one row; its id. Raises LibraryError."""
        with _sentences(self.path):
            row_id = self._connection.execute(sql, values).lastrowid
        assert row_id is not None
        return row_id

    def write_many(self, sql: str, rows: Sequence[Values]) -> None:
        """Run one statement for each row of values. Raises LibraryError."""
        with _sentences(self.path):
            self._connection.executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it or nothing. It takes the write lock at once, so that no read in it can grow stale."""
        if self._connection.in_transaction:
            yield
            return
        if self._was_moved():
            raise LibraryError(
                f"{self.path} is not the file any more that was opened: it was moved, removed or replaced. "
                "Nothing was changed; put it back, or start Gloss again."
            )
        with _sentences(self.path):
            self._take_lock()
            self.transactions += 1
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _take_lock(self) -> None:
        """Begin a transaction that may write, as soon as nobody else does.

        SQLite looks ever less often while it waits, at last ten times a second: it would miss the moments between two
        batches of an import. So it is asked anew, again and again.
        """
        until = time.monotonic() + _BUSY_SECONDS
        self._connection.execute(f"PRAGMA busy_timeout = {_LOOK_AGAIN_MILLISECONDS}")
        try:
            while True:
                try:
                    self._connection.execute("BEGIN IMMEDIATE")
                except sqlite3.OperationalError as error:
                    if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() >= until:
                        raise
                else:
                    return
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {round(_BUSY_SECONDS * 1000)}")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let several queries see the library as it was at the first of them."""
        with _sentences(self.path):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    @contextmanager
    def action(self, title: str, continues: int | None = None) -> Iterator[int]:
        """One action of a person: one transaction, recorded in the history, its id given.

        `continues` names an action of which this is a further batch; where it was undone meanwhile, a new
        one begins. An action that changed nothing leaves no trace, and one that failed neither.
        """
        if self._connection.in_transaction:
            raise RuntimeError("an action is a transaction of its own")
        with self.transaction():
            action_id = self.history.begin(title, self.annotator_id, continues)
            yield action_id
            self.history.end(action_id)

    def annotators(self) -> list[str]:
        """The names of all who have annotated here, in order."""
        return [row[0] for row in self.rows("SELECT name FROM annotator ORDER BY name")]

    def _was_moved(self) -> bool:
        try:
            # While a library is being made, its file has another name.
            return self._file is not None and _file_at(self.path) != self._file
        except (FileNotFoundError, NotADirectoryError):
            return True
        except OSError:  # what cannot be told keeps nobody from writing
            return False

    def _migrate(self) -> None:
        (version,) = self.row("PRAGMA user_version")
        check_version(self.path, version)
        if version < schema.VERSION:
            schema.migrate(self._connection)

    def _sign_in(self) -> None:
        # Also where there is nothing to write: who cannot save should hear of it at the start.
        with self.transaction():
            found = self.row("SELECT id FROM annotator WHERE name = ?", (self.annotator,))
            self.annotator_id = (
                found[0]
                if found
                else self.insert("INSERT INTO annotator (uid, name) VALUES (?, ?)", (new_uid(), self.annotator))
            )


def _connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """Connect to a file; only with mode `rwc` is one made where there is none."""
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, timeout=_BUSY_SECONDS, isolation_level=None, uri=True)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def _file_at(path: Path) -> tuple[int, int]:
    """Which file the path names now. Raises OSError."""
    status = path.stat()
    return status.st_dev, status.st_ino


def _link(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        raise LibraryError(f"{path} appeared while a library was being made there. It was left untouched.") from None
    except OSError:  # a file system without hard links
        draft.rename(path)


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the world outside into a LibraryError; what is our fault stays as it is."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if str(error).startswith("Could not decode to UTF-8"):  # said by Python, without a code
            code = sqlite3.SQLITE_CORRUPT
        sentence = _SENTENCES.get(code)
        if sentence is None:
            raise
        kind = DamagedLibraryError if code == sqlite3.SQLITE_CORRUPT else LibraryError
        raise kind(sentence.format(path=path)) from error


_SENTENCES = {
    sqlite3.SQLITE_BUSY: "Another program keeps {path} locked. Nothing was changed; try again when it is done.",
    sqlite3.SQLITE_LOCKED: "Another program keeps {path} locked. Nothing was changed; try again when it is done.",
    sqlite3.SQLITE_READONLY: "{path} cannot be written: the file or its folder is read-only. Nothing was changed.",
    sqlite3.SQLITE_CANTOPEN: "{path} cannot be opened: its folder is missing, or you have no right to write "
    "there. Nothing was changed.",
    sqlite3.SQLITE_FULL: "The disk that holds {path} is full. The last change was not saved; all before it was. "
    "Make room and try again.",
    sqlite3.SQLITE_IOERR: "The disk that holds {path} failed. The last change was not saved; all before it was.",
    sqlite3.SQLITE_CORRUPT: "{path} is damaged. Nothing was changed; restore it from a backup.",
    sqlite3.SQLITE_NOTADB: "{path} is not a Gloss library. It was left untouched.",
    sqlite3.SQLITE_INTERRUPT: "The search in {path} was stopped.",
}
