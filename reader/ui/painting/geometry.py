"""Where characters stand on a page: the rectangles of a stretch of a line, in any direction of writing."""

from collections.abc import Iterator
from typing import NamedTuple, cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QTextBlock, QTextLine

_NEAR, _TOUCHING = 0.5, 1.0
_TRAILING = QTextLine.Edge.Trailing
_TAB, *_NO_LETTERS = (letter.encode("utf-16-le") for letter in ("\t", "", " ", "\n", "\u00a0", ".", ",", "،", "(", ")"))

_Stretch = tuple[float, float]


class LineBox(NamedTuple):
    """Where a line stands. `start` and `stop` are positions (UTF-16) in the document, all else are its coordinates.

    From `top` to `bottom` reach ascent and descent, from `left` to `right` what is written. `gap` is the room below,
    down to the ascent of the line that follows.
    """

    start: int
    stop: int
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    gap: float


class PageLine(NamedTuple):
    """A line as it is laid out now.

    Where letters may run from the right, carets tell not enough: then `units` is the text of its block in UTF-16.
    """

    box: LineBox
    block: QTextBlock
    line: QTextLine
    x: float
    units: bytes | None

    def unit(self, place: int) -> bytes:
        """The code unit at a place of the block; empty outside."""
        return (self.units or b"")[2 * place : 2 * place + 2] if place >= 0 else b""


class Piece(NamedTuple):
    """A stretch of one line: its rectangle from ascent to descent.

    Where the first or the last character of the whole stands in it, `start` and `stop` are the x of its outer edge: in
    text that flows from the right, the start lies at the right.
    """

    line: LineBox
    rect: QRectF
    start: float | None = None
    stop: float | None = None


def visible_blocks(layout: QAbstractTextDocumentLayout, visible: QRectF) -> Iterator[tuple[QTextBlock, QRectF]]:
    """The blocks that reach into a rectangle of the document, each with its own."""
    document = layout.document()
    position = layout.hitTest(QPointF(0, visible.top()), Qt.HitTestAccuracy.FuzzyHit)
    block = document.findBlock(max(0, position))
    while block.isValid():
        rect = layout.blockBoundingRect(block)
        if rect.top() > visible.bottom():
            return
        if rect.bottom() >= visible.top():
            yield block, rect
        block = block.next()


def pieces_in(line: PageLine, start: int, stop: int, *, starts: bool, ends: bool) -> list[Piece]:
    """The pieces of the positions start to stop, which lie in the line; it is told whether the whole has edges there.

    A ligature is parted where the caret can stand within it. White space beyond the end of a line is no part of it.
    """
    box, begin = line.box, line.block.position()
    a, b = start - begin, stop - begin
    first: float | None
    last: float | None
    if line.units is not None:
        stretches, from_right = _mixed_stretches(line, a, b)
        first = line.x + _outer_edge(line, a, b, stretches, from_right, leading=True) if starts else None
        last = line.x + _outer_edge(line, a, b, stretches, from_right, leading=False) if ends else None
    else:
        left, right = _x(line.line, a), _x(line.line, b)
        stretches = [(left, right)]
        first, last = line.x + left if starts else None, line.x + right if ends else None
    first, last = _clamped(first, box), _clamped(last, box)
    found = []
    for stretch in stretches:
        left, right = max(box.left, line.x + stretch[0]), min(box.right, line.x + stretch[1])
        if left < right:
            rect = QRectF(left, box.top, right - left, box.bottom - box.top)
            found.append(Piece(box, rect, _within(first, left, right), _within(last, left, right)))
    return found


def _mixed_stretches(line: PageLine, a: int, b: int) -> tuple[list[_Stretch], bool | None]:
    """Left and right of each visual run, those that touch joined, and whether all run from the right.

    This is None where not all do. The runs come from the glyphs, which a tab has none of. Where the caret stands is not
    asked: white space at the end of a line pushes it aside from letters that run from the right.
    """
    cut_a, cut_b = _ligature_at(line, a), _ligature_at(line, b)
    start, stop = cut_a.start if cut_a else a, cut_b.start if cut_b else b
    boxes = _boxes(line.line, start, stop)
    if cut_a and start < stop:
        boxes = [_without(box, cut_a) for box in boxes]
    if cut_b:
        boxes.append(cut_b.box.part(cut_a.before if cut_a and start == stop else 0.0, cut_b.before))
    tabs = _tabs(line, a, b)
    joined: list[_Stretch] = []
    for left, right in sorted([*((box.left, box.right) for box in boxes), *tabs]):
        if joined and left <= joined[-1][1] + _TOUCHING:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    directions = {box.from_right for box in boxes}
    return joined, directions.pop() if len(directions) == 1 and not tabs else None


