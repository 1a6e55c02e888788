"""Claims on the page: brackets under their lines, bars in the margin with the keys of their labels."""

from collections.abc import Iterator, Mapping
from itertools import pairwise, zip_longest

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from reader.ui.painting.drawn import Drawn, Scene
from reader.ui.painting.entities import OUTLINE, PAD
from reader.ui.painting.geometry import LineBox, Piece
from reader.ui.painting.lettering import lettering
from reader.ui.painting.lines import Lines, PageLines
from reader.ui.theme import Theme, interface_font

_BELOW, _STEP, _THICK, _TICK = 2.0, 4.0, 2.0, 4.0
#: How far brackets may reach into the room above the letters of the line below, in heights of an ascent.
_INTO_NEXT = 0.1
#: And into the depth of a descent, which few letters have.
_INTO_DESCENT = 0.4
_DASHES, _DOTS = [4.0, 2.5], [1.5, 2.5]
_BAR, _THIN, _CONTOUR = 3.0, 1.0, 1.0
#: Where bars stand, in pixels from the text to their outer edge: in turn outwards and inwards, then between those.
_BARS = (20.0, 26.0, 14.0, 32.0, 8.0, 38.0, 23.0, 17.0, 29.0, 11.0, 35.0, 41.0)
_LETTER, _LETTER_PIXELS = 12.0, 11
_FAR = 256.0


