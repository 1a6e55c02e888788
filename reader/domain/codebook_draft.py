"""A whole codebook on its way into a library, or out of one: labels, what they ask, and types of links."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.domain.codebook import Codebook, LabelDraft
from reader.domain.link import LinkType
from reader.domain.link_type_edits import LinkTypeDraft
from reader.domain.question_edits import AttributeDraft, Form, drafts_of, form_of
from reader.domain.questions import Questions


@dataclass(frozen=True, slots=True)
class CodebookDraft:
    """What a file of a codebook holds, in order."""

    labels: tuple[LabelDraft, ...]
    attributes: tuple[AttributeDraft, ...] = ()
    link_types: tuple[LinkTypeDraft, ...] = ()


def draft_of(book: Codebook, questions: Questions, types: Sequence[LinkType]) -> CodebookDraft:
    """All of a library's codebook. A label says which form it asks, or by name what."""
    there = {attribute.kind for attribute in questions.attributes}
    labels = (
        replace(draft, asks=_asks(questions, book, label_id)) if draft.kind in there else draft
        for draft, label_id in zip(book.drafts(), (label.id for label, _ in book.in_order()), strict=True)
    )
    links = (LinkTypeDraft(each.name, each.description, each.archived, each.role, each.uid) for each in types)
    return CodebookDraft(tuple(labels), drafts_of(questions), tuple(links))


def _asks(questions: Questions, book: Codebook, label_id: int) -> str | tuple[str, ...]:
    form = form_of(questions, book.by_id(label_id))
    if form is not Form.OWN:
        return form.value
    return tuple(each.name for each in questions.attributes if (label_id, each.id) in questions.asked)
