"""The dialog of the feeds: the list by folder on the left, the form of the chosen ones on the right."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QDir, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from reader.errors import ReaderError
from reader.services.feeds import EditFeeds
from reader.ui.announcing import announce
from reader.ui.dialogs.enter_button import EnterButton
from reader.ui.dialogs.feeds.feed_form import FeedForm
from reader.ui.dialogs.feeds.feed_list import FeedList
from reader.ui.dialogs.fields import FROM_LEFT, Told
from reader.ui.keys import Keys
from reader.ui.names import named
from reader.ui.system_size import scaled
from reader.ui.theme import Theme


class FeedsDialog(QDialog):
    """Shows and changes the feeds; each change is saved as it is made. What needs the web is wished for.

    Call `reload` when anything else changed the feeds.
    """

    changed = Signal(str)
    subscribe_requested = Signal(str, str)
    refresh_requested = Signal(object)
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self, edit: EditFeeds, keys: Keys, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("feedsDialog")
        self.setWindowTitle(self.tr("Feeds"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._edit = edit
        self._keys = keys
        self._shown: tuple[int, ...] = ()
        self.list, self.form = FeedList(keys, theme), FeedForm()
        self._build()
        self._connect()
        self.set_theme(theme)
        self.reload()
        (self.list if self.list.rows.rowCount() else self.new).setFocus()

    def _build(self) -> None:
        room = self.screen().availableSize()
        self.resize(min(scaled(840), room.width() - 40), min(scaled(580), room.height() - 60))
        self.setMinimumSize(scaled(640), 360)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setHandleWidth(1)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self._build_left())
        halves.addWidget(self._build_right())
        halves.setStretchFactor(1, 1)
        halves.setSizes([scaled(330), scaled(510)])
        self.status = named(QLabel(textFormat=Qt.TextFormat.PlainText), "feedsStatus")
        self.status.setContentsMargins(16, 0, 16, 0)
        self.status.setFixedHeight(scaled(28))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._build_top())
        layout.addWidget(halves, 1)
        layout.addWidget(self.status)
        stops = (self.new, self.subscribe, self.list, *self.form.stops(), *self._below)
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    def _build_top(self) -> QWidget:
        self.new = named(QLineEdit(), "newFeed")
        self.new.setPlaceholderText(self.tr("Address of a feed, or of a site that has one"))
        self.new.setAccessibleName(self.tr("Address of a new feed"))
        self.subscribe = named(EnterButton(self.tr("Subscribe")), "subscribe")
        self.refused = Told("trouble")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.new, 1)
        row.addWidget(self.subscribe)
        top = named(QWidget(), "feedsTop")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(top)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.refused)
        return top

    def _build_left(self) -> QWidget:
        self.refresh_all = named(EnterButton(self.tr("Refresh all")), "refreshAll")
        self.import_list = named(EnterButton(self.tr("Import…")), "importFeeds")
        self.export_list = named(EnterButton(self.tr("Export…")), "exportFeeds")
        self._below = (self.refresh_all, self.import_list, self.export_list)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 12)
        row.setSpacing(8)
        for button in self._below:
            row.addWidget(button)
        row.addStretch()
        left = QWidget()
        left.setMinimumWidth(scaled(300))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        return left

    def _build_right(self) -> QScrollArea:
        area = named(QScrollArea(widgetResizable=True), "feedScroll")
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.form)
        return area

    def _connect(self) -> None:
        edit, form = self._edit, self.form
        self.new.returnPressed.connect(self._subscribe)
        self.subscribe.clicked.connect(self._subscribe)
        self.list.chosen.connect(self._show_chosen)
        self.list.wished.connect(self._do_wish)
        form.renamed.connect(
            lambda title: self._do(lambda: edit.rename(self._shown[0], title), self.tr("Renamed the feed."))
        )
        form.title.entered.connect(self.list.setFocus)
        form.moved.connect(lambda folder: self._do(lambda: edit.move(self._shown, folder), self.tr("Moved the feed.")))
        form.rhythm_chosen.connect(
            lambda minutes: self._do(
                lambda: edit.set_minutes(self._shown, minutes), self.tr("The feed is refreshed as you chose.")
            )
        )
        form.refresh.clicked.connect(lambda: self.refresh_requested.emit(self._shown))
        form.remove.clicked.connect(self._remove)
        self.refresh_all.clicked.connect(self._refresh_all)
        self.import_list.clicked.connect(self._ask_for_import)
        self.export_list.clicked.connect(self._ask_for_export)
        wishes = {"Undo": self.undo_requested.emit, "Redo": self.redo_requested.emit, "RefreshFeeds": self._refresh_all}
        for name, act in wishes.items():
            for keys in self._keys.shortcuts(name):
                QShortcut(keys, self).activated.connect(act)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        line = theme.line.name()
        self.setStyleSheet(
            "#feedList { background: transparent; border: 0; }"
            f"#feedsTop {{ border-bottom: 1px solid {line}; }}"
            f"#feedsStatus {{ color: {theme.muted.name()}; border-top: 1px solid {line}; }}"
            f"#feedAddress {{ background: transparent; color: {theme.muted.name()}; border-color: transparent; }}"
            f"#feedAddress:focus {{ border-color: {theme.accent.name()}; }}"
            "QPushButton { padding: 6px 12px; } QComboBox { combobox-popup: 0; }"
            "QComboBox QLineEdit { background: transparent; border: 0; padding: 0; }"
            "#feedScroll, #feedForm { background: transparent; border: 0; }"
        )
        self.list.set_theme(theme)

    def reload(self) -> None:
        """Show the feeds as they are now; what is chosen stays so, and so does what is being written."""
        try:
            rows = self._edit.rows()
        except ReaderError as error:
            self.tell(str(error))
            return
        self.list.show_feeds(rows)
        for button in (self.refresh_all, self.export_list):
            button.setEnabled(bool(rows))
        self._show_chosen()

    def tell(self, sentence: str) -> None:
        """Say something in the line at the bottom."""
        self.status.setText(f"{FROM_LEFT}{sentence}")
        announce(self.status, sentence)

    def said(self) -> str:
        """What was said there last."""
        return self.status.text().removeprefix(FROM_LEFT)

    def begin_asking(self, address: str) -> None:
        """Show that the feed at this address is being asked for."""
        self._set_asking(True)
        self.tell(self.tr("Asking for {0} …").format(address))

    def end_asking(self, feed_id: int, sentence: str) -> None:
        """Show the feed that was subscribed to."""
        self._set_asking(False)
        self.new.clear()
        self.reload()
        self.list.choose(feed_id)
        self.tell(sentence)
        self.list.setFocus()

    def refuse(self, sentence: str) -> None:
        """Say at its field why there is no new feed; what was written there stays."""
        self._set_asking(False)
        self.tell("")
        self.refused.say(sentence)
        self.new.setFocus()
        self.new.selectAll()

    def _set_asking(self, asking: bool) -> None:
        self.refused.say("")
        self.new.setEnabled(not asking)
        self.subscribe.setEnabled(not asking)

    def _subscribe(self) -> None:
        address = self.new.text().strip()
        if address:
            chosen = self.list.chosen_feeds()
            self.subscribe_requested.emit(address, chosen[0].folder if len(chosen) == 1 else "")
        else:
            self.new.setFocus()

    def _show_chosen(self) -> None:
        self.form.title.save()
        self.form.folder_line.save()
        feeds = self.list.chosen_feeds()
        ids = tuple(feed.id for feed in feeds)
        anew, self._shown = ids != self._shown, ids
        folders = sorted({feed.folder for feed in self.list.rows.feeds() if feed.folder}, key=str.casefold)
        self.form.show_feeds(feeds, folders, anew=anew)

    def _do_wish(self, name: str) -> None:
        match name:
            case "Name" if self._shown:
                self.form.title.setFocus()
                self.form.title.selectAll()
            case "Delete" if self._shown:
                self._remove()

    def _remove(self) -> None:
        feeds = self.list.chosen_feeds()
        if not feeds:
            return
        told = (
            self.tr("Unsubscribed from “{0}”.").format(feeds[0].name)
            if len(feeds) == 1
            else self.tr("Unsubscribed from {0} feeds.").format(len(feeds))
        )
        back = self.tr("{0} brings it back.").format(self._keys.first("Undo"))
        self._do(lambda: self._edit.unsubscribe([feed.id for feed in feeds]), f"{told} {back}")

    def _refresh_all(self) -> None:
        self.refresh_requested.emit(tuple(feed.id for feed in self.list.rows.feeds()))

    def _do(self, act: Callable[[], object], told: str) -> None:
        """Do one action and tell it, or say why it was refused."""
        if not self._shown:
            return
        try:
            act()
        except ReaderError as error:
            self.tell(str(error))
            return
        self.form.title.settle()
        self.form.folder_line.settle()
        self.reload()
        self.tell(told)
        self.changed.emit(told)

    def import_from(self, path: Path) -> None:
        """Subscribe to the feeds of a list. Raises nothing: what fails is told."""
        try:
            done = self._edit.import_file(path)
        except ReaderError as error:
            self.refused.say(str(error))
            return
        self.refused.say("")
        self.reload()
        words = self.tr("Subscribed to 1 feed") if done.added == 1 else self.tr("Subscribed to {0:,} feeds")
        before = self.tr("1 was there before") if done.there == 1 else self.tr("{0:,} were there before")
        told = f"{words.format(done.added)}; {before.format(done.there)}."
        self.tell(told)
        self.changed.emit(told)
        if done.added:
            self._refresh_all()

    def export_to(self, path: Path, *, replace: bool = False) -> None:
        """Write the feeds to a list. Raises nothing: what fails is told."""
        try:
            count = self._edit.export_file(path, replace=replace)
        except ReaderError as error:
            self.refused.say(str(error))
            return
        words = self.tr("Exported 1 feed to {1}.") if count == 1 else self.tr("Exported {0:,} feeds to {1}.")
        self.tell(words.format(count, path))

    def _ask_for_import(self) -> None:
        kinds = self.tr("Lists of feeds (*.opml *.xml);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Import a list of feeds"), "", kinds)
        if name:
            self.import_from(Path(name))

    def _ask_for_export(self) -> None:
        usual = str(Path(QDir.homePath()) / "feeds.opml")
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export the feeds"), usual, self.tr("Lists of feeds (*.opml)")
        )
        if name:
            path = Path(name)
            given = path if path.suffix else path.with_suffix(".opml")
            self.export_to(given, replace=given == path and path.exists())
