"""The names of entities as the panes show them, each asked for once."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.domain.entity import Entity
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.services.register import Register

#: With more entities changed at once than this, all are asked for again.
_MANY = 500


class EntityNames:
    """What is known of entities. All of them are held only once somebody has asked for all."""

    def __init__(self, register: "Callable[[], Register]") -> None:
        self._register = register
        self._known: dict[int, Entity] = {}
        self._all = False
        #: Another one whenever anything may have changed.
        self.version = 0

    def name(self, entity_id: int | None) -> str:
        """The name of an entity, empty where there is none of this id, or the library cannot be read."""
        if entity_id is None:
            return ""
        entity = self.entity(entity_id)
        return entity.name if entity is not None else ""

    def entity(self, entity_id: int) -> Entity | None:
        """An entity, None where there is none of this id, or the library cannot be read."""
        if entity_id not in self._known:
            try:
                found = self._register().entity(entity_id)
            except ReaderError:  # whoever does something with it will be told
                return None
            if found is not None:
                self._known[entity_id] = found
        return self._known.get(entity_id)

    def all(self) -> list[Entity]:
        """All entities of the register, by their names. Raises LibraryError."""
        if not self._all:
            self._known = {entity.id: entity for entity in self._register().all()}
            self._all = True
        return list(self._known.values())

    def renew(self, entity_ids: Sequence[int]) -> None:
        """Ask for these again, since they have changed. Raises LibraryError."""
        self.version += 1
        if len(entity_ids) > _MANY:
            self.forget()
            return
        found = self._register().some(entity_ids)
        for entity_id in entity_ids:
            self._known.pop(entity_id, None)
        self._known |= found

    def forget(self) -> None:
        """Ask for all again when they are needed: another program may have changed any."""
        self._known, self._all = {}, False
        self.version += 1
