"""The view of the entities in the place of list and text: built when it is first asked for."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader.ui.main_window.doing import Doing
from reader.ui.main_window.frame import Frame
from reader.ui.main_window.reading import Reading
from reader.ui.main_window.services import Services
from reader.ui.main_window.views import ENTITIES, Views


class EntitiesView(QObject):
    """Shows the view as a page of the window, and connects it to the rest."""

    def __init__(
        self, services: Services, views: Views, frame: Frame, doing: Doing, reading: Reading, window: QWidget
    ) -> None:
        super().__init__(window)
        self._services, self._frame, self._doing, self._reading = services, frame, doing, reading
        self._window = window
        views.add(ENTITIES, self._show)

    def _show(self) -> None:
        """Put the page in its place: `self._frame.show_page(self._built())`."""

    def show_entity(self, entity_id: int) -> None:
        """Go to the page of an entity."""
