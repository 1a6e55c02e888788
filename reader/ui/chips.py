"""Chips of entities in forms: a name on the colour of its type; and how they stand side by side."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reader.domain.codebook import Label
from reader.ui.flow import WidgetRows
from reader.ui.names import override
from reader.ui.painting.rows import write_elided
from reader.ui.plain import as_tip
from reader.ui.system_size import scaled
from reader.ui.theme import RADIUS_SPAN, SMALL_PIXELS, Theme, interface_font, pixmap

#: The sign of a chip that makes something new.
ADD = "add"

_HEIGHT, _PAD, _SIGN = 22, 7, 12


class Chip(QAbstractButton):
    """An entity that stands there, or with `offered` one that is proposed: an edge of dashes, as of a suggestion.

    A `sign` is the name of an icon before the words. Enter clicks it as Space does.
    """

    def __init__(self, theme: Theme, words: str = "", label: Label | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._offered = self._marked = False
        self._sign = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(
            QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed
        )  # buttons do not shrink by themselves
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_words(words, label)

    def show_words(self, words: str, label: Label | None, *, offered: bool = False, sign: str = "") -> None:
        """Show a name on the colour of a label, or without one in a thin line."""
        self._label, self._offered, self._sign = label, offered, sign
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(as_tip(words))
        self.updateGeometry()
        self.update()

    def mark(self, marked: bool) -> None:
        """Show that a key would take it now, though the focus is elsewhere."""
        self._marked = marked
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    @override
    def sizeHint(self) -> QSize:
        words = QFontMetrics(interface_font(SMALL_PIXELS)).horizontalAdvance(self._line())
        return QSize(words + 2 * _PAD + (_SIGN + 4 if self._sign else 0) + 1, scaled(_HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(_HEIGHT), scaled(_HEIGHT))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, rect = self._theme, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        plain = theme.muted if self._offered else theme.line
        edge = plain if self._label is None else theme.entity_edge(self._label.colour, anywhere=True)
        if self._offered or self._label is None:
            painter.setBrush(theme.hover if self.underMouse() else Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(edge, 1, Qt.PenStyle.DashLine if self._offered else Qt.PenStyle.SolidLine))
        else:
            painter.setBrush(theme.entity_fill(self._label.colour, current=self.underMouse()))
            painter.setPen(Qt.PenStyle.NoPen)
        if self.hasFocus() or self._marked:
            painter.setPen(QPen(theme.accent, 2))
            rect.adjust(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, RADIUS_SPAN, RADIUS_SPAN)
        box = QRectF(self.rect()).adjusted(_PAD, 0, -_PAD, 0)
        if self._sign:
            sign = pixmap(self._sign, theme.muted.name(), 2 * _SIGN)
            place = QRectF(box.left(), box.center().y() - _SIGN / 2, _SIGN, _SIGN)
            painter.drawPixmap(place, sign, QRectF(sign.rect()))
            box.setLeft(place.right() + 4)
        write_elided(painter, box.adjusted(0, 0, 1, 0), self._line(), interface_font(SMALL_PIXELS), theme.text)

    def _line(self) -> str:
        return " ".join(self.text().split())


class ChipFlow(WidgetRows):
    """Widgets side by side, as many in a row as there is room for; none is wider than the row."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6) -> None:
        super().__init__(parent)
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def put_in_order(self, widgets: Sequence[QWidget]) -> None:
        """Let its widgets stand in this order; what is not named stands behind."""
        places: dict[QWidget | None, int] = {widget: place for place, widget in enumerate(widgets)}
        self._items.sort(key=lambda item: places.get(item.widget(), len(places)))
        self.invalidate()

    @override
    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        places = self._places(width - margins.left() - margins.right())
        return (places[-1].bottom() + 1 if places else 0) + margins.top() + margins.bottom()

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self) -> QSize:
        margins = self.contentsMargins()
        least = QSize(0, 0)
        for item in self.shown():
            least = least.expandedTo(item.minimumSize())
        return least + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        for item, place in zip(self.shown(), self._places(inner.width()), strict=True):
            item.setGeometry(place.translated(inner.topLeft()))

    def _places(self, width: int) -> list[QRect]:
        places: list[QRect] = []
        x = y = height = 0
        for item in self.shown():
            size = item.sizeHint().boundedTo(QSize(max(1, width), 1 << 20))
            if x and x + size.width() > width:
                x, y, height = 0, y + height + self._gap, 0
            places.append(QRect(QPoint(x, y), size))
            x += size.width() + self._gap
            height = max(height, size.height())
        return places
