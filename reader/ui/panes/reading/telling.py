"""Annotations in words: for a screen reader, and for the tip under the mouse."""

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QCoreApplication

from reader.domain.annotation import Annotation, Status
from reader.domain.codebook import Codebook

#: What gives the name of the entity that is meant, by its id.
EntityName = Callable[[int | None], str]

_LONGEST_QUOTE, _MOST = 40, 10


def nameless(_entity_id: int | None) -> str:
    """Before anybody names the entities."""
    return ""


def shortened(quote: str, longest: int = _LONGEST_QUOTE) -> str:
    """A quote as one line of at most so many code points, and a sign where it goes on."""
    line = " ".join(quote[: 4 * longest].split())
    return line if len(line) <= longest else line[:longest].rstrip() + "…"


def spoken(annotations: Sequence[Annotation], codebook: Codebook, name: EntityName = nameless) -> str:
    """What is said of annotations at one place: how many they are, and each; empty where there is none."""
    each = "; ".join(
        [*(_described(annotation, codebook, name) for annotation in annotations[:_MOST]), *_more(annotations)]
    )
    return _tr("{0} annotations: {1}").format(len(annotations), each) if len(annotations) > 1 else each


def spoken_one(
    annotation: Annotation, beside: Sequence[Annotation], codebook: Codebook, name: EntityName = nameless
) -> str:
    """What is said of one annotation, and where several lie at its place, which of them it is."""
    described = _described(annotation, codebook, name)
    if len(beside) < 2 or annotation not in beside:
        return described
    return _tr("{0}; {1} of {2} here").format(described, beside.index(annotation) + 1, len(beside))


def _described(annotation: Annotation, codebook: Codebook, name: EntityName) -> str:
    """Label, quote, entity where it is called otherwise, and note; the status unless it is the usual one."""
    label = codebook.shown(annotation.label_id).name
    status = {Status.SUGGESTED: _tr("suggested"), Status.REJECTED: _tr("rejected")}.get(annotation.status)
    note = f" ({annotation.note})" if annotation.note else ""
    meant = name_beside(annotation.quotes, name(annotation.entity_id))
    entity = f", {meant}" if meant else ""
    return f"{f'{label}, {status}' if status else label}: {shortened(annotation.quote)}{entity}{note}"


def tip(annotations: Sequence[Annotation], codebook: Codebook, link: str, name: EntityName = nameless) -> str:
    """Label, entity and note of each, and where a link leads to, as rich text: it is broken into lines."""
    lines = []
    for annotation in annotations[:_MOST]:
        note = f" {escape(annotation.note)}" if annotation.note else ""
        meant = name(annotation.entity_id)
        entity = f" <bdi>{escape(meant)}</bdi>" if meant else ""
        between = " ·" if entity and note else ""
        lines.append(f"<b>{escape(codebook.shown(annotation.label_id).name)}</b>{entity}{between}{note}")
    lines += _more(annotations)
    if link:
        lines.append(escape(link))
    return "".join(f"<p>{line}</p>" for line in lines)


def name_beside(quotes: Sequence[str], name: str) -> str:
    """The name of an entity where the text calls it otherwise, empty where it tells nothing new."""
    return "" if name and " ".join(" ".join(quotes).split()).casefold() == name.casefold() else name


def _more(annotations: Sequence[Annotation]) -> list[str]:
    """That there are more at the place than anybody reads or hears out."""
    left = len(annotations) - _MOST
    return [_tr("and {0} more").format(f"{left:,}")] if left > 0 else []


def _tr(words: str) -> str:
    return QCoreApplication.translate("Telling", words)
