"""What a label may be called, and which colour, key and uid it may have."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.label_rules import (
    LONGEST_NAME,
    proper_colour,
    proper_description,
    proper_key,
    proper_name,
    proper_uid,
    quoted,
    same_name,
)
from reader.domain.uid import new_uid
from reader.errors import CodebookError

UNSEEN = "A label needs a name that can be seen."
ONE_LINE = "The name of a label is one line, without tabs and other control characters."


@pytest.mark.parametrize(
    "name",
    [
        "Person",
        "Law or policy",
        "👨‍👩‍👧",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "شخص",
        "人物",
        "a" + "\u0301" * 59,
        "می‌خواهم",
        "=1+1",
        "“”",
        "1",
        "x" * 60,
    ],
)
def test_a_name_in_any_script_is_taken_as_it_is(name: str) -> None:
    assert proper_name(name) == name
    assert proper_name(f"\n {name}\u3000\t") == name


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", UNSEEN),
        (" \u00a0\u3000", UNSEEN),
        ("\u200b\u200d", UNSEEN),
        ("\u3164", UNSEEN),
        ("\u2800", UNSEEN),
        ("\u0301" * 60, UNSEEN),
        ("\u202e", UNSEEN),
        ("\ufeff", UNSEEN),
        ("Per\nson", ONE_LINE),
        ("Per\u2028son", ONE_LINE),
        ("Per\x85son", ONE_LINE),
        ("Per\tson", ONE_LINE),
        ("Per\x1b[31mson", ONE_LINE),
        ("Per\0son", ONE_LINE),
        ("x" * 61, "The name of a label has at most 60 characters; “xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…” has 61."),
    ],
)
def test_a_name_that_cannot_be_is_refused_with_the_reason(name: str, sentence: str) -> None:
    with pytest.raises(CodebookError) as caught:
        proper_name(name)
    assert str(caught.value) == sentence


def test_a_name_does_not_turn_the_direction_of_what_stands_after_it() -> None:
    assert proper_name("\u202eشخص\u2066") == "شخص"


@given(st.text())
def test_a_proper_name_is_proper_again_and_fit_to_be_stored(raw: str) -> None:
    try:
        name = proper_name(raw)
    except CodebookError:
        return
    assert proper_name(name) == name
    assert 0 < len(name) <= LONGEST_NAME
    assert name.encode()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Person", "PERSON"),
        ("Straße", "STRASSE"),
        ("Café", "cafe\u0301"),
        ("ﬁlm", "Film"),
        ("Ｐｅｒｓｏｎ", "person"),
        ("Law  or\u00a0policy", "law or policy"),
        ("Per\u200bson\u00ad", "Person"),
        ("ΣΙΣΥΦΟΣ", "σισυφος"),
        ("❤️", "❤"),
        ("İstanbul", "i̇stanbul"),
        ("㎒", "mhz"),
    ],
)
def test_names_that_look_the_same_are_the_same(one: str, other: str) -> None:
    assert same_name(one) == same_name(other)


@pytest.mark.parametrize(("one", "other"), [("Person", "Persons"), ("Cafe", "Café"), ("ı", "i"), ("人", "入")])
def test_names_that_differ_are_not_the_same(one: str, other: str) -> None:
    assert same_name(one) != same_name(other)


@given(st.text())
def test_a_name_is_the_same_in_every_normal_form_and_case(name: str) -> None:
    same = same_name(name)
    assert same_name(same) == same
    assert same_name(unicodedata.normalize("NFD", name)) == same
    assert same_name(unicodedata.normalize("NFKC", name)) == same
    assert same_name(name.casefold()) == same


@pytest.mark.parametrize(("raw", "colour"), [("#0072b2", "#0072B2"), (" #FFFFFF ", "#FFFFFF")])
def test_a_colour_is_kept_in_capitals(raw: str, colour: str) -> None:
    assert proper_colour(raw) == colour


@pytest.mark.parametrize(
    "raw", ["", "red", "#fff", "#12345", "#1234567", "0072B2", "#0072BG", "#００７２Ｂ２", "#0072B2\n#"]
)
def test_a_colour_of_another_form_is_refused(raw: str) -> None:
    with pytest.raises(CodebookError, match="is not a colour of the form #rrggbb"):
        proper_colour(raw)


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ("", ""),
        ("1", "1"),
        ("P", "p"),
        ("ß", "ß"),
        ("ẞ", "ß"),
        ("İ", "i"),
        ("ı", "ı"),
        ("e\u0301", "é"),
        ("É", "é"),
        ("Ω", "ω"),
        ("\u212a", "k"),
        ("ش", "ش"),
        ("Ж", "ж"),
        ("^", "^"),
        ("~", "~"),
        ("`", "`"),
        ("€", "€"),
        ("°", "°"),
        ("'", "'"),
        ("क्ष", "क्ष"),
        ("ー", "ー"),
    ],
)
def test_a_key_is_what_a_keyboard_sends_without_shift(raw: str, key: str) -> None:
    assert proper_key(raw) == key
    assert proper_key(key) == key


@pytest.mark.parametrize(
    "raw",
    [
        "ab",
        "👍",
        "👨‍👩‍👧",
        "🇫🇷",
        "لا",
        "\u0301",
        "\u200b",
        "\u00ad",
        "\x1b",
        "\0",
        "\ufffd",
        "\ue000",
        "p\u200b1",
        "p\u200d",
        "p\ufe0f",
        "p" + "\u0301" * 9,
    ],
)
def test_a_key_that_no_keyboard_sends_is_refused(raw: str) -> None:
    with pytest.raises(CodebookError, match="is not a key: it takes one character that a keyboard sends"):
        proper_key(raw)


@pytest.mark.parametrize("raw", [" ", "\t", "\n", "\u00a0", "\u3000"])
def test_white_space_is_no_key(raw: str) -> None:
    with pytest.raises(CodebookError, match="White space cannot be the key of a label"):
        proper_key(raw)


@pytest.mark.parametrize("raw", ["´", "¨", "¸", "ˇ", "˚", "˝"])
def test_an_accent_that_waits_for_its_letter_is_no_key(raw: str) -> None:
    with pytest.raises(CodebookError, match="waits for the letter that it goes on"):
        proper_key(raw)


@given(st.text(max_size=3))
def test_a_proper_key_is_proper_again_and_one_character(raw: str) -> None:
    try:
        key = proper_key(raw)
    except CodebookError:
        return
    assert proper_key(key) == key
    assert key == unicodedata.normalize("NFC", key)
    assert not key or not key.isspace()


def test_a_uid_is_written_as_a_uuid_is() -> None:
    uid = new_uid()
    assert proper_uid(f" {uid.upper()} ") == uid
    assert proper_uid("") == ""
    for raw in ("1", uid[:-1], f"{uid}0", uid.replace("-", "")):
        with pytest.raises(CodebookError, match="is not a uid"):
            proper_uid(raw)


def test_a_description_keeps_its_lines() -> None:
    assert proper_description(" Who\r\nand what. \n") == "Who\nand what."


def test_what_is_quoted_in_a_sentence_is_one_short_line_without_control_characters() -> None:
    assert quoted(" a\nb\x1b[31m ") == "“a\ufffdb\ufffd[31m”"
    assert quoted("x" * 31) == f"“{'x' * 30}…”"
