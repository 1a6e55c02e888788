"""Links between annotations, each with a type from the codebook."""

from dataclasses import dataclass
from enum import StrEnum


class LinkRole(StrEnum):
    """What Gloss itself knows of a type of link, whatever it is called; types of one's own have none."""

    CLAIMANT = "claimant"
    CUE = "cue"
    ABOUT = "about"
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    REPHRASES = "rephrases"
    SAME_CLAIM = "same_claim"


#: Role, name and description of the types that every codebook begins with.
USUAL_LINK_TYPES = (
    (LinkRole.CLAIMANT, "claimant", "From a claim to the mention of who makes it."),
    (LinkRole.CUE, "cue", "From a claim to the words that say that it is said, such as “told reporters”."),
    (LinkRole.ABOUT, "about", "From a claim to a mention of what it is about."),
    (LinkRole.SUPPORTS, "supports", "From a claim to one that it makes more likely."),
    (LinkRole.CONTRADICTS, "contradicts", "From a claim to one that cannot be so as well."),
    (LinkRole.REPHRASES, "rephrases", "From a claim to one of the same article that says it in other words."),
    (LinkRole.SAME_CLAIM, "same claim", "From a sighting of a claim to another one, in any article."),
)


@dataclass(frozen=True, slots=True)
class LinkType:
    """A type of link; `role` is empty for one of one's own. `link.type` in a library holds its name."""

    id: int
    uid: str
    name: str
    role: LinkRole | None
    description: str
    position: int
    archived: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A link from one annotation to another, given by id; `type` is the name of a type of the codebook."""

    id: int
    uid: str
    type: str
    from_id: int
    to_id: int
