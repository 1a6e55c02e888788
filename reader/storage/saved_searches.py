"""Saved searches in a library."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.domain.saved_search import SavedSearch
from reader.domain.uid import new_uid

if TYPE_CHECKING:
    from reader.storage.library import Library

_COLUMNS = "id, uid, name, query, position"


def saved_searches(library: "Library") -> tuple[SavedSearch, ...]:
    """All of them, in their order. Raises LibraryError."""
    rows = library.rows(f"SELECT {_COLUMNS} FROM saved_search ORDER BY position, id")
    return tuple(SavedSearch(*row) for row in rows)


def add(library: "Library", name: str, query: str) -> int:
    """Add one at the end; its id. Raises LibraryError."""
    (position,) = library.row("SELECT coalesce(max(position) + 1, 0) FROM saved_search")
    return library.insert(
        "INSERT INTO saved_search (uid, name, query, position) VALUES (?, ?, ?, ?)", (new_uid(), name, query, position)
    )


def change(library: "Library", search_id: int, name: str, query: str) -> None:
    """Give one another name or query. Raises LibraryError."""
    library.write("UPDATE saved_search SET name = ?, query = ? WHERE id = ?", (name, query, search_id))


def remove(library: "Library", search_id: int) -> None:
    """Remove one. Raises LibraryError."""
    library.write("DELETE FROM saved_search WHERE id = ?", (search_id,))


def arrange(library: "Library", ids: Sequence[int]) -> None:
    """Put them in this order. Raises LibraryError."""
    library.write_many(
        "UPDATE saved_search SET position = ? WHERE id = ? AND position <> ?",
        [(position, search_id, position) for position, search_id in enumerate(ids)],
    )
