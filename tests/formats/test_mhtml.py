"""Web archives: the page in them is read, with the address and the charset that the archive tells."""

import io
from email.message import EmailMessage

import pytest

from reader.domain.intake import GUESSED
from reader.errors import UnreadableArticleError
from reader.formats import mhtml
from reader.formats.found import Found
from reader.formats.readers import SUFFIXES, reader_of

URL = "https://www.harbour.example/news/ferry.html"
WORDS = "Die Fähre zu den äußeren Inseln fuhr am Montag nicht, denn der Wind aus Westen war für sie zu stark."
PAGE = f"<html><head><title>Fähre</title></head><body><p>{WORDS}</p><p>{WORDS} <a href=map>Karte</a></p></body></html>"


def archive(*parts: str, head: str = "") -> bytes:
    """An archive as browsers write it; each part begins with headers of its own."""
    lines = ["From: <Saved by a browser>", "MIME-Version: 1.0", *filter(None, [head])]
    lines += ['Content-Type: multipart/related; type="text/html"; boundary="----part"' + START * ("start" in head), ""]
    for part in parts:
        lines += ["------part", part]
    return "\r\n".join([*lines, "------part--", ""]).encode("latin-1")


START = '; start="<second@page>"'


def part(page: str, *headers: str, charset: str = "utf-8") -> str:
    message = EmailMessage()
    message.set_content(page, subtype="html", charset=charset, cte="quoted-printable")
    told = [f"{name}: {value}" for name, value in message.items() if name != "MIME-Version"]
    return "\r\n".join([*told, *headers, "", str(message.get_payload())])


def test_the_page_is_read_with_the_address_it_was_saved_from() -> None:
    picture = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo="
    article = mhtml.article(archive(part(PAGE, f"Content-Location: {URL}"), picture), "/saved/ferry.mhtml")
    assert article.text == f"Fähre\n\n{WORDS}\n\n{WORDS} Karte"
    assert (article.title, article.url, article.origin) == ("Fähre", URL, "/saved/ferry.mhtml")
    assert article.marks[0].target == "https://www.harbour.example/news/map"


def test_the_address_may_stand_at_the_archive() -> None:
    article = mhtml.article(archive(part(PAGE), head=f"Snapshot-Content-Location: {URL}"), "x")
    assert article.url == URL


def test_an_address_that_is_none_of_the_web_is_not_kept() -> None:
    assert not mhtml.article(archive(part(PAGE, "Content-Location: file:///home/ferry.html")), "x").url


def test_an_encoded_address_is_decoded() -> None:
    location = "Content-Location: =?utf-8?Q?https://www.harbour.example/?=\r\n =?utf-8?Q?f=C3=A4hre?="
    assert mhtml.article(archive(part(PAGE, location)), "x").url == "https://www.harbour.example/fähre"


def test_the_charset_of_the_part_counts() -> None:
    assert WORDS in mhtml.article(archive(part(PAGE, charset="iso-8859-1")), "x").text


def test_the_part_that_the_archive_begins_with_is_the_page() -> None:
    frame = part(
        "<p>A frame with an advertisement that nobody has ever wanted to read.</p>", "Content-ID: <first@page>"
    )
    data = archive(frame, part(PAGE, "Content-ID: <second@page>"), head="X: start")
    assert mhtml.article(data, "x").title == "Fähre"


def test_an_archive_of_a_page_alone_needs_no_parts() -> None:
    assert mhtml.article(("MIME-Version: 1.0\r\n" + part(PAGE)).encode(), "x").title == "Fähre"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b"just words", "no web archive"),
        (archive("Content-Type: image/png\r\n\r\nx"), "no web archive"),
        (archive(part("")), "web page in it is empty"),
        (archive(part("<p>x</p>")), "no article"),
        (bytes(range(256)) * 100, "no web archive"),
        (
            b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(3000)),
            "nested too deeply|no web archive",
        ),
    ],
)
def test_what_holds_no_page_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableArticleError, match=reason):
        mhtml.article(data, "x")


def test_a_file_gives_one_article() -> None:
    found = list(mhtml.read(io.BytesIO(archive(part(PAGE))), "/saved/ferry.mht", GUESSED))
    assert [type(each) for each in found] == [Found]


def test_archives_are_read_by_this_format() -> None:
    assert {".mhtml", ".mht"} <= SUFFIXES
    assert reader_of(".MHT").read is mhtml.read
