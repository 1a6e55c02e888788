"""The look: colours from a theme file, the palette and style sheet made of them, tinted icons."""

import tomllib
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPalette, QPixmap

from reader import places
from reader.domain.colour import MARK_CONTRAST, TEXT_CONTRAST, blend, contrast, reaching, toned
from reader.ui.system_size import scaled
from reader.ui.typography import Face

SERIF = ("Noto Serif", "Charter", "Georgia", "Cambria", "serif")
SANS = ("Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "sans-serif")

READING_PIXELS = 17
INTERFACE_PIXELS = 13
SMALL_PIXELS = 12
#: How wide the names of fields are in a form, in pixels at the usual size of letters.
FORM_NAMES = 92
RADIUS_SPAN, RADIUS_FIELD, RADIUS_ROW = 4, 6, 9
_MARK_ALPHA = 0.6


class ThemeChoice(StrEnum):
    """Which theme a person has chosen."""

    SYSTEM = "system"
    LIGHT = "light"
    SEPIA = "sepia"
    DARK = "dark"

    @classmethod
    def named(cls, name: str) -> "ThemeChoice":
        """The choice of this name; the system's where there is no such theme."""
        return cls(name) if name in set(cls) else cls.SYSTEM

    def following(self) -> "ThemeChoice":
        """The next choice, round after the last."""
        choices = list(ThemeChoice)
        return choices[(choices.index(self) + 1) % len(choices)]


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """The colours of a theme, each a role, and how strongly annotations are drawn on it.

    Colours that it gives are shared: copy one before changing it.
    """

    name: str
    dark: bool
    window: QColor
    pane: QColor
    field: QColor
    faint: QColor
    hover: QColor
    line: QColor
    selection: QColor
    text_selection: QColor
    text: QColor
    muted: QColor
    accent: QColor
    accent_text: QColor
    warning: QColor
    error: QColor
    entity_alpha: float
    current_alpha: float
    claim_lighten: float

    def entity_fill(self, colour: str, *, current: bool = False) -> QColor:
        """What the text of an entity stands on: the label's colour over the page, as strong as the text allows.

        It is opaque, so that where entities lie over each other the text stands on one of them alone and can be
        read however many they are: paint the outer ones first, each further inside than the one before.
        """
        return _entity_fill(self, colour, current)

    def entity_edge(self, colour: str, *, anywhere: bool = False) -> QColor:
        """The thin line round an entity, by which also a pale one is seen on the page, or on any surface."""
        return _entity_edge(self, colour, anywhere)

    def claim_line(self, colour: str, *, anywhere: bool = False) -> QColor:
        """The line of a claim, light in a dark theme, seen with any colour on the page, or on any surface."""
        return _claim_line(self, colour, anywhere)

    def solid_fill(self, colour: str, ground: QColor) -> QColor:
        """The fill of a small mark on this ground: stronger than a highlight, since no text stands on it."""
        return _solid_fill(self, colour, ground.name())


@lru_cache(maxsize=1024)
def _entity_fill(theme: Theme, colour: str, current: bool) -> QColor:
    base, pane, text = _base(theme, colour), theme.pane.name(), theme.text.name()
    alpha = theme.current_alpha if current else theme.entity_alpha
    while contrast(text, fill := blend(base, pane, alpha)) < TEXT_CONTRAST and alpha > 0:
        alpha -= 0.01
    return QColor(fill)


@lru_cache(maxsize=1024)
def _entity_edge(theme: Theme, colour: str, anywhere: bool) -> QColor:
    return QColor(toned(_named(colour), _ground(theme, anywhere), MARK_CONTRAST))


@lru_cache(maxsize=1024)
def _claim_line(theme: Theme, colour: str, anywhere: bool) -> QColor:
    lightened = blend("#ffffff", _named(colour), theme.claim_lighten)
    return QColor(reaching(lightened, _ground(theme, anywhere), MARK_CONTRAST))


@lru_cache(maxsize=1024)
def _solid_fill(theme: Theme, colour: str, ground: str) -> QColor:
    return QColor(blend(_base(theme, colour), ground, _MARK_ALPHA))


def _base(theme: Theme, colour: str) -> str:
    """What a fill is mixed from: a dark colour over a dark page would be no fill at all."""
    return reaching(_named(colour), theme.pane.name(), MARK_CONTRAST) if theme.dark else _named(colour)


def _ground(theme: Theme, anywhere: bool) -> str:
    """The page, or that of all surfaces on which it is hardest to stand out."""
    if not anywhere:
        return theme.pane.name()
    surfaces = (theme.window, theme.pane, theme.field, theme.faint, theme.hover, theme.selection)
    return min((surface.name() for surface in surfaces), key=lambda name: contrast(name, theme.text.name()))


def _named(colour: str) -> str:
    """The colour as `#rrggbb`, black where it is none: a library may have been written by others."""
    return QColor(colour).name()


def load_theme(choice: ThemeChoice) -> Theme:
    """The theme that was chosen, or the one that suits the system."""
    name = choice
    if choice is ThemeChoice.SYSTEM:
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        name = ThemeChoice.DARK if dark else ThemeChoice.LIGHT
    return _read(places.resources() / "themes" / f"{name}.toml")


def every_theme() -> tuple[Theme, ...]:
    """All themes there are, in the order of their names."""
    return tuple(_read(path) for path in sorted((places.resources() / "themes").glob("*.toml")))


@lru_cache
def _read(path: Path) -> Theme:
    with path.open("rb") as file:
        data = tomllib.load(file)
    colours: dict[str, Any] = {role: QColor(value) for role, value in data["colours"].items()}
    return Theme(name=data["name"], dark=data["dark"], **colours, **data["marks"])


def reading_font(pixels: float, face: Face = Face.SERIF) -> QFont:
    """The type that articles are set in, at a size in pixels."""
    font = QFont()
    font.setFamilies(SERIF if face is Face.SERIF else SANS)
    font.setPixelSize(round(pixels))
    return font


@lru_cache
def interface_font(pixels: int = INTERFACE_PIXELS, *, bold: bool = False) -> QFont:
    """The sans that Gloss itself speaks in, larger where the system's letters are; shared, so not to be changed."""
    font = QFont()
    font.setFamilies(SANS)
    font.setPixelSize(scaled(pixels))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def palette(theme: Theme) -> QPalette:
    """The palette of the whole program."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.window,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.pane,
        QPalette.ColorRole.AlternateBase: theme.window,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Button: theme.faint,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.ToolTipBase: theme.field,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.accent_text,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.LinkVisited: theme.accent,
        QPalette.ColorRole.Mid: theme.line,
        QPalette.ColorRole.Light: theme.pane,
        QPalette.ColorRole.Dark: theme.line,
    }
    for role, colour in roles.items():
        made.setColor(role, colour)
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.muted)
    return made


def style_sheet(theme: Theme) -> str:
    """What the palette cannot say: thin lines, radii, quiet scroll bars, a visible focus."""
    colours = {field.name: getattr(theme, field.name) for field in fields(theme)}
    roles = {role: colour.name() for role, colour in colours.items() if isinstance(colour, QColor)}
    arrow = (places.resources() / "themes" / "open-list.svg").as_posix()
    return _SHEET % {**roles, "small": f"{scaled(SMALL_PIXELS)}px", "arrow": arrow}


def icon(name: str, colour: QColor, pixels: int = 18) -> QIcon:
    """One of our line icons in a colour."""
    return QIcon(pixmap(name, colour.name(), pixels * 2))


def app_icon() -> QIcon:
    """The icon of Gloss."""
    return QIcon(str(places.resources() / "icons" / "gloss.svg"))


@lru_cache(maxsize=256)
def pixmap(name: str, colour: str, pixels: int) -> QPixmap:
    """One of our line icons in a colour, drawn at a size in device pixels."""
    svg = (places.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    svg = svg.replace("currentColor", colour)
    svg = svg.replace("<svg ", f'<svg width="{pixels}" height="{pixels}" ', 1) if " width=" not in svg else svg
    drawn = QPixmap()
    drawn.loadFromData(QByteArray(svg.encode()), "SVG")
    return drawn


_SHEET = """
QMainWindow, QDialog { background: %(window)s; }
QToolTip { background: %(field)s; color: %(text)s; border: 1px solid %(line)s; padding: 4px 6px; }
QMenu { background: %(field)s; color: %(text)s; border: 1px solid %(line)s; padding: 6px 4px; }
QMenu::item { padding: 5px 24px 5px 28px; border-radius: 6px; }
QMenu::item:selected { background: %(selection)s; color: %(text)s; }
QMenu::item:disabled { color: %(muted)s; }
QMenu::indicator { width: 14px; height: 14px; left: 8px; }
QMenu::separator { height: 1px; background: %(line)s; margin: 6px 8px; }
QLabel#menuHeading { color: %(muted)s; font-size: %(small)s; padding: 4px 12px; }
QLabel#modeSign { background: %(selection)s; color: %(text)s; border: 1px solid %(accent)s; border-radius: 6px;
    padding: 4px 10px; }
