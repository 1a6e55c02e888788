"""Saying something to a screen reader that neither the focus nor the caret tells it."""

from PySide6.QtCore import QObject


def announce(about: QObject, words: str) -> None:
    """Let a screen reader say these words of a widget, when it has said what it is saying."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415 - slow to load

    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(about, words))
