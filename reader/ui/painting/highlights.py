"""The paint pass under the text: the annotations of the visible lines, and nothing else.

An entity is a rounded fill, a claim a bracket under its lines and a bar in the margin; what overlaps takes
lanes, so that none hides another. The document is never touched.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock

from reader.domain.annotation import Annotation, Status
from reader.domain.codebook import Label, LabelKind
from reader.domain.overlaps import AnnotationIndex, lanes
from reader.domain.span import Span
from reader.ui.painting.geometry import Piece, pieces, visible_blocks
from reader.ui.painting.page import Page
from reader.ui.theme import RADIUS_SPAN, Theme, interface_font

_PAD_X, _PAD_Y = 2.0, 1.5
_INSET = 2.5
_DEEPEST = 4
_LINE_STEP = 4.0
_LINE_WIDTH = 2.0
_TICK = 4.0
_BAR_GAP, _BAR_WIDTH, _BAR_STEP = 20.0, 3.0, 6.0
_HANDLE_WIDTH = 3.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """An annotation, its label, and the lane it is drawn in."""

    annotation: Annotation
    label: Label
    lane: int


class HighlightPainter:
    """Draws the annotations of one page."""

    def __init__(self, page: Page, index: AnnotationIndex, labels: Mapping[int, Label], theme: Theme) -> None:
        self._page = page
        self._index = index
        self._labels = labels
        self._theme = theme

    def paint(self, painter: QPainter, visible: QRectF, current_id: int) -> None:
        """Draw what reaches into the visible rectangle; the painter stands in the document's coordinates."""
        layout = self._page.document.documentLayout()
        blocks = list(visible_blocks(layout, visible))
        if not blocks:
            return
        last = blocks[-1][0]
        shown = self._page.positions.span(blocks[0][0].position(), last.position() + last.length() - 1)
        entities, claims = self._in_lanes(shown)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for drawn in sorted(entities, key=lambda drawn: drawn.lane):  # fills are opaque: the outer ones first
            self._paint_entity(painter, drawn, blocks, drawn.annotation.id == current_id)
        for drawn in claims:
            self._paint_claim(painter, drawn, blocks, drawn.annotation.id == current_id)

    def handle_at(self, point: QPointF, current_id: int) -> str | None:
        """Which handle of the current annotation lies under a point of the document."""
        return None

    def _in_lanes(self, shown: Span) -> tuple[list[Drawn], list[Drawn]]:
        kinds: dict[LabelKind, list[Annotation]] = {LabelKind.ENTITY: [], LabelKind.CLAIM: []}
        for annotation in self._index.cluster(shown):
            if annotation.status is not Status.REJECTED:
                kinds[self._labels[annotation.label_id].kind].append(annotation)
        result = []
        for annotations in kinds.values():
            annotations.sort(key=lambda a: (a.hull.start, -a.hull.stop, a.id))
            given = lanes(annotation.hull for annotation in annotations)
            result.append(
                [
                    Drawn(annotation, self._labels[annotation.label_id], lane)
                    for annotation, lane in zip(annotations, given, strict=True)
                    if annotation.hull.overlaps(shown)
                ]
            )
        return result[0], result[1]

    def _pieces(self, annotation: Annotation, blocks: list[tuple[QTextBlock, QRectF]]) -> list[Piece]:
        to_position = self._page.positions.to_position
        return [
            piece
            for part in annotation.parts
            for start, stop in [(to_position(part.start), to_position(part.stop))]
            for block, rect in blocks
            if start < block.position() + block.length() and stop > block.position()
            for piece in pieces(block, QPointF(rect.left(), rect.top()), start, stop)
        ]

    def _paint_entity(
        self, painter: QPainter, drawn: Drawn, blocks: list[tuple[QTextBlock, QRectF]], current: bool
    ) -> None:
        inset = min(drawn.lane, _DEEPEST) * _INSET
        colour = QColor(drawn.label.colour)
        suggested = drawn.annotation.status is Status.SUGGESTED
        for piece in self._pieces(drawn.annotation, blocks):
            rect = piece.rect.adjusted(-_PAD_X, -_PAD_Y + inset, _PAD_X, _PAD_Y - inset)
            painter.setBrush(
                Qt.BrushStyle.NoBrush if suggested else self._theme.entity_fill(drawn.label.colour, current=current)
            )
            painter.setPen(self._outline(colour, drawn.lane, suggested=suggested, current=current))
            painter.drawRoundedRect(rect, RADIUS_SPAN, RADIUS_SPAN)
            if current:
                self._paint_handles(painter, piece, rect)

    def _outline(self, colour: QColor, lane: int, *, suggested: bool, current: bool) -> QPen | Qt.PenStyle:
        if current:
            return QPen(self._theme.accent, 1.2)
        if suggested:
            return QPen(colour, 1.2, Qt.PenStyle.DashLine)
        if lane:
            edge = QColor(colour)
            edge.setAlphaF(0.75)
            return QPen(edge, 1)
        return Qt.PenStyle.NoPen

    def _paint_handles(self, painter: QPainter, piece: Piece, rect: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.accent)
        for x in (piece.start, piece.stop):
            if x is not None:
                left = x - _PAD_X - 2 if x < piece.rect.center().x() else x + _PAD_X - 1
                bar = QRectF(left, rect.top() - 3, _HANDLE_WIDTH, rect.height() + 6)
                painter.drawRoundedRect(bar, _HANDLE_WIDTH / 2, _HANDLE_WIDTH / 2)

    def _paint_claim(
        self, painter: QPainter, drawn: Drawn, blocks: list[tuple[QTextBlock, QRectF]], current: bool
    ) -> None:
        found = self._pieces(drawn.annotation, blocks)
        if not found:
            return
        colour = self._theme.claim_line(drawn.label.colour)
        pen = QPen(colour, _LINE_WIDTH + (1 if current else 0), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        if drawn.annotation.status is Status.SUGGESTED:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for piece in found:
            painter.setPen(pen)
            y = piece.rect.bottom() + 1.5 + drawn.lane * _LINE_STEP
            left, right = piece.rect.left(), piece.rect.right()
            painter.drawLine(QPointF(left, y), QPointF(right, y))
            for x in (piece.start, piece.stop):
                if x is not None:
                    inside = x + 1 if x < piece.rect.center().x() else x - 1
                    painter.drawLine(QPointF(inside, y - _TICK), QPointF(inside, y))
            if current:
                self._paint_handles(painter, piece, piece.rect)
        self._paint_bar(painter, drawn, found, colour)

    def _paint_bar(self, painter: QPainter, drawn: Drawn, found: list[Piece], colour: QColor) -> None:
        frame = self._page.document.rootFrame().frameFormat()
        x = frame.leftMargin() - _BAR_GAP - drawn.lane * _BAR_STEP
        top = min(piece.rect.top() for piece in found)
        bottom = max(piece.rect.bottom() for piece in found) + 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(x, top, _BAR_WIDTH, bottom - top), 1.5, 1.5)
        if found[0].start is not None and drawn.label.key and drawn.lane == 0:
            painter.setFont(interface_font(11))
            painter.setPen(self._theme.muted)
            painter.drawText(QRectF(x - 22, top - 1, 16, 14), Qt.AlignmentFlag.AlignRight, drawn.label.key)
