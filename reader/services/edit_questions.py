"""What is done to what the codebook asks: attributes, which label asks them, types of links."""

from reader.storage.library import Library


class EditQuestions:
    """What is done to what the codebook asks: attributes, which label asks them, types of links."""

    def __init__(self, library: Library) -> None:
        self._library = library
