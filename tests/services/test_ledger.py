"""The claims ledger: claims grouped by what joins their sightings, listed, joined, taken apart, written out."""

import csv
import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.closeness import CLOSE, closeness, words_of
from reader.domain.ledger import ClaimSort, LedgerQuery, Queue
from reader.domain.link import LinkRole
from reader.domain.questions import Field
from reader.domain.record import AUTHOR, Evidence, EvidenceStance
from reader.errors import AnnotationError, FileError
from reader.services.annotate import Annotate
from reader.services.export_claims import export_claims
from reader.services.ledger import Ledger, ids_with_uids, listed_ids
from reader.services.read import Read
from reader.services.records import Records
from reader.services.undo import Undo
from reader.storage.library import Library
from reader.storage.sightings import first_sightings
from tests.claims import AGAIN, AGAINST, HARBOUR, answer, answer_by, article_with, claim_in, join, link
from tests.making import tag


class Found:
    """Three articles, the first two with sightings of one claim, and what the ledger says of them."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.ledger = Ledger(library)
        again = article_with(library, AGAIN, "2026-05-15", "The Ledger")
        self.later = claim_in(library, again, "The harbour wall failed at one point")
        harbour = article_with(library, HARBOUR, "2026-05-12", url="https://post.example/wall")
        self.first = claim_in(library, harbour, "The wall failed at one point")
        self.cost = claim_in(library, harbour, "Repairs will cost nine million crowns")
        self.against = claim_in(library, article_with(library, AGAINST, "2026-05-13"), "The wall broke in three places")

    def ids(self, **query: object) -> list[int]:
        return list(listed_ids(self.library, LedgerQuery(**query)))  # type: ignore[arg-type]


@pytest.fixture
def found(library: Library) -> Found:
    return Found(library)


def test_every_claim_that_nothing_joins_is_listed_the_latest_first(found: Found) -> None:
    assert found.ids() == [found.later.id, found.against.id, found.cost.id, found.first.id]


def test_joined_sightings_are_one_claim_by_the_earliest(found: Found) -> None:
    join(found.library, found.later.id, found.first.id)
    assert found.ids() == [found.against.id, found.cost.id, found.first.id]
    claim = found.ledger.claim(found.later.id)
    assert claim is not None
    assert (claim.id, claim.uid) == (found.first.id, found.first.uid)
    assert [each.source for each in claim.sightings] == ["Coastal Post", "The Ledger"]
    assert first_sightings(found.library)[found.later.id] == claim.id


def test_what_is_joined_over_others_is_one_claim_too(found: Found) -> None:
    join(found.library, found.first.id, found.later.id)
    join(found.library, found.later.id, found.against.id)
    assert found.ids() == [found.cost.id, found.first.id]


def test_a_sighting_taken_out_stands_alone_and_the_others_stay_joined(found: Found) -> None:
    join(found.library, found.first.id, found.later.id)
    join(found.library, found.later.id, found.against.id)
    found.ledger.take_out(found.later.id)
    assert found.ids() == [found.later.id, found.cost.id, found.first.id]
    claim = found.ledger.claim(found.against.id)
    assert claim is not None
    assert claim.id == found.first.id


def test_one_undo_takes_back_a_join_or_a_taking_out(found: Found) -> None:
    before = found.ids()
    join(found.library, found.first.id, found.later.id, found.against.id)
    joined = found.ids()
    found.ledger.take_out(found.first.id)
    Undo(found.library).undo()
    assert found.ids() == joined
    Undo(found.library).undo()
    assert found.ids() == before


def test_the_only_sighting_cannot_be_taken_out(found: Found) -> None:
    with pytest.raises(AnnotationError, match="only sighting"):
        found.ledger.take_out(found.first.id)


def test_joining_twice_is_refused_and_changes_nothing(found: Found) -> None:
    join(found.library, found.first.id, found.later.id)
    with pytest.raises(AnnotationError, match="already"):
        found.ledger.join((found.later.id, found.first.id))


def test_a_mention_is_no_claim_and_is_not_joined(found: Found) -> None:
    mention = tag(found.library, found.first.article_id, "board", label="Organization")
    with pytest.raises(AnnotationError):
        found.ledger.join((found.first.id, mention.id))
    assert mention.id not in found.ids()


def test_without_its_type_of_link_nothing_is_joined(found: Found) -> None:
    with found.library.action("Archive"):
        found.library.write("UPDATE link_type SET archived = 1 WHERE role = 'same_claim'")
    with pytest.raises(AnnotationError, match="no type of link"):
        found.ledger.join((found.first.id, found.later.id))


def test_what_lies_in_the_bin_is_no_sighting_but_still_joins(found: Found) -> None:
    join(found.library, found.first.id, found.later.id)
    join(found.library, found.later.id, found.against.id)
    Read(found.library).bin(found.later.article_id)
    assert found.ids() == [found.cost.id, found.first.id]
    claim = found.ledger.claim(found.first.id)
    assert claim is not None
    assert [each.id for each in claim.sightings] == [found.first.id, found.against.id]


def test_an_answer_is_that_of_the_earliest_sighting_that_has_one(found: Found) -> None:
    join(found.library, found.first.id, found.later.id)
    answer(found.library, found.later.id, Field.CHECKWORTHINESS, "3")
    answer(found.library, found.later.id, Field.CLAIM, "The wall of the harbour failed at one point.")
    claim = found.ledger.claim(found.first.id)
    assert claim is not None
    assert (claim.check, claim.holder(Field.CHECKWORTHINESS)) == (3, found.later.id)
    assert claim.text == "The wall of the harbour failed at one point."
    answer(found.library, found.first.id, Field.CHECKWORTHINESS, "1")
    claim = found.ledger.claim(found.first.id)
    assert claim is not None
    assert claim.check == 1


def test_the_claimant_is_an_entity_or_the_author_or_unnamed(found: Found) -> None:
    answer_by(found.library, found.first.id, Field.CLAIMANT, "Harbour Board")
    answer(found.library, found.cost.id, Field.CLAIMANT, AUTHOR)
    some = found.ledger.some((found.first.id, found.cost.id, found.against.id))
    names = [claim.claimant.name if claim.claimant else None for claim in some.values()]
    assert names == ["Harbour Board", "author", None]


def test_the_queue_holds_what_has_no_verdict_the_most_worth_checking_first(found: Found) -> None:
    answer(found.library, found.cost.id, Field.CHECKWORTHINESS, "1")
    answer(found.library, found.against.id, Field.CHECKWORTHINESS, "3")
    answer(found.library, found.first.id, Field.SCALE, "Gloss")
    answer(found.library, found.first.id, Field.VERDICT, "disputed")
    queued = found.ids(queue=Queue.TO_CHECK, sort=ClaimSort.TO_CHECK)
    assert queued == [found.against.id, found.cost.id, found.later.id]
    assert found.ids(queue=Queue.DISPUTED) == [found.first.id]
    listed = found.ledger.listing().listed(LedgerQuery())
    assert (listed.counts.all, listed.counts.to_check, listed.counts.disputed) == (4, 3, 1)


def test_what_contradicts_another_claim_or_is_contradicted_is_disputed_while_both_are_there(found: Found) -> None:
    join(found.library, found.first.id, found.later.id)
    link(found.library, found.against.id, found.later.id, LinkRole.CONTRADICTS)
    link(found.library, found.against.id, found.cost.id, LinkRole.SUPPORTS)
    assert found.ids(queue=Queue.DISPUTED) == [found.against.id, found.first.id]
    assert found.ledger.listing().listed(LedgerQuery()).counts.disputed == 2
    Annotate(found.library).delete(found.against.id)
    assert found.ids(queue=Queue.DISPUTED) == []


@pytest.mark.parametrize("sort", ClaimSort)
def test_every_order_has_every_claim_and_its_reverse(found: Found, sort: ClaimSort) -> None:
    answer_by(found.library, found.cost.id, Field.ABOUT, "Kello", "Place")
    ids, back = found.ids(sort=sort), found.ids(sort=sort, reverse=True)
    assert sorted(ids) == sorted(back) == sorted(found.ids())


def test_by_claim_they_stand_in_the_order_of_their_words(found: Found) -> None:
    assert found.ids(sort=ClaimSort.CLAIM) == [found.cost.id, found.later.id, found.against.id, found.first.id]


def test_by_the_day_a_claim_stands_where_its_record_says(found: Found) -> None:
    answer(found.library, found.first.id, Field.MADE_ON, "2026-06-01")
    assert found.ids()[0] == found.first.id


def test_words_are_found_in_quotes_in_plain_words_and_in_names(found: Found) -> None:
    answer(found.library, found.against.id, Field.CLAIM, "Divers saw a triple break.")
    answer_by(found.library, found.cost.id, Field.CLAIMANT, "Omar Haddad", "Person")
    assert found.ids(words="crowns") == [found.cost.id]
    assert found.ids(words="triple") == [found.against.id]
    assert found.ids(words="Haddad") == [found.cost.id]
    assert found.ids(words="crowns OR triple") == [found.against.id, found.cost.id]
    assert found.ids(words="wall NOT triple") == [found.later.id, found.first.id]


def test_what_is_for_and_against_comes_from_links_and_evidence(found: Found) -> None:
    join(found.library, found.first.id, found.later.id)
    link(found.library, found.against.id, found.later.id, LinkRole.CONTRADICTS)
    given = [Evidence(0, "https://log.example/1", "one trip", EvidenceStance.SUPPORTS)]
    Records(found.library).set_evidence(found.first.id, given)
    claim = found.ledger.claim(found.first.id)
    assert claim is not None
    assert [(each.supports, each.words) for each in claim.reasons] == [
        (True, "one trip"),
        (False, "The wall broke in three places"),
    ]


# What is perhaps the same


def test_close_words_are_proposed_and_nothing_is_joined(found: Found) -> None:
    assert [claim.id for claim in found.ledger.near(found.first.id)] == [found.later.id]
    assert len(found.ids()) == 4


def test_what_is_joined_already_is_not_proposed(found: Found) -> None:
    join(found.library, found.first.id, found.later.id)
    assert found.later.id not in [claim.id for claim in found.ledger.near(found.first.id)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The flood closed 126 shops in Kello.", "In Kello, 126 shops were closed by the flood."),
        ("The wall failed at one point", "The WALL failed, at one point!"),
        ("港口的防波堤将在冬季之前重建", "港口防波堤将在冬季前重建"),
    ],
)
def test_claims_in_much_the_same_words_are_close(one: str, other: str) -> None:
    assert closeness(words_of(one), words_of(other), {}) >= CLOSE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The flood closed 126 shops in Kello.", "The flood closed 12 shops in Kello."),
        ("The wall failed at one point", "Repairs will cost nine million crowns"),
        ("It is so.", "It was not so."),
        ("", ""),
    ],
)
def test_other_claims_are_not(one: str, other: str) -> None:
    assert closeness(words_of(one), words_of(other), {}) < CLOSE


@given(st.text(max_size=40), st.text(max_size=40))
def test_closeness_is_between_none_and_all_and_the_same_both_ways(one: str, other: str) -> None:
    words, others = words_of(one), words_of(other)
    found = closeness(words, others, {})
    assert 0 <= found <= 1
    assert found == pytest.approx(closeness(others, words, {}))


def test_the_same_claimant_brings_claims_closer() -> None:
    one, other = words_of("the harbour wall failed"), words_of("the harbour gate failed")
    assert closeness(one, other, {}, same_claimant=True) > closeness(one, other, {})


# What is written out


def test_the_ledger_as_a_table_has_a_row_a_claim(found: Found, tmp_path: Path) -> None:
    join(found.library, found.first.id, found.later.id)
    answer_by(found.library, found.first.id, Field.CLAIMANT, "Harbour Board")
    done = export_claims(found.library, tmp_path / "claims.csv", LedgerQuery())
    with (tmp_path / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert done.written == len(rows) == 3
    first = rows[-1]
    assert first["claim_id"] == found.first.uid
    assert (first["claimant"], first["sightings"], first["sources"]) == (
        "Harbour Board",
        "2",
        "Coastal Post; The Ledger",
    )


def test_a_table_for_spreadsheets_holds_nothing_that_runs_as_a_formula(found: Found, tmp_path: Path) -> None:
    answer(found.library, found.cost.id, Field.CLAIM, "=HYPERLINK(1)")
    path = tmp_path / "claims.csv"
    export_claims(found.library, path, LedgerQuery())
    assert ",=HYPERLINK(1)," in path.read_text("utf-8")
    export_claims(found.library, path, LedgerQuery(), excel=True, replace=True)
    assert ",'=HYPERLINK(1)," in path.read_text("utf-8")
    assert path.read_bytes().startswith(b"\xef\xbb\xbfclaim_id,")


def test_a_page_and_markdown_hold_words_of_others_as_words(found: Found, tmp_path: Path) -> None:
    answer(found.library, found.cost.id, Field.CLAIM, "<script>alert(1)</script> [x](javascript:1) *y*")
    for name in ("claims.html", "claims.md"):
        export_claims(found.library, tmp_path / name, LedgerQuery())
    page, text = (tmp_path / "claims.html").read_text("utf-8"), (tmp_path / "claims.md").read_text("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert 'href="https://post.example/wall"' in page
    assert r"\<script\>alert\(1\)" in text
    assert r"\*y\*" in text


def test_one_claim_as_a_review_is_refused_without_a_verdict(found: Found, tmp_path: Path) -> None:
    path = tmp_path / "one.jsonld"
    with pytest.raises(FileError, match="no verdict"):
        export_claims(found.library, path, (found.first.id,))
    assert not path.exists()


def test_a_ledger_as_reviews_counts_what_is_left_out(found: Found, tmp_path: Path) -> None:
    answer(found.library, found.first.id, Field.SCALE, "Gloss")
    answer(found.library, found.first.id, Field.VERDICT, "disputed")
    done = export_claims(found.library, tmp_path / "all.jsonld", LedgerQuery())
    assert done.sentence("all.jsonld") == "exported 1 claim to all.jsonld; 3 without a verdict were left out"
    graph = json.loads((tmp_path / "all.jsonld").read_text("utf-8"))["@graph"]
    assert graph[0]["reviewRating"]["ratingValue"] == 2


def test_an_ending_that_is_none_of_the_four_is_refused(found: Found, tmp_path: Path) -> None:
    with pytest.raises(FileError, match="end in"):
        export_claims(found.library, tmp_path / "claims.docx", LedgerQuery())


def test_claims_are_found_by_the_uid_of_any_sighting(found: Found) -> None:
    join(found.library, found.first.id, found.later.id)
    assert ids_with_uids(found.library, [found.later.uid, found.first.uid]) == [found.first.id]
    with pytest.raises(AnnotationError, match="no claim"):
        ids_with_uids(found.library, ["nobody"])


def test_a_claim_that_was_deleted_is_listed_no_more(found: Found) -> None:
    join(found.library, found.first.id, found.later.id)
    Annotate(found.library).delete(found.first.id)
    assert found.ids() == [found.later.id, found.against.id, found.cost.id]


def test_an_empty_ledger_is_empty(library: Library, tmp_path: Path) -> None:
    assert list(listed_ids(library, LedgerQuery())) == []
    assert export_claims(library, tmp_path / "none.md", LedgerQuery()).written == 0
    assert Ledger(library).near(1) == ()


def test_fields_of_the_record_are_asked_for_and_one_sighting_may_answer_for_another(found: Found) -> None:
    join(found.library, found.first.id, found.later.id)
    answer_by(found.library, found.first.id, Field.CLAIMANT, "Harbour Board")
    answer(found.library, found.later.id, Field.CHECKWORTHINESS, "2")
    answer(found.library, found.cost.id, Field.CHECKWORTHINESS, "1")
    answer(found.library, found.cost.id, Field.TOPICS, "money")
    answer_by(found.library, found.cost.id, Field.ABOUT, "Kello", "Place")
    answer(found.library, found.against.id, Field.SCALE, "Gloss")
    answer(found.library, found.against.id, Field.VERDICT, "disputed")
    assert found.ids(words='claimant:"Harbour Board" check:>=2') == [found.first.id]
    assert found.ids(words='claimant:"Harbour Board" OR check:>=1') == [found.cost.id, found.first.id]
    assert found.ids(words="topic:money") == found.ids(words="about:Kello") == [found.cost.id]
    assert found.ids(words="verdict:disputed") == [found.against.id]
    assert found.ids(words="verdict:none") == [found.cost.id, found.first.id]


def test_a_sighting_is_taken_out_also_when_the_type_of_link_was_put_away_since(found: Found) -> None:
    join(found.library, found.first.id, found.later.id)
    join(found.library, found.later.id, found.against.id)
    with found.library.action("Archive"):
        found.library.write("UPDATE link_type SET archived = 1 WHERE role = 'same_claim'")
    found.ledger.take_out(found.later.id)
    assert found.ids() == [found.later.id, found.cost.id, found.first.id]


def test_whatever_is_joined_and_taken_out_the_groups_are_those_of_a_plain_list(library: Library) -> None:
    words = [f"The claim of number {number} is so" for number in range(8)]
    article_id = article_with(library, "Title\n\n" + ". ".join(words) + ".", "2026-05-12")
    ids = [claim_in(library, article_id, quote).id for quote in words]
    groups, ledger, chance = [{number} for number in ids], Ledger(library), Random(7)
    for _ in range(120):
        one, other = chance.sample(ids, 2)
        first, second = (next(group for group in groups if number in group) for number in (one, other))
        if chance.random() < 0.6 and first is not second:
            ledger.join((one, other))
            groups = [group for group in groups if group not in (first, second)] + [first | second]
        elif len(first) > 1:
            ledger.take_out(one)
            groups = [group for group in groups if group != first] + [first - {one}, {one}]
        listed = ledger.some(list(listed_ids(library, LedgerQuery())))
        shown = sorted(sorted(sighting.id for sighting in claim.sightings) for claim in listed.values())
        assert shown == sorted(map(sorted, groups))
