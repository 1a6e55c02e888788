"""The register of entities as CSV on its way in: what the export writes, and what spreadsheets make of it."""

import re
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from reader.domain.entity_rules import proper_aliases, proper_name, proper_note, proper_uri
from reader.domain.joined_cells import from_cell
from reader.domain.register_rows import EntityRow
from reader.errors import EntityError, UnreadableArticleError
from reader.formats import delimited
from reader.formats.found import Refused
from reader.formats.reasons import reason, shown
from reader.formats.rows import Rows

#: The columns that are read; a file needs the name.
FIELDS = ("id", "name", "type", "aliases", "uri", "note")

_T = TypeVar("_T")
_MOST_BYTES = 100 * 1024**2
_MOST_ROWS = 200_000
_UID = re.compile("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")
# An apostrophe that the export for spreadsheets has put before what would run as a formula.
_GUARD = re.compile("'(?=[=+\\-@\t\r\n＝＋－＠])")


def read(path: Path) -> tuple[EntityRow, ...]:
    """The entities of a register, in order. Raises EntityError, which says where in the file something is wrong."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise _unreadable(path, "it is a folder" if path.is_dir() else "it is a device or a pipe, not a file")
        if path.stat().st_size > _MOST_BYTES:
            raise _unreadable(path, f"it is larger than {_MOST_BYTES // 1024**2} MB")
        with path.open("rb") as file, naming(path):
            rows = tuple(_rows(delimited.rows(file)))
            if not rows:
                raise EntityError("There is no row below its first line.")
            return rows
    except OSError as error:
        raise _unreadable(path, reason(error)) from error
    except UnreadableArticleError as error:
        raise _unreadable(path, str(error)) from None
    except ValueError as error:  # a NUL in the path
        raise _unreadable(path, "no file can have this name") from error


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Let an EntityError from inside name the file, and say that nothing came of it."""
    try:
        yield
    except EntityError as error:
        raise EntityError(f"Nothing was taken in from “{shown(path)}”. {error}") from error


def name_of(path: Path) -> str:
    """The name of the file as text that can be stored."""
    return shown(Path(path.name))


def _unreadable(path: Path, why: str) -> EntityError:
    return EntityError(f"The register “{shown(path)}” cannot be read: {why}.")


def _rows(table: Rows) -> Iterator[EntityRow]:
    seen: dict[str, str] = {}
    for number, item in enumerate(table):
        place = item.place.capitalize()
        if isinstance(item, Refused):
            raise EntityError(f"{place}: {item.reason[:1].upper()}{item.reason[1:]}.")
        cells = {name.strip().lower(): _GUARD.sub("", cell, count=1) for name, cell in item.cells.items()}
        if "name" not in cells:
            raise EntityError("It is not a register: its first line has no column “name”.")
        if number >= _MOST_ROWS:
            raise EntityError(f"{place}: A register has at most {_MOST_ROWS:,} rows.")
        row = _row(cells, place)
        if row.uid:
            if row.uid in seen:
                raise EntityError(f"{place}, column id: This id has come before, in {seen[row.uid]}.")
            seen[row.uid] = item.place
        yield row


def _row(cells: Mapping[str, str], place: str) -> EntityRow:
    def said(field: str, proper: Callable[[str], _T]) -> _T:
        try:
            return proper(cells.get(field, ""))
        except EntityError as error:
            raise EntityError(f"{place}, column {field}: {error}") from None

    return EntityRow(
        place,
        said("id", _proper_uid),
        said("name", proper_name),
        " ".join(cells.get("type", "").split()),
        said("aliases", lambda cell: proper_aliases(from_cell(cell))),
        said("uri", proper_uri),
        proper_note(cells.get("note", "")),
    )


def _proper_uid(raw: str) -> str:
    uid = raw.strip().lower()
    if uid and not _UID.fullmatch(uid):
        raise EntityError(f"“{uid[:40]}” is no id; an entity that has none gets one.")
    return uid
