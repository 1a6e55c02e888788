"""What the ledger asks the library for, beside the window."""

from collections.abc import Generator

from reader.domain.ledger import LedgerQuery
from reader.services.ledger import LedgerListing
from reader.ui.asking import Kind, Work

#: The list is more urgent than what is perhaps the same.
LIST, NEAR = Kind.LIST, Kind.COUNTS


def listed(query: LedgerQuery) -> Work[LedgerListing]:
    """The claims of the ledger, and how many there are."""

    def work(listing: LedgerListing) -> Generator[object, None, None]:
        yield listing.listed(query)

    return work


def near(claim_id: int) -> Work[LedgerListing]:
    """What is perhaps the same as a claim."""

    def work(listing: LedgerListing) -> Generator[object, None, None]:
        yield listing.near(claim_id)

    return work
