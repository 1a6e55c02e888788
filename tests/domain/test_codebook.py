"""The tree of labels: its order, whatever a file says of it, and what its changes leave."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.codebook import RESERVED_KEYS, Codebook, Label, LabelKind
from reader.domain.codebook_edits import merged, moved, without
from reader.errors import CodebookError

ENTITY, CLAIM = LabelKind.ENTITY, LabelKind.CLAIM


def label(
    label_id: int, parent_id: int | None = None, *, kind: LabelKind = ENTITY, position: int | None = None
) -> Label:
    number = label_id if position is None else position
    return Label(label_id, f"uid{label_id}", kind, f"L{label_id}", "#123456", "", "", parent_id, number, False)


def book(*labels: Label) -> Codebook:
    return Codebook(labels)


def shape(codebook: Codebook) -> list[tuple[int, int]]:
    return [(found.id, depth) for found, depth in codebook.in_order()]


IDS = st.integers(1, 8)
FOREIGN = st.lists(
    st.tuples(IDS, st.none() | st.integers(0, 9), st.sampled_from(LabelKind), st.integers(0, 3)),
    unique_by=lambda row: row[0],
).map(lambda rows: Codebook(tuple(label(i, parent, kind=kind, position=at) for i, parent, kind, at in rows)))


@st.composite
def trees(draw: st.DrawFn) -> Codebook:
    """Codebooks without circles, in the order of their tree."""
    found: list[Label] = []
    for label_id in range(1, draw(st.integers(1, 9)) + 1):
        kind = draw(st.sampled_from(LabelKind))
        parents = [None, *(other.id for other in found if other.kind is kind)]
        found.append(label(label_id, draw(st.sampled_from(parents)), kind=kind))
    return Codebook(tuple(found)).numbered()


def test_labels_come_with_those_nested_under_them_in_the_order_of_their_siblings() -> None:
    codebook = book(label(1), label(2), label(3, 1), label(4, 3), label(5, 1), label(6, kind=CLAIM))
    assert shape(codebook) == [(1, 0), (3, 1), (4, 2), (5, 1), (2, 0), (6, 0)]


def test_entities_come_before_claims() -> None:
    assert shape(book(label(1, kind=CLAIM), label(2), label(3, 1, kind=CLAIM))) == [(2, 0), (1, 0), (3, 1)]


def test_a_parent_that_is_nowhere_or_of_the_other_kind_is_passed_over() -> None:
    codebook = book(label(1, 99), label(2, 3), label(3, kind=CLAIM))
    assert shape(codebook) == [(1, 0), (2, 0), (3, 0)]
    assert codebook.parent(codebook.by_id(2)) is None
    assert codebook.children(3) == ()


def test_labels_in_a_circle_come_all_the_same() -> None:
    assert shape(book(label(1, 2), label(2, 1), label(3, 3), label(4, 2))) == [(3, 0), (1, 0), (2, 1), (4, 2)]


def test_nesting_may_be_deep() -> None:
    codebook = book(*(label(number, number - 1 or None) for number in range(1, 5001)))
    assert codebook.in_order()[-1][1] == 4999
    assert codebook.is_within(5000, 1)


@given(FOREIGN)
def test_every_label_comes_once_and_not_without_the_label_above_it(codebook: Codebook) -> None:
    order = codebook.in_order()
    assert sorted(found.id for found, _ in order) == sorted(found.id for found in codebook.labels)
    path: list[Label] = []
    for found, depth in order:
        assert depth <= len(path)
        del path[depth:]
        assert depth == 0 or codebook.parent(found) == path[-1]
        path.append(found)


@given(FOREIGN)
def test_numbers_follow_the_order_and_are_left_alone_where_they_do(codebook: Codebook) -> None:
    numbered = codebook.numbered()
    assert [found.id for found in numbered.labels] == [found.id for found, _ in codebook.in_order()]
    positions = [found.position for found in numbered.labels]
    assert positions == sorted(set(positions))
    assert numbered.numbered() == numbered


def test_a_position_that_fits_is_not_changed() -> None:
    codebook = book(label(1, position=10), label(2, position=30))
    assert codebook.numbered() == codebook


def test_drafts_name_the_label_above() -> None:
    drafts = book(label(1), label(2), label(3, 1), label(4, 3)).drafts()
    assert [(draft.name, draft.parent) for draft in drafts] == [("L1", ""), ("L3", "L1"), ("L4", "L3"), ("L2", "")]


def test_the_keys_that_the_text_uses_are_reserved() -> None:
    assert set("aroegcld[]/?") == RESERVED_KEYS


def test_a_label_is_moved_before_another() -> None:
    codebook = moved(book(label(1), label(2), label(3)), 3, None, 2)
    assert shape(codebook) == [(1, 0), (3, 0), (2, 0)]


def test_a_label_is_moved_with_all_that_is_nested_under_it() -> None:
    codebook = moved(book(label(1), label(2), label(3, 1), label(4, 3)), 3, 2, None)
    assert shape(codebook) == [(1, 0), (2, 0), (3, 1), (4, 2)]


def test_a_label_without_a_place_given_becomes_the_last_of_its_siblings() -> None:
    codebook = moved(book(label(1), label(2), label(3, 2), label(4)), 1, 2, None)
    assert shape(codebook) == [(2, 0), (3, 1), (1, 1), (4, 0)]


def test_a_label_moved_before_itself_stays() -> None:
    codebook = book(label(1), label(2, 1), label(3, 1))
    assert moved(codebook, 2, 1, 2) == codebook


@pytest.mark.parametrize(
    ("label_id", "parent_id", "before_id", "sentence"),
    [
        (1, 1, None, "“L1” cannot be nested under itself."),
        (1, 3, None, "“L1” cannot be nested under “L3”, which is nested under it."),
        (1, 4, None, "“L1” is for entities and “L4” for claims: only labels of one kind can be nested."),
        (1, None, 2, "“L1” cannot stand before “L2” there: that stands elsewhere."),
        (1, None, 4, "“L1” cannot stand before “L4” there: that stands elsewhere."),
        (2, None, 2, "“L2” cannot stand before “L2” there: that stands elsewhere."),
        (9, None, None, "This label is not in the codebook any more."),
        (1, 9, None, "This label is not in the codebook any more."),
        (1, None, 9, "This label is not in the codebook any more."),
    ],
)
def test_a_move_that_cannot_be_is_refused_with_the_reason(
    label_id: int, parent_id: int | None, before_id: int | None, sentence: str
) -> None:
    codebook = book(label(1), label(2, 1), label(3, 2), label(4, kind=CLAIM))
    with pytest.raises(CodebookError) as caught:
        moved(codebook, label_id, parent_id, before_id)
    assert str(caught.value) == sentence


def test_what_was_nested_under_a_label_takes_its_place() -> None:
    codebook = book(label(1), label(2, 1), label(3, 2), label(4, 2), label(5, 1))
    assert shape(without(codebook, codebook.by_id(2))) == [(1, 0), (3, 1), (4, 1), (5, 1)]


def test_what_was_nested_under_a_label_goes_under_the_one_that_it_is_merged_into() -> None:
    codebook = book(label(1), label(2, 1), label(3), label(4, 3))
    assert shape(merged(codebook, codebook.by_id(1), codebook.by_id(3))) == [(3, 0), (4, 1), (2, 1)]


def test_a_label_merged_into_one_far_below_it_gives_it_its_place() -> None:
    codebook = book(label(1), label(2), label(3, 2), label(4, 3), label(5, 2), label(6))
    after = merged(codebook, codebook.by_id(2), codebook.by_id(4))
    assert shape(after) == [(1, 0), (4, 0), (3, 1), (5, 1), (6, 0)]


@given(trees(), IDS, IDS)
def test_no_merge_loses_a_label_or_makes_a_circle(codebook: Codebook, first: int, second: int) -> None:
    ids = [found.id for found in codebook.labels]
    one, other = (codebook.by_id(ids[pick % len(ids)]) for pick in (first, second))
    if one.id == other.id or one.kind is not other.kind:
        return
    after = merged(codebook, one, other)
    assert {found.id for found in after.labels} == set(ids) - {one.id}
    assert all(found.parent_id is None or after.parent(found) for found in after.labels)
    assert not any(found.parent_id and after.is_within(found.parent_id, found.id) for found in after.labels)


def test_of_two_labels_nested_under_each_other_one_may_be_merged_into_the_other() -> None:
    codebook = book(label(1, 2), label(2, 1))
    assert merged(codebook, codebook.by_id(1), codebook.by_id(2)) == book(label(2))


@given(FOREIGN, IDS)
def test_no_deletion_leaves_a_label_that_refers_to_the_deleted_one(codebook: Codebook, pick: int) -> None:
    if not codebook.labels:
        return
    gone = codebook.labels[pick % len(codebook.labels)]
    after = without(codebook, gone)
    assert len(after.labels) == len(codebook.labels) - 1
    assert gone.id not in {found.parent_id for found in after.labels}
    assert all(found.parent_id != found.id for found in after.labels if codebook.by_id(found.id).parent_id != found.id)


@given(FOREIGN, IDS, IDS)
def test_no_merge_leaves_a_label_that_refers_to_the_merged_one(codebook: Codebook, first: int, second: int) -> None:
    if len(codebook.labels) < 2:
        return
    one, other = (codebook.labels[pick % len(codebook.labels)] for pick in (first, second))
    if one.id == other.id or one.kind is not other.kind:
        return
    after = merged(codebook, one, other)
    assert len(after.labels) == len(codebook.labels) - 1
    assert one.id not in {found.parent_id for found in after.labels}
    assert all(found.parent_id != found.id for found in after.labels if codebook.by_id(found.id).parent_id != found.id)


def test_the_label_of_a_key_is_not_an_archived_one() -> None:
    keyed = replace(label(1), key="x", archived=True)
    assert book(keyed).by_key("x") is None
    assert book(keyed, replace(keyed, id=2, archived=False)).by_key("x") is not None
