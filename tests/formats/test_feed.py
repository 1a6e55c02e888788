"""Feeds, well-formed or not: what becomes of their entries, and that no feed does harm."""

import io
import json
import socket
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.article import ArticleDraft
from reader.domain.intake import GUESSED
from reader.domain.structure import BlockKind, MarkKind
from reader.errors import UnreadableArticleError
from reader.formats import feed
from reader.formats.feed import Feed, looks_like_feed, parse
from reader.formats.found import Found, Refused
from reader.formats.json_feed import moment
from reader.formats.readers import reader_of
from reader.formats.xml_root import root_name

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <title>Coastal Post</title>
  <link href="https://post.example/"/>
  <author><name>The desk</name></author>
  <entry>
    <id>tag:post.example,2026:ferry</id>
    <title type="html">Ferry &lt;em&gt;late&lt;/em&gt;</title>
    <link href="/ferry"/>
    <published>2026-05-12T10:30:00+02:00</published>
    <updated>2026-05-13T10:30:00Z</updated>
    <author><name>Ines Duarte</name></author>
    <author><name>Omar Haddad</name></author>
    <summary>Short.</summary>
    <content type="html">&lt;p&gt;The ferry is &lt;b&gt;late&lt;/b&gt;.&lt;/p&gt;&lt;script&gt;steal()&lt;/script&gt;
      &lt;p&gt;See
      &lt;a href="more"&gt;more&lt;/a&gt;.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;one&lt;li&gt;two&lt;/ul&gt;</content>
  </entry>
  <entry>
    <id>tag:post.example,2026:wall</id>
    <title>Wall &amp; harbour</title>
    <updated>2026-05-11</updated>
    <summary>The wall stands.

Nobody minds.</summary>
  </entry>
