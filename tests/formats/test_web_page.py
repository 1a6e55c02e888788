"""Web pages: what is their article, what they say of themselves, and which are refused."""

import io
import re
import socket
from pathlib import Path

import pytest

from reader.domain.article import ArticleDraft
from reader.domain.intake import GUESSED
from reader.domain.structure import BlockKind, MarkKind
from reader.errors import UnreadableArticleError
from reader.formats import web_page
from reader.formats.found import Found
from reader.formats.readers import SUFFIXES, reader_of

URL = "https://www.harbour.example/news/2025/ferry.html"
ONE = "The ferry to the outer islands did not sail on Monday, because the wind from the west was too strong for it."
TWO = "Passengers waited in the harbour for most of the day, and some of them went home again in the evening."
THREE = "The company said that it would try again on Tuesday morning, and that all tickets would stay valid."


def page(head: str = "<title>Ferry late</title>", body: str = "", html: str = "") -> str:
    return (
        f"<!DOCTYPE html><html {html}><head><meta charset=utf-8>{head}</head><body>"
        "<nav><ul><li><a href=/>Home</a><li><a href=/news>News</a><li><a href=/sport>Sport</a></ul></nav>"
        f"<article>{body or f'<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>'}</article>"
        "<footer><p><a href=/imprint>Imprint</a> <a href=/privacy>Privacy</a></p></footer></body></html>"
    )


def read(markup: str, url: str = URL) -> ArticleDraft:
    return web_page.article(markup.encode(), "/saved/ferry.html", url)


def test_the_article_is_taken_and_what_stands_around_it_is_not() -> None:
    article = read(page())
    assert article.text == f"Ferry late\n\n{ONE}\n\n{TWO}\n\n{THREE}"
    assert article.structure[0].kind is BlockKind.TITLE
    assert (article.title, article.origin, article.url) == ("Ferry late", "/saved/ferry.html", URL)


def test_a_heading_that_repeats_the_title_is_left_out() -> None:
    article = read(page(body=f"<h1>FERRY  late!</h1><p>{ONE}</p><h2>Tickets</h2><p>{TWO}</p><p>{THREE}</p>"))
    assert article.text == f"Ferry late\n\n{ONE}\n\nTickets\n\n{TWO}\n\n{THREE}"


def test_structure_is_kept_as_the_page_has_it() -> None:
    body = (
        f"<p>{ONE} <a href='../map'>A map</a> <em>shows</em> it.</p><h2>What to bring</h2>"
        f"<ol start=3><li>Warm clothes, even in summer</li><li>Something to read for the way</li></ol>"
        f"<blockquote><p>We are as sorry as anybody about this.</p></blockquote><p>{TWO}</p><p>{THREE}</p>"
    )
    article = read(page(body=body))
    kinds = [(block.kind, block.marker) for block in article.structure]
    assert kinds[2:6] == [
        (BlockKind.HEADING, ""),
        (BlockKind.ITEM, "3."),
        (BlockKind.ITEM, "4."),
        (BlockKind.QUOTE, ""),
    ]
    marked = [(mark.kind, article.text[mark.start : mark.stop], mark.target) for mark in article.marks]
    assert marked == [
        (MarkKind.LINK, "A map", "https://www.harbour.example/news/map"),
        (MarkKind.EMPHASIS, "shows", ""),
    ]


def test_links_follow_the_base_of_the_page_and_none_is_invented_without_one() -> None:
    body = f"<p>{ONE} <a href=map>Map</a></p><p>{TWO}</p><p>{THREE}</p>"
    told = read(page("<base href='https://maps.example/x/'>", body), "")
    assert [mark.target for mark in told.marks] == ["https://maps.example/x/map"]
    assert read(page("", body), "").marks == ()


def test_scripts_styles_and_tracking_leave_no_trace() -> None:
    body = (
        f"<p>{ONE}</p><script>track('reader')</script><style>p {{ color: red }}</style><p>{TWO}</p>"
        "<img src='https://tracker.example/pixel.gif' width=1><noscript><img src='https://tracker.example/2'></noscript>"
        f"<p style='display:none'>Only robots read this long hidden sentence of the page.</p><p>{THREE}</p>"
    )
    article = read(page(body=body))
    assert not re.search("track|color|robots", article.text + repr(article.marks))


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>The ferry is late again | The Harbour News</title>", "", "The ferry is late again"),
        ("<title>News | The ferry is late again</title>", "", "News | The ferry is late again"),
        ("<title>Ferry late - Harbour</title>", "", "Ferry late"),
        ("<title>Harbour: Ferry late</title>", "", "Ferry late"),
        ("<title>Ferry late - but it sails</title>", "", "Ferry late - but it sails"),
        ("<title>Ferry late – The News</title><meta property=og:site_name content='The News'>", "", "Ferry late"),
        ("<title>Ferry late - Daily Sail</title>", f"<h1>Ferry late</h1><p>{ONE}<p>{TWO}<p>{THREE}", "Ferry late"),
        ("<title>x</title><meta property=og:title content='Ferry - late'>", "", "Ferry - late"),
        ("<title>x</title><meta property='a dc:title' content='Ferry&amp;late'>", "", "Ferry&late"),
        ("", f"<h1>Ferry late</h1><p>{ONE}<p>{TWO}<p>{THREE}", "Ferry late"),
        ("<svg><title>Logo</title></svg>", f"<h1>Ferry late</h1><p>{ONE}<p>{TWO}<p>{THREE}", "Ferry late"),
    ],
)
def test_the_title_is_the_articles_without_the_name_of_the_site(head: str, body: str, title: str) -> None:
    assert read(page(head, body)).title == title


