"""The links of an annotation in the details: each as a chip that leads to its other end."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from reader.domain.codebook import Codebook, Label
from reader.domain.link import Linked
from reader.ui.keys import Keys, Where
from reader.ui.names import named, override
from reader.ui.painting.marks import paint_mark
from reader.ui.painting.rows import MARK_WIDTH, mark_box, write_elided
from reader.ui.plain import as_tip
from reader.ui.system_size import scaled
from reader.ui.theme import FORM_NAMES, RADIUS_FIELD, SMALL_PIXELS, Theme, interface_font

_HEIGHT, _PAD, _SPACE, _ARROW, _GAP = 26, 4, 6, 9, 12
_MOST, _MOST_NAMES = 12, 0.4
_REMOVES = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


class LinksSection(QWidget):
    """Shows links below each other; Enter or a click goes to the other end, Delete removes the link.

    It changes nothing itself. Of many links the first are shown, until all are asked for.
    """

    go_requested = Signal(int)
    remove_requested = Signal(int)
    left = Signal()

    def __init__(self, keys: Keys, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("linksSection")
        self.setAccessibleName(self.tr("Links of the annotation"))
        self._keys, self._theme = keys, theme
        self._codebook = Codebook(())
        self._links: Sequence[Linked] = ()
        self._chips: list[LinkChip] = []
        self._all = False
        self._head = named(QLabel(self.tr("Links")), "muted")
        self._head.setContentsMargins(0, 5, 0, 0)
        self._head.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._none = named(QLabel(), "muted")
        self._none.setContentsMargins(9, 5, 0, 3)
        self._column = QVBoxLayout()
        self._column.setSpacing(1)
        self._add_chip()  # one at least is there when the window puts all that takes the focus in order
        self._more = _More(self)
        self._more.clicked.connect(self._show_all)
        self._column.addWidget(self._more)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(_GAP)
        grid.setColumnMinimumWidth(0, scaled(FORM_NAMES))
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._head, 0, 0)
        grid.addWidget(self._none, 0, 1)
        grid.addLayout(self._column, 1, 0, 1, 2)
        keys.changed.connect(self._name_key)
        self._name_key()

    def _name_key(self) -> None:
        self._none.setText(self.tr("{0} to link it").format(self._keys.first("Link", Where.TEXT)))

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        for chip in self._chips:
            chip.set_theme(theme)

    def show_links(self, links: Sequence[Linked], codebook: Codebook) -> None:
        """Show these links, or how to make one; who goes through them by key stays at the same place."""
        if [one.here.id for one in links[:1]] != [one.here.id for one in self._links[:1]]:
            self._all = False
        self._links, self._codebook = links, codebook
        self._show()

    def _show(self) -> None:
        shown = self._links if self._all else self._links[:_MOST]
        held = next((row for row, chip in enumerate(self._chips) if chip.hasFocus()), -1)
        while len(self._chips) < len(shown):
            self._add_chip()
        for chip, linked in zip(self._chips, shown, strict=False):
            chip.show_link(linked, self._codebook.shown(linked.other.label_id))
            chip.show()
        if held >= len(shown):
            if shown:
                self._chips[len(shown) - 1].setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.left.emit()
        for chip in self._chips[len(shown) :]:
            chip.hide()
        left = len(self._links) - len(shown)
        self._more.setText(self.tr("{0} more").format(f"{left:,}"))
        self._more.setVisible(left > 0)
        self._head.setVisible(not shown)
        self._none.setVisible(not shown)

    def _add_chip(self) -> None:
        chip = LinkChip(self._theme, self)
        chip.clicked.connect(lambda: self.go_requested.emit(chip.other_id()))
        chip.remove_requested.connect(self.remove_requested)
        self._column.insertWidget(len(self._chips), chip)
        if self._chips:
            QWidget.setTabOrder(self._chips[-1], chip)
        self._chips.append(chip)

    def _show_all(self) -> None:
        held, first = self._more.hasFocus(), len(self._links[:_MOST])
        self._all = True
        self._show()
        if held and first < len(self._chips):
            self._chips[first].setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if self._keys.pressed(event, Where.FORM) == "Back":
            self.left.emit()
        elif step:
            self._step(step)
        else:
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        shown = [chip for chip in self._chips if chip.isVisible()]
        held = next((row for row, chip in enumerate(shown) if chip.hasFocus()), -1)
        if 0 <= held + step < len(shown):
            shown[held + step].setFocus(Qt.FocusReason.TabFocusReason)


class _More(QToolButton):
    """Quiet words that show what is left out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


