"""The register as rows of a table on its way in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EntityRow:
    """What a row says of an entity; what it leaves out is empty. `place` is where it stands: `line 12`."""

    place: str
    uid: str
    name: str
    type: str
    aliases: tuple[str, ...]
    uri: str
    note: str


@dataclass(frozen=True, slots=True)
class RegisterImport:
    """What became of the rows of a register."""

    added: int
    changed: int
    unchanged: int

    def sentence(self) -> str:
        """The counts, as scripts read them."""
        return f"added {self.added}, changed {self.changed}, unchanged {self.unchanged}"
