"""What stands over a part of a menu."""

from PySide6.QtWidgets import QLabel, QMenu, QWidgetAction

from reader.ui.names import named


def add_heading(menu: QMenu, words: str) -> None:
    """Begin another part of the menu, under these words: under a style sheet Qt draws no titles of sections."""
    if menu.actions():
        menu.addSeparator()
    action = QWidgetAction(menu)
    action.setDefaultWidget(named(QLabel(words), "menuHeading"))
    action.setEnabled(False)
    menu.addAction(action)
