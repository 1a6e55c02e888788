"""What was found in a text: the hits in their order, gathered in slices of time, looked up by bisection."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice
from time import perf_counter

from reader.domain.span import Span

_HANDFUL = 64


class Finding:
    """The hits of one search, in code points. They come in the order of the text and do not overlap."""

    def __init__(self, hits: Iterator[Span]) -> None:
        self._coming = hits
        self._starts, self._stops = array("q"), array("q")
        self.complete = False

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, number: int) -> Span:
        """The hit of this number, from 0 on. Raises IndexError."""
        return Span(self._starts[number], self._stops[number])

    def collect(self, seconds: float) -> bool:
        """Look for further hits for about so long; whether all are found now."""
        until = perf_counter() + seconds
        while not self.complete:
            hits = list(islice(self._coming, _HANDFUL))
            self._starts.extend(hit.start for hit in hits)
            self._stops.extend(hit.stop for hit in hits)
            self.complete = len(hits) < _HANDFUL
            if perf_counter() >= until:
                break
        return self.complete

    def reaches(self, index: int) -> bool:
        """Whether it is known by now which hit follows the code point."""
        return self.complete or (len(self) > 0 and self._starts[-1] >= index)

    def at_or_after(self, index: int) -> int:
        """The number of the first hit that starts at the code point or behind it; round at the end, -1 without hits."""
        row = bisect_left(self._starts, index)
        return row if row < len(self) else 0 if self._starts else -1

    def before(self, index: int) -> int:
        """The number of the last hit that stops at the code point or before it; round at the start, -1 without hits."""
        return (bisect_right(self._stops, index) or len(self)) - 1

    def step(self, number: int, by: int) -> int:
        """The number so many hits further, round at the ends; -1 without hits."""
        return (number + by) % len(self) if self._starts else -1

    def within(self, span: Span) -> range:
        """The numbers of the hits that share a character with the span."""
        return range(bisect_right(self._stops, span.start), bisect_left(self._starts, span.stop))
