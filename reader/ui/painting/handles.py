"""The handles at the two edges of the current annotation."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from reader.ui.painting.drawn import Drawn
from reader.ui.painting.entities import PAD
from reader.ui.painting.geometry import Piece
from reader.ui.theme import Theme

_WIDTH = 3.0
_BEYOND = 3.0
_TOLERANCE_X, _TOLERANCE_Y = 4.0, 2.0


def paint_handles(painter: QPainter, drawn: Drawn, theme: Theme) -> None:
    """Draw them."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.accent)
    for _, rect in _handles(drawn):
        painter.drawRoundedRect(rect, _WIDTH / 2, _WIDTH / 2)


def handle_under(point: QPointF, drawn: Drawn) -> str | None:
    """The handle under a point, “start” or “stop”, or so near to it that it is meant."""
    near = [
        (abs(rect.center().x() - point.x()), edge)
        for edge, rect in _handles(drawn)
        if rect.adjusted(-_TOLERANCE_X, -_TOLERANCE_Y, _TOLERANCE_X, _TOLERANCE_Y).contains(point)
    ]
    return min(near)[1] if near else None


def _handles(drawn: Drawn) -> Iterator[tuple[str, QRectF]]:
    if drawn.start is not None and drawn.start.start is not None:
        yield "start", _handle(drawn.start, drawn.start.start)
    if drawn.stop is not None and drawn.stop.stop is not None:
        yield "stop", _handle(drawn.stop, drawn.stop.stop)


def _handle(piece: Piece, x: float) -> QRectF:
    outside = -PAD - _WIDTH / 2 if x < piece.rect.center().x() else PAD - _WIDTH / 2
    return QRectF(round(x + outside), piece.rect.top() - _BEYOND, _WIDTH, piece.rect.height() + 2 * _BEYOND)
