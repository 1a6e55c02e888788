"""Where characters stand on a page: the rectangles of a stretch of a line, in any direction of writing."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QTextBlock, QTextLine

_NEAR, _TOUCHING = 0.5, 1.0
_TAB = "\t".encode("utf-16-le")

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
    """A line as it is laid out now. It is `mixed` where its block may have letters that run from right to left."""

    box: LineBox
    block: QTextBlock
    line: QTextLine
    x: float
    mixed: bool


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
    if line.mixed:
        stretches, from_right = _mixed_stretches(line, a, b)
        first = line.x + _outer_edge(line, a, b, stretches, from_right, leading=True) if starts else None
        last = line.x + _outer_edge(line, a, b, stretches, from_right, leading=False) if ends else None
    else:
        left, right = _x(line.line, a), _x(line.line, b)
        stretches = [(left, right)]
        first, last = line.x + left if starts else None, line.x + right if ends else None
    found = []
    for stretch in stretches:
        left, right = max(box.left, line.x + stretch[0]), min(box.right, line.x + stretch[1])
        if left < right:
            rect = QRectF(left, box.top, right - left, box.bottom - box.top)
            found.append(Piece(box, rect, _within(first, left, right), _within(last, left, right)))
    return found


def _mixed_stretches(line: PageLine, a: int, b: int) -> tuple[list[_Stretch], bool | None]:
    """Left and right of each visual run, those that touch joined, and whether all run from the right.

    This is None where not all do. The runs come from the glyphs, which a tab has none of.
    """
    edge_a, edge_b = _x(line.line, a), _x(line.line, b)
    boxes, directions = [], set()
    for run in line.line.glyphRuns(a, b - a):
        rect, from_right = run.boundingRect(), run.isRightToLeft()
        left, right = rect.left(), rect.right()
        start, stop = (edge_b, edge_a) if from_right else (edge_a, edge_b)
        if left + _NEAR < start < right - _NEAR:
            left = start
        if left + _NEAR < stop < right - _NEAR:
            right = stop
        if left < right:
            boxes.append((left, right))
            directions.add(from_right)
    tabs = _tabs(line, a, b)
    joined: list[_Stretch] = []
    for left, right in sorted([*boxes, *tabs]):
        if joined and left <= joined[-1][1] + _TOUCHING:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    return joined, directions.pop() if len(directions) == 1 and not tabs else None


def _tabs(line: PageLine, a: int, b: int) -> Sequence[_Stretch]:
    text = line.block.text()
    if "\t" not in text:
        return ()
    units = text.encode("utf-16-le", "surrogatepass")
    places = (place for place in range(a, b) if units[2 * place : 2 * place + 2] == _TAB)
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


def _within(x: float | None, left: float, right: float) -> float | None:
    return min(right, max(left, x)) if x is not None and left - 1 <= x <= right + 1 else None


def _x(line: QTextLine, position: int) -> float:
    x, _moved_to = cast("tuple[float, int]", line.cursorToX(position))
    return x
