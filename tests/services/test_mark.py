"""What is done with one article or with many, and tags of a person's own: one action each, which undo takes back."""

import pytest

from reader.domain.article import ArticleState
from reader.domain.changes import ArticlesChanged, ArticlesMoved, TagsChanged
from reader.domain.tag import Tag
from reader.errors import TagError
from reader.services.mark import binning, do, mark_many, marking, restoring, speaking, starring, tagging
from reader.services.tags import Tags, proper_name
from reader.storage.library import Library
from tests.making import draft_of


@pytest.fixture
def three(library: Library) -> tuple[int, ...]:
    with library.transaction():
        return tuple(library.articles.add(draft_of(f"Article {number}\n\nText.")) for number in range(3))


def titles(library: Library) -> list[str]:
    return [row[0] for row in library.rows("SELECT title FROM action ORDER BY id")]


def states(library: Library) -> list[str]:
    return [row[0] for row in library.rows("SELECT state FROM article ORDER BY id")]


def test_many_articles_are_marked_by_one_action_that_undo_takes_back(library: Library, three: tuple[int, ...]) -> None:
    assert do(library, marking(ArticleState.DONE), three) == ArticlesChanged(three)
    do(library, starring(starred=True), three[:2])
    assert titles(library) == ["Mark 3 articles as done", "Star 2 articles"]
    library.history.undo()
    library.history.undo()
    assert states(library) == ["unread"] * 3


def test_what_is_binned_is_restored_by_an_action_or_by_undo(library: Library, three: tuple[int, ...]) -> None:
    assert do(library, binning(), three) == ArticlesMoved(three)
    assert library.articles.counts().binned == 3
    do(library, restoring(), three[1:])
    assert titles(library)[-1] == "Restore 2 articles"
    assert library.articles.counts().binned == 1
    library.history.undo()
    assert library.articles.counts().binned == 3


def test_a_language_is_noted_by_hand(library: Library, three: tuple[int, ...]) -> None:
    do(library, speaking("ar", "Arabic"), three[:1])
    assert titles(library) == ["Set the language of “Article 0” to Arabic"]
    assert library.articles.rows(three)[three[0]].language == "ar"


def test_very_many_are_still_one_action(library: Library) -> None:
    with library.transaction():
        ids = [library.articles.add(draft_of(f"Article {number}\n\nText.")) for number in range(1100)]
    told: list[tuple[int, int]] = []
    mark_many(library, marking(ArticleState.DONE), ids, lambda done, all_: told.append((done, all_)), lambda: False)
    assert told == [(500, 1100), (1000, 1100), (1100, 1100)]
    assert titles(library) == ["Mark 1,100 articles as done"]
    library.history.undo()
    assert set(states(library)) == {"unread"}


def test_what_was_marked_before_a_cancel_stays_and_is_told(library: Library) -> None:
    with library.transaction():
        ids = [library.articles.add(draft_of(f"Article {number}\n\nText.")) for number in range(600)]
    answers = iter((False, True))
    changed = mark_many(library, starring(starred=True), ids, lambda *_: None, lambda: next(answers))
    assert changed == ArticlesChanged(tuple(ids[:500]))
    assert library.articles.counts().starred == 500
    title = library.history.next_undo()
    assert title is not None
    assert f" {len(changed.article_ids):,} articles" in title


def test_a_tag_is_made_put_on_taken_off_and_all_of_it_undone(library: Library, three: tuple[int, ...]) -> None:
    do(library, tagging("water", on=True), three[:2])
    do(library, tagging("Water", on=True), three)
    do(library, tagging("water", on=False), three[:1])
    (tag,) = Tags(library).all(three[:2])
    assert tag == Tag(tag.id, "water", 2, 1)
    assert library.articles.rows(three)[three[1]].tags == ("water",)
    for _ in range(3):
        undone = library.history.undo()
    assert undone is not None
    assert ArticlesChanged((three[1], three[0])) in undone.changes
    assert Tags(library).all() == []


def test_tags_are_renamed_and_deleted_and_come_back_where_they_were(library: Library, three: tuple[int, ...]) -> None:
    do(library, tagging("water", on=True), three)
    do(library, tagging("fire", on=True), three[:1])
    service = Tags(library)
    fire, water = service.all()
    assert service.rename(water.id, " wet  things ") == TagsChanged((water.id,))
    with pytest.raises(TagError, match="called “fire”"):
        service.rename(water.id, "FIRE")
    service.remove(fire.id)
    assert [tag.name for tag in service.all()] == ["wet things"]
    library.history.undo()
    assert [(tag.name, tag.articles) for tag in service.all()] == [("fire", 1), ("wet things", 3)]


@pytest.mark.parametrize("typed", [" ", "x" * 41])
def test_a_tag_needs_a_name_of_some_length(typed: str) -> None:
    with pytest.raises(TagError, match="name"):
        proper_name(typed)
