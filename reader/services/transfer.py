"""Long work on a library from another thread: each call opens a connection of its own."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.domain.annotation import AnnotationFilter
from reader.storage.library import Library

if TYPE_CHECKING:
    from reader.domain.changes import ArticlesChanged, ArticlesMoved
    from reader.domain.intake import Rules
    from reader.domain.tables import Table
    from reader.services.mark import Deed
    from reader.services.outcomes import ImportReport


class Transfer:
    """Imports and exports beside the window, which goes on working with its own connection."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def library_path(self) -> Path:
        """Where the library lies."""
        return self._library.path

    def annotators(self) -> list[str]:
        """The names of all who have annotated in the library."""
        return self._library.annotators()

    def import_paths(
        self,
        paths: Iterable[Path],
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
        rules: "Rules | None" = None,
    ) -> "ImportReport":
        """Take in files and folders, by these rules or, without, as each file tells. Raises LibraryError."""
        from reader.domain.intake import GUESSED  # noqa: PLC0415
        from reader.services.import_articles import import_paths  # noqa: PLC0415 - formats load when they are used

        with self._library.aside() as library:
            return import_paths(library, paths, rules or GUESSED, progress=progress, cancelled=cancelled)

    def needs_indexing(self) -> bool:
        """Whether much waits to be indexed, as after a library of an older format was opened. Raises LibraryError."""
        from reader.services.index_library import needs_indexing  # noqa: PLC0415

        return needs_indexing(self._library)

    def index(self, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> int:
        """Index all that waits; how many articles and annotations it were. Raises LibraryError."""
        from reader.services.index_library import index_library  # noqa: PLC0415

        with self._library.aside() as library:
            return index_library(library, progress, cancelled)

    def mark(
        self,
        deed: "Deed",
        article_ids: Sequence[int],
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> "ArticlesChanged | ArticlesMoved":
        """Do something with many articles, as one action. Raises LibraryError."""
        from reader.services.mark import mark_many  # noqa: PLC0415

        with self._library.aside() as library:
            return mark_many(library, deed, article_ids, progress, cancelled)

    def left_waiting(self, which: AnnotationFilter) -> str:
        """A sentence on annotations that an export leaves out, since they wait for a place; empty where none is."""
        from reader.services.export_annotations import left_waiting  # noqa: PLC0415

        return left_waiting(self._library, which)

    def export_table(
        self,
        path: Path,
        table: "Table",
        which: AnnotationFilter,
        *,
        excel: bool,
        replace: bool,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> int:
        """Write a table to a CSV file; the number of its rows. Raises FileError, LibraryError, CancelledError."""
        from reader.services.export_tables import export_table  # noqa: PLC0415

        with self._library.aside() as library:
            return export_table(
                library, path, table, which, excel=excel, replace=replace, progress=progress, cancelled=cancelled
            )
