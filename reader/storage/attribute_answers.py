"""The answers to an attribute all over a library, to be looked through and written in bulk."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reader.domain.answer_changes import Given, LostAnswer
from reader.domain.entity_names import name_key
from reader.domain.questions import AttributeType
from reader.domain.record import Answer
from reader.domain.times import utc_now
from reader.storage.listed import LISTED, listed

if TYPE_CHECKING:
    from reader.storage.library import Library

#: Ids of annotations by the id of their article.
ByArticle = dict[int, list[int]]


def given(library: "Library", attribute_id: int) -> list[Given]:
    """What all annotations answer to an attribute, in the order of their places; those in the bin too."""
    found: dict[int, tuple[int, list[Answer], list[str]]] = {}
    for annotation_id, article_id, value, entity_id, name in library.stream(
        "SELECT annotation_id, article_id, value, answer.entity_id, entity.name FROM annotation_value AS answer "
        "JOIN annotation ON annotation.id = annotation_id LEFT JOIN entity ON entity.id = answer.entity_id "
        "WHERE attribute_id = ? ORDER BY article_id, annotation.start, annotation.stop, annotation_id, position",
        (attribute_id,),
    ):
        _, answers, words = found.setdefault(annotation_id, (article_id, [], []))
        answers.append(Answer(value, entity_id))
        words.append(value if entity_id is None else name)
    return [Given(each, article_id, tuple(some), tuple(words)) for each, (article_id, some, words) in found.items()]


def count_answers(library: "Library") -> dict[int, int]:
    """How many annotations have answers to each attribute that has any; evidence counts as answers to its own."""
    rows = library.rows(
        "SELECT attribute_id, count(DISTINCT annotation_id) FROM annotation_value GROUP BY attribute_id"
    )
    evidence = library.rows(
        "SELECT attribute.id, (SELECT count(DISTINCT annotation_id) FROM evidence) FROM attribute WHERE type = ?",
        (AttributeType.EVIDENCE,),
    )
    return {attribute_id: count for attribute_id, count in (*rows, *evidence) if count}


def count_values(library: "Library", attribute_id: int) -> dict[str, int]:
    """How often each value answers an attribute, those that do most often first."""
    return dict(
        library.rows(
            "SELECT value, count(*) FROM annotation_value WHERE attribute_id = ? AND entity_id IS NULL "
            "GROUP BY value ORDER BY 2 DESC, 1",
            (attribute_id,),
        )
    )


def places(library: "Library", lost: Sequence[tuple[int, str]]) -> tuple[LostAnswer, ...]:
    """Answers, given as the id of an annotation and a value, with where they stand."""
    found = {
        row[0]: row[1:]
        for row in library.rows(
            "SELECT annotation.id, title, quote FROM annotation JOIN article ON article.id = article_id "
            f"WHERE annotation.id IN {LISTED}",
            (listed({annotation_id for annotation_id, _ in lost}),),
        )
    }
    return tuple(
        LostAnswer(annotation_id, found[annotation_id][0], found[annotation_id][1], value)
        for annotation_id, value in lost
    )


def entity_named(library: "Library", name: str) -> int | None:
    """The entity of the register that alone has this name or alias, or None."""
    key = name_key(name)
    rows = library.rows(
        "SELECT id FROM entity WHERE key = ? UNION SELECT entity_id FROM entity_alias WHERE key = ? LIMIT 2",
        (key, key),
    )
    return rows[0][0] if len(rows) == 1 else None


def rewrite(library: "Library", attribute_id: int, now: Iterable[tuple[int, Sequence[Answer]]]) -> None:
    """Give annotations other answers to an attribute, or none; the ids of the annotations come with the answers."""
    now = list(now)
    library.write_many(
        "DELETE FROM annotation_value WHERE annotation_id = ? AND attribute_id = ?",
        [(annotation_id, attribute_id) for annotation_id, _ in now],
    )
    library.write_many(
        "INSERT INTO annotation_value (annotation_id, attribute_id, position, value, entity_id) VALUES (?, ?, ?, ?, ?)",
        [
            (annotation_id, attribute_id, position, answer.value, answer.entity_id)
            for annotation_id, answers in now
            for position, answer in enumerate(answers)
        ],
    )


def touch(library: "Library", annotation_ids: Iterable[int], notes: Sequence[tuple[int, str]] = ()) -> ByArticle:
    """Date annotations as changed now, with words at the end of the notes of some; which they are."""
    ids, at = listed(annotation_ids), utc_now()
    library.write(f"UPDATE annotation SET updated_at = ? WHERE id IN {LISTED}", (at, ids))
    library.write_many(
        "UPDATE annotation SET note = CASE note WHEN '' THEN ?2 ELSE note || char(10, 10) || ?2 END WHERE id = ?1",
        notes,
    )
    found: ByArticle = {}
    for article_id, annotation_id in library.rows(
        f"SELECT article_id, id FROM annotation WHERE id IN {LISTED} ORDER BY article_id, start, stop, id", (ids,)
    ):
        found.setdefault(article_id, []).append(annotation_id)
    return found
