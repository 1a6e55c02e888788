"""What becomes of answers when their attribute becomes another type, or its choices others."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from reader.domain.label_rules import same_name
from reader.domain.questions import AttributeType
from reader.domain.record import NO, YES, Answer

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
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


def converted(given: Given, new: AttributeType, choices: Sequence[str], entity_of: EntityOf) -> Became:
    """The answers as another type has them. Several answers become one text, and one text several choices again."""
    words = given.words
    match new:
        case AttributeType.TEXT:
            return Became((Answer(_BETWEEN.join(words)),))
        case AttributeType.CHOICES:
            return _chosen(words, choices)
    if len(words) != 1:
        return Became((), words)
    if new is AttributeType.ENTITY:
        found = entity_of(words[0])
        return Became((Answer(entity_id=found),)) if found is not None else Became((), words)
    value = _choice(words[0], choices) if new is AttributeType.CHOICE else read_as(new, words[0])
    return Became((), words) if value is None else Became((Answer(value),))


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


def read_as(kind: AttributeType, words: str) -> str | None:
    """The words as an answer of this type is stored, or None where they do not read as such."""
    words = words.strip()
    match kind:
        case AttributeType.NUMBER:
            return words if _NUMBER.fullmatch(words) else None
        case AttributeType.DATE:
            return words if _is_date(words) else None
        case AttributeType.URL:
            return words if _is_url(words) else None
        case AttributeType.YES_NO:
            return next((each for each in (YES, NO) if same_name(words) == each), None)
    return words or None


def _chosen(words: Sequence[str], choices: Sequence[str]) -> Became:
    if len(words) == 1 and _choice(words[0], choices) is None:
        parts = [_choice(part, choices) for part in words[0].split(_BETWEEN.strip())]
        found = tuple(Answer(part) for part in dict.fromkeys(parts) if part is not None)
        return Became((), tuple(words)) if None in parts else Became(found)
    kept, lost = dict[str, None](), list[str]()
    for each in words:
        value = _choice(each, choices)
        if value is None:
            lost.append(each)
        else:
            kept[value] = None
    return Became(tuple(map(Answer, kept)), tuple(lost))


def _choice(words: str, choices: Sequence[str]) -> str | None:
    if words in choices:
        return words
    return next((choice for choice in choices if same_name(choice) == same_name(words)), None)


def _is_date(words: str) -> bool:
    found = _DATE.fullmatch(words)
    if found is None:
        return False
    year, month, day = (int(part) if part else 1 for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _is_url(words: str) -> bool:
    try:
        parts = urlsplit(words)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.netloc) and not any(map(str.isspace, words))
