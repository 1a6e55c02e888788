"""The blocks of a page that are its article: chosen by what two programs say, taken as the page has them."""

from hypothesis import given
from hypothesis import strategies as st

from reader.domain.structure import BlockKind
from reader.formats.building import Building, Built
from reader.formats.html_blocks import add_html
from reader.formats.web_extraction import _pointed_at, _tokens, chosen, link_lengths, main_content

ONE = "The ferry to the outer islands did not sail on Monday, because the wind from the west was too strong for it."
TWO = "Passengers waited in the harbour for most of the day, and some of them went home again in the evening."
THREE = "The company said that it would try again on Tuesday morning, and that all tickets would stay valid."
FOUR = "Nobody on the islands is short of anything, said the mayor, for they are used to such days in the winter."


def found(body: str) -> list[str]:
    built = main_content(
        f"<html><head><title>Ferry</title></head><body>{body}</body></html>", "https://harbour.example/"
    )
    return [block.span.of(built.text) for block in built.structure]


def built(markup: str) -> Built:
    building = Building()
    add_html(building, markup, "https://harbour.example/")
    return building.built()


def test_a_table_of_contents_gives_way_to_the_headings_it_names() -> None:
    names = ("What the company will do on Tuesday", "What the mayor of the islands said")
    contents = "".join(f"<li><a href='?{name}'>{name}</a></li>" for name in names)
    first, second = names
    body = f"<ul>{contents}</ul><h2>{first}</h2><p>{ONE}</p><p>{TWO}</p><h2>{second}</h2><p>{THREE}</p><p>{FOUR}</p>"
    assert found(f"<div class=contents>{body}</div>") == [first, ONE, TWO, second, THREE, FOUR]


def test_short_words_of_the_navigation_are_not_taken_for_those_of_the_article() -> None:
    nav = "<ul><li><a href=/>Islands</a><li><a href=/n>Harbour</a></ul>"
    page = f"{nav}<article><p>{ONE}</p><h2>Islands</h2><p>{TWO}</p><p>{THREE}</p></article>{nav}"
    assert found(page) == [ONE, "Islands", TWO, THREE]


def test_a_part_that_only_the_second_program_sees_is_added() -> None:
    paragraphs = "".join(f"<p>{number}: {ONE}</p><p>{number}: {TWO}</p>" for number in range(4))
    social = "<div class=share><a href=/t>Tweet</a></div>"
    page = f"<article><h1>Ferry</h1>{social}{paragraphs}{social}{paragraphs.replace(':', ';')}</article>"
    assert len([block for block in found(page) if len(block) > 80]) == 16


def test_headings_that_both_programs_lose_are_kept() -> None:
    page = f"<p>{ONE}</p><div class=titlepage><h2 class='form title'>Tickets</h2></div><p>{TWO}</p><p>{THREE}</p>"
    assert found(page) == [ONE, "Tickets", TWO, THREE]


def test_a_paragraph_that_a_program_has_shortened_is_found_again_and_taken_whole() -> None:
    page = [_tokens(text) for text in ("Share this with all of your friends", f"{ONE} See also the map. {TWO}")]
    assert _pointed_at(page, set(), [_tokens(f"{ONE} {TWO}")]) == {1}


def test_links_whose_base_is_unknown_count_as_links_but_lead_nowhere() -> None:
    links = "".join(
        f"<p><a href='{number}.html'>Another piece of news of this very harbour</a></p>" for number in range(9)
    )
    markup = f"<body><article><p>{ONE} <a href=map>Map</a></p><p>{TWO}</p><p>{THREE}</p></article><div>{links}</div>"
    article = main_content(markup, "")
    assert "Another piece" not in article.text
    assert article.marks == ()


def test_what_is_chosen_is_what_would_have_been_built_alone() -> None:
    page = built("<p>a <b>b</b></p><ul><li>c<li><a href=/d>d</a></ul><p>e</p><ul><li>f</ul>")
    alone = built("<ul><li>c<li><a href=/d>d</a></ul><ul><li>f</ul>")
    assert chosen(page, [False, True, True, False, True]) == alone


_KINDS = st.sampled_from(BlockKind)
_BLOCKS = st.lists(st.tuples(_KINDS, st.sampled_from(["one", "two words", "\U0001f600"]), st.booleans()), max_size=12)


@given(_BLOCKS)
def test_choosing_blocks_is_building_without_the_others(blocks: list[tuple[BlockKind, str, bool]]) -> None:
    whole, part = Building(), Building()
    for kind, words, wanted in blocks:
        for building in (whole, part) if wanted else (whole,):
            building.begin(kind)
            building.add(words)
    assert chosen(whole.built(), [wanted for *_, wanted in blocks]) == part.built()


def test_the_links_of_each_block_are_measured() -> None:
    page = built("<p>a</p><p><a href=/x>bc</a> d <a href=/y>e</a></p><p>f <i>g</i></p><p><a href=/x>h</a></p>")
    assert link_lengths(page) == [0, 3, 0, 1]
