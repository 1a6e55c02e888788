"""Where two texts say the same: long stretches of equal characters, held by pieces that stand only once in each."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from reader.domain.span import Span

#: A piece of so many code points holds two texts together where it stands once in each: about three words.
_PIECE = 16
#: The same of scripts that write a word with one or two characters.
_DENSE_PIECE = 8
_FIRST_DENSE = "\u2e80"
#: So many pieces of the older text are looked at, at most: all of a short text, every fourth one of a megabyte.
_MOST_PIECES = 250_000
_STEP = 64


@dataclass(frozen=True, slots=True)
class Run:
    """Equal text: `length` code points from `old` on in the older text, from `new` on in the newer one."""

    old: int
    new: int
    length: int

    @property
    def old_stop(self) -> int:
        """Where it ends in the older text."""
        return self.old + self.length

    @property
    def new_stop(self) -> int:
        """Where it ends in the newer text."""
        return self.new + self.length

    def image(self, span: Span) -> Span:
        """A span of the older text as one of the newer."""
        by = self.new - self.old
        return Span(span.start + by, span.stop + by)


class Alignment:
    """The runs of two texts. A run holds at least one piece that stands exactly once in each text.

    Difflib takes minutes for a megabyte; this takes two passes over each text. Two runs may overlap at their ends,
    where the text between them repeats itself: which of them such characters belong to cannot be told from here.
    """

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.piece = _DENSE_PIECE if _is_dense(old) else _PIECE
        seeds = _seeds(old, new, self.piece)
        self._seeds = [at for at, _ in seeds]
        self._runs = _runs(old, new, seeds, self.piece)
        self._starts = [run.old for run in self._runs]
        self._stops = [run.old_stop for run in self._runs]
        self._by_new = sorted(self._runs, key=lambda run: run.new)
        self._new_starts = [run.new for run in self._by_new]
        self._new_stops = [run.new_stop for run in self._by_new]
        self._chain = _longest_chain(self._runs)
        self._chained = set(self._chain)
        self._chain_starts = [run.old for run in self._chain]
        self._chain_stops = [run.old_stop for run in self._chain]

    def over(self, span: Span) -> list[Run]:
        """The runs that share a character with a span of the older text."""
        return self._runs[bisect_right(self._stops, span.start) : bisect_left(self._starts, span.stop)]

    def over_new(self, span: Span) -> list[Run]:
        """The runs that share a character with a span of the newer text."""
        first, last = bisect_right(self._new_stops, span.start), bisect_left(self._new_starts, span.stop)
        return self._by_new[first:last]

    def holds(self, start: int, stop: int) -> bool:
        """Whether a piece that stands once in each text lies between two places of the older one."""
        number = bisect_left(self._seeds, start)
        return number < len(self._seeds) and self._seeds[number] + self.piece <= stop

    def tells_apart(self, span: Span) -> bool:
        """Whether a span of the older text lies in a piece that stands once in each text, or such a piece in it."""
        if len(span) > self.piece:
            return self.holds(span.start, span.stop)
        number = bisect_left(self._seeds, span.stop - self.piece)
        return number < len(self._seeds) and self._seeds[number] <= span.start

    def changed_before(self, run: Run) -> tuple[Span, Span]:
        """What lies between a run and the one before it in the older text, and in the newer one."""
        row, row_new = bisect_left(self._starts, run.old) - 1, bisect_left(self._new_starts, run.new) - 1
        stop, stop_new = self._stops[row] if row >= 0 else 0, self._new_stops[row_new] if row_new >= 0 else 0
        return Span(min(stop, run.old), run.old), Span(min(stop_new, run.new), run.new)

    def changed_after(self, run: Run) -> tuple[Span, Span]:
        """What lies between a run and the one after it in the older text, and in the newer one."""
        row, row_new = bisect_right(self._starts, run.old), bisect_right(self._new_starts, run.new)
        start = self._starts[row] if row < len(self._starts) else len(self.old)
        start_new = self._new_starts[row_new] if row_new < len(self._new_starts) else len(self.new)
        return Span(run.old_stop, max(run.old_stop, start)), Span(run.new_stop, max(run.new_stop, start_new))

    def is_moved(self, run: Run) -> bool:
        """Whether the run stands before or after others than it did."""
        return run not in self._chained

    def room(self, span: Span) -> Span:
        """What stands in the newer text between the neighbours that a span of the older one had."""
        before = bisect_left(self._chain_stops, span.start + 1) - 1
        after = bisect_left(self._chain_starts, span.stop)
        start = self._chain[before].new_stop if before >= 0 else 0
        stop = self._chain[after].new if after < len(self._chain) else len(self.new)
        return Span(start, max(start, stop))


def _is_dense(text: str) -> bool:
    some = text[:: max(1, len(text) // 2000)]
    return sum(character >= _FIRST_DENSE for character in some) * 2 > len(some)


def _seeds(old: str, new: str, size: int) -> list[tuple[int, int]]:
    """Where pieces stand that stand once in each text: places in the older and in the newer one, in the older's order.

    Of the older text every so many places are looked at; that they stand once holds over all places.
    """
    stride = 1 + len(old) // _MOST_PIECES
    first = {old[at : at + size]: at for at in range(0, len(old) - size + 1, stride)}
    in_new: dict[str, int] = {}
    for at in range(len(new) - size + 1):
        piece = new[at : at + size]
        if piece in first:
            in_new[piece] = -1 if piece in in_new else at
    for at in range(len(old) - size + 1):
        piece = old[at : at + size]
        if piece in in_new and first[piece] != at:
            in_new[piece] = -1
    return sorted((first[piece], at) for piece, at in in_new.items() if at >= 0)


def _runs(old: str, new: str, seeds: list[tuple[int, int]], size: int) -> list[Run]:
    runs: list[Run] = []
    for at, at_new in seeds:
        last = runs[-1] if runs else Run(0, 0, 0)
        if at - at_new == last.old - last.new and at + size <= last.old_stop:
            continue
        before = _equal_before(old, new, at, at_new)
        after = _equal_after(old, new, at + size, at_new + size)
        runs.append(Run(at - before, at_new - before, before + size + after))
    return runs


def _equal_after(old: str, new: str, at: int, at_new: int) -> int:
    """How many code points are equal from two places on."""
    most = min(len(old) - at, len(new) - at_new)
    length, step = 0, _STEP
    while step and length < most:
        step = min(step, most - length)
        if old[at + length : at + length + step] == new[at_new + length : at_new + length + step]:
            length += step
            step *= 2
        else:
            step //= 2
    return length


def _equal_before(old: str, new: str, at: int, at_new: int) -> int:
    """How many code points are equal before two places."""
    most = min(at, at_new)
    length, step = 0, _STEP
    while step and length < most:
        step = min(step, most - length)
        if old[at - length - step : at - length] == new[at_new - length - step : at_new - length]:
            length += step
            step *= 2
        else:
            step //= 2
    return length


def _longest_chain(runs: list[Run]) -> list[Run]:
    """The runs that stand in the same order in both texts, as many characters as can be: a longest increasing chain."""
    best: list[tuple[int, int]] = []  # ends of chains in the newer text and their lengths, both rising
    ends: list[int] = []
    last_of: dict[tuple[int, int], int] = {}
    before: list[int] = []
    for number, run in enumerate(runs):
        place = bisect_right(ends, run.new)
        length, parent = (best[place - 1][0], last_of[best[place - 1]]) if place else (0, -1)
        before.append(parent)
        mine = (length + run.length, run.new)
        stop = place
        while stop < len(best) and best[stop][0] <= mine[0]:
            stop += 1
        best[place:stop] = [mine]
        ends[place:stop] = [run.new]
        last_of[mine] = number
    chain: list[Run] = []
    number = last_of[best[-1]] if best else -1
    while number >= 0:
        chain.append(runs[number])
        number = before[number]
    return chain[::-1]
