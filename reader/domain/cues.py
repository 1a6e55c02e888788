"""The words by which articles tell that something is said by somebody: “said”, “according to”, and their like."""

import re
from collections.abc import Iterator
from functools import cache

from reader.domain.span import Span

# Those that are as often something else (states, claims, reports, notes) are left out.
_ENGLISH = (
    "acknowledged added adding admitted affirmed alleged announced argued argues asserted asserts claimed claiming "
    "conceded concluded confirmed contended contends declared declares denied denies disclosed emphasised emphasized "
    "estimated explained explains insisted insists maintained maintains noted noting observed predicted promised "
    "recalled remarked replied reported responded revealed said saying says stated stressed stressing suggested "
    "suggests testified told tells tweeted urged vowed warned warns wrote writes"
)
_GERMAN = (
    "sagte sagt sagten sagen erklärte erklärt betonte betont behauptete behauptet warnte warnt meinte meint sprach "
    "äußerte kündigte berichtete versicherte laut zufolge"
)
_FRENCH = (
    "déclaré affirmé ajouté expliqué souligné prévenu estimé assuré annoncé indiqué précisé rappelé dit disait selon"
)
_SPANISH = (
    "dijo dice afirmó afirma añadió agregó señaló declaró aseguró advirtió explicó sostuvo indicó anunció según subrayó"
)
_OTHERS = (
    "disse afirmou acrescentou declarou alertou explicou anunciou "  # Portuguese
    "detto dichiarato affermato aggiunto spiegato annunciato sottolineato "  # Italian
    "zei zegt zeiden verklaarde waarschuwde benadrukte volgens "  # Dutch
    "powiedział powiedziała dodał dodała stwierdził stwierdziła oświadczył "  # Polish
    "dedi söyledi belirtti açıkladı vurguladı "  # Turkish
    "сказал сказала сказали заявил заявила заявили добавил добавила отметил отметила подчеркнул подчеркнула сообщил "
    "сообщила сообщили предупредил предупредила утверждает "  # Russian
    "قال قالت وقال وقالت أضاف أضافت وأضاف وأضافت أكد أكدت وأكد وأكدت أعلن أعلنت صرح صرحت أوضح أوضحت وأوضح أشار أشارت "
    "حذر حذرت"  # Arabic
)
_OF_TWO = ("according to", "pointed out", "pointing out", "points out", "made clear", "по словам", "fügte hinzu")
# Scripts that put no space between words.
_UNPARTED = (
    "表示",
    "指出",
    "强调",
    "強調",
    "警告",
    "宣布",
    "认为",
    "認為",
    "补充说",
    "說",
    "说",
    "と述べ",
    "と語っ",
    "と話し",
)
# The claimant follows these, and stands nowhere before them.
_BEFORE_ITS_CLAIMANT = frozenset({"according to", "laut", "selon", "según", "volgens", "по словам"})


def cues(text: str, within: Span) -> Iterator[Span]:
    """Where the words stand in a part of the text, in its order."""
    for found in _pattern().finditer(text, within.start, within.stop):
        yield Span(found.start(), found.end())


def names_claimant_after(words: str) -> bool:
    """Whether these words come before the claimant, as “according to” does."""
    return words.lower() in _BEFORE_ITS_CLAIMANT


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted((*_OF_TWO, *f"{_ENGLISH} {_GERMAN} {_FRENCH} {_SPANISH} {_OTHERS}".split()), key=len, reverse=True)
    parted = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?<!\w)(?:{parted})(?!\w)|{'|'.join(_UNPARTED)}", re.IGNORECASE)
