"""What is done with the articles that are selected: marked, starred, tagged, binned, restored."""

from array import array
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

from reader.domain.article import ArticleRow, ArticleState
from reader.domain.changes import ArticlesChanged, ArticlesMoved
from reader.errors import ReaderError
from reader.services.mark import Deed, binning, marking, restoring, speaking, starring, tagging
from reader.ui.keys import Keys
from reader.ui.main_window.doing import Doing
from reader.ui.main_window.frame import Frame
from reader.ui.main_window.reading import Reading
from reader.ui.main_window.services import Services
from reader.ui.main_window.transfers import Transfers

if TYPE_CHECKING:
    from reader.ui.panes.articles.tag_choice import TagChoice

#: With more articles than this it is long work, done beside the window.
_MANY = 200


class Marking(QObject):
    """Asks the services for what is wished in the list; all that is selected is one action."""

    def __init__(
        self,
        services: Services,
        keys: Keys,
        frame: Frame,
        reading: Reading,
        doing: Doing,
        transfers: Transfers,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._services, self._keys, self._frame = services, keys, frame
        self._articles, self._reading, self._doing, self._transfers = frame.articles, reading, doing, transfers
        self._window = window
        self._tags: TagChoice | None = None
        self._tagged: array[int] = array("q")
        self._articles.wished.connect(self._do)
        self._articles.menu_requested.connect(self._show_menu)

    def _do(self, name: str, ids: "array[int]") -> None:
        row = self._row()
        if row is None or not ids:
            return
        match name:
            case "Read":
                done = row.state is ArticleState.DONE
                self._mark(marking(ArticleState.UNREAD if done else ArticleState.DONE), ids)
            case "Star":
                self._mark(starring(starred=not row.starred), ids)
            case "Bin" if self._articles.which().binned:
                self._mark(restoring(), ids, lambda done: self.tr("Restored {0}.").format(self._named(row, done)))
            case "Bin":
                self._mark(binning(), ids, lambda done: self._told_binned(row, done))
            case "Tags":
                self._choose_tags(row, ids)
            case "Open":
                self._articles.open_requested.emit()
            case _:
                self._reading.do_with_article(name)

    def _row(self) -> ArticleRow | None:
        try:
            return self._services.read.rows((self._articles.current_id(),)).get(self._articles.current_id())
        except ReaderError as error:
            self._doing.told.emit(str(error))
            return None

    def _told_binned(self, row: ArticleRow, ids: Sequence[int]) -> str:
        told = self.tr("{0} in the bin. {1} brings back what was moved.")
        if len(ids) == 1:
            told = self.tr("{0} is in the bin. {1} brings it back.")
        return told.format(self._named(row, ids), self._keys.first("Undo"))

    def _named(self, row: ArticleRow, ids: Sequence[int]) -> str:
        return f"“{row.title}”" if len(ids) == 1 else self.tr("{0} articles").format(f"{len(ids):,}")

    def _mark(self, deed: Deed, ids: "array[int]", tell: Callable[[Sequence[int]], str] = lambda _: "") -> None:
        """Do it; `tell` says what was done, of the articles it was done with."""
        if len(ids) > _MANY:
            job = self._transfers.mark(deed, ids)
            job.succeeded.connect(lambda change: self._show_marked(change, tell))
        else:
            self._doing.do(lambda: self._services.read.do(deed, tuple(ids)), tell(ids))

    def _show_marked(self, change: ArticlesChanged | ArticlesMoved, tell: Callable[[Sequence[int]], str]) -> None:
        """Show what was done beside the window: less than was wished where it was cancelled."""
        done = change.article_ids
        self._doing.show((change,), tell(done) if done else "")
        self._reload_tags()

    def _show_menu(self, place: QPoint) -> None:
        from reader.ui.panes.articles.article_menu import ArticleMenu  # noqa: PLC0415

        row, ids = self._row(), self._articles.selected_ids()
        if row is None:
            return
        menu = ArticleMenu(row, len(ids), self._keys, binned=self._articles.which().binned, parent=self._window)
        menu.wished.connect(lambda name: self._do(name, ids))
        menu.language_chosen.connect(lambda code, name: self._mark(speaking(code, name), ids))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _choose_tags(self, row: ArticleRow, ids: "array[int]") -> None:
        from reader.ui.panes.articles.tag_choice import TagChoice  # noqa: PLC0415

        if self._tags is None:
            self._tags = TagChoice(self._keys, self._frame.pane.theme(), self._window)
            self._tags.toggled.connect(self._toggle_tag)
        self._tagged = ids
        self._tags.set_theme(self._frame.pane.theme())
        self._reload_tags()
        view = self._articles.view
        place = view.visualRect(view.currentIndex())
        beside = QRect(view.viewport().mapToGlobal(place.topLeft()) + QPoint(28, 0), QSize(1, place.height()))
        self._tags.open_at(beside, self.tr("Tags of {0}").format(self._named(row, ids)))

    def _toggle_tag(self, name: str, on: bool) -> None:
        self._mark(tagging(name, on=on), self._tagged)
        self._reload_tags()

    def _reload_tags(self) -> None:
        if self._tags is None:
            return
        try:
            self._tags.set_tags(self._services.tags().all(self._tagged), len(self._tagged))
        except ReaderError as error:
            self._doing.told.emit(str(error))
