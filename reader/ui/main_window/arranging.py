"""How the list is sorted, grouped and filtered: its menu, what is remembered of it, saved searches and tags."""

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QToolButton, QWidget

from reader.domain.article import ArticleFilter
from reader.domain.changes import Change
from reader.domain.listing import ArticleOrder
from reader.domain.saved_search import SavedSearch
from reader.domain.tag import Tag
from reader.errors import ReaderError
from reader.ui.asking import Asking
from reader.ui.main_window.doing import Doing
from reader.ui.main_window.frame import Frame
from reader.ui.main_window.services import Services
from reader.ui.settings import Settings
from reader.ui.system_size import scaled

_LONGEST_NAME = 40


class Arranging(QObject):
    """Opens the menu of the list, and does what is chosen there."""

    def __init__(
        self, services: Services, settings: Settings, frame: Frame, asking: Asking, doing: Doing, window: QWidget
    ) -> None:
        super().__init__(window)
        self._services, self._settings, self._articles = services, settings, frame.articles
        self._asking, self._doing, self._window = asking, doing, window
        self._articles.arranging_requested.connect(self._open_menu)
        self._articles.order_changed.connect(self._remember)

    def _remember(self, order: ArticleOrder) -> None:
        self._settings.set_list_order(order.written())

    def _open_menu(self, button: QToolButton) -> None:
        from reader.ui.panes.articles.list_menu import ListMenu  # noqa: PLC0415

        menu = ListMenu(self._articles.which(), self._articles.order(), self._window)
        counts = self._articles.counts()
        menu.add_bin(counts.binned if counts else 0)
        try:
            menu.add_tags(self._services.tags().all())
            menu.add_searches(self._services.saved_searches().all(), self._asking)
        except ReaderError as error:
            self._doing.told.emit(str(error))
        menu.order_chosen.connect(self._articles.arrange)
        menu.filter_chosen.connect(self._articles.show_only)
        menu.save_requested.connect(self._save)
        menu.rename_requested.connect(self._rename)
        menu.remove_requested.connect(self._remove)
        menu.tag_rename_requested.connect(self._rename_tag)
        menu.tag_remove_requested.connect(self._remove_tag)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _save(self) -> None:
        words = self._articles.which().words.strip()
        name = self._ask_for_name(self.tr("Save this search"), words[:_LONGEST_NAME])
        if name:
            saved = self.tr("Saved the search “{0}”.").format(name)
            self._doing.do(lambda: self._services.saved_searches().save(name, words), saved)

    def _rename(self, search: SavedSearch) -> None:
        name = self._ask_for_name(self.tr("Rename the search"), search.name)
        if name:
            self._doing.do(lambda: self._services.saved_searches().change(search.id, name=name))

    def _remove(self, search: SavedSearch) -> None:
        told = self.tr("Deleted the search “{0}”. Undo brings it back.").format(search.name)
        self._doing.do(lambda: self._services.saved_searches().remove(search.id), told)

    def _rename_tag(self, tag: Tag) -> None:
        name = self._ask_for_name(self.tr("Rename the tag"), tag.name)
        if name:
            self._doing.do(lambda: self._services.tags().rename(tag.id, name))

    def _remove_tag(self, tag: Tag) -> None:
        def remove() -> Change:
            return self._services.tags().remove(tag.id)

        told = self.tr("Deleted the tag “{0}”. Undo brings it back.").format(tag.name)
        if self._doing.do(remove, told) is not None and self._articles.which().tag_id == tag.id:
            self._articles.show_only(ArticleFilter())

    def _ask_for_name(self, title: str, name: str) -> str:
        from PySide6.QtWidgets import QInputDialog  # noqa: PLC0415

        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(title)
        dialog.setLabelText(self.tr("Name"))
        dialog.setTextValue(name)
        dialog.resize(scaled(380), dialog.sizeHint().height())
        accepted = dialog.exec()
        return " ".join(dialog.textValue().split()) if accepted else ""
