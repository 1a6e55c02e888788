"""Lists of feeds: folders, damage, and the same list out as in."""

import io
from pathlib import Path
from time import monotonic
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.feeds import Subscription, tidy_folder
from reader.domain.intake import GUESSED
from reader.errors import UnreadableArticleError
from reader.formats import opml
from reader.formats.opml import parse, write
from reader.formats.readers import reader_of

OPML = """<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
  <outline text="Loose" type="rss" xmlUrl="https://a.example/rss"/>
  <outline text="News" title="The news">
    <outline text="Asia"><outline title="Post &amp; Mail" text="x" xmlURL=" https://b.example/rss "/></outline>
    <outline text="No address"/>
    <outline text="Old" type="rss" url="https://c.example/rss"/>
  </outline>
</body></opml>"""


def test_nested_outlines_are_folders() -> None:
    assert parse(OPML.encode()) == [
        Subscription("https://a.example/rss", "Loose"),
        Subscription("https://b.example/rss", "Post & Mail", "The news/Asia"),
        Subscription("https://c.example/rss", "Old", "The news"),
    ]


def test_a_url_that_is_named_twice_is_one_feed() -> None:
    twice = OPML.replace("https://c.example/rss", "https://a.example/rss")
    assert [one.url for one in parse(twice.encode())] == ["https://a.example/rss", "https://b.example/rss"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_the_list_is_read_in_the_encoding_that_it_has(encoding: str) -> None:
    text = OPML.replace("Loose", "Fähre").replace('"utf-8"', f'"{encoding.removesuffix("-sig")}"')
    assert parse(text.encode(encoding))[0].title == "Fähre"


def test_a_list_that_names_no_encoding_or_a_wrong_one_is_read() -> None:
    text = OPML.replace("Loose", "渡し船")
    for declared in ('"klingon"', '"utf-16"'):
        assert parse(text.replace('"utf-8"', declared).encode())
    assert parse(text.replace(' encoding="utf-8"', "").encode())[0].title == "渡し船"


@pytest.mark.parametrize("damage", [("&amp;", "&"), ("</outline>", ""), ("</body></opml>", ""), ("News", "<News>")])
def test_a_damaged_list_gives_what_can_be_read(damage: tuple[str, str]) -> None:
    assert "https://b.example/rss" in [one.url for one in parse(OPML.replace(*damage).encode())]


def test_bytes_that_are_no_utf_8_cost_no_feed() -> None:
    assert len(parse(OPML.encode().replace(b"Loose", b"Lo\xff\xfese"))) == 3


@pytest.mark.parametrize("data", [b"", b"hello", b"<html><body/></html>", b"\x89PNG\r\n\x1a\n\0"])
def test_what_is_no_list_is_told(data: bytes) -> None:
    with pytest.raises(UnreadableArticleError):
        parse(data)


def test_entities_grow_no_giant_and_read_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    layers = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 20}">' for n in range(1, 9))
    kinds = f'<!DOCTYPE opml [<!ENTITY l0 "lol"><!ENTITY x SYSTEM "{secret.as_uri()}">{layers}]>'
    feeds = '<outline text="a&l8;" xmlUrl="https://a.example/"/><outline text="b&x;" xmlUrl="https://b.example/"/>'
    begun = monotonic()
    try:
        found = parse(f"{kinds}<opml><body>{feeds}&x;</body></opml>".encode())
    except UnreadableArticleError:
        found = []
    assert all(len(one.title) < 10_000 and "SECRET" not in one.title for one in found)
    assert monotonic() - begun < 2


def test_a_list_is_no_file_of_articles_and_says_how_to_subscribe() -> None:
    with pytest.raises(UnreadableArticleError, match="gloss feeds add"):
        list(reader_of(".opml").read(io.BytesIO(OPML.encode()), "a.opml", GUESSED))
    with pytest.raises(UnreadableArticleError, match="gloss feeds add"):
        list(reader_of(".xml").read(io.BytesIO(OPML.encode()), "a.xml", GUESSED))
    with pytest.raises(UnreadableArticleError, match="no list of feeds"):
        list(opml.read(io.BytesIO(b"hello"), "a.opml", GUESSED))


names = st.text(min_size=1, max_size=12).map(lambda name: " ".join(name.replace("/", " ").split())).filter(bool)
fit_names = names.filter(lambda name: not opml._UNFIT.search(name))


@given(
    st.lists(
        st.builds(
            Subscription,
            st.integers(0, 99).map(lambda n: f"https://{n}.example/?a=1&b=<2>\"'"),
            fit_names,
            st.lists(fit_names, max_size=3).map("/".join),
        ),
        unique_by=lambda one: one.url,
        max_size=8,
    )
)
def test_a_list_comes_back_as_it_was_written(feeds: list[Subscription]) -> None:
    ET.fromstring(write(feeds).encode())
    assert sorted(parse(write(feeds).encode()), key=str) == sorted(feeds, key=str)


def test_characters_that_xml_cannot_hold_spoil_no_list() -> None:
    assert parse(write([Subscription("https://a.example/", "a\0b\x0b")]).encode())[0].title == "a\ufffdb\ufffd"


@pytest.mark.parametrize(("folder", "tidy"), [("", ""), (" / ", ""), (" a /b  c/", "a/b c"), ("/x//y", "x/y")])
def test_a_folder_is_a_path_of_names(folder: str, tidy: str) -> None:
    assert tidy_folder(folder) == tidy


def test_every_feed_of_the_samples_is_found(samples: Path) -> None:
    files = list((samples / "opml_awesome_rss").rglob("*.opml"))
    assert files
    for path in files:
        data = path.read_bytes()
        assert len(parse(data)) == data.count(b"xmlUrl"), path
        assert all(one.folder == ("" if path.parent.name == "without_category" else path.stem) for one in parse(data))
