"""Entities on the page: rounded fills with a thin edge, the inner ones further inside, so that none hides another."""

from collections.abc import Mapping

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from reader.ui.painting.drawn import Drawn, Scene
from reader.ui.painting.geometry import Piece
from reader.ui.theme import RADIUS_SPAN, Theme

#: How far a fill reaches beyond the letters, where no other letter stands right beside them.
PAD = 2.0
_SNUG_PAD = 0.5
_PAD_Y = 1.5
#: How much further inside each lane lies, at most as far as no edge runs through letters: so much of an ascent is free
#: above capitals, so much of a descent below most letters.
_INSET, _ABOVE_LETTERS, _BELOW_LETTERS = 2.5, 0.3, 0.6
#: How thick the line round the current annotation is.
OUTLINE = 1.4
_DASHES, _DOTS = [3.0, 2.0], [1.5, 2.5]


def paint_entities(painter: QPainter, scene: Scene, theme: Theme, unit: float) -> None:
    """Draw the entities of a scene; `unit` is how much larger than usual all is."""
    deepest = scene.deepest_entities
    for drawn in scene.entities:
        edge = QPen(theme.entity_edge(drawn.label.colour), 1)
        if drawn.joints:
            _paint_joints(painter, drawn, deepest, QPen(edge), unit)
        if drawn.suggested:
            edge.setDashPattern(_DASHES)
        painter.setPen(edge)
        fill = theme.pane if drawn.suggested else theme.entity_fill(drawn.label.colour, current=drawn.current)
        painter.setBrush(fill)
        for piece in drawn.pieces:
            painter.drawRoundedRect(fill_of(drawn, piece, deepest, unit), RADIUS_SPAN, RADIUS_SPAN)


def paint_outline(painter: QPainter, drawn: Drawn, scene: Scene, theme: Theme, unit: float) -> None:
    """Draw the outline of the current entity; what lies inside it stays to be seen."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.accent, OUTLINE))
    for piece in drawn.pieces:
        painter.drawRoundedRect(fill_of(drawn, piece, scene.deepest_entities, unit), RADIUS_SPAN, RADIUS_SPAN)


def fill_of(drawn: Drawn, piece: Piece, deepest: Mapping[int, int], unit: float) -> QRectF:
    """The rectangle that is filled for a piece; its edge runs through the middle of pixels."""
    line, lanes = piece.line, max(1, deepest.get(piece.line.start, 0))
    beyond = min(_PAD_Y * unit, max(0.0, (line.gap - 1) / 2))
    most = _INSET * unit
    from_top = drawn.lane * min(most, (beyond + _ABOVE_LETTERS * (line.baseline - line.top)) / lanes)
    from_bottom = drawn.lane * min(most, (beyond + _BELOW_LETTERS * (line.bottom - line.baseline)) / lanes)
    left = right = PAD * unit
    for own, x, snug in ((drawn.start, piece.start, drawn.snug[0]), (drawn.stop, piece.stop, drawn.snug[1])):
        if own is piece and x is not None and snug:
            if x < piece.rect.center().x():
                left = _SNUG_PAD
            else:
                right = _SNUG_PAD
    rect = piece.rect.adjusted(-left, from_top - beyond, right, beyond - from_bottom)
    x, y = round(rect.left()) + 0.5, round(rect.top()) + 0.5
    return QRectF(x, y, round(rect.right()) - 0.5 - x, round(rect.bottom()) - 0.5 - y)


def _paint_joints(painter: QPainter, drawn: Drawn, deepest: Mapping[int, int], pen: QPen, unit: float) -> None:
    pen.setDashPattern(_DOTS)
    painter.setPen(pen)
    for piece in drawn.joints:
        fill = fill_of(drawn, piece, deepest, unit)
        painter.drawLine(QLineF(fill.left(), fill.bottom() - 1, fill.right(), fill.bottom() - 1))
