"""Names filtered by what is typed."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.filtering import Names, folded


def matching(typed: str, *names: str) -> list[str]:
    return [names[row] for row in Names((name,) for name in names).matching(typed)]


def test_nothing_typed_matches_all_in_their_order() -> None:
    assert matching("", "Person", "Place", "Event") == ["Person", "Place", "Event"]
    assert matching("  ", "Person", "Place") == ["Person", "Place"]


def test_a_whole_name_comes_before_a_start_a_word_an_inside_and_scattered_letters() -> None:
    names = ("the people ran", "tippler anew", "Xplans", "Promise or plan", "Planet", "Plan")
    assert matching("plan", *names) == [
        "Plan",
        "Planet",
        "Promise or plan",
        "Xplans",
        "tippler anew",
        "the people ran",
    ]


def test_those_as_close_stay_in_their_order() -> None:
    assert matching("p", "Place", "Person", "Product") == ["Place", "Person", "Product"]


def test_each_word_typed_may_begin_a_word_in_any_order() -> None:
    assert matching("wen che", "Chen Wenqing", "Wendy Roe") == ["Chen Wenqing"]
    assert matching("ch we", "Chen Wenqing", "Roe") == ["Chen Wenqing"]


def test_words_that_follow_each_other_come_before_words_in_any_order() -> None:
    assert matching("jean luc", "Luc Jeanne", "Jean-Luc") == ["Jean-Luc", "Luc Jeanne"]


def test_words_begin_after_hyphens_apostrophes_and_brackets() -> None:
    names = ("Xlux", "Jean-Luc", "Miles O’Neil", "Congress (CPC)")
    assert matching("luc", *names)[0] == "Jean-Luc"
    assert matching("neil", *names) == ["Miles O’Neil"]
    assert matching("cpc", *names) == ["Congress (CPC)"]
    assert matching("o'n", *names) == ["Miles O’Neil"]


def test_scattered_letters_that_stand_closer_come_first() -> None:
    assert matching("chq", "cabinet headquarters", "c hq x", "q h c") == ["c hq x", "cabinet headquarters"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("jose munoz", "José Muñoz"),
        ("JOSÉ", "jose"),
        ("lodz", "Łódź"),
        ("strasse", "Straße"),
        ("istanbul", "İstanbul"),
        ("ελλαδα", "Ελλάδα"),
        ("محمد", "مُحَمَّد"),
        ("محمد", "محـــمد"),
        ("ｆｕｌｌ", "full"),
        ("김", "김정은"),
        ("기", "김정은"),
        ("文清", "陈文清"),
    ],
)
def test_case_accents_and_points_make_no_difference(typed: str, name: str) -> None:
    assert folded(typed) in folded(name)
    assert matching(typed, "0", name) == [name]


@pytest.mark.parametrize(("typed", "name"), [("か", "が"), ("कल", "कुल")])
def test_marks_that_make_another_letter_or_a_vowel_are_kept(typed: str, name: str) -> None:
    assert folded(typed) != folded(name)


def test_a_name_of_signs_alone_is_found_by_them() -> None:
    assert matching("?!", "What", "?!") == ["?!"]
    assert matching("c++", "C", "C++", "Rust") == ["C++", "C"]


def test_signs_that_mean_something_in_patterns_are_only_signs() -> None:
    assert matching("^]-\\", "a", "^x]y-z\\") == ["^x]y-z\\"]


def test_a_thing_of_several_names_is_found_once_by_the_closest() -> None:
    names = Names([("Someone with ink",), ("Russian Federation", "Russia", "Rossiya"), ()])
    assert names.matching("russia") == [1]
    assert names.matching("ros") == [1]
    assert names.matching("with") == [0]


def test_the_last_thing_without_a_name_is_shown_where_nothing_is_typed() -> None:
    assert Names([("a",), ()]).matching("") == [0, 1]


def test_a_name_is_known_whatever_its_case() -> None:
    names = Names([("Person",), ("Łódź",)])
    assert names.holds(" person ")
    assert names.holds("lodz")
    assert not names.holds("pers")


def test_an_accent_alone_matches_all_as_nothing_typed_does() -> None:
    assert Names([("Person",), ("Place",)]).matching("\u00b8") == [0, 1]


def test_no_name_takes_long_to_be_passed_over() -> None:
    names = Names([("a" * 5000,)])
    began = perf_counter()
    assert names.matching("a" * 60 + "b") == []
    assert perf_counter() - began < 1


_LETTERS = st.characters(exclude_categories=("M", "Cs"))


@given(st.text(_LETTERS, max_size=20), st.text(_LETTERS, max_size=9), st.text(_LETTERS, max_size=9))
def test_a_name_is_found_by_any_part_of_it(part: str, before: str, after: str) -> None:
    assert Names([(before + part + after,)]).matching(part) == [0]


@given(st.lists(st.text("abc é", max_size=12), max_size=8), st.text("abc é", max_size=6), st.sampled_from("abc é"))
def test_one_more_letter_matches_no_more_names(names: list[str], typed: str, letter: str) -> None:
    found = Names((name,) for name in names)
    assert set(found.matching(typed + letter)) <= set(found.matching(typed))
