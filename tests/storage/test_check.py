"""Each kind of damage is found, and told in a sentence."""

import sqlite3

import pytest

from reader.storage.check import troubles
from reader.storage.entities import Entities
from reader.storage.indexing import index_annotations, index_articles
from reader.storage.library import Library
from tests.making import TEXT, draft_of, label_of, tag


def damage(library: Library, sql: str) -> None:
    """Do what no part of Gloss would do."""
    library.write("PRAGMA foreign_keys = OFF")
    library.write("PRAGMA ignore_check_constraints = ON")
    library.write(sql)
    library.write("PRAGMA foreign_keys = ON")
    library.write("PRAGMA ignore_check_constraints = OFF")


def test_a_whole_library_has_no_troubles(library: Library, article: int) -> None:
    tag(library, article, "Ines Duarte")
    tag(library, article, "We will rebuild", "before the winter", label="Quotation")
    assert list(troubles(library)) == []


def test_a_quote_that_is_not_in_its_place_is_found(library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    damage(library, "UPDATE annotation SET start = start + 1, stop = stop + 1")
    place = f"from {made.hull.start + 1} to {made.hull.stop + 1}"
    assert list(troubles(library)) == [f"The quote of annotation {made.uid} is not the text {place} of its article."]


def test_a_text_that_has_changed_is_found(library: Library, article: int) -> None:
    damage(library, "UPDATE article SET text = text || '.'")
    (uid,) = library.row("SELECT uid FROM article")
    assert list(troubles(library)) == [f"The text of article {uid} is not the one that came in."]


def test_a_text_that_is_no_utf_8_any_more_is_found(library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    damage(library, "UPDATE article SET text = CAST(x'ff' || substr(CAST(text AS BLOB), 3) AS TEXT)")
    found = list(troubles(library))
    assert any("text of article" in trouble for trouble in found)
    assert any(made.uid in trouble for trouble in found)


def test_a_quote_that_is_no_utf_8_any_more_is_found(library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    damage(library, "UPDATE annotation SET quote = CAST(x'ff' AS TEXT)")
    (trouble,) = troubles(library)
    assert made.uid in trouble


def test_an_annotation_whose_article_is_gone_is_found(library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    damage(library, "DELETE FROM article")
    place = f"from {made.hull.start} to {made.hull.stop}"
    assert list(troubles(library)) == [
        f"Row {made.id} of annotation refers to a row of article that is not there.",
        f"The quote of annotation {made.uid} is not the text {place} of its article.",
    ]


def test_fragments_without_their_annotation_are_found(library: Library, article: int) -> None:
    tag(library, article, "We will rebuild", "before the winter", label="Quotation")
    damage(library, "DELETE FROM annotation")
    assert set(troubles(library)) == {"A row of fragment refers to a row of annotation that is not there."}


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE fragment SET stop = stop - 1 WHERE start = (SELECT max(start) FROM fragment)",
        "UPDATE fragment SET start = start + 1 WHERE start = (SELECT min(start) FROM fragment)",
        "DELETE FROM fragment WHERE start = (SELECT max(start) FROM fragment)",
    ],
)
def test_fragments_that_do_not_fill_their_annotation_are_found(library: Library, article: int, sql: str) -> None:
    made = tag(library, article, "We will rebuild", "before the winter", label="Quotation")
    damage(library, sql)
    assert list(troubles(library)) == [f"The fragments of annotation {made.uid} do not fill its span."]


@pytest.mark.parametrize("stop", ["(SELECT max(start) FROM fragment)", "(SELECT max(stop) FROM fragment)"])
def test_fragments_that_touch_or_overlap_are_found(library: Library, article: int, stop: str) -> None:
    made = tag(library, article, "We will rebuild", "before the winter", label="Quotation")
    damage(library, f"UPDATE fragment SET stop = {stop} WHERE start = {made.hull.start}")
    assert list(troubles(library)) == [f"The fragments of annotation {made.uid} overlap or touch."]


def test_a_value_that_no_column_may_hold_is_found(library: Library, article: int) -> None:
    damage(library, "UPDATE article SET state = 'lost'")
    assert list(troubles(library)) == ["The file is damaged: CHECK constraint failed in article."]


def test_labels_nested_in_a_circle_or_under_the_other_kind_are_found(library: Library) -> None:
    damage(library, "UPDATE label SET parent_id = iif(id = 1, 2, 1) WHERE id IN (1, 2, 3)")
    damage(library, "UPDATE label SET parent_id = 3 WHERE name = 'Statement'")
    uids = {label.name: label.uid for label in library.labels.codebook().labels}
    assert list(troubles(library)) == [
        f"Label {uids['Statement']} is nested under a label of the other kind.",
        f"Label {uids['Person']} is nested under itself.",
        f"Label {uids['Organization']} is nested under itself.",
    ]


def test_damage_in_the_file_itself_is_found(library: Library) -> None:
    with library.transaction():
        for number in range(50):
            library.articles.add(draft_of(f"{number}\n\n{TEXT * 20}"))
    library.close()
    connection = sqlite3.connect(library.path)
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'article_by_text'").fetchone()[0]
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with library.path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\0" * size)
    damaged = Library.open(library.path, "tester")
    assert any(trouble.startswith("The file is damaged: ") for trouble in troubles(damaged))
    damaged.close()


def test_versions_in_a_circle_are_found(library: Library, article: int) -> None:
    with library.transaction():
        other = library.articles.add(draft_of("Another"))
    damage(library, f"UPDATE article SET newer_id = iif(id = {article}, {other}, {article})")
    uids = [uid for (uid,) in library.rows("SELECT uid FROM article ORDER BY id")]
    assert list(troubles(library)) == [f"Article {uid} is an older version of itself." for uid in uids]


@pytest.mark.parametrize("proposal", ["[[5, 3]]", "[[1, 999999]]", "[1]", "[]", "somewhere"])
def test_a_proposed_place_outside_the_text_is_found(library: Library, article: int, proposal: str) -> None:
    made = tag(library, article, "Ines Duarte")
    with library.transaction():
        newer = library.articles.add(draft_of("Another"))
        library.write(f"INSERT INTO unplaced (uid, annotation_id, article_id) VALUES ('w', {made.id}, {newer})")
    assert list(troubles(library)) == []
    damage(library, f"UPDATE unplaced SET proposal = '{proposal}'")
    assert list(troubles(library)) == ["The place proposed for what waits as w is none of its article."]


def test_what_waits_for_its_own_article_or_is_gone_is_found(library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    damage(library, f"INSERT INTO unplaced (uid, annotation_id, article_id) VALUES ('w', {made.id}, {article})")
    assert list(troubles(library)) == ["What waits as w waits for a place in the article that it stands in."]
    damage(library, "DELETE FROM annotation")
    damage(library, "UPDATE tally SET entities = 0")
    assert list(troubles(library)) == ["Row 1 of unplaced refers to a row of annotation that is not there."]


def test_what_waits_for_the_index_is_no_trouble(library: Library, article: int) -> None:
    tag(library, article, "Ines Duarte")
    assert library.row("SELECT count(*) FROM unindexed_article") == (1,)
    assert list(troubles(library)) == []


def test_what_is_neither_indexed_nor_waits_is_found(library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    index_articles(library, 10)
    index_annotations(library, 10)
    assert list(troubles(library)) == []
    damage(library, "UPDATE article SET moment = moment + 7")
    damage(library, "DELETE FROM annotation_search")
    (uid,) = library.row("SELECT uid FROM article")
    lost = "is found by none of its words: it is not in the index, and does not wait for it."
    assert list(troubles(library)) == [f"Article {uid} {lost}", f"Annotation {made.uid} {lost}"]


@pytest.mark.parametrize(
    ("sql", "trouble"),
    [
        ("UPDATE entity SET key = 'kelo' WHERE id = 1", "Entity e1 is not found by its name."),
        ("UPDATE entity SET name = ' ', key = '' WHERE id = 1", "Entity e1 has no name."),
        ("UPDATE entity_alias SET key = ''", "Entity e1 is not found by its alias “Port”."),
        ("UPDATE entity_alias SET alias = 'Kello', key = 'kello'", "Entity e1 has its own name as an alias."),
        ("UPDATE entity_alias SET alias = '', key = ''", "Entity e1 has an empty alias."),
        (
            "UPDATE entity SET label_id = (SELECT id FROM label WHERE kind = 'claim')",
            "The type of entity e1 is a label for claims.",
        ),
        (
            "UPDATE annotation SET entity_id = 1 WHERE label_id IN (SELECT id FROM label WHERE kind = 'claim')",
            "Annotation {claim} mentions an entity, and its label is one for claims.",
        ),
        ("DELETE FROM entity", "Row {mention} of annotation refers to a row of entity that is not there."),
    ],
)
def test_what_is_wrong_with_the_register_is_found(library: Library, article: int, sql: str, trouble: str) -> None:
    entities = Entities(library)
    entities.set_aliases(entities.add("Kello", label_of(library, "Place").id, uid="e1"), ["Port"])
    mention = tag(library, article, "KELLO", label="Place")
    claim = tag(library, article, "We will rebuild the wall", label="Statement")
    assert list(troubles(library)) == []
    damage(library, sql)
    assert trouble.format(claim=claim.uid, mention=mention.id) in list(troubles(library))
