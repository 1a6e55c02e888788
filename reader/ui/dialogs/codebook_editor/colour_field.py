"""The field for a colour: a palette, the colour as digits, what there is to say of it, and how it looks in the text."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reader.domain.codebook import Label, LabelKind
from reader.ui.dialogs.codebook_editor.colour_palette import ColourPalette, Swatch
from reader.ui.dialogs.fields import SavedLine
from reader.ui.names import named, override
from reader.ui.painting.advice import colour_advice
from reader.ui.system_size import scaled
from reader.ui.theme import RADIUS_FIELD, RADIUS_SPAN, Theme, ThemeChoice, load_theme, reading_font

_COLUMNS = 8
_SHOWN = (ThemeChoice.LIGHT, ThemeChoice.SEPIA, ThemeChoice.DARK)
_ADVICE_DELAY = 60


class ColourField(QWidget):
    """Shows the colour of a label; `written` tells another one, as it was written."""

    written = Signal(str)
    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._label: Label | None = None
        self._others: tuple[tuple[str, str], ...] = ()
        self._themes = [load_theme(choice) for choice in _SHOWN]
        self.swatch = named(Swatch(theme), "colourSwatch")
        self.swatch.clicked.connect(self._open_palette)
        self.line = named(SavedLine(), "colourLine")
        self.line.setAccessibleName(self.tr("Colour, as # and six digits or letters from a to f"))
        self.line.setFixedWidth(scaled(96))
        self.line.textEdited.connect(self._preview)
        self.line.written.connect(self.written)
        self.line.entered.connect(self.entered)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.swatch)
        layout.addWidget(self.line)
        layout.addStretch()
        self.under = self._build_under()

    def _build_under(self) -> QWidget:
        # Later: among hundreds of labels it takes longer than the arrow keys through the tree may.
        self._advice_timer = QTimer(self, singleShot=True, interval=_ADVICE_DELAY)
        self._advice_timer.timeout.connect(self._advise)
        self.advice = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "muted")
        self.sample = ColourSample(self._themes)
        under = QWidget()
        column = QVBoxLayout(under)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.sample)
        column.addWidget(self.advice)
        return under

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.swatch.theme = theme
        self.swatch.update()

    def show_label(self, label: Label, others: tuple[tuple[str, str], ...], *, anew: bool) -> None:
        """Show a label's colour, beside the names and colours of the other labels of its kind."""
        self._label, self._others = label, others
        self.line.show_saved(label.colour, anew=anew)
        self._preview()

    def settle(self) -> None:
        """Take what stands here for saved."""
        self.line.settle()

    def restore(self) -> None:
        """Bring back what is saved."""
        self.line.restore()
        self._preview()

    def unsaved(self) -> bool:
        """Whether another colour is written than the one that is saved."""
        return self.line.unsaved()

    def save(self) -> None:
        """Tell the colour that is written now."""
        self.line.save()

    def _preview(self) -> None:
        """Show the colour that is written, before it is saved; while that is no colour, the saved one stays."""
        colour = as_colour(self.line.text())
        if self._label is None or not QColor.isValidColorName(colour):
            return
        self.swatch.show_colour(colour)
        self.sample.show_colour(self._label.kind, colour)
        self._advice_timer.start()

    def _advise(self) -> None:
        colour = as_colour(self.line.text())
        if self._label is not None and QColor.isValidColorName(colour):
            advice = colour_advice(self._label.kind, QColor(colour).name(), self._others, self._themes)
            self.advice.setText(advice or self.tr("Easily told from the page and from the other labels."))

    def _open_palette(self) -> None:
        if self._label is None:
            return
        taken = [colour for _, colour in self._others]
        palette = ColourPalette(self._label.kind, as_colour(self.line.text()), taken, self._theme, self)
        palette.chosen.connect(self._take)
        palette.adjustSize()
        below = self.swatch.mapToGlobal(QPoint(0, self.swatch.height() + 4))
        room = self.screen().availableGeometry()
        left = max(room.left(), min(below.x(), room.right() - palette.width()))
        above = below.y() - self.swatch.height() - palette.height() - 8
        palette.move(left, below.y() if below.y() + palette.height() < room.bottom() else above)
        palette.show()

    def _take(self, colour: str) -> None:
        self.line.setText(colour)
        self._preview()
        self.save()


class ColourSample(QWidget):
    """A marked word in each theme."""

    def __init__(self, themes: list[Theme]) -> None:
        super().__init__()
        self._themes = themes
        self._kind, self._colour = LabelKind.ENTITY, "#000000"
        self._words = (self.tr("before a "), self.tr("marked word"), self.tr(" after"))
        self._short = self.tr("word")
        self.setAccessibleName(self.tr("How it looks in the light, sepia and dark theme"))
        self.setFixedHeight(scaled(40))

    def show_colour(self, kind: LabelKind, colour: str) -> None:
        """Mark the word as labels of this kind do."""
        self._kind, self._colour = kind, colour
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(360, scaled(40))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = 8
        width = (self.width() - gap * (len(self._themes) - 1)) / len(self._themes)
        for place, theme in enumerate(self._themes):
            self._paint(painter, QRectF(place * (width + gap), 0, width, self.height()), theme)

    def _paint(self, painter: QPainter, rect: QRectF, theme: Theme) -> None:
        painter.setPen(theme.line)
        painter.setBrush(theme.pane)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_FIELD, RADIUS_FIELD)
        font = reading_font(scaled(15))
        metrics = QFontMetricsF(font)
        words = self._words
        if metrics.horizontalAdvance("".join(words)) > rect.width() - 20:
            words = ("", words[1], "")
        if metrics.horizontalAdvance(words[1]) > rect.width() - 20:
            words = ("", self._short, "")
        left = rect.center().x() - metrics.horizontalAdvance("".join(words)) / 2
        before, marked = metrics.horizontalAdvance(words[0]), metrics.horizontalAdvance(words[1])
        box = QRectF(left + before, rect.center().y() - 11, marked, 22).adjusted(-2, 0, 2, 0)
        painter.save()
        painter.setClipRect(rect.adjusted(6, 1, -6, -1))
        if self._kind is LabelKind.ENTITY:
            painter.setPen(theme.entity_edge(self._colour))
            painter.setBrush(theme.entity_fill(self._colour))
            painter.drawRoundedRect(box, RADIUS_SPAN, RADIUS_SPAN)
        else:
            painter.setPen(QPen(theme.claim_line(self._colour), 2))
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.setFont(font)
        painter.setPen(theme.text)
        baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(left, baseline), "".join(words))
        painter.restore()


def as_colour(written: str) -> str:
    """What was written as a colour: without white space, and with its #."""
    told = written.strip()
    return told if not told or told.startswith("#") else f"#{told}"
