"""What names have in common, whatever they are written in."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.entity_names import agrees, name_key, plain_name
from reader.domain.honorifics import without_honorific
from reader.domain.mentions import is_part, readings

_TEXTS = st.text(max_size=30) | st.text(st.sampled_from("Xi's “”()-.·&習近平主席 بوتين"), max_size=12)


@given(_TEXTS)
def test_composed_and_decomposed_names_have_one_key(name: str) -> None:
    assert name_key(normalize("NFD", name)) == name_key(normalize("NFC", name))


@given(_TEXTS)
def test_a_name_has_a_key_unless_nothing_of_it_is_seen(name: str) -> None:
    if any(character.isalnum() for character in name):
        assert name_key(name)
    assert name_key(name) == name_key(f" {name} ")


@given(_TEXTS)
def test_a_name_agrees_with_itself_and_is_read_as_itself_first(name: str) -> None:
    assert agrees(name, name)
    ways = readings(name)
    assert len({way.key for way in ways}) == len(ways)
    if ways:
        assert (ways[0].key, ways[0].whole, ways[0].sure) == (name_key(name), True, True)
    assert all(way.key for way in ways)


@given(_TEXTS)
def test_what_somebody_would_be_called_is_on_one_line_and_stays(name: str) -> None:
    plain = plain_name(name)
    assert plain == " ".join(plain.split())
    assert plain_name(plain) == plain


@given(_TEXTS)
def test_without_its_honorific_a_name_is_shorter(name: str) -> None:
    rest, _ = without_honorific(name)
    assert len(rest) < max(1, len(name))


@pytest.mark.parametrize(
    ("quote", "name"),
    [
        ("Xi's", "Xi"),
        ("“Xi Jinping,”", "Xi Jinping"),
        ("(the U.S.)", "the U.S."),
        ("United States'", "United States"),
        ("Xi\n Jinping", "Xi Jinping"),
        ("Shoigu.", "Shoigu"),
        ("Inc.", "Inc."),
        ("Dwayne “The Rock” Johnson", "Dwayne “The Rock” Johnson"),
        ("“”", "“”"),
    ],
)
def test_a_new_entity_is_called_as_its_mention_without_what_stands_around(quote: str, name: str) -> None:
    assert plain_name(quote) == name


@pytest.mark.parametrize(
    ("one", "other", "part"),
    [
        ("chen", "chen wenqing", True),
        ("wenqing", "chen wenqing", True),
        ("chen wenqing li", "chen wenqing", True),
        ("chen ning", "chen wenqing", False),
        ("sco", "shanghai cooperation organization", True),
        ("boc", "bank of china", True),
        ("of", "bank of china", False),
        ("习", "习近平", True),
        ("近", "习近平", False),
        ("chen", "chen", False),
        ("", "chen", False),
    ],
)
def test_a_part_of_a_name_is_some_of_its_words_or_its_initials(one: str, other: str, part: bool) -> None:
    assert is_part(one, other) is part
