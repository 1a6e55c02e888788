"""The words that tell that something is said."""

import pytest

from reader.domain.cues import cues, names_claimant_after
from reader.domain.span import Span


def found(text: str) -> list[str]:
    return [cue.of(text) for cue in cues(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“It held,” Duarte said.", ["said"]),
        ("According to the board, it held.", ["According to"]),
        ("She pointed  out that it held.", ["pointed  out"]),
        ("Duarte sagte, die Mauer halte.", ["sagte"]),
        ("Le mur tient, a déclaré Duarte.", ["déclaré"]),
        ("Стена выдержала, сказал Дуарте.", ["сказал"]),
        ("وقال إن الجدار صمد.", ["وقال"]),
        ("杜阿尔特表示城墙没有倒。", ["表示"]),
    ],
)
def test_cues_of_many_languages_are_found(text: str, words: list[str]) -> None:
    assert found(text) == words


def test_a_cue_is_a_word_of_its_own() -> None:
    assert found("The aforesaid wall, unsaid things.") == []


def test_cues_are_found_in_their_part_of_the_text_alone_in_its_order() -> None:
    text = "He said it. She warned, he added. They said so."
    assert [cue.of(text) for cue in cues(text, Span(12, 33))] == ["warned", "added"]


def test_some_cues_come_before_the_claimant() -> None:
    assert names_claimant_after("According to")
    assert not names_claimant_after("said")
