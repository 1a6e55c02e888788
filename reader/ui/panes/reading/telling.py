"""Annotations in words: for a screen reader, and for the tip under the mouse."""

from collections.abc import Iterable
from html import escape

from reader.domain.annotation import Annotation
from reader.domain.codebook import Codebook

_LONGEST_QUOTE = 40


def shortened(quote: str) -> str:
    """A quote as one line that is not long."""
    line = " ".join(quote[: 4 * _LONGEST_QUOTE].split())
    return line if len(line) <= _LONGEST_QUOTE else line[:_LONGEST_QUOTE].rstrip() + "…"


def spoken(annotations: Iterable[Annotation], codebook: Codebook) -> str:
    """Label, quote and note of each; empty where there is none."""
    words = []
    for annotation in annotations:
        note = f" ({annotation.note})" if annotation.note else ""
        words.append(f"{codebook.shown(annotation.label_id).name}: {shortened(annotation.quote)}{note}")
    return "; ".join(words)


def tip(annotations: Iterable[Annotation], codebook: Codebook, link: str) -> str:
    """Label and note of each, and where a link leads to, as rich text: it is broken into lines."""
    lines = []
    for annotation in annotations:
        note = f" {escape(annotation.note)}" if annotation.note else ""
        lines.append(f"<b>{escape(codebook.shown(annotation.label_id).name)}</b>{note}")
    if link:
        lines.append(escape(link))
    return "".join(f"<p>{line}</p>" for line in lines)
