"""Many articles in one file of text or Markdown: where each begins, by a rule that is guessed or chosen."""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from time import monotonic
from typing import NamedTuple

from reader.domain.intake import Parting, PartingKind
from reader.domain.parting_choice import PartPreview
from reader.errors import UnreadableArticleError
from reader.formats.front_matter import front_matter
from reader.formats.written_dates import written_date

#: A line `date 2025-05-30 TITLE`, as scrapers write it above each article.
DATE_LINES = r"\s*date\s+\d{4}-\d{2}-\d{2}\s+\S.*"
_LONGEST_PATTERN = 500
_SECONDS_OF_A_PATTERN = 2.0
_SHORTEST_WAIT = 1e-6  # 0 would be for ever
_SHORT_END = 200

_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)(.*)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_NO_PARAGRAPH = re.compile(r" {0,3}(?:[#>|<]|[-*+][ \t]|[0-9]{1,9}[.)][ \t])| {4}|\t")
_TITLE_QUOTES = {"《": "》", "“": "”", '"': '"', "«": "»", "「": "」", "『": "』"}


class Heading(NamedTuple):
    """A heading: its level, its words as they are written, and its lines, start included and stop excluded, from 0."""

    level: int
    title: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Part:
    """One article of a file, as it is written there; `line` is that of the file on which it begins, from 1."""

    text: str
    line: int
    title: str

    @property
    def place(self) -> str:
        """Where it begins, such as `line 120`."""
        return f"line {self.line}"


@dataclass(frozen=True, slots=True)
class Collection:
    """The articles of a file, and what its head tells of all of them; `left_out` code points are in no article."""

    parts: tuple[Part, ...]
    source: str = ""
    published: str = ""
    left_out: int = 0


def parts(text: str, parting: Parting) -> tuple[Part, ...]:
    """The articles that the rule makes of a normalised text. Raises UnreadableArticleError, as `collected` does."""
    return collected(text, parting).parts


def preview(text: str, parting: Parting, most: int = 200) -> list[PartPreview]:
    """The first articles that the rule would make. Raises UnreadableArticleError, as `collected` does."""
    return [PartPreview(part.title, part.place, len(part.text)) for part in parts(text, parting)[:most]]


def collected(text: str, parting: Parting) -> Collection:
    """The articles that the rule makes of a normalised text, and what its head tells of them.

    By HEADINGS, an article ends where the next of its level, or a larger one, begins. A short end below a rule (`---`)
    that stands in the last article alone belongs to the file. A heading above the first article gives the source, and
    the date where it holds one. Raises UnreadableArticleError where the rule is none, takes too long, or finds nothing.
    """
    match parting.kind:
        case PartingKind.HEADINGS:
            return _by_headings(text, parting.level)
        case PartingKind.LINES:
            return _by_lines(text, parting.pattern)
        case PartingKind.WHOLE:
            return Collection((Part(text, 1, first_line(text)),))


def headings(lines: list[str]) -> Iterator[Heading]:
    """The headings of a Markdown text, those of code blocks left out."""
    fence = ""
    for number, line in enumerate(lines):
        mark = _FENCE.fullmatch(line)
        if fence:
            if mark and mark[1].startswith(fence) and not mark[2].strip():
                fence = ""
        elif mark and not (mark[1][0] == "`" and "`" in mark[2]):
            fence = mark[1]
        elif found := _HEADING.fullmatch(line):
            yield Heading(len(found[1]), _heading_words(found[2]), number, number + 1)
        elif number and (under := _UNDERLINE.fullmatch(line)) and _stands_alone(lines, number - 1):
            yield Heading(1 if under[1][0] == "=" else 2, lines[number - 1].strip(), number - 1, number + 1)


def _heading_words(written: str) -> str:
    """The words without the number signs that may close a heading."""
    words = written.strip()
    bare = words.rstrip("#")
    return bare.rstrip() if not bare or bare[-1].isspace() else words


def is_rule(line: str) -> bool:
    """Whether the line is a rule across the page, such as `---`."""
    return _RULE.fullmatch(line) is not None


def first_line(text: str) -> str:
    """The first line that is not blank, without white space around it."""
    return text.lstrip().partition("\n")[0].rstrip()


