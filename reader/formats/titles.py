"""Titles that a file gives its article."""

from reader.domain.graphemes import previous_edge

_LONGEST = 300


def shortened(title: str) -> str:
    """The title without white space around it, cut at a character where it has more than 300 code points."""
    title = title.strip()
    if len(title) <= _LONGEST:
        return title
    edge = previous_edge(title[: 2 * _LONGEST], _LONGEST + 1)
    return title[: edge or _LONGEST].rstrip()
