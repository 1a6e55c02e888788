"""Where a quote occurs in a text."""

import unicodedata
from collections.abc import Callable
from itertools import groupby, pairwise
from time import perf_counter

import pytest
import regex  # type: ignore[import-untyped]
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.domain import occurrences as module
from reader.domain.graphemes import snap
from reader.domain.occurrences import LONGEST, occurrences
from reader.domain.span import Span
from reader.domain.words import next_word

FAMILY = "👨\u200d👩\u200d👧\u200d👦"

PIECES = [
    *"abesSstTfFiIlLnkKjxXß ẞſKÅåéÉüǰŉΐΣσςİıŞ\u0307\u0301\u0308\u0323\u030a\u030cŁ",
    *"ﬀﬁﬂﬃﬅﬆևﬓ",
    *"\n\t \u00a0\u3000\u2000.,;\u037e'’-_5%`\u1fef$(*#[\\",
    *"中豈\uf900々アーｶﾞあกำา한가\u1112\u1161\u11ab\u0f73",
    *"👍🏽\ufe0f\u200d\u200b\u0600ൎ\u20e3ℹ🇨🇳क्षि",
    "ss",
    "SS",
    "  ",
    "\n\n",
    " \n ",
    "e\u0301",
    "U.S.",
    "x's",
    "le",
    FAMILY,
]
# Few pieces a text, so that it says the same again and again.
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5, unique=True).flatmap(
    lambda pieces: st.lists(st.sampled_from(pieces), max_size=14).map("".join)
)


_OTHER_FORMS: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.lower,
    str.title,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: unicodedata.normalize("NFC", text),
    lambda text: text.replace(" ", "\n\u3000"),
)


def found(text: str, quote: str, *, match_case: bool = False, whole_words: bool = False) -> list[str]:
    """What was found, as it stands in the text."""
    return [span.of(text) for span in occurrences(text, quote, match_case=match_case, whole_words=whole_words)]


def folded(text: str, match_case: bool) -> str:
    """Canonical (caseless) matching, as The Unicode Standard defines it in D145, without a word of ours."""
    text = unicodedata.normalize("NFD", text)
    return text if match_case else unicodedata.normalize("NFD", text.casefold())


def clusters(text: str) -> list[str]:
    return [cluster[0] for cluster in regex.finditer(r"\X", text)]


def runs(parts: list[str]) -> list[tuple[bool, str]]:
    return [(space, "".join(run)) for space, run in groupby(parts, str.isspace)]


def same(hit: list[str], quote: list[str], match_case: bool) -> bool:
    """Whether clusters of the text mean those of the quote."""
    theirs, ours = runs(hit), runs(quote)
    if [space for space, _ in theirs] != [space for space, _ in ours]:
        return False
    for (space, there), (_, here) in zip(theirs, ours, strict=True):
        if space and there.count("\n") > 1 and here.count("\n") < 2:
            return False
        if not space and folded(there, match_case) != folded(here, match_case):
            return False
    return True


def reference(text: str, quote: str, match_case: bool, whole_words: bool) -> list[Span]:
    """The rules, tried on each pair of edges."""
    wanted = clusters(quote)
    while wanted and wanted[0].isspace():
        wanted = wanted[1:]
    while wanted and wanted[-1].isspace():
        wanted = wanted[:-1]
    if not wanted:
        return []
    parts = clusters(text)
    edges = [0]
    for part in parts:
        edges.append(edges[-1] + len(part))
    within: set[int] = set()
    word = next_word(text, 0)
    while word:
        within |= set(range(word.start + 1, word.stop))
        word = next_word(text, word.stop)
    hits, first = [], 0
    while first < len(parts):
        for last in range(first + 1, len(parts) + 1):
            span = Span(edges[first], edges[last])
            if whole_words and {span.start, span.stop} & within:
                continue
            if same(parts[first:last], wanted, match_case):
                hits.append(span)
                first = last - 1
                break
        first += 1
    return hits


