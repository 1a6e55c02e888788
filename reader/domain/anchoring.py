"""Annotations of an older text found again in a newer one: the quote with its context, or no place at all.

That a quote is kept with 32 characters before and after it, and is looked for exactly first and then roughly, comes
from the W3C's TextQuoteSelector (Web Annotation Data Model, section 4.2.4) and from Hypothesis' fuzzy anchoring. What
is added here is that a place must be proven, not only likely.

**A place is certain** where the words themselves were not touched, or only inside, and no other place can be meant:

- The quote lies in a run of equal text (see `alignment`) that is held by a piece which stands once in each text, and
  as much of the run as such a piece is long stands beside it, unless the quote is LONG by itself.
- On each side of the quote the run holds such a piece, or the beginning or the end of both texts. Where a side holds
  none, since a change is near, the quote with what stands there in the run (up to CONTEXT code points with enough
  letters in them, else nothing) stands nowhere else in either text, nor does its outer word in what was changed: where
  a text repeats itself, one of two equal passages may have been taken out, and only both sides together tell which.
  Other places of the same words do not count where they are proven to be elsewhere themselves.
- With NEAR code points on each side the quote stands once in the newer text: a copy of its sentence is no place for it.
- Where the passage was moved, the quote does not stand any more where it stood.
- No word has grown at an edge of the quote, and no grapheme cluster would be cut.

Where only the inside of a quote was changed, whole words at its beginning and at its end have to be certain each, in
their order, and the old and the new quote alike to at least SIMILAR (twice the matching characters by all of both).

All else is uncertain: it gets a proposal where one is at least LIKELY, and waits for a person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

from reader.domain.alignment import Alignment, Run
from reader.domain.graphemes import snap
from reader.domain.span import Fragments, Span, trimmed
from reader.domain.word_edges import after_word, before_word, count_letters, cuts_word, is_joined, whole_words

#: So many code points before and after a quote tell it from the same words elsewhere.
CONTEXT = 32
#: So alike are an old quote and a new one, of 1, that only the inside of it was changed.
SIMILAR = 0.8
#: So alike is a place to the old one, of 1, that it is worth being proposed.
LIKELY = 0.5

#: Words that stand in a text more often than this are not told from each other one by one.
_MOST_PLACES = 500
_MOST_TRIED = 50
_LEAST_EDGE = 2
#: So many code points on each side tell a quote from one that was copied.
NEAR = 8
#: A quote as long as so many pieces of an alignment needs no context.
LONG = 3
#: How far fragments may come apart: so many times as far as they were, and so many code points.
_APART, _APART_MORE = 3, 100
#: Characters compared with characters, at most: for one quote, and for all quotes that have no place.
_MOST_COMPARED, _MOST_COMPARED_AT_ALL = 400_000, 40_000_000


@dataclass(frozen=True, slots=True)
class Placed:
    """An annotation that has its place in the newer text; `exact` where its words are the same."""

    parts: Fragments
    exact: bool


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An annotation without a certain place. `proposal` is empty where none is likely; `score` is from 0 to 1."""

    proposal: Fragments = ()
    score: float = 0.0


def place(old_text: str, new_text: str, annotations: Sequence[Fragments]) -> list[Placed | Unplaced]:
    """Find the fragments of each annotation of the older text in the newer one, all of them or none.

    What is certain stands at the top of this module. Spans are in code points, and taken to the edges of clusters.
    """
    placer = _Placer(old_text, new_text)
    return [placer.place(parts) for parts in annotations]


