"""What is brought into the indexes of a library, and when."""

from itertools import chain
from pathlib import Path

import pytest

from reader.domain.article import ArticleFilter
from reader.domain.listing import NEWEST_FIRST, ArticleOrder, Sort
from reader.services.annotate import Annotate
from reader.services.import_articles import import_paths
from reader.services.index_library import catch_up, index_library
from reader.services.listing import Listing
from reader.services.transfer import Transfer
from reader.services.undo import Undo
from reader.storage import indexing
from reader.storage.library import Library
from reader.storage.listing import article_ids
from tests.making import draft_of, tag


def found(library: Library, query: str, order: ArticleOrder = NEWEST_FIRST) -> list[int]:
    catch_up(library)
    return list(chain.from_iterable(article_ids(library, ArticleFilter(words=query), order)))


def add(library: Library, text: str, published: str = "2025-05-30") -> int:
    with library.transaction():
        return library.articles.add(draft_of(text, published=published))


def test_what_was_imported_is_indexed_with_it(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.txt").write_text(f"Storm {number}\n\nThe wall fell.", "utf-8")
    report = import_paths(library, [folder])
    assert len(report.outcomes) == 5
    assert library.row("SELECT count(*) FROM unindexed_article") == (0,)
    assert len(list(chain.from_iterable(article_ids(library, ArticleFilter(words="wall"))))) == 5


def test_another_title_is_found_and_the_old_one_no_more(library: Library, article: int) -> None:
    assert found(library, "title:harbour") == [article]
    library.write("UPDATE article SET title = 'Flood' WHERE id = ?", (article,))
    assert found(library, "title:flood") == [article]
    assert found(library, "title:harbour") == []
    assert indexing.orphans(library) == 1


def test_another_date_moves_an_article_among_the_others(library: Library) -> None:
    old, new = add(library, "Old wall", "2024-01-01"), add(library, "New wall", "2025-01-01")
    assert found(library, "wall") == [new, old]
    library.write("UPDATE article SET published = '2026-02-03T10:00Z' WHERE id = ?", (old,))
    assert found(library, "wall") == [old, new]
    assert found(library, "date:2026-02-03") == [old]
    assert found(library, "date:2024") == []


def test_a_date_that_changes_before_an_article_is_indexed_counts(library: Library) -> None:
    old, new = add(library, "Old wall", "2024-01-01"), add(library, "New wall", "2025-01-01")
    library.write("UPDATE article SET published = '2026' WHERE id = ?", (old,))
    assert found(library, "wall") == [old, new]
    assert indexing.orphans(library) == 0


def test_a_note_is_found_until_it_is_taken_back(library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    Annotate(library).note(made.id, "Née Lagos")
    assert found(library, "nee") == found(library, "note:lagos") == [article]
    Undo(library).undo()
    assert found(library, "nee") == []
    Undo(library).redo()
    assert found(library, "nee") == [article]


def test_a_quote_is_found_until_its_annotation_goes(library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    assert found(library, "quote:duarte") == found(library, 'entity:"ines duarte"') == [article]
    Annotate(library).delete(made.id)
    assert found(library, "quote:duarte") == found(library, "entity:duarte") == []


def test_what_another_program_writes_is_found(library: Library, article: int) -> None:
    other = library.another()
    other.write("UPDATE article SET author = 'Zoé Nuñez' WHERE id = ?", (article,))
    other.close()
    assert found(library, "author:nunez") == [article]


def test_an_index_with_much_that_is_out_of_date_is_made_anew(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.services.index_library._MOST_ORPHANS", 3)
    ids = [add(library, f"Wall {number}") for number in range(4)]
    index_library(library)
    left = []
    for title in ("One wall", "Two wall"):
        library.write("UPDATE article SET title = ?", (title,))
        index_library(library)
        left.append(indexing.orphans(library))
    assert left == [4, 0]
    assert sorted(found(library, "title:two")) == ids
    assert found(library, "title:one") == []


def test_indexing_can_be_cancelled_and_goes_on_where_it_stopped(library: Library) -> None:
    for number in range(120):
        add(library, f"Wall {number}")
    told: list[tuple[int, int]] = []
    job = Transfer(library)
    assert not job.needs_indexing()
    assert job.index(lambda done, total: told.append((done, total)), lambda: len(told) > 1) == 50
    assert told == [(0, 120), (50, 120)]
    assert job.index(lambda _done, _total: None, lambda: False) == 70
    assert indexing.waiting(library) == 0


def test_a_search_waits_for_some_but_not_for_a_whole_library(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.services.index_library._BEFORE_A_SEARCH", 100)
    for number in range(160):
        add(library, f"Wall {number}")
    assert Transfer(library).needs_indexing()
    catch_up(library)
    assert indexing.waiting(library) == 60


def test_articles_of_one_minute_keep_their_order_in_the_index(library: Library) -> None:
    ids = [add(library, f"Wall {number}") for number in range(30)]
    assert found(library, "wall") == ids[::-1]
    assert list(library.articles.ids(ArticleFilter())) == ids[::-1]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [(Sort.RELEVANCE, [1, 0, 2]), (Sort.DATE, [2, 1, 0]), (Sort.TITLE, [0, 2, 1]), (Sort.LENGTH, [2, 0, 1])],
)
def test_what_is_found_is_sorted_as_any_list(library: Library, sort: Sort, expected: list[int]) -> None:
    ids = [
        add(library, "A town\n\n" + "Nothing much, but a storm far out. " * 2, "2025-01-01"),
        add(library, "Storm", "2025-01-02"),
        add(library, "Boats\n\nThe storm took a boat. " + "It was new. " * 40, "2025-01-03"),
        add(library, "Else", "2025-01-04"),
    ]
    assert found(library, "storm", ArticleOrder(sort)) == [ids[number] for number in expected]
    assert found(library, "storm", ArticleOrder(sort, reverse=True)) == [ids[number] for number in reversed(expected)]


def test_annotated_articles_are_sorted_within_what_is_found(library: Library) -> None:
    one, two, three = (add(library, f"The wall {number}") for number in "123")
    tag(library, one, "wall")
    add(library, "Else")
    assert found(library, "wall", ArticleOrder(Sort.ANNOTATIONS)) == [one, three, two]


def test_an_interrupted_search_can_be_followed_by_another(library: Library, article: int) -> None:
    listing = Listing(library)
    listing.interrupt()
    which = ArticleFilter(words="harbour")
    assert list(chain.from_iterable(listing.ids(which, NEWEST_FIRST))) == [article]
    listing.close()


def test_excerpts_leave_out_the_title_and_mark_the_hits(library: Library, article: int) -> None:
    listing = Listing(library)
    excerpts = listing.excerpts([article, 99], "harbour board", 60)
    assert list(excerpts) == [article]
    shown = excerpts[article]
    assert {hit.of(shown.text) for hit in shown.hits} == {"Harbour", "Board"}
    assert "Harbour towns" not in shown.text
    assert listing.excerpts([article], "")[article].text.startswith("KELLO, May 12")
    listing.close()