class LinkChip(QAbstractButton):
    """A link in one line: an arrow for its direction, its type, the mark and the quote of its other end."""

    remove_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("linkChip")
        self._theme = theme
        self._linked: Linked | None = None
        self._label: Label | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def other_id(self) -> int:
        """The annotation that it leads to."""
        return self._linked.other.id if self._linked is not None else 0

    def show_link(self, linked: Linked, label: Label) -> None:
        """Show this link; the label is that of the other end."""
        self._linked, self._label = linked, label
        quote = " ".join(linked.other.quote.split())
        self.setText(quote)
        towards = linked.outgoing or linked.mutual
        way = self.tr("{0}: {1}, {2}") if towards else self.tr("{0}, from: {1}, {2}")
        spoken = way.format(linked.link.type, quote, label.name)
        self.setAccessibleName(f"{spoken}, {linked.title}" if linked.title else spoken)
        self.setAccessibleDescription(self.tr("Enter goes there, Delete removes the link"))
        place = self.tr("in “{0}”").format(linked.title) if linked.title else ""
        self.setToolTip(as_tip("\n".join(part for part in (quote, place) if part)))
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    @override
    def sizeHint(self) -> QSize:
        titled = self._linked is not None and bool(self._linked.title)
        return QSize(scaled(200), scaled(_HEIGHT) + (scaled(_HEIGHT - 10) if titled else 0))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(80), self.sizeHint().height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        elif event.key() in _REMOVES and not event.isAutoRepeat() and self._linked is not None:
            self.remove_requested.emit(self._linked.link.id)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # a button would go to whatever stands next to it on the screen
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def event(self, event: QEvent) -> bool:
        own = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _REMOVES
        if own:
            event.accept()
        return own or super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        linked, label, theme = self._linked, self._label, self._theme
        if linked is None or label is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.accent, 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.hover if self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, RADIUS_FIELD, RADIUS_FIELD)
        row = QRectF(_PAD, 0, self.width() - 2 * _PAD, scaled(_HEIGHT))
        self._paint_arrow(painter, row, linked)
        row.setLeft(row.left() + _ARROW + _SPACE)
        small, names = interface_font(SMALL_PIXELS), min(scaled(FORM_NAMES), round(self.width() * _MOST_NAMES))
        kind = QRectF(row.left(), row.top(), names + _GAP - row.left() - _SPACE / 2, row.height())
        write_elided(painter, kind, linked.link.type, small, theme.muted)
        row.setLeft(names + _GAP)  # where the fields of the form begin
        paint_mark(painter, mark_box(row), label, theme)
        row.setLeft(row.left() + MARK_WIDTH + _SPACE)
        write_elided(painter, row, self.text(), interface_font(), theme.text)
        if linked.title:
            below = QRectF(row.left(), row.bottom() - 4, row.width(), self.height() - row.height())
            write_elided(painter, below, linked.title, small, theme.muted)

    def _paint_arrow(self, painter: QPainter, row: QRectF, linked: Linked) -> None:
        """An arrow to the right where the link leads to the other end, to the left where it comes from it; or both."""
        middle, left, right = row.center().y(), row.left(), row.left() + _ARROW
        painter.setPen(QPen(self._theme.muted, 1.2))
        painter.drawLine(QPointF(left, middle), QPointF(right, middle))
        for tip, back, there in ((right, right - 3, linked.outgoing), (left, left + 3, not linked.outgoing)):
            if there or linked.mutual:
                painter.drawPolyline([QPointF(back, middle - 3), QPointF(tip, middle), QPointF(back, middle + 3)])
