"""What stands in the place of the list where it has no rows: why, and what to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from reader.domain.article import ArticleFilter, ArticleState
from reader.ui.names import named


class EmptyPage(QWidget):
    """Words and buttons."""

    import_requested = Signal()
    folder_requested = Signal()
    all_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 32, 24, 24)
        layout.setSpacing(10)
        self._words = named(QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter), "muted")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(self._words)
        self._import = QPushButton(self.tr("Import files"))
        self._folder = QPushButton(self.tr("Import a folder"))
        self._all = QPushButton(self.tr("Show all articles"))
        self._import.clicked.connect(self.import_requested)
        self._folder.clicked.connect(self.folder_requested)
        self._all.clicked.connect(self.all_requested)
        for button in (self._import, self._folder, self._all):
            layout.addWidget(button)
            button.hide()
        layout.addStretch()

    def first_button(self) -> QWidget:
        """The button that comes first of those that are there."""
        return self._import if self._all.isHidden() else self._all

    def tell(self, which: ArticleFilter, typed: str, *, empty: bool) -> None:
        """Tell why the filter, of which these words were typed, shows nothing; `empty`: no article is there."""
        nothing_at_all = empty and not which.binned
        self._import.setVisible(nothing_at_all)
        self._folder.setVisible(nothing_at_all)
        self._all.setVisible(not nothing_at_all)
        self._words.setText(
            self.tr("This library is empty.\nImport text files, or drop them here.")
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
