"""What the view of the entities asks the library for, beside the window."""

from collections.abc import Generator
from dataclasses import dataclass

from reader.domain.entity_listing import EntityQuery, MentionOrder
from reader.services.entity_pages import EntityPages
from reader.ui.asking import Kind, Work

#: The most urgent is the page, then how it is sorted, then the list.
PAGE, ORDER, LIST = Kind.LIST, Kind.UNREAD, Kind.COUNTS


@dataclass(frozen=True, slots=True)
class Gone:
    """There is no such entity any more."""

    entity_id: int


def listed(query: EntityQuery) -> Work[EntityPages]:
    """The entities of a list."""

    def work(pages: EntityPages) -> Generator[object, None, None]:
        yield pages.ids(query)

    return work


def opened(entity_id: int) -> Work[EntityPages]:
    """The page of an entity, or that it is gone."""

    def work(pages: EntityPages) -> Generator[object, None, None]:
        yield pages.page(entity_id) or Gone(entity_id)

    return work


def ordered(entity_id: int, order: MentionOrder) -> Work[EntityPages]:
    """The mentions of an entity in another order."""

    def work(pages: EntityPages) -> Generator[object, None, None]:
        yield pages.concordance(entity_id, order)

    return work
