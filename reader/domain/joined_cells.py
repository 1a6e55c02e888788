"""Several values in one cell, so that they can be told apart again: joined by `; `, escaped by a backslash."""

import re
from collections.abc import Iterable

_BETWEEN = "; "
_ESCAPED = re.compile(r"[\\;]")
_PART = re.compile(r"(?:[^\\;]|\\.)*", re.DOTALL)


def escaped(value: str) -> str:
    r"""The value as it stands in such a cell: a backslash before each `;` and each `\` of its own."""
    return _ESCAPED.sub(r"\\\g<0>", value) if ";" in value or "\\" in value else value


def as_cell(values: Iterable[str]) -> str:
    """The values in one cell. None and one empty value look the same."""
    return _BETWEEN.join(map(escaped, values))


def from_cell(cell: str) -> list[str]:
    """The values again; of an empty cell none. White space around a value counts as its own, but for one blank."""
    values = []
    at = 0
    while cell and at <= len(cell):
        found = _PART.match(cell, at)
        assert found is not None
        values.append(re.sub(r"\\(.)", r"\1", found[0], flags=re.DOTALL))
        at = found.end() + len(_BETWEEN)
    return values
