"""How close the words of two claims are: what is proposed as perhaps the same claim, never more than proposed."""

from collections.abc import Mapping
from itertools import pairwise

from reader.domain.folding import folded, pieces

#: From here on two claims are perhaps the same.
CLOSE = 0.45
_SAME_CLAIMANT = 0.15
_OTHER_NUMBERS = 0.5

_STANDS_EVERYWHERE = (
    "a about after all also an and any are as at be been before but by can could did do does for from had has have he "
    "her his how i if in into is it its more no not of on or our said say says she so than that the their them there "
    "they this to told up was we were what when which who will with would you your s"
)
_STOP_WORDS = frozenset(_STANDS_EVERYWHERE.split())


def words_of(text: str) -> frozenset[str]:
    """The words by which a claim is known: folded, without those that stand everywhere; of runs, pairs of letters."""
    found: set[str] = set()
    for piece, is_run in pieces(folded(text)):
        if is_run and len(piece) > 1:
            found.update(one + other for one, other in pairwise(piece))
        elif piece not in _STOP_WORDS:
            found.add(piece)
    return frozenset(found)


def closeness(
    one: frozenset[str], other: frozenset[str], weights: Mapping[str, float], *, same_claimant: bool = False
) -> float:
    """How close two sets of words are, 0 to 1: the weight of what they share, of the weight of all (Jaccard).

    `weights` are those of known words, the rarer the greater; words without one weigh as much as these on average.
    The same claimant raises it where anything is shared; different numbers halve it: “126 shops” are not “12 shops”.
    """
    if not one & other:
        return 0.0
    usual = sum(weights.values()) / len(weights) if weights else 1.0
    shared = sum(weights.get(word, usual) for word in one & other)
    found = shared / sum(weights.get(word, usual) for word in one | other)
    numbers, others = ({word for word in words if word[:1].isdigit()} for words in (one, other))
    if numbers and others and numbers != others:
        found *= _OTHER_NUMBERS
    return min(1.0, found + _SAME_CLAIMANT if same_claimant else found)
