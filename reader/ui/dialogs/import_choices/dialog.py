"""What an import will make of tables and collections, shown and open to change before it begins."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reader.domain.intake import Rules
from reader.services.look_ahead import Prospect, TableProspect
from reader.ui.announcing import announce
from reader.ui.dialogs.import_choices.collection_page import CollectionPage
from reader.ui.dialogs.import_choices.table_page import TablePage
from reader.ui.jobs import Jobs
from reader.ui.names import named
from reader.ui.system_size import scaled
from reader.ui.theme import Theme


class ImportChoicesDialog(QDialog):
    """One page for each kind of file that leaves something open; `rules` are what was chosen on all of them."""

    def __init__(self, prospects: Sequence[Prospect], jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importChoices")
        self.setWindowTitle(self.tr("Import"))
        self._prospects = prospects
        self.jobs = jobs
        self.pages = [
            TablePage(prospect, theme) if isinstance(prospect, TableProspect) else CollectionPage(prospect, jobs, theme)
            for prospect in prospects
        ]
        room = self.screen().availableSize()
        self.resize(min(scaled(920), room.width() - 40), min(scaled(600), room.height() - 60))
        self.setMinimumSize(640, 400)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(16)
        layout.addLayout(self._build_heading())
        self._stack = QStackedWidget()
        for page in self.pages:
            self._stack.addWidget(page)
            page.changed.connect(self._allow)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._build_buttons())
        self.files.currentIndexChanged.connect(self._go_to)
        self._allow()
        self.pages[0].focus_first()

    def _build_heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.files = named(QComboBox(), "files")
        self.files.setAccessibleName(self.tr("Files"))
        for prospect in self._prospects:
            self.files.addItem(self._name(prospect))
        self.files.setVisible(len(self._prospects) > 1)
        self.files.setMaximumWidth(scaled(420))
        name = named(QLabel(self._name(self._prospects[0]), textFormat=Qt.TextFormat.PlainText), "heading")
        name.setVisible(len(self._prospects) == 1)
        self.count = named(QLabel(textFormat=Qt.TextFormat.PlainText), "muted")
        for widget in (self.files, name, self.count):
            row.addWidget(widget)
        row.addStretch()
        return row

    def _name(self, prospect: Prospect) -> str:
        if not isinstance(prospect, TableProspect):
            return prospect.path.name
        others = len(prospect.paths) - 1
        first = prospect.paths[0].name
        if not others:
            return first
        return (self.tr("{0} and {1} more") if others > 1 else self.tr("{0} and 1 more")).format(first, others)

    def _build_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.import_button = named(QPushButton(self.tr("I&mport")), "import")
        buttons.addButton(self.import_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.import_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def rules(self) -> Rules:
        """What was chosen, file by file."""
        chosen: dict[str, Rules] = {}
        for page in self.pages:
            if page.is_ready():
                chosen |= page.rules()
        return Rules(of_files=chosen)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        for page in self.pages:
            page.set_theme(theme)

    def _go_to(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self._allow()

    def _allow(self) -> None:
        """Say how much comes in; with nothing to come in there is nothing to import."""
        page = self.pages[self._stack.currentIndex()]
        self.count.setText(page.count())
        announce(self.count, self.count.text())
        ready = any(page.is_ready() for page in self.pages)
        self.import_button.setEnabled(ready and not any(page.is_busy() for page in self.pages))
