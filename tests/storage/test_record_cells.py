"""What leaves of the records of annotations: the columns behind those of the spans."""

from typing import Any

import pytest

from reader.domain.annotation import CLAIM_COLUMNS, AnnotationFilter, AnnotationRecord
from reader.storage.library import Library
from reader.storage.record_cells import RecordCells
from reader.storage.records import record_rows
from tests.making import draft_of, tag
from tests.recording import answer, attribute, entity, evidence, link, mentions

EVERYTHING = AnnotationFilter()


def cells(library: Library, annotation_id: int, which: AnnotationFilter = EVERYTHING) -> dict[str, Any]:
    """What is told of an annotation in the new columns; empty cells are left out."""
    known = RecordCells(library, which)
    columns = (*AnnotationRecord._fields, *known.own)
    rows = [dict(zip(columns, row, strict=False)) for row in record_rows(library, which, known)]
    (uid,) = library.row("SELECT uid FROM annotation WHERE id = ?", (annotation_id,))
    (row,) = [row for row in rows if row["annotation_id"] == uid]
    return {name: row[name] for name in columns[columns.index("claim_id") :] if row.get(name)}


def uid_of(library: Library, annotation_id: int) -> str:
    return str(library.row("SELECT uid FROM annotation WHERE id = ?", (annotation_id,))[0])


@pytest.fixture
def claim(library: Library, article: int) -> int:
    return tag(library, article, "We will rebuild the wall", label="Quotation").id


def test_a_claim_without_answers_tells_its_id_and_the_day_of_its_article(library: Library, claim: int) -> None:
    assert cells(library, claim) == {"claim_id": uid_of(library, claim), "made_on": "2026-05-12"}


def test_a_mention_leaves_the_columns_of_claims_empty(library: Library, article: int, claim: int) -> None:
    named = tag(library, article, "Ines Duarte").id
    mentions(library, named, entity(library, "Ines Duarte"))
    answer(library, claim, "topics", "harbour")
    assert cells(library, named) == {}


def test_a_record_fills_its_columns(library: Library, article: int, claim: int) -> None:
    named = tag(library, article, "Mayor Ines Duarte").id
    duarte, board = entity(library, "Ines Duarte"), entity(library, "Harbour Board", label="Organization")
    kello = entity(library, "Kello", label="Place")
    link(library, "claimant", claim, named)
    for asked, *values in (
        ("claimant", duarte),
        ("claim", "The wall is rebuilt; soon"),
        ("cue", "said"),
        ("quote_type", "direct"),
        ("made_on", "2026-05-11"),
        ("made_at", kello),
        ("topics", "harbour", "budget; debt", "C:\\"),
        ("about", board, kello),
        ("certainty", "CT+"),
        ("checkworthiness", "3"),
        ("stance", "reports"),
        ("verdict", "disputed"),
    ):
        answer(library, claim, asked, *values)
    evidence(library, claim, "https://kello.example/wall", "No wall; no work.", "refutes")
    evidence(library, claim, "https://kello.example/plan")
    (duarte_uid,) = library.row("SELECT uid FROM entity WHERE id = ?", (duarte,))
    assert cells(library, claim) == {
        "claim_id": uid_of(library, claim),
        "claim": "The wall is rebuilt; soon",
        "claimant_id": duarte_uid,
        "claimant": "Ines Duarte",
        "claimant_quote": "Mayor Ines Duarte",
        "cue": "said",
        "quote_type": "direct",
        "made_on": "2026-05-11",
        "made_at": "Kello",
        "topics": "harbour; budget\\; debt; C:\\\\",
        "about": "Harbour Board; Kello",
        "certainty": "CT+",
        "checkworthiness": "3",
        "stance": "reports",
        "verdict": "disputed",
        "evidence": "refutes https://kello.example/wall “No wall\\; no work.”; https://kello.example/plan",
    }


@pytest.mark.parametrize("somebody", ["author", "unnamed"])
def test_a_claimant_who_is_no_entity_has_no_id(library: Library, claim: int, somebody: str) -> None:
    answer(library, claim, "claimant", somebody)
    told = cells(library, claim)
    assert told["claimant"] == somebody
    assert "claimant_id" not in told


def test_sightings_of_one_claim_share_the_id_of_the_first(library: Library, claim: int) -> None:
    with library.transaction():
        earlier = library.articles.add(draft_of("Wall\n\nThey will rebuild it.", published="2026-05-02"))
    first = tag(library, earlier, "They will rebuild it.", label="Statement").id
    link(library, "same_claim", claim, first)
    assert cells(library, claim)["claim_id"] == cells(library, first)["claim_id"] == uid_of(library, first)


def test_attributes_of_ones_own_are_columns_in_the_order_of_the_codebook(library: Library, claim: int) -> None:
    for name in ("Hedged", "Source", "Frame"):
        attribute(library, name)
    assert RecordCells(library, EVERYTHING).own == ("attr.Hedged", "attr.Source", "attr.Frame")
    answer(library, claim, "Frame", "loss; gain")
    assert cells(library, claim)["attr.Frame"] == "loss; gain"


def test_an_archived_attribute_is_a_column_only_where_it_was_answered(library: Library, claim: int) -> None:
    attribute(library, "Never", archived=True)
    attribute(library, "Once", archived=True)
    answer(library, claim, "Once", "yes")
    assert RecordCells(library, EVERYTHING).own == ("attr.Once",)


def test_a_claim_and_a_mention_share_the_column_of_a_name(library: Library, article: int, claim: int) -> None:
    named = tag(library, article, "Ines Duarte").id
    attribute(library, "Role", kind="entity")
    of_claims = attribute(library, "Role", kind="claim", of="choices", choices=("a", "b"))
    library.write(
        "INSERT INTO annotation_value (annotation_id, attribute_id, value) SELECT ?, id, 'mayor' FROM attribute "
        "WHERE name = 'Role' AND kind = 'entity'",
        (named,),
    )
    for position, value in enumerate("ab"):
        library.write(
            "INSERT INTO annotation_value VALUES (?, ?, ?, ?, NULL, NULL, NULL)", (claim, of_claims, position, value)
        )
    assert RecordCells(library, EVERYTHING).own == ("attr.Role",)
    assert cells(library, named) == {"attr.Role": "mayor"}
    assert cells(library, claim)["attr.Role"] == "a; b"


def test_an_attribute_that_asks_for_an_entity_tells_its_name(library: Library, claim: int) -> None:
    attribute(library, "Paid by", of="entity")
    answer(library, claim, "Paid by", entity(library, "Harbour Board", label="Organization"))
    assert cells(library, claim)["attr.Paid by"] == "Harbour Board"


@pytest.mark.parametrize("narrow", [{"article_ids": (1,)}, {"annotation_ids": (1,)}])
def test_a_narrow_filter_tells_the_same(library: Library, claim: int, narrow: dict[str, tuple[int, ...]]) -> None:
    answer(library, claim, "topics", "harbour")
    answer(library, claim, "claimant", entity(library, "Ines Duarte"))
    evidence(library, claim, "https://kello.example")
    assert cells(library, claim, AnnotationFilter(**narrow)) == cells(library, claim)  # type: ignore[arg-type]


def test_the_columns_of_claims_are_as_promised() -> None:
    assert CLAIM_COLUMNS == (
        "claim_id", "claim", "claimant_id", "claimant", "claimant_quote", "cue", "quote_type", "made_on", "made_at",
        "topics", "about", "certainty", "checkworthiness", "stance", "verdict", "evidence",
    )  # fmt: skip
