"""The actions of the window, each under the name that its keys have in the table of keys."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from reader.ui.keys import Keys
from reader.ui.names import named

#: What goes on while its key is held down; all else is done once.
_REPEATING = {"Undo", "Redo", "FindNext", "FindPrevious", "NextArticle", "PreviousArticle", "ZoomIn", "ZoomOut"}


class Actions(QObject):
    """Does by shortcuts, and for who asks for an action by its name, what the window can do."""

    def __init__(self, does: Mapping[str, Callable[[], object]], keys: Keys, window: QWidget) -> None:
        super().__init__(window)
        self._keys = keys
        self._actions = {name: self._action(name, act, window) for name, act in does.items()}
        self._set_shortcuts()
        keys.changed.connect(self._set_shortcuts)

    def _action(self, name: str, act: Callable[[], object], window: QWidget) -> QAction:
        action = named(QAction(self.tr(self._keys.binding(name).words), window), f"action{name}")
        action.triggered.connect(lambda _checked=False: act())
        action.setAutoRepeat(name in _REPEATING)
        window.addAction(action)
        return action

    def __getitem__(self, name: str) -> QAction:
        """The action of that name."""
        return self._actions[name]

    def trigger(self, name: str) -> None:
        """Do it, as by its shortcut."""
        self._actions[name].trigger()

    def _set_shortcuts(self) -> None:
        for name, action in self._actions.items():
            action.setShortcuts(self._keys.shortcuts(name))
            action.setToolTip(self._keys.tip(name))
