"""Spans of a text, in code points, and what can be said of them without a window."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The text from start (included) to stop (excluded), in code points."""

    start: int
    stop: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.stop:
            raise ValueError(f"not a span: {self.start}-{self.stop}")

    def of(self, text: str) -> str:
        """The characters of the span."""
        return text[self.start : self.stop]

    def overlaps(self, other: Self) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.stop and other.start < self.stop

    def __len__(self) -> int:
        return self.stop - self.start

    def __bool__(self) -> bool:
        return self.start < self.stop

    def __contains__(self, index: object) -> bool:
        return isinstance(index, int) and self.start <= index < self.stop


Fragments = tuple[Span, ...]


def fragments(spans: Iterable[Span]) -> Fragments:
    """The spans in order, those that touch or overlap joined, the empty ones left out."""
    joined: list[Span] = []
    for span in sorted(spans):
        if not span:
            continue
        if joined and span.start <= joined[-1].stop:
            joined[-1] = Span(joined[-1].start, max(joined[-1].stop, span.stop))
        else:
            joined.append(span)
    return tuple(joined)


def without(parts: Fragments, span: Span) -> Fragments:
    """What is left of the parts where the span is taken out of them."""
    left = []
    for part in parts:
        left.append(Span(part.start, min(part.stop, max(part.start, span.start))))
        left.append(Span(max(part.start, min(part.stop, span.stop)), part.stop))
    return fragments(left) if span else parts


def hull(parts: Fragments) -> Span:
    """The span from the first start to the last stop. Raises IndexError when there is no part."""
    return Span(parts[0].start, parts[-1].stop)


def trimmed(span: Span, text: str) -> Span:
    """The span without white space at its edges; empty where nothing else was in it."""
    quote = span.of(text)
    start = span.start + len(quote) - len(quote.lstrip())
    return Span(start, max(start, span.start + len(quote.rstrip())))
