"""The columns of the ledger, and how wide each is: what a narrow window has no room for is left out."""

from typing import NamedTuple

from reader.domain.ledger import ClaimSort
from reader.ui.system_size import scaled

LEFT, GAP = 12, 12
#: How wide each is, but for the claim, which has what is left.
_WIDTHS = {
    ClaimSort.CLAIMANT: 116,
    ClaimSort.ABOUT: 106,
    ClaimSort.MADE: 92,
    ClaimSort.SIGHTINGS: 74,
    ClaimSort.CHECK: 98,
    ClaimSort.VERDICT: 82,
}
_LEAST_CLAIM = 190
#: What goes first where there is no room.
_LEFT_OUT = (ClaimSort.ABOUT, ClaimSort.MADE, ClaimSort.SIGHTINGS, ClaimSort.CHECK, ClaimSort.CLAIMANT)
_ORDER = tuple(ClaimSort)[:7]


class Column(NamedTuple):
    """A column, where it begins, and how wide it is without the gap behind it."""

    sort: ClaimSort
    left: int
    width: int


def columns(width: int) -> tuple[Column, ...]:
    """The columns of a ledger so wide."""
    widths = {sort: scaled(pixels) for sort, pixels in _WIDTHS.items()}
    for sort in _LEFT_OUT:
        if width - sum(widths.values()) - GAP * len(widths) - 2 * LEFT >= scaled(_LEAST_CLAIM):
            break
        del widths[sort]
    widths[ClaimSort.CLAIM] = max(40, width - sum(widths.values()) - GAP * len(widths) - 2 * LEFT)
    made, left = [], LEFT
    for sort in _ORDER:
        if sort in widths:
            made.append(Column(sort, left, widths[sort]))
            left += widths[sort] + GAP
    return tuple(made)
