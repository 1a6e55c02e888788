"""The small list of types that a link may have, each with a number to press, the likeliest one selected."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from reader.domain.link import Offer
from reader.ui.announcing import announce
from reader.ui.floating import Floating, FloatingRows, row_height
from reader.ui.keys import Keys, Where
from reader.ui.names import named, override
from reader.ui.panes.reading.linking_rows import LinkRow, LinkRowDelegate, LinkRows
from reader.ui.system_size import scaled
from reader.ui.theme import Theme, interface_font

_WIDTH, _MARGIN, _SPACE, _MOST_ROWS, _NUMBERS = 320, 8, 6, 9, 9


class LinkTypeList(Floating):
    """Has the focus while it is open: a number or Enter chooses, Esc closes. It closes first, then tells."""

    chosen = Signal(object)

    def __init__(self, keys: Keys, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("linkTypes")
        self._offers: Sequence[Offer] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(_SPACE)
        self._title = named(QLabel(textFormat=Qt.TextFormat.PlainText), "muted")
        self._title.setFont(interface_font(12))
        self._title.setContentsMargins(2, 0, 2, 0)
        self._rows = LinkRows(self)
        self._delegate = LinkRowDelegate(theme)
        self._view = named(_View(self._rows, self._delegate, keys), "linkTypeRows")
        self._view.setAccessibleName(self.tr("Types of link"))
        self._view.clicked.connect(lambda index: self._choose(index.row()))
        self._view.selectionModel().currentChanged.connect(self._tell)
        self._view.pressed_key.connect(self._obey)
        self._view.lost.connect(self.leave_with_focus)
        layout.addWidget(self._title)
        layout.addWidget(self._view)

    @override
    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._delegate.theme = theme

    def open_at(self, beside: QRect, title: str, offers: Sequence[Offer]) -> None:
        """Open beside a rectangle of the screen; the title says what is linked."""
        self._offers = offers
        inner = scaled(_WIDTH) - 2 * _MARGIN - 4
        self._title.setText(self._title.fontMetrics().elidedText(title, Qt.TextElideMode.ElideMiddle, inner))
        self.setAccessibleName(title)
        self._view.setAccessibleDescription(title)
        self._rows.show_rows([self._row(number, offer) for number, offer in enumerate(offers, 1)])
        self._view.setFixedHeight(min(len(offers), _MOST_ROWS) * row_height())
        self.float_beside(beside)
        self.place()
        self._view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._view.setFocus(Qt.FocusReason.PopupFocusReason)
        self._select(0)

    @override
    def put_away(self) -> None:
        super().put_away()
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _row(self, number: int, offer: Offer) -> LinkRow:
        key = str(number) if number <= _NUMBERS else ""
        spoken = self.tr("{0}, {1}").format(offer.type.name, key) if key else offer.type.name
        return LinkRow(offer.type.name, spoken, key=key, faint=not offer.fits)

    def _select(self, number: int) -> None:
        if self._offers:
            self._view.setCurrentIndex(self._rows.index(number % len(self._offers), 0))

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid() and self.is_open():
            announce(self._view, str(current.data(Qt.ItemDataRole.AccessibleTextRole)))

    def _obey(self, name: str) -> None:
        current = self._view.currentIndex().row()
        match name:
            case "Choose":
                self._choose(current)
            case "Close":
                self.leave()
            case "Down" | "Up":
                self._select(current + (1 if name == "Down" else -1))
            case "First" | "PageUp":
                self._select(0)
            case "Last" | "PageDown":
                self._select(len(self._offers) - 1)
            case _ if name.isdigit():
                self._choose(int(name) - 1)

    def _choose(self, number: int) -> None:
        if 0 <= number < len(self._offers):
            self.put_away()
            self.chosen.emit(self._offers[number])
            self.closed.emit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(scaled(_WIDTH), super().sizeHint().height())


class _View(FloatingRows):
    """Rows that have the focus, and that tell which keys of the palette, and which numbers, are pressed."""

    pressed_key = Signal(str)
    lost = Signal(Qt.FocusReason)

    def __init__(self, model: LinkRows, delegate: LinkRowDelegate, keys: Keys) -> None:
        super().__init__(model, delegate)
        self._keys = keys

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # no shortcut of the window works around the list
            return True
        return super().event(event)

    @override
    def focusNextPrevChild(self, following: bool) -> bool:
        """Keep Tab for the rows."""
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = self._keys.pressed(event, Where.PALETTE)
        if name is None and event.text() in tuple("123456789"):
            name = event.text()
        if name is not None and (not event.isAutoRepeat() or name in ("Up", "Down")):
            self.pressed_key.emit(name)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.lost.emit(event.reason())
