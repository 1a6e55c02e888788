"""The choices of an attribute, and scales of verdicts."""

import pytest

from reader.domain.choices import paired, paired_scales, proper_choices, proper_scales, rated_otherwise
from reader.errors import CodebookError

TRUTH = "Truth: false, half true, true"


def test_choices_are_trimmed_and_empty_lines_left_out() -> None:
    assert proper_choices([" low ", "", "high"]) == ("low", "high")


def test_a_choice_stands_there_once() -> None:
    with pytest.raises(CodebookError, match="stands there twice"):
        proper_choices(["low", "Low"])


def test_a_scale_is_written_in_one_way() -> None:
    assert proper_scales(["Truth:false ,half true,  true"]) == (TRUTH,)


@pytest.mark.parametrize("lines", [[], ["Truth"], ["Truth: true"], ["Truth: true, true"], [TRUTH, "truth: no, yes"]])
def test_what_is_no_scale_is_refused(lines: list[str]) -> None:
    with pytest.raises(CodebookError):
        proper_scales(lines)


def test_a_line_between_the_same_neighbours_took_the_place_of_the_other() -> None:
    assert paired(["low", "middle", "high"], ["low", "medium", "high"]) == {"middle": "medium"}


def test_a_line_that_went_has_none_in_its_place() -> None:
    assert paired(["low", "middle", "high"], ["low", "high"]) == {}


def test_a_verdict_follows_its_scale_and_its_rating_to_their_new_names() -> None:
    now = ["Truth: wrong, half true, true"]
    renamed = paired_scales([TRUTH], now)
    assert rated_otherwise("Truth", "false", [TRUTH], now, renamed) == ("Truth", "wrong")


def test_a_verdict_whose_scale_is_gone_is_none() -> None:
    assert rated_otherwise("Truth", "false", [TRUTH], [], {}) == ("", "")
