"""How a text is normalised, hashed, counted and quoted."""

import subprocess
import sys
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.span import Span
from reader.domain.text import context, count_words, normalise, sha256

NASTY = st.text(
    st.one_of(
        st.sampled_from("\r\n\v\f\0\x85\u2028\u2029\ufeff\ufdd0\ufdef\ufffe\uffff\U0001fffe\U0010ffff\ud800\udfff"),
        st.characters(exclude_categories=()),
    )
)


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\n", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_line_break_becomes_one_line_feed(line_break: str) -> None:
    assert normalise(f"one{line_break}two") == "one\ntwo"


def test_line_breaks_in_a_row_stay_as_many_as_they_are() -> None:
    assert normalise("a\r\r\n\n\rb") == "a\n\n\n\nb"


@pytest.mark.parametrize(
    "code", [0, 0xD800, 0xDFFF, 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x5FFFF, 0x10FFFE, 0x10FFFF]
)
def test_what_is_no_character_becomes_the_replacement_character(code: int) -> None:
    assert normalise(f"a{chr(code)}b") == "a\ufffdb"


def test_all_66_noncharacters_and_no_others_are_replaced() -> None:
    every = [chr(code) for code in range(0xE000, 0x110000)]
    replaced = [character for character in every if normalise(f"x{character}") == "x\ufffd"]
    assert len(replaced) == 66 + 1  # the replacement character is itself


@pytest.mark.parametrize("kept", ["\ufdcf", "\ufdf0", "\ufffd", "\U0001fffd", "\U00020000", "\U0010fffd", "\ue000"])
def test_the_neighbours_of_noncharacters_stay(kept: str) -> None:
    assert normalise(f"a{kept}b") == f"a{kept}b"


def test_a_byte_order_mark_goes_from_the_start_only() -> None:
    assert normalise("\ufeffa\ufeffb") == "a\ufeffb"


def test_byte_order_marks_in_a_row_all_go_so_that_no_later_pass_moves_the_offsets() -> None:
    assert normalise("\ufeff\ufeffa") == "a"


def test_spaces_and_unusual_characters_stay_as_they_are() -> None:
    text = " \t a\u00a0b\u3000e\u0301 \u200b\u200d\u00ad\x1f\x7f👩\u200d👧 ﬁ Å "
    assert normalise(text) == text


def test_a_clean_text_comes_back_itself() -> None:
    text = "Ordinary words, 普通的字。\n" * 10
    assert normalise(text) is text


@given(NASTY)
def test_normalising_twice_is_normalising_once(raw: str) -> None:
    once = normalise(raw)
    assert normalise(once) == once
    once.encode()


def test_fifty_megabytes_are_normalised_in_a_moment() -> None:
    text = "A line of plain words that ends here.\r\n" * (50_000_000 // 40)
    begun = perf_counter()
    normalise(text)
    assert perf_counter() - begun < 2


def test_the_hash_is_that_of_the_utf_8_bytes() -> None:
    assert sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert sha256("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" -- ... !", 0),
        ("Two words.", 2),
        ("Don't stop — we’re late", 4),
        ("law-enforcement in 2025", 4),
        ("人民日报 reports", 5),
        ("2025年5月", 4),
        ("ありがとうコーヒー", 9),
        ("한국어 기사", 2),
        ("हिन्दी में समाचार", 3),
        ("e\u0301te\u0301", 1),
        ("good👍luck", 2),
        ("𠀀𠀁", 2),
    ],
)
def test_words_are_counted(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize("line", ["Some words of a plain line. ", "一行普通的汉字和标点。", "हिन्दी में कुछ शब्द। "])
def test_the_words_of_a_megabyte_are_counted_in_a_moment(line: str) -> None:
    text = line * (1_000_000 // len(line))
    count_words(text)
    begun = perf_counter()
    count_words(text)
    assert perf_counter() - begun < 0.5


def test_context_is_cut_at_the_ends_of_the_text() -> None:
    assert context("before QUOTE after", Span(7, 12), size=4) == ("ore ", " aft")
    assert context("ab QUOTE cd", Span(3, 8)) == ("ab ", " cd")
    assert context("QUOTE", Span(0, 5)) == ("", "")
    assert context(f"ab QUOTE {'c' * 90}", Span(3, 8)) == ("ab ", f" {'c' * 39}")


def test_the_regex_module_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, reader.domain.words, reader.domain.sentences; sys.exit('regex' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.text(st.sampled_from("aZ9éßÅжΔ’'“”–—…€  \n\t.,-_()/")))
def test_words_of_common_letters_are_counted_as_those_of_all_scripts(text: str) -> None:
    # One letter of another script has the words counted by the rules for all of them.
    assert count_words(text) == count_words(f"{text} क") - 1
