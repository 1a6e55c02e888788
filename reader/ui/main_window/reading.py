"""What a person wishes of articles: showing one, marking it, going on to the next."""

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from reader.domain.article import ArticleState
from reader.domain.overlaps import AnnotationIndex
from reader.domain.span import Span
from reader.errors import ReaderError
from reader.services.annotate import Annotate
from reader.services.read import Read
from reader.ui.main_window.doing import Doing
from reader.ui.main_window.frame import Frame
from reader.ui.main_window.memory import Memory

_BEGIN_DELAY = 1500


class Reading(QObject):
    """Asks the services for what is wished in the list of articles, and shows it."""

    def __init__(
        self, read: Read, annotate: Annotate, frame: Frame, doing: Doing, memory: Memory, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._annotate = annotate
        self._frame = frame
        self._pane = frame.pane
        self._doing = doing
        self._memory = memory
        frame.articles.article_chosen.connect(self.show_article)
        frame.articles.open_requested.connect(self._go_to_body)
        frame.articles.none_unread.connect(self._tell_none_unread)
        frame.pane.link_activated.connect(self._open_link)

    def show_article(self, article_id: int) -> None:
        """Show an article at the place where it was left. Raises nothing: what fails is told."""
        shown = self._pane.article()
        if shown is not None and shown.id == article_id:
            return
        self._frame.form.save()
        self._memory.note_position()
        try:
            article = self._read.open(article_id)
            annotations = self._annotate.index(article_id)
        except ReaderError as error:
            self._doing.told.emit(str(error))
            return
        self._frame.table.show_annotations(annotations)
        self._pane.show_article(article, annotations)
        self._pane.scroll_to(self._memory.position_in(article))
        if article.state is ArticleState.UNREAD:
            QTimer.singleShot(_BEGIN_DELAY, self, lambda: self._begin(article_id))

    def show_nothing(self) -> None:
        """Show no article any more."""
        self._frame.form.save()
        self._frame.table.show_annotations(AnnotationIndex())
        self._pane.show_article(None, AnnotationIndex())

    def show_annotations_again(self) -> None:
        """Show the annotations of the article as they are now. Raises LibraryError."""
        article = self._pane.article()
        annotations = self._annotate.index(article.id) if article else AnnotationIndex()
        self._frame.table.show_annotations(annotations)
        self._pane.set_annotations(annotations)

    def finish_article(self) -> None:
        """Mark the article as done, and go to the next unread one."""
        article = self._pane.article()
        if article is None:
            return
        self._doing.do(lambda: self._read.mark(article.id, ArticleState.DONE))
        self._frame.articles.step_unread()

    def _tell_none_unread(self) -> None:
        self._doing.told.emit(self.tr("No unread article follows in this list."))

    def _begin(self, article_id: int) -> None:
        """Note that the article is being read, unless the person has only passed by."""
        shown = self._pane.article()
        if shown is None or shown.id != article_id:
            return
        try:
            begun = self._read.begin(article_id)
        except ReaderError as error:
            self._doing.told.emit(str(error))
            return
        if begun is not None:
            self._doing.changed.emit((begun,))

    def do_with_article(self, name: str) -> None:
        """Do with the article that is shown what is wished in the list."""
        match name:
            case "Original":
                self._open_original()
            case "Page":
                self._pane.page_down()

    def _open_original(self) -> None:
        article = self._pane.article()
        if article is None or QUrl(article.url).scheme() not in ("http", "https"):
            self._doing.told.emit(self.tr("No original page is known of this article."))
        else:
            self._open_link(article.url)

    def _open_link(self, url: str) -> None:
        QDesktopServices.openUrl(QUrl(url))

    def _go_to_body(self) -> None:
        self._frame.focus_text()
        article = self._pane.article()
        if article is not None and not self._pane.selection() and article.read_position == 0:
            self._pane.select(Span(self._pane.body_start(), self._pane.body_start()))
