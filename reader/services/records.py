"""Records: the answers to what the codebook asks about an annotation, and evidence."""

from reader.storage.library import Library


class Records:
    """Records: the answers to what the codebook asks about an annotation, and evidence."""

    def __init__(self, library: Library) -> None:
        self._library = library
