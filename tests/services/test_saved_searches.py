"""Saved searches: kept by names, each change one action."""

import pytest

from reader.domain.article import ArticleFilter
from reader.domain.changes import SavedSearchesChanged
from reader.errors import QueryError, SavedSearchError
from reader.services.listing import Listing
from reader.services.saved_searches import SavedSearches
from reader.services.undo import Undo
from reader.storage.library import Library


@pytest.fixture
def searches(library: Library) -> SavedSearches:
    return SavedSearches(library)


def names(searches: SavedSearches) -> list[str]:
    return [search.name for search in searches.all()]


def test_searches_are_kept_in_the_order_in_which_they_were_saved(searches: SavedSearches) -> None:
    searches.save("  Storm \n damage ", " storm OR flood ")
    searches.save("港口", "港口 date:2025")
    assert [(search.name, search.query, search.position) for search in searches.all()] == [
        ("Storm damage", "storm OR flood", 0),
        ("港口", "港口 date:2025", 1),
    ]


def test_a_search_is_changed_and_renamed(searches: SavedSearches) -> None:
    (search_id,) = searches.save("Storm", "storm").search_ids
    searches.change(search_id, name="Storms")
    assert searches.change(search_id, query="storm*") == SavedSearchesChanged((search_id,))
    assert [(search.name, search.query) for search in searches.all()] == [("Storms", "storm*")]
    searches.change(search_id, name="STORMS")
    assert names(searches) == ["STORMS"]


def test_searches_are_moved_and_removed(searches: SavedSearches) -> None:
    ids = [searches.save(name, name).search_ids[0] for name in "abcd"]
    searches.move(ids[0], 2)
    assert "".join(names(searches)) == "bcad"
    searches.move(ids[3], 0)
    searches.remove(ids[2])
    assert "".join(names(searches)) == "dba"


def test_each_change_is_one_action_and_can_be_taken_back(library: Library, searches: SavedSearches) -> None:
    ids = [searches.save(name, name).search_ids[0] for name in "abc"]
    searches.move(ids[0], 2)
    searches.change(ids[1], name="B", query="b c")
    searches.remove(ids[2])
    undo = Undo(library)
    titles = []
    while (undone := undo.undo()) is not None:
        titles.append(undone.title)
        assert all(isinstance(change, SavedSearchesChanged) for change in undone.changes)
        assert undone.changes
    assert titles == [
        "Remove the search “c”",
        "Rename the search “b” to “B”",
        "Move the search “a”",
        "Save the search “c”",
        "Save the search “b”",
        "Save the search “a”",
    ]
    assert names(searches) == []
    while undo.redo():
        pass
    assert "".join(names(searches)) == "Ba"


@pytest.mark.parametrize(
    ("name", "query", "error", "says"),
    [
        (" \n", "x", SavedSearchError, "needs a name"),
        ("n" * 61, "x", SavedSearchError, "at most 60 characters; this has 61"),
        ("STORM", "x", SavedSearchError, "Another saved search is called “STORM”"),
        ("new", "  ", SavedSearchError, "nothing to search for yet"),
        ("new", "date:soon", QueryError, "“soon” is no date"),
    ],
)
def test_what_is_no_name_or_no_query_is_refused(
    searches: SavedSearches, name: str, query: str, error: type[Exception], says: str
) -> None:
    (search_id,) = searches.save("storm", "storm").search_ids
    with pytest.raises(error, match=says):
        searches.save(name, query)
    if name != "STORM":
        with pytest.raises(error, match=says):
            searches.change(search_id, name=name, query=query)
    assert [(search.name, search.query) for search in searches.all()] == [("storm", "storm")]


def test_a_search_that_is_gone_is_told_so(searches: SavedSearches) -> None:
    for act in (searches.remove, lambda gone: searches.move(gone, 0), lambda gone: searches.change(gone, name="x")):
        with pytest.raises(SavedSearchError, match="not saved any more"):
            act(7)


def test_changing_nothing_leaves_no_trace(library: Library, searches: SavedSearches) -> None:
    (search_id,) = searches.save("storm", "storm").search_ids
    searches.change(search_id, name="storm", query="storm")
    searches.move(search_id, 5)
    assert len(Undo(library).action_ids()) == 1


def test_a_count_is_live(library: Library, article: int, searches: SavedSearches) -> None:
    searches.save("Walls", "wall title:harbour")
    listing = Listing(library)
    (search,) = searches.all()
    assert listing.count(ArticleFilter(words=search.query)) == 1
    with library.transaction():
        library.write("UPDATE article SET title = 'Something else' WHERE id = ?", (article,))
    assert listing.count(ArticleFilter(words=search.query)) == 0
    listing.close()
