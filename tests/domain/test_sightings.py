"""Groups of ids that pairs join."""

from hypothesis import given
from hypothesis import strategies as st

from reader.domain.sightings import joined

PAIRS = st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), max_size=15)


def test_pairs_that_share_an_end_join_one_group() -> None:
    assert joined([(3, 1), (5, 4), (3, 7), (9, 9)]) == [[1, 3, 7], [4, 5]]


@given(pairs=PAIRS)
def test_no_id_is_in_two_groups_and_both_ends_of_a_pair_are_in_one(pairs: list[tuple[int, int]]) -> None:
    groups = joined(pairs)
    everything = [one for group in groups for one in group]
    assert len(everything) == len(set(everything))
    for one, other in pairs:
        assert one == other or any({one, other} <= set(group) for group in groups)


@given(pairs=PAIRS)
def test_neither_the_order_nor_the_direction_of_the_pairs_counts(pairs: list[tuple[int, int]]) -> None:
    assert joined(pairs) == joined([(other, one) for one, other in reversed(pairs)])
