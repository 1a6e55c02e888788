"""Sightings of one claim: what is the same as the same is the same."""

from collections.abc import Iterable


def joined(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The groups that pairs join, each of two or more: the connected components of a graph of ids, its edges given.

    Each in ascending order, the groups by their first. A pair of the same id twice joins nothing.
    """
    next_to: dict[int, list[int]] = {}
    for one, other in pairs:
        if one != other:
            next_to.setdefault(one, []).append(other)
            next_to.setdefault(other, []).append(one)
    groups: list[list[int]] = []
    met: set[int] = set()
    for start in sorted(next_to):
        if start in met:
            continue
        met.add(start)
        group = [start]
        for one in group:  # grows while it is gone through
            for other in next_to[one]:
                if other not in met:
                    met.add(other)
                    group.append(other)
        groups.append(sorted(group))
    return groups
