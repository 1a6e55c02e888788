"""Older and newer versions of the article that is shown, and the tray of what waits for a place in it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader.domain.changes import AnnotationsChanged, ArticlesChanged, ArticlesMoved
from reader.domain.span import Span
from reader.errors import ReaderError
from reader.ui.main_window.doing import Changes, Doing
from reader.ui.main_window.frame import Frame
from reader.ui.main_window.reading import Reading
from reader.ui.painting.header import spoken_date

if TYPE_CHECKING:
    from reader.domain.versions import Unplaced, Version
    from reader.services.versions import Versions
    from reader.ui.panes.unplaced.tray import UnplacedTray

_DATE = 10


class ShowingVersions(QObject):
    """Connects strip and tray with the text. Both are built when there is first something to show in them."""

    def __init__(
        self, versions: "Callable[[], Versions]", frame: Frame, doing: Doing, reading: Reading, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._make_service = versions
        self._service: Versions | None = None
        self._frame, self._pane = frame, frame.pane
        self._doing = doing
        self._reading = reading
        self._tray: UnplacedTray | None = None
        self._waiting: dict[int, Unplaced] = {}
        self._versions: list[Version] = []
        self._pane.article_shown.connect(self.show_again)
        doing.changed.connect(self._show_changes)

    def show_again(self) -> None:
        """Show what is known of the article that is shown now."""
        article = self._pane.article()
        try:
            self._versions = self._versions_service.all(article.id) if article else []
            waiting = self._versions_service.unplaced(article.id) if article and len(self._versions) > 1 else []
            self._tell(article.id if article else 0, len(waiting))
        except ReaderError as error:
            self._doing.told.emit(str(error))
            return
        self._show_waiting(waiting)

    def set_theme(self) -> None:
        """Paint the tray in the colours of the text."""
        if self._tray is not None:
            self._tray.set_theme(self._pane.theme())

    @property
    def _versions_service(self) -> "Versions":
        if self._service is None:
            self._service = self._make_service()
        return self._service

    def _show_changes(self, changes: Changes) -> None:
        article = self._pane.article()
        mine = len(self._versions) > 1 and article is not None
        for change in changes:
            match change:
                case ArticlesMoved():
                    self.show_again()
                    return
                case ArticlesChanged(ids) if mine and article is not None and article.id in ids:
                    self.show_again()
                    return
                case AnnotationsChanged(article_id) if mine and article is not None and article_id == article.id:
                    self.show_again()
                    return

    def _tell(self, shown: int, waiting: int) -> None:
        """Say in the strip which version this is."""
        if len(self._versions) < 2:
            self._frame.hide_version_strip()
            return
        ids = [version.article_id for version in self._versions]
        place = ids.index(shown)
        older = [(self.tr("Show the older version"), ids[place + 1])] if place + 1 < len(ids) else []
        if place:
            newest, mine = self._versions[0], self._versions[place]
            words = self.tr("This is an older version of {0}. The newest is of {1}.")
            words = words.format(_day(mine), _day(newest))
            links = [(self.tr("Show the newest"), newest.article_id), *older]
        else:
            words = self.tr("A newer version of {0}.").format(_day(self._versions[0]))
            words = f"{words} {self._counts(shown, waiting)}".rstrip()
            links = older
        strip = self._frame.version_strip(self._reading.show_article)
        strip.say(words, links)

    def _counts(self, shown: int, waiting: int) -> str:
        carried = self._versions_service.count_carried(shown)
        if not carried and not waiting:
            return ""
        were = self.tr("1 annotation was carried") if carried == 1 else self.tr("{0} annotations were carried")
        wait = self.tr("1 waits") if waiting == 1 else self.tr("{0} wait")
        told = were.format(f"{carried:,}") + (", " + wait.format(f"{waiting:,}") if waiting else "")
        return told + "."

    def _show_waiting(self, waiting: "list[Unplaced]") -> None:
        self._waiting = {one.id: one for one in waiting}
        article = self._pane.article()
        self._pane.show_proposal(())
        if waiting and article is not None:
            self._the_tray().show_some(waiting, article.text, self._pane.codebook)
        had_focus = self._tray is not None and any(one.hasFocus() for one in self._tray.findChildren(QWidget))
        self._frame.tabs.show_count_tab("unplaced", self.tr("Unplaced"), len(waiting))
        if not waiting and had_focus:
            self._frame.focus_text()

    def _the_tray(self) -> "UnplacedTray":
        from reader.ui.panes.unplaced.tray import UnplacedTray  # noqa: PLC0415 - most articles have one version

        if self._tray is None:
            self._tray = UnplacedTray(self._frame.keys, self._pane.theme())
            self._tray.chosen.connect(self._show_proposal)
            self._tray.wished.connect(self._do_with_waiting)
            self._frame.tabs.add_page("unplaced", self._tray, self._tray.take_focus)
            self._frame.tabs.page_shown.connect(self._show_current_proposal)
            self._frame.order_focus()
        return self._tray

    def _show_current_proposal(self, name: str) -> None:
        one = self._tray.current() if self._tray is not None and name == "unplaced" else None
        self._show_proposal(one.id if one else 0)

    def _show_proposal(self, unplaced_id: int) -> None:
        """Frame the proposed place in the text, and bring it to the eyes, while the tray is to be seen."""
        one = self._waiting.get(unplaced_id)
        seen = self._tray is not None and self._frame.tabs.current() == "unplaced"
        parts = one.proposal if one is not None and seen else ()
        self._pane.show_proposal(parts)
        if parts:
            self._pane.reveal(parts[0])

    def _do_with_waiting(self, name: str, unplaced_id: int) -> None:
        one = self._waiting.get(unplaced_id)
        service = self._versions_service
        match name:
            case "Go" if one is not None and one.proposal:
                self._pane.select(Span(one.proposal[0].start, one.proposal[0].start))
                self._frame.focus_text()
            case "Go":
                self._doing.told.emit(self.tr("No place is proposed: select one in the text, then place it there."))
            case "Accept":
                self._doing.do(lambda: service.accept(unplaced_id), self._told(self.tr("Placed.")))
            case "Place":
                self._place_at_selection(unplaced_id)
            case "Reject":
                told = self._told(self.tr("It stays in the older version alone."))
                self._doing.do(lambda: service.reject(unplaced_id), told)
            case "AcceptAll" if one is not None:
                self._doing.do(lambda: service.accept_all(one.article_id), self._told(self.tr("Placed.")))
            case "Back":
                self._frame.focus_text()

    def _place_at_selection(self, unplaced_id: int) -> None:
        selected = self._pane.selection()
        if not selected:
            self._doing.told.emit(self.tr("Select in the text where it belongs, then place it there."))
            return
        placed = self._doing.do(
            lambda: self._versions_service.accept(unplaced_id, (selected,)), self._told(self.tr("Placed."))
        )
        if placed:
            self._pane.let_go()

    def _told(self, words: str) -> str:
        return self.tr("{0} {1} takes it back.").format(words, self._frame.keys.first("Undo"))


def _day(version: "Version") -> str:
    """The date of a version; when it came in, where its source gave none."""
    return spoken_date(version.published or version.added_at[:_DATE])
