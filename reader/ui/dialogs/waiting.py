"""Long work that nothing else can go on beside: what is done, how far it is, and a way to cancel it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QProgressBar, QVBoxLayout, QWidget

from reader.ui.jobs import Job
from reader.ui.names import named, override
from reader.ui.system_size import scaled


class WaitingDialog(QDialog):
    """Stands before the window until a job has ended; Esc, its cross and its button cancel the job."""

    def __init__(self, job: Job, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("waiting")
        self.setWindowTitle("Gloss")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(scaled(360))
        self._job = job
        self._words = named(QLabel(job.title, wordWrap=True, textFormat=Qt.TextFormat.PlainText), "heading")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setRange(0, 0)
        self._count = named(QLabel(" ", textFormat=Qt.TextFormat.PlainText), "muted")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        for widget in (self._words, self._bar, self._count, self._buttons):
            layout.addWidget(widget)
        job.progressed.connect(self._show)
        job.ended.connect(self._end)

    @override
    def reject(self) -> None:
        """Cancel the job, and wait until it has taken back what it has done."""
        self._job.cancel()
        self._buttons.setEnabled(False)
        self._count.setText(self.tr("Cancelling"))

    def _show(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        if self._buttons.isEnabled():
            self._count.setText(self.tr("{0} of {1}").format(f"{done:,}", f"{total:,}"))

    def _end(self) -> None:
        self.done(QDialog.DialogCode.Accepted)
        self.deleteLater()
