"""Annotations in words: for a screen reader, and for the tip under the mouse."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QCoreApplication

from reader.domain.annotation import Annotation, Status
from reader.domain.codebook import Codebook

_LONGEST_QUOTE, _MOST = 40, 10


def shortened(quote: str, longest: int = _LONGEST_QUOTE) -> str:
    """A quote as one line of at most so many code points, and a sign where it goes on."""
    line = " ".join(quote[: 4 * longest].split())
    return line if len(line) <= longest else line[:longest].rstrip() + "…"


def spoken(annotations: Sequence[Annotation], codebook: Codebook) -> str:
    """What is said of annotations at one place: how many they are, and each; empty where there is none."""
    each = "; ".join([*(_described(annotation, codebook) for annotation in annotations[:_MOST]), *_more(annotations)])
    return _tr("{0} annotations: {1}").format(len(annotations), each) if len(annotations) > 1 else each


def spoken_one(annotation: Annotation, beside: Sequence[Annotation], codebook: Codebook) -> str:
    """What is said of one annotation, and where several lie at its place, which of them it is."""
    described = _described(annotation, codebook)
    if len(beside) < 2 or annotation not in beside:
        return described
    return _tr("{0}; {1} of {2} here").format(described, beside.index(annotation) + 1, len(beside))


def _described(annotation: Annotation, codebook: Codebook) -> str:
    """Label, quote and note, and the status unless it is the usual one."""
    label = codebook.shown(annotation.label_id).name
    status = {Status.SUGGESTED: _tr("suggested"), Status.REJECTED: _tr("rejected")}.get(annotation.status)
    note = f" ({annotation.note})" if annotation.note else ""
    return f"{f'{label}, {status}' if status else label}: {shortened(annotation.quote)}{note}"


def tip(annotations: Sequence[Annotation], codebook: Codebook, link: str) -> str:
    """Label and note of each, and where a link leads to, as rich text: it is broken into lines."""
    lines = []
    for annotation in annotations[:_MOST]:
        note = f" {escape(annotation.note)}" if annotation.note else ""
        lines.append(f"<b>{escape(codebook.shown(annotation.label_id).name)}</b>{note}")
    lines += _more(annotations)
    if link:
        lines.append(escape(link))
    return "".join(f"<p>{line}</p>" for line in lines)


def _more(annotations: Sequence[Annotation]) -> list[str]:
    """That there are more at the place than anybody reads or hears out."""
    left = len(annotations) - _MOST
    return [_tr("and {0} more").format(f"{left:,}")] if left > 0 else []


def _tr(words: str) -> str:
    return QCoreApplication.translate("Telling", words)
