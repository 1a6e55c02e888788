"""Changes to the types of links; what cannot be is a CodebookError with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reader.domain.label_rules import proper_description, proper_name, same_name
from reader.domain.link import LinkRole, LinkType
from reader.errors import CodebookError

NEW = -1

LinkTypes = tuple[LinkType, ...]


@dataclass(frozen=True, slots=True)
class LinkTypeDraft:
    """A type of link on its way into a library, or out of one; `unsaid` names what a file says nothing of."""

    name: str
    description: str = ""
    archived: bool = False
    role: LinkRole | None = None
    uid: str = ""
    unsaid: frozenset[str] = field(default=frozenset(), compare=False)


def find_link_type(types: Sequence[LinkType], type_id: int) -> LinkType:
    """The type with this id. Raises CodebookError."""
    found = next((each for each in types if each.id == type_id), None)
    if found is None:
        raise CodebookError("This type of link is not in the codebook any more.")
    return found


def proper_link_name(raw: str) -> str:
    """The name, trimmed. Raises CodebookError."""
    return proper_name(raw, "a type of link")


def with_new_type(types: LinkTypes, draft: LinkTypeDraft) -> LinkTypes:
    """The types with another one at the end. Raises CodebookError where its name is taken."""
    last = max((each.position for each in types), default=0)
    name, description = proper_link_name(draft.name), proper_description(draft.description)
    return with_type(types, LinkType(NEW, draft.uid, name, draft.role, description, last + 1, draft.archived))


def with_type(types: LinkTypes, link_type: LinkType) -> LinkTypes:
    """The types with this one in place of the one with its id, or last. Raises CodebookError if its name is taken."""
    for other in types:
        if other.id != link_type.id and same_name(other.name) == same_name(link_type.name):
            archived = ", in the archive" if other.archived else ""
            raise CodebookError(f"There is a type of link “{other.name}” already{archived}.")
    if all(other.id != link_type.id for other in types):
        return (*types, link_type)
    return tuple(link_type if other.id == link_type.id else other for other in types)


def refuse_twin_types(types: LinkTypes) -> None:
    """Refuse two types whose names are the same to a reader."""
    seen: dict[str, LinkType] = {}
    for each in types:
        if seen.setdefault(same_name(each.name), each) is not each:
            raise CodebookError(f"There would be two types of links “{each.name}”.")


def type_moved(types: LinkTypes, type_id: int, before_id: int | None) -> LinkTypes:
    """The types with one of them before another, or last."""
    moved = find_link_type(types, type_id)
    if before_id == type_id:
        return types
    others = [each for each in types if each.id != type_id]
    at = len(others) if before_id is None else others.index(find_link_type(types, before_id))
    others.insert(at, moved)
    return tuple(replace(each, position=number) for number, each in enumerate(others, 1))


def refuse_to_lose_type(link_type: LinkType) -> None:
    """Refuse to delete or merge away a type that Gloss itself builds on."""
    if link_type.role is not None:
        raise CodebookError(
            f"“{link_type.name}” is a type of link that Gloss itself builds on, so it stays. It can be renamed and "
            "archived."
        )
