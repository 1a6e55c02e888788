"""The codebook in a library."""

from dataclasses import replace

import pytest

from reader.domain.codebook import Codebook, Label, LabelDraft, LabelKind
from reader.domain.uid import new_uid
from reader.storage.library import Library

ENTITY, CLAIM = LabelKind.ENTITY, LabelKind.CLAIM


def changed_labels(library: Library) -> list[int]:
    """The ids of the labels whose rows the last action has touched, in order."""
    return [row[0] for row in library.rows("SELECT row_key ->> 'id' FROM change ORDER BY id")]


def test_the_labels_come_in_the_order_in_which_they_were_added(library: Library) -> None:
    before = library.labels.codebook().labels
    with library.action("Add labels"):
        library.labels.add([LabelDraft(CLAIM, name, "#123456") for name in ("Rumour", "Denial")])
    after = library.labels.codebook().labels
    assert after[:-2] == before
    assert [label.name for label in after[-2:]] == ["Rumour", "Denial"]


def test_a_label_comes_back_as_it_was_added(library: Library) -> None:
    uid = new_uid()
    with library.action("Add a label"):
        library.labels.add([LabelDraft(CLAIM, "Rumour", "#123456", "r", "What people say.", uid, archived=True)])
    label = library.labels.codebook().labels[-1]
    assert (label.kind, label.name, label.colour, label.key) == (CLAIM, "Rumour", "#123456", "r")
    assert (label.description, label.parent_id, label.uid, label.archived) == ("What people say.", None, uid, True)


def test_labels_are_added_under_those_that_they_name(library: Library) -> None:
    with library.action("Add labels"):
        library.labels.add(
            [
                LabelDraft(ENTITY, "Mayor", "#123456", parent="Politician"),
                LabelDraft(ENTITY, "Politician", "#123456", parent="Person"),
            ]
        )
    order = [(label.name, depth) for label, depth in library.labels.codebook().in_order()]
    assert order[:3] == [("Person", 0), ("Politician", 1), ("Mayor", 2)]


def test_a_label_under_one_that_is_not_there_is_not_added(library: Library) -> None:
    with pytest.raises(KeyError), library.action("Add a label"):
        library.labels.add([LabelDraft(CLAIM, "Rumour", "#123456", parent="Person")])
    assert len(library.labels.codebook().labels) == 16


def test_an_archived_label_is_there_but_not_to_tag_with(library: Library) -> None:
    with library.action("Archive a label"):
        library.write("UPDATE label SET archived = 1 WHERE name = 'Person'")
    codebook = library.labels.codebook()
    assert "Person" in [label.name for label in codebook.labels]
    assert "Person" not in [label.name for label in codebook.active]
    assert codebook.by_key("1") is None


def test_only_the_rows_that_differ_are_written(library: Library) -> None:
    before = library.labels.codebook()
    first, second, *others = before.labels
    with library.action("Change the codebook"):
        assert library.labels.save(before, Codebook((replace(first, name="Human"), second, *others[1:])))
    assert changed_labels(library) == [first.id, others[0].id]
    assert library.labels.codebook() == Codebook((replace(first, name="Human"), second, *others[1:]))


def test_the_same_codebook_is_not_written(library: Library) -> None:
    before = library.labels.codebook()
    with library.action("Change nothing"):
        assert not library.labels.save(before, before)
    assert library.history.next_undo() is None


def test_new_labels_get_an_id_and_a_uid_also_those_under_new_ones(library: Library) -> None:
    before = library.labels.codebook()
    new = [
        Label(-number, "", CLAIM, f"New {number}", "#123456", "", "", parent, 90, archived=False)
        for number, parent in ((1, -2), (2, -3), (3, 10))
    ]
    with library.action("Add labels"):
        assert library.labels.save(before, Codebook((*before.labels, *new)))
    after = library.labels.codebook()
    named = {label.name: label for label in after.labels}
    assert named["New 1"].parent_id == named["New 2"].id
    assert named["New 2"].parent_id == named["New 3"].id
    assert named["New 3"].parent_id == 10
    assert len({label.uid for label in after.labels} - {""}) == 19
