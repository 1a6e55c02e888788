"""Sightings of one claim: annotations that links of role `same_claim` join, whatever their direction."""

from typing import TYPE_CHECKING

from reader.domain.link import LinkRole
from reader.domain.sightings import joined
from reader.domain.times import MOMENTS_A_MINUTE
from reader.storage.listed import LISTED, listed

if TYPE_CHECKING:
    from reader.storage.library import Library


def first_sightings(library: "Library") -> dict[int, int]:
    """Of each annotation that is joined to others as the same claim: its claim's earliest sighting, itself perhaps.

    The earliest by the minute of its article's date, then by id, among the accepted claims of listed articles: what
    lies in the bin or was replaced by a newer version is a claim's first sighting only where nothing else is left.
    """
    pairs = library.rows(
        "SELECT from_id, to_id FROM link WHERE type IN (SELECT name FROM link_type WHERE role = ?)",
        (LinkRole.SAME_CLAIM.value,),
    )
    groups = joined(pairs)
    if not groups:
        return {}
    order = {
        annotation_id: (left_out, minute, annotation_id)
        for annotation_id, left_out, minute in library.rows(
            "SELECT annotation.id, binned_at IS NOT NULL OR newer_id IS NOT NULL OR status <> 'accepted' OR "
            f"kind <> 'claim', moment / {MOMENTS_A_MINUTE} FROM annotation JOIN article ON article.id = article_id "
            f"JOIN label ON label.id = label_id WHERE annotation.id IN {LISTED}",
            (listed(member for group in groups for member in group),),
        )
    }
    return {member: first for group in groups for first in [min(group, key=order.__getitem__)] for member in group}
