"""How an occurrence is painted: a tick, and the quote in its context, the quotes of all rows one below the other."""

from unicodedata import bidirectional

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPen, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.domain.codebook import Label, LabelKind
from reader.domain.offsets import OffsetMap
from reader.services.tag_all import Occurrence
from reader.ui.dialogs.tag_all.rows import Column, OccurrenceRole, in_context
from reader.ui.names import override
from reader.ui.theme import RADIUS_SPAN, Theme, interface_font, pixmap

ROW_HEIGHT = 32
_FOCUS_WIDTH = 3
_TICK_LEFT, _TICK_SIZE = 16, 16
_CONTEXT_LEFT, _CONTEXT_RIGHT = 44, 12
_BEFORE_SHARE, _QUOTE_SHARE = 0.42, 0.5
_PAD_X, _PAD_Y = 2.0, 1.0


class OccurrenceDelegate(QStyledItemDelegate):
    """Paints occurrences in a theme, their quotes as the annotations of a label are."""

    def __init__(self, label: Label, theme: Theme) -> None:
        super().__init__()
        self._label = label
        self._theme = theme
        self._tagged = self.tr("tagged")

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        self._theme = theme

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.selection)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.hover)
        if index.column() == Column.TITLE:
            self._paint_title(painter, rect, str(index.data()))
        else:
            if state & QStyle.StateFlag.State_HasFocus:
                painter.fillRect(QRect(rect.left(), rect.top(), _FOCUS_WIDTH, rect.height()), self._theme.accent)
            hit = index.data(OccurrenceRole.OCCURRENCE)
            if isinstance(hit, Occurrence):
                self._paint_hit(painter, rect, hit, ticked=bool(index.data(OccurrenceRole.TICKED)))
        painter.restore()

    @override
    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """A click on the tick, or beside it, turns it."""
        if event.type() is not QEvent.Type.MouseButtonRelease or not isinstance(event, QMouseEvent):
            return False
        rect: QRect = option.rect
        if index.column() != Column.CONTEXT or event.position().x() > rect.left() + _CONTEXT_LEFT:
            return False
        ticked = Qt.CheckState.Unchecked if index.data(OccurrenceRole.TICKED) else Qt.CheckState.Checked
        return model.setData(index, ticked, Qt.ItemDataRole.CheckStateRole)

    def _paint_title(self, painter: QPainter, rect: QRect, title: str) -> None:
        font = interface_font(12)
        box = rect.adjusted(8, 0, -16, 0)
        painter.setFont(font)
        painter.setPen(self._theme.muted)
        told = QFontMetricsF(font).elidedText(title, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, told)

    def _paint_hit(self, painter: QPainter, rect: QRect, hit: Occurrence, *, ticked: bool) -> None:
        room = QRectF(rect).adjusted(_CONTEXT_LEFT, 0, -_CONTEXT_RIGHT, 0)
        if hit.tagged:
            font = interface_font(12)
            painter.setFont(font)
            painter.setPen(self._theme.muted)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._tagged)
            room.setRight(room.right() - QFontMetricsF(font).horizontalAdvance(self._tagged) - 12)
        else:
            box = QRectF(rect.left() + _TICK_LEFT, rect.center().y() - _TICK_SIZE / 2, _TICK_SIZE, _TICK_SIZE)
            self._paint_tick(painter, box.toRect(), ticked=ticked)
        self._paint_context(painter, room, QRectF(rect).width() - _CONTEXT_LEFT - _CONTEXT_RIGHT, hit)

    def _paint_tick(self, painter: QPainter, box: QRect, *, ticked: bool) -> None:
        painter.setPen(QPen(self._theme.accent if ticked else self._theme.muted, 1))
        painter.setBrush(self._theme.accent if ticked else self._theme.field)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_SPAN, RADIUS_SPAN)
        if ticked:
            inner = box.adjusted(2, 2, -2, -2)
            painter.drawPixmap(inner, pixmap("check", self._theme.accent_text.name(), inner.width() * 2))

    def _paint_context(self, painter: QPainter, room: QRectF, width: float, hit: Occurrence) -> None:
        """Draw the quote where all rows have it, what comes before it and behind it as far as there is room.

        It is one line of text, so that letters join and directions mix as in the article.
        """
        font = interface_font()
        metrics = QFontMetricsF(font)
        before, quote, after = in_context(hit)
        from_right = mostly_from_right(before + quote + after)
        room_before = width * _BEFORE_SHARE
        before = metrics.elidedText(before, Qt.TextElideMode.ElideLeft, room_before)
        quote = metrics.elidedText(quote, Qt.TextElideMode.ElideMiddle, width * _QUOTE_SHARE)
        room_after = room.width() - room_before - metrics.horizontalAdvance(quote)
        after = metrics.elidedText(after, Qt.TextElideMode.ElideRight, room_after)
        layout, line = _laid_out(before + quote + after, from_right)
        offsets = OffsetMap(layout.text())
        start, stop = offsets.to_utf16(len(before)), offsets.to_utf16(len(before) + len(quote))
        boxes = _boxes(line, start, stop)
        if not boxes:
            return
        from_edge = room.right() - room_before - boxes[-1][1], room.left() + room_before - boxes[0][0]
        left = from_edge[0] if from_right else from_edge[1]
        top = room.center().y() - line.height() / 2
        painter.setClipRect(room)
        for box_left, box_right in boxes:
            self._paint_mark(painter, QRectF(left + box_left, top, box_right - box_left, line.height()))
        painter.setPen(self._theme.muted if hit.tagged else self._theme.text)
        layout.draw(painter, QPointF(left, top))

    def _paint_mark(self, painter: QPainter, rect: QRectF) -> None:
        """A fill or a bracket, as the label has it in a text."""
        if self._label.kind is LabelKind.ENTITY:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.entity_fill(self._label.colour))
            painter.drawRoundedRect(rect.adjusted(-_PAD_X, -_PAD_Y, _PAD_X, _PAD_Y), RADIUS_SPAN, RADIUS_SPAN)
            return
        painter.setPen(QPen(self._theme.claim_line(self._label.colour), 2))
        bottom = rect.bottom() + 1
        painter.drawPolyline(
            [
                QPointF(rect.left(), bottom - 4),
                QPointF(rect.left(), bottom),
                QPointF(rect.right(), bottom),
                QPointF(rect.right(), bottom - 4),
            ]
        )


def mostly_from_right(text: str) -> bool:
    """Whether most of the letters are of scripts that flow from the right: a context has no beginning to tell by."""
    kinds = [bidirectional(character) for character in text]
    return sum(kind in {"R", "AL"} for kind in kinds) > kinds.count("L")


def _laid_out(text: str, from_right: bool) -> tuple[QTextLayout, QTextLine]:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if from_right else Qt.LayoutDirection.LeftToRight)
    layout = QTextLayout(text, interface_font())
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setNumColumns(OffsetMap(text).to_utf16(len(text)))
    layout.endLayout()
    return layout, line


def _boxes(line: QTextLine, start: int, stop: int) -> list[tuple[float, float]]:
    """Left and right of each visual run of these positions (UTF-16), those that touch joined, from the left."""
    rects = (run.boundingRect() for run in line.glyphRuns(start, stop - start))
    boxes = sorted((rect.left(), rect.right()) for rect in rects)
    joined: list[tuple[float, float]] = []
    for left, right in boxes:
        if joined and left <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    return joined
