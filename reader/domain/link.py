"""Links between annotations, each with a type from the codebook."""

from dataclasses import dataclass
from enum import StrEnum

from reader.domain.annotation import Annotation


class LinkRole(StrEnum):
    """What Gloss itself knows of a type of link, whatever it is called; types of one's own have none."""

    CLAIMANT = "claimant"
    CUE = "cue"
    ABOUT = "about"
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    REPHRASES = "rephrases"
    SAME_CLAIM = "same_claim"


#: A link of these says the same from either end.
MUTUAL = frozenset((LinkRole.CONTRADICTS, LinkRole.SAME_CLAIM))

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


@dataclass(frozen=True, slots=True)
class Linked:
    """A link as one of its ends has it: the other end, and whether the link leads there.

    `title` is that of the other end's article, empty where it is the same article; `mutual` tells whether the type says
    the same from either end.
    """

    link: Link
    here: Annotation
    other: Annotation
    outgoing: bool
    title: str
    mutual: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """A type for a link that is about to be made, with its ends as they fit the type.

    `fits` tells whether the type is meant for such ends; any other may be chosen all the same.
    """

    type: LinkType
    from_id: int
    to_id: int
    fits: bool