# The quote itself


@pytest.mark.parametrize("quote", ["", " ", "\n\t", "\u00a0\u3000"])
def test_a_blank_quote_is_nowhere(quote: str) -> None:
    assert found("a  b\n\n c", quote) == []


def test_a_quote_may_be_long_but_not_longer_than_the_limit() -> None:
    text = "x" * LONGEST
    assert found(text + "x", text) == [text]
    assert found(text + "x", text + "x") == []


@pytest.mark.parametrize("quote", ["a.b", "[x]", "(?i)", "$3.5", "\\d", "a|b", "^", "*", "#1", "x{2}", "-", "a b*"])
@pytest.mark.parametrize("whole_words", [True, False])
def test_what_is_special_in_regular_expressions_means_itself(quote: str, whole_words: bool) -> None:
    assert found(f"axb ({quote}) aab", quote, whole_words=whole_words) == [quote]


def test_white_space_around_the_quote_is_left_out() -> None:
    assert found("in Kello town", " Kello\n") == ["Kello"]


# Overlaps


def test_hits_do_not_overlap_and_the_leftmost_counts() -> None:
    assert [span.start for span in occurrences("aaaaa", "aa", match_case=True, whole_words=False)] == [0, 2]
    assert [span.start for span in occurrences("ababababa", "aba", match_case=True, whole_words=False)] == [0, 4]


def test_what_is_no_hit_hides_none_that_begins_within_it() -> None:
    # The first “x x” goes on into a word; the second begins at its second x.
    assert [span.start for span in occurrences("x x x", "x x", match_case=True, whole_words=True)] == [0]
    assert [span.start for span in occurrences("àx x x", "x x", match_case=True, whole_words=True)] == [3]


# White space


@pytest.mark.parametrize("space", [" ", "  ", "\t", "\u00a0", "\u3000", "\n", " \n ", "\u2009\n\t"])
def test_white_space_finds_white_space_and_goes_into_the_next_line(space: str) -> None:
    assert found(f"Mayor{space}Duarte said", "Mayor Duarte") == [f"Mayor{space}Duarte"]
    assert found("Mayor Duarte said", f"Mayor{space}Duarte") == ["Mayor Duarte"]


@pytest.mark.parametrize("space", ["\n\n", "\n \n", " \n\n\n", ""])
def test_a_hit_does_not_go_over_a_blank_line(space: str) -> None:
    assert found(f"Mayor{space}Duarte said", "Mayor Duarte") == []


def test_a_quote_of_two_paragraphs_finds_itself_however_they_are_parted() -> None:
    assert found("one\n\ntwo, one two, one\ntwo", "one\n\ntwo") == ["one\n\ntwo", "one two", "one\ntwo"]


def test_a_space_that_carries_an_accent_is_no_white_space() -> None:
    assert found("a \u0301b a  b", "a b") == ["a  b"]
    assert found("x \u0301b y \u0301", " \u0301") == [" \u0301", " \u0301"]


# Case


@pytest.mark.parametrize(
    ("text", "quote", "hits"),
    [
        ("CHEN chen Chen", "Chen", ["CHEN", "chen", "Chen"]),
        ("Straße STRASSE strasse STRAẞE", "Straße", ["Straße", "STRASSE", "strasse", "STRAẞE"]),
        ("Straße STRASSE strasse STRAẞE", "STRASSE", ["Straße", "STRASSE", "strasse", "STRAẞE"]),
        ("Σίσυφος ΣΊΣΥΦΟΣ σίσυφοσ", "ΣΊΣΥΦΟΣ", ["Σίσυφος", "ΣΊΣΥΦΟΣ", "σίσυφοσ"]),
        ("ﬁnd FIND find", "find", ["ﬁnd", "FIND", "find"]),
        ("eﬀort EFFORT", "effort", ["eﬀort", "EFFORT"]),
        ("find ﬁnd", "ﬁnd", ["find", "ﬁnd"]),
        ("5 K 5 K 5 k", "5 k", ["5 K", "5 K", "5 k"]),
        ("MOſT most", "MOST", ["MOſT", "most"]),
        ("aﬆer ASTER", "aster", ["aﬆer", "ASTER"]),
        ("МОСКВА Москва", "москва", ["МОСКВА", "Москва"]),
    ],
)
def test_without_match_case_the_full_case_folding_of_unicode_counts(text: str, quote: str, hits: list[str]) -> None:
    assert found(text, quote) == hits
    assert found(text, quote, whole_words=True) == hits


