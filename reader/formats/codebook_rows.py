"""What all formats of codebooks share: the fields of a label, what may stand in them, and the bytes of a file."""

import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from reader.domain.codebook import LabelDraft, LabelKind
from reader.domain.label_rules import (
    proper_colour,
    proper_description,
    proper_key,
    proper_name,
    proper_uid,
    quoted,
    same_name,
)
from reader.errors import CodebookError
from reader.formats.reasons import reason, shown

#: The fields of a label, in the order in which they are written. A file needs the first two.
FIELDS = ("kind", "name", "key", "colour", "description", "parent", "archived", "uid")
NEEDED = FIELDS[:2]

_MOST_BYTES = 5 * 1024 * 1024

#: Says where a field stands in its file, for a sentence.
Where = Callable[[str], str]


def data_of(path: Path) -> bytes:
    """The bytes of the file. Raises CodebookError."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise CodebookError(
                _unreadable(path, "it is a folder" if path.is_dir() else "it is a device or a pipe, not a file")
            )
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise CodebookError(_unreadable(path, reason(error))) from error
    except ValueError as error:  # a NUL in the path
        raise CodebookError(_unreadable(path, "no file can have this name")) from error
    if len(data) > _MOST_BYTES:
        raise CodebookError(_unreadable(path, "it is larger than 5 MB"))
    return data


def _unreadable(path: Path, why: str) -> str:
    return f"The codebook “{shown(path)}” cannot be read: {why}."


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Let a CodebookError from inside name the file, and say that nothing came of it."""
    try:
        yield
    except CodebookError as error:
        raise CodebookError(f"Nothing was taken in from “{shown(path)}”. {error}") from error


class Rows:
    """Makes labels of rows, one after the other, and refuses two that would be the same."""

    def __init__(self) -> None:
        self._seen: dict[object, str] = {}

    def draft(self, row: Mapping[str, object], where: Where) -> LabelDraft:
        """The label that a row tells of; fields that it does not have are left unsaid. Raises CodebookError."""
        kind = _kind(row, where)
        name = _said(row, "name", where, proper_name)
        draft = LabelDraft(
            kind,
            name,
            _said(row, "colour", where, lambda colour: proper_colour(colour) if colour.strip() else ""),
            _said(row, "key", where, proper_key),
            _said(row, "description", where, proper_description),
            _said(row, "uid", where, proper_uid),
            _said(row, "parent", where, lambda parent: proper_name(parent) if parent.strip() else ""),
            _archived(row, where),
            frozenset(field for field in FIELDS if field not in row or (field == "colour" and row[field] == "")),
        )
        self._refuse_twin((kind, same_name(name)), f"“{name}”", where("name"))
        if draft.uid:
            self._refuse_twin(draft.uid, f"The uid {draft.uid}", where("uid"))
        return draft

    def _refuse_twin(self, what: object, told: str, place: str) -> None:
        if what in self._seen:
            first = self._seen[what]
            raise CodebookError(f"{place}: {told} has come before: {first[0].lower()}{first[1:]}.")
        self._seen[what] = place


def _said(row: Mapping[str, object], field: str, where: Where, proper: Callable[[str], str]) -> str:
    value = row.get(field, "")
    if not isinstance(value, str):
        raise CodebookError(f"{where(field)}: This is not a text.")
    try:
        return proper(value)
    except CodebookError as error:
        raise CodebookError(f"{where(field)}: {error}") from None


def _kind(row: Mapping[str, object], where: Where) -> LabelKind:
    def proper(value: str) -> str:
        kind = value.strip().lower()
        if kind not in set(LabelKind):
            raise CodebookError(f"{quoted(value)} is neither “entity” nor “claim”.")
        return kind

    return LabelKind(_said(row, "kind", where, proper))


def _archived(row: Mapping[str, object], where: Where) -> bool:
    value = row.get("archived", False)
    if not isinstance(value, bool):
        raise CodebookError(f"{where('archived')}: This is neither true nor false.")
    return value
