"""Where giant lines are shown broken: never inside a character, and each stretch is short enough to be laid out."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.giants import LONGEST_LINE, breaks
from reader.domain.graphemes import snap
from reader.domain.span import Span

SENTENCE = "The flood closed 126 shops on the quay. "


def stretches(text: str) -> list[str]:
    edges = [0, *breaks(text), len(text)]
    return [text[start:stop] for start, stop in pairwise(edges)]


def test_a_usual_text_is_shown_as_it_is() -> None:
    assert list(breaks("")) == []
    assert list(breaks((SENTENCE * 100 + "\n\n") * 50)) == []
    assert list(breaks("x" * LONGEST_LINE)) == []


def test_a_giant_line_is_broken_after_sentences() -> None:
    parts = stretches("Short.\n\n" + SENTENCE * 5000 + "\n\nShort.")
    assert len(parts) > 50
    assert all(part.endswith("quay. ") for part in parts[:-1])


@pytest.mark.parametrize(
    "unit", ["word ", "这是一个没有空格的句子", "x", "👨‍👩‍👧", "e\u0301", "🇪🇺", "\u0301", "นั่งรถไฟ", " "]
)
def test_without_sentences_it_is_broken_between_words_else_between_characters(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    parts = stretches(text)
    assert "".join(parts) == text
    assert max(map(len, parts)) <= LONGEST_LINE
    for index in breaks(text):
        if unit != "\u0301":  # one character of forty thousand marks can only be shown broken
            assert snap(text, Span(index, index)).start == index


@given(st.text(alphabet="a .\n中👍🏽\u0301", min_size=1, max_size=12), st.integers(1, 4000))
def test_no_stretch_is_longer_than_a_line_may_be(unit: str, times: int) -> None:
    for part in stretches(unit * times):
        assert all(len(line) <= LONGEST_LINE for line in part.split("\n"))
