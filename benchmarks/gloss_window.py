"""A child process: Gloss, opened as a person opens it. It tells when it was painted, then does what it is asked."""

import sys
from pathlib import Path

from reader import cli
from reader.ui.screen import require_screen


def main() -> int:
    return cli.run(["--library", sys.argv[1]], _open_window)


def _open_window(library: Path | None) -> int:
    """What `gloss` does, and a watch set as the event loop begins."""
    require_screen()
    from reader.app import run  # noqa: PLC0415 - as `gloss` does it

    _watch_event_loop()
    return run(library)


def _watch_event_loop() -> None:
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - Gloss has loaded it

    event_loop = QApplication.exec

    def watched_event_loop(_: QApplication) -> int:
        from benchmarks.watching import watch  # noqa: PLC0415 - it needs the modules of Gloss

        held = watch()
        code = event_loop()
        del held
        return code

    QApplication.exec = watched_event_loop  # type: ignore[method-assign,assignment]


if __name__ == "__main__":
    sys.exit(main())
