"""HTML to a text with blocks and marks: what a page says, without what it does."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any
from urllib.parse import urljoin, urlsplit

from reader.domain.structure import BlockKind, MarkKind
from reader.domain.text import normalise
from reader.errors import UnreadableArticleError
from reader.formats.building import Building

# lxml comes without types.
Element = Any

#: What a reader of the page never sees as words, or what is no part of its text.
UNSEEN = frozenset(
    (
        *("script", "style", "noscript", "template", "title", "meta", "link", "svg", "iframe", "object"),
        *("embed", "applet", "audio", "video", "canvas", "map", "button", "input", "select", "textarea", "datalist"),
        *("option", "optgroup", "progress", "meter", "noembed", "noframes", "frameset", "rt", "rp", "rtc"),
        *("annotation", "annotation-xml"),
    )
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_TABLE_PARTS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "caption"})
_BLOCKS = frozenset(
    (
        *_HEADINGS,
        *_TABLE_PARTS,
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl"),
        *("dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "li"),
        *("listing", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "ul", "xmp"),
    )
)
_IN_A_ROW_OF_LAYOUT = ("table", "ul", "ol", "dl", "blockquote", "pre", "div", *_HEADINGS)
_CELLS = ("td", "th")
_VERBATIM = frozenset({"pre", "listing", "xmp"})
_MARKS = {
    **dict.fromkeys(("em", "i", "cite"), MarkKind.EMPHASIS),
    **dict.fromkeys(("strong", "b"), MarkKind.STRONG),
}
_HIDDEN_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_NORMAL_WEIGHT = re.compile(r"font-weight\s*:\s*(?:normal|[1-4]00)", re.IGNORECASE)
_SCHEMES = frozenset({"http", "https", "mailto"})
_LONGEST_TARGET = 4096
_QUOTATION_MARKS = "“‘«‹„‚\"'「『"


class _Role(Enum):
    """What an open element makes of the words in it."""

    HEADING = auto()
    ITEM = auto()
    QUOTE = auto()
    ROW = auto()
    VERBATIM = auto()


class _State(Enum):
    """How far an item is: its first words are the item, what follows other blocks in it are paragraphs."""

    FRESH = auto()
    RUNNING = auto()
    SPENT = auto()


@dataclass(slots=True)
class _Context:
    role: _Role
    level: int = 0
    marker: str = ""
    state: _State = _State.FRESH


@dataclass(slots=True)
class _List:
    numbered: bool
    next: int = 1
    step: int = 1


def parse(markup: str) -> Element:
    """The root element of a page or of a piece of one, None where there is nothing in it.

    No network, no entities beyond those of HTML. Raises UnreadableArticleError where the markup goes beyond what any
    page needs, such as elements nested 256 deep.
    """
    from lxml import etree, html  # noqa: PLC0415 - loaded when the first page is met

    parser = html.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8")
    try:
        root = html.document_fromstring(normalise(markup).encode(), parser=parser)
    except etree.ParserError:
        root = None
    except etree.XMLSyntaxError as error:
        raise UnreadableArticleError("its HTML cannot be read") from error
    for entry in parser.error_log.filter_from_fatals():  # the rest of the page is lost then
        nested = "depth" in entry.message.lower()
        raise UnreadableArticleError(
            "its elements are nested too deeply" if nested else "a piece of its HTML is too large"
        )
    return root


def add_html(building: Building, markup: str, base: str = "") -> None:
    """Add a piece of HTML, or a page. Links are resolved against `base`. Raises UnreadableArticleError as `parse`."""
    root = parse(markup)
    if root is not None:
        add_element(building, root, base)


def add_element(building: Building, element: Element, base: str = "") -> None:
    """Add the words in an element of lxml, without what follows it, as blocks of their own.

    Headings, items, quotations, links and emphasis are kept; a row of a table is a paragraph, its cells parted by
    tabs. Links are kept where they lead to http, https or mailto, resolved against `base`. What is hidden, scripts,
    styles and form controls are left out.
    """
    from lxml import etree  # noqa: PLC0415 - loaded when the first page is met

    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    walker = _Walker(building, base)
    building.end()
    unseen = None
    for event, visited in walk:
        if event in {"comment", "pi"}:
            walker.add(visited.tail)
        elif event == "start":
            if visited is not element and is_unseen(visited):
                walk.skip_subtree()
                unseen = visited
            else:
                walker.enter(visited)
                walker.add(visited.text)
        else:
            if visited is unseen:
                unseen = None
            else:
                walker.leave(visited)
            if visited is not element:
                walker.add(visited.tail)
    building.end()


def is_unseen(element: Element) -> bool:
    """Whether a reader of the page does not see the element."""
    if element.tag in UNSEEN or (element.tag == "dialog" and element.get("open") is None):
        return True
    attributes = element.attrib
    return bool(attributes) and (
        attributes.get("hidden", "until-found") != "until-found"
        or attributes.get("aria-hidden", "").strip().lower() == "true"
        or _HIDDEN_STYLE.search(attributes.get("style", "")) is not None
    )


def link_target(href: str, base: str = "") -> str:
    """The address a link leads to, empty where it is not http, https or mailto, or leads into the page itself."""
    href = "".join(href.split())
    if not href or href.startswith("#") or len(href) > _LONGEST_TARGET:
        return ""
    try:
        target = urljoin(base, href)
        parts = urlsplit(target)
    except ValueError:
        return ""
    if parts.scheme not in _SCHEMES or not (parts.netloc or parts.scheme == "mailto"):
        return ""
    return normalise(target)


class _Walker:
    """Turns the start and the end of elements, and the words between them, into blocks."""

    def __init__(self, building: Building, base: str) -> None:
        self._building = building
        self._base = base
        self._contexts: list[_Context] = []
        self._lists: list[_List] = []
        self._running: _Context | None = None
        self._is_open = False
        self._places: list[tuple[Element, int, MarkKind, str]] = []
        self._opened: list[Element] = []
        self._quoted: list[Element] = []

    def enter(self, element: Element) -> None:
        """An element begins."""
        tag = element.tag
        if tag in _BLOCKS:
            self._part()
            self._enter_block(element, tag)
        elif tag == "br":
            self._break_line()
        elif tag in _CELLS:
            self._enter_cell(element)
        elif tag == "a":
            target = link_target(element.get("href", ""), self._base)
            if target:
                self._places.append((element, self._building.place, MarkKind.LINK, target))
        elif tag in _MARKS and not (tag == "b" and _NORMAL_WEIGHT.search(element.get("style", ""))):
            self._places.append((element, self._building.place, _MARKS[tag], ""))
        elif tag == "q" and not (element.text or "").strip().startswith(tuple(_QUOTATION_MARKS)):
            self.add("“")
            self._quoted.append(element)

    def leave(self, element: Element) -> None:
        """An element ends."""
        if self._places and self._places[-1][0] is element:
            _, place, kind, target = self._places.pop()
            self._building.mark_since(place, kind, target)
        if self._quoted and self._quoted[-1] is element:
            self._quoted.pop()
            self.add("”")
        if element.tag in _BLOCKS:
            self._part()
            if self._opened and self._opened[-1] is element:
                self._opened.pop()
                if self._contexts.pop() is self._running:
                    self._end()
            elif element.tag in {"ul", "ol", "menu", "dir"}:
                self._lists.pop()
        elif element.tag in _CELLS and not self._in(_Role.ROW):
            self._part()

    def add(self, words: str | None) -> None:
        """Words between tags."""
        if not words:
            return
        if self._in(_Role.VERBATIM):
            self._open()
            self._building.add_verbatim(words)
        elif self._is_open or not words.isspace():
            self._open()
            self._building.add(words)

    def _in(self, role: _Role) -> bool:
        return bool(self._contexts) and self._contexts[-1].role is role

    def _enter_block(self, element: Element, tag: str) -> None:
        if tag in _HEADINGS:
            self._push(element, _Context(_Role.HEADING, _HEADINGS[tag]))
        elif tag in {"ul", "ol", "menu", "dir"}:
            self._end()
            self._lists.append(_list_of(element))
        elif tag == "li":
            self._end()
            self._push(element, _Context(_Role.ITEM, max(1, len(self._lists)), self._marker(element)))
        elif tag == "blockquote":
            depth = sum(context.role is _Role.QUOTE for context in self._contexts)
            self._push(element, _Context(_Role.QUOTE, depth + 1))
        elif tag in _VERBATIM:
            self._push(element, _Context(_Role.VERBATIM))
        elif tag == "tr" and _is_row_of_data(element):
            self._push(element, _Context(_Role.ROW))

    def _push(self, element: Element, context: _Context) -> None:
        self._contexts.append(context)
        self._opened.append(element)

    def _marker(self, item: Element) -> str:
        if not self._lists or not self._lists[-1].numbered:
            return ""
        numbers = self._lists[-1]
        number = _number(item.get("value", ""), numbers.next)
        numbers.next = number + numbers.step
        return f"{number}."

    def _enter_cell(self, cell: Element) -> None:
        if not self._in(_Role.ROW):
            self._part()
        elif any(before.tag in _CELLS for before in cell.itersiblings(preceding=True)):
            self._building.add_tab()
        else:
            self._part()

    def _break_line(self) -> None:
        if self._in(_Role.ROW):
            self.add(" ")
        elif self._in(_Role.VERBATIM):
            self.add("\n")
        elif self._is_open:
            self._building.break_line()

    def _part(self) -> None:
        """What follows is a block of its own; within an item, a heading or a row it goes on in that."""
        if self._is_open and self._running is not None and self._running in self._contexts[-1:]:
            if self._running.role is _Role.ROW:
                self._building.add(" ")
            elif self._running.role in {_Role.ITEM, _Role.HEADING}:
                self._building.break_line()
            elif self._running.role is not _Role.VERBATIM:
                self._end()
        else:
            self._end()

    def _end(self) -> None:
        if self._running is not None and self._running.role is _Role.ITEM:
            self._running.state = _State.SPENT
        self._building.end()
        self._is_open, self._running = False, None

    def _open(self) -> None:
        """Begin the block that words belong to here, unless it runs."""
        context = self._contexts[-1] if self._contexts else None
        if self._is_open and context is self._running:
            return
        self._end()
        kind, level, marker = self._block_for(context)
        self._building.begin(kind, level, marker)
        self._is_open, self._running = True, context

    def _block_for(self, context: _Context | None) -> tuple[BlockKind, int, str]:
        match context:
            case _Context(_Role.HEADING):
                return BlockKind.HEADING, context.level, ""
            case _Context(_Role.ITEM, state=_State.FRESH):
                context.state = _State.RUNNING
                return BlockKind.ITEM, context.level, context.marker
            case _Context(_Role.QUOTE):
                return BlockKind.QUOTE, context.level, ""
            case _:
                return BlockKind.PARAGRAPH, 0, ""


def _list_of(element: Element) -> _List:
    if element.tag != "ol":
        return _List(numbered=False)
    if element.get("reversed") is None:
        return _List(numbered=True, next=_number(element.get("start", ""), 1))
    items = sum(1 for _ in element.iterchildren("li"))
    return _List(numbered=True, next=_number(element.get("start", ""), items), step=-1)


def _number(written: str, otherwise: int) -> int:
    """The number as HTML reads it; one that is none, or beyond reason, counts as not written."""
    found = re.match(r"\s*([+-]?[0-9]{1,9})", written)
    return int(found[1]) if found else otherwise


def _is_row_of_data(row: Element) -> bool:
    """Whether the row is of a table, not of a layout: two cells or more, and nothing but words in them."""
    cells = sum(1 for _ in row.iterchildren(*_CELLS))
    return cells > 1 and next(row.iterdescendants(*_IN_A_ROW_OF_LAYOUT), None) is None
