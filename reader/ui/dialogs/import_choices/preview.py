"""The list of articles that an import would make; where there are none, words in its place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QStackedWidget, QVBoxLayout

from reader.ui.dialogs.import_choices.delegate import PreviewDelegate
from reader.ui.dialogs.import_choices.rows import Preview, PreviewRows
from reader.ui.names import named, override
from reader.ui.row_view import RowView
from reader.ui.theme import Theme


class PreviewView(RowView):
    """Shows previews; the arrows go through them."""

    def __init__(self, rows: PreviewRows, delegate: PreviewDelegate) -> None:
        super().__init__(delegate.row_height())
        self.setModel(rows)
        self.setItemDelegate(delegate)
        self.setFrameShape(RowView.Shape.StyledPanel)
        self.viewport().setAutoFillBackground(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            event.ignore()  # the dialog's
            return
        super().keyPressEvent(event)
        if not self.currentIndex().isValid() and event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Home}:
            self.selectRow(0)


class PreviewList(QStackedWidget):
    """The previews, or words where there are none."""

    def __init__(self, theme: Theme, *, with_beginning: bool) -> None:
        super().__init__()
        self.rows = PreviewRows(self)
        self._delegate = PreviewDelegate(theme, with_beginning=with_beginning)
        self.view = named(PreviewView(self.rows, self._delegate), "previews")
        self.view.setAccessibleName(self.tr("The articles as they would come in"))
        self.empty = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setContentsMargins(32, 0, 32, 0)
        self.addWidget(self.view)
        self.addWidget(self.empty)

    def under_heading(self, told: QLabel) -> QVBoxLayout:
        """This list between its heading and what is told of it: the right side of a page."""
        side = QVBoxLayout()
        side.setSpacing(12)
        side.addWidget(named(QLabel(self.tr("Articles")), "heading"))
        side.addWidget(self, 1)
        side.addWidget(told)
        return side

    def show_previews(self, previews: Sequence[Preview]) -> None:
        """Show these; the place in the list stays where it can."""
        place = self.view.verticalScrollBar().value()
        self.rows.set_previews(previews)
        self.view.executeDelayedItemsLayout()
        self.view.verticalScrollBar().setValue(place)
        self.setCurrentWidget(self.view)

    def show_words(self, words: str) -> None:
        """Show words in place of previews."""
        self.rows.set_previews(())
        self.empty.setText(words)
        self.setCurrentWidget(self.empty)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._delegate.set_theme(theme)
        self.view.viewport().update()
