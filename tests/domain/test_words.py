"""Where words begin and end."""

from itertools import pairwise
from time import perf_counter

import pytest
import regex  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.graphemes import snap
from reader.domain.span import Span
from reader.domain.words import _words, next_word, previous_word, snap_to_words, word_at

FAMILY = "👨\u200d👩\u200d👧"
PIECES = [
    *"aSs5 \n.,'’-%$€_中々アあー한ก!?😀\u00ad\u200d\u200c\u0301\u0600ൎ🇨\ufe0f",
    "U.S.",
    "x's",
    "1,204.5",
    "$3.5",
    "नि",
    "🇨🇳",
    FAMILY,
    "☝🏻",
    "🏽",
    "©\u200d",
    "5\ufe0f\u20e3",
    "--",
    "。",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def all_words(text: str) -> list[Span]:
    words: list[Span] = []
    while word := next_word(text, words[-1].stop if words else 0):
        words.append(word)
    return words


def words_of(text: str) -> list[str]:
    return [word.of(text) for word in all_words(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two plain words.", ["Two", "plain", "words"]),
        ("don't O’Brien aujourd’hui", ["don't", "O’Brien", "aujourd’hui"]),
        ("rock 'n' roll ''quoted''", ["rock", "n", "roll", "quoted"]),
        ("law-enforcement co‐op co‑op", ["law-enforcement", "co‐op", "co‑op"]),
        ("a -- b - c well- -known", ["a", "b", "c", "well", "known"]),
        ("1,204.5 and 3.14.", ["1,204.5", "and", "3.14"]),
        ("v.5 or x,5", ["v", "5", "or", "x", "5"]),
        ("first,second end.Start", ["first", "second", "end", "Start"]),
        ("2025-05-30 10:30", ["2025-05-30", "10", "30"]),
        ("the U.S. and U.S.-led a.m.", ["the", "U.S.", "and", "U.S.-led", "a.m."]),
        ("Plan B. Ph.D.", ["Plan", "B", "Ph", "D"]),
        ("U.S.Army", ["U.S.", "Army"]),
        ("snake_case __init__", ["snake_case", "__init__"]),
        ("co\u00adoperate می\u200cخواهم", ["co\u00adoperate", "می\u200cخواهم"]),
        ("H2O B2B Q1", ["H2O", "B2B", "Q1"]),
        ("a🏽b", ["a🏽b"]),
    ],
)
def test_words_are_runs_joined_by_single_marks(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Xi's visit", ["Xi", "visit"]),
        ("Xi’s visit", ["Xi", "visit"]),
        ("the U.S.'s role", ["the", "U.S.", "role"]),
        ("the 1990's", ["the", "1990"]),
        ("the countries' role", ["the", "countries", "role"]),
        ("O'Brien's", ["O'Brien"]),
        ("O'sullivan", ["O'sullivan"]),
        ("CHINA'S", ["CHINA"]),
        ("China's-led", ["China's-led"]),
    ],
)
def test_a_possessive_s_is_left_out(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_a_possessive_s_is_no_word_of_its_own() -> None:
    assert word_at("Xi's", 1) == word_at("Xi's", 2) == Span(0, 2)
    assert word_at("Xi's", 3) is None
    assert word_at("Xi's", 4) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("$3.5 40% 5€ ￥300", ["$3.5", "40%", "5€", "￥300"]),
        ("US$3.5bn", ["US", "$3.5bn"]),
        ("$ 3 or 4 %, % and $", ["3", "or", "4", "and"]),
        ("$x x%", ["x", "x"]),
        ("$3-$5", ["$3", "$5"]),
    ],
)
def test_percent_and_currency_signs_stay_with_their_numbers(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("中国的人々", ["中", "国", "的", "人", "々"]),
        ("2025年5月", ["2025", "年", "5", "月"]),
        ("コーヒーとケーキ", ["コーヒー", "と", "ケーキ"]),
        ("らーめん", ["らーめん"]),
        ("ｺｰﾋｰ", ["ｺｰﾋｰ"]),
        ("한국어 기사", ["한국어", "기사"]),
        ("สวัสดี ชาวโลก", ["สวัสดี", "ชาวโลก"]),
        ("क्षत्रिय हैं।", ["क्षत्रिय", "हैं"]),
        ("e\u0301te\u0301", ["e\u0301te\u0301"]),
        ("\u0600\u0661\u0662", ["\u0600\u0661\u0662"]),
        ("𠀀𠀁", ["𠀀", "𠀁"]),
        ("Привет, мир", ["Привет", "мир"]),
    ],
)
def test_each_script_has_its_own_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_an_emoji_with_all_that_belongs_to_it_is_a_word() -> None:
    text = f"hi{FAMILY}🇨🇳🇷🇺 ❤\ufe0f☝🏻5\ufe0f\u20e3"
    assert words_of(text) == ["hi", FAMILY, "🇨🇳", "🇷🇺", "❤\ufe0f", "☝🏻", "5\ufe0f\u20e3"]


def test_a_letter_that_takes_the_next_character_along_makes_no_word_of_white_space() -> None:
    assert words_of("aൎ b") == ["a", "b"]
    assert words_of("aൎക bൎ") == ["aൎക", "bൎ"]


