"""Codebooks as TOML: `[[labels]]` with the fields of a label, of which kind and name are needed."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from reader.domain.codebook import LabelDraft
from reader.domain.label_rules import quoted
from reader.errors import CodebookError
from reader.formats.codebook_rows import FIELDS, NEEDED, Rows, data_of, naming
from reader.formats.whole_file import whole_file

SUFFIX = ".toml"

# What a basic string must write otherwise (https://toml.io/en/v1.0.0#string): its own marks, and control characters.
_TO_ESCAPE = re.compile(r'["\\\x00-\x1f\x7f]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def read(path: Path) -> tuple[LabelDraft, ...]:
    """The labels of a codebook, in order. Raises CodebookError."""
    data = data_of(path)
    with naming(path):
        rows = Rows()
        return tuple(_draft(rows, label, number) for number, label in enumerate(_labels(data), 1))


def write(drafts: Iterable[LabelDraft], path: Path, *, replace: bool = False) -> None:
    """Write the labels to a file, which is then whole, or not there or as it was. Raises FileError."""
    labels = "\n".join(map(_table, drafts)) or "labels = []\n"
    with whole_file(path, replace=replace) as file:
        file.write(labels.encode())


def basic_string(text: str) -> str:
    """The text as a basic string of TOML."""
    return f'"{_TO_ESCAPE.sub(_escaped, text)}"'


def _escaped(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\u{ord(found[0]):04x}"


def _table(draft: LabelDraft) -> str:
    lines = ["[[labels]]"]
    for field in FIELDS:
        value = getattr(draft, field)
        lines.append(f"{field} = {str(value).lower() if isinstance(value, bool) else basic_string(value)}")
    return "\n".join([*lines, ""])


def _labels(data: bytes) -> list[object]:
    try:
        codebook = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise CodebookError("It is not a text in UTF-8, as TOML must be.") from None
    except RecursionError:
        raise CodebookError("It is nested too deeply to be a codebook.") from None
    except ValueError as error:
        raise CodebookError(f"It is not TOML that can be read: {str(error)[:1].lower()}{str(error)[1:]}.") from None
    labels = codebook.get("labels")
    if not isinstance(labels, list):
        raise CodebookError("It is not a codebook: it has no [[labels]].")
    return labels


def _draft(rows: Rows, label: object, number: int) -> LabelDraft:
    if not isinstance(label, dict):
        raise CodebookError(f"Label {number}: This is not a table.")
    name = label.get("name")
    place = f"Label {number} ({quoted(name)})" if isinstance(name, str) else f"Label {number}"
    for field in NEEDED:
        if field not in label:
            raise CodebookError(f"{place}: It has no {field}.")
    return rows.draft(label, lambda field: f"{place}, {field}")
