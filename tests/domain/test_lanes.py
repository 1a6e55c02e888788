"""Lanes of spans: none that overlap share one, and what stands behind changes none."""

from hypothesis import given
from hypothesis import strategies as st

from reader.domain.lanes import Lanes, NestedLanes
from reader.domain.span import Span

spans = st.tuples(st.integers(0, 60), st.integers(1, 25)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
in_order = st.lists(spans, max_size=30).map(lambda found: sorted(found, key=lambda span: (span.start, -span.stop)))


def lanes(found: list[Span]) -> list[int]:
    giver = Lanes()
    return [giver.give(span) for span in found]


def nested_lanes(found: list[Span]) -> list[int]:
    giver = NestedLanes()
    return [giver.give(span) for span in found]


@given(in_order)
def test_those_that_overlap_never_share_a_lane(found: list[Span]) -> None:
    for given_lanes in (lanes(found), nested_lanes(found)):
        for number, span in enumerate(found):
            for other in range(number):
                if span.overlaps(found[other]):
                    assert given_lanes[number] != given_lanes[other]


@given(in_order)
def test_a_nested_span_never_has_a_lower_lane_than_one_that_it_lies_in(found: list[Span]) -> None:
    given_lanes = nested_lanes(found)
    for number, span in enumerate(found):
        for other, lane in zip(found[:number], given_lanes, strict=False):
            if other.start <= span.start and span.stop <= other.stop:
                assert given_lanes[number] > lane


@given(in_order)
def test_no_more_lanes_are_given_than_spans_lie_over_each_other(found: list[Span]) -> None:
    most = max((sum(index in span for span in found) for index in range(90)), default=0)
    assert max(lanes(found), default=-1) + 1 == most


def test_spans_that_only_touch_share_the_first_lane() -> None:
    touching = [Span(0, 5), Span(5, 9), Span(6, 8)]
    assert lanes(touching) == nested_lanes(touching) == [0, 0, 1]


def test_one_in_another_that_crosses_a_third_is_the_innermost() -> None:
    assert nested_lanes([Span(0, 5), Span(3, 30), Span(10, 12)]) == [0, 1, 2]
    assert lanes([Span(0, 5), Span(3, 30), Span(10, 12)]) == [0, 1, 0]
