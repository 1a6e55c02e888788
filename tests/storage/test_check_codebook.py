"""What is found where asks, answers and links do not fit the codebook."""

import pytest

from reader.domain.uid import new_uid
from reader.storage.check import troubles
from reader.storage.library import Library
from tests.making import label_of, tag


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        (
            (
                "INSERT INTO asked SELECT (SELECT id FROM label WHERE name = 'Person'), id FROM attribute "
                "WHERE field = 'cue'"
            ),
            "Label {person} asks attribute {cue}, which is for the other kind.",
        ),
        (
            "INSERT INTO link (uid, type, from_id, to_id) VALUES ('l', 'answers', 1, 2)",
            "The type of link l is not in the codebook.",
        ),
        (
            "INSERT INTO link (uid, type, from_id, to_id) VALUES ('l', 'About', 1, 2)",
            "The type of link l is not in the codebook.",
        ),
        (
            (
                "INSERT INTO annotation_value SELECT 1, id, 0, 'shouted', NULL, NULL, NULL FROM attribute "
                "WHERE field = 'quote_type'"
            ),
            "Annotation {claim} answers attribute {quote_type} with what is not among its choices.",
        ),
        (
            (
                "INSERT INTO annotation_value SELECT 1, id, 0, 'wrong', NULL, NULL, NULL FROM attribute "
                "WHERE field = 'verdict'"
            ),
            "Annotation {claim} answers attribute {verdict} with what is not among its choices.",
        ),
        (
            "UPDATE attribute SET choices = 'many' WHERE field = 'verdict'",
            "The choices of attribute {verdict} cannot be read.",
        ),
    ],
)
def test_what_does_not_fit_the_codebook_is_found(library: Library, article: int, sql: str, sentence: str) -> None:
    claim = tag(library, article, "It cost 3.5 million crowns", label="Statement")
    tag(library, article, "Ines Duarte")
    assert list(troubles(library)) == []
    with library.transaction():
        library.write(sql)
    uids = dict(library.rows("SELECT field, uid FROM attribute WHERE field <> ''"))
    told = sentence.format(person=label_of(library, "Person").uid, **{**uids, "claim": claim.uid})
    assert list(troubles(library)) == [told]


def test_answers_among_the_choices_are_sound(library: Library, article: int) -> None:
    tag(library, article, "It cost 3.5 million crowns", label="Statement")
    with library.action("Answer"):
        for field, value in (("verdict", "half true"), ("scale", "Truth"), ("certainty", "CT+")):
            library.write(
                "INSERT INTO annotation_value SELECT 1, id, 0, ?, NULL, NULL, NULL FROM attribute WHERE field = ?",
                (value, field),
            )
        library.write("INSERT INTO link (uid, type, from_id, to_id) VALUES (?, 'about', 1, 1)", (new_uid(),))
        library.write("DELETE FROM link")
    assert list(troubles(library)) == []
