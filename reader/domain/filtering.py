"""Names filtered by what is typed: the closest first, case and accents ignored."""

import re
from collections.abc import Iterable
from enum import IntEnum
from unicodedata import normalize

# Marks that people leave out when they type: accents of the alphabets of Europe, points of Hebrew and Arabic. The marks
# of other scripts are vowels or make another letter, and stay.
_MARKS = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u064b-\u0652\u0670]"
_LEFT_OUT = re.compile(_MARKS + "|\u0640")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_SORTED_BY = 48
_BETWEEN_WORDS = re.compile(r"""[\s\-‐‑–—_'’"“”‘«»()\[\]{}.,:;!?…·•/\\|&+@#*、。，・「」（）]+""")


class _Closeness(IntEnum):
    """How a name holds what is typed, the closest first."""

    WHOLE = 0
    START = 1
    WORD = 2
    WORDS = 3
    WITHIN = 4
    SCATTERED = 5


def folded(name: str) -> str:
    """The name as it is compared: without case, accents and the differences of compatible forms (NFKD)."""
    if name.isascii():
        return name.lower()
    return _LEFT_OUT.sub("", normalize("NFKD", name)).casefold().translate(_LETTERS)


def sort_key(name: str) -> str:
    """By this a name stands in an alphabetical list: its beginning, folded, without what comes before its words."""
    return _BETWEEN_WORDS.sub(" ", folded(name[:_SORTED_BY])).strip()[:_SORTED_BY]


class Names:
    """The names of some things, each of which may have several: a person's name and what else she is called.

    They are folded once, so that each key typed costs no more than a look at every name.
    """

    def __init__(self, names: Iterable[tuple[str, ...]]) -> None:
        things = list(names)
        self._count = len(things)
        self._names = [
            (row, name, _by_words(name)) for row, several in enumerate(things) for name in map(folded, several)
        ]

    def holds(self, typed: str) -> bool:
        """Whether one of the names is what is typed."""
        wanted = folded(typed.strip())
        return any(name == wanted for _row, name, _words in self._names)

    def matching(self, typed: str) -> list[int]:
        """The numbers of the things of which a name matches, the closest first, else in their order.

        A name that begins so comes before one with a word that does, before one in which each word typed begins
        some word, before one that holds what is typed elsewhere, before one that holds its letters in this order.
        Nothing typed matches all.
        """
        wanted = folded(typed.strip())
        if not wanted.strip():  # an accent alone folds to a space
            return list(range(self._count))
        matches: list[tuple[int, int, int]] = []
        words = _by_words(wanted)
        each = [f" {word}" for word in words.split()]
        letters = _scattered(wanted.replace(" ", ""))
        for row, name, by_words in self._names:
            if wanted in name:
                if name.startswith(wanted):
                    matches.append((_Closeness.WHOLE if name == wanted else _Closeness.START, 0, row))
                else:
                    matches.append((_Closeness.WORD if each and words in by_words else _Closeness.WITHIN, 0, row))
            elif each and all(word in by_words for word in each):
                matches.append((_Closeness.WORD if words in by_words else _Closeness.WORDS, 0, row))
            elif found := letters.search(name):
                matches.append((_Closeness.SCATTERED, found.end() - found.start(), row))
        matches.sort()
        return list(dict.fromkeys(row for _closeness, _stretch, row in matches))


def _by_words(name: str) -> str:
    """The words of a folded name, a space before each."""
    return f" {_BETWEEN_WORDS.sub(' ', name).strip()}".rstrip()


def _scattered(letters: str) -> re.Pattern[str]:
    """What finds these letters in this order, whatever stands between; it never goes back, so no name takes long."""
    first, *others = map(re.escape, letters)
    return re.compile(first + "".join(f"[^{letter}]*+{letter}" for letter in others))
