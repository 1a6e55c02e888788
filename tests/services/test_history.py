"""The history, over many actions at once: back to any of them, and what a list of them shows."""

import sqlite3
from contextlib import closing

import pytest

from reader.domain.changes import AnnotationsChanged, ArticlesChanged, ArticlesMoved, CodebookChanged
from reader.domain.codebook import LabelDraft, LabelKind
from reader.domain.history import ActionRow
from reader.errors import LibraryError
from reader.services.annotate import Annotate
from reader.services.read import Read
from reader.services.undo import Undo
from reader.storage.library import Library
from tests.making import draft_of, only, tables_of, tag


def rows(library: Library, table: str) -> list[tuple[object, ...]]:
    return library.rows(f"SELECT * FROM {table} ORDER BY 1, 2")


def foreign_program(library: Library, sql: str, values: tuple[object, ...]) -> None:
    """Let a connection that knows nothing of Gloss write to the library."""
    with closing(sqlite3.connect(library.path, isolation_level=None)) as connection:
        connection.execute(sql, values)


def all_rows(library: Library) -> dict[str, list[tuple[object, ...]]]:
    return {name: rows(library, name) for name in tables_of(library)}


def last_action(library: Library) -> int:
    return Undo(library).action_ids()[0]


def test_back_to_an_action_undoes_all_that_came_later_and_redo_brings_one_after_the_other(
    library: Library, article: int
) -> None:
    first = tag(library, article, "Ines Duarte")
    here, then = last_action(library), rows(library, "annotation")
    second = tag(library, article, "Omar Haddad")
    Annotate(library).note(first.id, "the mayor")
    Annotate(library).delete(second.id)
    end = rows(library, "annotation")
    Undo(library).back_to(here)
    assert rows(library, "annotation") == then
    assert Undo(library).undone_count() == 3
    for left in (2, 1, 0):
        Undo(library).redo()
        assert Undo(library).undone_count() == left
    assert rows(library, "annotation") == end


def test_back_to_an_undone_action_redoes_up_to_it_and_no_further(library: Library, article: int) -> None:
    tag(library, article, "Ines Duarte")
    tag(library, article, "Omar Haddad")
    here, then = last_action(library), rows(library, "annotation")
    tag(library, article, "Harbour Board", label="Organization")
    Undo(library).back_to_beginning()
    assert rows(library, "annotation") == []
    Undo(library).back_to(here)
    assert rows(library, "annotation") == then
    assert library.history.next_redo() == "Tag “Harbour Board” as Organization"


def test_the_library_is_left_alone_where_it_is_as_it_was_then(library: Library, article: int) -> None:
    assert Undo(library).back_to_beginning() is None
    tag(library, article, "Ines Duarte")
    assert Undo(library).back_to(last_action(library)) is None
    Undo(library).undo()
    assert Undo(library).back_to_beginning() is None


def test_back_to_an_action_that_is_not_in_the_history_changes_nothing(library: Library, article: int) -> None:
    tag(library, article, "Ines Duarte")
    gone = last_action(library)
    Undo(library).undo()
    tag(library, article, "Omar Haddad")
    before = all_rows(library)
    with pytest.raises(LibraryError, match=r"not in the history any more. Nothing was changed"):
        Undo(library).back_to(gone)
    assert all_rows(library) == before


def test_back_to_an_action_says_where_to_and_each_thing_that_changed_once(library: Library, article: int) -> None:
    with library.transaction():
        other = library.articles.add(draft_of("Ines Duarte\n\nOmar Haddad came too."))
    tag(library, article, "Ines Duarte")
    here = last_action(library)
    first, second = tag(library, article, "Omar Haddad"), tag(library, other, "Omar Haddad")
    Annotate(library).note(first.id, "of the board")
    Annotate(library).delete(second.id)
    for starred in (True, False):
        Read(library).star(article, starred=starred)
    for _ in range(2):
        Read(library).bin(other)
        Undo(library).undo()
    third = tag(library, other, "Ines Duarte")
    Read(library).bin(other)
    back = Undo(library).back_to(here)
    assert back is not None
    assert back.title == "Back to “Tag “Ines Duarte” as Person”"
    assert back.changes == (
        ArticlesMoved((other,)),
        ArticlesChanged((article,)),
        AnnotationsChanged(other, (third.id, second.id)),
        AnnotationsChanged(article, (first.id,)),
    )
    beginning = Undo(library).back_to_beginning()
    assert beginning is not None
    assert beginning.title == "Back to the beginning"


def test_views_hear_of_a_label_that_comes_before_its_annotations_and_of_one_that_goes_after_them(
    library: Library, article: int
) -> None:
    with library.action("Add a label"):
        library.labels.add([LabelDraft(LabelKind.ENTITY, "Ship", "#123456")])
    tag(library, article, "Ines Duarte", label="Ship")
    here = last_action(library)
    back = Undo(library).back_to_beginning()
    forth = Undo(library).back_to(here)
    assert back is not None
    assert forth is not None
    assert [type(change) for change in back.changes] == [AnnotationsChanged, CodebookChanged]
    assert [type(change) for change in forth.changes] == [CodebookChanged, AnnotationsChanged]


def test_a_new_action_after_going_back_drops_all_that_was_undone(library: Library, article: int) -> None:
    for quote in ("Ines Duarte", "Omar Haddad", "KELLO"):
        tag(library, article, quote)
    Undo(library).back_to(Undo(library).action_ids()[2])
    tag(library, article, "Harbour Board")
    assert Undo(library).redo() is None
    assert [row.title for row in Undo(library).rows(Undo(library).action_ids()).values()] == [
        "Tag “Ines Duarte” as Person",
        "Tag “Harbour Board” as Person",
    ]


