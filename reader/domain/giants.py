"""Where a giant line may be shown broken: Qt takes a second to lay out a line of a million characters."""

from array import array

from reader.domain import graphemes
from reader.domain.text import compiled

#: A longer line is a giant, in code points; a stretch of one is about so long when it is shown.
LONGEST_LINE = 8000
_STRETCH, _REACH = 2000, 1000
_WINDOW = LONGEST_LINE // 2
_SENTENCE_END = r"(?r)[.!?…][\"'”’»)\]]*\s+|[。！？][」』”’]*"
_WHITE_SPACE = r"(?r)\s+"


def breaks(text: str) -> "array[int]":
    """The code points before which a line break is shown that is not in the text, in order; mostly none.

    They stand after a sentence where one ends near, else after white space, else between two grapheme clusters.
    """
    found = array("I")
    # A longer line has a window without a line feed in it: to look for one costs far less than to part the lines.
    if all(text.find("\n", index, index + _WINDOW) >= 0 for index in range(0, len(text) - _WINDOW, _WINDOW)):
        return found
    start = 0
    for line in text.split("\n"):
        stop = start + len(line)
        while stop - start > LONGEST_LINE:
            start = _break_near(text, start + _STRETCH)
            found.append(start)
        start = stop + 1
    return found


def _break_near(text: str, index: int) -> int:
    for pattern in (_SENTENCE_END, _WHITE_SPACE):
        end = compiled(pattern).search(text, index - _REACH, index)
        if end is not None and end.end() == graphemes.certain_edge(text, end.end()):
            return end.end()
    edge = graphemes.previous_edge(text, index)
    if edge <= index - _REACH:
        edge = graphemes.next_edge(text, index)
    return edge if edge < index + _REACH else index  # one character of thousands of marks
