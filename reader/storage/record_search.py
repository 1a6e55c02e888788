"""What records answer, as conditions on table `annotation`: by whom a claim is, about whom, how it was judged."""

from typing import TYPE_CHECKING

from reader.domain.query_tree import Compared, Named
from reader.domain.questions import Field
from reader.domain.record import AUTHOR, UNNAMED
from reader.storage.listed import LISTED, listed
from reader.storage.named import entities_called, named_among
from reader.storage.questions import questions

if TYPE_CHECKING:
    from reader.storage.library import Library

#: The fields of queries that records answer by a name, and the questions behind them.
NAMED = {
    "claimant": Field.CLAIMANT,
    "about": Field.ABOUT,
    "topic": Field.TOPICS,
    "verdict": Field.VERDICT,
}
_COMPARED = {"check": Field.CHECKWORTHINESS}

#: What has a verdict.
JUDGED = (
    "annotation.id IN (SELECT annotation_id FROM annotation_value WHERE value <> '' AND attribute_id = "
    "(SELECT id FROM attribute WHERE field = 'verdict'))"
)

_ANSWERED = (
    "annotation.id IN (SELECT annotation_id FROM annotation_value WHERE attribute_id = "
    "(SELECT id FROM attribute WHERE field = ?) AND {0})"
)
_Condition = tuple[str, tuple[object, ...]]


def answered(library: "Library", leaf: Named | Compared) -> _Condition:
    """What annotations meet whose records answer so, as SQL with its values. Raises QueryError."""
    if isinstance(leaf, Compared):
        # The signs are those of SQL.
        return _ANSWERED.format(f"CAST(value AS REAL) {leaf.sign} ?"), (_COMPARED[leaf.field].value, leaf.number)
    field = NAMED[leaf.field]
    match field:
        case Field.CLAIMANT if (said := leaf.name.lower()) in (AUTHOR, UNNAMED):
            return _ANSWERED.format("value = ? AND entity_id IS NULL"), (field.value, said)
        case Field.CLAIMANT | Field.ABOUT:
            ids = entities_called(library, leaf)
            return _ANSWERED.format(f"entity_id IN {LISTED}"), (field.value, listed(ids))
    import json  # noqa: PLC0415

    values = dict.fromkeys(
        (*_ratings(library), *_given(library, field)) if field is Field.VERDICT else _given(library, field)
    )
    chosen = named_among([(value, value) for value in values], leaf)
    return _ANSWERED.format(f"value IN {LISTED}"), (field.value, json.dumps(chosen, ensure_ascii=False))


def _given(library: "Library", field: Field) -> list[str]:
    """All answers to a question, each once."""
    rows = library.rows(
        "SELECT DISTINCT value FROM annotation_value WHERE attribute_id = (SELECT id FROM attribute WHERE field = ?)",
        (field.value,),
    )
    return [row[0] for row in rows]


def _ratings(library: "Library") -> list[str]:
    """The ratings of all scales of verdicts."""
    choices = questions(library).of_field(Field.VERDICT).choices
    return [rating.strip() for choice in choices for rating in choice.partition(":")[2].split(",") if rating.strip()]
