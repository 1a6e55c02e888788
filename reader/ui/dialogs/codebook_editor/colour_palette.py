"""The palette of fitting colours, and the buttons that are colours."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QGridLayout, QWidget

from reader.domain.codebook import LabelKind
from reader.ui.dialogs.codebook_editor.fitting_colours import FITTING
from reader.ui.names import override
from reader.ui.theme import RADIUS_FIELD, Theme

_COLUMNS = 8


class ColourPalette(QFrame):
    """The fitting colours; arrows go through them, Enter takes one, Esc none."""

    chosen = Signal(str)

    def __init__(self, kind: LabelKind, current: str, taken: list[str], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("colourPalette")
        self.setAccessibleName(self.tr("Fitting colours"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setStyleSheet(
            f"#colourPalette {{ background: {theme.field.name()}; border: 1px solid {theme.line.name()}; }}"
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 8, 8, 8)
        grid.setSpacing(4)
        self.swatches: list[Swatch] = []
        used = {colour.casefold() for colour in taken}
        for place, (name, colour) in enumerate(FITTING[kind]):
            swatch = Swatch(theme, small=True)
            swatch.show_colour(colour)
            swatch.in_use = colour.casefold() in used
            told = self.tr("{0}, in use").format(self.tr(name)) if swatch.in_use else self.tr(name)
            swatch.setAccessibleName(told)
            swatch.setToolTip(told)
            swatch.clicked.connect(lambda _checked=False, colour=colour: self._choose(colour))
            grid.addWidget(swatch, *divmod(place, _COLUMNS))
            self.swatches.append(swatch)
        names = [colour.casefold() for _, colour in FITTING[kind]]
        self._go_to(names.index(current.casefold()) if current.casefold() in names else 0)

    def _choose(self, colour: str) -> None:
        self.chosen.emit(colour)
        self.close()

    def _go_to(self, place: int) -> None:
        if 0 <= place < len(self.swatches):
            self.swatches[place].setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -_COLUMNS, Qt.Key.Key_Down: _COLUMNS}
        place = next((place for place, swatch in enumerate(self.swatches) if swatch.hasFocus()), 0)
        if event.key() in steps:
            self._go_to(place + steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.swatches[place].click()
        else:
            super().keyPressEvent(event)


class Swatch(QAbstractButton):
    """A button that is a colour."""

    def __init__(self, theme: Theme, *, small: bool = False) -> None:
        super().__init__()
        self.theme = theme
        self.in_use = False
        self._colour = QColor()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(26 if small else 44, 26 if small else 30)

    def show_colour(self, colour: str) -> None:
        """Be of this colour."""
        self._colour = QColor(colour)
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # a group of buttons would take arrows for its own
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        focused = self.hasFocus()
        painter.setPen(QPen(self.theme.accent if focused else self.theme.line, 1.5 if focused else 1))
        painter.setBrush(self.theme.field)
        painter.drawRoundedRect(rect, RADIUS_FIELD, RADIUS_FIELD)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        painter.drawRoundedRect(rect.adjusted(4, 4, -4, -4), 3, 3)
        if self.in_use:
            painter.setBrush(self.theme.field)
            painter.drawEllipse(rect.center(), 3, 3)
