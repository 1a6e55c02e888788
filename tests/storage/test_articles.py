"""Articles as they are kept, listed and counted."""

import pytest

from reader.domain.article import ArticleCounts, ArticleFilter, ArticleState
from reader.services.read import Read
from reader.storage.library import Library
from reader.storage.listing import next_unread
from tests.making import TEXT, draft_of, tag

EVERYTHING = ArticleFilter()


def add(library: Library, text: str, published: str = "2026-05-12") -> int:
    with library.transaction():
        return library.articles.add(draft_of(text, published=published))


def test_an_article_comes_back_as_it_was_added(library: Library) -> None:
    draft = draft_of(TEXT)
    with library.transaction():
        found = library.articles.get(library.articles.add(draft))
    assert found is not None
    assert (found.text, found.structure, found.title, found.source) == (
        TEXT,
        draft.structure,
        draft.title,
        draft.source,
    )
    assert (found.state, found.starred, found.read_position, found.words) == (ArticleState.UNREAD, False, 0, 44)


def test_an_article_that_is_not_there_is_told_apart(library: Library) -> None:
    assert library.articles.get(1) is None
    assert library.articles.title(1) == ""
    with pytest.raises(KeyError):
        library.articles.text(1)


def test_the_list_begins_with_the_newest(library: Library) -> None:
    old, new, same_day = (
        add(library, "a", "2020-01-01"),
        add(library, "b", "2026-05-30T13:03"),
        add(library, "c", "2020-01-01"),
    )
    assert list(library.articles.ids(EVERYTHING)) == [new, same_day, old]


def test_the_list_can_be_asked_for_its_first_articles_alone(library: Library) -> None:
    first, second, third = (add(library, day, f"2020-01-0{day}") for day in "321")
    assert list(library.articles.ids(EVERYTHING, 2)) == [first, second]
    assert list(library.articles.ids(EVERYTHING)) == [first, second, third]


def test_an_article_without_a_date_stands_where_it_came_in(library: Library) -> None:
    undated, old, future = add(library, "a", ""), add(library, "b", "2020-01-01"), add(library, "c", "2999-01-01")
    assert list(library.articles.ids(EVERYTHING)) == [future, undated, old]


def test_the_list_is_narrowed_by_state_and_star(library: Library) -> None:
    flood, wall = add(library, "The flood 100% over"), add(library, "The wall")
    read = Read(library)
    read.mark(wall, ArticleState.DONE)
    read.star(flood, starred=True)
    assert list(library.articles.ids(ArticleFilter(state=ArticleState.DONE))) == [wall]
    assert list(library.articles.ids(ArticleFilter(starred=True))) == [flood]


def test_an_article_in_the_bin_is_in_no_list_and_no_count(library: Library, article: int) -> None:
    Read(library).bin(article)
    assert list(library.articles.ids(EVERYTHING)) == []
    assert library.articles.counts() == ArticleCounts(0, 0, 0, 0, binned=1)
    assert list(library.articles.summaries()) == []


def test_the_counts_tell_what_was_done(library: Library) -> None:
    one, two, _three = (add(library, text) for text in "abc")
    Read(library).mark(one, ArticleState.DONE)
    Read(library).mark(two, ArticleState.READING)
    Read(library).star(two, starred=True)
    assert library.articles.counts() == ArticleCounts(all=3, unread=1, starred=1, done=1)


def test_a_row_of_the_list_counts_entities_and_claims(library: Library, article: int) -> None:
    other = add(library, "Another")
    tag(library, article, "Ines Duarte")
    tag(library, article, "Omar Haddad")
    tag(library, article, "We will rebuild the wall", label="Quotation")
    rows = library.articles.rows([article, other, 999])
    assert {row.id: (row.entities, row.claims) for row in rows.values()} == {article: (2, 1), other: (0, 0)}


def test_any_number_of_rows_can_be_asked_for(library: Library, article: int) -> None:
    assert list(library.articles.rows(range(100_000))) == [article]


def test_the_next_unread_article_is_found_in_both_directions(library: Library) -> None:
    first, second, third, fourth = (add(library, day, f"2020-01-0{day}") for day in "1234")
    Read(library).mark(third, ArticleState.DONE)
    assert next_unread(library, fourth, EVERYTHING, backwards=False) == second
    assert next_unread(library, second, EVERYTHING, backwards=True) == fourth
    assert next_unread(library, first, EVERYTHING, backwards=False) is None


def test_the_same_text_is_found_and_one_outside_the_bin_is_preferred(library: Library) -> None:
    binned, kept = add(library, TEXT), add(library, TEXT)
    Read(library).bin(binned)
    assert library.articles.with_text(TEXT) == (kept, False)
    Read(library).bin(kept)
    assert library.articles.with_text(TEXT) == (binned, True)
    assert library.articles.with_text(TEXT + ".") is None


def test_a_summary_counts_annotations(library: Library, article: int) -> None:
    tag(library, article, "Ines Duarte")
    (summary,) = library.articles.summaries()
    assert (summary.title, summary.state, summary.annotations) == ("Harbour towns count the cost", "unread", 1)


def test_an_article_is_found_by_its_uid_outside_the_bin(library: Library, article: int) -> None:
    found = library.articles.get(article)
    assert found is not None
    assert library.articles.with_uid(found.uid) == article
    Read(library).bin(article)
    assert library.articles.with_uid(found.uid) is None
