"""The claims ledger: every claim of the library, its sightings grouped under one."""

from reader.storage.library import Library


class Ledger:
    """The claims ledger: every claim of the library, its sightings grouped under one."""

    def __init__(self, library: Library) -> None:
        self._library = library
