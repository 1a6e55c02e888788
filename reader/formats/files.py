"""Files that may hold articles: finding them in folders, reading them in the format that their suffix names."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from operator import itemgetter
from pathlib import Path
from typing import Protocol

from reader.domain.article import ArticleDraft
from reader.errors import UnreadableArticleError
from reader.formats import plain_text
from reader.formats.reasons import reason, shown

_MOST_BYTES = 50 * 1024 * 1024
_TOO_LARGE = "it is larger than 50 MB"
_NO_NAME = "no file can have this name"
_NO_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # a pipe that nobody writes to


class _Format(Protocol):
    """What each module of a format offers: the suffixes of its files in small letters, and a reader of their bytes."""

    SUFFIXES: tuple[str, ...]

    def read(self, data: bytes, origin: str) -> ArticleDraft: ...


_FORMATS: tuple[_Format, ...] = (plain_text,)
_BY_SUFFIX = {suffix: known for known in _FORMATS for suffix in known.SUFFIXES}


@dataclass(frozen=True, slots=True)
class Failure:
    """A file or a folder that cannot be read; the reason is a sentence without capital and full stop."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file or a linked folder, met in a folder, that is in no format known here."""

    path: Path


def find(paths: Iterable[Path]) -> Iterator[Path | Failure | PassedOver]:
    """What there is to read, in the order of the paths, inside folders by name.

    A file that is named is taken whatever its suffix. In folders, and the folders in them, only files of a known
    suffix are; hidden ones are not even mentioned, and links to folders are not followed. A folder that is met
    twice is walked once. What is found is not opened yet: `read_article` may still fail.
    """
    walked: set[tuple[int, int]] = set()
    for path in paths:
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
        except OSError as error:
            yield Failure(path, reason(error))
        except ValueError:  # a NUL in the path
            yield Failure(path, _NO_NAME)
        else:
            if is_folder:
                yield from _find_in(path, walked)
            else:
                yield path


def read_article(path: Path) -> ArticleDraft:
    """The article in the file. Raises UnreadableArticleError, whose text is a reason such as `it is empty`."""
    data = _read(path)
    known = _BY_SUFFIX.get(path.suffix.lower(), plain_text)
    return known.read(data, shown(path.absolute()))


class _Kind(Enum):
    FILE = auto()
    FOLDER = auto()
    LINKED_FOLDER = auto()


def _find_in(folder: Path, walked: set[tuple[int, int]]) -> Iterator[Path | Failure | PassedOver]:
    waiting = [(str(folder), _Kind.FOLDER)]
    while waiting:
        name, kind = waiting.pop()
        path = Path(name)
        if kind is _Kind.FOLDER:
            try:
                waiting += _listing(path, walked)
            except OSError as error:
                yield Failure(path, reason(error))
        elif kind is _Kind.FILE and path.suffix.lower() in _BY_SUFFIX:
            yield path
        else:
            yield PassedOver(path)


def _listing(folder: Path, walked: set[tuple[int, int]]) -> list[tuple[str, _Kind]]:
    """What is in the folder, last name first; nothing where it was walked before."""
    status = folder.stat()
    identity = (status.st_dev, status.st_ino)
    if identity in walked:
        return []
    walked.add(identity)
    with os.scandir(folder) as entries:
        shown_ones = [(entry.name, entry.path, _kind(entry)) for entry in entries if not entry.name.startswith(".")]
    return [(path, kind) for _, path, kind in sorted(shown_ones, key=itemgetter(0), reverse=True)]


def _kind(entry: os.DirEntry[str]) -> _Kind:
    if not entry.is_dir():
        return _Kind.FILE
    return _Kind.LINKED_FOLDER if entry.is_symlink() else _Kind.FOLDER


def _read(path: Path) -> bytes:
    try:
        _check(path.stat())
        descriptor = os.open(path, os.O_RDONLY | _NO_WAITING)
        with os.fdopen(descriptor, "rb") as file:
            size = _check(os.fstat(descriptor))
            data = file.read(size + 1)
            if len(data) > size:  # it is growing, or of a kind that does not tell its size
                data += file.read(_MOST_BYTES + 1 - len(data))
    except FileNotFoundError as error:
        raise UnreadableArticleError("it is no longer there") from error
    except ValueError as error:  # a NUL in the path
        raise UnreadableArticleError(_NO_NAME) from error
    except OSError as error:
        raise UnreadableArticleError(reason(error)) from error
    if len(data) > _MOST_BYTES:
        raise UnreadableArticleError(_TOO_LARGE)
    return data


def _check(status: os.stat_result) -> int:
    """The size of the file, in bytes. Raises UnreadableArticleError where it is no file or too large."""
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableArticleError("it is a folder")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableArticleError("it is a device or a pipe, not a file")
    if status.st_size > _MOST_BYTES:
        raise UnreadableArticleError(_TOO_LARGE)
    return status.st_size
