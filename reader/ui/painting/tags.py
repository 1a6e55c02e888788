"""Small tags above annotations that name their labels, where there is room."""

from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from reader.ui.painting.drawn import Drawn, Scene
from reader.ui.painting.entities import PAD
from reader.ui.painting.geometry import LineBox
from reader.ui.painting.lettering import lettering
from reader.ui.painting.lines import Lines
from reader.ui.system_size import system_scale
from reader.ui.theme import Theme, interface_font

_PIXELS, _LARGEST = 9, 1.3
_SIDE, _RADIUS = 2.0, 2.0
_APART, _LEAST, _NEAR = 4.0, 16.0, 24.0
#: How much of an ascent stands free above the letters, accents on capitals left out.
_FREE = 0.24


class _Anchor(NamedTuple):
    """Where a tag is to stand: from `x` on, to the left where the text flows from the right."""

    drawn: Drawn
    line: LineBox
    x: float
    from_right: bool


def paint_tags(painter: QPainter, lines: Lines, scene: Scene, theme: Theme, unit: float) -> None:
    """Draw a tag above the start of each annotation that starts in these lines and has room for it."""
    # The unit holds the size of the system's letters already, which the font of the interface follows by itself.
    font = interface_font(round(_PIXELS * min(_LARGEST, max(1.0, unit / system_scale()))))
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    gaps = {following.start: line for line, following in pairwise(lines.boxes)}
    for start, anchors in _anchors(scene).items():
        line, above = anchors[0].line, gaps.get(start)
        bottom = line.top + _FREE * (line.baseline - line.top)
        top = bottom - metrics.capHeight() - metrics.descent() - 1
        if above is not None and above.start < above.stop and top < above.bottom - 1:
            continue
        taken = [] if above is None else _brackets(scene, above)
        for anchor in anchors:
            rect = _room(anchor, anchors, metrics.horizontalAdvance(anchor.drawn.label.name), top, bottom)
            if rect.width() >= _LEAST and not any(rect.left() < right and left < rect.right() for left, right in taken):
                taken.append((rect.left() - _APART, rect.right() + _APART))
                _paint_tag(painter, anchor, rect, metrics, theme)


def _anchors(scene: Scene) -> dict[int, list[_Anchor]]:
    """The tags of each line, by where it starts: those of claims before those of entities, the outer ones first."""
    found: dict[int, list[_Anchor]] = {}
    for drawn in (*scene.claims, *scene.entities):
        piece = drawn.start
        if piece is not None and piece.start is not None:
            from_right = piece.start > piece.rect.center().x()
            found.setdefault(piece.line.start, []).append(_Anchor(drawn, piece.line, piece.start, from_right))
    return found


def _brackets(scene: Scene, line: LineBox) -> list[tuple[float, float]]:
    """From where to where there are brackets or joints under a line."""
    return [
        (piece.rect.left(), piece.rect.right())
        for drawn in scene.claims
        for piece in (*drawn.pieces, *drawn.joints)
        if piece.line.start == line.start
    ]


def _room(anchor: _Anchor, anchors: list[_Anchor], width: float, top: float, bottom: float) -> QRectF:
    """Where a tag goes that would be so wide: up to the next one, where that is not all too near."""
    towards = -1 if anchor.from_right else 1
    distances = [(other.x - anchor.x) * towards for other in anchors if other.from_right is anchor.from_right]
    width = min([width + 2 * _SIDE, *(distance - _APART for distance in distances if distance > _NEAR)])
    edge = anchor.x - towards * PAD
    return QRectF(edge - width if anchor.from_right else edge, top, width, bottom - top)


def _paint_tag(painter: QPainter, anchor: _Anchor, rect: QRectF, metrics: QFontMetricsF, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.pane)
    painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
    words = metrics.elidedText(anchor.drawn.label.name, Qt.TextElideMode.ElideRight, rect.width() - 2 * _SIDE)
    painter.setPen(lettering(theme, anchor.drawn.label))
    left = rect.right() - _SIDE - metrics.horizontalAdvance(words) if anchor.from_right else rect.left() + _SIDE
    painter.drawText(QPointF(left, rect.bottom() - metrics.descent()), words)