def paint_claims(painter: QPainter, scene: Scene, theme: Theme, unit: float) -> None:
    """Draw the brackets of a scene's claims; `unit` is how much larger than usual all is."""
    for drawn in scene.claims:
        colour = theme.claim_line(drawn.label.colour)
        for piece in drawn.joints:
            y, _ = bracket_of(drawn, piece.line, scene.deepest_claims, unit)
            pen = QPen(colour, 1, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
            pen.setDashPattern(_DOTS)
            painter.setPen(pen)
            painter.drawLine(QLineF(piece.rect.left(), y + 0.5, piece.rect.right(), y + 0.5))
        for piece in drawn.pieces:
            _paint_bracket(painter, drawn, piece, bracket_of(drawn, piece.line, scene.deepest_claims, unit), colour)


def bracket_of(drawn: Drawn, line: LineBox, deepest: Mapping[int, int], unit: float) -> tuple[float, float]:
    """Top and thickness of a claim's bracket under a line, in whole pixels.

    Where there are more lanes than the room down to the letters of the next line holds, they come nearer to each other
    and to the base line, and get thinner; they never leave this room.
    """
    others = deepest.get(line.start, 0)
    first, step, thick = _BELOW * unit, _STEP * unit, max(1.0, round(_THICK * unit))
    highest = _INTO_DESCENT * (line.baseline - line.bottom)
    room = line.gap + _INTO_NEXT * (line.baseline - line.top)
    if room - thick - others * step < 0:
        step = thick + 1
    if room - thick - others * step < highest:
        thick = max(1.0, min(thick, (room - highest) // (others + 1) - 1))
        step = (room - thick - highest) / max(1, others)
    end = room - thick
    y = line.bottom + min(first, max(highest, end - others * step)) + drawn.lane * step
    return round(y), thick


def _paint_bracket(painter: QPainter, drawn: Drawn, piece: Piece, bracket: tuple[float, float], colour: QColor) -> None:
    y, thick = bracket
    thick += drawn.current
    left, right = round(piece.rect.left()), round(piece.rect.right())
    if drawn.suggested:
        pen = QPen(colour, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([length / thick * 2 for length in _DASHES])
        painter.setPen(pen)
        painter.drawLine(QLineF(left, y + thick / 2, right, y + thick / 2))
    else:
        painter.fillRect(QRectF(left, y, right - left, thick), colour)
    for x in (piece.start, piece.stop):
        if x is not None:
            inside = left if x < piece.rect.center().x() else right - thick
            painter.fillRect(QRectF(inside, y - _TICK, thick, _TICK), colour)


def paint_contour(painter: QPainter, drawn: Drawn, theme: Theme) -> None:
    """Draw one line round all lines of the current claim that follow each other."""
    contour = QPainterPath()
    contour.setFillRule(Qt.FillRule.WindingFill)
    for piece, following in zip_longest(drawn.pieces, drawn.pieces[1:]):
        rect = piece.rect.adjusted(-PAD, -_CONTOUR, PAD, _CONTOUR)
        if following is not None and piece.line.stop <= following.line.start <= piece.line.stop + 1:
            rect.setBottom(following.rect.top() - _CONTOUR)
        contour.addRect(QRectF(rect.toAlignedRect()).translated(0.5, 0.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(
        QPen(theme.accent, OUTLINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.drawPath(contour.simplified())


class Bars:
    """The bars of claims in the margin: those of claims that touch the same line never stand on each other."""

    def __init__(self, page_lines: PageLines, lines: Lines, scene: Scene, margin: float) -> None:
        self._page_lines = page_lines
        self._lines = lines
        self._claims = scene.claims
        self._margin = margin

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw the bars, thin beside what lies between fragments, and the keys beside where claims start."""
        for drawn in self._claims:
            colour = theme.claim_line(drawn.label.colour)
            painter.setPen(Qt.PenStyle.NoPen)
            rects = list(self._rects(drawn))
            for above, below in pairwise(rects):
                x = above.center().x() - _THIN / 2
                painter.fillRect(QRectF(x, above.bottom(), _THIN, below.top() - above.bottom()), colour)
            painter.setBrush(colour)
            for rect in rects:
                if drawn.suggested:
                    _paint_dashed(painter, rect, colour)
                else:
                    painter.drawRoundedRect(rect, _BAR / 2, _BAR / 2)
        self._paint_keys(painter, theme)

    def _rects(self, drawn: Drawn) -> Iterator[QRectF]:
        """The bar beside each fragment; those that touch are one."""
        left = self._margin - _BARS[min(drawn.bar_lane, len(_BARS) - 1)]
        top = bottom = None
        for start, stop in drawn.stretches:
            above, below = self._top(start), self._bottom(stop)
            if top is not None and bottom is not None and above > bottom:
                yield QRectF(left, top, _BAR, bottom - top)
                top = None
            top, bottom = above if top is None else top, below
        if top is not None and bottom is not None:
            yield QRectF(left, top, _BAR, bottom - top)

    def _top(self, position: int) -> float:
        if position > self._lines.stop:
            return self._lines.boxes[-1].bottom + _FAR
        return round(self._page_lines.line_at(position).top)

    def _bottom(self, position: int) -> float:
        """Where the line ends that stands before a position; somewhere below, where it is not in view yet."""
        if position > self._lines.stop:
            return self._lines.boxes[-1].bottom + _FAR
        return round(self._page_lines.line_at(position - 1).bottom + _BELOW)

    def _paint_keys(self, painter: QPainter, theme: Theme) -> None:
        """Draw the keys, to the left of all bars beside the line, below each other as many as have room."""
        starting: dict[int, list[Drawn]] = {}
        lines: dict[int, LineBox] = {}
        for drawn in self._claims:
            if drawn.start is not None and drawn.label.key:
                line = drawn.start.line
                lines[line.start] = line
                starting.setdefault(line.start, []).append(drawn)
        painter.setFont(interface_font(_LETTER_PIXELS))
        for start, claims in starting.items():
            line = lines[start]
            beside = [_BARS[min(drawn.bar_lane, len(_BARS) - 1)] for drawn in self._touching(line)]
            rows = max(1, int((line.bottom - line.top + min(line.gap, _LETTER)) / _LETTER))
            for number, drawn in enumerate(sorted(claims, key=lambda drawn: -drawn.bar_lane)):
                column, row = divmod(number, rows)
                left = self._margin - max(beside) - (column + 1) * _LETTER
                if left >= 0:
                    rect = QRectF(left, round(line.top) - 2 + row * _LETTER, _LETTER - 3, _LETTER + 2)
                    painter.setPen(lettering(theme, drawn.label))
                    painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextDontClip, drawn.label.key)

    def _touching(self, line: LineBox) -> Iterator[Drawn]:
        for drawn in self._claims:
            if drawn.stretches[0][0] <= line.stop and drawn.stretches[-1][1] > line.start:
                yield drawn


def _paint_dashed(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    pen = QPen(colour, rect.width(), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([length / rect.width() * 2 for length in _DASHES])
    painter.setPen(pen)
    painter.drawLine(QLineF(rect.center().x(), rect.top(), rect.center().x(), rect.bottom()))
    painter.setPen(Qt.PenStyle.NoPen)
