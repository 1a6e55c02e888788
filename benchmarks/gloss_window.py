"""A child process: Gloss, opened as a person opens it. It tells when it was painted, then does what it is asked."""

import sys

from PySide6.QtWidgets import QApplication

from reader.__main__ import main


def _watch_event_loop() -> None:
    """Have the window watched as soon as Gloss begins to wait for events; all else runs as it always does."""
    event_loop = QApplication.exec

    def watched_event_loop(_: QApplication) -> int:
        from benchmarks.watching import watch  # noqa: PLC0415 - it needs the modules of Gloss

        held = watch()
        code = event_loop()
        del held
        return code

    QApplication.exec = watched_event_loop  # type: ignore[method-assign,assignment]


if __name__ == "__main__":
    sys.argv = ["gloss", "--library", sys.argv[1]]
    _watch_event_loop()
    main()
