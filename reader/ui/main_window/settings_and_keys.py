"""The dialog of the settings and the sheet of keys, each open once at the most and built when it is first asked for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader.services.read import Read
from reader.ui.keys import Keys
from reader.ui.main_window.doing import Doing
from reader.ui.main_window.look import Look
from reader.ui.main_window.watching import Watching
from reader.ui.settings import Settings

if TYPE_CHECKING:
    from reader.ui.dialogs.key_sheet import KeySheet
    from reader.ui.dialogs.settings.dialog import SettingsDialog


class SettingsAndKeys(QObject):
    """Opens both, and brings to the front what is open."""

    def __init__(
        self, read: Read, settings: Settings, keys: Keys, look: Look, doing: Doing, watching: Watching, window: QWidget
    ) -> None:
        super().__init__(window)
        self._read, self._settings, self._keys = read, settings, keys
        self._look, self._doing, self._watching, self._window = look, doing, watching, window
        self.dialog: SettingsDialog | None = None
        self._sheet: KeySheet | None = None

    def show_keys(self) -> None:
        """Show the keys in force."""
        from reader.ui.dialogs.key_sheet import KeySheet  # noqa: PLC0415 - the window shows sooner without it

        if self._sheet is None:
            self._sheet = KeySheet(self._keys, self._window)
            self._sheet.change_requested.connect(lambda: self.show_settings(keys=True))
            self._sheet.destroyed.connect(self._forget_sheet)
        self._sheet.show()
        self._sheet.activateWindow()

    def show_settings(self, *, keys: bool = False) -> None:
        """Show the settings, those of the keys where these are meant."""
        from reader.ui.dialogs.settings.dialog import SettingsDialog  # noqa: PLC0415

        if self.dialog is None:
            self.dialog = SettingsDialog(
                self._look,
                self._keys,
                self._settings,
                lambda: self._read.codebook().active,
                self._window,
                self._watching.service(),
            )
            if self.dialog.folders is not None:
                self.dialog.folders.changed.connect(self._doing.saved)
                self.dialog.folders.changed.connect(self._watching.look)
            self.dialog.destroyed.connect(self._forget_dialog)
        self.dialog.show()
        self.dialog.activateWindow()
        if keys:
            self.dialog.show_keys()

    def _forget_sheet(self) -> None:
        self._sheet = None

    def _forget_dialog(self) -> None:
        self.dialog = None
