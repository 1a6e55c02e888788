"""The page of watched folders: what comes to lie in them is taken in."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from reader.domain.watching import WatchedFolder
from reader.errors import ReaderError
from reader.ui.names import named, override
from reader.ui.plain import as_tip
from reader.ui.theme import Theme, icon


class Folders(Protocol):
    """What keeps the watched folders; each call may raise a ReaderError."""

    def folders(self) -> list[WatchedFolder]:
        """The watched folders."""

    def add(self, path: Path) -> WatchedFolder:
        """Watch a folder."""

    def remove(self, path: Path) -> None:
        """Watch a folder no more."""


class FoldersPage(QWidget):
    """Adds and removes watched folders; each change is at work, and kept, at once."""

    #: A folder was added or removed.
    changed = Signal()

    def __init__(self, folders: Folders, theme: Theme) -> None:
        super().__init__()
        self._folders = folders
        self._theme = theme
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(24, 20, 24, 16)
        self._layout.setSpacing(12)
        words = self.tr(
            "What comes to lie in these folders, and in the folders in them, is imported by itself: at the start and "
            "while Gloss is open. Nothing in them is ever changed."
        )
        self._layout.addWidget(named(QLabel(words, wordWrap=True), "muted"))
        self._layout.addWidget(self._build_rows(), 1)
        self._said = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "trouble")
        self._said.hide()
        self._layout.addWidget(self._said)
        self.add_button = QPushButton(self.tr("Watch a folder…"))
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(self._ask)
        bottom = QHBoxLayout()
        bottom.addWidget(self.add_button)
        bottom.addStretch()
        self._layout.addLayout(bottom)
        self.reload()

    def _build_rows(self) -> QScrollArea:
        area = named(QScrollArea(), "watchedFolders")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        area.setWidget(inside)
        for ground in (area.viewport(), inside):  # the page shows through
            ground.setAutoFillBackground(False)
        return area

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.reload()

    def reload(self) -> None:
        """Show the folders that are watched now."""
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        try:
            found = self._folders.folders()
        except ReaderError as error:
            self._say(str(error))
            return
        if not found:
            self._rows.addWidget(named(QLabel(self.tr("No folder is watched yet.")), "muted"))
        for folder in found:
            row = _Row(folder, self._theme)
            row.remove_requested.connect(self.remove)
            self._rows.addWidget(row)
        self._rows.addStretch()

    def add(self, path: Path) -> None:
        """Watch this folder from now on."""
        try:
            self._folders.add(path)
        except ReaderError as error:
            self._say(str(error))
            return
        self._change()

    def remove(self, path: Path) -> None:
        """Watch this folder no more."""
        try:
            self._folders.remove(path)
        except ReaderError as error:
            self._say(str(error))
            return
        self._change()
        self.add_button.setFocus()

    def _change(self) -> None:
        self._say("")
        self.reload()
        self.changed.emit()

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def _ask(self) -> None:
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415

        name = QFileDialog.getExistingDirectory(self, self.tr("Watch a folder"))
        if name:
            self.add(Path(name))


class _Row(QWidget):
    """A watched folder: its path, whether it is not there now, and what takes it out."""

    remove_requested = Signal(Path)

    def __init__(self, folder: WatchedFolder, theme: Theme) -> None:
        super().__init__()
        self._path = folder.path
        mark = QLabel()
        mark.setPixmap(icon("folder", theme.muted).pixmap(QSize(18, 18)))
        self._name = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._name.setMinimumWidth(40)
        self._name.setToolTip(as_tip(str(folder.path)))
        remove = named(QToolButton(), "removeFolder")
        remove.setIcon(icon("close", theme.muted, 14))
        remove.setToolTip(self.tr("Watch this folder no more; its articles stay"))
        remove.setAccessibleName(self.tr("Watch {0} no more").format(folder.path))
        remove.clicked.connect(lambda: self.remove_requested.emit(self._path))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 4, 6)
        row.setSpacing(10)
        row.addWidget(mark)
        row.addWidget(self._name, 1)
        if not folder.path.is_dir():
            row.addWidget(named(QLabel(self.tr("not there now")), "muted"))
        row.addWidget(remove)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        metrics = QFontMetrics(self._name.font())
        told = metrics.elidedText(str(self._path), Qt.TextElideMode.ElideMiddle, self._name.width())
        self._name.setText(told)
