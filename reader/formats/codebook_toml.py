"""Codebooks as TOML: `[[labels]]` with what each asks, `[[attributes]]` and `[[link_types]]`."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from reader.domain.codebook import LabelDraft
from reader.domain.codebook_draft import CodebookDraft
from reader.domain.label_rules import quoted
from reader.errors import CodebookError
from reader.formats.codebook_questions import (
    ATTRIBUTE_FIELDS,
    LINK_TYPE_FIELDS,
    asks_of,
    attributes_of,
    link_types_of,
)
from reader.formats.codebook_rows import FIELDS, NEEDED, Rows, data_of, naming
from reader.formats.whole_file import whole_file

SUFFIX = ".toml"

# What a basic string must write otherwise (https://toml.io/en/v1.0.0#string): its own marks, and control characters.
_TO_ESCAPE = re.compile(r'["\\\x00-\x1f\x7f]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def read(path: Path) -> tuple[LabelDraft, ...]:
    """The labels of a codebook, in order. Raises CodebookError."""
    return read_all(path).labels


def read_all(path: Path) -> CodebookDraft:
    """All of a codebook. Raises CodebookError."""
    data = data_of(path)
    with naming(path):
        told, rows = _told(data), Rows()
        labels = told.get("labels")
        attributes, types = attributes_of(told.get("attributes", [])), link_types_of(told.get("link_types", []))
        if labels is None and (attributes or types):
            labels = []
        if not isinstance(labels, list):
            raise CodebookError("It is not a codebook: it has no [[labels]].")
        drafts = (_draft(rows, label, number) for number, label in enumerate(labels, 1))
        return CodebookDraft(tuple(drafts), attributes, types)


def write(drafts: Iterable[LabelDraft], path: Path, *, replace: bool = False) -> None:
    """Write the labels to a file, which is then whole, or not there or as it was. Raises FileError."""
    write_all(CodebookDraft(tuple(drafts)), path, replace=replace)


def write_all(draft: CodebookDraft, path: Path, *, replace: bool = False) -> None:
    """Write a codebook to a file, which is then whole, or not there or as it was. Raises FileError."""
    tables = [_table("labels", each, (*FIELDS, "asks") if each.asks is not None else FIELDS) for each in draft.labels]
    tables = tables or ["labels = []\n"]
    tables += [_table("attributes", each, ATTRIBUTE_FIELDS) for each in draft.attributes]
    tables += [_table("link_types", each, LINK_TYPE_FIELDS) for each in draft.link_types]
    with whole_file(path, replace=replace) as file:
        file.write("\n".join(tables).encode())


def basic_string(text: str) -> str:
    """The text as a basic string of TOML."""
    return f'"{_TO_ESCAPE.sub(_escaped, text)}"'


def _escaped(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\u{ord(found[0]):04x}"


def _table(name: str, draft: object, fields: Iterable[str]) -> str:
    lines = (f"{field} = {_value(getattr(draft, field))}" for field in fields)
    return "\n".join([f"[[{name}]]", *lines, ""])


def _value(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case tuple():
            return f"[{', '.join(map(_value, value))}]"
    return basic_string("" if value is None else str(value))


def _told(data: bytes) -> dict[str, object]:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise CodebookError("It is not a text in UTF-8, as TOML must be.") from None
    except RecursionError:
        raise CodebookError("It is nested too deeply to be a codebook.") from None
    except ValueError as error:
        raise CodebookError(f"It is not TOML that can be read: {str(error)[:1].lower()}{str(error)[1:]}.") from None


def _draft(rows: Rows, label: object, number: int) -> LabelDraft:
    if not isinstance(label, dict):
        raise CodebookError(f"Label {number}: This is not a table.")
    name = label.get("name")
    place = f"Label {number} ({quoted(name)})" if isinstance(name, str) else f"Label {number}"
    for field in NEEDED:
        if field not in label:
            raise CodebookError(f"{place}: It has no {field}.")
    draft = rows.draft(label, lambda field: f"{place}, {field}")
    return replace(draft, asks=asks_of(label.get("asks"), f"{place}, asks"))
