"""The label bar: every label with its key and colour, the legend and the palette in one."""

from html import escape

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from reader.domain.codebook import Codebook, Label, LabelKind
from reader.ui.flow import WidgetRows
from reader.ui.names import override
from reader.ui.painting.marks import paint_mark
from reader.ui.system_size import scaled
from reader.ui.theme import RADIUS_FIELD, SMALL_PIXELS, Theme, interface_font

_HEIGHT, _PAD, _GAP = 24, 6, 5
_SWATCH = QSize(13, 10)
_TO_NAME, _TO_KEY, _KEY = 6, 5, 16


class LabelBar(QWidget):
    """A chip a label; a click tags with it."""

    label_chosen = Signal(Label)
    label_armed = Signal(Label)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("labelBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Labels"))
        self._theme = theme
        self._chips: list[LabelChip] = []
        self._armed_id = 0
        self._flow = _Flow(self)

    def set_codebook(self, codebook: Codebook) -> None:
        """Show the labels of this codebook: entities first, then claims."""
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        labels = sorted(codebook.active, key=lambda label: label.kind is LabelKind.CLAIM)
        self._chips = [LabelChip(label, self._theme, self) for label in labels]
        for chip in self._chips:
            chip.clicked.connect(lambda _checked=False, label=chip.label: self._choose(label))
            self._flow.addWidget(chip)
        self._show_armed()

    def show_armed(self, label: Label | None) -> None:
        """Show which label every selection becomes, if there is one."""
        self._armed_id = label.id if label is not None else 0
        self._show_armed()

    def _show_armed(self) -> None:
        for chip in self._chips:
            chip.set_armed(chip.label.id == self._armed_id)

    def _choose(self, label: Label) -> None:
        """A click tags with a label, with Shift it arms the label."""
        if QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.label_armed.emit(label)
        else:
            self.label_chosen.emit(label)

    def chips(self) -> "list[LabelChip]":
        """The chips in their order."""
        return list(self._chips)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        for chip in self._chips:
            chip.set_theme(theme)


class LabelChip(QAbstractButton):
    """One label: its shape and colour, its name, its key."""

    def __init__(self, label: Label, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = label
        self._theme = theme
        self._compact = False
        self._armed = False
        self.setText(label.name)
        key_width = QFontMetrics(interface_font(11)).horizontalAdvance(label.key) + 8
        self._key_width = max(scaled(_KEY), key_width) if label.key else 0
        name_width = QFontMetrics(interface_font(SMALL_PIXELS)).horizontalAdvance(label.name)
        bare_width = _PAD + _SWATCH.width() + _PAD + (_TO_KEY + self._key_width - 2 if label.key else 0)
        self._full_width = bare_width + _TO_NAME + name_width
        self._compact_width = bare_width if label.key else self._full_width
        self.setAccessibleName(self.tr("Tag as {0}, key {1}").format(label.name, label.key or self.tr("none")))
        # As rich text a long description is broken into lines.
        self.setToolTip(f"<p><b>{escape(label.name)}</b> {escape(label.description)}</p>")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def set_armed(self, armed: bool) -> None:
        """Show that every selection becomes this label, or no longer."""
        self._armed = armed
        self.setAccessibleDescription(self.tr("armed: every selection is tagged") if armed else "")
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Show the mark and the key alone, where there is little room."""
        if compact != self._compact:
            self._compact = compact
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return self.size_as(compact=self._compact)

    def size_as(self, *, compact: bool) -> QSize:
        """How large the chip is with its name, or without it."""
        return QSize(self._compact_width if compact else self._full_width, _height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(self._theme.accent if self.hasFocus() or self._armed else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.selection if self.isDown() else self._ground())
        painter.drawRoundedRect(rect, RADIUS_FIELD, RADIUS_FIELD)
        swatch = QRectF(_PAD, (self.height() - _SWATCH.height()) / 2, _SWATCH.width(), _SWATCH.height())
        paint_mark(painter, swatch, self.label, self._theme)
        if not self._compact or not self.label.key:
            painter.setFont(interface_font(SMALL_PIXELS))
            painter.setPen(self._theme.text)
            left = _PAD + _SWATCH.width() + _TO_NAME
            painter.drawText(QRect(left, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.label.key:
            self._paint_key(painter)

    def _ground(self) -> QColor:
        if self._armed:
            return self._theme.selection
        return self._theme.hover if self.underMouse() else self._theme.faint

    def _paint_key(self, painter: QPainter) -> None:
        width = self._key_width
        height = scaled(_KEY)
        box = QRectF(self.width() - _PAD - width + 2, (self.height() - height) / 2, width, height)
        box.adjust(0.5, 0.5, -0.5, -0.5)
        painter.setPen(self._theme.line)
        painter.setBrush(self._theme.pane)
        painter.drawRoundedRect(box, 3, 3)
        painter.setFont(interface_font(11))
        painter.setPen(self._theme.muted)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.label.key)


class _Flow(WidgetRows):
    """Chips side by side, as many in a row as there is room for; without names where that saves the text."""

    _MARGIN_X, _MARGIN_Y = 14, 9
    _MOST_ROWS = 4

    @override
    def heightForWidth(self, width: int) -> int:
        places, _compact = self._places(width)
        return (places[-1].bottom() + 1 if places else _height() + self._MARGIN_Y) + self._MARGIN_Y

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self) -> QSize:
        widest = max((chip.size_as(compact=False).width() for chip in self._chips()), default=0)
        return QSize(widest + 2 * self._MARGIN_X, _height() + 2 * self._MARGIN_Y)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        places, compact = self._places(rect.width())
        for chip, place in zip(self._chips(), places, strict=True):
            chip.set_compact(compact)
            chip.setGeometry(place.translated(rect.topLeft()))

    def _chips(self) -> list[LabelChip]:
        return [chip for item in self._items if isinstance(chip := item.widget(), LabelChip)]

    def _places(self, width: int) -> tuple[list[QRect], bool]:
        """Where the chips stand in a bar of this width, and whether they stand there without names."""
        places = self._arranged(width, compact=False)
        if len({place.top() for place in places}) <= self._MOST_ROWS:
            return places, False
        return self._arranged(width, compact=True), True

    def _arranged(self, width: int, *, compact: bool) -> list[QRect]:
        places: list[QRect] = []
        x, y = self._MARGIN_X, self._MARGIN_Y
        for chip in self._chips():
            size = chip.size_as(compact=compact)
            if x > self._MARGIN_X and x + size.width() > width - self._MARGIN_X:
                x, y = self._MARGIN_X, y + _height() + _GAP
            places.append(QRect(QPoint(x, y), size))
            x += size.width() + _GAP
        return places


def _height() -> int:
    """The height of a chip, in pixels."""
    return scaled(_HEIGHT)
