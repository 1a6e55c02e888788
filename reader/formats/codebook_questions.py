"""Attributes and types of links in the files of codebooks: their fields, and what may stand in them."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import partial
from typing import TypeVar

from reader.domain.choices import proper_choices, proper_scales
from reader.domain.codebook import LabelKind
from reader.domain.label_rules import proper_description, proper_name, proper_uid, quoted, same_name
from reader.domain.link import LinkRole
from reader.domain.link_type_edits import LinkTypeDraft, proper_link_name
from reader.domain.question_edits import AttributeDraft, Form
from reader.domain.questions import OWN_TYPES, AttributeType, Field
from reader.errors import CodebookError

#: The fields of an attribute and of a type of link, in the order in which they are written.
ATTRIBUTE_FIELDS = ("kind", "name", "field", "type", "choices", "description", "usual", "archived", "uid")
LINK_TYPE_FIELDS = ("name", "role", "description", "archived", "uid")

_Row = Mapping[str, object]
_Draft = TypeVar("_Draft", AttributeDraft, LinkTypeDraft)
_Kind = TypeVar("_Kind", bound=StrEnum)
_Value = TypeVar("_Value")


def attributes_of(tables: object) -> tuple[AttributeDraft, ...]:
    """The attributes that a file tells of. Raises CodebookError with the place of what is wrong."""
    seen = _Seen()
    return tuple(
        seen.check(_attribute(row, place), place, lambda draft: (draft.kind, same_name(draft.name)), _field)
        for place, row in _rows(tables, "attributes", "Attribute")
    )


def link_types_of(tables: object) -> tuple[LinkTypeDraft, ...]:
    """The types of links that a file tells of. Raises CodebookError with the place of what is wrong."""
    seen = _Seen()
    return tuple(
        seen.check(_link_type(row, place), place, lambda draft: same_name(draft.name), lambda draft: draft.role)
        for place, row in _rows(tables, "link_types", "Link type")
    )


def asks_of(value: object, place: str) -> str | tuple[str, ...] | None:
    """What a label is said to ask: a form, or the names of attributes."""
    if value is None or value in (Form.SHORT.value, Form.LONG.value):
        return value if value is None else str(value)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(_named(place, partial(proper_name, each, "an attribute")) for each in value)
    raise CodebookError(f"{place}: This is neither “short” nor “long” nor a list of attributes by name.")


class _Seen:
    """Refuses two of a kind that would be the same."""

    def __init__(self) -> None:
        self._places: dict[object, str] = {}

    def check(self, draft: _Draft, place: str, *marks: Callable[[_Draft], object]) -> _Draft:
        uid = ("uid", draft.uid) if draft.uid else None
        told: list[object] = [(number, mark(draft)) for number, mark in enumerate(marks) if mark(draft) is not None]
        for each in (*told, uid):
            if each is not None and each in self._places:
                raise CodebookError(f"{place}: “{draft.name}” has come before: {self._places[each]}.")
            self._places[each] = place
        return draft


def _field(draft: AttributeDraft) -> object:
    return draft.field


def _rows(tables: object, key: str, what: str) -> Iterable[tuple[str, _Row]]:
    if not isinstance(tables, list):
        raise CodebookError(f"What stands at {key} is no list of tables.")
    for number, row in enumerate(tables, 1):
        if not isinstance(row, dict):
            raise CodebookError(f"{what} {number}: This is not a table.")
        name = row.get("name")
        yield f"{what} {number} ({quoted(name)})" if isinstance(name, str) else f"{what} {number}", row


def _attribute(row: _Row, place: str) -> AttributeDraft:
    kind = _one_of(row, "kind", place, LabelKind)
    if kind is None:
        raise CodebookError(f"{place}: It has no kind.")
    if "name" not in row:
        raise CodebookError(f"{place}: It has no name.")
    field = _one_of(row, "field", place, Field)
    if field is not None and kind is not LabelKind.CLAIM:
        raise CodebookError(f"{place}, field: The record of a claim has it, and this is for entities.")
    found = _one_of(row, "type", place, AttributeType) or AttributeType.TEXT
    if field is None and found not in OWN_TYPES:
        raise CodebookError(
            f"{place}, type: “{found}” belongs to the record of a claim; own attributes cannot have it."
        )
    return AttributeDraft(
        kind,
        _text(row, "name", place, lambda name: proper_name(name, "an attribute")),
        found,
        _choices(row, place, proper_scales if field is Field.VERDICT else proper_choices),
        _text(row, "description", place, proper_description),
        _truth(row, "usual", place),
        _truth(row, "archived", place),
        field,
        _text(row, "uid", place, proper_uid),
        frozenset(name for name in ATTRIBUTE_FIELDS if name not in row),
    )


def _link_type(row: _Row, place: str) -> LinkTypeDraft:
    if "name" not in row:
        raise CodebookError(f"{place}: It has no name.")
    return LinkTypeDraft(
        _text(row, "name", place, proper_link_name),
        _text(row, "description", place, proper_description),
        _truth(row, "archived", place),
        _one_of(row, "role", place, LinkRole),
        _text(row, "uid", place, proper_uid),
        frozenset(name for name in LINK_TYPE_FIELDS if name not in row),
    )


def _text(row: _Row, field: str, place: str, proper: Callable[[str], str]) -> str:
    value = row.get(field, "")
    if not isinstance(value, str):
        raise CodebookError(f"{place}, {field}: This is not a text.")
    return _named(f"{place}, {field}", lambda: proper(value)) if field in row else ""


def _choices(row: _Row, place: str, proper: Callable[[Iterable[str]], tuple[str, ...]]) -> tuple[str, ...]:
    value = row.get("choices", [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise CodebookError(f"{place}, choices: This is not a list of texts.")
    return _named(f"{place}, choices", lambda: proper(value)) if value else ()


def _truth(row: _Row, field: str, place: str) -> bool:
    value = row.get(field, False)
    if not isinstance(value, bool):
        raise CodebookError(f"{place}, {field}: This is neither true nor false.")
    return value


def _one_of(row: _Row, field: str, place: str, kinds: type[_Kind]) -> _Kind | None:
    value = _text(row, field, place, str.strip).lower()
    if not value:
        return None
    if value not in set(kinds):
        known = ", ".join(each.value for each in kinds)
        raise CodebookError(f"{place}, {field}: {quoted(value)} is none of these: {known}.")
    return kinds(value)


def _named(place: str, act: Callable[[], _Value]) -> _Value:
    """Let what refuses say where."""
    try:
        return act()
    except CodebookError as error:
        raise CodebookError(f"{place}: {error}") from None
