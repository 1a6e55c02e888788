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
_WORDS_FOR_PERSONS = (  # but for those that mean something else in another language: “on”, “one”, “o”
    "he she they it er sie es il elle ils elles él ella ellos ellas ele ela eles elas lui lei loro hij zij ze "
    "ona oni onlar он она они оно هو هي هم"
)
_PRONOUNS = frozenset(_WORDS_FOR_PERSONS.split())
_UNPARTED_PRONOUNS = ("他", "她", "它", "他们", "她们", "他們", "她們", "彼は", "彼女は", "彼らは")
# These may stand between a pronoun and its verb.
_MOST_BETWEEN = 2
# A clause that begins with one of these has a subject of its own.
_WORDS_FOR_OTHERS = (
    "a an the two three four five six several some many most one another officials diplomats sources experts analysts "
    "ein eine der die das zwei drei mehrere einige un une le la les deux trois plusieurs des el los las dos tres "
    "varios algunos"
)
_NEW_SUBJECTS = frozenset(_WORDS_FOR_OTHERS.split())


def stands_for_another(before: str, after: str) -> bool:
    """Whether a pronoun is the subject of a cue: in the clause before it, right after it, or left out by a language.

    `before` is the sentence up to the cue, `after` what follows it.
    """
    clause = _clause(before)
    words, following = re.findall(r"[^\W_]+", clause.lower()), re.findall(r"[^\W_]+", after.lower())[:1]
    if clause.rstrip().endswith(_UNPARTED_PRONOUNS):
        return True
    near = words[-1 - _MOST_BETWEEN :]
    return bool(_PRONOUNS.intersection(near if len(words) <= _MOST_BETWEEN + 1 else words[-1:])) or bool(
        _PRONOUNS.intersection(following) and not words
    )


def has_its_own_subject(between: str) -> bool:
    """Whether between a name and a cue another subject begins, as in: after Duarte left, two diplomats said."""
    if not {",", "，"} & set(between):
        return False
    return bool(_NEW_SUBJECTS.intersection(_clause(between).lower().split()[:1]))


def _clause(words: str) -> str:
    return re.split(r"[,，;:“”«»\"]", words)[-1]


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
