"""The table of keys: a person goes to one of them, and the next key press takes its place."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from reader.ui.dialogs.key_caps import cap_places, paint_caps
from reader.ui.dialogs.settings.key_rows import Index, KeyColumn, KeyRole
from reader.ui.key_names import name_of
from reader.ui.names import override
from reader.ui.theme import Theme, interface_font

_ROW_HEIGHT = 34
_PAD = 16
_DOT = 6
_FOCUS_WIDTH = 3
_GAP = 6
_HIGHEST = 400
_WHERE_WIDTH, _KEYS_WIDTH = 160, 192
_WRAPPED = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
_CHANGE = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}
_ADD = {Qt.Key.Key_Insert, Qt.Key.Key_Plus}
_TAKE_AWAY = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
_LOCKS = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class KeyView(QTableView):
    """Shows the keys; while it records, each key press is told by its plain name and does nothing else.

    The marked key is one of those in the current row, by its number; what is recorded takes its place, or joins it.
    """

    recorded = Signal(str)
    recording_changed = Signal()
    marked_changed = Signal()
    take_away_requested = Signal()
    undo_requested = Signal()
    typed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._recording = False
        self._adding = False
        self._marked = 0
        self._delegate = _Delegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(_ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().hide()

    def size_columns(self) -> None:
        """Give the columns of the model their widths."""
        header = self.horizontalHeader()
        header.setSectionResizeMode(KeyColumn.WORDS, QHeaderView.ResizeMode.Stretch)
        for column, width in ((KeyColumn.WHERE, _WHERE_WIDTH), (KeyColumn.KEYS, _KEYS_WIDTH)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._delegate.theme = theme
        self.viewport().update()

    def recording(self) -> bool:
        """Whether the next key press is recorded."""
        return self._recording

    def marked(self) -> int:
        """Which of the keys of the current row is the marked one; -1 where the row has none, or one is to be added."""
        count = self._count()
        return -1 if self._adding or not count else min(self._marked, count - 1)

    def begin(self, *, add: bool) -> None:
        """Record the next key press: in the place of the marked key, or beside it."""
        if self.currentIndex().isValid():
            self._recording, self._adding = True, add
            self.setFocus()
            self._tell_recording()

    def stop(self) -> None:
        """Record no more."""
        if self._recording:
            self._recording = self._adding = False
            self._tell_recording()

    def mark(self, number: int) -> None:
        """Mark one of the keys of the current row."""
        self._marked = max(0, min(number, self._count() - 1))
        self._update_row()
        self.marked_changed.emit()

    def _tell_recording(self) -> None:
        self._update_row()
        self.recording_changed.emit()

    def _count(self) -> int:
        return len(_keys_of(self.currentIndex()))

    def _update_row(self) -> None:
        row = self.currentIndex().row()
        if row >= 0:
            top = self.rowViewportPosition(row)
            self.viewport().update(QRect(0, top, self.viewport().width(), self.rowHeight(row)))

    @override
    def event(self, event: QEvent) -> bool:
        if self._recording and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:  # Tab too, which would else lead out before it is a key press
                self._record(event)
                return True
        return super().event(event)

    def _record(self, event: QKeyEvent) -> None:
        plain_escape = event.key() == Qt.Key.Key_Escape and not event.modifiers() & ~_LOCKS
        if event.isAutoRepeat():  # of the key that began it
            return
        if plain_escape:
            self.stop()
            return
        name = name_of(event)
        if name:
            self.recorded.emit(name)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = Qt.Key(event.key()), not event.modifiers() & ~_LOCKS
        if plain and key in _CHANGE:
            self.begin(add=False)
        elif plain and key in _ADD:
            self.begin(add=True)
        elif plain and key in _TAKE_AWAY:
            self.take_away_requested.emit()
        elif plain and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.mark(self._marked + (1 if key == Qt.Key.Key_Right else -1))
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo_requested.emit()
        elif plain and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        """What is typed is looked for in the field above."""

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        self.stop()
        self._marked = 0
        super().currentChanged(current, previous)
        self.marked_changed.emit()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.stop()
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == KeyColumn.KEYS:
            places = self._delegate.places(self.visualRect(index), _keys_of(index))
            found = [number for number, place in enumerate(places) if place.contains(event.position())]
            if found:
                self.mark(found[0])

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.begin(add=False)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus, and make the first row the current one where there is none."""
        QAbstractScrollArea.focusInEvent(self, event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.selectRow(0)
        self._update_row()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.stop()
        super().focusOutEvent(event)


class _Delegate(QStyledItemDelegate):
    """Paints what is done, where, and the keys as caps; a dot marks what is not as usual."""

    def __init__(self, theme: Theme, view: KeyView) -> None:
        super().__init__(view)
        self.theme = theme
        self._view = view

    def places(self, rect: QRect, keys: tuple[str, ...]) -> list[QRectF]:
        """Where the caps stand in a cell, one below the other where there is no room beside."""
        places = cap_places(keys, QPointF(rect.left(), 0), rect.width() - _GAP)
        height = places[-1].bottom() if places else 0.0
        return [place.translated(0, rect.top() + round((rect.height() - height) / 2)) for place in places]

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.columnWidth(index.column())
        match index.column():
            case KeyColumn.KEYS:
                places = self.places(QRect(0, 0, width, 0), _keys_of(index))
                height = round(places[-1].bottom() - places[0].top()) if places else 0
            case KeyColumn.WORDS:
                room = QRect(0, 0, width - 2 * _PAD - 2, _HIGHEST)
                height = QFontMetrics(interface_font()).boundingRect(room, _WRAPPED, str(index.data())).height()
            case _:
                height = 0
        return QSize(width, max(_ROW_HEIGHT, height + 2 * _GAP))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setClipRect(option.rect)
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        current = index.row() == self._view.currentIndex().row()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self.theme.selection)
            if index.column() == 0 and self._view.hasFocus():
                painter.fillRect(QRectF(rect.left(), rect.top(), _FOCUS_WIDTH, rect.height()), self.theme.accent)
        match index.column():
            case KeyColumn.WORDS:
                self._paint_words(painter, rect, index)
            case KeyColumn.WHERE:
                self._paint_text(painter, rect, str(index.data()), small=True)
            case KeyColumn.KEYS if current and self._view.recording():
                painter.setPen(self.theme.accent)
                painter.setFont(interface_font(bold=True))
                painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, self.tr("Press the key …"))
            case KeyColumn.KEYS:
                keys = _keys_of(index)
                marked = self._view.marked() if current and len(keys) > 1 and self._view.hasFocus() else -1
                paint_caps(painter, keys, self.places(option.rect, keys), option.palette, marked)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        if index.data(KeyRole.CHANGED):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.accent)
            painter.drawEllipse(QPointF(rect.left() + _PAD / 2 + 1, rect.center().y()), _DOT / 2, _DOT / 2)
        self._paint_text(painter, rect.adjusted(_PAD + 2, 0, -_PAD, 0), str(index.data()))

    def _paint_text(self, painter: QPainter, rect: QRectF, text: str, *, small: bool = False) -> None:
        font = interface_font(12) if small else interface_font()
        painter.setFont(font)
        painter.setPen(self.theme.muted if small else self.theme.text)
        painter.drawText(rect, _WRAPPED, text)


def _keys_of(index: Index) -> tuple[str, ...]:
    keys = index.data(KeyRole.KEYS) if index.isValid() else None
    return tuple(keys) if keys else ()
