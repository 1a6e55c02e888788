"""The line at the bottom: the library, what was saved, what has just been said, and long work."""

from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QToolButton, QWidget

from reader.ui.announcing import announce
from reader.ui.jobs import Job
from reader.ui.plain import as_tip
from reader.ui.system_size import scaled

_TOLD_MILLISECONDS = 8000


class StatusLine(QWidget):
    """Says what is, and for a while what was; shows the progress of a job, with a cross that cancels it.

    Of several jobs the one that was begun last is shown, and when it ends one of those that go on.
    """

    def __init__(self, library_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._progress: dict[Job, tuple[int, int]] = {}
        self._name = QLabel(library_name, textFormat=Qt.TextFormat.PlainText)
        self._articles = QLabel()
        self._selected = QLabel()
        self._selected.hide()
        self._saved = QLabel()
        self._told = QLabel()
        self._told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._work = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(140)
        self._cancel = QToolButton()
        self._cancel.setText("×")
        self._cancel.setAccessibleName(self.tr("Cancel"))
        self._cancel.setToolTip(self.tr("Cancel; what is done is kept"))
        self._cancel.clicked.connect(self._cancel_shown)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 4, 14, 4)
        layout.setSpacing(20)
        for label in (self._name, self._articles, self._selected, self._saved):
            layout.addWidget(label)
        layout.addWidget(self._told, 1)
        self._of_job: tuple[QWidget, ...] = (self._work, self._bar, self._cancel)
        for widget in self._of_job:
            layout.addWidget(widget)
            widget.hide()
        self._timer = QTimer(self, singleShot=True, interval=_TOLD_MILLISECONDS)
        self._timer.timeout.connect(self._told.clear)
        self.setFixedHeight(scaled(28))

    def set_articles(self, count: int) -> None:
        """Say how many articles there are."""
        words = self.tr("1 article") if count == 1 else self.tr("{0} articles").format(f"{count:,}")
        self._articles.setText(words)

    def set_selected(self, count: int) -> None:
        """Say how many articles are selected, where they are several."""
        self._selected.setText(self.tr("{0} selected").format(f"{count:,}") if count > 1 else "")
        self._selected.setVisible(count > 1)

    def saved(self) -> None:
        """Say that all was saved just now."""
        self._saved.setText(self.tr("saved {0}").format(f"{datetime.now().astimezone():%H:%M:%S}"))

    def tell(self, sentence: str) -> None:
        """Say something for a while, to a screen reader too."""
        # Our words flow from the left, whatever script a quote in them begins with.
        self._told.setText(f"\u200e{sentence}" if sentence else "")
        self._told.setToolTip(as_tip(sentence))
        self._timer.start()
        announce(self, sentence)

    def said(self) -> str:
        """What has just been said."""
        return self._told.text().removeprefix("\u200e")

    def show_job(self, job: Job) -> None:
        """Show the progress of a job until it ends."""
        self._progress[job] = (0, 0)
        job.progressed.connect(lambda done, total: self._note(job, done, total))
        job.ended.connect(lambda: self._forget(job))
        self._show_progress()

    def _note(self, job: Job, done: int, total: int) -> None:
        if job in self._progress:
            self._progress[job] = (done, max(1, total))
            self._show_progress()

    def _forget(self, job: Job) -> None:
        self._progress.pop(job, None)
        self._show_progress()

    def _cancel_shown(self) -> None:
        for job in list(self._progress)[-1:]:
            job.cancel()

    def _show_progress(self) -> None:
        for widget in self._of_job:
            widget.setVisible(bool(self._progress))
        if not self._progress:
            return
        job, (done, total) = list(self._progress.items())[-1]
        told = self.tr("{0} {1} of {2}").format(job.title, f"{done:,}", f"{total:,}")
        self._work.setText(told if total else job.title)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
