"""The page of a table: which column holds what, and the first rows as the articles they would become."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from reader.domain.intake import ArticleField, ColumnMapping, Rules
from reader.services.look_ahead import PreviewedRow, TableProspect, preview_rows
from reader.ui.dialogs.import_choices.choices_side import ChoicesSide
from reader.ui.dialogs.import_choices.preview import PreviewList
from reader.ui.dialogs.import_choices.rows import Preview
from reader.ui.names import named
from reader.ui.painting.header import joined, spoken_date
from reader.ui.plain import as_tip
from reader.ui.theme import Theme

_LONGEST_SAMPLE = 200


class TablePage(QWidget):
    """A choice of column for each field of an article; the preview follows each choice at once."""

    changed = Signal()

    def __init__(self, table: TableProspect, theme: Theme) -> None:
        super().__init__()
        self._table = table
        self.fields = {field: self._build_field(field) for field in ArticleField}
        self.previews = PreviewList(theme, with_beginning=True)
        self._trouble = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "trouble")
        self.told = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._build_left())
        layout.addLayout(self.previews.under_heading(self.told), 1)
        for box in self.fields.values():
            box.currentIndexChanged.connect(self._show)
        self._show()

    def _build_field(self, field: ArticleField) -> QComboBox:
        box = named(QComboBox(), f"column_{field}")
        box.setAccessibleName(self.tr("Column of: {0}").format(self._words(field)))
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.addItem(self.tr("None"), "")
        for name in self._table.columns:
            box.addItem(name, name)
            sample = next((cell for row in self._table.rows if (cell := row.get(name, "").strip())), "")
            tip = as_tip(" ".join(sample[:_LONGEST_SAMPLE].split()))
            box.setItemData(box.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        box.setCurrentIndex(max(0, box.findData(self._table.guessed.column(field))))
        return box

    def _build_left(self) -> QWidget:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field, box in self.fields.items():
            box.setMinimumHeight(box.sizeHint().height())
            form.addRow(self._label(field), box)
        side = QWidget()
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addWidget(named(QLabel(self.tr("Columns")), "heading"))
        left.addLayout(form)
        left.addWidget(self._trouble)
        left.addStretch()
        return ChoicesSide(side)

    def _label(self, field: ArticleField) -> str:
        return {
            ArticleField.TITLE: self.tr("T&itle"),
            ArticleField.TEXT: self.tr("&Text"),
            ArticleField.SOURCE: self.tr("&Source"),
            ArticleField.AUTHOR: self.tr("&Author"),
            ArticleField.URL: self.tr("A&ddress"),
            ArticleField.PUBLISHED: self.tr("&Published"),
            ArticleField.LANGUAGE: self.tr("&Language"),
            ArticleField.ID: self.tr("Identifi&er"),
        }[field]

    def _words(self, field: ArticleField) -> str:
        return self._label(field).replace("&", "")

    def mapping(self) -> ColumnMapping:
        """The columns as they are chosen now."""
        chosen = ((field, str(box.currentData())) for field, box in self.fields.items())
        return ColumnMapping(tuple((field, name) for field, name in chosen if name))

    def rules(self) -> dict[str, Rules]:
        """What was chosen, for each of the tables."""
        rules = Rules(columns=self.mapping())
        return {str(path): rules for path in self._table.paths}

    def is_ready(self) -> bool:
        """Whether the choices make articles."""
        return bool(self.mapping().column(ArticleField.TEXT))

    def is_busy(self) -> bool:
        """Whether a choice is still being tried: never, for rows are few."""
        return False

    def count(self) -> str:
        """How many rows there are, in words."""
        number = f"{self._table.count:,}"
        if not self._table.exact:
            return self.tr("about {0} rows").format(f"{float(f'{self._table.count:.2g}'):,.0f}")
        return self.tr("1 row") if self._table.count == 1 else self.tr("{0} rows").format(number)

    def focus_first(self) -> None:
        """Take the focus, where something is to be chosen."""
        self.fields[ArticleField.TEXT if not self.is_ready() else ArticleField.TITLE].setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.previews.set_theme(theme)

    def _show(self) -> None:
        ready = self.is_ready()
        self._trouble.setText("" if ready else self.tr("Choose the column that holds the text."))
        self._trouble.setVisible(not ready)
        if ready:
            rows = preview_rows(self._table, self.mapping())
            self.previews.show_previews([_preview(row) for row in rows])
            self.told.setText(self._sentence(rows))
        else:
            self.previews.show_words(self.tr("Without a column for the text there are no articles."))
            self.told.setText("")
        self.told.setVisible(ready)
        self.changed.emit()

    def _sentence(self, rows: list[PreviewedRow]) -> str:
        refused = sum(bool(row.reason) for row in rows)
        all_rows = self._table.exact and self._table.count <= len(rows)
        told = self.tr("All {0} rows are shown") if all_rows else self.tr("The first {0} rows are shown")
        sentence = self.tr("The only row is shown") if len(rows) == 1 and all_rows else told.format(len(rows))
        undated = sum(not row.reason and not row.published for row in rows)
        if refused == 1:
            sentence += self.tr("; one of them gives no article")
        elif refused:
            sentence += self.tr("; {0} of them give no article").format(refused)
        if self.mapping().column(ArticleField.PUBLISHED) and undated:
            sentence += self.tr("; the dates of {0} cannot be read with certainty").format(undated)
        return f"{sentence}."


def _preview(row: PreviewedRow) -> Preview:
    return Preview(row.title, joined((row.source, row.author, spoken_date(row.published))), row.beginning, row.reason)
