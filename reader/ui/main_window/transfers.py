"""Files in and out: asking for them, and the long work with them aside. Dialogs load when they are asked for."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from reader.errors import ReaderError
from reader.services.transfer import Transfer
from reader.ui.jobs import Job, Jobs
from reader.ui.theme import Theme

if TYPE_CHECKING:
    from array import array

    from reader.domain.codebook import Codebook
    from reader.domain.intake import Rules
    from reader.services.look_ahead import Prospect
    from reader.services.mark import Deed
    from reader.services.outcomes import ImportReport
    from reader.ui.dialogs.export_choices import ExportChoices


class Transfers(QObject):
    """Imports and exports beside the window, and tells how they went."""

    begun = Signal(Job)
    imported = Signal(object)
    exported = Signal(str)
    import_failed = Signal(ReaderError)
    export_failed = Signal(ReaderError)

    def __init__(self, transfer: Transfer, theme: Callable[[], Theme], window: QWidget) -> None:
        super().__init__(window)
        self._transfer = transfer
        self._theme = theme
        self._window = window
        self._stopped = False
        self._jobs = Jobs(self)

    def is_busy(self) -> bool:
        """Whether something comes in or goes out."""
        return bool(self._jobs.running())

    def stop(self) -> None:
        """Cancel what runs and wait for it; what it has saved stays."""
        self._stopped = True
        self._jobs.stop()

    def ask_for_files(self) -> None:
        """Ask which files to take in, and do so."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415

        names, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Import files"), "", self._filters())
        if names:
            self.import_paths([Path(name) for name in names])

    def ask_for_folder(self) -> None:
        """Ask which folder to take in, and do so."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415

        name = QFileDialog.getExistingDirectory(self._window, self.tr("Import a folder"))
        if name:
            self.import_paths([Path(name)])

    def _filters(self) -> str:
        from reader.services.look_ahead import known_suffixes  # noqa: PLC0415

        known = " ".join(f"*{suffix}" for suffix in known_suffixes())
        return ";;".join((self.tr("Articles ({0})").format(known), self.tr("All files (*)")))

    def import_paths(self, paths: list[Path]) -> None:
        """Take in files and folders, aside; where they leave something open, ask before."""
        from reader.services.look_ahead import look_ahead, may_leave_something_open  # noqa: PLC0415

        if not may_leave_something_open(paths):
            self._import(paths)
            return
        job = self._jobs.start(self.tr("Looking"), lambda _progress, cancelled: look_ahead(paths, cancelled))
        job.succeeded.connect(lambda prospects: self._ask_for_choices(paths, prospects))

    def _ask_for_choices(self, paths: list[Path], prospects: "list[Prospect]") -> None:
        """Show what the import will make of the files, where there is something to choose; then begin it."""
        if self._stopped:
            return
        if not prospects:
            self._import(paths)
            return
        from reader.ui.dialogs.import_choices import ImportChoicesDialog  # noqa: PLC0415

        dialog = ImportChoicesDialog(prospects, self._jobs, self._theme(), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._import(paths, dialog.rules()))
        dialog.open()

    def _import(self, paths: list[Path], rules: "Rules | None" = None) -> None:
        job = self._jobs.start(
            self.tr("Importing"),
            lambda progress, cancelled: self._transfer.import_paths(paths, progress, cancelled, rules),
        )
        job.succeeded.connect(self.imported)
        job.failed.connect(self.import_failed)
        self.begun.emit(job)

    def index_if_needed(self) -> None:
        """Bring what waits into the search index, aside, where that is much. Raises LibraryError."""
        if self._transfer.needs_indexing():
            job = self._jobs.start(self.tr("Preparing the search"), self._transfer.index)
            job.failed.connect(self.export_failed)
            self.begun.emit(job)

    def mark(self, deed: "Deed", article_ids: "array[int]") -> Job:
        """Do something with many articles, aside; the job brings what has changed."""
        job = self._jobs.start(
            self.tr("Changing articles"),
            lambda progress, cancelled: self._transfer.mark(deed, article_ids, progress, cancelled),
        )
        job.failed.connect(self.export_failed)
        self.begun.emit(job)
        return job

    def show_report(self, report: "ImportReport") -> None:
        """List what gave no article, each with its reason."""
        from reader.ui.dialogs.import_report import ImportReportDialog  # noqa: PLC0415

        ImportReportDialog(report, self._window).show()

    def ask_for_export(self, codebook: "Codebook", current: int, selected: tuple[int, ...]) -> None:
        """Ask what to export and where to, and do so; ids of the current article and of the selected ones."""
        from reader.ui.dialogs.export_choices import ExportDialog  # noqa: PLC0415

        dialog = ExportDialog(codebook, self._transfer.annotators(), current, selected, self._window)
        if dialog.exec() and dialog.choices is not None:
            self.export(dialog.choices)
        dialog.deleteLater()

    def export(self, choices: "ExportChoices") -> None:
        """Write a CSV file, aside."""
        job = self._jobs.start(
            self.tr("Exporting"),
            lambda progress, cancelled: self._transfer.export_table(
                choices.path,
                choices.table,
                choices.which,
                excel=choices.excel,
                replace=choices.replace,
                progress=progress,
                cancelled=cancelled,
            ),
        )
        job.succeeded.connect(lambda written: self._tell_exported(written, choices))
        job.failed.connect(self.export_failed)
        self.begun.emit(job)

    def _tell_exported(self, written: int, choices: "ExportChoices") -> None:
        from reader.domain.tables import Table  # noqa: PLC0415

        if choices.table is not Table.ANNOTATIONS:
            words = self.tr("Exported 1 row to {1}") if written == 1 else self.tr("Exported {0} rows to {1}")
            self.exported.emit(words.format(f"{written:,}", choices.path))
            return
        words = self.tr("Exported 1 annotation to {1}") if written == 1 else self.tr("Exported {0} annotations to {1}")
        told = words.format(f"{written:,}", choices.path)
        try:
            waiting = self._transfer.left_waiting(choices.which)
        except ReaderError:  # the file is written all the same
            waiting = ""
        self.exported.emit(f"{told}. {waiting}." if waiting else told)
