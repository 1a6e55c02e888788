"""The terms of a text: what the index of a library is made of, and what is asked of it.

Most scripts part their words by spaces; these words are terms as they stand. In a run of Han, kana, Hangul, Thai, Lao,
Khmer or Myanmar nothing tells where a word begins, so each two characters that follow each other are a term, and so is
the last one alone: 习近平 is 习近 近平 平. What is asked is found anywhere in a run: two characters are one term, more
of them a phrase, and a single one is the beginning of a term.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from reader.domain.folding import LETTER, RUN, folded, is_folded_by_case, pieces


@dataclass(frozen=True, slots=True)
class Asked:
    """A phrase that is looked for: its terms, each following the other; the last may be but the beginning of one."""

    terms: tuple[str, ...]
    prefix: bool


def as_indexed(text: str) -> str:
    """The folded text with spaces between its terms, where they would not be told apart without.

    Where only case is to be folded the text stays as it is: the index does that by itself.
    """
    return text if is_folded_by_case(text) else _runs().sub(_parted, folded(text))


@lru_cache(maxsize=256)
def asked(words: str, *, prefix: bool = False) -> Asked | None:
    """What to look for in the index to find these words; None where they have neither letter nor digit."""
    terms: list[str] = []
    run = ""
    for piece, is_run in pieces(folded(words)):
        if run:
            terms.append(run[-1])  # the run ended before this piece, and so it did in a text that has both
        run = piece if is_run else ""
        terms += _pairs(piece) if is_run else [piece]
    if len(run) == 1:
        return Asked((*terms, run), prefix=True)
    return Asked(tuple(terms), prefix=prefix and not run) if terms else None


def pattern(words: str, *, prefix: bool = False) -> str | None:
    """What finds the words in a folded text as the index does; for `regex`, version 1. None where there are none."""
    made: list[str] = []
    before: bool | None = None
    for piece, is_run in pieces(folded(words)):
        if before is not None:
            made.append(rf"[^{LETTER}{RUN}]{'+' if before == is_run else '*'}+")
        elif not is_run:
            made.append(f"(?<!{LETTER})")
        made.append(re.escape(piece))
        before = is_run
    if before is None:
        return None
    if not before:
        made.append(f"{LETTER}*+" if prefix else f"(?!{LETTER})")
    return "".join(made)


def _pairs(run: str) -> list[str]:
    return [one + other for one, other in pairwise(run)]


def _parted(found: re.Match[str]) -> str:
    run = found[0]
    return f" {' '.join(_pairs(run))} {run[-1]} "


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(f"[{RUN}]+")
