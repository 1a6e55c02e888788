"""What is going on in the dialog: words, and for work that takes a while a thin bar and a cross that cancels it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from reader.ui.names import named

_DELAY = 150


class StateLine(QWidget):
    """Words at the left, progress at the right; what is done in a moment shows none."""

    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = named(QLabel(wordWrap=True), "muted")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(140)
        self._stop = named(QToolButton(), "stop")
        self._stop.setText("×")
        self._stop.setAccessibleName(self.tr("Cancel this work"))
        self._stop.setToolTip(self.tr("Cancel; nothing is changed"))
        self._stop.clicked.connect(self.stop_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        for widget in (self._bar, self._stop):
            policy = widget.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            widget.setSizePolicy(policy)
            widget.hide()
            row.addWidget(widget)
        self._timer = QTimer(self, singleShot=True, interval=_DELAY)
        self._timer.timeout.connect(self._show_bar)

    def said(self) -> str:
        """What it says."""
        return self._words.text()

    def begin(self, words: str) -> None:
        """Say what has begun; its progress is shown if it takes a while."""
        self._words.setText(words)
        self._bar.setRange(0, 0)
        self._timer.start()

    def progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)

    def end(self, words: str) -> None:
        """Say what came of it."""
        self.tell(words)
        self._timer.stop()
        self._bar.hide()
        self._stop.hide()

    def tell(self, words: str) -> None:
        """Say something else."""
        self._words.setText(words)

    def _show_bar(self) -> None:
        self._bar.show()
        self._stop.show()
