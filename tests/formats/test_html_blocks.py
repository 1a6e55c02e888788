"""HTML as text with blocks and marks: what each element becomes, what is left out, what hostile markup does."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.structure import BlockKind, MarkKind
from reader.errors import UnreadableArticleError
from reader.formats.building import Building, Built
from reader.formats.html_blocks import add_element, add_html, parse

BASE = "https://news.example/2025/ferry.html"


def build(markup: str) -> Built:
    building = Building()
    add_html(building, markup, BASE)
    return building.built()


def blocks(markup: str) -> list[tuple[str, str, int, str]]:
    built = build(markup)
    return [(block.kind.value, block.span.of(built.text), block.level, block.marker) for block in built.structure]


def marks(markup: str) -> list[tuple[str, str, str]]:
    built = build(markup)
    return [(mark.kind.value, built.text[mark.start : mark.stop], mark.target) for mark in built.marks]


def test_headings_keep_their_level_and_words_outside_blocks_are_paragraphs() -> None:
    assert blocks("<h1>Ferry <b>late</b></h1>One<p>two</p>three<h4>More</h4>") == [
        ("heading", "Ferry late", 1, ""),
        ("paragraph", "One", 0, ""),
        ("paragraph", "two", 0, ""),
        ("paragraph", "three", 0, ""),
        ("heading", "More", 4, ""),
    ]


def test_items_know_how_deep_they_are() -> None:
    assert blocks("<ul><li>a<li><p>b</p><p>c</p><ul><li>n</ul>tail<li>d</ul>") == [
        ("item", "a", 1, ""),
        ("item", "b\nc", 1, ""),
        ("item", "n", 2, ""),
        ("paragraph", "tail", 0, ""),
        ("item", "d", 1, ""),
    ]


def test_numbers_count_as_the_page_counts_them() -> None:
    numbered = blocks("<ol start=3><li>a<li value=7>b<ul><li>x</ul><li>c</ol><ol reversed><li>d<li>e</ol>")
    assert [marker for *_, marker in numbered] == ["3.", "7.", "", "8.", "2.", "1."]


def test_numbers_that_are_none_are_passed_over() -> None:
    numbered = blocks("<ol start=x><li value=''>a<li value=99999999999999999999>b</ol>")
    assert [marker for *_, marker in numbered] == ["1.", "999999999."]


def test_quotations_know_how_deep_they_are() -> None:
    assert blocks("<blockquote>a<p>b</p><blockquote>c</blockquote>d</blockquote>e") == [
        ("quote", "a", 1, ""),
        ("quote", "b", 1, ""),
        ("quote", "c", 2, ""),
        ("quote", "d", 1, ""),
        ("paragraph", "e", 0, ""),
    ]


def test_a_heading_in_an_item_is_a_heading_and_the_item_goes_on() -> None:
    assert blocks("<ol><li><h3>One</h3><p>two</p></ol>") == [("heading", "One", 3, ""), ("item", "two", 1, "1.")]


def test_inline_quotations_get_their_marks_unless_they_have_them() -> None:
    assert build("<p>He said <q>no</q>, she said <q>“yes”</q>.").text == "He said “no”, she said “yes”."


def test_links_are_resolved_and_lead_to_pages_and_mail_alone() -> None:
    page = (
        "<p><a href='../map?x=1&amp;y#z'>map</a> <a href=' //o.example/a\nb '>other</a> "
        "<a href='mailto:a@b.example'>mail</a> "
        "<a href='javascript:alert(1)'>no</a> <a href='#top'>no</a> <a href='data:text/html,x'>no</a> "
        "<a href='file:///etc/passwd'>no</a> <a href='http://[x'>no</a> <a href='tel:1'>no</a> <a name=x>no</a>"
    )
    assert marks(page) == [
        ("link", "map", "https://news.example/map?x=1&y#z"),
        ("link", "other", "https://o.example/ab"),
        ("link", "mail", "mailto:a@b.example"),
    ]


def test_links_without_a_base_are_kept_only_where_they_are_whole() -> None:
    building = Building()
    add_html(building, "<a href='/a'>a</a> <a href='https://b.example/'>b</a>")
    assert [mark.target for mark in building.built().marks] == ["https://b.example/"]


def test_emphasis_is_kept() -> None:
    assert marks("<p><em>a</em> <i>b</i>, <cite>c</cite>; <strong>d</strong> <i class=icon></i><b>e</b>") == [
        ("emphasis", "a b", ""),
        ("emphasis", "c", ""),
        ("strong", "d e", ""),
    ]


def test_bold_that_is_set_to_normal_is_not_strong() -> None:
    assert marks("<b style='font-weight:normal'><p>all of it</p></b>") == []


def test_one_break_is_a_line_and_two_are_a_paragraph() -> None:
    assert blocks("<p>a<br>b <br> <br/>\n c</p>") == [("paragraph", "a\nb", 0, ""), ("paragraph", "c", 0, "")]


def test_preformatted_text_keeps_its_lines_and_spaces() -> None:
    assert blocks("<pre>\nif  x:\n\n    y<br>z\n</pre>") == [("paragraph", "if  x:\n\n    y\nz", 0, "")]


def test_a_row_of_a_table_is_a_line_of_cells() -> None:
    page = "<table><caption>Ferries</caption><tr><th>Name<th>Late<tr><td><p>Anna</p><td>9<br>min</table>"
    assert [text for _, text, *_ in blocks(page)] == ["Ferries", "Name\tLate", "Anna\t9 min"]


def test_a_table_that_lays_out_the_page_leaves_its_blocks_as_they_are() -> None:
    page = "<table><tr><td>side<td><p>one</p><ul><li>two</ul></table>"
    assert blocks(page) == [("paragraph", "side", 0, ""), ("paragraph", "one", 0, ""), ("item", "two", 1, "")]


def test_readings_over_characters_are_left_out() -> None:
    assert build("<p><ruby>漢字<rp>(</rp><rt>kanji</rt><rp>)</rp></ruby>を").text == "漢字を"


@pytest.mark.parametrize(
    "unseen",
    [
        *(f"<{tag}>no</{tag}>" for tag in ("script", "style", "noscript", "template", "button", "textarea", "svg")),
        "<select><option>no</select>",
        "<p hidden>no</p>",
        "<div aria-hidden=true>no</div>",
        "<div style='color:red; DISPLAY : none'><p>no</p></div>",
        "<span style='visibility:hidden'>no</span>",
        "<dialog>no</dialog>",
        "<iframe>no</iframe>",
        "<object>no</object>",
        "<!-- no --><?no no?>",
    ],
)
def test_what_is_not_seen_is_left_out_and_what_follows_stays(unseen: str) -> None:
    assert build(f"a {unseen}b").text in {"a b", "a\n\nb"}


def test_an_element_is_added_without_what_follows_it() -> None:
    root = parse("<div><p>one <!-- c -->two</p>three</div>")
    building = Building()
    building.add("before")
    add_element(building, root.find(".//p"))
    building.add("after")
    assert building.built().text == "before\n\none two\n\nafter"


@pytest.mark.parametrize("markup", ["", " \n", "<!-- x -->", "<p></p>", "\0", "<?xml version='1.0'?>", "</p>"])
def test_nothing_gives_nothing(markup: str) -> None:
    assert not build(markup).text.replace("\ufffd", "")


@pytest.mark.parametrize(
    ("hostile", "reason"),
    [
        ("<div>" * 50_000 + "x", "nested too deeply"),
        ("<p>" + "<b>" * 50_000 + "x", "nested too deeply"),
        ("x" * 12_000_000, "too large"),
        ("<p title='" + "x" * 12_000_000 + "'>x", "too large"),
    ],
)
def test_markup_beyond_reason_is_refused_with_a_reason(hostile: str, reason: str) -> None:
    with pytest.raises(UnreadableArticleError, match=reason):
        build(hostile)


@pytest.mark.parametrize(
    "many", ["<p>a", "<b>a</b>", "<ul><li>a</ul>", "<q>a</q>", "<a href=/x>a</a><a href=/y>b</a>", "<td>a", "a<br>"]
)
def test_many_elements_take_a_time_in_proportion(many: str) -> None:
    begun = time.process_time()
    build(many * 60_000)
    assert time.process_time() - begun < 5


_TAGS = (
    "p",
    "div",
    "b",
    "a href='/x'",
    "li",
    "ul",
    "ol",
    "blockquote",
    "h2",
    "pre",
    "table",
    "tr",
    "td",
    "q",
    "br",
    "i",
)
_PIECES = st.one_of(
    st.sampled_from([*(f"<{tag}>" for tag in _TAGS), *(f"</{tag.split(' ')[0]}>" for tag in _TAGS)]),
    st.sampled_from(["a", " b\n", "\xa0", "<!--c-->", "<script>no</script>", "&amp;", "\r\n"]),
)


@given(st.lists(_PIECES, max_size=40))
def test_whatever_is_nested_the_words_stay_in_order(pieces: list[str]) -> None:
    built = build("".join(pieces))
    words = "".join("&" if piece == "&amp;" else piece.strip() for piece in pieces if piece[0] != "<")
    assert "".join(character for character in built.text if character in "ab&") == words
    assert all(block.kind is not BlockKind.TITLE for block in built.structure)
    assert all(mark.target == "https://news.example/x" for mark in built.marks if mark.kind is MarkKind.LINK)
