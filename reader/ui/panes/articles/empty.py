"""What stands in the place of the list where it has no rows: why, and what to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from reader.domain.article import ArticleFilter, ArticleState
from reader.ui.names import named


class EmptyPage(QWidget):
    """Words and buttons."""

    all_requested = Signal()
    #: What is wished, by the name that the action has in the table of keys.
    wished = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 32, 24, 24)
        layout.setSpacing(10)
        self._words = named(QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter), "muted")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(self._words)
        self._ways_in = [
            self._way_in("Import", self.tr("Import files")),
            self._way_in("ImportFolder", self.tr("Import a folder")),
            self._way_in("AddFromWeb", self.tr("Add from the web")),
            self._way_in("Feeds", self.tr("Subscribe to feeds")),
        ]
        self._all = QPushButton(self.tr("Show all articles"))
        self._all.clicked.connect(self.all_requested)
        for button in (*self._ways_in, self._all):
            layout.addWidget(button)
            button.hide()
        layout.addStretch()

    def _way_in(self, name: str, words: str) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(lambda: self.wished.emit(name))
        return button

    def first_button(self) -> QWidget:
        """The button that comes first of those that are there."""
        return self._ways_in[0] if self._all.isHidden() else self._all

    def tell(self, which: ArticleFilter, typed: str, *, empty: bool) -> None:
        """Tell why the filter, of which these words were typed, shows nothing; `empty`: no article is there."""
        nothing_at_all = empty and not which.binned
        for button in self._ways_in:
            button.setVisible(nothing_at_all)
        self._all.setVisible(not nothing_at_all)
        self._words.setText(
            self.tr("This library is empty.\nTake articles in, or drop files here.")
            if nothing_at_all
            else self._why_nothing(which, typed)
        )

    def _why_nothing(self, which: ArticleFilter, typed: str) -> str:
        if which.words.strip():
            return self.tr("Nothing found for “{0}”.\nTry fewer words, or all articles.").format(typed)
        if which.binned:
            return self.tr("The bin is empty.")
        if which.tag_id:
            return self.tr("No article has this tag.")
        if which.starred:
            return self.tr("No article has a star. Press S on one to give it a star.")
        if which.state is ArticleState.UNREAD:
            return self.tr("No unread article is left.")
        return self.tr("No article is marked as done. Press M on one to mark it.")
