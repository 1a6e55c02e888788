"""EPUB books: each chapter an article, in the order of the book; read from the XML and XHTML in the archive."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from reader.domain.article import ArticleDraft
from reader.domain.intake import Rules
from reader.errors import UnreadableArticleError
from reader.formats import html_blocks
from reader.formats.building import Building, Built
from reader.formats.encoding import decode
from reader.formats.epub_book import Book, Chapter, book_of
from reader.formats.found import Found, Refused
from reader.formats.packed import Packed, attribute, name_of, packed, type_of_element, xml_of
from reader.formats.titles import shortened, title_of, titled

MOST_BYTES = 200 * 1024**2

_MOST_CHAPTER = 10 * 1024**2
_MOST_TEXT = 50 * 1024**2  # of all chapters
_SHORT = 2_000
# What a book holds beside its chapters: by `epub:type`, and by what a piece is called in the guide of EPUB 2.
_NO_CHAPTER = frozenset(
    (
        *("cover", "titlepage", "halftitlepage", "title-page", "toc", "landmarks", "loi", "lot"),
        *("copyright-page", "copyright", "imprint", "imprimatur", "index", "page-list", "seriespage", "colophon"),
    )
)
# Entities that XHTML knows by its DTD, which is never read.
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_DECLARATIONS = re.compile(r"<!DOCTYPE[^\[>]*\[.*?\]\s*>", re.DOTALL)  # a reader of HTML would take them for words
_OF_XML = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})


@dataclass(frozen=True, slots=True)
class _Page:
    """A chapter as it was read."""

    root: type_of_element
    direction: str
    language: str
    is_no_chapter: bool


def read(file: BinaryIO, origin: str, rules: Rules) -> Iterator[Found | Refused]:  # noqa: ARG001 - chapters part a book
    """The chapters of the book. Raises UnreadableArticleError where it is none, is protected, or goes beyond limits.

    Covers, tables of contents, imprints and chapters without text are passed over; one that cannot be read is refused,
    and the others are read.
    """
    with packed(file, "an EPUB book") as archive:
        book = book_of(archive)
        given = False
        length = 0
        for chapter in book.chapters:
            length += archive.size(chapter.name)
            if length > _MOST_TEXT:
                raise UnreadableArticleError(f"its chapters hold more than {_MOST_TEXT // 1024**2} MB")
            place = f"chapter {chapter.number}"
            try:
                draft = _article(archive, book, chapter, origin)
            except UnreadableArticleError as error:
                yield Refused(str(error), place)
                given = True
            else:
                if draft:
                    yield Found(draft, place)
                    given = True
        if not given:
            raise UnreadableArticleError("none of its chapters holds text")


def _article(archive: Packed, book: Book, chapter: Chapter, origin: str) -> ArticleDraft | None:
    """The article of a chapter, None where it is none. Raises UnreadableArticleError where it cannot be read."""
    page = _page(archive.data(chapter.name, _MOST_CHAPTER))
    if page is None or chapter.is_contents:
        return None
    building = Building()
    html_blocks.add_element(building, page.root)
    built = building.built()
    is_short = len(built.text) < _SHORT
    if not any(map(str.isalnum, built.text)) or (is_short and (page.is_no_chapter or chapter.kind in _NO_CHAPTER)):
        return None
    built = _with_title(built, chapter.title)
    return ArticleDraft(
        text=built.text,
        structure=built.structure,
        marks=built.marks,
        title=shortened(chapter.title or title_of(built)),
        source=book.title,
        author=book.author,
        published=book.published,
        language=page.language or book.language,
        origin=origin,
        source_id=f"{book.identity}#{chapter.name}" if book.identity else "",
        direction=page.direction or book.direction,
    )


def _with_title(built: Built, title: str) -> Built:
    """The text with the title from the table of contents, unless the words of it stand in its first lines."""
    beginning = "".join(filter(str.isalnum, built.text[:500])).casefold()
    stands = "".join(filter(str.isalnum, title)).casefold() in beginning
    return titled(built, "" if stands else title)


def _page(data: bytes) -> _Page | None:
    """The body of a chapter: of XHTML, or of whatever a browser would make of it; None where there is none."""
    root = xml_of(_ENTITY.sub(_plain, data))
    if root is None or name_of(root) != "html":
        root = html_blocks.parse(_DECLARATIONS.sub("", decode(data), count=1))
        if root is None:
            return None
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = name_of(element)
    body = root.find("body")
    if body is None:
        return None
    kinds = set()
    for element in (body, *list(body)[:1], *body.iterchildren("nav", "section")):
        kinds |= set(attribute(element, "type").split()) | {attribute(element, "role").removeprefix("doc-")}
    language = next(filter(None, (attribute(one, "lang") for one in (body, root))), "")
    direction = next(filter(None, (one.get("dir", "").lower() for one in (body, root))), "")
    return _Page(
        body,
        direction if direction in {"ltr", "rtl"} else "",
        language.strip(),
        not _NO_CHAPTER.isdisjoint(kinds),
    )


def _plain(entity: re.Match[bytes]) -> bytes:
    """The character that an entity of HTML stands for, itself where it stands for none."""
    if entity[1] in _OF_XML:
        return entity[0]
    character = html.unescape(entity[0].decode())
    return entity[0] if character.startswith("&") else "".join(f"&#{ord(one)};" for one in character).encode()
