"""The lines of a page: found by height or by position, and what stands where in them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLayout

from reader.ui.painting.geometry import LineBox, PageLine, Piece, pieces_in

#: Letters that are written from the right, and those of flags, which Qt pairs wrongly behind some other emoji.
_NOT_PLAIN = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff\U0001f1e6-\U0001f1ff]"
)
_GAP_AT_END = 24.0
_KEPT = 512

_Pieces = dict[tuple[int, int], list[Piece]]


class Lines:
    """Lines of a page that follow each other. `known` are pieces in them that were looked for before."""

    def __init__(self, lines: Sequence[PageLine], known: dict[LineBox, _Pieces] | None = None) -> None:
        self._lines = lines
        self._starts = [line.box.start for line in lines]
        self.known: dict[LineBox, _Pieces] = {line.box: (known or {}).get(line.box, {}) for line in lines}

    def __len__(self) -> int:
        return len(self._lines)

    @property
    def boxes(self) -> list[LineBox]:
        """Where the lines stand."""
        return list(self.known)

    @property
    def start(self) -> int:
        """The position that the first line begins with."""
        return self._starts[0]

    @property
    def stop(self) -> int:
        """The position behind the last line, before its line break."""
        return self._lines[-1].box.stop

    def pieces(self, start: int, stop: int) -> list[Piece]:
        """The rectangles of positions start to stop in these lines, in their order."""
        first = max(0, bisect_right(self._starts, start) - 1)
        past = bisect_left(self._starts, stop)
        if first + 1 == past:
            return self._in_line(first, start, stop)
        return [piece for number in range(first, past) for piece in self._in_line(number, start, stop)]

    def _in_line(self, number: int, start: int, stop: int) -> list[Piece]:
        line = self._lines[number]
        known = self.known[line.box]
        found = known.get((start, stop))
        if found is None:
            a, b = max(start, line.box.start), min(stop, line.box.stop)
            found = [] if a >= b else pieces_in(line, a, b, starts=a == start, ends=self._ends_in(number, stop))
            known[start, stop] = found
        return found

    def _ends_in(self, number: int, stop: int) -> bool:
        """Whether nothing of what goes up to a position stands behind a line, but its line break."""
        line = self._lines[number]
        end = line.box.stop
        return stop <= end or (stop == end + 1 and end == line.block.position() + line.block.length() - 1)


class PageLines:
    """The lines of a document whose text does not change; what is learnt of them is kept."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._units: dict[int, bytes | None] = {}
        self._found = 0
        self._known: dict[LineBox, _Pieces] = {}

    def visible(self, visible: QRectF) -> Lines:
        """The lines that reach into a rectangle of the document, and one more on either side."""
        rect_of = self._document.documentLayout().blockBoundingRect
        block = self._first_reaching(visible.top())
        if block.previous().isValid():
            block = block.previous()
        found: list[PageLine] = []
        below = False
        while block.isValid() and not below:
            rect = rect_of(block)
            below = rect.top() > visible.bottom()
            first, last = _lines_within(block.layout(), visible.top() - rect.top(), visible.bottom() - rect.top())
            found += self._lines(block, rect, first, last)
            block = block.next()
        lines = Lines(found, self._known)
        self._known = {**self._known, **lines.known} if len(self._known) < _KEPT else lines.known
        return lines

    def between(self, start: int, stop: int) -> Lines:
        """All lines of the blocks that the positions start to stop lie in."""
        block = self._document.findBlock(start)
        found: list[PageLine] = []
        while block.isValid() and (block.position() < stop or not found):
            rect = self._document.documentLayout().blockBoundingRect(block)
            found += self._lines(block, rect, 0, block.layout().lineCount() - 1)
            block = block.next()
        return Lines(found)

    def line_at(self, position: int) -> LineBox:
        """The line that a position stands in."""
        block = self._document.findBlock(position)
        rect = self._document.documentLayout().blockBoundingRect(block)
        number = block.layout().lineForTextPosition(position - block.position()).lineNumber()
        return self._lines(block, rect, number, number)[0].box

    def line_start(self, position: int) -> int:
        """Where the line begins that a position stands in."""
        block = self._document.findBlock(position)
        self._document.documentLayout().blockBoundingRect(block)  # lays it out
        return block.position() + block.layout().lineForTextPosition(position - block.position()).textStart()

    def block_start(self, position: int) -> int:
        """Where the block begins that a position stands in."""
        return self._document.findBlock(position).position()

    def layout_key(self) -> tuple[float, float, float]:
        """What is another one when lines break elsewhere."""
        frame = self._document.rootFrame().frameFormat()
        return self._document.textWidth(), frame.leftMargin(), frame.rightMargin()

    def _first_reaching(self, y: float) -> QTextBlock:
        """The first block that reaches below a height, looked for from the one that was found last.

        Blocks much further down are never asked where they stand: this would lay out all that is above them.
        """
        document, rect_of = self._document, self._document.documentLayout().blockBoundingRect
        last = document.blockCount() - 1

        def bottom(number: int) -> float:
            return rect_of(document.findBlockByNumber(number)).bottom()

        low, high, step = 0, min(self._found, last), 1
        while high < last and bottom(high) < y:
            low, high, step = high + 1, min(last, high + step), 2 * step
        number = bisect_left(range(high), y, lo=min(low, high), key=bottom)
        self._found = number
        return document.findBlockByNumber(number)

    def _lines(self, block: QTextBlock, rect: QRectF, first: int, last: int) -> list[PageLine]:
        layout, begin, left, top = block.layout(), block.position(), rect.left(), rect.top()
        units, end = self._units_of(block), begin + block.length() - 1
        found = []
        line = layout.lineAt(first) if first <= last else None
        for number in range(first, last + 1):
            assert line is not None
            following = layout.lineAt(number + 1) if number + 1 < layout.lineCount() else None
            ascent, above, natural, start = line.ascent(), top + line.y(), line.naturalTextRect(), line.textStart()
            bottom = above + ascent + line.descent()
            box = LineBox(
                start=begin + start,
                stop=min(begin + start + line.textLength(), end),
                left=left + natural.left(),
                right=left + natural.right(),
                top=above,
                bottom=bottom,
                baseline=above + ascent,
                gap=(top + following.y() if following else self._top_after(block, bottom)) - bottom,
            )
            found.append(PageLine(box, block, line, left, units))
            line = following
        return found

    def _units_of(self, block: QTextBlock) -> bytes | None:
        """The text of a block in UTF-16 where letters may run from the right."""
        begin = block.position()
        if begin not in self._units:
            text, from_right = block.text(), block.textDirection() is Qt.LayoutDirection.RightToLeft
            plain = not from_right and _NOT_PLAIN.search(text) is None
            self._units[begin] = None if plain else text.encode("utf-16-le", "surrogatepass")
        return self._units[begin]

    def _top_after(self, block: QTextBlock, bottom: float) -> float:
        """The ascent of the first line after a block; below a blank line, where nothing is written, its end."""
        following = block.next()
        if not following.isValid():
            return bottom + _GAP_AT_END
        rect = self._document.documentLayout().blockBoundingRect(following)
        line = following.layout().lineAt(0)
        return rect.bottom() if following.length() == 1 or not line.isValid() else rect.top() + line.y()


def _lines_within(layout: QTextLayout, top: float, bottom: float) -> tuple[int, int]:
    """First and last line of a block that reach into a height, and one more on either side."""
    numbers = range(layout.lineCount())
    first = bisect_left(numbers, top, key=lambda number: layout.lineAt(number).y() + layout.lineAt(number).height())
    last = bisect_right(numbers, bottom, key=lambda number: layout.lineAt(number).y()) - 1
    return max(0, first - 1), min(len(numbers) - 1, last + 1)
