"""A line that leads somewhere: a sign, words, and muted words at its end."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from reader.ui.names import override
from reader.ui.painting.rows import write_elided
from reader.ui.plain import as_tip
from reader.ui.system_size import scaled
from reader.ui.theme import RADIUS_FIELD, SMALL_PIXELS, Theme, interface_font

_HEIGHT, _SIGN, _GAP = 27, 24, 8
_MOST_ASIDE = 0.4


class LineButton(QAbstractButton):
    """What is for a claim (+) or against it (−), or a link; Enter clicks it as Space does."""

    def __init__(self, theme: Theme, sign: str, words: str, aside: str = "", *, leads: bool = True) -> None:
        super().__init__()
        self._theme, self._sign, self._aside = theme, sign, aside
        self.setText(" ".join(words.split()))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if leads else Qt.FocusPolicy.NoFocus)
        self.setEnabled(leads)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip(as_tip(words))

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, scaled(_HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, scaled(_HEIGHT))

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
        theme, rect = self._theme, QRectF(self.rect())
        if self.isEnabled() and (self.underMouse() or self.hasFocus()):
            painter.setPen(theme.accent if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(theme.hover if self.underMouse() else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(-0.5, 0.5, -0.5, -0.5), RADIUS_FIELD, RADIUS_FIELD)
        left = rect.left() + 2
        if self._sign:
            width = max(scaled(_SIGN), QFontMetrics(interface_font()).horizontalAdvance(self._sign) + _GAP)
            box = QRectF(left, rect.top(), width, rect.height())
            write_elided(painter, box, self._sign, interface_font(bold=True), self._sign_colour())
            left += width
        small = interface_font(SMALL_PIXELS)
        aside = min(QFontMetrics(small).horizontalAdvance(self._aside) + 2, int(rect.width() * _MOST_ASIDE))
        words = QRectF(left, rect.top(), rect.right() - left - aside - (_GAP if aside > 2 else 0), rect.height())
        write_elided(painter, words, self.text(), interface_font(), theme.text)
        if self._aside:
            box = QRectF(rect.right() - aside, rect.top(), aside, rect.height())
            write_elided(painter, box, self._aside, small, theme.muted)

    def _sign_colour(self) -> QColor:
        match self._sign:
            case "+":
                return self._theme.entity_edge("#009E73", anywhere=True)
            case "−":
                return self._theme.error
        return self._theme.muted
