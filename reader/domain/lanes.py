"""In which lane each of several spans is drawn, so that none hides another."""

from reader.domain.span import Span


class Lanes:
    """Gives lanes to spans that come sorted by start: those that overlap never share one.

    Each gets the first lane that is free. What it gets depends on the spans before it alone.
    """

    def __init__(self) -> None:
        self._free_from: list[int] = []

    def give(self, span: Span) -> int:
        """The lane of the next span."""
        for lane, free in enumerate(self._free_from):
            if free <= span.start:
                self._free_from[lane] = span.stop
                return lane
        self._free_from.append(span.stop)
        return len(self._free_from) - 1


class NestedLanes:
    """Gives lanes as `Lanes` does, but a span never gets a lower one than a span that it lies in.

    Of spans with one start the longest comes first.
    """

    def __init__(self) -> None:
        self._over: list[tuple[int, int]] = []

    def give(self, span: Span) -> int:
        """The lane of the next span."""
        over = [known for known in self._over if known[0] > span.start]
        lane = 0
        if over:
            lane = max((lane + 1 for stop, lane in over if stop >= span.stop), default=0)
            taken = {other for _, other in over}
            while lane in taken:
                lane += 1
        over.append((span.stop, lane))
        self._over = over
        return lane
