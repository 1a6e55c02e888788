"""PDF documents: their layer of text, with its paragraphs rebuilt and headings told by the size of their letters."""

import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from reader.domain.article import ArticleDraft
from reader.domain.intake import Rules
from reader.domain.structure import BlockKind
from reader.domain.text import normalise
from reader.errors import UnreadableArticleError
from reader.formats.building import Building
from reader.formats.found import Found, Refused, all_of
from reader.formats.pdf_pages import Line, Pages
from reader.formats.pdf_paragraphs import Paragraph, paragraphs_of
from reader.formats.pdf_worker import pages_apart
from reader.formats.titles import shortened, title_of, titled
from reader.formats.written_dates import written_date

MOST_BYTES = 100 * 1024**2

_FEWEST_ON_A_PAGE = 8  # characters, on average: a stamp or a number on a scanned page is no text
_MOST_UNKNOWN = 0.2
_UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_DATE = re.compile(r"(?:D:)?([0-9]{4})([0-9]{2})([0-9]{2})")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
# What programs write where nobody has said anything.
_NO_TITLE = re.compile(
    r"untitled.*|microsoft (?:word|powerpoint) - .*"
    r"|.*\.(?:docx?|odt|rtf|indd|qxp|qxd|pdf|tex|dvi|html?|pptx?|xlsx?|cdr|ai)"
    r"|(?:slide|page|document|print|scan|layout) ?[0-9]*|[^^\W\d_]*[\W\d_]*|(?:https?|file):.*|about:blank",
    re.IGNORECASE,
)
_NO_AUTHOR = frozenset({"user", "admin", "administrator", "author", "unknown", "root", "owner", "anonymous"})


def read(file: BinaryIO, origin: str, rules: Rules) -> Iterator[Found | Refused]:  # noqa: ARG001 - a document is one
    """The article that the document holds. Raises UnreadableArticleError, for a scan without a layer of text too.

    A document that takes longer than four seconds of the processor is refused: half an article would be no article.
    """
    data = all_of(file, MOST_BYTES)
    if not data:
        raise UnreadableArticleError("it is empty")
    yield Found(_article(pages_apart(data), origin))


def _article(pages: Pages, origin: str) -> ArticleDraft:
    _check(pages)
    paragraphs = paragraphs_of(pages.lines)
    building = Building()
    for paragraph in paragraphs:
        if paragraph.level:
            building.begin(BlockKind.HEADING, paragraph.level)
        else:
            building.begin(BlockKind.ITEM if paragraph.is_item else BlockKind.PARAGRAPH, int(paragraph.is_item))
        building.add(paragraph.text)
    built = building.built()
    own = _own_title(paragraphs, pages.lines)
    told = _sensible(pages.told.get("Title", ""), _NO_TITLE)
    begins = " ".join(built.structure[0].span.of(built.text).split()) if built.structure else ""
    stands = told and " ".join(told.split()).casefold() in " ".join(built.text[:5000].split()).casefold()
    # A title that only the properties know comes before the text; one that stands in it is not said twice.
    title = (told if stands else own) or told
    built = titled(built, title if title == begins or not (stands or own) else "")
    author = " ".join(normalise(pages.told.get("Author", "")).split())
    return ArticleDraft(
        text=built.text,
        structure=built.structure,
        marks=built.marks,
        title=shortened(title or title_of(built)),
        author="" if author.lower() in _NO_AUTHOR or len(author) > 300 else author,
        published=_date(pages.told.get("CreationDate", "")),
        language=pages.language if _LANGUAGE.fullmatch(pages.language) else "",
        origin=origin,
    )


def _check(pages: Pages) -> None:
    """Raises UnreadableArticleError where there is no text, or none that can be told."""
    letters = "".join("".join(line.text.split()) for page in pages.lines for line in page)
    if len(letters) < _FEWEST_ON_A_PAGE * len(pages.lines) and pages.has_pictures:
        raise UnreadableArticleError(
            "it is a scan: its pages are pictures without a layer of text; a program for text recognition can add one"
        )
    if not letters:
        raise UnreadableArticleError("it holds no text")
    if len(_UNKNOWN.findall(letters)) > _MOST_UNKNOWN * len(letters):
        raise UnreadableArticleError("its fonts do not tell which letters they show, so its text cannot be read")


def _own_title(paragraphs: Sequence[Paragraph], pages: Sequence[Sequence[Line]]) -> str:
    """The first of the largest headings, if it stands on the first page with text."""
    first = next((page for page in pages if page), ())
    largest = max((line.size for line in first), default=0.0)
    found = next((paragraph for paragraph in paragraphs if paragraph.level and paragraph.size == largest), None)
    return " ".join(found.text.split()) if found else ""


def _sensible(told: str, junk: re.Pattern[str]) -> str:
    told = " ".join(normalise(told).split())
    return "" if junk.fullmatch(told) or len(told) > 300 else told


def _date(told: str) -> str:
    found = _DATE.match(told)
    date = written_date("-".join(found.groups())) if found else None
    return date.iso if date else ""
