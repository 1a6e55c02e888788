"""Watched folders, which the history keeps, and the files that were met in them, which it does not."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from reader.domain.uid import new_uid
from reader.domain.watching import FileState, WatchedFolder

if TYPE_CHECKING:
    from reader.storage.library import Library


def watched_folders(library: "Library") -> list[WatchedFolder]:
    """The watched folders, in the order in which they were added."""
    return [
        WatchedFolder(folder_id, uid, Path(path))
        for folder_id, uid, path in library.rows("SELECT id, uid, path FROM watched_folder ORDER BY id")
    ]


def add_folder(library: "Library", path: Path) -> WatchedFolder:
    """Watch a folder; to be called within an action."""
    uid = new_uid()
    folder_id = library.insert("INSERT INTO watched_folder (uid, path) VALUES (?, ?)", (uid, str(path)))
    return WatchedFolder(folder_id, uid, path)


def remove_folder(library: "Library", folder_id: int) -> None:
    """Watch a folder no more; to be called within an action. What was met in it stays known, for undo."""
    library.write("DELETE FROM watched_folder WHERE id = ?", (folder_id,))


def known_files(library: "Library", folder_id: int) -> dict[str, FileState]:
    """The files of a folder as they were when they were read last, by their paths."""
    rows = library.rows("SELECT path, size, modified FROM watched_file WHERE folder_id = ?", (folder_id,))
    return {path: FileState(path, size, modified) for path, size, modified in rows}


def note_files(library: "Library", folder_id: int, files: Iterable[FileState]) -> None:
    """Remember how these files were when they were read."""
    library.write_many(
        "INSERT INTO watched_file (folder_id, path, size, modified) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (folder_id, path) DO UPDATE SET size = excluded.size, modified = excluded.modified",
        [(folder_id, file.path, file.size, file.modified) for file in files],
    )
