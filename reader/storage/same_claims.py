"""Joining sightings as one claim, taking one out, and which claims share words with another one."""

from collections.abc import Iterable, Mapping
from math import log
from typing import TYPE_CHECKING

from reader.domain.link import LinkRole
from reader.domain.questions import Field
from reader.domain.sightings import joined
from reader.storage.ledger import SAME, members
from reader.storage.links import add_link, type_of_role
from reader.storage.listed import LISTED, listed
from reader.storage.search import phrase

if TYPE_CHECKING:
    from reader.storage.library import Library

_MOST_WORDS = 16
_MOST_NEAR = 120
#: A word that so many annotations have says little, and would take long.
_COMMON = 4_000


def join(library: "Library", one: int, other: int) -> bool:
    """Join two annotations as sightings of one claim; whether they were not joined before.

    Raises LookupError where the codebook has no type of link for it.
    """
    kind = type_of_role(library, LinkRole.SAME_CLAIM)
    if not kind:
        raise LookupError(LinkRole.SAME_CLAIM)
    if other in members(library, one):
        return False
    add_link(library, kind, one, other)
    return True


def take_out(library: "Library", annotation_id: int) -> list[int]:
    """Let a sighting stand for itself, and the others stay joined; the others, none where there were none."""
    others = members(library, annotation_id)[1:]
    if not others:
        return []
    library.write(
        f"DELETE FROM link WHERE type = {SAME} AND (from_id = ? OR to_id = ?)", (annotation_id, annotation_id)
    )
    inside = listed(others)
    pairs = library.rows(
        f"SELECT from_id, to_id FROM link WHERE type = {SAME} AND from_id IN {LISTED} AND to_id IN {LISTED}",
        (inside, inside),
    )
    # Those that it held together alone.
    firsts = [group[0] for group in joined([*pairs])]
    apart = set(others).difference(*(pair for pair in pairs)) if pairs else set(others)
    loose = sorted([*firsts, *apart])
    # Also where the codebook has put the type away since.
    (kind,) = library.row(f"SELECT {SAME}")
    for other in loose[1:]:
        add_link(library, kind, loose[0], other)
    return others


def claims_with(library: "Library", words: Iterable[str]) -> tuple[list[int], Mapping[str, float]]:
    """The claims that share rare words with what is asked, the nearest first; and how much each word weighs."""
    (total,) = library.row("SELECT max(id) FROM annotation")
    counts: dict[str, int] = {}
    for word in words:
        asked = phrase(word, prefix=False)
        if asked:
            (counts[word],) = library.row(
                "SELECT count(*) FROM annotation_search WHERE annotation_search MATCH ?", (f"quote : {asked}",)
            )
    weights = {word: log(1 + (total or 1) / max(1, count)) for word, count in counts.items()}
    rare = sorted(counts, key=counts.__getitem__)[:_MOST_WORDS]
    asked_for = [word for word in rare if 0 < counts[word] < _COMMON] or [word for word in rare if counts[word]][:2]
    found: list[int] = []
    if asked_for:
        match = " OR ".join(f"quote : {phrase(word, prefix=False)}" for word in asked_for)
        found = [
            row[0]
            for row in library.rows(
                "SELECT annotation_search.rowid FROM annotation_search CROSS JOIN annotation "
                "ON annotation.id = annotation_search.rowid WHERE annotation_search MATCH ? AND label_id IN "
                "(SELECT id FROM label WHERE kind = 'claim') ORDER BY rank LIMIT ?",
                (match, _MOST_NEAR),
            )
        ]
    told = library.rows(
        "SELECT annotation_id FROM annotation_value WHERE attribute_id = (SELECT id FROM attribute WHERE field = ?) "
        f"AND ({' OR '.join(['instr(lower(value), ?)'] * len(rare)) or 'false'}) LIMIT ?",
        (Field.CLAIM.value, *rare, _MOST_NEAR),
    )
    return list(dict.fromkeys([*found, *(row[0] for row in told)])), weights
