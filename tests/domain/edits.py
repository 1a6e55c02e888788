"""Texts edited at random, with the truth: which characters are still the same ones, and where."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reader.domain.graphemes import snap
from reader.domain.span import Fragments, Span, fragments, trimmed

_NEW = -1
#: Added to the place of a character that is a copy of one which may still be there.
_COPY = 1 << 40
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_SENTENCE = re.compile(r"[^.!?。！？؟।\n]*(?:[.!?。！？؟।]+[”\"’]?\s*|\n+|$)")
_SWAPPED = {
    "“": '"', "”": '"', '"': "”", "'": "’", "’": "'", "-": "–", "–": "-", ",": ";", ".": "!", ";": ",", ":": ".",
    " ": "\u00a0", "\n": " ", "，": "、", "。": "；", "、": "，",
}  # fmt: skip


@dataclass
class Edited:
    """A text, and for each of its characters where it stood in the first text."""

    first: str
    chance: random.Random
    text: str = ""
    came_from: list[int] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.text = self.first
        self.came_from = list(range(len(self.first)))

    def edit(self, times: int) -> None:
        """Edit the text so many times, each time otherwise."""
        ways: list[Callable[[], None]] = [
            self.insert_words, self.insert_sentence, self.delete_words, self.delete_words, self.delete_sentence,
            self.replace_words, self.replace_words, self.replace_words, self.move_paragraph, self.move_sentence,
            self.repeat_sentence, self.repeat_here, self.change_punctuation, self.change_punctuation,
            self.append_update, self.change_headline, self.insert_space,
        ]  # fmt: skip
        for _ in range(times):
            way = self.chance.choice(ways)
            way()
            self.counts[way.__name__] = self.counts.get(way.__name__, 0) + 1

    def _put(self, start: int, stop: int, text: str, came_from: Sequence[int]) -> None:
        self.text = self.text[:start] + text + self.text[stop:]
        self.came_from[start:stop] = came_from

    def _insert(self, at: int, text: str) -> None:
        self._put(at, at, text, [_NEW] * len(text))

    def _words(self, least: int = 1, most: int = 4) -> Span:
        """Some words that stand together; characters where a script does not part its words."""
        found = [match.span() for match in _WORD.finditer(self.text)]
        if not found:
            return Span(0, 0)
        at = self.chance.randrange(len(found))
        start, stop = found[at][0], found[min(len(found) - 1, at + self.chance.randint(least, most) - 1)][1]
        if stop - start > 30 * most or (stop - start > 8 and self.text[start] >= "\u0e00"):
            start = self.chance.randrange(start, stop)
            stop = min(stop, start + self.chance.randint(1, 6))
        return snap(self.text, Span(start, stop))

    def _some_words(self, most: int) -> str:
        """Words of this text in another order, and words that are in none."""
        some = [self.chance.choice(["vel", "ქალაქი", "新", "quont", "Marden", "и"])]
        some += [self._words(1, 1).of(self.text) or "ro" for _ in range(self.chance.randint(0, most - 1))]
        self.chance.shuffle(some)
        return " ".join(some)

    def _sentence(self) -> Span:
        found = [Span(*match.span()) for match in _SENTENCE.finditer(self.text) if match[0].strip()]
        return snap(self.text, self.chance.choice(found)) if found else Span(0, 0)

    def _paragraphs(self) -> list[Span]:
        return [Span(*match.span()) for match in re.finditer(r"[^\n]+\n*", self.text)]

    def insert_words(self) -> None:
        at = self._words().start
        self._insert(at, self._some_words(3) + " ")

    def insert_sentence(self) -> None:
        self._insert(self._sentence().start, f"{self._some_words(12)}. ")

    def delete_words(self) -> None:
        span = self._words()
        if self.text[span.stop : span.stop + 1] == " ":
            span = Span(span.start, span.stop + 1)
        self._put(span.start, span.stop, "", ())

    def delete_sentence(self) -> None:
        span = self._sentence()
        self._put(span.start, span.stop, "", ())

    def replace_words(self) -> None:
        span = self._words()
        words = self._some_words(3)
        old = span.of(self.text)
        # An edit that leaves the first or the last character as it was is none of it.
        if not old or old[0] == words[0] or old[-1] == words[-1]:
            return
        self._put(span.start, span.stop, words, [_NEW] * len(words))

    def _move(self, span: Span, at: int) -> None:
        if span.start <= at <= span.stop:
            return
        text, ids = span.of(self.text), self.came_from[span.start : span.stop]
        self._put(span.start, span.stop, "", ())
        at -= len(span) if at > span.start else 0
        self._put(at, at, text, ids)

    def move_paragraph(self) -> None:
        found = self._paragraphs()
        self._move(self.chance.choice(found), self.chance.choice(found).start)

    def move_sentence(self) -> None:
        self._move(self._sentence(), self._sentence().start)

    def _copy(self, span: Span, at: int) -> None:
        ids = [old if old == _NEW or old >= _COPY else old + _COPY for old in self.came_from[span.start : span.stop]]
        self._put(at, at, span.of(self.text), ids)

    def repeat_sentence(self) -> None:
        self._copy(self._sentence(), self._sentence().start)

    def repeat_here(self) -> None:
        span = self._sentence()
        self._copy(span, span.stop)

    def change_punctuation(self) -> None:
        at = [index for index, character in enumerate(self.text) if character in _SWAPPED]
        if at:
            index = self.chance.choice(at)
            self._put(index, index + 1, _SWAPPED[self.text[index]], [_NEW])

    def insert_space(self) -> None:
        spaces = [index for index, character in enumerate(self.text) if character in " \n"]
        if spaces:
            self._insert(self.chance.choice(spaces), self.chance.choice([" ", "\n\n", "\t"]))

    def append_update(self) -> None:
        self._insert(len(self.text), f"\n\nUpdate: {self._some_words(20)}.")

    def change_headline(self) -> None:
        span = self._paragraphs()[0]
        words = self._some_words(5)
        self._put(span.start, span.start + len(span.of(self.text).rstrip()), words, [_NEW] * len(words))

    def annotations(self, count: int) -> list[Fragments]:
        """Some spans of the first text such as a person tags: words, phrases, sentences, some of two fragments."""
        found: list[Fragments] = []
        here = Edited(self.first, self.chance)
        while len(found) < count:
            kind = self.chance.random()
            spans = [here._sentence()] if kind < 0.2 else [here._words(1, 1 if kind < 0.6 else 8)]
            if kind > 0.9:
                near = snap(self.first, Span(spans[0].stop, min(len(self.first), spans[0].stop + 90)))
                words = [match.span() for match in _WORD.finditer(self.first, near.start, near.stop)]
                spans += [snap(self.first, Span(*word)) for word in words[2:4]]
            parts = fragments(trimmed(span, self.first) for span in spans)
            if parts:
                found.append(parts)
        return found

    def is_right(self, old: Span, new: Span) -> bool:
        """Whether the span of the text as it is now holds the characters of the span of the first text.

        Where all stand together still they are these very ones, or copies that stand between the same neighbours while
        the first ones do not any more. Where they do not, copies may be among them; first and last are there.
        """
        ids = self.came_from[new.start : new.stop]
        if not ids:
            return False
        bare = [one % _COPY if one >= 0 else one for one in ids]
        if bare[0] != old.start or bare[-1] != old.stop - 1:
            return False
        pairs = zip(bare, range(old.start, old.stop), strict=False)
        if new.of(self.text) == old.of(self.first) and any(
            one != at and not self.first[at].isspace() for one, at in pairs
        ):
            return False
        if new.of(self.text) != old.of(self.first):
            ids = [ids[0], ids[-1]]
        if all(one < _COPY for one in ids):
            return True
        if not self._is_there(old) and (new.of(self.text) == old.of(self.first) or all(one >= _COPY for one in ids)):
            return True
        around = [one % _COPY if one >= 0 else one for one in self.came_from[max(0, new.start - 4) : new.stop + 4]]
        return around == list(range(old.start - 4, old.stop + 4)) and not self._is_there(
            Span(max(0, old.start - 16), min(len(self.first), old.stop + 16))
        )

    def _is_there(self, old: Span) -> bool:
        wanted = list(range(old.start, old.stop))
        try:
            at = self.came_from.index(old.start)
        except ValueError:
            return False
        return self.came_from[at : at + len(wanted)] == wanted
