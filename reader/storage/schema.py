"""The formats of a library, as append-only migrations; a step that has shipped is never changed."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

#: Marks a SQLite file as a Gloss library ("Glos" in ASCII), in `PRAGMA application_id`.
APPLICATION_ID = 0x476C6F73

#: The number of migrations that this program knows; a library keeps its own in `PRAGMA user_version`.
VERSION = 3


def migrate(connection: "sqlite3.Connection") -> None:
    """Bring a library up to VERSION. sqlite-utils is loaded only here: most starts have nothing to migrate."""
    from sqlite_utils import Database, Migrations  # noqa: PLC0415

    from reader.storage import schema_1, schema_2, schema_3  # noqa: PLC0415

    migrations = Migrations("gloss")
    migrations(name="create_library")(schema_1.create_library)
    migrations(name="grow_library")(schema_2.grow_library)
    migrations(name="keep_records")(schema_3.keep_records)

    db = Database(connection, recursive_triggers=False, execute_plugins=False)
    # A table can only be replaced while no other refers to it; `PRAGMA foreign_keys` does nothing in a transaction.
    connection.execute("PRAGMA foreign_keys = OFF")
    migrations.apply(db)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