@dataclass(slots=True)
class _Placer:
    """Places annotations of one text in another. Nothing that was found out once is looked for again."""

    old: str
    new: str
    alignment: Alignment = field(init=False)
    places_old: dict[str, list[int] | None] = field(default_factory=dict)
    places_new: dict[str, list[int] | None] = field(default_factory=dict)
    compared: int = 0

    def __post_init__(self) -> None:
        self.alignment = Alignment(self.old, self.new)

    def place(self, parts: Fragments) -> Placed | Unplaced:
        found = [self._certain(part) for part in parts]
        certain = tuple(span for span in found if span is not None)
        if len(certain) == len(parts) and self._hang_together(parts, certain):
            exact = all(old.of(self.old) == new.of(self.new) for old, new in zip(parts, certain, strict=True))
            return Placed(certain, exact)
        return self._proposed(parts)

    def _hang_together(self, old: Fragments, new: Fragments) -> bool:
        """Whether fragments stand in their order, none touching another, and not far apart."""
        gaps = [
            (before.start - former.stop, after.start - latter.stop)
            for (former, before), (latter, after) in zip(pairwise(old), pairwise(new), strict=True)
        ]
        return all(0 < now <= was * _APART + _APART_MORE for was, now in gaps)

    def _certain(self, span: Span) -> Span | None:
        runs = self.alignment.over(span)
        whole = [run for run in runs if run.old <= span.start and span.stop <= run.old_stop]
        if whole:
            proven = [run for run in whole if self._is_proven(run, span)]
            found = proven[0].image(span) if len(proven) == 1 else None
        else:
            found = self._changed_inside(span, runs)
        return found if found is not None and self._is_clean(span, found) else None

    def _is_proven(self, run: Run, span: Span) -> bool:
        if run.length - len(span) < self.alignment.piece and len(span) < LONG * self.alignment.piece:
            return False
        if self.alignment.is_moved(run) and self._still_at(span):
            return False
        return (
            (self._is_held_before(run, span) or self._begins_here(run, span))
            and (self._is_held_after(run, span) or self._ends_here(run, span))
            and self._is_told_apart(run, span)
        )

    def _is_held_before(self, run: Run, span: Span) -> bool:
        return run.old == run.new == 0 or self.alignment.holds(run.old, span.start + 1)

    def _is_held_after(self, run: Run, span: Span) -> bool:
        at_end = run.old_stop == len(self.old) and run.new_stop == len(self.new)
        return at_end or self.alignment.holds(span.stop - 1, run.old_stop)

    def _is_told_apart(self, run: Run, span: Span) -> bool:
        """Whether the words with a little of what is around them stand nowhere else in the newer text."""
        if self.alignment.tells_apart(span):
            return True
        near = Span(max(run.old, span.start - NEAR), min(run.old_stop, span.stop + NEAR))
        return self._is_alone(near, run, span, in_old_too=False)

    def _begins_here(self, run: Run, span: Span) -> bool:
        """Whether no other place can be meant, though what stands before in the run holds nothing."""
        around = Span(self._since(max(run.old, span.start - CONTEXT), span.start), span.stop)
        if around.start == span.start and not self.old[span.start].isalnum():
            return False
        stop = after_word(self.old, span)
        if not self._is_alone(around, run, span) or self._is_claimed(run, Span(span.start, stop)):
            return False
        if stop >= span.stop:
            return True
        words, edge = self.old[around.start : stop], run.image(Span(stop, stop)).start
        was, now = self.alignment.changed_before(run)
        return (
            words not in self.old[max(0, was.start - len(words)) : stop - 1]
            and words not in self.new[max(0, now.start - len(words)) : edge - 1]
        )

    def _ends_here(self, run: Run, span: Span) -> bool:
        """Whether no other place can be meant, though what stands after it in the run holds nothing."""
        around = Span(span.start, self._until(span.stop, min(run.old_stop, span.stop + CONTEXT)))
        if around.stop == span.stop and not self.old[span.stop - 1].isalnum():
            return False
        start = before_word(self.old, span)
        if not self._is_alone(around, run, span) or self._is_claimed(run, Span(start, span.stop)):
            return False
        if start <= span.start:
            return True
        words, edge = self.old[start : around.stop], run.image(Span(start, start)).start
        was, now = self.alignment.changed_after(run)
        return (
            words not in self.old[start + 1 : was.stop + len(words)]
            and words not in self.new[edge + 1 : now.stop + len(words)]
        )

    def _since(self, start: int, stop: int) -> int:
        """Where the context before a quote begins; at the quote, where too few letters are in it to tell anything."""
        while start < stop and not self.old[start].isalnum():
            start += 1
        return start if count_letters(self.old[start:stop]) * 2 >= self.alignment.piece else stop

    def _until(self, start: int, stop: int) -> int:
        while start < stop and not self.old[stop - 1].isalnum():
            stop -= 1
        return stop if count_letters(self.old[start:stop]) * 2 >= self.alignment.piece else start

    def _is_claimed(self, run: Run, word: Span) -> bool:
        """Whether another run has the word too, or the place where it went."""
        image = run.image(word)
        return any(
            other != run and other.old <= word.start and word.stop <= other.old_stop
            for other in self.alignment.over(word)
        ) or any(
            other != run and other.new <= image.start and image.stop <= other.new_stop
            for other in self.alignment.over_new(image)
        )

    def _still_at(self, span: Span) -> bool:
        room = self.alignment.room(span)
        size = len(span) - 1
        return span.of(self.old) in self.new[max(0, room.start - size) : room.stop + size]

    def _is_alone(self, around: Span, run: Run, span: Span, *, in_old_too: bool = True) -> bool:
        """Whether the words and what is around them stand nowhere else, but for places proven to be others."""
        words, image = around.of(self.old), run.image(span)
        in_old, in_new = self._in_old(words) if in_old_too else [], self._in_new(words)
        if in_old is None or in_new is None:
            return False
        lead, size = span.start - around.start, len(span)
        others_old = (Span(at + lead, at + lead + size) for at in in_old)
        others_new = (Span(at + lead, at + lead + size) for at in in_new)
        return all(other == span or self._went_elsewhere(other, image) for other in others_old) and all(
            other == image or self._came_from_elsewhere(other, span) for other in others_new
        )

    def _in_old(self, words: str) -> list[int] | None:
        if words not in self.places_old:
            self.places_old[words] = _places(self.old, words)
        return self.places_old[words]

    def _in_new(self, words: str) -> list[int] | None:
        if words not in self.places_new:
            self.places_new[words] = _places(self.new, words)
        return self.places_new[words]

    def _went_elsewhere(self, other: Span, image: Span) -> bool:
        return any(run.image(other) != image for run in self._held(self.alignment.over(other), other))

    def _came_from_elsewhere(self, other: Span, span: Span) -> bool:
        for run in self.alignment.over_new(other):
            if run.new <= other.start and other.stop <= run.new_stop:
                source = Span(other.start - run.new + run.old, other.stop - run.new + run.old)
                if source != span and self._is_held_before(run, source) and self._is_held_after(run, source):
                    return True
        return False

    def _held(self, runs: Sequence[Run], span: Span) -> Iterator[Run]:
        """The runs in which the span is held from both sides."""
        for run in runs:
            inside = run.old <= span.start and span.stop <= run.old_stop
            if inside and self._is_held_before(run, span) and self._is_held_after(run, span):
                yield run

    def _changed_inside(self, span: Span, runs: Sequence[Run]) -> Span | None:
        """Where a span stands of which only the inside was changed."""
        edges = self._edges(span, runs)
        if edges is None:
            return None
        (first, head), (last, tail) = edges
        begin, end = self._whole_words_to(head), self._whole_words_from(tail)
        if not (begin and end and self._is_proven(first, begin) and self._is_proven(last, end)):
            return None
        found = Span(first.image(head).start, last.image(tail).stop)
        return found if self._likeness(span, found) >= SIMILAR else None

    def _whole_words_to(self, head: Span) -> Span:
        """The beginning of a span up to the last word that was not touched; empty where there is none."""
        stop = head.stop
        while stop > head.start and (not self.old[stop - 1].isalnum() or cuts_word(self.old, stop)):
            stop -= 1
        return Span(head.start, stop)

    def _whole_words_from(self, tail: Span) -> Span:
        """The end of a span from the first word that was not touched; empty where there is none."""
        start = tail.start
        while start < tail.stop and (not self.old[start].isalnum() or cuts_word(self.old, start)):
            start += 1
        return Span(start, tail.stop)

    def _edges(self, span: Span, runs: Sequence[Run]) -> tuple[tuple[Run, Span], tuple[Run, Span]] | None:
        """The beginning and the end of a span that was changed inside, each with its run, in their order."""
        at_start = [run for run in runs if run.old <= span.start]
        at_stop = [run for run in runs if run.old_stop >= span.stop]
        if not at_start or not at_stop:
            return None
        first, last = max(at_start, key=lambda run: run.old_stop), min(at_stop, key=lambda run: run.old)
        head, tail = Span(span.start, first.old_stop), Span(last.old, span.stop)
        if min(len(head), len(tail)) < _LEAST_EDGE or first.image(head).stop > last.image(tail).start:
            # Where the inside repeats itself the two may overlap: each is cut where the other begins.
            head = Span(span.start, min(first.old_stop, max(span.start, last.old)))
            if min(len(head), len(tail)) < _LEAST_EDGE or first.image(head).stop > last.image(tail).start:
                return None
        return (first, head), (last, tail)

    def _likeness(self, span: Span, found: Span) -> float:
        """How alike the words of two spans are, from 0 to 1; 0 where it would take too long to know."""
        total = len(span) + len(found)
        if not total or 2 * min(len(span), len(found)) / total < LIKELY:
            return 0.0
        if len(span) * len(found) > _MOST_COMPARED:
            equal = sum(
                max(0, min(run.old_stop, span.stop) - max(run.old, span.start))
                for run in self.alignment.over(span)
                if found.start <= run.new_stop and run.new <= found.stop
            )
            return min(1.0, 2 * equal / total)
        self.compared += len(span) * len(found)
        return SequenceMatcher(None, found.of(self.new), span.of(self.old), autojunk=False).ratio()

    def _is_clean(self, span: Span, found: Span) -> bool:
        """Whether no word has grown at an edge, and no cluster is cut."""
        if snap(self.new, found) != found:
            return False
        return not (
            (is_joined(self.new, found.start) and not is_joined(self.old, span.start))
            or (is_joined(self.new, found.stop) and not is_joined(self.old, span.stop))
        )

    # What is not certain

    def _proposed(self, parts: Fragments) -> Unplaced:
        found: list[Span] = []
        score = 1.0
        for part in parts:
            span, alike = self._best(part, found[-1] if found else None)
            if span is None or alike < LIKELY:
                return Unplaced()
            found.append(span)
            score = min(score, alike)
        proposal = tuple(found)
        return Unplaced(proposal, round(score, 2)) if self._hang_together(parts, proposal) else Unplaced()

    def _best(self, span: Span, last: Span | None) -> tuple[Span | None, float]:
        """The likeliest place of a span, behind the last one, and how likely it is."""
        best: tuple[float, int, Span] | None = None
        expected = last.stop if last is not None else self.alignment.room(span).start
        for found, alike in self._candidates(span):
            tidy = trimmed(snap(self.new, whole_words(self.new, found)), self.new)  # as a person would select it
            if not tidy or (last is not None and tidy.start <= last.stop):
                continue
            mine = (self._with_context(span, tidy, alike), -abs(tidy.start - expected), tidy)
            if best is None or mine[:2] > best[:2]:
                best = mine
        return (best[2], best[0]) if best is not None else (None, 0.0)

    def _candidates(self, span: Span) -> Iterator[tuple[Span, float]]:
        runs = self.alignment.over(span)
        whole = [run.image(span) for run in runs if run.old <= span.start and span.stop <= run.old_stop]
        yield from ((image, 1.0) for image in whole)
        edges = None if whole else self._edges(span, runs)
        if edges is not None:
            found = Span(edges[0][0].image(edges[0][1]).start, edges[1][0].image(edges[1][1]).stop)
            yield found, self._likeness(span, found)
        places = self._in_new(span.of(self.old)) or []
        free = (Span(at, at + len(span)) for at in places[:_MOST_TRIED])
        same = [other for other in free if not self._came_from_elsewhere(other, span)]
        yield from ((other, 1.0) for other in same)
        if not same and edges is None:
            yield from self._rough(span)

    def _rough(self, span: Span) -> Iterator[tuple[Span, float]]:
        """What resembles the words most where they stood: from the first to the last of what is equal to them."""
        room, words = self.alignment.room(span), span.of(self.old)
        cost = len(room) * len(words)
        if not room or cost > _MOST_COMPARED or self.compared + cost > _MOST_COMPARED_AT_ALL:
            return
        self.compared += cost
        equal = SequenceMatcher(None, room.of(self.new), words, autojunk=False)
        longest = equal.find_longest_match()
        if not longest.size:
            return
        at = room.start + longest.a
        start = max(room.start, at - longest.b)
        stop = min(room.stop, start + len(words))
        if "\n" not in words:  # what stood in one paragraph stays in one
            start = max(start, self.new.rfind("\n", start, at) + 1)
            end = self.new.find("\n", at + longest.size, stop)
            stop = end if end >= 0 else stop
        found = Span(start, stop)
        yield found, self._likeness(span, found)

    def _with_context(self, span: Span, found: Span, alike: float) -> float:
        old_start, new_start = max(0, span.start - CONTEXT), max(0, found.start - CONTEXT)
        left = _common(self.old[old_start : span.start][::-1], self.new[new_start : found.start][::-1])
        right = _common(self.old[span.stop : span.stop + CONTEXT], self.new[found.stop : found.stop + CONTEXT])
        return alike * (0.6 + 0.4 * min(1.0, (left + right) / CONTEXT))


def _places(text: str, words: str) -> list[int] | None:
    """Where the words stand in the text; None where there are too many places."""
    found: list[int] = []
    at = text.find(words)
    while at >= 0:
        found.append(at)
        if len(found) > _MOST_PLACES:
            return None
        at = text.find(words, at + 1)
    return found


def _common(one: str, other: str) -> int:
    """How many characters are equal from the beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (mine, its) in pairs if mine != its), min(len(one), len(other)))
