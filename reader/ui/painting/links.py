"""Links of the current annotation on the page: a line along the right margin, with a branch above each end in view."""

from collections.abc import Callable, Sequence
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


class _Branch(NamedTuple):
    """Where an end is: beside which point a branch ends, or how far up or down it is out of view (-1, 1)."""

    point: QPointF | None
    beyond: int = 0


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
        together = QPainterPath()  # drawn at once: where they run together no line is stronger than the others
        for link, end in ends:
            if link.proposed is proposed:
                together.addPath(_path(start, end, spine, view))
        pen = QPen(colour, _WIDTH, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        if proposed:
            pen.setDashPattern(_DASHES)
        painter.setPen(pen)
        painter.drawPath(together)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.accent)
    _paint_tip(painter, start, spine, view, arrow=any(not link.outgoing for link in links))
    for link, end in ends:
        _paint_tip(painter, end, spine, view, arrow=link.outgoing)
    _write_types(painter, ends, spine, view, theme)


def _spine(page: Page, view: QRectF) -> float:
    """Where the line stands beside the text, in the middle of a pixel."""
    right = page.document.textWidth() - page.document.rootFrame().frameFormat().rightMargin()
    return round(min(right + _FROM_TEXT, view.right() - _FROM_EDGE)) + 0.5


def _branch(annotation: Annotation, lines: Lines, stretches: Stretches) -> _Branch:
    """The upper right corner of an annotation's first line among these, between this line and the one above."""
    places = stretches(annotation)
    for start, stop in places:
        for piece in lines.pieces(start, stop):
            return _Branch(QPointF(piece.rect.right() + PAD, round(piece.line.top) - 0.5))
    above = not places or places[0][0] < lines.start
    return _Branch(None, -1 if above else 1)


def _path(start: _Branch, end: _Branch, spine: float, view: QRectF) -> QPainterPath:
    """From one end along its line to the margin, there up or down, and along the other's line."""
    path = QPainterPath()
    first, last = _height(start, view), _height(end, view)
    corner = min(_CORNER, abs(last - first) / 2)
    towards = corner if last > first else -corner
    if start.point is None:
        path.moveTo(spine, first)
    else:
        path.moveTo(start.point)
        path.lineTo(spine - corner, first)
        path.quadTo(spine, first, spine, first + towards)
    if end.point is None:
        path.lineTo(spine, last)
    else:
        path.lineTo(spine, last - towards)
        path.quadTo(spine, last, spine - corner, last)
        path.lineTo(end.point)
    return path


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
