"""What comes back after a restart: the window's place and sizes, the article, the place in it, the selection."""

from pathlib import Path

from PySide6.QtWidgets import QMainWindow

from reader.domain.article import Article
from reader.services.read import Read
from reader.ui.main_window.frame import Frame
from reader.ui.settings import Place, Settings


class Memory:
    """Remembers a window on a library, and brings it back."""

    def __init__(self, window: QMainWindow, frame: Frame, read: Read, settings: Settings, library: Path) -> None:
        self._window = window
        self._frame = frame
        self._read = read
        self._settings = settings
        self._library = library
        self._left: dict[int, int] = {}
        self._written: dict[int, int] = {}

    def restore_window(self) -> None:
        """Put the window where it was, its panes as wide as they were."""
        self._window.restoreGeometry(self._settings.bytes("geometry"))
        self._frame.set_sizes(self._settings.bytes("panes"), self._settings.bytes("inspector"))

    def remember_window(self) -> None:
        """Remember where the window is, and how wide its panes are."""
        self._settings.set_bytes({"geometry": self._window.saveGeometry(), **self._frame.sizes()})

    def last_article(self) -> int:
        """The article that was read last; 0 where there is none, or it is in the bin."""
        place = self._settings.place(self._library)
        return (place and self._read.article_with_uid(place.article_uid)) or 0

    def return_to_place(self) -> None:
        """Go to the place in the article that is shown, where that is the one that was read last."""
        place, article = self._settings.place(self._library), self._frame.pane.article()
        if place is not None and article is not None and article.uid == place.article_uid:
            self._frame.pane.select(place.selection)
            self._frame.pane.scroll_to(article.read_position)
            self._frame.pane.setFocus()

    def note_position(self) -> None:
        """Note where the person is in the article that is left: to write it down would keep the next one waiting."""
        article = self._frame.pane.article()
        if article is not None:
            self._left[article.id] = self._frame.pane.top_index()

    def position_in(self, article: Article) -> int:
        """Where the person was in the article, noted or written down: the code point at the top of the view."""
        written = self._written.get(article.id, article.read_position)
        return self._left.get(article.id, written)

    def remember_place(self) -> None:
        """Write down the article, the place in it and the selection, and what was noted. Raises LibraryError."""
        self.note_position()
        article = self._frame.pane.article()
        if article is not None:
            self._settings.set_place(self._library, Place(article.uid, self._frame.pane.selection()))
        for article_id, index in self._left.items():
            if self._written.get(article_id) != index:
                self._read.remember_position(article_id, index)
                self._written[article_id] = index
        self._left.clear()