class _Box(NamedTuple):
    """What the glyphs of a visual run cover."""

    left: float
    right: float
    from_right: bool

    def part(self, start: float, stop: float) -> "_Box":
        """The part from so far to so far behind the edge that the letters begin at."""
        if self.from_right:
            return self._replace(left=self.right - stop, right=self.right - start)
        return self._replace(left=self.left + start, right=self.left + stop)


def _boxes(line: QTextLine, a: int, b: int) -> list[_Box]:
    found = [(run.boundingRect(), run.isRightToLeft()) for run in line.glyphRuns(a, b - a)] if a < b else []
    return [_Box(rect.left(), rect.right(), from_right) for rect, from_right in found if rect.width() > 0]


class _Ligature(NamedTuple):
    """A glyph of several letters that a position stands within; `before` is how wide what stands before that is."""

    start: int
    box: _Box
    before: float


def _ligature_at(line: PageLine, position: int) -> _Ligature | None:
    """The ligature that a position stands within: its letters share their trailing edge."""
    if line.unit(position - 1) in _NO_LETTERS or line.unit(position) in _NO_LETTERS:
        return None
    layout, begin, end = line.block.layout(), line.line.textStart(), line.line.textStart() + line.line.textLength()
    here, edge = _x(line.line, position), _x(line.line, position, _TRAILING)
    start = stop = position
    while here != edge and start > begin:
        previous = layout.previousCursorPosition(start)
        behind = min(_x(line.line, previous), edge) < here < max(_x(line.line, previous), edge)
        shares = behind and _x(line.line, previous, _TRAILING) == edge
        if not shares and not _opens_ligature(line, previous, start):
            break
        start = previous
    if start == position:
        return None
    while stop < end and _x(line.line, stop, _TRAILING) == edge != _x(line.line, stop):
        stop = layout.nextCursorPosition(stop)
    boxes = _boxes(line.line, start, stop)
    return _Ligature(start, boxes[0], boxes[0].right - boxes[0].left - abs(here - edge)) if boxes else None


def _opens_ligature(line: PageLine, previous: int, position: int) -> bool:
    """Whether a letter from the right shares its glyph with the next one, though the caret does not tell.

    It is told wrong places at the ends of a run. Alone, half a ligature is told to lie outside of the whole.
    """
    alone = _boxes(line.line, previous, position)
    both = _boxes(line.line, previous, line.block.layout().nextCursorPosition(position))
    return any(
        box.from_right and not any(other.left - _NEAR <= box.left < other.right - _NEAR for other in both)
        for box in alone
    )


def _without(box: _Box, cut: _Ligature) -> _Box:
    """The box without what stands before a cut in the ligature that it may begin with."""
    first = cut.box
    begins = abs(box.right - first.right) if first.from_right else abs(box.left - first.left)
    whole = begins > _NEAR or box.from_right is not first.from_right
    return box if whole else box.part(cut.before, box.right - box.left)


def _tabs(line: PageLine, a: int, b: int) -> list[_Stretch]:
    if _TAB not in (line.units or b""):
        return []
    places = (place for place in range(a, b) if line.unit(place) == _TAB)
    edges = (sorted((_x(line.line, place), _x(line.line, place + 1))) for place in places)
    return [(left, right) for left, right in edges]


def _outer_edge(
    line: PageLine, a: int, b: int, stretches: list[_Stretch], from_right: bool | None, *, leading: bool
) -> float:
    """Where the first character begins, or the last one ends, in the direction that it is written in."""
    if from_right is None:  # then it is that character alone that counts
        layout = line.block.layout()
        if leading:
            b = min(b, max(a + 1, layout.nextCursorPosition(a)))
        else:
            a = max(a, min(b - 1, layout.previousCursorPosition(b)))
        stretches, from_right = _mixed_stretches(line, a, b)
    if not stretches:
        return _x(line.line, a if leading else b)
    if from_right is None:
        from_right = line.block.textDirection() is Qt.LayoutDirection.RightToLeft
    return stretches[-1][1] if leading == from_right else stretches[0][0]


def _clamped(x: float | None, box: LineBox) -> float | None:
    return None if x is None else min(box.right, max(box.left, x))


def _within(x: float | None, left: float, right: float) -> float | None:
    return min(right, max(left, x)) if x is not None and left - 1 <= x <= right + 1 else None


def _x(line: QTextLine, position: int, edge: QTextLine.Edge = QTextLine.Edge.Leading) -> float:
    x, _moved_to = cast("tuple[float, int]", line.cursorToX(position, edge))
    return x
