"""What of an article's annotations is drawn in some lines, and in which lanes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from reader.domain.annotation import Annotation, Status
from reader.domain.codebook import Label, LabelKind
from reader.domain.lanes import Lanes, NestedLanes
from reader.domain.overlaps import AnnotationIndex
from reader.domain.span import Span
from reader.ui.painting.geometry import Piece
from reader.ui.painting.lines import Lines, PageLines
from reader.ui.painting.page import Page

_Stretches = tuple[tuple[int, int], ...]


class _Placed(NamedTuple):
    """What is known of an annotation whatever is in view: `stretches` are its fragments as positions (UTF-16).

    `snug` tells whether a letter stands right before it and right behind it.
    """

    annotation: Annotation
    label: Label
    hull: Span
    stretches: _Stretches
    snug: tuple[bool, bool]


class Drawn(NamedTuple):
    """An annotation as it is drawn: its pieces in the lines in view, and between its fragments the joints.

    `lane` keeps those apart that overlap, `bar_lane` claims that share a line. `start` and `stop` are the pieces with
    its outer edges, where these are in view.
    """

    annotation: Annotation
    label: Label
    stretches: _Stretches
    snug: tuple[bool, bool]
    lane: int
    bar_lane: int
    current: bool
    pieces: list[Piece]
    joints: list[Piece]
    start: Piece | None
    stop: Piece | None

    @property
    def suggested(self) -> bool:
        """Whether no person stands behind it yet."""
        return self.annotation.status is Status.SUGGESTED


class Scene:
    """The annotations in view, entities and claims, the outer lanes first."""

    def __init__(self, drawn: Iterable[Drawn]) -> None:
        ordered = sorted(drawn, key=lambda one: one.lane)
        self.entities = [one for one in ordered if one.label.kind is LabelKind.ENTITY]
        self.claims = [one for one in ordered if one.label.kind is LabelKind.CLAIM]
        self.deepest_entities = _deepest(self.entities)
        self.deepest_claims = _deepest(self.claims)
        self.current = next((one for one in ordered if one.current), None)


class Arranger:
    """Finds what is to be drawn on one page. Positions in the document and indexes of the text meet here."""

    def __init__(self, page: Page, index: AnnotationIndex, labels: Mapping[int, Label], page_lines: PageLines) -> None:
        self._page = page
        self._index = index
        self._labels = labels
        self._page_lines = page_lines
        self._placed: dict[int, _Placed] = {}
        self._given = _GivenLanes()

    def scene(self, lines: Lines, current_id: int) -> Scene:
        """What is drawn in these lines; lanes are the same whichever lines are asked for.

        What is rejected is not drawn, and of line breaks alone there is nothing to draw.
        """
        positions = self._page.positions
        shown = positions.span(lines.start, min(lines.stop + 1, positions.last))
        self._give_lanes(self._hanging_together(shown))
        return Scene(
            self.drawn(annotation, lines, *self._given.lanes[annotation.id], current=annotation.id == current_id)
            for annotation in self._index.covering(shown)
            if annotation.status is not Status.REJECTED and self._place(annotation).stretches
        )

    def drawn(self, annotation: Annotation, lines: Lines, lane: int, bar_lane: int, *, current: bool) -> Drawn:
        """An annotation as it is drawn in these lines."""
        placed = self._place(annotation)
        parts = [lines.pieces(start, stop) for start, stop in placed.stretches]
        gaps = [(before[1], after[0]) for before, after in pairwise(placed.stretches)] if len(parts) > 1 else []
        return Drawn(
            annotation,
            placed.label,
            placed.stretches,
            placed.snug,
            lane,
            bar_lane,
            current,
            parts[0] if len(parts) == 1 else [piece for part in parts for piece in part],
            [piece for start, stop in gaps for piece in lines.pieces(start, stop)],
            next((piece for piece in parts[0] if piece.start is not None), None) if parts else None,
            next((piece for piece in parts[-1] if piece.stop is not None), None) if parts else None,
        )

    def stretches(self, annotation: Annotation) -> _Stretches:
        """The fragments of an annotation as positions. Line breaks at their ends, which nobody sees, are left out."""
        return self._place(annotation).stretches

    def _place(self, annotation: Annotation) -> _Placed:
        placed = self._placed.get(annotation.id)
        if placed is None or placed.annotation is not annotation:
            text, hull = self._page.article.text, annotation.hull
            snug = text[max(0, hull.start - 1) : hull.start].isalnum(), text[hull.stop : hull.stop + 1].isalnum()
            stretches = tuple(self._stretches(annotation))
            placed = _Placed(annotation, self._labels[annotation.label_id], hull, stretches, snug)
            self._placed[annotation.id] = placed
        return placed

    def _stretches(self, annotation: Annotation) -> Iterator[tuple[int, int]]:
        text, to_position = self._page.article.text, self._page.positions.to_position
        for part in annotation.parts:
            start, stop = part.start, min(part.stop, len(text))
            while start < stop and text[start] == "\n":
                start += 1
            while start < stop and text[stop - 1] == "\n":
                stop -= 1
            if start < stop:
                yield to_position(start), to_position(stop)

    def _hanging_together(self, shown: Span) -> list[Annotation]:
        """The annotations in view, and all before them that lanes depend on.

        Those that overlap hang together, and claims that share a line: so what starts in a block that one of them
        starts in is looked at too, and what that hangs together with.
        """
        start = self._begin_of(shown.start, self._page_lines.block_start)
        while True:
            found = self._index.cluster(Span(start, max(start, shown.stop)))
            first = (
                self._begin_of(min(start, found[0].parts[0].start), self._page_lines.block_start) if found else start
            )
            if first >= start:
                return found
            start = first

    def _give_lanes(self, found: list[Annotation]) -> None:
        """Give lanes to annotations that hang together; to those that had theirs in the last frame nothing is given.

        A claim's bar takes a lane as if the claim began with its first line: two that share a line overlap then.
        """
        given = self._given
        layout = self._page_lines.layout_key()
        if given.layout != layout or found[: len(given.found)] != given.found[: len(found)]:
            given = self._given = _GivenLanes(layout)
        added = [self._place(one) for one in found[len(given.found) :] if one.status is not Status.REJECTED]
        for placed in sorted(added, key=lambda one: (one.hull.start, -one.hull.stop, one.annotation.id)):
            if placed.label.kind is LabelKind.ENTITY:
                lanes = given.entities.give(placed.hull), 0
            else:
                first = self._begin_of(placed.hull.start, self._page_lines.line_start)
                lanes = given.claims.give(placed.hull), given.bars.give(Span(first, placed.hull.stop))
            given.lanes[placed.annotation.id] = lanes
        if len(found) > len(given.found):
            given.found = found

    def _begin_of(self, index: int, begin_of: Callable[[int], int]) -> int:
        """The index that a block or a line begins with."""
        positions = self._page.positions
        return positions.to_index(begin_of(positions.to_position(index)))


class _GivenLanes:
    """The lanes that annotations which hang together were given in one layout of the page, by their ids."""

    def __init__(self, layout: object = None) -> None:
        self.layout = layout
        self.found: list[Annotation] = []
        self.lanes: dict[int, tuple[int, int]] = {}
        self.entities, self.claims, self.bars = NestedLanes(), NestedLanes(), Lanes()


def _deepest(some: Iterable[Drawn]) -> dict[int, int]:
    """The highest lane in each line, by where the line starts."""
    found: dict[int, int] = {}
    for drawn in some:
        for piece in [*drawn.pieces, *drawn.joints] if drawn.joints else drawn.pieces:
            start = piece.line.start
            if found.get(start, -1) < drawn.lane:
                found[start] = drawn.lane
    return found
