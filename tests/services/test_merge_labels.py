"""Merging labels: nothing that an annotation knows is lost."""

import pytest

from reader.domain.changes import AnnotationsChanged, CodebookChanged
from reader.services.annotate import Annotate
from reader.services.edit_codebook import EditCodebook
from reader.storage.entities import Entities
from reader.storage.library import Library
from tests.making import label_of, only, tag
from tests.services.codebooks import answer, fill_register, link, links, nested, refusal, tree


def test_a_merge_gives_the_annotations_the_other_label(library: Library, edit: EditCodebook, article: int) -> None:
    person = tag(library, article, "Ines Duarte")
    board = tag(library, article, "Harbour Board", label="Organization")
    assert edit.merge(1, 2) == (AnnotationsChanged(article, (person.id,)), CodebookChanged())
    assert [only(library, made.id).label_id for made in (person, board)] == [2, 2]
    assert "Person" not in tree(edit)


def test_a_merge_re_points_entities_and_attributes(library: Library, edit: EditCodebook) -> None:
    fill_register(library, 1)
    edit.merge(1, 2)
    labels = library.rows("SELECT label_id FROM entity UNION ALL SELECT label_id FROM attribute WHERE uid = 'a'")
    assert labels == [(2,), (2,)]


def test_a_merge_adds_the_description_and_moves_what_is_nested(edit: EditCodebook) -> None:
    nested(edit)
    edit.move(3, 2, None)
    edit.describe(1, "Somebody.")
    edit.describe(2, "Some people.")
    edit.merge(1, 2)
    assert tree(edit)[:3] == ["Organization", "  Place", "  Actor"]
    assert edit.codebook().by_id(2).description == "Some people.\n\nSomebody."
    assert edit.codebook().by_id(2).key == "2"


def test_a_label_is_merged_into_one_that_is_nested_under_it(edit: EditCodebook) -> None:
    edit.move(3, 2, None)
    edit.move(4, 3, None)
    edit.move(5, 2, None)
    edit.merge(2, 4)
    assert tree(edit)[:4] == ["Person", "Event", "  Place", "  Law or policy"]


@pytest.mark.parametrize(
    ("label_id", "into_id", "sentence"),
    [
        (1, 1, "“Person” cannot be merged into itself."),
        (10, 1, "“Statement” is for claims and “Person” for entities: they cannot be merged."),
    ],
)
def test_a_merge_that_cannot_be_is_refused(edit: EditCodebook, label_id: int, into_id: int, sentence: str) -> None:
    assert refusal(lambda: edit.merge(label_id, into_id)) == sentence


@pytest.mark.parametrize(("label_id", "into_id"), [(1, 2), (2, 1)])
def test_of_the_same_spans_under_both_labels_the_older_annotation_stays(
    library: Library, edit: EditCodebook, article: int, label_id: int, into_id: int
) -> None:
    older = tag(library, article, "Ines Duarte")
    newer = tag(library, article, "Ines Duarte", label="Organization")
    (changed, _) = edit.merge(label_id, into_id)
    assert isinstance(changed, AnnotationsChanged)
    assert set(changed.annotation_ids) == {older.id, newer.id}
    (left,) = library.annotations.of_article(article)
    assert (left.id, left.uid, left.label_id) == (older.id, older.uid, into_id)


@pytest.mark.parametrize(
    ("notes", "note"),
    [
        (("mayor", "of Kello"), "mayor\n\nof Kello"),
        (("mayor", "mayor"), "mayor"),
        (("", "of Kello"), "of Kello"),
        (("mayor", ""), "mayor"),
    ],
)
def test_the_note_of_the_newer_annotation_is_added(
    library: Library, edit: EditCodebook, article: int, notes: tuple[str, str], note: str
) -> None:
    made = [tag(library, article, "Ines Duarte", label=name) for name in ("Person", "Organization")]
    for annotation, text in zip(made, notes, strict=True):
        Annotate(library).note(annotation.id, text)
    edit.merge(2, 1)
    assert only(library, made[0].id).note == note


def test_discontinuous_annotations_are_the_same_only_with_the_same_fragments(
    library: Library, edit: EditCodebook, article: int
) -> None:
    for label in ("Quotation", "Statement"):
        tag(library, article, "We will rebuild", "before the winter", label=label)
    tag(library, article, "We will", "before the winter", label="Quotation")
    tag(library, article, "We will rebuild the wall,” Duarte said, “before the winter", label="Statement")
    edit.merge(*(label_of(library, name).id for name in ("Statement", "Quotation")))
    assert [len(made.parts) for made in library.annotations.of_article(article)] == [2, 2, 1]


