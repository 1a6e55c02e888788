"""Asks for lists of annotations beside the window: one thread, the newest wish wins."""

from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from reader.domain.annotation_listing import AnnotationCounts, AnnotationQuery
from reader.errors import ReaderError
from reader.services.annotation_listing import AnnotationListing

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor


class Asking(QObject):
    """Its signals arrive in the window's thread; what was asked before the newest wish is not told any more."""

    begun = Signal(object)
    completed = Signal(object)
    counted = Signal(object)
    failed = Signal(ReaderError)
    _said = Signal(int, object)

    def __init__(self, listing: Callable[[], AnnotationListing], parent: QObject) -> None:
        super().__init__(parent)
        self._make_listing = listing
        self._listing: AnnotationListing | None = None
        self._pool: ThreadPoolExecutor | None = None
        self._newest = 0
        self._said.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def ask(self, query: AnnotationQuery, *, first: bool) -> None:
        """Ask for the ids of these annotations: `begun` brings the first of them, if wished, `completed` all."""
        self._newest += 1
        number = self._newest
        if self._listing is not None:
            self._listing.interrupt()
        self._threads().submit(self._work, number, lambda listing: self._list(listing, query, number, first=first))

    def count(self) -> None:
        """Ask how many annotations there are with each label; `counted` brings it."""
        number = self._newest
        self._threads().submit(self._work, number, lambda listing: self._said.emit(number, listing.counts()))

    def stop(self) -> None:
        """Stop what runs, and wait for it."""
        self._newest += 1
        if self._pool is not None:
            if self._listing is not None:
                self._listing.interrupt()
                self._pool.submit(self._listing.close)
            self._pool.shutdown(wait=True)
            self._pool = self._listing = None

    def _work(self, number: int, work: Callable[[AnnotationListing], None]) -> None:
        if number != self._newest:
            return
        try:
            if self._listing is None:
                self._listing = self._make_listing()
            work(self._listing)
        except BaseException as error:  # brought home, and raised there if nobody expected it
            self._said.emit(number, error)

    def _list(self, listing: AnnotationListing, query: AnnotationQuery, number: int, *, first: bool) -> None:
        ids: array[int] = array("q")
        for piece in listing.ids(query):
            if number != self._newest:
                return
            if first and not ids:
                self._said.emit(number, _First(piece))
            ids += piece
        self._said.emit(number, ids)

    def _tell(self, number: int, said: object) -> None:
        if number != self._newest:
            return
        match said:
            case _First():
                self.begun.emit(said.ids)
            case array():
                self.completed.emit(said)
            case AnnotationCounts():
                self.counted.emit(said)
            case ReaderError():
                self.failed.emit(said)
            case BaseException():
                raise said

    def _threads(self) -> "ThreadPoolExecutor":
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - most sittings do without

            self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="gloss-annotations")
        return self._pool


class _First:
    """The first ids of a list, as long as the others are on their way."""

    def __init__(self, ids: "array[int]") -> None:
        self.ids = ids
