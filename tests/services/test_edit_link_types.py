"""Types of links: their links follow them."""

import pytest

from reader.domain.changes import AnnotationsChanged, CodebookChanged
from reader.domain.link import LinkRole
from reader.domain.link_type_edits import LinkTypeDraft
from reader.services.edit_codebook import EditCodebook
from reader.services.edit_link_types import EditLinkTypes
from reader.storage.library import Library
from tests.making import tag
from tests.services.codebooks import link, links, refusal


@pytest.fixture
def types(library: Library, edit: EditCodebook) -> EditLinkTypes:
    """The types of links; `edit` checks at the end that all of it is undone and redone."""
    return EditLinkTypes(library)


@pytest.fixture
def ends(library: Library, article: int) -> tuple[int, int]:
    """Two annotations of an article."""
    one, other = tag(library, article, "Ines Duarte"), tag(library, article, "Omar Haddad")
    return one.id, other.id


def named(types: EditLinkTypes, name: str) -> int:
    return next(each.id for each in types.types() if each.name == name)


def names(types: EditLinkTypes) -> list[str]:
    return [each.name for each in types.types()]


def test_a_type_is_added_as_the_last_one(types: EditLinkTypes) -> None:
    assert types.add(LinkTypeDraft(" answers ", "From a reply.")) == (CodebookChanged(),)
    assert (names(types)[-1], types.types()[-1].role) == ("answers", None)
    assert refusal(lambda: types.add(LinkTypeDraft("Answers"))) == "There is a type of link “answers” already."


def test_links_follow_a_type_that_is_renamed(
    library: Library, types: EditLinkTypes, ends: tuple[int, int], article: int
) -> None:
    link(library, "about", *ends)
    assert types.rename(named(types, "about"), "concerns") == (AnnotationsChanged(article, ends), CodebookChanged())
    assert links(library) == [("concerns", *ends)]
    assert next(each for each in types.types() if each.role is LinkRole.ABOUT).name == "concerns"
    types.rename(named(types, "concerns"), "Concerns")
    assert types.count_links() == {"Concerns": 1}


def test_what_gloss_builds_on_is_archived_and_not_deleted(types: EditLinkTypes) -> None:
    about = named(types, "about")
    sentence = "“about” is a type of link that Gloss itself builds on, so it stays. It can be renamed and archived."
    assert refusal(lambda: types.delete(about)) == sentence
    assert refusal(lambda: types.merge(about, named(types, "cue"))) == sentence
    types.archive(about, archived=True)
    assert types.types()[2].archived
    types.describe(about, "What it is about.")
    assert types.types()[2].description == "What it is about."


def test_a_type_of_ones_own_is_deleted_with_its_links(
    library: Library, types: EditLinkTypes, ends: tuple[int, int], article: int
) -> None:
    link(library, "answers", *ends)
    link(library, "about", *ends)
    assert types.delete(named(types, "answers")) == (AnnotationsChanged(article, ends), CodebookChanged())
    assert links(library) == [("about", *ends)]


def test_a_type_is_merged_into_another_and_no_link_stands_twice(
    library: Library, types: EditLinkTypes, ends: tuple[int, int]
) -> None:
    link(library, "answers", *ends)
    link(library, "answers", *reversed(ends))
    link(library, "about", *ends)
    types.merge(named(types, "answers"), named(types, "about"))
    assert links(library) == [("about", *reversed(ends)), ("about", *ends)]
    assert "answers" not in names(types)


def test_types_are_moved(types: EditLinkTypes) -> None:
    types.move(named(types, "same claim"), named(types, "claimant"))
    assert names(types)[:2] == ["same claim", "claimant"]
    types.move(named(types, "same claim"), None)
    assert names(types)[-1] == "same claim"
