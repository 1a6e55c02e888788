"""Libraries of older formats: they open for ever, with all that is in them."""

import shutil
from pathlib import Path

import pytest

from reader.domain.article import ArticleFilter
from reader.services.check import troubles
from reader.services.undo import Undo
from reader.storage import schema
from reader.storage.library import Library

_DATA = Path(__file__).parent.parent / "data"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copy(_DATA / "library-1.db", tmp_path / "library.db"))


def test_a_library_of_the_first_format_opens_with_all_that_is_in_it(old: Path) -> None:
    library = Library.open(old, "Ada")
    rows = library.articles.rows(library.articles.ids(ArticleFilter()))
    assert [(row.title, row.state, row.starred, row.entities, row.claims) for row in rows.values()] == [
        ("Harbour opens after the storm", "unread", True, 2, 1),
        ("港口重新开放", "unread", False, 0, 0),
        ("A second piece", "done", False, 0, 0),
    ]
    assert library.articles.counts().binned == 1
    assert library.row("PRAGMA user_version") == (schema.VERSION,)
    assert list(troubles(library)) == []
    library.close()


def test_its_history_goes_back_to_the_beginning_and_forth_again(old: Path) -> None:
    library = Library.open(old, "Ada")
    undo = Undo(library)
    redone = undo.redo()
    assert redone is not None
    assert redone.title == "Tag “Fishermen” as Person"
    while undo.undo():
        pass
    assert list(library.articles.ids(ArticleFilter())) == []
    while undo.redo():
        pass
    assert [row.entities for row in library.articles.rows([1]).values()] == [3]
    assert list(troubles(library)) == []
    library.close()


def test_what_is_to_be_found_in_it_waits_to_be_indexed(old: Path) -> None:
    library = Library.open(old, "Ada")
    assert library.row("SELECT count(*) FROM unindexed_article") == (4,)
    assert library.row("SELECT count(*) FROM unindexed_annotation") == (3,)
    library.close()


def test_its_articles_are_listed_by_their_dates(old: Path) -> None:
    library = Library.open(old, "Ada")
    titles = library.articles.titles(range(1, 5))
    assert [titles[number] for number in library.articles.ids(ArticleFilter())] == [
        "港口重新开放",
        "Harbour opens after the storm",
        "A second piece",
    ]
    library.close()
