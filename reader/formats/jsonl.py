"""Articles as JSON Lines: an object a line. Objects that were written over several lines are taken, too."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from reader.domain.intake import Rules
from reader.formats.cells import cells_of
from reader.formats.found import Found, Refused
from reader.formats.rows import Row, Rows, articles
from reader.formats.text_lines import lines_of, opened_as_text

MOST_BYTES = 20 * 1024**3

_MOST_LINES_OF_ONE = 2000
_MOST_CHARACTERS_OF_ONE = 2_000_000


def read(file: BinaryIO, origin: str, rules: Rules) -> Iterator[Found | Refused]:
    """The articles, a line each. Raises UnreadableArticleError."""
    yield from articles(rows(file), origin, rules)


def rows(file: BinaryIO) -> Rows:
    """An object a row; lines that are no objects are refused one by one. Raises UnreadableArticleError."""
    with opened_as_text(file) as text:
        numbered = enumerate(lines_of(text), 1)
        for number, line in numbered:
            if not line.strip():
                continue
            value, trouble = parsed(line)
            if trouble and line.lstrip().startswith("{") and not line.rstrip().endswith("}"):
                value, trouble = _over_lines(line, trouble, numbered)
            place = f"line {number}"
            if trouble:
                yield Refused(trouble, place)
            elif isinstance(value, dict):
                yield Row(place, cells_of(value))
            else:
                yield Refused("it is no object with names and values", place)


def parsed(text: str) -> tuple[Any, str]:
    """The value that the JSON stands for, and why it stands for none; empty where it does."""
    try:
        return json.loads(text), ""
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, " if "\n" in text.rstrip() else ""
        return None, f"it is no JSON: {error.msg.lower()} ({where}column {error.colno})"
    except ValueError:
        return None, "it is no JSON that can be read: a number in it is too long"
    except RecursionError:
        return None, "it is no JSON that can be read: it is nested too deeply"


def _over_lines(first: str, trouble: str, numbered: Iterator[tuple[int, str]]) -> tuple[Any, str]:
    """The object that begins with the line and ends with a line `}` at the first column."""
    lines, characters = [first], len(first)
    for _, line in numbered:
        lines.append(line)
        characters += len(line)
        if line.startswith("}"):
            return parsed("".join(lines).rstrip().removesuffix(","))
        if len(lines) > _MOST_LINES_OF_ONE or characters > _MOST_CHARACTERS_OF_ONE:
            break
    return None, trouble
