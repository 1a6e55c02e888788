"""Checking that a library is whole."""

from collections.abc import Iterator

from reader.storage import check
from reader.storage.library import Library


def troubles(library: Library) -> Iterator[str]:
    """What is wrong with the library, a sentence each. Raises LibraryError where it cannot be read."""
    return check.troubles(library)
