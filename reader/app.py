"""The desktop program: library, services and window built here, and the one hook for what nobody expected."""

import gc
import sys
from collections.abc import Callable
from functools import partial
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
    return Services(
        Read(library),
        Annotate(library),
        Undo(library),
        Transfer(library),
        edit_codebook=partial(_edit_codebook, library),
        tag_all=partial(_tag_all, library),
        listing=partial(_listing, library),
        tags=partial(_tags, library),
        saved_searches=partial(_saved_searches, library),
        versions=partial(_versions, library),
        feeds=partial(_feeds, library),
        from_web=partial(_from_web, library),
        list_annotations=partial(_list_annotations, library),
        watch_folders=partial(_watch_folders, library),
        register=partial(_register, library),
        records=partial(_records, library),
        links=partial(_links, library),
        entity_pages=partial(_entity_pages, library),
        ledger=partial(_ledger, library),
        edit_questions=partial(_edit_questions, library),
    )


def _edit_codebook(library: Library, reserved: Callable[[], frozenset[str]]) -> "EditCodebook":
    from reader.services.edit_codebook import EditCodebook  # noqa: PLC0415

    return EditCodebook(library, reserved)


def _tag_all(library: Library) -> "TagAll":
    from reader.services.tag_all import TagAll  # noqa: PLC0415

    return TagAll(library)


def _listing(library: Library) -> "Listing":
    from reader.services.listing import Listing  # noqa: PLC0415

    return Listing(library)


def _tags(library: Library) -> "Tags":
    from reader.services.tags import Tags  # noqa: PLC0415

    return Tags(library)


def _saved_searches(library: Library) -> "SavedSearches":
    from reader.services.saved_searches import SavedSearches  # noqa: PLC0415

    return SavedSearches(library)


def _versions(library: Library) -> "Versions":
    from reader.services.versions import Versions  # noqa: PLC0415

    return Versions(library)


def _feeds(library: Library) -> "EditFeeds":
    from reader.services.feeds import EditFeeds  # noqa: PLC0415

    return EditFeeds(library)


def _from_web(library: Library) -> "FromWeb":
    from reader.services.from_web import FromWeb  # noqa: PLC0415

    return FromWeb(library)


def _list_annotations(library: Library) -> "ListAnnotations":
    from reader.services.annotation_listing import ListAnnotations  # noqa: PLC0415

    return ListAnnotations(library)


def _watch_folders(library: Library) -> "WatchFolders":
    from reader.services.watch_folders import WatchFolders  # noqa: PLC0415

    return WatchFolders(library)


def _register(library: Library) -> "Register":
    from reader.services.register import Register  # noqa: PLC0415

    return Register(library)


def _records(library: Library) -> "Records":
    from reader.services.records import Records  # noqa: PLC0415

    return Records(library)


def _links(library: Library) -> "Links":
    from reader.services.links import Links  # noqa: PLC0415

    return Links(library)


def _entity_pages(library: Library) -> "EntityPages":
    from reader.services.entity_pages import EntityPages  # noqa: PLC0415

    return EntityPages(library)


def _ledger(library: Library) -> "Ledger":
    from reader.services.ledger import Ledger  # noqa: PLC0415

    return Ledger(library)


def _edit_questions(library: Library) -> "EditQuestions":
    from reader.services.edit_questions import EditQuestions  # noqa: PLC0415

    return EditQuestions(library)


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
