"""Grapheme clusters, which a person takes for one character and no selection may cut (UAX #29, extended)."""

from collections.abc import Iterator

from reader.domain.span import Span
from reader.domain.text import compiled

# After one of `_BEFORE` and before one of `STARTS` a break always stands, whatever else is around. Of the rules
# of UAX #29 that forbid one, GB3 needs a CR on the left; GB6 to GB8 an L on the left, or a V or T on the right;
# GB9 and GB9a an extender, joiner or spacing mark on the right; GB9b a prepended character on the left, GB9c a
# linker or an extender, GB11 a joiner; GB12 and GB13 flag halves on both sides. Unicode 18 has linkers of the
# class Other.
_BEFORE = r"[[\p{GCB=Other}\p{GCB=LV}\p{GCB=LVT}\p{GCB=Control}\p{GCB=LF}]--\p{InCB=Linker}]"
STARTS = (
    r"[\p{GCB=Other}\p{GCB=L}\p{GCB=LV}\p{GCB=LVT}\p{GCB=Control}\p{GCB=CR}\p{GCB=LF}"
    r"\p{GCB=Regional_Indicator}\p{GCB=Prepend}]"
)
_LAST_CERTAIN = rf"(?r)(?<={_BEFORE})(?={STARTS})"
# `\X` counts all the flag halves before each one again, which is quadratic: 20,000 flags took three seconds.
# Taken in pairs from where their run starts they need no counting; what extends a pair is left to `\X` again.
_CLUSTER = (
    r"\p{Regional_Indicator}{1,2}(?:(?=[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}])\X)?"
    r"|\X"
)


def snap(text: str, span: Span) -> Span:
    """The span, outward to the edges of clusters; an empty one stays empty, at the start of its cluster.

    Raises IndexError when the span passes the end of the text.
    """
    start = _floor(text, span.start)
    return Span(start, _ceiling(text, span.stop) if span else start)


def previous_edge(text: str, index: int) -> int:
    """The last edge of a cluster before the index, or 0. Raises IndexError outside the text."""
    _check(text, index)
    if index == 0:
        return 0
    edge = certain_edge(text, index - 1)
    for stop in cluster_ends(text, edge):
        if stop >= index:
            break
        edge = stop
    return edge


def next_edge(text: str, index: int) -> int:
    """The first edge of a cluster after the index, or the text's end. Raises IndexError outside the text."""
    _check(text, index)
    if index == len(text):
        return index
    return next(stop for stop in cluster_ends(text, certain_edge(text, index)) if stop > index)


def certain_edge(text: str, index: int, since: int = 0) -> int:
    """The last edge, not after the index, that can be told from the two characters around it; else `since`, an edge."""
    found = compiled(_LAST_CERTAIN).search(text, since, index + 1)
    return found.start() if found else since


def cluster_ends(text: str, start: int, stop: int | None = None) -> Iterator[int]:
    """Where each cluster ends, from the one that starts at `start`: an edge, and not inside a run of flags."""
    for cluster in compiled(_CLUSTER).finditer(text, start, len(text) if stop is None else stop):
        yield cluster.end()


def _floor(text: str, index: int) -> int:
    _check(text, index)
    return index if index == len(text) else previous_edge(text, index + 1)


def _ceiling(text: str, index: int) -> int:
    _check(text, index)
    return index if index == 0 else next_edge(text, index - 1)


def _check(text: str, index: int) -> None:
    if not 0 <= index <= len(text):
        raise IndexError(f"index {index} is outside a text of {len(text)} code points")
