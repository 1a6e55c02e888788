"""Codebooks in files: the ending of its name says in which format."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from reader.domain.codebook import LabelDraft
from reader.domain.codebook_draft import CodebookDraft
from reader.errors import CodebookError
from reader.formats import codebook_csv, codebook_toml
from reader.formats.codebook_rows import FIELDS, naming
from reader.formats.reasons import shown

__all__ = ("FIELDS", "SUFFIXES", "name_of", "naming", "read", "read_all", "write", "write_all")


class _Format(Protocol):
    """What each module of a format offers: the ending of its files in small letters, a reader and a writer."""

    SUFFIX: str

    def read(self, path: Path) -> tuple[LabelDraft, ...]: ...

    def write(self, drafts: Iterable[LabelDraft], path: Path, *, replace: bool = False) -> None: ...


_FORMATS: tuple[_Format, ...] = (codebook_toml, codebook_csv)

#: The endings of files that hold codebooks, the one that Gloss prefers first.
SUFFIXES = tuple(known.SUFFIX for known in _FORMATS)


def read(path: Path) -> tuple[LabelDraft, ...]:
    """The labels of a codebook, in order. Raises CodebookError."""
    return _format(path).read(path)


def write(drafts: Iterable[LabelDraft], path: Path, *, replace: bool = False) -> None:
    """Write the labels to a file, whole or not at all. Raises FileError, CodebookError."""
    _format(path).write(drafts, path, replace=replace)


def read_all(path: Path) -> CodebookDraft:
    """The labels of a codebook, and what it asks where the format can tell of that. Raises CodebookError."""
    known = _format(path)
    return codebook_toml.read_all(path) if known is codebook_toml else CodebookDraft(known.read(path))


def write_all(draft: CodebookDraft, path: Path, *, replace: bool = False) -> None:
    """Write a codebook to a file, whole or not at all, in CSV its labels alone. Raises FileError, CodebookError."""
    known = _format(path)
    if known is codebook_toml:
        codebook_toml.write_all(draft, path, replace=replace)
    else:
        known.write(draft.labels, path, replace=replace)


def name_of(path: Path) -> str:
    """The name of the file as text that can be stored."""
    return shown(Path(path.name))


def _format(path: Path) -> _Format:
    suffix = path.suffix.lower()
    for known in _FORMATS:
        if suffix == known.SUFFIX:
            return known
    raise CodebookError(f"A codebook is a file whose name ends in {' or '.join(SUFFIXES)}; “{shown(path)}” does not.")
