"""The register of entities: who, where and what is mentioned, each once."""

from reader.storage.library import Library


class Register:
    """The register of entities: who, where and what is mentioned, each once."""

    def __init__(self, library: Library) -> None:
        self._library = library
