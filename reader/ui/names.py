"""Object names, by which the style sheet, tests and assistive tools find a widget; and the mark of an override."""

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from typing_extensions import override
else:

    def override(method: object) -> object:
        """Mark a method that takes the place of Qt's: type checkers see `typing.override`, which starts without it."""
        return method


__all__ = ["named", "override"]

T = TypeVar("T", bound=QObject)


def named(thing: T, name: str) -> T:
    """The thing itself, with an object name."""
    thing.setObjectName(name)
    return thing
