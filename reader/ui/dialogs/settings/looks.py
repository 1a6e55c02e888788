"""What the settings dialog asks of the look of the window."""

from typing import Protocol

from PySide6.QtCore import SignalInstance

from reader.ui.theme import ThemeChoice
from reader.ui.typography import Typography


class Looks(Protocol):
    """Sets the look of the window, and tells when it was changed, from wherever."""

    @property
    def theme_changed(self) -> SignalInstance:
        """Told with the theme that is now in use."""

    @property
    def typography_changed(self) -> SignalInstance:
        """Told with how articles are set now."""

    def choice(self) -> ThemeChoice:
        """The chosen theme."""

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Use this theme from now on."""

    def typography(self) -> Typography:
        """How articles are set."""

    def set_typography(self, typography: Typography) -> None:
        """Set articles so from now on."""

    def label_tags(self) -> bool:
        """Whether a small label stands over each highlight."""

    def set_label_tags(self, shown: bool) -> None:
        """Show a small label over each highlight from now on, or none."""