def test_with_match_case_the_characters_count() -> None:
    text = "Chen CHEN chen ﬁ fi ß ss"
    assert found(text, "Chen", match_case=True) == ["Chen"]
    assert found(text, "fi", match_case=True) == ["fi"]
    assert found(text, "ss", match_case=True) == ["ss"]


@pytest.mark.parametrize(
    ("text", "quote"), [("Straße", "s"), ("ß", "s"), ("ﬁ", "f"), ("ﬁ", "i"), ("aﬃb", "fi"), ("aßs", "aßss")]
)
def test_a_hit_neither_starts_nor_ends_within_what_one_character_is_folded_to(text: str, quote: str) -> None:
    assert found(text.removeprefix("Stra"), quote) == []


def test_a_hit_may_start_behind_characters_that_folding_makes_longer() -> None:
    assert [span.start for span in occurrences("ßßﬃİ ss x", "SS", match_case=False, whole_words=True)] == [5]
    assert [span.start for span in occurrences("ßßss", "SS", match_case=False, whole_words=False)] == [0, 1, 2]


@pytest.mark.parametrize(
    ("text", "quote", "hits"),
    [
        ("İSTANBUL istanbul ISTANBUL", "istanbul", ["istanbul", "ISTANBUL"]),
        (
            "İSTANBUL i\u0307stanbul I\u0307STANBUL istanbul",
            "İstanbul",
            ["İSTANBUL", "i\u0307stanbul", "I\u0307STANBUL"],
        ),
        ("ılık ILIK ilik", "ılık", ["ılık"]),
        ("ılık ILIK ilik", "ilik", ["ILIK", "ilik"]),
        ("İ", "i", []),
        ("i\u0307", "i", []),
    ],
)
def test_the_dots_of_turkish_letters_count(text: str, quote: str, hits: list[str]) -> None:
    assert found(text, quote) == hits


# Equivalent forms and clusters


@pytest.mark.parametrize("match_case", [True, False])
@pytest.mark.parametrize(
    ("text", "quote", "hits"),
    [
        ("caf\u00e9 cafe\u0301 cafe", "café", ["caf\u00e9", "cafe\u0301"]),
        ("caf\u00e9 cafe\u0301 cafe", "cafe\u0301", ["caf\u00e9", "cafe\u0301"]),
        ("caf\u00e9 cafe\u0301 cafe", "cafe", ["cafe"]),
        (
            "\u1ec7 e\u0323\u0302 e\u0302\u0323 \u1eb9\u0302",
            "\u1ec7",
            ["\u1ec7", "e\u0323\u0302", "e\u0302\u0323", "\u1eb9\u0302"],
        ),
        ("한글 \u1112\u1161\u11ab\u1100\u1173\u11af", "한글", ["한글", "\u1112\u1161\u11ab\u1100\u1173\u11af"]),
        ("\u1112\u1161\u11ab", "하", []),
        ("\u212b \u00c5 A\u030a", "\u00c5", ["\u212b", "\u00c5", "A\u030a"]),
        ("豈 \uf900", "豈", ["豈", "\uf900"]),
        ("x\u037e x;", "x;", ["x\u037e", "x;"]),
    ],
)
def test_equivalent_forms_are_the_same_characters(text: str, quote: str, hits: list[str], match_case: bool) -> None:
    assert found(text, quote, match_case=match_case) == hits


