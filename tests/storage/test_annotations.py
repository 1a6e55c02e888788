"""Annotations as they are kept, and as they leave for other tools."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from reader.domain.annotation import AnnotationFilter, AnnotationRecord
from reader.domain.codebook import LabelKind
from reader.domain.span import Span
from reader.services.annotate import Annotate
from reader.services.read import Read
from reader.storage.library import Library
from reader.storage.records import count_records, records
from tests.making import TEXT, draft_of, only, spans_of, tag

EVERYTHING = AnnotationFilter()


def exported(library: Library, which: AnnotationFilter = EVERYTHING) -> list[AnnotationRecord]:
    found = list(records(library, which))
    assert count_records(library, which) == len(found)
    return found


def quotes(library: Library, which: AnnotationFilter) -> list[str]:
    return [record.quote for record in exported(library, which)]


def test_an_annotation_of_one_span_has_no_rows_of_fragments(library: Library, article: int) -> None:
    tag(library, article, "Ines Duarte")
    assert library.rows("SELECT * FROM fragment") == []


def test_a_discontinuous_annotation_keeps_its_parts_and_spans_them_all(library: Library, article: int) -> None:
    made = tag(library, article, "before the winter", "We will rebuild", label="Quotation")
    assert only(library, made.id).parts == spans_of(TEXT, "We will rebuild", "before the winter")
    assert made.quote == made.hull.of(TEXT)
    assert made.quote.startswith("We will rebuild the wall,” Duarte")


def test_an_annotation_of_many_parts_can_become_one_of_a_single_part_and_back(library: Library, article: int) -> None:
    made = tag(library, article, "We will rebuild", "before the winter", label="Quotation")
    for parts in (spans_of(TEXT, "We will"), spans_of(TEXT, "We", "rebuild", "wall")):
        Annotate(library).move(made.id, parts)
        assert only(library, made.id).parts == parts


def test_annotations_come_in_the_order_of_the_text(library: Library, article: int) -> None:
    made = [tag(library, article, quote) for quote in ("Omar Haddad", "Mayor Ines Duarte", "Mayor")]
    assert library.annotations.of_article(article) == [made[2], made[1], made[0]]
    assert library.annotations.some([found.id for found in made]) == [made[2], made[1], made[0]]


def test_annotations_that_are_gone_are_left_out(library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    assert library.annotations.some([made.id, 999]) == [made]
    assert library.annotations.some([]) == []
    assert library.annotations.get(999) is None


def test_any_number_of_annotations_can_be_asked_for(library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    assert library.annotations.some(range(100_000)) == [made]


def test_the_same_parts_are_found_only_under_the_same_label_and_annotator(library: Library, article: int) -> None:
    made = tag(library, article, "We will rebuild", "before the winter", label="Quotation")
    annotations = library.annotations
    assert annotations.has(article, made.label_id, made.parts)
    assert not annotations.has(article, made.label_id, (made.hull,))
    assert not annotations.has(article, made.label_id, made.parts, but=made.id)
    assert not annotations.has(article, made.label_id + 1, made.parts)
    other = Library.open(library.path, "somebody else")
    assert not other.annotations.has(article, made.label_id, made.parts)
    theirs = tag(other, article, "Omar Haddad")
    other.close()
    assert not annotations.has(article, theirs.label_id, theirs.parts)


def test_a_record_holds_all_that_another_tool_asks_for(library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    Annotate(library).note(made.id, "the mayor")
    (record,) = exported(library)
    found = library.articles.get(article)
    assert found is not None
    assert record[:14] == (
        made.uid,
        found.uid,
        "Harbour towns count the cost",
        "Coastal Post",
        "",
        "2026-05-12",
        "",
        "",
        "entity",
        "Person",
        TEXT.index("Ines"),
        TEXT.index("Ines") + len("Ines Duarte"),
        "",
        "Ines Duarte",
    )
    assert record.context_before == TEXT[record.start - 40 : record.start]
    assert record.context_after == TEXT[record.stop : record.stop + 40]
    assert record[16:23] == ("", "", "", "the mayor", "accepted", "", "tester")
    assert record.created_at < record.updated_at or record.created_at == record.updated_at
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", record.created_at)
    assert re.fullmatch("[0-9a-f]{64}", record.text_sha256)


def test_the_contexts_end_where_the_text_ends(library: Library, article: int) -> None:
    tag(library, article, "Harbour")
    tag(library, article, "said.")
    first, last = exported(library)
    assert first.context_before == ""
    assert last.context_after == ""


def test_a_record_lists_its_parts_and_quotes_all_between_them(library: Library, article: int) -> None:
    made = tag(library, article, "We will rebuild", "before the winter", label="Quotation")
    (record,) = exported(library)
    assert record.fragments == ";".join(f"{part.start}-{part.stop}" for part in made.parts)
    assert (record.start, record.stop) == (made.hull.start, made.hull.stop)
    assert record.quote == TEXT[record.start : record.stop]


def test_a_record_names_the_entity_that_is_meant(library: Library, article: int) -> None:
    tag(library, article, "Ines Duarte")
    with library.transaction():
        library.insert(
            "INSERT INTO entity (uid, name, label_id, uri) VALUES ('e-1', 'Ines Duarte', 1, 'https://example.org/e')",
            (),
        )
        library.write("UPDATE annotation SET entity_id = 1")
    (record,) = exported(library)
    assert (record.entity_id, record.entity, record.entity_uri) == ("e-1", "Ines Duarte", "https://example.org/e")


def test_records_come_article_by_article_each_with_contexts_of_its_own_text(library: Library, article: int) -> None:
    with library.transaction():
        second = library.articles.add(draft_of("Another\n\nOmar Haddad spoke in Kello."))
    tag(library, second, "Kello", label="Place")
    tag(library, article, "Omar Haddad")
    tag(library, second, "Omar Haddad")
    assert [(record.title, record.quote, record.context_before[-4:]) for record in exported(library)] == [
        ("Harbour towns count the cost", "Omar Haddad", "met "),
        ("Another", "Omar Haddad", "er\n\n"),
        ("Another", "Kello", " in "),
    ]


def test_annotations_of_articles_in_the_bin_stay_at_home(library: Library, article: int) -> None:
    tag(library, article, "Ines Duarte")
    Read(library).bin(article)
    assert exported(library) == []


def test_a_filter_lets_a_kind_or_a_label_through(library: Library, article: int) -> None:
    tag(library, article, "Ines Duarte")
    tag(library, article, "Kello".upper(), label="Place")
    tag(library, article, "We will rebuild the wall", label="Quotation")
    assert quotes(library, AnnotationFilter(kind=LabelKind.CLAIM)) == ["We will rebuild the wall"]
    assert quotes(library, AnnotationFilter(labels=("Place", "Quotation"))) == ["KELLO", "We will rebuild the wall"]
    assert quotes(library, AnnotationFilter(kind=LabelKind.ENTITY, labels=("Quotation",))) == []


def test_a_filter_lets_the_annotations_of_some_articles_through(library: Library, article: int) -> None:
    with library.transaction():
        second = library.articles.add(draft_of("Another\n\nOmar Haddad spoke."))
    tag(library, article, "Ines Duarte")
    tag(library, second, "Omar Haddad")
    assert quotes(library, AnnotationFilter(article_ids=(second,))) == ["Omar Haddad"]
    assert quotes(library, AnnotationFilter(article_ids=())) == []
    assert quotes(library, AnnotationFilter(article_ids=tuple(range(100_000)))) == ["Ines Duarte", "Omar Haddad"]


def test_a_filter_lets_the_annotations_of_one_annotator_through(library: Library, article: int) -> None:
    tag(library, article, "Ines Duarte")
    other = Library.open(library.path, "somebody else")
    tag(other, article, "Omar Haddad")
    other.close()
    assert quotes(library, AnnotationFilter(annotator="somebody else")) == ["Omar Haddad"]


def test_a_filter_lets_through_what_was_made_or_changed_since_a_moment(library: Library, article: int) -> None:
    old, changed = tag(library, article, "Ines Duarte"), tag(library, article, "Omar Haddad")
    library.write("UPDATE annotation SET created_at = '2020-01-01T08:00:00.000Z', updated_at = created_at")
    Annotate(library).note(changed.id, "of the board")
    library.write("UPDATE annotation SET updated_at = '2020-01-01T08:00:00.000Z' WHERE id = ?", (old.id,))
    assert quotes(library, AnnotationFilter(since="2020-01-01")) == ["Ines Duarte", "Omar Haddad"]
    assert quotes(library, AnnotationFilter(since="2020-01-02")) == ["Omar Haddad"]
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    assert quotes(library, AnnotationFilter(since=tomorrow)) == []


@pytest.mark.parametrize("parts", [(Span(0, 0),), (Span(5, 5),)])
def test_an_annotation_of_nothing_is_refused_by_the_library_itself(
    library: Library, article: int, parts: tuple[Span, ...]
) -> None:
    with pytest.raises(Exception, match="CHECK constraint failed"), library.transaction():
        library.annotations.add(article, 1, parts, "")
