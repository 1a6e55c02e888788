"""What to export, and where to."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDate, QDir, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.domain.annotation import AnnotationFilter
from reader.domain.codebook import Codebook, LabelKind
from reader.domain.tables import CHOSEN_BY, KINDS, Table
from reader.ui.names import named


@dataclass(frozen=True, slots=True)
class ExportChoices:
    """What a person has chosen."""

    path: Path
    which: AnnotationFilter
    excel: bool
    replace: bool
    table: Table = Table.ANNOTATIONS


class ExportDialog(QDialog):
    """Asks what to export; an existing file is asked about before anything is written."""

    def __init__(
        self,
        codebook: Codebook,
        annotators: list[str],
        current_article: int,
        selected_articles: tuple[int, ...],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("exportDialog")
        self.setWindowTitle(self.tr("Export"))
        self.resize(520, 0)
        self.choices: ExportChoices | None = None
        self._codebook = codebook
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(14)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("&Table"), self._build_tables())
        form.addRow(self.tr("&Articles"), self._build_articles(current_article, selected_articles))
        form.addRow(self.tr("&Labels"), self._build_labels())
        form.addRow(self.tr("A&nnotator"), self._build_annotators(annotators))
        self._since_row = self._build_since()
        form.addRow(self.tr("&Since"), self._since_row)
        form.addRow(self.tr("&File"), self._build_file())
        layout.addLayout(form)
        self.excel = named(QCheckBox(self.tr("For &Excel: byte order mark, and no cell runs as a formula")), "excel")
        layout.addWidget(self.excel)
        self._trouble = named(QLabel(wordWrap=True), "trouble")
        self._trouble.hide()
        layout.addWidget(self._trouble)
        layout.addWidget(self._build_buttons())

    def _build_articles(self, current: int, selected: tuple[int, ...]) -> QComboBox:
        self.articles = named(QComboBox(), "articles")
        self.articles.addItem(self.tr("All articles of the library"), None)
        if current:
            self.articles.addItem(self.tr("This article"), (current,))
        if len(selected) > 1:
            self.articles.addItem(self.tr("The {0:,} selected articles").format(len(selected)), selected)
        return self.articles

    def _build_tables(self) -> QComboBox:
        self.tables = named(QComboBox(), "tables")
        for table, words in (
            (Table.ANNOTATIONS, self.tr("Annotations: each with its article, entity and record")),
            (Table.CLAIMS, self.tr("Claims: each once, with its sightings")),
            (Table.ENTITIES, self.tr("Entities: the register")),
            (Table.LINKS, self.tr("Links between annotations")),
            (Table.ARTICLES, self.tr("Articles, without their texts")),
            (Table.MENTIONS, self.tr("Mentions of entities, with their context")),
        ):
            self.tables.addItem(words, table)
        self.tables.currentIndexChanged.connect(self._fit_to_table)
        return self.tables

    def _build_labels(self) -> QComboBox:
        self.labels = named(QComboBox(), "labels")
        self._fill_labels(None)
        return self.labels

    def _fill_labels(self, only: LabelKind | None) -> None:
        """Offer the labels, all of them or those of a kind; what was chosen stays chosen where it is among them."""
        chosen = self.labels.currentText()
        self.labels.clear()
        if only is None:
            self.labels.addItem(self.tr("Entities and claims"), AnnotationFilter())
            self.labels.addItem(self.tr("Entities only"), AnnotationFilter(kind=LabelKind.ENTITY))
            self.labels.addItem(self.tr("Claims only"), AnnotationFilter(kind=LabelKind.CLAIM))
        else:
            self.labels.addItem(self.tr("All"), AnnotationFilter())
        self.labels.insertSeparator(self.labels.count())
        for label in self._codebook.labels:
            if only in (None, label.kind):
                self.labels.addItem(label.name, AnnotationFilter(kind=label.kind, labels=(label.name,)))
        self.labels.setCurrentIndex(max(0, self.labels.findText(chosen)) if chosen else 0)

    def _fit_to_table(self) -> None:
        """Offer only what the rows of the table can be chosen by, and a name for the file."""
        table = self._table()
        chosen_by = CHOSEN_BY[table]
        self.articles.setEnabled("articles" in chosen_by)
        self.labels.setEnabled("labels" in chosen_by)
        self.annotators.setEnabled("annotator" in chosen_by)
        self._since_row.setEnabled("date" in chosen_by)
        self._fill_labels(KINDS.get(table))
        path = Path(self.file.text())
        if path.stem in set(Table):
            self.file.setText(str(path.with_stem(table)))

    def _build_annotators(self, annotators: list[str]) -> QComboBox:
        self.annotators = named(QComboBox(), "annotators")
        self.annotators.addItem(self.tr("Everybody"), "")
        for name in annotators:
            self.annotators.addItem(name, name)
        return self.annotators

    def _build_since(self) -> QWidget:
        self.since_on = named(QCheckBox(), "sinceOn")
        self.since_on.setAccessibleName(self.tr("Only since a date"))
        self.since = named(QDateEdit(QDate.currentDate()), "since")
        self.since.setAccessibleName(self.tr("Since"))
        self.since.setCalendarPopup(True)
        self.since.setEnabled(False)
        self.since.setDisplayFormat("yyyy-MM-dd")
        self.since_on.toggled.connect(self.since.setEnabled)
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.since_on)
        layout.addWidget(self.since)
        layout.addWidget(named(QLabel(self.tr("made or changed then or later")), "muted"))
        layout.addStretch()
        row.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row.setFocusProxy(self.since_on)
        return row

    def _build_file(self) -> QWidget:
        self.file = named(QLineEdit(str(Path(QDir.homePath()) / "annotations.csv")), "file")
        self.file.setAccessibleName(self.tr("File"))
        browse = QPushButton(self.tr("Browse…"), autoDefault=False)
        browse.clicked.connect(self._browse)
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.file, 1)
        layout.addWidget(browse)
        row.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row.setFocusProxy(self.file)
        return row

    def _build_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        export = buttons.addButton(self.tr("E&xport"), QDialogButtonBox.ButtonRole.AcceptRole)
        export.setDefault(True)
        buttons.accepted.connect(self._finish)
        buttons.rejected.connect(self.reject)
        return buttons

    def _browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Export"),
            self.file.text(),
            self.tr("CSV files (*.csv)"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            self.file.setText(chosen)

    def _finish(self) -> None:
        path = self._path()
        trouble = self._trouble_with(path)
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))
        if trouble:
            self.file.setFocus()
            return
        replace = path.exists()
        if replace and not self._may_replace(path):
            return
        labels: AnnotationFilter = self.labels.currentData() if self.labels.isEnabled() else AnnotationFilter()
        since = self.since.date().startOfDay().toUTC().toString(Qt.DateFormat.ISODate)
        is_dated = self._since_row.isEnabled() and self.since_on.isChecked()
        which = AnnotationFilter(
            article_ids=self.articles.currentData() if self.articles.isEnabled() else None,
            kind=labels.kind,
            labels=labels.labels,
            annotator=self.annotators.currentData() if self.annotators.isEnabled() else "",
            since=since if is_dated else "",
        )
        self.choices = ExportChoices(path, which, self.excel.isChecked(), replace, self._table())
        self.accept()

    def _table(self) -> Table:
        return Table(self.tables.currentData())  # Qt gives back a plain text

    def _path(self) -> Path:
        """The file that is named; a name alone means one in the home folder."""
        named_path = Path(self.file.text().strip())
        with suppress(RuntimeError):  # a ~name that nobody here has
            named_path = named_path.expanduser()
        return Path.home() / named_path

    def _trouble_with(self, path: Path) -> str:
        if not self.file.text().strip():
            return self.tr("Name the file to write to.")
        if path.is_dir():
            return self.tr("{0} is a folder: name a file in it.").format(path)
        if not path.parent.is_dir():
            return self.tr("There is no folder {0}.").format(path.parent)
        return ""

    def _may_replace(self, path: Path) -> bool:
        question = self.tr("{0} is there already. Replace it?").format(path.name)
        yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
        return QMessageBox.question(self, self.tr("Export"), question, yes | no, no) is yes
