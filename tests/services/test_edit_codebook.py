"""Changing the codebook: what each action does, what it refuses and why, and that undo takes it back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.domain.changes import AnnotationsChanged, CodebookChanged, Replayed
from reader.domain.codebook import Codebook, LabelDraft
from reader.errors import AnnotationError
from reader.services.annotate import Annotate
from reader.services.edit_codebook import EditCodebook, LabelUses
from reader.services.libraries import open_library
from reader.services.undo import Undo
from reader.storage.check import troubles
from reader.storage.library import Library
from tests.making import label_of, only, tag
from tests.services.codebooks import (
    CLAIM,
    DRAFT,
    ENTITY,
    answer,
    fill_register,
    link,
    nested,
    refusal,
    rows,
    tree,
    write,
)

# Each of them is one action


ACTIONS: dict[str, tuple[str, Callable[[EditCodebook], object]]] = {
    "add": ("Add the label “Org”", lambda edit: edit.add(LabelDraft(ENTITY, "Org", "#123456"), 2)),
    "rename": ("Rename the label “Person” to “Human”", lambda edit: edit.rename(1, "Human")),
    "recolour": ("Recolour “Person”", lambda edit: edit.recolour(1, "#000000")),
    "set key": ("Give “Person” the key z", lambda edit: edit.set_key(1, "Z")),
    "take key": ("Take the key from “Person”", lambda edit: edit.set_key(1, "")),
    "describe": ("Describe “Person”", lambda edit: edit.describe(1, "Somebody.")),
    "move": ("Move the label “Actor”", lambda edit: edit.move(17, None, 2)),
    "archive": ("Archive “Person”", lambda edit: edit.archive(1, archived=True)),
    "merge": ("Merge “Person” into “Actor”", lambda edit: edit.merge(1, 17)),
    "delete": ("Delete the label “Person”", lambda edit: edit.delete(1)),
}


@pytest.mark.parametrize("name", ACTIONS)
def test_each_change_is_one_action_that_undo_and_redo_find_again_after_a_restart(
    library: Library, edit: EditCodebook, article: int, name: str
) -> None:
    title, act = ACTIONS[name]
    nested(edit)
    made = [tag(library, article, "Ines Duarte"), tag(library, article, "Ines Duarte", "Omar Haddad")]
    made.append(tag(library, article, "Ines Duarte", label="Actor"))
    with library.action("Link"):
        library.write("INSERT INTO link (uid, type, from_id, to_id) VALUES ('l', 'about', 1, 2)")
    before = rows(library)
    act(edit)
    after = rows(library)
    assert after != before
    library.close()

    again = open_library(library.path)
    undone = Undo(again).undo()
    assert undone is not None
    assert undone.title == title
    assert rows(again) == before
    again.close()

    again = open_library(library.path)
    redone = Undo(again).redo()
    assert redone is not None
    assert told(redone) == told(undone)
    assert rows(again) == after
    assert list(troubles(again)) == []
    again.close()


def told(replayed: Replayed) -> set[object]:
    """What changed, whatever its order."""
    return {
        (change.article_id, frozenset(change.annotation_ids)) if isinstance(change, AnnotationsChanged) else change
        for change in replayed.changes
    }


NOTHING: dict[str, Callable[[EditCodebook], object]] = {
    "rename": lambda edit: edit.rename(1, " Person "),
    "recolour": lambda edit: edit.recolour(1, "#0072b2"),
    "set key": lambda edit: edit.set_key(1, "1"),
    "describe": lambda edit: edit.describe(1, edit.codebook().by_id(1).description + "\n"),
    "move": lambda edit: edit.move(9, None, None),
    "move before the next": lambda edit: edit.move(1, None, 2),
    "move before itself": lambda edit: edit.move(1, None, 1),
    "archive": lambda edit: edit.archive(1, archived=False),
}


@pytest.mark.parametrize("name", NOTHING)
def test_what_changes_nothing_leaves_no_trace(library: Library, edit: EditCodebook, name: str) -> None:
    with library.transaction():
        library.write("UPDATE label SET colour = '#0072B2' WHERE id = 1")
    assert NOTHING[name](edit) == ()
    assert library.history.next_undo() is None


GONE: dict[str, Callable[[EditCodebook], object]] = {
    "uses": lambda edit: edit.uses(99),
    "add under": lambda edit: edit.add(DRAFT, 99),
    "rename": lambda edit: edit.rename(99, "Human"),
    "recolour": lambda edit: edit.recolour(99, "#000000"),
    "set key": lambda edit: edit.set_key(99, "z"),
    "describe": lambda edit: edit.describe(99, "Somebody."),
    "move": lambda edit: edit.move(99, None, None),
    "move under": lambda edit: edit.move(1, 99, None),
    "move before": lambda edit: edit.move(1, None, 99),
    "archive": lambda edit: edit.archive(99, archived=True),
    "merge": lambda edit: edit.merge(99, 1),
    "merge into": lambda edit: edit.merge(1, 99),
    "delete": lambda edit: edit.delete(99),
}


@pytest.mark.parametrize("name", GONE)
def test_a_label_that_is_gone_is_told(library: Library, edit: EditCodebook, name: str) -> None:
    before = edit.codebook()
    assert refusal(lambda: GONE[name](edit)) == "This label is not in the codebook any more."
    assert edit.codebook() == before
    assert library.history.next_undo() is None


# Adding


def test_a_label_is_added_as_the_last_of_its_siblings(edit: EditCodebook) -> None:
    assert edit.add(DRAFT) == (CodebookChanged(),)
    assert tree(edit)[-2:] == ["Other", "Actor"]
    made = edit.codebook().by_id(17)
    assert (made.colour, made.key, made.description, made.archived) == ("#ABCDEF", "x", "Who acts.", False)
    assert len(made.uid) == 36
    edit.add(LabelDraft(ENTITY, "Mayor", "#123456"), 1)
    edit.add(LabelDraft(ENTITY, "Minister", "#123456"), 1)
    assert tree(edit)[:4] == ["Person", "  Mayor", "  Minister", "Organization"]


def test_the_order_of_the_codebook_is_that_of_its_tree(edit: EditCodebook) -> None:
    edit.add(DRAFT, 1)
    assert [label.name for label in edit.codebook().labels][:3] == ["Person", "Actor", "Organization"]


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (LabelDraft(ENTITY, " ", "#123456"), "A label needs a name that can be seen."),
        (LabelDraft(ENTITY, "A", "blue"), "“blue” is not a colour of the form #rrggbb."),
        (LabelDraft(ENTITY, "A", "#123456", "ab"), "“ab” is not a key: it takes one character that a keyboard sends."),
        (LabelDraft(ENTITY, "ＰＥＲＳＯＮ", "#123456"), "There is a label “Person” for entities already."),
        (LabelDraft(ENTITY, "Actor", "#123456", "p"), "“Actor” cannot have the key p: Promise or plan has it."),
        (LabelDraft(ENTITY, "Actor", "#123456", "G"), "“Actor” cannot have the key g: the text uses it itself."),
    ],
)
def test_a_label_that_cannot_be_is_not_added(
    library: Library, edit: EditCodebook, draft: LabelDraft, sentence: str
) -> None:
    assert refusal(lambda: edit.add(draft)) == sentence
    assert library.history.next_undo() is None


def test_a_label_is_not_added_under_one_of_the_other_kind(edit: EditCodebook) -> None:
    assert refusal(lambda: edit.add(DRAFT, 10)) == (
        "“Actor” is for entities and “Statement” for claims: only labels of one kind can be nested."
    )


def test_a_label_is_not_added_with_the_uid_of_another(edit: EditCodebook) -> None:
    uid = edit.codebook().labels[0].uid
    assert refusal(lambda: edit.add(LabelDraft(ENTITY, "A", "#123456", uid=uid))) == "“A” is in the codebook already."


def test_names_are_unique_within_their_kind_only(edit: EditCodebook) -> None:
    edit.add(LabelDraft(CLAIM, "Person", "#123456"))
    assert tree(edit, CLAIM)[-1] == "Person"


# Renaming, colours, keys, descriptions


def test_a_name_of_an_archived_label_is_taken_too(edit: EditCodebook) -> None:
    edit.archive(1, archived=True)
    assert refusal(lambda: edit.rename(2, "pers\u00adon")) == (
        "There is a label “Person” for entities already, in the archive."
    )


def test_a_label_may_change_the_case_of_its_own_name(edit: EditCodebook) -> None:
    assert edit.rename(1, "PERSON") == (CodebookChanged(),)
    assert edit.codebook().by_id(1).name == "PERSON"


def test_a_colour_is_stored_in_capitals(edit: EditCodebook) -> None:
    edit.recolour(1, "#abcdef")
    assert edit.codebook().by_id(1).colour == "#ABCDEF"


def test_a_key_is_stored_as_the_keyboard_sends_it(edit: EditCodebook) -> None:
    edit.set_key(1, "E\u0301")
    assert edit.codebook().by_key("é") == edit.codebook().by_id(1)


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("2", "“Person” cannot have the key 2: Organization has it."),
        ("S", "“Person” cannot have the key s: Statement has it."),
        ("/", "“Person” cannot have the key /: the text uses it itself."),
        ("A", "“Person” cannot have the key a: the text uses it itself."),
        (" ", "White space cannot be the key of a label."),
    ],
)
def test_a_key_that_is_in_use_is_refused_with_the_label_that_has_it(
    edit: EditCodebook, key: str, sentence: str
) -> None:
    assert refusal(lambda: edit.set_key(1, key)) == sentence
    assert edit.codebook().by_id(1).key == "1"


def test_which_keys_the_text_uses_is_asked_each_time(library: Library) -> None:
    reserved = {"y"}
    edit = EditCodebook(library, lambda: frozenset(reserved))
    edit.set_key(1, "a")
    assert "the text uses it itself" in refusal(lambda: edit.set_key(1, "Y"))
    reserved.clear()
    edit.set_key(1, "y")


def test_an_archived_label_may_wait_with_a_key_that_another_has(edit: EditCodebook) -> None:
    edit.archive(1, archived=True)
    edit.set_key(1, "2")
    assert edit.codebook().by_id(1).key == "2"
    assert edit.codebook().by_key("2") == edit.codebook().by_id(2)


def test_a_label_keeps_a_key_that_the_text_has_taken_meanwhile(library: Library, tmp_path: Path) -> None:
    edit = EditCodebook(library, lambda: frozenset("12"))
    edit.archive(1, archived=True)
    edit.recolour(2, "#000000")
    assert edit.archive(2, archived=False) == ()
    done = edit.import_file(write(tmp_path, "kind,name,key", "entity,Organization,2", "claim,Rumour,2"))
    assert done.notes == ("“Rumour” came without its key 2: the text uses it itself.",)
    assert [edit.codebook().by_id(number).key for number in (1, 2)] == ["1", "2"]
    done = edit.import_file(write(tmp_path, "kind,name,key", "entity,Organization,3"))
    assert done.notes == ("“Organization” came without its key 3: Place has it.",)


def test_descriptions_of_one_sitting_are_one_action(library: Library, edit: EditCodebook) -> None:
    before = edit.codebook()
    sitting = object()
    for text in ("S", "So", "Some\r\nbody "):
        edit.describe(1, text, sitting)
    assert edit.codebook().by_id(1).description == "Some\nbody"
    edit.describe(2, "Something", sitting)
    library.history.undo()
    assert edit.codebook().by_id(2) == before.by_id(2)
    assert edit.codebook().by_id(1).description == "Some\nbody"
    library.history.undo()
    assert edit.codebook() == before


def test_another_action_ends_a_sitting(library: Library, edit: EditCodebook) -> None:
    sitting = object()
    edit.describe(1, "a", sitting)
    edit.recolour(1, "#000000")
    edit.describe(1, "ab", sitting)
    library.history.undo()
    assert edit.codebook().by_id(1).description == "a"


# Moving and archiving


def test_a_label_is_reordered_and_nested(edit: EditCodebook) -> None:
    edit.move(9, None, 1)
    edit.move(3, 2, None)
    edit.move(4, 2, 3)
    assert tree(edit)[:5] == ["Other", "Person", "Organization", "  Event", "  Place"]
    assert refusal(lambda: edit.move(2, 4, None)) == (
        "“Organization” cannot be nested under “Event”, which is nested under it."
    )


def test_an_archived_label_leaves_those_nested_under_it_as_they_are(edit: EditCodebook) -> None:
    edit.move(2, 1, None)
    edit.archive(1, archived=True)
    assert tree(edit)[:2] == ["Person", "  Organization"]
    assert next(label.name for label in edit.codebook().active) == "Organization"


def test_the_key_of_an_archived_label_is_free(edit: EditCodebook) -> None:
    edit.archive(1, archived=True)
    assert edit.codebook().by_id(1).key == "1"
    edit.set_key(2, "1")
    assert edit.codebook().by_key("1") == edit.codebook().by_id(2)


def test_a_label_comes_back_from_the_archive_with_its_key(edit: EditCodebook) -> None:
    edit.archive(1, archived=True)
    assert edit.archive(1, archived=False) == (CodebookChanged(),)
    assert edit.codebook().by_key("1") == edit.codebook().by_id(1)


def test_a_label_whose_key_was_taken_comes_back_without_it_and_that_is_told(
    library: Library, edit: EditCodebook
) -> None:
    edit.archive(1, archived=True)
    edit.set_key(2, "1")
    assert edit.archive(1, archived=False) == (
        CodebookChanged("“Person” came back without its key 1: Organization has it."),
    )
    assert edit.codebook().by_id(1).key == ""
    library.history.undo()
    assert edit.codebook().by_id(1).key == "1"


# What a label is used for, and deleting it


def test_uses_count_what_a_delete_would_touch(library: Library, edit: EditCodebook, article: int) -> None:
    assert edit.uses(1) == LabelUses(0, 0, 0, 0, 0)
    nested(edit)
    fill_register(library, 1)
    for quote in ("Ines Duarte", "Omar Haddad"):
        tag(library, article, quote)
    tag(library, article, "Omar Haddad", label="Actor")
    assert edit.uses(1) == LabelUses(2, 1, 1, 1, 1)


def test_a_delete_takes_the_annotations_and_all_that_hangs_on_them(
    library: Library, edit: EditCodebook, article: int
) -> None:
    parts = tag(library, article, "Ines Duarte", "Omar Haddad").id
    claim = tag(library, article, "It cost 3.5 million crowns", label="Statement").id
    with library.action("Ask"):
        library.write(
            "INSERT INTO attribute (uid, kind, label_id, name, type, position) VALUES ('a', 'entity', 1, 'Role', "
            "'text', 1)"
        )
    answer(library, parts, "mayor")
    link(library, "about", claim, parts)
    assert edit.delete(1) == (AnnotationsChanged(article, (parts, claim)), CodebookChanged())
    left = rows(library)
    assert [row[0] for row in left["annotation"]] == [claim]
    assert not any(left[table] for table in ("fragment", "link", "annotation_value"))
    assert library.rows("SELECT 1 FROM attribute WHERE uid = 'a'") == []


def test_labels_nested_under_a_deleted_one_take_its_place(edit: EditCodebook) -> None:
    for label_id, parent_id in ((3, 2), (4, 3), (5, 3)):
        edit.move(label_id, parent_id, None)
    edit.delete(3)
    assert tree(edit)[1:4] == ["Organization", "  Event", "  Law or policy"]
    edit.delete(2)
    assert tree(edit)[:3] == ["Person", "Event", "Law or policy"]


def test_a_label_of_entities_in_the_register_is_not_deleted(library: Library, edit: EditCodebook, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    fill_register(library, 1)
    assert refusal(lambda: edit.delete(1)) == (
        "“Person” is the label of 1 entity of the register. Merge it into another label instead: that keeps them."
    )
    assert only(library, made.id) == made


def test_a_label_whose_questions_are_answered_elsewhere_is_not_deleted(
    library: Library, edit: EditCodebook, article: int
) -> None:
    made = tag(library, article, "Ines Duarte")
    fill_register(library, 1)
    with library.action("Clear the register"):
        library.write("DELETE FROM entity")
    answer(library, made.id, "mayor")
    Annotate(library).relabel(made.id, label_of(library, "Organization"))
    assert refusal(lambda: edit.delete(1)) == (
        "What “Person” asks is answered under other labels too. Merge it into another label instead: that keeps them."
    )
    edit.merge(1, 2)
    asked = "SELECT label_id, value FROM attribute JOIN annotation_value ON attribute_id = id"
    assert library.rows(asked) == [(2, "mayor")]


def test_nothing_is_tagged_with_a_label_that_was_deleted_meanwhile(
    library: Library, edit: EditCodebook, article: int
) -> None:
    made = tag(library, article, "Ines Duarte", label="Organization")
    stale = label_of(library, "Person")
    edit.delete(stale.id)
    annotate = Annotate(library)
    for act in (
        lambda: annotate.tag(article, made.parts, stale),
        lambda: annotate.relabel(made.id, stale),
    ):
        with pytest.raises(AnnotationError) as caught:
            act()
        assert str(caught.value) == "The label “Person” is not in the codebook any more: nothing was tagged."
    assert library.annotations.of_article(article) == [made]


def test_the_last_label_may_be_deleted(library: Library, edit: EditCodebook) -> None:
    for label in edit.codebook().labels:
        edit.delete(label.id)
    assert edit.codebook() == Codebook(())
    assert list(troubles(library)) == []
    edit.add(DRAFT)
    assert tree(edit) == ["Actor"]


def test_no_view_meets_an_annotation_whose_label_is_gone(library: Library, edit: EditCodebook, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    forwards = (AnnotationsChanged(article, (made.id,)), CodebookChanged())
    assert edit.delete(1) == forwards
    undone = library.history.undo()
    assert undone is not None
    assert undone.changes == (CodebookChanged(), AnnotationsChanged(article, (made.id,)))
    redone = library.history.redo()
    assert redone is not None
    assert redone.changes == forwards
