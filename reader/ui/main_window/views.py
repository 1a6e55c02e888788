"""The views of the rail: articles, annotations, entities, claims; which is shown, and shown again after a restart."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from reader.ui.main_window.frame import Frame
from reader.ui.settings import Settings

ARTICLES, ANNOTATIONS, ENTITIES, CLAIMS = "", "annotations", "entities", "claims"


class Views(QObject):
    """Switches between views. The first two are lists beside the text, the others pages in the place of all of it."""

    def __init__(self, settings: Settings, frame: Frame, parent: QObject) -> None:
        super().__init__(parent)
        self._settings, self._frame = settings, frame
        self._shows: dict[str, Callable[[], None]] = {}
        self._actions: dict[str, QAction] = {}
        self._list_name = ARTICLES
        frame.page_left.connect(self._show_list_again)

    def add(self, name: str, show: Callable[[], None]) -> None:
        """Know a view; `show` puts it into its place, built when that is asked for the first time."""
        self._shows[name] = show

    def connect_rail(self, actions: dict[str, QAction]) -> None:
        """Show in the rail which view is shown."""
        self._actions = actions
        actions[ARTICLES].setChecked(True)

    def restore(self) -> None:
        """Show the view that was shown last."""
        name = self._settings.view()
        if name in self._shows and name != ARTICLES:
            self.show(name)

    def enter(self, name: str) -> None:
        """Show a view, and go there."""
        self.show(name)
        self._frame.focus_list()

    def show(self, name: str) -> None:
        """Show a view, and leave the focus where it is."""
        if name in (ARTICLES, ANNOTATIONS):
            self._list_name = name
            self._frame.show_page(None)
        self._shows[name]()
        self._tell(name)

    def _show_list_again(self) -> None:
        """The text and its list are shown again, by whatever led to a place in it."""
        self._tell(self._list_name)

    def _tell(self, name: str) -> None:
        self._actions[name].setChecked(True)
        if name != self._settings.view():
            self._settings.set_view(name)
