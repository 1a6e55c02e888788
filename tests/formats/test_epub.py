"""EPUB books: a chapter an article, what the book says of all of them, and what is passed over."""

from contextlib import suppress
from io import BytesIO

import pytest

from reader.domain.article import ArticleDraft
from reader.domain.intake import GUESSED
from reader.domain.structure import Mark, MarkKind
from reader.errors import UnreadableArticleError
from reader.formats import epub
from reader.formats.found import Found, Refused
from tests.formats.packing import archive

CONTAINER = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
METADATA = (
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Port</dc:title>'
    "<dc:creator>A. Mole</dc:creator><dc:creator>B. Rat</dc:creator><dc:language>en-GB</dc:language>"
    "<dc:date>2025-05-30T00:00:00Z</dc:date>"
    "<dc:identifier>urn:port:1</dc:identifier></metadata>"
)
DTD = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'


def page(body: str, html: str = "", attributes: str = "", before: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{before}<html xmlns="http://www.w3.org/1999/xhtml"'
        f' xmlns:epub="http://www.idpf.org/2007/ops" {html}><head><title/></head>'
        f"<body {attributes}>{body}</body></html>"
    )


def book(*chapters: str, spine: str = "", package: str = "", properties: str = "", **members: str) -> BytesIO:
    """A book of chapters `c1.xhtml` and so on; `members` are named with `__` for a slash and `_` for a dot."""
    items = "".join(
        f'<item id="c{n}" href="text/c%20{n}.xhtml" media-type="application/xhtml+xml" {properties if n == 1 else ""}/>'
        for n in range(1, len(chapters) + 1)
    )
    references = "".join(f'<itemref idref="c{n}"/>' for n in range(1, len(chapters) + 1))
    opf = (
        f'<package>{METADATA}<manifest>{items}<item id="ncx" href="toc.ncx" media-type="x"/></manifest>'
        f'<spine toc="ncx" {spine}>{references}</spine>{package}</package>'
    )
    parts = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER, "OEBPS/book.opf": opf}
    parts |= {f"OEBPS/text/c {n}.xhtml": chapter for n, chapter in enumerate(chapters, 1)}
    parts |= {name.replace("__", "/").replace("_", "."): inside for name, inside in members.items()}
    return archive(parts)


def read_all(file: BytesIO) -> list[Found | Refused]:
    return list(epub.read(file, "/news/port.epub", GUESSED))


def read(file: BytesIO) -> ArticleDraft:
    (found,) = read_all(file)
    assert isinstance(found, Found)
    return found.draft


def test_each_chapter_is_an_article_with_what_the_book_says_of_itself() -> None:
    first, second = read_all(book(page("<h1>Fog</h1><p>It is late.</p>"), page("<p>It is early.</p>")))
    assert isinstance(first, Found)
    assert isinstance(second, Found)
    assert (first.place, second.place) == ("chapter 1", "chapter 2")
    draft = first.draft
    assert (draft.title, draft.source, draft.author) == ("Fog", "The Port", "A. Mole, B. Rat")
    assert (draft.published, draft.language, draft.origin) == ("2025-05-30", "en-GB", "/news/port.epub")
    assert [(block.kind.value, block.span.of(draft.text)) for block in draft.structure] == [
        ("title", "Fog"),
        ("paragraph", "It is late."),
    ]
    assert draft.source_id == "urn:port:1#OEBPS/text/c 1.xhtml"
    assert second.draft.title == "It is early."


def test_marks_are_kept_and_links_inside_the_book_are_not() -> None:
    draft = read(book(page('<p><a href="c2.xhtml">One</a> <a href="https://port.example/a">two</a> <i>three</i></p>')))
    assert draft.marks == (Mark(MarkKind.LINK, 4, 7, "https://port.example/a"), Mark(MarkKind.EMPHASIS, 8, 13))