def test_a_page_without_a_title_has_none_in_its_text() -> None:
    article = read(page(""))
    assert article.text.startswith(ONE)
    assert article.structure[0].kind is BlockKind.PARAGRAPH
    assert article.title == ONE


def test_what_a_page_says_of_itself_becomes_metadata() -> None:
    head = """<title>x</title><link rel=canonical href='/ferry'><script type='application/ld+json'>
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "no"}, {"@type": ["NewsArticle"],
        "headline": "Ferry late", "datePublished": "2025-05-30T13:03:07.25+02:00", "inLanguage": "en",
        "author": [{"name": "Ann Oarsman"}, {"name": "Bo Sailor"}],
        "publisher": {"name": "Harbour News"}}]};</script>"""
    article = read(page(head))
    assert (article.title, article.source, article.author) == ("Ferry late", "Harbour News", "Ann Oarsman, Bo Sailor")
    assert article.published == "2025-05-30T13:03:07+02:00"
    assert (article.language, article.url) == ("en", "https://www.harbour.example/ferry")


def test_meta_elements_do_where_there_is_no_graph() -> None:
    head = """<meta property=og:title content='Ferry late'><meta name=author content='Ann Oarsman'>
        <meta property=article:published_time content='2025-05-30T11:03:00Z'><meta property=og:locale content=nb_NO>
        <meta property=og:url content='https://harbour.example/ferry'>"""
    article = read(page(head))
    assert (article.author, article.published) == ("Ann Oarsman", "2025-05-30T11:03:00Z")
    assert (article.language, article.url, article.source) == (
        "nb-NO",
        "https://harbour.example/ferry",
        "harbour.example",
    )


@pytest.mark.parametrize(
    ("said", "published"),
    [
        ("2025-05-30", "2025-05-30"),
        ("2025-05-30 13:03", "2025-05-30T13:03:00"),
        ("Fri, 30 May 2025 13:03:00 +0200", "2025-05-30T13:03:00+02:00"),
        ("2025-05-30T13:03:00.000Z", "2025-05-30T13:03:00Z"),
        ("yesterday", ""),
        ("2025-02-30", ""),
        ("", ""),
    ],
)
def test_dates_are_brought_to_one_form(said: str, published: str) -> None:
    assert read(page(f"<title>Ferry late</title><meta name=date content='{said}'>")).published == published


def test_a_date_is_taken_with_the_time_that_another_place_tells() -> None:
    body = f"<time datetime='2025-05-30T13:03'>30 May</time><p>{ONE}<p>{TWO}<p>{THREE}"
    assert read(page("<meta name=date content='2025-05-30'>", body)).published == "2025-05-30T13:03:00"


def test_the_day_may_stand_in_the_address() -> None:
    assert read(page(), "https://harbour.example/2025/05/30/ferry").published == "2025-05-30"
    assert read(page(), "https://harbour.example/2025/02/30/ferry").published == ""


def test_a_byline_gives_the_author() -> None:
    body = f"<p class=byline>By <a rel=author href=/ann>Ann Oarsman</a></p><p>{ONE}<p>{TWO}<p>{THREE}"
    assert read(page(body=body)).author == "Ann Oarsman"


def test_a_year_in_the_imprint_is_no_date() -> None:
    assert read(page(body=f"<p>{ONE}<p>{TWO}<p>{THREE}<p>© 1998-2025 Harbour News")).published == ""


@pytest.mark.parametrize("html", ["lang=ar dir=rtl", "xml:lang=x lang='ar' dir=RTL"])
def test_language_and_direction_are_what_the_page_says(html: str) -> None:
    article = read(page(html=html))
    assert (article.language, article.direction) == ("ar", "rtl")


def test_the_direction_may_be_that_of_the_part_that_holds_the_words() -> None:
    article = read(page(body=f"<div dir=rtl lang=fa-IR><p>{ONE}<p>{TWO}<p>{THREE}</div><p dir=ltr lang=en>Note"))
    assert (article.language, article.direction) == ("fa-IR", "rtl")


CYRILLIC = "Паром на острова в понедельник не вышел из порта, потому что ветер с запада был слишком сильным."


