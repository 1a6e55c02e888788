"""How the window looks: its theme, how articles are set, whether highlights have labels over them."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from reader.ui.main_window.frame import Frame
from reader.ui.settings import Settings
from reader.ui.theme import Theme, ThemeChoice, interface_font, load_theme, palette, style_sheet
from reader.ui.typography import Typography


class Look(QObject):
    """Sets the theme and the text, remembers both, and tells what has changed."""

    told = Signal(str)
    theme_changed = Signal(Theme)
    typography_changed = Signal(Typography)
    label_tags_changed = Signal(bool)

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._choice = ThemeChoice.named(settings.theme())
        self._frame: Frame | None = None
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def use_theme(self) -> Theme:
        """Use the chosen theme for all that is built from now on; its colours."""
        theme = load_theme(self._choice)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setPalette(palette(theme))
        app.setFont(interface_font())
        app.setStyleSheet(style_sheet(theme))
        return theme

    def keep(self, frame: Frame) -> None:
        """Keep this frame in the chosen look from now on."""
        self._frame = frame

    def choice(self) -> ThemeChoice:
        """The chosen theme."""
        return self._choice

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Use this theme from now on."""
        self._choice = choice
        self._settings.set_theme(choice)
        self._renew()

    def next_theme(self) -> None:
        """Use the next theme: as the system has it, light, sepia, dark."""
        self.choose_theme(self._choice.following())
        self.told.emit(self.tr("Theme: {0}").format(self.tr(str(self._choice))))

    def zoom(self, by: int) -> None:
        """Make the text larger or smaller by so many percent, with 0 as large as usual."""
        before = self._settings.typography()
        self.set_typography(replace(before, zoom=before.zoom + by if by else 100).bounded())
        self.told.emit(self.tr("Text at {0} %").format(self._settings.typography().zoom))

    def typography(self) -> Typography:
        """How articles are set."""
        return self._settings.typography()

    def set_typography(self, typography: Typography) -> None:
        """Set articles so from now on."""
        if typography == self.typography():
            return
        self._settings.set_typography(typography)
        if self._frame is not None:
            self._frame.pane.set_typography(typography)
        self.typography_changed.emit(typography)

    def label_tags(self) -> bool:
        """Whether a small label stands over each highlight."""
        return self._settings.label_tags()

    def set_label_tags(self, shown: bool) -> None:
        """Show a small label over each highlight from now on, or none."""
        self._settings.set_label_tags(shown)
        self.label_tags_changed.emit(shown)

    def _follow_system(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self._renew()

    def _renew(self) -> None:
        theme = self.use_theme()
        if self._frame is not None:
            self._frame.set_theme(theme)
        self.theme_changed.emit(theme)
