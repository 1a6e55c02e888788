"""Which annotations a list shows, in which order."""

from datetime import date

import pytest

from reader.domain.annotation_listing import AnnotationQuery, AnnotationSort
from reader.domain.article import ArticleState
from reader.domain.codebook import LabelKind
from reader.domain.span import Span
from reader.errors import QueryError
from reader.services.annotate import Annotate
from reader.services.index_library import catch_up
from reader.services.read import Read
from reader.storage.annotation_listing import annotation_ids, annotation_rows, count_annotations
from reader.storage.library import Library
from tests.making import TEXT, draft_of, label_of, tag

_OLDER = "Öresund bridge closed\n\nThe minister Ann Lind said trains stop. 市长王小明在场。"
_QUERIES = [
    ("", "Duarte Lind board mayor trains wall"),
    ("lind", "Lind board"),
    ("note:lind", "board"),
    ("quote:LIND", "Lind"),
    ("ann li*", "Lind"),
    ("王小", "mayor"),
    ("wall OR lind", "Lind board wall"),
    ("-lind", "Duarte mayor trains wall"),
    ("lind -founded", "Lind"),
    ("label:person", "Duarte Lind mayor"),
    ("label:person OR has:note", "Duarte Lind board mayor"),
    ("has:claim", "trains wall"),
    ("has:entity harbour", "board"),
    ("title:oresund", "Lind mayor trains"),
    ("source:coastal wall", "wall"),
    ("annotator:tester duarte", "Duarte wall"),
    ("entity:duarte", "Duarte"),
    ("date:2025-01", "Lind mayor trains"),
    ("date:2026..", "Duarte board wall"),
    ("is:unread trains", "trains"),
    ("is:done", ""),
    ("added:1999", ""),
]


@pytest.fixture
def tagged(library: Library) -> dict[str, int]:
    """Six annotations in two articles, by their quotes; the article that came first is the newer one."""
    with library.transaction():
        newer = library.articles.add(draft_of(TEXT))
        older = library.articles.add(draft_of(_OLDER, published="2025-01-03"))
    made = {
        "Lind": tag(library, older, "Ann Lind"),
        "trains": tag(library, older, "trains stop", label="Statement"),
        "mayor": tag(library, older, "王小明"),
        "wall": tag(library, newer, "We will rebuild the wall", "before the winter", label="Statement"),
        "board": tag(library, newer, "Harbour Board", label="Organization"),
        "Duarte": tag(library, newer, "Ines Duarte"),
    }
    Annotate(library).note(made["board"].id, "Founded in 1902, said Lind")
    catch_up(library)
    return {name: annotation.id for name, annotation in made.items()}


def listed(library: Library, tagged: dict[str, int], query: AnnotationQuery) -> list[str]:
    """The names of what the query asks for, in order."""
    names = {annotation_id: name for name, annotation_id in tagged.items()}
    return [names[annotation_id] for piece in annotation_ids(library, query) for annotation_id in piece]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (AnnotationSort.MADE, "Duarte board wall mayor trains Lind"),
        (AnnotationSort.CHANGED, "board Duarte wall mayor trains Lind"),
        (AnnotationSort.DATE, "Duarte board wall Lind trains mayor"),
        (AnnotationSort.PLACE, "Duarte board wall Lind trains mayor"),
        (AnnotationSort.TITLE, "Duarte board wall Lind trains mayor"),
        (AnnotationSort.LABEL, "Duarte mayor Lind board wall trains"),
        (AnnotationSort.QUOTE, "Lind board Duarte trains wall mayor"),
    ],
)
def test_annotations_stand_in_the_order_that_is_asked_for(
    library: Library, tagged: dict[str, int], sort: AnnotationSort, expected: str
) -> None:
    found = listed(library, tagged, AnnotationQuery(sort=sort))
    assert found == expected.split()


@pytest.mark.parametrize("sort", AnnotationSort)
def test_reversed_the_last_one_stands_first(library: Library, tagged: dict[str, int], sort: AnnotationSort) -> None:
    forth = listed(library, tagged, AnnotationQuery(sort=sort))
    assert listed(library, tagged, AnnotationQuery(sort=sort, reverse=True)) == forth[::-1]


