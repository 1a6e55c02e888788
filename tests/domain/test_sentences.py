"""Where the sentences of a paragraph begin and end."""

from itertools import pairwise
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.sentences import sentence_at, sentences
from reader.domain.span import Span
from reader.domain.structure import plain_structure
from reader.domain.text import normalise

PIECES = [
    *".!?…。！？।؟．",
    *"\"'”’»“«)]」,;:—a5",
    " ",
    " ",
    "\n",
    "\u00a0",
    "Mr.",
    " The ",
    "U.S.",
    "No.",
    "J.",
    "1.",
    "Jan.",
    "Ms Lee said",
    "word",
    "词",
    "[1]",
    ". . .",
    "😀",
    "\u0301",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)


def split(text: str) -> list[str]:
    return [sentence.of(text) for sentence in sentences(text, Span(0, len(text)))]


def assert_tiled(text: str, within: Span) -> None:
    parts = list(sentences(text, within))
    edges = [within.start, *(edge for part in parts for edge in (part.start, part.stop)), within.stop]
    assert edges == sorted(edges)
    for part in parts:
        assert part.of(text) == part.of(text).strip() != ""
    for stop, start in list(pairwise(edges))[::2]:
        assert text[stop:start].strip() == ""


def assert_found_alike(text: str, within: Span) -> None:
    """Asking at each index is the same as reading all sentences."""
    parts = list(sentences(text, within))
    for index in range(within.start, within.stop + 1):
        found = sentence_at(text, index, within)
        if parts:
            assert found == ([part for part in parts if part.start <= index] or parts[:1])[-1]
        else:
            assert not found


@pytest.mark.parametrize(
    "parts",
    [
        ["It rained.", "We stayed in."],
        ["Did it rain?", "It did!", "Yes…", "Well..."],
        ["What?!", "Never!!!", "So be it."],
        ["It rained . . . and stopped.", "We left."],
        ["The end . . .", "Not quite."],
        ["A sentence without an end"],
        ["She left (in a hurry).", "He stayed.", "(They knew.)", "Nobody spoke."],
        ["He said “we won.”", "She said ‘no.’", "They left."],
        ['He said "we won."', "'Good.'", "They left."],
        ["“We won.", "We are glad.”", "He smiled."],
        ["This is known.[3]", "That is not.[12][13]", "So it goes."],
    ],
)
def test_sentences_end_at_marks_and_take_their_quotes_along(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "sentence",
    [
        "Shares of example.com rose 3.5 percent to $1,204.50 today.",
        '"Stop!" he said.',
        "“Is it over?” asked the man.",
        "It ended... and began again.",
        "It ended… and began again.",
        "“Why?” Ms. Lee asked.",
        "“Why now!” Prime Minister Anna de Vries shouted.",
        "The band Wham! and the firm Yahoo! are old.",
        "Is it (really?), one asks.",
        "“Enough!”, they cried.",
        "“Enough!” — so they cried.",
    ],
)
def test_a_sentence_goes_on_where_lower_case_a_comma_or_the_speaker_follows(sentence: str) -> None:
    assert split(sentence) == [sentence]


