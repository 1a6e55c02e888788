"""The page of reading: theme, typeface, size, line height, measure, labels over highlights; each at work at once."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QPushButton, QSlider, QVBoxLayout, QWidget

from reader.ui.dialogs.settings.looks import Looks
from reader.ui.dialogs.settings.tiles import FaceTile, ThemeTile, Tile
from reader.ui.names import named
from reader.ui.system_size import scaled
from reader.ui.theme import READING_PIXELS, Theme, ThemeChoice, reading_font
from reader.ui.typography import Face, Typography

_WAIT = 30
_NAME_WIDTH, _VALUE_WIDTH = 88, 128
#: How wide letters are on average is measured on these words.
_WORDS = "The minister said on Tuesday that the talks would go on until both sides agree"


class ReadingPage(QWidget):
    """How articles look."""

    def __init__(self, look: Looks, theme: Theme) -> None:
        super().__init__()
        self._look = look
        self._wanted: Typography | None = None
        self._timer = QTimer(self, singleShot=True, interval=_WAIT)
        self._timer.timeout.connect(self.apply)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(16)
        self._grid.setColumnMinimumWidth(0, _NAME_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._build_tiles(theme)
        self._build_sliders()
        self._build_tags()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.addLayout(self._grid)
        layout.addStretch()
        layout.addLayout(self._build_bottom())
        self._show()
        look.theme_changed.connect(self._show)
        look.typography_changed.connect(self._show_typography)

    def _build_tiles(self, theme: Theme) -> None:
        words = {
            ThemeChoice.SYSTEM: self.tr("As the system"),
            ThemeChoice.LIGHT: self.tr("Light"),
            ThemeChoice.SEPIA: self.tr("Sepia"),
            ThemeChoice.DARK: self.tr("Dark"),
        }
        faces = {Face.SERIF: self.tr("Serif"), Face.SANS: self.tr("Sans")}
        self.themes = [named(ThemeTile(choice, words[choice], theme), f"theme{choice.title()}") for choice in words]
        self.faces = [named(FaceTile(face, faces[face], theme), f"face{face.title()}") for face in faces]
        for theme_tile in self.themes:
            theme_tile.toggled.connect(self._choose_theme)
        for face_tile in self.faces:
            face_tile.toggled.connect(self._choose_face)
        self._add_row(self.tr("Theme"), _row(self.tr("Theme"), self.themes))
        self._add_row(self.tr("Typeface"), _row(self.tr("Typeface"), self.faces))

    def _build_sliders(self) -> None:
        self.type_size = self._slider("typeSize", self.tr("Size"), (50, 300), (10, 20))
        self.line_height = self._slider("lineHeight", self.tr("Line height"), (120, 250), (5, 20))
        self.measure = self._slider("measure", self.tr("Measure"), (360, 1000), (8, 40))
        self.type_size.valueChanged.connect(lambda value: self._set(zoom=value))
        self.line_height.valueChanged.connect(lambda value: self._set(line_height=value / 100))
        self.measure.valueChanged.connect(lambda value: self._set(measure=value))

    def _slider(self, name: str, words: str, ends: tuple[int, int], steps: tuple[int, int]) -> QSlider:
        slider = named(QSlider(Qt.Orientation.Horizontal), name)
        slider.setRange(*ends)
        slider.setSingleStep(steps[0])
        slider.setPageStep(steps[1])
        slider.setAccessibleName(words)
        value = named(QLabel(), f"{name}Value")
        value.setFixedWidth(scaled(_VALUE_WIDTH))
        self._add_row(words, slider, value)
        return slider

    def _build_tags(self) -> None:
        self.tags = named(QCheckBox(self.tr("Show a small &label over each highlight")), "labelTags")
        self.tags.toggled.connect(self._look.set_label_tags)
        self._add_row(self.tr("Highlights"), self.tags)

    def _build_bottom(self) -> QHBoxLayout:
        self.bring_back = named(QPushButton(self.tr("&Back to the usual"), autoDefault=False), "bringReadingBack")
        self.bring_back.clicked.connect(self._bring_back)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.bring_back)
        return row

    def _add_row(self, words: str, control: QWidget, value: QLabel | None = None) -> None:
        row = self._grid.rowCount()
        name = named(QLabel(words), "muted")
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(control, row, 1, 1, 1 if value else 2)
        if value is not None:
            self._grid.addWidget(value, row, 2)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        for tile in (*self.themes, *self.faces):
            tile.set_theme(theme)

    def apply(self) -> None:
        """Set articles as was chosen last, where that is still to be done."""
        self._timer.stop()
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self._look.set_typography(wanted)

    def _choose_theme(self, chosen: bool) -> None:
        if chosen:
            self._look.choose_theme(next(tile.choice for tile in self.themes if tile.isChecked()))

    def _choose_face(self, chosen: bool) -> None:
        if chosen:
            self._set(face=next(tile.face for tile in self.faces if tile.isChecked()))

    def _typography(self) -> Typography:
        return self._wanted or self._look.typography()

    def _set(self, **changes: object) -> None:
        # Once for all steps of a moment: to lay out a long article takes longer than a key takes to repeat.
        self._wanted = replace(self._typography(), **changes)  # type: ignore[arg-type]
        self._tell_values(self._wanted)
        if not self._timer.isActive():
            self._timer.start()

    def _bring_back(self) -> None:
        self._wanted = None
        self._look.choose_theme(ThemeChoice.SYSTEM)
        self._look.set_label_tags(False)
        self._look.set_typography(Typography())
        self._show()

    def _show(self) -> None:
        """Show what is chosen now, and choose nothing by it."""
        controls: Sequence[QWidget] = (*self.themes, self.tags)
        _quietly(controls, self._check)
        self._show_typography()

    def _check(self) -> None:
        for tile in self.themes:
            tile.setChecked(tile.choice is self._look.choice())
        self.tags.setChecked(self._look.label_tags())

    def _show_typography(self) -> None:
        typography = self._typography()
        _quietly((*self.faces, self.type_size, self.line_height, self.measure), lambda: self._put(typography))
        self._tell_values(typography)

    def _put(self, typography: Typography) -> None:
        for tile in self.faces:
            tile.setChecked(tile.face is typography.face)
        self.type_size.setValue(typography.zoom)
        self.line_height.setValue(round(typography.line_height * 100))
        self.measure.setValue(typography.measure)

    def _tell_values(self, typography: Typography) -> None:
        width = QFontMetricsF(reading_font(READING_PIXELS, typography.face)).horizontalAdvance(_WORDS) / len(_WORDS)
        characters = round(typography.measure / width)
        for slider, words in (
            (self.type_size, self.tr("{0} %").format(typography.zoom)),
            (self.line_height, f"{typography.line_height:.2f}"),
            (self.measure, self.tr("about {0} characters").format(characters)),
        ):
            value = self.findChild(QLabel, f"{slider.objectName()}Value")
            if value is not None:
                value.setText(words)
            slider.setAccessibleDescription(words)


def _row(words: str, tiles: Sequence[Tile]) -> QWidget:
    row = QWidget()
    row.setAccessibleName(words)
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for tile in tiles:
        layout.addWidget(tile)
    layout.addStretch()
    return row


def _quietly(controls: Sequence[QWidget], act: Callable[[], None]) -> None:
    """Do it without a signal of these."""
    blocked = [(control, control.blockSignals(True)) for control in controls]
    act()
    for control, was in blocked:
        control.blockSignals(was)
