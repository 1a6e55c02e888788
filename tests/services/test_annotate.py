"""Tagging and all that is done with a tag, each one action."""

import pytest
import regex  # type: ignore[import-untyped]
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.domain.changes import AnnotationsChanged
from reader.domain.span import Span, fragments
from reader.errors import AnnotationError, DuplicateAnnotationError, LibraryError
from reader.services.annotate import Annotate
from reader.services.read import Read
from reader.services.undo import Undo
from reader.storage.library import Library
from tests.making import TEXT, draft_of, label_of, only, spans_of, tag

FAMILY = "👨\u200d👩\u200d👧\u200d👦"


@pytest.fixture
def annotate(library: Library) -> Annotate:
    return Annotate(library)


def add(library: Library, text: str) -> int:
    with library.transaction():
        return library.articles.add(draft_of(text))


def tagged(library: Library, text: str, *spans: Span) -> list[str]:
    """Tag the spans of a new article as one annotation; the quotes of its parts."""
    made = Annotate(library).tag(add(library, text), spans, label_of(library, "Person"))
    return [part.of(text) for part in only(library, made.annotation_ids[0]).parts]


def untouched(library: Library) -> bool:
    return library.rows("SELECT * FROM annotation") == library.rows("SELECT * FROM action") == []


# Tagging


def test_a_tag_tells_what_it_changed(annotate: Annotate, library: Library, article: int) -> None:
    change = annotate.tag(article, spans_of(TEXT, "Ines Duarte"), label_of(library, "Person"))
    (found,) = annotate.of_article(article)
    assert change == AnnotationsChanged(article, (found.id,))
    assert (found.quote, found.note, found.status) == ("Ines Duarte", "", "accepted")


@pytest.mark.parametrize(
    ("text", "span", "quote"),
    [
        (f"a{FAMILY}b", Span(2, 4), FAMILY),
        (f"a{FAMILY}b", Span(0, 2), f"a{FAMILY}"),
        (f"a{FAMILY}b", Span(7, 9), f"{FAMILY}b"),
        ("🇨🇳🇷🇺", Span(1, 2), "🇨🇳"),
        ("🇨🇳🇷🇺", Span(2, 3), "🇷🇺"),
        ("cafe\u0301s", Span(4, 5), "e\u0301"),
        ("cafe\u0301s", Span(0, 4), "cafe\u0301"),
        ("नमस्ते", Span(2, 3), "स्ते"),
    ],
)
def test_a_selection_that_cuts_a_cluster_takes_the_whole_of_it(
    library: Library, text: str, span: Span, quote: str
) -> None:
    assert tagged(library, text, span) == [quote]


@pytest.mark.parametrize("space", [" ", "\n\n", "\t", "\u00a0", "\u3000", "\u2009"])
def test_white_space_at_the_edges_is_left_out(library: Library, space: str) -> None:
    assert tagged(library, f"a{space}b c{space}d", Span(1, 4 + 2 * len(space))) == ["b c"]


def test_white_space_that_carries_an_accent_is_no_white_space(library: Library) -> None:
    text = "a \u0301 b"
    assert tagged(library, text, Span(1, 2)) == [" \u0301"]
    assert tagged(library, text, Span(2, 4)) == [" \u0301"]


@pytest.mark.parametrize("spans", [(), (Span(3, 3),), (Span(1, 2),), (Span(1, 2), Span(3, 5))])
def test_white_space_alone_is_not_tagged_and_said_so(
    annotate: Annotate, library: Library, spans: tuple[Span, ...]
) -> None:
    article = add(library, "a b \u00a0c")
    with pytest.raises(AnnotationError) as caught:
        annotate.tag(article, spans, label_of(library, "Person"))
    assert str(caught.value) == "Only white space is selected: nothing was tagged."
    assert untouched(library)


@pytest.mark.parametrize("span", [Span(0, len(TEXT) + 1), Span(len(TEXT) + 1, len(TEXT) + 5)])
def test_a_selection_beyond_the_end_is_not_tagged(
    annotate: Annotate, library: Library, article: int, span: Span
) -> None:
    with pytest.raises(AnnotationError, match="beyond the end of the text"):
        annotate.tag(article, (span,), label_of(library, "Person"))
    assert untouched(library)


def test_the_whole_text_can_be_tagged(library: Library) -> None:
    assert tagged(library, "One\n\nTwo", Span(0, 8)) == ["One\n\nTwo"]


