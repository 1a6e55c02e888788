"""The tables of a library leave as CSV, each with the columns that were promised."""

import csv
from pathlib import Path

import pytest

from reader.domain.annotation import AnnotationFilter
from reader.domain.codebook import LabelKind
from reader.domain.joined_cells import from_cell
from reader.domain.tables import Table
from reader.errors import CancelledError, LibraryError
from reader.services.export_tables import export_table
from reader.services.read import Read
from reader.storage.library import Library
from tests.making import draft_of, tag
from tests.recording import answer, entity, evidence, link, mentions

EVERYTHING = AnnotationFilter()
HEADS = {
    Table.CLAIMS: (
        "claim_id, claim, claimant_id, claimant, cue, quote_type, addressee, topics, about, made_on, made_at, "
        "certainty, checkworthiness, reason, stance, scale, verdict, rationale, checked_by, checked_on, evidence, "
        "sightings, articles, first, last, annotation_ids, quotes, sources, urls, supported_by, contradicted_by"
    ),
    Table.ENTITIES: "id, name, type, aliases, uri, note, mentions, articles, first, last",
    Table.LINKS: (
        "link_id, type, from_annotation_id, from_article_id, from_title, from_kind, from_label, from_quote, "
        "to_annotation_id, to_article_id, to_title, to_kind, to_label, to_quote"
    ),
    Table.ARTICLES: (
        "article_id, title, source, author, published, url, language, state, starred, tags, words, entities, claims, "
        "added_at, origin, text_sha256"
    ),
    Table.MENTIONS: (
        "entity_id, entity, entity_uri, label, annotation_id, article_id, title, source, published, start, stop, "
        "quote, context_before, context_after"
    ),
}


def exported(
    library: Library, folder: Path, table: Table, which: AnnotationFilter = EVERYTHING, *, excel: bool = False
) -> list[dict[str, str]]:
    path = folder / f"{table}.csv"
    count = export_table(library, path, table, which, excel=excel, replace=True)
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file, strict=True))
    assert len(rows) == count
    return rows


def uid_of(library: Library, annotation_id: int) -> str:
    return str(library.row("SELECT uid FROM annotation WHERE id = ?", (annotation_id,))[0])


@pytest.fixture
def later(library: Library) -> int:
    """Another article, of three days later."""
    with library.transaction():
        return library.articles.add(draft_of("Wall\n\nDuarte: “We will rebuild the wall.”", published="2026-05-15"))


@pytest.fixture
def sightings(library: Library, article: int, later: int) -> list[int]:
    """A claim that was sighted in both articles."""
    made = [tag(library, each, "We will rebuild the wall", label="Quotation").id for each in (article, later)]
    link(library, "same_claim", made[1], made[0])
    return made


@pytest.fixture
def named(library: Library, article: int, later: int) -> list[int]:
    """Mentions of one entity in both articles, and one of nobody who is known."""
    found = [tag(library, article, "Ines Duarte").id, tag(library, later, "Duarte").id]
    duarte = entity(library, "Ines Duarte", "Duarte", "the mayor; of Kello")
    for mention in found:
        mentions(library, mention, duarte)
    return [*found, tag(library, article, "Omar Haddad").id]


@pytest.mark.parametrize("table", HEADS)
def test_a_table_has_the_columns_that_were_promised(library: Library, tmp_path: Path, table: Table) -> None:
    assert export_table(library, tmp_path / "out.csv", table, EVERYTHING) == 0
    assert (tmp_path / "out.csv").read_text("utf-8") == HEADS[table].replace(" ", "") + "\n"


def test_the_table_of_annotations_is_the_usual_one(library: Library, named: list[int], tmp_path: Path) -> None:
    rows = exported(library, tmp_path, Table.ANNOTATIONS)
    assert [row["quote"] for row in rows] == ["Ines Duarte", "Omar Haddad", "Duarte"]


def test_a_claim_is_one_row_with_all_that_its_sightings_know(
    library: Library, sightings: list[int], named: list[int], tmp_path: Path
) -> None:
    answer(library, sightings[0], "claimant", 1)
    answer(library, sightings[1], "topics", "harbour; sea", "budget")
    answer(library, sightings[1], "verdict", "disputed")
    answer(library, sightings[1], "made_at", entity(library, "Kello", label="Place"))
    evidence(library, sightings[1], "https://kello.example", "No money.", "refutes")
    (row,) = exported(library, tmp_path, Table.CLAIMS)
    assert row["claim_id"] == uid_of(library, sightings[0])
    assert (row["claimant"], row["verdict"], row["made_at"]) == ("Ines Duarte", "disputed", "Kello")
    assert (row["sightings"], row["articles"], row["first"], row["last"]) == ("2", "2", "2026-05-12", "2026-05-15")
    assert from_cell(row["topics"]) == ["harbour; sea", "budget"]
    assert from_cell(row["annotation_ids"]) == [uid_of(library, each) for each in sightings]
    assert row["evidence"] == "refutes https://kello.example “No money.”"
    annotations = exported(library, tmp_path, Table.ANNOTATIONS, AnnotationFilter(kind=LabelKind.CLAIM))
    assert {each["claim_id"] for each in annotations} == {row["claim_id"]}


def test_a_claim_is_chosen_by_any_of_its_sightings(
    library: Library, sightings: list[int], later: int, tmp_path: Path
) -> None:
    which = AnnotationFilter(article_ids=(later,))
    (row,) = exported(library, tmp_path, Table.CLAIMS, which)
    assert row["claim_id"] == uid_of(library, sightings[0])
    assert exported(library, tmp_path, Table.CLAIMS, AnnotationFilter(labels=("Statement",))) == []


