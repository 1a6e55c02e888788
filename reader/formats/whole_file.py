"""Files that appear whole or not at all: written beside their place, then moved into it in one step."""

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from reader.errors import FileError
from reader.formats.reasons import reason, shown

_OF_THE_FOLDER = {
    errno.ENOENT: "its folder is not there",
    errno.ENOTDIR: "its folder is a file",
    errno.EACCES: "you have no right to write in its folder",
    errno.EPERM: "you have no right to write in its folder",
}


@contextmanager
def whole_file(path: Path, *, replace: bool = False) -> Iterator[BinaryIO]:
    """A file to write bytes to, which stands at the path once the block has ended without an error.

    With any error, and when the work is cancelled, nothing is left behind and what stood at the path stands as it
    was. With `replace`, an older file gives way and its permissions go over to the new one; a link stays a link,
    and what it points to is replaced. Raises FileError, also for an OSError from inside the block; its sentence
    says what happened and that nothing was written.
    """
    try:
        place = Path(os.path.realpath(path)) if replace else path
        mode = _mode_of_old(path, place, replace=replace)
        draft = place.with_name(f".gloss-{secrets.token_hex(8)}.tmp")
        with _draft(draft, 0o666 if mode is None else 0o600) as file:
            yield file
            file.flush()
            if mode is not None:
                draft.chmod(mode)
            os.fsync(file.fileno())
            file.close()
            if replace:
                draft.replace(place)
            else:
                _move_to_free_place(draft, place)
        _keep_folder(place.parent)
    except FileExistsError as error:
        raise _refusal(path, "it is there already and stays as it was") from error
    except OSError as error:
        raise _refusal(path, _OF_THE_FOLDER.get(error.errno or 0) or reason(error)) from error


def _refusal(path: Path, why: str) -> FileError:
    return FileError(f"Nothing was written to “{shown(path)}”: {why}.")


def _mode_of_old(path: Path, place: Path, *, replace: bool) -> int | None:
    """The permissions of the file at the place, None where none is. Raises FileError where it cannot give way."""
    try:
        old = place.lstat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(old.st_mode):
        raise _refusal(path, "it is a folder")
    if not replace:
        raise FileExistsError
    if not stat.S_ISREG(old.st_mode):
        raise _refusal(path, "it is a device or a pipe, not a file")
    if not os.access(place, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise _refusal(path, "it is protected against writing")
    return stat.S_IMODE(old.st_mode)


@contextmanager
def _draft(draft: Path, mode: int) -> Iterator[BinaryIO]:
    """A new file that is gone when the block ends, unless it was moved away."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    file = os.fdopen(os.open(draft, flags, mode), "wb")
    try:
        yield file
    finally:
        with suppress(OSError):  # a full disk fails once more here
            file.close()
        with suppress(OSError):
            draft.unlink()


def _move_to_free_place(draft: Path, place: Path) -> None:
    """Move the file, but never over one that has appeared meanwhile: then FileExistsError.

    A plain rename overwrites, except on Windows; making a second name fails where the name is taken.
    """
    if os.name == "nt":
        draft.rename(place)
        return
    try:
        os.link(draft, place)
    except (
        OSError
    ):  # the place is taken, or this is a file system without links: take it with an empty file, then rename over that
        os.close(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        try:
            draft.replace(place)
        except BaseException:
            place.unlink()
            raise


def _keep_folder(folder: Path) -> None:
    """Have the new name in the folder survive a power cut, where the system can do so."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
