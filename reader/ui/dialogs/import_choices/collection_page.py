"""The page of a text that is many articles: the rule by which it is parted, and the titles that the rule gives."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reader.domain.intake import Parting, PartingKind, Rules
from reader.domain.parting_choice import PartingOption
from reader.errors import UnreadableArticleError
from reader.services.look_ahead import CollectionProspect, preview_parting
from reader.ui.dialogs.import_choices.choices_side import WIDTH, ChoicesSide
from reader.ui.dialogs.import_choices.preview import PreviewList
from reader.ui.dialogs.import_choices.rows import Preview
from reader.ui.jobs import Cancelled, Jobs, Progress
from reader.ui.names import named
from reader.ui.painting.header import joined, spoken_date
from reader.ui.plain import as_tip
from reader.ui.system_size import scaled
from reader.ui.theme import Theme, interface_font

_WAIT = 250
_BESIDE_WORDS = 48  # the round mark of a button, and what stands around it


@dataclass(frozen=True, slots=True)
class _Tried:
    """What an expression gave, or why it gave nothing."""

    pattern: str
    option: PartingOption | None
    trouble: str = ""


class CollectionPage(QWidget):
    """A choice of rules; the preview follows each choice at once, and an expression once it is written."""

    changed = Signal()

    def __init__(self, collection: CollectionProspect, jobs: Jobs, theme: Theme) -> None:
        super().__init__()
        self._collection = collection
        self._jobs = jobs
        self._trying = ""
        self._option: PartingOption | None = collection.choice.option
        self._timer = QTimer(self, singleShot=True, interval=_WAIT)
        self._timer.timeout.connect(self._try_pattern)
        self.previews = PreviewList(theme, with_beginning=False)
        self.told = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "muted")
        self.trouble = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "trouble")
        self.rules_group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._build_left())
        layout.addLayout(self.previews.under_heading(self.told), 1)
        self.rules_group.idToggled.connect(self._choose)
        self._show()

    def _build_left(self) -> QWidget:
        side = QWidget()
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addWidget(named(QLabel(self.tr("One article is")), "heading"))
        choice = self._collection.choice
        for number, option in enumerate(choice.options):
            button = named(QRadioButton(self._words(option)), f"rule{number}")
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.setToolTip(as_tip(option.parting.pattern))
            button.setChecked(option.parting == choice.guessed)
            self.rules_group.addButton(button, number)
            left.addWidget(button)
        own = named(QRadioButton(self.tr("what a line matc&hing this begins:")), "ruleOwn")
        own.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.rules_group.addButton(own, len(choice.options))
        left.addWidget(own)
        self.pattern = named(QLineEdit(), "pattern")
        self.pattern.setAccessibleName(self.tr("Regular expression of the line that begins an article"))
        self.pattern.setPlaceholderText(self.tr("Chapter [0-9]+.*"))
        self.pattern.textEdited.connect(self._write)
        left.addWidget(self.pattern)
        left.addWidget(self.trouble)
        left.addStretch()
        return ChoicesSide(side)

    def _words(self, option: PartingOption) -> str:
        match option.parting.kind:
            case PartingKind.HEADINGS:
                words = self.tr("each heading of level {0} ({1})")
                return words.format(option.parting.level, f"{option.count:,}")
            case PartingKind.LINES:
                words, count = self.tr("each line like “{0}” ({1})"), f"{option.count:,}"
                metrics = QFontMetrics(interface_font())
                room = scaled(WIDTH) - metrics.horizontalAdvance(words.format("", count)) - scaled(_BESIDE_WORDS)
                first = option.previews[0].title if option.previews else option.parting.pattern
                shown = metrics.elidedText(first, Qt.TextElideMode.ElideRight, room)
                return words.format(shown.replace("&", "&&"), count)
        return self.tr("the &whole file (1)")

    def rules(self) -> dict[str, Rules]:
        """What was chosen for the file."""
        return {str(self._collection.path): Rules(parting=self._parting())}

    def is_ready(self) -> bool:
        """Whether the choice makes articles."""
        return self._option is not None

    def is_busy(self) -> bool:
        """Whether an expression is being written or tried."""
        return self._timer.isActive() or bool(self._trying)

    def count(self) -> str:
        """How many articles the rule makes, in words."""
        number = self._option.count if self._option else 0
        return self.tr("1 article") if number == 1 else self.tr("{0} articles").format(f"{number:,}")

    def focus_first(self) -> None:
        """Take the focus, where something is to be chosen."""
        chosen = self.rules_group.checkedButton()
        if chosen is not None:
            chosen.setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.previews.set_theme(theme)

    def _parting(self) -> Parting:
        return self._option.parting if self._option else self._collection.choice.guessed

    def _own(self) -> QAbstractButton:
        return self.rules_group.button(len(self._collection.choice.options))

    def _choose(self, number: int, on: bool) -> None:
        options = self._collection.choice.options
        if not on:
            return
        if number < len(options):
            self._timer.stop()
            self._option, self._trying = options[number], ""
            self._show()
        else:
            self._try_pattern()

    def _write(self) -> None:
        """The expression changes: it is meant, and tried once it rests."""
        self._option = None
        self._timer.start()
        self._own().setChecked(True)
        self.changed.emit()

    def _try_pattern(self) -> None:
        """See what the expression gives, aside: a long text or an odd expression takes its time."""
        self._timer.stop()
        path, pattern = self._collection.path, self.pattern.text()
        self._option, self._trying = None, pattern
        if not pattern:
            self._show(self.tr("Write the regular expression of the line that begins an article."))
            return

        def work(_progress: Progress, _cancelled: Cancelled) -> _Tried:
            try:
                return _Tried(pattern, preview_parting(path, Parting(PartingKind.LINES, pattern=pattern)))
            except UnreadableArticleError as error:
                return _Tried(pattern, None, f"{str(error)[:1].upper()}{str(error)[1:]}.")

        self._jobs.start(self.tr("Trying a rule"), work).succeeded.connect(self._take)
        self.changed.emit()

    def _take(self, tried: object) -> None:
        """Show what an expression gave, unless another is meant by now."""
        if isinstance(tried, _Tried) and tried.pattern == self._trying:
            self._option, self._trying = tried.option, ""
            self._show(tried.trouble)

    def _show(self, trouble: str = "") -> None:
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        option = self._option
        if option is None:
            self.previews.show_words(self.tr("By this rule there are no articles."))
            self.told.setText("")
        else:
            self.previews.show_previews(
                [
                    Preview(
                        preview.title,
                        joined((preview.place, self.tr("{0} characters").format(f"{preview.length:,}"))),
                    )
                    for preview in option.previews
                ]
            )
            self.told.setText(self._sentence(option))
        self.changed.emit()

    def _sentence(self, option: PartingOption) -> str:
        parts = []
        if option.count > len(option.previews):
            parts.append(self.tr("The first {0} are shown.").format(f"{len(option.previews):,}"))
        if option.left_out:
            parts.append(self.tr("{0} characters before and between are in none.").format(f"{option.left_out:,}"))
        if option.source or option.published:
            told = joined((option.source, spoken_date(option.published)))
            parts.append(self.tr("All have this from the head of the file: {0}.").format(told))
        return " ".join(parts)
