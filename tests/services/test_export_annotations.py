"""Annotations leave as CSV, whole or not at all."""

import csv
from pathlib import Path

import pytest

from reader.domain.annotation import AnnotationFilter
from reader.domain.codebook import LabelKind
from reader.errors import CancelledError, FileError, LibraryError
from reader.services.annotate import Annotate
from reader.services.export_annotations import check_filter, export_annotations, left_waiting
from reader.services.same_or_new import keep
from reader.storage.library import Library
from tests.making import TEXT, draft_of, tag
from tests.services.test_same_or_new import LATER, page

EVERYTHING = AnnotationFilter()
COLUMNS = (
    "annotation_id, article_id, title, source, author, published, url, language, kind, label, start, stop, fragments, "
    "quote, context_before, context_after, entity_id, entity, entity_uri, note, status, origin, annotator, created_at, "
    "updated_at, text_sha256, claim_id, claim, claimant_id, claimant, claimant_quote, cue, quote_type, made_on, "
    "made_at, topics, about, certainty, checkworthiness, stance, verdict, evidence"
)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_columns_are_those_that_were_promised(library: Library, tmp_path: Path) -> None:
    assert export_annotations(library, tmp_path / "out.csv", EVERYTHING) == 0
    assert (tmp_path / "out.csv").read_bytes() == COLUMNS.replace(" ", "").encode() + b"\r\n"


def test_each_annotation_is_a_row(library: Library, article: int, tmp_path: Path) -> None:
    tag(library, article, "Ines Duarte")
    tag(library, article, "We will rebuild", "before the winter", label="Quotation")
    assert export_annotations(library, tmp_path / "out.csv", EVERYTHING) == 2
    for row in rows(tmp_path / "out.csv"):
        start, stop = int(row["start"]), int(row["stop"])
        assert row["quote"] == TEXT[start:stop]
        assert row["context_before"] == TEXT[max(0, start - 40) : start]
        assert row["context_after"] == TEXT[stop : stop + 40]


def test_only_what_the_filter_lets_through_is_written(library: Library, article: int, tmp_path: Path) -> None:
    tag(library, article, "Ines Duarte")
    tag(library, article, "We will rebuild the wall", label="Quotation")
    assert export_annotations(library, tmp_path / "out.csv", AnnotationFilter(kind=LabelKind.CLAIM)) == 1
    assert [row["label"] for row in rows(tmp_path / "out.csv")] == ["Quotation"]


def test_annotations_that_are_named_by_their_ids_are_written(library: Library, article: int, tmp_path: Path) -> None:
    tag(library, article, "Ines Duarte")
    named = tag(library, article, "Omar Haddad").id
    assert export_annotations(library, tmp_path / "out.csv", AnnotationFilter(annotation_ids=(named, 999))) == 1
    assert [row["quote"] for row in rows(tmp_path / "out.csv")] == ["Omar Haddad"]


def test_for_a_spreadsheet_a_note_cannot_run_as_a_formula(library: Library, article: int, tmp_path: Path) -> None:
    Annotate(library).note(tag(library, article, "Ines Duarte").id, "=1+1")
    export_annotations(library, tmp_path / "out.csv", EVERYTHING, excel=True)
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfannotation_id")
    assert rows(tmp_path / "out.csv")[0]["note"] == "'=1+1"
    export_annotations(library, tmp_path / "exact.csv", EVERYTHING)
    assert rows(tmp_path / "exact.csv")[0]["note"] == "=1+1"


