"""The codebook and the tagging of all occurrences: dialogs beside the window, and what they changed shown in it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader.domain.codebook import Label
from reader.errors import ReaderError
from reader.ui.jobs import Jobs
from reader.ui.keys import Keys
from reader.ui.main_window.doing import Changes, Doing
from reader.ui.main_window.frame import Frame
from reader.ui.main_window.going_back import GoingBack
from reader.ui.main_window.services import Services
from reader.ui.main_window.showing import Showing

if TYPE_CHECKING:
    from reader.ui.dialogs.codebook_editor.dialog import CodebookEditor
    from reader.ui.dialogs.tag_all.dialog import TagAllDialog


class Curating(QObject):
    """Opens one editor of the codebook and one list of occurrences at a time."""

    def __init__(self, services: Services, keys: Keys, frame: Frame, doing: Doing, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._keys = keys
        self._frame = frame
        self._doing = doing
        self._window = window
        self._jobs = Jobs(self)
        self._editor: CodebookEditor | None = None
        self._occurrences: TagAllDialog | None = None
        frame.pane.tag_all_requested.connect(self._tag_all)

    def connect_history(self, going_back: GoingBack, showing: Showing) -> None:
        """Let undo and redo work in the editor as well, and show there what they changed."""
        self._going_back = going_back
        showing.codebook_shown.connect(self._reload_editor)

    def may_leave(self) -> bool:
        """Close the editor, unless something in it could not be saved."""
        return self._editor is None or self._editor.close()

    def is_busy(self) -> bool:
        """Whether occurrences are looked for or tagged."""
        return bool(self._jobs.running())

    def stop(self) -> None:
        """Cancel what runs and wait for it."""
        self._jobs.stop()

    def edit_codebook(self) -> None:
        """Open the editor of the codebook, or bring it to the front."""
        from reader.ui.dialogs.codebook_editor.dialog import CodebookEditor  # noqa: PLC0415

        if self._editor is None:
            service = self._services.edit_codebook(self._keys.of_text)
            questions = self._services.edit_questions()
            self._editor = CodebookEditor(service, questions, self._frame.pane.theme(), self._window, self._keys)
            self._editor.changed.connect(self._doing.show)
            self._editor.undo_requested.connect(self._going_back.undo)
            self._editor.redo_requested.connect(self._going_back.redo)
            self._editor.destroyed.connect(self._forget_editor)
        self._editor.show()
        self._editor.raise_()
        self._editor.activateWindow()

    def set_theme(self) -> None:
        """Paint what is open in the colours of the text."""
        for dialog in (self._editor, self._occurrences):
            if dialog is not None:
                dialog.set_theme(self._frame.pane.theme())

    def _reload_editor(self) -> None:
        if self._editor is not None:
            self._editor.reload()

    def _forget_occurrences(self) -> None:
        self._occurrences = None

    def _forget_editor(self) -> None:
        self._editor = None

    def _tag_all(self, quote: str, label: Label) -> None:
        from reader.ui.dialogs.tag_all.dialog import TagAllDialog  # noqa: PLC0415

        article = self._frame.pane.article()
        if article is None:
            return
        dialog = TagAllDialog(
            self._services.tag_all(),
            self._jobs,
            label,
            quote,
            article.id,
            self._frame.articles.listed_ids,
            self._frame.pane.theme(),
            self._window,
        )
        dialog.tagged.connect(self._show_tagged)
        dialog.failed.connect(self._tell)
        dialog.finished.connect(dialog.deleteLater)
        dialog.destroyed.connect(self._forget_occurrences)
        self._occurrences = dialog
        dialog.open()

    def _show_tagged(self, changes: Changes, sentence: str) -> None:
        self._doing.show(changes, sentence)
        self._frame.focus_text()

    def _tell(self, error: ReaderError) -> None:
        self._doing.told.emit(str(error))
