"""Whether a file of text is plainly a collection of articles, and the rules that a person may choose from."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from reader.domain.intake import Parting, PartingKind
from reader.domain.parting_choice import PartingChoice, PartingOption, PartPreview
from reader.domain.text import normalise
from reader.errors import UnreadableArticleError
from reader.formats.found import all_of
from reader.formats.front_matter import front_matter
from reader.formats.parting import DATE_LINES, Heading, body_lines, collected, first_line, headings
from reader.formats.reasons import reason
from reader.formats.written_dates import written_date

WHOLE = Parting()
#: As much of a text as its first line is looked for in before that is looked at closely.
_LONGEST_BEGINNING = 200
_LEVELS = range(1, 7)
_MOST_PREVIEWS = 200
_MOST_BYTES = 50 * 1024**2
_NEARLY_ALL = 0.8
_MOST_ELSE = 0.4  # of the text
_A_TEXT = 60  # in letters of an alphabet, of which a Chinese character counts for three
_A_FULL_TEXT = 1000
_A_HEADLINE = 12
_MOST_OF_A_DATELINE = 100

#: Lines by which collections are known to be parted; only the first is ever guessed.
_LINES = (
    DATE_LINES,
    r"\s*\[?\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\]?[\s:|,–—-]+\S.*",
    r"\s*\d{4}年\d{1,2}月\d{1,2}日[\s:|,，：–—-]*\S.*",
)
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORDS = re.compile(r"[^\W\d_]+")
_SIGNS_OF_HEADINGS = ("#", "==", "--")
_MAY_BE_HEADING = re.compile(r"^ {0,3}(?:#|=+[ \t]*$|-+[ \t]*$)", re.MULTILINE)
_LINK_ALONE = re.compile(
    r"\[(?P<words>[^\[\]\n]{1,60})\]\((?P<target>https?://[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*)\)"
    r"|<a [^<>]{0,200}?href=[\"'](?P<href>https?://[^\"'<>\s]+)[\"'][^<>]{0,200}>(?P<inner>[^<>\n]{1,60})</a>"
)
_TO_THE_ORIGINAL = re.compile(
    r"原文|原网页|来源|來源|元記事|원문|출처|оригинал|источник|الأصل|المصدر|original|permalink|"
    r"\bsource\b|read (?:more|on|full|the)|full (?:story|article|text)|view (?:online|article)|quelle|fuente",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:[0-9]+(?:\.[0-9]+)*[.):]?|[IVXLC]+[.):]|[A-Z][.)]|chapter|part|section|appendix|step|kapitel|chapitre|capítulo|"
    r"глава|第.{1,6}[章节節部篇回条條])(?:\s|$)",
    re.IGNORECASE,
)
_RELEASE = re.compile(r"\bv?\d+\.\d+|\bunreleased\b|\bversion\b|\brelease\b", re.IGNORECASE)


class _Section(NamedTuple):
    title: str
    body: list[str]


def guess(text: str) -> Parting:
    """The rule for a normalised text: WHOLE unless it is plainly a collection.

    It is one where it begins with a line `date 2025-05-30 TITLE` and has more of them, each with a text below; or where
    nearly all sections of a level have a text and what only an article has: a last line that is a link to its
    original, or a date of its own; or where it has three headings of level 1 or more, each with a full text, and they
    are not numbered like chapters. What is in no section must be little.
    """
    if _has_dated_lines(text):
        return Parting(PartingKind.LINES, pattern=DATE_LINES)
    if not (any(sign in text for sign in _SIGNS_OF_HEADINGS) and _MAY_BE_HEADING.search(text)):
        return WHOLE  # as nearly all texts are: they must not be slower to take in
    lines, first = body_lines(text)
    found = [heading for heading in headings(lines) if heading.start >= first]
    titled = bool(front_matter(text).first("title"))
    for level in _LEVELS:
        sections = _sections(lines, found, level)
        if len(sections) < 2 or not _is_most_of(sections, lines[first:]):
            continue
        if _are_articles(sections) or (level == 1 and not titled and _are_full_texts(sections)):
            return Parting(PartingKind.HEADINGS, level=level)
    return WHOLE


def original_link(line: str) -> str:
    """The URL of a line that is nothing but a link to the original of an article, empty where it is not."""
    found = _LINK_ALONE.fullmatch(line.strip())
    if not found or not _TO_THE_ORIGINAL.search(found["words"] or found["inner"]):
        return ""
    return str(found["target"] or found["href"])


def choice(text: str) -> PartingChoice:
    """The rules that make sense for a normalised text, each with what it would make of it, and the one guessed."""
    guessed = guess(text)
    lines, first = body_lines(text)
    levels = [heading.level for heading in headings(lines) if heading.start >= first]
    rules = [Parting(PartingKind.HEADINGS, level=level) for level in _LEVELS if levels.count(level) > 1]
    rules += [Parting(PartingKind.LINES, pattern=pattern) for pattern in _LINES if _matches_often(pattern, lines)]
    options = (option(text, rule) for rule in (WHOLE, *rules))
    return PartingChoice(guessed, tuple(options))


def option(text: str, parting: Parting) -> PartingOption:
    """What the rule would make of a normalised text. Raises UnreadableArticleError, as `parting.collected` does."""
    found = collected(text, parting)
    previews = (PartPreview(part.title, part.place, len(part.text)) for part in found.parts[:_MOST_PREVIEWS])
    return PartingOption(parting, len(found.parts), tuple(previews), found.left_out, found.source, found.published)


def describe(path: Path) -> PartingChoice:
    """The rules that make sense for a file of text or Markdown. Raises UnreadableArticleError with a reason."""
    return choice(_text_of(path))


def describe_with(path: Path, parting: Parting) -> PartingOption:
    """What a rule, such as one with an expression that a person writes, would make of the file.

    Raises UnreadableArticleError with a reason fit for the person.
    """
    return option(_text_of(path), parting)


def _text_of(path: Path) -> str:
    from reader.formats.encoding import decode  # noqa: PLC0415 - only the dialog asks

    try:
        if not path.is_file():
            raise UnreadableArticleError("it is no file, or no longer there")
        with path.open("rb") as file:
            text = normalise(decode(all_of(file, _MOST_BYTES)))
    except OSError as error:
        raise UnreadableArticleError(reason(error)) from error
    if not text.strip():
        raise UnreadableArticleError("it holds no text")
    return text


def _has_dated_lines(text: str) -> bool:
    start = text[:_LONGEST_BEGINNING].lstrip()
    if start and not start.startswith("date"):
        return False  # as nearly all texts: to look at their first line would take longer
    line = re.compile(DATE_LINES)
    if not line.fullmatch(first_line(text)):
        return False
    lines = text.split("\n")
    starts = [number for number, words in enumerate(lines) if line.fullmatch(words)]
    bodies = ("".join(lines[start + 1 : stop]).strip() for start, stop in pairwise([*starts, len(lines)]))
    return len(starts) > 1 and all(bodies)


def _matches_often(pattern: str, lines: list[str]) -> bool:
    matches = re.compile(pattern).fullmatch
    return sum(matches(line) is not None for line in lines) > 1


def _sections(lines: list[str], headings_there: list[Heading], level: int) -> list[_Section]:
    """The sections of the level, each up to the next heading of it or a larger one."""
    found = [heading for heading in headings_there if heading.level <= level]
    stops = [*(heading.start for heading in found[1:]), len(lines)]
    return [
        _Section(heading.title, [line for line in lines[heading.stop : stop] if line.strip()])
        for heading, stop in zip(found, stops, strict=False)  # no headings, one end
        if heading.level == level
    ]


def _is_most_of(sections: list[_Section], lines: list[str]) -> bool:
    inside = sum(_weight(section.title) + sum(map(_weight, section.body)) for section in sections)
    return inside >= (1 - _MOST_ELSE) * sum(map(_weight, lines))


def _are_articles(sections: list[_Section]) -> bool:
    """Whether nearly all have a text, and a link to their original or a date of their own."""
    return _nearly_all(sections, _has_a_text) and (
        _nearly_all(sections, _links_to_its_original) or _nearly_all(sections, _has_a_date)
    )


def _are_full_texts(sections: list[_Section]) -> bool:
    return len(sections) > 2 and all(
        sum(map(_weight, section.body)) >= _A_FULL_TEXT
        and _weight(section.title) >= _A_HEADLINE
        and not _SECTION.match(section.title)
        and not _RELEASE.search(section.title)
        for section in sections
    )


def _has_a_text(section: _Section) -> bool:
    return sum(map(_weight, section.body)) >= _A_TEXT


def _links_to_its_original(section: _Section) -> bool:
    return any(original_link(line) for line in section.body[-1:]) or any(
        # The last section may hold the end of the file.
        original_link(line) and "---" in section.body[number + 1]
        for number, line in enumerate(section.body[:-1])
    )


def _has_a_date(section: _Section) -> bool:
    """Whether a headline holds a date, or a short line below it; those of a list of changes do not count."""
    if _RELEASE.search(section.title):
        return False
    if written_date(section.title):
        return sum(map(len, _WORDS.findall(section.title))) * _share(section.title) >= _A_HEADLINE
    return any(len(line) <= _MOST_OF_A_DATELINE and written_date(line) for line in section.body[:1])


def _nearly_all(sections: list[_Section], claim: Callable[[_Section], bool]) -> bool:
    return sum(map(claim, sections)) >= _NEARLY_ALL * len(sections)


def _share(text: str) -> int:
    return 3 if _WIDE.search(text) else 1


def _weight(line: str) -> int:
    return len(line.strip()) + 2 * len(_WIDE.findall(line))