@pytest.mark.parametrize(
    "parts",
    [
        ["Enough.", "—"],
        ["They met Mr. Smith, Mrs. Jones and Dr. No.", "All went well."],
        ["Gen. Lee, Sen. Hill and Rep. Wood spoke to Prof. Chen.", "Nobody heard."],
        ["MR. SMITH WENT.", "HE CAME BACK."],
        ["It was J. Smith and A. B. Chen.", "Both left."],
        ["It was J. He and K. In who called.", "They left."],
        ["The U.S. A-10 flew.", "It landed."],
        ["It is in the U.S. 12.", "The rest is not."],
        ["He wrote .NET code.", ".NET is old."],
        ["It was J.R.R. Tolkien.", "He wrote."],
        ["It is about vitamin C.", "The doctor knew."],
        ["He moved to the U.S.", "The army was there.", "The U.S. Army stayed."],
        ["It opens at 9 a.m. Monday.", "It closes at 5 p.m.", "He knew."],
        ["He lives in Washington, D.C.", "But he works in the U.S.", "In May he left."],
        ["Some fruit, e.g. Apples, i.e. The red ones.", "Eat."],
        ["On Jan. 5 they met.", "They agreed in Dec.", "It held."],
        ["It happened on Jan. 5.", "The men left."],
        ["Apple Inc. Chief Tim Cook sold Acme Corp.", "The price rose."],
        ["See No. 5 and Fig. 2 and pp. 3.", "She said no.", "Then she left."],
        ["Roe v. Wade and us vs. Them are cases.", "They matter."],
        ["He lives on Main St.", "The house is in St. Louis."],
        ["Martin Luther King Jr. Day came.", "He, his sons, etc.", "They all came."],
        ["She has a Ph.D.", "It helps.", "A Ph.D. Student came."],
        ["Smith et al. Wrote it.", "It sold."],
    ],
)
def test_the_period_of_an_abbreviation_ends_a_sentence_only_where_one_surely_begins(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


def test_an_abbreviation_at_the_end_of_the_paragraph_ends_its_sentence() -> None:
    assert split("He moved to the U.S.") == ["He moved to the U.S."]
    assert split("They met Mr. \n") == ["They met Mr."]


def test_the_numbers_of_a_list_stay_with_their_items() -> None:
    parts = ["1. Buy milk.", "2. Sell it.", "10. Go home."]
    assert split(" ".join(parts)) == split("\n".join(parts)) == parts


def test_a_number_far_behind_the_word_before_it_is_not_of_a_list() -> None:
    assert split(f"They were{' ' * 50}12. All left.") == [f"They were{' ' * 50}12.", "All left."]


def test_a_straight_quote_before_white_space_closes_whatever_came_before() -> None:
    assert split('他说"好。" 走了。"\n她。') == ['他说"好。"', '走了。"', "她。"]


def test_a_number_at_the_end_of_a_sentence_ends_it() -> None:
    parts = ["They were 12.", "The youngest was 5.", "It was 1990.", "All left."]
    assert split(" ".join(parts)) == parts


def test_a_name_in_camel_case_may_open_a_sentence() -> None:
    assert split("They sold it. eBay bought it.") == ["They sold it.", "eBay bought it."]


@pytest.mark.parametrize(
    "parts",
    [
        ["他走了。", "她也走了！", "为什么？", "没人知道。"],
        ["他说：“我走了。”", "她没说话。"],
        ["他走了。", "“你好。”", "‘好。’", "完。"],
        ["她说“好。", "你呢？”"],
        ["好。\ufe00", "走！\ufe0f", "完"],
        ["“走吧！”", "（他们走了。）", "『好。』", "完。"],
        ["他说：“真的吗？”，然后走了。"],
        ["他走了……然后回来了。", "完。"],
        ["彼は行った。", "「はい。」", "終わり｡", "本当。"],
        ["价格是３．５元．", "他买了．", "完。"],
        ["他走了。", '"你好。"', "她说。"],
        ["他走了。", '"你好，"她说。'],
    ],
)
def test_chinese_and_japanese_marks_need_no_white_space(parts: list[str]) -> None:
    assert split("".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["यह एक है।", "वह दो है॥", "अंत"],
        ["هل هذا صحيح؟", "نعم، هذا صحيح.", "انتهى"],
        ["یہ ایک ہے۔", "وہ دو ہے۔"],
        ["ငါစားတယ်။", "သူသွားတယ်။"],
        ["ខ្ញុំទៅ។", "គាត់មក។"],
        ["ሰላም ነው።", "ደህና ነው።"],
        ["Սա մեկն է։", "Սա երկուսն է։"],
        ["ეს ერთია.", "ეს ორია."],
        ["Он ушёл.", "Она, т.е. Анна, осталась.", "И т.д.", "Всё прочёл А. С. Пушкин."],
        ["Τι είναι;", "Είναι αυτό."],
        ["¿Qué pasa?", "¡Nada!", "Bien."],
        ["« Oui. »", "Il partit.", "« Non ! » dit-elle."],
        ["Er sagte: „Ja.“", "»Nein.«", "Am 3. Oktober ging er, d.h. Er kam nicht."],
    ],
)
def test_other_scripts_and_languages_have_their_marks(parts: list[str]) -> None:
    parts = [part.replace("Τι είναι;", "Τι είναι\u037e") for part in parts]
    assert split(" ".join(parts)) == parts


def test_scripts_with_marks_of_their_own_need_no_white_space_after_them() -> None:
    assert split("یہ ہے۔وہ ہے۔") == ["یہ ہے۔", "وہ ہے۔"]
    assert split("यह है।वह है।") == ["यह है।", "वह है।"]