@pytest.mark.parametrize(
    ("text", "quote", "hits"),
    [
        (f"{FAMILY} 👩 👨", "👩", ["👩"]),
        (f"a {FAMILY}{FAMILY} b", FAMILY, [FAMILY, FAMILY]),
        ("👍🏽 👍", "👍", ["👍"]),
        ("❤\ufe0f ❤", "❤", ["❤"]),
        ("🇨🇳🇳🇨 🇳🇳", "🇳🇳", ["🇳🇳"]),
        ("🇨🇳🇨🇳", "🇨🇳", ["🇨🇳", "🇨🇳"]),
        ("5\ufe0f\u20e3 5", "5", ["5"]),
        ("क्षि क", "क", ["क"]),
        ("नमस्ते नम", "नम", ["नम", "नम"]),
    ],
)
@pytest.mark.parametrize("whole_words", [True, False])
def test_a_hit_holds_whole_clusters(text: str, quote: str, hits: list[str], whole_words: bool) -> None:
    if not whole_words or quote != "नम":
        assert found(text, quote, whole_words=whole_words) == hits


def test_arabic_marks_count_and_hamza_may_stand_apart() -> None:
    text = "السَّلام السلام أمة ا\u0654مة"
    assert found(text, "السلام") == ["السلام"]
    assert found(text, "السَّلام", whole_words=True) == ["السَّلام"]
    assert found(text, "أمة", whole_words=True) == ["أمة", "ا\u0654مة"]


# Whole words


@pytest.mark.parametrize(
    ("text", "quote", "hits"),
    [
        ("art, part, arts, art. Art’s (art) art", "art", 5),
        ("Xi’s visit, Xi; Xian", "Xi", 2),
        ("law-enforcement law", "law", 1),
        ("the U.S. and US", "US", 1),
        ("the U.S. and U.S.A. in the U.S", "U.S", 1),
        ("1,204.5 and 1,204 and 204", "204", 1),
        ("snake_case case", "case", 1),
        ("$3.5 and 3.5", "3.5", 1),
        ("é e\u0301t e\u0301", "é", 2),
        ("“Kello”, Kello… Kello—Kello; KELLO?", "Kello", 5),
        ("Straße Straßen", "strasse", 1),
    ],
)
def test_whole_words_are_those_of_the_rules_for_words(text: str, quote: str, hits: int) -> None:
    assert len(found(text, quote, whole_words=True)) == hits


@pytest.mark.parametrize(
    ("text", "quote", "hits"),
    [("5,\u06005 5", "5", 1), ("aൎ! aൎa a", "a", 2), ("aℹ\ufe0f aℹ a", "a", 2), ("ｶﾞa aｶﾞ", "a", 2), ("ൎa.b. b", "b", 1)],
)
def test_a_cluster_is_of_the_kind_of_its_first_character(text: str, quote: str, hits: int) -> None:
    assert list(occurrences(text, quote, match_case=True, whole_words=True)) == reference(text, quote, True, True)
    assert len(found(text, quote, match_case=True, whole_words=True)) == hits


@pytest.mark.parametrize(("quote", "hits"), [("(", 2), (").", 1), (", K", 1), ("👍", 2), ("”", 1)])
def test_an_edge_at_punctuation_or_an_emoji_is_free(quote: str, hits: int) -> None:
    assert len(found("a(b, K👍c👍 (d)”. e).f, Kello", quote, whole_words=True)) == hits


def test_in_chinese_each_occurrence_counts_as_whole_words() -> None:
    text = "中国愿意合作。陈文清表示，中国人民愿意。新中国"
    assert len(found(text, "中国", whole_words=True)) == len(found(text, "中国")) == 3


def test_a_run_of_thai_is_one_word() -> None:
    text = "ประเทศไทย ไทย"
    assert found(text, "ไทย", whole_words=True) == ["ไทย"]
    assert found(text, "ไทย") == ["ไทย", "ไทย"]


# Any text


