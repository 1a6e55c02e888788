"""The sign of a mode at the lower edge of the text: no mode is without one."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget

from reader.ui.names import named, override
from reader.ui.theme import interface_font

_ABOVE_EDGE = 12


class ModeSign(QLabel):
    """A line of words on the text, out of the way of the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = parent
        named(self, "modeSign")
        self.setFont(interface_font(12))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        parent.installEventFilter(self)
        self.hide()

    def show_words(self, words: str) -> None:
        """Show these words, or nothing."""
        self.setText(words)
        self.setVisible(bool(words))
        self._place()

    def _place(self) -> None:
        around = self._text.rect()
        most = around.width() - 2 * _ABOVE_EDGE
        self.setWordWrap(False)
        width = self.sizeHint().width()
        self.setWordWrap(width > most)
        self.resize(min(width, most), self.heightForWidth(most) if width > most else self.sizeHint().height())
        self.move((around.width() - self.width()) // 2, around.height() - self.height() - _ABOVE_EDGE)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
