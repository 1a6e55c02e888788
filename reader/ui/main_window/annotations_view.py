"""The view of all annotations in the list's place: built when it is first asked for, and what is wished there."""

from array import array
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader.domain.annotation import AnnotationFilter
from reader.domain.codebook import Label
from reader.ui.main_window.doing import Changes, Doing
from reader.ui.main_window.frame import Frame
from reader.ui.main_window.naming import Naming
from reader.ui.main_window.reading import Reading
from reader.ui.main_window.services import Services
from reader.ui.main_window.transfers import Transfers
from reader.ui.main_window.views import ANNOTATIONS, ARTICLES, Views

if TYPE_CHECKING:
    from reader.ui.panes.library_annotations.list import LibraryAnnotationList


class AnnotationsView(QObject):
    """Puts articles or annotations in the list's place, and connects the annotations to the window."""

    def __init__(
        self,
        services: Services,
        views: Views,
        frame: Frame,
        doing: Doing,
        reading: Reading,
        transfers: Transfers,
        naming: Naming,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._services, self._frame = services, frame
        self._doing, self._reading, self._transfers = doing, reading, transfers
        self._naming = naming
        self._window = window
        self._list: LibraryAnnotationList | None = None
        doing.changed.connect(self._show_changes)
        transfers.imported.connect(self.reload)
        views.add(ARTICLES, self._show_articles)
        views.add(ANNOTATIONS, self._show)

    def stop(self) -> None:
        """Ask the library no more."""
        if self._list is not None:
            self._list.stop()

    def _show(self) -> None:
        self._frame.show_list(self._built())
        self._built().set_current(self._frame.pane.current_id())

    def _show_articles(self) -> None:
        self._frame.show_list(self._frame.articles)
        article = self._frame.pane.article()
        if article is not None:
            self._frame.articles.set_current(article.id)

    def _built(self) -> "LibraryAnnotationList":
        if self._list is None:
            from reader.ui.panes.library_annotations.list import LibraryAnnotationList  # noqa: PLC0415

            self._list = made = LibraryAnnotationList(
                self._services.list_annotations(), self._frame.keys, self._frame.pane.theme()
            )
            made.set_codebook(self._services.read.codebook())
            made.annotation_chosen.connect(self._preview)
            made.open_requested.connect(self._open)
            made.left.connect(self._frame.focus_text)
            made.told.connect(self._doing.told)
            made.delete_requested.connect(self._delete)
            made.relabel_requested.connect(self._relabel)
            made.entity_requested.connect(self._naming.choose_for)
            made.note_requested.connect(self._write_note)
            made.export_requested.connect(self._export)
            self._frame.add_annotations(made)
        return self._list

    def _preview(self, annotation_id: int, article_id: int) -> None:
        """Show the place in the text while the focus stays in the list."""
        self._reading.show_article(article_id)
        self._frame.articles.set_current(article_id)
        self._frame.pane.set_current(annotation_id, reveal=True)

    def _open(self) -> None:
        if self._go_to(self._built().current_id()):
            self._frame.focus_text()

    def _write_note(self, annotation_id: int) -> None:
        if self._go_to(annotation_id):
            self._frame.focus_note()

    def _go_to(self, annotation_id: int) -> bool:
        """Show the place of an annotation; whether it is there."""
        row = self._services.annotate.some((annotation_id,)) if annotation_id else []
        if row:
            self._preview(annotation_id, row[0].article_id)
        return bool(row)

    def _delete(self, annotation_ids: tuple[int, ...]) -> None:
        undo = self._frame.keys.first("Undo")
        told = (
            self.tr("Deleted. {0} brings it back.").format(undo)
            if len(annotation_ids) == 1
            else self.tr("{0} annotations deleted. {1} brings them back.").format(f"{len(annotation_ids):,}", undo)
        )
        self._doing.do(lambda: self._services.annotate.delete_all(annotation_ids), told)

    def _relabel(self, annotation_ids: tuple[int, ...], label: Label) -> None:
        changes = self._doing.do(lambda: self._services.annotate.relabel_all(annotation_ids, label))
        if changes is None:
            return
        count = sum(len(change.annotation_ids) for change in changes if hasattr(change, "annotation_ids"))
        words = self.tr("1 annotation is {1} now.") if count == 1 else self.tr("{0} annotations are {1} now.")
        told = words.format(f"{count:,}", label.name)
        left = len(annotation_ids) - count
        if left and len(annotation_ids) > 1:
            told += " " + self.tr("{0} stay as they were, tagged so already.").format(f"{left:,}")
        self._doing.told.emit(told)

    def _export(self, ids: "array[int]") -> None:
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415

        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Export these annotations"), "annotations.csv", self.tr("CSV files (*.csv)")
        )
        if name:
            self.export_to(Path(name), ids)

    def export_to(self, path: Path, ids: "array[int]") -> None:
        """Write these annotations to a CSV file, replacing what is there: the person was asked."""
        from reader.ui.dialogs.export_choices import ExportChoices  # noqa: PLC0415

        which = AnnotationFilter(annotation_ids=tuple(ids))
        self._transfers.export(ExportChoices(path, which, excel=False, replace=True))

    def _show_changes(self, changes: Changes) -> None:
        if self._list is not None:
            self._list.show_changes(changes)

    def reload(self) -> None:
        """Show what the library has now, after it was written to beside the window."""
        if self._list is not None:
            self._list.reload()