NCX = (
    '<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">'
    '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>1. Of  Fog</text></navLabel>'
    '<content src="text/c%201.xhtml#a"/><navPoint><navLabel><text>Deeper</text></navLabel>'
    '<content src="text/c%201.xhtml#b"/></navPoint></navPoint></navMap></ncx>'
)
NAV = page(
    '<nav epub:type="toc"><ol><li><a href="c%201.xhtml">Contents</a></li>'
    '<li><a href="c%202.xhtml">Of <i>Fog</i></a></li></ol></nav>'
    '<nav epub:type="landmarks"><a href="c%202.xhtml">Start</a></nav>'
)


def test_the_title_of_a_chapter_comes_from_the_contents_and_begins_its_text() -> None:
    draft = read(book(page("<p>It is late.</p>"), OEBPS__toc_ncx=NCX))
    assert (draft.title, draft.text) == ("1. Of Fog", "1. Of Fog\n\nIt is late.")


def test_a_title_that_stands_in_the_first_lines_is_not_said_twice() -> None:
    draft = read(book(page("<h2>1</h2><h1>Of <br/>fog</h1><p>It is late.</p>"), OEBPS__toc_ncx=NCX))
    assert (draft.title, draft.text) == ("1. Of Fog", "1\n\nOf\nfog\n\nIt is late.")


def test_the_newer_contents_give_titles_and_are_no_chapter() -> None:
    draft = read(book(NAV, page("<p>It is late.</p>"), properties='properties="nav"'))
    assert draft.title == "Of Fog"


def test_covers_imprints_and_empty_chapters_are_passed_over() -> None:
    found = read_all(
        book(
            page('<img src="cover.jpg"/>'),
            page("<p>All rights reserved.</p>", attributes='epub:type="copyright-page"'),
            page('<section epub:type="toc"><p>One 1</p></section>'),
            page("<p>Only a name.</p>"),
            page("<p>* * *</p>"),
            page("<p>It is late.</p>"),
            package='<guide><reference type="cover" href="text/c%204.xhtml"/></guide>',
        )
    )
    assert [item.place for item in found] == ["chapter 6"]


def test_the_direction_is_that_of_the_chapter_or_of_the_turning_of_pages() -> None:
    files = (page("<p>א</p>", html='lang="he"'), page("<p>b</p>", attributes='dir="ltr" xml:lang="en"'))
    first, second = read_all(book(*files, spine='page-progression-direction="rtl"'))
    assert isinstance(first, Found)
    assert isinstance(second, Found)
    assert (first.draft.direction, first.draft.language) == ("rtl", "he")
    assert (second.draft.direction, second.draft.language) == ("ltr", "en")


def test_entities_of_html_are_read_and_elements_without_an_end_swallow_nothing() -> None:
    draft = read(
        book(
            page(
                '<p><a id="x"/>One&nbsp;&mdash;&nbsp;two &amp; &lt;three&gt;</p><script src="x"/><p>Four</p>',
                before=DTD,
            )
        )
    )
    assert draft.text == "One\xa0—\xa0two & <three>\n\nFour"


def test_a_chapter_that_is_no_xml_is_read_as_a_browser_would() -> None:
    assert read(book("<html><body><p>One<br>two<p>Three & four</body></html>")).text == "One\ntwo\n\nThree & four"


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "'
    + "1234567890" * 100
    + '">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 20}">' for old, new in zip("abcdefg", "bcdefgh", strict=True))
    + "]>"
)


@pytest.mark.parametrize(
    "before", [BOMB, '<!DOCTYPE x [<!ENTITY h "words">]>', '<!DOCTYPE x [<!ENTITY h SYSTEM "file:///etc/hostname">]>']
)
def test_entities_of_its_own_are_never_read(before: str) -> None:
    draft = read(book(page("<p>One &h; two</p>", before=before)))
    assert draft.text == "One &h; two"
    (found,) = read_all(book(page("<p>One</p>"), OEBPS__toc_ncx=before + NCX[NCX.index("<ncx") :].replace("1.", "&h;")))
    assert isinstance(found, Found)
    assert found.draft.text == "One"


