"""Codebooks out to files and in from them: what is matched, taken over, left out, refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.domain.changes import CodebookChanged
from reader.domain.codebook import Codebook, LabelDraft
from reader.errors import FileError
from reader.services.edit_codebook import EditCodebook
from reader.services.libraries import open_library
from reader.storage.library import Library
from tests.services.codebooks import (
    CLAIM,
    ENTITY,
    refusal,
    tree,
    write,
)


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
