"""What the record of a claim may be filled in with: who says it, by which words, in whose words, and about whom.

Proposed from what is tagged around a claim, for a person to accept; nothing here knows for sure.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from reader.domain.cues import cues, has_its_own_subject, names_claimant_after, stands_for_another
from reader.domain.record import AUTHOR, UNNAMED, Answer
from reader.domain.span import Fragments, Span, hull, without

#: The choices of quote type that may be proposed.
DIRECT, INDIRECT, MIXED = "direct", "indirect", "mixed"

_QUOTES = {"“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", "‹": "›", '"': '"', "‟": "”", "”": "”"}
_INVERTED_GAP = 24
#: With no more words than these outside the quotation marks (“Duarte said”), a claim is a direct quotation.
_WORDS_OF_A_FRAME = 5


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention near a claim.

    `speaks` tells whether what bears its label can make claims, `topical` whether claims can be about it.
    """

    span: Span
    entity_id: int
    speaks: bool = True
    topical: bool = True


@dataclass(frozen=True, slots=True)
class Proposed:
    """What may be filled in: claimants the likeliest first, entities by id, the cue, the quote type, or nothing.

    `claimant` is the one who says it as far as the words tell, None where they name somebody who is not tagged.
    `made_on` is the day of the article, which counts where no day is answered; `author` the article's.
    """

    claimant: Answer | None = None
    claimants: tuple[Answer, ...] = ()
    about: tuple[int, ...] = ()
    cue: Answer | None = None
    quote_type: str = ""
    made_on: str = ""
    author: str = ""


