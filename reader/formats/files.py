"""Files that may hold articles: finding them in folders, reading them in the format that their suffix names."""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO

from reader.domain.article import ArticleDraft
from reader.domain.intake import GUESSED, Rules
from reader.errors import UnreadableArticleError
from reader.formats.found import Found, Refused, too_large
from reader.formats.readers import SUFFIXES, reader_of
from reader.formats.reasons import reason, shown

_NO_NAME = "no file can have this name"
_NO_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # a pipe that nobody writes to


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
    twice is walked once. What is found is not opened yet: to `read` it may still fail.
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


def read(path: Path, rules: Rules = GUESSED) -> Iterator[Found | Refused]:
    """The articles in the file. Raises UnreadableArticleError, whose text is a reason such as `it is empty`."""
    known = reader_of(path.suffix)
    with _opened(path, known.MOST_BYTES) as file:
        yield from known.read(file, shown(path.absolute()), rules)


def read_article(path: Path) -> ArticleDraft:
    """The first article in the file. Raises UnreadableArticleError."""
    for item in read(path):
        if isinstance(item, Found):
            return item.draft
        raise UnreadableArticleError(item.reason)
    raise UnreadableArticleError("it holds no article")


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
        elif kind is _Kind.FILE and path.suffix.lower() in SUFFIXES:
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


@contextmanager
def _opened(path: Path, most: int) -> Iterator[BinaryIO]:
    try:
        _check(path.stat(), most)
        descriptor = os.open(path, os.O_RDONLY | _NO_WAITING)
        with os.fdopen(descriptor, "rb") as file:
            _check(os.fstat(descriptor), most)
            yield file
    except FileNotFoundError as error:
        raise UnreadableArticleError("it is no longer there") from error
    except ValueError as error:
        if "null" not in str(error):  # a NUL in the path
            raise
        raise UnreadableArticleError(_NO_NAME) from error
    except OSError as error:
        raise UnreadableArticleError(reason(error)) from error


def _check(status: os.stat_result, most: int) -> None:
    """Raises UnreadableArticleError where it is no file, or one that is larger than `most` bytes."""
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableArticleError("it is a folder")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableArticleError("it is a device or a pipe, not a file")
    if status.st_size > most:
        raise UnreadableArticleError(too_large(most))
