"""The menu of the articles that are selected: the same as by keys, and their language."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QMenu, QWidget

from reader.domain.article import ArticleRow, ArticleState
from reader.ui.keys import Keys, Where
from reader.ui.panes.articles.heading import add_heading

_LANGUAGES = (
    "ar", "bn", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu", "id", "it", "ja", "ko", "nl",
    "no", "pl", "pt", "ro", "ru", "sv", "sw", "th", "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip


class ArticleMenu(QMenu):
    """Made anew each time that it is opened."""

    wished = Signal(str)
    language_chosen = Signal(str, str)

    def __init__(self, row: ArticleRow, count: int, keys: Keys, *, binned: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("articleMenu")
        self._keys = keys
        if count > 1:
            add_heading(self, self.tr("{0} articles").format(f"{count:,}"))
        self._add("Open", self.tr("Open"))
        done = row.state is ArticleState.DONE
        self._add("Read", self.tr("Mark as unread") if done else self.tr("Mark as done"))
        self._add("Star", self.tr("Take the star off") if row.starred else self.tr("Star"))
        self._add("Tags", self.tr("Tags…"))
        told = language_name(row.language) or self.tr("not known")
        languages = self.addMenu(self.tr("Language: {0}").format(told))
        for code in sorted(_LANGUAGES, key=language_name):
            self._add_language(languages, code, language_name(code), row.language)
        languages.addSeparator()
        self._add_language(languages, "", self.tr("Not known"), row.language)
        self._add("Original", self.tr("Open the original page"))
        self.addSeparator()
        self._add("Bin", self.tr("Restore from the bin") if binned else self.tr("Move to the bin"))

    def _add(self, name: str, words: str) -> None:
        action = self.addAction(f"{words}\t{self._keys.first(name, Where.LIST)}")
        action.triggered.connect(lambda _=False: self.wished.emit(name))

    def _add_language(self, menu: QMenu, code: str, name: str, current: str) -> None:
        action = menu.addAction(name)
        action.setCheckable(True)
        action.setChecked(code == current.split("-", maxsplit=1)[0])
        action.triggered.connect(lambda _=False: self.language_chosen.emit(code, name))


def language_name(code: str) -> str:
    """The English name of a BCP 47 language; the code itself where it has none, empty without a code."""
    if not code:
        return ""
    language = QLocale.codeToLanguage(code.split("-", maxsplit=1)[0])
    return code if language is QLocale.Language.AnyLanguage else QLocale.languageToString(language)
