"""The small list that names the annotations at one place of the text, of which one is the current one."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from reader.domain.annotation import Annotation
from reader.domain.codebook import Codebook, Label
from reader.ui.floating import Floating, FloatingRows, row_height
from reader.ui.names import named, override
from reader.ui.painting.marks import paint_mark
from reader.ui.painting.rows import MARK_WIDTH, SPACE, mark_box, paint_ground, write_elided
from reader.ui.plain import as_tip
from reader.ui.system_size import scaled
from reader.ui.theme import Theme, interface_font, pixmap

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_WIDTH, _MOST_ROWS, _MARGIN = 340, 8, 4
_PAD, _NOTE, _LEAST_QUOTE = 10, 14, 40
_SMALL = 12
_LONGEST = 200
_LABEL_ROLE, _NOTE_ROLE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)


class AnnotationMenu(Floating):
    """Stands beside a line of the text and leaves the focus there, unless it is given to it.

    Without the focus it goes away at whatever a person does next, unless it is shown anew by then: so it stays while
    one cycles through the annotations at a place, by key or by click, with the current one moving.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("annotationMenu")
        self.setAccessibleName(self.tr("Annotations at this place"))
        self._rows = _Rows()
        self._delegate = _Delegate(theme)
        self._view = named(_View(self._rows, self._delegate), "annotationMenuRows")
        self._view.setAccessibleName(self.tr("Annotations at this place"))
        self._view.clicked.connect(lambda index: self._choose(index.row()))
        self._view.pressed_key.connect(self._obey)
        self._view.lost_focus.connect(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.addWidget(self._view)
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self.leave)

    @override
    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._delegate.theme = theme

    def show_at(
        self,
        beside: QRect,
        annotations: Sequence[Annotation],
        current_id: int,
        codebook: Codebook,
        *,
        focus: bool = False,
    ) -> None:
        """Name these annotations beside a rectangle of the screen, a line of the text; `current_id` is marked.

        Where it shows the same ones already it stays where it is. `focus` puts the keyboard into the list: up and
        down, Enter to choose, Esc to go back.
        """
        self._timer.stop()
        stays = self.is_open() and self._rows.holds(annotations)
        self._rows.show_annotations(annotations, codebook)
        if not stays:
            self._view.setFixedHeight(min(len(annotations), _MOST_ROWS) * row_height())
            self.float_beside(beside)
        self._mark(current_id)
        if focus:
            self._view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._view.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def put_away(self) -> None:
        self._timer.stop()
        super().put_away()
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _mark(self, current_id: int) -> None:
        row = self._rows.row_of(current_id)
        if row < 0:
            self._view.clearSelection()
        else:
            self._view.setCurrentIndex(self._rows.index(row, 0))

    def _obey(self, key: Qt.Key) -> None:
        row, last = self._view.currentIndex().row(), self._rows.rowCount() - 1
        match key:
            case Qt.Key.Key_Down:
                self._view.setCurrentIndex(self._rows.index(row + 1 if row < last else 0, 0))
            case Qt.Key.Key_Up:
                self._view.setCurrentIndex(self._rows.index(row - 1 if row > 0 else last, 0))
            case Qt.Key.Key_Escape:
                self.leave()
            case _:
                self._choose(row)

    def _choose(self, row: int) -> None:
        annotation_id = self._rows.id_at(row)
        if annotation_id:
            self.put_away()
            self.chosen.emit(annotation_id)
            self.closed.emit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(scaled(_WIDTH), self._view.height() + 2 * _MARGIN)

    @override
    def saw(self, event: QEvent, *, inside: bool) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.WindowDeactivate):
            self.leave()
        elif not inside and not self._view.hasFocus():
            return self._saw_elsewhere(event)
        elif not inside and event.type() is QEvent.Type.MouseButtonPress:
            self.leave()
        return False

    def _saw_elsewhere(self, event: QEvent) -> bool:
        """Go away when what happens is over, and at Esc at once; a click is over with its release."""
        if isinstance(event, QKeyEvent):
            if event.key() in _MODIFIERS:
                return False
            if event.key() == Qt.Key.Key_Escape:
                if event.type() is QEvent.Type.KeyPress:
                    self.leave()
                event.accept()
                return True
            self._timer.start()
        elif event.type() in (QEvent.Type.MouseButtonRelease, QEvent.Type.Wheel):
            self._timer.start()
        elif event.type() is QEvent.Type.MouseMove and isinstance(event, QMouseEvent) and event.buttons():
            self.leave()
        return False


class _Rows(QAbstractTableModel):
    """One column, an annotation a row, in the order in which they are cycled through."""

    def __init__(self) -> None:
        super().__init__()
        self._annotations: tuple[Annotation, ...] = ()
        self._codebook = Codebook(())

    def holds(self, annotations: Sequence[Annotation]) -> bool:
        return [a.id for a in annotations] == [a.id for a in self._annotations]

    def show_annotations(self, annotations: Sequence[Annotation], codebook: Codebook) -> None:
        self.beginResetModel()
        self._annotations, self._codebook = tuple(annotations), codebook
        self.endResetModel()

    def id_at(self, row: int) -> int:
        return self._annotations[row].id if 0 <= row < len(self._annotations) else 0

    def row_of(self, annotation_id: int) -> int:
        return next((row for row, found in enumerate(self._annotations) if found.id == annotation_id), -1)

    @override
    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._annotations)

    @override
    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        annotation = self._annotations[index.row()]
        label = self._codebook.shown(annotation.label_id)
        quote = " ".join(annotation.quote[:_LONGEST].split())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return quote
            case Qt.ItemDataRole.AccessibleTextRole:
                note = self.tr("note: {0}").format(annotation.note) if annotation.note else ""
                return ", ".join(part for part in (f"{label.name}: {quote}", note) if part)
            case Qt.ItemDataRole.ToolTipRole:
                return as_tip(annotation.note) or None
            case _ if role == _LABEL_ROLE:
                return label
            case _ if role == _NOTE_ROLE:
                return bool(annotation.note)
        return None


class _View(FloatingRows):
    """Rows whose keys the menu obeys while it has the focus."""

    pressed_key = Signal(Qt.Key)
    lost_focus = Signal()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # no shortcut of the window works around the list
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEYS:
            self.pressed_key.emit(Qt.Key(event.key()))

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.lost_focus.emit()


class _Delegate(QStyledItemDelegate):
    """Paints the mark and the name of the label, the quote, a sign where there is a note."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        label = index.data(_LABEL_ROLE)
        if not isinstance(label, Label):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, self.theme, focused=option.widget.hasFocus())
        box = QRectF(option.rect).adjusted(_PAD, 0, -_PAD, 0)
        paint_mark(painter, mark_box(box), label, self.theme)
        box.setLeft(box.left() + MARK_WIDTH + SPACE)
        if index.data(_NOTE_ROLE):
            sign = pixmap("note", self.theme.muted.name(), 2 * _NOTE)
            place = QRectF(round(box.right()) - _NOTE, round(box.center().y()) - _NOTE / 2, _NOTE, _NOTE)
            painter.drawPixmap(place, sign, QRectF(sign.rect()))
            box.setRight(place.left() - SPACE)
        state: QStyle.StateFlag = option.state
        font = interface_font(bold=bool(state & QStyle.StateFlag.State_Selected))
        box.setLeft(box.left() + write_elided(painter, box, label.name, font, self.theme.text) + SPACE)
        if box.width() >= _LEAST_QUOTE:
            write_elided(painter, box, str(index.data()), interface_font(_SMALL), self.theme.muted)
        painter.restore()
