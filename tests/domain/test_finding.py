"""What was found in a text."""

from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.finding import Finding
from reader.domain.span import Span

HITS = (Span(2, 5), Span(5, 6), Span(10, 14))


def finding(*hits: Span) -> Finding:
    made = Finding(iter(hits))
    made.collect(10)
    return made


def test_hits_are_counted_and_told_by_number() -> None:
    found = finding(*HITS)
    assert (len(found), found.complete, [found[0], found[1], found[2]]) == (3, True, list(HITS))
    with pytest.raises(IndexError):
        found[3]


def test_nothing_found_leads_nowhere() -> None:
    found = finding()
    assert (len(found), found.at_or_after(3), found.before(3), found.step(-1, 1)) == (0, -1, -1, -1)
    assert list(found.within(Span(0, 9))) == []
    assert found.reaches(3)


@pytest.mark.parametrize(("index", "number"), [(0, 0), (2, 0), (3, 1), (6, 2), (10, 2), (11, 0)])
def test_the_next_hit_starts_at_a_place_or_behind_it_and_is_the_first_behind_the_last(index: int, number: int) -> None:
    assert finding(*HITS).at_or_after(index) == number


@pytest.mark.parametrize(("index", "number"), [(0, 2), (4, 2), (5, 0), (6, 1), (13, 1), (14, 2)])
def test_the_hit_before_stops_at_a_place_or_before_it_and_is_the_last_before_the_first(index: int, number: int) -> None:
    assert finding(*HITS).before(index) == number


def test_steps_go_round() -> None:
    found = finding(*HITS)
    assert [found.step(0, 1), found.step(2, 1), found.step(0, -1), found.step(1, 5)] == [1, 0, 2, 0]


def test_hits_are_gathered_in_slices_of_time_and_known_as_far_as_they_are() -> None:
    found = Finding(Span(10 * number, 10 * number + 2) for number in count())
    assert not found.reaches(0)
    assert not found.collect(0)
    first = len(found)
    assert not found.collect(0)
    assert len(found) > first > 0
    assert found.reaches(found[first].start)
    assert not found.reaches(found[len(found) - 1].start + 1)


def test_what_is_complete_asks_no_more() -> None:
    def once() -> Iterator[Span]:
        yield Span(0, 1)

    found = Finding(once())
    assert found.collect(0)
    assert found.collect(0)
    assert len(found) == 1


@given(st.lists(st.integers(1, 4), max_size=30), st.integers(0, 60), st.integers(0, 20))
def test_the_hits_within_a_span_are_those_that_overlap_it(lengths: list[int], start: int, length: int) -> None:
    stops = [sum(lengths[: number + 1]) for number in range(len(lengths))]
    hits = [Span(stop - size, stop) for stop, size in zip(stops, lengths, strict=True)][::2]
    span = Span(start, start + length)
    found = finding(*hits)
    assert [found[number] for number in found.within(span)] == [hit for hit in hits if hit.overlaps(span)]
