"""An edge of an annotation that keys or the mouse lead on."""

from dataclasses import dataclass, replace
from enum import StrEnum

from reader.domain.annotation import Annotation
from reader.domain.graphemes import next_edge, previous_edge, snap
from reader.domain.span import Fragments, Span, trimmed
from reader.domain.words import next_word, previous_word


class Side(StrEnum):
    """Which edge of a fragment."""

    START = "start"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class HeldEdge:
    """One edge: of which annotation, of which of its fragments; `sitting` joins its moves to one action."""

    annotation_id: int
    fragment: int
    side: Side
    sitting: object

    @classmethod
    def outer(cls, annotation: Annotation, side: Side) -> "HeldEdge":
        """The first start or the last stop of an annotation."""
        return cls(annotation.id, 0 if side is Side.START else len(annotation.parts) - 1, side, object())

    def following(self, annotation: Annotation) -> "HeldEdge":
        """The same edge of the next fragment inwards, round at the end."""
        step = 1 if self.side is Side.START else -1
        return replace(self, fragment=(self.fragment + step) % len(annotation.parts))

    def index(self, annotation: Annotation) -> int:
        """Where the edge is, in code points."""
        part = annotation.parts[min(self.fragment, len(annotation.parts) - 1)]
        return part.start if self.side is Side.START else part.stop

    def moved(self, annotation: Annotation, text: str, index: int) -> Fragments:
        """The fragments with the edge at the index, or as near to it as its own and its neighbours' edges allow.

        No edge stays beside white space, nor within a grapheme cluster: a cluster at least remains between fragments.
        """
        parts = list(annotation.parts)
        number = min(self.fragment, len(parts) - 1)
        part = parts[number]
        before = next_edge(text, parts[number - 1].stop) if number else 0
        after = previous_edge(text, parts[number + 1].start) if number + 1 < len(parts) else len(text)
        if self.side is Side.START:
            start = min(max(index, before), previous_edge(text, part.stop))
            parts[number] = _inner(text, Span(start, part.stop))
        else:
            stop = max(min(index, after), next_edge(text, part.start))
            parts[number] = _inner(text, Span(part.start, stop))
        return tuple(parts)

    def by_word(self, text: str, index: int, *, forwards: bool) -> int:
        """Where the edge goes by a word: a start to the start of one, a stop to the end of one."""
        if forwards:
            word = next_word(text, index)
            if word is not None and self.side is Side.START and word.start <= index:
                word = next_word(text, word.stop)
        else:
            word = previous_word(text, index)
            if word is not None and self.side is Side.STOP and word.stop >= index:
                word = previous_word(text, word.start)
        if word is None:
            return len(text) if forwards else 0
        return word.start if self.side is Side.START else word.stop


def _inner(text: str, span: Span) -> Span:
    return snap(text, trimmed(span, text) or span)
