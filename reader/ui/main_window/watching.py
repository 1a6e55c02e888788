"""Watched folders while the window is open: looked at after the start, every minute, and when something comes there."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from reader.errors import ReaderError
from reader.ui.jobs import Job, Jobs

if TYPE_CHECKING:
    from reader.domain.watching import WatchedFolder
    from reader.services.outcomes import ImportReport
    from reader.services.watch_folders import WatchFolders

_FIRST_DELAY = 2_000
_EVERY = 60_000
#: Longer than a file must have been left alone before it is read.
_SETTLING = 2_500


class Watching(QObject):
    """Takes in what comes, beside the window and quietly: it tells only of what came or cannot be reached."""

    #: A job that takes something in.
    begun = Signal(Job)
    came = Signal(object)
    told = Signal(str)

    def __init__(self, service: "Callable[[], WatchFolders]", parent: QObject) -> None:
        super().__init__(parent)
        self._make_service = service
        self._service: WatchFolders | None = None
        self._jobs = Jobs(self)
        self._watcher: QFileSystemWatcher | None = None
        self._folders: list[WatchedFolder] = []
        self._gone: set[str] = set()
        self._again = False
        self._soon = QTimer(self, singleShot=True, interval=_SETTLING)
        self._soon.timeout.connect(self.look)
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Watch from now on."""
        self._timer.start()
        QTimer.singleShot(_FIRST_DELAY, self, self.look)

    def service(self) -> "WatchFolders":
        """The service, made when it is first asked for."""
        if self._service is None:
            self._service = self._make_service()
        return self._service

    def is_busy(self) -> bool:
        """Whether folders are looked at."""
        return bool(self._jobs.running())

    def stop(self) -> None:
        """Look no more, and wait for what runs; what came in stays."""
        self._timer.stop()
        self._soon.stop()
        self._jobs.stop()

    def look(self) -> None:
        """Look at the folders now; where that goes on already, once more after it."""
        if self._jobs.running():
            self._again = True
            return
        try:
            self._folders = self.service().folders()
        except ReaderError as error:
            self.told.emit(str(error))
            return
        self._watch()
        if not self._folders:
            return
        self._again = False
        job = self._jobs.start(self.tr("Watched folders: importing"), self.service().look_aside)
        job.progressed.connect(lambda done, _total: self.begun.emit(job) if done == 0 else None)
        job.succeeded.connect(self._tell)
        job.failed.connect(lambda error: self.told.emit(str(error)))
        job.ended.connect(self._look_again)

    def _look_again(self) -> None:
        if self._again:
            self._soon.start()

    def _watch(self) -> None:
        """Let the system tell when something comes to lie in the folders themselves; those in them wait a minute."""
        wanted = {str(folder.path) for folder in self._folders}
        if self._watcher is None:
            if not wanted:
                return
            self._watcher = QFileSystemWatcher(self)
            self._watcher.directoryChanged.connect(self._soon.start)
        watched = set(self._watcher.directories())
        if watched - wanted:
            self._watcher.removePaths(list(watched - wanted))
        there = [path for path in wanted - watched if Path(path).is_dir()]
        if there:
            self._watcher.addPaths(there)

    def _tell(self, report: "ImportReport") -> None:
        from reader.services.watch_folders import GONE  # noqa: PLC0415 - loaded by the job

        gone = {outcome.origin for outcome in report.outcomes if outcome.reason == GONE}
        new, self._gone = gone - self._gone, gone
        failed = [outcome for outcome in report.outcomes if outcome.origin not in gone and outcome.result == "failed"]
        ids = report.imported_ids()
        if ids:
            self.came.emit(report)
            come = self.tr("1 article") if len(ids) == 1 else self.tr("{0} articles").format(f"{len(ids):,}")
            self.told.emit(self.tr("{0} came in from {1}.").format(come, self._places(report)))
        elif failed:
            words = self.tr("{0} gave no article: {1}.")
            self.told.emit(words.format(shortened(failed[0].origin), failed[0].reason))
        elif new:
            words = self.tr("The watched folder {0} is not there now. It is looked at again later.")
            self.told.emit(words.format(shortened(min(new))))

    def _places(self, report: "ImportReport") -> str:
        """The folders that something came from, in words."""
        come = set(report.imported_ids())
        paths = [Path(outcome.origin) for outcome in report.outcomes if outcome.article_id in come]
        found = [folder.path for folder in self._folders if any(path.is_relative_to(folder.path) for path in paths)]
        if len(found) == 1:
            return shortened(str(found[0]))
        return self.tr("{0} watched folders").format(len(found))


def shortened(path: str) -> str:
    """The path as people write it, with ~ for their own folder."""
    home = str(Path.home())
    return f"~{path.removeprefix(home)}" if path == home or path.startswith(f"{home}/") else path