def test_a_chapter_that_cannot_be_read_is_refused_and_the_others_are_read() -> None:
    file = book(page("<p>One</p>"), page("<p>Two</p>"), page("<p>x</p>" + "<b>" * 300 + "</b>" * 300))
    broken = bytearray(file.getvalue())
    place = broken.index(b"c 1.xhtml") + len("c 1.xhtml")
    broken[place + 3] ^= 0xFF
    found = read_all(BytesIO(bytes(broken)))
    assert [(type(item), item.place) for item in found] == [
        (Refused, "chapter 1"),
        (Found, "chapter 2"),
        (Refused, "chapter 3"),
    ]


ENCRYPTION = '<encryption><EncryptedData><EncryptionMethod Algorithm="{}"/></EncryptedData></encryption>'


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (BytesIO(b""), "it is not an EPUB book, or it is damaged"),
        (archive({"a.txt": "x"}), "it is a ZIP archive, but not an EPUB book"),
        (archive({"META-INF/container.xml": CONTAINER}), "a part of it is missing: OEBPS/book.opf"),
        (archive({"book.opf": "<package/>"}), "it does not tell which chapters it has"),
        (archive({"book.opf": "<package"}), "a part of it is damaged: book.opf"),
        (book(page("<p> </p>")), "none of its chapters holds text"),
        (book(), "none of its chapters holds text"),
        (
            book(page("<p>a</p>"), **{"META-INF__encryption_xml": ENCRYPTION.format("aes256-cbc")}),
            "protected by its seller",
        ),
        (book(page("<p>a</p>"), **{"META-INF__rights_xml": "<rights/>"}), "protected by its seller"),
        (book(page("<p>a</p>"), bomb_txt=" " * 20_000_000), "meant to do harm"),
    ],
)
def test_what_is_no_book_to_read_is_refused_with_the_reason(file: BytesIO, reason: str) -> None:
    with pytest.raises(UnreadableArticleError, match=reason):
        read_all(file)


def test_a_book_of_which_only_the_fonts_are_obfuscated_is_read() -> None:
    fonts = {"META-INF__encryption_xml": ENCRYPTION.format("http://www.idpf.org/2008/embedding")}
    assert read(book(page("<p>It is late.</p>"), **fonts)).text == "It is late."


@pytest.mark.parametrize("ncx", ["<ncx", NCX.replace("</ncx>", ""), ""])
def test_a_book_whose_contents_are_broken_is_read_without_them(ncx: str) -> None:
    assert read(book(page("<p>It is late.</p>"), OEBPS__toc_ncx=ncx)).title == "It is late."


def test_a_prefix_without_its_namespace_is_forgiven() -> None:
    file = book(page("<p>It is late.</p>"), package="<x:y/>")
    assert read(file).source == "The Port"


def test_an_archive_that_places_its_parts_before_itself_is_refused() -> None:
    broken = bytearray(book(page("<p>It is late.</p>")).getvalue())
    broken[-5] += 1  # of the place of the directory, which stands in its last bytes
    with pytest.raises(UnreadableArticleError, match="damaged"):
        read_all(BytesIO(bytes(broken)))


def test_a_damaged_book_is_refused_or_read_and_never_more() -> None:
    whole = book(page("<h1>Fog</h1>" + "<p>It is late.</p>" * 9), OEBPS__toc_ncx=NCX).getvalue()
    for place in range(0, len(whole), 11):
        for new in (0, 0xFF, whole[place] ^ 0x10):
            broken = bytearray(whole)
            broken[place] = new
            with suppress(UnreadableArticleError):
                assert read_all(BytesIO(bytes(broken)))


def test_a_chapter_outside_of_the_archive_is_refused() -> None:
    opf = (
        f'<package>{METADATA}<manifest><item id="a" href="../../../etc/hostname" media-type="text/html"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    assert read_all(archive({"OEBPS/book.opf": opf})) == [
        Refused("a part of it is missing: ../../etc/hostname", "chapter 1")
    ]
