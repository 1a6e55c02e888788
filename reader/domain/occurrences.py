"""All places of a text where a quote occurs.

The rules, for hits in code points:

- With `match_case` a hit has the characters of the quote, and canonically equivalent forms are the same characters
  (é as one code point or as two). Without it, case does not count either, by the full case folding of Unicode: ß is ss
  and ẞ, the ligature ﬁ is fi, Σ is σ and ς.
- Folding knows no languages, so none of the Turkish exceptions: I is i; İ is an i with a dot above (U+0307), which
  the plain i does not find; ı is a letter of its own.
- A run of white space (tabs, U+00A0, U+3000 ...) finds any run with at most one line break, so that a hit goes on
  into the next line, but not over a blank one. A run that itself goes over a blank line finds any run.
- All else means itself: hyphens, quotation marks, what is special in regular expressions.
- A hit starts and ends at edges of grapheme clusters, so neither within a character nor within its fold: no s is
  found in ß, no e in an é of two code points, no woman in a family.
- With `whole_words` it also starts and ends where no word of `words.py` goes on. Punctuation, white space and emoji
  are no part of a longer word, so next to them an edge is free; so is one in Chinese, where each character is a word.
  A run of Thai is one word: parts of it are found without `whole_words` only.
- Hits do not overlap: the leftmost counts, then the leftmost from its end on.
- White space around the quote is left out; a quote with nothing else, or longer than LONGEST, has no hits.

A text is folded once and searched by one pattern. Where nothing in it grew by folding, as nearly everywhere, an index
in the folded text is one in the text. Before that, the longest piece of the quote that no folding can have made of
something else is looked for, so that a text without hits costs little more than `str.find`.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, groupby, pairwise

from reader.domain import words
from reader.domain.graphemes import certain_edge, cluster_ends, snap
from reader.domain.span import Span, trimmed
from reader.domain.text import compiled

#: The longest quote that is looked for, in code points.
LONGEST = 10_000

_PIECE_LENGTH = 24

_SPACES = r"(?:[^\S\n]+(?:\n[^\S\n]*)?|\n[^\S\n]*)"
_ANY_SPACES = r"\s+"

# What may have come out of another character by folding, so that it need not stand so in the text: two letters of
# a ligature or of ß, what has a mark, three signs with a twin elsewhere. (One letter of another case may.)
_UNSURE = re.compile(
    r"(?s)\s | [;`K] | (?<=s)[st] | s(?=[st]) | f(?=[fil]) | (?<=f)[fil]"
    r" | [^\x00-\x7f] | (?<=[^\x00-\x7f]). | .(?=[^\x00-\x7f])",
    re.VERBOSE,
)

# Only these can be longer when decomposed, or when folded.
_MAY_GROW = re.compile("[^\x00-\x7f\u2010-\u2027\u3400-\u9fff]")
_WITH_LONG_FOLDS = (range(0x80, 0x600), range(0x1E00, 0x2000), range(0xFB00, 0xFB20))

# What can be told of an edge of a cluster from the characters around it: a word goes on over it, or none does.
_PLAIN_LETTER = (
    r"\p{L}--[\p{Han}\p{Hiragana}\p{Katakana}\u30fc\uff70\p{Extended_Pictographic}"
    r"\p{GCB=Extend}\p{GCB=SpacingMark}\p{GCB=Prepend}]"
)
_WITHIN_WORD = rf"(?<=[0-9_[{_PLAIN_LETTER}]])[{_PLAIN_LETTER}]"
_NEVER_IN_WORD = r"[[\p{P}\p{Han}]--['’\-‐‑.,\u066b\u066c%٪‰‱％﹪_]]"
_TWO_LETTERS = r"[\p{L}&&[\p{Latin}\p{Greek}\p{Cyrillic}]]{2}"
_BETWEEN_WORDS = (
    rf"(?<={_NEVER_IN_WORD})|(?={_NEVER_IN_WORD})"
    rf"|(?:(?=,)|(?<={_TWO_LETTERS})(?=\.))(?!.[\p{{N}}\p{{GCB=Prepend}}])"
)


def occurrences(text: str, quote: str, *, match_case: bool, whole_words: bool) -> Iterator[Span]:
    """The hits in their order, by the rules above."""
    wanted = _wanted(quote, match_case, whole_words)
    if wanted is None or not wanted.may_be_in(text):
        return
    folded, composed = _folded(text, match_case)
    search = (wanted.composed if composed else wanted.decomposed).search
    found = search(folded)
    if found is None:
        return
    growths = None if len(folded) == len(text) else _Growths(text, match_case, composed)
    starts, stops = _ClusterEdges(text), _ClusterEdges(text)
    edges = _WordEdges(text) if whole_words else None
    while found is not None:
        start, stop = found.span() if growths is None else growths.span(*found.span())
        if start in starts and stop in stops and (edges is None or (start in edges and stop in edges)):
            yield Span(start, stop)
            found = search(folded, found.end())
        else:
            found = search(folded, found.start() + 1)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A quote made ready: what to search for in composed and in decomposed texts, and what any text must have."""

    composed: "re.Pattern[str]"
    decomposed: "re.Pattern[str]"
    piece: "re.Pattern[str] | None"

    def may_be_in(self, text: str) -> bool:
        return self.piece is None or self.piece.search(text) is not None


