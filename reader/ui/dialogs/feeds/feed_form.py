"""What is known of the chosen feed, or of several, and what can be changed of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from reader.domain.feeds import FeedRow
from reader.ui.dialogs.enter_button import EnterButton
from reader.ui.dialogs.feeds.words import RHYTHMS, refreshed, rhythm
from reader.ui.dialogs.fields import SavedLine, Told
from reader.ui.names import named
from reader.ui.system_size import scaled


class FeedForm(QWidget):
    """Fields that are saved as they are left. What is told is for the feeds that are shown."""

    renamed = Signal(str)
    moved = Signal(str)
    rhythm_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("feedForm")
        self.title = named(SavedLine(), "feedTitle")
        self.title.written.connect(self.renamed)
        self.folder = named(QComboBox(editable=True), "feedFolder")
        self.folder.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        folder_line = SavedLine()
        self.folder.setLineEdit(folder_line)
        self.folder_line = folder_line
        folder_line.setPlaceholderText(self.tr("No folder"))
        folder_line.written.connect(self.moved)
        self.folder.activated.connect(lambda _index: self.folder_line.save())
        self.minutes = named(QComboBox(), "feedMinutes")
        self.minutes.activated.connect(lambda _index: self.rhythm_chosen.emit(self.minutes.currentData()))
        self.address = named(QLineEdit(readOnly=True), "feedAddress")
        self.met = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "muted")
        self.trouble = Told("trouble")
        self.refresh = named(EnterButton(self.tr("Refresh")), "refreshFeed")
        self.remove = named(EnterButton(self.tr("Unsubscribe")), "removeFeed")
        for box in (self.folder, self.minutes):  # long names of folders are not to widen the form
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
        self._build()

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, scaled(72))
        fields = (
            (self.tr("Title"), self.title),
            (self.tr("Folder"), self.folder),
            (self.tr("Refresh"), self.minutes),
            (self.tr("Address"), self.address),
        )
        for row, (words, field) in enumerate(fields):
            name = named(QLabel(words), "muted")
            name.setBuddy(field)
            field.setAccessibleName(words)
            grid.addWidget(name, row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self.met, len(fields), 1)
        grid.addWidget(self.trouble, len(fields) + 1, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.refresh)
        buttons.addWidget(self.remove)
        buttons.addStretch()
        grid.addLayout(buttons, len(fields) + 2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.addLayout(grid)
        layout.addStretch()

    def stops(self) -> tuple[QWidget, ...]:
        """Where the focus stops, in order."""
        return self.title, self.folder, self.minutes, self.address, self.refresh, self.remove

    def show_feeds(self, feeds: list[FeedRow], folders: list[str], *, anew: bool) -> None:
        """Show the chosen feeds; what is being written stays unless they are others now, `anew`."""
        self.setVisible(bool(feeds))
        if not feeds:
            return
        one = feeds[0] if len(feeds) == 1 else None
        self.title.setEnabled(one is not None)
        self.title.show_saved(one.title if one else self.tr("{0} feeds").format(len(feeds)), anew=anew)
        self.title.setPlaceholderText(one.url if one else "")
        self.address.setText(one.url if one else "")
        self.address.setCursorPosition(0)
        self.address.setEnabled(one is not None)
        self._show_folder(feeds, folders, anew=anew)
        self._show_minutes(feeds)
        self.met.setText(refreshed(one).capitalize() + "." if one else "")
        self.trouble.say(one.trouble if one else "")
        self.remove.setText(self.tr("Unsubscribe") if one else self.tr("Unsubscribe from {0}").format(len(feeds)))

    def _show_folder(self, feeds: list[FeedRow], folders: list[str], *, anew: bool) -> None:
        line, kept = self.folder_line, self.folder_line.text() if self.folder_line.unsaved() and not anew else None
        of_all = {feed.folder for feed in feeds}
        self.folder.clear()
        self.folder.addItems(folders)
        line.show_saved(of_all.pop() if len(of_all) == 1 else "", anew=True)
        if kept is not None:
            line.setText(kept)

    def _show_minutes(self, feeds: list[FeedRow]) -> None:
        chosen = {feed.minutes for feed in feeds}
        self.minutes.clear()
        for minutes in sorted({*RHYTHMS, *chosen}):
            self.minutes.addItem(rhythm(minutes), minutes)
        self.minutes.setCurrentIndex(self.minutes.findData(chosen.pop()) if len(chosen) == 1 else -1)
