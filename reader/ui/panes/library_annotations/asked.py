"""What the list of all annotations asks the library for, beside the window."""

from array import array
from collections.abc import Generator
from dataclasses import dataclass

from reader.domain.annotation_listing import AnnotationQuery
from reader.services.annotation_listing import AnnotationListing
from reader.ui.asking import Work


@dataclass(frozen=True, slots=True)
class Listed:
    """The annotations of a list, the first or all (`whole`)."""

    ids: "array[int]"
    whole: bool


def listed(query: AnnotationQuery, *, first: bool) -> Work[AnnotationListing]:
    """The annotations of a list; `first`: the first of them at once, then all."""

    def work(listing: AnnotationListing) -> Generator[object, None, None]:
        ids: array[int] = array("q")
        for piece in listing.ids(query):
            yield Listed(piece, whole=False) if first and not ids else None
            ids += piece
        yield Listed(ids, whole=True)

    return work


def counted(listing: AnnotationListing) -> Generator[object, None, None]:
    """How many annotations there are with each label."""
    yield listing.counts()
