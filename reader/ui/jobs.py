"""Long work off the window's thread: a service function, its progress, and its result brought home by a signal."""

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from reader.errors import ReaderError

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


class Job(QObject):
    """One piece of long work. Its signals arrive in the thread that made it."""

    progressed = Signal(int, int)
    succeeded = Signal(object)
    failed = Signal(ReaderError)
    ended = Signal()
    _stepped = Signal(int, int)
    _returned = Signal(object)

    def __init__(self, title: str, work: Callable[[Progress, Cancelled], object], parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self._work = work
        self._cancelled = Event()
        self._told = True
        # What the pool's thread says goes through the event loop of this one, and only then to others.
        self._stepped.connect(self.progressed, Qt.ConnectionType.QueuedConnection)
        self._returned.connect(self._bring_home, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop at its next step; what it has saved stays."""
        self._cancelled.set()

    def give_up(self) -> None:
        """Cancel it, and tell nobody any more how it went, but that it has ended; what nobody expected stays loud."""
        self._told = False
        self.cancel()

    def run(self) -> None:
        """Do the work; called in the thread of a pool."""
        try:
            result: object = self._work(self._stepped.emit, self._cancelled.is_set)
        except BaseException as error:
            result = _Raised(error)
        self._returned.emit(result)

    def _bring_home(self, result: object) -> None:
        if self._told and not isinstance(result, _Raised):
            self.succeeded.emit(result)
        elif self._told and isinstance(result, _Raised) and isinstance(result.error, ReaderError):
            self.failed.emit(result.error)
        self.ended.emit()
        if isinstance(result, _Raised) and not isinstance(result.error, ReaderError):
            raise result.error


class _Raised:
    def __init__(self, error: BaseException) -> None:
        self.error = error


class Jobs(QObject):
    """Runs jobs, two at a time, and knows those that run."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._running: dict[Job, Future[None]] = {}
        self._over: list[Job] = []

    def start(self, title: str, work: Callable[[Progress, Cancelled], object]) -> Job:
        """Begin a job. Connect to its signals before control goes back to the event loop."""
        while self._over:  # not while they still tell how they ended
            self._over.pop().deleteLater()
        job = Job(title, work, self)
        job.ended.connect(lambda: self._end(job))
        self._running[job] = self._threads().submit(job.run)
        return job

    def _end(self, job: Job) -> None:
        if self._running.pop(job, None) is not None:
            self._over.append(job)

    def running(self) -> tuple[Job, ...]:
        """The jobs that have not ended."""
        return tuple(self._running)

    def stop(self) -> None:
        """Cancel all jobs and wait for them; what they have saved stays, and nobody hears of it."""
        for job in self._running:
            job.give_up()
        if self._pool is not None:
            self._pool.shutdown(wait=True)

    def _threads(self) -> "ThreadPoolExecutor":
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - most starts have no job

            self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="gloss-job")
        return self._pool
