"""The structure of a text as standoff: blocks over its code points, stored beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

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


def plain_structure(text: str, *, titled: bool) -> Structure:
    """The blocks of a plain text.

    Where a blank line stands anywhere in the body, paragraphs are what blank lines part, and a single line
    break is only a line break; otherwise each line is a paragraph. With `titled`, the first line that is
    not blank is the title.
    """
    lines = [span for span in _lines(text) if not span.of(text).isspace()]
    blocks: list[Block] = []
    if titled and lines:
        blocks.append(Block(BlockKind.TITLE, lines.pop(0)))
    by_blank_lines = any(_blank_between(text, a, b) for a, b in zip(lines, lines[1:], strict=False))
    for line in lines:
        last = blocks[-1] if blocks and blocks[-1].kind is BlockKind.PARAGRAPH else None
        if by_blank_lines and last is not None and not _blank_between(text, last.span, line):
            blocks[-1] = Block(BlockKind.PARAGRAPH, Span(last.span.start, line.stop))
        else:
            blocks.append(Block(BlockKind.PARAGRAPH, line))
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


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        if line:
            yield Span(start, start + len(line))
        start += len(line) + 1


def _blank_between(text: str, first: Span, second: Span) -> bool:
    return text.count("\n", first.stop, second.start) > 1
