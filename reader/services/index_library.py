"""What is to be found in a library, brought into its indexes: a little before each search, all of it as a job."""

from collections.abc import Callable

from reader.storage.indexing import (
    forget_articles,
    index_annotations,
    index_articles,
    is_anything_waiting,
    orphans,
    waiting,
)
from reader.storage.library import Library

#: So many at once: others can write between two transactions.
_ARTICLES, _ANNOTATIONS = 50, 1_000
#: No search waits for more than these; what is left is for a job.
_BEFORE_A_SEARCH = 1_000
#: Entries of the index that nothing is found by are left there until they are so many, and so large a part of it.
_MOST_ORPHANS, _PART = 20_000, 5


def catch_up(library: Library) -> None:
    """Index what has changed lately, so that a search finds it. Raises LibraryError."""
    if not is_anything_waiting(library):
        return
    done = 0
    while done < _BEFORE_A_SEARCH and (more := _index_some(library)):
        done += more


def needs_indexing(library: Library) -> bool:
    """Whether so much waits that a job should index it, as after an older library was opened. Raises LibraryError."""
    return is_anything_waiting(library) and waiting(library) > _BEFORE_A_SEARCH


def index_library(
    library: Library,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Index all that waits, in short transactions; how many articles and annotations it were.

    An index of which too much is out of date is made anew. It can be cancelled at any moment: what is indexed then is
    found, and the rest waits. Raises LibraryError.
    """
    old = orphans(library)
    if old > _MOST_ORPHANS and old * _PART > library.articles.counts().all:
        forget_articles(library)
    total, done = waiting(library), 0
    progress(0, total)
    while not cancelled() and (more := _index_some(library)):
        done += more
        progress(done, max(done, total))
    return done


def _index_some(library: Library) -> int:
    return index_articles(library, _ARTICLES) or index_annotations(library, _ANNOTATIONS)
