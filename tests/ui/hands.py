"""Hands on a keyboard: they press keys, look where the caret is, and count what they press."""

from collections import Counter
from collections.abc import Callable

from reader.domain.offsets import OffsetMap
from reader.storage.library import Library
from reader.ui.main_window import MainWindow


class Hands:
    """Leads the caret of a window through its text and tags there. `press` sends one key, by Qt's portable name."""

    def __init__(self, window: MainWindow, library: Library, article_id: int, press: Callable[[str], None]) -> None:
        self.window, self.library, self.article_id = window, library, article_id
        self.text = library.articles.text(article_id)
        self._offsets = OffsetMap(self.text)
        self.pressed: Counter[str] = Counter()
        self._press = press

    def press(self, *keys: str, doing: str = "moving") -> None:
        """Press keys one after the other; counted by what is done with them."""
        for key in keys:
            self._press(key)
            self.pressed[doing] += 1

    def type(self, words: str, doing: str = "typing") -> None:
        """Type words, letter by letter."""
        for letter in words:
            self.press("Space" if letter == " " else letter, doing=doing)

    def caret(self) -> int:
        """Where the caret is, in code points."""
        return self._offsets.to_index(self.window.pane.textCursor().position())

    def go(self, index: int) -> None:
        """Lead the caret to a place with few keys: by lines, then by words, then by characters."""
        while (below := self._lines_between(index)) != 0:
            self.press("Down" if below > 0 else "Up")
        before = -1
        while abs(index - self.caret()) > 2 and self.caret() != before:
            before = self.caret()
            self.press("Ctrl+Right" if index > before else "Ctrl+Left")
            if (index > before) != (index > self.caret()):
                break
        while self.caret() != index:
            self.press("Right" if self.caret() < index else "Left")

    def select(self, start: int, stop: int) -> None:
        """Select from a place to another one; white space after it may be selected too."""
        self.go(start)
        while self._lines_between(stop) > 0:
            self.press("Shift+Down", doing="selecting")
        while self.caret() > stop:
            self.press("Ctrl+Shift+Left", doing="selecting")
        while self.caret() < stop and stop - self.caret() > 2:
            self.press("Ctrl+Shift+Right", doing="selecting")
        while self.caret() < stop or self.text[stop : self.caret()].strip():
            self.press("Shift+Right" if self.caret() < stop else "Shift+Left", doing="selecting")

    def current(self) -> int:
        """The id of the current annotation."""
        return self.window.pane.current_id()

    def _lines_between(self, index: int) -> int:
        """Below 0 where a place is above the line of the caret, above 0 where it is below."""
        pane = self.window.pane
        cursor = pane.textCursor()
        here = pane.cursorRect(cursor).top()
        cursor.setPosition(self._offsets.to_utf16(index))
        there = pane.cursorRect(cursor).top()
        return 0 if abs(there - here) < 8 else 1 if there > here else -1
