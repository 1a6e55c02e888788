"""Texts as they are searched: without case, accents, vowel points and the differences of compatible forms.

What is folded, one character at a time, so that places in a folded text can be told in the text it was made of:

- case, by the full case folding of Unicode (ß is ss); compatible forms (NFKC: ﬁ, full-width letters, half-width kana);
- accents of Latin and Greek letters; of Cyrillic ones stress marks and ё, while й, ї and ў are letters of their own;
  ø, ł, đ, ħ, ı and the like become the letters that people type for them;
- the points of Hebrew and the vowel signs of Arabic; there alef with hamza or madda is alef, and the Persian and the
  Arabic forms of yeh and kaf are one letter. The marks of other scripts are vowels or tones, and stay;
- what is not seen: soft hyphens, joiners and non-joiners, marks of direction, variation selectors, the Arabic tatweel.

Composed and decomposed texts fold to the same. An ASCII text is only put into lower case.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate, chain
from unicodedata import is_normalized, normalize

from reader.domain.text import compiled

# Accents; points of Hebrew; vowel signs, hamza and madda of Arabic; tatweel; what is not seen.
_LEFT_OUT = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u0655\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0640"
    "\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
_OWN_LETTERS = frozenset("йїўѓќ")
_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
    "ى": "ي", "ی": "ي", "ک": "ك", "ٱ": "ا",
})  # fmt: skip
_NOT_ASCII = re.compile("[^\x00-\x7f]+")
# Quotation marks, dashes and spaces are all that most English texts have beyond ASCII.
_FOLDED_BY_CASE = re.compile("[\x01-\x7f\u2010\u2012-\u2016\u2018-\u201f\u2020-\u2023\u2030-\u2032«»£€·°]*+")


class _Table(dict[int, str]):
    """What each character is folded to, found out when it is met first."""

    def __missing__(self, code: int) -> str:
        self[code] = made = _fold_character(chr(code))
        return made


_TABLE = _Table()


def folded(text: str) -> str:
    """The text as it is searched; folding it once more changes nothing."""
    if is_folded_by_case(text):
        return text.lower()
    if not is_normalized("NFC", text):
        text = normalize("NFC", text)
    made = _NOT_ASCII.sub(_fold_run, text.lower())
    return made if is_normalized("NFC", made) else normalize("NFC", made)


def is_folded_by_case(text: str) -> bool:
    """Whether nothing but case is to be folded in a text, as in most English ones."""
    return text.isascii() or _FOLDED_BY_CASE.fullmatch(text) is not None


class Folding:
    """A folded text, and where its characters stand in the text it was made of."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.folded = folded(text)
        self._starts: list[int] | None = None  # in the folded text, of each piece of the text and of its end
        self._edges: list[int] | None = None  # of these pieces in the text, where they are longer than a character

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """The part of the text that was folded to this part; marks that were left out belong to what they follow."""
        if self._starts is None:
            self._starts = self._measure()
        if not self._starts:
            return start, stop
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, stop) - 1
        if self._starts[last] != stop:
            last = bisect_left(self._starts, stop)
        return (first, last) if self._edges is None else (self._edges[first], self._edges[last])

    def _measure(self) -> list[int]:
        """Empty where each character was folded to one."""
        if is_folded_by_case(self._text):
            return []
        composed = is_normalized("NFC", self._text)
        if composed and len(self.folded) == len(self._text):
            codes = set(map(ord, chain.from_iterable(_NOT_ASCII.findall(self._text))))
            if all(len(_TABLE[code]) == 1 for code in codes):
                return []
        starts = [0, *accumulate(len(_TABLE[ord(character)]) for character in self._text)]
        if composed and starts[-1] == len(self.folded):
            return starts
        clusters = compiled(r"\X").findall(self._text)
        self._edges = [0, *accumulate(map(len, clusters))]
        return [0, *accumulate(len(folded(cluster)) for cluster in clusters)]


def _fold_run(found: re.Match[str]) -> str:
    return found[0].translate(_TABLE)


def _fold_character(character: str) -> str:
    low = character.lower()
    if low in _OWN_LETTERS:
        return low
    apart = _LEFT_OUT.sub("", normalize("NFKD", character)).casefold()
    return normalize("NFC", _LEFT_OUT.sub("", normalize("NFKD", apart)).translate(_LETTERS))


def pieces(folded_text: str) -> Iterator[tuple[str, bool]]:
    """The words of a folded text in their order, and of each whether it is a run of a script without spaces."""
    for found in _pieces().finditer(folded_text):
        yield found[0], found.lastgroup == "run"


#: Characters of scripts that put no spaces between words, or (Hangul) endings behind them; for a class of `re`.
RUN = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ebd\u0ec0-\u0ece\u0edc-\u0edf"  # Thai, Lao
    "\u1000-\u103f\u1050-\u108f\u109a-\u109d\ua9e0-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa76\uaa7a-\uaa7f"  # Myanmar
    "\u1780-\u17d3\u17d7\u17dc\u17dd"  # Khmer
    "\u3005-\u3007\u3021-\u302d\u3031-\u3035\u3038-\u303c\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U0001aff0-\U0001b16f"
    "\U00020000-\U0003ffff"  # Han, kana, bopomofo
    "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb"  # Hangul
)

#: What a word of any other script is made of; for a set of `regex`, version 1.
LETTER = rf"[\p{{L}}\p{{N}}\p{{M}}\p{{Co}}--[{RUN}]]"


def _pieces() -> re.Pattern[str]:
    return compiled(rf"(?P<run>[{RUN}]+)|(?P<word>{LETTER}+)")
