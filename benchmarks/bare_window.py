"""A child process: an empty window with one QTextEdit, the limit that the window of Gloss is measured against."""

import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

# Nothing else is loaded, and no more asked of Qt, before the window is painted: what that takes would count.
_painted: list[int] = []


class _Text(QTextEdit):
    def paintEvent(self, event: "QPaintEvent") -> None:  # type: ignore[explicit-override]
        super().paintEvent(event)
        if not _painted:
            _painted.append(time.monotonic_ns())
            _serve_soon(self)


def main() -> int:
    app = QApplication(["bare"])
    window = QMainWindow()
    window.setCentralWidget(_Text())
    window.resize(1440, 900)
    window.show()
    return app.exec()


def _serve_soon(edit: QTextEdit) -> None:
    from PySide6.QtCore import QTimer  # noqa: PLC0415

    QTimer.singleShot(0, lambda: _serve(edit))


def _serve(edit: QTextEdit) -> None:
    from benchmarks.painted import timed  # noqa: PLC0415
    from benchmarks.serving import Server  # noqa: PLC0415

    window = edit.window()
    assert isinstance(window, QMainWindow)
    server = Server(window, _painted[0])

    def show(article_id: int) -> None:
        text = _text_of(article_id)
        timed(edit.viewport(), lambda: edit.setPlainText(text), server.answer)

    def scroll(share: float) -> None:
        bar = edit.verticalScrollBar()
        timed(edit.viewport(), lambda: bar.setValue(round(bar.maximum() * share)), server.answer)

    server.serve({"open": show, "scroll": scroll})


def _text_of(article_id: int) -> str:
    """The text of an article, read without Gloss."""
    import sqlite3  # noqa: PLC0415

    connection = sqlite3.connect(sys.argv[1])
    (text,) = connection.execute("SELECT text FROM article WHERE id = ?", (article_id,)).fetchone()
    connection.close()
    return str(text)


if __name__ == "__main__":
    sys.exit(main())
