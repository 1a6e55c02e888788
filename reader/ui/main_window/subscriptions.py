"""The web: adding pages, the feeds and their dialog, and refreshing them while the window is open."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from reader.errors import ReaderError
from reader.ui.jobs import Job, Jobs
from reader.ui.keys import Keys
from reader.ui.main_window.doing import Doing
from reader.ui.main_window.frame import Frame
from reader.ui.main_window.going_back import GoingBack
from reader.ui.main_window.services import Services

if TYPE_CHECKING:
    from reader.services.outcomes import ImportReport
    from reader.services.refresh_feeds import RefreshReport
    from reader.services.subscribe import Subscribed
    from reader.ui.dialogs.add_from_web import AddFromWebDialog
    from reader.ui.dialogs.feeds.dialog import FeedsDialog

#: How soon after the start feeds are looked at, and how often then.
_FIRST_LOOK, _LOOK = 8_000, 60_000


class Subscriptions(QObject):
    """Opens one dialog of addresses and one of feeds at a time; what is fetched is fetched aside.

    `added` tells a report of added pages, and whether the dialog lists what failed; `articles_came` that the list
    has others now.
    """

    begun = Signal(Job)
    added = Signal(object, bool)
    articles_came = Signal()

    def __init__(self, services: Services, keys: Keys, *, frame: Frame, doing: Doing, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._keys = keys
        self._frame = frame
        self._doing = doing
        self._window = window
        self._jobs = Jobs(self)
        self._refreshing = False
        self._adding: AddFromWebDialog | None = None
        self._feeds: FeedsDialog | None = None
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self._refresh_due)

    def connect_history(self, going_back: GoingBack) -> None:
        """Let undo and redo work in the dialog of feeds as well, and show there what they changed."""
        self._going_back = going_back
        self._doing.saved.connect(self._reload_feeds)

    def begin_watching(self) -> None:
        """Refresh feeds from now on when they are due; the start itself asks for none."""
        QTimer.singleShot(_FIRST_LOOK, self, self._refresh_due)

    def is_busy(self) -> bool:
        """Whether something is being fetched."""
        return bool(self._jobs.running())

    def stop(self) -> None:
        """Cancel what runs and wait for it; what it has saved stays."""
        self._timer.stop()
        self._jobs.stop()

    def set_theme(self) -> None:
        """Paint what is open in the colours of the text."""
        if self._feeds is not None:
            self._feeds.set_theme(self._frame.pane.theme())

    # Pages

    def ask_for_addresses(self) -> None:
        """Ask which pages to add, and do so."""
        from reader.ui.dialogs.add_from_web import AddFromWebDialog  # noqa: PLC0415

        if self._adding is None:
            self._adding = AddFromWebDialog(self._window)
            self._adding.add_requested.connect(self.add)
            self._adding.subscribe_requested.connect(self._subscribe_instead)
            self._adding.destroyed.connect(self._forget_adding)
        self._adding.show()
        self._adding.activateWindow()

    def add(self, urls: Sequence[str]) -> None:
        """Take in what lies at the addresses, aside."""
        from_web = self._services.from_web()
        job = self._jobs.start(self.tr("Fetching"), lambda progress, cancelled: from_web.add(urls, progress, cancelled))
        job.succeeded.connect(self._show_added)
        job.failed.connect(self._refuse_added)
        if self._adding is not None:
            self._adding.begin()
            job.progressed.connect(self._adding.progress)
        self.begun.emit(job)

    def _show_added(self, report: "ImportReport") -> None:
        listed = self._adding is not None
        self.added.emit(report, listed)
        if self._adding is not None:
            self._adding.end(report)

    def _refuse_added(self, error: ReaderError) -> None:
        if self._adding is not None:
            self._adding.refuse(str(error))
        else:
            self._doing.told.emit(str(error))

    def _subscribe_instead(self, url: str) -> None:
        if self._adding is not None:
            self._adding.close()
        self.show_feeds()
        self._subscribe(url, "")

    def _forget_adding(self) -> None:
        self._adding = None

    # Feeds

    def show_feeds(self) -> None:
        """Open the dialog of the feeds, or bring it to the front."""
        from reader.ui.dialogs.feeds.dialog import FeedsDialog  # noqa: PLC0415

        if self._feeds is None:
            self._feeds = FeedsDialog(self._services.feeds(), self._keys, self._frame.pane.theme(), self._window)
            self._feeds.changed.connect(self._note_change)
            self._feeds.subscribe_requested.connect(self._subscribe)
            self._feeds.refresh_requested.connect(self.refresh)
            self._feeds.undo_requested.connect(self._going_back.undo)
            self._feeds.redo_requested.connect(self._going_back.redo)
            self._feeds.destroyed.connect(self._forget_feeds)
        self._feeds.show()
        self._feeds.activateWindow()

    def refresh_all(self) -> None:
        """Take in what is new in all feeds; where there are none, show where to subscribe to one."""
        try:
            ids = self._services.feeds().ids()
        except ReaderError as error:
            self._tell(str(error))
            return
        if ids:
            self.refresh(ids)
        else:
            self.show_feeds()

    def refresh(self, feed_ids: Sequence[int], *, by_itself: bool = False) -> None:
        """Take in what is new in feeds, aside, unless that is going on."""
        if self._refreshing or not feed_ids:
            return
        from_web = self._services.from_web()
        self._refreshing = True
        job = self._jobs.start(
            self.tr("Refreshing feeds"), lambda progress, cancelled: from_web.refresh(feed_ids, progress, cancelled)
        )
        job.succeeded.connect(lambda report: self._show_refreshed(report, by_itself=by_itself))
        job.failed.connect(lambda error: self._tell(str(error)))
        job.ended.connect(self._end_refresh)
        self.begun.emit(job)

    def _end_refresh(self) -> None:
        self._refreshing = False
        self._timer.start()

    def _show_refreshed(self, report: "RefreshReport", *, by_itself: bool) -> None:
        come = len(report.new_ids())
        if come:
            self.articles_came.emit()
            self._doing.saved.emit()
        self._reload_feeds()
        if come or not by_itself:
            self._tell(self._in_words(come, report))

    def _in_words(self, come: int, report: "RefreshReport") -> str:
        words = self.tr("1 new article.") if come == 1 else self.tr("{0} new articles.").format(f"{come:,}")
        told = words if come else self.tr("Nothing new.")
        troubles = report.troubles
        if len(troubles) == 1:
            told += " " + self.tr("{0}: {1}").format(troubles[0].name, troubles[0].sentence)
        elif troubles:
            where = self._keys.first("Feeds")
            told += " " + self.tr("{0} feeds could not be had: {1} tells why.").format(len(troubles), where)
        return self.tr("Cancelled. {0}").format(told) if report.cancelled else told

    def _refresh_due(self) -> None:
        """Refresh what is due; without feeds, look no more until there are some."""
        if self._jobs.running():
            return
        try:
            feeds = self._services.feeds()
            due, any_feeds = feeds.due(), bool(feeds.ids())
        except ReaderError:  # the library is locked: the next look will do
            return
        if any_feeds:
            self._timer.start()
        else:
            self._timer.stop()
        self.refresh(due, by_itself=True)

    def _subscribe(self, address: str, folder: str) -> None:
        from_web = self._services.from_web()
        job = self._jobs.start(
            self.tr("Subscribing"), lambda _progress, cancelled: from_web.subscribe(address, folder, cancelled)
        )
        job.succeeded.connect(self._show_subscribed)
        job.failed.connect(self._refuse_subscribed)
        if self._feeds is not None:
            self._feeds.begin_asking(address)
        self.begun.emit(job)

    def _show_subscribed(self, done: "Subscribed") -> None:
        come = len(done.new_ids())
        if done.was_there:
            told = self.tr("“{0}” is among your feeds already.").format(done.title)
        else:
            articles = self.tr("1 article") if come == 1 else self.tr("{0} articles").format(f"{come:,}")
            told = self.tr("Subscribed to “{0}”: {1}.").format(done.title, articles)
        if come:
            self.articles_came.emit()
        self._doing.show((), told)
        if self._feeds is not None:
            self._feeds.end_asking(done.feed_id, told)
        self._timer.start()

    def _refuse_subscribed(self, error: ReaderError) -> None:
        if self._feeds is not None:
            self._feeds.refuse(str(error))
        else:
            self._tell(str(error))

    def _note_change(self, told: str) -> None:
        self._doing.show((), told)

    def _reload_feeds(self) -> None:
        if self._feeds is not None:
            self._feeds.reload()

    def _tell(self, sentence: str) -> None:
        self._doing.told.emit(sentence)
        if self._feeds is not None:
            self._feeds.tell(sentence)

    def _forget_feeds(self) -> None:
        self._feeds = None
