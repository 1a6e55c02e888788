"""The other end of a link, found by its words: annotations of this article first, then claims of others."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from reader.domain.annotation import Annotation
from reader.domain.codebook import Codebook
from reader.ui.announcing import announce
from reader.ui.floating import Floating, FloatingField, FloatingRows, row_height
from reader.ui.keys import Keys
from reader.ui.names import named, override
from reader.ui.panes.reading.linking_rows import LinkRow, LinkRowDelegate, LinkRows
from reader.ui.system_size import scaled
from reader.ui.theme import Theme, interface_font

#: Annotations in the order in which they are offered, and the titles of the articles of those from elsewhere.
Found = tuple[Sequence[Annotation], Mapping[int, str]]

_WIDTH, _MARGIN, _SPACE = 480, 8, 8
_MOST_ROWS, _LEAST_ROWS, _LONGEST = 9, 3, 200


class LinkEndSearch(Floating):
    """Opens beside a place with what was typed; closes when an end is chosen, at Esc, or at a press elsewhere.

    It closes first, then tells what was chosen, then that it has closed.
    """

    chosen = Signal(int)

    def __init__(
        self,
        keys: Keys,
        theme: Theme,
        parent: QWidget,
        find: Callable[[str], Found],
        codebook: Callable[[], Codebook],
    ) -> None:
        super().__init__(theme, parent)
        self.setObjectName("linkEnds")
        self._find, self._codebook = find, codebook
        self._ids: list[int] = []
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(_SPACE)
        self._title = named(QLabel(textFormat=Qt.TextFormat.PlainText), "muted")
        self._title.setFont(interface_font(12))
        self._title.setContentsMargins(2, 0, 2, 0)
        self._field = named(FloatingField(keys), "linkEndField")
        self._field.setFont(interface_font())
        self._field.setMaxLength(_LONGEST)
        self._field.setPlaceholderText(self.tr("Words of the other end"))
        self._field.setAccessibleName(self.tr("Words of the other end"))
        self._field.textChanged.connect(self._show_rows)
        self._field.pressed_key.connect(self._obey)
        self._field.lost.connect(self.leave_with_focus)
        self._nothing = named(QLabel(self.tr("Nothing that is tagged has these words.")), "muted")
        self._nothing.setContentsMargins(2, 2, 2, 4)
        self._rows = LinkRows(self)
        self._delegate = LinkRowDelegate(theme)
        self._view = named(FloatingRows(self._rows, self._delegate), "linkEndRows")
        self._view.setAccessibleName(self.tr("Annotations to link to"))
        self._view.clicked.connect(lambda index: self._choose(index.row()))
        self._view.selectionModel().currentChanged.connect(self._tell)
        for widget in (self._title, self._field, self._nothing, self._view):
            layout.addWidget(widget)
        layout.addStretch()

    @override
    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._delegate.theme = theme

    def open_at(self, beside: QRect, title: str, typed: str) -> None:
        """Open beside a rectangle of the screen, with what was typed already; the title says what is linked."""
        inner = scaled(_WIDTH) - 2 * _MARGIN - 4
        self._title.setText(self._title.fontMetrics().elidedText(title, Qt.TextElideMode.ElideMiddle, inner))
        self.setAccessibleName(title)
        self._field.setAccessibleDescription(title)
        blocked = self._field.blockSignals(True)
        self._field.setText(typed)
        self._field.blockSignals(blocked)
        self.float_beside(beside)
        self._show_rows()
        self.place()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)
        self._field.deselect()

    def _show_rows(self) -> None:
        found, titles = self._find(" ".join(self._field.text().split()))
        codebook = self._codebook()
        self._ids = [annotation.id for annotation in found]
        self._rows.show_rows([self._row(annotation, titles, codebook) for annotation in found])
        self._nothing.setVisible(not found)
        self._view.setVisible(bool(found))
        head = 2 * _MARGIN + self._title.sizeHint().height() + self._field.sizeHint().height() + 2 * _SPACE
        most = max(_LEAST_ROWS, min(_MOST_ROWS, (self.room_beside() - head) // row_height()))
        self._view.setFixedHeight(min(max(len(found), 1), most) * row_height())
        self._column.activate()
        self.fit()
        self._select(0)
        if not found:
            announce(self._field, self._nothing.text())

    def _row(self, annotation: Annotation, titles: Mapping[int, str], codebook: Codebook) -> LinkRow:
        label = codebook.shown(annotation.label_id)
        quote = " ".join(annotation.quote[:_LONGEST].split())
        title = titles.get(annotation.article_id, "")
        spoken = ", ".join(part for part in (quote, label.name, title) if part)
        return LinkRow(quote, spoken, label, title or label.name)

    def _select(self, number: int) -> None:
        if self._ids:
            self._view.setCurrentIndex(self._rows.index(number % len(self._ids), 0))

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid() and self.is_open():
            announce(self._field, str(current.data(Qt.ItemDataRole.AccessibleTextRole)))

    def _obey(self, name: str) -> None:
        last, current = len(self._ids) - 1, self._view.currentIndex().row()
        page = max(1, self._view.height() // row_height() - 1)
        match name:
            case "Choose":
                self._choose(current)
            case "Close":
                self.leave()
            case "Down" | "Up":
                self._select(current + (1 if name == "Down" else -1))
            case "PageDown":
                self._select(min(current + page, last))
            case "PageUp":
                self._select(max(current - page, 0))
            case "First":
                self._select(0)
            case "Last":
                self._select(last)

    def _choose(self, number: int) -> None:
        if 0 <= number < len(self._ids):
            self.put_away()
            self.chosen.emit(self._ids[number])
            self.closed.emit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(scaled(_WIDTH), super().sizeHint().height())
