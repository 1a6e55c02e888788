"""What floats over the window beside a place in it: a quiet frame, and the rows of a list in such a frame.

It is a child of the window and no window of its own: the keyboard and input methods stay with the window, a screen
reader hears the focus move, nothing need be placed by a window system that may refuse, and no text moves beneath.
"""

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QStyledItemDelegate,
    QWidget,
)
from shiboken6 import isValid

from reader.ui.keys import Keys, Where
from reader.ui.names import override
from reader.ui.painting.rows import floating_ground
from reader.ui.row_view import RowView
from reader.ui.system_size import scaled
from reader.ui.theme import RADIUS_ROW, Theme

_ROW_HEIGHT = 32
_GAP, _EDGE = 4, 8
_EDGE_ALPHA = 0.35
_WATCHED = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.KeyPress,
    QEvent.Type.ShortcutOverride,
    QEvent.Type.Resize,
    QEvent.Type.WindowDeactivate,
}
_OF_WINDOW = {QEvent.Type.Resize, QEvent.Type.WindowDeactivate}
#: Why the focus may leave a field for a while: with the window, for a menu, by a press that is heard of as such.
_PASSING = {
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MouseFocusReason,
}


def placed(beside: QRect, size: QSize, room: QRect) -> QRect:
    """A rectangle of this size below another one, above it where there is more room; always inside the room."""
    size = size.boundedTo(room.size())
    below, above = room.bottom() - beside.bottom() - _GAP, beside.top() - room.top() - _GAP
    goes_below = size.height() <= below or below >= above
    top = beside.bottom() + 1 + _GAP if goes_below else beside.top() - _GAP - size.height()
    left = max(room.left(), min(beside.left(), room.right() + 1 - size.width()))
    top = max(room.top(), min(top, room.bottom() + 1 - size.height()))
    return QRect(QPoint(left, top), size)


class Floating(QWidget):
    """A frame over the window of its parent; while it is open it sees what a person does elsewhere in the program."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._host = parent
        self._beside = QRect()
        self._open = False
        self._swallowing = False
        self._giver: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)  # a press in here is no press in the window
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.theme = theme
        self.update()

    def is_open(self) -> bool:
        """Whether it is shown."""
        return self._open

    def leave(self, *, swallow: bool = False) -> None:
        """Close and tell it. Where the focus is still in here, it goes back to where it was before.

        `swallow` is for a press of the mouse elsewhere, which has taken the focus already: it comes back, and what
        lies under the mouse hears nothing until the release.
        """
        if self._open:
            self._swallowing = swallow
            self.put_away()
            self.closed.emit()

    def leave_with_focus(self, reason: Qt.FocusReason) -> None:
        """Close when the focus goes elsewhere; not with another window or a menu, nor before a press is heard of."""
        if reason not in _PASSING:
            self.leave()

    def put_away(self) -> None:
        """Close without telling."""
        self._open = False
        giver, self._giver = self._giver, None
        if giver is not None and isValid(giver) and (self._swallowing or self._has_focus()):
            giver.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    def float_beside(self, beside: QRect) -> None:
        """Open beside a rectangle of the screen, over the window that the parent is in now."""
        window = self._host.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self._beside = QRect(window.mapFromGlobal(beside.topLeft()), beside.size())
        self._swallowing = False
        if not self._open:
            self._open = True
            self._giver = QApplication.focusWidget()
            _app().installEventFilter(self)
        self.place()
        self.show()
        self.raise_()

    def place(self) -> None:
        """Take a place beside the rectangle, as large as the content asks for."""
        self.setGeometry(placed(self._beside, self.sizeHint(), self._room()))

    def fit(self) -> None:
        """Take the height that the content asks for now, where that moves nothing but the lower edge."""
        if self.y() > self._beside.bottom():
            self.resize(self.width(), min(self.sizeHint().height(), self._room().bottom() + 1 - self.y()))

    def room_beside(self) -> int:
        """How high it can be below the rectangle, or above it where there is more room; in pixels."""
        room = self._room()
        return max(room.bottom() - self._beside.bottom(), self._beside.top() - room.top()) - _GAP

    def saw(self, event: QEvent, *, inside: bool) -> bool:
        """Heed what happens in the program while it is open; whether nobody else is to hear of it.

        A press of the mouse elsewhere closes it, and a window of another size moves it.
        """
        match event.type():
            case QEvent.Type.MouseButtonPress | QEvent.Type.MouseButtonDblClick if not inside:
                self.leave(swallow=True)
                return True
            case QEvent.Type.Resize:
                self.place()
        return False

    def _room(self) -> QRect:
        return self._host.window().rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)

    def _has_focus(self) -> bool:
        holder = QApplication.focusWidget()
        return holder is not None and self.isAncestorOf(holder)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _WATCHED or not isinstance(watched, QWidget):
            return False
        if event.type() in _OF_WINDOW and watched is not self._host.window():
            return False
        if watched.window().windowType() is Qt.WindowType.Popup:
            return False
        if self._swallowing:
            return self._swallow(event)
        return self.saw(event, inside=watched is self or self.isAncestorOf(watched))

    def _swallow(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonRelease:
            self._swallowing = False
            _app().removeEventFilter(self)
            return True
        return event.type() is QEvent.Type.MouseMove

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and not self._swallowing:
            _app().removeEventFilter(self)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QColor(self.theme.muted)
        edge.setAlphaF(_EDGE_ALPHA)
        painter.setBrush(floating_ground(self.theme))
        painter.setPen(Qt.PenStyle.NoPen)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, RADIUS_ROW, RADIUS_ROW)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(edge)
        painter.drawRoundedRect(rect, RADIUS_ROW, RADIUS_ROW)


class FloatingRows(RowView):
    """The rows of a floating list; keys are for whoever has the focus."""

    def __init__(self, model: QAbstractItemModel, delegate: QStyledItemDelegate) -> None:
        super().__init__(row_height())
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)


class FloatingField(QLineEdit):
    """A field over rows: it leaves them the keys of the palette, and lets no other shortcut work around it.

    `lost` tells when the focus goes elsewhere, and why.
    """

    pressed_key = Signal(str)
    lost = Signal(Qt.FocusReason)

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self.keys = keys

    def name_of(self, event: QKeyEvent) -> str | None:
        """What a key does to the rows; None where it is for the field."""
        return self.keys.pressed(event, Where.PALETTE)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    @override
    def focusNextPrevChild(self, following: bool) -> bool:
        """Keep Tab for the rows."""
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = self.name_of(event)
        if name is None:
            super().keyPressEvent(event)
        else:
            self.pressed_key.emit(name)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.lost.emit(event.reason())


def row_height() -> int:
    """The height of a row, in pixels."""
    return scaled(_ROW_HEIGHT)


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
