"""Which types a link between two annotations may have, the likeliest first."""

from collections.abc import Collection, Sequence

from reader.domain.annotation import Annotation
from reader.domain.codebook import LabelKind
from reader.domain.link import MUTUAL, LinkRole, LinkType, Offer

#: These always lead from a claim to a mention; the direction of all others is the one in which they are made.
_FROM_CLAIMS = (LinkRole.CLAIMANT, LinkRole.ABOUT, LinkRole.CUE)
Ends = tuple[str, int, int]
End = tuple[Annotation, LabelKind]


def offers(types: Sequence[LinkType], one: End, other: End, there: Collection[Ends]) -> tuple[Offer, ...]:
    """The types that a link from one annotation to the other may have, those that fit first.

    `there` are the links that either has: type, from and to. What is there already is not offered once more.
    """
    (first, kind), (second, other_kind) = one, other
    turned = (kind, other_kind) == (LabelKind.ENTITY, LabelKind.CLAIM)
    claim, mention = (second, first) if turned else (first, second)
    names = {each.name for each in types if each.role is LinkRole.CLAIMANT}
    has_claimant = any(name in names and start == claim.id for name, start, _ in there)
    fitting = _fitting(claim, mention, {kind, other_kind}, has_claimant=has_claimant)
    both_entities = kind is other_kind is LabelKind.ENTITY
    made = []
    for each in types:
        start, stop = (claim, mention) if each.role in _FROM_CLAIMS else (first, second)
        fits = each.role in fitting or (both_entities and each.role is None)
        if not each.archived and not is_there(each, start.id, stop.id, there):
            made.append(Offer(each, start.id, stop.id, fits))
    ranks = {role: rank for rank, role in enumerate(fitting)}
    return tuple(sorted(made, key=lambda offer: ranks.get(offer.type.role, 0) if offer.fits else len(ranks)))


def is_there(kind: LinkType, from_id: int, to_id: int, there: Collection[Ends]) -> bool:
    """Whether such a link is there; one that says the same from either end, in whichever direction."""
    return (kind.name, from_id, to_id) in there or (kind.role in MUTUAL and (kind.name, to_id, from_id) in there)


def _fitting(
    claim: Annotation, other: Annotation, kinds: Collection[LabelKind], *, has_claimant: bool
) -> tuple[LinkRole | None, ...]:
    if len(kinds) > 1:
        within = claim.article_id == other.article_id and any(part.overlaps(other.hull) for part in claim.parts)
        usual = (LinkRole.CLAIMANT, LinkRole.ABOUT)
        return usual[::-1] if within or has_claimant else usual
    if LabelKind.ENTITY in kinds:
        return ()
    if claim.article_id != other.article_id:
        return LinkRole.SAME_CLAIM, LinkRole.SUPPORTS, LinkRole.CONTRADICTS
    return LinkRole.SUPPORTS, LinkRole.CONTRADICTS, LinkRole.REPHRASES, LinkRole.SAME_CLAIM