QSplitter::handle { background: %(line)s; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: %(line)s; border-radius: 3px; margin: 2px; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::handle:hover { background: %(muted)s; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QLineEdit, QPlainTextEdit {
    background: %(field)s; color: %(text)s; placeholder-text-color: %(muted)s;
    border: 1px solid %(line)s; border-radius: 6px; padding: 5px 8px;
    selection-background-color: %(accent)s; selection-color: %(accent_text)s;
}
QLineEdit:focus, QPlainTextEdit:focus { border: 1px solid %(accent)s; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton {
    background: %(field)s; color: %(text)s; border: 1px solid %(line)s; border-radius: 6px; padding: 6px 14px;
}
QPushButton:hover { background: %(hover)s; }
QPushButton:focus { border-color: %(accent)s; outline: 1px solid %(accent_text)s; outline-radius: 4px; }
QPushButton:default { background: %(accent)s; color: %(accent_text)s; border-color: %(accent)s; }
QPushButton:disabled { background: %(faint)s; color: %(muted)s; border-color: %(line)s; }
QCheckBox, QRadioButton { border: 1px solid transparent; border-radius: 6px; padding: 2px 4px; }
QCheckBox:focus, QRadioButton:focus { border-color: %(accent)s; }
QComboBox, QDateEdit {
    background: %(field)s; color: %(text)s; border: 1px solid %(line)s; border-radius: 6px; padding: 5px 8px;
}
QComboBox:focus, QDateEdit:focus { border-color: %(accent)s; }
QComboBox::drop-down, QDateEdit::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("%(arrow)s"); width: 12px; height: 12px; }
QScrollArea:focus { border: 1px solid %(accent)s; border-radius: 6px; }
QCheckBox::indicator:unchecked, QAbstractItemView::indicator:unchecked {
    background: %(field)s; border: 1px solid %(muted)s; border-radius: 3px;
}
QRadioButton::indicator:unchecked { background: %(field)s; border: 1px solid %(muted)s; border-radius: 7px; }
QRadioButton::indicator:checked {
    background: %(field)s; border: 4px solid %(accent)s; border-radius: 7px; width: 6px; height: 6px;
}
QProgressBar { background: %(line)s; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: %(accent)s; border-radius: 2px; }
QTreeView { border: 1px solid %(line)s; border-radius: 6px; background: %(pane)s; }
QTreeView:focus { border-color: %(accent)s; }
QTreeView::item { padding: 4px 6px; }
QHeaderView::section { background: %(window)s; color: %(muted)s; border: 0; padding: 4px 8px; }
QLineEdit#chipLine, QLineEdit#chipLine:focus { background: transparent; border: 0; padding: 0 3px; }
QScrollArea#details { border: 0; background: transparent; }
QFrame#fieldBox { background: %(field)s; border: 1px solid %(line)s; border-radius: 6px; }
QPushButton#keyButton { padding: 1px 6px; color: %(muted)s; font-size: %(small)s; border-radius: 4px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 9px; color: %(muted)s; }
QToolButton:hover { background: %(hover)s; color: %(text)s; }
QToolButton:checked { background: %(selection)s; color: %(accent)s; }
QToolButton:focus { border-color: %(accent)s; }
#filterChip { border-radius: 6px; padding: 3px 5px; font-size: %(small)s; }
#filterChip:checked { font-weight: 600; }
#viewRail { background: %(window)s; border-right: 1px solid %(line)s; }
#articlePane, #libraryAnnotationPane, #entityListPane, #inspector { background: %(window)s; }
#entityPage, #entityNothing { background: %(pane)s; }
#entityTabs { background: %(pane)s; border-bottom: 1px solid %(line)s; }
#pageTab { border: 1px solid transparent; border-bottom: 2px solid transparent; border-radius: 0; padding: 7px 0; }
#pageTab:hover { background: transparent; }
#pageTab:checked { background: transparent; color: %(text)s; font-weight: 600; border-bottom-color: %(accent)s; }
#pageTab:focus { border: 1px solid %(accent)s; border-bottom-width: 2px; }
#actionLine { background: %(faint)s; border-top: 1px solid %(line)s; }
QPushButton[quiet="true"] { background: transparent; color: %(muted)s; border-radius: 4px; padding: 1px 7px; }
QPushButton[quiet="true"]:hover { background: %(hover)s; color: %(text)s; }
QPushButton[quiet="true"]:focus { border-color: %(accent)s; color: %(text)s; }
QPushButton[quiet="true"]:disabled { background: transparent; }
#labelBar { background: %(window)s; border-top: 1px solid %(line)s; }
#statusBar { background: %(window)s; border-top: 1px solid %(line)s; color: %(muted)s; }
#statusBar QLabel { color: %(muted)s; }
#muted, #recordName { color: %(muted)s; }
#trouble { color: %(error)s; }
#heading { font-weight: 600; }
"""
