"""Code points to UTF-16 and back."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.offsets import OffsetMap
from reader.domain.span import Span

TEXTS = st.text(st.sampled_from("aé中\n😀𠀀\U0010fffd\ufffd"), max_size=40)


def test_a_text_without_large_characters_is_its_own_map() -> None:
    offsets = OffsetMap("naïve 中文")
    assert [offsets.to_utf16(index) for index in range(9)] == list(range(9))
    assert [offsets.to_index(position) for position in range(9)] == list(range(9))
    assert offsets.utf16_length == 8


def test_each_emoji_moves_what_follows_by_one() -> None:
    offsets = OffsetMap("a😀b😀")
    assert [offsets.to_utf16(index) for index in range(5)] == [0, 1, 3, 4, 6]
    assert offsets.utf16_length == 6


def test_a_position_between_the_halves_of_a_character_is_the_character() -> None:
    offsets = OffsetMap("a😀b😀")
    assert [offsets.to_index(position) for position in range(7)] == [0, 1, 1, 2, 3, 3, 4]


def test_a_span_takes_the_characters_that_its_edges_cut() -> None:
    offsets = OffsetMap("a😀b😀c")
    assert offsets.span(2, 5) == Span(1, 4)


def test_a_span_may_be_given_backwards() -> None:
    offsets = OffsetMap("a😀bc")
    assert offsets.span(4, 1) == offsets.span(1, 4) == Span(1, 3)


def test_where_nothing_is_selected_the_span_is_empty_even_between_halves() -> None:
    offsets = OffsetMap("a😀b")
    assert offsets.span(2, 2) == Span(1, 1)


@pytest.mark.parametrize("text", ["abc", "ab😀"])
def test_outside_the_text_is_an_error(text: str) -> None:
    offsets = OffsetMap(text)
    for index in (-1, 4):
        with pytest.raises(IndexError):
            offsets.to_utf16(index)
    for position in (-1, offsets.utf16_length + 1):
        with pytest.raises(IndexError):
            offsets.to_index(position)
        with pytest.raises(IndexError):
            offsets.span(0, position)


def test_the_empty_text_has_one_place() -> None:
    offsets = OffsetMap("")
    assert offsets.to_utf16(0) == offsets.to_index(0) == offsets.utf16_length == 0
    assert offsets.span(0, 0) == Span(0, 0)


@given(TEXTS)
def test_positions_are_what_encoding_says(text: str) -> None:
    offsets = OffsetMap(text)
    for index in range(len(text) + 1):
        position = len(text[:index].encode("utf-16-le")) // 2
        assert offsets.to_utf16(index) == position
        assert offsets.to_index(position) == index
    assert offsets.utf16_length == offsets.to_utf16(len(text))


@given(TEXTS, st.data())
def test_a_span_is_the_least_that_holds_all_that_was_selected(text: str, data: st.DataObject) -> None:
    offsets = OffsetMap(text)
    places = st.integers(0, offsets.utf16_length)
    low, high = sorted((data.draw(places), data.draw(places)))
    span = offsets.span(low, high)
    units = [index for index, character in enumerate(text) for _ in range(2 if character > "\uffff" else 1)]
    held = units[low:high]
    assert list(range(span.start, span.stop)) == sorted(set(held))


def test_a_map_of_five_million_characters_is_made_in_a_moment() -> None:
    text = "Plain words, 普通的字. " * 250_000
    begun = perf_counter()
    OffsetMap(text)
    assert perf_counter() - begun < 0.5
