"""Grapheme clusters are never cut."""

from pathlib import Path
from time import perf_counter

import pytest
import regex  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.graphemes import certain_edge, next_edge, previous_edge, snap
from reader.domain.span import Span

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
PIECES = [
    FAMILY,
    "👍🏽",
    "❤\ufe0f\u200d🔥",
    "🇨🇳",
    "🇷",
    "🇺🇳🇪",
    "ᄒ",
    "ᅡ",
    "ᆫ",
    "한",
    "하",
    "क्ष",
    "क्\u200dष",
    "क",
    "्",
    "ি",
    "นี้",
    "e\u0301\u0308",
    "\u0301",
    "\u200d",
    "\u200c",
    "\ufe0f",
    "\u0600",
    "\u0600١",
    "ൎ",
    "\u1cf5",
    "𑨺",
    "5\ufe0f\u20e3",
    "\n",
    "\u00ad",
    "\u200b",
    "😀",
    "©",
    "a",
    " ",
    "中",
    "я",
    ".",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def edges_of(text: str) -> list[int]:
    return [0, *(cluster.end() for cluster in regex.finditer(r"\X", text))]


def assert_edges(text: str, edges: list[int]) -> None:
    for index in range(len(text) + 1):
        assert previous_edge(text, index) == max((edge for edge in edges if edge < index), default=0)
        assert next_edge(text, index) == min((edge for edge in edges if edge > index), default=len(text))


def test_a_span_that_ends_inside_a_family_takes_all_of_it() -> None:
    text = f"The {FAMILY} left"
    assert snap(text, Span(0, 6)) == Span(0, 4 + len(FAMILY))
    assert snap(text, Span(6, 13)) == Span(4, 13)


def test_flags_are_snapped_in_pairs_from_the_start_of_their_run() -> None:
    text = "x🇨🇳🇷🇺🇧🇷"
    assert snap(text, Span(2, 4)) == Span(1, 5)
    assert snap(text, Span(3, 5)) == Span(3, 5)


def test_a_letter_keeps_its_marks() -> None:
    assert snap("cafe\u0301 noir", Span(0, 4)) == Span(0, 5)


def test_a_span_on_edges_stays() -> None:
    assert snap("plain", Span(1, 3)) == Span(1, 3)
    assert snap("", Span(0, 0)) == Span(0, 0)


def test_an_empty_span_stays_empty_at_the_start_of_its_cluster() -> None:
    assert snap("ae\u0301b", Span(2, 2)) == Span(1, 1)
    assert snap("ab", Span(2, 2)) == Span(2, 2)


def test_the_edges_around_an_index_are_before_it_and_after_it() -> None:
    text = "ae\u0301b"
    assert [previous_edge(text, index) for index in range(5)] == [0, 0, 1, 1, 3]
    assert [next_edge(text, index) for index in range(5)] == [1, 3, 3, 4, 4]


def test_outside_the_text_is_an_error() -> None:
    for ask in (previous_edge, next_edge):
        for index in (-1, 4):
            with pytest.raises(IndexError):
                ask("abc", index)
    with pytest.raises(IndexError):
        snap("abc", Span(1, 4))


@given(TEXTS)
def test_the_edges_are_those_of_the_whole_text(text: str) -> None:
    assert_edges(text, edges_of(text))


@given(TEXTS, st.data())
def test_snapping_is_snapping_to_the_edges_of_the_whole_text(text: str, data: st.DataObject) -> None:
    places = st.integers(0, len(text))
    start, stop = sorted((data.draw(places), data.draw(places)))
    edges = edges_of(text)
    floor = max(edge for edge in edges if edge <= start)
    ceiling = min(edge for edge in edges if edge >= stop) if start < stop else floor
    snapped = snap(text, Span(start, stop))
    assert snapped == Span(floor, ceiling)
    assert snap(text, snapped) == snapped


@pytest.mark.parametrize("following", ["क", "a", "ᄀ", "한", "🇨", "\u0600", "\n"])
def test_no_character_makes_a_certain_edge_where_it_joins_the_next(following: str) -> None:
    """For each version of Unicode may bring characters that join in a way of their own."""
    joined = [
        f"U+{code:04X}"
        for code in (*range(0xD800), *range(0xE000, 0xFB00), *range(0x10000, 0x20000))
        if certain_edge(pair := chr(code) + following, 1) == 1 and regex.match(r"\X", pair).end() == 2
    ]
    assert joined == []


def test_every_line_of_the_unicode_test_holds(samples: Path) -> None:
    lines = (samples / "unicode_testdata" / "GraphemeBreakTest.txt").read_text(encoding="utf-8").splitlines()
    cases = [case for line in lines if (case := line.partition("#")[0].strip())]
    assert len(cases) > 600
    for case in cases:
        clusters = [
            "".join(chr(int(code, 16)) for code in cluster.replace("×", " ").split())
            for cluster in case.strip("÷ ").split("÷")
        ]
        # Unicode 17 no longer joins U+2701, but still U+2702 (L2/25-006, item 5.1); earlier versions join both.
        clusters = [cluster.replace("\u2701", "\u2702") for cluster in clusters]
        edges = [len("".join(clusters[:count])) for count in range(len(clusters) + 1)]
        assert_edges("".join(clusters), edges)
        after_a_line = [0, 1, *(edge + 2 for edge in edges)]
        assert_edges("a\n" + "".join(clusters), after_a_line)


def test_every_emoji_sequence_is_one_cluster(samples: Path) -> None:
    lines = (samples / "unicode_testdata" / "emoji-zwj-sequences.txt").read_text(encoding="utf-8").splitlines()
    rows = [row for line in lines if (row := line.partition("#")[0].strip())]
    assert len(rows) > 1000
    for row in rows:
        emoji = "".join(chr(int(code, 16)) for code in row.partition(";")[0].split())
        text = f"a{emoji}{emoji}b"
        for index in range(2, len(emoji) + 1):
            assert snap(text, Span(index - 1, index)) == Span(1, 1 + len(emoji))


@pytest.mark.parametrize("line", ["Plain words. ", "一行普通的汉字。", "한국어 기사 ", "हिन्दी में ", "😀😀 "])
def test_in_a_giant_text_only_the_neighbourhood_is_read(line: str) -> None:
    text = line * (5_000_000 // len(line))
    snap(text, Span(0, 1))
    begun = perf_counter()
    for index in range(0, len(text), len(text) // 100):
        snap(text, Span(index, index + 1))
    assert perf_counter() - begun < 0.5


def test_a_long_run_of_flags_is_no_trap() -> None:
    text = "🇨🇳" * 100_000
    begun = perf_counter()
    assert snap(text, Span(100_001, 100_003)) == Span(100_000, 100_004)
    assert perf_counter() - begun < 2
