"""Many ids as one value: SQLite limits the number of marks in a statement."""

from collections.abc import Iterable

#: What stands after `IN`, for the value that `listed` gives.
LISTED = "(SELECT value FROM json_each(?))"


def listed(ids: Iterable[int]) -> str:
    """The ids as JSON."""
    return f"[{','.join(map(str, ids))}]"
