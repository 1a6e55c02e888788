"""Which annotations cover a stretch of text, and in which lane each is drawn so that none hides another."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Self

from reader.domain.annotation import Annotation
from reader.domain.span import Span

Place = tuple[int, int, int]
Fetch = Callable[[Sequence[int]], list[Annotation]]


class AnnotationIndex:
    """The annotations of one article, found by place or by id, and fetched when they are looked at.

    Sorted by start; beside each stands the furthest stop so far, so that a look-up is two bisections. An article
    with 10,000 annotations opens at once: only those in view become objects.
    """

    def __init__(self, places: Iterable[Place] = (), fetch: Fetch = lambda _ids: []) -> None:
        """Index the places (start and stop of the hull in code points, id); `fetch` brings annotations by id."""
        self._entries = sorted(places)
        self._places = {entry[2]: entry for entry in self._entries}
        self._reach: list[int] = list(accumulate((entry[1] for entry in self._entries), max))
        self._fetch = fetch
        self._known: dict[int, Annotation] = {}

    @classmethod
    def of(cls, annotations: Iterable[Annotation]) -> Self:
        """An index of annotations that are at hand."""
        known = {annotation.id: annotation for annotation in annotations}
        index = cls(annotation.place for annotation in known.values())
        index._known = known
        return index

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, annotation_id: object) -> bool:
        return annotation_id in self._places

    def places(self) -> list[Place]:
        """All places in the order of the text."""
        return self._entries.copy()

    def get(self, annotation_id: int) -> Annotation | None:
        """The annotation with this id."""
        found = self.some((annotation_id,)) if annotation_id in self._places else []
        return found[0] if found else None

    def some(self, ids: Sequence[int]) -> list[Annotation]:
        """The annotations with these ids, in their order; those that are gone are left out."""
        missing = [annotation_id for annotation_id in ids if annotation_id not in self._known]
        if missing:
            self._known.update((annotation.id, annotation) for annotation in self._fetch(missing))
        return [self._known[annotation_id] for annotation_id in ids if annotation_id in self._known]

    def ids(self) -> list[int]:
        """All ids in the order of the text."""
        return [entry[2] for entry in self._entries]

    def put(self, annotation: Annotation) -> None:
        """Add the annotation, or replace the one with its id."""
        self.discard(annotation.id)
        entry = annotation.place
        row = bisect_left(self._entries, entry)
        self._entries.insert(row, entry)
        self._places[annotation.id] = entry
        self._known[annotation.id] = annotation
        self._reach.insert(row, 0)
        self._measure_reach(row)

    def discard(self, annotation_id: int) -> None:
        """Take the annotation out, if it is there."""
        entry = self._places.pop(annotation_id, None)
        self._known.pop(annotation_id, None)
        if entry is not None:
            row = bisect_left(self._entries, entry)
            del self._entries[row]
            del self._reach[row]
            self._measure_reach(row)

    def covering(self, span: Span) -> list[Annotation]:
        """The annotations whose hull shares a character with the span, in the order of the text."""
        first = bisect_right(self._reach, span.start)
        last = bisect_left(self._entries, (span.stop,))
        return self.some([entry[2] for entry in self._entries[first:last] if entry[1] > span.start])

    def at(self, index: int) -> list[Annotation]:
        """The annotations with a fragment that holds the code point, the shortest first."""
        found = [a for a in self.covering(Span(index, index + 1)) if any(index in part for part in a.parts)]
        return sorted(found, key=lambda annotation: len(annotation.hull))

    def after(self, index: int) -> Annotation | None:
        """The first annotation that starts behind the code point."""
        return self._in_row(bisect_right(self._entries, (index, 1 << 62)))

    def neighbour(self, annotation_id: int, step: int) -> Annotation | None:
        """The annotation so many places further in the order of the text; None beyond the ends."""
        entry = self._places.get(annotation_id)
        return None if entry is None else self._in_row(bisect_left(self._entries, entry) + step)

    def cluster(self, span: Span) -> list[Annotation]:
        """Those covering the span, and all before it that they hang together with by overlapping.

        Lanes given out over a cluster do not change while the text is scrolled.
        """
        first = bisect_right(self._reach, span.start)
        while 0 < first < len(self._entries) and self._reach[first - 1] > self._entries[first][0]:
            first -= 1
        last = bisect_left(self._entries, (span.stop,))
        return self.some([entry[2] for entry in self._entries[first:last]])

    def _in_row(self, row: int) -> Annotation | None:
        return self.get(self._entries[row][2]) if 0 <= row < len(self._entries) else None

    def _measure_reach(self, row: int) -> None:
        """Set the furthest stops anew from a row on, up to where they are as they were."""
        furthest = self._reach[row - 1] if row else 0
        for number in range(row, len(self._entries)):
            furthest = max(furthest, self._entries[number][1])
            if self._reach[number] == furthest and number > row:
                return
            self._reach[number] = furthest


def lanes(spans: Iterable[Span]) -> list[int]:
    """A lane for each of the spans, which come sorted by start: those that overlap never share one.

    Of spans with one start the longest should come first: it takes the outer lane.
    """
    free_from: list[int] = []
    given = []
    for span in spans:
        for lane, free in enumerate(free_from):
            if free <= span.start:
                free_from[lane] = span.stop
                break
        else:
            lane = len(free_from)
            free_from.append(span.stop)
        given.append(lane)
    return given
