"""Where the words of a query stand in a text, and the excerpts around them."""

import sqlite3
from time import perf_counter
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.matching import Matching
from reader.domain.query import parse
from reader.domain.terms import as_indexed, asked


def marked(text: str, query: str) -> str:
    """The text with its hits in brackets."""
    made, at = "", 0
    for hit in Matching(parse(query)).hits(text):
        made += f"{text[at : hit.start]}[{hit.of(text)}]"
        at = hit.stop
    return made + text[at:]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("A harbour, Harbour-side: harbours.", "harbour", "A [harbour], [Harbour]-side: harbours."),
        ("A harbour, harbours", "harb*", "A [harbour], [harbours]"),
        ("Élu à l’été 2025", "ELU ete", "[Élu] à l’[été] 2025"),
        ("Die Straße, die Strasse", "strasse", "Die [Straße], die [Strasse]"),
        ("sea\nwall, sea -- wall, sea walls", '"sea wall"', "[sea\nwall], [sea -- wall], sea walls"),
        ("sea wall", "sea wall", "[sea] [wall]"),
        ("sea wall", 'wall "sea wall"', "[sea wall]"),
        ("flood storm wall", "flood -storm (wall OR x)", "[flood] storm [wall]"),
        ("Post says post", "source:post", "Post says post"),
        ("Post says post", "title:post", "[Post] says [post]"),
        ("习近平会见了近平", "近平", "习[近平]会见了[近平]"),
        ("5月30日、15月", "5月", "[5月]30日、15月"),
        ("北京的A股，京A", "京a", "北京的A股，[京A]"),
        ("대통령은 대통", "대통령", "[대통령]은 대통"),
        ("กำแพงกันคลื่น", "กัน", "กำแพง[กัน]คลื่น"),
        ("ㇷﾟｶﾞｽ", "ガ", "ㇷﾟ[ｶﾞ]ｽ"),
        ("قال أَحْمَدُ إنّ", "احمد", "قال [أَحْمَدُ] إنّ"),
        ("Öl x_y x", "x ol", "[Öl] [x]_y [x]"),
        ("a.b", "&", "a.b"),
    ],
)
def test_the_words_of_a_query_are_marked(text: str, query: str, expected: str) -> None:
    if query == "&":
        assert not Matching(parse(""))
        return
    assert marked(text, query) == expected


def test_decomposed_letters_are_marked_with_their_accents() -> None:
    text = normalize("NFD", "Élu à l’été")
    assert marked(text, "elu ete") == normalize("NFD", "[Élu] à l’[été]")


@pytest.mark.parametrize("filler", ["a plain line\n", "eine Größe\n", "海边的渔民"])
def test_hits_are_found_over_the_edges_of_stretches(filler: str) -> None:
    text = (filler * 20_000)[:99_995] + " sea wall " + filler * 10
    hits = list(Matching(parse('"sea wall"')).hits(text))
    assert [hit.of(text) for hit in hits] == ["sea wall"]


def test_no_hit_is_told_twice_where_stretches_meet() -> None:
    text = "海" * 200_000
    assert sum(1 for _ in Matching(parse("海")).hits(text)) == 200_000
    assert sum(1 for _ in Matching(parse("海海")).hits(text)) == 100_000


def test_hits_begin_where_they_are_asked_for() -> None:
    text = "sea wall sea"
    assert [hit.start for hit in Matching(parse("sea")).hits(text, 1)] == [9]
    assert [hit.start for hit in Matching(parse("ea")).hits(text, 1)] == []


def test_the_first_hit_in_a_giant_is_there_before_the_rest_is_looked_through() -> None:
    text = "Größe " * 800_000
    begin = perf_counter()
    hits = Matching(parse("grosse")).hits(text)
    next(hits)
    first = perf_counter() - begin
    for _ in hits:
        pass
    assert first * 5 < perf_counter() - begin


_WORDS = st.lists(
    st.sampled_from(["sea", "Wall", "é", "习近平", "近", "5", "월요일", "กัน", "x", "-", "。", "\n", "ａ", "ｶﾞ", "ß"]),
    max_size=9,
).flatmap(lambda words: st.sampled_from(["", " "]).map(lambda space: space.join(words)))


@given(_WORDS, _WORDS, st.booleans())
def test_what_the_index_finds_is_marked_and_nothing_else(text: str, words: str, prefix: bool) -> None:
    wanted = asked(words, prefix=prefix)
    if wanted is None:
        return
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE search USING fts5 "
        "(body, tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\")"
    )
    connection.execute("INSERT INTO search VALUES (?)", (as_indexed(text),))
    phrase = f'"{" ".join(wanted.terms)}"{" *" if wanted.prefix else ""}'
    found = connection.execute("SELECT count(*) FROM search WHERE search MATCH ?", (phrase,)).fetchone()[0]
    connection.close()
    query = parse(f'"{words}"{"*" if prefix else ""}')
    assert bool(list(Matching(query).hits(text))) == bool(found)


_LONG = (
    "The council met. " * 30
    + "The flood broke the wall of the harbour at night. "
    + "A flood came.\n\n" * 3
    + "End. " * 60
)


def test_an_excerpt_shows_most_of_what_is_wanted_close_together() -> None:
    shown = Matching(parse("flood wall harbour")).excerpt(_LONG, 100)
    assert [hit.of(shown.text) for hit in shown.hits][:3] == ["flood", "wall", "harbour"]
    assert shown.text.startswith("…")
    assert shown.text.endswith("…")
    assert "\n" not in shown.text
    assert len(shown.text) <= 130


def test_a_hit_at_the_end_of_a_text_stands_at_the_beginning_of_its_excerpt() -> None:
    text = f"{'The council spoke of the harbour. ' * 8}Fishermen asked for help."
    shown = Matching(parse("fishermen")).excerpt(text, 160)
    assert shown.hits[0].start < 40
    assert shown.text.endswith("Fishermen asked for help.")


def test_an_excerpt_without_hits_is_the_beginning_of_the_body() -> None:
    text = "Title\n\nA body of some words that go on and on"
    shown = Matching(parse("absent")).excerpt(text, 20, len("Title"))
    assert shown.text == "A body of some…"
    assert shown.hits == ()


@given(st.text(st.sampled_from("ab é习\n\u0301ß. "), max_size=300), st.integers(1, 60))
def test_the_hits_of_an_excerpt_stand_in_it(text: str, length: int) -> None:
    matching = Matching(parse("ab OR é OR 习 OR b*"))
    shown = matching.excerpt(text, length)
    whole = {hit.of(text) for hit in matching.hits(text)}
    assert all(hit.stop <= len(shown.text) and hit.of(shown.text) in whole for hit in shown.hits)
    assert "\n" not in shown.text
    inner = shown.text.removeprefix("…").removesuffix("…")
    assert inner.strip() in " ".join(text.split())