def test_punctuation_and_plain_symbols_are_in_no_word() -> None:
    assert words_of("… — “” © ™ + = § ※ 。，") == []


def test_the_word_at_an_index_holds_it_or_ends_there() -> None:
    text = "one, two"
    found = [word_at(text, index) for index in range(9)]
    one, two = Span(0, 3), Span(5, 8)
    assert found == [one, one, one, one, None, two, two, two, two]


def test_between_two_han_characters_the_word_is_the_one_that_follows() -> None:
    assert word_at("中国", 1) == Span(1, 2)


def test_an_empty_text_has_no_words() -> None:
    assert word_at("", 0) is None
    assert next_word("", 0) is None
    assert previous_word("", 0) is None


def test_outside_the_text_is_an_error() -> None:
    for ask in (word_at, next_word, previous_word):
        for index in (-1, 4):
            with pytest.raises(IndexError):
                ask("abc", index)
    with pytest.raises(IndexError):
        snap_to_words("abc", Span(2, 4))


def test_edges_inside_words_move_outward_to_whole_words() -> None:
    text = "Senior officials met."
    assert snap_to_words(text, Span(3, 10)) == Span(0, 16)


def test_edges_outside_words_stay_where_they_are() -> None:
    text = "Senior, officials met."
    assert snap_to_words(text, Span(6, 8)) == Span(6, 8)
    assert snap_to_words(text, Span(0, 6)) == Span(0, 6)
    assert snap_to_words(text, Span(17, 18)) == Span(17, 18)
    assert snap_to_words("中国人", Span(1, 2)) == Span(1, 2)


def test_snapping_to_words_cuts_no_cluster_between_them() -> None:
    assert snap_to_words("a =\u0338 b", Span(0, 3)) == Span(0, 4)


def test_an_empty_span_takes_no_word() -> None:
    assert snap_to_words("Senior", Span(3, 3)) == Span(3, 3)


def test_growing_to_the_right_finishes_the_word_and_then_takes_the_next() -> None:
    text = "Senior officials, met"
    assert next_word(text, 3) == Span(0, 6)
    assert next_word(text, 6) == Span(7, 16)
    assert next_word(text, 16) == Span(18, 21)
    assert next_word(text, 21) is None


def test_growing_to_the_left_finishes_the_word_and_then_takes_the_one_before() -> None:
    text = "Senior officials, met"
    assert previous_word(text, 20) == Span(18, 21)
    assert previous_word(text, 18) == Span(7, 16)
    assert previous_word(text, 7) == Span(0, 6)
    assert previous_word(text, 0) is None


def test_growing_from_within_the_marks_of_a_word_finishes_it() -> None:
    assert next_word("a U.S. b", 5) == Span(2, 6)
    assert previous_word("a $5 b", 3) == Span(2, 4)


@given(TEXTS)
def test_words_are_in_order_and_on_cluster_edges(text: str) -> None:
    words = all_words(text)
    for first, second in pairwise(words):
        assert first.stop <= second.start
    for word in words:
        assert word
        assert snap(text, word) == word


@given(TEXTS)
def test_the_words_of_a_neighbourhood_are_those_of_the_whole_text(text: str) -> None:
    assert all_words(text) == list(_words(text, Span(0, len(text))))


@given(TEXTS)
def test_all_questions_agree_on_the_words(text: str) -> None:
    words = all_words(text)
    for index in range(len(text) + 1):
        holding = [word for word in words if index in word] or [word for word in words if word.stop == index]
        assert word_at(text, index) == (holding[0] if holding else None)
        assert next_word(text, index) == next((word for word in words if word.stop > index), None)
        assert previous_word(text, index) == next((w for w in reversed(words) if w.start < index), None)


@given(TEXTS, st.data())
def test_snapping_to_words_is_outward_and_done_once(text: str, data: st.DataObject) -> None:
    places = st.integers(0, len(text))
    start, stop = sorted((data.draw(places), data.draw(places)))
    snapped = snap_to_words(text, Span(start, stop))
    assert snapped.start <= start
    assert snapped.stop >= stop or start == stop
    assert snap_to_words(text, snapped) == snapped
    assert not any(
        word.start < edge < word.stop for word in all_words(text) for edge in (snapped.start, snapped.stop) if snapped
    )


@given(TEXTS)
def test_every_letter_is_in_a_word_unless_it_is_a_possessive_s(text: str) -> None:
    held = {index for word in all_words(text) for index in range(word.start, word.stop)}
    for letter in regex.finditer(r"[\p{L}\p{N}]", text):
        assert letter.start() in held or letter[0] in "sSൎ"


@pytest.mark.parametrize(
    "line", ["Plain words, here. ", "一行普通的汉字，没有空格。", "한국어 기사 ", "😀😀", "नमस्ते दुनिया "]
)
def test_in_a_giant_paragraph_only_the_neighbourhood_is_read(line: str) -> None:
    text = line * (5_000_000 // len(line))
    word_at(text, 0)
    begun = perf_counter()
    for index in range(0, len(text), len(text) // 100):
        word_at(text, index)
        next_word(text, index)
        previous_word(text, index)
    assert perf_counter() - begun < 0.5
