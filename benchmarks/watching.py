"""In the child process of Gloss: its window found and watched, and driven as a person drives it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.painted import Painted, timed
from reader.domain.span import Span
from reader.ui.main_window import MainWindow


def watch() -> Painted:
    """Wait until list and text have been painted, both with something in them; then tell, and serve."""
    window = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow))
    return Painted(
        [window.pane.viewport(), window.articles.view.viewport()],
        lambda moment: _serve(window, moment),
        lambda: window.pane.article() is not None and window.articles.first_id() > 0,
    )


def _serve(window: MainWindow, painted: int) -> None:
    from benchmarks.serving import Server  # noqa: PLC0415 - after the moment that is measured
    from benchmarks.watching_lists import lists  # noqa: PLC0415
    from benchmarks.watching_records import records  # noqa: PLC0415

    server = Server(window, painted)
    pane, viewport = window.pane, window.pane.viewport()

    def show(article_id: int) -> None:
        def told(nanoseconds: int) -> None:
            article = pane.article()
            assert article is not None
            assert article.id == article_id
            server.answer(nanoseconds)

        shown = pane.article()
        if shown is not None and shown.id == article_id:  # as the newest is at the start: it would not be painted anew
            window.reading.show_nothing()
        timed(viewport, lambda: window.reading.show_article(article_id), told)

    def scroll(share: float) -> None:
        bar = pane.verticalScrollBar()
        timed(viewport, lambda: bar.setValue(round(bar.maximum() * share)), server.answer)

    def select(start: int, stop: int) -> None:
        def request() -> None:
            pane.setFocus()
            pane.select(Span(start, stop))
            viewport.update()

        timed(viewport, request, server.answer)

    def press(key: str) -> None:
        from PySide6.QtTest import QTest  # noqa: PLC0415 - the other measurements do without

        timed(viewport, lambda: QTest.keyClicks(pane, key), server.answer)

    def import_folder(folder: str) -> None:
        window.transfers.import_paths([Path(folder)])
        server.answer(0)

    def busy() -> None:
        server.answer(int(window.transfers.is_busy()))

    commands: dict[str, Callable[..., None]] = {"import": import_folder, "busy": busy, **lists(window, server)}
    commands["records"] = lambda: server.learn(records(window, server))
    server.serve({"open": show, "scroll": scroll, "select": select, "press": press, **commands})