def test_a_line_break_inside_a_paragraph_is_white_space() -> None:
    assert split("One line\ngoes on.\nAnother\n  starts.") == ["One line\ngoes on.", "Another\n  starts."]


def test_nothing_outside_the_paragraph_is_looked_at() -> None:
    text = "One. Two. three. Four."
    assert [part.of(text) for part in sentences(text, Span(5, 9))] == ["Two."]
    assert [part.of(text) for part in sentences(text, Span(6, 9))] == ["wo."]
    assert sentence_at(text, 7, Span(6, 9)) == Span(6, 9)


def test_a_blank_paragraph_has_no_sentence() -> None:
    assert split("") == split(" \n ") == []
    assert not sentence_at(" \n ", 1, Span(0, 3))


def test_the_sentence_at_an_index_holds_it_or_stands_before_it() -> None:
    text = "  One.  Two. "
    within = Span(0, len(text))
    one, two = Span(2, 6), Span(8, 12)
    assert [sentence_at(text, index, within) for index in range(14)] == [one] * 8 + [two] * 6


def test_between_two_chinese_sentences_the_caret_is_in_the_second() -> None:
    assert sentence_at("好。走。", 2, Span(0, 4)) == Span(2, 4)


def test_outside_the_paragraph_is_an_error() -> None:
    for index in (1, 7):
        with pytest.raises(ValueError, match="outside the paragraph"):
            sentence_at("One. Two.", index, Span(2, 6))


@given(TEXTS)
def test_sentences_tile_any_text(text: str) -> None:
    assert_tiled(text, Span(0, len(text)))


@given(TEXTS, st.data())
def test_sentences_tile_any_part_of_a_text(text: str, data: st.DataObject) -> None:
    places = st.integers(0, len(text))
    start, stop = sorted((data.draw(places), data.draw(places)))
    assert_tiled(text, Span(start, stop))


@given(TEXTS)
def test_the_sentence_at_an_index_is_one_of_the_sentences(text: str) -> None:
    assert_found_alike(text, Span(0, len(text)))


@given(st.lists(TEXTS, min_size=5, max_size=30), st.integers(1, 3))
def test_the_sentence_is_the_same_when_only_a_part_of_the_paragraph_is_read(texts: list[str], words: int) -> None:
    text = f" {'word ' * words * 80}".join(texts)
    within = Span(0, len(text))
    parts = list(sentences(text, within))
    for part in parts:
        assert sentence_at(text, part.start, within) == part
        assert sentence_at(text, part.stop - 1, within) == part


def test_the_caret_in_a_real_article_finds_its_sentence(samples: Path) -> None:
    text = normalise((samples / "xinhua-2025-05-30.txt").read_text(encoding="utf-8"))
    caret = text.index("Chen also attended") + 8
    block = next(block for block in plain_structure(text, titled=True) if caret in block.span)
    sentence = sentence_at(text, caret, block.span).of(text)
    assert sentence.startswith("Chen also attended")
    assert sentence.endswith("Cooperation Organization.")
    assert len(list(sentences(text, block.span))) == 3


@pytest.mark.parametrize(
    "pattern",
    ["*.txt", "derived_date_title/zh_cctv/*.txt", "text_public_domain/*/*.txt", "brat_nlplab/corpora/*/*.txt"],
)
def test_the_sentences_of_real_texts_tile_their_paragraphs(samples: Path, pattern: str) -> None:
    paths = sorted(samples.glob(pattern))
    assert paths
    for path in paths:
        text = normalise(path.read_text(encoding="utf-8"))
        for block in plain_structure(text, titled=False):
            assert_tiled(text, block.span)
            for part in sentences(text, block.span):
                assert sentence_at(text, part.start, block.span) == part


@pytest.mark.parametrize(
    "line", ["Mr. Smith said so. The men left! ", "他走了。她说：“好。”", "1. ", "! ", "J. ", ". "]
)
def test_the_sentences_of_a_megabyte_are_found_in_a_moment(line: str) -> None:
    text = line * (1_000_000 // len(line))
    begun = perf_counter()
    assert sum(1 for _ in sentences(text, Span(0, len(text))))
    assert perf_counter() - begun < 5


def test_one_sentence_of_a_giant_paragraph_is_found_at_once() -> None:
    text = "Mr. Smith said so. The men left! " * 150_000
    begun = perf_counter()
    for index in range(0, len(text), len(text) // 100):
        sentence_at(text, index, Span(0, len(text)))
    assert perf_counter() - begun < 1
