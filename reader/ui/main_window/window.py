"""The window: it connects the panes, and asks the services for what a person wishes."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QMoveEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPlainTextEdit

from reader.domain.listing import ArticleOrder
from reader.errors import ReaderError
from reader.ui.announcing import announce
from reader.ui.asking import Asking, Kind
from reader.ui.keys import Keys
from reader.ui.main_window.actions import Actions
from reader.ui.main_window.annotations_view import AnnotationsView
from reader.ui.main_window.arranging import Arranging
from reader.ui.main_window.choosing import Choosing
from reader.ui.main_window.claims_view import ClaimsView
from reader.ui.main_window.curating import Curating
from reader.ui.main_window.doing import Doing
from reader.ui.main_window.entities_view import EntitiesView
from reader.ui.main_window.entity_files import EntityFiles
from reader.ui.main_window.finding import FindingInText
from reader.ui.main_window.frame import Frame
from reader.ui.main_window.going_back import GoingBack
from reader.ui.main_window.linking import Linking
from reader.ui.main_window.look import Look
from reader.ui.main_window.marking import Marking
from reader.ui.main_window.memory import Memory
from reader.ui.main_window.naming import Naming
from reader.ui.main_window.reading import Reading
from reader.ui.main_window.recording import Recording
from reader.ui.main_window.services import Services
from reader.ui.main_window.settings_and_keys import SettingsAndKeys
from reader.ui.main_window.showing import Showing
from reader.ui.main_window.subscriptions import Subscriptions
from reader.ui.main_window.tagging import Tagging
from reader.ui.main_window.transfers import Transfers
from reader.ui.main_window.versions import ShowingVersions
from reader.ui.main_window.views import ANNOTATIONS, ARTICLES, CLAIMS, ENTITIES, Views
from reader.ui.main_window.watching import Watching
from reader.ui.names import override
from reader.ui.settings import Settings

if TYPE_CHECKING:
    from reader.services.outcomes import ImportReport

_WINDOW_DELAY, _COUNT_DELAY, _WATCH_DELAY = 500, 50, 2500
_RAIL = {"import": "Import", "export": "Export", "theme": "Theme", "help": "Help"}


class MainWindow(QMainWindow):
    """The one window of Gloss."""

    def __init__(self, services: Services, settings: Settings, keys: Keys) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("Gloss")
        self.setAcceptDrops(True)
        room = QGuiApplication.primaryScreen().availableSize()
        self.resize(min(1440, room.width() - 40), min(900, room.height() - 60))
        self.setMinimumHeight(420)
        self._services = services
        self._complete = False
        self._keys = keys
        self._settings = settings
        self._look = Look(settings, self)
        library = services.transfer.library_path()
        self._asking = Asking(services.listing, self)
        order = ArticleOrder.read(settings.list_order())
        theme, typography = self._look.use_theme(), settings.typography()
        self.frame = Frame(services.read, self._asking, self._keys, theme, typography, library.name, order)
        self._look.keep(self.frame)
        self.setCentralWidget(self.frame)
        self.pane, self.articles, self.status = self.frame.pane, self.frame.articles, self.frame.status
        self._memory = Memory(self, self.frame, services.read, settings, library)
        self._doing = Doing(self)
        self._tagging = Tagging(services.annotate, self.frame, self._doing, self)
        self.reading = Reading(services.read, services.annotate, self.frame, self._doing, self._memory, self)
        self._finding = FindingInText(self.frame, self)
        self._build_naming()
        self.transfers = Transfers(services.transfer, self.pane.theme, self)
        self.watching = Watching(services.watch_folders, self)
        self.settings_and_keys = SettingsAndKeys(
            services.read, settings, keys, self._look, self._doing, self.watching, self
        )
        self._showing = Showing(services, self.frame, self.reading, self)
        self._going_back = GoingBack(services.undo, self.frame, self._doing, self._showing, self)
        self._marking = Marking(services, keys, self.frame, self.reading, self._doing, self.transfers, self)
        self._arranging = Arranging(services, settings, self.frame, self._asking, self._doing, self)
        self._curating = Curating(services, keys, self.frame, self._doing, self)
        self._curating.connect_history(self._going_back, self._showing)
        self._linking = Linking(services, keys, self.frame, self._doing, self.reading, self)
        self._versions = ShowingVersions(services.versions, self.frame, self._doing, self.reading, self)
        self.subscriptions = Subscriptions(services, keys, frame=self.frame, doing=self._doing, window=self)
        self.subscriptions.connect_history(self._going_back)
        self._build_views()
        self._window_timer = QTimer(self, singleShot=True, interval=_WINDOW_DELAY)
        self._window_timer.timeout.connect(self._memory.remember_window)
        self._watch = QTimer(self, interval=_WATCH_DELAY)
        self._watch.timeout.connect(self._look_around)
        self._build_actions()
        self._connect()
        self.pane.show_label_tags(settings.label_tags())
        self.frame.set_codebook(services.read.codebook())
        self._restore()

    def _build_naming(self) -> None:
        """What chooses labels and entities by their names."""
        self.naming = Naming(self._services, self.frame, self._doing, self._tagging, self)
        self.recording = Recording(self._services, self.frame, self._doing, self.naming.names, self)
        self._choosing = Choosing(self.frame, self._keys, self.naming, self)

    def _build_views(self) -> None:
        """What the rail leads to."""
        self.views = Views(self._settings, self.frame, self)
        self.annotations_view = AnnotationsView(
            self._services, self.views, self.frame, self._doing, self.reading, self.transfers, self.naming, self
        )
        beside = (self._services, self.views, self.frame, self._doing, self.reading, self)
        self.entities_view = EntitiesView(*beside)
        self.entity_files = EntityFiles(self._services, self.transfers, self._doing, self)
        self.entities_view.import_requested.connect(self.entity_files.ask_for_import)
        self.entities_view.export_requested.connect(self.entity_files.ask_for_export)
        self.claims_view = ClaimsView(*beside)
        self.naming.page_requested.connect(self.entities_view.show_entity)

    def _build_actions(self) -> None:
        frame, look = self.frame, self._look
        does: dict[str, Callable[[], object]] = {
            "FocusList": frame.focus_list,
            "ViewArticles": lambda: self.views.enter(ARTICLES),
            "ViewAnnotations": lambda: self.views.enter(ANNOTATIONS),
            "ViewEntities": lambda: self.views.enter(ENTITIES),
            "ViewClaims": lambda: self.views.enter(CLAIMS),
            "FocusText": frame.focus_text,
            "FocusInspector": frame.focus_inspector,
            "CycleFocus": lambda: frame.cycle_focus(1),
            "CycleFocusBack": lambda: frame.cycle_focus(-1),
            "Import": self.transfers.ask_for_files,
            "ImportFolder": self.transfers.ask_for_folder,
            "AddFromWeb": self.subscriptions.ask_for_addresses,
            "Feeds": self.subscriptions.show_feeds,
            "RefreshFeeds": self.subscriptions.refresh_all,
            "Export": self._ask_for_export,
            "Undo": self._going_back.undo,
            "Redo": self._going_back.redo,
            "Search": frame.focus_search,
            "Find": self._finding.begin,
            "FindNext": lambda: self._finding.step(1),
            "FindPrevious": lambda: self._finding.step(-1),
            "Palette": self._choosing.open_palette,
            "Codebook": self._curating.edit_codebook,
            "History": self._going_back.show_history,
            "Settings": self.settings_and_keys.show_settings,
            "NextArticle": lambda: self.articles.step(1),
            "PreviousArticle": lambda: self.articles.step(-1),
            "DoneAndNext": self.reading.finish_article,
            "ZoomIn": lambda: look.zoom(10),
            "ZoomOut": lambda: look.zoom(-10),
            "ZoomReset": lambda: look.zoom(0),
            "ToggleList": frame.toggle_list,
            "ToggleInspector": frame.toggle_inspector,
            "TextAlone": frame.toggle_text_alone,
            "Theme": look.next_theme,
            "Help": self.settings_and_keys.show_keys,
            "Quit": self.close,
        }
        self.actions_by_name = Actions(does, self._keys, self)
        self._connect_rail()

    def _connect_rail(self) -> None:
        actions = self.actions_by_name
        views = {
            name or "articles": (name, actions[action])
            for name, action in {
                ARTICLES: "ViewArticles",
                ANNOTATIONS: "ViewAnnotations",
                ENTITIES: "ViewEntities",
                CLAIMS: "ViewClaims",
            }.items()
        }
        self.frame.fill_rail(
            {icon_name: action for icon_name, (_, action) in views.items()},
            {icon_name: actions[name] for icon_name, name in _RAIL.items()},
        )
        self.views.connect_rail(dict(views.values()))

    def _connect(self) -> None:
        frame, transfers = self.frame, self.transfers
        self.articles.way_in_chosen.connect(self.actions_by_name.trigger)
        self.articles.told.connect(self.status.tell)
        self.articles.selected.connect(self.status.set_selected)
        self.pane.place_changed.connect(self._remember_place)
        self.pane.zoom_requested.connect(self._look.zoom)
        self.pane.told.connect(self.status.tell)
        self.pane.take_back_requested.connect(self._going_back.undo)
        frame.sizes_changed.connect(self._begin_waiting)
        transfers.begun.connect(self.status.show_job)
        transfers.imported.connect(self._show_imported)
        transfers.imported.connect(self._versions.show_again)
        transfers.import_failed.connect(self._tell_failed_import)
        transfers.exported.connect(self.status.tell)
        transfers.export_failed.connect(self._tell)
        self.subscriptions.begun.connect(self.status.show_job)
        self.subscriptions.added.connect(self._show_imported)
        self.subscriptions.articles_came.connect(self._showing.reload_list)
        self.entity_files.begun.connect(self.status.show_job)
        self.watching.begun.connect(self.status.show_job)
        self.watching.came.connect(self._show_arrived)
        self.watching.told.connect(self.status.tell)
        self._look.told.connect(self.status.tell)
        self._look.label_tags_changed.connect(self.pane.show_label_tags)
        for part in (
            self._curating,
            self._going_back,
            self._versions,
            self.naming,
            self.recording,
            self._linking,
            self.subscriptions,
        ):
            self._look.theme_changed.connect(part.set_theme)
        self._doing.changed.connect(self._showing.show_changes)
        self._showing.told.connect(self.status.tell)
        self._showing.codebook_shown.connect(self.naming.names.forget)
        transfers.imported.connect(self.naming.names.forget)
        self.pane.announced.connect(lambda words: announce(self.pane, words))
        self._doing.saved.connect(self.status.saved)
        self._doing.told.connect(self.status.tell)

    def _begin_waiting(self) -> None:
        self._window_timer.start()

    def _tell(self, error: ReaderError) -> None:
        self.status.tell(str(error))

    # Files in and out, and the look of the window

    def _ask_for_export(self) -> None:
        article = self.pane.article()
        selected = tuple(self.articles.selected_ids())
        self.transfers.ask_for_export(self._services.read.codebook(), article.id if article else 0, selected)

    def _show_imported(self, report: "ImportReport", listed: bool = False) -> None:
        """Show what came in; what did not is listed, unless it is `listed` already."""
        self.claims_view.reload()
        self._showing.reload_list()
        self.status.saved()
        told = report.sentence(passed_over=True).capitalize() + "."
        self.status.tell(self.tr("Cancelled. {0}").format(told) if report.cancelled else told)
        imported = report.imported_ids()
        if (len(imported) == 1 or (imported and self.pane.article() is None)) and not self._is_writing():
            self.articles.choose(imported[0])
            self.articles.take_focus()  # Enter is to open it now, not to tag in it
        if report.failed and not listed:
            self.transfers.show_report(report)

    def _is_writing(self) -> bool:
        """Whether the person writes a note or a search: what they type next would act on the list instead."""
        return self.isActiveWindow() and isinstance(self.focusWidget(), QLineEdit | QPlainTextEdit)

    def _show_arrived(self) -> None:
        """Show what came in by itself, and leave the person where they are."""
        self._showing.reload_list()
        self.annotations_view.reload()
        self.entities_view.reload()
        self.claims_view.reload()
        self.status.saved()

    def _tell_failed_import(self, error: ReaderError) -> None:
        self._showing.reload_list()
        self._tell(error)

    # What comes back after a restart

    def _restore(self) -> None:
        self._memory.restore_window()
        self.articles.load_first()
        self.views.restore()
        article_id = self._memory.last_article() or self.articles.first_id()
        if article_id:
            self.reading.show_article(article_id)
            self.articles.set_current(article_id)
        self.frame.list_shown().take_focus()
        QTimer.singleShot(0, self, self._memory.return_to_place)

    def _complete_list(self) -> None:
        """Show all of the list, once the window stands; prepare the search where an older Gloss has not."""
        self.articles.reload()
        self._showing.recount()
        try:
            self.transfers.index_if_needed()
        except ReaderError as error:
            self._tell(error)

    def _look_around(self) -> None:
        """Show what another program has written, unless work of our own is going on beside the window."""
        if self.isActiveWindow() and not self._is_busy():
            self._showing.catch_up()

    def is_asking(self) -> bool:
        """Whether anything that the list shows is still on its way."""
        return any(map(self._asking.awaits, Kind))

    def _is_busy(self) -> bool:
        parts = (self.transfers, self.entity_files, self._going_back, self._curating, self.subscriptions, self.watching)
        return any(part.is_busy() for part in parts)

    def _remember_place(self) -> None:
        try:
            self._memory.remember_place()
        except ReaderError as error:
            self._tell(error)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.transfers.import_paths(_dropped_paths(event.mimeData()))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._tagging.may_leave():
            self.status.tell(f"{self.status.said()} {self.tr('Close once more to leave without the note.')}")
            event.ignore()
            return
        if not self._curating.may_leave():
            event.ignore()
            return
        self._remember_place()
        self._memory.remember_window()
        for part in (
            self.transfers,
            self._going_back,
            self._curating,
            self._asking,
            self.subscriptions,
            self.annotations_view,
            self.entities_view,
            self.claims_view,
            self.entity_files,
            self.watching,
        ):
            part.stop()
        super().closeEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._complete:
            self._complete = True
            QTimer.singleShot(_COUNT_DELAY, self, self._complete_list)
            self._watch.start()
            self.subscriptions.begin_watching()
            self.watching.begin()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self._showing.catch_up()

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
