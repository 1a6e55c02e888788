"""Links of the current annotation on the page: a line along the right margin, with a branch above each end in view."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from reader.domain.annotation import Annotation
from reader.ui.painting.entities import PAD
from reader.ui.painting.lines import Lines
from reader.ui.painting.page import Page
from reader.ui.theme import Theme, interface_font

_FROM_TEXT, _FROM_EDGE, _CORNER = 14.0, 10.0, 4.0
_WIDTH, _ALPHA = 1.2, 0.75
_HEAD, _DOT = 4.5, 2.2
_DASHES = [3.0, 2.5]
_LETTERS, _ROOM, _LEAST_ROOM = 11, 5.0, 26.0

Stretches = Callable[[Annotation], tuple[tuple[int, int], ...]]


class LinkLine(NamedTuple):
    """A link to be drawn, from the current annotation or to it; `proposed` where it is not made yet."""

    here: Annotation
    other: Annotation
    outgoing: bool
    words: str
    proposed: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Branch:
    """Where an end is: at which point a branch ends, or whether it is out of view above (-1) or below (1)."""

    point: QPointF | None
    beyond: int = 0


_ABOVE, _BELOW = _Branch(None, -1), _Branch(None, 1)


def paint_links(
    painter: QPainter,
    page: Page,
    lines: Lines,
    view: QRectF,
    links: Sequence[LinkLine],
    stretches: Stretches,
    theme: Theme,
) -> None:
    """Draw links that begin or end at one annotation; the painter stands in the document's coordinates.

    `lines` are those to be painted, `view` is all that can be seen: links to what lies outside leave at its edge.
    """
    spine = _spine(page, view)
    start = _branch(links[0].here, lines, stretches)
    ends = [(link, _branch(link.other, lines, stretches)) for link in links]
    colour = QColor(theme.accent)
    colour.setAlphaF(_ALPHA)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for proposed in (False, True):
        some = {end for link, end in ends if link.proposed is proposed}
        if some:
            pen = QPen(colour, _WIDTH, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
            if proposed:
                pen.setDashPattern(_DASHES)
            painter.setPen(pen)
            painter.drawPath(_tree(start, some, spine, view))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.accent)
    _paint_tip(painter, start, spine, view, arrow=any(not link.outgoing for link in links))
    for outgoing in (False, True):
        for end in {end for link, end in ends if link.outgoing is outgoing}:
            _paint_tip(painter, end, spine, view, arrow=outgoing)
    _write_types(painter, ends, spine, view, theme)


def _spine(page: Page, view: QRectF) -> float:
    """Where the line stands beside the text, in the middle of a pixel."""
    right = page.document.textWidth() - page.document.rootFrame().frameFormat().rightMargin()
    return round(min(right + _FROM_TEXT, view.right() - _FROM_EDGE)) + 0.5


def _branch(annotation: Annotation, lines: Lines, stretches: Stretches) -> _Branch:
    """The upper right corner of an annotation's first line among these, between this line and the one above."""
    places = stretches(annotation)
    if places and places[0][0] <= lines.stop and places[-1][1] >= lines.start:
        for start, stop in places:
            for piece in lines.pieces(start, stop):
                return _Branch(QPointF(piece.rect.right() + PAD, round(piece.line.top) - 0.5))
    above = not places or places[0][0] < lines.start
    return _ABOVE if above else _BELOW


def _tree(start: _Branch, ends: Collection[_Branch], spine: float, view: QRectF) -> QPainterPath:
    """From one end along its line to the margin, there up and down, and back along the line of each other end.

    It is one path, so that no line is stronger where several run together.
    """
    path = QPainterPath()
    middle = _height(start, view)
    for end in ends:
        _branch_off(path, end, spine, _height(end, view), middle)
    for far in {_furthest(ends, view, min), _furthest(ends, view, max)}:
        if abs(far - middle) > _CORNER:
            _branch_off(path, start, spine, middle, far)
            path.moveTo(spine, middle + _corner(middle, far))
            path.lineTo(spine, far + _corner(far, middle))
    return path


def _branch_off(path: QPainterPath, branch: _Branch, spine: float, y: float, towards: float) -> None:
    if branch.point is not None:
        corner = _corner(y, towards)
        path.moveTo(branch.point)
        path.lineTo(spine - abs(corner), y)
        path.quadTo(spine, y, spine, y + corner)


def _corner(y: float, towards: float) -> float:
    """How far a line has turned from one height towards another when the corner is over."""
    return max(-_CORNER, min(_CORNER, (towards - y) / 2))


def _furthest(ends: Collection[_Branch], view: QRectF, which: Callable[[Iterable[float]], float]) -> float:
    return which(_height(end, view) for end in ends)


def _height(branch: _Branch, view: QRectF) -> float:
    if branch.point is not None:
        return branch.point.y()
    return view.top() + _HEAD if branch.beyond < 0 else view.bottom() - _HEAD


def _paint_tip(painter: QPainter, branch: _Branch, spine: float, view: QRectF, *, arrow: bool) -> None:
    """A head where the link leads to, a dot where it comes from; a head at the edge to what is out of view."""
    path = QPainterPath()
    if branch.point is None:
        tip = QPointF(spine, view.top() + 1 if branch.beyond < 0 else view.bottom() - 1)
        back = -branch.beyond * _HEAD * 1.4
        path.moveTo(tip)
        path.lineTo(tip + QPointF(-_HEAD, back))
        path.lineTo(tip + QPointF(_HEAD, back))
    elif arrow:
        tip = branch.point
        path.moveTo(tip)
        path.lineTo(tip + QPointF(_HEAD * 1.6, -_HEAD / 1.5))
        path.lineTo(tip + QPointF(_HEAD * 1.6, _HEAD / 1.5))
    else:
        path.addEllipse(branch.point, _DOT, _DOT)
    path.closeSubpath()
    painter.drawPath(path)


def _write_types(
    painter: QPainter, ends: Sequence[tuple[LinkLine, _Branch]], spine: float, view: QRectF, theme: Theme
) -> None:
    """Name the types beside the branches, those of one line together, where the margin has room for a word."""
    room = view.right() - spine - 1.5 * _ROOM
    if room < _LEAST_ROOM:
        return
    named: dict[float, list[str]] = {}
    for link, end in ends:
        if end.point is not None and link.words:
            words = named.setdefault(end.point.y(), [])
            if link.words not in words:
                words.append(link.words)
    font = interface_font(_LETTERS)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(theme.muted)
    for y, words in named.items():
        told = metrics.elidedText(", ".join(words), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(spine + _ROOM, y + metrics.ascent() / 2 - 1), told)
