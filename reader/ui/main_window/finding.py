"""Finding in the article: the bar, the hits in the text, and the way from one to the next."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.ui.main_window.frame import Frame

if TYPE_CHECKING:
    from reader.ui.finder import Finder
    from reader.ui.panes.find_bar import FindBar


class FindingInText(QObject):
    """Connects find bar and list with the text: what either looks for is marked there, the bar's before the list's.

    The hit that was gone to is selected, ready to be tagged.
    """

    def __init__(self, frame: Frame, parent: QObject) -> None:
        super().__init__(parent)
        self._frame, self._pane = frame, frame.pane
        self._wanted = ("", False, False)
        self._searched = ""
        frame.articles.listed.connect(self._mark_searched)
        self._pane.article_shown.connect(self._find_again)

    def begin(self) -> None:
        """Look for what is selected, or for what was looked for last."""
        article, selected = self._pane.article(), self._pane.selection()
        line = selected.of(article.text).split("\n")[0] if article else ""
        self._bar.begin(line)

    def step(self, by: int) -> None:
        """Go to the next hit, or the one before; where nothing is looked for, ask for what."""
        if self._is_bar_shown() or self._searched:
            self._finder.step(by, self._pane.caret())
        else:
            self.begin()

    @cached_property
    def _bar(self) -> "FindBar":
        bar = self._frame.find_bar()
        bar.wanted.connect(self._find)
        bar.stepped.connect(self.step)
        bar.closed.connect(self._close)
        self._finder.counted.connect(bar.show_count)
        return bar

    @cached_property
    def _finder(self) -> "Finder":
        from reader.ui.finder import Finder  # noqa: PLC0415 - most sittings look for nothing

        finder = Finder(self)
        finder.reached.connect(self._pane.select)
        finder.reached.connect(self._show_hits)
        finder.hits_changed.connect(self._show_hits)
        return finder

    def _is_bar_shown(self) -> bool:
        return "_bar" in self.__dict__ and self._bar.isVisible()

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
        if self._is_bar_shown():
            self._finder.stop()
            self._look_for(*self._wanted, None)
        else:
            self._mark()

    def _mark_searched(self) -> None:
        """Mark what the list searches for, unless that was marked before."""
        words = self._frame.articles.which().words.strip()
        if words != self._searched:
            self._searched = words
            if not self._is_bar_shown():
                self._mark()

    def _mark(self) -> None:
        article = self._pane.article()
        if self._searched and article is not None:
            from reader.domain.matching import Matching  # noqa: PLC0415 - most articles are read without a search
            from reader.domain.query import parse  # noqa: PLC0415

            self._finder.look_for(Matching(parse(self._searched)).hits(article.text), None)
        elif "_finder" in self.__dict__:
            self._finder.stop()

    def _show_hits(self) -> None:
        self._pane.show_hits(self._finder.finding, self._finder.current())

    def _close(self) -> None:
        self._mark()
        self._pane.setFocus()
