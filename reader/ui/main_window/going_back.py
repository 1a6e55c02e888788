"""Undo, redo, and the history from any action of which a person may go on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from reader.domain.changes import Replayed
from reader.domain.history import Way
from reader.errors import ReaderError
from reader.services.undo import Undo
from reader.ui.jobs import Jobs
from reader.ui.main_window.doing import Doing
from reader.ui.main_window.frame import Frame
from reader.ui.main_window.showing import Showing

if TYPE_CHECKING:
    from reader.ui.panes.history.history_list import HistoryList


@dataclass(frozen=True, slots=True)
class _Words:
    """What is said of an action that was replayed, where there is none, and whether how to go forward is told too."""

    told: str
    nothing: str
    forward: bool = False


class GoingBack(QObject):
    """Takes actions back and brings them again, one or many at once. The history is built when it is first seen."""

    def __init__(self, undo: Undo, frame: Frame, doing: Doing, showing: Showing, parent: QObject) -> None:
        super().__init__(parent)
        self._undo = undo
        self._frame = frame
        self._doing = doing
        self._showing = showing
        self._history: HistoryList | None = None
        self._jobs = Jobs(self)
        # After the change is shown: to list the history is not part of doing something.
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._reload)
        doing.saved.connect(self._reload_soon)
        frame.tabs.history_shown.connect(self._show)
        # An import, or another program, is in the history too.
        frame.articles.listed.connect(self._reload_soon)
        # What was done on a page in the place of the text was not shown while the history was hidden.
        frame.page_left.connect(self._reload_soon)

    def undo(self) -> None:
        """Take back the last action."""
        self._go(Way.UNDO, self._undo.undo, _Words(self.tr("Undone: {0}"), self.tr("Nothing to undo.")))

    def redo(self) -> None:
        """Bring back the action that was undone last."""
        self._go(Way.REDO, self._undo.redo, _Words(self.tr("Redone: {0}"), self.tr("Nothing to redo.")))

    def show_history(self) -> None:
        """Go to the history."""
        self._frame.show_tab("history")
        self._reload()
        if self._history is not None:
            self._history.take_focus()

    def set_theme(self) -> None:
        """Paint the history in the colours of the text."""
        if self._history is not None:
            self._history.set_theme(self._frame.pane.theme())

    def is_busy(self) -> bool:
        """Whether much is being undone or redone, beside the window."""
        return bool(self._jobs.running())

    def stop(self) -> None:
        """Cancel what runs and wait for it: nothing is changed then."""
        self._jobs.stop()

    def _go_back(self, action_id: int) -> None:
        words = _Words("{0}.", self.tr("The library is there already."), forward=True)
        self._go(action_id, lambda: self._undo.back_to(action_id), words)

    def _go(self, way: int, go: Callable[[], Replayed | None], words: "_Words") -> None:
        """Go there at once; where that would hold the window up, beside it, while nothing else can be done."""
        self._frame.form.save()
        if self.is_busy():
            return
        try:
            if not self._undo.is_long(way):
                self._show_replayed(go(), words)
                return
        except ReaderError as error:
            self._doing.told.emit(str(error))
            return
        from reader.ui.dialogs.waiting import WaitingDialog  # noqa: PLC0415 - most sittings do without

        title = self.tr("Bringing back") if way == Way.REDO else self.tr("Taking back")
        job = self._jobs.start(title, lambda progress, cancelled: self._undo.go_aside(way, progress, cancelled))
        job.succeeded.connect(lambda replayed: self._show_replayed(replayed, words))
        job.failed.connect(lambda error: self._doing.told.emit(str(error)))
        WaitingDialog(job, self._frame.window()).open()

    def _show_replayed(self, replayed: Replayed | None, words: "_Words") -> None:
        if replayed is None:
            self._doing.told.emit(words.nothing)
            return
        self._doing.show(replayed.changes, words.told.format(replayed.title))
        self._showing.go_to(replayed.changes)
        if words.forward and self._undo.undone_count():
            self._doing.told.emit(
                self.tr("{0} {1} goes forward again, until you change something: that drops what is undone.").format(
                    self._frame.status.said(), self._frame.keys.first("Redo")
                )
            )

    def _show(self) -> None:
        from reader.ui.panes.history.history_list import HistoryList  # noqa: PLC0415 - most sittings do without

        if self._history is None:
            self._history = HistoryList(self._undo, self._frame.keys, self._frame.pane.theme())
            self._history.back_requested.connect(self._go_back)
            self._history.left.connect(self._frame.focus_text)
            self._frame.tabs.add_page("history", self._history, self._history.take_focus)
            self._frame.order_focus()
        self._reload()

    def _reload_soon(self) -> None:
        if self._history is not None and self._history.isVisible():
            self._timer.start()

    def _reload(self) -> None:
        if self._history is not None:
            try:
                self._history.reload()
            except ReaderError as error:
                self._doing.told.emit(str(error))
