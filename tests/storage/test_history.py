"""Undo and redo, by row images: whatever happened in between, the rows come back as they were."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import pytest

from reader.domain.article import ArticleState
from reader.domain.changes import AnnotationsChanged, ArticlesMoved, CodebookChanged
from reader.domain.codebook import LabelDraft, LabelKind
from reader.errors import LibraryError
from reader.services.annotate import Annotate
from reader.services.read import Read
from reader.storage.library import Library
from tests.making import TEXT, draft_of, label_of, only, spans_of, tag


def rows(library: Library, table: str) -> list[tuple[object, ...]]:
    return library.rows(f"SELECT * FROM {table} ORDER BY 1, 2")


@contextmanager
def foreign_program(library: Library) -> Iterator[sqlite3.Connection]:
    """A connection that knows nothing of Gloss, saved at the end."""
    with closing(sqlite3.connect(library.path, isolation_level=None)) as connection:
        yield connection


def test_nothing_is_to_be_undone_in_a_new_library(library: Library) -> None:
    assert library.history.undo() is None
    assert library.history.redo() is None
    assert library.history.next_undo() is None
    assert library.history.next_redo() is None


def test_undo_takes_an_annotation_back_and_redo_brings_it_again_with_id_and_uid(library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    undone = library.history.undo()
    assert undone is not None
    assert undone.title == "Tag “Ines Duarte” as Person"
    assert undone.changes == (AnnotationsChanged(article, (made.id,)),)
    assert library.annotations.of_article(article) == []
    redone = library.history.redo()
    assert redone == undone
    assert library.annotations.of_article(article) == [made]


def test_undo_goes_back_action_by_action(library: Library, article: int) -> None:
    tag(library, article, "Ines Duarte")
    tag(library, article, "Omar Haddad")
    assert library.history.next_undo() == "Tag “Omar Haddad” as Person"
    library.history.undo()
    assert library.history.next_undo() == "Tag “Ines Duarte” as Person"
    assert library.history.next_redo() == "Tag “Omar Haddad” as Person"
    library.history.undo()
    assert library.history.next_redo() == "Tag “Ines Duarte” as Person"
    assert library.history.next_undo() is None


def test_undo_brings_the_time_of_the_last_change_back_too(library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    before = rows(library, "annotation")
    Annotate(library).note(made.id, "the mayor")
    library.write("UPDATE annotation SET updated_at = '2030-01-01T00:00:00.000Z'")
    library.write("UPDATE change SET after = json_set(after, '$.updated_at', '2030-01-01T00:00:00.000Z')")
    library.history.undo()
    assert rows(library, "annotation") == before


def test_undo_brings_a_deleted_annotation_back_with_its_fragments(library: Library, article: int) -> None:
    made = tag(library, article, "We will rebuild", "before the winter", label="Quotation")
    Annotate(library).delete(made.id)
    assert rows(library, "fragment") == []
    library.history.undo()
    assert library.annotations.of_article(article) == [made]


def test_undo_brings_a_deleted_annotation_back_with_all_that_hung_on_it(library: Library, article: int) -> None:
    claim, person = tag(library, article, "We will rebuild the wall", label="Quotation"), tag(library, article, "Ines")
    library.insert(
        "INSERT INTO attribute (uid, kind, name, type, position) VALUES ('a', 'claim', 'tone', 'text', 1)", ()
    )
    library.insert(
        "INSERT INTO annotation_value (annotation_id, attribute_id, value) VALUES (?, 1, 'firm')", (claim.id,)
    )
    library.insert(
        "INSERT INTO link (uid, type, from_id, to_id) VALUES ('l', 'claimant of', ?, ?)", (person.id, claim.id)
    )
    before = [rows(library, table) for table in ("annotation", "annotation_value", "link")]
    Annotate(library).delete(claim.id)
    assert rows(library, "link") == rows(library, "annotation_value") == []
    library.history.undo()
    assert [rows(library, table) for table in ("annotation", "annotation_value", "link")] == before


def test_undo_moves_the_edges_back(library: Library, article: int) -> None:
    made = tag(library, article, "We will rebuild", "before the winter", label="Quotation")
    Annotate(library).move(made.id, spans_of(TEXT, "before the winter"))
    library.history.undo()
    assert library.annotations.of_article(article) == [made]
    library.history.redo()
    assert [moved.quote for moved in library.annotations.of_article(article)] == ["before the winter"]


def test_a_new_action_after_an_undo_drops_what_was_undone(library: Library, article: int) -> None:
    tag(library, article, "Ines Duarte")
    library.history.undo()
    tag(library, article, "Omar Haddad")
    assert library.history.redo() is None
    assert [row[0] for row in library.rows("SELECT DISTINCT action_id FROM change")] == [
        row[0] for row in library.rows("SELECT id FROM action")
    ]


def test_an_action_that_changes_nothing_leaves_no_trace(library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    before = rows(library, "action"), rows(library, "change"), rows(library, "annotation")
    Annotate(library).relabel(made.id, label_of(library, "Person"))
    Annotate(library).note(made.id, "")
    Annotate(library).move(made.id, made.parts)
    Read(library).star(article, starred=False)
    assert (rows(library, "action"), rows(library, "change"), rows(library, "annotation")) == before


def test_an_action_that_changes_nothing_keeps_what_can_be_redone(library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    Annotate(library).note(made.id, "the mayor")
    library.history.undo()
    Annotate(library).relabel(made.id, label_of(library, "Person"))
    assert library.history.next_redo() == "Note on “Ines Duarte”"


def test_an_action_that_fails_leaves_no_trace(library: Library, article: int) -> None:
    tag(library, article, "Ines Duarte")
    library.history.undo()
    with suppress(ZeroDivisionError), library.action("Import"):
        library.articles.add(draft_of("Another"))
        raise ZeroDivisionError
    assert library.history.next_redo() == "Tag “Ines Duarte” as Person"
    assert library.row("SELECT action_id FROM recording") == (None,)


def test_undo_and_redo_go_on_after_a_restart(library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    tag(library, article, "Omar Haddad")
    library.history.undo()
    library.close()
    again = Library.open(library.path, "tester")
    assert again.history.next_redo() == "Tag “Omar Haddad” as Person"
    again.history.undo()
    again.history.redo()
    assert again.annotations.of_article(article) == [made]
    again.history.redo()
    assert again.history.redo() is None
    again.close()


def test_ids_that_were_given_once_are_not_given_again(library: Library, article: int) -> None:
    first = tag(library, article, "Ines Duarte")
    library.history.undo()
    second = tag(library, article, "Omar Haddad")
    assert second.id > first.id


def test_an_import_that_is_undone_lies_in_the_bin_and_nothing_of_its_text_in_the_history(library: Library) -> None:
    with library.action("Import"):
        article = library.articles.add(draft_of(TEXT))
    undone = library.history.undo()
    assert undone is not None
    assert undone.changes == (ArticlesMoved((article,)),)
    assert library.articles.counts().all == 0
    assert library.articles.with_text(TEXT) == (article, True)
    assert not any("Duarte" in f"{row}" for row in rows(library, "change"))
    library.history.redo()
    assert library.articles.with_text(TEXT) == (article, False)


def test_undo_leaves_the_place_that_was_reached_as_it_is(library: Library, article: int) -> None:
    Read(library).star(article, starred=True)
    Read(library).remember_position(article, 40)
    library.history.undo()
    assert Read(library).open(article).read_position == 40


def test_undo_of_a_star_leaves_an_article_that_was_opened_meanwhile_as_being_read(
    library: Library, article: int
) -> None:
    read = Read(library)
    read.star(article, starred=True)
    read.begin(article)
    library.history.undo()
    found = read.open(article)
    assert (found.state, found.starred) == (ArticleState.READING, False)


def test_undo_passes_over_the_opening_of_an_article_marked_as_unread(library: Library, article: int) -> None:
    read = Read(library)
    read.mark(article, ArticleState.DONE)
    read.mark(article, ArticleState.UNREAD)
    read.begin(article)
    library.history.undo()
    assert read.open(article).state is ArticleState.DONE
    library.history.redo()
    assert read.open(article).state is ArticleState.UNREAD


def test_redo_passes_over_the_opening_of_an_article_too(library: Library, article: int) -> None:
    read = Read(library)
    read.mark(article, ArticleState.DONE)
    read.mark(article, ArticleState.UNREAD)
    read.begin(article)
    read.mark(article, ArticleState.DONE)
    for _ in range(3):
        library.history.undo()
    for _ in range(3):
        library.history.redo()
    assert read.open(article).state is ArticleState.DONE


def test_a_change_of_the_codebook_is_undone_and_told(library: Library) -> None:
    before = library.labels.codebook()
    with library.action("Add a label"):
        library.labels.add([LabelDraft(LabelKind.CLAIM, "Rumour", "#123456")])
    undone = library.history.undo()
    assert undone is not None
    assert undone.changes == (CodebookChanged(),)
    assert library.labels.codebook() == before


def test_a_row_whose_key_changes_is_undone_and_redone(library: Library) -> None:
    with library.transaction():
        library.insert("INSERT INTO entity (uid, name, label_id) VALUES ('e', 'Ines Duarte', 1)", ())
        library.insert("INSERT INTO entity_alias (entity_id, alias) VALUES (1, 'Duarte')", ())
    with library.action("Rename"):
        library.write("UPDATE entity_alias SET alias = 'Mayor Duarte'")
    library.history.undo()
    assert rows(library, "entity_alias") == [(1, "Duarte", "")]
    library.history.redo()
    assert rows(library, "entity_alias") == [(1, "Mayor Duarte", "")]


# Batches of one action, others between them


def test_further_batches_of_an_action_are_undone_with_it(library: Library) -> None:
    action = None
    for number in range(3):
        with library.action("Import", continues=action) as action:
            library.articles.add(draft_of(f"Article {number}"))
    library.history.undo()
    assert library.articles.counts().all == 0
    assert library.history.undo() is None
    library.history.redo()
    assert library.articles.counts().all == 3


def test_a_tag_between_two_batches_is_undone_first_and_by_itself(library: Library, article: int) -> None:
    with library.action("Import") as action:
        library.articles.add(draft_of("Article 1"))
    tag(library, article, "Ines Duarte")
    with library.action("Import", continues=action):
        library.articles.add(draft_of("Article 2"))
    library.history.undo()
    assert (library.articles.counts().all, library.annotations.of_article(article)) == (3, [])
    library.history.undo()
    assert library.articles.counts().all == 1
    library.history.redo()
    library.history.redo()
    assert library.articles.counts().all == 3
    assert len(library.annotations.of_article(article)) == 1


def test_a_batch_after_its_action_was_undone_begins_a_new_one(library: Library) -> None:
    with library.action("Import") as action:
        library.articles.add(draft_of("Article 1"))
    library.history.undo()
    with library.action("Import", continues=action) as new:
        library.articles.add(draft_of("Article 2"))
    assert new != action
    assert library.history.redo() is None
    assert library.articles.counts().all == 1


def test_a_batch_keeps_what_was_undone_after_the_action_began(library: Library, article: int) -> None:
    with library.action("Import") as action:
        library.articles.add(draft_of("Article 1"))
    made = tag(library, article, "Ines Duarte")
    library.history.undo()
    with library.action("Import", continues=action):
        library.articles.add(draft_of("Article 2"))
    library.history.redo()
    assert library.annotations.of_article(article) == [made]


def test_a_batch_on_rows_that_were_changed_between_is_undone_before_that(library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    with library.action("Note") as action:
        library.annotations.set_note(made.id, "the")
    Annotate(library).relabel(made.id, label_of(library, "Organization"))
    with library.action("Note", continues=action):
        library.annotations.set_note(made.id, "the mayor")
    seen = []
    for _ in range(3):
        found = only(library, made.id)
        seen.append((found.note, found.label_id == made.label_id))
        library.history.undo()
    assert seen == [("the mayor", False), ("the", False), ("the", True)]
    assert only(library, made.id) == made


# What other programs have changed


def test_an_annotation_that_another_program_has_changed_is_not_taken_away(library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    with foreign_program(library) as connection:
        connection.execute("UPDATE annotation SET note = 'by hand'")
    with pytest.raises(LibraryError, match=r"cannot be undone: another program has changed .* Nothing was changed now"):
        library.history.undo()
    assert only(library, made.id).note == "by hand"
    assert library.history.next_undo() == "Tag “Ines Duarte” as Person"


def test_an_annotation_that_another_program_has_deleted_is_told(library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    Annotate(library).note(made.id, "the mayor")
    with foreign_program(library) as connection:
        connection.execute("DELETE FROM annotation")
    with pytest.raises(LibraryError, match="cannot be undone"):
        library.history.undo()


def test_redo_does_not_write_over_what_another_program_has_made(library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    library.history.undo()
    with foreign_program(library) as connection:
        connection.execute(
            "INSERT INTO annotation (id, uid, article_id, label_id, start, stop, quote, annotator_id, created_at, "
            "updated_at) VALUES (?, 'theirs', ?, 1, 0, 7, 'Harbour', 1, '', '')",
            (made.id, article),
        )
    with pytest.raises(LibraryError, match="cannot be redone"):
        library.history.redo()
    assert only(library, made.id).uid == "theirs"


def test_nothing_comes_back_that_would_refer_to_what_another_program_has_removed(
    library: Library, article: int
) -> None:
    made = tag(library, article, "Ines Duarte")
    Annotate(library).delete(made.id)
    with foreign_program(library) as connection:
        connection.execute("DELETE FROM article")
    with pytest.raises(LibraryError, match="cannot be undone"):
        library.history.undo()
    assert rows(library, "annotation") == []


def test_one_row_that_does_not_fit_keeps_the_whole_action_as_it_is(library: Library, article: int) -> None:
    with library.action("Two notes"):
        for quote in ("Ines Duarte", "Omar Haddad"):
            start = TEXT.index(quote)
            (span,) = spans_of(TEXT, quote)
            library.annotations.add(article, 1, (span,), TEXT[start : span.stop])
    before = rows(library, "annotation")[1]
    with foreign_program(library) as connection:
        connection.execute("UPDATE annotation SET note = 'by hand' WHERE id = (SELECT min(id) FROM annotation)")
    with pytest.raises(LibraryError, match="cannot be undone"):
        library.history.undo()
    assert rows(library, "annotation")[1] == before


def test_what_another_program_changes_in_other_columns_survives_an_undo(library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    Annotate(library).relabel(made.id, label_of(library, "Organization"))
    with foreign_program(library) as connection:
        connection.execute("UPDATE annotation SET note = 'by hand'")
    library.history.undo()
    found = only(library, made.id)
    assert (found.note, found.label_id) == ("by hand", made.label_id)
