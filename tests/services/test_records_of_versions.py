"""Older versions and the bin: what stands there counts nowhere, and joins what it joined."""

import csv
from pathlib import Path

import pytest

from reader.domain.annotation import Annotation, AnnotationFilter
from reader.domain.entity_listing import MentionOrder
from reader.domain.ledger import LedgerQuery
from reader.domain.span import Span
from reader.domain.tables import Table
from reader.services.export_tables import export_table
from reader.services.ledger import Ledger, listed_ids
from reader.services.links import Links
from reader.services.read import Read
from reader.services.register import Register
from reader.services.same_or_new import keep
from reader.services.undo import Undo
from reader.services.versions import Versions
from reader.storage.check import troubles
from reader.storage.entity_pages import entity_page, mention_ids, tally_entities
from reader.storage.library import Library
from reader.storage.sightings import first_sightings
from tests.making import TEXT, tag
from tests.services.test_same_or_new import LATER, page

OTHER = "Shops closed\n\nA flood has closed 120 shops in Kello, Ines Duarte said."
OTHER_LATER = OTHER + "\n\nMore is to follow."
LATEST = LATER.replace("Update", "Update at noon")


class World:
    """A claim that is sighted in two articles, each of which may get newer versions; one person in both."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.one, self.other = self.bring(TEXT), self.bring(OTHER, "https://other.example/shops")
        self.first = tag(library, self.one, "“We will rebuild the wall,”", label="Statement")
        self.second = tag(library, self.other, "A flood has closed 120 shops in Kello", label="Statement")
        Ledger(library).join((self.first.id, self.second.id))
        mentions = [tag(library, each, "Ines Duarte").id for each in (self.one, self.other)]
        Register(library).link_new(mentions, "Ines Duarte")
        (self.mayor,) = Register(library).all()

    def bring(self, text: str, url: str = "https://post.example/flood") -> int:
        with self.library.action("Import"):
            return keep(self.library, page(text, url), "here").article_id

    def sightings(self) -> list[list[int]]:
        """The articles of the sightings of every claim."""
        found = Ledger(self.library).some(listed_ids(self.library, LedgerQuery()))
        return sorted(sorted(each.article_id for each in claim.sightings) for claim in found.values())

    def claim_in(self, article_id: int) -> Annotation:
        (claim,) = [one for one in self.library.annotations.of_article(article_id) if one.quote in self._claims()]
        return claim

    def _claims(self) -> set[str]:
        return {self.first.quote, self.second.quote}

    def table(self, table: Table, folder: Path, *, versions: bool = False) -> list[dict[str, str]]:
        which = AnnotationFilter(versions=versions)
        export_table(self.library, folder / "out.csv", table, which, replace=True)
        with (folder / "out.csv").open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))


@pytest.fixture
def world(library: Library) -> World:
    return World(library)


def test_the_sightings_of_a_claim_go_on_to_new_versions_of_both_articles(world: World) -> None:
    newer = world.bring(LATER)
    assert world.sightings() == [[world.other, newer]]
    other = world.bring(OTHER_LATER, "https://other.example/shops")
    assert world.sightings() == [[newer, other]]
    newest = world.bring(LATEST)
    assert world.sightings() == [[other, newest]]
    assert len({first_sightings(world.library)[world.claim_in(each).id] for each in (newest, other)}) == 1
    assert list(troubles(world.library)) == []


def test_links_between_articles_do_not_multiply_with_their_versions(world: World) -> None:
    for number in range(6):
        newest = world.bring(f"{LATER}\n\nUpdate {number}.")
        other = world.bring(f"{OTHER}\n\nUpdate {number}.", "https://other.example/shops")
    assert world.sightings() == [[newest, other]]
    (links,) = world.library.row("SELECT count(*) FROM link")
    assert links == 1 + 2 * 6
    assert [one.other.article_id for one in Links(world.library).of(world.claim_in(newest).id)] == [other]


def test_a_claim_that_waited_for_its_place_is_a_sighting_again_once_it_has_one(world: World) -> None:
    newer = world.bring(LATER.replace("We will rebuild the wall", "Nobody knows what comes"))
    other = world.bring(OTHER_LATER, "https://other.example/shops")
    assert world.sightings() == [[other]]
    (waiting,) = Versions(world.library).unplaced(newer)
    place = (LATER.replace("We will rebuild the wall", "Nobody knows what comes")).index("Nobody")
    Versions(world.library).accept(waiting.id, (Span(place, place + 8),))
    assert world.sightings() == [[newer, other]]


def test_a_sighting_taken_out_in_a_new_version_stays_out_in_the_next(world: World) -> None:
    newer = world.bring(LATER)
    Ledger(world.library).take_out(world.claim_in(newer).id)
    assert world.sightings() == [[world.other], [newer]]
    newest = world.bring(LATEST)
    assert world.sightings() == [[world.other], [newest]]


def test_a_link_is_there_again_once_both_its_ends_have_a_place_however_late(world: World) -> None:
    there = tag(world.library, world.one, "Omar Haddad")
    Links(world.library).add(world.first.id, there.id, "about")
    gone, back = LATER.replace("Omar Haddad", "Somebody"), LATER + "\n\nIt is raining."
    newer, newest = world.bring(gone), world.bring(back)
    assert Links(world.library).of(world.claim_in(newer).id)[0].link.type != "about"
    links = [(one.link.type, one.other.quote) for one in Links(world.library).of(world.claim_in(newest).id)]
    assert links == [("about", "Omar Haddad"), ("same claim", world.second.quote)]


def test_a_link_is_exported_once_whatever_versions_there_are(world: World, tmp_path: Path) -> None:
    world.bring(LATER)
    rows = world.table(Table.LINKS, tmp_path)
    assert [row["type"] for row in rows] == ["same claim"]
    assert len(world.table(Table.LINKS, tmp_path, versions=True)) == 2


def counted(world: World, folder: Path) -> tuple[int, ...]:
    """How often the mayor is mentioned, by all who count."""
    mayor = world.mayor.id
    found = entity_page(world.library, mayor)
    assert found is not None
    (row,) = world.table(Table.ENTITIES, folder)
    return (
        tally_entities(world.library).mentions(mayor),
        tally_entities(world.library).articles(mayor),
        len(found.mentions),
        len(mention_ids(world.library, mayor, MentionOrder.BEFORE)),
        int(row["mentions"]),
        int(row["articles"]),
        len(world.table(Table.MENTIONS, folder)),
        Register(world.library).counts((mayor,)).get(mayor, 0),
    )


def test_a_mention_counts_once_whatever_versions_there_are(world: World, tmp_path: Path) -> None:
    assert set(counted(world, tmp_path)) == {2}
    world.bring(LATER)
    assert set(counted(world, tmp_path)) == {2}


def test_what_lies_in_the_bin_counts_nowhere_and_counts_again_once_it_is_back(world: World, tmp_path: Path) -> None:
    Read(world.library).bin(world.other)
    assert set(counted(world, tmp_path)) == {1}
    assert world.sightings() == [[world.one]]
    (claim,) = world.table(Table.CLAIMS, tmp_path)
    assert (claim["sightings"], claim["claim_id"]) == ("1", world.first.uid)
    assert world.table(Table.LINKS, tmp_path) == []
    Undo(world.library).undo()
    assert set(counted(world, tmp_path)) == {2}
    assert world.sightings() == [[world.one, world.other]]
