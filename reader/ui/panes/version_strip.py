"""A quiet line above the text: that there is an older version of the article, or a newer one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from reader.ui.names import named, override
from reader.ui.theme import SMALL_PIXELS, Theme, interface_font


class VersionStrip(QWidget):
    """Says what it is told to say, and leads to another version of the article."""

    version_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("versionStrip")
        self._theme = theme
        self._words = named(QLabel(wordWrap=True), "versionWords")
        self._words.setFont(interface_font(SMALL_PIXELS))
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 8, 5)
        row.setSpacing(4)
        row.addWidget(self._words, 1)
        self._links = [named(QToolButton(), f"versionLink{number}") for number in range(2)]
        self._leads_to = [0, 0]
        for number, link in enumerate(self._links):
            link.setFont(interface_font(SMALL_PIXELS))
            link.setMinimumHeight(24)
            link.clicked.connect(lambda _checked=False, number=number: self._lead(number))
            row.addWidget(link)
        self.set_theme(theme)
        self.hide()

    def say(self, words: str, links: list[tuple[str, int]]) -> None:
        """Say this; up to two links lead to versions, given by the ids of their articles."""
        self._words.setText(words)
        self._words.setToolTip(words)
        for number, link in enumerate(self._links):
            given = number < len(links)
            link.setVisible(given)
            if given:
                link.setText(links[number][0])
                self._leads_to[number] = links[number][1]
        self.show()

    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self._words.setStyleSheet(f"color: {theme.muted.name()};")
        for link in self._links:
            link.setStyleSheet(
                f"QToolButton {{ color: {theme.accent.name()}; padding: 2px 8px; border-radius: 6px; }}"
                f"QToolButton:hover {{ background: {theme.hover.name()}; }}"
                f"QToolButton:focus {{ border-color: {theme.accent.name()}; }}"
            )
        self.update()

    def _lead(self, number: int) -> None:
        self.version_requested.emit(self._leads_to[number])

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.window)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.line)
