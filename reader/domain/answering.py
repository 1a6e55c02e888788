"""Answers made proper: what is typed becomes what its attribute stores, or a sentence says why it cannot."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit

from reader.domain.graphemes import snap
from reader.domain.questions import Attribute, AttributeType
from reader.domain.record import AUTHOR, NO, UNNAMED, YES, Answer
from reader.domain.span import Span, trimmed
from reader.domain.text import normalise
from reader.domain.times import start_of
from reader.errors import AnswerError

#: Types whose answers may be several.
SEVERAL = frozenset({AttributeType.CHOICES, AttributeType.ENTITIES, AttributeType.WORDS})
#: Types whose answers are entities of the register; a claimant may be none.
OF_ENTITIES = frozenset({AttributeType.ENTITY, AttributeType.ENTITIES, AttributeType.CLAIMANT})

_YES_NO = {"y": YES, "yes": YES, "true": YES, "1": YES, "n": NO, "no": NO, "false": NO, "0": NO}
_ISO_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_THOUSANDS = re.compile(r"([+-]?[0-9]{1,3})((?:[ ,\u00a0\u2009\u202f'’][0-9]{3})+)(\.[0-9]+)?")
_BY_COMMA = re.compile(r"([+-]?[0-9]+),([0-9]+)")
_DIGITS_MOST, _OF_THOUSANDS = 40, 3
_URL_SCHEMES = frozenset({"http", "https", "ftp"})


def scales_of(attribute: Attribute) -> dict[str, tuple[str, ...]]:
    """The scales of a rating by name, each with its ratings from the worst to the best."""
    scales = {}
    for choice in attribute.choices:
        name, colon, ratings = choice.partition(":")
        if colon:
            scales[name.strip()] = tuple(rating.strip() for rating in ratings.split(",") if rating.strip())
    return scales


def proper(
    attribute: Attribute,
    answers: Sequence[Answer],
    text: str,
    *,
    scale: str = "",
    read_date: Callable[[str], str] = str,
) -> tuple[Answer, ...]:
    """The answers as they are stored: the empty ones left out, no two the same. Raises AnswerError.

    `text` is that of the article, in which spans lie; `scale` is the one that a rating is on, empty where none is
    chosen; `read_date` tells the ISO 8601 form of a date that is written otherwise, empty where it is none.
    """
    made: list[Answer] = []
    for answer in answers:
        one = _proper_one(attribute, answer, text, scale, read_date)
        if one is not None and one not in made and not _says_the_same(one, made, attribute):
            made.append(one)
    if len(made) > 1 and attribute.type not in SEVERAL:
        raise AnswerError(f"“{attribute.name}” takes one answer, not {len(made)}.")
    return tuple(made)


def _says_the_same(answer: Answer, others: Sequence[Answer], attribute: Attribute) -> bool:
    if attribute.type is not AttributeType.WORDS:
        return False
    return answer.value.casefold() in {other.value.casefold() for other in others}


def _proper_one(
    attribute: Attribute, answer: Answer, text: str, scale: str, read_date: Callable[[str], str]
) -> Answer | None:
    kind = attribute.type
    if answer.entity_id is not None:
        if kind not in OF_ENTITIES:
            raise AnswerError(f"“{attribute.name}” is not answered by an entity.")
        return Answer(entity_id=answer.entity_id)
    if kind is AttributeType.SPAN:
        return _proper_span(attribute, answer, text)
    value = normalise(answer.value).strip()
    if kind is not AttributeType.TEXT:
        value = " ".join(value.split())
    if not value:
        return None
    return Answer(_PROPER[kind](attribute, value, scale, read_date))


def _proper_span(attribute: Attribute, answer: Answer, text: str) -> Answer | None:
    if answer.span is None:
        if not answer.value.strip():
            return None
        raise AnswerError(f"“{attribute.name}” is answered by words of the text: select them there.")
    if answer.span.stop > len(text):
        raise AnswerError("The selection reaches beyond the end of the text: nothing was changed.")
    span = trimmed(snap(text, answer.span), text)
    if not span:
        raise AnswerError("Only white space is selected: nothing was changed.")
    return Answer(span.of(text), span=span)


def _choice(attribute: Attribute, value: str, _scale: str, _read_date: Callable[[str], str]) -> str:
    return _among(attribute.choices, value, attribute.name)


def _among(choices: Sequence[str], value: str, name: str) -> str:
    for choice in choices:
        if choice == value:
            return choice
    for choice in choices:
        if choice.casefold() == value.casefold():
            return choice
    raise AnswerError(f"“{value}” is none of the choices of “{name}”: {', '.join(choices)}.")


def _rating(attribute: Attribute, value: str, scale: str, _read_date: Callable[[str], str]) -> str:
    scales = scales_of(attribute)
    if scale in scales:
        return _among(scales[scale], value, f"{attribute.name}, {scale}")
    return _among([rating for ratings in scales.values() for rating in ratings], value, attribute.name)


def _text(_attribute: Attribute, value: str, _scale: str, _read_date: Callable[[str], str]) -> str:
    return value


def _number(_attribute: Attribute, value: str, _scale: str, _read_date: Callable[[str], str]) -> str:
    typed = value.replace("−", "-")
    if found := _BY_COMMA.fullmatch(typed):
        if len(found[2]) == _OF_THOUSANDS:
            whole, part = f"{found[1]}{found[2]}", f"{found[1]}.{found[2]}"
            raise AnswerError(f"“{value}” may be {whole} or {part}: write one of these.")
        typed = f"{found[1]}.{found[2]}"
    elif found := _THOUSANDS.fullmatch(typed):
        typed = found[1] + re.sub(r"[^0-9]", "", found[2]) + (found[3] or "")
    try:
        number = Decimal(typed)
    except InvalidOperation:
        number = Decimal("NaN")
    if "_" in typed or not number.is_finite() or abs(number.adjusted()) > _DIGITS_MOST:
        raise AnswerError(f"“{value}” is no number. Write it in digits, such as 1204 or 3.5.")
    return format(number, "f")


def _date(_attribute: Attribute, value: str, _scale: str, read_date: Callable[[str], str]) -> str:
    for written in (value, read_date(value)):
        if _ISO_DATE.fullmatch(written[:10]) and start_of(written[:10]):
            return written[:10]
    raise AnswerError(f"“{value}” is no date that can be read in one way alone. Write 2025-05-30, 2025-05 or 2025.")


def _yes_no(attribute: Attribute, value: str, _scale: str, _read_date: Callable[[str], str]) -> str:
    said = _YES_NO.get(value.lower())
    if said is None:
        raise AnswerError(f"“{attribute.name}” is answered by yes or no.")
    return said


def _url(_attribute: Attribute, value: str, _scale: str, _read_date: Callable[[str], str]) -> str:
    return proper_url(value)


def proper_url(value: str) -> str:
    """A URL as it is stored, or nothing. Raises AnswerError where it has not the form of one."""
    value = normalise(value).strip()
    if not value:
        return ""
    try:
        parts = urlsplit(value)
        whole = parts.scheme.lower() in _URL_SCHEMES and bool(parts.hostname) and not re.search(r"\s", value)
        parts.port  # noqa: B018 - raises where it is none
    except ValueError:
        whole = False
    if not whole:
        raise AnswerError(f"“{value}” is no web address. Write all of it, such as https://example.org/report.")
    return value


def _claimant(attribute: Attribute, value: str, _scale: str, _read_date: Callable[[str], str]) -> str:
    if value.lower() not in (AUTHOR, UNNAMED):
        raise AnswerError(f"“{attribute.name}” is an entity, the article's author, or unnamed; “{value}” is none.")
    return value.lower()


def _no_entity(attribute: Attribute, value: str, _scale: str, _read_date: Callable[[str], str]) -> str:
    raise AnswerError(f"“{attribute.name}” is answered by an entity; “{value}” is none yet.")


def _no_evidence(attribute: Attribute, _value: str, _scale: str, _read_date: Callable[[str], str]) -> str:
    raise AnswerError(f"“{attribute.name}” is not answered by a text.")


_PROPER: dict[AttributeType, Callable[[Attribute, str, str, Callable[[str], str]], str]] = {
    AttributeType.CHOICE: _choice,
    AttributeType.CHOICES: _choice,
    AttributeType.TEXT: _text,
    AttributeType.NUMBER: _number,
    AttributeType.DATE: _date,
    AttributeType.YES_NO: _yes_no,
    AttributeType.ENTITY: _no_entity,
    AttributeType.ENTITIES: _no_entity,
    AttributeType.URL: _url,
    AttributeType.CLAIMANT: _claimant,
    AttributeType.WORDS: _text,
    AttributeType.RATING: _rating,
    AttributeType.EVIDENCE: _no_evidence,
}


def nearest(text: str, words: str, to: Span) -> Span | None:
    """Where the words stand in the text, the place that is nearest to a span."""
    places = [Span(found.start(), found.end()) for found in re.finditer(re.escape(words), text, re.IGNORECASE)]
    return min(places, key=lambda place: max(to.start - place.stop, place.start - to.stop, 0), default=None)
