"""Questions to the library that may take long, asked beside the window: one thread, the newest of a kind wins."""

from collections.abc import Callable
from contextlib import closing
from enum import IntEnum
from threading import Condition, Thread
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Generator


class Answerer(Protocol):
    """What is asked: made, used and closed in one thread, and interrupted by any other."""

    def interrupt(self) -> None: ...
    def close(self) -> None: ...


_Asked = TypeVar("_Asked", bound=Answerer)
#: Gives its answers one after the other; None is no answer, but a moment at which it may be stopped.
Work = Callable[[_Asked], "Generator[object, None, None]"]


class Kind(IntEnum):
    """What is asked for, the most urgent first: a more urgent question interrupts the others."""

    LIST = 0
    UNREAD = 1
    EXCERPTS = 2
    COUNTS = 3
    FOUND = 4


class _Question(Generic[_Asked]):
    """What was asked, and who hears the answers."""

    def __init__(
        self, kind: Kind, work: Work[_Asked], told: Callable[[object], None], failed: Callable[[ReaderError], None]
    ) -> None:
        self.kind = kind
        self.work = work
        self.told = told
        self.failed = failed


class Asking(QObject, Generic[_Asked]):
    """Asks by a connection of its own. Answers come home through the event loop of the thread that made this.

    Whoever asks for the same kind again hears no answer to the older question any more: its query is interrupted.
    """

    _came = Signal(object, object)

    def __init__(self, open_listing: Callable[[], _Asked], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_listing = open_listing
        self._listing: _Asked | None = None
        self._thread: Thread | None = None
        self._bell = Condition()
        self._newest: dict[Kind, _Question[_Asked]] = {}
        self._waiting: dict[Kind, _Question[_Asked]] = {}
        self._running: _Question[_Asked] | None = None
        self._stopped = False
        self._came.connect(self._bring_home, Qt.ConnectionType.QueuedConnection)

    def ask(
        self, kind: Kind, work: Work[_Asked], told: Callable[[object], None], failed: Callable[[ReaderError], None]
    ) -> None:
        """Ask for this instead of what was asked of this kind before; errors that the user should read come too."""
        question = _Question(kind, work, told, failed)
        with self._bell:
            if self._stopped:
                return
            self._newest[kind] = self._waiting[kind] = question
            if self._running is not None and self._running.kind >= kind:
                self._interrupt()
            if self._thread is None:
                self._thread = Thread(target=self._serve, name="gloss-asking", daemon=True)
                self._thread.start()
            self._bell.notify()

    def forget(self, kind: Kind) -> None:
        """Let what was asked of this kind go unanswered."""
        with self._bell:
            self._newest.pop(kind, None)
            self._waiting.pop(kind, None)
            if self._running is not None and self._running.kind is kind:
                self._interrupt()

    def awaits(self, kind: Kind) -> bool:
        """Whether a question of this kind has not been answered to its end."""
        return kind in self._newest

    def stop(self) -> None:
        """Stop what runs and wait for it; nothing is answered any more."""
        with self._bell:
            self._stopped = True
            self._newest.clear()
            self._waiting.clear()
            self._interrupt()
            self._bell.notify()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _interrupt(self) -> None:
        if self._listing is not None:
            self._listing.interrupt()

    def _serve(self) -> None:
        """Answer until it is stopped; in the thread."""
        while (question := self._next()) is not None:
            try:
                self._answer(question)
            except BaseException as error:
                if self._is_newest(question) and not self._go_on_later(question):
                    self._came.emit(question, _Raised(error))
        with self._bell:
            listing, self._listing = self._listing, None
        if listing is not None:
            listing.close()

    def _next(self) -> _Question[_Asked] | None:
        with self._bell:
            self._running = None
            self._bell.wait_for(lambda: self._waiting or self._stopped)
            if self._stopped:
                return None
            self._running = self._waiting.pop(min(self._waiting))
            return self._running

    def _answer(self, question: _Question[_Asked]) -> None:
        if self._listing is None:
            listing = self._open_listing()
            with self._bell:
                self._listing = listing
        with closing(question.work(self._listing)) as answers:
            for answer in answers:
                if not self._is_newest(question) or self._go_on_later(question):
                    return
                if answer is not None:
                    self._came.emit(question, answer)
        self._came.emit(question, _OVER)

    def _is_newest(self, question: _Question[_Asked]) -> bool:
        return self._newest.get(question.kind) is question

    def _go_on_later(self, question: _Question[_Asked]) -> bool:
        """Put it back where something more urgent waits; it begins anew then."""
        with self._bell:
            if all(kind >= question.kind for kind in self._waiting):
                return False
            self._waiting.setdefault(question.kind, question)
            return True

    def _bring_home(self, question: _Question[_Asked], answer: object) -> None:
        if not self._is_newest(question):
            return
        if answer is _OVER or isinstance(answer, _Raised):
            del self._newest[question.kind]
        if isinstance(answer, _Raised):
            if not isinstance(answer.error, ReaderError):
                raise answer.error
            question.failed(answer.error)
        elif answer is not _OVER:
            question.told(answer)


class _Raised:
    def __init__(self, error: BaseException) -> None:
        self.error = error


_OVER = object()
