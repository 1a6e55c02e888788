"""The runs of equal text in two texts."""

from hypothesis import given
from hypothesis import strategies as st

from reader.domain.alignment import Alignment, Run
from reader.domain.span import Span

FIRST = "The mayor spoke at the harbour on Monday morning. "
SECOND = "Forty boats had left before the storm came in. "
THIRD = "Nobody in the old town slept that night at all. "


def test_equal_texts_are_one_run() -> None:
    assert Alignment(FIRST, FIRST).over(Span(0, 5)) == [Run(0, 0, len(FIRST))]


def test_a_run_ends_where_the_texts_part() -> None:
    runs = Alignment(FIRST + SECOND, FIRST + THIRD + SECOND).over(Span(0, len(FIRST + SECOND)))
    assert [(run.old, run.new, run.length) for run in runs] == [
        (0, 0, len(FIRST)),
        (len(FIRST) - 2, len(FIRST + THIRD) - 2, len(SECOND) + 2),  # both sentences before it end alike
    ]


def test_what_was_moved_is_known() -> None:
    alignment = Alignment(FIRST + SECOND + THIRD, SECOND + THIRD + FIRST)
    moved = [alignment.is_moved(run) for run in alignment.over(Span(0, len(FIRST + SECOND + THIRD)))]
    assert moved == [True, False]


def test_the_room_of_what_was_replaced_lies_between_its_neighbours() -> None:
    new = FIRST + "What stood here before is gone. " + THIRD
    room = Alignment(FIRST + SECOND + THIRD, new).room(Span(len(FIRST) + 6, len(FIRST) + 11))
    assert room.of(new) == "What stood here before is gone"  # the next run begins with the full stop


def test_a_piece_that_stands_twice_holds_nothing() -> None:
    assert Alignment(FIRST + FIRST, FIRST).over(Span(0, len(FIRST))) == []


@given(
    st.lists(st.sampled_from([FIRST, SECOND, THIRD, "a ", "新", "\n"])),
    st.lists(st.sampled_from([FIRST, SECOND, THIRD, "b"])),
)
def test_runs_are_equal_text_in_the_order_of_both_texts(one: list[str], other: list[str]) -> None:
    old, new = "".join(one), "".join(other)
    alignment = Alignment(old, new)
    runs = alignment.over(Span(0, len(old)))
    for run in runs:
        assert old[run.old : run.old_stop] == new[run.new : run.new_stop]
        assert run in alignment.over_new(Span(run.new, run.new_stop))
    assert [run.old for run in runs] == sorted(run.old for run in runs)
    kept = [run for run in runs if not alignment.is_moved(run)]
    assert [run.new for run in kept] == sorted(run.new for run in kept)
