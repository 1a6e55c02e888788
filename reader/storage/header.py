"""What the first bytes of a file tell of it, before SQLite opens it and perhaps tidies up in it."""

import stat
import struct
from pathlib import Path

from reader.errors import LibraryError, NewerLibraryError
from reader.storage import schema

# https://www.sqlite.org/fileformat2.html#the_database_header
_HEADER = struct.Struct(">16s H 6x L L 28x L 4x L 20x L")
_MAGIC = b"SQLite format 3\0"


def check_file(path: Path) -> None:
    """Make sure that the file is a whole library that this program knows and may write.

    Not for a file that this process has open: to close it again would drop SQLite's locks
    (https://www.sqlite.org/howtocorrupt.html, section 2.2). Raises LibraryError, NewerLibraryError.
    """
    size, head = _read(path)
    if size == 0:
        raise LibraryError(f"{path} is empty, not a Gloss library. Remove it to begin a new one there.")
    if len(head) < _HEADER.size or not head.startswith(_MAGIC):
        raise LibraryError(f"{path} is not a Gloss library. It was left untouched.")
    _magic, page_size, change_counter, pages, version, application, valid_for = _HEADER.unpack(head)
    if application != schema.APPLICATION_ID:
        raise LibraryError(f"{path} is a SQLite file, but not a Gloss library. It was left untouched.")
    check_version(path, version)
    whole = pages * (65536 if page_size == 1 else page_size)
    if change_counter == valid_for and not _has_unfinished_log(path) and size < whole:
        raise LibraryError(
            f"{path} is cut short: {size:,} of {whole:,} bytes are there. It was left untouched; "
            "restore it from a backup."
        )


def check_version(path: Path, version: int) -> None:
    """Refuse the library of a newer program. Raises NewerLibraryError."""
    if version > schema.VERSION:
        raise NewerLibraryError(
            f"{path} was made by a newer Gloss (its format is {version}, this one reads up to "
            f"{schema.VERSION}). It was left untouched; update Gloss to open it."
        )


def _read(path: Path) -> tuple[int, bytes]:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise LibraryError(f"{path} is a folder, not a Gloss library.")
        if not stat.S_ISREG(status.st_mode):
            raise LibraryError(f"{path} is a device or a pipe, not a Gloss library.")
        with path.open("rb") as file:
            head = file.read(_HEADER.size)
    except FileNotFoundError:
        raise LibraryError(f"There is no library at {path}.") from None
    except PermissionError:
        raise LibraryError(f"You have no right to read {path}. Nothing was changed.") from None
    except OSError as error:
        raise LibraryError(f"{path} cannot be read: {error.strerror}. Nothing was changed.") from error
    try:
        path.open("r+b").close()
    except OSError:
        raise LibraryError(f"{path} cannot be written: the file is read-only. Nothing was changed.") from None
    return status.st_size, head


def _has_unfinished_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0
