"""Folders that are watched: what comes to lie in them is taken in."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class WatchedFolder:
    """A folder of this machine, by its whole path."""

    id: int
    uid: str
    path: Path


@dataclass(frozen=True, slots=True)
class FileState:
    """A file by its whole path as text, and how it was when it was met: bytes, and nanoseconds since 1970."""

    path: str
    size: int
    modified: int
