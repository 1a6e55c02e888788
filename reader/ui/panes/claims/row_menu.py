"""What the mouse offers on rows of the ledger: the same as keys do, with their keys told."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from reader.ui.key_view import KeyView
from reader.ui.keys import Keys, Where


def row_menu(keys: Keys, names: Sequence[str], obey: Callable[[str], None], parent: QWidget) -> QMenu:
    """A menu of these things to do; what is chosen is told by the name of its key."""
    menu = QMenu(parent)
    for name in names:
        binding = keys.binding(name, Where.CLAIMS)
        action = menu.addAction(f"{parent.tr(binding.words)}\t{keys.first(name, Where.CLAIMS)}")
        action.triggered.connect(lambda _=False, name=name: obey(name))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def place_of(view: KeyView, at: QPoint) -> QPoint:
    """Where on the screen a place in the rows is."""
    return view.viewport().mapToGlobal(at)
