"""What is asked, in words."""

from PySide6.QtCore import QCoreApplication

from reader.domain.answer_changes import Keeps, LostAnswer
from reader.domain.question_edits import Form
from reader.domain.questions import AttributeType

_LONGEST = 60


def type_words(kind: AttributeType) -> str:
    """What answers of this type are."""
    return {
        AttributeType.CHOICE: _tr("Choice"),
        AttributeType.CHOICES: _tr("Several choices"),
        AttributeType.TEXT: _tr("Text"),
        AttributeType.NUMBER: _tr("Number"),
        AttributeType.DATE: _tr("Date"),
        AttributeType.YES_NO: _tr("Yes or no"),
        AttributeType.ENTITY: _tr("Entity"),
        AttributeType.URL: _tr("Web address"),
        AttributeType.CLAIMANT: _tr("Claimant"),
        AttributeType.ENTITIES: _tr("Entities"),
        AttributeType.WORDS: _tr("Words"),
        AttributeType.SPAN: _tr("Words of the text"),
        AttributeType.RATING: _tr("Verdict"),
        AttributeType.EVIDENCE: _tr("Evidence"),
    }[kind]


def form_words(form: Form) -> str:
    """What a form is called."""
    return {Form.SHORT: _tr("Short form"), Form.LONG: _tr("Long form"), Form.OWN: _tr("Own choice")}[form]


def answers_words(count: int) -> str:
    """How many annotations answer something."""
    return _tr("1 answer") if count == 1 else _tr("{0:,} answers").format(count)


def loss_words(keeps: Keeps) -> str:
    """How many answers cannot be kept, and how many can."""
    lost = answers_words(len(keeps.lost))
    if not keeps.kept:
        return _tr("{0} cannot be kept:").format(lost)
    return _tr("{0} cannot be kept, {1:,} can:").format(lost, keeps.kept)


def lost_words(lost: LostAnswer) -> str:
    """One answer that cannot be kept, with its place."""
    return _tr("“{0}” of “{1}” in {2}").format(*map(_line, (lost.value, lost.quote, lost.article_title)))


def _line(text: str) -> str:
    """A text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"


def _tr(words: str) -> str:
    return QCoreApplication.translate("CodebookEditor", words)
