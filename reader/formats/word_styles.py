"""What the styles and the numberings of a Word document say of its paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from reader.formats.packed import attribute, child, name_of, type_of_element

_LONGEST_CHAIN = 20
_HEADING_NAME = re.compile(r"heading ([1-9])")
_QUOTES = frozenset({"quote", "intense quote", "block text", "quotations", "block quotation"})
_LIST_NAME = re.compile(r"list (?:bullet|number)(?: ([2-9]))?")
_PLACE = re.compile(r"%([1-9])")
_OFF = frozenset({"0", "false", "off", "none"})
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def is_on(properties: type_of_element, *names: str) -> bool | None:
    """What the first of the switches that is set says, None where none is."""
    for name in names:
        switch = child(properties, name) if properties is not None else None
        if switch is not None:
            return attribute(switch, "val", "true").lower() not in _OFF
    return None


class Style:
    """A style by its id, with what it inherits."""

    def __init__(self, elements: list[type_of_element]) -> None:
        self._elements = elements

    @property
    def names(self) -> Iterator[str]:
        """Its own name and those of the styles that it is based on, in small letters."""
        for element in self._elements:
            name = child(element, "name")
            yield attribute(name, "val").lower() if name is not None else ""

    def property(self, kind: str, *path: str) -> type_of_element:
        """The first element at the path in `pPr` or `rPr`, its own or inherited; None where none is."""
        found = (child(element, kind, *path) for element in self._elements)
        return next((element for element in found if element is not None), None)

    def is_on(self, *names: str) -> bool | None:
        """What the first style that sets one of the switches of letters says, None where none does."""
        said = (is_on(child(element, "rPr"), *names) for element in self._elements)
        return next((switch for switch in said if switch is not None), None)


class Styles:
    """The styles of a document; `root` is its part, None where it has none."""

    def __init__(self, root: type_of_element) -> None:
        elements = [element for element in root if name_of(element) == "style"] if root is not None else []
        self._by_id = {attribute(element, "styleId"): element for element in elements}
        self._usual = {
            attribute(element, "type"): attribute(element, "styleId")
            for element in elements
            if attribute(element, "default", "0").lower() not in _OFF
        }
        self._made: dict[str, Style] = {}

    def style(self, properties: type_of_element, name: str, kind: str) -> Style:
        """The style that properties name in their child `name`, else the usual one of the kind."""
        named = child(properties, name) if properties is not None else None
        identity = attribute(named, "val") if named is not None else self._usual.get(kind, "")
        if identity not in self._made:
            self._made[identity] = Style(list(self._chain(identity)))
        return self._made[identity]

    def _chain(self, identity: str) -> Iterator[type_of_element]:
        for _ in range(_LONGEST_CHAIN):
            element = self._by_id.get(identity)
            if element is None:
                return
            yield element
            base = child(element, "basedOn")
            if base is None:
                return
            identity = attribute(base, "val")


class Item(NamedTuple):
    """How deep an item is nested, from 1, and what stands before it; empty for a bullet."""

    level: int
    marker: str


@dataclass(slots=True)
class _Level:
    form: str
    start: int
    shown: str


@dataclass(slots=True)
class _Numbering:
    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numberings:
    """The numberings of a document, which count as its paragraphs come; `root` is its part, None where it has none."""

    def __init__(self, root: type_of_element) -> None:
        kinds: dict[str, dict[str, type_of_element]] = {"abstractNum": {}, "num": {}}
        for element in root if root is not None else ():
            if name_of(element) in kinds:
                kinds[name_of(element)][attribute(element, f"{name_of(element)}Id")] = element
        self._numbers, self._abstract = kinds["num"], kinds["abstractNum"]
        self._shared: dict[str, _Numbering] = {}
        self._made: dict[str, _Numbering] = {}

    def item(self, number: str, level: int) -> Item | None:
        """The next item of the numbering; None where it numbers nothing."""
        numbering = self._numbering(number)
        if numbering is None or level not in numbering.levels:
            return None
        form = numbering.levels[level].form
        if form == "none":
            return None
        for deeper in [one for one in numbering.counts if one > level]:
            del numbering.counts[deeper]
        start = numbering.levels[level].start
        numbering.counts[level] = numbering.counts.get(level, start - 1) + 1
        return Item(level + 1, "" if form == "bullet" else self._marker(numbering, level))

    def _marker(self, numbering: _Numbering, level: int) -> str:
        def count(place: re.Match[str]) -> str:
            one = numbering.levels.get(int(place[1]) - 1)
            return _written(numbering.counts.get(int(place[1]) - 1, one.start), one.form) if one else ""

        return _PLACE.sub(count, numbering.levels[level].shown).strip()[:40]

    def _numbering(self, number: str) -> _Numbering | None:
        if number in self._made:
            return self._made[number]
        element = self._numbers.get(number)
        link = child(element, "abstractNumId") if element is not None else None
        if element is None or link is None:
            return None
        identity = attribute(link, "val")
        if identity not in self._shared:
            self._shared[identity] = _Numbering(_levels(self._abstract.get(identity)))
        made = self._shared[identity]
        overrides = [one for one in element if name_of(one) == "lvlOverride"]
        if overrides:  # it counts for itself
            made = _Numbering({level: _Level(one.form, one.start, one.shown) for level, one in made.levels.items()})
            for override in overrides:
                level = _integer(attribute(override, "ilvl"), 0)
                made.levels.update(_levels(override))
                start = child(override, "startOverride")
                if start is not None and level in made.levels:
                    made.levels[level].start = _integer(attribute(start, "val"), 1)
        self._made[number] = made
        return made


def item_of(properties: type_of_element, style: Style, numberings: Numberings) -> Item | None:
    """The item of a list that a paragraph is, by its own properties, its style, or its style's name; None for none."""
    own = child(properties, "numPr") if properties is not None else None
    inherited = style.property("pPr", "numPr")
    number, level = (_told(own, name) or _told(inherited, name) for name in ("numId", "ilvl"))
    if number == "0":
        return None
    named = next(filter(None, map(_LIST_NAME.fullmatch, style.names)), None)
    least = int(named[1] or 1) if named else 0
    if number and (item := numberings.item(number, _integer(level, 0))):
        return Item(max(item.level, least), item.marker)
    return Item(least, "") if least else None