def test_a_file_that_is_there_is_replaced_only_when_that_was_asked_for(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("mine")
    with pytest.raises(FileError, match="there already"):
        export_annotations(library, path, EVERYTHING)
    assert path.read_text() == "mine"
    export_annotations(library, path, EVERYTHING, replace=True)
    assert rows(path) == []


def test_a_missing_folder_is_told(library: Library, tmp_path: Path) -> None:
    with pytest.raises(FileError, match="its folder is not there"):
        export_annotations(library, tmp_path / "missing" / "out.csv", EVERYTHING)


def test_after_a_failure_the_library_can_be_written_again(library: Library, article: int, tmp_path: Path) -> None:
    with pytest.raises(FileError):
        export_annotations(library, tmp_path / "missing" / "out.csv", EVERYTHING)
    tag(library, article, "Ines Duarte")
    assert export_annotations(library, tmp_path / "out.csv", EVERYTHING) == 1


def test_an_export_that_is_cancelled_writes_no_file(library: Library, article: int, tmp_path: Path) -> None:
    tag(library, article, "Ines Duarte")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(CancelledError, match="no file was written"):
        export_annotations(library, tmp_path / "out.csv", EVERYTHING, cancelled=lambda: True)
    assert sorted(tmp_path.iterdir()) == before


def test_progress_goes_from_nothing_to_all(library: Library, article: int, tmp_path: Path) -> None:
    for quote in ("Ines Duarte", "Omar Haddad", "Kello".upper()):
        tag(library, article, quote)
    seen: list[tuple[int, int]] = []
    export_annotations(
        library, tmp_path / "out.csv", EVERYTHING, progress=lambda done, total: seen.append((done, total))
    )
    assert seen == [(0, 3), (3, 3)]


def test_what_is_tagged_during_an_export_is_not_in_it(library: Library, article: int, tmp_path: Path) -> None:
    tag(library, article, "Omar Haddad")
    other = library.another()

    def tag_another(done: int, _total: int) -> None:
        if done == 0:
            tag(other, article, "Ines Duarte")

    assert export_annotations(library, tmp_path / "out.csv", EVERYTHING, progress=tag_another) == 1
    assert [row["quote"] for row in rows(tmp_path / "out.csv")] == ["Omar Haddad"]
    other.close()


def test_a_title_of_several_lines_stays_in_its_cell(library: Library, tmp_path: Path) -> None:
    with library.transaction():
        article = library.articles.add(draft_of('He said "no", twice\n\nand\tleft; =A1'))
    tag(library, article, '"no", twice\n\nand\tleft; =A1')
    export_annotations(library, tmp_path / "out.csv", EVERYTHING)
    (row,) = rows(tmp_path / "out.csv")
    assert row["quote"] == '"no", twice\n\nand\tleft; =A1'


def test_a_filter_that_names_what_is_not_there_is_told_what_is(library: Library) -> None:
    with pytest.raises(LibraryError, match=r"There is no label “Persn”; there are: .*Person"):
        check_filter(library, AnnotationFilter(labels=("Place", "Persn")))
    with pytest.raises(LibraryError, match="There is no annotator “nobody”; there are: tester"):
        check_filter(library, AnnotationFilter(annotator="nobody"))
    check_filter(library, AnnotationFilter(labels=("Place",), annotator="tester"))


@pytest.fixture
def two_versions(library: Library) -> tuple[int, int]:
    """An article in two versions, with one annotation that was carried and one that waits for a place."""
    with library.action("Import"):
        older = keep(library, page(TEXT), "here").article_id
    tag(library, older, "Ines Duarte")
    tag(library, older, "126 shops", label="Quantity")
    with library.action("Import"):
        newer = keep(library, page(LATER), "here").article_id
    return older, newer


def test_older_versions_are_left_out_and_what_waits_in_them_is_told(
    library: Library, two_versions: tuple[int, int], tmp_path: Path
) -> None:
    export_annotations(library, tmp_path / "out.csv", EVERYTHING)
    assert [row["quote"] for row in rows(tmp_path / "out.csv")] == ["Ines Duarte"]
    assert left_waiting(library, EVERYTHING) == "1 annotation of an older version waits for a place and was left out"
    assert left_waiting(library, AnnotationFilter(labels=("Person",))) == ""
    assert left_waiting(library, AnnotationFilter(article_ids=(two_versions[0],))) == ""


def test_older_versions_are_exported_where_they_are_asked_for(
    library: Library, two_versions: tuple[int, int], tmp_path: Path
) -> None:
    every, named = AnnotationFilter(versions=True), AnnotationFilter(article_ids=two_versions[:1])
    assert export_annotations(library, tmp_path / "every.csv", every) == 3
    assert export_annotations(library, tmp_path / "named.csv", named) == 2
    assert left_waiting(library, every) == ""
