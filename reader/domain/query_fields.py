"""The fields of the query language: what may stand before a colon, and how what stands behind it is read."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from reader.domain.query_days import DAYS, days
from reader.domain.query_tree import And, Compared, Days, Flag, Named, Node, Not, Words
from reader.domain.terms import asked
from reader.errors import QueryError


@dataclass(frozen=True, slots=True)
class Value:
    """What stands behind a colon, and the code point of the query where it begins."""

    text: str
    at: int
    prefix: bool
    today: date


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name, what belongs behind its colon, in words, and what reads that (and raises QueryError).

    `choices` are all the values that there are, if they are few.
    """

    name: str
    wanted: str
    read: Callable[["Field", Value], Node]
    choices: tuple[str, ...] = ()


def nearest(name: str, names: Iterable[str]) -> str:
    """The name that was probably meant; empty where none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - for mistakes only

    found = get_close_matches(name.lower(), list(names), 1, 0.5)
    return found[0] if found else ""


def _words(field: Field, value: Value) -> Node:
    if asked(value.text) is None:
        raise QueryError(f"“{value.text}” has neither letter nor digit to look for.", value.at)
    return Words(value.text, field.name, value.prefix)


def _name(field: Field, value: Value) -> Node:
    # The star of a name is of no use: a name is found by its beginning.
    return Named(field.name, value.text.strip(), value.at)


def _choice(field: Field, value: Value) -> Node:
    chosen = value.text.strip().lower()
    if chosen in field.choices:
        return Flag(field.name, chosen)
    meant = nearest(chosen, field.choices)
    instead = f"did you mean “{field.name}:{meant}”?" if meant else f"there is {field.wanted}."
    raise QueryError(f"There is no “{field.name}:{value.text}”; {instead}", value.at)


def _days(field: Field, value: Value) -> Node:
    return Days(field.name, *days(value.text.strip(), value.at, value.today))


def _verdict(field: Field, value: Value) -> Node:
    if value.text.strip().lower() == "none":
        return And((Flag("has", "claim"), Not(Flag("has", "verdict"))))
    return _name(field, value)


_COMPARED = re.compile(r"(>=|<=|[<>=≥≤＞＜＝])?\s*([0-9]+(?:\.[0-9]+)?)")
_SIGNS = {"≥": ">=", "≤": "<=", "＞": ">", "＜": "<", "＝": "="}


def _compared(field: Field, value: Value) -> Node:
    found = _COMPARED.fullmatch(value.text.strip())
    if found is None:
        raise QueryError(
            f"“{value.text}” is no number to compare with. Write {field.name}:2, {field.name}:>=2.", value.at
        )
    sign = found[1] or "="
    return Compared(field.name, _SIGNS.get(sign, sign), float(found[2]))


_HAS = ("claim", "entity", "annotation", "note", "star", "tag", "verdict")
_IS = ("unread", "reading", "done", "starred", "binned")

#: All fields by their names, in the order in which they are told.
FIELDS = {
    field.name: field
    for field in (
        Field("title", "a word or a phrase", _words),
        Field("text", "a word or a phrase", _words),
        Field("source", "a word or a phrase", _words),
        Field("author", "a word or a phrase", _words),
        Field("note", "a word or a phrase", _words),
        Field("quote", "a word or a phrase", _words),
        Field("label", "the name of a label", _name),
        Field("entity", "the name of an entity", _name),
        Field("claimant", "the name of an entity, or author or unnamed", _name),
        Field("about", "the name of an entity", _name),
        Field("topic", "the name of a topic", _name),
        Field("verdict", "a rating, or none", _verdict),
        Field("check", "a number from 0 to 3, as in >=2", _compared),
        Field("annotator", "the name of an annotator", _name),
        Field("tag", "the name of a tag", _name),
        Field("lang", "a language, such as en or zh", _name),
        Field("has", " or ".join((", ".join(_HAS[:-1]), _HAS[-1])), _choice, _HAS),
        Field("is", " or ".join((", ".join(_IS[:-1]), _IS[-1])), _choice, _IS),
        Field("date", DAYS, _days),
        Field("added", DAYS, _days),
    )
}

#: The fields in which words are looked for.
WORD_FIELDS = tuple(field for field in FIELDS.values() if field.read is _words)

#: Other names for them.
ALIASES = {"body": "text", "notes": "note", "language": "lang"}


def field_named(name: str) -> Field | None:
    """The field of this name, in any case."""
    low = name.lower()
    return FIELDS.get(ALIASES.get(low, low))
