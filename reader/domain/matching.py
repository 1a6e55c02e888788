"""Where the words of a query stand in a text, for marking them there and for excerpts.

A place that the index of the library found is found here too, by the same rules (`terms`, `folding`). A text is looked
through in stretches, when the next hit is asked for, so that the first ones of a giant come at once; without any hit
1 MB of English takes about 10 ms, of Chinese 20, of Cyrillic 50.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from reader.domain.folding import Folding, folded, pieces
from reader.domain.graphemes import snap
from reader.domain.query import Query
from reader.domain.query_tree import Words, leaves
from reader.domain.span import Span
from reader.domain.terms import pattern

_STRETCH = 50_000
_MARGIN = 500  # a phrase goes on so far at most, beyond its own length
_BEFORE = 16  # a letter there, with its marks, belongs to the word
_DEEPEST = 300_000
_MOST = 400
_WORD_LENGTH = 24
_LEAD = 20  # so much of what stands before the hits is shown with them
_SPACES = re.compile(r"\s+")

#: The fields whose words stand in the text of an article; it begins with the title.
_IN_TEXT = frozenset(("", "title", "text", "quote"))


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a text without line breaks, and where the hits stand in it, in its own code points."""

    text: str
    hits: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words that are looked for, by their first piece, for speed, and then by the whole pattern."""

    first: str
    whole: "re.Pattern[str]"
    length: int


class Matching:
    """Finds the words of a query that are wanted, not those that it denies, in the fields of these names."""

    def __init__(self, query: Query, fields: frozenset[str] = _IN_TEXT) -> None:
        wanted = {
            leaf: None
            for leaf, asked_for in leaves(query.root)
            if asked_for and isinstance(leaf, Words) and leaf.field in fields
        }
        self._phrases = [phrase for words in wanted if (phrase := _phrase(words))]
        self._margin = _MARGIN + max((phrase.length for phrase in self._phrases), default=0)

    def __bool__(self) -> bool:
        """Whether there is anything to be found at all."""
        return bool(self._phrases)

    def hits(self, text: str, start: int = 0, stop: int | None = None) -> Iterator[Span]:
        """The hits that begin in this part of a text, in their order, none over another; in code points."""
        return (span for span, _phrase in self._found(text, start, len(text) if stop is None else stop))

    def excerpt(self, text: str, length: int, start: int = 0) -> Excerpt:
        """About so many code points of a text where most of what is wanted stands closely together, whole words.

        Looked for from `start` on, where the body begins; without hits it is the beginning of that. Not the whole of
        a giant is looked through.
        """
        stop = min(len(text), start + _DEEPEST)
        found = list(islice(self._found(text, start, stop), _MOST))
        shown = _around(text, start, length, _densest(found, length))
        return _on_one_line(text, shown, [span for span, _phrase in found], start)

    def _found(self, text: str, start: int, stop: int) -> Iterator[tuple[Span, int]]:
        """The hits, and the number of the phrase that each is of."""
        if not self._phrases:
            return
        at = start
        while at < stop:
            until = min(stop, at + _STRETCH)
            for span, number in self._in_stretch(text, at, until):
                if span.start >= at:
                    yield span, number
                    at = span.stop
            at = max(at, until)

    def _in_stretch(self, text: str, at: int, until: int) -> list[tuple[Span, int]]:
        begin = max(0, at - _BEFORE)
        folding = Folding(text[begin : until + self._margin])
        first_place = len(folded(text[begin:at]))
        found = []
        for number, phrase in enumerate(self._phrases):
            for start, stop in _places(folding.folded, phrase, first_place):
                first, last = folding.span(start, stop)
                if begin + first >= until:
                    break
                found.append((Span(begin + first, begin + last), number))
        if len(self._phrases) > 1:
            found.sort(key=lambda hit: (hit[0].start, -hit[0].stop))
        return found


@lru_cache(maxsize=64)
def _phrase(words: Words) -> _Phrase | None:
    whole = pattern(words.text, prefix=words.prefix)
    if whole is None:
        return None
    import regex  # type: ignore[import-untyped]  # noqa: PLC0415 - `compiled` would keep whatever is typed for ever

    first, _is_run = next(pieces(folded(words.text)))
    made: re.Pattern[str] = regex.compile(whole, regex.VERSION1)
    return _Phrase(first, made, len(words.text))


def _places(text: str, phrase: _Phrase, start: int) -> Iterator[tuple[int, int]]:
    at = text.find(phrase.first, start)
    while at >= 0:
        found = phrase.whole.match(text, at)
        if found:
            yield found.span()
        at = text.find(phrase.first, found.end() if found else at + 1)


def _densest(found: list[tuple[Span, int]], length: int) -> Span | None:
    """The hits that stand within the length: as many different ones as can be, then as many as can be."""
    best, most = None, (0, 0)
    for row, (first, _number) in enumerate(found):
        near = [hit for hit in islice(found, row, row + 20) if hit[0].stop - first.start <= length]
        score = (len({number for _span, number in near}), len(near))
        if score > most:
            best, most = Span(first.start, near[-1][0].stop), score
    return best


def _around(text: str, start: int, length: int, hits: Span | None) -> Span:
    """The part to be shown, from the edge of a word to the edge of a word."""
    first = start
    if hits is not None and hits.stop > start + length // 2:
        # Shortly before the hits: what is shown may be cut where its room ends.
        first = max(start, hits.start - _LEAD)
    last = min(len(text), first + length)
    if last == len(text) and hits is None:
        first = max(start, last - length)
    if hits is not None:
        last = max(last, hits.stop)
    if first > start and not text[first - 1].isspace():
        space = _SPACES.search(text, first, min(first + _WORD_LENGTH, hits.start if hits else last))
        first = space.end() if space else first
    if last < len(text) and not text[last].isspace():
        cut = max(text.rfind(space, max(last - _WORD_LENGTH, hits.stop if hits else first), last) for space in " \n")
        last = cut if cut >= 0 else last
    return snap(text, Span(min(first, last), last))


def _on_one_line(text: str, shown: Span, found: list[Span], start: int) -> Excerpt:
    """The part with runs of white space as single spaces, dots where something was cut off, and its hits."""
    made = ["…"] if shown.start > start else []
    moved: list[Span] = []
    length, at = len(made), shown.start
    hits = iter([span for span in found if span.start >= shown.start and span.stop <= shown.stop])

    def put(until: int) -> None:
        nonlocal length, at
        words = _SPACES.sub(" ", text[at:until])
        if words.startswith(" ") and (not made or made[-1].endswith((" ", "…"))):
            words = words[1:]
        made.append(words)
        length += len(words)
        at = until

    for span in hits:
        put(span.start)
        begin = length
        put(span.stop)
        moved.append(Span(begin, length))
    put(shown.stop)
    made[-1] = made[-1].removesuffix(" ")
    if shown.stop < len(text.rstrip()):
        made.append("…")
    return Excerpt("".join(made), tuple(moved))
