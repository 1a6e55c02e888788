"""What became of the files of an import, each with its reason."""

from pathlib import PurePath

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from reader.services.outcomes import ImportReport, Outcome, Result
from reader.ui.names import named
from reader.ui.plain import as_tip

_MOST_ROWS = 5000


class ImportReportDialog(QDialog):
    """Lists the files that gave no article, the failed ones first."""

    def __init__(self, report: ImportReport, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("importReport")
        self.setWindowTitle(self.tr("Import"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 420)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        summary = named(QLabel(report.sentence(passed_over=True).capitalize() + "."), "heading")
        layout.addWidget(summary)
        layout.addWidget(self._build_list(report), 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _build_list(self, report: ImportReport) -> QTreeWidget:
        rows = named(QTreeWidget(), "outcomeList")
        rows.setAccessibleName(self.tr("Files that gave no new article"))
        rows.setRootIsDecorated(False)
        rows.setHeaderLabels([self.tr("File"), self.tr("Result"), self.tr("Why")])
        rows.setColumnWidth(0, 240)
        rows.setColumnWidth(1, 90)
        order = (Result.FAILED, Result.DUPLICATE, Result.PASSED_OVER)
        shown = [outcome for result in order for outcome in report.outcomes if outcome.result is result]
        for outcome in shown[:_MOST_ROWS]:
            item = QTreeWidgetItem([_name(outcome), self.tr(str(outcome.result)), outcome.reason])
            item.setToolTip(0, as_tip(outcome.where))
            item.setToolTip(2, as_tip(outcome.reason))
            rows.addTopLevelItem(item)
        if len(shown) > _MOST_ROWS:
            rows.addTopLevelItem(QTreeWidgetItem([self.tr("and {0:,} more").format(len(shown) - _MOST_ROWS), "", ""]))
        return rows


def _name(outcome: Outcome) -> str:
    """The name of the file, and where in it the article stands."""
    name = PurePath(outcome.origin).name
    return f"{name}, {outcome.place}" if outcome.place else name
