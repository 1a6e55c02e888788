"""What is done to the types of links of the codebook; each is one action."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from reader.domain.changes import AnnotationsChanged, Change, CodebookChanged
from reader.domain.label_rules import proper_description
from reader.domain.link import LinkType
from reader.domain.link_type_edits import (
    LinkTypeDraft,
    LinkTypes,
    find_link_type,
    proper_link_name,
    refuse_to_lose_type,
    type_moved,
    with_new_type,
    with_type,
)
from reader.errors import CodebookError
from reader.services.sitting import Sitting
from reader.storage import link_uses
from reader.storage import questions as stored
from reader.storage.library import Library

_Changes = tuple[Change, ...]


class EditLinkTypes:
    """Adds, changes, moves, merges and removes types of links. What it refuses is a CodebookError with the reason."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._sitting = Sitting(library)

    def types(self) -> LinkTypes:
        """All types of links, the archived ones too."""
        return stored.link_types(self._library)

    def count_links(self) -> Mapping[str, int]:
        """How many links there are of each type that has any, by its name."""
        return link_uses.count_links(self._library)

    def add(self, draft: LinkTypeDraft) -> _Changes:
        """Add a type of link of one's own as the last one."""
        if draft.role is not None:
            raise CodebookError(f"“{draft.name}” is in the codebook already.")
        name = proper_link_name(draft.name)
        return self._act(f"Add the type of link “{name}”", lambda types: with_new_type(types, draft))

    def rename(self, type_id: int, name: str) -> _Changes:
        """Give a type another name; its links have it too."""
        name = proper_link_name(name)
        old = self._type(type_id)
        return self._act(
            f"Rename the type of link “{old.name}” to “{name}”",
            lambda types: with_type(types, replace(find_link_type(types, type_id), name=name)),
            lambda: link_uses.ends(self._library, old.name) if old.name != name else {},
        )

    def describe(self, type_id: int, description: str, sitting: object = None) -> _Changes:
        """Say what a type of link is for. Descriptions of one `sitting`, as with notes, are one action."""
        description = proper_description(description)
        with self._sitting.action(f"Describe “{self._type(type_id).name}”", sitting, type_id):
            before = self.types()
            after = with_type(before, replace(find_link_type(before, type_id), description=description))
            changed = stored.save_link_types(self._library, before, after)
        return (CodebookChanged(),) if changed else ()

    def archive(self, type_id: int, *, archived: bool) -> _Changes:
        """Put a type away, so that no more links are made of it, or bring it back; its links stay."""
        name = self._type(type_id).name
        return self._act(
            f"Archive “{name}”" if archived else f"Bring “{name}” back from the archive",
            lambda types: with_type(types, replace(find_link_type(types, type_id), archived=archived)),
        )

    def move(self, type_id: int, before_id: int | None) -> _Changes:
        """Put a type before another one, or last."""
        return self._act(
            f"Move the type of link “{self._type(type_id).name}”", lambda types: type_moved(types, type_id, before_id)
        )

    def merge(self, type_id: int, into_id: int) -> _Changes:
        """Make links of one type links of another, and remove it; two that would be the same become one."""
        old, into = self._type(type_id), self._type(into_id)
        if type_id == into_id:
            raise CodebookError(f"“{old.name}” cannot be merged into itself.")
        refuse_to_lose_type(old)
        title = f"Merge “{old.name}” into “{into.name}”"
        return self._act(title, self._without(old), lambda: link_uses.give_to(self._library, old.name, into.name))

    def delete(self, type_id: int) -> _Changes:
        """Remove a type of one's own with its links."""
        old = self._type(type_id)
        refuse_to_lose_type(old)
        return self._act(
            f"Delete the type of link “{old.name}”",
            self._without(old),
            lambda: link_uses.delete_links(self._library, old.name),
        )

    def _act(
        self,
        title: str,
        edit: Callable[[LinkTypes], LinkTypes],
        links: Callable[[], link_uses.ByArticle] = dict,
    ) -> _Changes:
        """Change the types in an action of its own; `links` changes the links before, and says whose ends they were."""
        with self._library.action(title):
            before = self.types()
            after = edit(before)
            by_article = links()
            changed = stored.save_link_types(self._library, before, after)
        told = (AnnotationsChanged(article_id, tuple(ids)) for article_id, ids in by_article.items())
        return (*told, CodebookChanged()) if changed else ()

    def _without(self, link_type: LinkType) -> Callable[[LinkTypes], LinkTypes]:
        return lambda types: tuple(each for each in types if each.id != link_type.id)

    def _type(self, type_id: int) -> LinkType:
        return find_link_type(self.types(), type_id)
