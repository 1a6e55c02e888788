"""In the child process of Gloss: its list driven as a person drives it, and the longest pause of its event loop."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

if TYPE_CHECKING:
    from benchmarks.serving import Server
    from reader.ui.main_window import MainWindow

_QUIET_NANOSECONDS = 300_000_000


class Pauses(QObject):
    """Ticks as often as the event loop lets it: the longest time between two ticks is its longest pause."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.longest = 0
        self._last = 0
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def begin(self) -> None:
        """Watch from now on."""
        self.longest, self._last = 0, time.monotonic_ns()
        self._timer.start()

    def end(self) -> int:
        """Watch no more; the longest pause in nanoseconds."""
        self._timer.stop()
        return self.longest

    def _tick(self) -> None:
        now = time.monotonic_ns()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def lists(window: "MainWindow", server: "Server") -> dict[str, Callable[..., None]]:
    """The commands: each answers with nanoseconds, but `rows` with their number."""
    from benchmarks.painted import timed  # noqa: PLC0415 - after the moment that is measured
    from reader.domain.article import ArticleFilter, ArticleState  # noqa: PLC0415
    from reader.domain.listing import ArticleOrder, Grouping, Sort  # noqa: PLC0415

    pauses = Pauses(window)
    articles, view = window.articles, window.articles.view

    def begin() -> None:
        pauses.begin()
        server.answer(0)

    def longest() -> None:
        server.answer(pauses.end())

    def arrange(sort: str, grouping: str = "") -> None:
        order = ArticleOrder(Sort(sort), grouping=Grouping(grouping))
        timed(view.viewport(), lambda: articles.arrange(order), server.answer)

    def show_state(state: str) -> None:
        which = ArticleFilter(state=ArticleState(state) if state else None)
        timed(view.viewport(), lambda: articles.show_only(which), server.answer)

    def search(words: str) -> None:
        timed(view.viewport(), lambda: articles.show_only(ArticleFilter(words=words)), server.answer)

    def scroll(share: float) -> None:
        bar = view.verticalScrollBar()
        timed(view.viewport(), lambda: bar.setValue(round(bar.maximum() * share)), server.answer)

    def settle() -> None:
        since = time.monotonic_ns()
        look = QTimer(window, interval=20)

        def answer_when_quiet() -> None:
            nonlocal since
            now = time.monotonic_ns()
            if window.is_asking():
                since = now
            elif now - since > _QUIET_NANOSECONDS:
                look.stop()
                server.answer(0)

        look.timeout.connect(answer_when_quiet)
        look.start()

    return {
        "watch": begin,
        "longest": longest,
        "arrange": arrange,
        "state": show_state,
        "search": search,
        "scroll-list": scroll,
        "settle": settle,
        "rows": lambda: server.answer(view.model().rowCount()),
    }
