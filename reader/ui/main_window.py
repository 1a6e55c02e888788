"""The window: it builds the panes, connects them, and asks the services for what a person wishes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QMoveEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QSplitter, QVBoxLayout, QWidget

from reader.domain.article import ArticleState
from reader.domain.changes import AnnotationsChanged, ArticlesChanged, ArticlesMoved, Change, Replayed
from reader.domain.codebook import Label
from reader.domain.span import Fragments, Span
from reader.errors import ReaderError
from reader.services.annotate import Annotate
from reader.services.read import Read
from reader.services.transfer import Transfer
from reader.services.undo import Undo
from reader.ui.jobs import Jobs
from reader.ui.keys import BINDINGS, shortcuts
from reader.ui.names import named, override
from reader.ui.panes.annotations.annotation_table import AnnotationTable
from reader.ui.panes.articles.article_list import ArticleList
from reader.ui.panes.detail_form import DetailForm
from reader.ui.panes.label_bar import LabelBar
from reader.ui.panes.reading_pane import ReadingPane
from reader.ui.panes.status_line import StatusLine
from reader.ui.panes.view_rail import ViewRail
from reader.ui.settings import Place, Settings
from reader.ui.theme import Theme, ThemeChoice, interface_font, load_theme, palette, style_sheet

if TYPE_CHECKING:
    from reader.services.import_articles import ImportReport
    from reader.ui.dialogs.export_choices import ExportChoices

_LIST_WIDTH, _INSPECTOR_WIDTH = 304, 328
_LEAST_TEXT_WIDTH, _LEAST_LIST_WIDTH, _LEAST_INSPECTOR_WIDTH = 330, 214, 190
_WINDOW_DELAY, _COUNT_DELAY = 500, 50


@dataclass(frozen=True, slots=True)
class Services:
    """All that the window works through."""

    read: Read
    annotate: Annotate
    undo: Undo
    transfer: Transfer


class MainWindow(QMainWindow):
    """The one window of Gloss."""

    def __init__(self, services: Services, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("Gloss")
        self.setAcceptDrops(True)
        room = QGuiApplication.primaryScreen().availableSize()
        self.resize(min(1440, room.width() - 40), min(900, room.height() - 60))
        self.setMinimumSize(640, 420)
        self._services = services
        self._settings = settings
        self._library = services.transfer.library_path()
        self._jobs = Jobs(self)
        self._window_timer = QTimer(self, singleShot=True, interval=_WINDOW_DELAY)
        self._window_timer.timeout.connect(self._remember_window)
        self._count_timer = QTimer(self, singleShot=True, interval=_COUNT_DELAY)
        self._count_timer.timeout.connect(self._recount)
        self._theme_choice = ThemeChoice.named(settings.theme())
        self._theme = load_theme(self._theme_choice)
        self._put_away: tuple[QWidget, ...] = ()
        self._remembered = (0, 0)
        self._build_actions()
        self._build_panes()
        self._connect()
        self._use_theme()
        self._show_codebook()
        self._restore()
        for split in (self._split, self._inspector_split):
            split.splitterMoved.connect(self._begin_waiting)

    def _begin_waiting(self) -> None:
        self._window_timer.start()

    def _build_actions(self) -> None:
        does: dict[str, Callable[[], object]] = {
            "FocusList": self._show_list,
            "FocusText": self._focus_text,
            "FocusInspector": self._focus_inspector,
            "CycleFocus": lambda: self._cycle_focus(1),
            "CycleFocusBack": lambda: self._cycle_focus(-1),
            "Import": self._ask_for_files,
            "ImportFolder": self._ask_for_folder,
            "Export": self._ask_for_export,
            "Undo": lambda: self._replay(self._services.undo.undo, self.tr("Undone: {0}"), self.tr("Nothing to undo.")),
            "Redo": lambda: self._replay(self._services.undo.redo, self.tr("Redone: {0}"), self.tr("Nothing to redo.")),
            "Search": self._focus_search,
            "NextArticle": lambda: self.articles.step(1),
            "PreviousArticle": lambda: self.articles.step(-1),
            "DoneAndNext": self._finish_article,
            "ZoomIn": lambda: self._zoom(10),
            "ZoomOut": lambda: self._zoom(-10),
            "ZoomReset": lambda: self._zoom(0),
            "ToggleList": lambda: self._toggle(self.articles),
            "ToggleInspector": lambda: self._toggle(self._inspector),
            "TextAlone": self._toggle_text_alone,
            "Theme": self._next_theme,
            "Help": self._show_keys,
            "Quit": self.close,
        }
        words = {binding.name: binding.words for binding in BINDINGS}
        self._actions: dict[str, QAction] = {}
        for name, act in does.items():
            action = named(QAction(self.tr(words[name]), self), f"action{name}")
            action.setShortcuts(shortcuts(name))
            action.setToolTip(f"{words[name]} ({action.shortcut().toString()})")
            action.triggered.connect(lambda _checked=False, act=act: act())
            self.addAction(action)
            self._actions[name] = action
        self._view_articles = named(QAction(self.tr("Articles"), self), "actionViewArticles")
        self._view_articles.triggered.connect(self._show_list)

    def _build_panes(self) -> None:
        self.rail = ViewRail(self._theme)
        self.articles = ArticleList(self._services.read, self._theme)
        self.pane = ReadingPane(self._theme, self._settings.zoom())
        self.labels = LabelBar(self._theme)
        self.table = AnnotationTable(self._theme)
        self.form = DetailForm(self._theme)
        self.status = StatusLine(self._library.name)
        self.rail.add_view(self._view_articles, "articles")
        self._view_articles.setChecked(True)
        for name, icon_name in (("Import", "import"), ("Export", "export"), ("Theme", "theme"), ("Help", "help")):
            self.rail.add_action(self._actions[name], icon_name)
        self._inspector = named(QWidget(), "inspector")
        self._inspector.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._inspector.setMinimumWidth(_LEAST_INSPECTOR_WIDTH)
        self.articles.setMinimumWidth(_LEAST_LIST_WIDTH)
        inspector = _column(self._inspector)
        self._inspector_split = _splitter(Qt.Orientation.Vertical, self.table, self.form)
        self._inspector_split.setSizes([460, 340])
        inspector.addWidget(self._inspector_split)
        middle = QWidget()
        middle.setMinimumWidth(_LEAST_TEXT_WIDTH)
        column = _column(middle)
        column.addWidget(self.pane, 1)
        column.addWidget(self.labels)
        self._split = _splitter(Qt.Orientation.Horizontal, self.articles, middle, self._inspector)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([_LIST_WIDTH, 730, _INSPECTOR_WIDTH])
        centre = QWidget()
        rows = _column(centre)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._split, 1)
        rows.addLayout(row, 1)
        rows.addWidget(self.status)
        self.setCentralWidget(centre)

    def _connect(self) -> None:
        self.articles.article_chosen.connect(self.show_article)
        self.articles.open_requested.connect(self._go_to_body)
        self.articles.wished.connect(self._do_with_article)
        self.articles.import_requested.connect(self._ask_for_files)
        self.articles.folder_requested.connect(self._ask_for_folder)
        self.pane.tag_requested.connect(self._tag)
        self.pane.delete_requested.connect(self._delete)
        self.pane.note_requested.connect(self._begin_note)
        self.pane.current_changed.connect(self._show_current)
        self.pane.link_activated.connect(lambda url: QDesktopServices.openUrl(QUrl(url)))
        self.pane.place_changed.connect(self._remember_place)
        self.pane.zoom_requested.connect(self._zoom)
        self.pane.told.connect(self.status.tell)
        self.labels.label_chosen.connect(self._tag_by_chip)
        self.table.current_changed.connect(lambda annotation: self.pane.set_current(annotation, reveal=True))
        self.table.wished.connect(self._do_with_annotation)
        self.form.note_written.connect(self._write_note)
        self.form.left.connect(self.pane.setFocus)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    # What a person wishes

    def show_article(self, article_id: int) -> None:
        """Show an article at the place where it was left. Raises nothing: what fails is told."""
        shown = self.pane.article()
        if shown is not None and shown.id == article_id:
            return
        self.form.save()
        self._remember_place()
        try:
            article = self._services.read.open(article_id)
            annotations = self._services.annotate.of_article(article_id)
            begun = self._services.read.begin(article)
        except ReaderError as error:
            self.status.tell(str(error))
            return
        self.table.show_annotations(annotations)
        self.pane.show_article(article, annotations)
        self.pane.scroll_to(article.read_position)
        if begun is not None:
            self._refresh(begun)

    def import_paths(self, paths: list[Path]) -> None:
        """Take in files and folders, aside."""
        job = self._jobs.start(
            self.tr("Importing"),
            lambda progress, cancelled: self._services.transfer.import_paths(paths, progress, cancelled),
        )
        job.succeeded.connect(self._show_report)
        job.failed.connect(self._tell_failed_import)
        self.status.show_job(job)

    def export(self, choices: "ExportChoices") -> None:
        """Write a CSV file, aside."""
        job = self._jobs.start(
            self.tr("Exporting"),
            lambda progress, cancelled: self._services.transfer.export_annotations(
                choices.path,
                choices.which,
                excel=choices.excel,
                replace=choices.replace,
                progress=progress,
                cancelled=cancelled,
            ),
        )
        told = self.tr("Exported {0:,} annotations to {1}")
        job.succeeded.connect(lambda written: self.status.tell(told.format(written, choices.path)))
        job.failed.connect(lambda error: self.status.tell(str(error)))
        self.status.show_job(job)

    def _tag(self, spans: Fragments, label: Label) -> None:
        article = self.pane.article()
        if article is None:
            return
        change = self._do(lambda: self._services.annotate.tag(article.id, spans, label))
        if isinstance(change, AnnotationsChanged):
            self.pane.let_go()
            self.pane.set_current(change.annotation_ids[0])

    def _tag_by_chip(self, label: Label) -> None:
        self.pane.setFocus()
        self.pane.tag_with(label)

    def _delete(self, annotation_id: int) -> None:
        self._do(lambda: self._services.annotate.delete(annotation_id), self.tr("Deleted. Ctrl+Z brings it back."))

    def _write_note(self, annotation_id: int, note: str, sitting: int) -> None:
        self._do(lambda: self._services.annotate.note(annotation_id, note, (annotation_id, sitting)))

    def _begin_note(self, annotation_id: int) -> None:
        self.pane.set_current(annotation_id)
        self._inspector.show()
        self.form.begin_note()

    def _do_with_annotation(self, name: str, annotation_id: int) -> None:
        match name:
            case "Go":
                self.pane.set_current(annotation_id, reveal=True)
                self.pane.setFocus()
            case "Delete":
                self._delete(annotation_id)
            case "Note":
                self._begin_note(annotation_id)
            case "Back":
                self.pane.setFocus()

    def _do_with_article(self, name: str, article_id: int) -> None:
        read = self._services.read
        row = read.rows((article_id,)).get(article_id)
        if row is None:
            return
        match name:
            case "Read":
                state = ArticleState.DONE if row.state is not ArticleState.DONE else ArticleState.UNREAD
                self._do(lambda: read.mark(article_id, state))
            case "Star":
                self._do(lambda: read.star(article_id, starred=not row.starred))
            case "Bin":
                self._do(lambda: read.bin(article_id), self.tr("Moved to the bin. Ctrl+Z brings it back."))
            case "Original":
                self._open_original()
            case "Page":
                self.pane.page_down()

    def _open_original(self) -> None:
        article = self.pane.article()
        url = QUrl(article.url) if article else QUrl()
        if url.scheme() in ("http", "https"):
            QDesktopServices.openUrl(url)
        else:
            self.status.tell(self.tr("No original page is known of this article."))

    def _finish_article(self) -> None:
        article = self.pane.article()
        if article is None:
            return
        self._do(lambda: self._services.read.mark(article.id, ArticleState.DONE))
        if not self.articles.step_unread():
            self.status.tell(self.tr("Done. No unread article follows in this list."))

    def _replay(self, replay: Callable[[], Replayed | None], told: str, nothing: str) -> None:
        self.form.save()
        try:
            replayed = replay()
        except ReaderError as error:
            self.status.tell(str(error))
            return
        if replayed is None:
            self.status.tell(nothing)
            return
        for change in replayed.changes:
            self._refresh(change)
            self._go_to(change)
        self.status.saved()
        self.status.tell(told.format(replayed.title))

    def _do(self, act: Callable[[], Change], told: str = "") -> Change | None:
        """Do one action; show what it changed, or why it failed."""
        try:
            change = act()
        except ReaderError as error:
            self.status.tell(str(error))
            return None
        self._refresh(change)
        self.status.saved()
        if told:
            self.status.tell(told)
        return change

    # What the library says has changed

    def _refresh(self, change: Change) -> None:
        match change:
            case AnnotationsChanged(article_id, ids):
                shown = self.pane.article()
                if shown is not None and shown.id == article_id:
                    annotations = self._services.annotate.some(ids)
                    self.table.refresh(ids, annotations)
                    self.pane.refresh(ids, annotations)
                    self._show_current(self.pane.current_id())
                self.articles.refresh((article_id,))
            case ArticlesChanged(ids):
                self.articles.refresh(ids)
                self._count_timer.start()
            case ArticlesMoved():
                self._reload_list()
            case _:
                self._show_codebook()

    def _go_to(self, change: Change) -> None:
        """Take the eyes to where undo or redo changed something."""
        if not isinstance(change, AnnotationsChanged):
            return
        shown = self.pane.article()
        if shown is None or shown.id != change.article_id:
            self.articles.choose(change.article_id)
        self.pane.set_current(change.annotation_ids[-1], reveal=True)

    def _reload_list(self) -> None:
        self.articles.reload()
        self._recount()
        shown = self.pane.article()
        if shown is None or self._services.read.article_with_uid(shown.uid) is not None:
            return
        self.form.save()
        self.table.show_annotations([])
        self.pane.show_article(None, [])
        if self.articles.current_id():
            self.show_article(self.articles.current_id())

    def _recount(self) -> None:
        self.status.set_articles(self.articles.recount().all)

    def _show_codebook(self) -> None:
        codebook = self._services.read.codebook()
        self.labels.set_codebook(codebook)
        self.table.set_codebook(codebook)
        self.form.set_codebook(codebook)
        self.pane.set_codebook(codebook)

    def _show_current(self, annotation_id: int) -> None:
        self.table.set_current(annotation_id)
        found = self._services.annotate.some((annotation_id,)) if annotation_id else []
        self.form.show_annotation(found[0] if found else None)

    # Files in and out

    def _ask_for_files(self) -> None:
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415

        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Import files"), "", self.tr("Text files (*.txt *.text);;All files (*)")
        )
        if names:
            self.import_paths([Path(name) for name in names])

    def _ask_for_folder(self) -> None:
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415

        name = QFileDialog.getExistingDirectory(self, self.tr("Import a folder"))
        if name:
            self.import_paths([Path(name)])

    # Dialogs are loaded when they are asked for: the window shows sooner without them.

    def _show_keys(self) -> None:
        from reader.ui.dialogs.key_sheet import KeySheet  # noqa: PLC0415

        KeySheet(self).show()

    def _ask_for_export(self) -> None:
        from reader.ui.dialogs.export_choices import ExportDialog  # noqa: PLC0415

        article = self.pane.article()
        dialog = ExportDialog(
            self._services.read.codebook(),
            self._services.transfer.annotators(),
            article.id if article else 0,
            self.articles.selected_ids(),
            self,
        )
        if dialog.exec() and dialog.choices is not None:
            self.export(dialog.choices)
        dialog.deleteLater()

    def _show_report(self, report: "ImportReport") -> None:
        self._reload_list()
        self.status.saved()
        self.status.tell(report.sentence().capitalize() + ".")
        imported = report.imported_ids()
        if imported:
            self.articles.choose(imported[0])
        if report.failed:
            from reader.ui.dialogs.import_report import ImportReportDialog  # noqa: PLC0415

            ImportReportDialog(report, self).show()

    def _tell_failed_import(self, error: ReaderError) -> None:
        self._reload_list()
        self.status.tell(str(error))

    # The look of the window

    def _use_theme(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setPalette(palette(self._theme))
        app.setFont(interface_font())
        app.setStyleSheet(style_sheet(self._theme))

    def _set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._use_theme()
        for pane in (self.rail, self.articles, self.pane, self.labels, self.table, self.form):
            pane.set_theme(theme)

    def _next_theme(self) -> None:
        self._theme_choice = self._theme_choice.following()
        self._settings.set_theme(self._theme_choice)
        self._set_theme(load_theme(self._theme_choice))
        self.status.tell(self.tr("Theme: {0}").format(self._theme_choice))

    def _follow_system(self) -> None:
        if self._theme_choice is ThemeChoice.SYSTEM:
            self._set_theme(load_theme(self._theme_choice))

    def _zoom(self, by: int) -> None:
        self._settings.set_zoom(self._settings.zoom() + by if by else 100)
        self.pane.set_zoom(self._settings.zoom())
        self.status.tell(self.tr("Text at {0} %").format(self._settings.zoom()))

    def _toggle(self, widget: QWidget) -> None:
        widget.setVisible(not widget.isVisible())
        if not widget.isVisible():
            self.pane.setFocus()

    def _toggle_text_alone(self) -> None:
        if self._put_away:
            for widget in self._put_away:
                widget.show()
            self._put_away = ()
        else:
            around = (self.rail, self.articles, self._inspector, self.labels, self.status)
            self._put_away = tuple(widget for widget in around if widget.isVisible())
            for widget in self._put_away:
                widget.hide()
        self.pane.setFocus()

    def _show_list(self) -> None:
        self._view_articles.setChecked(True)
        self.articles.show()
        self.articles.take_focus()

    def _focus_text(self) -> None:
        self.pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _focus_inspector(self) -> None:
        self._inspector.show()
        self.table.take_focus()

    def _focus_search(self) -> None:
        self.articles.show()
        self.articles.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.articles.search_field.selectAll()

    def _cycle_focus(self, step: int) -> None:
        parts: list[QWidget] = [self.articles.view, self.pane, self.table.view]
        parts = [part for part in parts if part.isVisible()]
        held = [number for number, part in enumerate(parts) if part.hasFocus()]
        parts[((held[0] if held else -1) + step) % len(parts)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_to_body(self) -> None:
        self.pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
        article = self.pane.article()
        if article is not None and not self.pane.selection() and article.read_position == 0:
            self.pane.select(Span(self.pane.body_start(), self.pane.body_start()))

    # What comes back after a restart

    def _restore(self) -> None:
        self.restoreGeometry(self._settings.bytes("geometry"))
        self._split.restoreState(self._settings.bytes("panes"))
        self._inspector_split.restoreState(self._settings.bytes("inspector"))
        self.articles.load_first()
        place = self._settings.place(self._library)
        article_id = self._services.read.article_with_uid(place.article_uid) if place else None
        if article_id is None and self.articles.first_id():
            article_id = self.articles.first_id()
        if article_id is not None:
            self.show_article(article_id)
            self.articles.set_current(article_id)
        if place is not None and article_id is not None:
            QTimer.singleShot(0, self, lambda: self._return_to(place))
        self.articles.take_focus()
        QTimer.singleShot(_COUNT_DELAY, self, self._complete_list)

    def _complete_list(self) -> None:
        """Show all of the list, once the window stands."""
        self.articles.reload()
        self._recount()
        shown = self.pane.article()
        if shown is not None:
            self.articles.set_current(shown.id)

    def _return_to(self, place: Place) -> None:
        article = self.pane.article()
        if article is not None and article.uid == place.article_uid:
            self.pane.select(place.selection)
            self.pane.scroll_to(article.read_position)
            self.pane.setFocus()

    def _remember_place(self) -> None:
        article = self.pane.article()
        if article is None:
            return
        self._settings.set_place(self._library, Place(article.uid, self.pane.selection()))
        position = (article.id, self.pane.top_index())
        if position == self._remembered:
            return
        try:
            self._services.read.remember_position(*position)
            self._remembered = position
        except ReaderError as error:
            self.status.tell(str(error))

    def _remember_window(self) -> None:
        self._settings.set_bytes(
            {
                "geometry": self.saveGeometry(),
                "panes": self._split.saveState(),
                "inspector": self._inspector_split.saveState(),
            }
        )

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.import_paths(_dropped_paths(event.mimeData()))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.form.save()
        self._remember_place()
        self._remember_window()
        self._jobs.stop()
        super().closeEvent(event)

    @override
    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._window_timer.start()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._window_timer.start()


def _dropped_paths(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _column(widget: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout


def _splitter(orientation: Qt.Orientation, *widgets: QWidget) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    for widget in widgets:
        splitter.addWidget(widget)
    return splitter
