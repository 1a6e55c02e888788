"""Changing the codebook: what each action does, what it refuses and why, and that undo takes it back, row by row."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.domain.changes import AnnotationsChanged, CodebookChanged, Replayed
from reader.domain.codebook import Codebook, Label, LabelDraft, LabelKind
from reader.domain.uid import new_uid
from reader.errors import CodebookError, FileError
from reader.services.annotate import Annotate
from reader.services.edit_codebook import EditCodebook, LabelUses
from reader.services.libraries import open_library
from reader.services.undo import Undo
from reader.storage.check import troubles
from reader.storage.library import Library
from tests.making import label_of, only, tag

ENTITY, CLAIM = LabelKind.ENTITY, LabelKind.CLAIM
DRAFT = LabelDraft(ENTITY, "Actor", "#abcdef", "x", "Who acts.")

Rows = dict[str, list[Any]]


@pytest.fixture
def edit(library: Library) -> EditCodebook:
    return EditCodebook(library)


@pytest.fixture(autouse=True)
def _whole(library: Library) -> Iterator[None]:
    """Whatever was done to the codebook, the library is whole, and undo and redo find all of it."""
    yield
    if not _is_open(library):
        return
    assert list(troubles(library)) == []
    undo = Undo(library)
    while undo.redo():
        pass
    end = rows(library)
    while undo.undo():
        pass
    assert list(troubles(library)) == []
    while undo.redo():
        pass
    assert rows(library) == end


def _is_open(library: Library) -> bool:
    try:
        library.row("SELECT 1")
    except sqlite3.ProgrammingError:
        return False
    return True


def rows(library: Library) -> Rows:
    """All rows that an action may change."""
    tables = ("label", "annotation", "fragment", "attribute", "annotation_value", "entity", "entity_alias", "link")
    return {table: library.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables}


def of(library: Library, name: str) -> int:
    return label_of(library, name).id


def added(edit: EditCodebook, draft: LabelDraft, parent_id: int | None = None) -> Label:
    edit.add(draft, parent_id)
    return next(label for label in edit.codebook().labels if label.name == draft.name)


def tree(edit: EditCodebook, kind: LabelKind = ENTITY) -> list[str]:
    return ["  " * depth + label.name for label, depth in edit.codebook().in_order() if label.kind is kind]


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(CodebookError) as caught:
        act()
    return str(caught.value)


# Each of them is one action


def nested(edit: EditCodebook) -> int:
    return added(edit, DRAFT, 1).id


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


# What a label is used for


def fill_register(library: Library, label_id: int) -> None:
    """An entity and an attribute of a label, as the register and the questions will make them."""
    with library.action("Fill the register"):
        library.write("INSERT INTO entity (uid, name, label_id) VALUES ('e', 'Ines Duarte', ?)", (label_id,))
        library.write(
            "INSERT INTO attribute (uid, kind, label_id, name, type, position) VALUES ('a', 'entity', ?, 'Role', "
            "'text', 1)",
            (label_id,),
        )


def answer(library: Library, annotation_id: int, *values: str, attribute: int = 1) -> None:
    with library.action("Answer"):
        library.write_many(
            "INSERT INTO annotation_value (annotation_id, attribute_id, position, value) VALUES (?, ?, ?, ?)",
            [(annotation_id, attribute, position, value) for position, value in enumerate(values)],
        )


def link(library: Library, kind: str, from_id: int, to_id: int) -> None:
    with library.action("Link"):
        library.write(
            "INSERT INTO link (uid, type, from_id, to_id) VALUES (?, ?, ?, ?)", (new_uid(), kind, from_id, to_id)
        )


def links(library: Library) -> list[tuple[str, int, int]]:
    return library.rows("SELECT type, from_id, to_id FROM link ORDER BY id")


def test_uses_count_what_a_delete_would_touch(library: Library, edit: EditCodebook, article: int) -> None:
    assert edit.uses(1) == LabelUses(0, 0, 0, 0, 0)
    nested(edit)
    fill_register(library, 1)
    for quote in ("Ines Duarte", "Omar Haddad"):
        tag(library, article, quote)
    tag(library, article, "Omar Haddad", label="Actor")
    assert edit.uses(1) == LabelUses(2, 1, 1, 1, 1)


# Merging


def test_a_merge_gives_the_annotations_the_other_label(library: Library, edit: EditCodebook, article: int) -> None:
    person = tag(library, article, "Ines Duarte")
    board = tag(library, article, "Harbour Board", label="Organization")
    assert edit.merge(1, 2) == (AnnotationsChanged(article, (person.id,)), CodebookChanged())
    assert [only(library, made.id).label_id for made in (person, board)] == [2, 2]
    assert "Person" not in tree(edit)


def test_a_merge_re_points_entities_and_attributes(library: Library, edit: EditCodebook) -> None:
    fill_register(library, 1)
    edit.merge(1, 2)
    assert library.rows("SELECT label_id FROM entity UNION ALL SELECT label_id FROM attribute") == [(2,), (2,)]


def test_a_merge_adds_the_description_and_moves_what_is_nested(edit: EditCodebook) -> None:
    nested(edit)
    edit.move(3, 2, None)
    edit.describe(1, "Somebody.")
    edit.describe(2, "Some people.")
    edit.merge(1, 2)
    assert tree(edit)[:3] == ["Organization", "  Place", "  Actor"]
    assert edit.codebook().by_id(2).description == "Some people.\n\nSomebody."
    assert edit.codebook().by_id(2).key == "2"


def test_a_label_is_merged_into_one_that_is_nested_under_it(edit: EditCodebook) -> None:
    edit.move(3, 2, None)
    edit.move(4, 3, None)
    edit.move(5, 2, None)
    edit.merge(2, 4)
    assert tree(edit)[:4] == ["Person", "Event", "  Place", "  Law or policy"]


@pytest.mark.parametrize(
    ("label_id", "into_id", "sentence"),
    [
        (1, 1, "“Person” cannot be merged into itself."),
        (10, 1, "“Statement” is for claims and “Person” for entities: they cannot be merged."),
    ],
)
def test_a_merge_that_cannot_be_is_refused(edit: EditCodebook, label_id: int, into_id: int, sentence: str) -> None:
    assert refusal(lambda: edit.merge(label_id, into_id)) == sentence


@pytest.mark.parametrize(("label_id", "into_id"), [(1, 2), (2, 1)])
def test_of_the_same_spans_under_both_labels_the_older_annotation_stays(
    library: Library, edit: EditCodebook, article: int, label_id: int, into_id: int
) -> None:
    older = tag(library, article, "Ines Duarte")
    newer = tag(library, article, "Ines Duarte", label="Organization")
    (changed, _) = edit.merge(label_id, into_id)
    assert isinstance(changed, AnnotationsChanged)
    assert set(changed.annotation_ids) == {older.id, newer.id}
    (left,) = library.annotations.of_article(article)
    assert (left.id, left.uid, left.label_id) == (older.id, older.uid, into_id)


@pytest.mark.parametrize(
    ("notes", "note"),
    [
        (("mayor", "of Kello"), "mayor\n\nof Kello"),
        (("mayor", "mayor"), "mayor"),
        (("", "of Kello"), "of Kello"),
        (("mayor", ""), "mayor"),
    ],
)
def test_the_note_of_the_newer_annotation_is_added(
    library: Library, edit: EditCodebook, article: int, notes: tuple[str, str], note: str
) -> None:
    made = [tag(library, article, "Ines Duarte", label=name) for name in ("Person", "Organization")]
    for annotation, text in zip(made, notes, strict=True):
        Annotate(library).note(annotation.id, text)
    edit.merge(2, 1)
    assert only(library, made[0].id).note == note


def test_discontinuous_annotations_are_the_same_only_with_the_same_fragments(
    library: Library, edit: EditCodebook, article: int
) -> None:
    for label in ("Quotation", "Statement"):
        tag(library, article, "We will rebuild", "before the winter", label=label)
    tag(library, article, "We will", "before the winter", label="Quotation")
    tag(library, article, "We will rebuild the wall,” Duarte said, “before the winter", label="Statement")
    edit.merge(of(library, "Statement"), of(library, "Quotation"))
    assert [len(made.parts) for made in library.annotations.of_article(article)] == [2, 2, 1]


def test_the_same_spans_of_two_annotators_both_stay(library: Library, edit: EditCodebook, article: int) -> None:
    tag(library, article, "Ines Duarte")
    made = tag(library, article, "Ines Duarte", label="Organization")
    with library.action("Another annotator"):
        library.write("INSERT INTO annotator (id, uid, name) VALUES (9, 'n', 'other')")
        library.write("UPDATE annotation SET annotator_id = 9 WHERE id = ?", (made.id,))
    edit.merge(1, 2)
    assert len(library.annotations.of_article(article)) == 2


def test_links_of_the_newer_annotation_end_at_the_older(library: Library, edit: EditCodebook, article: int) -> None:
    old, new = (tag(library, article, "Ines Duarte", label=name).id for name in ("Person", "Organization"))
    claim = tag(library, article, "It cost 3.5 million crowns", label="Statement").id
    link(library, "about", claim, new)
    link(library, "about", claim, old)
    link(library, "claimant", new, claim)
    link(library, "same as", old, new)
    link(library, "same as", new, new)
    edit.merge(2, 1)
    assert links(library) == [("about", claim, old), ("claimant", old, claim)]


def test_two_links_that_become_the_same_are_one(library: Library, edit: EditCodebook, article: int) -> None:
    first, second = (
        [tag(library, article, quote, label=name).id for name in ("Person", "Organization")]
        for quote in ("Ines Duarte", "Omar Haddad")
    )
    link(library, "about", first[1], second[1])
    link(library, "about", first[1], second[0])
    edit.merge(2, 1)
    assert links(library) == [("about", first[0], second[0])]


def test_answers_of_the_newer_annotation_fill_the_gaps_of_the_older(
    library: Library, edit: EditCodebook, article: int
) -> None:
    old, new = (tag(library, article, "Ines Duarte", label=name).id for name in ("Person", "Organization"))
    fill_register(library, 1)
    with library.action("Ask more"):
        library.write(
            "INSERT INTO attribute (uid, kind, name, type, position) VALUES ('b', 'entity', 'Tone', 'text', 2), "
            "('c', 'entity', 'Place', 'text', 3)"
        )
    answer(library, old, "mayor")
    answer(library, new, "mayor", "speaker")
    answer(library, new, "calm", "firm", attribute=2)
    for made in (old, new):
        answer(library, made, "Kello", attribute=3)
    edit.merge(2, 1)
    values = library.rows("SELECT annotation_id, attribute_id, value FROM annotation_value ORDER BY 1, 2, position")
    assert values == [(old, 1, "mayor"), (old, 2, "calm"), (old, 2, "firm"), (old, 3, "Kello")]
    assert only(library, old).note == "Role: mayor, speaker"


def test_the_entity_of_the_newer_annotation_is_not_lost(library: Library, edit: EditCodebook, article: int) -> None:
    with library.action("Fill the register"):
        library.write("INSERT INTO entity (uid, name, label_id) VALUES ('e', 'Ines Duarte', 1), ('f', 'The mayor', 1)")
    for quote, entities in (("Ines Duarte", (1, 2)), ("Omar Haddad", (None, 2))):
        for name, entity in zip(("Person", "Organization"), entities, strict=True):
            made = tag(library, article, quote, label=name)
            with library.action("Link to an entity"):
                library.write("UPDATE annotation SET entity_id = ? WHERE id = ?", (entity, made.id))
    edit.merge(2, 1)
    assert library.rows("SELECT entity_id, note FROM annotation ORDER BY id") == [(1, "The mayor"), (2, "")]


@pytest.mark.parametrize(
    ("older", "newer", "kept"),
    [
        ("suggested", "accepted", "accepted"),
        ("rejected", "suggested", "suggested"),
        ("accepted", "rejected", "accepted"),
    ],
)
def test_what_a_person_stands_behind_wins(
    library: Library, edit: EditCodebook, article: int, older: str, newer: str, kept: str
) -> None:
    for name, status in (("Person", older), ("Organization", newer)):
        made = tag(library, article, "Ines Duarte", label=name)
        with library.action("Review"):
            library.write("UPDATE annotation SET status = ? WHERE id = ?", (status, made.id))
    edit.merge(1, 2)
    assert library.rows("SELECT status FROM annotation") == [(kept,)]


def test_a_merge_reaches_the_articles_in_the_bin(library: Library, edit: EditCodebook, article: int) -> None:
    tag(library, article, "Ines Duarte")
    with library.action("Bin"):
        library.articles.set_binned(article, True)
    edit.merge(1, 2)
    assert [made.label_id for made in library.annotations.of_article(article)] == [2]


# Deleting


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
    assert edit.delete(1) == (AnnotationsChanged(article, (parts,)), CodebookChanged())
    left = rows(library)
    assert [row[0] for row in left["annotation"]] == [claim]
    assert not any(left[table] for table in ("fragment", "link", "annotation_value", "attribute"))


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
    assert library.rows("SELECT label_id, value FROM attribute JOIN annotation_value") == [(2, "mayor")]


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


# Files


def write(folder: Path, *lines: str) -> Path:
    path = folder / "book.csv"
    path.write_text("\n".join(lines), "utf-8")
    return path


@pytest.mark.parametrize("name", ["book.toml", "book.csv"])
def test_a_codebook_goes_from_one_library_to_another(
    edit: EditCodebook, new_library: Callable[[str], Path], tmp_path: Path, name: str
) -> None:
    edit.add(LabelDraft(ENTITY, "=Actor 👤", "#abcdef", "x", 'Who "acts",\nor not.', archived=True), 1)
    edit.delete(2)
    assert edit.export_file(tmp_path / name) == 16
    other = open_library(new_library("other.db"))
    theirs = EditCodebook(other)
    for label in theirs.codebook().labels:
        theirs.delete(label.id)
    done = theirs.import_file(tmp_path / name)
    assert (done.added, done.changed, done.unchanged, done.notes) == (16, 0, 0, ())
    assert done.changes == (CodebookChanged(),)
    assert done.sentence() == "added 16, changed 0, unchanged 0"
    assert theirs.codebook().drafts() == edit.codebook().drafts()
    again = theirs.import_file(tmp_path / name)
    assert (again.unchanged, again.changes, other.history.next_undo()) == (16, (), "Import the codebook “" + name + "”")
    other.history.undo()
    assert theirs.codebook() == Codebook(())
    other.close()


def test_a_file_that_is_there_is_replaced_only_when_told(edit: EditCodebook, tmp_path: Path) -> None:
    path = write(tmp_path, "mine")
    with pytest.raises(FileError, match="it is there already"):
        edit.export_file(path)
    assert path.read_text() == "mine"
    assert edit.export_file(path, replace=True) == 16


def test_labels_are_matched_by_uid_then_by_name(edit: EditCodebook, tmp_path: Path) -> None:
    uid = edit.codebook().by_id(1).uid
    path = write(
        tmp_path, "kind,name,uid", f"entity,Human,{uid}", "entity,person,", "entity,ORGANIZATION,", "claim,Place,"
    )
    done = edit.import_file(path)
    assert done.sentence() == "added 2, changed 2, unchanged 0"
    named = {(label.kind, label.name): label.id for label in edit.codebook().labels}
    assert [named[ENTITY, name] for name in ("Human", "ORGANIZATION", "person", "Place")] == [1, 2, 17, 3]
    assert named[CLAIM, "Place"] == 18


def test_what_the_file_does_not_say_stays(edit: EditCodebook, tmp_path: Path) -> None:
    edit.move(2, 1, None)
    edit.archive(2, archived=True)
    before = edit.codebook()
    done = edit.import_file(write(tmp_path, "kind,name", "entity,Organization"))
    assert (done.unchanged, done.changes) == (1, ())
    assert edit.codebook() == before


def test_what_the_file_says_is_taken_over(edit: EditCodebook, tmp_path: Path) -> None:
    edit.import_file(
        write(
            tmp_path,
            "kind;name;key;colour;description;parent;archived",
            "entity;Organization;;#abcdef;Groups.;person;true",
        )
    )
    label = edit.codebook().by_id(2)
    assert (label.key, label.colour, label.description) == ("", "#ABCDEF", "Groups.")
    assert (label.parent_id, label.archived) == (1, True)


def test_parents_may_come_after_those_nested_under_them(edit: EditCodebook, tmp_path: Path) -> None:
    edit.import_file(
        write(tmp_path, "kind,name,parent", "entity,Mayor,Politician", "entity,Politician,Person", "claim,Politician,")
    )
    assert tree(edit)[:3] == ["Person", "  Politician", "    Mayor"]


def test_a_label_without_a_colour_gets_the_one_that_is_used_least(edit: EditCodebook, tmp_path: Path) -> None:
    for label in edit.codebook().labels:
        edit.delete(label.id)
    edit.import_file(write(tmp_path, "kind,name,colour", "entity,A,", "entity,B,#E69F00", "entity,C,", "claim,D,"))
    colours = {label.name: label.colour for label in edit.codebook().labels}
    assert len({colours[name] for name in "ABC"}) == 3


def test_keys_that_are_in_use_are_left_out_and_noted(edit: EditCodebook, tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "kind,name,key",
        "entity,Actor,p",
        "entity,Agent,g",
        "entity,Person,9",
        "entity,Army,x",
        "entity,Navy,X",
        "entity,Ship,",
    )
    done = edit.import_file(path)
    assert done.notes == (
        "“Actor” came without its key p: Promise or plan has it.",
        "“Agent” came without its key g: the text uses it itself.",
        "“Person” keeps its key 1 and does not get 9: Other has it.",
        "“Navy” came without its key x: Army has it.",
    )
    assert edit.import_file(path).changes == ()


def test_labels_of_a_file_may_exchange_their_keys(edit: EditCodebook, tmp_path: Path) -> None:
    done = edit.import_file(
        write(tmp_path, "kind,name,key", "entity,Person,2", "entity,Organization,1", "claim,Forecast,")
    )
    assert done.notes == ()
    codebook = edit.codebook()
    assert [codebook.by_id(number).key for number in (1, 2)] == ["2", "1"]
    assert codebook.by_key("f") is None


def test_a_label_that_comes_back_by_a_file_leaves_its_key_to_the_one_that_has_it(
    edit: EditCodebook, tmp_path: Path
) -> None:
    edit.archive(1, archived=True)
    edit.set_key(2, "1")
    done = edit.import_file(write(tmp_path, "kind,name,archived", "entity,Person,no", "entity,Place,yes"))
    assert done.notes == ("“Person” came without its key 1: Organization has it.",)
    assert edit.codebook().by_id(3).key == "3"


def test_a_label_of_the_file_that_has_its_key_already_comes_first(edit: EditCodebook, tmp_path: Path) -> None:
    done = edit.import_file(write(tmp_path, "kind,name,key", "entity,Actor,1", "entity,Person,1"))
    assert done.notes == ("“Actor” came without its key 1: Person has it.",)


def test_what_was_wrong_before_an_import_stays_as_it_was(library: Library, edit: EditCodebook, tmp_path: Path) -> None:
    with library.transaction():
        library.write("UPDATE label SET position = 1")
        library.write("UPDATE label SET parent_id = 3 - id WHERE id < 3")
    assert edit.import_file(write(tmp_path, "kind,name", "entity,Place")).changes == ()
    assert edit.import_file(write(tmp_path, "kind,name,parent", "entity,Place,Person")).changed == 1
    with library.transaction():
        library.write("UPDATE label SET parent_id = NULL WHERE id = 1")


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (("entity,Actor,,", "entity,,,"), "A label needs a name that can be seen."),
        (("entity,Actor,Nobody,",), "“Actor” is to be nested under “Nobody”, and there is no such label for entities."),
        (("claim,Rumour,Person,",), "“Rumour” is to be nested under “Person”, and there is no such label for claims."),
        (("entity,A,B,", "entity,B,C,", "entity,C,A,"), "“A” would be nested under itself."),
        (("entity,D,A,", "entity,A,B,", "entity,B,C,", "entity,C,A,"), "“A” would be nested under itself."),
        (("entity,Person,Kid,", "entity,Kid,Person,"), "“Person” would be nested under itself."),
        (("entity,A,A,",), "“A” would be nested under itself."),
        (("entity,Place,,{1}",), "There would be two labels “Place” for entities."),
        (("claim,Person,,{1}",), "“Person” is for entities: it cannot become a label of the other kind."),
    ],
)
def test_a_file_with_a_row_that_cannot_be_imports_nothing(
    library: Library, edit: EditCodebook, tmp_path: Path, lines: tuple[str, ...], sentence: str
) -> None:
    uid = edit.codebook().by_id(1).uid
    path = write(tmp_path, "kind,name,parent,uid", "entity,New,,", *(line.replace("{1}", uid) for line in lines))
    before = edit.codebook()
    told = refusal(lambda: edit.import_file(path))
    assert told.startswith(f"Nothing was taken in from “{path}”. ")
    assert told.endswith(sentence)
    assert edit.codebook() == before
    assert library.history.next_undo() is None
