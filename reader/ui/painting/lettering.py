"""The colour that is written in for a label: its keys in the margin, its tags above the text."""

from functools import lru_cache

from PySide6.QtGui import QColor

from reader.domain.codebook import Label, LabelKind
from reader.domain.colour import TEXT_CONTRAST, reaching
from reader.ui.theme import Theme


def lettering(theme: Theme, label: Label) -> QColor:
    """The colour of the label's line or edge, such that it can be read on the page."""
    return _readable(theme, label.kind, label.colour)


@lru_cache(maxsize=256)
def _readable(theme: Theme, kind: LabelKind, colour: str) -> QColor:
    drawn = theme.entity_edge(colour) if kind is LabelKind.ENTITY else theme.claim_line(colour)
    return QColor(reaching(drawn.name(), theme.pane.name(), TEXT_CONTRAST))
