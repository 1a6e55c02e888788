"""The annotations of a whole library as a list: asked for beside the window, its rows for the window's thread."""

from array import array
from collections.abc import Iterator, Sequence

from reader.domain.annotation_listing import AnnotationCounts, AnnotationQuery, AnnotationRow
from reader.services.index_library import catch_up
from reader.storage.annotation_listing import annotation_ids, annotation_rows, count_annotations
from reader.storage.library import Library


class AnnotationListing:
    """Which annotations a list shows. It is made, used and closed in one thread; any other may interrupt it."""

    def __init__(self, library: Library) -> None:
        self._library = library.another()

    def ids(self, query: AnnotationQuery, most: int = -1) -> "Iterator[array[int]]":
        """The ids in the order of the list, in pieces, the first of them short; `most` of them, or all.

        Raises QueryError, LibraryError.
        """
        catch_up(self._library)
        return annotation_ids(self._library, query, most)

    def counts(self) -> AnnotationCounts:
        """How many annotations there are with each label. Raises LibraryError."""
        return count_annotations(self._library)

    def interrupt(self) -> None:
        """Stop the query that runs: it raises LibraryError."""
        self._library.interrupt()

    def close(self) -> None:
        """Close the connection."""
        self._library.close()


class ListAnnotations:
    """What the window's own thread asks of the list of annotations: small things, by the window's connection."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def listing(self) -> AnnotationListing:
        """What tells the ids, with a connection of its own: to be called in the thread that uses it."""
        return AnnotationListing(self._library)

    def rows(self, ids: Sequence[int]) -> dict[int, AnnotationRow]:
        """What is shown of these annotations, by id. Raises LibraryError."""
        return annotation_rows(self._library, ids)

    def annotators(self) -> list[str]:
        """The names of all who have annotated in the library. Raises LibraryError."""
        return self._library.annotators()