def test_a_note_that_goes_on_after_going_back_is_an_action_of_its_own(library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    here = last_action(library)
    Annotate(library).note(made.id, "the", sitting := object())
    Undo(library).back_to(here)
    Annotate(library).note(made.id, "the mayor", sitting)
    Undo(library).undo()
    assert only(library, made.id).note == ""


def test_back_to_an_import_keeps_its_later_batches_and_further_ones_go_on_with_it(
    library: Library, article: int
) -> None:
    with library.action("Import") as action:
        library.articles.add(draft_of("Article 1"))
    made = tag(library, article, "Ines Duarte")
    with library.action("Import", continues=action):
        library.articles.add(draft_of("Article 2"))
    Undo(library).back_to(action)
    assert (library.articles.counts().all, library.annotations.of_article(article)) == (3, [])
    with library.action("Import", continues=action):
        library.articles.add(draft_of("Article 3"))
    Undo(library).redo()
    assert (library.articles.counts().all, library.annotations.of_article(article)) == (4, [made])
    Undo(library).back_to_beginning()
    assert library.articles.counts().all == 1


def test_a_batch_after_going_back_before_its_import_begins_a_new_one(library: Library, article: int) -> None:
    with library.action("Import") as action:
        library.articles.add(draft_of("Article 1"))
    tag(library, article, "Ines Duarte")
    Undo(library).back_to_beginning()
    with library.action("Import", continues=action) as new:
        library.articles.add(draft_of("Article 2"))
    assert list(Undo(library).action_ids()) == [new]
    assert library.articles.counts().all == 2


def test_one_action_that_cannot_be_undone_keeps_all_as_it_is_and_is_named(library: Library, article: int) -> None:
    tag(library, article, "KELLO")
    here = last_action(library)
    made = tag(library, article, "Ines Duarte")
    tag(library, article, "Omar Haddad")
    foreign_program(library, "UPDATE annotation SET note = 'by hand' WHERE id = ?", (made.id,))
    before = all_rows(library)
    with pytest.raises(
        LibraryError,
        match=r"“Tag “Ines Duarte” as Person” cannot be undone: another program .* Nothing was changed now. "
        "What was done after it can still be undone.",
    ):
        Undo(library).back_to(here)
    assert all_rows(library) == before


def test_one_action_that_cannot_be_redone_keeps_all_as_it_is_and_is_named(library: Library, article: int) -> None:
    tag(library, article, "Ines Duarte")
    made = tag(library, article, "Omar Haddad")
    Annotate(library).note(made.id, "of the board")
    here = last_action(library)
    Undo(library).back_to_beginning()
    foreign_program(
        library,
        "INSERT INTO annotation (id, uid, article_id, label_id, start, stop, quote, annotator_id, created_at, "
        "updated_at) VALUES (?, 'theirs', ?, 1, 0, 7, 'Harbour', 1, '', '')",
        (made.id, article),
    )
    before = all_rows(library)
    with pytest.raises(
        LibraryError,
        match=r"“Tag “Omar Haddad” as Person” cannot be redone.*What was done before it can still be redone.",
    ):
        Undo(library).back_to(here)
    assert all_rows(library) == before


def test_the_action_that_would_refer_to_what_another_program_has_removed_is_named(
    library: Library, article: int
) -> None:
    with library.transaction():
        other = library.articles.add(draft_of("Ines Duarte came."))
    made = [tag(library, place, "Ines Duarte").id for place in (article, other)]
    here = last_action(library)
    Annotate(library).delete(made[0])
    Annotate(library).note(made[1], "the mayor")
    foreign_program(library, "DELETE FROM article WHERE id = ?", (article,))
    before = all_rows(library)
    with pytest.raises(LibraryError, match=r"“Delete “Ines Duarte”” cannot be undone"):
        Undo(library).back_to(here)
    assert all_rows(library) == before


def test_it_can_be_gone_back_after_a_restart(library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    here = last_action(library)
    tag(library, article, "Omar Haddad")
    library.close()
    again = Library.open(library.path, "tester")
    Undo(again).back_to(here)
    assert again.annotations.of_article(article) == [made]
    again.close()


# What a list of them shows


def test_the_newest_action_is_listed_first_with_who_and_when_and_whether_it_is_undone(
    library: Library, article: int
) -> None:
    assert list(Undo(library).action_ids()) == []
    tag(library, article, "Ines Duarte")
    tag(library, article, "Omar Haddad")
    Undo(library).undo()
    second, first = Undo(library).action_ids()
    found = Undo(library).rows([first, second])
    times = dict(library.rows("SELECT id, at FROM action"))
    assert Undo(library).undone_count() == 1
    assert found[first] == ActionRow(first, "Tag “Ines Duarte” as Person", times[first], "tester", undone=False)
    assert found[second] == ActionRow(second, "Tag “Omar Haddad” as Person", times[second], "tester", undone=True)


def test_an_action_that_is_gone_is_left_out_of_the_rows(library: Library, article: int) -> None:
    tag(library, article, "Ines Duarte")
    gone = last_action(library)
    Undo(library).undo()
    tag(library, article, "Omar Haddad")
    assert list(Undo(library).rows([gone, last_action(library)])) == [last_action(library)]
