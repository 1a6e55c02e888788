"""Sightings of one claim, and which of them is the first."""

import pytest

from reader.domain.uid import new_uid
from reader.services.read import Read
from reader.storage.library import Library
from reader.storage.sightings import first_sightings
from tests.making import draft_of, tag


def same(library: Library, one: int, other: int, kind: str = "same claim") -> None:
    library.write("INSERT INTO link (uid, type, from_id, to_id) VALUES (?, ?, ?, ?)", (new_uid(), kind, one, other))


@pytest.fixture
def claims(library: Library) -> list[int]:
    """The same sentence in four articles, the third of which is the oldest."""
    made = []
    for number, day in enumerate(("2026-05-12", "2026-05-11", "2026-05-09", "2026-05-10")):
        with library.transaction():
            article = library.articles.add(draft_of(f"Wall {number}\n\nThe wall will stand.", published=day))
        made.append(tag(library, article, "The wall will stand.", label="Statement").id)
    return made


def test_a_claim_without_links_has_no_other_sightings(library: Library, claims: list[int]) -> None:
    same(library, claims[0], claims[1], "contradicts")
    assert first_sightings(library) == {}


def test_sightings_are_joined_through_others_and_the_earliest_is_the_first(library: Library, claims: list[int]) -> None:
    same(library, claims[0], claims[1])
    same(library, claims[2], claims[1])
    assert first_sightings(library) == dict.fromkeys(claims[:3], claims[2])


def test_of_two_on_the_same_day_the_one_that_was_tagged_first_is_the_first(library: Library, claims: list[int]) -> None:
    library.write("UPDATE article SET moment = (SELECT moment + 1 FROM article WHERE id = 3) WHERE id = 4")
    same(library, claims[3], claims[2])
    assert first_sightings(library)[claims[3]] == claims[2]


def test_a_sighting_in_the_bin_still_joins_but_is_not_the_first(library: Library, claims: list[int]) -> None:
    same(library, claims[0], claims[2])
    same(library, claims[2], claims[3])
    Read(library).bin(3)
    assert first_sightings(library) == {claims[0]: claims[3], claims[2]: claims[3], claims[3]: claims[3]}


def test_a_renamed_type_of_link_still_joins(library: Library, claims: list[int]) -> None:
    same(library, claims[0], claims[1], "said again")
    library.write("UPDATE link_type SET name = 'said again' WHERE role = 'same_claim'")
    assert first_sightings(library) == dict.fromkeys(claims[:2], claims[1])