def test_parts_that_touch_or_overlap_become_one(library: Library) -> None:
    assert tagged(library, "abcdefgh", Span(4, 6), Span(0, 2), Span(2, 3), Span(5, 7)) == ["abc", "efg"]


def test_parts_that_meet_in_one_cluster_become_one(library: Library) -> None:
    assert tagged(library, f"a{FAMILY}b", Span(0, 2), Span(4, 9)) == [f"a{FAMILY}b"]


def test_a_part_of_white_space_is_left_out(library: Library) -> None:
    assert tagged(library, "a b c", Span(0, 1), Span(1, 2), Span(4, 5)) == ["a", "c"]


def test_the_same_tag_twice_is_refused(annotate: Annotate, library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    with pytest.raises(DuplicateAnnotationError) as caught:
        annotate.tag(article, spans_of(TEXT, "Ines Duarte "), label_of(library, "Person"))
    assert str(caught.value) == "“Ines Duarte” is already tagged as Person here."
    assert annotate.of_article(article) == [made]
    assert library.rows("SELECT title FROM action") == [("Tag “Ines Duarte” as Person",)]


def test_the_same_span_takes_another_label(library: Library, article: int) -> None:
    tag(library, article, "Harbour Board", label="Organization")
    tag(library, article, "Harbour Board", label="Place")
    assert len(library.annotations.of_article(article)) == 2


def test_spans_may_overlap_and_nest(library: Library, article: int) -> None:
    for quote in ("Mayor Ines Duarte", "Ines Duarte", "Duarte met Omar", "Ines Duarte met"):
        tag(library, article, quote)
    assert len(library.annotations.of_article(article)) == 4


def test_the_hull_of_a_discontinuous_tag_is_another_span(library: Library, article: int) -> None:
    made = tag(library, article, "Mayor", "Duarte")
    tag(library, article, made.quote)
    assert len(library.annotations.of_article(article)) == 2


def test_another_annotator_may_tag_the_same(library: Library, article: int) -> None:
    tag(library, article, "Ines Duarte")
    other = Library.open(library.path, "somebody else")
    tag(other, article, "Ines Duarte")
    other.close()
    assert len(library.annotations.of_article(article)) == 2


def test_an_article_that_is_gone_takes_no_tag(annotate: Annotate, library: Library, article: int) -> None:
    Read(library).bin(article)
    library.history.undo()
    tag(library, article, "Ines Duarte")
    Read(library).bin(article)
    for gone in (article, 999):
        with pytest.raises(AnnotationError, match="not in the library any more: nothing was tagged"):
            annotate.tag(gone, spans_of(TEXT, "Omar Haddad"), label_of(library, "Person"))


# Changing


def test_another_label_keeps_all_else(annotate: Annotate, library: Library, article: int) -> None:
    made = tag(library, article, "We will rebuild", "before the winter", label="Quotation")
    annotate.note(made.id, "on Monday")
    change = annotate.relabel(made.id, label_of(library, "Forecast"))
    assert change == AnnotationsChanged(article, (made.id,))
    found = only(library, made.id)
    assert (found.uid, found.parts, found.note) == (made.uid, made.parts, "on Monday")
    assert found.label_id == label_of(library, "Forecast").id


def test_a_moved_edge_keeps_all_else_and_takes_the_quote_along(
    annotate: Annotate, library: Library, article: int
) -> None:
    made = tag(library, article, "Ines Duarte")
    annotate.note(made.id, "the mayor")
    annotate.move(made.id, spans_of(TEXT, " Mayor Ines Duarte "))
    found = only(library, made.id)
    assert (found.uid, found.label_id, found.note) == (made.uid, made.label_id, "the mayor")
    assert found.quote == "Mayor Ines Duarte"


def test_the_moves_of_one_sitting_are_taken_back_as_a_whole(annotate: Annotate, library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    for quote in ("Ines", "Mayor Ines", "Mayor Ines Duarte"):
        annotate.move(made.id, spans_of(TEXT, quote), "one sitting")
    assert only(library, made.id).quote == "Mayor Ines Duarte"
    library.history.undo()
    assert only(library, made.id) == made


def test_a_fragment_is_added_with_a_gap_and_a_part_is_taken_out(
    annotate: Annotate, library: Library, article: int
) -> None:
    made = tag(library, article, "We will rebuild the wall", label="Quotation")
    later, between = spans_of(TEXT, "before the winter", "rebuild")
    annotate.add_fragment(made.id, later)
    annotate.take_out(made.id, between)
    found = only(library, made.id)
    assert [part.of(TEXT) for part in found.parts] == ["We will", "the wall", "before the winter"]
    assert found.quote.startswith("We will rebuild the wall,”")
    library.history.undo()
    library.history.undo()
    assert only(library, made.id) == made


def test_not_all_of_an_annotation_can_be_taken_out(annotate: Annotate, library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    with pytest.raises(AnnotationError, match="Nothing but white space would be left"):
        annotate.take_out(made.id, made.hull)
    assert only(library, made.id) == made


def test_an_edge_cannot_be_moved_to_white_space_alone(annotate: Annotate, library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    with pytest.raises(AnnotationError, match="Nothing but white space would be left"):
        annotate.move(made.id, (Span(made.hull.start - 1, made.hull.start),))
    assert only(library, made.id) == made


def test_a_label_or_an_edge_that_would_make_a_twin_is_refused(
    annotate: Annotate, library: Library, article: int
) -> None:
    person = tag(library, article, "Ines Duarte")
    place = tag(library, article, "Ines Duarte", label="Place")
    longer = tag(library, article, "Mayor Ines Duarte")
    with pytest.raises(DuplicateAnnotationError, match="would be tagged twice"):
        annotate.relabel(place.id, label_of(library, "Person"))
    with pytest.raises(DuplicateAnnotationError, match="would be tagged twice"):
        annotate.move(longer.id, person.parts)
    assert [only(library, made.id) for made in (person, place, longer)] == [person, place, longer]


def test_a_note_is_kept_with_its_lines_and_without_space_around(
    annotate: Annotate, library: Library, article: int
) -> None:
    made = tag(library, article, "Ines Duarte")
    annotate.note(made.id, "  the mayor\r\nof Kello\u2029\n")
    assert only(library, made.id).note == "the mayor\nof Kello"
    annotate.note(made.id, " \n")
    assert only(library, made.id).note == ""


def test_the_notes_of_one_sitting_are_taken_back_as_a_whole(annotate: Annotate, library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    for note in ("t", "th", "the mayor"):
        annotate.note(made.id, note, "a sitting")
    annotate.note(made.id, "the mayor of Kello", "another sitting")
    library.history.undo()
    assert only(library, made.id).note == "the mayor"
    library.history.undo()
    assert only(library, made.id) == made


def test_another_action_parts_a_sitting_in_two(annotate: Annotate, library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    annotate.note(made.id, "the", "a sitting")
    tag(library, article, "Omar Haddad")
    annotate.note(made.id, "the mayor", "a sitting")
    library.history.undo()
    assert [found.note for found in annotate.of_article(article)] == ["the", ""]


def test_a_sitting_that_began_with_a_failure_does_not_join_the_action_after_it(
    annotate: Annotate, library: Library, article: int
) -> None:
    made = tag(library, article, "Ines Duarte")
    library.write(f"PRAGMA max_page_count = {library.row('PRAGMA page_count')[0]}")
    with pytest.raises(LibraryError):
        annotate.note(made.id, "too long " * 5_000, "a sitting")
    library.write("PRAGMA max_page_count = 1000000")
    tag(library, article, "Omar Haddad")
    annotate.note(made.id, "the mayor", "a sitting")
    library.history.undo()
    assert len(library.annotations.of_article(article)) == 2


def test_an_annotation_that_is_gone_says_so(annotate: Annotate, library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    annotate.delete(made.id)
    label = label_of(library, "Place")
    for act in (
        lambda: annotate.delete(made.id),
        lambda: annotate.note(made.id, "x"),
        lambda: annotate.relabel(made.id, label),
        lambda: annotate.move(made.id, made.parts),
    ):
        with pytest.raises(AnnotationError, match="This annotation is not there any more"):
            act()


# The titles that undo shows


def test_each_action_has_a_title_that_tells_it_apart(annotate: Annotate, library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    annotate.relabel(made.id, label_of(library, "Place"))
    annotate.move(made.id, spans_of(TEXT, "Mayor Ines Duarte"))
    annotate.note(made.id, "x")
    annotate.delete(made.id)
    assert [row[0] for row in library.rows("SELECT title FROM action ORDER BY id")] == [
        "Tag “Ines Duarte” as Person",
        "Label “Ines Duarte” as Place",
        "Move an edge of “Ines Duarte”",
        "Note on “Mayor Ines Duarte”",
        "Delete “Mayor Ines Duarte”",
    ]


def test_a_long_quote_is_cut_in_a_title_between_two_clusters(library: Library) -> None:
    tag(library, add(library, "é" * 39 + FAMILY * 3), "é" * 39 + FAMILY * 3)
    assert library.history.next_undo() == f"Tag “{'é' * 39}{FAMILY}…” as Person"


def test_a_quote_of_several_lines_stands_on_one_in_a_title(library: Library) -> None:
    tag(library, add(library, "one\n\n  two"), "one\n\n  two")
    assert library.history.next_undo() == "Tag “one two” as Person"


# Any text and any selection

TEXTS = st.text(
    st.sampled_from([*"ab \n\t\u00a0\u3000.", *FAMILY, "\u0301", "🇨", "🇳", "ш", "中", "ع", "한", "्", "क", "\u200f"]),
    max_size=30,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, st.data())
def test_any_selection_is_tagged_whole_and_tight_or_refused(library: Library, text: str, data: st.DataObject) -> None:
    article = add(library, text)
    ends = st.integers(0, len(text))
    spans = tuple(Span(*sorted(pair)) for pair in data.draw(st.lists(st.tuples(ends, ends), min_size=1, max_size=3)))
    edges = {0, *(cluster.end() for cluster in regex.finditer(r"\X", text))}
    try:
        made = Annotate(library).tag(article, spans, label_of(library, "Person"))
    except AnnotationError:
        covered = (span for span in spans if span)
        assert all(not cluster.strip() for span in covered for cluster in _clusters(text, span))
        return
    found = only(library, made.annotation_ids[0])
    assert found.quote == text[found.hull.start : found.hull.stop]
    assert fragments(found.parts) == found.parts
    for part in found.parts:
        assert {part.start, part.stop} <= edges
        inside = _clusters(text, part)
        assert inside[0].strip()
        assert inside[-1].strip()
    for span in spans:
        for index in range(span.start, span.stop):
            assert text[index].isspace() or any(index in part for part in found.parts)


def _clusters(text: str, span: Span) -> list[str]:
    """The clusters that have a character in the span."""
    return [
        cluster[0]
        for cluster in regex.finditer(r"\X", text)
        if cluster.start() < span.stop and span.start < cluster.end()
    ]


# Several at once


def test_annotations_of_several_articles_get_another_label_as_one_action(library: Library, article: int) -> None:
    other = add(library, "Another one\n\nOmar Haddad again.")
    ids = [tag(library, place, "Omar Haddad").id for place in (article, other)]
    changed = Annotate(library).relabel_all([*ids, 999], label_of(library, "Place"))
    assert set(changed) == {AnnotationsChanged(article, (ids[0],)), AnnotationsChanged(other, (ids[1],))}
    assert {only(library, number).label_id for number in ids} == {label_of(library, "Place").id}
    Undo(library).undo()
    assert {only(library, number).label_id for number in ids} == {label_of(library, "Person").id}


def test_what_would_be_tagged_twice_keeps_its_label_while_the_others_change(library: Library, article: int) -> None:
    person, place = (tag(library, article, "Omar Haddad", label=name).id for name in ("Person", "Place"))
    duarte = tag(library, article, "Ines Duarte").id
    changed = Annotate(library).relabel_all([person, duarte], label_of(library, "Place"))
    assert changed == (AnnotationsChanged(article, (duarte,)),)
    with pytest.raises(DuplicateAnnotationError, match="All of these"):
        Annotate(library).relabel_all([person, place], label_of(library, "Place"))
    assert only(library, person).label_id == label_of(library, "Person").id


def test_annotations_are_deleted_and_brought_back_as_one_action(library: Library, article: int) -> None:
    ids = [tag(library, article, quote).id for quote in ("Omar Haddad", "Ines Duarte")]
    assert Annotate(library).delete_all(ids) == (AnnotationsChanged(article, tuple(sorted(ids, reverse=True))),)
    assert Annotate(library).of_article(article) == []
    Undo(library).undo()
    assert {annotation.id for annotation in Annotate(library).of_article(article)} == set(ids)
