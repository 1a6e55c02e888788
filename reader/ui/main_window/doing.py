"""One action of a person after the other: done, and told how it went."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from reader.domain.changes import Change
from reader.errors import ReaderError

Changes = tuple[Change, ...]


class Doing(QObject):
    """Does what a person wishes, and tells what it changed or why it failed. Nothing is raised."""

    changed = Signal(object)
    saved = Signal()
    told = Signal(str)

    def do(self, act: Callable[[], Change | Changes], told: str = "") -> Changes | None:
        """Do one action; what it changed, None where it failed."""
        try:
            done = act()
        except ReaderError as error:
            self.told.emit(str(error))
            return None
        changes = done if isinstance(done, tuple) else (done,)
        self.show(changes, told)
        return changes

    def show(self, changes: Changes, told: str) -> None:
        """Show what an action has changed that was done elsewhere."""
        self.changed.emit(changes)
        self.saved.emit()
        self.told.emit(told)
