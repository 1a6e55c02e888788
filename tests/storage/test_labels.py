"""The codebook in a library."""

from reader.domain.codebook import LabelDraft, LabelKind
from reader.storage.library import Library


def test_the_labels_come_in_the_order_in_which_they_were_added(library: Library) -> None:
    before = library.labels.codebook().labels
    with library.action("Add labels"):
        library.labels.add([LabelDraft(LabelKind.CLAIM, name, "#123456") for name in ("Rumour", "Denial")])
    after = library.labels.codebook().labels
    assert after[:-2] == before
    assert [label.name for label in after[-2:]] == ["Rumour", "Denial"]


def test_a_label_comes_back_as_it_was_added(library: Library) -> None:
    with library.action("Add a label"):
        library.labels.add([LabelDraft(LabelKind.CLAIM, "Rumour", "#123456", "r", "What people say.")])
    label = library.labels.codebook().labels[-1]
    assert (label.kind, label.name, label.colour, label.key) == (LabelKind.CLAIM, "Rumour", "#123456", "r")
    assert (label.description, label.parent_id, label.archived) == ("What people say.", None, False)


def test_an_archived_label_is_there_but_not_to_tag_with(library: Library) -> None:
    with library.action("Archive a label"):
        library.write("UPDATE label SET archived = 1 WHERE name = 'Person'")
    codebook = library.labels.codebook()
    assert "Person" in [label.name for label in codebook.labels]
    assert "Person" not in [label.name for label in codebook.active]
    assert codebook.by_key("1") is None
