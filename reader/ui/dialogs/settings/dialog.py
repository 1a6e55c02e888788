"""The settings, beside the window: a list of pages, and the page; each change is at work, and kept, at once."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from reader.domain.codebook import Label
from reader.ui.dialogs.settings.folders_page import Folders, FoldersPage
from reader.ui.dialogs.settings.keys_page import KeysPage
from reader.ui.dialogs.settings.looks import Looks
from reader.ui.dialogs.settings.reading_page import ReadingPage
from reader.ui.key_choices import KeyChoices
from reader.ui.keys import Keys
from reader.ui.names import named, override
from reader.ui.settings import Settings
from reader.ui.system_size import scaled
from reader.ui.theme import Theme, load_theme

_LIST_WIDTH, _ITEM_HEIGHT = 148, 34
_WIDTH, _HEIGHT = 880, 580


class SettingsDialog(QDialog):
    """Sets how articles look and which keys do what; it stands beside the window while one reads."""

    def __init__(
        self,
        look: Looks,
        keys: Keys,
        settings: Settings,
        codebook_labels: Callable[[], tuple[Label, ...]],
        parent: QWidget,
        folders: Folders | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("settingsDialog")
        self.setWindowTitle(self.tr("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = self.screen().availableSize()
        self.resize(min(scaled(_WIDTH), room.width() - 40), min(scaled(_HEIGHT), room.height() - 60))
        theme = load_theme(look.choice())
        self.reading = ReadingPage(look, theme)
        self.keys = KeysPage(keys, KeyChoices(keys, settings, codebook_labels, self), theme)
        self.folders = FoldersPage(folders, theme) if folders is not None else None
        self._build()
        self.set_theme(theme)
        look.theme_changed.connect(self.set_theme)

    def _build(self) -> None:
        self.pages = named(QListWidget(), "settingsPages")
        self.pages.setAccessibleName(self.tr("Pages of the settings"))
        self.pages.setFixedWidth(scaled(_LIST_WIDTH))
        self._stack = named(QStackedWidget(), "settingsPage")
        pages: list[tuple[str, QWidget]] = [(self.tr("Reading"), self.reading), (self.tr("Keys"), self.keys)]
        if self.folders is not None:
            pages.append((self.tr("Folders"), self.folders))
        for name, page in pages:
            item = QListWidgetItem(name, self.pages)
            item.setSizeHint(QSize(0, scaled(_ITEM_HEIGHT)))
            self._stack.addWidget(page)
        self.pages.currentRowChanged.connect(self._stack.setCurrentIndex)
        self.pages.setCurrentRow(0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.pages)
        layout.addWidget(self._stack, 1)

    def show_keys(self) -> None:
        """Show the page of the keys, the focus in its search."""
        self.pages.setCurrentRow(1)
        self.keys.search.setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.reading.set_theme(theme)
        self.keys.set_theme(theme)
        if self.folders is not None:
            self.folders.set_theme(theme)
        colours = {
            "window": theme.window,
            "pane": theme.pane,
            "line": theme.line,
            "text": theme.text,
            "muted": theme.muted,
            "accent": theme.accent,
            "selection": theme.selection,
            "error": theme.error,
        }
        self.setStyleSheet(_SHEET % {role: colour.name() for role, colour in colours.items()})

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.reading.apply()
        super().hideEvent(event)


_SHEET = """
#settingsPages { background: %(window)s; border: 0; border-right: 1px solid %(line)s; padding: 16px 8px; outline: 0; }
#settingsPages::item { color: %(muted)s; padding: 8px; border: 1px solid transparent; border-radius: 6px; }
#settingsPages::item:selected { background: %(selection)s; color: %(text)s; }
#settingsPages::item:selected:focus { border-color: %(accent)s; }
#settingsPage { background: %(pane)s; }
#keyTable { background: %(pane)s; border: 0; border-top: 1px solid %(line)s; border-bottom: 1px solid %(line)s; }
#keySaid { color: %(muted)s; }
#keySaid[trouble="true"] { color: %(error)s; }
QSlider { min-height: 24px; }
QSlider::groove:horizontal { height: 2px; background: %(line)s; border-radius: 1px; }
QSlider::sub-page:horizontal { background: %(accent)s; border-radius: 1px; }
QSlider::handle:horizontal {
    width: 12px; height: 12px; margin: -6px 0; border-radius: 7px; background: %(pane)s; border: 1px solid %(accent)s;
}
QSlider::handle:horizontal:hover { background: %(selection)s; }
QSlider::handle:horizontal:focus { background: %(accent)s; }
"""