</feed>"""


def rss(*items: str, channel: str = "<title>News</title><link>https://news.example/</link>") -> bytes:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}{inside}</channel></rss>'.encode()


def drafts(found: Feed) -> list[ArticleDraft]:
    return [entry.draft for entry in found.entries if entry.draft]


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableArticleError) as caught:
        parse(data)
    return str(caught.value)


def test_an_entry_becomes_an_article_with_all_that_its_feed_says() -> None:
    found = parse(ATOM.encode(), "https://post.example/feed")
    first, second = drafts(found)
    assert (found.title, found.link, found.language) == ("Coastal Post", "https://post.example/", "en")
    assert first.text == "Ferry late\n\nThe ferry is late.\n\nSee more.\n\none\ntwo"
    assert [block.kind for block in first.structure] == [
        BlockKind.TITLE,
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
        BlockKind.ITEM,
        BlockKind.ITEM,
    ]
    assert (first.title, first.author) == ("Ferry late", "Ines Duarte, Omar Haddad")
    assert (first.source, first.url) == ("Coastal Post", "https://post.example/ferry")
    assert (first.published, first.language) == ("2026-05-12T08:30:00Z", "en")
    assert (first.source_id, first.origin) == ("tag:post.example,2026:ferry", "https://post.example/feed")
    assert [(mark.kind, mark.target) for mark in first.marks] == [
        (MarkKind.STRONG, ""),
        (MarkKind.LINK, "https://post.example/more"),
    ]
    assert second.text == "Wall & harbour\n\nThe wall stands.\n\nNobody minds."
    assert (second.author, second.published) == ("The desk", "2026-05-11")


def test_an_entry_without_an_id_is_known_by_its_link_and_one_without_both_by_what_it_says() -> None:
    linked, bare = "<title>A</title><link>https://news.example/a</link>", "<title>B</title>"
    first, second = parse(rss(linked, bare)).entries
    assert first.key == "https://news.example/a"
    assert first.draft is not None
    assert first.draft.source_id == "https://news.example/a"
    assert second.key.startswith("sha256:")
    assert second.draft is not None
    assert (second.draft.source_id, second.draft.url) == ("", "")
    assert parse(rss(bare, linked)).entries[0].key == second.key
    assert parse(rss("<title>C</title>")).entries[0].key != second.key


def test_a_link_that_many_entries_share_names_none_of_them() -> None:
    items = [
        f"<guid isPermaLink='false'>{n}</guid><title>{n}</title><link>https://news.example/all</link>" for n in "ab"
    ]
    home = "<title>home</title><link>https://news.example/</link>"
    assert [draft.url for draft in drafts(parse(rss(*items, home)))] == ["", "", ""]


def test_an_id_that_many_entries_share_is_none() -> None:
    items = [f"<guid>0</guid><title>{n}</title><link>https://news.example/{n}</link>" for n in "ab"]
    found = parse(rss(*items))
    assert [entry.key for entry in found.entries] == ["https://news.example/a", "https://news.example/b"]


def test_a_damaged_feed_gives_what_can_be_read() -> None:
    data = rss("<title>One & two</title><description><b>bold<i>both</b></description>", "<title>Next</title>")
    assert [draft.title for draft in drafts(parse(data[: data.rindex(b"</item>")]))] == ["One & two", "Next"]


@pytest.mark.parametrize("wrong", ["&#xD800;", "&#99999999;", "&#x110000;"])
def test_a_reference_to_no_character_costs_that_character_alone(wrong: str) -> None:
    found = drafts(parse(rss(f"<title>A {wrong}</title>", "<title>B &#233; &amp; &#x20AC;</title>")))
    assert found[0].title.startswith("A")
    assert found[1].title == "B é & €"


def test_an_entry_that_says_nothing_is_refused_and_the_others_come() -> None:
    file = io.BytesIO(rss("<title>A</title>", "<guid>x</guid>", "<title>B</title>"))
    found = list(feed.read(file, "/tmp/a.xml", GUESSED))
    assert [item.place for item in found] == ["entry 1", "entry 2", "entry 3"]
    assert found[1] == Refused("it has neither a title nor a text", "entry 2")
    assert isinstance(found[2], Found)
    assert found[2].draft.origin == "/tmp/a.xml"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b" \n", "it is empty"),
        (b"<!DOCTYPE html><p>hi", "it is a web page, not a feed"),
        (b"<html><body/></html>", "it is a web page, not a feed"),
        (b"<?xml version='1.0'?><note/>", "it is XML, but no feed"),
        (b"hello", "it is no feed"),
        (b"\x89PNG\r\n\x1a\n\0\0", "it is a PNG picture, not a feed"),
        (b'{"a": 1}', "it is JSON, but no feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [', "it is damaged JSON"),
        (b"<opml version='2.0'/>", "it is a list of feeds (OPML)"),
    ],
)
def test_what_is_no_feed_is_told(data: bytes, reason: str) -> None:
    assert refusal(data).startswith(reason)


def test_the_name_of_a_file_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(ATOM)
    assert refusal(str(path).encode()) == "it is no feed"


def test_a_feed_without_entries_says_so_as_a_file_and_is_a_feed_to_subscribe_to() -> None:
    assert parse(rss()).title == "News"
    with pytest.raises(UnreadableArticleError, match="without entries"):
        list(feed.read(io.BytesIO(rss()), "/tmp/a.xml", GUESSED))


def test_entities_grow_no_giant_and_read_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    layers = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 20}">' for n in range(1, 9))
    bomb = f'<!DOCTYPE rss [<!ENTITY l0 "lol"><!ENTITY x SYSTEM "{secret.as_uri()}">{layers}]>'
    data = bomb.encode() + rss("<title>a &l8; b &x; c</title>").partition(b"?>")[2]
    begun = monotonic()
    try:
        text = "".join(draft.text for draft in drafts(parse(data)))
    except UnreadableArticleError:
        text = ""
    assert "SECRET" not in text
    assert len(text) < 10_000
    assert monotonic() - begun < 2


def test_elements_nested_without_end_refuse_their_entry_alone() -> None:
    deep = "&lt;div&gt;" * 5000
    found = parse(rss(f"<title>A</title><description>{deep}x</description>", "<title>B</title>"))
    assert [draft.title for draft in drafts(found)][-1] == "B"


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Coastal Post",
    "home_page_url": "https://post.example/",
    "feed_url": "https://post.example/feed.json",
    "language": "pt_BR",
    "authors": [{"name": "The desk"}],
    "items": [
        {
            "id": 7,
            "url": "ferry",
            "title": "Ferry late",
            "content_html": "<p>The ferry.</p><p>See <a href='/x'>x</a>.</p>",
            "content_text": "not this",
            "date_published": "2026-05-12T10:30:00-01:00",
            "authors": [{"name": "Ines"}, {"url": "https://x.example"}, {"name": "Omar"}],
            "language": "en",
        },
        {"id": "https://post.example/b", "content_text": "First line.\nSecond line.", "date_modified": "2026-05-12"},
        {"id": "c", "summary": "Only a summary."},
        "no item at all",
    ],
}


def test_a_json_feed_gives_the_same_as_others() -> None:
    found = parse(json.dumps(JSON_FEED).encode("utf-8-sig"))
    first, second, third = drafts(found)
    assert (found.title, found.link, found.language) == ("Coastal Post", "https://post.example/", "pt-BR")
    assert first.text == "Ferry late\n\nThe ferry.\n\nSee x."
    assert (first.author, first.published, first.language) == ("Ines, Omar", "2026-05-12T11:30:00Z", "en")
    assert (first.url, first.source_id) == ("https://post.example/ferry", "7")
    assert first.marks[0].target == "https://post.example/x"
    assert (second.title, second.text) == ("First line.", "First line.\n\nSecond line.")
    assert (second.url, second.author, second.published) == ("https://post.example/b", "The desk", "2026-05-12")
    assert second.language == "pt-BR"
    assert third.text == "Only a summary."
    assert found.entries[3].draft is None


def test_of_an_address_with_a_name_the_name_is_the_author() -> None:
    item = "<title>Wall</title><description>The wall.</description><author>ada@post.example (Ada Lind)</author>"
    feed = parse(f"<rss version='2.0'><channel><title>Post</title><item>{item}</item></channel></rss>".encode())
    assert [article.author for article in drafts(feed)] == ["Ada Lind"]


def test_a_json_feed_of_version_1_0_names_one_author() -> None:
    data = {"version": "https://jsonfeed.org/version/1", "author": {"name": "A"}, "items": [{"id": "1", "title": "T"}]}
    assert drafts(parse(json.dumps(data).encode()))[0].author == "A"


_NAMES = st.sampled_from(["items", "id", "url", "title", "authors", "content_html", "version"])


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner),
        max_leaves=20,
    )
)
def test_no_json_at_all_ends_the_program(said: object) -> None:
    with suppress(UnreadableArticleError):
        parse(json.dumps({"items": said, "version": "https://jsonfeed.org/version/1.1"}).encode())


@given(
    cuts=st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 40), st.binary(max_size=6)), min_size=1, max_size=6)
)
def test_a_feed_damaged_anywhere_gives_entries_or_a_reason(cuts: list[tuple[int, int, bytes]]) -> None:
    data = ATOM.encode()
    for place, length, instead in cuts:
        data = data[:place] + instead + data[place + length :]
    with suppress(UnreadableArticleError):
        assert all(draft.text for draft in drafts(parse(data)))


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_moment_of_a_feed_is_stored_in_utc(when: datetime) -> None:
    stored = moment(when.isoformat())
    assert stored.endswith("Z")
    assert datetime.fromisoformat(stored) == when.replace(microsecond=0)


@pytest.mark.parametrize("said", ["", "today", "2026-02-30", "12/05/2026", "0001-01-01T00:00:00+14:00"])
def test_what_is_no_moment_is_left_out(said: str) -> None:
    assert moment(said) == ""


@pytest.mark.parametrize(
    ("data", "kind", "is_feed"),
    [
        (rss(), "", True),
        (ATOM.encode(), "text/html", True),
        (b"\xef\xbb\xbf<!-- > --><rdf:RDF xmlns:rdf='x'>", "", True),
        (ATOM.replace("utf-8", "utf-16").encode("utf-16"), "", True),
        (b"<!DOCTYPE html>", "application/rss+xml", False),
        (b"<html>", "", False),
        (b'{"items": []}', "application/json", False),
        (b'{"items": []}', "application/feed+json", True),
        (b'{"version": "https:\\/\\/jsonfeed.org\\/version\\/1"}', "", True),
        (b"", "", False),
    ],
)
def test_a_feed_is_known_by_how_it_begins(data: bytes, kind: str, is_feed: bool) -> None:
    assert looks_like_feed(data, kind) is is_feed


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<?xml version='1.0'?>\n<!-- <opml> -->\n<!DOCTYPE r [<!ENTITY a '<b>'>]>\n<R>", "r"),
        (b"<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN' 'http://x'>\n<p>", "html"),
        (b"<a:feed>", "feed"),
        (b"feed", ""),
        (b"< feed>", ""),
    ],
)
def test_the_first_element_is_found_behind_what_may_stand_before_it(data: bytes, name: str) -> None:
    assert root_name(data) == name


@pytest.mark.parametrize("suffix", [".xml", ".rss", ".atom", ".rdf", ".RSS"])
def test_files_of_feeds_are_read_as_such(suffix: str) -> None:
    assert reader_of(suffix).read is feed.read


class _NetworkError(Exception):
    pass


@pytest.fixture
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_named: object) -> None:
        raise _NetworkError

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, fail)


@pytest.mark.usefixtures("_no_network")
@pytest.mark.parametrize("folder", ["feeds_feedparser", "feeds_rssparser", "opml_awesome_rss", "nasty_xml_defused"])
def test_every_sample_gives_articles_or_a_reason_soon_and_asks_nobody(folder: str, samples: Path) -> None:
    files = [path for path in sorted((samples / folder).rglob("*")) if path.suffix in (".xml", ".opml")]
    assert len(files) > 2
    for path in files:
        begun = monotonic()
        try:
            found = parse(path.read_bytes())
        except UnreadableArticleError:
            assert folder in ("nasty_xml_defused", "opml_awesome_rss"), path
        else:
            assert folder.startswith("feeds")
            assert all(entry.draft or entry.reason for entry in found.entries)
        assert monotonic() - begun < 5, path


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("encoding/http_i18n.xml", ("title", "Iñtërnâtiônàlizætiøn")),
        ("encoding/http_i18n.xml", ("link", "http://example.com/")),
        ("wellformed/atom10/ampersand_in_attr.xml", ("title", "Example test")),
        ("wellformed/atom10/feed_title_inline_markup_2.xml", ("title", "History of the <blink> tag")),
        ("wellformed/rss/channel_link.xml", ("link", "http://example.com/")),
        ("wellformed/lang/channel_dc_language.xml", ("language", "en")),
        ("wellformed/atom10/entry_title_inline_markup_2.xml", ("text", "History of the <blink> tag")),
        ("wellformed/atom10/entry_content_text_plain_brackets.xml", ("text", "History of the <blink> tag")),
        ("wellformed/atom10/entry_content_application_xml.xml", ("text", "Example Atom")),
        ("wellformed/rss/item_summary_and_description.xml", ("text", "Example description")),
        ("wellformed/lang/entry_title_xml_lang_inherit_2.xml", ("article language", "fr")),
        ("wellformed/lang/entry_content_xml_lang_underscore.xml", ("article language", "en-US")),
        ("wellformed/sanitize/item_content_encoded_object.xml", ("text", "safe description")),
        ("wellformed/atom10/entry_id_with_attributes.xml", ("key", "right")),
        ("wellformed/rss/item_guid_isPermaLink_conflict_link_not_guidislink.xml", ("key", "http://guid.example.com/")),
        ("illformed/rdf_channel_empty_textinput.xml", ("text", "crashes here")),
    ],
)
def test_a_feed_says_what_its_comment_expects(name: str, expected: tuple[str, str], samples: Path) -> None:
    found = parse((samples / "feeds_feedparser" / name).read_bytes())
    said = {"title": found.title, "link": found.link, "language": found.language}
    if found.entries:
        draft = found.entries[0].draft
        said["key"] = found.entries[0].key
        said |= {"text": draft.text, "article language": draft.language} if draft else {}
    what, words = expected
    assert said[what] == words
