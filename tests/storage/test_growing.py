"""Libraries of older formats: they open for ever, with all that is in them."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from reader.domain.article import ArticleFilter
from reader.domain.entity_names import name_key
from reader.domain.link import LinkRole
from reader.domain.questions import CLAIM_FIELDS
from reader.services.check import troubles
from reader.services.undo import Undo
from reader.storage import schema
from reader.storage.library import Library
from reader.storage.questions import link_types, questions

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


def test_a_library_of_the_second_format_opens_with_all_that_is_asked_and_its_history(tmp_path: Path) -> None:
    path = Path(shutil.copy(_DATA / "library-2.db", tmp_path / "library.db"))
    with sqlite3.connect(path) as other:  # what another program has put into the register
        other.execute("INSERT INTO entity (uid, name, label_id) SELECT 'e1', 'The Ádá Board', min(id) FROM label")
        other.execute("INSERT INTO entity_alias (entity_id, alias) SELECT id, 'A.B.' FROM entity WHERE uid = 'e1'")
    other.close()
    library = Library.open(path, "Ada")
    assert library.row("SELECT key FROM entity WHERE uid = 'e1'") == (name_key("The Ádá Board"),)
    assert library.row("SELECT key FROM entity_alias WHERE alias = 'A.B.'") == (name_key("A.B."),)
    assert {each.field for each in questions(library).attributes} >= {each.field for each in CLAIM_FIELDS}
    assert {each.role for each in link_types(library)} >= set(LinkRole)
    undo = Undo(library)
    while undo.redo():
        pass
    assert list(troubles(library)) == []
    while undo.undo():
        pass
    assert list(troubles(library)) == []
    library.close()


def test_a_library_of_the_first_format_asks_what_every_codebook_asks(old: Path) -> None:
    library = Library.open(old, "Ada")
    assert {each.field for each in questions(library).attributes} >= {each.field for each in CLAIM_FIELDS}
    assert {each.role for each in link_types(library)} >= set(LinkRole)
    library.close()
