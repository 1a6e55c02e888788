"""The window: its frame of panes, what it asks the services for, what it remembers."""

from reader.ui.main_window.services import Services
from reader.ui.main_window.window import MainWindow

__all__ = ["MainWindow", "Services"]
