"""What is saved as it is written: one action a sitting."""

import pytest

from reader.errors import AnnotationError
from reader.services.sitting import Sitting
from reader.storage.library import Library


def _star(library: Library, article: int, sitting: Sitting, number: object, about: int = 0) -> None:
    starred = bool(library.row("SELECT starred FROM article WHERE id = ?", (article,))[0])
    with sitting.action("Star", number, about):
        library.articles.set_starred(article, not starred)


def _actions(library: Library) -> int:
    return int(library.row("SELECT count(*) FROM action WHERE title = 'Star'")[0])


def test_what_is_done_in_one_sitting_is_one_action(library: Library, article: int) -> None:
    sitting = Sitting(library)
    for _ in range(3):
        _star(library, article, sitting, 1)
    assert _actions(library) == 1


def test_another_sitting_and_another_thing_begin_an_action_of_their_own(library: Library, article: int) -> None:
    sitting = Sitting(library)
    for number, about in ((1, 0), (2, 0), (2, 5), (2, 0)):
        _star(library, article, sitting, number, about)
    assert _actions(library) == 4


def test_without_a_sitting_each_is_an_action_of_its_own(library: Library, article: int) -> None:
    sitting = Sitting(library)
    _star(library, article, sitting, None)
    _star(library, article, sitting, None)
    assert _actions(library) == 2


def test_a_sitting_does_not_go_on_behind_another_action(library: Library, article: int) -> None:
    sitting = Sitting(library)
    _star(library, article, sitting, 1)
    _star(library, article, Sitting(library), None)
    _star(library, article, sitting, 1)
    assert _actions(library) == 3


def test_what_failed_is_not_gone_on_with(library: Library, article: int) -> None:
    sitting = Sitting(library)
    with pytest.raises(AnnotationError), sitting.action("Star", 1, 0):
        raise AnnotationError("It is not there any more.")
    _star(library, article, Sitting(library), None)  # which gets the id that the other one had
    _star(library, article, sitting, 1)
    assert _actions(library) == 2
