"""Articles made up from word lists, the same ones for the same seed: news-like, with true spans to tag.

All positions are code points of the article's text.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from typing_extensions import override

from benchmarks.registered import REGISTER, drawn_name
from benchmarks.vocabulary import ARABIC, CHINESE, ENGLISH, LABELS, Vocabulary

#: Labels whose names a register of entities holds.
NAMED = frozenset(LABELS.values()) - {"Date or time", "Quantity"}

_GAP = re.compile(r"\{(\w+)\}")
_GIANT_BYTES = 1_000_000
_MOST_SENTENCES = 4
_LONG_SENTENCE = 25
_RIGHT_TO_LEFT, _CHINESE = 0.01, 0.03


@dataclass(frozen=True, slots=True)
class Tag:
    """A span to tag: from start (included) to stop (excluded)."""

    label: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class NewsArticle:
    """A generated article. Its blocks are its title, then its paragraphs; the tags stand in the order of the text."""

    title: str
    source: str
    author: str
    published: str
    language: str
    text: str
    blocks: tuple[tuple[int, int], ...]
    entities: tuple[Tag, ...]
    claims: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class Size:
    """How long articles are, and how much is tagged in them. Words are counted by white space, Han by character."""

    words: tuple[int, int]
    entities: int
    claims: int
    bytes: int = 0


ARTICLE = Size((350, 855), 20, 3)
BRIEF = Size((32, 44), 3, 1)
USUAL = Size((885, 885), 52, 8)
GIANT = Size((0, 0), 8_700, 1_300, _GIANT_BYTES)


class _Template:
    """A sentence cut at its gaps."""

    def __init__(self, label: str, sentence: str) -> None:
        pieces = _GAP.split(sentence)
        self.label = label
        self.parts = tuple(zip(pieces[::2], [*pieces[1::2], ""], strict=True))


class _Language:
    """A vocabulary ready to be drawn from."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.sentences = tuple(_Template(label, sentence) for label, sentence in vocabulary.sentences)
        self.claims = tuple(sentence for sentence in self.sentences if sentence.label)
        self.titles = tuple(_Template("", title) for title in vocabulary.titles)
        #: The gaps that can be tagged, and the label of each.
        self.labels = LABELS

    def word(self, gap: str, drawn: float) -> str:
        """A word for a gap. The first words of a list come often, the last ones seldom, as in any language."""
        words = self.vocabulary.words[gap]
        return words[int(drawn**2 * len(words))]


class _RegisteredLanguage(_Language):
    """English whose names are those of a register; nothing else can be tagged."""

    def __init__(self) -> None:
        super().__init__(ENGLISH)
        self.labels = {gap: LABELS[gap] for gap in REGISTER}

    @override
    def word(self, gap: str, drawn: float) -> str:
        return drawn_name(gap, drawn) if gap in REGISTER else super().word(gap, drawn)


_ENGLISH, _CHINESE_WORDS, _ARABIC = _Language(ENGLISH), _Language(CHINESE), _Language(ARABIC)
_REGISTERED = _RegisteredLanguage()


class _Writer:
    """Writes one text, and notes where its gaps, sentences and paragraphs stand."""

    def __init__(self, rng: random.Random, language: _Language) -> None:
        self._random = rng.random
        self._language = language
        self.pieces: list[str] = []
        self.length = 0
        self.slots: list[Tag] = []
        self.claims: list[Tag] = []
        self.blocks: list[tuple[int, int]] = []

    def write_title(self) -> str:
        """Write the first block."""
        title = self._fill(self._pick(self._language.titles))
        self._close_block(0)
        return title

    def write_paragraph(self, sentences: int, *, claims: bool) -> int:
        """Write a block after a blank line, of claims alone if so wished; the number of its words."""
        self._put("\n\n")
        begin, words = self.length, 0
        space = self._language.vocabulary.space
        for number in range(sentences):
            if number:
                self._put(space)
            template = self._pick(self._language.claims if claims else self._language.sentences)
            start = self.length
            sentence = self._fill(template)
            words += sentence.count(" ") + 1 if space or " " in sentence else len(sentence)
            if template.label:
                self.claims.append(Tag(template.label, start, self.length))
        self._close_block(begin)
        return words

    def text(self) -> str:
        """All that was written."""
        return "".join(self.pieces)

    def _fill(self, template: _Template) -> str:
        pieces, length, labels = [], self.length, self._language.labels
        for literal, gap in template.parts:
            pieces.append(literal)
            length += len(literal)
            if gap:
                name = self._language.word(gap, self._random())
                pieces.append(name)
                if gap in labels:
                    self.slots.append(Tag(labels[gap], length, length + len(name)))
                length += len(name)
        filled = "".join(pieces)
        self._put(filled)
        return filled

    def _put(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)

    def _close_block(self, begin: int) -> None:
        self.blocks.append((begin, self.length))

    def _pick(self, templates: tuple[_Template, ...]) -> _Template:
        return templates[int(self._random() * len(templates))]


def articles(seed: int, count: int, size: Size = ARTICLE) -> Iterator[NewsArticle]:
    """So many articles; some of them are Chinese, fewer Arabic."""
    rng = random.Random(seed)
    for _ in range(count):
        drawn = rng.random()
        language = _ARABIC if drawn < _RIGHT_TO_LEFT else _CHINESE_WORDS if drawn < _CHINESE else _ENGLISH
        yield _article(rng, language, size)


def english_articles(seed: int, count: int, size: Size = ARTICLE) -> Iterator[NewsArticle]:
    """So many articles, all of them English."""
    rng = random.Random(seed)
    for _ in range(count):
        yield _article(rng, _ENGLISH, size)


def registered_articles(seed: int, count: int, size: Size = ARTICLE) -> Iterator[NewsArticle]:
    """So many articles, all of them English; only names of the register are tagged as entities."""
    rng = random.Random(seed)
    for _ in range(count):
        yield _article(rng, _REGISTERED, size)


def _article(rng: random.Random, language: _Language, size: Size) -> NewsArticle:
    writer = _Writer(rng, language)
    title = writer.write_title()
    target, words = rng.randint(*size.words), 0
    while (
        words < target
        or len(writer.slots) < size.entities
        or len(writer.claims) < size.claims
        or writer.length < size.bytes
    ):
        missing = size.claims - len(writer.claims)
        most = max(1, min(_MOST_SENTENCES, (target - words) // _LONG_SENTENCE)) if target else _MOST_SENTENCES
        urgent = missing > 0 and target - words < (missing + 1) * _LONG_SENTENCE
        words += writer.write_paragraph(rng.randint(1, most), claims=urgent)
    year, month, day = rng.randint(2015, 2025), rng.randint(1, 12), rng.randint(1, 28)
    published = f"{year}-{month:02}-{day:02}"
    if rng.random() < 0.5:
        published += f"T{rng.randint(0, 23):02}:{rng.randint(0, 59):02}"
    return NewsArticle(
        title=title,
        source=rng.choice(language.vocabulary.sources),
        author=rng.choice(language.vocabulary.words["person"]) if rng.random() < 0.6 else "",
        published=published,
        language=language.vocabulary.language,
        text=writer.text(),
        blocks=tuple(writer.blocks),
        entities=_some(rng, writer.slots, size.entities),
        claims=_some(rng, writer.claims, size.claims),
    )


def _some(rng: random.Random, tags: list[Tag], count: int) -> tuple[Tag, ...]:
    return tuple(tags[number] for number in sorted(rng.sample(range(len(tags)), count)))
