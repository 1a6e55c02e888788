"""The desktop program: library, services and window built here, and the one hook for what nobody expected."""

import gc
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from reader import __version__, places
from reader.services.annotate import Annotate
from reader.services.libraries import open_library
from reader.services.read import Read
from reader.services.transfer import Transfer
from reader.services.undo import Undo
from reader.ui.main_window import MainWindow, Services
from reader.ui.settings import Settings
from reader.ui.theme import app_icon


def run(path: Path | None) -> int:
    """Open the window on a library; returns when it is closed. Raises ReaderError where it cannot be opened."""
    library = open_library(path)
    app = QApplication(["gloss"])
    app.setApplicationName("Gloss")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("gloss")
    app.setStyle("Fusion")
    app.setWindowIcon(app_icon())
    services = Services(Read(library), Annotate(library), Undo(library), Transfer(library))
    window = MainWindow(services, Settings(places.settings_file()))
    sys.excepthook = _Unexpected(window)
    window.show()
    QTimer.singleShot(0, _collect_garbage_again)
    code = app.exec()
    library.close()
    return code


def _collect_garbage_again() -> None:
    gc.freeze()
    gc.enable()


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
