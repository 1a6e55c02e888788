"""A child process: an empty window with one QTextEdit, the limit that the window of Gloss is measured against."""

import sys

from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

from benchmarks.painted import Painted, timed


def main() -> int:
    app = QApplication(["bare"])
    window = QMainWindow()
    edit = QTextEdit()
    window.setCentralWidget(edit)
    window.resize(1440, 900)
    window.show()
    watch = Painted([edit.viewport()], lambda moment: _serve(window, edit, moment))
    code = app.exec()
    del watch
    return code


def _serve(window: QMainWindow, edit: QTextEdit, painted: int) -> None:
    from benchmarks.serving import Server  # noqa: PLC0415 - after the moment that is measured

    server = Server(window, painted)
    texts = _Texts()

    def show(article_id: int) -> None:
        text = texts.of(article_id)
        timed(edit.viewport(), lambda: edit.setPlainText(text), server.answer)

    def scroll(share: float) -> None:
        bar = edit.verticalScrollBar()
        timed(edit.viewport(), lambda: bar.setValue(round(bar.maximum() * share)), server.answer)

    server.serve({"open": show, "scroll": scroll})


class _Texts:
    """The texts of a library, read without Gloss."""

    def of(self, article_id: int) -> str:
        import sqlite3  # noqa: PLC0415 - the empty window does without

        connection = sqlite3.connect(sys.argv[1])
        (text,) = connection.execute("SELECT text FROM article WHERE id = ?", (article_id,)).fetchone()
        connection.close()
        return str(text)


if __name__ == "__main__":
    sys.exit(main())
