"""Records: the answers to what the codebook asks about an annotation, and evidence."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from reader.domain.annotation import Annotation
from reader.domain.answering import nearest, proper, proper_url
from reader.domain.changes import AnnotationsChanged, Change, EntitiesChanged
from reader.domain.codebook import LabelKind
from reader.domain.entity_rules import proper_name
from reader.domain.link import LinkRole
from reader.domain.proposing import Proposed
from reader.domain.questions import Attribute, AttributeType, Field, Questions
from reader.domain.record import Answer, Evidence, Record
from reader.domain.span import Span
from reader.domain.text import normalise
from reader.errors import AnnotationError, AnswerError
from reader.services import proposing
from reader.services.annotate import quoted
from reader.services.sitting import Sitting
from reader.storage import answers as stored
from reader.storage.entities import Entities
from reader.storage.library import Library
from reader.storage.questions import link_types, questions


class Records:
    """Reads and writes what is known of annotations beyond their spans, one action each."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._proposing = proposing.Proposing(library)
        self._sitting = Sitting(library)

    def questions(self) -> Questions:
        """What the codebook asks."""
        return questions(self._library)

    def record(self, annotation_id: int) -> Record:
        """What is known of an annotation; an empty record where nothing is."""
        return self.some((annotation_id,))[annotation_id]

    def some(self, ids: Sequence[int]) -> dict[int, Record]:
        """What is known of each of these annotations."""
        return stored.records(self._library, ids)

    def words_used(self, attribute_id: int) -> list[str]:
        """The words that were answers before, the most frequent first."""
        return stored.words_used(self._library, attribute_id)

    def answer(
        self, annotation_id: int, attribute_id: int, answers: Sequence[Answer], sitting: object = None
    ) -> tuple[Change, ...]:
        """Answer what is asked, in the place of all answers before; none takes them away. Raises AnnotationError.

        Answers of one `sitting`, told by any object that is not None, are one action until another comes, as with
        notes. A claimant that is an entity is linked to its mention that is nearest to the claim.
        """
        asked = self.questions()
        try:
            name = asked.by_id(attribute_id).name
        except KeyError:
            raise AnswerError("The codebook does not ask this any more: nothing was changed.") from None
        title = f"{name} of {self._quote(annotation_id)}"
        return self._act(title, sitting, annotation_id, lambda found: self._answer(asked, found, attribute_id, answers))

    def proposed(self, annotation_id: int) -> Proposed:
        """What may be filled in of a claim, from what is tagged around it. Raises AnnotationError."""
        return self._proposing.proposed(self.questions(), self._get(annotation_id))

    def to_show(self, annotation_id: int, record: Record) -> tuple[Proposed, dict[int, tuple[Answer, ...]]]:
        """What may be filled in, and what `accept_proposed` would answer; `record` is what is known already."""
        asked, annotation = self.questions(), self._get(annotation_id)
        found = self._proposing.proposed(asked, annotation)
        return found, proposing.wanted(asked, annotation, record, found)

    def to_accept(self, annotation_id: int) -> dict[int, tuple[Answer, ...]]:
        """What `accept_proposed` would answer, by the ids of attributes, answers that are kept among them."""
        return self.to_show(annotation_id, self.record(annotation_id))[1]

    def accept_proposed(self, annotation_id: int) -> tuple[Change, ...]:
        """Fill in all that is proposed and not answered yet, as one action. Raises AnnotationError."""

        def write(annotation: Annotation) -> list[int]:
            asked = self.questions()
            filled = self.to_accept(annotation_id)
            if not filled:
                raise AnswerError("Nothing is proposed here that is not filled in already.")
            return [
                touched
                for attribute_id, answers in filled.items()
                for touched in self._answer(asked, annotation, attribute_id, answers)
            ]

        return self._act(f"Fill in the record of {self._quote(annotation_id)}", None, annotation_id, write)

    def answer_new(
        self, annotation_id: int, attribute_id: int, answers: Sequence[Answer], name: str, label_id: int
    ) -> tuple[Change, ...]:
        """Add an entity to the register and answer with it too, behind `answers`, all as one action.

        Raises AnnotationError, and as `Register.add` does.
        """
        name = proper_name(name)
        added: list[int] = []

        def write(annotation: Annotation) -> list[int]:
            added.append(Entities(self._library).add(name, label_id))
            wanted = (*answers, Answer(entity_id=added[0]))
            return self._answer(self.questions(), annotation, attribute_id, wanted)

        labels = self._library.labels.codebook().active
        if all(label.id != label_id or label.kind is not LabelKind.ENTITY for label in labels):
            raise AnswerError("This type of entity is not in the codebook any more: nothing was changed.")
        title = f"Add the entity “{name}” to the record of {self._quote(annotation_id)}"
        changes = self._act(title, None, annotation_id, write)
        return (EntitiesChanged(tuple(added)), *changes)

    def set_evidence(
        self, annotation_id: int, evidence: Sequence[Evidence], sitting: object = None
    ) -> tuple[Change, ...]:
        """Put this in the place of all evidence that an annotation has; what is empty is left out.

        Raises AnnotationError, and where a URL is none.
        """

        def write(annotation: Annotation) -> list[int]:
            wanted = [
                replace(each, url=proper_url(each.url), quote=normalise(each.quote).strip())
                for each in evidence
                if each.url.strip() or normalise(each.quote).strip()
            ]
            if list(self.record(annotation.id).evidence) != wanted:
                stored.set_evidence(self._library, annotation.id, wanted)
            return []

        return self._act(f"Evidence of {self._quote(annotation_id)}", sitting, annotation_id, write)

    def _act(
        self, title: str, sitting: object, annotation_id: int, write: Callable[[Annotation], list[int]]
    ) -> tuple[Change, ...]:
        with self._sitting.action(title, sitting):
            annotation = self._get(annotation_id)
            touched = write(annotation)
        ids = dict.fromkeys((annotation_id, *touched))
        return (AnnotationsChanged(annotation.article_id, tuple(ids)),)

    def _answer(
        self, asked: Questions, annotation: Annotation, attribute_id: int, answers: Sequence[Answer]
    ) -> list[int]:
        """Write answers inside an action; the other annotations that this touches."""
        attribute, known = asked.by_id(attribute_id), self.record(annotation.id).answers
        wanted = self._proper(asked, attribute, annotation, answers)
        if wanted and attribute_id not in known:
            self._refuse_other_kind(attribute, annotation)
        if attribute.field is Field.SCALE:
            self._refuse_scale(asked, known, wanted)
        if known.get(attribute_id, ()) != wanted:
            stored.set_answers(self._library, annotation.id, attribute_id, wanted)
        return self._link_claimant(annotation, wanted) if attribute.field is Field.CLAIMANT else []

    def _proper(
        self, asked: Questions, attribute: Attribute, annotation: Annotation, answers: Sequence[Answer]
    ) -> tuple[Answer, ...]:
        text = self._library.articles.text(annotation.article_id)
        if attribute.type is AttributeType.SPAN:
            answers = [_found(answer, text, annotation.hull) for answer in answers]
        scale = ""
        if attribute.type is AttributeType.RATING:
            scale = self._scale(asked, annotation.id)
        read_date = self._date_reader(annotation.article_id) if attribute.type is AttributeType.DATE else str
        wanted = proper(attribute, answers, text, scale=scale, read_date=read_date)
        if not stored.are_there(self._library, {each.entity_id for each in wanted if each.entity_id is not None}):
            raise AnswerError("This entity is not in the register any more: nothing was changed.")
        return wanted

    def _scale(self, asked: Questions, annotation_id: int) -> str:
        try:
            scale = self.record(annotation_id).answers.get(asked.of_field(Field.SCALE).id)
        except KeyError:
            return ""
        return scale[0].value if scale else ""

    def _refuse_scale(self, asked: Questions, known: object, wanted: Sequence[Answer]) -> None:
        assert isinstance(known, dict)
        try:
            verdict = asked.of_field(Field.VERDICT)
        except KeyError:
            return
        for answer in known.get(verdict.id, ()) if wanted else ():
            try:
                proper(verdict, (answer,), "", scale=wanted[0].value)
            except AnswerError:
                raise AnswerError(
                    f"The verdict “{answer.value}” is not on the scale {wanted[0].value}: "
                    "take the verdict away first, or keep the scale."
                ) from None

    def _date_reader(self, article_id: int) -> Callable[[str], str]:
        from reader.formats.table_dates import iso_date  # noqa: PLC0415 - for dates alone

        article = self._library.articles.get(article_id)
        year = article.published[:4] if article else ""

        def read(written: str) -> str:
            whole = iso_date(written)
            if whole:
                return whole
            month = iso_date(f"1 {written}")
            if month:  # May 2025
                return month[:7]
            return (iso_date(f"{written} {year}") or iso_date(f"{written}/{year}")) if year else ""

        return read

    def _refuse_other_kind(self, attribute: Attribute, annotation: Annotation) -> None:
        label = self._library.labels.codebook().by_id(annotation.label_id)
        if label.kind is not attribute.kind:
            raise AnswerError(f"“{attribute.name}” is not asked about what is tagged as {label.name}.")

    def _link_claimant(self, annotation: Annotation, wanted: Sequence[Answer]) -> list[int]:
        """Lead the claim to the mention that names its claimant, and to no other one."""
        name = next((each.name for each in link_types(self._library) if each.role is LinkRole.CLAIMANT), None)
        if name is None:
            return []
        entity_id = wanted[0].entity_id if wanted else None
        ids = [] if entity_id is None else stored.mentions(self._library, annotation.article_id, entity_id)
        mentions = {each.id: each for each in self._library.annotations.some(ids) if each.id != annotation.id}
        linked = [end for end in stored.linked(self._library, annotation.id, name) if end in mentions]
        if linked:  # a person may have chosen another mention than the nearest
            return stored.set_link(self._library, annotation.id, name, linked[0])
        mention = min(mentions.values(), key=lambda each: _distance(each.hull, annotation.hull), default=None)
        return stored.set_link(self._library, annotation.id, name, mention.id if mention else None)

    def _get(self, annotation_id: int) -> Annotation:
        annotation = self._library.annotations.get(annotation_id)
        if annotation is None:
            raise AnnotationError("This annotation is not there any more.")
        return annotation

    def _quote(self, annotation_id: int) -> str:
        return quoted(self._get(annotation_id).quote)


def _found(answer: Answer, text: str, near: Span) -> Answer:
    """An answer that was typed as words alone, with the place of these words that is nearest."""
    words = answer.value.strip()
    span = nearest(text, words, near) if answer.span is None and words else None
    return replace(answer, span=span) if span else answer


def _distance(one: Span, other: Span) -> tuple[int, int]:
    """How far two spans are from each other; of those that overlap, the one that begins first comes first."""
    return max(one.start - other.stop, other.start - one.stop, 0), one.start
