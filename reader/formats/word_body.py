"""The body of a Word document to a text with blocks and marks: what stands there once all changes are accepted."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reader.domain.structure import BlockKind, MarkKind
from reader.formats.building import Building
from reader.formats.html_blocks import link_target
from reader.formats.packed import attribute, child, name_of, type_of_element
from reader.formats.word_styles import Numberings, Style, Styles, heading_level, is_on, is_quote, item_of

#: What holds paragraphs and tables, or runs, and adds nothing to them.
_WRAPPERS = frozenset(
    (
        *("body", "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "bdo", "dir", "fldSimple"),
        *("ruby", "rubyBase", "oMath", "oMathPara", "hyperlink", "tc", "subDoc"),
    )
)
_SIGNS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_BREAKS = frozenset({"br", "cr"})
_LINK_FIELD = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_CONTENTS = re.compile(r"toc [1-9]|table of figures")


@dataclass(slots=True)
class _Field:
    """A field that runs: its code, and where its result begins in the text, -1 while the code runs."""

    code: str = ""
    place: int = -1


class Body:
    """Adds what a document holds to a building; `targets` are the addresses of its links by id."""

    def __init__(self, building: Building, styles: Styles, numberings: Numberings, targets: dict[str, str]) -> None:
        self._building = building
        self._styles = styles
        self._numberings = numberings
        self._targets = targets
        self._fields: list[_Field] = []
        self._goes_on = False  # the mark that ended the paragraph before is deleted
        self._flows_right: Counter[bool] = Counter()

    @property
    def flows_from_the_right(self) -> bool:
        """Whether most paragraphs with words are set from right to left."""
        return self._flows_right[True] > self._flows_right[False]

    def add(self, element: type_of_element) -> None:
        """Add the paragraphs and tables in an element."""
        for one in element:
            match name_of(one):
                case "p":
                    self._add_paragraph(one)
                case "tbl":
                    self._add_table(one)
                case name if name in _WRAPPERS:
                    self.add(one)
        self._building.end()

    def _add_paragraph(self, paragraph: type_of_element) -> None:
        properties = child(paragraph, "pPr")
        style = self._styles.style(properties, "pStyle", "paragraph")
        if any(map(_CONTENTS.fullmatch, style.names)):
            return
        if not self._goes_on:
            self._begin(properties, style)
        place = self._building.place
        self._add_words(paragraph)
        if self._building.place > place:
            self._flows_right[self._is_set_from_the_right(properties, style)] += 1
        marks = child(properties, "rPr") if properties is not None else None
        self._goes_on = marks is not None and child(marks, "del") is not None
        for box in _text_boxes(paragraph):
            self.add(box)

    def _begin(self, properties: type_of_element, style: Style) -> None:
        level = heading_level(properties, style)
        if "title" in style.names:
            self._building.begin(BlockKind.TITLE)
        elif level:
            self._building.begin(BlockKind.HEADING, level)
        elif item := item_of(properties, style, self._numberings):
            self._building.begin(BlockKind.ITEM, item.level, item.marker)
        elif is_quote(style):
            self._building.begin(BlockKind.QUOTE, 1)
        else:
            self._building.begin(BlockKind.PARAGRAPH)

    @staticmethod
    def _is_set_from_the_right(properties: type_of_element, style: Style) -> bool:
        own = is_on(properties, "bidi")
        inherited = style.property("pPr", "bidi")
        return own if own is not None else inherited is not None and attribute(inherited, "val", "true") != "0"

    def _add_table(self, table: type_of_element) -> None:
        """Add a row of data as a paragraph with its cells parted by tabs, and what is laid out in a table as blocks."""
        for row in _inside(table, "tr"):
            cells = list(_inside(row, "tc"))
            if len(cells) > 1 and not any(map(self._is_laid_out, cells)):
                self._building.begin(BlockKind.PARAGRAPH)
                for number, cell in enumerate(cells):
                    if number:
                        self._building.add_tab()
                    for paragraph in _inside(cell, "p"):
                        self._add_words(paragraph)
                        self._building.add(" ")
            else:
                for cell in cells:
                    self.add(cell)
        self._building.end()

    def _is_laid_out(self, cell: type_of_element) -> bool:
        """Whether more than words stand in a cell: a table, a heading or a list."""
        if next(_inside(cell, "tbl"), None) is not None:
            return True
        for paragraph in _inside(cell, "p"):
            properties = child(paragraph, "pPr")
            style = self._styles.style(properties, "pStyle", "paragraph")
            has_number = properties is not None and child(properties, "numPr") is not None
            if has_number or heading_level(properties, style):
                return True
        return False

    def _add_words(self, element: type_of_element) -> None:
        for one in element:
            match name_of(one):
                case "r":
                    self._add_run(one)
                case "hyperlink":
                    place = self._building.place
                    self._add_words(one)
                    self._link_since(place, self._targets.get(attribute(one, "id"), ""))
                case "fldSimple":
                    place = self._building.place
                    self._add_words(one)
                    self._link_since(place, _target_of(attribute(one, "instr")))
                case "t":  # of a formula, which has runs of its own
                    self._building.add_verbatim(one.text or "")
                case name if name in _WRAPPERS:
                    self._add_words(one)

    def _add_run(self, run: type_of_element) -> None:
        properties = child(run, "rPr")
        style = self._styles.style(properties, "rStyle", "character")
        if self._says(properties, style, "vanish"):
            return
        place = self._building.place
        for one in run:
            self._add_piece(one)
        if self._says(properties, style, "b", "bCs") or "strong" in style.names:
            self._building.mark_since(place, MarkKind.STRONG)
        if self._says(properties, style, "i", "iCs") or "emphasis" in style.names:
            self._building.mark_since(place, MarkKind.EMPHASIS)

    @staticmethod
    def _says(properties: type_of_element, style: Style, *names: str) -> bool:
        own = is_on(properties, *names)
        return bool(style.is_on(*names) if own is None else own)

    def _add_piece(self, piece: type_of_element) -> None:
        name = name_of(piece)
        if name == "fldChar":
            self._field(attribute(piece, "fldCharType"))
        elif name == "instrText":
            if self._fields:
                self._fields[-1].code += piece.text or ""
        elif self._fields and self._fields[-1].place < 0:
            return  # the code of a field
        elif name == "t":
            text = piece.text or ""
            self._building.add_verbatim(text if attribute(piece, "space") == "preserve" else text.strip(" \t\n\r"))
        elif name in _SIGNS:
            self._building.add_verbatim(_SIGNS[name])
        elif name in _BREAKS:
            self._building.break_line()
        elif name in _WRAPPERS:
            self._add_words(piece)

    def _field(self, kind: str) -> None:
        match kind:
            case "begin":
                self._fields.append(_Field())
            case "separate" if self._fields:
                self._fields[-1].place = self._building.place
            case "end" if self._fields:
                ended = self._fields.pop()
                if ended.place >= 0:
                    self._link_since(ended.place, _target_of(ended.code))

    def _link_since(self, place: int, target: str) -> None:
        address = link_target(target)
        if address:
            self._building.mark_since(place, MarkKind.LINK, address)


def _target_of(code: str) -> str:
    found = _LINK_FIELD.match(code)
    return found[1] if found else ""


def _inside(element: type_of_element, name: str) -> Iterator[type_of_element]:
    """The children of the name, those in wrappers too."""
    for one in element:
        if name_of(one) == name:
            yield one
        elif name_of(one) in _WRAPPERS - {"tc"}:
            yield from _inside(one, name)


def _text_boxes(paragraph: type_of_element) -> Iterator[type_of_element]:
    """The text boxes that are anchored in a paragraph, each in one of the forms that it has for older programs."""
    waiting = [paragraph]
    while waiting:
        element = waiting.pop()
        for one in element:
            match name_of(one):
                case "txbxContent":
                    yield one
                case "AlternateContent":
                    waiting.extend(list(one)[:1])
                case "r" | "drawing" | "pict" | "object" | "inline" | "anchor" | "graphic" | "graphicData" | "Choice":
                    waiting.append(one)
                case "wsp" | "txbx" | "shape" | "rect" | "textbox" | "wgp" | "group" | "wpc" | "ins" | "roundrect":
                    waiting.append(one)