@lru_cache(maxsize=16)
def _wanted(quote: str, match_case: bool, whole_words: bool) -> _Wanted | None:
    inner = trimmed(Span(0, len(quote)), quote)
    if not inner or len(quote) > LONGEST:
        return None
    quote = snap(quote, inner).of(quote)  # a space may carry an accent
    composed = unicodedata.normalize("NFC", quote)
    if not match_case:
        composed = unicodedata.normalize("NFC", composed.casefold())
    decomposed = _decomposed(quote, match_case)
    return _Wanted(
        _pattern(composed, whole_words), _pattern(decomposed, whole_words), _sure_piece(decomposed, match_case)
    )


def _pattern(folded: str, whole_words: bool) -> "re.Pattern[str]":
    edges = [0, *cluster_ends(folded, 0)]
    clusters = (folded[start:stop] for start, stop in pairwise(edges))
    pieces = ["".join(run) for _, run in groupby(clusters, str.isspace)]
    parts = [
        (_ANY_SPACES if piece.count("\n") > 1 else _SPACES) if piece.isspace() else re.escape(piece) for piece in pieces
    ]
    if whole_words:
        # Most of what is not a whole word is refused here, for speed; behind the letters, to find these first.
        if re.match("[A-Za-z]", folded):
            parts[0] += f"(?<![A-Za-z0-9_]{parts[0]})"
        if re.search("[A-Za-z0-9_]$", folded):
            parts[-1] += "(?![A-Za-z])"
    return re.compile("".join(parts))


def _sure_piece(folded: str, match_case: bool) -> "re.Pattern[str] | None":
    """The longest piece of the quote that stands in each text with a hit, if not in its case."""
    piece = max(_UNSURE.split(folded), key=len)[:_PIECE_LENGTH]
    if len(piece) < 2:
        return None
    import regex  # type: ignore[import-untyped]  # noqa: PLC0415 - see `compiled`, which keeps its patterns for ever

    made: re.Pattern[str] = regex.compile(regex.escape(piece), 0 if match_case else regex.IGNORECASE)
    return made


def _folded(text: str, match_case: bool) -> tuple[str, bool]:
    """The text as it is compared, and whether it is composed (NFC), which nearly all are; else it is decomposed.

    A part of a composed text is composed too, so equivalent parts are equal there as they are where all is decomposed.
    """
    if unicodedata.is_normalized("NFC", text):
        folded = text if match_case else text.casefold()
        if match_case or unicodedata.is_normalized("NFC", folded):
            return folded, True
    return _decomposed(text, match_case), False


def _decomposed(text: str, match_case: bool) -> str:
    """Canonically decomposed, and folded unless case counts (The Unicode Standard, D145)."""
    apart = unicodedata.normalize("NFD", text)
    return apart if match_case else unicodedata.normalize("NFD", apart.casefold())


class _Growths:
    """From indexes of a folded text back to those of the text; folding makes no character shorter."""

    def __init__(self, text: str, match_case: bool, composed: bool) -> None:
        self._ends: list[int] = []  # in the folded text, behind each character that grew
        self._grown: list[int] = []  # by how much the text has grown up to there
        grown = 0
        for found in (_long_folds() if composed else _MAY_GROW).finditer(text):
            more = _growth(found[0], match_case, composed)
            if more:
                grown += more
                self._ends.append(found.end() + grown)
                self._grown.append(grown)

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Where these stand in the text, -1 within what one character was folded to."""
        return self._index(start), self._index(stop)

    def _index(self, place: int) -> int:
        row = bisect_right(self._ends, place)
        index = place - (self._grown[row - 1] if row else 0)
        if row < len(self._ends) and index >= self._ends[row] - self._grown[row]:
            return -1
        return index


@lru_cache(maxsize=8192)
def _growth(character: str, match_case: bool, composed: bool) -> int:
    return len(character.casefold() if composed else _decomposed(character, match_case)) - 1


@cache
def _long_folds() -> "re.Pattern[str]":
    """The characters that are longer when folded, as ß."""
    return re.compile(f"[{''.join(c for c in map(chr, chain(*_WITH_LONG_FOLDS)) if len(c.casefold()) > 1)}]")


class _ClusterEdges:
    """Tells of indexes, asked in their order, whether they are edges of clusters."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._start, self._stop = 0, 0  # of the cluster that was looked at last

    def __contains__(self, index: int) -> bool:
        text = self._text
        if index <= 0 or index == len(text):
            return index >= 0
        if text[index - 1].isascii() and text[index].isascii():
            return True
        if index > self._stop:
            # Not further back than the last edge: each character is looked at once, whatever the text is made of.
            edge = certain_edge(text, index, self._stop)
            self._start = self._stop = edge
            if edge < index:
                for stop in cluster_ends(text, edge):
                    self._start, self._stop = self._stop, stop
                    if stop >= index:
                        break
        return index in (self._start, self._stop)


class _WordEdges:
    """Tells of edges of clusters whether they are edges of words too: whether no word goes on over them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._within = compiled(_WITHIN_WORD)
        self._between = compiled(_BETWEEN_WORDS)
        self._stretch = Span(0, 0)
        self._starts: list[int] = []
        self._stops: list[int] = []

    def __contains__(self, index: int) -> bool:
        text = self._text
        if index in (0, len(text)) or text[index].isspace() or text[index - 1].isspace():
            return True
        if self._within.match(text, index):
            return False
        return self._between.match(text, index) is not None or self._is_edge(index)

    def _is_edge(self, index: int) -> bool:
        if index not in self._stretch:
            self._stretch, found = words.stretch_at(self._text, index)
            self._starts, self._stops = [word.start for word in found], [word.stop for word in found]
        row = bisect_right(self._starts, index) - 1
        return row < 0 or not self._starts[row] < index < self._stops[row]