def test_the_same_spans_of_two_annotators_both_stay(library: Library, edit: EditCodebook, article: int) -> None:
    tag(library, article, "Ines Duarte")
    made = tag(library, article, "Ines Duarte", label="Organization")
    with library.action("Another annotator"):
        library.write("INSERT INTO annotator (id, uid, name) VALUES (9, 'n', 'other')")
        library.write("UPDATE annotation SET annotator_id = 9 WHERE id = ?", (made.id,))
    edit.merge(1, 2)
    assert len(library.annotations.of_article(article)) == 2


def test_links_of_the_newer_annotation_end_at_the_older(library: Library, edit: EditCodebook, article: int) -> None:
    old, new = (tag(library, article, "Ines Duarte", label=name).id for name in ("Person", "Organization"))
    claim = tag(library, article, "It cost 3.5 million crowns", label="Statement").id
    link(library, "about", claim, new)
    link(library, "about", claim, old)
    link(library, "claimant", new, claim)
    link(library, "same as", old, new)
    link(library, "same as", new, new)
    edit.merge(2, 1)
    assert links(library) == [("about", claim, old), ("claimant", old, claim)]


def test_two_links_that_become_the_same_are_one(library: Library, edit: EditCodebook, article: int) -> None:
    first, second = (
        [tag(library, article, quote, label=name).id for name in ("Person", "Organization")]
        for quote in ("Ines Duarte", "Omar Haddad")
    )
    link(library, "about", first[1], second[1])
    link(library, "about", first[1], second[0])
    edit.merge(2, 1)
    assert links(library) == [("about", first[0], second[0])]


def test_answers_of_the_newer_annotation_fill_the_gaps_of_the_older(
    library: Library, edit: EditCodebook, article: int
) -> None:
    old, new = (tag(library, article, "Ines Duarte", label=name).id for name in ("Person", "Organization"))
    fill_register(library, 1)
    with library.action("Ask more"):
        library.write(
            "INSERT INTO attribute (uid, kind, name, type, position) VALUES ('b', 'entity', 'Tone', 'text', 2), "
            "('c', 'entity', 'Place', 'text', 3)"
        )
    answer(library, old, "mayor")
    answer(library, new, "mayor", "speaker")
    answer(library, new, "calm", "firm", attribute="b")
    for made in (old, new):
        answer(library, made, "Kello", attribute="c")
    edit.merge(2, 1)
    values = library.rows(
        "SELECT annotation_id, uid, value FROM annotation_value JOIN attribute ON id = attribute_id ORDER BY 1, 2, "
        "annotation_value.position"
    )
    assert values == [(old, "a", "mayor"), (old, "b", "calm"), (old, "b", "firm"), (old, "c", "Kello")]
    assert only(library, old).note == "Role: mayor, speaker"


def test_the_entity_of_the_newer_annotation_is_not_lost(library: Library, edit: EditCodebook, article: int) -> None:
    with library.action("Fill the register"):
        Entities(library).add("Ines Duarte", 1)
        Entities(library).add("The mayor", 1)
    for quote, entities in (("Ines Duarte", (1, 2)), ("Omar Haddad", (None, 2))):
        for name, entity in zip(("Person", "Organization"), entities, strict=True):
            made = tag(library, article, quote, label=name)
            with library.action("Link to an entity"):
                library.write("UPDATE annotation SET entity_id = ? WHERE id = ?", (entity, made.id))
    edit.merge(2, 1)
    assert library.rows("SELECT entity_id, note FROM annotation ORDER BY id") == [(1, "The mayor"), (2, "")]


@pytest.mark.parametrize(
    ("older", "newer", "kept"),
    [
        ("suggested", "accepted", "accepted"),
        ("rejected", "suggested", "suggested"),
        ("accepted", "rejected", "accepted"),
    ],
)
def test_what_a_person_stands_behind_wins(
    library: Library, edit: EditCodebook, article: int, older: str, newer: str, kept: str
) -> None:
    for name, status in (("Person", older), ("Organization", newer)):
        made = tag(library, article, "Ines Duarte", label=name)
        with library.action("Review"):
            library.write("UPDATE annotation SET status = ? WHERE id = ?", (status, made.id))
    edit.merge(1, 2)
    assert library.rows("SELECT status FROM annotation") == [(kept,)]


def test_a_merge_reaches_the_articles_in_the_bin(library: Library, edit: EditCodebook, article: int) -> None:
    tag(library, article, "Ines Duarte")
    with library.action("Bin"):
        library.articles.set_binned(article, True)
    edit.merge(1, 2)
    assert [made.label_id for made in library.annotations.of_article(article)] == [2]
