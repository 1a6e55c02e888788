"""The one bridge between code points, which Gloss counts in, and UTF-16, which Qt counts in."""

import re
from array import array
from bisect import bisect_left

from reader.domain.span import Span

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class OffsetMap:
    """Turns an index of one text (code points) into a position (UTF-16 code units), and back.

    Only characters above U+FFFF take two units. A text without them costs no memory and no look-up;
    otherwise the map keeps four bytes for each of them, and looks up by bisection.
    """

    __slots__ = ("_astral", "_length", "_utf16_length")

    def __init__(self, text: str) -> None:
        self._length = len(text)
        # Encoding is the fastest way to learn how many there are: 0.3 ms for a million characters.
        self._utf16_length = len(text.encode("utf-16-le", "surrogatepass")) // 2
        self._astral: array[int] | None = None
        if self._utf16_length > self._length:
            self._astral = array("I", (found.start() for found in _ASTRAL.finditer(text)))

    @property
    def utf16_length(self) -> int:
        """The length of the text in UTF-16 code units."""
        return self._utf16_length

    def to_utf16(self, index: int) -> int:
        """The position of an index. Raises IndexError outside the text; its end is inside."""
        if not 0 <= index <= self._length:
            raise IndexError(f"index {index} is outside a text of {self._length} code points")
        if self._astral is None:
            return index
        return index + bisect_left(self._astral, index)

    def to_index(self, position: int) -> int:
        """The index of a position; between the halves of a character, the index of that character.

        Raises IndexError outside the text; its end is inside.
        """
        if not 0 <= position <= self._utf16_length:
            raise IndexError(f"position {position} is outside a text of {self._utf16_length} UTF-16 units")
        if self._astral is None:
            return position
        astral = self._astral
        # The pair of rank k begins at position astral[k] + k; one that has begun is behind us, or under us.
        return position - bisect_left(range(len(astral)), position, key=lambda rank: astral[rank] + rank)

    def span(self, position_a: int, position_b: int) -> Span:
        """The span between two positions, in either order; a character cut by one of them is wholly in it.

        Where the two are the same nothing is selected, and the span is empty. Raises IndexError.
        """
        low, high = sorted((position_a, position_b))
        start, stop = self.to_index(low), self.to_index(high)
        if low < high and self.to_utf16(stop) < high:
            stop += 1
        return Span(start, stop)
