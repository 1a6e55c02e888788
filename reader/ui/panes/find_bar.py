"""The find bar: what to find in the article, how many hits there are, and the way from one to the next."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from reader.domain.text import normalise
from reader.ui.announcing import announce
from reader.ui.keys import Keys, Where, told
from reader.ui.names import named, override
from reader.ui.theme import Theme, icon, interface_font, pixmap

_DELAY = 80
_WIDE, _NARROW, _LEAST = 620, 430, 320
_BUTTON = QSize(28, 28)
_ICON_PIXELS = 16
_SMALL = 12
_LEAST_FIELD, _MOST_FIELD = 72, 320


class FindBar(QWidget):
    """A bar at an edge of the text. It finds nothing itself: it tells what is wanted, and shows what was counted."""

    wanted = Signal(str, bool, bool)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, keys: Keys, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.setAccessibleName(self.tr("Find in the article"))
        self._keys = keys
        self._theme = theme
        self._nothing_found = False
        self._timer = QTimer(self, singleShot=True, interval=_DELAY)
        self._timer.timeout.connect(self._tell_wanted)
        self._row = row = QHBoxLayout(self)
        row.addWidget(self._build_field(), 100)
        row.addWidget(self._build_count())
        self._previous = self._add_button("Previous", self.tr("Previous hit"))
        self._next = self._add_button("Next", self.tr("Next hit"))
        self._match_case = self._add_button("MatchCase", self.tr("Match case"), checkable=True)
        self._whole_words = self._add_button("WholeWords", self.tr("Whole words"), checkable=True)
        row.addStretch(1)
        self._close = self._add_button("Close", self.tr("Close"))
        self._previous.clicked.connect(lambda: self._obey("Previous"))
        self._next.clicked.connect(lambda: self._obey("Next"))
        self._close.clicked.connect(lambda: self._obey("Close"))
        for toggle in (self._match_case, self._whole_words):
            toggle.toggled.connect(self._tell_wanted)
        self.show_count(0, 0)
        self.set_theme(theme)
        self.hide()

    def _build_field(self) -> QLineEdit:
        self._field = named(_Field(self._keys), "findField")
        self._field.setFont(interface_font())
        self._field.setPlaceholderText(self.tr("Find in the article"))
        self._field.setAccessibleName(self.tr("Find in the article"))
        self._field.setMinimumWidth(_LEAST_FIELD)
        self._field.setMaximumWidth(_MOST_FIELD)
        self._field_icon = self._field.addAction(
            icon("search", self._theme.muted), QLineEdit.ActionPosition.LeadingPosition
        )
        self._field.textChanged.connect(self._wait)
        self._field.pressed_key.connect(self._obey)
        return self._field

    def _build_count(self) -> QLabel:
        self._count = named(QLabel(), "findCount")
        self._count.setFont(interface_font(_SMALL))
        self._count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return self._count

    def _add_button(self, name: str, words: str, *, checkable: bool = False) -> QToolButton:
        button = named(QToolButton(), f"find{name}")
        button.setText(words)
        button.setAccessibleName(words)
        keys = [key for b in self._keys.bindings if (b.where, b.name) == (Where.FIND, name) for key in told(b)]
        button.setToolTip(f"{words} ({', '.join(keys)})" if keys else words)
        button.setCheckable(checkable)
        button.setFont(interface_font(_SMALL))
        button.setIconSize(QSize(_ICON_PIXELS, _ICON_PIXELS))
        button.setMinimumSize(_BUTTON)
        self._row.addWidget(button)
        return button

    def begin(self, text: str) -> None:
        """Show the bar, the focus in its field, and find this; or with an empty text what was there before."""
        self.show()
        if text:
            self._field.setText(text)
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()
        self._tell_wanted()

    def show_count(self, current: int, total: int, complete: bool = True) -> None:
        """Tell the number of the current hit (from 1, 0 for none) and how many there are, at least."""
        self._nothing_found = complete and not total and bool(self._field.text())
        many = f"{total:,}" if complete else f"{total:,}+"
        if self._nothing_found:
            words = self.tr("Nothing found")
        elif not total:
            words = ""
        elif current:
            words = self.tr("{0} of {1}").format(f"{current:,}", many)
        else:
            words = self.tr("{0} found").format(many)
        if words != self._count.text():
            self._count.setText(words)
            if complete:
                announce(self._field, words)
        self._colour_count()
        for button in (self._previous, self._next):
            button.setEnabled(total > 0)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self._field_icon.setIcon(icon("search", theme.muted))
        buttons = {
            "previous": self._previous,
            "next": self._next,
            "match-case": self._match_case,
            "whole-words": self._whole_words,
            "close": self._close,
        }
        for name, button in buttons.items():
            drawn = icon(name, theme.muted, _ICON_PIXELS)
            chosen = pixmap(name, theme.accent.name(), 2 * _ICON_PIXELS)
            drawn.addPixmap(chosen, QIcon.Mode.Normal, QIcon.State.On)
            button.setIcon(drawn)
        self._colour_count()
        self.update()

    def _colour_count(self) -> None:
        colours = self._count.palette()
        colour = self._theme.error if self._nothing_found else self._theme.muted
        colours.setColor(QPalette.ColorRole.WindowText, colour)
        self._count.setPalette(colours)

    def _wait(self) -> None:
        self._timer.start()

    def _tell_wanted(self) -> None:
        self._timer.stop()
        text = normalise(self._field.text())
        self.wanted.emit(text, self._match_case.isChecked(), self._whole_words.isChecked())

    def _obey(self, name: str) -> None:
        if self._timer.isActive() and name != "Close":
            self._tell_wanted()
        match name:
            case "Next":
                self.stepped.emit(1)
            case "Previous":
                self.stepped.emit(-1)
            case "MatchCase":
                self._match_case.toggle()
            case "WholeWords":
                self._whole_words.toggle()
            case "Close":
                self._timer.stop()
                self.hide()
                self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Obey the same keys where a button has the focus; Enter there presses the button."""
        held, name = self.focusWidget(), _pressed(self._keys, event)
        if isinstance(held, QToolButton) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            held.click()
        elif name is not None:
            self._obey(name)
        else:
            super().keyPressEvent(event)

    @override
    def minimumSizeHint(self) -> QSize:
        """As narrow as it can be arranged, whatever it is arranged for now."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _arrange(self, width: int) -> None:
        """Words on the switches where there is room for them; where there is little, nothing but what is needed."""
        style, wide, narrow = Qt.ToolButtonStyle, width >= _WIDE, width < _NARROW
        self._row.setContentsMargins(*((8, 8, 4, 8) if narrow else (14, 8, 8, 8)))
        self._row.setSpacing(0 if narrow else 4)
        self._field_icon.setVisible(not narrow)
        for toggle in (self._match_case, self._whole_words):
            toggle.setToolButtonStyle(style.ToolButtonTextOnly if wide else style.ToolButtonIconOnly)
            words = QFontMetrics(toggle.font()).horizontalAdvance(toggle.text())
            toggle.setMinimumWidth(words + 20 if wide else _BUTTON.width())
        # As wide as most counts are, so that the buttons stay where they are while one steps.
        usual = QFontMetrics(self._count.font()).horizontalAdvance(self.tr("Nothing found"))
        self._count.setContentsMargins(*((4, 0, 2, 0) if narrow else (8, 0, 8, 0)))
        self._count.setMinimumWidth(0 if narrow else usual + 16)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.window)
        painter.fillRect(0, 0, self.width(), 1, self._theme.line)


class _Field(QLineEdit):
    """A field that leaves the keys of the table of keys to the bar."""

    pressed_key = Signal(str)

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self._keys = keys

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = _pressed(self._keys, event)
        if name is None:
            super().keyPressEvent(event)
        else:
            self.pressed_key.emit(name)


def _pressed(keys: Keys, event: QKeyEvent) -> str | None:
    """What the key does in the bar, where also those work that step from hit to hit everywhere."""
    everywhere = keys.pressed(event, Where.EVERYWHERE)
    return keys.pressed(event, Where.FIND) or {"FindNext": "Next", "FindPrevious": "Previous"}.get(everywhere or "")
