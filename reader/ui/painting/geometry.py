"""Where characters stand on a page: rectangles of a stretch of a line, right for bidirectional text too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QTextBlock, QTextLine

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line: its rectangle from ascent to descent.

    Where the first or the last character of the whole stands in it, `start` and `stop` are the x of its outer edge: in
    text that flows from the right, the start lies at the right.
    """

    rect: QRectF
    start: float | None
    stop: float | None


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


def pieces(block: QTextBlock, origin: QPointF, start: int, stop: int) -> Iterator[Piece]:
    """The rectangles of positions start to stop (UTF-16, in the document) within a block."""
    first, last = start - block.position(), stop - block.position()
    layout = block.layout()
    mixed = _RIGHT_TO_LEFT.search(block.text()) is not None
    low, high = max(0, first), min(last, block.length() - 1)
    if low >= high:
        return
    for number in range(layout.lineForTextPosition(low).lineNumber(), layout.lineCount()):
        line = layout.lineAt(number)
        begin, end = line.textStart(), line.textStart() + line.textLength()
        if begin >= high:
            return
        a, b = max(low, begin), min(high, end)
        if a < b:
            yield from _of_line(line, origin, a, b, mixed, (a == first, b == last))


def _of_line(
    line: QTextLine, origin: QPointF, a: int, b: int, mixed: bool, edges: tuple[bool, bool]
) -> Iterator[Piece]:
    natural = line.naturalTextRect().translated(origin)
    # A line's extra height lies below it: the letters stand between its own ascent and descent.
    top, height = origin.y() + line.y(), line.ascent() + line.descent()
    stretches = list(_mixed_stretches(line, a, b)) if mixed else [_plain_stretch(line, a, b)]
    start = origin.x() + _x(line, a) if edges[0] else None
    stop = origin.x() + _x(line, b - 1, QTextLine.Edge.Trailing) if edges[1] else None
    for stretch in stretches:
        left = max(natural.left(), origin.x() + stretch[0])
        right = min(natural.right(), origin.x() + stretch[1])
        if left < right:
            yield Piece(
                QRectF(left, top, right - left, height),
                start if start is not None and _within(start, left, right) else None,
                stop if stop is not None and _within(stop, left, right) else None,
            )


def _plain_stretch(line: QTextLine, a: int, b: int) -> tuple[float, float]:
    return _x(line, a), _x(line, b)


def _mixed_stretches(line: QTextLine, a: int, b: int) -> Iterator[tuple[float, float]]:
    """Left and right of each visual run, those that touch joined, in visual order."""
    boxes = sorted(
        (run.boundingRect().left(), run.boundingRect().right())
        for run in line.glyphRuns(a, b - a)
        if run.boundingRect().width() > 0
    )
    joined: list[tuple[float, float]] = []
    for left, right in boxes:
        if joined and left <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    yield from joined


def _within(x: float, left: float, right: float) -> bool:
    return left - 1 <= x <= right + 1


def _x(line: QTextLine, position: int, edge: QTextLine.Edge = QTextLine.Edge.Leading) -> float:
    x, _moved_to = cast("tuple[float, int]", line.cursorToX(position, edge))
    return x
