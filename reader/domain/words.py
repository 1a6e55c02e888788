"""Words, for double clicks, for snapping and for growing a selection.

The rule, over grapheme clusters, so that no word ends inside one:

- A word is a run of letters, marks, digits and underscores. In Thai, Khmer and other scripts that put no
  space between words, that is the whole run.
- It goes on over one apostrophe (' ’) or hyphen (- ‐ ‑) with a letter or digit on either side; over a period
  or comma between digits (1,204.5); over a period between single letters (U.S.), and then the last period is
  part of it; over soft hyphens, word joiners and the zero-width joiner and non-joiner.
- An English possessive 's or ’s at its end is not part of it, nor of another word.
- A Han character is a word. So are a run of katakana and a run of hiragana.
- A percent sign after a number, and a currency sign before or after it, are part of its word ($3.5, 40%).
- An emoji is a word. White space, punctuation and other symbols are in none.

A text is looked at from one white space or Han character to the next, never as a whole. All indexes and spans
are in code points; an index outside the text raises IndexError.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from reader.domain import graphemes
from reader.domain.span import Span
from reader.domain.text import compiled

# What a cluster is to the rule, told from its beginning. The names of the groups are the letters of _WORD: emoji,
# ideograph, katakana, hiragana, long vowel, an s, digit, letter, apostrophe, hyphen, period, comma, joiner,
# percent sign (Q), currency sign (Y).
_KIND = r"""(?x) \p{GCB=Prepend}*+ (?:
    (?P<E> \p{Regional_Indicator} | \p{Emoji_Presentation} | [0-9\#*]\ufe0f?\u20e3
         | \p{Extended_Pictographic}(?:\ufe0f|\u200d|\p{Emoji_Modifier}) )
  | (?P<i> [[\p{L}\p{N}]&&\p{Han}] )
  | (?P<k> [[\p{L}]&&\p{Katakana}] )
  | (?P<g> [[\p{L}]&&\p{Hiragana}] )
  | (?P<l> [\u30fc\uff70] )
  | (?P<S> [sS]$ )
  | (?P<D> \p{N} )
  | (?P<L> [\p{L}\p{M}_] | (?<=\p{L})$ )
  | (?P<A> ['’]$ )
  | (?P<H> [-‐‑]$ )
  | (?P<P> [.\u066b]$ )
  | (?P<C> [,\u066c]$ )
  | (?P<J> [\u00ad\u2060\u200c\u200d]$ )
  | (?P<Q> [%‰‱٪％﹪]$ )
  | (?P<Y> \p{Sc}$ )
)"""
_NO_KIND = "x"

# First what single letters with periods are, since their last period would otherwise be lost.
_PIECE = r"""(?: [LS] (?:P[LS])+ (?![LSD]) P?
              | [LSD] (?: J*[LSD] | (?<=D)[PC](?=D) )* )"""
_WORD = re.compile(
    rf"""(?x) (?P<sign> E | i | [kl]+ | g[gl]* )
    | (?P<word> (?:Y(?=D))? {_PIECE} (?: (?: H | A(?!S(?!J*[LSD]|[AH][LSD])) ) (?=[LSD]) {_PIECE} )* (?:(?<=D)[QY])? )
      (?: AS(?![LSD]) )?"""
)

# No word reaches over such a place: before it is white space, a mark between phrases, a Han character, an emoji.
_ALONE = r"[\s、。，；：！？「」“”…\p{Han}[\p{Emoji_Presentation}--[\p{Regional_Indicator}\p{Emoji_Modifier}]]]"
_PLACE = rf"(?<={_ALONE})(?={graphemes.STARTS})"
_PLACE_BEFORE = f"(?r){_PLACE}"
_PART_OF_WORDS = r"[\p{L}\p{M}\p{N}_\p{Regional_Indicator}\p{Emoji_Presentation}\u200d]"
_PART_OF_WORDS_BEFORE = f"(?r){_PART_OF_WORDS}"


def word_at(text: str, index: int) -> Span | None:
    """The word that holds the index, else the word that ends there, else None."""
    _check(text, index)
    for at in (index, index - 1):
        if 0 <= at < len(text):
            for word in _words(text, _stretch(text, at)):
                if at in word:
                    return word
    return None


def snap_to_words(text: str, span: Span) -> Span:
    """The span, outward to the edges of the words (and of the clusters) that its edges stand inside.

    An empty span stays empty: to take the word under a caret is to ask for `word_at`.
    """
    snapped = graphemes.snap(text, span)
    if not snapped:
        return snapped
    first, last = word_at(text, snapped.start), word_at(text, snapped.stop)
    start = first.start if first is not None and snapped.start < first.stop else snapped.start
    stop = last.stop if last is not None and last.start < snapped.stop else snapped.stop
    return Span(start, stop)


def next_word(text: str, index: int) -> Span | None:
    """The first word that ends after the index, which may stand inside it; None after the last one."""
    _check(text, index)
    begin = _stretch(text, index).start if index < len(text) else index
    while found := compiled(_PART_OF_WORDS).search(text, begin):
        stretch = _stretch(text, found.start())
        for word in _words(text, stretch):
            if word.stop > index:
                return word
        begin = stretch.stop
    return None


def previous_word(text: str, index: int) -> Span | None:
    """The last word that starts before the index, which may stand inside it; None before the first one."""
    _check(text, index)
    end = _stretch(text, index - 1).stop if index > 0 else 0
    while found := compiled(_PART_OF_WORDS_BEFORE).search(text, 0, end):
        stretch = _stretch(text, found.start())
        before = [word for word in _words(text, stretch) if word.start < index]
        if before:
            return before[-1]
        end = stretch.start
    return None


def stretch_at(text: str, index: int) -> tuple[Span, list[Span]]:
    """The text around the code point that no word reaches out of, and the words in it."""
    stretch = _stretch(text, index)
    return stretch, list(_words(text, stretch))


def _stretch(text: str, index: int) -> Span:
    """The text around the code point at the index, from one place that no word reaches over to the next."""
    before = compiled(_PLACE_BEFORE).search(text, 0, index + 1)
    after = compiled(_PLACE).search(text, index + 1)
    return Span(before.start() if before else 0, after.start() if after else len(text))


def _words(text: str, stretch: Span) -> Iterator[Span]:
    edges = [stretch.start, *graphemes.cluster_ends(text, stretch.start, stretch.stop)]
    kinds = "".join(_kind(text[start:stop]) for start, stop in pairwise(edges))
    for found in _WORD.finditer(kinds):
        first, last = found.span("word") if found["word"] else found.span("sign")
        yield Span(edges[first], edges[last])


@lru_cache(maxsize=8192)
def _kind(cluster: str) -> str:
    found = compiled(_KIND).match(cluster)
    return (found.lastgroup if found else None) or _NO_KIND


def _check(text: str, index: int) -> None:
    if not 0 <= index <= len(text):
        raise IndexError(f"index {index} is outside a text of {len(text)} code points")
