"""What tests of the ledger make: articles with claims in them, their records, and what joins them."""

from reader.domain.annotation import Annotation
from reader.domain.entity_names import name_key
from reader.domain.questions import Field
from reader.domain.record import Answer
from reader.domain.text import normalise
from reader.domain.uid import new_uid
from reader.services.ledger import Ledger
from reader.services.links import Links
from reader.services.records import Records
from reader.storage.library import Library
from reader.storage.questions import link_types
from tests.making import draft_of, label_of, tag

HARBOUR = "Harbour wall fails\n\nThe wall failed at one point, the board said. Repairs will cost nine million crowns."
AGAIN = "Board repeats account\n\nThe harbour wall failed at one point, the board said again on Friday."
AGAINST = "Divers disagree\n\nThe wall broke in three places, two divers said."


def article_with(library: Library, text: str, published: str, source: str = "Coastal Post", url: str = "") -> int:
    """Bring a text in; its id."""
    with library.action("Import"):
        article_id = library.articles.add(draft_of(normalise(text), published=published))
    with library.action("Source"):
        library.write("UPDATE article SET source = ?, url = ? WHERE id = ?", (source, url, article_id))
    return article_id


def claim_in(library: Library, article_id: int, quote: str) -> Annotation:
    """Tag a quote as a claim."""
    return tag(library, article_id, quote, label="Statement")


def answer(library: Library, annotation_id: int, field: Field, *values: str) -> None:
    """Answer what is asked about a claim by texts."""
    records = Records(library)
    records.answer(annotation_id, records.questions().of_field(field).id, [Answer(value) for value in values])


def answer_by(library: Library, annotation_id: int, field: Field, name: str, label: str = "Organization") -> int:
    """Answer by an entity, made anew; its id."""
    entity_id = entity(library, name, label)
    records = Records(library)
    asked = records.questions().of_field(field).id
    records.answer(annotation_id, asked, [Answer(entity_id=entity_id)])
    return entity_id


def entity(library: Library, name: str, label: str = "Organization") -> int:
    """Put an entity into the register; its id."""
    with library.action("Entity"):
        return library.insert(
            "INSERT INTO entity (uid, name, label_id, key) VALUES (?, ?, ?, ?)",
            (new_uid(), name, label_of(library, label).id, name_key(name)),
        )


def link(library: Library, one: int, other: int, role: str) -> None:
    """Link two annotations by the type that has this role."""
    name = next(each.name for each in link_types(library) if each.role == role)
    Links(library).add(one, other, name)


def join(library: Library, *annotation_ids: int) -> None:
    """Make sightings those of one claim."""
    Ledger(library).join(annotation_ids)
