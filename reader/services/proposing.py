"""What the record of a claim may be filled in with, from what is tagged around it."""

from reader.domain.annotation import Annotation
from reader.domain.codebook import LabelKind
from reader.domain.proposing import Mention, Proposed, Surroundings, propose
from reader.domain.questions import Field, Questions
from reader.domain.record import Answer, Record
from reader.domain.sentences import sentence_at
from reader.domain.span import Span
from reader.domain.structure import Structure, block_at
from reader.storage import answers as stored
from reader.storage.library import Library

#: Labels, by name, of those who can make claims; in a codebook with none of them, all can.
_SPEAKING = frozenset({"person", "people", "organization", "organisation", "group", "company", "actor", "party"})
#: Labels, by name, of what claims are never about alone.
_NOT_TOPICAL = frozenset({"date or time", "date", "time", "quantity", "number"})
_REACH = 4000


class Proposing:
    """Finds what the records of claims may be filled in with; it writes nothing."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._text: tuple[int, str, Structure] = (0, "", ())

    def proposed(self, asked: Questions, annotation: Annotation) -> Proposed:
        """What may be filled in of this claim; nothing where it is none, or its article is gone."""
        library, article_id = self._library, annotation.article_id
        labels = {label.id: label for label in library.labels.codebook().labels}
        if labels[annotation.label_id].kind is not LabelKind.CLAIM:
            return Proposed()
        made = library.articles.made(article_id)
        if made is None:
            return Proposed()
        text, structure = self._text_of(article_id)
        paragraph = _paragraph(text, structure, annotation.hull)
        claimant_id = _id_of(asked, Field.CLAIMANT)
        entity_labels = [label for label in labels.values() if label.kind is LabelKind.ENTITY]
        speaking = {label.id for label in entity_labels if label.name.casefold() in _SPEAKING}
        speaking |= set(stored.labels_answered(library, claimant_id))
        topical = {label.id for label in entity_labels if label.name.casefold() not in _NOT_TOPICAL}
        mentions = tuple(
            Mention(each.hull, each.entity_id, not speaking or each.label_id in speaking, each.label_id in topical)
            for each in library.annotations.some(stored.mentions_within(library, article_id, paragraph))
            if each.entity_id is not None
        )
        around = Surroundings(
            text,
            annotation.parts,
            _sentences(text, annotation.hull, paragraph),
            paragraph,
            mentions,
            _last_claimant(library, annotation, claimant_id),
        )
        published, author = made
        return propose(around, made_on=published[:10], author=author)

    def _text_of(self, article_id: int) -> tuple[str, Structure]:
        # Neither ever changes, and most claims follow one in the same article.
        if self._text[0] != article_id:
            article = self._library.articles.get(article_id)
            assert article is not None
            self._text = (article_id, article.text, article.structure)
        return self._text[1:]


def wanted(asked: Questions, annotation: Annotation, record: Record, found: Proposed) -> dict[int, tuple[Answer, ...]]:
    """What of it answers something that has no answer yet, by the ids of attributes: all answers, old and new.

    Cue and entities come along with the claimant, where the label asks for one.
    """
    asks = {each.id for each in asked.asked_by(annotation.label_id)}
    claimant_id = _id_of(asked, Field.CLAIMANT)
    given: dict[Field, tuple[Answer, ...]] = {
        Field.CLAIMANT: (found.claimant,) if found.claimant else (),
        Field.CUE: (found.cue,) if found.cue else (),
        Field.QUOTE_TYPE: (Answer(found.quote_type),) if found.quote_type else (),
        Field.ABOUT: tuple(Answer(entity_id=each) for each in found.about),
    }
    filled = {}
    for attribute in asked.of_kind(LabelKind.CLAIM):
        answers = given.get(attribute.field, ()) if attribute.field else ()
        if not answers or not (attribute.id in asks or (claimant_id in asks and attribute.field in _ALONG)):
            continue
        known = record.answers.get(attribute.id, ())
        if attribute.field is Field.QUOTE_TYPE and answers[0].value not in attribute.choices:
            continue
        new = tuple(each for each in answers if each not in known)
        if new and (not known or attribute.field is Field.ABOUT):
            filled[attribute.id] = (*known, *new)
    return filled


_ALONG = frozenset({Field.CUE, Field.ABOUT})


def _id_of(asked: Questions, field: Field) -> int:
    try:
        return asked.of_field(field).id
    except KeyError:
        return 0


def _paragraph(text: str, structure: Structure, claim: Span) -> Span:
    first, last = block_at(structure, claim.start), block_at(structure, claim.stop)
    start = first.start if first else max(text.rfind("\n", 0, claim.start) + 1, claim.start - _REACH)
    stop = last.stop if last else min(claim.stop + _REACH, len(text))
    return Span(min(start, claim.start), max(stop, claim.stop))


def _sentences(text: str, claim: Span, paragraph: Span) -> Span:
    """From the start of the sentence that the claim begins in to the end of the one that it ends in."""
    first = sentence_at(text, claim.start, paragraph)
    last = sentence_at(text, max(claim.start, claim.stop - 1), paragraph)
    return Span(min(first.start, claim.start), max(last.stop, claim.stop))


def _last_claimant(library: Library, annotation: Annotation, claimant_id: int) -> Answer | None:
    """The claimant of the claim before this one in its article."""
    found = stored.entity_before(library, claimant_id, annotation.article_id, annotation.hull.start, annotation.id)
    return Answer(entity_id=found) if found else None
