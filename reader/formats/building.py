"""Builds the text of an article block by block, with its structure and marks as standoff over the same code points."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from reader.domain.structure import Block, BlockKind, Mark, MarkKind, Marks, Structure
from reader.domain.text import normalise

_COLLAPSED = re.compile("[ \t\n]+")  # what HTML collapses, in a normalised text; a hard space stays
# What no block begins or ends with: all that `str.isspace` knows, and the space without width.
_WHITE = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\u200b" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_BOM = "\ufeff"
_PARTED_BY_BREAKS = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE})


@dataclass(frozen=True, slots=True)
class Built:
    """A text as it is stored, and the blocks and marks in it; indexes are code points."""

    text: str
    structure: Structure
    marks: Marks


class Building:
    """A text that grows.

    Blocks are parted by a blank line, an item from the item before it by one line break; white space around a block
    is left out, and so is a block with nothing else. The text needs no normalising any more.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._stretches: dict[tuple[MarkKind, str], list[tuple[int, int]]] = defaultdict(list)
        self._kind: BlockKind | None = None
        self._level = 0
        self._marker = ""
        self._start = -1  # of the running block, once it has a word
        self._white = ""  # white space that is kept if more words follow in the block

    @property
    def place(self) -> int:
        """Where the text ends so far, in code points; what is added later stands behind it."""
        return self._length

    @property
    def has_words(self) -> bool:
        """Whether something stands in the running block."""
        return self._start >= 0

    def begin(self, kind: BlockKind, level: int = 0, marker: str = "") -> None:
        """End the running block and begin another."""
        self.end()
        self._kind, self._level, self._marker = kind, level, marker

    def end(self) -> None:
        """End the running block; words added after it begin a paragraph."""
        if self._kind is not None and self.has_words:
            self._blocks.append(Block(self._kind, self._start, self._length, self._level, self._marker))
        self._kind, self._start, self._white = None, -1, ""

    def add(self, words: str) -> None:
        """Add words to the running block, or to a new paragraph; white space is collapsed as HTML does it."""
        text = _COLLAPSED.sub(" ", normalise(words).replace(_BOM, ""))
        self._append(text.removeprefix(" ") if self._white.endswith((" ", "\n", "\t")) else text)

    def add_verbatim(self, words: str) -> None:
        """Add words with their spaces and line breaks, but for those around the block."""
        self._append(normalise(words).replace(_BOM, ""))

    def break_line(self) -> None:
        """Go on in a new line of the block. A second break in a row begins another paragraph, or quote."""
        if not self.has_words:
            return
        if "\n" in self._white and self._kind in _PARTED_BY_BREAKS:
            self.begin(self._kind, self._level, self._marker)
        else:
            self._white = "\n"

    def add_tab(self) -> None:
        """Go on behind a tab, which parts the cells of a row; it takes the spaces around it."""
        if self.has_words:
            self._white = self._white.rstrip(" ") + "\t"

    @contextmanager
    def mark(self, kind: MarkKind, target: str = "") -> Iterator[None]:
        """Mark what is added meanwhile."""
        place = self.place
        yield
        self.mark_since(place, kind, target)

    def mark_since(self, place: int, kind: MarkKind, target: str = "") -> None:
        """Mark what was added since the text ended at the place."""
        if place < self._length:
            self._stretches[kind, target].append((place, self._length))

    def built(self) -> Built:
        """What stands so far. The running block ends.

        A mark lies within one block, has no white space at its ends and is never empty; equal ones with nothing but
        white space between them are one.
        """
        self.end()
        text = "".join(self._parts)
        starts = [block.start for block in self._blocks]
        marks = [
            Mark(kind, *inside, target)
            for (kind, target), stretches in self._stretches.items()
            for start, stop in _merged(stretches)
            for block in self._blocks[max(0, bisect_right(starts, start) - 1) : bisect_right(starts, stop)]
            if (inside := _trimmed(text, max(start, block.start), min(stop, block.stop)))
        ]
        marks.sort(key=lambda mark: (mark.start, -mark.stop, mark.kind, mark.target))
        return Built(text, tuple(self._blocks), tuple(marks))

    def _append(self, text: str) -> None:
        if self._kind is None:
            self.begin(BlockKind.PARAGRAPH)
        if not self.has_words:
            text = text.lstrip(_WHITE)
        words = text.rstrip(_WHITE)
        if words:
            if not self.has_words:
                self._part_from_block_before()
                self._start = self._length
            self._write(self._white + words)
            self._white = text[len(words) :]
        elif self.has_words:
            self._white += text

    def _part_from_block_before(self) -> None:
        if self._blocks:
            together = self._kind is self._blocks[-1].kind is BlockKind.ITEM
            self._write("\n" if together else "\n\n")

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _merged(stretches: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches in order, those that touch or overlap as one. White space is written with what follows it."""
    ordered = sorted(stretches)
    start, stop = ordered[0]
    for following in ordered[1:]:
        if following[0] > stop:
            yield start, stop
            start = following[0]
        stop = max(stop, following[1])
    yield start, stop


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """The stretch without white space at its ends; None where nothing else is in it."""
    words = text[start:stop].strip(_WHITE) if start < stop else ""
    if not words:
        return None
    start = text.index(words, start)
    return start, start + len(words)
