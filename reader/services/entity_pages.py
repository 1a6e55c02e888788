"""What the view of the entities shows: the list of them, and a page for each."""

from array import array
from collections.abc import Callable, Sequence

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
from reader.storage.entity_pages import (
    claim_rows,
    count_entities,
    double_ids,
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
        self._known: tuple[tuple[int, int], EntityTallies] | None = None

    def aside(self) -> "Callable[[], EntityPages]":
        """Makes the same with a connection of its own, to be called in the thread that uses it."""
        library = self._library
        return lambda: EntityPages(library.another())

    def ids(self, query: EntityQuery) -> EntityList:
        """The entities of a list, with what is counted of them. Raises LibraryError."""
        tallies = self._tallies()
        ids = entity_ids(self._library, query, tallies)
        return EntityList(ids, tallies, count_entities(self._library), len(double_ids(self._library)))

    def rows(self, ids: Sequence[int]) -> dict[int, EntityRow]:
        """What a list shows of these entities, by id. Raises LibraryError."""
        return entity_rows(self._library, ids)

    def page(self, entity_id: int) -> EntityPage | None:
        """What the page of an entity tells; None where there is none any more. Raises LibraryError."""
        return entity_page(self._library, entity_id)

    def concordance(self, entity_id: int, order: MentionOrder) -> "array[int]":
        """The mentions of an entity in this order. Raises LibraryError."""
        return mention_ids(self._library, entity_id, order)

    def mentions(self, ids: Sequence[int]) -> dict[int, MentionRow]:
        """What a concordance shows of these mentions, by id. Raises LibraryError."""
        return mention_rows(self._library, ids)

    def claims(self, ids: Sequence[int]) -> dict[int, ClaimRow]:
        """What a page lists of these claims, by id. Raises LibraryError."""
        return claim_rows(self._library, ids)

    def interrupt(self) -> None:
        """Stop the query that runs: it raises LibraryError."""
        self._library.interrupt()

    def close(self) -> None:
        """Close the connection; only of one that was made by `aside`."""
        self._library.close()

    def _tallies(self) -> EntityTallies:
        """Counted again only where anything was written since."""
        now = (self._library.version(), self._library.transactions)
        if self._known is None or self._known[0] != now:
            self._known = (now, tally_entities(self._library))
        return self._known[1]
