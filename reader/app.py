"""The desktop program: library, services and window built here, and the one hook for what nobody expected."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from reader import __version__, places
from reader.services.annotate import Annotate
from reader.services.libraries import open_library
from reader.services.read import Read
from reader.services.transfer import Transfer
from reader.services.undo import Undo
from reader.storage.library import Library
from reader.ui.keys import Keys
from reader.ui.main_window import MainWindow, Services
from reader.ui.settings import Settings
from reader.ui.theme import app_icon

if TYPE_CHECKING:
    from reader.services.annotation_listing import ListAnnotations
    from reader.services.edit_codebook import EditCodebook
    from reader.services.edit_questions import EditQuestions
    from reader.services.entity_pages import EntityPages
    from reader.services.feeds import EditFeeds
    from reader.services.from_web import FromWeb
    from reader.services.ledger import Ledger
    from reader.services.links import Links
    from reader.services.listing import Listing
    from reader.services.records import Records
    from reader.services.register import Register
    from reader.services.saved_searches import SavedSearches
    from reader.services.tag_all import TagAll
    from reader.services.tags import Tags
    from reader.services.versions import Versions
    from reader.services.watch_folders import WatchFolders


def run(path: Path | None) -> int:
    """Open the window on a library; returns when it is closed. Raises ReaderError where it cannot be opened."""
    library = open_library(path)
    app = QApplication(["gloss"])
    app.setApplicationName("Gloss")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("gloss")
    app.setStyle("Fusion")
    app.setWindowIcon(app_icon())
    settings, keys = Settings(places.settings_file()), Keys()
    if settings.keys():
        from reader.ui.key_choices import restore  # noqa: PLC0415 - most people choose no keys

        restore(keys, settings)
    window = MainWindow(services_of(library), settings, keys)
    sys.excepthook = _Unexpected(window)
    window.show()
    QTimer.singleShot(0, window, lambda: _collect_garbage_again(window))
    code = app.exec()
    library.close()
    return code


def services_of(library: Library) -> Services:
    """The services of a window on a library; those that most sittings do without load when they are asked for."""

    def edit_codebook(reserved: Callable[[], frozenset[str]]) -> "EditCodebook":
        from reader.services.edit_codebook import EditCodebook  # noqa: PLC0415

        return EditCodebook(library, reserved)

    def tag_all() -> "TagAll":
        from reader.services.tag_all import TagAll  # noqa: PLC0415

        return TagAll(library)

    def listing() -> "Listing":
        from reader.services.listing import Listing  # noqa: PLC0415

        return Listing(library)

    def tags() -> "Tags":
        from reader.services.tags import Tags  # noqa: PLC0415

        return Tags(library)

    def saved_searches() -> "SavedSearches":
        from reader.services.saved_searches import SavedSearches  # noqa: PLC0415

        return SavedSearches(library)

    def versions() -> "Versions":
        from reader.services.versions import Versions  # noqa: PLC0415

        return Versions(library)

    def feeds() -> "EditFeeds":
        from reader.services.feeds import EditFeeds  # noqa: PLC0415

        return EditFeeds(library)

    def from_web() -> "FromWeb":
        from reader.services.from_web import FromWeb  # noqa: PLC0415

        return FromWeb(library)

    def list_annotations() -> "ListAnnotations":
        from reader.services.annotation_listing import ListAnnotations  # noqa: PLC0415

        return ListAnnotations(library)

    def watch_folders() -> "WatchFolders":
        from reader.services.watch_folders import WatchFolders  # noqa: PLC0415

        return WatchFolders(library)

    def register() -> "Register":
        from reader.services.register import Register  # noqa: PLC0415

        return Register(library)

    def records() -> "Records":
        from reader.services.records import Records  # noqa: PLC0415

        return Records(library)

    def links() -> "Links":
        from reader.services.links import Links  # noqa: PLC0415

        return Links(library)

    def entity_pages() -> "EntityPages":
        from reader.services.entity_pages import EntityPages  # noqa: PLC0415

        return EntityPages(library)

    def ledger() -> "Ledger":
        from reader.services.ledger import Ledger  # noqa: PLC0415

        return Ledger(library)

    def edit_questions() -> "EditQuestions":
        from reader.services.edit_questions import EditQuestions  # noqa: PLC0415

        return EditQuestions(library)

    return Services(
        Read(library),
        Annotate(library),
        Undo(library),
        Transfer(library),
        edit_codebook=edit_codebook,
        tag_all=tag_all,
        listing=listing,
        tags=tags,
        saved_searches=saved_searches,
        versions=versions,
        feeds=feeds,
        from_web=from_web,
        list_annotations=list_annotations,
        watch_folders=watch_folders,
        register=register,
        records=records,
        links=links,
        entity_pages=entity_pages,
        ledger=ledger,
        edit_questions=edit_questions,
    )


def _collect_garbage_again(window: MainWindow) -> None:
    from reader.ui.garbage import GarbageCollector  # noqa: PLC0415 - not for a start

    gc.freeze()
    GarbageCollector(window)


class _Unexpected:
    """Logs every error that nobody expected with its trace, and shows the first one."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._shown = False

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        path = places.log_file()
        _write_down(path, kind, error, trace)
        sys.__excepthook__(kind, error, trace)
        if not self._shown:
            self._shown = True
            from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415

            QMessageBox.warning(
                self._window,
                "Gloss",
                self._window.tr(
                    "Something unexpected happened: {0}.\n\nAll that was shown as saved is saved. "
                    "The details are in {1}; please report them."
                ).format(f"{kind.__name__}: {error}", path),
            )


def _write_down(path: Path, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    import logging  # noqa: PLC0415 - a good day does without

    log = logging.getLogger("reader")
    if not log.handlers:
        path.parent.mkdir(parents=True, exist_ok=True)
        log.addHandler(logging.FileHandler(path, encoding="utf-8"))
    log.error("unexpected", exc_info=(kind, error, trace))
