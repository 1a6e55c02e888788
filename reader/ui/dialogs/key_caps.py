"""Keys drawn as caps, in the colours of the palette."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.ui.names import override
from reader.ui.theme import RADIUS_SPAN, interface_font

_LEAST_HEIGHT, _PAD, _GAP = 20, 6, 4
_PIXELS = 12


def cap_places(keys: tuple[str, ...], origin: QPointF, width: float) -> list[QRectF]:
    """Where caps stand that begin at a point, in as many lines as this width makes necessary."""
    metrics = QFontMetricsF(interface_font(_PIXELS))
    height = max(_LEAST_HEIGHT, round(metrics.height()) + _GAP)
    places: list[QRectF] = []
    corner = QPointF(origin)
    for one in keys:
        size = QSizeF(max(height, metrics.horizontalAdvance(one) + 2 * _PAD), height)
        if places and corner.x() + size.width() > origin.x() + width:
            corner = QPointF(origin.x(), corner.y() + height + _GAP)
        places.append(QRectF(corner, size))
        corner += QPointF(size.width() + _GAP, 0)
    return places


def paint_caps(
    painter: QPainter, keys: tuple[str, ...], places: list[QRectF], palette: QPalette, marked: int = -1
) -> None:
    """Paint a cap at each place, the marked one in the accent colour."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(interface_font(_PIXELS))
    for number, (one, place) in enumerate(zip(keys, places, strict=True)):
        accent = palette.color(QPalette.ColorRole.Highlight)
        painter.setPen(accent if number == marked else palette.color(QPalette.ColorRole.Mid))
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_SPAN, RADIUS_SPAN)
        painter.setPen(accent if number == marked else palette.color(QPalette.ColorRole.Text))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, one)


class KeyCaps(QWidget):
    """The keys of one thing to do, as high as the lines that they need."""

    def __init__(self, keys: tuple[str, ...], width: int) -> None:
        super().__init__()
        self._keys = keys
        self._places = cap_places(keys, QPointF(0, 0), width)
        self.setFixedWidth(width)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.width(), round(self._places[-1].bottom()) if self._places else _LEAST_HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_caps(QPainter(self), self._keys, self._places, self.palette())
