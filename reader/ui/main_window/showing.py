"""What the library says has changed, shown in the panes that show it."""

from PySide6.QtCore import QObject, QTimer, Signal

from reader.domain.changes import AnnotationsChanged, ArticlesChanged, ArticlesMoved, CodebookChanged, TagsChanged
from reader.errors import ReaderError
from reader.ui.main_window.doing import Changes
from reader.ui.main_window.frame import Frame
from reader.ui.main_window.reading import Reading
from reader.ui.main_window.services import Services

_COUNT_DELAY = 50
#: With more annotations changed at once than this, all of the article are fetched again.
_MANY = 100


class Showing(QObject):
    """Refreshes what a change names, and nothing else."""

    codebook_shown = Signal()
    told = Signal(str)

    def __init__(self, services: Services, frame: Frame, reading: Reading, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._frame, self._pane, self._articles = frame, frame.pane, frame.articles
        self._reading = reading
        self._count_timer = QTimer(self, singleShot=True, interval=_COUNT_DELAY)
        self._count_timer.timeout.connect(self.recount)
        self._pane.current_changed.connect(self.show_current)
        self._replacing = False
        self._articles.listed.connect(self._show_neighbour)
        self._articles.counted.connect(lambda counts: frame.status.set_articles(counts.all))

    def show_changes(self, changes: Changes) -> None:
        """Show what has changed. A view may ask for the label of each annotation it shows: labels come first."""
        if any(isinstance(change, CodebookChanged) for change in changes):
            self._show_codebook()
        if any(isinstance(change, ArticlesMoved) for change in changes):
            self.reload_list()
        if any(isinstance(change, TagsChanged) for change in changes):
            self._articles.refresh(self._articles.listed_ids())
        touched: list[int] = []
        for change in changes:
            match change:
                case AnnotationsChanged(article_id, ids):
                    self._show_annotations(article_id, ids)
                    touched.append(article_id)
                case ArticlesChanged(ids):
                    touched.extend(ids)
                    self._count_timer.start()
        if touched:
            self._articles.refresh(tuple(touched))

    def go_to(self, changes: Changes) -> None:
        """Take the eyes to where undo or redo changed something; of many places, to one in the article shown.

        What is current stays so if it changed: of the two ends of a link that is the one that it was made from.
        """
        changed = [change for change in changes if isinstance(change, AnnotationsChanged)]
        shown = self._pane.article()
        here = [change for change in changed if shown is not None and change.article_id == shown.id]
        if not changed:
            return
        if not here:
            self._articles.choose(changed[-1].article_id)
        ids = (here or changed)[-1].annotation_ids
        current = self._pane.current_id()
        self._pane.set_current(current if current in ids else ids[-1], reveal=True)

    def catch_up(self) -> None:
        """Show what another program has written to the library while the window was not looked at."""
        try:
            if not self._services.read.changed_elsewhere():
                return
            self._show_codebook()
            self.reload_list()
        except ReaderError as error:
            self.told.emit(str(error))

    def reload_list(self) -> None:
        """Show the list as it is now; where the open article went to the bin, open the one that took its row."""
        self._articles.reload()
        self.recount()
        if self._is_binned() and not self._articles.which().binned:
            self._replacing = True
            self._reading.show_nothing()

    def _show_neighbour(self) -> None:
        """Once the list is shown as it is now, show the article that has taken the row of one that is gone."""
        row, shown = self._articles.take_row_before(), self._pane.article()
        if self._articles.which().binned and shown is not None:
            self._replacing = not self._articles.shows(shown.id) and row >= 0
        if self._replacing and (near := self._articles.id_near(row)):
            self._articles.choose(near)
        self._replacing = False

    def _is_binned(self) -> bool:
        shown = self._pane.article()
        return shown is not None and self._services.read.article_with_uid(shown.uid) is None

    def recount(self) -> None:
        """Ask how many articles there are."""
        self._articles.recount()

    def show_current(self, annotation_id: int) -> None:
        """Show the current annotation in table and form."""
        self._frame.table.set_current(annotation_id)
        # From the library, not from the pane: what stands in the form may be written back.
        found = self._services.annotate.some((annotation_id,)) if annotation_id else []
        self._frame.form.show_annotation(found[0] if found else None)

    def _show_annotations(self, article_id: int, ids: tuple[int, ...]) -> None:
        shown = self._pane.article()
        if shown is None or shown.id != article_id:
            return
        if len(ids) > _MANY:
            self._reading.show_annotations_again()
        else:
            self._pane.refresh(ids, self._services.annotate.some(ids))
            self._frame.table.refresh(ids)
        self.show_current(self._pane.current_id())

    def _show_codebook(self) -> None:
        """Show labels and annotations as they are now. Who writes a note goes on with it."""
        self._frame.set_codebook(self._services.read.codebook())
        self._reading.show_annotations_again()
        self.show_current(self._pane.current_id())
        self.codebook_shown.emit()
