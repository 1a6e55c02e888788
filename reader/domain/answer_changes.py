"""What becomes of answers when their attribute becomes another type, or its choices others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from reader.domain.answering import proper
from reader.domain.questions import Attribute, AttributeType
from reader.domain.record import Answer
from reader.errors import AnswerError

_BETWEEN = "; "

#: The id of the entity that alone has this name, or None.
EntityOf = Callable[[str], int | None]


@dataclass(frozen=True, slots=True)
class Given:
    """What one annotation answers to one attribute; `words` are the answers as a person reads them."""

    annotation_id: int
    article_id: int
    answers: tuple[Answer, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LostAnswer:
    """An answer that cannot be kept: where it stands, and what it is."""

    annotation_id: int
    article_title: str
    quote: str
    value: str


@dataclass(frozen=True, slots=True)
class Keeps:
    """What a change leaves of answers: how many annotations keep theirs whole, and what the others lose."""

    kept: int
    lost: tuple[LostAnswer, ...]


@dataclass(frozen=True, slots=True)
class Became:
    """What the answers of one annotation become, and the words of those that cannot be kept."""

    answers: tuple[Answer, ...]
    lost: tuple[str, ...] = ()


def converted(given: Given, new: Attribute, entity_of: EntityOf) -> Became:
    """The answers as an attribute of another type has them.

    Several answers become one text, and one text several choices again.
    """
    words = given.words
    match new.type:
        case AttributeType.TEXT:
            return Became((Answer(_BETWEEN.join(words)),))
        case AttributeType.CHOICES:
            return _chosen(words, new)
    if len(words) != 1:
        return Became((), words)
    if new.type is AttributeType.ENTITY:
        found = entity_of(words[0])
        return Became((), words) if found is None else Became((Answer(entity_id=found),))
    answer = _read(words[0], new)
    return Became((), words) if answer is None else Became((answer,))


def chosen_otherwise(given: Given, choices: Sequence[str], renamed: Mapping[str, str]) -> Became:
    """The answers once there are other choices, some of them called otherwise."""
    kept, lost = list[Answer](), list[str]()
    for answer in given.answers:
        value = renamed.get(answer.value, answer.value)
        if value in choices:
            kept.append(Answer(value))
        else:
            lost.append(answer.value)
    return Became(tuple(kept), tuple(lost))


def _chosen(words: Sequence[str], new: Attribute) -> Became:
    if len(words) == 1 and _read(words[0], new) is None:
        parts = [_read(part, new) for part in words[0].split(_BETWEEN.strip())]
        found = tuple(dict.fromkeys(part for part in parts if part is not None))
        return Became((), tuple(words)) if None in parts else Became(found)
    kept, lost = dict[Answer, None](), list[str]()
    for each in words:
        answer = _read(each, new)
        if answer is None:
            lost.append(each)
        else:
            kept[answer] = None
    return Became(tuple(kept), tuple(lost))


def _read(words: str, new: Attribute) -> Answer | None:
    """The words as an answer to an attribute, or None where they do not read as such."""
    try:
        return next(iter(proper(new, (Answer(words),), "")), None)
    except AnswerError:
        return None
