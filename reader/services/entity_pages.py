"""What the view of the entities shows: the list of them, and a page for each."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reader.domain.changes import Change
from reader.domain.entity import Entity
from reader.domain.entity_listing import (
    ClaimRow,
    EntityList,
    EntityPage,
    EntityQuery,
    EntityRow,
    EntityTallies,
    MentionOrder,
    MentionRow,
)
from reader.services.register import Register
from reader.storage.entity_pages import (
    claim_rows,
    count_entities,
    entity_ids,
    entity_page,
    entity_rows,
    mention_ids,
    mention_rows,
    tally_entities,
)
from reader.storage.library import Library


class EntityPages:
    """Asks a library for its entities, in the thread that made it; any other may interrupt it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: _Known | None = None

    def aside(self) -> "Callable[[], EntityPages]":
        """Makes the same with a connection of its own, to be called in the thread that uses it."""
        library = self._library
        return lambda: EntityPages(library.another())

    def ids(self, query: EntityQuery) -> EntityList:
        """The entities of a list, with what is counted of them. Raises LibraryError."""
        known = self._up_to_date()
        doubles = tuple(dict.fromkeys(entity.id for group in known.doubles for entity in group))
        ids = entity_ids(self._library, query, known.tallies, doubles)
        return EntityList(ids, known.tallies, count_entities(self._library), len(doubles))

    def rows(self, ids: Sequence[int]) -> dict[int, EntityRow]:
        """What a list shows of these entities, by id. Raises LibraryError."""
        return entity_rows(self._library, ids)

    def page(self, entity_id: int) -> EntityPage | None:
        """What the page of an entity tells; None where there is none any more. Raises LibraryError."""
        page = entity_page(self._library, entity_id)
        if page is None:
            return None
        groups = [group for group in self._up_to_date().doubles if page.entity in group]
        same = {entity.id: entity for group in groups for entity in group if entity.id != entity_id}
        return replace(page, doubles=tuple(same.values()))

    def concordance(self, entity_id: int, order: MentionOrder) -> "array[int]":
        """The mentions of an entity in this order. Raises LibraryError."""
        return mention_ids(self._library, entity_id, order)

    def mentions(self, ids: Sequence[int]) -> dict[int, MentionRow]:
        """What a concordance shows of these mentions, by id. Raises LibraryError."""
        return mention_rows(self._library, ids)

    def claims(self, ids: Sequence[int]) -> dict[int, ClaimRow]:
        """What a page lists of these claims, by id. Raises LibraryError."""
        return claim_rows(self._library, ids)

    def take_in(self, path: Path) -> "TakenIn":
        """Take the entities of a CSV file in, as one action; from any thread. Raises EntityError, LibraryError."""
        from reader.services.import_register import import_register  # noqa: PLC0415 - most sittings import none

        with self._library.aside() as library:
            report, changes = import_register(library, path)
        return TakenIn(report.added, report.changed, report.unchanged, changes)

    def interrupt(self) -> None:
        """Stop the query that runs: it raises LibraryError."""
        self._library.interrupt()

    def close(self) -> None:
        """Close the connection; only of one that was made by `aside`."""
        self._library.close()

    def _up_to_date(self) -> "_Known":
        """What is worked out of the whole library: again only where anything was written since."""
        now = (self._library.version(), self._library.transactions)
        if self._known is None or self._known.version != now:
            self._known = _Known(now, tally_entities(self._library), Register(self._library).doubles())
        return self._known


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many entities of a file were added, changed, or there already; and what that changed."""

    added: int
    changed: int
    unchanged: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of all entities at a version of the library."""

    version: tuple[int, int]
    tallies: EntityTallies
    doubles: tuple[tuple[Entity, ...], ...]