@settings(max_examples=600)
@given(TEXTS, st.data(), st.booleans(), st.booleans())
def test_what_is_found_is_what_the_rules_say(
    text: str, data: st.DataObject, match_case: bool, whole_words: bool
) -> None:
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, min(len(text), first + 6)))
    other = data.draw(st.sampled_from(_OTHER_FORMS))
    for quote in (text[first:last], other(text[first:last])):
        hits = list(occurrences(text, quote, match_case=match_case, whole_words=whole_words))
        assert hits == reference(text, quote, match_case, whole_words)


@given(st.text("aAbB .", max_size=30), st.text("aAbB .", min_size=1, max_size=3), st.booleans())
@example("a. a.", "a.", True)
def test_in_plain_ascii_the_hits_are_those_of_str_find(text: str, quote: str, match_case: bool) -> None:
    quote = quote.strip()
    text = " ".join(text.split())
    hay, needle = (text, quote) if match_case else (text.lower(), quote.lower())
    naive, at = [], hay.find(needle) if needle and "  " not in needle else -1
    while at >= 0:
        naive.append(at)
        at = hay.find(needle, at + len(needle))
    if "  " not in quote:
        assert [hit.start for hit in occurrences(text, quote, match_case=match_case, whole_words=False)] == naive


@given(TEXTS, st.integers(0, 60), st.integers(1, 12), st.booleans())
def test_a_quote_is_found_where_it_was_taken_from_unless_a_hit_before_overlaps_it(
    text: str, first: int, length: int, match_case: bool
) -> None:
    parts = clusters(text)
    quote = parts[first : first + length]
    start = len("".join(parts[:first]))
    hits = list(occurrences(text, "".join(quote), match_case=match_case, whole_words=False))
    assert not quote or quote[0].isspace() or any(hit.start <= start < hit.stop for hit in hits)


@given(TEXTS, st.lists(st.sampled_from(PIECES), min_size=1, max_size=2).map("".join), st.booleans(), st.booleans())
def test_each_hit_is_the_quote_its_edges_are_those_of_clusters_and_no_two_overlap(
    text: str, quote: str, match_case: bool, whole_words: bool
) -> None:
    hits = list(occurrences(text, quote, match_case=match_case, whole_words=whole_words))
    for hit in hits:
        assert " ".join(folded(hit.of(text), match_case).split()) == " ".join(folded(quote, match_case).split())
        assert snap(text, hit) == hit
    assert all(before.stop <= after.start for before, after in pairwise(hits))


# Size


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("🇨🇳" * 20_000, "🇨🇳"),
        ("\u1100" * 30_000, "\u1100"),
        ("a-" * 100_000, "a"),
        ("a.," * 60_000, "a"),
        ("a\u0301" * 50_000, "á"),
        ("é" * 200_000, "É"),
        ("ไทย" * 60_000, "ไทย"),
        ("क्ष" * 30_000, "क्ष"),
        ("a " + " " * 200_000, "a b"),
    ],
)
@pytest.mark.parametrize("whole_words", [True, False])
def test_no_text_takes_more_than_in_proportion(text: str, quote: str, whole_words: bool) -> None:
    begin = perf_counter()
    for _ in occurrences(text, quote, match_case=False, whole_words=whole_words):
        pass
    assert perf_counter() - begin < 3


@pytest.mark.parametrize("quote", ["x;", "fiK", "xss", "fflx", "ast", "xe\u0301", "`x"])
def test_a_piece_that_folding_makes_of_something_else_is_not_what_a_text_must_have(quote: str) -> None:
    for text in ("x\u037e", "ﬁ\u212a", "xß", "xẞ", "ﬄx", "aﬆ", "aﬅ", "x\u00e9", "\u1fefx"):
        hits = list(occurrences(text, quote, match_case=False, whole_words=False))
        assert hits == reference(text, quote, False, False)


def test_a_text_without_the_surest_piece_of_the_quote_is_not_even_folded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(module, "_folded")
    assert found("“Nobody” was there", "Chen Wenqing") == []
