"""Where words begin and end in a text, told by letters and digits alone."""

from reader.domain.span import Span

#: From here on a character may be a word.
_FIRST_DENSE = "\u2e80"


def after_word(text: str, span: Span) -> int:
    """Where the first word of a span ends."""
    stop = span.start + 1
    while stop < span.stop and cuts_word(text, stop):
        stop += 1
    return stop


def before_word(text: str, span: Span) -> int:
    """Where the last word of a span begins."""
    start = span.stop - 1
    while start > span.start and cuts_word(text, start):
        start -= 1
    return start


def whole_words(text: str, span: Span) -> Span:
    """The span, outward to the edges of words."""
    start, stop = span.start, span.stop
    while cuts_word(text, start):
        start -= 1
    while cuts_word(text, stop):
        stop += 1
    return Span(start, stop)


def cuts_word(text: str, index: int) -> bool:
    """Whether a place lies inside a word, where words are more than one or two characters."""
    return is_joined(text, index) and max(text[index - 1], text[index]) < _FIRST_DENSE


def count_letters(text: str) -> int:
    """How many letters and digits there are."""
    return sum(character.isalnum() for character in text)


def is_joined(text: str, index: int) -> bool:
    """Whether a place lies inside a word."""
    return 0 < index < len(text) and text[index - 1].isalnum() and text[index].isalnum()
