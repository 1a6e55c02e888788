"""The structure of a text as standoff: blocks over its code points, stored beside it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from reader.domain.span import Span


class BlockKind(StrEnum):
    """What a block of text is in its article."""

    TITLE = "title"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Block:
    """One block: its kind and its span, in code points. White space between blocks belongs to none."""

    kind: BlockKind
    span: Span


Structure = tuple[Block, ...]

_LINE = re.compile(r"[^\n]+")
_KINDS = {kind.value: kind for kind in BlockKind}


def plain_structure(text: str, *, titled: bool) -> Structure:
    """The blocks of a plain text.

    Where a blank line stands anywhere in the body, paragraphs are what blank lines part, and a single line
    break is only a line break; otherwise each line is a paragraph. With `titled`, the first line that is
    not blank is the title.
    """
    blocks: list[Block] = []
    title = next(_full_lines(text, 0), None) if titled else None
    if title:
        blocks.append(Block(BlockKind.TITLE, Span(*title)))
    body = title[1] if title else 0
    by_blank_lines = any(_blank_between(text, a[1], b[0]) for a, b in pairwise(_full_lines(text, body)))
    paragraph: tuple[int, int] | None = None
    for line in _full_lines(text, body):
        if by_blank_lines and paragraph and not _blank_between(text, paragraph[1], line[0]):
            paragraph = (paragraph[0], line[1])
            continue
        if paragraph:
            blocks.append(Block(BlockKind.PARAGRAPH, Span(*paragraph)))
        paragraph = line
    if paragraph:
        blocks.append(Block(BlockKind.PARAGRAPH, Span(*paragraph)))
    return tuple(blocks)


def block_at(structure: Structure, index: int) -> Block | None:
    """The block that holds the code point, or that ends right before it."""
    low, high = 0, len(structure)
    while low < high:
        middle = (low + high) // 2
        if structure[middle].span.start <= index:
            low = middle + 1
        else:
            high = middle
    if low and index <= structure[low - 1].span.stop:
        return structure[low - 1]
    return None


def to_json(structure: Structure) -> str:
    """The structure as it is stored, each block as kind, start, stop: `{"blocks":[["title",0,46],...]}`."""
    blocks = [(block.kind, block.span.start, block.span.stop) for block in structure]
    return json.dumps({"blocks": blocks}, separators=(",", ":"))


def from_json(text: str) -> Structure:
    """The structure that `to_json` wrote. What is not known here is passed over. Raises ValueError."""
    try:
        blocks = json.loads(text).get("blocks", [])
        return tuple([Block(_KINDS[kind], Span(start, stop)) for kind, start, stop, *_ in blocks])
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"not a structure: {text[:80]}") from error


def _full_lines(text: str, index: int) -> Iterator[tuple[int, int]]:
    """Start and stop of each line from the index on that holds more than white space."""
    return (line.span() for line in _LINE.finditer(text, index) if not line[0].isspace())


def _blank_between(text: str, stop: int, start: int) -> bool:
    return text.count("\n", stop, start) > 1
