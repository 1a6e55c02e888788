"""The index of an article's annotations, held against a plain search through all of them."""

from hypothesis import given
from hypothesis import strategies as st

from reader.domain.annotation import Annotation, Status
from reader.domain.overlaps import AnnotationIndex, Places
from reader.domain.span import Span, fragments

spans = st.tuples(st.integers(0, 60), st.integers(1, 25)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


def annotation(number: int, *parts: Span) -> Annotation:
    return Annotation(number, f"uid{number}", 1, 1, fragments(parts), "quote", "", Status.ACCEPTED)


def ids(found: list[Annotation]) -> list[int]:
    return [a.id for a in found]


@given(
    first=st.lists(spans, max_size=25),
    changes=st.lists(st.tuples(st.integers(0, 30), st.none() | spans), max_size=25),
    asked=spans,
)
def test_after_any_changes_it_finds_what_a_search_through_all_finds(
    first: list[Span], changes: list[tuple[int, Span | None]], asked: Span
) -> None:
    there = {number: annotation(number, span) for number, span in enumerate(first)}
    known = sorted(there.values(), key=lambda a: a.place)
    places = Places([a.hull.start for a in known], [a.hull.stop for a in known], [a.id for a in known])
    index = AnnotationIndex(places, lambda ids: [there[number] for number in ids])
    for number, span in changes:
        if span is None:
            there.pop(number, None)
            index.discard(number)
        else:
            there[number] = annotation(number, span)
            index.put(there[number])
    ordered = sorted(there.values(), key=lambda a: (a.hull, a.id))
    assert index.ids() == ids(ordered)
    assert ids(index.covering(asked)) == [a.id for a in ordered if a.hull.overlaps(asked)]
    assert set(ids(index.covering(asked))) <= set(ids(index.cluster(asked)))
    behind = next((a for a in ordered if a.hull.start > asked.start), None)
    assert index.after(asked.start) == behind


@given(st.lists(spans, max_size=25), spans)
def test_a_cluster_holds_all_before_that_hang_together_with_what_is_asked_for(found: list[Span], asked: Span) -> None:
    index = AnnotationIndex.of(annotation(number, span) for number, span in enumerate(found))
    cluster = index.cluster(asked)
    if cluster:
        start = cluster[0].hull.start
        outside = [a for number in index.ids() if (a := index.get(number)) and a not in cluster]
        assert not any(a.hull.start < start < a.hull.stop for a in outside)


def test_at_a_place_the_shortest_comes_first_and_gaps_count_as_outside() -> None:
    index = AnnotationIndex.of(
        [annotation(1, Span(0, 30)), annotation(2, Span(5, 10)), annotation(3, Span(2, 4), Span(12, 20))]
    )
    assert ids(index.at(6)) == [2, 1]
    assert ids(index.at(3)) == [3, 1]


def test_neighbours_follow_the_order_of_the_text() -> None:
    index = AnnotationIndex.of([annotation(7, Span(9, 12)), annotation(3, Span(1, 4))])
    assert index.neighbour(3, 1) == index.get(7)
    assert index.neighbour(7, 1) is None
    assert index.neighbour(99, 1) is None
