"""The type of an entity, in its colour, with a choice of other types."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QToolButton

from reader.domain.codebook import Codebook, Label, LabelKind
from reader.ui.names import named, override
from reader.ui.plain import on_button
from reader.ui.system_size import scaled
from reader.ui.theme import RADIUS_FIELD, RADIUS_SPAN, SMALL_PIXELS, Theme, interface_font

_SIDE, _UP = 7, 3


class TypeChip(QToolButton):
    """Shows a label; pressed, it offers the others for entities."""

    label_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        named(self, "entityType")
        self._theme = theme
        self._label: Label | None = None
        self._codebook = Codebook(())
        #: What a choice will do, said above the types.
        self.heading = ""
        self.clicked.connect(self.offer)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def show_label(self, label: Label, codebook: Codebook) -> None:
        """Show this one."""
        self._label, self._codebook = label, codebook
        self.setAccessibleName(self.tr("Type: {0}").format(label.name))
        self.updateGeometry()
        self.update()

    def offer(self) -> None:
        """Offer the types."""
        menu = QMenu(self)
        menu.addAction(on_button(self.heading)).setEnabled(False)
        for label in self._codebook.active:
            if label.kind is LabelKind.ENTITY:
                action = menu.addAction(on_button(label.name))
                action.setCheckable(True)
                action.setChecked(self._label is not None and label.id == self._label.id)
                action.triggered.connect(lambda _=False, label_id=label.id: self.label_chosen.emit(label_id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _words(self) -> str:
        return self._label.name if self._label is not None else ""

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(interface_font(SMALL_PIXELS))
        wide = min(metrics.horizontalAdvance(self._words()), scaled(220))
        return QSize(wide + 2 * _SIDE + 4, metrics.height() + 2 * _UP)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._label is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(self._theme.entity_fill(self._label.colour, current=self.underMouse()))
        painter.setPen(self._theme.accent if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, RADIUS_FIELD if self.hasFocus() else RADIUS_SPAN, RADIUS_SPAN)
        font = interface_font(SMALL_PIXELS)
        painter.setFont(font)
        painter.setPen(self._theme.text)
        words = QFontMetrics(font).elidedText(self._words(), Qt.TextElideMode.ElideRight, self.width() - 2 * _SIDE)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
