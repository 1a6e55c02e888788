"""Where a quote is looked for, and how."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QRadioButton, QWidget

from reader.domain.occurrences import LONGEST
from reader.services.tag_all import Wanted
from reader.ui.names import named

_ARTICLE, _LISTED, _LIBRARY = range(3)


class Choices(QWidget):
    """The article, the listed articles or the library; whether case counts, and whether whole words are meant."""

    changed = Signal()

    def __init__(self, article_id: int, listed_ids: Callable[[], Sequence[int]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._article_id = article_id
        self._listed_ids = listed_ids
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        listed = len(listed_ids())
        of_listed = self.tr("The {0} &listed articles") if listed != 1 else self.tr("The {0} &listed article")
        self._scopes = QButtonGroup(self)
        for number, (name, words) in enumerate(
            (
                ("scopeArticle", self.tr("&This article")),
                ("scopeListed", of_listed.format(f"{listed:,}")),
                ("scopeLibrary", self.tr("The whole li&brary")),
            )
        ):
            button = named(QRadioButton(words), name)
            button.setChecked(number == _ARTICLE)
            button.setEnabled(number != _LISTED or listed > 0)
            self._scopes.addButton(button, number)
            row.addWidget(button)
        row.addStretch()
        self.match_case = named(QCheckBox(self.tr("Match &case")), "matchCase")
        self.whole_words = named(QCheckBox(self.tr("Whole &words")), "wholeWords")
        for box in (self.match_case, self.whole_words):
            box.setChecked(True)
            box.toggled.connect(self.changed)
            row.addWidget(box)
        self._scopes.idToggled.connect(self._choose)

    def _choose(self, _number: int, on: bool) -> None:
        if on:
            self.changed.emit()

    def wanted(self, quote: str) -> Wanted:
        """What is to be looked for now."""
        ids: Sequence[int] | None = None
        if self._scopes.checkedId() == _ARTICLE:
            ids = (self._article_id,)
        elif self._scopes.checkedId() == _LISTED:
            ids = self._listed_ids()
        return Wanted(quote, self.match_case.isChecked(), self.whole_words.isChecked(), ids)

    def over_articles(self) -> bool:
        """Whether it is looked for in more than the one article."""
        return self._scopes.checkedId() != _ARTICLE

    def advice(self, quote: str) -> str:
        """That nothing was found, and what to try."""
        if len(quote) > LONGEST:
            words = self.tr("This is too long to be looked for: quotes of up to {0} characters are.")
            return words.format(f"{LONGEST:,}")
        if self.whole_words.isChecked():
            return self.tr("Nothing found as a whole word; untick Whole words to find parts of words.")
        if self.match_case.isChecked():
            return self.tr("Nothing found in this case; untick Match case to find it in any.")
        if self._scopes.checkedId() != _LIBRARY:
            return self.tr("Nothing found here; choose The whole library to look further.")
        return self.tr("Nothing found.")