@pytest.mark.parametrize("sort", AnnotationSort)
def test_a_query_finds_the_same_in_every_order(library: Library, tagged: dict[str, int], sort: AnnotationSort) -> None:
    found = {words: sorted(listed(library, tagged, AnnotationQuery(words, sort=sort))) for words, _ in _QUERIES}
    assert found == {words: expected.split() for words, expected in _QUERIES}


def test_a_query_that_names_no_label_says_which_was_meant(library: Library) -> None:
    with pytest.raises(QueryError, match="did you mean “Person”"):
        annotation_ids(library, AnnotationQuery("label:perso1"))


@pytest.mark.parametrize("sort", AnnotationSort)
def test_kind_label_annotator_state_and_days_narrow_a_list(
    library: Library, tagged: dict[str, int], sort: AnnotationSort
) -> None:
    def found(**asked: object) -> list[str]:
        return sorted(listed(library, tagged, AnnotationQuery(sort=sort, **asked)))  # type: ignore[arg-type]

    Read(library).mark(annotation_rows(library, [tagged["Lind"]])[tagged["Lind"]].article_id, ArticleState.DONE)
    catch_up(library)
    assert found(kind=LabelKind.CLAIM) == ["trains", "wall"]
    assert found(labels=(label_of(library, "Organization").id,)) == ["board"]
    assert found(labels=(label_of(library, "Organization").id,), kind=LabelKind.CLAIM) == []
    assert found(annotator="nobody") == []
    assert found(annotator="tester", words="board") == ["board"]
    assert found(state=ArticleState.DONE) == ["Lind", "mayor", "trains"]
    assert found(since=date(2025, 1, 3), until=date(2025, 1, 3)) == ["Lind", "mayor", "trains"]
    assert found(since=date(2025, 1, 4)) == ["Duarte", "board", "wall"]


@pytest.mark.parametrize("sort", AnnotationSort)
def test_annotations_of_binned_and_of_older_articles_are_left_out(
    library: Library, tagged: dict[str, int], sort: AnnotationSort
) -> None:
    rows = annotation_rows(library, list(tagged.values()))
    newer, older = rows[tagged["wall"]].article_id, rows[tagged["Lind"]].article_id
    Read(library).bin(older)
    catch_up(library)
    assert sorted(listed(library, tagged, AnnotationQuery(sort=sort))) == ["Duarte", "board", "wall"]
    assert listed(library, tagged, AnnotationQuery("lind", sort=sort)) == ["board"]
    library.write("UPDATE article SET newer_id = ? WHERE id = ?", (older, newer))
    assert listed(library, tagged, AnnotationQuery(sort=sort)) == []


def test_labels_are_counted_without_binned_articles(library: Library, tagged: dict[str, int]) -> None:
    person = label_of(library, "Person").id
    assert (count_annotations(library).of(person), count_annotations(library).all) == (3, 6)
    Read(library).bin(annotation_rows(library, [tagged["Lind"]])[tagged["Lind"]].article_id)
    assert (count_annotations(library).of(person), count_annotations(library).all) == (1, 3)


def test_the_first_piece_is_what_a_window_holds(library: Library, article: int) -> None:
    with library.action("Tag"):
        places = [(article, span, "x") for span in _many_spans()]
        library.annotations.add_many(label_of(library, "Person").id, places)
    pieces = [len(piece) for piece in annotation_ids(library, AnnotationQuery())]
    assert pieces == [200, 100]
    assert [len(piece) for piece in annotation_ids(library, AnnotationQuery(), most=250)] == [200, 50]
    assert [len(piece) for piece in annotation_ids(library, AnnotationQuery(sort=AnnotationSort.LABEL), most=10)] == [
        10
    ]


def _many_spans() -> list[Span]:
    return [Span(start, stop) for start in range(20) for stop in range(start + 1, start + 16)]


def test_a_row_tells_each_fragment_the_note_and_the_article(library: Library, tagged: dict[str, int]) -> None:
    rows = annotation_rows(library, [tagged["wall"], tagged["board"], 999])
    assert rows.keys() == {tagged["wall"], tagged["board"]}
    assert rows[tagged["wall"]].quotes == ("We will rebuild the wall", "before the winter")
    assert rows[tagged["board"]].note == "Founded in 1902, said Lind"
    assert (rows[tagged["board"]].title, rows[tagged["board"]].source) == (
        "Harbour towns count the cost",
        "Coastal Post",
    )
