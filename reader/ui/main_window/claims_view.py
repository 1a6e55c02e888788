"""The view of the claims in the place of list and text: built when it is first asked for."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader.domain.questions import Field
from reader.domain.record import Answer, Evidence
from reader.errors import AnswerError, ReaderError
from reader.ui.main_window.doing import Changes, Doing
from reader.ui.main_window.frame import Frame
from reader.ui.main_window.reading import Reading
from reader.ui.main_window.services import Services
from reader.ui.main_window.views import CLAIMS, Views

if TYPE_CHECKING:
    from reader.domain.ledger import Claim, LedgerQuery
    from reader.services.export_claims import Exported
    from reader.ui.jobs import Jobs
    from reader.ui.panes.claims.claims_page import ClaimsPage


class ClaimsView(QObject):
    """Shows the view as a page of the window, and does what is wished there."""

    def __init__(
        self, services: Services, views: Views, frame: Frame, doing: Doing, reading: Reading, window: QWidget
    ) -> None:
        super().__init__(window)
        self._services, self._frame, self._doing, self._reading = services, frame, doing, reading
        self._window = window
        self._page: ClaimsPage | None = None
        self._jobs: Jobs | None = None
        doing.changed.connect(self._show_changes)
        views.add(CLAIMS, self._show)

    def page(self) -> "ClaimsPage":
        """The page, built when it is first asked for."""
        if self._page is None:
            from reader.ui.panes.claims.claims_page import ClaimsPage  # noqa: PLC0415

            self._page = made = ClaimsPage(self._services.ledger(), self._frame.keys, self._frame.pane.theme())
            made.set_codebook(self._services.read.codebook())
            made.place_requested.connect(self._go_to)
            made.join_requested.connect(self._join)
            made.take_out_requested.connect(self._take_out)
            made.answered.connect(self._answer)
            made.evidence_written.connect(self._set_evidence)
            made.export_requested.connect(self._ask_for_export)
            made.left.connect(self._frame.focus_text)
            made.told.connect(self._doing.told)
        return self._page

    def reload(self) -> None:
        """Show what the library has now, after it was written to beside the window."""
        if self._page is not None:
            self._page.reload()

    def stop(self) -> None:
        """Save what is being written, ask the library no more, and wait for what runs."""
        if self._page is not None:
            self._page.save()
            self._page.stop()
        if self._jobs is not None:
            self._jobs.stop()

    def _show(self) -> None:
        self._frame.show_page(self.page())

    def _show_changes(self, changes: Changes) -> None:
        if self._page is not None:
            self._page.show_changes(changes)

    def _go_to(self, annotation_id: int, article_id: int) -> None:
        """Go to the place in the text."""
        self._frame.show_page(None)
        self._reading.show_article(article_id)
        self._frame.articles.set_current(article_id)
        self._frame.pane.set_current(annotation_id, reveal=True)
        self._frame.focus_text()

    def _join(self, claim_ids: Sequence[int]) -> None:
        undo = self._frame.keys.first("Undo")
        told = self.tr("Joined as one claim. {0} parts them again.").format(undo)
        self._doing.do(lambda: self._services.ledger().join(claim_ids), told)

    def _take_out(self, annotation_id: int) -> None:
        undo = self._frame.keys.first("Undo")
        told = self.tr("Taken out: it is a claim of its own. {0} puts it back.").format(undo)
        self._doing.do(lambda: self._services.ledger().take_out(annotation_id), told)

    def _answer(self, claim: "Claim", answers: Sequence[tuple[Field, str]]) -> None:
        """Write answers as one action: what a rating brings with it is taken back with it."""
        self._doing.do(lambda: self._written(claim, answers))
        self.page().reload()  # also what was refused is shown as it is

    def _written(self, claim: "Claim", answers: Sequence[tuple[Field, str]]) -> Changes:
        records, sitting = self._services.records(), object()
        questions = records.questions()
        changes: list[Changes] = []
        for field, value in answers:
            given = [Answer(value)] if value else []
            try:
                attribute = questions.of_field(field)
            except KeyError:
                raise AnswerError(self.tr("The codebook does not ask this any more: nothing was changed.")) from None
            changes.append(records.answer(claim.holder(field), attribute.id, given, sitting))
        return tuple(dict.fromkeys(change for some in changes for change in some))

    def _set_evidence(self, claim: "Claim", evidence: Sequence[Evidence]) -> None:
        self._doing.do(lambda: self._services.records().set_evidence(claim.holder(Field.EVIDENCE), evidence))
        self.page().reload()

    def _ask_for_export(self, query: "LedgerQuery", chosen: tuple[int, ...]) -> None:
        """Ask where to write those that were chosen, or all that the ledger shows."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415

        kinds = (
            self.tr("Table (*.csv)"),
            self.tr("Markdown (*.md)"),
            self.tr("Web page (*.html)"),
            self.tr("ClaimReview (*.jsonld)"),
        )
        title = self.tr("Export the claims that are selected") if chosen else self.tr("Export these claims")
        # Without an ending in the name, that of the chosen kind is put behind it.
        name, kind = QFileDialog.getSaveFileName(self._window, title, "claims", ";;".join(kinds))
        if name:
            path = Path(name)
            asked = bool(path.suffix)
            if not asked:
                path = path.with_suffix(f".{kind.rpartition('.')[2].rstrip(')')}")
            self.export_to(path, chosen or query, replace=asked)

    def export_to(self, path: Path, which: "LedgerQuery | Sequence[int]", *, replace: bool = True) -> None:
        """Write claims to a file; one that is there is replaced where the person was asked."""
        from reader.ui.jobs import Jobs  # noqa: PLC0415

        if self._jobs is None:
            self._jobs = Jobs(self)
        ledger = self._services.ledger()
        job = self._jobs.start(
            self.tr("Exporting"),
            lambda progress, cancelled: ledger.export(
                path, which, replace=replace, progress=progress, cancelled=cancelled
            ),
        )
        job.succeeded.connect(lambda done: self._tell_exported(done, path))
        job.failed.connect(self._tell_failure)
        self._frame.status.show_job(job)

    def _tell_exported(self, done: "Exported", path: Path) -> None:
        told = done.sentence(str(path))
        self._doing.told.emit(f"{told[0].upper()}{told[1:]}.")

    def _tell_failure(self, error: ReaderError) -> None:
        self._doing.told.emit(str(error))
