"""Selections that a person means: trimmed of stray punctuation, grown and shrunk by word, sentence, paragraph.

Spans are in code points; structure is that of the text.
"""

from collections.abc import Iterator

from reader.domain.codebook import LabelKind
from reader.domain.sentences import sentence_at
from reader.domain.span import Span, hull, trimmed
from reader.domain.structure import Structure, block_at
from reader.domain.words import word_at

_PAIRS = {
    pair[0]: pair[1] for pair in ["()", "[]", "{}", "“”", "‘’", "«»", "„“", "「」", "『』", "《》", "（）", "【】"]
}
_OPENING = frozenset(_PAIRS) | frozenset("»”")
_CLOSING = frozenset(_PAIRS.values()) | frozenset("«„")
_SAME_ON_BOTH_SIDES = frozenset("\"'")
_STRAY = frozenset(",;:·•–—-‐‑‒―/\\|、，；：؛،․…")
_MOST_STRAY = 64
_ENDS = frozenset(".!?。！？؟۔।")


def proper(text: str, structure: Structure, span: Span) -> Span:
    """The span without white space and stray punctuation at its edges; as it is where nothing else is in it.

    Stray are commas, colons, dashes and the like, quotes and brackets without their partner in the span, and the mark
    that ends a sentence, unless the span begins with a sentence or the mark is part of a word (U.S.).
    """
    inner = whole = trimmed(span, text)
    for _ in range(_MOST_STRAY):
        if not inner:
            return whole
        if _is_stray_at_start(text, inner):
            inner = trimmed(Span(inner.start + 1, inner.stop), text)
        elif _is_stray_at_stop(text, structure, inner):
            inner = trimmed(Span(inner.start, inner.stop - 1), text)
        else:
            return inner
    return whole


def at_caret(text: str, structure: Structure, index: int, kind: LabelKind) -> Span | None:
    """What a label of a kind is given to where nothing is selected: the word (entity), the sentence (claim)."""
    return _word(text, structure, index) if kind is LabelKind.ENTITY else _sentence(text, structure, index)


def grown(text: str, structure: Structure, span: Span) -> Span:
    """The next larger of word, sentence, paragraph around the span; the span itself where it holds its paragraphs."""
    for larger in _around(text, structure, span):
        if larger.start <= span.start and span.stop <= larger.stop and len(larger) > len(span):
            return larger
    return span


def shrunk(text: str, structure: Structure, span: Span) -> Span:
    """The next smaller of paragraph, sentence, word at the start of the span; empty where the span is a word."""
    at_start = Span(span.start, span.start)
    smaller = [found for found in _around(text, structure, at_start) if found.stop <= span.stop and found < span]
    inside = [found for found in smaller if span.start <= found.start and len(found) < len(span)]
    return max(inside, key=len, default=at_start)


def _around(text: str, structure: Structure, span: Span) -> Iterator[Span]:
    last = max(span.start, span.stop - 1)
    edges = (span.start, last)
    for find in (_word, _sentence, _paragraph):
        found = [part for index in edges if (part := find(text, structure, index))]
        if found:
            yield hull(tuple(sorted(found)[:1] + sorted(found, key=lambda part: part.stop)[-1:]))


def _word(text: str, _structure: Structure, index: int) -> Span | None:
    return word_at(text, index)


def _sentence(text: str, structure: Structure, index: int) -> Span | None:
    block = block_at(structure, index)
    return sentence_at(text, index, block.span) if block else None


def _paragraph(_text: str, structure: Structure, index: int) -> Span | None:
    block = block_at(structure, index)
    return block.span if block else None


def _is_stray_at_start(text: str, span: Span) -> bool:
    first = text[span.start]
    if first in _STRAY or first in _ENDS:
        return not _in_word(text, span.start)
    if first in _SAME_ON_BOTH_SIDES:
        return text.count(first, span.start, span.stop) % 2 == 1 and not _in_word(text, span.start)
    if first in _OPENING:
        return not _is_closed(text, span.start, span.stop)
    return first in _CLOSING


def _is_stray_at_stop(text: str, structure: Structure, span: Span) -> bool:
    last = text[span.stop - 1]
    if last in _STRAY:
        return not _in_word(text, span.stop - 1)
    if last in _ENDS:
        return not _in_word(text, span.stop - 1) and not _begins_a_sentence(text, structure, span.start)
    if last in _SAME_ON_BOTH_SIDES:
        return text.count(last, span.start, span.stop) % 2 == 1 and not _in_word(text, span.stop - 1)
    if last in _CLOSING:
        return not _is_opened(text, span.start, span.stop)
    return last in _OPENING


def _is_closed(text: str, index: int, stop: int) -> bool:
    """Whether the bracket or quote at the index has its partner before `stop`."""
    opening = text[index]
    return opening in _PAIRS and _is_matched(text[index:stop], opening, _PAIRS[opening])


def _is_opened(text: str, start: int, stop: int) -> bool:
    """Whether the bracket or quote right before `stop` has its partner from `start` on."""
    closing = text[stop - 1]
    openers = [opening for opening, closer in _PAIRS.items() if closer == closing]
    return any(_is_matched(text[start:stop][::-1], closing, opening) for opening in openers)


def _is_matched(characters: str, first: str, partner: str) -> bool:
    """Whether the partner of the first character follows, with those nested between them matched too."""
    depth = 0
    for character in characters:
        depth += (character == first) - (character == partner)
        if depth == 0:
            return True
    return False


def _in_word(text: str, index: int) -> bool:
    word = word_at(text, index)
    return word is not None and index in word


def _begins_a_sentence(text: str, structure: Structure, index: int) -> bool:
    sentence = _sentence(text, structure, index)
    return sentence is not None and (sentence.start == index or not text[sentence.start : index].strip("\"'“‘«„「『("))
