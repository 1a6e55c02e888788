"""The register of entities in and out as CSV: which file, and what came of it."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.domain.annotation import AnnotationFilter
from reader.ui.jobs import Job, Jobs
from reader.ui.main_window.doing import Doing
from reader.ui.main_window.services import Services
from reader.ui.main_window.transfers import Transfers


class EntityFiles(QObject):
    """Asks for a file, and works aside."""

    begun = Signal(Job)

    def __init__(self, services: Services, transfers: Transfers, doing: Doing, window: QWidget) -> None:
        super().__init__(window)
        self._services, self._transfers, self._doing, self._window = services, transfers, doing, window
        self._jobs = Jobs(self)

    def is_busy(self) -> bool:
        """Whether entities come in just now."""
        return bool(self._jobs.running())

    def stop(self) -> None:
        """Wait for what runs."""
        self._jobs.stop()

    def ask_for_import(self) -> None:
        """Ask for a file with entities, and take them in."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415

        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Import entities"), "", self.tr("CSV files (*.csv)")
        )
        if name:
            self.import_from(Path(name))

    def import_from(self, path: Path) -> None:
        """Take the entities of a file in, all of them or none."""
        pages = self._services.entity_pages()
        job = self._jobs.start(self.tr("Importing entities"), lambda _progress, _cancelled: pages.take_in(path))
        job.succeeded.connect(self._show_imported)
        job.failed.connect(lambda error: self._doing.told.emit(str(error)))
        self.begun.emit(job)

    def ask_for_export(self) -> None:
        """Ask for a file, and write the register to it."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415

        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Export entities"), "entities.csv", self.tr("CSV files (*.csv)")
        )
        if name:
            self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """Write the register to a CSV file, replacing what is there: the person was asked."""
        from reader.domain.tables import Table  # noqa: PLC0415
        from reader.ui.dialogs.export_choices import ExportChoices  # noqa: PLC0415

        choices = ExportChoices(path, AnnotationFilter(), excel=False, replace=True, table=Table.ENTITIES)
        self._transfers.export(choices)

    def _show_imported(self, result: object) -> None:
        from reader.services.entity_pages import TakenIn  # noqa: PLC0415

        assert isinstance(result, TakenIn)
        words = self.tr("Entities: {0} added, {1} changed, {2} were there already.")
        counts = (f"{count:,}" for count in (result.added, result.changed, result.unchanged))
        self._doing.show(result.changes, words.format(*counts))
