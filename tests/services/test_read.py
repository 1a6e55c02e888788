"""What is done with articles: opening, marking, starring, and the place that was reached."""

import pytest

from reader.domain.article import ArticleFilter, ArticleState
from reader.domain.changes import ArticlesChanged
from reader.errors import LibraryError
from reader.services.read import Read
from reader.storage.library import Library


@pytest.fixture
def read(library: Library) -> Read:
    return Read(library)


def titles(library: Library) -> list[str]:
    return [row[0] for row in library.rows("SELECT title FROM action ORDER BY id")]


def test_an_unread_article_that_is_opened_is_being_read_and_that_is_no_action(
    read: Read, library: Library, article: int
) -> None:
    assert read.begin(article) == ArticlesChanged((article,))
    assert read.open(article).state is ArticleState.READING
    assert read.begin(article) is None
    assert titles(library) == []


def test_an_article_that_is_done_stays_so_when_it_is_opened_again(read: Read, article: int) -> None:
    read.mark(article, ArticleState.DONE)
    assert read.begin(article) is None
    assert read.open(article).state is ArticleState.DONE


def test_the_place_that_was_reached_is_remembered_and_that_is_no_action(
    read: Read, library: Library, article: int
) -> None:
    read.remember_position(article, 77)
    assert read.open(article).read_position == 77
    assert titles(library) == []


def test_marks_and_stars_are_actions_with_titles(read: Read, library: Library, article: int) -> None:
    assert read.mark(article, ArticleState.DONE) == ArticlesChanged((article,))
    read.star(article, starred=True)
    read.star(article, starred=False)
    read.bin(article)
    assert titles(library) == [
        "Mark “Harbour towns count the cost” as done",
        "Star “Harbour towns count the cost”",
        "Take the star off “Harbour towns count the cost”",
        "Move “Harbour towns count the cost” to the bin",
    ]


def test_an_article_that_is_binned_twice_is_taken_out_by_one_undo(read: Read, library: Library, article: int) -> None:
    read.bin(article)
    read.bin(article)
    library.history.undo()
    assert read.counts().all == 1
    assert library.history.undo() is None


def test_an_article_that_is_not_there_says_so(read: Read) -> None:
    with pytest.raises(LibraryError, match="This article is not in the library any more"):
        read.open(999)


def test_articles_are_found_by_their_uids_in_the_order_asked_for(read: Read, library: Library, article: int) -> None:
    uid = read.open(article).uid
    assert read.articles_with_uids([uid]) == (article,)
    with pytest.raises(LibraryError, match=f"There is no article with the uid nobody in {library.path}"):
        read.articles_with_uids([uid, "nobody"])


def test_the_list_and_its_rows_are_those_of_the_library(read: Read, article: int) -> None:
    assert list(read.ids(ArticleFilter())) == [article]
    assert read.rows([article])[article].title == "Harbour towns count the cost"
    assert read.next_unread(article, ArticleFilter()) is None
    assert len(read.codebook().active) == 16


def test_what_another_connection_has_written_is_noticed_once(read: Read, library: Library, article: int) -> None:
    read.changed_elsewhere()
    read.star(article, starred=True)
    assert not read.changed_elsewhere()
    other = library.another()
    Read(other).star(article, starred=False)
    other.close()
    assert read.changed_elsewhere()
    assert not read.changed_elsewhere()
