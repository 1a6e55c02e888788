"""All occurrences of a quote, to be looked over and tagged at once; search and tags are jobs, so nothing waits."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from reader.domain.changes import AnnotationsChanged, Change
from reader.domain.codebook import Label
from reader.errors import CancelledError, ReaderError
from reader.services.annotate import quoted
from reader.services.tag_all import MOST, Found, TagAll
from reader.ui.announcing import announce
from reader.ui.dialogs.tag_all.choices import Choices
from reader.ui.dialogs.tag_all.delegate import OccurrenceDelegate
from reader.ui.dialogs.tag_all.rows import OccurrenceRows
from reader.ui.dialogs.tag_all.state_line import StateLine
from reader.ui.dialogs.tag_all.view import OccurrenceView
from reader.ui.jobs import Cancelled, Job, Jobs, Progress
from reader.ui.names import named, override
from reader.ui.painting.marks import LabelMark
from reader.ui.system_size import scaled
from reader.ui.theme import Theme


class TagAllDialog(QDialog):
    """Finds the quote in the article, the listed articles or the library; what is ticked is tagged as one action.

    `tagged` gives the changes and a sentence, `failed` what went wrong; the dialog says that itself, too.
    """

    tagged = Signal(object, str)
    failed = Signal(ReaderError)

    def __init__(
        self,
        service: TagAll,
        jobs: Jobs,
        label: Label,
        quote: str,
        article_id: int,
        listed_ids: Callable[[], Sequence[int]],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("tagAllDialog")
        self.setWindowTitle(self.tr("Tag all occurrences"))
        self._service = service
        self._jobs = jobs
        self._label = label
        self._quote = quote
        self._found: Found | None = None
        self._request = 0
        self._search: Job | None = None
        self._tagging: Job | None = None
        self.rows = OccurrenceRows(service.titles, self)
        self._delegate = OccurrenceDelegate(label, theme)
        self.choices = Choices(article_id, listed_ids)
        self.state = StateLine()
        room = self.screen().availableSize()
        self.resize(min(scaled(960), room.width() - 40), min(scaled(620), room.height() - 60))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(self._build_heading(theme))
        layout.addWidget(self.choices)
        layout.addLayout(self._build_list(), 1)
        layout.addWidget(self.state)
        layout.addWidget(self._build_buttons())
        self.choices.changed.connect(self._begin_search)
        self.state.stop_requested.connect(self._cancel_work)
        self.rows.ticks_changed.connect(self._count)
        self.view.setFocus()
        self._begin_search()

    def _build_heading(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        words = QLabel(self.tr("All occurrences of {0} as").format(f"\u2068{quoted(self._quote)}\u2069"))
        name = named(QLabel(self._label.name), "heading")
        self._mark = LabelMark(theme, self._label)
        for part in (words, self._mark, name):
            row.addWidget(part)
        for text in (words, name):
            text.setTextFormat(Qt.TextFormat.PlainText)
        row.addStretch()
        return row

    def _build_list(self) -> QStackedLayout:
        self.view = named(OccurrenceView(self.rows), "occurrences")
        self.view.setAccessibleName(self.tr("Occurrences"))
        self.view.setAccessibleDescription(self.tr("Space ticks, Ctrl+A ticks all or none, Enter tags what is ticked."))
        self.view.setItemDelegate(self._delegate)
        self.empty = named(QLabel(wordWrap=True), "muted")
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setContentsMargins(40, 0, 40, 40)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        return self._stack

    def _build_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)  # see keyPressEvent
        self.tag_button = named(QPushButton(), "tagAll")
        buttons.addButton(self.tag_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.tag_button.setAutoDefault(False)
        self.tag_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._mark.set_theme(theme)
        self._delegate.set_theme(theme)
        self.view.viewport().update()

    # The search

    def _begin_search(self) -> None:
        """Look for the quote where and how it is wished now; what an earlier search finds is dropped."""
        self._drop_search()
        self._found = None
        number, wanted = self._request, self.choices.wanted(self._quote)

        def work(progress: Progress, cancelled: Cancelled) -> Found:
            return self._service.find(wanted, self._label, progress, cancelled)

        self._search = job = self._jobs.start(self.tr("Searching"), work)
        job.progressed.connect(lambda done, total: self._progress(number, done, total))
        job.succeeded.connect(lambda found: self._show(number, found))
        job.failed.connect(lambda error: self._give_up_search(number, error))
        self.state.begin(self.tr("Searching…"))
        self._allow()

    def _drop_search(self) -> None:
        self._request += 1
        if self._search is not None:
            self._search.cancel()
            self._search = None

    def _progress(self, number: int, done: int, total: int) -> None:
        if number == self._request:
            self.state.progress(done, total)

    def _show(self, number: int, found: Found) -> None:
        if number == self._request:
            self._search = None
            self._found = found
            self.view.show_titles(self.choices.over_articles())
            self._show_rows(found, self.choices.advice(self._quote))

    def _give_up_search(self, number: int, error: ReaderError) -> None:
        if number == self._request:
            self._search = None
            self._show_rows(Found((), 0, cut=False), str(error))
            if not isinstance(error, CancelledError):
                self.failed.emit(error)

    def _show_rows(self, found: Found, otherwise: str) -> None:
        """Show what was found, or else a sentence; the focus stays in the list while there is one."""
        focused = self.focusWidget()
        self.rows.set_found(found.occurrences)
        self._stack.setCurrentIndex(0 if found.occurrences else 1)
        self.empty.setText("" if found.occurrences else otherwise)
        self.state.end(self._told())
        if found.occurrences:
            self.view.go_to_first()
        if not found.occurrences and focused is self.view:
            self.choices.whole_words.setFocus()
        elif found.occurrences and focused in {None, self}:
            self.view.setFocus()
        announce(self, self.state.said() or otherwise)

    # The tags

    @override
    def accept(self) -> None:
        """Tag what is ticked, aside; the dialog closes when that is done."""
        hits = self.rows.ticked() if self._found is not None and self._tagging is None else []
        if not hits:
            return

        def work(progress: Progress, cancelled: Cancelled) -> tuple[Change, ...]:
            return self._service.tag(hits, self._label, progress, cancelled)

        number = self._request
        self._tagging = job = self._jobs.start(self.tr("Tagging"), work)
        job.progressed.connect(lambda done, total: self._progress(number, done, total))
        job.succeeded.connect(lambda changes: self._finish(changes, len(hits)))
        job.failed.connect(self._give_up_tagging)
        self.state.begin(self.tr("Tagging…"))
        self._allow()

    def _finish(self, changes: tuple[Change, ...], wanted: int) -> None:
        self._tagging = None
        made = sum(len(change.annotation_ids) for change in changes if isinstance(change, AnnotationsChanged))
        passed_over = self.tr("{0} were passed over: tagged meanwhile, or in the bin.").format(f"{wanted - made:,}")
        if not made:
            self._give_up_tagging(CancelledError(self.tr("Nothing was tagged. {0}").format(passed_over)))
            return
        told = f"{made:,} × {quoted(self._quote)}" if made > 1 else quoted(self._quote)
        sentence = self.tr("Tagged {0} as {1}; one undo takes it back.").format(told, self._label.name)
        self.tagged.emit(changes, f"{sentence} {passed_over}" if made < wanted else sentence)
        super().accept()

    def _give_up_tagging(self, error: ReaderError) -> None:
        self._tagging = None
        self._allow()
        self.state.end(str(error))
        announce(self, str(error))
        if not isinstance(error, CancelledError):
            self.failed.emit(error)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter tags, or presses the button with the focus; Qt would press Cancel for want of what can be tagged."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if isinstance(focused, QAbstractButton) and not focused.isCheckable():
            focused.click()
        else:
            self.accept()

    @override
    def reject(self) -> None:
        """Leave; tagging is stopped first, and the dialog stays to say what came of it."""
        if self._tagging is None:
            super().reject()
        else:
            self._tagging.cancel()

    @override
    def done(self, result: int) -> None:
        self._drop_search()
        super().done(result)

    def _cancel_work(self) -> None:
        for job in (self._search, self._tagging):
            if job is not None:
                job.cancel()

    # What can be done now

    def _count(self) -> None:
        self._allow()
        if self._found is not None and self._tagging is None:
            self.state.tell(self._told())

    def _told(self) -> str:
        """How many are ticked."""
        found = self._found
        if found is None or not found.occurrences:
            return ""
        words = [self.tr("{0} of {1} ticked").format(f"{self.rows.count_ticked():,}", f"{len(found.occurrences):,}")]
        if self.rows.tagged:
            words.append(self.tr("{0} tagged already").format(f"{self.rows.tagged:,}"))
        articles = self.tr("in {0} articles") if found.articles > 1 else self.tr("in {0} article")
        words.append(articles.format(f"{found.articles:,}"))
        told = ", ".join(words)
        if found.cut:
            told += self.tr(". There are more: these are the first {0}").format(f"{MOST:,}")
        return told

    def _allow(self) -> None:
        ticked = self.rows.count_ticked()
        self.choices.setEnabled(self._tagging is None)
        self.tag_button.setText(self.tr("Tag {0}").format(f"{ticked:,}") if ticked else self.tr("Tag"))
        self.tag_button.setEnabled(ticked > 0 and self._found is not None and self._tagging is None)
