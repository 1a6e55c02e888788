"""Object names: by them the style sheet, tests and assistive tools find a widget."""

from typing import TypeVar

from PySide6.QtCore import QObject

T = TypeVar("T", bound=QObject)


def named(thing: T, name: str) -> T:
    """The thing itself, with an object name."""
    thing.setObjectName(name)
    return thing
