"""Links between annotations."""

from reader.storage.library import Library


class Links:
    """Links between annotations."""

    def __init__(self, library: Library) -> None:
        self._library = library
