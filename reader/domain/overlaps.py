"""Which annotations cover a stretch of text."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Self

from reader.domain.annotation import Annotation
from reader.domain.span import Span

Fetch = Callable[[Sequence[int]], list[Annotation]]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the annotations of an article stand: starts and stops of their hulls in code points, and their ids.

    Three lists of one length, in the order of `Annotation.place`.
    """

    starts: list[int]
    stops: list[int]
    ids: list[int]


class AnnotationIndex:
    """The annotations of one article, found by place or by id, and fetched when they are looked at.

    Sorted by start; beside each stands the furthest stop so far, so that a look-up is two bisections. An article
    with 10,000 annotations opens at once: only those in view become objects.
    """

    def __init__(self, places: Places | None = None, fetch: Fetch = lambda _ids: []) -> None:
        """Take over the places; `fetch` brings annotations by their ids."""
        places = places or Places([], [], [])
        self._starts, self._stops, self._ids = places.starts, places.stops, places.ids
        self._reach = list(accumulate(self._stops, max))
        self._fetch = fetch
        self._known: dict[int, Annotation] = {}

    @classmethod
    def of(cls, annotations: Iterable[Annotation]) -> Self:
        """An index of annotations that are at hand."""
        index = cls()
        for annotation in annotations:
            index.put(annotation)
        return index

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, annotation_id: object) -> bool:
        return annotation_id in self._known or annotation_id in self._ids

    def ids(self) -> list[int]:
        """All ids in the order of the text."""
        return self._ids.copy()

    def row_of(self, annotation_id: int) -> int:
        """How many annotations stand before this one, -1 where it is not there."""
        return self._ids.index(annotation_id) if annotation_id in self else -1

    def get(self, annotation_id: int) -> Annotation | None:
        """The annotation with this id."""
        found = self.some((annotation_id,)) if annotation_id in self else []
        return found[0] if found else None

    def at_hand(self, annotation_id: int) -> Annotation | None:
        """The annotation with this id, if it was fetched before."""
        return self._known.get(annotation_id)

    def some(self, ids: Sequence[int]) -> list[Annotation]:
        """The annotations with these ids, in their order; those that are gone are left out."""
        missing = [annotation_id for annotation_id in ids if annotation_id not in self._known]
        if missing:
            self._known.update((annotation.id, annotation) for annotation in self._fetch(missing))
        return [self._known[annotation_id] for annotation_id in ids if annotation_id in self._known]

    def put(self, annotation: Annotation) -> None:
        """Add the annotation, or replace the one with its id."""
        self.discard(annotation.id)
        start, stop, *_ = annotation.place
        row, last = bisect_left(self._starts, start), bisect_right(self._starts, start)
        row += sum(other.place < annotation.place for other in self.some(self._ids[row:last]))
        for column, value in ((self._starts, start), (self._stops, stop), (self._ids, annotation.id), (self._reach, 0)):
            column.insert(row, value)
        self._known[annotation.id] = annotation
        self._measure_reach(row)

    def discard(self, annotation_id: int) -> None:
        """Take the annotation out, if it is there."""
        row = self.row_of(annotation_id)
        self._known.pop(annotation_id, None)
        if row >= 0:
            for column in (self._starts, self._stops, self._ids, self._reach):
                del column[row]
            self._measure_reach(row)

    def covering(self, span: Span) -> list[Annotation]:
        """The annotations whose hull shares a character with the span, in the order of the text."""
        rows = range(bisect_right(self._reach, span.start), bisect_left(self._starts, span.stop))
        return self.some([self._ids[row] for row in rows if self._stops[row] > span.start])

    def at(self, index: int) -> list[Annotation]:
        """The annotations with a fragment that holds the code point, the shortest first."""
        found = [a for a in self.covering(Span(index, index + 1)) if any(index in part for part in a.parts)]
        return sorted(found, key=lambda annotation: len(annotation.hull))

    def after(self, index: int) -> Annotation | None:
        """The first annotation that starts behind the code point."""
        return self._in_row(bisect_right(self._starts, index))

    def neighbour(self, annotation_id: int, step: int) -> Annotation | None:
        """The annotation so many places further in the order of the text; None beyond the ends."""
        row = self.row_of(annotation_id)
        return self._in_row(row + step) if row >= 0 else None

    def cluster(self, span: Span) -> list[Annotation]:
        """Those covering the span, and all before it that they hang together with by overlapping.

        Lanes given out over a cluster do not change while the text is scrolled.
        """
        first = bisect_right(self._reach, span.start)
        while 0 < first < len(self._ids) and self._reach[first - 1] > self._starts[first]:
            first -= 1
        return self.some(self._ids[first : bisect_left(self._starts, span.stop)])

    def _in_row(self, row: int) -> Annotation | None:
        return self.get(self._ids[row]) if 0 <= row < len(self._ids) else None

    def _measure_reach(self, row: int) -> None:
        """Set the furthest stops anew from a row on, up to where they are as they were."""
        furthest = self._reach[row - 1] if row else 0
        for number in range(row, len(self._ids)):
            furthest = max(furthest, self._stops[number])
            if self._reach[number] == furthest and number > row:
                return
            self._reach[number] = furthest
