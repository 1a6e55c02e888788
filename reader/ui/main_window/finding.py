"""Finding in the article: the bar, the hits in the text, and the way from one to the next."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.ui.main_window.frame import Frame

if TYPE_CHECKING:
    from reader.ui.finder import Finder
    from reader.ui.panes.find_bar import FindBar


class FindingInText(QObject):
    """Connects the find bar with the text. The hit that was gone to is selected, ready to be tagged."""

    def __init__(self, frame: Frame, parent: QObject) -> None:
        super().__init__(parent)
        self._frame, self._pane = frame, frame.pane
        self._wanted = ("", False, False)
        self._built: tuple[FindBar, Finder] | None = None

    def begin(self) -> None:
        """Look for what is selected, or for what was looked for last."""
        article, selected = self._pane.article(), self._pane.selection()
        line = selected.of(article.text).split("\n")[0] if article else ""
        self._bar.begin(line)

    def step(self, by: int) -> None:
        """Go to the next hit, or the one before; where nothing is looked for, ask for what."""
        if self._bar.isVisible():
            self._step(by)
        else:
            self.begin()

    @property
    def _bar(self) -> "FindBar":
        return self._build()[0]

    @property
    def _finder(self) -> "Finder":
        return self._build()[1]

    def _build(self) -> "tuple[FindBar, Finder]":
        from reader.ui.finder import Finder  # noqa: PLC0415 - most sittings look for nothing

        if self._built is None:
            bar, finder = self._built = self._frame.find_bar(), Finder(self)
            bar.wanted.connect(self._find)
            bar.stepped.connect(self._step)
            bar.closed.connect(self._close)
            finder.reached.connect(self._pane.select)
            finder.reached.connect(self._show_hits)
            finder.counted.connect(bar.show_count)
            finder.hits_changed.connect(self._show_hits)
            self._pane.article_shown.connect(self._find_again)
        return self._built

    def _find(self, text: str, match_case: bool, whole_words: bool) -> None:
        self._look_for(text, match_case, whole_words, self._pane.selection().start)

    def _look_for(self, text: str, match_case: bool, whole_words: bool, index: int | None) -> None:
        article = self._pane.article()
        self._wanted = (text, match_case, whole_words)
        if article is None or not text:
            self._finder.stop()
            self._bar.show_count(0, 0)
            return
        self._finder.find(article.text, text, match_case=match_case, whole_words=whole_words, index=index)

    def _find_again(self) -> None:
        """Mark the same in the article that is shown now; its place and caret stay as they were left."""
        self._finder.stop()
        if self._bar.isVisible():
            self._look_for(*self._wanted, None)

    def _step(self, by: int) -> None:
        self._finder.step(by, self._pane.caret())

    def _show_hits(self) -> None:
        self._pane.show_hits(self._finder.finding, self._finder.current())

    def _close(self) -> None:
        self._finder.stop()
        self._pane.setFocus()
