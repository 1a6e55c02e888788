"""Tags of a person's own: what there is of them, and what they are called. `services/mark.py` puts them on articles."""

from collections.abc import Sequence

from reader.domain.changes import TagsChanged
from reader.domain.tag import Tag
from reader.domain.text import normalise
from reader.errors import TagError
from reader.storage import tags
from reader.storage.library import Library

#: The longest name, in code points.
LONGEST_NAME = 40


class Tags:
    """The tags of a library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def all(self, among: Sequence[int] = ()) -> list[Tag]:
        """All tags by their names, with how many articles have them, and how many of those in `among`."""
        return tags.all_tags(self._library, among)

    def rename(self, tag_id: int, name: str) -> TagsChanged:
        """Give a tag another name. Raises TagError, LibraryError."""
        name = proper_name(name)
        with self._library.action(f"Rename the tag “{self._name(tag_id)}” to “{name}”"):
            found = tags.find(self._library, name)
            if found and found[0] != tag_id:
                raise TagError(f"Another tag is called “{found[1]}”. Nothing was changed; take another name.")
            tags.rename(self._library, tag_id, name)
        return TagsChanged((tag_id,))

    def remove(self, tag_id: int) -> TagsChanged:
        """Take a tag off all articles and forget it. Raises TagError, LibraryError."""
        with self._library.action(f"Delete the tag “{self._name(tag_id)}”"):
            tags.remove(self._library, tag_id)
        return TagsChanged((tag_id,))

    def _name(self, tag_id: int) -> str:
        name = tags.name_of(self._library, tag_id)
        if name is None:
            raise TagError("This tag is not there any more. Nothing was changed.")
        return name


def proper_name(typed: str) -> str:
    """The name of a tag as it is written down. Raises TagError."""
    name = " ".join(normalise(typed).split())
    if not name:
        raise TagError("A tag needs a name. Nothing was changed.")
    if len(name) > LONGEST_NAME:
        raise TagError(f"The name of a tag has at most {LONGEST_NAME} characters; this has {len(name)}.")
    return name
