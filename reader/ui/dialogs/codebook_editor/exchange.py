"""Codebooks out to files and in from them, as the editor tells of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader.domain.changes import Change
from reader.errors import ReaderError
from reader.services.edit_codebook import EditCodebook
from reader.ui.dialogs.codebook_editor.files import ask_where_from, ask_where_to
from reader.ui.dialogs.codebook_editor.label_side import LabelSide


class Exchange(QObject):
    """Imports and exports; `take` is given the changes and a sentence."""

    def __init__(
        self,
        edit: EditCodebook,
        labels: LabelSide,
        take: Callable[[tuple[Change, ...], str], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._edit, self._labels, self._take, self._window = edit, labels, take, window
        labels.import_labels.clicked.connect(self._ask_for_import)
        labels.export_labels.clicked.connect(self._ask_for_export)

    def import_from(self, path: Path) -> None:
        """Take a file in. Raises nothing: what fails is told."""
        try:
            done = self._edit.import_file(path)
        except ReaderError as error:
            self._labels.refuse(str(error))
            return
        self._take(done.changes, self.tr("Imported {0}: {1}.").format(path.name, done.sentence()))
        self._labels.show_notes((*done.notes, *done.asked))

    def export_to(self, path: Path, *, replace: bool = False) -> None:
        """Write the codebook to a file. Raises nothing: what fails is told."""
        try:
            count = self._edit.export_file(path, replace=replace)
        except ReaderError as error:
            self._labels.refuse(str(error))
            return
        words = self.tr("Exported 1 label to {1}.") if count == 1 else self.tr("Exported {0:,} labels to {1}.")
        self._take((), words.format(count, path))

    def _ask_for_import(self) -> None:
        path = ask_where_from(self._window)
        if path is not None:
            self.import_from(path)

    def _ask_for_export(self) -> None:
        path, replace = ask_where_to(self._window)
        if path is not None:
            self.export_to(path, replace=replace)
