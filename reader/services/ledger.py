"""The claims ledger: every claim of the library, its sightings grouped under one."""

from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.domain.changes import AnnotationsChanged, Change
from reader.domain.closeness import CLOSE, closeness, words_of
from reader.domain.ledger import Claim, LedgerQuery, Listed
from reader.errors import AnnotationError
from reader.services.annotate import quoted
from reader.services.index_library import catch_up
from reader.storage import same_claims
from reader.storage.ledger import claims, verdict_choices, with_uid
from reader.storage.ledger_listing import Groups, listed_claims
from reader.storage.library import Library

if TYPE_CHECKING:
    from reader.services.export_claims import Exported

_MOST_NEAR = 5


class LedgerListing:
    """What a ledger shows. It is made, used and closed in one thread; any other may interrupt it."""

    def __init__(self, library: Library) -> None:
        self._library = library.another()
        self._known: tuple[int, Groups | None] = (0, None)

    def listed(self, query: LedgerQuery) -> Listed:
        """The claims that are asked for, in order, and how many there are. Raises QueryError, LibraryError."""
        if query.words:
            catch_up(self._library)
        version = self._library.version()
        with self._library.snapshot():
            if self._known[1] is None or self._known[0] != version:
                self._known = (version, Groups(self._library))
            return listed_claims(self._library, query, self._known[1])

    def near(self, claim_id: int) -> tuple[Claim, ...]:
        """The claims that are perhaps the same as this one, the closest first. Raises LibraryError."""
        catch_up(self._library)
        with self._library.snapshot():
            return near_claims(self._library, claim_id)

    def interrupt(self) -> None:
        """Stop the query that runs: it raises LibraryError."""
        self._library.interrupt()

    def close(self) -> None:
        """Close the connection."""
        self._library.close()


class Ledger:
    """What is asked of the ledger by the window's thread, and what is done there: one action each."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def listing(self) -> LedgerListing:
        """What tells the claims, with a connection of its own: to be called in the thread that uses it."""
        return LedgerListing(self._library)

    def some(self, ids: Sequence[int]) -> dict[int, Claim]:
        """The claims of these annotations, by the id that was asked for. Raises LibraryError."""
        return claims(self._library, ids)

    def claim(self, annotation_id: int) -> Claim | None:
        """The claim of this annotation, None where it is none that the ledger shows. Raises LibraryError."""
        return claims(self._library, (annotation_id,)).get(annotation_id)

    def near(self, claim_id: int) -> tuple[Claim, ...]:
        """The claims that are perhaps the same as this one, the closest first. Raises LibraryError."""
        catch_up(self._library)
        return near_claims(self._library, claim_id)

    def join(self, annotation_ids: Sequence[int]) -> tuple[Change, ...]:
        """Make the sightings of these claims sightings of one. Raises AnnotationError."""
        found = claims(self._library, annotation_ids)
        if len(found) < len(set(annotation_ids)) or len(found) < 2:
            raise AnnotationError("One of these claims is not there any more: nothing was joined.")
        first, *others = found.values()
        title = f"{quoted(first.text)} and {quoted(others[0].text)}"
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        with self._library.action(f"Join {title}{more} as one claim"):
            try:
                made = [same_claims.join(self._library, first.id, other.id) for other in others]
            except LookupError:
                raise AnnotationError(
                    "The codebook has no type of link for the same claim any more: nothing was joined."
                ) from None
            if not any(made):
                raise AnnotationError("These are sightings of one claim already.")
        return self._changed([each.id for each in found.values()])

    def take_out(self, annotation_id: int) -> tuple[Change, ...]:
        """Let a sighting be a claim of its own; the others stay joined. Raises AnnotationError."""
        found = self._library.annotations.get(annotation_id)
        if found is None:
            raise AnnotationError("This annotation is not there any more.")
        with self._library.action(f"Take {quoted(found.quote)} out of its claim"):
            others = same_claims.take_out(self._library, annotation_id)
            if not others:
                raise AnnotationError("It is the only sighting of this claim: there is nothing to take it out of.")
        return self._changed([annotation_id, *others])

    def verdict_choices(self) -> tuple[str, ...]:
        """The scales of verdicts: `Scale: worst, …, best`. Raises LibraryError."""
        return verdict_choices(self._library)

    def export(
        self,
        path: Path,
        which: LedgerQuery | Sequence[int],
        *,
        replace: bool,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> "Exported":
        """Write claims to a file, beside the window. Raises as `export_claims` does."""
        from reader.services.export_claims import export_claims  # noqa: PLC0415

        with self._library.aside() as library:
            return export_claims(library, path, which, replace=replace, progress=progress, cancelled=cancelled)

    def _changed(self, annotation_ids: Sequence[int]) -> tuple[Change, ...]:
        by_article: dict[int, list[int]] = {}
        for annotation in self._library.annotations.some(annotation_ids):
            by_article.setdefault(annotation.article_id, []).append(annotation.id)
        return tuple(AnnotationsChanged(article_id, tuple(ids)) for article_id, ids in by_article.items())


def listed_ids(library: Library, query: LedgerQuery) -> "array[int]":
    """The claims that are asked for, for commands. Raises QueryError, LibraryError."""
    catch_up(library)
    return listed_claims(library, query).ids


def ids_with_uids(library: Library, uids: Sequence[str]) -> list[int]:
    """The claims that these annotations are sightings of, each once. Raises AnnotationError."""
    found: dict[int, None] = {}
    for uid in uids:
        annotation_id = with_uid(library, uid)
        claim = claims(library, (annotation_id,)).get(annotation_id) if annotation_id else None
        if claim is None:
            raise AnnotationError(f"There is no claim {uid}.")
        found[claim.id] = None
    return list(found)


def near_claims(library: Library, claim_id: int) -> tuple[Claim, ...]:
    """The claims that are perhaps the same as this one, the closest first. Raises LibraryError."""
    claim = claims(library, (claim_id,)).get(claim_id)
    if claim is None:
        return ()
    own = words_of(claim.text) or words_of(claim.sightings[0].quote)
    ids, weights = same_claims.claims_with(library, sorted(own))
    joined_to = {sighting.id for sighting in claim.sightings}
    found: dict[int, tuple[float, Claim]] = {}
    for other in claims(library, [number for number in ids if number not in joined_to]).values():
        same = claim.claimant is not None and other.claimant == claim.claimant
        close = closeness(own, words_of(other.text), weights, same_claimant=same)
        if close >= CLOSE and other.id not in joined_to:
            found[other.id] = (close, other)
    ranked = sorted(found.values(), key=lambda each: (-each[0], each[1].id))
    return tuple(other for _, other in ranked[:_MOST_NEAR])
