"""The palette: a field to type a name in, and the labels and entities that the name fits, the best one selected."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from reader.ui.announcing import announce
from reader.ui.floating import Floating, FloatingField, FloatingRows, row_height
from reader.ui.keys import Keys, Where
from reader.ui.names import named, override
from reader.ui.panes.palette.choices import Choice, ChoiceKind, Choices, Row
from reader.ui.panes.palette.rows import PaletteDelegate, PaletteRows
from reader.ui.system_size import scaled
from reader.ui.theme import Theme, icon, interface_font

_WIDTH = 400
_MARGIN, _SPACE = 8, 8
_MOST_ROWS, _LEAST_ROWS = 9, 3
_LONGEST_NAME = 200
_SMALL = 12


class Palette(Floating):
    """Opens beside a place, closes when something is chosen, at Esc, or at a press of the mouse elsewhere.

    It closes first, then tells what was chosen, then that it has closed.
    """

    chosen = Signal(Choice)

    def __init__(self, keys: Keys, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("palette")
        self._choices = Choices(())
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(_SPACE)
        self._title = named(QLabel(), "muted")
        self._title.setFont(interface_font(_SMALL))
        self._title.setContentsMargins(2, 0, 2, 0)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(self._title)
        layout.addWidget(self._build_field(keys))
        self._nothing = named(QLabel(), "muted")
        self._nothing.setContentsMargins(10, 6, 10, 6)
        layout.addWidget(self._nothing)
        self._rows = PaletteRows(self)
        self._delegate = PaletteDelegate(theme)
        self._view = named(FloatingRows(self._rows, self._delegate), "paletteRows")
        self._view.setAccessibleName(self.tr("Labels and entities"))
        self._view.clicked.connect(lambda index: self._choose(self._rows.row(index.row())))
        self._view.selectionModel().currentChanged.connect(self._tell)
        layout.addWidget(self._view)
        layout.addStretch()

    def _build_field(self, keys: Keys) -> QLineEdit:
        self._field = named(_Field(keys), "paletteField")
        self._field.setMaxLength(_LONGEST_NAME)
        self._field.setFont(interface_font())
        self._field_icon = self._field.addAction(
            icon("search", self.theme.muted), QLineEdit.ActionPosition.LeadingPosition
        )
        self._field.textChanged.connect(self._filter)
        self._field.pressed_key.connect(self._obey)
        self._field.lost.connect(self.leave_with_focus)
        return self._field

    @override
    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._delegate.theme = theme
        self._field_icon.setIcon(icon("search", theme.muted))

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Choose from these from now on; with 10,000 of them this takes some 15 ms."""
        self._choices = Choices(choices)
        several = len(self._choices.kinds) > 1
        words = self.tr("Find a label or an entity") if several else self.tr("Find a label")
        self._field.setPlaceholderText(words)
        self._field.setAccessibleName(words)
        if self.is_open():
            self._filter()

    def open_at(self, beside: QRect, title: str) -> None:
        """Open with an empty field beside a rectangle of the screen; the title says what choosing will do."""
        inner = scaled(_WIDTH) - 2 * _MARGIN - 4
        metrics = QFontMetrics(self._title.font())
        self._title.setText(metrics.elidedText(" ".join(title.split()), Qt.TextElideMode.ElideMiddle, inner))
        self.setAccessibleName(title)
        self._field.setAccessibleDescription(title)
        self._field.clear()
        self.float_beside(beside)
        self._filter()
        self.place()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _filter(self) -> None:
        rows = self._choices.rows(self._field.text())
        self._rows.show_rows(rows)
        self._nothing.setVisible(not any(isinstance(row, Choice) for row in rows))
        self._nothing.setText(self._why_nothing())
        self._view.setVisible(bool(rows))
        self._take_height(len(rows))
        self._select(self._rows.next_choosable(0, 1))
        if self._nothing.isVisible():
            announce(self._field, self._nothing.text())

    def _why_nothing(self) -> str:
        if not self._choices.kinds:
            return self.tr("The codebook has no labels yet.")
        if ChoiceKind.ENTITY in self._choices.kinds:
            return self.tr("No label and no entity of that name.")
        return self.tr("No label of that name.")

    def _take_height(self, rows: int) -> None:
        head = 2 * _MARGIN + self._title.sizeHint().height() + self._field.sizeHint().height() + 2 * _SPACE
        most = max(_LEAST_ROWS, min(_MOST_ROWS, (self.room_beside() - head) // row_height()))
        self._view.setFixedHeight(min(rows, most) * row_height())
        self._column.activate()
        self.fit()

    def _select(self, number: int) -> None:
        if number >= 0:
            self._view.setCurrentIndex(self._rows.index(number, 0))

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid() and self.is_open():
            told = current.data(Qt.ItemDataRole.AccessibleTextRole)
            announce(self._field, str(told))

    def _obey(self, name: str) -> None:
        last, current = self._rows.rowCount() - 1, self._view.currentIndex().row()
        page = max(1, self._view.height() // row_height() - 1)
        match name:
            case "Choose":
                self._choose(self._rows.row(current))
            case "Close":
                self.leave()
            case "Down":
                self._select(self._rows.next_choosable(current + 1, 1))
            case "Up":
                self._select(self._rows.next_choosable(current - 1, -1))
            case "PageDown":
                self._select(self._rows.next_choosable(min(current + page, last), -1))
            case "PageUp":
                self._select(self._rows.next_choosable(max(current - page, 0), 1))
            case "First":
                self._select(self._rows.next_choosable(0, 1))
            case "Last":
                self._select(self._rows.next_choosable(last, -1))

    def _choose(self, row: Row | None) -> None:
        if isinstance(row, Choice):
            self.put_away()
            self.chosen.emit(row)
            self.closed.emit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(scaled(_WIDTH), super().sizeHint().height())


class _Field(FloatingField):
    """A field that what opens the palette closes it from."""

    @override
    def name_of(self, event: QKeyEvent) -> str | None:
        name = super().name_of(event)
        opens = name is None and self.keys.pressed(event, Where.EVERYWHERE) == "Palette"
        return "Close" if opens else name
