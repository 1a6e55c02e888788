"""Choices that show what they choose: a page in the colours of a theme, letters of a typeface."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QRadioButton

from reader.ui.names import override
from reader.ui.system_size import scaled
from reader.ui.theme import RADIUS_FIELD, Theme, ThemeChoice, interface_font, load_theme, reading_font
from reader.ui.typography import Face

_PICTURE_HEIGHT, _NAME_HEIGHT = 60, 24
_LEAST_WIDTH = 104
_LETTERS = 26
_MARKED = "#0072B2"


class Tile(QRadioButton):
    """A picture with its name below; the chosen one has a frame, the one with the focus a second one round it."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__(name)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def paint_picture(self, painter: QPainter, rect: QRectF) -> None:
        """Paint what is chosen; the painter is clipped to the picture."""

    @override
    def sizeHint(self) -> QSize:
        width = QFontMetrics(interface_font()).horizontalAdvance(self.text()) + 16
        return QSize(max(_LEAST_WIDTH, width), _PICTURE_HEIGHT + scaled(_NAME_HEIGHT))

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture = QRectF(3.5, 3.5, self.width() - 7, _PICTURE_HEIGHT - 7)
        path = QPainterPath()
        path.addRoundedRect(picture, RADIUS_FIELD, RADIUS_FIELD)
        painter.save()
        painter.setClipPath(path)
        self.paint_picture(painter, picture)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._paint_frames(painter, picture)
        painter.setFont(interface_font(bold=self.isChecked()))
        painter.setPen(self._theme.text if self.isChecked() or self.underMouse() else self._theme.muted)
        name = QRectF(0, _PICTURE_HEIGHT, self.width(), scaled(_NAME_HEIGHT))
        painter.drawText(name, Qt.AlignmentFlag.AlignCenter, self.text())

    def _paint_frames(self, painter: QPainter, picture: QRectF) -> None:
        pen = painter.pen()
        pen.setColor(self._theme.accent if self.isChecked() else self._theme.line)
        pen.setWidthF(2 if self.isChecked() else 1)
        painter.setPen(pen)
        painter.drawRoundedRect(picture, RADIUS_FIELD, RADIUS_FIELD)
        if self.hasFocus():
            pen.setColor(self._theme.accent)
            pen.setWidthF(1)
            painter.setPen(pen)
            painter.drawRoundedRect(picture.adjusted(-3, -3, 3, 3), RADIUS_FIELD + 3, RADIUS_FIELD + 3)


class ThemeTile(Tile):
    """A small page in the colours of a theme; half light and half dark for what the system has."""

    def __init__(self, choice: ThemeChoice, name: str, theme: Theme) -> None:
        super().__init__(name, theme)
        self.choice = choice

    @override
    def paint_picture(self, painter: QPainter, rect: QRectF) -> None:
        if self.choice is not ThemeChoice.SYSTEM:
            _paint_page(painter, rect, load_theme(self.choice))
            return
        _paint_page(painter, rect, load_theme(ThemeChoice.LIGHT))
        half = QPainterPath(rect.topRight())
        for corner in (rect.bottomRight(), rect.bottomLeft() + QPointF(rect.width() * 0.3, 0)):
            half.lineTo(corner)
        half.lineTo(rect.topRight() - QPointF(rect.width() * 0.3, 0))
        half.closeSubpath()
        painter.setClipPath(half, Qt.ClipOperation.IntersectClip)
        _paint_page(painter, rect, load_theme(ThemeChoice.DARK))


class FaceTile(Tile):
    """Two letters of a typeface."""

    def __init__(self, face: Face, name: str, theme: Theme) -> None:
        super().__init__(name, theme)
        self.face = face

    @override
    def paint_picture(self, painter: QPainter, rect: QRectF) -> None:
        painter.fillRect(rect, self._theme.field)
        painter.setFont(reading_font(_LETTERS, self.face))
        painter.setPen(self._theme.text)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "Ag")


def _paint_page(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Paint a window in small: its ground, a page on it, lines of text, an entity and a word in the accent colour."""
    painter.fillRect(rect, theme.window)
    page = rect.adjusted(rect.width() * 0.18, 0, 0, 0)
    painter.fillRect(page, theme.pane)
    painter.fillRect(QRectF(page.left(), page.top(), 1, page.height()), theme.line)
    painter.setPen(Qt.PenStyle.NoPen)
    for number, (start, stop) in enumerate(((0, 0.46), (0, 0.8), (0, 0.72), (0, 0.8), (0, 0.34))):
        colour = QColor(theme.text if number == 0 else theme.muted)
        top = page.top() + 10 + number * 8
        left, width = page.left() + 12, page.width() - 16
        if number == 2:
            painter.setBrush(theme.entity_fill(_MARKED))
            painter.drawRoundedRect(QRectF(left + width * 0.3 - 2, top - 2.5, width * 0.3 + 4, 8), 2, 2)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(left + width * start, top, width * (stop - start), 3), 1.5, 1.5)
    painter.setBrush(theme.accent)
    painter.drawRoundedRect(QRectF(rect.left() + 5, rect.top() + 9, rect.width() * 0.18 - 10, 5), 2, 2)