def heading_level(properties: type_of_element, style: Style) -> int:
    """The level of the heading that a paragraph is, from 1; 0 where it is none."""
    own = child(properties, "outlineLvl") if properties is not None else None
    outline = own if own is not None else style.property("pPr", "outlineLvl")
    if outline is not None:
        level = _integer(attribute(outline, "val"), 9)
        return level + 1 if 0 <= level < 9 else 0
    named = next(filter(None, map(_HEADING_NAME.fullmatch, style.names)), None)
    return int(named[1]) if named else 0


def is_quote(style: Style) -> bool:
    """Whether the style is one of those for quotations."""
    return not _QUOTES.isdisjoint(style.names)


def _told(numbering: type_of_element, name: str) -> str:
    found = child(numbering, name) if numbering is not None else None
    return attribute(found, "val") if found is not None else ""


def _levels(parent: type_of_element) -> dict[int, _Level]:
    levels = {}
    for element in parent if parent is not None else ():
        if name_of(element) == "lvl":
            form, start, shown = (_told(element, name) for name in ("numFmt", "start", "lvlText"))
            level = _Level(form or "decimal", _integer(start, 1), shown)
            levels[_integer(attribute(element, "ilvl"), 0)] = level
    return levels


def _integer(written: str, otherwise: int) -> int:
    return int(written) if re.fullmatch(r"-?[0-9]{1,9}", written) else otherwise


def _written(count: int, form: str) -> str:
    if count < 1 or count > 5000:
        return str(count)
    match form:
        case "lowerRoman" | "upperRoman":
            written = _roman(count)
        case "lowerLetter" | "upperLetter":
            written = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        case "decimalZero":
            written = f"{count:02}"
        case _:
            written = str(count)
    return written.upper() if form.startswith("upper") else written


def _roman(count: int) -> str:
    written = ""
    for value, letters in (*_ROMAN, *_ROMAN_SMALL):
        written += letters * (count // value)
        count %= value
    return written