@dataclass(frozen=True)
class Surroundings:
    """A claim in its text, with what is mentioned in its paragraph, in order, and the claimant of the claim before it.

    `sentence` is from the start of the sentence that the claim begins in to the end of the one that it ends in.
    """

    text: str
    parts: Fragments
    sentence: Span
    paragraph: Span
    mentions: Sequence[Mention]
    last_claimant: Answer | None = None

    @cached_property
    def claim(self) -> Span:
        """The hull of the claim."""
        return hull(self.parts)

    @cached_property
    def quoted(self) -> tuple[Span, ...]:
        """What stands in quotation marks in the paragraph, the marks left out."""
        return tuple(_quotations(self.text, self.paragraph))

    @cached_property
    def cue(self) -> Span | None:
        """The words that say that the claim is said."""
        found = [cue for cue in cues(self.text, self.sentence) if not self._is_quoted(cue)]
        outside = [cue for cue in found if not any(cue.overlaps(part) for part in self.parts)]
        if outside:
            return min(outside, key=lambda cue: _gap(cue, self.claim))
        if not found and self.quote_type != INDIRECT:
            found = sorted(
                (cue for cue in cues(self.text, self.paragraph) if not self._is_quoted(cue)),
                key=lambda cue: (cue.start < self.claim.start, _gap(cue, self.claim)),
            )
        return found[0] if found else None

    @cached_property
    def quote_type(self) -> str:
        """Direct where all but a frame (“Duarte said”) stands in quotation marks, mixed where a part does."""
        inside = [part for part in self.parts if any(part.overlaps(quote) for quote in self.quoted)]
        if not inside:
            return INDIRECT
        left = self.parts
        for quote in self.quoted:
            left = without(left, quote)
        words = sum(len(_words(span.of(self.text))) for span in left)
        return DIRECT if words <= _WORDS_OF_A_FRAME and words < self._words_quoted() else MIXED

    def _words_quoted(self) -> int:
        both = (
            Span(max(part.start, quote.start), min(part.stop, quote.stop))
            for part in self.parts
            for quote in self.quoted
            if part.overlaps(quote)
        )
        return sum(len(_words(span.of(self.text))) for span in both)

    @cached_property
    def claimant(self) -> Mention | None:
        """The mention that the cue goes with."""
        cue = self.cue
        if cue is None:
            return None
        return (
            self._after(cue) if names_claimant_after(cue.of(self.text)) else (self._inverted(cue) or self._before(cue))
        )

    def _after(self, cue: Span) -> Mention | None:
        after = [each for each in self._agents(Span(cue.stop, self.paragraph.stop)) if self._in_a_sentence(cue, each)]
        if after and names_claimant_after(cue.of(self.text)):
            between = self.text[cue.stop : after[0].span.start]
            inside = any(part.overlaps(after[0].span) and not part.overlaps(cue) for part in self.parts)
            if inside or set(between) & set(",，;:.“”"):  # according to somebody else
                return None
        return after[0] if after else None

    def _inverted(self, cue: Span) -> Mention | None:
        """The one who follows the cue, as in: “We will rebuild the wall,” said Ines Duarte.

        After a comma alone the name must end the clause: in “Chen, a member of the board, said President Xi proposed
        it” it does not.
        """
        before = self.text[self.paragraph.start : cue.start].rstrip()[-1:]
        after = self._after(cue)
        if after is not None and not before and not self.text[cue.stop : after.span.start].strip():
            return after  # in languages where the verb comes first
        if after is None or not before or before not in ",，”“»」』\"'’":
            return None
        between = self.text[cue.stop : after.span.start]
        ends = self.text[after.span.stop : self.paragraph.stop].lstrip()[:1]
        near = len(between) <= _INVERTED_GAP and not set(between) & set(',;:.“”"')
        return after if near and (before not in ",，" or ends in ("", *",.;:!?，。")) else None

    def _before(self, cue: Span) -> Mention | None:
        start = max(self.sentence.start, self.paragraph.start) if self.sentence.overlaps(cue) else self.paragraph.start
        if self.claim.stop <= cue.start:
            start = max(start, self.claim.stop)
        agents = [each for each in self._agents(Span(start, cue.start)) if not self._is_quoted(each.span)]
        agents = [each for each in agents if self._in_a_sentence(cue, each)]
        if not agents:
            return None
        gap = self.text[agents[-1].span.stop : cue.start]
        if has_its_own_subject(gap):
            return None
        apposition = self.text[: cue.start].rstrip()[-1:] in {",", "，"}
        if apposition:
            for each in reversed(agents):
                follows = self.text[each.span.stop :].lstrip("’'s")
                if follows[:1] == "," and _commas(self.text[each.span.stop : cue.start]) > 1:
                    return each
        elif len(agents) > 1 and "," not in gap:
            first, second = agents[-2:]
            if self.text[first.span.stop : second.span.start].strip().lower() in _OF:
                return first
        return agents[-1]

    def _agents(self, within: Span) -> list[Mention]:
        return [
            each
            for each in self.mentions
            if each.speaks and within.start <= each.span.start and each.span.stop <= within.stop
        ]

    def _in_a_sentence(self, cue: Span, mention: Mention) -> bool:
        first, second = sorted((cue, mention.span))
        between = self.text[first.stop : second.start]
        return not any(mark in between for mark in (". ", "! ", "? ", "\n", "。"))

    def _is_quoted(self, span: Span) -> bool:
        return any(quote.start <= span.start and span.stop <= quote.stop for quote in self.quoted)

    def claimants(self) -> tuple[Answer, ...]:
        """Who may say it, the likeliest first; the article's author is always among them."""
        spoken = [Answer(entity_id=self.claimant.entity_id)] if self.claimant else []
        outside = [
            each for each in self._agents(self.sentence) if not any(each.span.overlaps(part) for part in self.parts)
        ]
        near = [Answer(entity_id=each.entity_id) for each in sorted(outside, key=lambda e: _gap(e.span, self.claim))]
        around = sorted(
            (each for each in self._agents(self.paragraph) if not each.span.overlaps(self.claim)),
            key=lambda each: (each.span.start > self.claim.start, _gap(each.span, self.claim)),
        )
        paragraph = [Answer(entity_id=each.entity_id) for each in around]
        last = [self.last_claimant] if self.last_claimant else []
        author = [Answer(AUTHOR)]
        if self.cue is not None and not spoken:
            order = (*last, Answer(UNNAMED), *near, *paragraph, *author)
        elif self.cue is None and self.quote_type == INDIRECT:
            order = (*near, *author, *last, *paragraph)
        else:
            order = (*spoken, *near, *last, *paragraph, *author)
        return tuple(dict.fromkeys(order))

    def sure_claimant(self) -> Answer | None:
        """The likeliest claimant, or None where the words name somebody who is not tagged: “two diplomats said”."""
        if self.cue is None or self.claimant is not None:
            return self.claimants()[0]
        return self.last_claimant if self._has_pronoun(self.cue) else None

    def _has_pronoun(self, cue: Span) -> bool:
        if names_claimant_after(cue.of(self.text)):
            return False
        sentence = self.sentence if self.sentence.overlaps(cue) else self.paragraph
        start = max([sentence.start, *(part.stop for part in self.parts if part.stop <= cue.start)])
        return stands_for_another(self.text[start : cue.start], self.text[cue.stop : sentence.stop])

    def about(self) -> tuple[int, ...]:
        """The entities that are mentioned in the claim, but for one who only says it."""
        inside = [
            each
            for each in self.mentions
            if each.topical and each is not self.claimant and any(_holds(part, each.span) for part in self.parts)
        ]
        return tuple(dict.fromkeys(each.entity_id for each in inside))


_OF = frozenset(
    {"of", "of the", "from", "from the", "at the", "at", "'s", "’s", "de", "de la", "du", "der", "des", "del"}
)


def propose(around: Surroundings, *, made_on: str = "", author: str = "") -> Proposed:
    """All that may be filled in of a claim."""
    cue = around.cue
    return Proposed(
        around.sure_claimant(),
        around.claimants(),
        around.about(),
        Answer(cue.of(around.text), span=cue) if cue else None,
        around.quote_type,
        made_on,
        author,
    )


def _quotations(text: str, within: Span) -> Iterator[Span]:
    at = within.start
    while at < within.stop:
        closing = _QUOTES.get(text[at])
        if closing is None:
            at += 1
            continue
        ends = [place for mark in closing if (place := text.find(mark, at + 1, within.stop)) > 0]
        # A quotation that goes on in the next paragraph has no mark at its end.
        end = min(ends, default=within.stop)
        if not ends and text[at] in '"»”':
            at += 1
            continue
        yield Span(at + 1, end)
        at = end + 1


def _words(text: str) -> list[str]:
    return [word for word in text.split() if any(letter.isalnum() for letter in word)]


def _gap(one: Span, other: Span) -> tuple[int, int]:
    return max(one.start - other.stop, other.start - one.stop, 0), one.start


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.stop <= outer.stop


def _commas(text: Iterable[str]) -> int:
    return sum(letter in ",，" for letter in text)
