"""The paint pass under the text: the annotations of the lines in view, and nothing else.

An entity is a rounded fill, a claim a bracket under its lines and a bar in the margin; what overlaps takes
lanes, so that none hides another. The document is never touched.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from reader.domain.annotation import Annotation
from reader.domain.codebook import Codebook, Label, LabelKind
from reader.domain.overlaps import AnnotationIndex
from reader.ui.painting.claims import Bars, paint_claims, paint_contour
from reader.ui.painting.drawn import Arranger, Drawn, Scene
from reader.ui.painting.entities import paint_entities, paint_outline
from reader.ui.painting.handles import handle_under, paint_handles
from reader.ui.painting.lines import PageLines
from reader.ui.painting.links import LinkLine, paint_links
from reader.ui.painting.page import Page
from reader.ui.painting.tags import paint_tags
from reader.ui.theme import READING_PIXELS, Theme

_SMALLEST, _LARGEST = 0.6, 1.6
_REACH = 16.0
_ALL = QRectF()


class HighlightPainter:
    """Draws the annotations of one page, and finds where they are drawn."""

    def __init__(
        self,
        page: Page,
        index: AnnotationIndex,
        labels: Mapping[int, Label],
        theme: Theme,
        *,
        label_tags: bool = False,
    ) -> None:
        self._page = page
        self._index = index
        self._theme = theme
        self._label_tags = label_tags
        self._lines = PageLines(page.document)
        self._arranger = Arranger(page, index, labels, self._lines)
        scale = page.document.defaultFont().pixelSize() / READING_PIXELS
        self._unit = min(_LARGEST, max(_SMALLEST, scale))

    def paint(
        self, painter: QPainter, visible: QRectF, current_id: int, links: Sequence[LinkLine] = (), view: QRectF = _ALL
    ) -> None:
        """Draw what reaches into the visible rectangle; the painter stands in the document's coordinates.

        `links` are those of the current annotation; at the edges of `view` they leave for what is not in it.
        """
        lines = self._lines.visible(visible)
        if not lines:
            return
        scene = self._arranger.scene(lines, current_id)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_entities(painter, scene, self._theme, self._unit)
        paint_claims(painter, scene, self._theme, self._unit)
        margin = self._page.document.rootFrame().frameFormat().leftMargin()
        Bars(self._lines, lines, scene, margin).paint(painter, self._theme)
        if scene.current is not None:
            self._paint_outline(painter, scene.current, scene)
        if self._label_tags:
            paint_tags(painter, lines, scene, self._theme, self._unit)
        if scene.current is not None:
            paint_handles(painter, scene.current, self._theme)
        if links:
            paint_links(painter, self._page, lines, view, links, self._arranger.stretches, self._theme)

    def _paint_outline(self, painter: QPainter, current: Drawn, scene: Scene) -> None:
        if current.label.kind is LabelKind.ENTITY:
            paint_outline(painter, current, scene, self._theme, self._unit)
        else:
            paint_contour(painter, current, self._theme)

    def handle_at(self, point: QPointF, current_id: int) -> str | None:
        """Which handle of the current annotation lies under a point of the document: “start”, “stop” or none."""
        annotation = self._index.get(current_id) if current_id else None
        if annotation is None:
            return None
        near = QRectF(point.x(), point.y() - _REACH, 1, 2 * _REACH)
        drawn = self._arranger.drawn(annotation, self._lines.visible(near), 0, 0, current=True)
        return handle_under(point, drawn)

    def rects_of(self, annotation: Annotation) -> list[QRectF]:
        """Where the characters of an annotation stand in the document, line by line, from ascent to descent."""
        stretches = self._arranger.stretches(annotation)
        if not stretches:
            return []
        lines = self._lines.between(stretches[0][0], stretches[-1][1])
        return [piece.rect for start, stop in stretches for piece in lines.pieces(start, stop)]


class Labels(dict[int, Label]):
    """The labels by their ids; any id has one, since another program may make labels."""

    def __init__(self, codebook: Codebook) -> None:
        super().__init__((label.id, label) for label in codebook.labels)
        self._codebook = codebook

    def __missing__(self, label_id: int) -> Label:
        return self._codebook.shown(label_id)
