"""Positions in a document (UTF-16 code units, shown breaks counted) and indexes of its text (code points)."""

from array import array
from bisect import bisect_left, bisect_right

from reader.domain.offsets import OffsetMap
from reader.domain.span import Span


class Positions:
    """The one bridge between a text and the document that shows it.

    The document has all characters of the text one for one, and before each index of `breaks` one line break more.
    Where one stands, an index has two positions, before it and behind it: it is given the one behind.
    """

    __slots__ = ("_breaks", "_length", "_offsets", "_shown")

    def __init__(self, text: str, breaks: "array[int]") -> None:
        self._offsets = OffsetMap(text)
        self._length = len(text)
        self._breaks = breaks
        self._shown = array("I", (self._offsets.to_utf16(index) + number for number, index in enumerate(breaks)))

    @property
    def are_indexes(self) -> bool:
        """Whether each index is its own position, as in most texts."""
        return not self._breaks and self._offsets.utf16_length == self._length

    @property
    def last(self) -> int:
        """The position at the end of the document."""
        return self._offsets.utf16_length + len(self._breaks)

    def to_position(self, index: int) -> int:
        """The position of an index. Raises IndexError outside the text; its end is inside."""
        position = self._offsets.to_utf16(index)
        return position + bisect_right(self._breaks, index) if self._breaks else position

    def to_index(self, position: int) -> int:
        """The index of a position; between the halves of a character, the index of that character.

        Raises IndexError outside the document; its end is inside.
        """
        return self._offsets.to_index(self._without_breaks(position))

    def span(self, position_a: int, position_b: int) -> Span:
        """The span between two positions, in either order; a character cut by one of them is wholly in it.

        Where nothing of the text lies between them the span is empty. Raises IndexError.
        """
        return self._offsets.span(self._without_breaks(position_a), self._without_breaks(position_b))

    def _without_breaks(self, position: int) -> int:
        return position - bisect_left(self._shown, position) if self._shown else position
