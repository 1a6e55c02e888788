"""The triggers by which the history hears of every change, whoever makes it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

_RECORD = "INSERT INTO change (action_id, table_name, row_key, before, after) SELECT action_id"
_RECORDING = "FROM recording WHERE action_id IS NOT NULL"


def record_rows(connection: "sqlite3.Connection", table: str, key: "Sequence[str]") -> None:
    """Let the history keep the rows of a table whole; `key` are the columns that name a row."""
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    for event, before, after in (
        ("insert", None, "NEW"),
        ("update", "OLD", "NEW"),
        ("delete", "OLD", None),
    ):
        connection.execute(
            f"CREATE TRIGGER record_{table}_{event} AFTER {event.upper()} ON {table} BEGIN {_RECORD}, "
            f"'{table}', {_json(after or before, key)}, {_json(before, columns)}, {_json(after, columns)} "
            f"{_RECORDING}; END"
        )


def record_articles(connection: "sqlite3.Connection", columns: "Iterable[str]") -> None:
    """Let the history keep these columns of an article one by one: a text is never copied into it."""
    for column in columns:
        connection.execute(
            f"CREATE TRIGGER record_article_{column} AFTER UPDATE OF {column} ON article "
            f"WHEN OLD.{column} IS NOT NEW.{column} BEGIN {_RECORD}, 'article', {_json('NEW', ['id'])}, "
            f"{_json('OLD', [column])}, {_json('NEW', [column])} {_RECORDING}; END"
        )
    # An article that came in is kept as one that left the bin: to undo that puts it there.
    connection.execute(
        f"CREATE TRIGGER record_article_insert AFTER INSERT ON article BEGIN {_RECORD}, 'article', "
        f"{_json('NEW', ['id'])}, json_object('binned_at', NEW.added_at), json_object('binned_at', NULL) "
        f"{_RECORDING}; END"
    )


def run_script(connection: "sqlite3.Connection", script: str) -> None:
    """Run statements, each ended by a semicolon at the end of its line: executescript would commit the migration."""
    for statement in script.split(";\n\n"):
        if statement.strip():
            connection.execute(statement)


def _json(row: str | None, columns: "Sequence[str]") -> str:
    if row is None:
        return "NULL"
    pairs = ", ".join(f"'{column}', {row}.{column}" for column in columns)
    return f"json_object({pairs})"