def _stands_alone(lines: list[str], number: int) -> bool:
    """Whether the line is a paragraph by itself, so that a line of hyphens below it makes it a heading."""
    above = lines[number - 1] if number else ""
    return bool(lines[number].strip()) and not above.strip() and not _NO_PARAGRAPH.match(lines[number])


def _by_headings(text: str, level: int) -> Collection:
    lines, first = body_lines(text)
    found = [heading for heading in headings(lines) if heading.start >= first]
    starts = [heading for heading in found if heading.level == level]
    if not starts:
        raise UnreadableArticleError(f"it has no heading of level {level}, so it cannot be parted by these")
    stops = [heading.start for heading in found if heading.level <= level] + [len(lines)]
    made = []
    for heading in starts:
        stop = next(stop for stop in stops if stop > heading.start)
        made.append((heading, lines[heading.start : stop]))
    made[-1] = (made[-1][0], _without_end([part for _, part in made]))
    head = next((heading.title for heading in found if heading.start < starts[0].start), "")
    source, published = _told_by(head)
    return Collection(
        tuple(Part("\n".join(part), heading.start + 1, heading.title) for heading, part in made),
        source,
        published,
        _length(lines[first:]) - sum(_length(part) for _, part in made),
    )


def _without_end(articles: list[list[str]]) -> list[str]:
    """The last article without what the file says below a rule at its end."""
    last = articles[-1]
    rule = next((number for number in reversed(range(len(last))) if is_rule(last[number])), 0)
    is_of_the_file = (
        rule
        and len(articles) > 1
        and _length(last[rule:]) <= _SHORT_END
        and not any(is_rule(line) for article in articles[:-1] for line in article[1:])
        and not last[rule - 1].strip()
    )
    return last[:rule] if is_of_the_file else last


def _told_by(head: str) -> tuple[str, str]:
    """The source and the date that the heading of a collection tells."""
    found = written_date(head)
    if not found:
        return _unquoted(head.strip()), ""
    before, after = head[: found.start].rstrip(" ([（【—–-,，"), head[found.stop :].lstrip(" )]）】—–-,，")
    return _unquoted(f"{before} {after}".strip()), found.iso


def _unquoted(name: str) -> str:
    end = _TITLE_QUOTES.get(name[:1])
    return name[1:-1] if end and name.endswith(end) and name.count(end) == 1 + (end == name[0]) else name


def _by_lines(text: str, pattern: str) -> Collection:
    lines, first = body_lines(text)
    starts = [first + number for number in _matching(lines[first:], pattern)]
    if not starts:
        raise UnreadableArticleError("it has no line that the regular expression matches, so it cannot be parted")
    made = [lines[start:stop] for start, stop in pairwise([*starts, len(lines)])]
    return Collection(
        tuple(Part("\n".join(part), start + 1, part[0].strip()) for start, part in zip(starts, made, strict=True)),
        left_out=_length(lines[first : starts[0]]),
    )


def _matching(lines: list[str], pattern: str) -> list[int]:
    import regex  # type: ignore[import-untyped]  # noqa: PLC0415 - it alone can be stopped

    if not pattern:
        raise UnreadableArticleError("there is no regular expression by which it could be parted")
    if len(pattern) > _LONGEST_PATTERN:
        raise UnreadableArticleError(f"the regular expression is longer than {_LONGEST_PATTERN} characters")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what may mean something else one day means what it does today
            matches = regex.compile(pattern).fullmatch
    except (regex.error, OverflowError, RecursionError, MemoryError) as error:
        raise UnreadableArticleError(f"“{pattern}” is no regular expression: {error}") from None
    until = monotonic() + _SECONDS_OF_A_PATTERN
    found = []
    try:
        for number, line in enumerate(lines):
            if line.strip() and matches(line, timeout=max(until - monotonic(), _SHORTEST_WAIT)):
                found.append(number)
    except TimeoutError:
        raise UnreadableArticleError(
            f"the regular expression “{pattern}” takes too long; parts that repeat what repeats make it slow"
        ) from None
    return found


def body_lines(text: str) -> tuple[list[str], int]:
    """All lines of the text, and the first of them below its front matter, from 0."""
    return text.split("\n"), text.count("\n", 0, front_matter(text).stop)


def _length(lines: list[str]) -> int:
    """Code points that are no white space around lines."""
    return sum(len(line.strip()) for line in lines)
