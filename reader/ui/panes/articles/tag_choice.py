"""The tags of the articles that are selected: type to find one or to make one, Enter puts it on or takes it off."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from reader.domain.filtering import Names
from reader.domain.tag import Tag
from reader.ui.announcing import announce
from reader.ui.floating import Floating, FloatingField, FloatingRows, row_height
from reader.ui.keys import Keys
from reader.ui.names import named, override
from reader.ui.one_column import Index, OneColumn
from reader.ui.painting.rows import MARK_WIDTH, SPACE, mark_box, paint_ground, write_elided
from reader.ui.system_size import scaled
from reader.ui.theme import Theme, interface_font, pixmap

_WIDTH, _MARGIN, _SPACE, _PAD, _MOST_ROWS = 300, 8, 8, 10, 8


class _Role(IntEnum):
    ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class _Row:
    """A tag, or the wish for one; `on` of so many articles, `all_on`: of all that are selected."""

    name: str
    articles: int = 0
    some_on: bool = False
    all_on: bool = False
    new: bool = False


class TagChoice(Floating):
    """Opens beside the list. It stays open while tags are put on and taken off; Esc closes it."""

    toggled = Signal(str, bool)

    def __init__(self, keys: Keys, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("tagChoice")
        self._tags: Sequence[Tag] = ()
        self._count = 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(_SPACE)
        self._title = named(QLabel(), "muted")
        self._title.setFont(interface_font(12))
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._field = named(FloatingField(keys), "tagField")
        self._field.setFont(interface_font())
        self._field.setMaxLength(40)
        self._field.setPlaceholderText(self.tr("Find a tag, or make one"))
        self._field.setAccessibleName(self.tr("Find a tag, or make one"))
        self._field.textChanged.connect(self._filter)
        self._field.pressed_key.connect(self._obey)
        self._rows = _Rows(self)
        self._delegate = _Delegate(theme)
        self._view = named(FloatingRows(self._rows, self._delegate), "tagRows")
        self._view.setAccessibleName(self.tr("Tags"))
        self._view.clicked.connect(lambda index: self._toggle(index.row()))
        for widget in (self._title, self._field, self._view):
            layout.addWidget(widget)

    @override
    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._delegate.theme = theme

    def open_at(self, beside: QRect, title: str) -> None:
        """Open beside a rectangle of the screen; the title says which articles are tagged."""
        width = scaled(_WIDTH) - 2 * _MARGIN
        self._title.setText(self._title.fontMetrics().elidedText(title, Qt.TextElideMode.ElideMiddle, width))
        self.setAccessibleName(title)
        self._field.clear()
        self._filter()
        self.float_beside(beside)
        self.place()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def set_tags(self, tags: Sequence[Tag], count: int) -> None:
        """Choose from these, each with how many of the `count` articles have it."""
        self._tags, self._count = tags, count
        self._filter()

    def _filter(self) -> None:
        typed = " ".join(self._field.text().split())
        names = Names((tag.name,) for tag in self._tags)
        found = [self._tags[number] for number in names.matching(typed)]
        rows = [_Row(tag.name, tag.articles, tag.chosen > 0, tag.chosen >= self._count > 0) for tag in found]
        if typed and not names.holds(typed):
            rows.append(_Row(typed, new=True))
        current = self._view.currentIndex().row()
        self._rows.show_rows(rows)
        self._view.setVisible(bool(rows))
        self._view.setFixedHeight(min(max(len(rows), 1), _MOST_ROWS) * row_height())
        self._select(max(0, min(current, len(rows) - 1)))
        if self.is_open():
            self.place()

    def _select(self, number: int) -> None:
        if 0 <= number < self._rows.rowCount():
            self._view.setCurrentIndex(self._rows.index(number, 0))
            if self.is_open():
                announce(self._field, str(self._rows.index(number, 0).data(Qt.ItemDataRole.AccessibleTextRole)))

    def _toggle(self, number: int) -> None:
        row = self._rows.row(number)
        if row is not None:
            if row.new:
                self._field.clear()
            self.toggled.emit(row.name, not row.all_on)

    def _obey(self, name: str) -> None:
        last, current = self._rows.rowCount() - 1, self._view.currentIndex().row()
        match name:
            case "Choose":
                self._toggle(current)
            case "Close":
                self.leave()
            case "Down" | "Up":
                self._select(current + (1 if name == "Down" else -1))
            case "First" | "PageUp":
                self._select(0)
            case "Last" | "PageDown":
                self._select(last)

    @override
    def sizeHint(self) -> QSize:
        return QSize(scaled(_WIDTH), super().sizeHint().height())


class _Rows(OneColumn[_Row]):
    """What is told of tags."""

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.at(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.tr("New tag “{0}”").format(row.name) if row.new else row.name
            case Qt.ItemDataRole.AccessibleTextRole if row.new:
                return self.tr("New tag “{0}”").format(row.name)
            case Qt.ItemDataRole.AccessibleTextRole:
                on = self.tr("on all") if row.all_on else self.tr("on some") if row.some_on else self.tr("off")
                return f"{row.name}, {on}"
            case _Role.ROW:
                return row
        return None


class _Delegate(QStyledItemDelegate):
    """Paints a tick where a tag is on all of them, a line where on some, the name, and how many articles have it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(_Role.ROW)
        if not isinstance(row, _Row):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, self.theme, focused=True)
        box = QRectF(option.rect).adjusted(_PAD, 0, -_PAD, 0)
        self._paint_sign(painter, mark_box(box), row)
        box.setLeft(box.left() + MARK_WIDTH + SPACE)
        count = f"{row.articles:,}" if row.articles else ""
        painter.setFont(interface_font(12))
        painter.setPen(self.theme.muted)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        box.setRight(box.right() - painter.fontMetrics().horizontalAdvance(count) - SPACE)
        write_elided(painter, box, str(index.data()), interface_font(), self.theme.text)
        painter.restore()

    def _paint_sign(self, painter: QPainter, box: QRectF, row: _Row) -> None:
        if row.new or row.all_on:
            sign = pixmap("add" if row.new else "check", self.theme.accent.name(), 2 * MARK_WIDTH)
            side = QRectF(box.left(), box.center().y() - MARK_WIDTH / 2, MARK_WIDTH, MARK_WIDTH)
            painter.drawPixmap(side, sign, QRectF(sign.rect()))
        elif row.some_on:
            painter.setPen(self.theme.accent)
            painter.drawLine(
                round(box.left() + 3), round(box.center().y()), round(box.right() - 3), round(box.center().y())
            )
