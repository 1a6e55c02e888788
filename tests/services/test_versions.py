"""The versions of an article, and the tray of annotations that wait for a place in the newest one."""

import pytest

from reader.domain.changes import AnnotationsChanged, ArticlesChanged, ArticlesMoved
from reader.domain.span import Span
from reader.errors import AnnotationError
from reader.services.same_or_new import keep
from reader.services.undo import Undo
from reader.services.versions import Versions
from reader.storage.check import troubles
from reader.storage.library import Library
from tests.making import TEXT, only, tag
from tests.services.test_same_or_new import LATER, page


class Two:
    """An article in two versions: one annotation was carried, and two wait, one of them with a proposal."""

    def __init__(self, library: Library) -> None:
        self.library = library
        with library.action("Import"):
            self.older = keep(library, page(TEXT), "here").article_id
        tag(library, self.older, "Ines Duarte")
        tag(library, self.older, "The flood closed 126 shops", label="Statement")
        tag(library, self.older, "winter", label="Event")
        text = LATER.replace("The flood closed 128 shops", "A flood closed 128 shops").replace(
            "before the winter", "soon"
        )
        with library.action("Import"):
            self.newer = keep(library, page(text), "here").article_id
        self.text = text
        self.versions = Versions(library)

    def waiting(self) -> dict[str, int]:
        """The ids of what waits, by its quote."""
        return {one.annotation.quote: one.id for one in self.versions.unplaced(self.newer)}

    def quotes(self) -> list[str]:
        """What stands in the newer version."""
        return [one.quote for one in self.library.annotations.of_article(self.newer)]


CLAIM = "The flood closed 126 shops"


@pytest.fixture
def two(library: Library) -> Two:
    return Two(library)


def test_versions_are_listed_from_any_of_them_the_newest_first(two: Two) -> None:
    listed = two.versions.all(two.older)
    assert [(one.article_id, one.annotations, one.newest) for one in listed] == [
        (two.newer, 1, True),
        (two.older, 3, False),
    ]
    assert two.versions.all(two.newer) == listed


def test_what_waits_tells_where_it_stood_and_where_it_may_stand(two: Two) -> None:
    claim, date = two.versions.unplaced(two.newer)[::-1]
    assert (date.annotation.quote, date.before[-11:], date.proposal) == ("winter", "before the ", ())
    assert [span.of(two.text) for span in claim.proposal] == ["A flood closed 128 shops"]


def test_a_proposal_is_accepted(two: Two) -> None:
    moved, told = two.versions.accept(two.waiting()[CLAIM])
    assert isinstance(moved, AnnotationsChanged)
    assert only(two.library, moved.annotation_ids[0]).quote == "A flood closed 128 shops"
    assert told == ArticlesChanged((two.newer,))
    assert list(two.waiting()) == ["winter"]
    assert list(troubles(two.library)) == []


def test_the_place_that_a_person_selects_counts(two: Two) -> None:
    start = two.text.index("soon")
    two.versions.accept(two.waiting()["winter"], (Span(start, start + 4),))
    assert "soon" in two.quotes()


def test_one_undo_takes_an_acceptance_back(two: Two) -> None:
    waiting = two.waiting()
    two.versions.accept(waiting[CLAIM])
    replayed = Undo(two.library).undo()
    assert replayed is not None
    assert ArticlesChanged((two.newer,)) in replayed.changes
    assert (two.waiting(), two.quotes()) == (waiting, ["Ines Duarte"])


def test_a_rejected_one_waits_no_longer_and_stays_where_it_was(two: Two) -> None:
    assert two.versions.reject(two.waiting()[CLAIM]) == (ArticlesChanged((two.newer,)),)
    assert list(two.waiting()) == ["winter"]
    assert CLAIM in [one.quote for one in two.library.annotations.of_article(two.older)]
    Undo(two.library).undo()
    assert CLAIM in two.waiting()


def test_all_proposals_are_accepted_at_once_and_the_others_wait_on(two: Two) -> None:
    two.versions.accept_all(two.newer)
    assert list(two.waiting()) == ["winter"]
    Undo(two.library).undo()
    assert len(two.waiting()) == 2


def test_what_has_no_proposal_is_not_accepted_without_a_place(two: Two) -> None:
    with pytest.raises(AnnotationError, match="No place is proposed"):
        two.versions.accept(two.waiting()["winter"])
    two.versions.accept_all(two.newer)
    with pytest.raises(AnnotationError, match="No place is proposed"):
        two.versions.accept_all(two.newer)


def test_white_space_is_no_place(two: Two) -> None:
    start = two.text.index("\n\n")
    with pytest.raises(AnnotationError, match="Only white space"):
        two.versions.accept(two.waiting()["winter"], (Span(start, start + 2),))


def test_what_is_tagged_so_already_is_not_placed_twice(two: Two) -> None:
    tag(two.library, two.newer, "A flood closed 128 shops", label="Statement")
    with pytest.raises(AnnotationError, match="tagged so already"):
        two.versions.accept(two.waiting()[CLAIM])
    assert CLAIM in two.waiting()


def test_what_waits_no_longer_is_told_so(two: Two) -> None:
    gone = two.waiting()[CLAIM]
    two.versions.reject(gone)
    with pytest.raises(AnnotationError, match="does not wait"):
        two.versions.accept(gone)


def test_undoing_an_import_tells_that_articles_came_and_went(two: Two) -> None:
    replayed = Undo(two.library).undo()
    assert replayed is not None
    moved = [change for change in replayed.changes if isinstance(change, ArticlesMoved)]
    assert set(moved[0].article_ids) == {two.older, two.newer}
