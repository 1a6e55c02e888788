"""What the view of the entities shows: the list of them, and a page for each."""

from reader.storage.library import Library


class EntityPages:
    """What the view of the entities shows: the list of them, and a page for each."""

    def __init__(self, library: Library) -> None:
        self._library = library