def test_an_entity_is_one_row_with_its_names_and_counts(library: Library, named: list[int], tmp_path: Path) -> None:
    entity(library, "Kello", label="Place")
    duarte, kello = exported(library, tmp_path, Table.ENTITIES)
    assert from_cell(duarte["aliases"]) == ["Duarte", "the mayor; of Kello"]
    assert [duarte[name] for name in ("type", "mentions", "articles", "first", "last")] == [
        "Person", "2", "2", "2026-05-12", "2026-05-15",
    ]  # fmt: skip
    assert [kello[name] for name in ("type", "mentions", "articles", "first", "last")] == ["Place", "0", "0", "", ""]
    assert [
        row["name"] for row in exported(library, tmp_path, Table.ENTITIES, AnnotationFilter(labels=("Place",)))
    ] == ["Kello"]


def test_what_lies_in_the_bin_is_counted_nowhere(
    library: Library, named: list[int], sightings: list[int], later: int, tmp_path: Path
) -> None:
    Read(library).bin(later)
    assert exported(library, tmp_path, Table.ENTITIES)[0]["mentions"] == "1"
    assert exported(library, tmp_path, Table.CLAIMS)[0]["sightings"] == "1"
    assert exported(library, tmp_path, Table.LINKS) == []
    assert len(exported(library, tmp_path, Table.ARTICLES)) == len(exported(library, tmp_path, Table.MENTIONS)) == 1


def test_a_link_names_both_of_its_ends(
    library: Library, sightings: list[int], named: list[int], tmp_path: Path
) -> None:
    link(library, "claimant", sightings[0], named[0])
    same, claimant = exported(library, tmp_path, Table.LINKS)
    assert (same["type"], same["from_annotation_id"]) == ("same claim", uid_of(library, sightings[1]))
    assert (claimant["from_kind"], claimant["from_label"], claimant["to_label"]) == ("claim", "Quotation", "Person")
    assert (claimant["from_quote"], claimant["to_quote"]) == ("We will rebuild the wall", "Ines Duarte")


def test_links_are_chosen_by_either_end(
    library: Library, sightings: list[int], named: list[int], later: int, tmp_path: Path
) -> None:
    link(library, "claimant", sightings[0], named[0])
    chosen = exported(library, tmp_path, Table.LINKS, AnnotationFilter(article_ids=(later,)))
    assert [row["type"] for row in chosen] == ["same claim"]
    chosen = exported(library, tmp_path, Table.LINKS, AnnotationFilter(labels=("Person",)))
    assert [row["type"] for row in chosen] == ["claimant"]


def test_a_mention_is_a_row_only_where_its_entity_is_known(library: Library, named: list[int], tmp_path: Path) -> None:
    first, second = exported(library, tmp_path, Table.MENTIONS)
    assert (first["entity"], first["quote"], first["published"]) == ("Ines Duarte", "Ines Duarte", "2026-05-12")
    assert (second["quote"], second["context_after"]) == ("Duarte", ": “We will rebuild the wall.”")


def test_an_article_is_a_row_with_its_counts_and_without_its_text(
    library: Library, named: list[int], sightings: list[int], article: int, tmp_path: Path
) -> None:
    library.write("INSERT INTO tag (uid, name) VALUES ('t1', 'Ports; sea')")
    library.write("INSERT INTO article_tag VALUES (?, 1)", (article,))
    Read(library).star(article, starred=True)
    first, second = exported(library, tmp_path, Table.ARTICLES)
    assert (first["entities"], first["claims"], first["starred"], first["tags"]) == ("2", "1", "yes", "Ports\\; sea")
    assert (second["entities"], second["claims"], second["starred"], second["tags"]) == ("1", "1", "no", "")


@pytest.mark.parametrize(
    ("table", "which", "sentence"),
    [
        (Table.ENTITIES, AnnotationFilter(annotator="tester", since="2026-01-01"), "chosen by annotator and date"),
        (Table.ENTITIES, AnnotationFilter(article_ids=(1,)), "chosen by articles"),
        (Table.ARTICLES, AnnotationFilter(labels=("Person",)), "chosen by labels"),
        (Table.CLAIMS, AnnotationFilter(versions=True), "chosen by versions"),
        (Table.CLAIMS, AnnotationFilter(kind=LabelKind.ENTITY), "no rows of kind entity"),
        (Table.MENTIONS, AnnotationFilter(kind=LabelKind.CLAIM), "no rows of kind claim"),
        (Table.LINKS, AnnotationFilter(labels=("Nobody",)), "There is no label “Nobody”"),
    ],
)
def test_a_filter_that_makes_no_sense_for_a_table_is_refused(
    library: Library, tmp_path: Path, table: Table, which: AnnotationFilter, sentence: str
) -> None:
    with pytest.raises(LibraryError, match=sentence):
        export_table(library, tmp_path / "out.csv", table, which)
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("table", HEADS)
def test_no_table_is_written_when_it_was_cancelled(
    library: Library, named: list[int], sightings: list[int], tmp_path: Path, table: Table
) -> None:
    with pytest.raises(CancelledError):
        export_table(library, tmp_path / "out.csv", table, EVERYTHING, cancelled=lambda: True)
    assert not (tmp_path / "out.csv").exists()


def test_for_excel_the_cells_of_every_table_are_guarded(library: Library, article: int, tmp_path: Path) -> None:
    named = tag(library, article, "Ines Duarte").id
    mentions(library, named, entity(library, "=1+1", "@you"))
    assert exported(library, tmp_path, Table.ENTITIES, excel=True)[0]["name"] == "'=1+1"
    assert exported(library, tmp_path, Table.ENTITIES, excel=True)[0]["aliases"] == "'@you"
    assert exported(library, tmp_path, Table.MENTIONS, excel=True)[0]["entity"] == "'=1+1"