@pytest.mark.parametrize(
    ("encoding", "charset", "head"),
    [
        ("cp1251", "windows-1251", ""),
        ("cp1251", "", "<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>"),
        ("koi8-r", "", "<meta charset=koi8-r>"),
        ("koi8-r", "koi8-r", "<meta charset=windows-1251>"),
        ("utf-8", "iso-8859-1", "<meta charset=iso-8859-1>"),
        ("utf-8-sig", "windows-1251", ""),
        ("utf-16", "", ""),
        ("utf-8", "no-such-charset", ""),
        ("utf-8", "unicode_escape", ""),
        ("cp1251", "", ""),
    ],
)
def test_the_encoding_is_what_was_told_declared_or_found(encoding: str, charset: str, head: str) -> None:
    markup = (
        f"<html><head>{head}<title>Паром</title></head><body><article>{f'<p>{CYRILLIC}' * 3}</article></body></html>"
    )
    article = web_page.article(markup.encode(encoding), "x", charset=charset)
    assert article.text.startswith(f"Паром\n\n{CYRILLIC}")


def test_a_few_letters_of_utf_8_are_not_taken_for_the_latin_1_that_was_declared() -> None:
    body = f"<p>The café is closed, too. {ONE}</p><p>{TWO}</p><p>{THREE}</p>"
    assert "The café is" in web_page.article(page(body=body).encode(), "x", charset="iso-8859-1").text


def test_a_charset_that_is_a_notation_of_programs_is_not_believed() -> None:
    body = f"<p>The file is C:\\new\\x41. {ONE}</p><p>{TWO}</p><p>{THREE}</p>"
    assert "C:\\new\\x41" in web_page.article(page(body=body).encode(), "x", charset="unicode_escape").text


def test_latin_1_means_what_browsers_take_it_for() -> None:
    markup = page(body=f"<p>“{ONE}”</p><p>{TWO}</p><p>{THREE}</p>").replace("utf-8", "iso-8859-1")
    assert f"“{ONE}”" in web_page.article(markup.encode("cp1252"), "x").text


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("", "it is empty"),
        (" \n ", "it is empty"),
        ("<!-- -->", "an empty page"),
        ("<html><body></body></html>", "no article"),
        (
            "<title>Ferry</title><body><nav><a href=/>Home</a><a href=/news>All the news of the harbour</a></nav>",
            "no article",
        ),
        ("<h1>Sign in</h1><form><label>Your name of user</label><input><input type=password></form>", "asks to log in"),
        ("<p>Please enable JavaScript to read this page.</p>", "only where scripts run"),
        ("<div>" * 50_000 + "deep", "nested too deeply"),
        ("<b>x</b>" * 200_000, "more than 100,000 elements"),
        (("<ul><li>" * 100 + "x" + "</ul>" * 100) * 400, "nested too deeply"),
        ("x" * 12_000_000, "too large"),
    ],
)
def test_a_page_without_an_article_is_refused_with_the_reason(markup: str, reason: str) -> None:
    with pytest.raises(UnreadableArticleError, match=reason):
        read(markup)


def test_a_document_of_another_kind_is_refused() -> None:
    with pytest.raises(UnreadableArticleError, match="not text"):
        web_page.article(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n" + bytes(range(256)) * 40, "x")


def test_entities_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("PASSWORD")
    bomb = (
        "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>"
        f"<!ENTITY c SYSTEM '{secret.as_uri()}'><!ENTITY % d SYSTEM '{secret.as_uri()}'>%d;]>"
        f"<html xmlns='http://www.w3.org/1999/xhtml'><body><p>{ONE} &b; &c;</p><p>{TWO}</p></body></html>"
    )
    text = read(bomb).text
    assert ONE in text
    assert "aaaa" not in text
    assert "PASSWORD" not in text


def test_nothing_that_a_page_names_is_fetched() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        here = f"http://127.0.0.1:{server.getsockname()[1]}"
        named = page(
            f"<title>Ferry</title><base href={here}/><link rel=stylesheet href={here}/a.css><meta http-equiv=refresh "
            f"content='0; url={here}/next'><script src={here}/b.js></script><link rel=canonical href={here}/ferry>",
            f"<img src={here}/c.png><iframe src={here}/d></iframe><p>{ONE}<p>{TWO} <a href={here}/e>More</a><p>{THREE}",
        )
        doctype = f"<!DOCTYPE html SYSTEM '{here}/f.dtd' [<!ENTITY % g SYSTEM '{here}/g'>%g;]>"
        assert read(named.replace("<!DOCTYPE html>", doctype), f"{here}/ferry").url == f"{here}/ferry"
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()


def test_a_file_gives_one_article() -> None:
    found = list(web_page.read(io.BytesIO(page().encode()), "/saved/ferry.html", GUESSED))
    assert [type(each) for each in found] == [Found]


def test_pages_are_read_by_this_format() -> None:
    assert {".html", ".htm", ".xhtml"} <= SUFFIXES
    assert reader_of(".HTM").read is web_page.read


def test_control_characters_are_left_out_wherever_they_stand() -> None:
    first = f"<div>{ONE[:20]}\x1b{ONE[20:]}<span hidden>x</span>\x01<p>{TWO}\x00</p>\x02</div>"
    body = f"{first}<div>{THREE}&#1;&#x1f;&#65535;&#11</div>"
    article = read(page("<title>Ferry\x16 late</title>", body))
    assert (article.title, article.text) == ("Ferry late", f"Ferry late\n\n{ONE}\n\n{TWO}\n\n{THREE}")
