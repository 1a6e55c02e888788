"""The structure of a text as standoff: blocks and marks over its code points, stored beside it."""

import json
from enum import StrEnum
from typing import NamedTuple

from reader.domain.span import Span


class BlockKind(StrEnum):
    """What a block of text is in its article."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"


class Block(NamedTuple):
    """One block, from start (included) to stop (excluded) in code points. White space between blocks belongs to none.

    `level` is that of a heading (1 is the largest) or how deep an item or a quote is nested, 0 where it is not told.
    `marker` is what stands before an item of a numbered list (“3.”); empty for a bullet.
    """

    kind: BlockKind
    start: int
    stop: int
    level: int = 0
    marker: str = ""

    @property
    def span(self) -> Span:
        """From start to stop."""
        return Span(self.start, self.stop)


class MarkKind(StrEnum):
    """How a stretch of text was set in its source."""

    LINK = "link"
    EMPHASIS = "emphasis"
    STRONG = "strong"


class Mark(NamedTuple):
    """One stretch, from start (included) to stop (excluded) in code points; `target` is the URL of a link."""

    kind: MarkKind
    start: int
    stop: int
    target: str = ""


Structure = tuple[Block, ...]
Marks = tuple[Mark, ...]

_new = tuple.__new__
_BLOCKS = {kind.value: kind for kind in BlockKind}
_MARKS = {kind.value: kind for kind in MarkKind}


def plain_structure(text: str, *, titled: bool) -> Structure:
    """The blocks of a plain text.

    Where a blank line stands anywhere in the body, paragraphs are what blank lines part, and a single line
    break is only a line break; otherwise each line is a paragraph. With `titled`, the first line that is
    not blank is the title.
    """
    lines = _full_lines(text)
    blocks: list[Block] = []
    if titled and lines:
        start, stop, _ = lines.pop(0)
        blocks.append(_new(Block, (BlockKind.TITLE, start, stop, 0, "")))
    by_blank_lines = any(parted for _, _, parted in lines[1:])
    paragraphs: list[tuple[int, int]] = []
    for start, stop, parted in lines:
        if by_blank_lines and paragraphs and not parted:
            paragraphs[-1] = (paragraphs[-1][0], stop)
        else:
            paragraphs.append((start, stop))
    blocks += [_new(Block, (BlockKind.PARAGRAPH, start, stop, 0, "")) for start, stop in paragraphs]
    return tuple(blocks)


def block_at(structure: Structure, index: int) -> Block | None:
    """The block that holds the code point, or that ends right before it."""
    low, high = 0, len(structure)
    while low < high:
        middle = (low + high) // 2
        if structure[middle].start <= index:
            low = middle + 1
        else:
            high = middle
    if low and index <= structure[low - 1].stop:
        return structure[low - 1]
    return None


def to_json(structure: Structure, marks: Marks = ()) -> str:
    """The structure as it is stored: `{"blocks":[["title",0,46],["item",48,60,1,"3."]],"marks":[["link",3,9,"…"]]}`.

    A block is kind, start, stop, then level and marker where it has them; a mark kind, start, stop, then its target.
    """
    # Nearly all blocks have three fields: without a call for each they are written five times as fast.
    blocks = ",".join(
        [
            _as_json(block) if block[3] or block[4] else f'["{block[0]._value_}",{block[1]},{block[2]}]'
            for block in structure
        ]
    )
    if not marks:
        return f'{{"blocks":[{blocks}]}}'
    return f'{{"blocks":[{blocks}],"marks":[{",".join(map(_as_json, marks))}]}}'


def from_json(text: str) -> tuple[Structure, Marks]:
    """The structure and the marks that `to_json` wrote. What is not known here is passed over. Raises ValueError."""
    try:
        stored = json.loads(text)
        blocks = tuple(
            [
                # Nearly all of a long article are paragraphs: without a call for each they are read twice as fast.
                _new(Block, (BlockKind.PARAGRAPH, fields[1], fields[2], 0, ""))
                if len(fields) == 3 and fields[0] == "paragraph" and 0 <= fields[1] <= fields[2]
                else _block(*fields)
                for fields in stored.get("blocks", [])
            ]
        )
        known = (mark for mark in stored.get("marks", []) if mark[0] in _MARKS)
        marks = tuple([Mark(_MARKS[kind], start, stop, *rest[:1]) for kind, start, stop, *rest in known])
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        raise ValueError(f"not a structure: {text[:80]}") from error
    return blocks, marks


def _as_json(stored: tuple[object, ...]) -> str:
    """The fields without empty ones at the end."""
    fields = list(stored)
    while fields[-1] in (0, "") and len(fields) > 3:
        fields.pop()
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def _block(kind: str, start: int, stop: int, level: object = 0, marker: object = "", *_unknown: object) -> Block:
    if not 0 <= start <= stop:
        raise ValueError(f"not a structure: a block from {start} to {stop}")
    level = level if isinstance(level, int) else 0
    return Block(_BLOCKS[kind], start, stop, level, marker if isinstance(marker, str) else "")


def _full_lines(text: str) -> list[tuple[int, int, bool]]:
    """Start and stop of each line that holds more than white space, and whether blank ones stand before it."""
    lines = []
    start, parted = 0, False
    for line in text.split("\n"):
        stop = start + len(line)
        if line and not line.isspace():
            lines.append((start, stop, parted))
            parted = False
        else:
            parted = True
        start = stop + 1
    return lines
