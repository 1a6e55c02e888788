"""What comes in again is a duplicate, another text of the same page a new version, and nothing of the older is lost."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from reader.domain.article import ArticleDraft, ArticleFilter, ArticleState
from reader.domain.versions import carried_from
from reader.services.annotate import Annotate
from reader.services.edit_codebook import EditCodebook
from reader.services.intake import Incoming, Intake
from reader.services.outcomes import Outcome, Result
from reader.services.read import Read
from reader.services.same_or_new import keep
from reader.services.undo import Undo
from reader.storage.check import troubles
from reader.storage.library import Library
from tests.making import TEXT, draft_of, label_of, only, spans_of, tag

URL = "https://post.example/flood"
LATER = TEXT.replace("126 shops", "128 shops") + "\n\nUpdate: The wall broke at two places."

Keep = Callable[[ArticleDraft], Outcome]


def page(text: str, url: str = URL, published: str = "2026-05-12", source_id: str = "") -> ArticleDraft:
    """A text as an article that has an address."""
    return replace(draft_of(text, published=published), url=url, source_id=source_id)


@pytest.fixture
def bring(library: Library) -> Keep:
    """Takes an article in, as an action."""

    def bring_in(draft: ArticleDraft) -> Outcome:
        with library.action("Import"):
            return keep(library, draft, "here")

    return bring_in


def listed(library: Library) -> list[int]:
    return list(library.articles.ids(ArticleFilter()))


def test_the_same_text_is_a_duplicate(library: Library, bring: Keep) -> None:
    first = bring(page(TEXT))
    again = bring(page(TEXT, "https://other.example/"))
    assert (first.result, again.result) == (Result.IMPORTED, Result.DUPLICATE)
    assert again.reason == "the same text is in the library as “Harbour towns count the cost”"


def test_another_text_of_the_same_page_takes_the_place_of_the_older(library: Library, bring: Keep) -> None:
    older = bring(page(TEXT)).article_id
    newer = bring(page(LATER, "http://www.POST.example/flood/?utm_source=mail#top"))
    assert (newer.result, newer.reason) == (Result.NEW_VERSION, "of “Harbour towns count the cost”")
    assert listed(library) == [newer.article_id]
    assert Read(library).open(older).newer_id == newer.article_id


def test_the_text_of_an_older_version_is_a_duplicate_of_it(library: Library, bring: Keep) -> None:
    bring(page(TEXT))
    newest = bring(page(LATER)).article_id
    again = bring(page(TEXT))
    assert (again.result, again.article_id) == (Result.DUPLICATE, newest)
    assert again.reason == "the same text is in the library as an older version of “Harbour towns count the cost”"


def test_an_earlier_text_that_comes_later_becomes_an_older_version(library: Library, bring: Keep) -> None:
    newest = bring(page(LATER, published="2026-05-14")).article_id
    older = bring(page(TEXT, published="2026-05-12"))
    assert older.result is Result.NEW_VERSION
    assert older.reason == "it is an older version of “Harbour towns count the cost”, which stays in the list"
    assert listed(library) == [newest]


def test_of_two_texts_of_one_day_the_one_that_comes_later_is_the_newer(library: Library, bring: Keep) -> None:
    bring(page(TEXT, published="2026-05-12T18:00"))
    newer = bring(page(LATER, published="2026-05-12"))
    assert listed(library) == [newer.article_id]


def test_annotations_are_carried_with_all_that_is_known_of_them(library: Library, bring: Keep) -> None:
    older = bring(page(TEXT)).article_id
    made = tag(library, older, "Ines Duarte")
    Annotate(library).note(made.id, "the mayor")
    split = tag(library, older, "We will rebuild the wall", "before the winter", label="Quotation")
    newer = bring(page(LATER))
    assert newer.reason == "of “Harbour towns count the cost”: 2 annotations were carried over"
    first, second = library.annotations.of_article(newer.article_id)
    assert (first.quote, first.note, first.label_id, first.status) == (
        "Ines Duarte", "the mayor", made.label_id, made.status,
    )  # fmt: skip
    assert second.quotes == split.quotes
    origins = library.rows("SELECT origin FROM annotation WHERE article_id = ? ORDER BY start", (newer.article_id,))
    assert origins == [(carried_from(made.uid),), (carried_from(split.uid),)]
    assert list(troubles(library)) == []


def test_who_made_an_annotation_and_when_is_carried_too(library: Library, bring: Keep) -> None:
    older = bring(page(TEXT)).article_id
    tag(library, older, "Ines Duarte")
    library.write("INSERT INTO annotator (uid, name) VALUES ('x', 'another')")
    library.write(
        "UPDATE annotation SET annotator_id = (SELECT id FROM annotator WHERE uid = 'x'), created_at = 'then'"
    )
    newer = bring(page(LATER)).article_id
    asked = "SELECT name, created_at FROM annotation JOIN annotator ON annotator.id = annotator_id WHERE article_id = ?"
    assert library.rows(asked, (newer,)) == [("another", "then")]


def test_answers_and_links_are_carried(library: Library, bring: Keep) -> None:
    older = bring(page(TEXT)).article_id
    person, claim = tag(library, older, "Duarte said"), tag(library, older, "The flood", label="Statement")
    library.write("INSERT INTO attribute (uid, kind, name, type, position) VALUES ('a', 'claim', 'sure', 'text', 1)")
    library.write("INSERT INTO annotation_value (annotation_id, attribute_id, value) VALUES (?, 1, 'yes')", (claim.id,))
    library.write("INSERT INTO link (uid, type, from_id, to_id) VALUES ('l', 'claimant', ?, ?)", (claim.id, person.id))
    newer = bring(page(LATER)).article_id
    new_person, new_claim = library.annotations.of_article(newer)
    assert library.rows("SELECT annotation_id, value FROM annotation_value ORDER BY annotation_id") == [
        (claim.id, "yes"),
        (new_claim.id, "yes"),
    ]
    assert library.rows("SELECT from_id, to_id FROM link ORDER BY id")[1] == (new_claim.id, new_person.id)


def test_what_has_no_certain_place_waits_and_is_told(library: Library, bring: Keep) -> None:
    older = bring(page(TEXT)).article_id
    tag(library, older, "Ines Duarte")
    gone = tag(library, older, "126 shops", label="Quantity")
    newer = bring(page(LATER))
    assert newer.reason.endswith(": 1 annotation was carried over, 1 waits for a place")
    (waiting,) = library.versions.unplaced(newer.article_id)
    assert waiting.annotation == gone


def test_what_waited_for_the_second_version_is_tried_in_the_third(library: Library, bring: Keep) -> None:
    first = bring(page(TEXT)).article_id
    tag(library, first, "126 shops", label="Quantity")
    second = bring(page(LATER)).article_id
    third = bring(page(LATER.replace("128 shops", "126 shops"))).article_id
    assert [one.quote for one in library.annotations.of_article(third)] == ["126 shops"]
    assert library.versions.count_waiting(second) == library.versions.count_waiting(third) == 0


def test_star_and_tags_stay_with_the_newest_version(library: Library, bring: Keep) -> None:
    older = bring(page(TEXT)).article_id
    Read(library).star(older, starred=True)
    library.write("INSERT INTO tag (uid, name) VALUES ('t', 'harbour')")
    library.write("INSERT INTO article_tag (article_id, tag_id) VALUES (?, 1)", (older,))
    newer = bring(page(LATER)).article_id
    row = library.articles.rows((newer,))[newer]
    assert (row.starred, row.tags) == (True, ("harbour",))


@pytest.mark.parametrize(
    ("text", "state"),
    [(LATER, ArticleState.UNREAD), (TEXT.replace("“", '"').replace(" --", " –"), ArticleState.DONE)],
)
def test_an_article_that_was_done_is_unread_again_where_its_words_have_changed(
    library: Library, bring: Keep, text: str, state: ArticleState
) -> None:
    Read(library).mark(bring(page(TEXT)).article_id, ArticleState.DONE)
    newer = bring(page(text)).article_id
    assert library.articles.rows((newer,))[newer].state is state


def test_the_same_id_of_the_same_source_is_a_new_version_though_the_address_has_changed(bring: Keep) -> None:
    bring(page(TEXT, source_id="tag:post.example,2026:flood"))
    newer = bring(page(LATER, "https://post.example/flood-in-kello", source_id="tag:post.example,2026:flood"))
    assert newer.result is Result.NEW_VERSION


def test_the_same_id_of_another_host_is_another_article(bring: Keep) -> None:
    bring(page(TEXT, source_id="entry-12"))
    other = bring(page("Elsewhere\n\nAnother text.", "https://other.example/a", source_id="entry-12"))
    assert other.result is Result.IMPORTED


def test_rows_of_two_tables_with_the_same_number_are_two_articles(bring: Keep) -> None:
    bring(replace(page(TEXT, "https://post.example/a", source_id="12"), origin="a.csv"))
    other = bring(replace(page("Elsewhere\n\nAnother.", "https://post.example/b", source_id="12"), origin="b.csv"))
    assert other.result is Result.IMPORTED


def test_a_row_of_the_same_table_that_was_edited_is_a_new_version(bring: Keep) -> None:
    bring(replace(page(TEXT, "", source_id="12"), origin="a.csv"))
    assert bring(replace(page(LATER, "", source_id="12"), origin="a.csv")).result is Result.NEW_VERSION


def test_entries_of_one_page_with_ids_of_their_own_are_articles_of_their_own(bring: Keep) -> None:
    bring(page(TEXT, source_id="a"))
    assert bring(page(LATER, source_id="b")).result is Result.IMPORTED


def test_another_article_on_the_front_page_of_a_host_is_no_new_version(bring: Keep) -> None:
    bring(page(TEXT, "https://post.example/"))
    assert bring(page("Elsewhere\n\nAnother text.", "https://post.example")).result is Result.IMPORTED


def test_two_articles_that_only_share_their_address_stay_two(library: Library, bring: Keep) -> None:
    older = bring(page(TEXT)).article_id
    other = bring(page("Choir wins prize\n\nThe singers of the north met in a hall and sang until the morning."))
    assert other.result is Result.IMPORTED
    assert set(listed(library)) == {older, other.article_id}


def test_of_two_articles_that_share_an_address_the_one_that_was_edited_gets_the_version(bring: Keep) -> None:
    bring(page(TEXT))
    bring(page("Choir wins prize\n\nThe singers of the north met in a hall and sang until the morning."))
    assert bring(page(LATER)).reason.startswith("of “Harbour towns count the cost”")
    later = bring(page("Choir wins its prize\n\nThe singers of the north met in a hall and sang until the evening."))
    assert later.reason.startswith("of “Choir wins prize”")


def test_paragraphs_in_a_table_that_share_address_and_title_are_no_versions(bring: Keep) -> None:
    for text in ("The flood closed the shops.", "Boats lay in the streets until Monday.", "Nobody was hurt, they say."):
        draft = replace(page(f"Flood in Kello\n\n{text}"), origin="rows.csv")
        assert bring(draft).result is Result.IMPORTED


def test_a_table_that_was_made_anew_with_the_same_numbers_holds_other_articles(bring: Keep) -> None:
    bring(replace(page(TEXT, "", source_id="1"), origin="a.csv"))
    other = page("Choir wins prize\n\nThe singers of the north met and sang until the morning.", "", source_id="1")
    assert bring(replace(other, origin="a.csv")).result is Result.IMPORTED


def test_an_import_of_a_new_version_is_one_action(library: Library, bring: Keep) -> None:
    older = bring(page(TEXT)).article_id
    tag(library, older, "Ines Duarte")
    tag(library, older, "126 shops", label="Quantity")
    bring(page(LATER))
    Undo(library).undo()
    assert listed(library) == [older]
    assert library.rows("SELECT count(*) FROM unplaced") == [(0,)]
    assert library.rows("SELECT count(*) FROM annotation") == [(2,)]
    Undo(library).redo()
    assert library.rows("SELECT count(*) FROM annotation") == [(3,)]
    assert older not in listed(library)


def test_a_new_version_whose_import_was_undone_is_one_again_when_it_comes_in_again(
    library: Library, bring: Keep
) -> None:
    older = bring(page(TEXT)).article_id
    tag(library, older, "Ines Duarte")
    newer = bring(page(LATER)).article_id
    Undo(library).undo()
    again = bring(page(LATER))
    assert (again.result, again.article_id) == (Result.NEW_VERSION, newer)
    assert [one.quote for one in library.annotations.of_article(newer)] == ["Ines Duarte"]
    assert listed(library) == [newer]


def test_what_lies_in_the_bin_with_its_versions_comes_out_with_them(library: Library, bring: Keep) -> None:
    bring(page(TEXT))
    newest = bring(page(LATER)).article_id
    Read(library).bin(newest)
    again = bring(page(TEXT))
    assert (again.result, again.article_id, again.reason) == (Result.IMPORTED, newest, "it lay in the bin")
    assert listed(library) == [newest]


def test_a_new_text_of_an_article_that_was_thrown_away_is_a_new_article(library: Library, bring: Keep) -> None:
    Read(library).bin(bring(page(TEXT)).article_id)
    assert bring(page(LATER)).result is Result.IMPORTED


def test_an_annotation_that_waits_can_be_deleted_where_it_stands(library: Library, bring: Keep) -> None:
    older = bring(page(TEXT)).article_id
    gone = tag(library, older, "126 shops", label="Quantity")
    newer = bring(page(LATER)).article_id
    Annotate(library).delete(gone.id)
    assert library.versions.count_waiting(newer) == 0
    Undo(library).undo()
    assert library.versions.count_waiting(newer) == 1


def test_an_older_version_can_be_annotated(library: Library, bring: Keep) -> None:
    older = bring(page(TEXT)).article_id
    bring(page(LATER))
    made = Annotate(library).tag(older, spans_of(TEXT, "Omar Haddad"), label_of(library, "Person"))
    assert only(library, made.annotation_ids[0]).article_id == older


def test_two_versions_that_come_in_together_add_nothing_the_second_time(library: Library) -> None:
    incoming = [Incoming(page(TEXT), "a"), Incoming(page(LATER), "b"), Incoming(page("Another", URL + "/2"), "c")]
    first = [one.result for one in Intake(library).store_all(incoming)]
    assert first == [Result.IMPORTED, Result.NEW_VERSION, Result.IMPORTED]
    before = library.rows("SELECT id, newer_id FROM article ORDER BY id")
    again = [one.result for one in Intake(library).store_all(incoming)]
    assert again == [Result.DUPLICATE] * 3
    assert library.rows("SELECT id, newer_id FROM article ORDER BY id") == before


def test_labels_can_be_merged_and_deleted_while_their_annotations_wait(library: Library, bring: Keep) -> None:
    older = bring(page(TEXT)).article_id
    tag(library, older, "126 shops", label="Quantity")
    tag(library, older, "126 shops", label="Event")
    newer = bring(page(LATER)).article_id
    edit = EditCodebook(library)
    edit.merge(label_of(library, "Event").id, label_of(library, "Quantity").id)
    assert library.versions.count_waiting(newer) == 1
    edit.delete(label_of(library, "Quantity").id)
    assert library.versions.count_waiting(newer) == 0
    assert list(troubles(library)) == []
