"""Watching folders: what is new or changed in them since the last look is taken in."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from reader.domain.watching import FileState, WatchedFolder
from reader.errors import FileError
from reader.formats import files
from reader.formats.reasons import shown
from reader.services.import_articles import import_found
from reader.services.outcomes import ImportReport, Outcome, Result
from reader.storage.library import Library
from reader.storage.watched import add_folder, known_files, note_files, remove_folder, watched_folders

#: A file that was written so lately may be written still: it waits for the next look.
SETTLED_NANOSECONDS = 2_000_000_000
#: What is told of a folder that cannot be looked at now: a disk that is not plugged in, a network that is away.
GONE = "the folder is not there now; it is looked at again later"


class WatchFolders:
    """The watched folders of a library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def folders(self) -> list[WatchedFolder]:
        """The watched folders, in the order in which they were added. Raises LibraryError."""
        return watched_folders(self._library)

    def add(self, path: Path) -> WatchedFolder:
        """Watch a folder and those in it, as one action. Raises FileError where it is none, or is watched already."""
        try:
            path = path.expanduser().resolve()
            is_folder = path.is_dir()
        except (OSError, RuntimeError, ValueError):
            is_folder = False
        if not is_folder:
            raise FileError(f"{shown(path)} is not a folder that can be read: nothing is watched there.")
        if shown(path) != str(path):
            raise FileError(f"The name of {shown(path)} is not readable text: rename the folder to have it watched.")
        with self._library.action(f"Watch the folder “{path.name or path}”"):
            for folder in self.folders():
                if path == folder.path:
                    raise FileError(f"{path} is watched already.")
                if path.is_relative_to(folder.path):
                    raise FileError(f"{path} lies in {folder.path}, which is watched already.")
            return add_folder(self._library, path)

    def remove(self, path: Path) -> None:
        """Watch a folder no more, as one action; its articles stay. Raises FileError where it is not watched."""
        wanted = {path, path.expanduser().absolute()}
        for folder in self.folders():
            if folder.path in wanted or folder.path == path.expanduser().resolve():
                with self._library.action(f"Watch the folder “{folder.path.name or folder.path}” no more"):
                    remove_folder(self._library, folder.id)
                return
        raise FileError(f"{shown(path)} is not watched.")

    def look_aside(self, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> ImportReport:
        """Look with a connection of its own, in another thread than the window's. Raises LibraryError."""
        with self._library.aside() as library:
            return look(library, progress, cancelled)


def look(
    library: Library,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ImportReport:
    """Take in the files in watched folders that are new or changed since they were read last; what became of them.

    A file that may be written still waits for the next look; a folder that is not there is told as failed and stays
    watched. What was read before a cancel or a failure is not read again. Raises LibraryError.
    """
    outcomes: list[Outcome] = []
    stopped = False
    for folder in watched_folders(library):
        if cancelled():
            stopped = True
            break
        report = _look_in(library, folder, progress, cancelled)
        outcomes += report.outcomes
        stopped = stopped or report.cancelled
    return ImportReport(tuple(outcomes), cancelled=stopped)


def _look_in(
    library: Library,
    folder: WatchedFolder,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> ImportReport:
    if not _is_there(folder.path):
        return ImportReport((Outcome(shown(folder.path), Result.FAILED, GONE),))
    known = known_files(library, folder.id)
    changed: list[tuple[Path, FileState]] = []
    for path in _files_in(folder.path):
        if cancelled():
            return ImportReport((), cancelled=True)
        state = _state(path)
        if state is not None and known.get(state.path) != state:
            changed.append((path, state))
    if not changed:
        return ImportReport(())
    noted = 0

    def note(done: int, total: int) -> None:
        nonlocal noted
        if done > noted:
            with library.transaction():
                note_files(library, folder.id, [state for _, state in changed[noted:done]])
            noted = done
        progress(done, total)

    return import_found(library, [path for path, _ in changed], progress=note, cancelled=cancelled)


def _files_in(folder: Path) -> Iterator[Path]:
    """The files of known formats; what else lies there is nobody's concern."""
    return (item for item in files.find([folder]) if isinstance(item, Path))


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False


def _state(path: Path) -> FileState | None:
    """How the file is now; None where it is gone, or may be written still."""
    try:
        status = path.stat()
    except OSError:
        return None
    # A clock that goes wrong elsewhere must not keep a file waiting for ever.
    if abs(time.time_ns() - status.st_mtime_ns) < SETTLED_NANOSECONDS:
        return None
    return FileState(shown(path), status.st_size, status.st_mtime_ns)
